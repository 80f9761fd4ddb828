/* cli/watch.c: tuban watch SPEC…: draws charts, and draws those again whose files are saved, until it is ended.
 *
 * Folders are watched (inotify), not files: editors write a new file and rename it. A chart is drawn again when one of the files changes that it
 * was read from; one that failed, which may lack a file, when anything in the folders of its files does but what is drawn here. Where a SPEC
 * is a folder, charts are looked for again when a file *.json or a folder appears in it or goes. Workers draw, so that a crash ends
 * nothing but one drawing; they send which files they have read.
 */
#include "cli/chart.h"
#include "cli/inputs.h"
#include "cli/target.h"
#include "cli/workers.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* What is saved together is drawn once: so many ms must pass without a change. */
enum { QUIET_MS = 60, DEEPEST = 100 };

typedef struct Watched {
  const Job *job;
  GHashTable *files; /* real paths that it was read from */
  bool failed;
} Watched;

typedef struct Watching {
  const Values *given;
  JobList *jobs;       /* of the charts */
  GPtrArray *charts;   /* Watched */
  GPtrArray *due;      /* those of them that are drawn now */
  GHashTable *folders; /* watch descriptor → real path of the folder */
  GHashTable *drawn;   /* real paths that are written here */
  GHashTable *changed; /* paths that changed since the last drawing */
  bool has_new;        /* a folder that is searched for charts may have others */
  int inotify;
} Watching;

static void watched_free(void *watched) {
  Watched *chart = watched;
  g_hash_table_unref(chart->files);
  g_free(chart);
}

/* The real folder of a path, and its name there; the file itself need not exist. Owned by the caller; NULL without such a folder. */
static char *real_path(const char *path) {
  char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path), *real = realpath(folder, NULL);
  char *joined = real ? g_build_filename(real, name, NULL) : NULL;
  free(real);
  g_free(folder);
  g_free(name);
  return joined;
}

static void watch_folder(Watching *watching, const char *folder) {
  int watch = inotify_add_watch(watching->inotify, folder,
                                IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE);
  if (watch < 0)
    fprintf(stderr, "warning: the folder \"%s\" cannot be watched: %s\n", folder, g_strerror(errno));
  else if (!g_hash_table_contains(watching->folders, GINT_TO_POINTER(watch)))
    g_hash_table_insert(watching->folders, GINT_TO_POINTER(watch), g_strdup(folder));
}

static void watch_folder_of(Watching *watching, const char *file) {
  char *folder = g_path_get_dirname(file);
  watch_folder(watching, folder);
  g_free(folder);
}

static void add_file(Watching *watching, Watched *chart, const char *path) {
  char *named = real_path(path), *real = realpath(path, NULL); /* a link, and what it leads to */
  if (named && g_hash_table_add(chart->files, named)) watch_folder_of(watching, named);
  if (real && g_hash_table_add(chart->files, g_strdup(real))) watch_folder_of(watching, real);
  free(real);
}

/* ---- drawing ---- */

static void send_line(const Sink *sink, const char *path, double seconds) {
  char *line = g_strdup_printf("%-48s %8.1f ms\n", path, seconds * 1000);
  sink_take(sink, SINK_OUT, line, strlen(line));
  g_free(line);
}

/* In a worker. The context is a new one each time, since it keeps styles. */
static int draw(const void *data, int number, const Sink *sink) {
  const Watching *watching = data;
  Job job = *((const Watched *)watching->due->pdata[number])->job;
  int status;
  gint64 since = g_get_monotonic_time();
  job.context = cli_context(job.values, NULL, &status);
  TubanChart *chart = job_read(&job);
  bool is_good = status == TUBAN_OK && tuban_chart_size(chart, NULL, NULL) == TUBAN_OK;
  for (guint i = 0; i < job.output_count && is_good; i++) {
    int written = (int)tuban_chart_render_file(chart, job.outputs[i].format, job.outputs[i].path);
    status = cli_worse(status, written);
    if (written == TUBAN_OK && !job.values->quiet)
      send_line(sink, job.outputs[i].path, (double)(g_get_monotonic_time() - since) / G_USEC_PER_SEC);
  }
  cli_send_messages(chart, job.values, sink);
  const char *file;
  for (size_t i = 0; (file = tuban_chart_file(chart, i)); i++) sink_take(sink, SINK_RULE, file, strlen(file));
  status = cli_worse(status, (int)tuban_chart_status(chart));
  char failed[] = {status == TUBAN_OK ? '0' : '1', '\0'};
  sink_take(sink, SINK_RECORD, failed, 1);
  tuban_chart_destroy(chart);
  tuban_context_destroy(job.context);
  return status;
}

