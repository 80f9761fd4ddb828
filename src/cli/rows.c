/* cli/rows.c: see rows.h. */
#include "cli/rows.h"
#include "batch/rows.h"
#include "cli/chart.h"
#include <string.h>

/* A table that is used by several jobs. */
typedef struct ReadTable {
  const RowTable *table; /* NULL: it could not be read */
  BatchLog *log;
} ReadTable;

/* What the jobs of one row have. */
typedef struct RowParts {
  const JobWord *words;
  const TubanParam *params;
  const char *row;
} RowParts;

static RowParts make_parts(JobList *list, const RowTable *table, size_t row, BatchLog *log) {
  size_t columns = row_table_columns(table);
  JobWord *words = jobs_keep(list, g_new0(JobWord, columns + 1), g_free);
  TubanParam *params = jobs_keep(list, g_new0(TubanParam, columns + 1), g_free);
  size_t count = 0;
  for (size_t i = 0; i < columns; i++) {
    const char *name = row_table_name(table, i);
    if (!*name) continue;
    words[count] = (JobWord){name, row_table_text(table, row, i, log)};
    params[count++] = (TubanParam){name, row_table_json(table, row, i, log), true};
  }
  return (RowParts){words, params, row_table_row(table, row, log)};
}

/* Those that the options give come last, so that they count. */
static const TubanParam *join_params(JobList *list, const TubanParam *row, const TubanParam *given) {
  GArray *all = g_array_new(TRUE, TRUE, sizeof(TubanParam));
  for (; row->name; row++) g_array_append_val(all, *row);
  for (; given && given->name; given++) g_array_append_val(all, *given);
  return jobs_keep(list, g_array_free(all, FALSE), g_free);
}

static const JobWord *join_words(JobList *list, const JobWord *row, const JobWord *others) {
  GArray *all = g_array_new(TRUE, TRUE, sizeof(JobWord));
  for (; row->name; row++) g_array_append_val(all, *row);
  for (; others->name; others++) g_array_append_val(all, *others);
  return jobs_keep(list, g_array_free(all, FALSE), g_free);
}

static Job job_of_row(JobList *list, const Job *job, const RowParts *parts, size_t row) {
  Job made = *job;
  made.words = job->words ? join_words(list, parts->words, job->words) : parts->words;
  made.row = parts->row;
  made.params = job->params ? join_params(list, parts->params, job->params) : parts->params;
  char *label = g_strdup_printf("%s, row %zu", job->label, row + 1);
  made.label = jobs_keep_text(list, label);
  g_free(label);
  return made;
}

static int multiply(JobList *list, guint first, const RowTable *table, BatchLog *log) {
  size_t rows = row_table_rows(table);
  guint before = job_count(list) - first;
  int status = jobs_check_count(first + (double)before * (double)rows);
  if (status != TUBAN_OK) return status;
  Job *jobs = g_memdup2(job_at(list, first), before * sizeof(Job));
  RowParts *parts = g_new(RowParts, rows);
  for (size_t row = 0; row < rows; row++) parts[row] = make_parts(list, table, row, log);
  g_array_set_size(list->jobs, first);
  for (guint i = 0; i < before; i++)
    for (size_t row = 0; row < rows; row++) {
      Job made = job_of_row(list, &jobs[i], &parts[row], row);
      g_array_append_val(list->jobs, made);
    }
  g_free(parts);
  g_free(jobs);
  return TUBAN_OK;
}

int rows_apply(JobList *list, guint first, const char *path, const Values *given) {
  if (job_count(list) == first) return TUBAN_OK;
  const char *encoding = job_at(list, first)->values->encoding;
  char *key = g_strdup_printf("%s\n%s", path, encoding ? encoding : "");
  if (!list->tables) list->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  ReadTable *read = g_hash_table_lookup(list->tables, key);
  if (!read) {
    BatchLog *log = jobs_add_log(list, given->strict);
    read = g_new(ReadTable, 1);
    *read = (ReadTable){row_table_read(path, encoding, JOBS_MOST, log), log};
    g_hash_table_insert(list->tables, g_strdup(key), read);
    cli_print_log(log, given);
  }
  g_free(key);
  if (!read->table) return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? TUBAN_USAGE : TUBAN_IO;
  return multiply(list, first, read->table, read->log);
}
