/* cli/workers.c: see workers.h.
 *
 * Each worker has a socket: the number of a job goes to it, frames come back (kind, length, bytes), the last of which is the
 * job's status. Frames are kept until all jobs before theirs are shown, so that the order does not depend on who is faster; who
 * sends very much has to wait. The end of a socket is the end of its worker.
 */
#include "cli/workers.h"
#include <errno.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { NO_JOB = -1, TICK = 100 /* ms */, KEPT = 1 << 22 /* bytes of a job that has to wait for its turn */ };
static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

typedef struct Frame {
  guint32 kind, length;
} Frame;

typedef struct Worker {
  pid_t pid; /* 0: there is none */
  int socket, job;
  gint64 started; /* µs */
  bool timed_out;
  GByteArray *incoming; /* the beginning of a frame */
  char *reason;         /* what it said last; NULL */
} Worker;

typedef struct Pool {
  const WorkerPlan *plan;
  Worker *workers;
  GByteArray **results; /* of each job: frames that are not shown yet; NULL: before and after */
  bool *done;
  int jobs;  /* as many are begun */
  int next;  /* job to begin */
  int shown; /* jobs before this one are shown */
  int status;
  bool lost;
  sigset_t held, before; /* signals: those that wait for the workers, and the mask without them */
} Pool;

/* ---- in a worker ---- */

static void send_bytes(int socket, const void *bytes, size_t length) {
  for (const char *at = bytes; length;) {
    ssize_t now = write(socket, at, length);
    if (now < 0 && errno == EINTR) continue;
    if (now <= 0) _exit(EXIT_FAILURE); /* nobody is listening */
    at += now;
    length -= (size_t)now;
  }
}

static void send_frame(void *to, SinkKind kind, const char *bytes, size_t length) {
  const Worker *self = to;
  Frame frame = {(guint32)kind, (guint32)MIN(length, (size_t)G_MAXUINT32)};
  send_bytes(self->socket, &frame, sizeof frame);
  send_bytes(self->socket, bytes, frame.length);
}

/* GLib's last words, as "failed to allocate 8000000000 bytes", belong to the chart. No memory is taken here. */
static void keep_last_words(const char *domain, GLogLevelFlags level, const char *text, gpointer to) {
  const char *words = strstr(text, "failed to allocate");
  if (level & G_LOG_LEVEL_ERROR)
    send_frame(to, SINK_LAST, words ? words : text, strlen(words ? words : text));
  else
    g_log_default_handler(domain, level, text, NULL);
}

static bool read_job(int socket, int *job) {
  ssize_t got;
  do got = read(socket, job, sizeof *job);
  while (got < 0 && errno == EINTR);
  return got == sizeof *job;
}

static void work(const Pool *pool, Worker *self) {
  for (int i = 0; i < pool->plan->workers; i++)
    if (&pool->workers[i] != self && pool->workers[i].pid) close(pool->workers[i].socket);
  sigprocmask(SIG_SETMASK, &pool->before, NULL);
  g_log_set_default_handler(keep_last_words, self);
  Sink sink = {send_frame, self};
  for (int job; read_job(self->socket, &job);) {
    char status[16];
    g_snprintf(status, sizeof status, "%d", pool->plan->draw(pool->plan->data, job, &sink));
    send_frame(self, SINK_STATUS, status, strlen(status));
  }
  _exit(EXIT_SUCCESS);
}

/* ---- in the caller ---- */

static void keep_frame(void *to, SinkKind kind, const char *bytes, size_t length) {
  Frame frame = {(guint32)kind, (guint32)length};
  g_byte_array_append(to, (const guint8 *)&frame, sizeof frame);
  g_byte_array_append(to, (const guint8 *)bytes, (guint)length);
}

/* The whole frame at `at`, its bytes in *bytes; false if it is not complete. */
static bool frame_at(const GByteArray *frames, size_t at, Frame *frame, const char **bytes) {
  if (frames->len - at < sizeof *frame) return false;
  memcpy(frame, frames->data + at, sizeof *frame);
  *bytes = (const char *)frames->data + at + sizeof *frame;
  return frames->len - at - sizeof *frame >= frame->length;
}

static void finish_job(Pool *pool, int job, int status) {
  pool->done[job] = true;
  pool->status = pool->plan->worse(pool->status, status);
  if (status && pool->plan->fail_fast) pool->jobs = pool->next;
}

