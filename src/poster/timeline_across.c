/* poster/timeline_across.c: a timeline whose years run across the page: bars along a ruler of years, cards above and below, all
 * of one width, each with its date, label and detail below each other.
 */
#include "poster/timeline.h"
#include <math.h>

typedef struct Across {
  TimelinePlan *plan;
  double width;                         /* of a card */
  double heights[2];                    /* of the highest card above and below */
  double leader;                        /* from the line, or from the ruler of a lens, to the dots */
  double funnel;                        /* from the line to the ruler of a lens */
  double bar_height, lane_stride, bars; /* bars: of all lanes */
  double ruler;                         /* the height of the years below the bars */
  double before;                        /* from dots to texts */
  double top;                           /* of the bars */
} Across;

/* Cards go above and below by turns; one without a date stays next to the one before it. Returns how many stand side by side at most,
 * those of each zone of a lens by themselves. */
static size_t choose_sides(const TimelinePlan *plan) {
  size_t counts[ZONE_COUNT][2] = {0}, all[2] = {0}, most = 0;
  for (size_t i = 0; i < plan->line->event_count; i++) {
    TimelineEvent *event = &plan->line->events[i];
    event->far = isnan(event->when) ? event[-1].far : all[1] < all[0];
    all[event->far]++;
    counts[event->zone][event->far]++;
  }
  for (size_t zone = 0; zone < ZONE_COUNT; zone++) most += MAX(counts[zone][0], counts[zone][1]);
  return most;
}

static double card_height(const Across *across, const TimelineEvent *event) {
  const TimelinePlan *plan = across->plan;
  double height = event->label_set.height;
  if (*event->date) height += plan->date.style.size + timeline_space(plan, "timeline.date-above");
  if (*event->detail) height += event->detail_set.height + timeline_space(plan, "timeline.detail");
  return height;
}

static void plan_cards(Across *across) {
  const TimelinePlan *plan = across->plan;
  const BlockFrame *frame = plan->frame;
  double most = (double)choose_sides(plan), dot = timeline_space(plan, "timeline.dot");
  across->width =
      MIN((frame->width - (most - 1) * plan->gap) / most, timeline_ems(plan, "timeline.card-width", &plan->detail));
  double least = timeline_ems(plan, "timeline.labels-least", &plan->label);
  if (across->width < least) block_overflow(frame, (least - across->width) * most, "its width");
  for (size_t i = 0; i < plan->line->event_count; i++) {
    TimelineEvent *event = &plan->line->events[i];
    event->label_set = setting_break(frame, &plan->label, event->label, across->width, FILL_BALANCED);
    if (*event->detail)
      event->detail_set = setting_break(frame, &plan->detail, event->detail, across->width, FILL_BALANCED);
    plan->cards[i] = (Card){.before = dot, .after = across->width - dot};
    across->heights[event->far] = MAX(across->heights[event->far], card_height(across, event));
  }
}

static double line_length(const TimelinePlan *plan, const char *text) {
  return poster_line_width(plan->frame, &plan->span, text);
}

static void plan_bars(Across *across) {
  const TimelinePlan *plan = across->plan;
  const Timeline *line = plan->line;
  double lanes = timeline_space(plan, "timeline.lanes");
  across->bar_height = timeline_ems(plan, "timeline.bar-width", &plan->span);
  across->lane_stride = across->bar_height + lanes;
  across->bars = line->lane_count ? (double)line->lane_count * across->lane_stride - lanes : 0;
  across->ruler = timeline_ems(plan, "timeline.ruler-height", &plan->tick_end);
  across->leader = timeline_space(plan, line->has_lens ? "timeline.funnel-leaders" : "timeline.leaders");
  across->funnel = line->has_lens ? timeline_space(plan, "timeline.funnel") : 0;
  across->before = timeline_space(plan, "timeline.dates");
  double length = plan->end - plan->start, least = timeline_place_labels(plan, line_length, length);
  if (least > length + 0.5) block_overflow(plan->frame, least - length, "its width");
}

