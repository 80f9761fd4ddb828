/* cli/cached.c: see cached.h. */
#include "cli/cached.h"
#include "cli/chart.h"
#include "cli/manifest.h"
#include <cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER ".tuban-cache"

/* What jobs with the same values have in common. */
typedef struct Common {
  GArray *settings; /* CacheText */
  GPtrArray *files; /* of options; NULL at the end */
} Common;

struct Cached {
  Cache *cache;
  bool force;
  GHashTable *commons; /* Values → Common */
  GHashTable *fonts;   /* TubanContext → digest */
  GStringChunk *texts;
};

struct CachedJob {
  Cached *cached;
  CacheJob job;
  GArray *settings, *outputs;
  GPtrArray *more; /* texts of this job alone */
  CacheHit *hit;
  CacheDrawing *drawing;
};

static void free_common(gpointer data) {
  Common *common = data;
  g_array_unref(common->settings);
  g_ptr_array_unref(common->files);
  g_free(common);
}

static const char *keep(Cached *cached, const char *text) { return g_string_chunk_insert_const(cached->texts, text); }

/* ---- settings ---- */

/* The length of the path at the beginning of a text: "nature.json:2" is the second width of a preset. */
static size_t path_length(const char *path) {
  size_t length = strlen(path);
  bool has_number = length > 2 && path[length - 2] == ':' && g_ascii_isdigit(path[length - 1]);
  return has_number && !g_file_test(path, G_FILE_TEST_EXISTS) ? length - 2 : length;
}

/* A text of an option, whose path is called as the cache does; a file is noted. */
static const char *add_text(Cached *cached, Common *common, const Option *option, const char *text) {
  const char *at = option_path(option, text);
  size_t length = at ? path_length(at) : 0;
  char *path = at ? g_strndup(at, length) : NULL;
  const char *kept;
  if (path && g_file_test(path, G_FILE_TEST_EXISTS)) {
    char *whole = g_strdup_printf("%.*s%s%s", (int)(at - text), text, cache_name(cached->cache, path), at + length);
    kept = keep(cached, whole);
    g_free(whole);
    if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
      cache_note_file(cached->cache, path);
      g_ptr_array_add(common->files, (gpointer)keep(cached, path));
    }
  } else {
    kept = keep(cached, text);
  }
  g_free(path);
  return kept;
}

static const Common *common_of(Cached *cached, const Values *values) {
  Common *common = g_hash_table_lookup(cached->commons, values);
  if (common) return common;
  common = g_new(Common, 1);
  *common = (Common){g_array_new(FALSE, FALSE, sizeof(CacheText)), g_ptr_array_new()};
  for (size_t i = 0; option_at(i); i++) {
    const Option *option = option_at(i);
    char **texts = option->is_of_call ? NULL : option_texts(option, values),
         *name = g_strconcat("--", option->name, NULL);
    for (char **text = texts; text && *text; text++) {
      CacheText setting = {keep(cached, name), add_text(cached, common, option, *text)};
      g_array_append_val(common->settings, setting);
    }
    g_strfreev(texts);
    g_free(name);
  }
  g_ptr_array_add(common->files, NULL);
  g_hash_table_insert(cached->commons, (gpointer)values, common);
  return common;
}

static const char *font_file(void *context, size_t i) { return tuban_context_font_file(context, i); }

static const char *fonts_of(Cached *cached, TubanContext *context) {
  const char *digest = g_hash_table_lookup(cached->fonts, context);
  if (digest) return digest;
  char *made = cache_digest_files(cached->cache, font_file, context);
  g_hash_table_insert(cached->fonts, context, made);
  return made;
}

/* ---- the cache of a call ---- */

/* The folder of the manifest that the jobs are from, owned by the caller; NULL: they are not from one. */
static char *manifest_folder(const Values *given) {
  if (given->specs && !given->manifest) return NULL;
  char *path = given->manifest ? g_strdup(given->manifest) : manifest_find(),
       *folder = path ? g_path_get_dirname(path) : NULL;
  g_free(path);
  return folder;
}

