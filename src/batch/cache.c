/* batch/cache.c: see cache.h. */
#include "batch/cache.h"
#include "base/file.h"
#include "batch/cache_private.h"
#include "batch/environment.h"
#include "batch/private.h"
#include <string.h>
#include <sys/stat.h>

Cache *cache_open(const char *folder, const char *base, bool dry, bool follow, double most, StoreFault *fault) {
  Store *store = store_open(folder, !dry, follow, fault);
  if (!store) return NULL;
  Cache *cache = g_new0(Cache, 1);
  cache->store = store;
  cache->digests = digests_create(store, base);
  cache->arena = arena_create();
  cache->most = most > 0 ? most : CACHE_MOST;
  cache->noted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  cache->accesses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  cache->today = (int)(g_get_real_time() / G_USEC_PER_SEC / 86400);
  return cache;
}

const char *cache_fault(StoreFault fault, int error) {
  switch (fault) {
  case STORE_FOREIGN: return "the folder has files that are not of a cache";
  case STORE_LINK: return "it is a link, which is followed for --cache alone";
  default: return g_strerror(error);
  }
}

void cache_warn(BatchLog *log, StoreFault fault, const char *folder, int error) {
  if (fault == STORE_READ_ONLY)
    messages_warn(log->messages, (Place){0}, "W493",
                  "the build cache \"%s\" cannot be written to, so that what is drawn is not kept: %s", folder,
                  g_strerror(error));
  else
    messages_warn(log->messages, (Place){0}, "W494",
                  "the build cache \"%s\" cannot be used, so that everything is drawn: %s", folder,
                  cache_fault(fault, error));
}

void cache_read_machine(Cache *cache) {
  cache->machine = environment_read(cache->digests);
  char *text = cJSON_PrintUnformatted(cache->machine);
  store_key(text, cache->machine_key);
  cJSON_free(text);
  if (!store_find(cache->store, CACHE_MACHINE, cache->machine_key))
    store_append(cache->store, CACHE_MACHINE, cache->machine_key, cache->machine);
}

void cache_note_file(Cache *cache, const char *path) {
  char state[DIGESTS_STATE];
  if (g_hash_table_contains(cache->noted, path)) return;
  digests_state(path, state);
  g_hash_table_insert(cache->noted, g_strdup(path), g_strdup(state));
  digests_of_input(cache->digests, path);
}

void cache_close(Cache *cache, guint drawn) {
  if (!cache) return;
  digests_settle(cache->digests);
  cache_prune(cache, drawn);
  cJSON_Delete(cache->machine);
  g_hash_table_unref(cache->noted);
  g_hash_table_unref(cache->accesses);
  arena_destroy(cache->arena);
  digests_destroy(cache->digests);
  store_close(cache->store);
  g_free(cache);
}

const char *cache_name(Cache *cache, const char *path) { return digests_name(cache->digests, path); }

char *cache_digest_files(Cache *cache, const char *(*file)(void *data, size_t i), void *data) {
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  const char *path;
  for (size_t i = 0; (path = file(data, i)); i++) {
    const char *name = cache_name(cache, path);
    struct stat status;
    char *line;
    if (!g_path_is_absolute(name))
      line = g_strdup_printf("%s %s\n", name, digests_of_input(cache->digests, path));
    else if (stat(path, &status) == 0)
      line = g_strdup_printf("%s %lld %lld\n", name, (long long)status.st_size, (long long)status.st_mtim.tv_sec);
    else
      line = g_strdup_printf("%s\n", name);
    g_checksum_update(sum, (const guchar *)line, -1);
    g_free(line);
  }
  char *digest = g_strdup(g_checksum_get_string(sum));
  g_checksum_free(sum);
  return digest;
}

/* ---- what a job is, and depends on ---- */

/* What it is called in every run. */
static void job_key(Cache *cache, const CacheJob *job, char key[STORE_KEY + 1]) {
  GString *name = g_string_new(cache_name(cache, job->spec));
  for (guint i = 0; i < job->output_count; i++)
    g_string_append_printf(name, "\n%s %s", job->outputs[i].format, cache_name(cache, job->outputs[i].path));
  store_key(name->str, key);
  g_string_free(name, TRUE);
}

static void add_pair(cJSON *list, const char *name, const char *value) {
  cJSON *pair = cJSON_CreateArray();
  cJSON_AddItemToArray(pair, cJSON_CreateString(name));
  cJSON_AddItemToArray(pair, cJSON_CreateString(value));
  cJSON_AddItemToArray(list, pair);
}

