/* poster/timeline_down.c: a timeline whose years run down the page: a spine with bars, cards at its right or on both sides.
 *
 * With cards on one side, years stand left of the bars; with cards on both, between two lines right of the bars, so that no leader
 * crosses them. Cards of the left side are the mirror image of those of the right.
 */
#include "poster/timeline.h"
#include <math.h>

/* Where the cards of a side stand; going outwards: funnel and ruler of a lens, leader, dot, date, label. */
typedef struct Side {
  double spine, ruler, dot, date, label; /* x; of texts the edge nearest to the spine */
  double width;                          /* of labels */
  double out;                            /* 1: to the right, −1: to the left */
} Side;

typedef struct Down {
  TimelinePlan *plan;
  double bar_x, bar_width, lane_stride, bars_end;
  double ruler; /* the middle of the years between two lines; 0: they stand left of the bars */
  Side sides[2];
  bool stacked; /* dates stand above labels */
} Down;

static const Side *side_of(const Down *down, const TimelineEvent *event) { return &down->sides[event->far]; }

static double widest_date(const TimelinePlan *plan) {
  double dates = 0;
  for (size_t i = 0; i < plan->line->event_count; i++)
    dates = MAX(dates, poster_line_width(plan->frame, &plan->date, plan->line->events[i].date));
  return dates;
}

/* Labels start on a column of the page if that leaves them enough space. */
static double label_column(const TimelinePlan *plan, double least) {
  const BlockFrame *frame = plan->frame;
  double within = poster_style_measure(frame->poster, "timeline.labels-within") * frame->width;
  for (double x = frame->column_stride; x > 1 && x < within; x += frame->column_stride)
    if (x >= least) return x;
  return least;
}

/* From the line to the dots; beside a lens its funnel comes first. */
static double leader_length(const TimelinePlan *plan, const char *measure) {
  return plan->line->has_lens ? timeline_lens_funnel(plan) + timeline_space(plan, "timeline.funnel-leaders")
                              : timeline_space(plan, measure);
}

static void place_ruler(const TimelinePlan *plan, Side *side) {
  side->ruler = side->dot - side->out * timeline_space(plan, "timeline.funnel-leaders");
}

static void plan_one_side(Down *down, double before, double beside) {
  const TimelinePlan *plan = down->plan;
  double width = plan->frame->width, least = down->bars_end + leader_length(plan, "timeline.leaders") + before + beside;
  double label = down->stacked ? least : label_column(plan, least);
  down->sides[0] = (Side){.spine = down->bars_end,
                          .dot = label - beside - before,
                          .date = label - beside,
                          .label = label,
                          .width = width - label,
                          .out = 1};
}

static void plan_both_sides(Down *down, double before, double beside) {
  const TimelinePlan *plan = down->plan;
  double years = poster_line_width(plan->frame, &plan->tick_end, timeline_year(plan, plan->line->from)) +
                 timeline_ems(plan, "timeline.ruler", &plan->tick);
  double bars = down->bars_end - down->bar_x, whole = bars + years, left = (plan->frame->width - whole) / 2,
         leader = leader_length(plan, "timeline.leaders-both");
  down->bar_x = left;
  down->bars_end = left + bars;
  down->ruler = left + bars + years / 2;
  double dot = left - leader, room = dot - before - beside;
  down->sides[1] = (Side){.spine = left, .dot = dot, .date = dot - before, .label = room, .width = room, .out = -1};
  dot = left + whole + leader;
  down->sides[0] = (Side){
      .spine = left + whole, .dot = dot, .date = dot + before, .label = dot + before + beside, .width = room, .out = 1};
}

static void plan_across(Down *down, bool stacked) {
  const TimelinePlan *plan = down->plan;
  const Timeline *line = plan->line;
  double lanes = timeline_space(plan, "timeline.lanes"), before = timeline_space(plan, "timeline.dates");
  double dates = widest_date(plan),
         beside = stacked || dates <= 0 ? 0 : dates + timeline_space(plan, "timeline.labels");
  down->stacked = stacked;
  down->bar_x = poster_line_width(plan->frame, &plan->tick_end, timeline_year(plan, line->from)) +
                timeline_space(plan, "timeline.bars");
  down->bar_width = timeline_ems(plan, "timeline.bar-width", &plan->span);
  down->lane_stride = down->bar_width + lanes;
  down->bars_end = down->bar_x + (line->lane_count ? (double)line->lane_count * down->lane_stride - lanes : 0);
  if (line->both)
    plan_both_sides(down, before, beside);
  else
    plan_one_side(down, before, beside);
  for (size_t i = 0; i < 2; i++) place_ruler(plan, &down->sides[i]);
}