static void draw_axis(const Across *across) {
  const TimelinePlan *plan = across->plan;
  const Poster *poster = plan->frame->poster;
  Pen pen = pen_stroke(poster_style_color(poster, "ink"), poster_style_rule(poster, "thin"));
  double *years, bottom = across->top + across->bars + across->ruler,
                 baseline = bottom - across->ruler / 2 + timeline_ems(plan, "timeline.tick-label-drop", &plan->tick),
                 last = -INFINITY;
  size_t count = timeline_ticks(plan, plan->line->from, plan->line->to, TICKS_MAX, &years);
  for (size_t i = 0; i < count; i++) {
    const TypeRole *role = i == 0 ? &plan->tick_end : &plan->tick;
    const char *text = timeline_year(plan, years[i]);
    double width = poster_line_width(plan->frame, role, text), x = timeline_at(plan, years[i]) - width / 2;
    x = CLAMP(x, 0, MAX(0, plan->frame->width - width));
    if (x < last + role->style.size / 2) continue;
    poster_set_line(plan->frame, role, text, x, baseline, ALIGN_LEFT);
    last = x + width;
  }
  poster_draw_line(poster->arena, plan->frame->group, pen, plan->start, bottom, plan->end, bottom);
  if (!timeline_is_covered(plan))
    poster_draw_line(poster->arena, plan->frame->group, pen, plan->start, across->top, plan->end, across->top);
}

static void draw_span(const Across *across, const TimelineSpan *span) {
  const TimelinePlan *plan = across->plan;
  const Poster *poster = plan->frame->poster;
  double y = across->top + (double)span->lane * across->lane_stride, x = timeline_at(plan, span->from),
         end = timeline_at(plan, span->to), stroke = timeline_strokes(plan, "timeline.open-stroke");
  TypeRole role = plan->span;
  if (span->open) {
    Pen pen = pen_stroke(span->color, stroke);
    pen.dash = poster_style_measure(poster, "timeline.open-dash") * stroke;
    role.color = span->color;
    poster_draw_path(poster->arena, plan->frame->group, pen,
                     arena_printf(poster->arena, "M%.3f,%.3fH%.3fV%.3fH%.3f", x, y + stroke / 2, end - stroke / 2,
                                  y + across->bar_height - stroke / 2, x));
  } else {
    poster_draw_rect(poster->arena, plan->frame->group, pen_fill(span->color), x, y, end - x, across->bar_height);
  }
  if (span->label_at) role.color = span->color;
  if (*span->label)
    poster_set_line(plan->frame, &role, span->label, timeline_label_start(plan, span, line_length(plan, span->label)),
                    y + across->bar_height / 2 + timeline_ems(plan, "timeline.tick-label-drop", &role), ALIGN_LEFT);
}

/* Where the line is at a side, the ruler of its lens, and its dots. */
static double spine_y(const Across *across, bool far) {
  return far ? across->top + across->bars + across->ruler : across->top;
}
static double ruler_y(const Across *across, bool far) {
  return spine_y(across, far) + (far ? across->funnel : -across->funnel);
}
static double dot_y(const Across *across, bool far) {
  return ruler_y(across, far) + (far ? across->leader : -across->leader);
}

/* A curve that is vertical at both ends. */
static const char *blend(const TimelinePlan *plan, const char *start, double x1, double y1, double x2, double y2) {
  double middle = (y1 + y2) / 2;
  return arena_printf(plan->frame->poster->arena, "%s%.3f,%.3fC%.3f,%.3f,%.3f,%.3f,%.3f,%.3f", start, x1, y1, x1,
                      middle, x2, middle, x2, y2);
}