/* Pairs of what is set, owned by the caller. */
static cJSON *job_settings(Cache *cache, const CacheJob *job) {
  cJSON *list = cJSON_CreateArray();
  for (const CacheText *setting = job->settings; setting->name; setting++)
    add_pair(list, setting->name, setting->value);
  for (const char *const *file = job->files; *file; file++) {
    const char *digest = digests_of_input(cache->digests, *file);
    add_pair(list, cache_name(cache, *file), digest ? digest : "");
  }
  if (job->text) {
    char digest[STORE_DIGEST + 1];
    store_digest(job->text, job->length, digest);
    add_pair(list, "the spec", digest);
  }
  return list;
}

/* What its messages say of places. */
static void job_places(const CacheJob *job, char key[STORE_KEY + 1]) {
  GString *text = g_string_new(job->spec);
  g_string_append_printf(text, "\n%u", job->first_line);
  for (const char *const *file = job->files; *file; file++) g_string_append_printf(text, "\n%s", *file);
  for (const char *const *map = job->maps; map && *map; map++) g_string_append_printf(text, "\n%s", *map);
  store_key(text->str, key);
  g_string_free(text, TRUE);
}

static void add_line(GString *key, const char *const *texts) {
  for (; texts && *texts; texts++) g_string_append_printf(key, "\n%s", *texts);
  g_string_append_c(key, '\n');
}

/* What a chart in the folder of the spec may read. Charts with the same rights share it. */
static FileAccess *access_of(Cache *cache, const CacheJob *job) {
  char *folder = g_path_get_dirname(job->spec);
  GString *key = g_string_new(folder);
  add_line(key, job->allowed);
  add_line(key, job->maps);
  FileAccess *access = g_hash_table_lookup(cache->accesses, key->str);
  if (!access) {
    guint count = job->maps ? g_strv_length((char **)job->maps) : 0;
    FileMap *maps = arena_array(cache->arena, FileMap, count + 1);
    for (guint i = 0; i < count; i++) {
      const char *equals = strchr(job->maps[i], '=');
      maps[i] = (FileMap){arena_strndup(cache->arena, job->maps[i], (size_t)(equals - job->maps[i])), equals + 1};
    }
    access = file_access_create(folder, job->allowed, cache->arena);
    file_access_map(access, maps);
    g_hash_table_insert(cache->accesses, g_strdup(key->str), access);
  }
  g_string_free(key, TRUE);
  g_free(folder);
  return access;
}

/* A path that a chart followed, as the cache has it: absolute ones below the base are "/" and the rest, others have one slash more. */
static char *follow_name(Cache *cache, const char *named) {
  if (!g_path_is_absolute(named)) return g_strdup(named);
  const char *name = cache_name(cache, named);
  return g_strconcat("/", name, NULL);
}

static char *follow_path(const Cache *cache, const char *name) {
  return *name == '/' ? digests_path(cache->digests, name + 1) : g_strdup(name);
}

/* The digest of what the chart would read there now; NULL if it could not. */
static const char *follow(Cache *cache, const CacheJob *job, const char *name) {
  char *path = follow_path(cache, name);
  const char *real = file_find(access_of(cache, job), path, cache->arena);
  g_free(path);
  return real ? digests_of_input(cache->digests, real) : NULL;
}

/* The file as a person calls it, who looks from the base; owned by the caller. */
static char *shown_name(Cache *cache, const CacheJob *job, const char *name) {
  if (*name == '/') return g_strdup(name + 1);
  char *folder = g_path_get_dirname(job->spec), *path = g_build_filename(folder, name, NULL),
       *shown = g_strdup(cache_name(cache, path));
  g_free(folder);
  g_free(path);
  return shown;
}

/* ---- values that may be anything ---- */

static const char *text_of(const cJSON *object, const char *key) {
  return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static const cJSON *list_of(const cJSON *object, const char *key) {
  const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, key);
  return cJSON_IsArray(list) ? list->child : NULL;
}

static bool is_pair(const cJSON *pair) {
  return cJSON_IsArray(pair) && cJSON_IsString(pair->child) && cJSON_IsString(pair->child->next) &&
         !pair->child->next->next;
}

static const char *pair_name(const cJSON *pair) { return pair->child->valuestring; }
static const char *pair_value(const cJSON *pair) { return pair->child->next->valuestring; }

static const cJSON *pair_named(const cJSON *first, const char *name) {
  for (; first; first = first->next)
    if (is_pair(first) && strcmp(pair_name(first), name) == 0) return first;
  return NULL;
}

