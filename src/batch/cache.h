/* batch/cache.h: the build cache: what was drawn before is not drawn again.
 *
 * Of each job that was drawn without an error, it keeps what the result depends on (the contents of all files that were read, options, fonts, the
 * machine), its messages, and the bytes of its files. A job whose last drawings include one that depended on just what there is now is not drawn:
 * its files are kept, or written from those bytes, and its messages are repeated. Files outside of the base folder are called by their
 * absolute paths, all others relative to it, so that a cache may be used in another checkout.
 *
 * The store (batch/store.h) has lines of three kinds: J a drawing, under what its job is called; E a machine; F the state of a file (batch/digests.h).
 */
#pragma once
#include "batch/log.h"
#include "batch/store.h"

typedef struct Cache Cache;

enum { CACHE_MOST = 1000000000 };

/* A name, and what has it. */
typedef struct CacheText {
  const char *name; /* a phrase for messages: "--scale"; NULL ends a list */
  const char *value;
} CacheText;

typedef struct CacheOutput {
  const char *format, *path;
} CacheOutput;

/* What is to be drawn. */
typedef struct CacheJob {
  const char *spec;                         /* its file, as it was named */
  const char *text;                         /* the spec, if it is a part of that file only; else NULL */
  size_t length;                            /* of the text */
  unsigned first_line;                      /* of the text in the file */
  const CacheText *settings;                /* what decides how it is drawn, besides files */
  const char *const *files;                 /* that the options name; NULL-terminated */
  const char *const *allowed, *const *maps; /* as TubanOptions has them */
  const CacheOutput *outputs;
  guint output_count; /* at most 64 */
} CacheJob;

typedef struct CacheMessage {
  TubanMessage message;
  const char *print; /* as tuban_chart_message_print() has it */
  bool of_machine;
} CacheMessage;

/* An earlier drawing that is still right. */
typedef struct CacheHit {
  cJSON *value;     /* private */
  GArray *messages; /* CacheMessage */
  guint64 stale;    /* bit i: output i is missing or has other bytes, which the cache can write */
} CacheHit;

/* Opens the cache in a folder for charts of `base`. `dry`: nothing is written; `follow` as store_open() has it; `most`: bytes of files that
 * it keeps, 0: CACHE_MOST. NULL and a fault other than
 * STORE_FINE and STORE_READ_ONLY: there is none. */
Cache *cache_open(const char *folder, const char *base, bool dry, bool follow, double most, StoreFault *fault);
/* A warning about a fault of the cache in that folder; what errno was tells why. */
void cache_warn(BatchLog *log, StoreFault fault, const char *folder, int error);
/* Why there is no cache, as a phrase. */
const char *cache_fault(StoreFault fault, int error);
/* What is there now, of the machine and of that file of an option; to be called before anything is read. */
void cache_read_machine(Cache *cache);
void cache_note_file(Cache *cache, const char *path);
/* Ends the run: `drawn` charts were drawn. Tidies up if it is time: what was not used for a month, and of the rest the oldest that is too
 * much. */
void cache_close(Cache *cache, guint drawn);

/* What a path is called in the cache. It lives as long as the cache. */
const char *cache_name(Cache *cache, const char *path);
/* A digest of files: of the contents of those below the base, of size and time of the others. g_free() it. */
char *cache_digest_files(Cache *cache, const char *(*file)(void *data, size_t i), void *data);

/* An earlier drawing of the job that depended on what there is now. NULL if it must be drawn, and *why (g_free()). With a hit that has stale outputs,
 * *why is about the first of them; else it is NULL. */
CacheHit *cache_find(Cache *cache, const CacheJob *job, char **why);
/* Writes the stale outputs. False if one could not be written, so that drawing it tells the reason. */
bool cache_restore(Cache *cache, const CacheJob *job, const CacheHit *hit);
void cache_hit_free(CacheHit *hit);

/* One drawing that is to be kept. */
typedef struct CacheDrawing CacheDrawing;

/* To be called before the chart is read. */
CacheDrawing *cache_begin(Cache *cache, const CacheJob *job);
/* The bytes of the next output, which was written. */
void cache_put(CacheDrawing *drawing, const void *bytes, size_t length);
/* Ends the drawing, and keeps it if all outputs were put; `chart` is what was drawn, NULL if that failed. */
void cache_end(CacheDrawing *drawing, TubanChart *chart);
