/* batch/cache_private.h: what the files of the build cache share. */
#pragma once
#include "base/arena.h"
#include "batch/cache.h"
#include "batch/digests.h"

/* Lines of the store. Of one job, so many drawings are kept and looked at: as of other branches of a project. */
enum { CACHE_DRAWING = 'J', CACHE_MACHINE = 'E', CACHE_DRAWINGS = 8 };

struct Cache {
  Store *store;
  Digests *digests;
  Arena *arena;
  cJSON *machine; /* environment_read() */
  char machine_key[STORE_KEY + 1];
  GHashTable *noted;    /* path of an option's file → its state when its digest was taken */
  GHashTable *accesses; /* what a folder and options allow → FileAccess */
  int today;            /* days since 1970 */
  double most;          /* bytes of objects */
};

/* Removes from the store what is not needed, if it is time. In cache_prune.c. */
void cache_prune(Cache *cache, guint drawn);
