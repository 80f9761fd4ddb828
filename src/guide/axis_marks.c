/* guide/axis_marks.c: an axis as scene marks: grid, ticks, labels, domain line and title (vega-parser's guides/axis-*.js). */
#include "guide/axis.h"
#include "guide/channels.h"
#include <math.h>
#include <string.h>

/* A property that may differ from tick to tick: {"condition": {"test", "value"}, "value"}. */
typedef struct Branch {
  const Expr *test;
  const Json *value;
} Branch;
typedef struct TickProperty {
  const Json *otherwise;
  Branch *branches;
  size_t branch_count;
} TickProperty;

static const Json *branch_value(const AxisPlan *plan, const Json *branch) {
  const Json *text = json_get(branch, "expr");
  if (!text) text = json_get(branch, "signal");
  if (!json_is(text, JSON_STRING)) return json_get(branch, "value");
  const Expr *expr = expr_parse(text->string, text->place, plan->frame->messages, plan->arena);
  return expr ? value_to_json(expr_eval_datum(expr, plan->frame->scope, value_undefined()), text->place, plan->arena)
              : NULL;
}

static void add_branch(const AxisPlan *plan, TickProperty *property, const Json *condition) {
  const Json *test = json_get(condition, "test");
  char *text = predicate_to_expression(test ? test : condition, plan->frame->messages, plan->arena);
  const Expr *expr = text ? expr_parse(text, json_place(test), plan->frame->messages, plan->arena) : NULL;
  if (expr) property->branches[property->branch_count++] = (Branch){expr, branch_value(plan, condition)};
}

static TickProperty tick_property(const AxisPlan *plan, const Json *value) {
  const Json *condition = json_get(value, "condition");
  bool wrapped = json_is(value, JSON_OBJECT) && (condition || json_has(value, "value"));
  TickProperty property = {.otherwise = wrapped ? branch_value(plan, value) : value};
  size_t count = json_is(condition, JSON_ARRAY) ? json_count(condition) : condition ? 1 : 0;
  property.branches = arena_array(plan->arena, Branch, count);
  for (size_t i = 0; i < count; i++)
    add_branch(plan, &property, json_is(condition, JSON_ARRAY) ? json_at(condition, i) : condition);
  return property;
}

static const Json *tick_property_at(const AxisPlan *plan, const TickProperty *property, const AxisTick *tick) {
  for (size_t i = 0; i < property->branch_count; i++) {
    Value holds = expr_eval_datum(property->branches[i].test, plan->frame->scope, tick->datum);
    if (value_to_boolean(holds)) return property->branches[i].value;
  }
  return property->otherwise;
}

static double tick_number(const AxisPlan *plan, const TickProperty *property, const AxisTick *tick) {
  return json_number(tick_property_at(plan, property, tick), 0);
}

/* Sets a channel for the first mark->count ticks. */
static void set_by_tick(const AxisPlan *plan, SceneMark *mark, SceneChannelId id, const Json *value) {
  TickProperty property = tick_property(plan, value);
  if (property.branch_count == 0) {
    guide_set(mark, id, property.otherwise, plan->arena);
    return;
  }
  SceneMark one = {0};
  SceneChannel *column = &mark->channels[id];
  double *numbers = arena_array(plan->arena, double, mark->count);
  const char **strings = arena_array(plan->arena, const char *, mark->count);
  Paint *paints = arena_array(plan->arena, Paint, mark->count);
  const double **arrays = arena_array(plan->arena, const double *, mark->count);
  for (size_t i = 0; i < mark->count; i++) {
    one.channels[id] = (SceneChannel){.state = CHANNEL_UNSET};
    guide_set(&one, id, tick_property_at(plan, &property, &plan->ticks[i]), plan->arena);
    numbers[i] = scene_channel_kind(id) == SCENE_KIND_NUMBER ? scene_number(&one, id, 0, 0) : 0;
    strings[i] = scene_channel_kind(id) == SCENE_KIND_STRING ? scene_string(&one, id, 0, NULL) : NULL;
    paints[i] = scene_channel_kind(id) == SCENE_KIND_PAINT ? scene_paint(&one, id, 0) : (Paint){0};
    arrays[i] = scene_channel_kind(id) == SCENE_KIND_ARRAY ? scene_array(&one, id, 0) : NULL;
  }
  column->state = CHANNEL_COLUMN;
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER: column->numbers = numbers; break;
  case SCENE_KIND_PAINT: column->paints = paints; break;
  case SCENE_KIND_STRING: column->strings = strings; break;
  case SCENE_KIND_ARRAY: column->arrays = arrays; break;
  case SCENE_KIND_PATH: column->state = CHANNEL_UNSET; break;
  }
}

