/* poster/timeline.h: a timeline as timeline_read.c reads it and timeline.c draws it. */
#pragma once
#include "poster/setting.h"
#include "poster/timeline_place.h"

/* How events of a kind are drawn. */
typedef struct EventKind {
  const char *name;
  bool happened; /* otherwise dashed and hollow */
  const char *color;
} EventKind;

typedef struct TimelineEvent {
  const Json *json;
  const EventKind *kind;
  double when; /* year and fraction; NaN: no date, it follows the event before it */
  const char *date, *label, *detail;
  Rgba color;
  Setting label_set, detail_set; /* once the width is known */
} TimelineEvent;

typedef struct TimelineSpan {
  double from, to;     /* all of the dates given */
  double begins, ends; /* the middles of the two dates, so that spans which share a date only touch */
  const char *label;
  Rgba color;
  bool open; /* not over, or not sure: an outline */
  size_t lane;
} TimelineSpan;

typedef struct Timeline {
  TimelineEvent *events; /* by date; those without a date stay after the event before them */
  size_t event_count;
  TimelineSpan *spans;
  size_t span_count, lane_count;
  double from, to; /* the range of the axis, in years */
  bool has_lens;
  double lens_from, lens_to;
} Timeline;

extern const Field timeline_fields[];
/* NULL after an error message. */
Timeline *timeline_read(const BlockFrame *frame);
