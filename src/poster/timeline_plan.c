/* poster/timeline_plan.c: what timelines of both directions share: measures, years, cards placed side by side, dots. */
#include "poster/timeline.h"
#include "poster/timeline_date.h"
#include "time/tick_step.h"
#include <math.h>

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
  const Poster *poster = plan->frame->poster;
  return timeline_date_text(&date, date_forms(poster->date_forms, poster->lang, poster->arena), poster->arena);
}

/* The years between two ticks: the smallest round number that gives at most `most` steps. */
static double year_step(double years, double most) {
  double count = most, step = tick_step(0, years, count);
  while (years / step > most && count > 1) step = tick_step(0, years, --count);
  return MAX(1, step);
}

size_t timeline_ticks(const TimelinePlan *plan, double from, double to, double most, double **years) {
  double step = year_step(to - from, CLAMP(floor(most), 1, TICKS_MAX));
  *years = arena_array(plan->frame->poster->arena, double, TICKS_MAX + 4);
  (*years)[0] = from;
  size_t count = 1;
  for (double round = ceil((from - 1) / step) * step; round <= to && count < TICKS_MAX + 4; round += step) {
    /* there is no year 0: 200 BCE is the year −199 */
    double year = round <= 0 ? round + 1 : round;
    if (year > from && year <= to) (*years)[count++] = year;
  }
  return count;
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
