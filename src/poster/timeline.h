/* poster/timeline.h: a timeline: timeline_read.c reads it, timeline_plan.c has what both directions share, timeline_lens.c the years
 * that are magnified, timeline_cards.c places the cards, timeline_spans.c the
 * names of spans, timeline_down.c and timeline_across.c draw it. */
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

/* The stretches of the axis that a lens makes of it. */
typedef enum LensZone { ZONE_BEFORE, ZONE_INSIDE, ZONE_AFTER, ZONE_COUNT } LensZone;

typedef struct TimelineEvent {
  const Json *json;
  const EventKind *kind;
  double when; /* year and fraction; NaN: no date, it follows the event before it */
  const char *date, *label, *detail;
  Rgba color;
  bool far; /* on the second side: left of the line, or below it */
  LensZone zone;
  Setting label_set, detail_set; /* once the width is known */
} TimelineEvent;

typedef struct TimelineSpan {
  double from, to;     /* all of the dates given */
  double begins, ends; /* the middles of the two dates, so that spans which share a date only touch */
  const char *label;
  Rgba color;
  bool open; /* not over, or not sure: an outline */
  size_t lane;
  int label_at; /* 0: its label is inside it; −1, 1: before or after it in its lane */
} TimelineSpan;

typedef struct Timeline {
  TimelineEvent *events; /* by date; those without a date stay after the event before them */
  size_t event_count;
  TimelineSpan *spans;
  size_t span_count, lane_count;
  double from, to; /* the range of the axis, in years */
  bool has_lens;
  double lens_from, lens_to; /* years */
  bool across, both;         /* from left to right; cards on both sides */
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
  bool has_lens;     /* known once the length of the line is */
  /* Of the magnified years, along the line, and of the cards of each zone. */
  double lens_start, lens_end, zone_from[ZONE_COUNT], zone_to[ZONE_COUNT];
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
/* Where the leader of an event begins: on the line, or on the ruler of the lens. */
double timeline_wanted(const TimelinePlan *plan, const TimelineEvent *event);
/* A year as ticks show it; before our era in the words of the language. */
const char *timeline_year(const TimelinePlan *plan, double year);
/* The years from `from` to `to` that have ticks, at most about `most`; the first one is `from`. Returns their number. */
size_t timeline_ticks(const TimelinePlan *plan, double from, double to, double most, double **years);
enum { TICKS_MAX = 12 };
/* Places all cards between `from` and `to`; false if they do not fit. */
bool timeline_place(TimelinePlan *plan, double from, double to, double *anchors);
/* The least length that the cards of both sides need along the line. */
double timeline_cards_length(const TimelinePlan *plan);
/* Where the labels of spans stand. `length` is that of a label along the line, px. A label that would need a line longer than `base` to
 * be inside its span stands before or after it, if there is more room. Returns the least length of the line. */
double timeline_place_labels(const TimelinePlan *plan, double (*length)(const TimelinePlan *, const char *),
                             double base);
/* Where a label that is `length` long begins along the line. */
double timeline_label_start(const TimelinePlan *plan, const TimelineSpan *span, double length);
/* Whether the spans are one bar along the whole line, which then needs no line of its own. */
bool timeline_is_covered(const TimelinePlan *plan);
Pen timeline_event_pen(const TimelinePlan *plan, const TimelineEvent *event);
/* The dot at a card, and the ring on the line. */
void timeline_draw_dot(const TimelinePlan *plan, const TimelineEvent *event, double x, double y);
void timeline_draw_ring(const TimelinePlan *plan, const TimelineEvent *event, double x, double y);

/* Finds the lens that the line asks for, or that its dates need; tells which events are in it. */
void timeline_lens_find(Timeline *line, const Json *wish, Arena *arena);
/* From the line to the ruler where the years run down: at least what its labels need. */
double timeline_lens_funnel(const TimelinePlan *plan);
double timeline_lens_at(const TimelinePlan *plan, double year);
/* Whether a side has events in the lens. */
bool timeline_lens_is_on(const TimelinePlan *plan, bool far);
/* How much longer its years are than those of the line. */
double timeline_lens_gain(const TimelinePlan *plan);
/* The same as it is written at the lens: "×3.4". */
const char *timeline_lens_factor(const TimelinePlan *plan);
/* The years that are named at the ruler, each at least `apart` px from the next; their number. */
size_t timeline_lens_ticks(const TimelinePlan *plan, double apart, double **years);
/* Whether each year of the lens has a mark. */
bool timeline_lens_marks_years(const TimelinePlan *plan);

/* Both return the height needed, and draw if the frame has a group. */
double timeline_down(TimelinePlan *plan);
double timeline_across(TimelinePlan *plan);