static void set_properties(const AxisPlan *plan, SceneMark *mark, const GuideChannel *channels) {
  for (; channels->name; channels++) set_by_tick(plan, mark, channels->id, axis_property(plan, channels->name));
}

/* axis.encoding.<part>: Vega's own channels, over all else. */
static void set_encoding(const AxisPlan *plan, SceneMark *mark, const char *part) {
  const Json *encoding = json_get(axis_component_get(plan->component, "encoding"), part);
  if (json_has(encoding, "update")) encoding = json_get(encoding, "update");
  for (const GuideChannel *channel = guide_style_channels; channel->name; channel++) {
    const Json *value = json_get(encoding, channel->name);
    if (value) set_by_tick(plan, mark, channel->id, value);
  }
}

/* Where a tick stands in its band. */
typedef struct Band {
  double band, offset;
  bool round;
} Band;

static Band tick_band(const AxisPlan *plan) {
  const char *where = axis_string(plan, "tickBand", NULL);
  Band band = {axis_number(plan, "bandPosition", .5), axis_number(plan, "tickOffset", 0), axis_flag(plan, "tickRound")};
  if (where) {
    bool extent = strcmp(where, "extent") == 0;
    band.band = extent ? 1 : .5;
    if (extent) band.offset = 0;
  }
  return band;
}

static double tick_position(const AxisPlan *plan, const AxisTick *tick, Band band) {
  const Scale *scale = plan->component->scale;
  double at = scale_map_number(scale, tick->value);
  if (!tick->extra) at += scale_bandwidth(scale) * band.band;
  at += band.offset;
  return band.round ? floor(at + .5) : at;
}

typedef struct Ends {
  double first, last;
} Ends;

static Ends range_ends(const Scale *scale) {
  size_t count = 0;
  const double *range = scale_range(scale, &count);
  return range && count > 0 ? (Ends){range[0], range[count - 1]} : (Ends){0, 0};
}

/* Along the axis, and across it. */
typedef struct Directions {
  SceneChannelId along, across, along2, across2;
} Directions;

static Directions directions(const AxisPlan *plan) {
  return plan->vertical ? (Directions){SCENE_Y, SCENE_X, SCENE_Y2, SCENE_X2}
                        : (Directions){SCENE_X, SCENE_Y, SCENE_X2, SCENE_Y2};
}

static const double *positions(const AxisPlan *plan, size_t count, Band band) {
  double *at = arena_array(plan->arena, double, count);
  for (size_t i = 0; i < count; i++) at[i] = tick_position(plan, &plan->ticks[i], band);
  return at;
}

/* A rule across the axis at each tick. */
static SceneMark *tick_rules(const AxisPlan *plan, SceneRole role) {
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_RULE, role, plan->tick_count);
  Directions to = directions(plan);
  const double *at = positions(plan, plan->tick_count, tick_band(plan));
  scene_set_numbers(mark, to.along, at);
  scene_set_numbers(mark, to.along2, at);
  return mark;
}

static SceneMark *make_grid(const AxisPlan *plan) {
  static const GuideChannel channels[] = {{"gridColor", SCENE_STROKE},
                                          {"gridCap", SCENE_STROKE_CAP},
                                          {"gridDash", SCENE_STROKE_DASH},
                                          {"gridDashOffset", SCENE_STROKE_DASH_OFFSET},
                                          {"gridOpacity", SCENE_STROKE_OPACITY},
                                          {"gridWidth", SCENE_STROKE_WIDTH},
                                          {NULL, SCENE_X}};
  SceneMark *mark = tick_rules(plan, ROLE_AXIS_GRID);
  set_properties(plan, mark, channels);
  Directions to = directions(plan);
  int sign = -plan->sign;
  double offset = sign * axis_number(plan, "offset", 0);
  double size = plan->vertical ? plan->frame->width : plan->frame->height;
  Ends ends = plan->component->grid_scale ? range_ends(plan->component->grid_scale) : (Ends){0, size};
  scene_set_number(mark, to.across, sign * ends.first + offset);
  scene_set_number(mark, to.across2, sign * ends.last + offset);
  set_encoding(plan, mark, "grid");
  return mark;
}

