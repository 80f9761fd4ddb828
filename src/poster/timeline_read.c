/* poster/timeline_read.c: reads the events, spans and lens of a timeline from its JSON. */
#include "poster/heading.h"
#include "poster/reference.h"
#include "poster/timeline.h"
#include "poster/timeline_date.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* name, happened, color; the first is the usual one */
#define EVERY_KIND(X)                                                                                                  \
  X("past", true, "ink")                                                                                               \
  X("document", true, "ink")                                                                                           \
  X("planned", false, "ink")                                                                                           \
  X("ahead", false, "accent")                                                                                          \
  X("future", false, "accent")

#define AS_KIND(name, happened, color) {name, happened, color},
#define AS_NAME(name, happened, color) name,
static const EventKind kinds[] = {EVERY_KIND(AS_KIND)};
static const char *const kind_names[] = {EVERY_KIND(AS_NAME) NULL};
static const char *const span_kinds[] = {"closed", "open", NULL};
static const char *const directions[] = {"down", "across", NULL};
static const char *const sides[] = {"one", "both", NULL};

static const Field event_fields[] = {
    {.name = "date",
     .kind = FIELD_TEXT,
     .description = "A year, a month (2025-10) or a day (2025-10-27); without a date it follows the event before it."},
    {.name = "when", .kind = FIELD_TEXT, .description = "The text shown instead of the date."},
    {.name = "label", .kind = FIELD_TEXT, .required = true},
    {.name = "detail", .kind = FIELD_TEXT},
    {.name = "kind",
     .kind = FIELD_STRING,
     .words = kind_names,
     .description = "Planned, ahead and future events are dashed."},
    {.name = "color", .kind = FIELD_COLOR},
    {0},
};
static const Field span_fields[] = {
    {.name = "from", .kind = FIELD_TEXT, .required = true},
    {.name = "to", .kind = FIELD_TEXT, .required = true},
    {.name = "label", .kind = FIELD_TEXT, .description = "Set vertically inside the bar."},
    {.name = "kind", .kind = FIELD_STRING, .words = span_kinds},
    {.name = "color", .kind = FIELD_COLOR},
    {0},
};
static const Field range_fields[] = {
    {.name = "from",
     .kind = FIELD_TEXT,
     .required = true,
     .description = "A year, a month (2025-10) or a day (2025-10-27)."},
    {.name = "to", .kind = FIELD_TEXT, .required = true},
    {0},
};
const Field timeline_fields[] = {
    HEADING_FIELDS,
    {.name = "events",
     .kind = FIELD_LIST,
     .required = true,
     .fields = event_fields,
     .description = "Cards next to the line, ordered by date."},
    {.name = "spans", .kind = FIELD_LIST, .fields = span_fields, .description = "Bars along the line."},
    {.name = "lens",
     .kind = FIELD_SWITCH,
     .fields = range_fields,
     .description = "The years that are magnified beside the line; by default those where most events crowd, if any "
                    "do. false: none; true: the "
                    "most crowded ones in any case."},
    {.name = "axis", .kind = FIELD_OBJECT, .fields = range_fields, .description = "The least range of the axis."},
    {.name = "direction", .kind = FIELD_STRING, .words = directions, .description = "Where time runs to."},
    {.name = "sides", .kind = FIELD_STRING, .words = sides, .description = "The sides of the line that have cards."},
    {.name = "gap", .kind = FIELD_LENGTH, .description = "The least distance between two cards."},
    {0},
};

enum { THINGS_MAX = 1000 }; /* events or spans: more than fits on a page */

static bool is_few(const BlockFrame *frame, const Json *list, const char *name) {
  if (json_count(list) <= THINGS_MAX) return true;
  messages_error(frame->poster->messages, json_place(list), "E727", "a timeline takes at most %d %s, not %zu",
                 THINGS_MAX, name, json_count(list));
  return false;
}

static bool read_date(const BlockFrame *frame, const Json *json, TimelineDate *date) {
  const char *text = reference_text(json, frame->poster->arena);
  if (timeline_date_parse(text, date)) return true;
  messages_error(frame->poster->messages, json_place(json), "E728",
                 "\"%s\" is not a date; write a year, \"2025-10\" or \"2025-10-27\"", text);
  return false;
}

static const EventKind *read_kind(const BlockFrame *frame, const Json *json) {
  const Json *kind = json_get(json, "kind");
  const char *name = json_string(kind, kinds[0].name);
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (strcmp(kinds[i].name, name) == 0) return &kinds[i];
  messages_error(frame->poster->messages, json_place(kind), "E729", "unknown kind of event \"%s\"%s", name,
                 suggest(frame->poster->arena, name, kind_names));
  return NULL;
}

static bool read_event(const BlockFrame *frame, const Json *json, TimelineEvent *event) {
  const Poster *poster = frame->poster;
  TimelineDate date;
  const Json *at = json_get(json, "date");
  bool dated = at && !json_is_null(at);
  *event = (TimelineEvent){.json = json, .kind = read_kind(frame, json), .when = NAN};
  if (!event->kind || (dated && !read_date(frame, at, &date))) return false;
  if (dated) event->when = timeline_date_middle(&date);
  const char *when = reference_text(json_get(json, "when"), poster->arena);
  event->date =
      *when   ? when
      : dated ? timeline_date_text(&date, date_forms(poster->date_forms, poster->lang, poster->arena), poster->arena)
              : "";
  event->label = reference_text(json_get(json, "label"), poster->arena);
  event->detail = reference_text(json_get(json, "detail"), poster->arena);
  event->color = poster_style_color_of(poster, json, "color", event->kind->color);
  return true;
}

