/* cli/progress.c: see progress.h. In a process that draws itself, a thread watches the time, since a single chart may take long. */
#include "cli/progress.h"
#include <math.h>
#include <signal.h>
#include <stdio.h>

struct Progress {
  GThread *watcher; /* NULL: the caller ticks */
  GMutex lock;
  GCond changed;
  const char *name;
  int at, total;
  gint64 started, next; /* µs */
  ProgressKind kind;
  bool drawn, ended;
};

static void erase(Progress *progress) {
  if (progress->drawn) fputs("\r\033[K", stderr);
  progress->drawn = false;
}

/* "3 of 1000: name (12 s, 4.1/s, 240 s left)"; the rate is that of the charts that are done. */
static void write_line(const Progress *progress) {
  double seconds = (double)(g_get_monotonic_time() - progress->started) / G_USEC_PER_SEC;
  int done = progress->at - 1;
  fprintf(stderr, "%d of %d: %.60s (%.0f s", progress->at, progress->total, progress->name, floor(seconds));
  if (done > 0)
    fprintf(stderr, ", %.3g/s, %.0f s left", done / seconds, ceil((progress->total - done) * seconds / done));
  fputs(")", stderr);
}

static void draw(Progress *progress) {
  erase(progress);
  write_line(progress);
  if (progress->kind == PROGRESS_LINES) fputs("\n", stderr);
  fflush(stderr);
  progress->drawn = progress->kind == PROGRESS_TERMINAL;
}

static gint64 interval(const Progress *progress) {
  return progress->kind == PROGRESS_TERMINAL ? G_USEC_PER_SEC / 4 : 30 * G_USEC_PER_SEC;
}

/* The lock is held. */
static void draw_if_due(Progress *progress) {
  gint64 now = g_get_monotonic_time();
  if (progress->kind == PROGRESS_NONE || now < progress->next) return;
  if (progress->name) draw(progress);
  progress->next = now + interval(progress);
}

static gpointer watch(gpointer data) {
  Progress *progress = data;
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, NULL); /* they are for the thread that may hold them while it writes */
  g_mutex_lock(&progress->lock);
  while (!progress->ended)
    if (!g_cond_wait_until(&progress->changed, &progress->lock, progress->next) && !progress->ended)
      draw_if_due(progress);
  g_mutex_unlock(&progress->lock);
  return NULL;
}

Progress *progress_start(int total, ProgressKind kind, bool watched) {
  Progress *progress = g_new0(Progress, 1);
  progress->total = total;
  progress->kind = kind;
  progress->started = g_get_monotonic_time();
  progress->next = progress->started + (kind == PROGRESS_LINES ? 10 : 1) * G_USEC_PER_SEC;
  g_mutex_init(&progress->lock);
  g_cond_init(&progress->changed);
  if (kind == PROGRESS_TERMINAL && watched) progress->watcher = g_thread_new("progress", watch, progress);
  return progress;
}

void progress_at(Progress *progress, int at, const char *name) {
  g_mutex_lock(&progress->lock);
  progress->at = at;
  progress->name = name;
  g_mutex_unlock(&progress->lock);
}

void progress_tick(Progress *progress) {
  g_mutex_lock(&progress->lock);
  draw_if_due(progress);
  g_mutex_unlock(&progress->lock);
}

void progress_clear(Progress *progress) {
  g_mutex_lock(&progress->lock);
  erase(progress);
  g_mutex_unlock(&progress->lock);
}

void progress_end(Progress *progress) {
  g_mutex_lock(&progress->lock);
  progress->ended = true;
  erase(progress);
  g_cond_signal(&progress->changed);
  g_mutex_unlock(&progress->lock);
  if (progress->watcher) g_thread_join(progress->watcher);
  g_mutex_clear(&progress->lock);
  g_cond_clear(&progress->changed);
  g_free(progress);
}