static bool date_above(const Down *down, const TimelineEvent *event) { return down->stacked && *event->date; }

/* From the top of a card to its label. */
static double label_drop(const Down *down, const TimelineEvent *event) {
  const TimelinePlan *plan = down->plan;
  return date_above(down, event) ? plan->date.style.size + timeline_space(plan, "timeline.date-above") : 0;
}

/* Its lines are alike: a last one of two characters looks like a mistake on a card. */
static void plan_card(const Down *down, size_t i) {
  const TimelinePlan *plan = down->plan;
  TimelineEvent *event = &plan->line->events[i];
  const Side *side = side_of(down, event);
  event->label_set = setting_break(plan->frame, &plan->label, event->label, side->width, FILL_BALANCED);
  double height = label_drop(down, event) + event->label_set.height;
  if (*event->detail) {
    event->detail_set = setting_break(plan->frame, &plan->detail, event->detail, side->width, FILL_BALANCED);
    height += timeline_space(plan, "timeline.detail") + event->detail_set.height;
  }
  double half = (date_above(down, event) ? plan->date : plan->label).style.size / 2;
  plan->cards[i] = (Card){.before = half, .after = height - half};
}

/* Each card goes to the side that is shorter so far; one without a date stays with the one before it. */
static void plan_cards(const Down *down) {
  const TimelinePlan *plan = down->plan;
  double lengths[2] = {0};
  for (size_t i = 0; i < plan->line->event_count; i++) {
    TimelineEvent *event = &plan->line->events[i];
    event->far = plan->line->both && (isnan(event->when) ? event[-1].far : lengths[1] < lengths[0]);
    plan_card(down, i);
    lengths[event->far] += plan->cards[i].before + plan->cards[i].after + plan->gap;
  }
}

static double widest(const Setting *setting) {
  double width = 0;
  for (size_t i = 0; i < setting->count; i++) width = MAX(width, setting->lines[i].width);
  return width;
}

static double widest_card(const TimelinePlan *plan) {
  double used = 0;
  for (size_t i = 0; i < plan->line->event_count; i++)
    used = MAX(used, MAX(widest(&plan->line->events[i].label_set), widest(&plan->line->events[i].detail_set)));
  return used;
}

/* Where the layout is automatic and cards are narrow, dates stand above them if that makes the timeline no longer. */
static void stack_if_shorter(Down *down) {
  const TimelinePlan *plan = down->plan;
  double length = timeline_cards_length(plan);
  if (down->stacked || !(plan->frame->poster->least_text > 0) ||
      down->sides[0].width >= timeline_ems(plan, "timeline.labels-narrow", &plan->label))
    return;
  plan_across(down, true);
  plan_cards(down);
  if (timeline_cards_length(plan) <= length) return;
  plan_across(down, false);
  plan_cards(down);
}

/* Where the layout is automatic and the timeline leaves it open, cards that would leave much of the width empty stand on both sides, if
 * they fit there about as they are. */
static bool wants_both_sides(Down *down, double least) {
  const TimelinePlan *plan = down->plan;
  static const double sparse = 0.6, squeezed = 0.7;
  if (plan->line->both || !(plan->frame->poster->least_text > 0) || json_has(plan->frame->json, "sides")) return false;
  double used = widest_card(plan);
  Down other = {.plan = down->plan};
  plan->line->both = true;
  plan_across(&other, false);
  plan->line->both = false;
  return used < sparse * down->sides[0].width && other.sides[0].width >= MAX(squeezed * used, least);
}

/* Half of the width that no card needs makes the leaders longer; on one side, only where the layout is automatic. */
static void spread(Down *down) {
  const TimelinePlan *plan = down->plan;
  double used = widest_card(plan);
  double leader = fabs(down->sides[0].dot - down->sides[0].spine),
         longer = MIN((down->sides[0].width - used) / 2, timeline_space(plan, "timeline.leaders-longest") - leader);
  for (size_t i = 0; i < 2 && longer > 0; i++) {
    Side *side = &down->sides[i];
    side->dot += side->out * longer;
    side->date += side->out * longer;
    side->label += side->out * longer;
    side->width -= longer;
    side->ruler += side->out * longer;
  }
}