static int open_cache(Cached *cached, const Values *given, JobList *jobs, const char *folder, const char *base) {
  StoreFault fault;
  cached->cache = cache_open(folder, base, given->dry_run, given->cache != NULL, given->cache_size, &fault);
  int error = errno;
  if (!cached->cache && given->cache)
    return cli_usage_error("render", "--cache \"%s\": %s", folder, cache_fault(fault, error));
  if (fault != STORE_FINE) {
    BatchLog *log = jobs_add_log(jobs, false);
    cache_warn(log, fault, folder, error);
    cli_print_log(log, given);
  }
  return TUBAN_OK;
}

int cached_open(Cached **to, const Values *given, JobList *jobs) {
  *to = NULL;
  if (given->cache && given->no_cache)
    return cli_usage_error("render", "--cache and --no-cache cannot be given together");
  char *base = manifest_folder(given), *beside = base ? g_build_filename(base, FOLDER, NULL) : NULL;
  const char *folder = given->cache ? given->cache : beside;
  int status = TUBAN_OK;
  if (folder && !given->no_cache) {
    Cached *cached = g_new0(Cached, 1);
    cached->force = given->force;
    cached->commons = g_hash_table_new_full(NULL, NULL, NULL, free_common);
    cached->fonts = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    cached->texts = g_string_chunk_new(4096);
    status = open_cache(cached, given, jobs, folder, base ? base : ".");
    if (cached->cache) {
      cache_read_machine(cached->cache);
      for (guint i = 0; i < job_count(jobs); i++) common_of(cached, job_at(jobs, i)->values);
      *to = cached;
    } else {
      cached_close(cached, 0);
    }
  }
  g_free(beside);
  g_free(base);
  return status;
}

void cached_close(Cached *cached, guint drawn) {
  if (!cached) return;
  cache_close(cached->cache, drawn);
  g_hash_table_unref(cached->commons);
  g_hash_table_unref(cached->fonts);
  g_string_chunk_free(cached->texts);
  g_free(cached);
}

/* ---- a job ---- */

/* Whether it is read from a file and written to files. */
static bool is_taken(const Job *job) {
  enum { MOST = 64 };
  bool taken = strcmp(job->path, "-") != 0 && job->output_count <= MOST;
  for (guint i = 0; i < job->output_count && taken; i++) {
    const char *path = job->outputs[i].path;
    struct stat status;
    taken = strcmp(path, "-") != 0 && (stat(path, &status) < 0 || S_ISREG(status.st_mode));
  }
  return taken;
}

static void add_setting(CachedJob *job, char *name, const char *value) {
  CacheText setting = {name, value};
  g_ptr_array_add(job->more, name);
  g_array_append_val(job->settings, setting);
}

CachedJob *cached_job(Cached *cached, const Job *job) {
  if (!cached || !is_taken(job)) return NULL;
  const Common *common = common_of(cached, job->values);
  CachedJob *made = g_new0(CachedJob, 1);
  made->cached = cached;
  made->settings = g_array_new(TRUE, TRUE, sizeof(CacheText));
  made->outputs = g_array_new(FALSE, FALSE, sizeof(CacheOutput));
  made->more = g_ptr_array_new_with_free_func(g_free);
  g_array_append_vals(made->settings, common->settings->data, common->settings->len);
  for (const TubanParam *param = job->params; param && param->name; param++)
    add_setting(made, g_strdup_printf("the param %s%s", param->name, param->optional ? " of the row" : ""),
                param->value);
  if (job->row) add_setting(made, g_strdup("the row"), job->row);
  add_setting(made, g_strdup("the list of fonts"), fonts_of(cached, job->context));
  for (guint i = 0; i < job->output_count; i++) {
    CacheOutput output = {tuban_format_name(job->outputs[i].format), job->outputs[i].path};
    g_array_append_val(made->outputs, output);
  }
  made->job = (CacheJob){.spec = job->path,
                         .text = job->text,
                         .length = job->length,
                         .first_line = job->first_line,
                         .settings = (const CacheText *)(gpointer)made->settings->data,
                         .files = (const char *const *)common->files->pdata,
                         .allowed = (const char *const *)job->values->allowed_paths,
                         .maps = (const char *const *)job->values->maps,
                         .outputs = (const CacheOutput *)(gpointer)made->outputs->data,
                         .output_count = job->output_count};
  return made;
}

