/* poster/timeline_plan.c: what timelines of both directions share: measures, years, cards placed side by side, dots. */
#include "poster/timeline.h"
#include "poster/timeline_date.h"
#include "time/tick_step.h"
#include <math.h>

enum { TICKS_MAX = 12 };

double timeline_space(const TimelinePlan *plan, const char *measure) {
  return poster_style_space(plan->frame->poster, measure);
}

double timeline_ems(const TimelinePlan *plan, const char *measure, const TypeRole *role) {
  return poster_style_ems(plan->frame->poster, measure, role);
}

double timeline_strokes(const TimelinePlan *plan, const char *measure) {
  const Poster *poster = plan->frame->poster;
  return poster_style_measure(poster, measure) * poster_style_rule(poster, "hair");
}

double timeline_at(const TimelinePlan *plan, double year) {
  const Timeline *line = plan->line;
  return plan->start + (year - line->from) / (line->to - line->from) * (plan->end - plan->start);
}

const char *timeline_year(const TimelinePlan *plan, double year) {
  const TimelineDate date = {.year = (int)floor(year)};
  return timeline_date_text(&date, plan->frame->poster->lang, plan->frame->poster->arena);
}

/* The years between two ticks: the smallest round number that gives at most TICKS_MAX steps. */
static double year_step(double years) {
  double count = TICKS_MAX, step = tick_step(0, years, count);
  while (years / step > TICKS_MAX) step = tick_step(0, years, --count);
  return MAX(1, step);
}

size_t timeline_ticks(const TimelinePlan *plan, double **years) {
  const Timeline *line = plan->line;
  double step = year_step(line->to - line->from);
  *years = arena_array(plan->frame->poster->arena, double, TICKS_MAX + 4);
  (*years)[0] = line->from;
  size_t count = 1;
  for (double round = ceil((line->from - 1) / step) * step; round <= line->to && count < TICKS_MAX + 4; round += step) {
    /* there is no year 0: 200 BCE is the year −199 */
    double year = round <= 0 ? round + 1 : round;
    if (year > line->from && year <= line->to) (*years)[count++] = year;
  }
  return count;
}

static size_t *side_members(const TimelinePlan *plan, bool far, size_t *count) {
  size_t *members = arena_array(plan->frame->poster->arena, size_t, plan->line->event_count);
  *count = 0;
  for (size_t i = 0; i < plan->line->event_count; i++)
    if (plan->line->events[i].far == far) members[(*count)++] = i;
  return members;
}

static Card *side_cards(const TimelinePlan *plan, const size_t *members, size_t count) {
  Card *cards = arena_array(plan->frame->poster->arena, Card, count);
  for (size_t i = 0; i < count; i++) cards[i] = plan->cards[members[i]];
  return cards;
}

double timeline_side_length(const TimelinePlan *plan, bool far, size_t *count) {
  const size_t *members = side_members(plan, far, count);
  return cards_height(side_cards(plan, members, *count), *count, plan->gap);
}

bool timeline_place_side(const TimelinePlan *plan, bool far, double from, double to, double *anchors) {
  size_t count;
  const size_t *members = side_members(plan, far, &count);
  Card *cards = side_cards(plan, members, count);
  double *places = arena_array(plan->frame->poster->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    double when = plan->line->events[members[i]].when;
    cards[i].wanted = isnan(when) ? cards[i - 1].wanted : timeline_at(plan, when);
  }
  /* Half of the spare space widens the gaps between cards, at most to double; the rest brings cards nearer to their dates. */
  double spare = count > 1 ? (to - from - cards_height(cards, count, plan->gap)) / (double)(count - 1) : 0;
  if (!cards_place(cards, count, from, to, plan->gap + CLAMP(spare / 2, 0, plan->gap), places)) return false;
  for (size_t i = 0; i < count; i++) anchors[members[i]] = places[i];
  return true;
}

Pen timeline_event_pen(const TimelinePlan *plan, const TimelineEvent *event) {
  Pen pen = pen_stroke(event->color, timeline_strokes(plan, "timeline.leader-stroke"));
  if (!event->kind->happened) pen.dash = poster_style_measure(plan->frame->poster, "timeline.leader-dash") * pen.width;
  return pen;
}

void timeline_draw_dot(const TimelinePlan *plan, const TimelineEvent *event, double x, double y) {
  const Poster *poster = plan->frame->poster;
  double r = timeline_space(plan, "timeline.dot");
  Pen ring = pen_stroke(event->color, poster_style_measure(poster, "timeline.dot-stroke") * r);
  ring.fill = event->kind->happened ? event->color : poster_style_color(poster, "paper");
  poster_draw_dot(poster->arena, plan->frame->group, ring, x, y, r);
}

void timeline_draw_ring(const TimelinePlan *plan, const TimelineEvent *event, double x, double y) {
  const Poster *poster = plan->frame->poster;
  if (isnan(event->when)) return;
  Pen pen = pen_stroke(event->color, timeline_space(plan, "timeline.ring-stroke"));
  pen.fill = poster_style_color(poster, "paper");
  poster_draw_dot(poster->arena, plan->frame->group, pen, x, y, timeline_space(plan, "timeline.ring"));
}
