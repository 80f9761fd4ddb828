/* base/crew.c: see crew.h. */
#include "base/crew.h"
#include <glib.h>
#include <signal.h>

enum { THREADS_MAX = 64, PATIENCE = 20000 /* µs */ };

typedef struct Job {
  CrewJob work;
  void *closure;
  bool done;
} Job;

struct Crew {
  GMutex lock; /* of all below */
  GCond added, ended;
  GPtrArray *jobs; /* all ever added */
  guint next;      /* the first that has not begun */
  guint done;      /* so many from the first are done */
  bool closing;
  guint size; /* threads besides the caller's */
  GPtrArray *threads;
};

/* Does the next job; false if there is none. The lock is held before and after. */
static bool do_one(Crew *crew) {
  if (crew->next >= crew->jobs->len) return false;
  Job *job = crew->jobs->pdata[crew->next++];
  g_mutex_unlock(&crew->lock);
  job->work(job->closure);
  g_mutex_lock(&crew->lock);
  job->done = true;
  while (crew->done < crew->jobs->len && ((const Job *)crew->jobs->pdata[crew->done])->done) crew->done++;
  g_cond_broadcast(&crew->ended);
  return true;
}

static gpointer work(gpointer closure) {
  Crew *crew = closure;
  sigset_t all; /* they are for the program's own threads */
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, NULL);
  g_mutex_lock(&crew->lock);
  while (!crew->closing)
    if (!do_one(crew)) g_cond_wait(&crew->added, &crew->lock);
  g_mutex_unlock(&crew->lock);
  return NULL;
}

Crew *crew_create(int threads) {
  Crew *crew = g_new0(Crew, 1);
  g_mutex_init(&crew->lock);
  g_cond_init(&crew->added);
  g_cond_init(&crew->ended);
  crew->jobs = g_ptr_array_new_with_free_func(g_free);
  crew->threads = g_ptr_array_new();
  crew->size = CLAMP(threads > 0 ? (guint)threads : g_get_num_processors(), 1, THREADS_MAX) - 1;
  return crew;
}

void crew_add(Crew *crew, CrewJob job, void *closure) {
  Job *added = g_new0(Job, 1);
  *added = (Job){job, closure, false};
  g_mutex_lock(&crew->lock);
  g_ptr_array_add(crew->jobs, added);
  g_cond_signal(&crew->added);
  g_mutex_unlock(&crew->lock);
  /* A job that stays the only one is done by who waits for it. */
  if (crew->threads->len >= MIN(crew->size, crew->jobs->len - 1)) return;
  /* A machine that has no more threads does the work with fewer. */
  GThread *thread = g_thread_try_new("crew", work, crew, NULL);
  if (thread)
    g_ptr_array_add(crew->threads, thread);
  else
    crew->size = crew->threads->len;
}

bool crew_has_done(Crew *crew, unsigned count) {
  g_mutex_lock(&crew->lock);
  bool done = crew->done >= count;
  if (!done && !do_one(crew)) g_cond_wait_until(&crew->ended, &crew->lock, g_get_monotonic_time() + PATIENCE);
  g_mutex_unlock(&crew->lock);
  return done;
}

void crew_destroy(void *data) {
  Crew *crew = data;
  g_mutex_lock(&crew->lock);
  crew->closing = true;
  g_cond_broadcast(&crew->added);
  g_mutex_unlock(&crew->lock);
  for (guint i = 0; i < crew->threads->len; i++) g_thread_join(crew->threads->pdata[i]);
  g_ptr_array_unref(crew->threads);
  g_ptr_array_unref(crew->jobs);
  g_mutex_clear(&crew->lock);
  g_cond_clear(&crew->added);
  g_cond_clear(&crew->ended);
  g_free(crew);
}
