/* cli/check.c: tuban check [SPEC…]: what would be wrong with a call of tuban render, before anything is drawn. */
#include "cli/chart.h"
#include "cli/inputs.h"
#include "cli/shard.h"
#include "cli/target.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Checking {
  const Values *given;
  const JobList *jobs;
  GHashTable *records; /* Job → ReportRecord, of those with messages */
  int status;
} Checking;

static void print(void *to, SinkKind kind, const char *bytes, size_t length) {
  (void)to;
  (void)kind;
  fwrite(bytes, 1, length, stderr);
}

static void complain(void *to, const Job *job, const char *code, const char *text) {
  Checking *checking = to;
  TubanMessage message = {.severity = TUBAN_ERROR, .code = code, .file = job ? job->path : "tuban", .text = text};
  if (job && job->text) message.line = job->first_line, message.column = 1;
  cli_send_error(&message, checking->given, &(Sink){print, NULL});
  checking->status = cli_worse(checking->status, TUBAN_USAGE);
  if (!job || !checking->given->reports) return;
  ReportRecord *record = g_hash_table_lookup(checking->records, job);
  if (!record) {
    record = report_record_begin(job->label, job->path);
    g_hash_table_insert(checking->records, (gpointer)job, record);
  }
  report_record_message(record, &message);
}

/* An error about a job. */
static void fail(Checking *checking, const Job *job, const char *code, const char *format, const char *name) {
  char *text = g_strdup_printf(format, name);
  complain(checking, job, code, text);
  g_free(text);
}

static void check_spec(Checking *checking, const Job *job) {
  if (job->text || g_file_test(job->path, G_FILE_TEST_EXISTS)) return;
  fail(checking, job, "E189", "there is no \"%s\"", job->path);
}

/* A report of the charts that are right, and of those that are not. */
static int write_reports(const Checking *checking) {
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < job_count(checking->jobs); i++) {
    const Job *job = job_at(checking->jobs, i);
    ReportRecord *record = g_hash_table_lookup(checking->records, job);
    int status = record ? TUBAN_USAGE : TUBAN_OK;
    g_ptr_array_add(texts, report_record_end(record ? record : report_record_begin(job->label, job->path), status, 0));
  }
  int status = reports_write(checking->given->reports, texts, 0);
  g_ptr_array_unref(texts);
  return status;
}

static int check_jobs(Checking *checking, JobList *jobs) {
  const Values *given = checking->given;
  Target target = {.complain = complain, .to = checking};
  Shard shard;
  checking->jobs = jobs;
  for (guint i = 0; i < job_count(jobs); i++) check_spec(checking, job_at(jobs, i));
  checking->status = cli_worse(checking->status, target_settle(&target, jobs, given->reports));
  checking->status = cli_worse(checking->status, jobs_open(jobs));
  checking->status = cli_worse(checking->status, shard_read(given->shard, &shard));
  target_clear(&target);
  int status = given->reports ? cli_worse(checking->status, write_reports(checking)) : checking->status;
  if (status == TUBAN_OK && !given->quiet) printf("%u charts\n", job_count(jobs));
  return status;
}

static int run(const Values *given) {
  int status = reports_check(given->reports);
  if (status != TUBAN_OK) return status;
  JobList *jobs = inputs_find(given, &status);
  if (!jobs) return status;
  Checking checking = {.given = given, .records = g_hash_table_new(NULL, NULL)};
  status = check_jobs(&checking, jobs);
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
