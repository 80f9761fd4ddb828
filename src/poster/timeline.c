/* poster/timeline.c: what happened when, to scale: years down a spine, spans as bars along it, events as cards next to it.
 *
 * All years have the same length. timeline_place.c places the cards. All leaders are the same blend of their two ends, so they do not
 * cross; so are the edges of the lens, which shows the years that the cards spread out. What has not happened is dashed.
 */
#include "poster/timeline.h"
#include "poster/drawing.h"
#include "poster/heading.h"
#include "time/tick_step.h"
#include <math.h>

enum { TICKS_MAX = 12 };

/* The measurements of a timeline, px. */
typedef struct Plan {
  const BlockFrame *frame;
  Timeline *line;
  TypeRole tick, tick_end, span, date, label, detail;
  double head; /* below the heading */
  double bar_x, bar_width, lane_stride;
  double spine; /* the right edge of the bars, where leaders start */
  double dot, date_x, label_x;
  Card *cards;
  double gap;         /* least, between cards */
  double top, bottom; /* of the years */
} Plan;

static double space(const Plan *plan, const char *path) { return poster_style_space(plan->frame->poster, path); }

static double ems(const Plan *plan, const char *path, const TypeRole *role) {
  return poster_style_ems(plan->frame->poster, path, role);
}

/* A measure in widths of the thinnest rule. */
static double strokes(const Plan *plan, const char *path) {
  const Poster *poster = plan->frame->poster;
  return poster_style_measure(poster, path) * poster_style_rule(poster, "hair");
}

static double year_y(const Plan *plan, double year) {
  const Timeline *line = plan->line;
  return plan->top + (year - line->from) / (line->to - line->from) * (plan->bottom - plan->top);
}

static const char *year_text(const Plan *plan, double year) {
  return arena_printf(plan->frame->poster->arena, "%.0f", year);
}

/* Horizontal positions. Labels start on a column of the page if that leaves them enough space. */
static void plan_across(Plan *plan) {
  const BlockFrame *frame = plan->frame;
  const Timeline *line = plan->line;
  double dates = 0, lanes = space(plan, "timeline.lanes");
  for (size_t i = 0; i < line->event_count; i++)
    dates = MAX(dates, poster_line_width(frame, &plan->date, line->events[i].date));
  double ticks = poster_line_width(frame, &plan->tick_end, year_text(plan, line->from));
  plan->bar_x = ticks + space(plan, "timeline.bars");
  plan->bar_width = ems(plan, "timeline.bar-width", &plan->span);
  plan->lane_stride = plan->bar_width + lanes;
  plan->spine = plan->bar_x + (line->lane_count ? (double)line->lane_count * plan->lane_stride - lanes : 0);
  double beside = dates + space(plan, "timeline.labels"); /* dates and the space to labels */
  double before = space(plan, "timeline.dates");          /* from dots to dates */
  double least = plan->spine + space(plan, "timeline.leaders") + before + beside;
  double within = poster_style_measure(frame->poster, "timeline.labels-within") * frame->width;
  plan->label_x = least;
  for (double x = frame->column_stride; x > 1 && x < within; x += frame->column_stride)
    if (x >= least) {
      plan->label_x = x;
      break;
    }
  plan->date_x = plan->label_x - beside;
  plan->dot = plan->date_x - before;
}

static void plan_cards(Plan *plan) {
  const BlockFrame *frame = plan->frame;
  double width = frame->width - plan->label_x;
  plan->cards = arena_array(frame->poster->arena, Card, plan->line->event_count);
  for (size_t i = 0; i < plan->line->event_count; i++) {
    TimelineEvent *event = &plan->line->events[i];
    event->label_set = setting_break(frame, &plan->label, event->label, width, FILL_JUSTIFIED);
    double height = event->label_set.height;
    if (*event->detail) {
      event->detail_set = setting_break(frame, &plan->detail, event->detail, width, FILL_JUSTIFIED);
      height += space(plan, "timeline.detail") + event->detail_set.height;
    }
    plan->cards[i] = (Card){.before = 0.5 * plan->label.style.size, .after = height - 0.5 * plan->label.style.size};
  }
}

/* The least length of the axis: its ticks must not touch, and spans must be long enough for their names. */
static double least_years(const Plan *plan) {
  const Timeline *line = plan->line;
  double years = line->to - line->from, least = ems(plan, "timeline.year-room", &plan->tick);
  for (size_t i = 0; i < line->span_count; i++) {
    const TimelineSpan *span = &line->spans[i];
    if (*span->label && !span->open)
      least = MAX(least, (poster_column_height(plan->frame, &plan->span, span->label) +
                          ems(plan, "timeline.span-label-room", &plan->span)) *
                             years / (span->to - span->from));
  }
  return least;
}

