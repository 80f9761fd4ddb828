/* cli/job.c: see job.h. */
#include "cli/job.h"
#include "cli/chart.h"

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
  list->contexts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)tuban_context_destroy);
  return list;
}

void jobs_destroy(JobList *list) {
  if (!list) return;
  g_array_unref(list->jobs);
  g_hash_table_unref(list->contexts);
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

Job *jobs_add_file(JobList *list, const char *path, const Values *values) {
  char *name = cli_chart_name(path);
  const char *kept = jobs_keep_text(list, path);
  Job job = {.label = kept,
             .name = jobs_keep_text(list, name),
             .path = kept,
             .values = values,
             .options = cli_chart_options(values)};
  g_free(name);
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
  context = cli_context(values, status);
  g_hash_table_insert(list->contexts, key, context);
  return context;
}

int jobs_open(JobList *list) {
  int status = TUBAN_OK;
  for (guint i = 0; i < job_count(list) && status == TUBAN_OK; i++) {
    Job *job = job_at(list, i);
    const Job *before = i ? job_at(list, i - 1) : NULL;
    job->context = before && before->values == job->values ? before->context : open_context(list, job->values, &status);
  }
  return status;
}

TubanChart *job_read(const Job *job) {
  if (!job->text) return tuban_chart_read_file(job->context, job->path, &job->options);
  char *folder = g_path_get_dirname(job->path);
  TubanChart *chart = tuban_chart_read_text(job->context, job->text, job->length, job->path, folder, &job->options);
  g_free(folder);
  return chart;
}
