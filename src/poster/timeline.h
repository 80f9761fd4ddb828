/* poster/timeline.h: a timeline: timeline_read.c reads it, timeline_plan.c has what both directions share, timeline_down.c
 * and timeline_across.c draw it. */
#pragma once
#include "poster/drawing.h"
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
  bool far;                      /* on the second side: left of the line, or below it */
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
  bool across, both; /* from left to right; cards on both sides */
} Timeline;

/* What both directions share, px. */
typedef struct TimelinePlan {
  const BlockFrame *frame;
  Timeline *line;
  TypeRole tick, tick_end, span, date, label, detail;
  double head;       /* below the heading */
  Card *cards;       /* of all events */
  double gap;        /* least, between cards */
  double start, end; /* of the years, along the line */
} TimelinePlan;

extern const Field timeline_fields[];
/* NULL after an error message. */
Timeline *timeline_read(const BlockFrame *frame);

double timeline_space(const TimelinePlan *plan, const char *measure);
double timeline_ems(const TimelinePlan *plan, const char *measure, const TypeRole *role);
/* A measure in widths of the thinnest rule. */
double timeline_strokes(const TimelinePlan *plan, const char *measure);
/* Where a year is along the line. */
double timeline_at(const TimelinePlan *plan, double year);
/* A year as ticks show it; before our era in the words of the language. */
const char *timeline_year(const TimelinePlan *plan, double year);
/* The years that have ticks, the first one being the start of the axis; their number. */
size_t timeline_ticks(const TimelinePlan *plan, double **years);
/* Places the cards of one side between `from` and `to`; false if they do not fit. */
bool timeline_place_side(const TimelinePlan *plan, bool far, double from, double to, double *anchors);
/* The cards of one side close together, and their number. */
double timeline_side_length(const TimelinePlan *plan, bool far, size_t *count);
Pen timeline_event_pen(const TimelinePlan *plan, const TimelineEvent *event);
/* The dot at a card, and the ring on the line. */
void timeline_draw_dot(const TimelinePlan *plan, const TimelineEvent *event, double x, double y);
void timeline_draw_ring(const TimelinePlan *plan, const TimelineEvent *event, double x, double y);

/* Both return the height needed, and draw if the frame has a group. */
double timeline_down(TimelinePlan *plan);
double timeline_across(TimelinePlan *plan);
