/* cli/job.c: see job.h. */
#include "cli/job.h"
#include "cli/chart.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Memory of a list, and how it ends. */
typedef struct Kept {
  void *memory;
  GDestroyNotify end;
} Kept;

static void end_kept(gpointer data) {
  Kept *kept = data;
  kept->end(kept->memory);
  g_free(kept);
}

JobList *jobs_create(void) {
  JobList *list = g_new0(JobList, 1);
  list->jobs = g_array_new(FALSE, TRUE, sizeof(Job));
  list->texts = g_string_chunk_new(4096);
  list->memory = g_ptr_array_new_with_free_func(end_kept);
  list->logs = g_ptr_array_new();
  list->records = g_ptr_array_new_with_free_func(g_free);
  list->contexts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)tuban_context_destroy);
  return list;
}

void jobs_destroy(JobList *list) {
  if (!list) return;
  g_array_unref(list->jobs);
  g_hash_table_unref(list->contexts);
  if (list->tables) g_hash_table_unref(list->tables);
  g_ptr_array_unref(list->logs);
  g_ptr_array_unref(list->records);
  g_ptr_array_unref(list->memory);
  g_string_chunk_free(list->texts);
  g_free(list);
}

const char *jobs_keep_text(JobList *list, const char *text) { return g_string_chunk_insert(list->texts, text); }

void *jobs_keep(JobList *list, void *memory, GDestroyNotify end) {
  Kept *kept = g_new(Kept, 1);
  *kept = (Kept){memory, end};
  g_ptr_array_add(list->memory, kept);
  return memory;
}

BatchLog *jobs_add_log(JobList *list, bool strict) {
  BatchLog *log = jobs_keep(list, batch_log_create(strict), (GDestroyNotify)batch_log_destroy);
  g_ptr_array_add(list->logs, log);
  return log;
}

int jobs_check_count(double count) {
  if (count <= JOBS_MOST) return TUBAN_OK;
  return cli_usage_error("render", "%.0f charts are more than one call draws: %d", count, (int)JOBS_MOST);
}

/* The params that the options give, which last as long as the list; NULL if there are none. */
static const TubanParam *params_of(JobList *list, const Values *values) {
  if (!values->params) return NULL;
  TubanParam *params = jobs_keep(list, g_new0(TubanParam, g_strv_length(values->params) + 1), g_free);
  size_t count = 0;
  for (char **param = values->params; *param; param++) {
    const char *value = strchr(*param, '=');
    if (!value) continue; /* cli_check_options() tells */
    char *name = jobs_keep(list, g_strndup(*param, (size_t)(value - *param)), g_free);
    params[count++] = (TubanParam){name, value + 1, false};
  }
  return params;
}

Job *jobs_add_file(JobList *list, const char *path, const Values *values) {
  char *name = cli_chart_name(path), *folder = g_path_get_dirname(path);
  const char *kept = jobs_keep_text(list, path);
  Job job = {.label = kept,
             .name = jobs_keep_text(list, name),
             .dir = jobs_keep_text(list, folder),
             .path = kept,
             .values = values};
  const Job *before = job_count(list) ? job_at(list, job_count(list) - 1) : NULL;
  job.params = before && before->values == values ? before->params : params_of(list, values);
  g_free(name);
  g_free(folder);
  g_array_append_val(list->jobs, job);
  return job_at(list, job_count(list) - 1);
}

/* What of the options makes a context; owned by the caller. */
static char *context_key(const Values *values) {
  GString *key = g_string_new(NULL);
  g_string_printf(key, "%d %d %s", values->strict, values->system_fonts, values->font_dir ? values->font_dir : "");
  for (char **style = values->styles; style && *style; style++) g_string_append_printf(key, "\n%s", *style);
  return g_string_free(key, FALSE);
}

/* NULL after error messages, and *status. */
static TubanContext *open_context(JobList *list, const Values *values, int *status) {
  *status = cli_check_options(values);
  if (*status != TUBAN_OK) return NULL;
  char *key = context_key(values);
  TubanContext *context = g_hash_table_lookup(list->contexts, key);
  if (context) {
    g_free(key);
    return context;
  }
  context = cli_context(values, list, status);
  g_hash_table_insert(list->contexts, key, context);
  return context;
}

int jobs_open(JobList *list) {
  int status = TUBAN_OK;
  guint count = job_count(list);
  Job *jobs = count ? job_at(list, 0) : NULL;
  for (guint i = 0; jobs && i < count && status == TUBAN_OK; i++) {
    Job *job = &jobs[i];
    const Job *before = i ? &jobs[i - 1] : NULL;
    job->context = before && before->values == job->values ? before->context : open_context(list, job->values, &status);
  }
  return status;
}

char *job_real_path(const char *path) {
  char *whole = g_canonicalize_filename(path, NULL), *real = realpath(whole, NULL);
  GString *rest = g_string_new(NULL);
  while (!real) {
    char *name = g_path_get_basename(whole), *above = g_path_get_dirname(whole);
    g_string_prepend(rest, name);
    g_string_prepend_c(rest, '/');
    g_free(name);
    g_free(whole);
    whole = above;
    real = realpath(whole, NULL);
  }
  char *joined = strcmp(real, "/") == 0 && rest->len ? g_strdup(rest->str) : g_strconcat(real, rest->str, NULL);
  free(real);
  g_free(whole);
  g_string_free(rest, TRUE);
  return joined;
}

static bool is_below(const char *path, const char *folder) {
  size_t length = strlen(folder);
  if (strcmp(folder, "/") == 0) return true;
  return strncmp(path, folder, length) == 0 && (!path[length] || path[length] == '/');
}

/* A link that leads nowhere yet would be written through. */
static bool is_dangling(const char *path) {
  struct stat status;
  return lstat(path, &status) == 0 && S_ISLNK(status.st_mode) && stat(path, &status) < 0;
}

PathVerdict job_judge_path(const char *path, const char *root, char *const *allowed) {
  char *real = job_real_path(path);
  bool below = is_below(real, root) && !is_dangling(path), hidden = below && strstr(real + strlen(root), "/."),
       is_allowed = false;
  for (; allowed && *allowed && !is_allowed; allowed++) {
    char *folder = realpath(*allowed, NULL);
    is_allowed = folder && is_below(real, folder) && !strstr(real + strlen(folder), "/.");
    free(folder);
  }
  g_free(real);
  if (is_allowed || (below && !hidden)) return PATH_BELOW;
  return below ? PATH_HIDDEN : PATH_OUTSIDE;
}

static TubanChart *read_with(const Job *job, const TubanOptions *options) {
  if (!job->text) return tuban_chart_read_file(job->context, job->path, options);
  bool is_stream = strcmp(job->path, "-") == 0;
  char *folder = g_path_get_dirname(is_stream ? "." : job->path);
  TubanChart *chart =
      tuban_chart_read_text(job->context, job->text, job->length, is_stream ? "<stdin>" : job->path, folder, options);
  g_free(folder);
  return chart;
}

/* The chart keeps the table. Tables are not made before, since they take more memory than their text. */
TubanChart *job_read(const Job *job) {
  TubanTable *row = job->row ? tuban_table_from_text(job->row, strlen(job->row), "json") : NULL;
  const TubanData data[] = {{"row", row}, {NULL, NULL}};
  TubanOptions options = cli_chart_options(job->values);
  options.params = job->params;
  if (job->threads) options.threads = job->threads;
  options.first_line = job->first_line;
  if (row) options.data = data;
  TubanChart *chart = read_with(job, &options);
  tuban_table_destroy(row);
  return chart;
}
