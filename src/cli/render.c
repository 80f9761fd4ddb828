/* cli/render.c: tuban render SPEC…: draws each spec in every requested format. */
#include "cli/cached.h"
#include "cli/chart.h"
#include "cli/compare.h"
#include "cli/depfile.h"
#include "cli/events.h"
#include "cli/inputs.h"
#include "cli/progress.h"
#include "cli/shard.h"
#include "cli/target.h"
#include "cli/workers.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The state of one call. */
typedef struct Rendering {
  const Values *given; /* the command line's */
  const JobList *jobs;
  const Target *target;
  Progress *progress;
  GHashTable *told;   /* what was shown about the machine */
  GPtrArray *records; /* of the charts that are done, as text */
  Depfile *depfile;   /* NULL: none is asked for */
  Cached *cached;     /* NULL: there is no build cache */
  guint *unchanged;   /* charts that were not drawn */
} Rendering;

/* One line for each file: its size and the time it took. */
static void report(const Rendering *rendering, const char *path, gint64 since, const Sink *sink) {
  struct stat status;
  if (rendering->given->quiet || rendering->target->is_stream) return;
  double bytes = stat(path, &status) == 0 ? (double)status.st_size : 0;
  char *line =
      g_strdup_printf("%-48s %9.1f kB %8.1f ms\n", path, bytes / 1000, (double)(g_get_monotonic_time() - since) / 1000);
  sink_take(sink, SINK_OUT, line, strlen(line));
  g_free(line);
}

static void send_record(ReportRecord *record, int status, double seconds, const Sink *sink) {
  char *text = report_record_end(record, status, seconds);
  sink_take(sink, SINK_RECORD, text, strlen(text));
  g_free(text);
}

static bool is_recorded(const Values *given) { return given->reports || given->compare; }

static Event event_of(const Rendering *rendering, int number) {
  return (Event){
      .job = job_at(rendering->jobs, (guint)number), .number = number + 1, .total = (int)job_count(rendering->jobs)};
}

static double seconds_since(gint64 begin) { return (double)(g_get_monotonic_time() - begin) / G_USEC_PER_SEC; }

static int write_output(TubanChart *chart, const JobOutput *output, CachedJob *cached) {
  if (!cached) return (int)tuban_chart_render_file(chart, output->format, output->path);
  size_t length;
  void *bytes = tuban_chart_render(chart, output->format, &length);
  int status = bytes ? (int)tuban_chart_write_file(chart, bytes, length, output->path) : (int)tuban_chart_status(chart);
  if (status == TUBAN_OK) cached_job_put(cached, bytes, length);
  tuban_free(bytes);
  return status;
}

/* Writes its files, also after one that failed; returns which of them, and sets *status to the worst. */
static guint64 write_outputs(const Rendering *rendering, const Job *job, TubanChart *chart, CachedJob *cached,
                             int *status, const Sink *sink) {
  gint64 since = g_get_monotonic_time();
  guint64 which = 0;
  bool is_read = tuban_chart_size(chart, NULL, NULL) == TUBAN_OK;
  for (guint i = 0; i < job->output_count && is_read; i++) {
    const JobOutput *output = &job->outputs[i];
    int written = write_output(chart, output, cached);
    if (written == TUBAN_OK && rendering->depfile) depfile_touch(output->path);
    if (written == TUBAN_OK) report(rendering, output->path, since, sink);
    if (written == TUBAN_OK) which |= (guint64)1 << i;
    *status = cli_worse(*status, written);
    since = g_get_monotonic_time();
  }
  return which;
}

/* What is shown and recorded of a chart at its end; the record may be NULL. */
static void end_chart(const Rendering *rendering, const Event *event, ReportRecord *record, const Sink *sink) {
  const Job *job = event->job;
  if (record) {
    for (guint i = 0; i < job->output_count; i++)
      report_record_output(record, job->outputs[i].path, event->written >> i & 1);
    send_record(record, event->status, event->seconds, sink);
  }
  event_end(event, rendering->given, sink);
}

static ReportRecord *begin_record(const Rendering *rendering, const Job *job) {
  return is_recorded(rendering->given) ? report_record_begin(job->label, job->path) : NULL;
}

