/* cli/sink.h: where the results of a chart go: shown at once, or sent to the process that shows them. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef enum SinkKind {
  SINK_OUT,     /* for standard output */
  SINK_ERR,     /* for standard error */
  SINK_MACHINE, /* a message about the machine, which a call shows once: its key, 0, and what is for standard error */
  SINK_RULE,    /* what its files depend on (cli/depfile.h), if that is asked for */
  SINK_RECORD,  /* the chart's record (cli/report.h), if reports are asked for */
  SINK_LAST,    /* why the process is about to end */
  SINK_CACHED,  /* the chart is not drawn: its files are there */
  SINK_STATUS   /* the chart is done: its exit status as text */
} SinkKind;

typedef struct Sink {
  void (*take)(void *to, SinkKind kind, const char *bytes, size_t length);
  void *to;
} Sink;

static inline void sink_take(const Sink *sink, SinkKind kind, const char *bytes, size_t length) {
  sink->take(sink->to, kind, bytes, length);
}