/* Signals are not held meanwhile, as whoever reads the output may never read on. The workers then end with their caller. */
static void show_frames(const Pool *pool, int job) {
  GByteArray *frames = pool->results[job];
  Frame frame;
  const char *bytes;
  if (!frames->len) return;
  sigprocmask(SIG_SETMASK, &pool->before, NULL);
  for (size_t at = 0; frame_at(frames, at, &frame, &bytes); at += sizeof frame + frame.length)
    pool->plan->show(pool->plan->data, job, (SinkKind)frame.kind, bytes, frame.length);
  sigprocmask(SIG_BLOCK, &pool->held, NULL);
  g_byte_array_set_size(frames, 0);
}

/* Of all jobs that are done and have their turn, and of the next one so far. */
static void show_results(Pool *pool) {
  for (; pool->shown < pool->jobs && pool->results[pool->shown]; pool->shown++) {
    show_frames(pool, pool->shown);
    if (!pool->done[pool->shown]) return;
    g_byte_array_unref(pool->results[pool->shown]);
    pool->results[pool->shown] = NULL;
  }
}

/* False if no process can be made. */
static bool start_worker(Pool *pool, Worker *worker) {
  int ends[2];
  pid_t caller = getpid();
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0) return false;
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    if (getppid() != caller) _exit(EXIT_FAILURE);
    close(ends[0]);
    worker->socket = ends[1];
    work(pool, worker);
  }
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    return false;
  }
  *worker = (Worker){.pid = pid, .socket = ends[0], .job = NO_JOB, .incoming = g_byte_array_new()};
  return true;
}

/* Gives a worker its next job, or none. */
static void give_job(Pool *pool, Worker *worker) {
  worker->job = NO_JOB;
  if (pool->next == pool->jobs) return;
  worker->job = pool->next++;
  worker->started = g_get_monotonic_time();
  worker->timed_out = false;
  pool->results[worker->job] = g_byte_array_new();
  ssize_t sent;
  do sent = send(worker->socket, &worker->job, sizeof worker->job, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR); /* if it is dead, its socket will say so */
}

/* Jobs are drawn here if there is not a single worker. */
static void draw_here(Pool *pool) {
  int job = pool->next++;
  pool->results[job] = g_byte_array_new();
  Sink sink = {keep_frame, pool->results[job]};
  finish_job(pool, job, pool->plan->draw(pool->plan->data, job, &sink));
}

static void lose_job(Pool *pool, Worker *worker, int ended) {
  WorkerLoss loss = {.timed_out = worker->timed_out,
                     .signal = WIFSIGNALED(ended) ? WTERMSIG(ended) : 0,
                     .status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 0,
                     .reason = worker->reason ? worker->reason : ""};
  Sink sink = {keep_frame, pool->results[worker->job]};
  pool->lost = true;
  finish_job(pool, worker->job, pool->plan->lose(pool->plan->data, worker->job, &loss, &sink));
}

static int end_worker(Worker *worker) {
  int ended = 0;
  close(worker->socket);
  while (waitpid(worker->pid, &ended, 0) < 0 && errno == EINTR) continue;
  g_byte_array_unref(worker->incoming);
  worker->pid = 0;
  return ended;
}

/* Moves whole frames from the worker to its job, and gives it the next one after the last. */
static void take_frames(Pool *pool, Worker *worker) {
  size_t at = 0;
  Frame frame;
  const char *bytes;
  for (; frame_at(worker->incoming, at, &frame, &bytes); at += sizeof frame + frame.length) {
    if (worker->job == NO_JOB) continue;
    if (frame.kind == SINK_STATUS && worker->timed_out) continue; /* it is killed already */
    if (frame.kind == SINK_LAST) {
      g_free(worker->reason);
      worker->reason = g_strndup(bytes, frame.length);
      continue;
    }
    if (frame.kind != SINK_STATUS) {
      keep_frame(pool->results[worker->job], (SinkKind)frame.kind, bytes, frame.length);
      continue;
    }
    char *status = g_strndup(bytes, frame.length);
    finish_job(pool, worker->job, atoi(status));
    g_free(status);
    give_job(pool, worker);
  }
  g_byte_array_remove_range(worker->incoming, 0, (guint)at);
}