static void draw_chart(const Rendering *rendering, Event *event, CachedJob *cached, const Sink *sink) {
  const Job *job = event->job;
  gint64 begin = g_get_monotonic_time();
  cached_job_begin(cached);
  tuban_context_prepare_fonts(job->context);
  TubanChart *chart = job_read(job);
  int status = (int)tuban_chart_status(chart);
  event->written = write_outputs(rendering, job, chart, cached, &status, sink);
  status = cli_worse(status, (int)tuban_chart_status(chart));
  cached_job_end(cached, status == TUBAN_OK ? chart : NULL);
  cli_send_messages(chart, rendering->given, sink);
  ReportRecord *record = begin_record(rendering, job);
  if (record) cli_record_messages(chart, rendering->given, record);
  if (rendering->given->compare && status == TUBAN_OK)
    status = compare_chart(rendering->given, job, chart, record, sink);
  if (rendering->depfile && status == TUBAN_OK) status = depfile_send(rendering->jobs, job, chart, record, sink);
  event->status = status;
  event->seconds = seconds_since(begin);
  end_chart(rendering, event, record, sink);
  tuban_chart_destroy(chart);
}

/* The same for a chart that is not drawn. */
static void repeat_chart(const Rendering *rendering, Event *event, const CacheHit *hit, const Sink *sink) {
  const Job *job = event->job;
  gint64 begin = g_get_monotonic_time();
  event->cached = true;
  for (guint i = 0; i < job->output_count; i++) {
    event->written |= (guint64)1 << i;
    if (hit->stale >> i & 1) report(rendering, job->outputs[i].path, begin, sink);
  }
  ReportRecord *record = begin_record(rendering, job);
  if (record) report_record_cached(record);
  cli_repeat_messages(hit, rendering->given, sink, record);
  if (rendering->given->compare) event->status = compare_chart(rendering->given, job, NULL, record, sink);
  event->seconds = seconds_since(begin);
  sink_take(sink, SINK_CACHED, "", 0);
  end_chart(rendering, event, record, sink);
}

static int draw(const void *data, int number, const Sink *sink) {
  const Rendering *rendering = data;
  Event event = event_of(rendering, number);
  event_start(&event, rendering->given, sink);
  CachedJob *cached = cached_job(rendering->cached, event.job);
  const CacheHit *hit = rendering->depfile ? NULL : cached_job_restore(cached);
  if (hit)
    repeat_chart(rendering, &event, hit, sink);
  else
    draw_chart(rendering, &event, cached, sink);
  cached_job_free(cached);
  return event.status;
}

static void show(const void *data, int number, SinkKind kind, const char *bytes, size_t length) {
  const Rendering *rendering = data;
  (void)number;
  size_t key = kind == SINK_MACHINE ? strlen(bytes) + 1 : 0;
  if (kind == SINK_MACHINE && !g_hash_table_add(rendering->told, g_strdup(bytes))) return;
  if (kind == SINK_RECORD) g_ptr_array_add(rendering->records, g_strndup(bytes, length));
  if (kind == SINK_CACHED) ++*rendering->unchanged;
  if (kind == SINK_RULE) depfile_take(rendering->depfile, bytes, length);
  if (kind == SINK_RULE || kind == SINK_RECORD || kind == SINK_CACHED || kind == SINK_LAST || kind == SINK_STATUS)
    return;
  progress_clear(rendering->progress);
  fwrite(bytes + key, 1, length - key, kind == SINK_OUT ? stdout : stderr);
  fflush(stdout);
}

