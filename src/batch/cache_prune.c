/* batch/cache_prune.c: what the build cache forgets. Lines are looked at from the newest on, which is about the order of their last use. */
#include "batch/cache_private.h"
#include <string.h>

enum { UNUSED_DAYS = 30, SPARE_LINES = 1000 };

typedef struct Pruning {
  const Cache *cache;
  GArray *kept;         /* lines, the newest first */
  GHashTable *objects;  /* digests that are kept */
  GHashTable *machines; /* keys that drawings name */
  GHashTable *counts;   /* key of a job → drawings that are kept */
  GHashTable *seen;     /* drawings as text, without the day; names of files and machines */
  double size;          /* of the objects */
  bool is_full;
} Pruning;

static const cJSON *item(const cJSON *object, const char *key) { return cJSON_GetObjectItemCaseSensitive(object, key); }

/* The line without its check and its day. */
static char *text_of(const StoreLine *line) {
  const char *comma = memchr(line->key, ',', line->length - (gsize)(line->key - line->text));
  gsize from = (gsize)((comma ? comma : line->key) - line->text);
  return g_strdup_printf("%c %.*s%.*s", line->kind, STORE_KEY, line->key, (int)(line->length - from),
                         line->text + from);
}

static bool keeps_drawing(Pruning *pruning, const char *key, const cJSON *value) {
  const cJSON *used = item(value, "used"), *machine = item(value, "machine"), *outputs = item(value, "outputs");
  guint count = GPOINTER_TO_UINT(g_hash_table_lookup(pruning->counts, key));
  if (!cJSON_IsNumber(used) || used->valueint < pruning->cache->today - UNUSED_DAYS || !cJSON_IsString(machine) ||
      !cJSON_IsArray(outputs) || count == CACHE_DRAWINGS)
    return false;
  double more = 0;
  for (const cJSON *pair = outputs->child; pair; pair = pair->next) {
    const char *digest = pair->child ? cJSON_GetStringValue(pair->child) : NULL,
               *size = digest ? cJSON_GetStringValue(pair->child->next) : NULL;
    if (digest && size && !g_hash_table_contains(pruning->objects, digest)) more += g_ascii_strtod(size, NULL);
  }
  pruning->is_full = pruning->is_full || !(pruning->size + more <= pruning->cache->most);
  if (pruning->is_full) return false;
  pruning->size += more;
  for (const cJSON *pair = outputs->child; pair; pair = pair->next)
    if (pair->child && cJSON_IsString(pair->child))
      g_hash_table_add(pruning->objects, g_strdup(pair->child->valuestring));
  g_hash_table_add(pruning->machines, g_strdup(machine->valuestring));
  g_hash_table_insert(pruning->counts, g_strdup(key), GUINT_TO_POINTER(count + 1));
  return true;
}

static void look_at(Pruning *pruning, guint number) {
  const Store *store = pruning->cache->store;
  StoreLine line = store_line(store, number);
  char key[STORE_KEY + 1], *text;
  g_strlcpy(key, line.key, sizeof key);
  text = line.kind == CACHE_DRAWING ? text_of(&line) : g_strdup_printf("%c %s", line.kind, key);
  if (!g_hash_table_add(pruning->seen, text)) return;
  cJSON *value = store_value(store, number);
  bool keep = value && ((line.kind == CACHE_DRAWING && keeps_drawing(pruning, key, value)) ||
                        (line.kind == CACHE_MACHINE && (g_hash_table_contains(pruning->machines, key) ||
                                                        strcmp(key, pruning->cache->machine_key) == 0)) ||
                        (line.kind == DIGESTS_LINE && digests_is_current(pruning->cache->digests, value)));
  if (keep) g_array_append_val(pruning->kept, number);
  cJSON_Delete(value);
}

static bool is_due(const Cache *cache, guint drawn) {
  guint lines = store_count(cache->store), newest = store_count_newest(cache->store);
  return lines - newest > newest + SPARE_LINES || store_age(cache->store) >= 1 ||
         (drawn && store_size(cache->store) > cache->most);
}

static int compare(const void *a, const void *b) {
  guint one = *(const guint *)a, other = *(const guint *)b;
  return one < other ? -1 : one > other;
}

void cache_prune(Cache *cache, guint drawn) {
  if (!is_due(cache, drawn) || !store_claim(cache->store)) return;
  Pruning pruning = {.cache = cache,
                     .kept = g_array_new(FALSE, FALSE, sizeof(guint)),
                     .objects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                     .machines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                     .counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                     .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  /* Machines after the drawings that name them, whose lines are later. */
  for (guint line = store_count(cache->store); line > 0; line--)
    if (store_line(cache->store, line).kind != CACHE_MACHINE) look_at(&pruning, line);
  for (guint line = store_count(cache->store); line > 0; line--)
    if (store_line(cache->store, line).kind == CACHE_MACHINE) look_at(&pruning, line);
  g_array_sort(pruning.kept, compare);
  if (store_keep_lines(cache->store, pruning.kept)) store_keep_objects(cache->store, pruning.objects);
  store_release(cache->store);
  g_array_unref(pruning.kept);
  g_hash_table_unref(pruning.objects);
  g_hash_table_unref(pruning.machines);
  g_hash_table_unref(pruning.counts);
  g_hash_table_unref(pruning.seen);
}
