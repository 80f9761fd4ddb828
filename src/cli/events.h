/* cli/events.h: --messages events: the begin and the end of each chart as JSON on a line of its own, among the messages. */
#pragma once
#include "cli/job.h"
#include "cli/sink.h"

/* A chart that is drawn: number `number` of `total`, from 1. */
typedef struct Event {
  const Job *job;
  int number, total;
  int status;      /* at the end: the exit status that it alone would have */
  double seconds;  /* that it took */
  bool cached;     /* at the end: it was not drawn, its files are there from earlier */
  guint64 written; /* which of its outputs were written: bit i for output i */
} Event;

/* {"event": "start", "chart", "number", "of"}; nothing unless the options ask for events. */
void event_start(const Event *event, const Values *values, const Sink *sink);
/* {"event": "end", … "status", "seconds", "outputs"}, and "cached": true. */
void event_end(const Event *event, const Values *values, const Sink *sink);