static int fail(const Rendering *rendering, int number, const Sink *sink, const char *code, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

static int fail(const Rendering *rendering, int number, const Sink *sink, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  const Job *job = job_at(rendering->jobs, (guint)number);
  TubanMessage error = {.severity = TUBAN_ERROR, .code = code, .file = job->path, .text = text};
  if (job->text) error.line = job->first_line, error.column = 1;
  cli_send_error(&error, rendering->given, sink);
  if (is_recorded(rendering->given)) {
    ReportRecord *record = report_record_begin(job->label, job->path);
    report_record_message(record, &error);
    send_record(record, TUBAN_FAILED, 0, sink);
  }
  Event event = event_of(rendering, number);
  event.status = TUBAN_FAILED;
  event_end(&event, rendering->given, sink);
  g_free(text);
  return TUBAN_FAILED;
}

static int lose(const void *data, int number, const WorkerLoss *loss, const Sink *sink) {
  const Rendering *rendering = data;
  if (loss->timed_out)
    return fail(rendering, number, sink, "E173", "it took more than %g s and was ended (--timeout)",
                rendering->given->timeout);
  if (loss->signal)
    return fail(rendering, number, sink, "E174", "drawing it was ended by signal %d (%s)%s%s", loss->signal,
                g_strsignal(loss->signal), *loss->reason ? ": " : "", loss->reason);
  return fail(rendering, number, sink, "E175", "drawing it ended the process with status %d", loss->status);
}

static void go_on(const void *data, int number) {
  const Rendering *rendering = data;
  progress_at(rendering->progress, number + 1, job_at(rendering->jobs, (guint)number)->label);
  progress_tick(rendering->progress);
}

/* Plain lines would be among those of JSON. */
static bool is_text(const Values *given) { return !given->messages || strcmp(given->messages, "text") == 0; }

static int draw_by_workers(const Rendering *rendering, int count) {
  const Values *given = rendering->given;
  int cores = given->jobs ? given->jobs : (int)g_get_num_processors();
  WorkerPlan plan = {.jobs = count,
                     .workers = MIN(cores, count),
                     .timeout = given->timeout,
                     .draw = draw,
                     .show = show,
                     .lose = lose,
                     .wait = go_on,
                     .worse = cli_worse,
                     .fail_fast = given->fail_fast,
                     .data = rendering};
  WorkerResult result;
  int status = workers_run(&plan, &result);
  if (result.lost) target_remove_strays(rendering->target);
  if (result.begun < count && is_text(given))
    fprintf(stderr, "tuban: %d of %d charts were not begun (--fail-fast)\n", count - result.begun, count);
  return status;
}

static void show_here(void *to, SinkKind kind, const char *bytes, size_t length) { show(to, 0, kind, bytes, length); }

static int draw_here(Rendering *rendering) {
  progress_at(rendering->progress, 1, job_at(rendering->jobs, 0)->label);
  return draw(rendering, 0, &(Sink){show_here, rendering});
}

static ProgressKind progress_kind(const Values *given) {
  if (isatty(STDERR_FILENO)) return PROGRESS_TERMINAL;
  return is_text(given) && !given->quiet ? PROGRESS_LINES : PROGRESS_NONE;
}

/* Draws the jobs, whose outputs and contexts are settled. */
static int render_all(const Values *given, const JobList *jobs, const Target *target, Cached *cached,
                      guint *unchanged) {
  int status = TUBAN_OK, count = (int)job_count(jobs);
  Rendering rendering = {.given = given,
                         .jobs = jobs,
                         .target = target,
                         .told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                         .records = g_ptr_array_new_with_free_func(g_free),
                         .cached = cached,
                         .unchanged = unchanged,
                         .depfile = given->depfile ? depfile_create() : NULL};
  cli_record_logs(jobs, given, rendering.records);
  gint64 since = g_get_monotonic_time();
  bool here = count == 1 && !(given->timeout > 0);
  rendering.progress = progress_start(count, progress_kind(given), here);
  if (count) status = here ? draw_here(&rendering) : draw_by_workers(&rendering, count);
  progress_end(rendering.progress);
  if (given->reports)
    status = cli_worse(status, reports_write(given->reports, rendering.records,
                                             (double)(g_get_monotonic_time() - since) / G_USEC_PER_SEC));
  if (given->compare) status = cli_worse(status, compare_write_page(given, rendering.records));
  if (given->depfile && status == TUBAN_OK) status = depfile_write(rendering.depfile, given->depfile);
  depfile_destroy(rendering.depfile);
  g_ptr_array_unref(rendering.records);
  g_hash_table_unref(rendering.told);
  return status;
}

/* Each has a process, so that it needs no threads of its own. */
static void limit_threads(const JobList *jobs) {
  for (guint i = 0; i < job_count(jobs) && job_count(jobs) > 1; i++)
    if (!job_at(jobs, i)->values->threads) job_at(jobs, i)->threads = 1;
}

/* The list of files, which went to standard output as they were written, may not have arrived. */
static int check_list(int status) {
  if (!ferror(stdout)) return status;
  return cli_worse(status, cli_file_error("cannot write the list of files to standard output (-q leaves it out)"));
}

/* Whether a report would be written to where a picture belongs. */
static bool are_outputs(char *const *reports, const JobList *jobs) {
  bool any = false;
  for (; reports && *reports; reports++) {
    char *report = g_canonicalize_filename(report_path(*reports), NULL);
    for (guint i = 0; i < job_count(jobs); i++)
      for (guint k = 0; k < job_at(jobs, i)->output_count; k++) {
        char *picture = g_canonicalize_filename(job_at(jobs, i)->outputs[k].path, NULL);
        any |= strcmp(report, picture) == 0;
        g_free(picture);
      }
    g_free(report);
  }
  return any;
}

/* Of a call that drew nothing: what was wrong with the files that say which charts there are, or else with the call. */
static void report_logs(const Values *given, const JobList *jobs) {
  GPtrArray *records = g_ptr_array_new_with_free_func(g_free);
  TubanMessage error;
  cli_record_logs(jobs, given, records);
  if (!records->len && cli_last_error(&error)) {
    const char *name = jobs->manifest ? jobs->manifest : "tuban";
    ReportRecord *record = report_record_begin(name, name);
    report_record_message(record, &error);
    g_ptr_array_add(records, report_record_end(record, TUBAN_USAGE, 0));
  }
  bool may_write = reports_replace_reports(given->reports) && !are_outputs(given->reports, jobs);
  if (given->reports && records->len && may_write) reports_write(given->reports, records, 0);
  g_ptr_array_unref(records);
}

/* "1000 charts, 998 unchanged", after the list of those that were written. */
static void summarize(const Values *given, const JobList *jobs, guint unchanged) {
  if (unchanged && is_text(given) && !given->quiet)
    printf("%u chart%s, %u unchanged\n", job_count(jobs), job_count(jobs) == 1 ? "" : "s", unchanged);
}

static int draw_jobs(const Values *given, JobList *jobs, const Target *target) {
  Cached *cached;
  guint unchanged = 0;
  int status = cached_open(&cached, given, jobs);
  if (status == TUBAN_OK) status = jobs_open(jobs);
  if (status != TUBAN_OK) {
    report_logs(given, jobs);
  } else if (given->dry_run) {
    cached_plan(cached, given, jobs);
  } else {
    status = render_all(given, jobs, target, cached, &unchanged);
    summarize(given, jobs, unchanged);
  }
  cached_close(cached, job_count(jobs) - unchanged);
  return check_list(status);
}

static int render_jobs(const Values *given, JobList *jobs, const Shard *shard) {
  Target target = {0};
  limit_threads(jobs);
  int status = target_settle(&target, jobs, given->reports, given->depfile);
  if (status == TUBAN_OK) shard_apply(shard, jobs);
  if (status == TUBAN_OK) status = compare_check(given, jobs);
  if (status == TUBAN_OK && !given->dry_run) status = target_prepare(&target, jobs);
  if (status == TUBAN_OK)
    status = draw_jobs(given, jobs, &target);
  else
    report_logs(given, jobs);
  target_clear(&target);
  return status;
}

static int run(const Values *given) {
  Shard shard;
  int status = cli_worse(reports_check(given->reports), shard_read(given->shard, &shard));
  Values values = *given;
  if (status == TUBAN_OK) status = compare_settle(&values);
  if (status != TUBAN_OK) return status;
  JobList *jobs = jobs_create();
  status = inputs_find(jobs, &values);
  if (status == TUBAN_OK)
    status = render_jobs(&values, jobs, &shard);
  else
    report_logs(&values, jobs);
  jobs_destroy(jobs);
  return status;
}

const Command command_render = {
    .name = "render",
    .arguments = "[SPEC…]",
    .summary = "draw charts and posters",
    .details =
        "Draws every SPEC in every format asked for; - is standard input, a folder stands for the charts and posters "
        "in it and its subfolders, and a file *.ndjson or *.jsonl has a spec on each line. Without a SPEC, the charts "
        "of "
        "a manifest are drawn: the nearest tuban.json. A chart that fails does not stop the others. Several are drawn "
        "by "
        "processes of their own, so that one that crashes or runs out of memory ends alone.",
    .options = (const char *const[]){"output",       "format",    "style",      "scale",      "dpi",        "width",
                                     "height",       "font-size", "for",        "background", "page",       "landscape",
                                     "margin",       "bleed",     "marks",      "color",      "profile",    "intent",
                                     "neutral",      "ink-limit", "pdfx",       "quality",    "lang",       "encoding",
                                     "seed",         "now",       "timezone",   "map",        "param",      "data",
                                     "for-each",     "manifest",  "fail-fast",  "shard",      "max-memory", "max-rows",
                                     "max-pixels",   "svg-text",  "allow-path", "jobs",       "threads",    "timeout",
                                     "cache",        "no-cache",  "cache-size", "force",      "dry-run",    "font-dir",
                                     "system-fonts", "strict",    "allow",      "messages",   "report",     "depfile",
                                     "compare",      "threshold", "tolerance",  "verbose",    "quiet",      NULL},
    .run = run,
};