static double column_length(const TimelinePlan *plan, const char *text) {
  return poster_column_height(plan->frame, &plan->span, text);
}

/* The least length of the axis: its ticks must not touch, and spans must be long enough for their names. */
static double least_years(const Down *down) {
  const TimelinePlan *plan = down->plan;
  double ticks = timeline_ems(plan, "timeline.year-room", &plan->tick);
  return MAX(ticks, timeline_place_labels(plan, column_length, MAX(ticks, timeline_cards_length(plan))));
}

static void draw_tick(const Down *down, const TypeRole *role, double year) {
  const TimelinePlan *plan = down->plan;
  const Poster *poster = plan->frame->poster;
  double y = timeline_at(plan, year), drop = timeline_ems(plan, "timeline.tick-label-drop", role);
  if (down->ruler > 0) {
    poster_set_line(plan->frame, role, timeline_year(plan, year), down->ruler, y + drop, ALIGN_CENTER);
    return;
  }
  double right = down->bar_x - timeline_space(plan, "timeline.tick-gap");
  poster_draw_line(poster->arena, plan->frame->group,
                   pen_stroke(poster_style_color(poster, "grey"), poster_style_rule(poster, "hair")),
                   right - timeline_space(plan, "timeline.tick-length"), y, right, y);
  poster_set_line(plan->frame, role, timeline_year(plan, year), right - timeline_space(plan, "timeline.tick-label"),
                  y + drop, ALIGN_RIGHT);
}

static void draw_axis(const Down *down) {
  const TimelinePlan *plan = down->plan;
  const Poster *poster = plan->frame->poster;
  const Timeline *line = plan->line;
  double *years, clear = plan->start + timeline_ems(plan, "timeline.tick-clear", &plan->tick_end);
  size_t count = timeline_ticks(plan, plan->line->from, plan->line->to, TICKS_MAX, &years);
  draw_tick(down, &plan->tick_end, years[0]);
  for (size_t i = 1; i < count; i++)
    if (timeline_at(plan, years[i]) > clear) draw_tick(down, &plan->tick, years[i]);
  Pen pen = pen_stroke(poster_style_color(poster, "ink"), poster_style_rule(poster, "thin"));
  double right = down->sides[0].spine, left = down->sides[1].spine;
  bool covered = timeline_is_covered(plan);
  if (line->both || !covered)
    poster_draw_line(poster->arena, plan->frame->group, pen, right, plan->start, right, plan->end);
  if (line->both && !covered)
    poster_draw_line(poster->arena, plan->frame->group, pen, left, plan->start, left, plan->end);
}

static void draw_span(const Down *down, const TimelineSpan *span) {
  const TimelinePlan *plan = down->plan;
  const Poster *poster = plan->frame->poster;
  double x = down->bar_x + (double)span->lane * down->lane_stride, y = timeline_at(plan, span->from),
         height = timeline_at(plan, span->to) - y, stroke = timeline_strokes(plan, "timeline.open-stroke");
  Pen pen = pen_fill(span->color);
  TypeRole role = plan->span;
  if (span->open) {
    /* open at the top, where it continues what is certain */
    double left = x + stroke / 2, right = x + down->bar_width - stroke / 2, end = y + height - stroke / 2;
    pen = pen_stroke(span->color, stroke);
    pen.dash = poster_style_measure(poster, "timeline.open-dash") * stroke;
    poster_draw_path(poster->arena, plan->frame->group, pen,
                     arena_printf(poster->arena, "M%.3f,%.3fV%.3fH%.3fV%.3f", left, y, end, right, y));
    role.color = span->color;
  } else {
    poster_draw_rect(poster->arena, plan->frame->group, pen, x, y, down->bar_width, height);
  }
  if (span->label_at) role.color = span->color;
  if (*span->label)
    poster_set_column(plan->frame, &role, span->label, x + down->bar_width / 2,
                      timeline_label_start(plan, span, column_length(plan, span->label)));
}

