/* cli/progress.c: see progress.h. A separate thread watches the time, since a single chart may take long. */
#include "cli/progress.h"
#include <stdio.h>

struct Progress {
  GThread *watcher; /* NULL: nothing is shown */
  GMutex lock;
  GCond changed;
  const char *name;
  int at, total;
  gint64 started; /* µs */
  bool drawn, ended;
};

static void erase(Progress *progress) {
  if (progress->drawn) fputs("\r\033[K", stderr);
  progress->drawn = false;
}

static void draw(Progress *progress) {
  erase(progress);
  fprintf(stderr, "%d of %d: %.60s (%d s)", progress->at, progress->total, progress->name,
          (int)((g_get_monotonic_time() - progress->started) / G_USEC_PER_SEC));
  fflush(stderr);
  progress->drawn = true;
}

static gpointer watch(gpointer data) {
  Progress *progress = data;
  g_mutex_lock(&progress->lock);
  gint64 next = progress->started + G_USEC_PER_SEC;
  while (!progress->ended) {
    if (g_cond_wait_until(&progress->changed, &progress->lock, next)) continue;
    if (progress->name && !progress->ended) draw(progress);
    next = g_get_monotonic_time() + G_USEC_PER_SEC / 4;
  }
  g_mutex_unlock(&progress->lock);
  return NULL;
}

Progress *progress_start(int total, bool shown) {
  Progress *progress = g_new0(Progress, 1);
  progress->total = total;
  progress->started = g_get_monotonic_time();
  g_mutex_init(&progress->lock);
  g_cond_init(&progress->changed);
  if (shown) progress->watcher = g_thread_new("progress", watch, progress);
  return progress;
}

void progress_next(Progress *progress, const char *name) {
  g_mutex_lock(&progress->lock);
  progress->at++;
  progress->name = name;
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
