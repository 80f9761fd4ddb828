/* poster/timeline_spans.c: the names of the spans of a timeline. One that is too long for its span stands before or after it, where
 * its lane is free. */
#include "poster/timeline.h"
#include <math.h>

typedef struct Labels {
  const TimelinePlan *plan;
  double *lengths; /* of the labels, with the space around them, px */
  double base;
} Labels;

static double years_of(const Timeline *line) { return line->to - line->from; }

/* The least length of the line for a label that has `years` of it. */
static double need(const Labels *labels, size_t i, double years) {
  return years > 0 ? labels->lengths[i] * years_of(labels->plan->line) / years : INFINITY;
}

static bool fits_inside(const Labels *labels, size_t i) {
  const TimelineSpan *span = &labels->plan->line->spans[i];
  return labels->lengths[i] <= 0 || need(labels, i, span->to - span->from) <= labels->base;
}

/* The free years of the lane of a span before (−1) or after (1) it. Where the next span may need them too, half of them. */
static double free_years(const Labels *labels, size_t i, int side) {
  const Timeline *line = labels->plan->line;
  const TimelineSpan *span = &line->spans[i];
  double end = side < 0 ? span->from : span->to, least = side < 0 ? end - line->from : line->to - end, share = 1;
  for (size_t j = 0; j < line->span_count; j++) {
    const TimelineSpan *other = &line->spans[j];
    double room = side < 0 ? end - other->to : other->from - end;
    bool beyond = side < 0 ? other->ends <= span->begins + 1e-9 : other->begins >= span->ends - 1e-9;
    if (j == i || other->lane != span->lane || !beyond || room >= least) continue;
    least = MAX(0, room);
    share = fits_inside(labels, j) ? 1 : 0.5;
  }
  return least * share;
}

double timeline_place_labels(const TimelinePlan *plan, double (*length)(const TimelinePlan *, const char *),
                             double base) {
  const Timeline *line = plan->line;
  Labels labels = {plan, arena_array(plan->frame->poster->arena, double, line->span_count), base};
  double room = timeline_ems(plan, "timeline.span-label-room", &plan->span), least = 0;
  for (size_t i = 0; i < line->span_count; i++)
    labels.lengths[i] = *line->spans[i].label ? length(plan, line->spans[i].label) + room : 0;
  arena_charge(plan->frame->poster->arena, BUDGET_STEPS, 4 * (double)line->span_count * (double)line->span_count);
  for (size_t i = 0; i < line->span_count; i++) {
    TimelineSpan *span = &line->spans[i];
    double best = labels.lengths[i] > 0 ? need(&labels, i, span->to - span->from) : 0;
    span->label_at = 0;
    for (int side = -1; side <= 1 && !fits_inside(&labels, i); side += 2) {
      double other = need(&labels, i, free_years(&labels, i, side));
      if (other >= best) continue;
      best = other;
      span->label_at = side;
    }
    least = MAX(least, best);
  }
  return least;
}

double timeline_label_start(const TimelinePlan *plan, const TimelineSpan *span, double length) {
  double inset = timeline_ems(plan, "timeline.span-label", &plan->span);
  if (span->label_at < 0) return timeline_at(plan, span->from) - inset - length;
  return timeline_at(plan, span->label_at > 0 ? span->to : span->from) + inset;
}

bool timeline_is_covered(const TimelinePlan *plan) {
  const Timeline *line = plan->line;
  double reached = line->from;
  if (line->lane_count != 1) return false;
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < line->span_count; i++) {
      const TimelineSpan *span = &line->spans[i];
      if (span->open || span->from > reached + 1e-9 || span->to <= reached) continue;
      reached = span->to;
      more = true;
    }
  }
  return reached >= line->to - 1e-9;
}
