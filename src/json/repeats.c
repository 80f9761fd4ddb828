/* json/repeats.c: small objects by comparing, large ones by a hash table. */
#include "json/repeats.h"
#include "base/temporary.h"
#include <glib.h>
#include <string.h>

enum { BY_HASH_ABOVE = 16 };

static const char *key_at(const char *members, size_t i, size_t size) {
  return *(const char *const *)(gconstpointer)(members + i * size);
}

/* The position of the key among the first `kept`; `kept` when it is new. */
static size_t find(GHashTable *seen, const char *members, size_t kept, size_t size, const char *key) {
  size_t at = 0;
  if (!seen) {
    while (at < kept && strcmp(key_at(members, at, size), key) != 0) at++;
    return at;
  }
  gpointer found = g_hash_table_lookup(seen, key);
  if (found) return GPOINTER_TO_SIZE(found) - 1;
  g_hash_table_insert(seen, (gpointer)key, GSIZE_TO_POINTER(kept + 1));
  return kept;
}

size_t json_merge_repeats(void *members, size_t count, size_t size, JsonRepeat report, void *data, Budget *budget) {
  GHashTable *seen = count > BY_HASH_ABOVE ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;
  budget_temporary(budget, seen);
  char *bytes = members;
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    size_t at = find(seen, bytes, kept, size, key_at(bytes, i, size));
    if (at < kept && report) report(bytes + i * size, data);
    if (at != i) memcpy(bytes + at * size, bytes + i * size, size);
    kept = MAX(kept, at + 1);
  }
  return kept;
}