/* The name of the first pair that the two lists do not have in common; NULL if they are equal. */
static const char *difference(const cJSON *before, const cJSON *now) {
  for (; before && now; before = before->next, now = now->next) {
    if (!is_pair(before)) return "it";
    if (strcmp(pair_name(before), pair_name(now)) == 0 && strcmp(pair_value(before), pair_value(now)) == 0) continue;
    return pair_named(before, pair_name(now)) && !pair_named(now, pair_name(before)) ? pair_name(before)
                                                                                     : pair_name(now);
  }
  if (before) return is_pair(before) ? pair_name(before) : "it";
  return now ? pair_name(now) : NULL;
}

/* ---- finding ---- */

/* The first file that is not as it was; NULL if there is none. */
static char *changed_file(Cache *cache, const CacheJob *job, const cJSON *value) {
  const cJSON *pair = list_of(value, "files");
  if (!pair && !job->text) return g_strdup("it changed");
  for (bool is_own = !job->text; pair; pair = pair->next, is_own = false) {
    if (!is_pair(pair)) return g_strdup("it changed");
    const char *now = is_own ? digests_of_input(cache->digests, job->spec) : follow(cache, job, pair_name(pair));
    if (now && strcmp(now, pair_value(pair)) == 0) continue;
    char *name = is_own ? g_strdup(job->spec) : shown_name(cache, job, pair_name(pair)),
         *why = g_strdup_printf(now ? "%s changed" : "%s is not there any more, or may not be read", name);
    g_free(name);
    return why;
  }
  return NULL;
}

static char *changed_machine(Cache *cache, const cJSON *value) {
  const char *key = text_of(value, "machine");
  if (key && strcmp(key, cache->machine_key) == 0) return NULL;
  guint line = key && strlen(key) == STORE_KEY ? store_find(cache->store, CACHE_MACHINE, key) : 0;
  cJSON *before = line ? store_value(cache->store, line) : NULL;
  const char *name = before && cJSON_IsArray(before) ? difference(before->child, cache->machine->child) : NULL;
  char *why = g_strdup_printf("%s changed", name ? name : "the machine");
  cJSON_Delete(before);
  return why;
}

/* Why an earlier drawing is not the one that would be drawn now; NULL if it is. */
static char *changed(Cache *cache, const CacheJob *job, const cJSON *settings, const cJSON *value) {
  char *why = changed_file(cache, job, value), places[STORE_KEY + 1];
  if (why) return why;
  const char *name = difference(list_of(value, "settings"), settings->child);
  if (name) return g_strdup_printf("%s changed", name);
  why = changed_machine(cache, value);
  if (why) return why;
  job_places(job, places);
  const char *before = text_of(value, "places");
  if (list_of(value, "messages") && (!before || strcmp(before, places) != 0))
    return g_strdup("it is called by another path or line, which its messages name");
  return NULL;
}

/* Which outputs are not there as they were drawn; false if one could not be written either. */
static bool look_at_outputs(Cache *cache, const CacheJob *job, CacheHit *hit, char **why) {
  const cJSON *pair = list_of(hit->value, "outputs");
  for (guint i = 0; i < job->output_count; i++, pair = pair->next) {
    char now[STORE_DIGEST + 1], *end;
    const char *path = job->outputs[i].path;
    if (!is_pair(pair) || !store_is_digest(pair_name(pair))) {
      *why = g_strdup("its files are not known");
      return false;
    }
    digests_of_output(cache->digests, path, now);
    if (strcmp(now, pair_name(pair)) == 0) continue;
    guint64 size = g_ascii_strtoull(pair_value(pair), &end, 10);
    const char *state = *now ? "was changed" : "is missing";
    bool has = *end == '\0' && store_has(cache->store, pair_name(pair), size);
    if (!has || !*why) {
      g_free(*why);
      *why = g_strdup_printf(has ? "%s %s" : "%s %s, and the cache does not have it", path, state);
    }
    if (!has) return false;
    hit->stale |= (guint64)1 << i;
  }
  return true;
}

static void read_messages(CacheHit *hit) {
  hit->messages = g_array_new(FALSE, TRUE, sizeof(CacheMessage));
  for (const cJSON *entry = list_of(hit->value, "messages"); entry; entry = entry->next) {
    const char *code = text_of(entry, "code"), *text = text_of(entry, "text"), *print = text_of(entry, "print");
    double line = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(entry, "line")),
           column = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(entry, "column"));
    if (!code || !text || !print) continue;
    bool is_note = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(entry, "note")),
         has_place = line >= 1 && line < 1e9 && column >= 1 && column < 1e9;
    CacheMessage message = {.message = {.severity = is_note ? TUBAN_NOTE : TUBAN_WARNING,
                                        .code = code,
                                        .file = text_of(entry, "file"),
                                        .line = has_place ? (unsigned)line : 0,
                                        .column = has_place ? (unsigned)column : 0,
                                        .text = text},
                            .print = print,
                            .of_machine = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(entry, "machine"))};
    g_array_append_val(hit->messages, message);
  }
}