void cached_job_free(CachedJob *job) {
  if (!job) return;
  if (job->drawing) cache_end(job->drawing, NULL);
  cache_hit_free(job->hit);
  g_array_unref(job->settings);
  g_array_unref(job->outputs);
  g_ptr_array_unref(job->more);
  g_free(job);
}

const CacheHit *cached_job_restore(CachedJob *job) {
  char *why = NULL;
  if (!job || job->cached->force) return NULL;
  job->hit = cache_find(job->cached->cache, &job->job, &why);
  g_free(why);
  if (job->hit && !cache_restore(job->cached->cache, &job->job, job->hit)) g_clear_pointer(&job->hit, cache_hit_free);
  return job->hit;
}

void cached_job_begin(CachedJob *job) {
  if (job) job->drawing = cache_begin(job->cached->cache, &job->job);
}

void cached_job_put(CachedJob *job, const void *bytes, size_t length) { cache_put(job->drawing, bytes, length); }

void cached_job_end(CachedJob *job, TubanChart *chart) {
  if (job) cache_end(g_steal_pointer(&job->drawing), chart);
}

/* ---- what would be done ---- */

typedef enum Action { ACTION_DRAW, ACTION_COPY, ACTION_KEEP } Action;

static const char *const actions[] = {[ACTION_DRAW] = "draw", [ACTION_COPY] = "copy", [ACTION_KEEP] = "keep"};

static Action action_of(Cached *cached, const Values *given, const Job *job, char **why) {
  CachedJob *made = given->force ? NULL : cached_job(cached, job);
  *why = NULL;
  if (!made) {
    *why = g_strdup(given->force ? "--force"
                    : !cached    ? "there is no build cache"
                                 : "it is not read from and written to files");
    return ACTION_DRAW;
  }
  CacheHit *hit = cache_find(cached->cache, &made->job, why);
  Action action = !hit ? ACTION_DRAW : hit->stale ? ACTION_COPY : ACTION_KEEP;
  cache_hit_free(hit);
  cached_job_free(made);
  return action;
}

static void print_json(const Job *job, guint number, guint total, Action action, const char *why) {
  cJSON *line = cJSON_CreateObject(), *outputs;
  cJSON_AddStringToObject(line, "event", "plan");
  cJSON_AddStringToObject(line, "chart", job->label);
  cJSON_AddNumberToObject(line, "number", number);
  cJSON_AddNumberToObject(line, "of", total);
  cJSON_AddStringToObject(line, "action", actions[action]);
  if (why) cJSON_AddStringToObject(line, "reason", why);
  outputs = cJSON_AddArrayToObject(line, "outputs");
  for (guint i = 0; i < job->output_count; i++) cJSON_AddItemToArray(outputs, cJSON_CreateString(job->outputs[i].path));
  char *text = cJSON_PrintUnformatted(line);
  puts(text);
  cJSON_free(text);
  cJSON_Delete(line);
}

void cached_plan(Cached *cached, const Values *given, const JobList *jobs) {
  bool in_json = given->messages && strcmp(given->messages, "text") != 0;
  guint counts[G_N_ELEMENTS(actions)] = {0}, total = job_count(jobs);
  for (guint i = 0; i < total; i++) {
    const Job *job = job_at(jobs, i);
    char *why;
    Action action = action_of(cached, given, job, &why);
    counts[action]++;
    if (given->quiet && action == ACTION_KEEP) {
      g_free(why);
      continue;
    }
    if (in_json)
      print_json(job, i + 1, total, action, why);
    else
      printf("%s  %s%s%s\n", actions[action], job->label, why ? ": " : "", why ? why : "");
    g_free(why);
  }
  if (!in_json)
    printf("%u chart%s: %u to draw, %u to copy from the cache, %u unchanged\n", total, total == 1 ? "" : "s",
           counts[ACTION_DRAW], counts[ACTION_COPY], counts[ACTION_KEEP]);
}
