/* poster/timeline_lens.c: the lens of a timeline: a stretch of years drawn a second time beside the line, longer, with a ruler of its own.
 *
 * The line keeps true time. Where most events crowd into a small part of it, their cards cannot stand near their dates, and their
 * leaders would run in a bundle. Then those years are magnified: all with one factor, which is written at the ruler, so both scales can
 * be read. Leaders of these events start at the ruler.
 *
 * Which years: those whose share of the events exceeds their share of the axis by most. That excess is Kuiper's statistic of the
 * dates against even ones; what chance gives easily is not a crowd (N. H. Kuiper, "Tests concerning random points on a circle",
 * Proc. KNAW A 63, 1960; its 5 % point as modified by M. A. Stephens, JRSS B 32(1), 1970).
 */
#include "poster/timeline.h"
#include <math.h>

/* Fewer events are not a crowd; a longer stretch cannot be magnified by much. */
enum { CROWD_LEAST = 4, TICKS_LENS = 6 };
static const double share_most = 0.4, critical = 1.747;

/* The whole years with the greatest excess; false if no stretch has any. For each end, the best start is that with the least share of
 * the events before it compared with that of the axis. */
static bool find_crowd(const Timeline *line, const double *dates, size_t count, double *excess, size_t *members,
                       double *from, double *to) {
  double years = line->to - line->from, least = INFINITY;
  size_t start = 0;
  *excess = 0;
  for (size_t j = 0; j < count; j++) {
    double before = (double)j / (double)count - floor(dates[j]) / years;
    bool begins = j == 0 || floor(dates[j - 1]) < floor(dates[j]),
         ends = j + 1 == count || ceil(dates[j + 1]) > ceil(dates[j]);
    if (begins && before < least) {
      least = before;
      start = j;
    }
    double more = (double)(j + 1) / (double)count - ceil(dates[j]) / years - least;
    if (!ends || more <= *excess) continue;
    *excess = more;
    *members = j - start + 1;
    *from = floor(dates[start]);
    *to = ceil(dates[j]);
  }
  return *excess > 0;
}

/* Whether the dates are too crowded for chance, and the crowd small enough to be magnified. */
static bool is_crowded(const Timeline *line, size_t count, double excess, size_t members) {
  double root = sqrt((double)count), share = (line->lens_to - line->lens_from) / (line->to - line->from);
  return members >= CROWD_LEAST && share <= share_most && excess * (root + 0.155 + 0.24 / root) > critical;
}

/* An event without a date is where the one before it is. */
static void divide(Timeline *line) {
  for (size_t i = 0; i < line->event_count; i++) {
    TimelineEvent *event = &line->events[i];
    if (isnan(event->when))
      event->zone = event[-1].zone;
    else
      event->zone = event->when < line->lens_from ? ZONE_BEFORE
                    : event->when > line->lens_to ? ZONE_AFTER
                                                  : ZONE_INSIDE;
  }
}

void timeline_lens_find(Timeline *line, const Json *wish, Arena *arena) {
  if (json_is(wish, JSON_BOOLEAN) && !wish->boolean) return;
  if (!json_is(wish, JSON_OBJECT)) {
    double *dates = arena_array(arena, double, line->event_count), excess;
    size_t count = 0, members = 0;
    for (size_t i = 0; i < line->event_count; i++)
      if (!isnan(line->events[i].when)) dates[count++] = line->events[i].when;
    if (!find_crowd(line, dates, count, &excess, &members, &line->lens_from, &line->lens_to)) return;
    if (!json_boolean(wish, false) && !is_crowded(line, count, excess, members)) return;
  }
  line->lens_from = CLAMP(floor(line->lens_from), line->from, line->to);
  line->lens_to = CLAMP(ceil(line->lens_to), line->from, line->to);
  divide(line);
  bool any = false;
  for (size_t i = 0; i < line->event_count; i++) any = any || line->events[i].zone == ZONE_INSIDE;
  line->has_lens = any && line->lens_to > line->lens_from;
}

bool timeline_lens_is_on(const TimelinePlan *plan, bool far) {
  const Timeline *line = plan->line;
  for (size_t i = 0; plan->has_lens && i < line->event_count; i++)
    if (line->events[i].far == far && line->events[i].zone == ZONE_INSIDE) return true;
  return false;
}

double timeline_lens_at(const TimelinePlan *plan, double year) {
  const Timeline *line = plan->line;
  return plan->lens_start +
         (year - line->lens_from) / (line->lens_to - line->lens_from) * (plan->lens_end - plan->lens_start);
}

double timeline_lens_funnel(const TimelinePlan *plan) {
  const Timeline *line = plan->line;
  double labels = MAX(poster_line_width(plan->frame, &plan->tick_end, timeline_year(plan, line->lens_from)),
                      poster_line_width(plan->frame, &plan->tick, timeline_year(plan, line->lens_to)));
  return MAX(timeline_space(plan, "timeline.funnel"), labels + timeline_space(plan, "timeline.funnel-labels") +
                                                          timeline_ems(plan, "timeline.funnel-clear", &plan->tick));
}

double timeline_lens_gain(const TimelinePlan *plan) {
  const Timeline *line = plan->line;
  return (plan->lens_end - plan->lens_start) / (timeline_at(plan, line->lens_to) - timeline_at(plan, line->lens_from));
}

const char *timeline_lens_factor(const TimelinePlan *plan) {
  double factor = timeline_lens_gain(plan);
  bool whole = factor >= 9.95 || fabs(factor - round(factor)) < 0.05;
  return arena_printf(plan->frame->poster->arena, whole ? "×%.0f" : "×%.1f", factor);
}

size_t timeline_lens_ticks(const TimelinePlan *plan, double apart, double **years) {
  double length = plan->lens_end - plan->lens_start;
  return timeline_ticks(plan, plan->line->lens_from, plan->line->lens_to, MIN(TICKS_LENS, length / apart), years);
}

bool timeline_lens_marks_years(const TimelinePlan *plan) {
  return timeline_lens_at(plan, plan->line->lens_from + 1) - plan->lens_start >
         timeline_ems(plan, "timeline.funnel-tick-room", &plan->tick);
}