/* A curve that is horizontal at both ends. */
static const char *blend(const TimelinePlan *plan, const char *start, double x1, double y1, double x2, double y2) {
  double middle = (x1 + x2) / 2;
  return arena_printf(plan->frame->poster->arena, "%s%.3f,%.3fC%.3f,%.3f,%.3f,%.3f,%.3f,%.3f", start, x1, y1, middle,
                      y1, middle, y2, x2, y2);
}

/* From the years on the line to the same years on the ruler. */
static void draw_funnel(const Down *down, const Side *side) {
  const TimelinePlan *plan = down->plan;
  const Poster *poster = plan->frame->poster;
  const char *upper =
                 blend(plan, "M", side->spine, timeline_at(plan, plan->line->lens_from), side->ruler, plan->lens_start),
             *lower =
                 blend(plan, "L", side->ruler, plan->lens_end, side->spine, timeline_at(plan, plan->line->lens_to));
  poster_draw_path(poster->arena, plan->frame->group, pen_fill(poster_style_color(poster, "paper-deep")),
                   arena_printf(poster->arena, "%s%sZ", upper, lower));
}

/* The magnified years, marked inside the funnel; the first one hangs below its edge, with the factor above. */
static void draw_ruler(const Down *down, const Side *side) {
  const TimelinePlan *plan = down->plan;
  const Poster *poster = plan->frame->poster;
  const Timeline *line = plan->line;
  Pen pen = pen_stroke(poster_style_color(poster, "grey"), timeline_strokes(plan, "timeline.funnel-stroke"));
  Align align = side->out > 0 ? ALIGN_RIGHT : ALIGN_LEFT;
  double inner = side->ruler - side->out * timeline_space(plan, "timeline.funnel-labels"),
         mark = side->ruler - side->out * timeline_space(plan, "timeline.funnel-tick"),
         drop = timeline_ems(plan, "timeline.tick-label-drop", &plan->tick), size = plan->tick_end.style.size, *years,
         last = plan->lens_start + timeline_ems(plan, "timeline.tick-clear", &plan->tick_end);
  poster_draw_line(poster->arena, plan->frame->group, pen, side->ruler, plan->lens_start, side->ruler, plan->lens_end);
  for (double year = line->lens_from; timeline_lens_marks_years(plan) && year <= line->lens_to; year++) {
    double y = timeline_lens_at(plan, year);
    poster_draw_line(poster->arena, plan->frame->group, pen, mark, y, side->ruler, y);
  }
  size_t count = timeline_lens_ticks(plan, timeline_ems(plan, "timeline.ruler", &plan->tick), &years);
  poster_set_line(plan->frame, &plan->tick_end, timeline_year(plan, years[0]), inner, plan->lens_start + 1.1 * size,
                  align);
  poster_set_line(plan->frame, &plan->tick, timeline_lens_factor(plan), inner, plan->lens_start - 0.4 * size, align);
  for (size_t i = 1; i < count; i++) {
    double y = timeline_lens_at(plan, years[i]);
    if (y < last + size || y + drop > plan->lens_end) continue;
    poster_set_line(plan->frame, &plan->tick, timeline_year(plan, years[i]), inner, y + drop, align);
  }
}

/* The leader of an event in a lens: it starts straight towards its card, so that those of one moment part at once. All are the same
 * blend of their ends. */
static const char *fan(const TimelinePlan *plan, double x1, double y1, double x2, double y2) {
  double third = (x2 - x1) / 3;
  return arena_printf(plan->frame->poster->arena, "M%.3f,%.3fC%.3f,%.3f,%.3f,%.3f,%.3f,%.3f", x1, y1, x1 + third,
                      y1 + (y2 - y1) / 2, x2 - third, y2, x2, y2);
}

static void draw_leader(const Down *down, size_t i, const double *anchors) {
  const TimelinePlan *plan = down->plan;
  const Poster *poster = plan->frame->poster;
  const TimelineEvent *event = &plan->line->events[i];
  const Side *side = side_of(down, event);
  Pen pen = timeline_event_pen(plan, event);
  if (isnan(event->when)) {
    poster_draw_line(poster->arena, plan->frame->group, pen, side->dot, anchors[i - 1], side->dot, anchors[i]);
    return;
  }
  double start = timeline_wanted(plan, event);
  if (!timeline_lens_is_on(plan, event->far))
    poster_draw_path(poster->arena, plan->frame->group, pen,
                     blend(plan, "M", side->spine, start, side->dot, anchors[i]));
  else if (event->zone == ZONE_INSIDE)
    poster_draw_path(poster->arena, plan->frame->group, pen, fan(plan, side->ruler, start, side->dot, anchors[i]));
  else
    /* beside the ruler it is at the height of its card, so it passes the lens */
    poster_draw_path(poster->arena, plan->frame->group, pen,
                     arena_printf(poster->arena, "%sH%.3f",
                                  blend(plan, "M", side->spine, start, side->ruler, anchors[i]), side->dot));
}