/* From the years on the line to the same years on the ruler. */
static void draw_funnel(const Across *across, bool far) {
  const TimelinePlan *plan = across->plan;
  const Poster *poster = plan->frame->poster;
  double spine = spine_y(across, far), ruler = ruler_y(across, far);
  const char *left = blend(plan, "M", timeline_at(plan, plan->line->lens_from), spine, plan->lens_start, ruler),
             *right = blend(plan, "L", plan->lens_end, ruler, timeline_at(plan, plan->line->lens_to), spine);
  poster_draw_path(poster->arena, plan->frame->group, pen_fill(poster_style_color(poster, "paper-deep")),
                   arena_printf(poster->arena, "%s%sZ", left, right));
}

/* The magnified years, marked inside the funnel; the factor stands before them, or after them where there is no room. */
static void draw_ruler(const Across *across, bool far) {
  const TimelinePlan *plan = across->plan;
  const Poster *poster = plan->frame->poster;
  const Timeline *line = plan->line;
  double y = ruler_y(across, far), gap = timeline_space(plan, "timeline.funnel-labels"),
         half = plan->tick.style.size / 2, middle = y + (far ? -gap - half : gap + half),
         baseline = middle + timeline_ems(plan, "timeline.tick-label-drop", &plan->tick), *years,
         widest = poster_line_width(plan->frame, &plan->tick_end, timeline_year(plan, line->lens_to)) + 2 * half,
         last = plan->lens_start;
  size_t count = timeline_lens_ticks(plan, widest, &years);
  Pen pen = pen_stroke(poster_style_color(poster, "grey"), timeline_strokes(plan, "timeline.funnel-stroke"));
  poster_draw_line(poster->arena, plan->frame->group, pen, plan->lens_start, y, plan->lens_end, y);
  double mark = timeline_space(plan, "timeline.funnel-tick") * (far ? -1 : 1);
  for (double year = line->lens_from; timeline_lens_marks_years(plan) && year <= line->lens_to; year++) {
    double x = timeline_lens_at(plan, year);
    poster_draw_line(poster->arena, plan->frame->group, pen, x, y, x, y + mark);
  }
  for (size_t i = 0; i < count; i++) {
    const TypeRole *role = i == 0 ? &plan->tick_end : &plan->tick;
    const char *text = timeline_year(plan, years[i]);
    double width = poster_line_width(plan->frame, role, text),
           x = i == 0 ? plan->lens_start + half : timeline_lens_at(plan, years[i]) - width / 2;
    if (x < last + half || x + width > plan->lens_end) continue;
    poster_set_line(plan->frame, role, text, x, baseline, ALIGN_LEFT);
    last = x + width;
  }
  const char *factor = timeline_lens_factor(plan);
  bool before = poster_line_width(plan->frame, &plan->tick, factor) + half < plan->lens_start;
  poster_set_line(plan->frame, &plan->tick, factor, before ? plan->lens_start - half : plan->lens_end + half, baseline,
                  before ? ALIGN_RIGHT : ALIGN_LEFT);
}

/* The leader of an event in a lens: it starts straight towards its card, so that those of one moment part at once. */
static const char *fan(const TimelinePlan *plan, double x1, double y1, double x2, double y2) {
  double third = (y2 - y1) / 3;
  return arena_printf(plan->frame->poster->arena, "M%.3f,%.3fC%.3f,%.3f,%.3f,%.3f,%.3f,%.3f", x1, y1,
                      x1 + (x2 - x1) / 2, y1 + third, x2, y2 - third, x2, y2);
}