/* By date; an event without a date stays after the one it was written after. Insertion keeps the written order of equal dates. */
static bool sort_events(const BlockFrame *frame, Timeline *line) {
  for (size_t i = 0; i < line->event_count; i++) {
    TimelineEvent event = line->events[i];
    if (isnan(event.when)) {
      if (i > 0) continue;
      messages_error(frame->poster->messages, json_place(event.json), "E730",
                     "the first event of a timeline needs a \"date\"");
      return false;
    }
    size_t to = i;
    while (to > 0 && (isnan(line->events[to - 1].when) || line->events[to - 1].when > event.when)) {
      size_t head = to - 1;
      while (head > 0 && isnan(line->events[head].when)) head--;
      if (!(line->events[head].when > event.when)) break;
      memmove(&line->events[head + 1], &line->events[head], (to - head) * sizeof event);
      to = head;
    }
    line->events[to] = event;
  }
  return true;
}

static bool read_events(const BlockFrame *frame, Timeline *line) {
  const Json *events = json_get(frame->json, "events");
  if (!is_few(frame, events, "events")) return false;
  line->event_count = json_count(events);
  line->events = arena_array(frame->poster->arena, TimelineEvent, line->event_count);
  for (size_t i = 0; i < line->event_count; i++)
    if (!read_event(frame, json_at(events, i), &line->events[i])) return false;
  if (line->event_count > 0) return sort_events(frame, line);
  messages_error(frame->poster->messages, json_place(events), "E731", "a timeline needs an event");
  return false;
}

static bool read_dates(const BlockFrame *frame, const Json *json, TimelineDate *first, TimelineDate *last) {
  if (!read_date(frame, json_get(json, "from"), first) || !read_date(frame, json_get(json, "to"), last)) return false;
  if (first->from < last->to) return true;
  messages_error(frame->poster->messages, json_place(json), "E732", "\"from\" must be before \"to\"");
  return false;
}

static bool read_range(const BlockFrame *frame, const Json *json, double *from, double *to) {
  TimelineDate first, last;
  if (!read_dates(frame, json, &first, &last)) return false;
  *from = first.from;
  *to = last.to;
  return true;
}

/* The first lane that is free at that time. */
static size_t free_lane(const Timeline *line, size_t i) {
  for (size_t lane = 0;; lane++) {
    bool taken = false;
    for (size_t j = 0; j < i && !taken; j++)
      taken = line->spans[j].lane == lane && line->spans[j].begins < line->spans[i].ends - 1e-9 &&
              line->spans[i].begins < line->spans[j].ends - 1e-9;
    if (!taken) return lane;
  }
}

/* Of two spans in a lane that share a date, as 1992–2005 and 2005–2021, the first ends where the second begins. */
static void part_spans(Timeline *line) {
  for (size_t i = 0; i < line->span_count; i++)
    for (size_t j = 0; j < line->span_count; j++) {
      TimelineSpan *span = &line->spans[i];
      const TimelineSpan *next = &line->spans[j];
      if (i != j && next->lane == span->lane && next->begins >= span->ends - 1e-9 && next->from > span->from)
        span->to = MIN(span->to, next->from);
    }
}

static bool read_spans(const BlockFrame *frame, Timeline *line) {
  const Poster *poster = frame->poster;
  const Json *spans = json_get(frame->json, "spans");
  if (!is_few(frame, spans, "spans")) return false;
  line->span_count = json_count(spans);
  line->spans = arena_array(poster->arena, TimelineSpan, line->span_count);
  for (size_t i = 0; i < line->span_count; i++) {
    const Json *json = json_at(spans, i);
    TimelineSpan *span = &line->spans[i];
    TimelineDate first, last;
    if (!read_dates(frame, json, &first, &last)) return false;
    span->from = first.from;
    span->to = last.to;
    span->begins = timeline_date_middle(&first);
    span->ends = timeline_date_middle(&last);
    span->label = reference_text(json_get(json, "label"), poster->arena);
    span->color = poster_style_color_of(poster, json, "color", "second");
    span->open = json_is_string(json_get(json, "kind"), "open");
    span->lane = free_lane(line, i);
    line->lane_count = MAX(line->lane_count, span->lane + 1);
  }
  part_spans(line);
  return true;
}

/* The range of the axis: what "axis" asks for, extended to everything on it, in whole years. */
static bool read_axis(const BlockFrame *frame, Timeline *line) {
  const Json *axis = json_get(frame->json, "axis");
  line->from = INFINITY;
  line->to = -INFINITY;
  if (axis && !read_range(frame, axis, &line->from, &line->to)) return false;
  for (size_t i = 0; i < line->event_count; i++) {
    if (isnan(line->events[i].when)) continue;
    line->from = MIN(line->from, floor(line->events[i].when));
    line->to = MAX(line->to, ceil(line->events[i].when));
  }
  for (size_t i = 0; i < line->span_count; i++) {
    line->from = MIN(line->from, line->spans[i].from);
    line->to = MAX(line->to, line->spans[i].to);
  }
  timeline_lens_find(line, json_get(frame->json, "lens"), frame->poster->arena);
  return true;
}

Timeline *timeline_read(const BlockFrame *frame) {
  Timeline *line = arena_new(frame->poster->arena, Timeline);
  const Json *lens = json_get(frame->json, "lens");
  line->across = json_is_string(json_get(frame->json, "direction"), "across");
  line->both = json_is_string(json_get(frame->json, "sides"), "both") || line->across;
  if (json_is(lens, JSON_OBJECT) && !read_range(frame, lens, &line->lens_from, &line->lens_to)) return NULL;
  return read_events(frame, line) && read_spans(frame, line) && read_axis(frame, line) ? line : NULL;
}