/* In the caller: what a worker sent, in the order of the charts. */
static void show(const void *data, int number, SinkKind kind, const char *bytes, size_t length) {
  Watching *watching = (Watching *)data;
  Watched *chart = watching->due->pdata[number];
  size_t key = kind == SINK_MACHINE ? strlen(bytes) + 1 : 0;
  if (kind == SINK_RULE) {
    char *file = g_strndup(bytes, length);
    add_file(watching, chart, file);
    g_free(file);
  } else if (kind == SINK_RECORD) {
    chart->failed = *bytes != '0';
  } else if (kind == SINK_OUT || kind == SINK_ERR || kind == SINK_MACHINE) {
    fwrite(bytes + key, 1, length - key, kind == SINK_OUT ? stdout : stderr);
    fflush(stdout);
  }
}

static int fail(const Job *job, const Sink *sink, const char *code, const char *format, ...) G_GNUC_PRINTF(4, 5);

static int fail(const Job *job, const Sink *sink, const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  cli_send_error(&(TubanMessage){.severity = TUBAN_ERROR, .code = code, .file = job->path, .text = text}, job->values,
                 sink);
  g_free(text);
  return TUBAN_FAILED;
}

static int lose(const void *data, int number, const WorkerLoss *loss, const Sink *sink) {
  const Watching *watching = data;
  const Job *job = ((const Watched *)watching->due->pdata[number])->job;
  if (loss->signal)
    return fail(job, sink, "E174", "drawing it was ended by signal %d (%s)%s%s", loss->signal,
                g_strsignal(loss->signal), *loss->reason ? ": " : "", loss->reason);
  return fail(job, sink, "E175", "drawing it ended the process with status %d", loss->status);
}

static void go_on(const void *data, int number) { (void)data, (void)number; }

/* What it will be read from as far as the command line tells; a worker sends the rest. */
static void prepare(Watching *watching, Watched *chart) {
  chart->failed = true; /* unless a worker says otherwise */
  g_hash_table_remove_all(chart->files);
  add_file(watching, chart, chart->job->path);
  for (char **style = chart->job->values->styles; style && *style; style++)
    if (g_file_test(*style, G_FILE_TEST_EXISTS)) add_file(watching, chart, *style);
  for (guint i = 0; i < chart->job->output_count; i++) {
    char *real = real_path(chart->job->outputs[i].path);
    if (real) g_hash_table_add(watching->drawn, real);
  }
}

static void draw_due(Watching *watching) {
  int count = (int)watching->due->len;
  for (int i = 0; i < count; i++) prepare(watching, watching->due->pdata[i]);
  WorkerPlan plan = {.jobs = count,
                     .workers = MIN((int)g_get_num_processors(), count),
                     .draw = draw,
                     .show = show,
                     .lose = lose,
                     .wait = go_on,
                     .worse = cli_worse,
                     .data = watching};
  WorkerResult result;
  if (count) workers_run(&plan, &result);
  g_ptr_array_set_size(watching->due, 0);
}

/* ---- finding charts ---- */

