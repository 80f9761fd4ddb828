/* guide/axis_marks.c: an axis as scene marks: grid, ticks, labels, domain line and title (vega-parser's guides/axis-*.js). */
#include "guide/axis.h"
#include "guide/caption.h"
#include "guide/channels.h"
#include "guide/columns.h"
#include "guide/overlap.h"
#include "guide/property.h"
#include <math.h>
#include <string.h>

static GuideProperty tick_property(const Axis *axis, const char *name) {
  return guide_property(axis_written(axis, name), &axis->context);
}

static double tick_number(const Axis *axis, const GuideProperty *property, size_t i) {
  return guide_property_number(property, &axis->context, axis->ticks[i].datum);
}

/* Sets a channel for the first mark->count ticks. */
static void set_by_tick(const Axis *axis, SceneMark *mark, SceneChannelId id, const Json *value) {
  guide_set_items(mark, id, value, axis->data, &axis->context);
}

/* Vega-Lite turns an opacity that may differ from tick to tick into that of the whole item, and leaves what config says where it
 * is: both count. */
static void set_opacity(const Axis *axis, SceneMark *mark, const char *name, SceneChannelId plain) {
  const Json *own = json_get(axis->spec.own, name), *value = axis_written(axis, name);
  if (json_has(own, "condition") || guide_is_expression(own)) {
    set_by_tick(axis, mark, SCENE_OPACITY, own);
    value = chain_get(&axis->spec.config, name);
    if (json_has(value, "condition")) value = json_get(value, "value");
  }
  set_by_tick(axis, mark, plain, value);
}

static void set_properties(const Axis *axis, SceneMark *mark, const GuideChannel *channels) {
  for (; channels->name; channels++) set_by_tick(axis, mark, channels->id, axis_written(axis, channels->name));
}

/* axis.encoding.<part>: Vega's own channels, over all else. */
static void set_encoding(const Axis *axis, SceneMark *mark, const char *part) {
  const Json *encoding = json_get(json_get(axis->spec.own, "encoding"), part);
  if (json_has(encoding, "update")) encoding = json_get(encoding, "update");
  for (const GuideChannel *channel = guide_style_channels; channel->name; channel++) {
    const Json *value = json_get(encoding, channel->name);
    if (value) set_by_tick(axis, mark, channel->id, value);
  }
}

/* The position of a tick in its band. */
typedef struct Band {
  GuideProperty band, offset;
  bool round;
} Band;

static const Json *number_json(const Axis *axis, double value) {
  return json_new_number(axis->arena, axis->spec.place, value);
}

static Band tick_band(const Axis *axis) {
  const char *where = axis_string(axis, "tickBand", NULL);
  const Json *band = axis_written(axis, "bandPosition");
  Band result = {.round = axis_flag(axis, "tickRound")};
  bool extent = where && strcmp(where, "extent") == 0;
  result.band = guide_property(where  ? number_json(axis, extent ? 1 : .5)
                               : band ? band
                                      : number_json(axis, .5),
                               &axis->context);
  result.offset = guide_property(extent ? NULL : axis_written(axis, "tickOffset"), &axis->context);
  return result;
}

static double tick_position(const Axis *axis, size_t i, const Band *band) {
  const Scale *scale = axis->spec.scale;
  double at = scale_map_number(scale, axis->ticks[i].value);
  if (!axis->ticks[i].extra) at += scale_bandwidth(scale) * tick_number(axis, &band->band, i);
  at += tick_number(axis, &band->offset, i);
  return band->round ? floor(at + .5) : at;
}