static bool plan_timeline(Plan *plan, const BlockFrame *frame) {
  const Poster *poster = frame->poster;
  *plan = (Plan){.frame = frame,
                 .line = timeline_read(frame),
                 .tick = poster_style_role(poster, "tick"),
                 .tick_end = poster_style_role(poster, "tick-end"),
                 .span = poster_style_role(poster, "span"),
                 .date = poster_style_role(poster, "event-date"),
                 .label = poster_style_role(poster, "event"),
                 .detail = poster_style_role(poster, "event-detail")};
  if (!plan->line) return false;
  plan->gap = block_length(frame, "gap", space(plan, "timeline.cards"));
  plan->head = poster_set_heading(frame);
  if (plan->head > 0) plan->head += space(plan, "timeline.heading");
  plan_across(plan);
  if (plan->label_x >= frame->width) {
    block_overflow(frame, plan->label_x - frame->width + plan->label.style.size, "its width");
    return false;
  }
  plan_cards(plan);
  return true;
}

/* The years between two ticks: the smallest round number that gives at most TICKS_MAX steps. */
static double year_step(double years) {
  double count = TICKS_MAX, step = tick_step(0, years, count);
  while (years / step > TICKS_MAX) step = tick_step(0, years, --count);
  return MAX(1, step);
}

static void draw_tick(const Plan *plan, const TypeRole *role, double year) {
  const Poster *poster = plan->frame->poster;
  double y = year_y(plan, year), right = plan->bar_x - space(plan, "timeline.tick-gap");
  poster_draw_line(poster->arena, plan->frame->group,
                   pen_stroke(poster_style_color(poster, "grey"), poster_style_rule(poster, "hair")),
                   right - space(plan, "timeline.tick-length"), y, right, y);
  poster_set_line(plan->frame, role, year_text(plan, year), right - space(plan, "timeline.tick-label"),
                  y + ems(plan, "timeline.tick-label-drop", role), ALIGN_RIGHT);
}

static void draw_axis(const Plan *plan) {
  const Poster *poster = plan->frame->poster;
  const Timeline *line = plan->line;
  double step = year_step(line->to - line->from),
         clear = year_y(plan, line->from) + ems(plan, "timeline.tick-clear", &plan->tick_end);
  draw_tick(plan, &plan->tick_end, line->from);
  for (double year = ceil(line->from / step) * step; year <= line->to; year += step)
    if (year_y(plan, year) > clear) draw_tick(plan, &plan->tick, year);
  if (line->lane_count != 1)
    poster_draw_line(poster->arena, plan->frame->group,
                     pen_stroke(poster_style_color(poster, "ink"), poster_style_rule(poster, "thin")), plan->spine,
                     plan->top, plan->spine, plan->bottom);
}

static void draw_span(const Plan *plan, const TimelineSpan *span) {
  const Poster *poster = plan->frame->poster;
  double x = plan->bar_x + (double)span->lane * plan->lane_stride, y = year_y(plan, span->from),
         height = year_y(plan, span->to) - y, stroke = strokes(plan, "timeline.open-stroke");
  Pen pen = pen_fill(span->color);
  if (span->open) {
    /* open at the top, where it continues what is certain */
    double left = x + stroke / 2, right = x + plan->bar_width - stroke / 2, end = y + height - stroke / 2;
    pen = pen_stroke(span->color, stroke);
    pen.dash = poster_style_measure(poster, "timeline.open-dash") * stroke;
    poster_draw_path(poster->arena, plan->frame->group, pen,
                     arena_printf(poster->arena, "M%.3f,%.3fV%.3fH%.3fV%.3f", left, y, end, right, y));
    return;
  }
  poster_draw_rect(poster->arena, plan->frame->group, pen, x, y, plan->bar_width, height);
  if (*span->label)
    poster_set_column(plan->frame, &plan->span, span->label, x + plan->bar_width / 2,
                      y + ems(plan, "timeline.span-label", &plan->span));
}

/* A curve that is horizontal at both ends. */
static const char *blend(const Plan *plan, const char *start, double x1, double y1, double x2, double y2) {
  double middle = (x1 + x2) / 2;
  return arena_printf(plan->frame->poster->arena, "%s%.3f,%.3fC%.3f,%.3f,%.3f,%.3f,%.3f,%.3f", start, x1, y1, middle,
                      y1, middle, y2, x2, y2);
}

static void draw_lens(const Plan *plan, const double *anchors) {
  const Timeline *line = plan->line;
  const Poster *poster = plan->frame->poster;
  double above = INFINITY, below = -INFINITY, ease = MIN(plan->gap / 2, space(plan, "timeline.lens"));
  for (size_t i = 0; i < line->event_count; i++) {
    double when = line->events[i].when;
    if (isnan(when) || when < line->lens_from || when > line->lens_to) continue;
    above = MIN(above, anchors[i] - plan->cards[i].before - ease);
    below = MAX(below, anchors[i] + plan->cards[i].before + ease);
  }
  if (above > below) return;
  double end = plan->dot, from = year_y(plan, line->lens_from), to = year_y(plan, line->lens_to);
  const char *upper = blend(plan, "M", plan->spine, from, end, above);
  const char *lower = blend(plan, "L", end, below, plan->spine, to);
  poster_draw_path(poster->arena, plan->frame->group, pen_fill(poster_style_color(poster, "paper-deep")),
                   arena_printf(poster->arena, "%s%sZ", upper, lower));
}