/* The folders that charts are looked for in; depth ends what links of the file system may make endless. */
static void watch_below(Watching *watching, const char *folder, int depth) {
  GDir *dir = g_dir_open(folder, 0, NULL);
  if (!dir) return;
  char *real = realpath(folder, NULL);
  if (real) watch_folder(watching, real);
  free(real);
  for (const char *name; (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(folder, name, NULL);
    bool is_folder = g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    if (name[0] != '.' && is_folder && depth < DEEPEST) watch_below(watching, path, depth + 1);
    g_free(path);
  }
  g_dir_close(dir);
}

static bool has_folders(const Values *given) {
  for (char **spec = given->specs; *spec; spec++)
    if (g_file_test(*spec, G_FILE_TEST_IS_DIR)) return true;
  return false;
}

/* The chart of the same file in the list; NULL if there is none. */
static Watched *chart_at(const GPtrArray *charts, const char *path) {
  for (guint i = 0; charts && i < charts->len; i++)
    if (strcmp(((const Watched *)charts->pdata[i])->job->path, path) == 0) return charts->pdata[i];
  return NULL;
}

static Watched *watched_create(const Job *job) {
  Watched *chart = g_new0(Watched, 1);
  chart->job = job;
  chart->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return chart;
}

/* The charts that there are now; those that were there before keep what is known about them, and others are due. */
static void take_jobs(Watching *watching, JobList *jobs) {
  GPtrArray *charts = g_ptr_array_new_with_free_func(watched_free);
  for (guint i = 0; i < job_count(jobs); i++) {
    const Job *job = job_at(jobs, i);
    Watched *before = chart_at(watching->charts, job->path), *chart = watched_create(job);
    if (before) {
      g_hash_table_unref(chart->files);
      chart->files = g_hash_table_ref(before->files);
      chart->failed = before->failed;
    } else {
      g_ptr_array_add(watching->due, chart);
    }
    g_ptr_array_add(charts, chart);
  }
  if (watching->charts) g_ptr_array_unref(watching->charts);
  jobs_destroy(watching->jobs);
  watching->charts = charts;
  watching->jobs = jobs;
}

/* Finds the charts; 0, or another exit status after an error message, and all stays as it was. */
static int find_charts(Watching *watching) {
  const Values *given = watching->given;
  for (char **spec = given->specs; *spec; spec++)
    if (g_file_test(*spec, G_FILE_TEST_IS_DIR)) watch_below(watching, *spec, 0);
  JobList *jobs = jobs_create();
  Target target = {0};
  int status = inputs_find(jobs, given);
  for (guint i = 0; i < job_count(jobs) && status == TUBAN_OK; i++)
    if (job_at(jobs, i)->text)
      status =
          cli_usage_error("watch", "\"%s\" cannot be watched, since it is a part of a file", job_at(jobs, i)->label);
  if (status == TUBAN_OK) status = target_settle(&target, jobs, NULL, NULL);
  if (status == TUBAN_OK) status = target_prepare(&target, jobs);
  target_clear(&target);
  if (status == TUBAN_OK)
    take_jobs(watching, jobs);
  else
    jobs_destroy(jobs);
  return status;
}

/* ---- waiting ---- */

static bool may_be_new(const Watching *watching, const char *path, bool is_folder) {
  return (is_folder || g_str_has_suffix(path, ".json")) && !g_hash_table_contains(watching->drawn, path);
}

/* A file that has been created is not written yet, and told of again then; nor is one that a worker will rename. */
static void take_event(Watching *watching, const struct inotify_event *event, const char *folder) {
  bool is_folder = event->mask & IN_ISDIR, is_unfinished = g_str_has_prefix(event->name, ".tuban-");
  if (is_unfinished || ((event->mask & IN_CREATE) && !is_folder)) return;
  char *path = g_build_filename(folder, event->name, NULL);
  watching->has_new |= may_be_new(watching, path, is_folder);
  g_hash_table_add(watching->changed, path);
}

/* Reads the events that are there. False if they cannot be read. */
static bool take_events(Watching *watching) {
  _Alignas(struct inotify_event) char buffer[16384];
  ssize_t got = read(watching->inotify, buffer, sizeof buffer);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  for (char *at = buffer; at < buffer + got;) {
    const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
    const char *folder = g_hash_table_lookup(watching->folders, GINT_TO_POINTER(event->wd));
    if (folder && event->len) take_event(watching, event, folder);
    at += sizeof *event + event->len;
  }
  return true;
}

/* Waits for changes, and for their end. False if that failed. */
static bool wait_for_changes(Watching *watching) {
  struct pollfd poll_inotify = {.fd = watching->inotify, .events = POLLIN};
  for (;;) {
    int ready = poll(&poll_inotify, 1, g_hash_table_size(watching->changed) ? QUIET_MS : -1);
    if (ready < 0 && errno != EINTR) return false;
    if (ready == 0) return true;
    if (ready > 0 && !take_events(watching)) return false;
  }
}

static bool is_concerned(const Watching *watching, const Watched *chart) {
  GHashTableIter iter;
  gpointer path;
  g_hash_table_iter_init(&iter, watching->changed);
  while (g_hash_table_iter_next(&iter, &path, NULL))
    if (g_hash_table_contains(chart->files, path) || (chart->failed && !g_hash_table_contains(watching->drawn, path)))
      return true;
  return false;
}

/* What is due after changes. */
static void find_due(Watching *watching) {
  if (watching->has_new && has_folders(watching->given)) find_charts(watching);
  for (guint i = 0; i < watching->charts->len; i++) {
    Watched *chart = watching->charts->pdata[i];
    if (is_concerned(watching, chart) && !g_ptr_array_find(watching->due, chart, NULL))
      g_ptr_array_add(watching->due, chart);
  }
  watching->has_new = false;
  g_hash_table_remove_all(watching->changed);
}

/* Ends only when folders can no longer be watched, or by a signal. */
static int watch(Watching *watching) {
  int status = find_charts(watching);
  if (status != TUBAN_OK) return status;
  draw_due(watching);
  while (wait_for_changes(watching)) {
    find_due(watching);
    draw_due(watching);
  }
  return cli_file_error("cannot go on watching: %s", g_strerror(errno));
}

static int watch_all(const Values *given) {
  Watching watching = {.given = given,
                       .due = g_ptr_array_new(),
                       .folders = g_hash_table_new_full(NULL, NULL, NULL, g_free),
                       .drawn = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
  int status = TUBAN_IO;
  if (watching.inotify < 0)
    cli_file_error("cannot watch folders: %s", g_strerror(errno));
  else
    status = watch(&watching);
  if (watching.inotify >= 0) close(watching.inotify);
  g_hash_table_unref(watching.folders);
  g_hash_table_unref(watching.drawn);
  g_hash_table_unref(watching.changed);
  g_ptr_array_unref(watching.due);
  if (watching.charts) g_ptr_array_unref(watching.charts);
  jobs_destroy(watching.jobs);
  return status;
}

static int run(const Values *given) {
  for (char **spec = given->specs; *spec; spec++)
    if (strcmp(*spec, "-") == 0) return cli_usage_error("watch", "standard input cannot be watched");
  if (given->output && strcmp(given->output, "-") == 0)
    return cli_usage_error("watch", "it needs a file or a folder for its output");
  return watch_all(given);
}

const Command command_watch = {
    .name = "watch",
    .arguments = "SPEC…",
    .summary = "draw charts again whenever their files are saved",
    .details = "Draws every SPEC as tuban render does, and then again whenever it, its data, pictures or styles are "
               "saved, until it is ended (Ctrl-C). In a folder, charts that are added later are found. They are drawn "
               "by processes of their own, as tuban render does.",
    .options = (const char *const[]){"output",     "format",    "style",        "scale",    "dpi",
                                     "width",      "height",    "font-size",    "for",      "background",
                                     "page",       "landscape", "margin",       "quality",  "lang",
                                     "encoding",   "seed",      "now",          "timezone", "map",
                                     "max-memory", "max-rows",  "max-pixels",   "svg-text", "allow-path",
                                     "threads",    "font-dir",  "system-fonts", "strict",   "allow",
                                     "messages",   "verbose",   "quiet",        NULL},
    .run = run,
};
