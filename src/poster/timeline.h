/* poster/timeline.h: a time line between its reading (timeline_read.c) and its drawing (timeline.c). */
#pragma once
#include "poster/setting.h"
#include "poster/timeline_place.h"

/* What an event's kind means for how it is drawn. */
typedef struct EventKind {
  const char *name;
  bool happened; /* else dashed and hollow */
  const char *color;
} EventKind;

typedef struct TimelineEvent {
  const Json *json;
  const EventKind *kind;
  double when; /* year and fraction; NaN: not dated, it follows the event before it */
  const char *date, *label, *detail;
  Rgba color;
  Setting label_set, detail_set; /* once the width is known */
} TimelineEvent;

typedef struct TimelineSpan {
  double from, to;     /* all of the dates given */
  double begins, ends; /* their middles: spans that share a date only touch */
  const char *label;
  Rgba color;
  bool open; /* not over, or not sure: an outline */
  size_t lane;
} TimelineSpan;

typedef struct Timeline {
  TimelineEvent *events; /* by date; those without one keep their place after the one before */
  size_t event_count;
  TimelineSpan *spans;
  size_t span_count, lane_count;
  double from, to; /* the years of the axis */
  bool has_lens;
  double lens_from, lens_to;
} Timeline;

extern const Field timeline_fields[];
/* NULL after an error message. */
Timeline *timeline_read(const BlockFrame *frame);