/* Labels are in the middle of their bands, moved as the ticks are. */
static double label_position(const Axis *axis, size_t i, const Band *band, const GuideProperty *offset) {
  if (axis->ticks[i].extra) return 0;
  double at = scale_map_number(axis->spec.scale, axis->ticks[i].value) + scale_bandwidth(axis->spec.scale) * .5;
  return at + (tick_number(axis, &band->offset, i) + tick_number(axis, offset, i));
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

static Directions directions(const Axis *axis) {
  return axis->vertical ? (Directions){SCENE_Y, SCENE_X, SCENE_Y2, SCENE_X2}
                        : (Directions){SCENE_X, SCENE_Y, SCENE_X2, SCENE_Y2};
}

static const double *positions(const Axis *axis, size_t count) {
  double *at = arena_array(axis->arena, double, count);
  Band band = tick_band(axis);
  for (size_t i = 0; i < count; i++) at[i] = tick_position(axis, i, &band);
  return at;
}

/* A rule across the axis at each tick. */
static SceneMark *tick_rules(const Axis *axis, SceneRole role) {
  SceneMark *mark = scene_mark_create(axis->arena, SCENE_RULE, role, axis->tick_count);
  Directions to = directions(axis);
  const double *at = positions(axis, axis->tick_count);
  scene_set_numbers(mark, to.along, at);
  scene_set_numbers(mark, to.along2, at);
  return mark;
}

static SceneMark *make_grid(const Axis *axis) {
  static const GuideChannel channels[] = {
      {"gridColor", SCENE_STROKE},       {"gridCap", SCENE_STROKE_CAP},
      {"gridDash", SCENE_STROKE_DASH},   {"gridDashOffset", SCENE_STROKE_DASH_OFFSET},
      {"gridWidth", SCENE_STROKE_WIDTH}, {NULL, SCENE_X}};
  SceneMark *mark = tick_rules(axis, ROLE_AXIS_GRID);
  set_properties(axis, mark, channels);
  set_opacity(axis, mark, "gridOpacity", SCENE_STROKE_OPACITY);
  Directions to = directions(axis);
  int sign = -axis->sign;
  double offset = sign * axis_number(axis, "offset", 0);
  double size = axis->vertical ? axis->context.width : axis->context.height;
  Ends ends = axis->spec.grid_scale ? range_ends(axis->spec.grid_scale) : (Ends){0, size};
  scene_set_number(mark, to.across, sign * ends.first + offset);
  scene_set_number(mark, to.across2, sign * ends.last + offset);
  set_encoding(axis, mark, "grid");
  return mark;
}

static SceneMark *make_ticks(const Axis *axis, const GuideProperty *size) {
  static const GuideChannel channels[] = {
      {"tickColor", SCENE_STROKE},       {"tickCap", SCENE_STROKE_CAP},
      {"tickDash", SCENE_STROKE_DASH},   {"tickDashOffset", SCENE_STROKE_DASH_OFFSET},
      {"tickWidth", SCENE_STROKE_WIDTH}, {NULL, SCENE_X}};
  SceneMark *mark = tick_rules(axis, ROLE_AXIS_TICKS);
  set_properties(axis, mark, channels);
  set_opacity(axis, mark, "tickOpacity", SCENE_STROKE_OPACITY);
  Directions to = directions(axis);
  double *ends = arena_array(axis->arena, double, axis->tick_count);
  for (size_t i = 0; i < axis->tick_count; i++) ends[i] = axis->sign * tick_number(axis, size, i);
  scene_set_number(mark, to.across, 0);
  scene_set_numbers(mark, to.across2, ends);
  set_encoding(axis, mark, "ticks");
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

static Flush label_flush(const Axis *axis) {
  const Json *value = axis_property(axis, "labelFlush");
  bool number = json_is(value, JSON_NUMBER);
  return (Flush){number || json_is_true(value), number ? value->number : 1, axis_number(axis, "labelFlushOffset", 0)};
}

/* Labels hang below (left of …) the ticks, held by their middle; the outermost are flush with the axis's ends if asked. */
static void hold_labels(const Axis *axis, SceneMark *mark) {
  static const char *const horizontal[] = {"left", "center", "right"}, *const vertical[] = {"top", "middle", "bottom"};
  const char *const *names = axis->vertical ? vertical : horizontal;
  Flush flush = label_flush(axis);
  Ends range = range_ends(axis->spec.scale);
  const char **along = arena_array(axis->arena, const char *, mark->count);
  double *shift = arena_array(axis->arena, double, mark->count);
  for (size_t i = 0; i < mark->count; i++) {
    int side =
        flush.on ? flush_side(range, scale_map_number(axis->spec.scale, axis->ticks[i].value), flush.threshold) : 0;
    along[i] = names[side + 1];
    shift[i] = side * flush.offset;
  }
  SceneChannelId along_id = axis->vertical ? SCENE_BASELINE : SCENE_ALIGN,
                 across_id = axis->vertical ? SCENE_ALIGN : SCENE_BASELINE;
  const char *across = axis->vertical ? (axis->sign > 0 ? "left" : "right") : (axis->sign > 0 ? "top" : "bottom");
  scene_set_strings(mark, along_id, along);
  scene_set_string(mark, across_id, across);
  const Json *hold = axis_written(axis, axis->vertical ? "labelBaseline" : "labelAlign");
  bool held = hold && !guide_is_expression(hold);
  if (!held && flush.on && flush.offset != 0) scene_set_numbers(mark, axis->vertical ? SCENE_DY : SCENE_DX, shift);
}

static void drop_overlapping(const Axis *axis, SceneMark *mark) {
  const Json *overlap = axis_property(axis, "labelOverlap"), *bound = axis_property(axis, "labelBound");
  const char *method = json_is_true(overlap) ? "parity" : json_string(overlap, NULL);
  if (!method || !*method) return;
  Ends range = range_ends(axis->spec.scale);
  double tolerance = json_truthy(bound) ? json_number(bound, 1) : 1;
  bool computed = guide_is_expression(axis_written(axis, "labelBound"));
  bool bounded =
      json_is_true(bound) || (json_is(bound, JSON_NUMBER) && (computed ? bound->number >= 0 : bound->number > 0));
  LabelBound limits = {bounded, axis->vertical, range.first, range.last, tolerance};
  bool *keep = arena_array(axis->arena, bool, mark->count);
  guide_keep_labels(mark, method, axis_number(axis, "labelSeparation", 0), &limits, axis->context.text, keep);
  guide_keep_items(mark, keep, axis->arena);
  /* Thinning out labels makes the remaining ones opaque; only the fill keeps its opacity. */
  mark->channels[SCENE_OPACITY].state = CHANNEL_UNSET;
}

/* Chinese labels stand upright where the rules say so and the author has not turned them. */
static void stand_labels(const Axis *axis, SceneMark *mark, const double *along) {
  TextContext *text = axis->context.text;
  bool any = false;
  if (!axis->spec.labels_free) return;
  bool thinned = scale_is_interpolating(axis->spec.scale); /* where they would overlap */
  if (!axis->vertical) {
    const TextRules *rules = text_context_rules(text);
    if (thinned && !(rules && rules->columns & COLUMNS_LABEL_X)) return;
    guide_settle_labels(mark, along, axis->sign > 0, text, axis->arena);
    return;
  }
  for (size_t i = 0; i < mark->count && !any; i++)
    any = text_stands(text, COLUMNS_LABEL_Y, scene_string(mark, SCENE_TEXT_VALUE, i, ""));
  if (any && guide_columns_fit(mark, along, text)) guide_stand(mark, NULL, NULL);
}

static SceneMark *make_labels(const Axis *axis, const GuideProperty *size) {
  static const GuideChannel channels[] = {{"labelAngle", SCENE_ANGLE},
                                          {"labelColor", SCENE_FILL},
                                          {"labelFont", SCENE_FONT},
                                          {"labelFontSize", SCENE_FONT_SIZE},
                                          {"labelFontWeight", SCENE_FONT_WEIGHT},
                                          {"labelFontStyle", SCENE_FONT_STYLE},
                                          {"labelLimit", SCENE_LIMIT},
                                          {"labelLineHeight", SCENE_LINE_HEIGHT},
                                          {"labelAlign", SCENE_ALIGN},
                                          {"labelBaseline", SCENE_BASELINE},
                                          {NULL, SCENE_X}};
  size_t count = axis->tick_count; /* an empty label at the extra tick still takes up space */
  SceneMark *mark = scene_mark_create(axis->arena, SCENE_TEXT, ROLE_AXIS_LABELS, count);
  GuideProperty padding = tick_property(axis, "labelPadding"), offset = tick_property(axis, "labelOffset");
  Band band = tick_band(axis);
  const char **labels = arena_array(axis->arena, const char *, count);
  double *along = arena_array(axis->arena, double, count), *across = arena_array(axis->arena, double, count);
  for (size_t i = 0; i < count; i++) {
    labels[i] = axis->ticks[i].label;
    along[i] = label_position(axis, i, &band, &offset);
    across[i] = axis->sign * ((size ? tick_number(axis, size, i) : 0) + tick_number(axis, &padding, i));
  }
  Directions to = directions(axis);
  scene_set_numbers(mark, to.along, along);
  scene_set_numbers(mark, to.across, across);
  scene_set_strings(mark, SCENE_TEXT_VALUE, labels);
  hold_labels(axis, mark);
  set_properties(axis, mark, channels);
  set_opacity(axis, mark, "labelOpacity", SCENE_FILL_OPACITY);
  set_encoding(axis, mark, "labels");
  guide_apply_style_items(mark, &axis->spec.label_style, axis->data, &axis->context);
  stand_labels(axis, mark, along);
  drop_overlapping(axis, mark);
  return mark;
}

static SceneMark *make_domain(const Axis *axis) {
  static const GuideChannel channels[] = {{"domainColor", SCENE_STROKE},
                                          {"domainCap", SCENE_STROKE_CAP},
                                          {"domainDash", SCENE_STROKE_DASH},
                                          {"domainDashOffset", SCENE_STROKE_DASH_OFFSET},
                                          {"domainWidth", SCENE_STROKE_WIDTH},
                                          {"domainOpacity", SCENE_STROKE_OPACITY},
                                          {NULL, SCENE_X}};
  SceneMark *mark = scene_mark_create(axis->arena, SCENE_RULE, ROLE_AXIS_DOMAIN, 1);
  for (const GuideChannel *channel = channels; channel->name; channel++)
    guide_set(mark, channel->id, axis_property(axis, channel->name), axis->arena);
  Directions to = directions(axis);
  Ends ends = range_ends(axis->spec.scale);
  scene_set_number(mark, to.along, ends.first);
  scene_set_number(mark, to.along2, ends.last);
  scene_set_number(mark, to.across, 0);
  scene_set_number(mark, to.across2, 0);
  set_encoding(axis, mark, "domain");
  return mark;
}

static SceneMark *make_title(const Axis *axis, const char *text, bool *automatic) {
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
  const char *anchor = axis_string(axis, "titleAnchor", "");
  bool start = strcmp(anchor, "start") == 0, end = strcmp(anchor, "end") == 0;
  Ends ends = range_ends(axis->spec.scale);
  double share = start ? 0 : end ? 1 : .5;
  SceneMark *mark = scene_mark_create(axis->arena, SCENE_TEXT, ROLE_AXIS_TITLE, 1);
  Directions to = directions(axis);
  scene_set_string(mark, SCENE_TEXT_VALUE, text);
  scene_set_number(mark, to.along, ends.first + share * (ends.last - ends.first));
  scene_set_number(mark, to.across, 0);
  scene_set_string(mark, SCENE_ALIGN, start ? "left" : end ? "right" : "center");
  scene_set_string(mark, SCENE_BASELINE, axis->vertical || axis->sign < 0 ? "bottom" : "top");
  scene_set_number(mark, SCENE_ANGLE, axis->vertical ? axis->sign * 90 : 0);
  for (const GuideChannel *channel = channels; channel->name; channel++)
    guide_set(mark, channel->id, axis_property(axis, channel->name), axis->arena);
  set_encoding(axis, mark, "title");
  guide_apply_style_items(mark, &axis->spec.title_style, &(Value){.kind = VALUE_UNDEFINED}, &axis->context);
  if (axis->vertical && !axis_property(axis, "titleAngle") && text_stands(axis->context.text, COLUMNS_TITLE_Y, text))
    guide_stand(mark, axis->sign < 0 ? "right" : "left", start ? "bottom" : end ? "top" : "middle");
  *automatic = axis_property(axis, axis->vertical ? "titleX" : "titleY") == NULL;
  return mark;
}

static SceneMark *axis_group(const Axis *axis, AxisHint **hint) {
  SceneMark *group = scene_group_create(axis->arena, ROLE_AXIS);
  Ends ends = range_ends(axis->spec.scale);
  group->zindex = json_number(json_get(axis->spec.own, "zindex"), 0);
  group->place = axis->spec.place;
  *hint = arena_new(axis->arena, AxisHint);
  **hint = (AxisHint){.orient = axis->spec.orient,
                      .offset = axis_number(axis, "offset", 0),
                      .translate = axis_number(axis, "translate", .5),
                      .range_extent = fabs(ends.last - ends.first)};
  group->hint = *hint;
  return group;
}

SceneMark *guide_axis_grid(const Axis *axis) {
  if (!axis_flag(axis, "grid")) return NULL;
  AxisHint *hint;
  SceneMark *group = axis_group(axis, &hint);
  group->aria.hidden = true;
  scene_group_add(axis->arena, &group->groups[0], make_grid(axis));
  return group;
}

SceneMark *guide_axis_main(const Axis *axis) {
  AxisHint *hint;
  SceneMark *group = axis_group(axis, &hint);
  hint->position = axis_number(axis, "position", 0);
  hint->min_extent = axis_number(axis, "minExtent", 0);
  hint->max_extent = axis_number(axis, "maxExtent", INFINITY);
  hint->title_padding = axis_number(axis, "titlePadding", 0);
  SceneGroup *inside = &group->groups[0];
  GuideProperty size = tick_property(axis, "tickSize");
  bool ticks = axis_flag(axis, "ticks");
  if (ticks) scene_group_add(axis->arena, inside, make_ticks(axis, &size));
  if (axis_flag(axis, "labels")) scene_group_add(axis->arena, inside, make_labels(axis, ticks ? &size : NULL));
  if (axis_flag(axis, "domain")) scene_group_add(axis->arena, inside, make_domain(axis));
  const char *title = axis->spec.title;
  if (title) {
    hint->title = make_title(axis, title, &hint->title_auto);
    scene_group_add(axis->arena, inside, hint->title);
  }
  group->aria.hidden = json_is_false(axis_property(axis, "aria"));
  group->description = axis_string(axis, "description", NULL);
  if (!group->description) group->description = caption_of_axis(axis);
  return group;
}