static void hear(Pool *pool, Worker *worker) {
  guint8 bytes[65536];
  ssize_t got = read(worker->socket, bytes, sizeof bytes);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got > 0) {
    g_byte_array_append(worker->incoming, bytes, (guint)got);
    take_frames(pool, worker);
    return;
  }
  int ended = end_worker(worker);
  if (worker->job != NO_JOB) lose_job(pool, worker, ended);
  g_clear_pointer(&worker->reason, g_free);
}

static bool must_wait(const Pool *pool, const Worker *worker) {
  return worker->job > pool->shown && pool->results[worker->job]->len > KEPT;
}

static void end_late_ones(Pool *pool) {
  gint64 now = g_get_monotonic_time();
  for (int i = 0; pool->plan->timeout > 0 && i < pool->plan->workers; i++) {
    Worker *worker = &pool->workers[i];
    if (!worker->pid || worker->job == NO_JOB || worker->timed_out || must_wait(pool, worker)) continue;
    if ((double)(now - worker->started) / G_USEC_PER_SEC < pool->plan->timeout) continue;
    worker->timed_out = true;
    kill(worker->pid, SIGKILL);
  }
}

/* Workers for the jobs that are left; false if there can be none. */
static bool staff(Pool *pool) {
  bool any = false;
  for (int i = 0; i < pool->plan->workers; i++) {
    Worker *worker = &pool->workers[i];
    if (!worker->pid && pool->next < pool->jobs && start_worker(pool, worker)) give_job(pool, worker);
    any = any || worker->pid;
  }
  return any;
}

static void listen_to_all(Pool *pool) {
  struct pollfd *ends = g_new0(struct pollfd, pool->plan->workers);
  for (int i = 0; i < pool->plan->workers; i++) {
    const Worker *worker = &pool->workers[i];
    ends[i] = (struct pollfd){.fd = worker->pid && !must_wait(pool, worker) ? worker->socket : -1, .events = POLLIN};
  }
  if (poll(ends, (nfds_t)pool->plan->workers, TICK) > 0)
    for (int i = 0; i < pool->plan->workers; i++)
      if (ends[i].fd >= 0 && ends[i].revents) hear(pool, &pool->workers[i]);
  g_free(ends);
}

/* Signals that end the program wait until the workers have ended. Those that it ignores, as under nohup, stay ignored. */
static void hold_signals(Pool *pool) {
  sigemptyset(&pool->held);
  for (size_t i = 0; i < G_N_ELEMENTS(ending_signals); i++) {
    struct sigaction action;
    if (sigaction(ending_signals[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL)
      sigaddset(&pool->held, ending_signals[i]);
  }
  sigprocmask(SIG_BLOCK, &pool->held, &pool->before);
}

static bool is_to_end(const Pool *pool) {
  sigset_t waiting;
  sigpending(&waiting);
  for (size_t i = 0; i < G_N_ELEMENTS(ending_signals); i++)
    if (sigismember(&pool->held, ending_signals[i]) == 1 && sigismember(&waiting, ending_signals[i]) == 1) return true;
  return false;
}

static void dismiss(Pool *pool, bool at_once) {
  for (int i = 0; i < pool->plan->workers; i++) {
    if (pool->workers[i].pid && at_once) kill(pool->workers[i].pid, SIGTERM);
    if (pool->workers[i].pid) end_worker(&pool->workers[i]);
  }
}

int workers_run(const WorkerPlan *plan, WorkerResult *result) {
  Pool pool = {.plan = plan,
               .jobs = plan->jobs,
               .workers = g_new0(Worker, plan->workers),
               .results = g_new0(GByteArray *, plan->jobs),
               .done = g_new0(bool, plan->jobs)};
  hold_signals(&pool);
  bool is_ended = false;
  while (pool.shown < pool.jobs && !is_ended) {
    if (!staff(&pool) && pool.next < pool.jobs) draw_here(&pool);
    listen_to_all(&pool);
    end_late_ones(&pool);
    is_ended = is_to_end(&pool);
    if (!is_ended) show_results(&pool);
    if (!is_ended && pool.shown < pool.jobs) plan->wait(plan->data, pool.shown);
  }
  dismiss(&pool, is_ended);
  sigprocmask(SIG_SETMASK, &pool.before, NULL); /* ends here if a signal is waiting */
  for (int i = 0; i < plan->jobs; i++)
    if (pool.results[i]) g_byte_array_unref(pool.results[i]);
  g_free(pool.workers);
  g_free(pool.results);
  g_free(pool.done);
  *result = (WorkerResult){.begun = pool.jobs, .lost = pool.lost};
  return pool.status;
}