static SceneMark *make_ticks(const AxisPlan *plan, const TickProperty *size) {
  static const GuideChannel channels[] = {{"tickColor", SCENE_STROKE},
                                          {"tickCap", SCENE_STROKE_CAP},
                                          {"tickDash", SCENE_STROKE_DASH},
                                          {"tickDashOffset", SCENE_STROKE_DASH_OFFSET},
                                          {"tickOpacity", SCENE_STROKE_OPACITY},
                                          {"tickWidth", SCENE_STROKE_WIDTH},
                                          {NULL, SCENE_X}};
  SceneMark *mark = tick_rules(plan, ROLE_AXIS_TICKS);
  set_properties(plan, mark, channels);
  Directions to = directions(plan);
  double *ends = arena_array(plan->arena, double, plan->tick_count);
  for (size_t i = 0; i < plan->tick_count; i++) ends[i] = plan->sign * tick_number(plan, size, &plan->ticks[i]);
  scene_set_number(mark, to.across, 0);
  scene_set_numbers(mark, to.across2, ends);
  set_encoding(plan, mark, "ticks");
  return mark;
}

/* Which end of the range a value is nearest to, when no farther than the threshold: -1, 1, or 0 for neither (vega-util's flush). */
static int flush_side(Ends range, double at, double threshold) {
  double low = fabs(at - fmin(range.first, range.last)), high = fabs(fmax(range.first, range.last) - at);
  return low < high && low <= threshold ? -1 : high <= threshold ? 1 : 0;
}

typedef struct Flush {
  bool on;
  double threshold, offset;
} Flush;

static Flush label_flush(const AxisPlan *plan) {
  const Json *value = axis_property(plan, "labelFlush");
  bool number = json_is(value, JSON_NUMBER);
  return (Flush){number || json_is_true(value), number ? value->number : 1, axis_number(plan, "labelFlushOffset", 0)};
}

/* Labels hang below (left of …) the ticks, held by their middle; the outermost are flush with the axis's ends if asked. */
static void hold_labels(const AxisPlan *plan, SceneMark *mark) {
  static const char *const horizontal[] = {"left", "center", "right"}, *const vertical[] = {"top", "middle", "bottom"};
  const char *const *names = plan->vertical ? vertical : horizontal;
  Flush flush = label_flush(plan);
  Ends range = range_ends(plan->component->scale);
  const char **along = arena_array(plan->arena, const char *, mark->count);
  double *shift = arena_array(plan->arena, double, mark->count);
  for (size_t i = 0; i < mark->count; i++) {
    int side = flush.on
                   ? flush_side(range, scale_map_number(plan->component->scale, plan->ticks[i].value), flush.threshold)
                   : 0;
    along[i] = names[side + 1];
    shift[i] = side * flush.offset;
  }
  SceneChannelId along_id = plan->vertical ? SCENE_BASELINE : SCENE_ALIGN,
                 across_id = plan->vertical ? SCENE_ALIGN : SCENE_BASELINE;
  const char *across = plan->vertical ? (plan->sign > 0 ? "left" : "right") : (plan->sign > 0 ? "top" : "bottom");
  scene_set_strings(mark, along_id, along);
  scene_set_string(mark, across_id, across);
  bool held = axis_property(plan, plan->vertical ? "labelBaseline" : "labelAlign") != NULL;
  if (!held && flush.on && flush.offset != 0) scene_set_numbers(mark, plan->vertical ? SCENE_DY : SCENE_DX, shift);
}

