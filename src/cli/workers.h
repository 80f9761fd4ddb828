/* cli/workers.h: charts drawn by worker processes, so that one that crashes, hangs or needs too much memory ends no other.
 *
 * A worker draws one chart after the other and is replaced when it dies. The process that calls this must not have started a thread.
 */
#pragma once
#include "cli/sink.h"

/* How a worker was lost while it drew a chart. */
typedef struct WorkerLoss {
  bool timed_out;
  int signal;         /* 0: it exited */
  int status;         /* then: with this */
  const char *reason; /* what it said before; "" if nothing */
} WorkerLoss;

typedef struct WorkerPlan {
  int jobs, workers;
  double timeout; /* s for each job; 0: none */
  /* In a worker: its results go to the sink; returns the exit status. */
  int (*draw)(const void *data, int job, const Sink *sink);
  /* In the caller, in the order of the jobs. */
  void (*show)(const void *data, int job, SinkKind kind, const char *bytes, size_t length);
  /* In the caller: puts into the sink what to show of a job whose worker was lost; returns the exit status. */
  int (*lose)(const void *data, int job, const WorkerLoss *loss, const Sink *sink);
  /* In the caller, several times a second; `job` is the first that is not shown yet. */
  void (*wait)(const void *data, int job);
  int (*worse)(int, int); /* of two exit statuses */
  bool fail_fast;         /* no job is begun after one that failed */
  const void *data;
} WorkerPlan;

typedef struct WorkerResult {
  int begun; /* jobs; those after are not, under fail_fast */
  bool lost; /* whether a worker was */
} WorkerResult;

/* Returns the worst exit status. Signals that end the caller end the workers first. */
int workers_run(const WorkerPlan *plan, WorkerResult *result);