static Pen event_pen(const Plan *plan, const TimelineEvent *event) {
  Pen pen = pen_stroke(event->color, strokes(plan, "timeline.leader-stroke"));
  if (!event->kind->happened) pen.dash = poster_style_measure(plan->frame->poster, "timeline.leader-dash") * pen.width;
  return pen;
}

static void draw_leader(const Plan *plan, size_t i, const double *anchors) {
  const Poster *poster = plan->frame->poster;
  const TimelineEvent *event = &plan->line->events[i];
  if (isnan(event->when))
    poster_draw_line(poster->arena, plan->frame->group, event_pen(plan, event), plan->dot, anchors[i - 1], plan->dot,
                     anchors[i]);
  else
    poster_draw_path(poster->arena, plan->frame->group, event_pen(plan, event),
                     blend(plan, "M", plan->spine, year_y(plan, event->when), plan->dot, anchors[i]));
}

static void draw_card(const Plan *plan, size_t i, double anchor) {
  const BlockFrame *frame = plan->frame;
  const Poster *poster = frame->poster;
  const TimelineEvent *event = &plan->line->events[i];
  double top = anchor - plan->cards[i].before, baseline = top + poster_role_ascent(&plan->label),
         r = space(plan, "timeline.dot");
  Pen ring = pen_stroke(event->color, poster_style_measure(poster, "timeline.dot-stroke") * r);
  ring.fill = event->kind->happened ? event->color : poster_style_color(poster, "paper");
  poster_draw_dot(poster->arena, frame->group, ring, plan->dot, anchor, r);
  TypeRole date = plan->date, label = plan->label;
  date.color = event->color;
  if (isnan(event->when)) label.color = event->color;
  if (*event->date) poster_set_line(frame, &date, event->date, plan->date_x, baseline, ALIGN_LEFT);
  Setting set = event->label_set;
  set.role = &label;
  setting_draw(frame, &set, plan->label_x, top, ALIGN_LEFT);
  if (*event->detail)
    setting_draw(frame, &event->detail_set, plan->label_x,
                 top + event->label_set.height + space(plan, "timeline.detail"), ALIGN_LEFT);
}

static void draw_ring(const Plan *plan, const TimelineEvent *event) {
  const Poster *poster = plan->frame->poster;
  if (isnan(event->when)) return;
  Pen pen = pen_stroke(event->color, space(plan, "timeline.ring-stroke"));
  pen.fill = poster_style_color(poster, "paper");
  poster_draw_dot(poster->arena, plan->frame->group, pen, plan->spine, year_y(plan, event->when),
                  space(plan, "timeline.ring"));
}

static void draw_timeline(const Plan *plan, const double *anchors) {
  const Timeline *line = plan->line;
  if (line->has_lens) draw_lens(plan, anchors);
  draw_axis(plan);
  for (size_t i = 0; i < line->span_count; i++) draw_span(plan, &line->spans[i]);
  for (size_t i = 0; i < line->event_count; i++) draw_leader(plan, i, anchors);
  for (size_t i = 0; i < line->event_count; i++) draw_ring(plan, &line->events[i]);
  for (size_t i = 0; i < line->event_count; i++) draw_card(plan, i, anchors[i]);
}

static double timeline_set(const BlockFrame *frame) {
  Plan plan;
  if (!plan_timeline(&plan, frame)) return 0;
  size_t count = plan.line->event_count;
  double half = plan.label.style.size / 2;
  double cards = cards_height(plan.cards, count, plan.gap), least = plan.head + MAX(cards, half + least_years(&plan));
  if (!frame->group) return least;
  double height = MAX(least, frame->height);
  plan.top = plan.head + half;
  plan.bottom = height;
  for (size_t i = 0; i < count; i++)
    plan.cards[i].wanted =
        isnan(plan.line->events[i].when) ? plan.cards[i - 1].wanted : year_y(&plan, plan.line->events[i].when);
  /* Half of the spare space widens the gaps between cards, at most to double; the rest brings cards nearer to their dates. */
  double spare = count > 1 ? (height - plan.head - cards) / (double)(count - 1) : 0;
  plan.gap += CLAMP(spare / 2, 0, plan.gap);
  double *anchors = arena_array(frame->poster->arena, double, count);
  if (cards_place(plan.cards, count, plan.head, height, plan.gap, anchors)) draw_timeline(&plan, anchors);
  return least;
}

const BlockType block_timeline = {.name = "timeline",
                                  .description = "Events and spans of time, to scale.",
                                  .fields = timeline_fields,
                                  .set = timeline_set,
                                  .grow = 1};