static void drop_overlapping(const AxisPlan *plan, SceneMark *mark) {
  const Json *overlap = axis_property(plan, "labelOverlap"), *bound = axis_property(plan, "labelBound");
  const char *method = json_is_true(overlap) ? "parity" : json_string(overlap, NULL);
  if (!method || !*method) return;
  Ends range = range_ends(plan->component->scale);
  double tolerance = json_is_true(bound) ? 1 : json_number(bound, 0);
  bool bounded = json_is_true(bound) || (json_is(bound, JSON_NUMBER) && bound->number > 0);
  LabelBound limits = {bounded, plan->vertical, range.first, range.last, tolerance};
  bool *keep = arena_array(plan->arena, bool, mark->count);
  guide_keep_labels(mark, method, axis_number(plan, "labelSeparation", 0), &limits, plan->frame->text, keep);
  guide_keep_items(mark, keep, plan->arena);
  /* What thins out labels makes those it keeps opaque; an unconditional opacity is the fill's and stays. */
  if (json_has(axis_property(plan, "labelOpacity"), "condition"))
    mark->channels[SCENE_FILL_OPACITY].state = CHANNEL_UNSET;
}

static SceneMark *make_labels(const AxisPlan *plan, const TickProperty *size) {
  static const GuideChannel channels[] = {{"labelAngle", SCENE_ANGLE},
                                          {"labelColor", SCENE_FILL},
                                          {"labelOpacity", SCENE_FILL_OPACITY},
                                          {"labelFont", SCENE_FONT},
                                          {"labelFontSize", SCENE_FONT_SIZE},
                                          {"labelFontWeight", SCENE_FONT_WEIGHT},
                                          {"labelFontStyle", SCENE_FONT_STYLE},
                                          {"labelLimit", SCENE_LIMIT},
                                          {"labelLineHeight", SCENE_LINE_HEIGHT},
                                          {"labelAlign", SCENE_ALIGN},
                                          {"labelBaseline", SCENE_BASELINE},
                                          {NULL, SCENE_X}};
  size_t count = plan->tick_count; /* the extra tick has an empty label, which takes room at the start of the axis */
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_TEXT, ROLE_AXIS_LABELS, count);
  TickProperty padding = tick_property(plan, axis_property(plan, "labelPadding"));
  TickProperty offset = tick_property(plan, axis_property(plan, "labelOffset"));
  double band_offset = tick_band(plan).offset;
  const char **labels = arena_array(plan->arena, const char *, count);
  double *along = arena_array(plan->arena, double, count), *across = arena_array(plan->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    const AxisTick *tick = &plan->ticks[i];
    double out = (size ? tick_number(plan, size, tick) : 0) + tick_number(plan, &padding, tick);
    labels[i] = tick->label;
    along[i] =
        tick->extra ? 0 : tick_position(plan, tick, (Band){.5, band_offset + tick_number(plan, &offset, tick), false});
    across[i] = plan->sign * out;
  }
  Directions to = directions(plan);
  scene_set_numbers(mark, to.along, along);
  scene_set_numbers(mark, to.across, across);
  scene_set_strings(mark, SCENE_TEXT_VALUE, labels);
  hold_labels(plan, mark);
  set_properties(plan, mark, channels);
  set_encoding(plan, mark, "labels");
  guide_apply_style(mark, &plan->label_style, plan->arena);
  drop_overlapping(plan, mark);
  return mark;
}

static SceneMark *make_domain(const AxisPlan *plan) {
  static const GuideChannel channels[] = {{"domainColor", SCENE_STROKE},
                                          {"domainCap", SCENE_STROKE_CAP},
                                          {"domainDash", SCENE_STROKE_DASH},
                                          {"domainDashOffset", SCENE_STROKE_DASH_OFFSET},
                                          {"domainWidth", SCENE_STROKE_WIDTH},
                                          {"domainOpacity", SCENE_STROKE_OPACITY},
                                          {NULL, SCENE_X}};
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_RULE, ROLE_AXIS_DOMAIN, 1);
  for (const GuideChannel *channel = channels; channel->name; channel++)
    guide_set(mark, channel->id, axis_property(plan, channel->name), plan->arena);
  Directions to = directions(plan);
  Ends ends = range_ends(plan->component->scale);
  scene_set_number(mark, to.along, ends.first);
  scene_set_number(mark, to.along2, ends.last);
  scene_set_number(mark, to.across, 0);
  scene_set_number(mark, to.across2, 0);
  set_encoding(plan, mark, "domain");
  return mark;
}