static void draw_leader(const Across *across, size_t i, const double *anchors) {
  const TimelinePlan *plan = across->plan;
  const Poster *poster = plan->frame->poster;
  const TimelineEvent *event = &plan->line->events[i];
  double spine = spine_y(across, event->far), ruler = ruler_y(across, event->far), dot = dot_y(across, event->far);
  Pen pen = timeline_event_pen(plan, event);
  if (isnan(event->when)) {
    poster_draw_line(poster->arena, plan->frame->group, pen, anchors[i - 1], dot, anchors[i], dot);
    return;
  }
  double start = timeline_wanted(plan, event);
  const char *path;
  if (!timeline_lens_is_on(plan, event->far))
    path = blend(plan, "M", start, spine, anchors[i], dot);
  else if (event->zone == ZONE_INSIDE)
    path = fan(plan, start, ruler, anchors[i], dot);
  else /* beside the ruler it is where its card is, so it passes the lens */
    path = arena_printf(poster->arena, "%sV%.3f", blend(plan, "M", start, spine, anchors[i], ruler), dot);
  poster_draw_path(poster->arena, plan->frame->group, pen, path);
}

static void draw_card(const Across *across, size_t i, double anchor) {
  const TimelinePlan *plan = across->plan;
  const BlockFrame *frame = plan->frame;
  const TimelineEvent *event = &plan->line->events[i];
  double dot = dot_y(across, event->far), x = anchor - plan->cards[i].before,
         y = event->far ? dot + across->before : dot - across->before - card_height(across, event);
  timeline_draw_dot(plan, event, anchor, dot);
  TypeRole date = plan->date;
  date.color = event->color;
  if (*event->date) {
    poster_set_line(frame, &date, event->date, x, y + poster_role_ascent(&date), ALIGN_LEFT);
    y += date.style.size + timeline_space(plan, "timeline.date-above");
  }
  setting_draw(frame, &event->label_set, x, y, ALIGN_LEFT);
  if (*event->detail)
    setting_draw(frame, &event->detail_set, x, y + event->label_set.height + timeline_space(plan, "timeline.detail"),
                 ALIGN_LEFT);
}

static void draw(const Across *across, const double *anchors) {
  const TimelinePlan *plan = across->plan;
  const Timeline *line = plan->line;
  for (size_t i = 0; i < 2; i++)
    if (timeline_lens_is_on(plan, i == 1)) draw_funnel(across, i == 1);
  draw_axis(across);
  for (size_t i = 0; i < line->span_count; i++) draw_span(across, &line->spans[i]);
  for (size_t i = 0; i < line->event_count; i++) draw_leader(across, i, anchors);
  for (size_t i = 0; i < 2; i++)
    if (timeline_lens_is_on(plan, i == 1)) draw_ruler(across, i == 1);
  for (size_t i = 0; i < line->event_count; i++) {
    const TimelineEvent *event = &line->events[i];
    timeline_draw_ring(plan, event, timeline_at(plan, event->when), spine_y(across, event->far));
    if (plan->has_lens && event->zone == ZONE_INSIDE)
      timeline_draw_ring(plan, event, timeline_lens_at(plan, event->when), ruler_y(across, event->far));
  }
  for (size_t i = 0; i < line->event_count; i++) draw_card(across, i, anchors[i]);
}

double timeline_across(TimelinePlan *plan) {
  const BlockFrame *frame = plan->frame;
  Across across = {.plan = plan};
  plan->start = timeline_space(plan, "timeline.ring");
  plan->end = frame->width - plan->start;
  plan_bars(&across);
  plan_cards(&across);
  double ends = across.funnel + across.leader + across.before,
         below = across.heights[1] > 0 ? ends + across.heights[1] : 0;
  double least = plan->head + across.heights[0] + ends + across.bars + across.ruler + below;
  if (!frame->group) return least;
  /* spare height makes leaders longer, at most to double, and is then shared above and below */
  double spare = MAX(0, frame->height - least), longer = MIN(across.leader, spare / 2);
  across.leader += longer;
  across.top =
      plan->head + (spare - 2 * longer) / 2 + across.heights[0] + across.before + across.leader + across.funnel;
  double *anchors = arena_array(frame->poster->arena, double, plan->line->event_count);
  if (timeline_place(plan, 0, frame->width, anchors)) draw(&across, anchors);
  return least;
}