/* It was of use today. */
static void keep_used(Cache *cache, const char *key, guint depth, cJSON *value) {
  cJSON *used = cJSON_GetObjectItemCaseSensitive(value, "used");
  if (depth == 0 && cJSON_IsNumber(used) && used->valueint == cache->today) return;
  cJSON_ReplaceItemInObjectCaseSensitive(value, "used", cJSON_CreateNumber(cache->today));
  store_append(cache->store, CACHE_DRAWING, key, value);
}

CacheHit *cache_find(Cache *cache, const CacheJob *job, char **why) {
  char key[STORE_KEY + 1], *first = NULL;
  CacheHit *hit = NULL;
  digests_settle(cache->digests);
  *why = NULL;
  job_key(cache, job, key);
  cJSON *settings = job_settings(cache, job);
  guint line = store_find(cache->store, CACHE_DRAWING, key);
  for (guint depth = 0; line && depth < CACHE_DRAWINGS && !hit; depth++, line = store_older(cache->store, line)) {
    cJSON *value = store_value(cache->store, line);
    char *reason = value ? changed(cache, job, settings, value) : g_strdup("what the cache had of it is damaged");
    if (!reason) {
      hit = g_new0(CacheHit, 1);
      hit->value = value;
      keep_used(cache, key, depth, value);
      break;
    }
    cJSON_Delete(value);
    if (first)
      g_free(reason);
    else
      first = reason;
  }
  cJSON_Delete(settings);
  if (hit && !look_at_outputs(cache, job, hit, why)) g_clear_pointer(&hit, cache_hit_free);
  if (hit) read_messages(hit);
  if (!hit && !*why) *why = first ? g_steal_pointer(&first) : g_strdup("it is new");
  g_free(first);
  return hit;
}

void cache_hit_free(CacheHit *hit) {
  if (!hit) return;
  cJSON_Delete(hit->value);
  if (hit->messages) g_array_unref(hit->messages);
  g_free(hit);
}

/* Whether the output is a file that the job reads, or a font: drawing it says so. */
static bool is_protected(Cache *cache, const CacheJob *job, const CacheHit *hit, const char *path) {
  bool is = file_is_font(path) || file_is_same(path, job->spec);
  for (const char *const *file = job->files; *file && !is; file++) is = file_is_same(path, *file);
  for (const cJSON *pair = list_of(hit->value, "files"); pair && !is; pair = pair->next) {
    char *named = follow_path(cache, pair_name(pair));
    const char *real = file_find(access_of(cache, job), named, cache->arena);
    is = real && file_is_same(path, real);
    g_free(named);
  }
  return is;
}

static bool restore(Cache *cache, const CacheOutput *output, const cJSON *pair) {
  GBytes *bytes = store_get(cache->store, pair_name(pair), g_ascii_strtoull(pair_value(pair), NULL, 10));
  if (!bytes) return false;
  Arena *arena = arena_create();
  bool done =
      file_write(output->path, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), messages_create(arena, false));
  if (done) digests_wrote(cache->digests, output->path);
  arena_destroy(arena);
  g_bytes_unref(bytes);
  return done;
}

bool cache_restore(Cache *cache, const CacheJob *job, const CacheHit *hit) {
  const cJSON *pair = list_of(hit->value, "outputs");
  bool done = true;
  for (guint i = 0; i < job->output_count && done; i++, pair = pair->next)
    if (hit->stale >> i & 1)
      done = !is_protected(cache, job, hit, job->outputs[i].path) && restore(cache, &job->outputs[i], pair);
  return done;
}

/* ---- keeping ---- */

struct CacheDrawing {
  Cache *cache;
  const CacheJob *job;
  cJSON *settings, *outputs;
  gint64 since;
};

CacheDrawing *cache_begin(Cache *cache, const CacheJob *job) {
  CacheDrawing *drawing = g_new(CacheDrawing, 1);
  *drawing = (CacheDrawing){cache, job, job_settings(cache, job), cJSON_CreateArray(), g_get_real_time()};
  return drawing;
}