static void draw_card(const Down *down, size_t i, double anchor) {
  const TimelinePlan *plan = down->plan;
  const BlockFrame *frame = plan->frame;
  const TimelineEvent *event = &plan->line->events[i];
  const Side *side = side_of(down, event);
  Align align = side->out > 0 ? ALIGN_LEFT : ALIGN_RIGHT;
  double top = anchor - plan->cards[i].before,
         baseline = top + poster_role_ascent(down->stacked ? &plan->date : &plan->label);
  timeline_draw_dot(plan, event, side->dot, anchor);
  TypeRole date = plan->date;
  date.color = event->color;
  if (*event->date) poster_set_line(frame, &date, event->date, side->date, baseline, align);
  top += label_drop(down, event);
  setting_draw(frame, &event->label_set, side->label, top, align);
  if (*event->detail)
    setting_draw(frame, &event->detail_set, side->label,
                 top + event->label_set.height + timeline_space(plan, "timeline.detail"), align);
}

static void draw(const Down *down, const double *anchors) {
  const TimelinePlan *plan = down->plan;
  const Timeline *line = plan->line;
  for (size_t i = 0; i < 2; i++)
    if (timeline_lens_is_on(plan, i == 1)) draw_funnel(down, &down->sides[i]);
  draw_axis(down);
  for (size_t i = 0; i < line->span_count; i++) draw_span(down, &line->spans[i]);
  for (size_t i = 0; i < line->event_count; i++) draw_leader(down, i, anchors);
  for (size_t i = 0; i < 2; i++)
    if (timeline_lens_is_on(plan, i == 1)) draw_ruler(down, &down->sides[i]);
  for (size_t i = 0; i < line->event_count; i++) {
    const TimelineEvent *event = &line->events[i];
    const Side *side = side_of(down, event);
    timeline_draw_ring(plan, event, side->spine, timeline_at(plan, event->when));
    if (plan->has_lens && event->zone == ZONE_INSIDE)
      timeline_draw_ring(plan, event, side->ruler, timeline_lens_at(plan, event->when));
  }
  for (size_t i = 0; i < line->event_count; i++) draw_card(down, i, anchors[i]);
}

double timeline_down(TimelinePlan *plan) {
  const BlockFrame *frame = plan->frame;
  Down down = {.plan = plan};
  double labels = timeline_ems(plan, "timeline.labels-least", &plan->label);
  plan_across(&down, false);
  if (down.sides[0].width < labels) plan_across(&down, true);
  /* where the layout is automatic, cards so narrow stand on one side instead */
  double least_width = plan->line->both && frame->poster->least_text > 0 ? labels : plan->label.style.size;
  if (!(down.sides[0].width > 0) || (plan->line->both && down.sides[0].width < least_width)) {
    block_overflow(frame, least_width - down.sides[0].width, "its width");
    return 0;
  }
  plan_cards(&down);
  stack_if_shorter(&down);
  if (wants_both_sides(&down, labels)) {
    plan->line->both = true;
    plan_across(&down, false);
    plan_cards(&down);
  }
  if (plan->line->both || frame->poster->least_text > 0) spread(&down);
  double half = plan->label.style.size / 2,
         least = plan->head + MAX(timeline_cards_length(plan), half + least_years(&down));
  if (!frame->group) return least;
  plan->end = MAX(least, frame->height);
  plan->start = plan->head + half;
  timeline_place_labels(plan, column_length,
                        plan->end - plan->start); /* longer than the least, it has room for more inside */
  double *anchors = arena_array(frame->poster->arena, double, plan->line->event_count);
  if (timeline_place(plan, plan->head, plan->end, anchors)) draw(&down, anchors);
  return least;
}
