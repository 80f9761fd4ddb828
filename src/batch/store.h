/* batch/store.h: the folder of a build cache: lines about what is known, and the bytes of files.
 *
 *     index          one line for each thing that is known, appended as it becomes known; a later one takes precedence
 *     objects/HASH   the bytes of a file, called by their SHA-256
 *     lock           held while a line is appended (shared) and while the folder is tidied up (alone)
 *     CACHEDIR.TAG   what tells such a folder from others (https://bford.info/cachedir/)
 *
 * Nothing in it is trusted: a line with a wrong checksum, as a killed process or another version leaves it, is not there, and bytes that do not
 * have the hash they are called by are not there either. Links are not followed. Several processes may use it at once.
 */
#pragma once
#include <cJSON.h>
#include <glib.h>
#include <stdbool.h>

typedef struct Store Store;

typedef enum StoreFault {
  STORE_FINE,
  STORE_READ_ONLY, /* it can be read, but not written to */
  STORE_FOREIGN,   /* a folder with other files */
  STORE_LINK,      /* a link, which is not followed */
  STORE_UNUSABLE   /* errno tells why */
} StoreFault;

/* Opens the folder; `create`: makes it, and what is missing in it. Otherwise nothing is ever written, and one that does not exist is empty.
 * `follow`: it may be a link. NULL, unless the fault is STORE_FINE or STORE_READ_ONLY. */
Store *store_open(const char *folder, bool create, bool follow, StoreFault *fault);
void store_close(Store *store);
bool store_is_writable(const Store *store);

/* ---- lines: a kind (a letter), a key (store_key()) and a JSON value ---- */

enum { STORE_KEY = 32, STORE_DIGEST = 64 }; /* hexadecimal digits */

/* The key of a text. */
void store_key(const char *text, char key[STORE_KEY + 1]);
/* The newest line of that kind and key that was there when the store was opened, and the one before it; 0: there is none. */
guint store_find(const Store *store, char kind, const char *key);
guint store_older(const Store *store, guint line);
/* Its value, owned by the caller (cJSON_Delete); NULL if the line is damaged. */
cJSON *store_value(const Store *store, guint line);
/* False if it could not be written, which does no harm. */
bool store_append(Store *store, char kind, const char *key, const cJSON *value);

/* ---- objects ---- */

bool store_is_digest(const char *text);
/* The SHA-256 of bytes, in hexadecimal digits. */
void store_digest(const void *bytes, gsize length, char digest[STORE_DIGEST + 1]);
/* Keeps the bytes under their digest. False if that failed. */
bool store_put(Store *store, const void *bytes, gsize length, const char *digest);
bool store_has(const Store *store, const char *digest, gsize size);
/* NULL if they are not there, or not those. */
GBytes *store_get(const Store *store, const char *digest, gsize size);
/* The bytes of all objects together. */
double store_size(const Store *store);

/* ---- tidying up ---- */

typedef struct StoreLine {
  char kind;
  const char *key;  /* STORE_KEY digits, without an end */
  const char *text; /* the whole line, with its end */
  gsize length;
} StoreLine;

/* How many lines there were when it was opened, and how many of them no later one replaces. */
guint store_count(const Store *store);
guint store_count_newest(const Store *store);
/* Days since it was tidied up. */
double store_age(const Store *store);
/* Line `line`, from 1. */
StoreLine store_line(const Store *store, guint line);
/* Reads the index again, with the lock that nobody else has; false if somebody has it, or there is none. */
bool store_claim(Store *store);
/* Replaces the index by these lines (guint), in this order. Only what store_claim() has claimed. */
bool store_keep_lines(Store *store, const GArray *lines);
/* Removes the objects that are not among the digests, but those of the last hour, which a line may be about to name, and what writers left. */
void store_keep_objects(Store *store, GHashTable *digests);
void store_release(Store *store);
