/* cli/check.c: tuban check [SPEC…]: what would be wrong with a call of tuban render, before anything is drawn. */
#include "cli/chart.h"
#include "cli/inputs.h"
#include "cli/references.h"
#include "cli/shard.h"
#include "cli/target.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Checking {
  const Values *given;
  const JobList *jobs;
  GHashTable *records; /* Job → Finding, of those with messages */
  int status;
} Checking;

/* What a report says of a job. */
typedef struct Finding {
  ReportRecord *record;
  int status;
} Finding;

static Finding *record_of(Checking *checking, const Job *job) {
  Finding *finding = g_hash_table_lookup(checking->records, job);
  if (finding) return finding;
  finding = g_new(Finding, 1);
  *finding = (Finding){report_record_begin(job->label, job->path), TUBAN_USAGE};
  g_hash_table_insert(checking->records, (gpointer)job, finding);
  return finding;
}

static void print(void *to, SinkKind kind, const char *bytes, size_t length) {
  (void)to;
  size_t key = kind == SINK_MACHINE ? strlen(bytes) + 1 : 0;
  fwrite(bytes + key, 1, length - key, stderr);
}

static void complain(void *to, const Job *job, const char *code, const char *text) {
  Checking *checking = to;
  TubanMessage message = {.severity = TUBAN_ERROR, .code = code, .file = job ? job->path : "tuban", .text = text};
  if (job && job->text) message.line = job->first_line, message.column = 1;
  cli_send_error(&message, checking->given, &(Sink){print, NULL});
  checking->status = cli_worse(checking->status, TUBAN_USAGE);
  if (job && checking->given->reports) report_record_message(record_of(checking, job)->record, &message);
}

/* An error about a job. */
static void fail(Checking *checking, const Job *job, const char *code, const char *format, const char *name) {
  char *text = g_strdup_printf(format, name);
  complain(checking, job, code, text);
  g_free(text);
}

typedef struct Visit {
  Checking *checking;
  const Job *job;
} Visit;

/* Whether the options say what stands for that name of a file. */
static bool is_replaced(const Job *job, const char *url) {
  size_t length = strlen(url);
  for (char **file = job->values->data; file && *file; file++)
    if (strncmp(*file, url, length) == 0 && (*file)[length] == '=') return true;
  return strchr(url, ':') || g_str_has_prefix(url, "//"); /* of the web, or mapped */
}

static bool check_reference(void *to, const Reference *reference) {
  const Visit *visit = to;
  const char *ending = strrchr(reference->url, '.');
  bool is_file = ending && !strchr(ending, '/'); /* a style may be a name */
  if (is_file && !is_replaced(visit->job, reference->url) && !g_file_test(reference->path, G_FILE_TEST_EXISTS))
    fail(visit->checking, visit->job, "E189", "there is no file or folder \"%s\"", reference->path);
  return true;
}

/* A spec that does not exist, and files that it names. */
static void check_spec(Checking *checking, const Job *job) {
  if (job->text) return;
  if (g_file_test(job->path, G_FILE_TEST_EXISTS))
    references_visit(job->path, check_reference, &(Visit){checking, job});
  else
    fail(checking, job, "E189", "there is no file or folder \"%s\"", job->path);
}

/* A report of the charts that are right, and of those that are not. */
static int write_reports(const Checking *checking) {
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  cli_record_logs(checking->jobs, checking->given, texts);
  for (guint i = 0; i < job_count(checking->jobs); i++) {
    const Job *job = job_at(checking->jobs, i);
    const Finding *found = g_hash_table_lookup(checking->records, job);
    ReportRecord *record = found ? found->record : report_record_begin(job->label, job->path);
    g_ptr_array_add(texts, report_record_end(record, found ? found->status : TUBAN_OK, 0));
  }
  int status = reports_write(checking->given->reports, texts, 0);
  g_ptr_array_unref(texts);
  return status;
}

/* What its text alone tells: whether it is JSON, and has the params and the data that the options name. It is not laid out. */
static void read_job(Checking *checking, const Job *job) {
  if (!job->text && !g_file_test(job->path, G_FILE_TEST_EXISTS)) return;
  TubanChart *chart = job_read(job);
  TubanMessage message;
  bool failed = false;
  for (size_t i = 0; tuban_chart_message(chart, i, &message) == TUBAN_OK; i++)
    failed = failed || message.severity == TUBAN_ERROR;
  cli_send_messages(chart, checking->given, &(Sink){print, NULL});
  if (checking->given->reports && tuban_chart_message_count(chart)) {
    Finding *finding = record_of(checking, job);
    cli_record_messages(chart, checking->given, finding->record);
    finding->status = failed ? TUBAN_FAILED : TUBAN_OK;
  }
  if (failed) checking->status = cli_worse(checking->status, TUBAN_FAILED);
  tuban_chart_destroy(chart);
}

static void check_jobs(Checking *checking, JobList *jobs) {
  const Values *given = checking->given;
  Target target = {.complain = complain, .to = checking};
  for (guint i = 0; i < job_count(jobs); i++) check_spec(checking, job_at(jobs, i));
  checking->status = cli_worse(checking->status, target_settle(&target, jobs, given->reports, NULL));
  int opened = jobs_open(jobs);
  checking->status = cli_worse(checking->status, opened);
  for (guint i = 0; i < job_count(jobs) && opened == TUBAN_OK; i++) read_job(checking, job_at(jobs, i));
  target_clear(&target);
}

static int run(const Values *given) {
  Shard shard;
  int status = cli_worse(reports_check(given->reports), shard_read(given->shard, &shard));
  if (status != TUBAN_OK) return status;
  JobList *jobs = jobs_create();
  Checking checking = {.given = given, .jobs = jobs, .records = g_hash_table_new_full(NULL, NULL, NULL, g_free)};
  checking.status = inputs_find(jobs, given);
  check_jobs(&checking, jobs);
  status = checking.status;
  if (given->reports) status = cli_worse(status, write_reports(&checking));
  if (status == TUBAN_OK && !given->quiet) printf("%u charts\n", job_count(jobs));
  g_hash_table_unref(checking.records);
  jobs_destroy(jobs);
  return status;
}

const Command command_check = {
    .name = "check",
    .arguments = "[SPEC…]",
    .summary = "find mistakes in what is to be drawn",
    .details = "Finds what would be wrong with tuban render and the same arguments, without drawing anything: charts "
               "that would be written to one file, "
               "files that do not exist, patterns that write outside, wrong settings of a manifest.",
    .options =
        (const char *const[]){"output", "format",   "style",    "lang",       "for",     "map",      "param",
                              "data",   "for-each", "manifest", "allow-path", "shard",   "font-dir", "system-fonts",
                              "strict", "allow",    "messages", "report",     "verbose", "quiet",    NULL},
    .run = run,
};