static SceneMark *make_title(const AxisPlan *plan, const char *text, bool *automatic) {
  static const GuideChannel channels[] = {{"titleColor", SCENE_FILL},
                                          {"titleOpacity", SCENE_FILL_OPACITY},
                                          {"titleFont", SCENE_FONT},
                                          {"titleFontSize", SCENE_FONT_SIZE},
                                          {"titleFontStyle", SCENE_FONT_STYLE},
                                          {"titleFontWeight", SCENE_FONT_WEIGHT},
                                          {"titleLimit", SCENE_LIMIT},
                                          {"titleLineHeight", SCENE_LINE_HEIGHT},
                                          {"titleAlign", SCENE_ALIGN},
                                          {"titleAngle", SCENE_ANGLE},
                                          {"titleBaseline", SCENE_BASELINE},
                                          {"titleX", SCENE_X},
                                          {"titleY", SCENE_Y},
                                          {NULL, SCENE_X}};
  const char *anchor = axis_string(plan, "titleAnchor", "");
  bool start = strcmp(anchor, "start") == 0, end = strcmp(anchor, "end") == 0;
  Ends ends = range_ends(plan->component->scale);
  double share = start ? 0 : end ? 1 : .5;
  SceneMark *mark = scene_mark_create(plan->arena, SCENE_TEXT, ROLE_AXIS_TITLE, 1);
  Directions to = directions(plan);
  scene_set_string(mark, SCENE_TEXT_VALUE, text);
  scene_set_number(mark, to.along, ends.first + share * (ends.last - ends.first));
  scene_set_number(mark, to.across, 0);
  scene_set_string(mark, SCENE_ALIGN, start ? "left" : end ? "right" : "center");
  scene_set_string(mark, SCENE_BASELINE, plan->vertical || plan->sign < 0 ? "bottom" : "top");
  scene_set_number(mark, SCENE_ANGLE, plan->vertical ? plan->sign * 90 : 0);
  for (const GuideChannel *channel = channels; channel->name; channel++)
    guide_set(mark, channel->id, axis_property(plan, channel->name), plan->arena);
  set_encoding(plan, mark, "title");
  guide_apply_style(mark, &plan->title_style, plan->arena);
  *automatic = axis_property(plan, plan->vertical ? "titleX" : "titleY") == NULL;
  return mark;
}

static SceneMark *axis_group(const AxisPlan *plan, AxisHint **hint) {
  SceneMark *group = scene_group_create(plan->arena, ROLE_AXIS);
  Ends ends = range_ends(plan->component->scale);
  group->zindex = json_number(axis_component_get(plan->component, "zindex"), 0);
  group->place = plan->component->def->place;
  *hint = arena_new(plan->arena, AxisHint);
  **hint = (AxisHint){.orient = plan->orient,
                      .offset = axis_number(plan, "offset", 0),
                      .translate = axis_number(plan, "translate", .5),
                      .range_extent = fabs(ends.last - ends.first)};
  group->hint = *hint;
  return group;
}

SceneMark *axis_grid_group(const AxisPlan *plan) {
  if (!axis_flag(plan, "grid")) return NULL;
  AxisHint *hint;
  SceneMark *group = axis_group(plan, &hint);
  scene_group_add(plan->arena, &group->groups[0], make_grid(plan));
  return group;
}

SceneMark *axis_main_group(const AxisPlan *plan) {
  AxisHint *hint;
  SceneMark *group = axis_group(plan, &hint);
  hint->position = axis_number(plan, "position", 0);
  hint->min_extent = axis_number(plan, "minExtent", 0);
  hint->max_extent = axis_number(plan, "maxExtent", INFINITY);
  hint->title_padding = axis_number(plan, "titlePadding", 0);
  SceneGroup *inside = &group->groups[0];
  TickProperty size = tick_property(plan, axis_property(plan, "tickSize"));
  bool ticks = axis_flag(plan, "ticks");
  if (ticks) scene_group_add(plan->arena, inside, make_ticks(plan, &size));
  if (axis_flag(plan, "labels")) scene_group_add(plan->arena, inside, make_labels(plan, ticks ? &size : NULL));
  if (axis_flag(plan, "domain")) scene_group_add(plan->arena, inside, make_domain(plan));
  const char *title = axis_title_text(plan->component);
  if (title) {
    hint->title = make_title(plan, title, &hint->title_auto);
    scene_group_add(plan->arena, inside, hint->title);
  }
  return group;
}