void cache_put(CacheDrawing *drawing, const void *bytes, size_t length) {
  char digest[STORE_DIGEST + 1], size[24];
  store_digest(bytes, length, digest);
  g_snprintf(size, sizeof size, "%zu", length);
  store_put(drawing->cache->store, bytes, length, digest);
  digests_wrote(drawing->cache->digests, drawing->job->outputs[cJSON_GetArraySize(drawing->outputs)].path);
  add_pair(drawing->outputs, digest, size);
}

static cJSON *messages_of(TubanChart *chart) {
  cJSON *list = cJSON_CreateArray();
  TubanMessage message;
  for (size_t i = 0; tuban_chart_message(chart, i, &message) == TUBAN_OK; i++) {
    cJSON *entry = cJSON_CreateObject();
    char *print = tuban_chart_message_print(chart, i);
    cJSON_AddStringToObject(entry, "code", message.code);
    if (message.severity == TUBAN_NOTE) cJSON_AddTrueToObject(entry, "note");
    if (message.file) cJSON_AddStringToObject(entry, "file", message.file);
    if (message.line) {
      cJSON_AddNumberToObject(entry, "line", message.line);
      cJSON_AddNumberToObject(entry, "column", message.column);
    }
    cJSON_AddStringToObject(entry, "text", message.text);
    cJSON_AddStringToObject(entry, "print", print ? print : "");
    if (tuban_chart_message_is_of_machine(chart, i)) cJSON_AddTrueToObject(entry, "machine");
    cJSON_AddItemToArray(list, entry);
    tuban_free(print);
  }
  return list;
}

/* The files that the chart has read, and those of options, as they were noted. NULL if one changed meanwhile. */
static cJSON *files_of(CacheDrawing *drawing, TubanChart *chart) {
  Cache *cache = drawing->cache;
  const CacheJob *job = drawing->job;
  cJSON *list = cJSON_CreateArray();
  TubanFile file;
  TubanStatus status;
  for (size_t i = 0; (status = tuban_chart_read(chart, i, &file)) == TUBAN_OK; i++) {
    if (file.by_option && (i > 0 || job->text)) continue; /* settings */
    char *name = follow_name(cache, file.named), *path = follow_path(cache, name);
    const char *real = file.by_option ? job->spec : file_find(access_of(cache, job), path, cache->arena);
    add_pair(list, name, file.digest);
    if (real) digests_learn(cache->digests, real, file.digest, drawing->since);
    g_free(path);
    g_free(name);
  }
  bool same = status != TUBAN_IO;
  for (const char *const *noted = job->files; *noted && same; noted++) {
    char state[DIGESTS_STATE];
    const char *before = g_hash_table_lookup(cache->noted, *noted);
    digests_state(*noted, state);
    same = before && strcmp(before, state) == 0;
  }
  if (same) return list;
  cJSON_Delete(list);
  return NULL;
}

/* Whether the newest drawing that is kept is the same, but for the day. */
static bool is_kept(const Cache *cache, const char *key, cJSON *value) {
  guint line = store_find(cache->store, CACHE_DRAWING, key);
  cJSON *before = line ? store_value(cache->store, line) : NULL;
  bool same = before && cJSON_Compare(before, value, true);
  cJSON_Delete(before);
  return same;
}

void cache_end(CacheDrawing *drawing, TubanChart *chart) {
  Cache *cache = drawing->cache;
  bool whole = chart && (guint)cJSON_GetArraySize(drawing->outputs) == drawing->job->output_count;
  cJSON *files = whole ? files_of(drawing, chart) : NULL;
  if (files) {
    char key[STORE_KEY + 1], places[STORE_KEY + 1];
    cJSON *value = cJSON_CreateObject();
    job_key(cache, drawing->job, key);
    job_places(drawing->job, places);
    cJSON_AddNumberToObject(value, "used", cache->today);
    cJSON_AddStringToObject(value, "spec", cache_name(cache, drawing->job->spec));
    cJSON_AddStringToObject(value, "machine", cache->machine_key);
    cJSON_AddStringToObject(value, "places", places);
    cJSON_AddItemToObject(value, "settings", g_steal_pointer(&drawing->settings));
    cJSON_AddItemToObject(value, "files", files);
    cJSON_AddItemToObject(value, "outputs", g_steal_pointer(&drawing->outputs));
    cJSON_AddItemToObject(value, "messages", messages_of(chart));
    if (!is_kept(cache, key, value)) store_append(cache->store, CACHE_DRAWING, key, value);
    cJSON_Delete(value);
  }
  cJSON_Delete(drawing->settings);
  cJSON_Delete(drawing->outputs);
  g_free(drawing);
}
