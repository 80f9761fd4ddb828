/* cli/watch.c: tuban watch SPEC…: draws charts, and draws those again whose files are saved, until it is ended.
 *
 * Folders are watched (inotify), not files: editors write a new file and rename it. A chart is drawn again when one of the files changes that it
 * was read from; one that failed, which may lack a file, when anything in the folders of its files does but what is drawn here.
 */
#include "cli/chart.h"
#include "cli/inputs.h"
#include "cli/target.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* What is saved together is drawn once: so many ms must pass without a change. */
enum { QUIET_MS = 60 };

typedef struct Watched {
  const Job *job;
  GHashTable *files; /* real paths that it was read from */
  bool failed;
} Watched;

typedef struct Watching {
  GPtrArray *charts;   /* Watched */
  GHashTable *folders; /* watch descriptor → real path of the folder */
  GHashTable *drawn;   /* real paths that are written here */
  GHashTable *changed; /* paths that changed since the last drawing */
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

static void watch_folder_of(Watching *watching, const char *file) {
  char *folder = g_path_get_dirname(file);
  int watch = inotify_add_watch(watching->inotify, folder, IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE);
  if (watch < 0)
    fprintf(stderr, "warning: the folder \"%s\" cannot be watched: %s\n", folder, g_strerror(errno));
  else if (!g_hash_table_contains(watching->folders, GINT_TO_POINTER(watch)))
    g_hash_table_insert(watching->folders, GINT_TO_POINTER(watch), g_strdup(folder));
  g_free(folder);
}

static void add_file(Watching *watching, Watched *chart, const char *path) {
  char *named = real_path(path), *real = realpath(path, NULL); /* a link, and what it leads to */
  if (named && g_hash_table_add(chart->files, named)) watch_folder_of(watching, named);
  if (real && g_hash_table_add(chart->files, g_strdup(real))) watch_folder_of(watching, real);
  free(real);
}

/* What it is read from, with the files of styles. */
static void learn_files(Watching *watching, Watched *chart, TubanChart *drawn) {
  g_hash_table_remove_all(chart->files);
  add_file(watching, chart, chart->job->path);
  const char *file;
  for (size_t i = 0; (file = tuban_chart_file(drawn, i)); i++) add_file(watching, chart, file);
  for (char **style = chart->job->values->styles; style && *style; style++)
    if (g_file_test(*style, G_FILE_TEST_EXISTS)) add_file(watching, chart, *style);
}

/* The context is a new one each time, since it keeps styles. */
static void draw(Watching *watching, Watched *chart) {
  Job job = *chart->job;
  int status;
  gint64 since = g_get_monotonic_time();
  job.context = cli_context(job.values, NULL, &status);
  TubanChart *drawn = job_read(&job);
  if (status == TUBAN_OK) status = (int)tuban_chart_status(drawn);
  for (guint i = 0; i < job.output_count && status == TUBAN_OK; i++) {
    const char *path = job.outputs[i].path;
    char *real = real_path(path);
    if (real) g_hash_table_add(watching->drawn, real);
    status = (int)tuban_chart_render_file(drawn, job.outputs[i].format, path);
    if (status == TUBAN_OK && !job.values->quiet)
      printf("%-48s %8.1f ms\n", path, (double)(g_get_monotonic_time() - since) / 1000);
  }
  cli_print_messages(drawn, job.values);
  fflush(stdout);
  chart->failed = status != TUBAN_OK;
  learn_files(watching, chart, drawn);
  tuban_chart_destroy(drawn);
  tuban_context_destroy(job.context);
}

/* Reads the events that are there. False if they cannot be read. */
static bool take_events(Watching *watching) {
  _Alignas(struct inotify_event) char buffer[16384];
  ssize_t got = read(watching->inotify, buffer, sizeof buffer);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  for (char *at = buffer; at < buffer + got;) {
    const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
    const char *folder = g_hash_table_lookup(watching->folders, GINT_TO_POINTER(event->wd));
    if (folder && event->len) g_hash_table_add(watching->changed, g_build_filename(folder, event->name, NULL));
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

/* Ends only when folders can no longer be watched, or by a signal. */
static int watch(Watching *watching) {
  for (guint i = 0; i < watching->charts->len; i++) draw(watching, watching->charts->pdata[i]);
  while (wait_for_changes(watching)) {
    GPtrArray *due = g_ptr_array_new();
    for (guint i = 0; i < watching->charts->len; i++)
      if (is_concerned(watching, watching->charts->pdata[i])) g_ptr_array_add(due, watching->charts->pdata[i]);
    g_hash_table_remove_all(watching->changed);
    for (guint i = 0; i < due->len; i++) draw(watching, due->pdata[i]);
    g_ptr_array_unref(due);
  }
  return cli_file_error("cannot go on watching: %s", g_strerror(errno));
}

static int watch_all(const JobList *jobs) {
  Watching watching = {.charts = g_ptr_array_new_with_free_func(watched_free),
                       .folders = g_hash_table_new_full(NULL, NULL, NULL, g_free),
                       .drawn = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                       .inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
  for (guint i = 0; i < job_count(jobs); i++) {
    Watched *chart = g_new0(Watched, 1);
    chart->job = job_at(jobs, i);
    chart->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_ptr_array_add(watching.charts, chart);
  }
  int status = TUBAN_IO;
  if (watching.inotify < 0)
    cli_file_error("cannot watch folders: %s", g_strerror(errno));
  else
    status = watch(&watching);
  if (watching.inotify >= 0) close(watching.inotify);
  g_hash_table_unref(watching.folders);
  g_hash_table_unref(watching.drawn);
  g_hash_table_unref(watching.changed);
  g_ptr_array_unref(watching.charts);
  return status;
}

static int run(const Values *given) {
  int status = TUBAN_OK;
  for (char **spec = given->specs; *spec; spec++)
    if (strcmp(*spec, "-") == 0) return cli_usage_error("watch", "standard input cannot be watched");
  if (given->output && strcmp(given->output, "-") == 0)
    return cli_usage_error("watch", "it needs a file or a folder for its output");
  JobList *jobs = jobs_create();
  Target target = {0};
  status = inputs_find(jobs, given);
  for (guint i = 0; i < job_count(jobs) && status == TUBAN_OK; i++)
    if (job_at(jobs, i)->text)
      status =
          cli_usage_error("watch", "\"%s\" cannot be watched, since it is a part of a file", job_at(jobs, i)->label);
  if (status == TUBAN_OK) status = target_settle(&target, jobs, NULL, NULL);
  if (status == TUBAN_OK) status = target_prepare(&target, jobs);
  if (status == TUBAN_OK) status = watch_all(jobs);
  target_clear(&target);
  jobs_destroy(jobs);
  return status;
}

const Command command_watch = {
    .name = "watch",
    .arguments = "SPEC…",
    .summary = "draw charts again whenever their files are saved",
    .details = "Draws every SPEC as tuban render does, and then again whenever it, its data, pictures or styles are "
               "saved, until it is ended (Ctrl-C). Charts that are added to a folder later are not found.",
    .options = (const char *const[]){"output",     "format",    "style",        "scale",    "dpi",
                                     "width",      "height",    "font-size",    "for",      "background",
                                     "page",       "landscape", "margin",       "quality",  "lang",
                                     "encoding",   "seed",      "now",          "timezone", "map",
                                     "max-memory", "max-rows",  "max-pixels",   "svg-text", "allow-path",
                                     "threads",    "font-dir",  "system-fonts", "strict",   "allow",
                                     "messages",   "verbose",   "quiet",        NULL},
    .run = run,
};
