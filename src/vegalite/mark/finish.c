/* vegalite/mark/finish.c: the end of a mark: defaults, Vega's spatial adjustment, clipping, order, series. */
#include "vegalite/mark/channel.h"
#include "vegalite/mark/series.h"
#include <math.h>

/* One axis of a box: what Vega's encoders make of x, x2, xc and width (vega-runtime's adjustSpatial). */
typedef struct Axis {
  Slot start, end, center, size;
  SceneChannelId start_id, end_id, size_id;
} Axis;
static const Axis axes[] = {{SLOT_X, SLOT_X2, SLOT_XC, SLOT_WIDTH, SCENE_X, SCENE_X2, SCENE_WIDTH},
                            {SLOT_Y, SLOT_Y2, SLOT_YC, SLOT_HEIGHT, SCENE_Y, SCENE_Y2, SCENE_HEIGHT}};

static bool swaps(SceneType type) { return type == SCENE_RECT || type == SCENE_IMAGE; }

/* x and x2 given: the size between them; boxes run from the smaller to the larger. */
static void adjust_range(MarkBuilder *at, const Axis *axis) {
  SceneChannel *channels = at->mark->channels;
  const SceneChannel *start = &at->slots[axis->start], *end = &at->slots[axis->end];
  double *from = arena_array(at->arena, double, at->count), *size = arena_array(at->arena, double, at->count);
  bool swap = swaps(at->mark->type);
  for (size_t i = 0; i < at->count; i++) {
    double a = channel_number_at(start, i), b = channel_number_at(end, i);
    from[i] = swap && a > b ? b : a;
    size[i] = swap && a > b ? a - b : b - a;
  }
  channels[axis->start_id] = channel_numbers(from);
  channels[axis->size_id] = channel_numbers(size);
  if (!swap) channels[axis->end_id] = *end;
}

static void adjust_axis(MarkBuilder *at, const Axis *axis) {
  SceneChannel *channels = at->mark->channels;
  const SceneChannel *slots = at->slots;
  channels[axis->start_id] = slots[axis->start];
  channels[axis->size_id] = slots[axis->size];
  bool has_start = channel_is_set(slots[axis->start]), has_end = channel_is_set(slots[axis->end]);
  if (at->mark->type == SCENE_RULE) {
    channels[axis->end_id] = slots[axis->end];
    return;
  }
  if (has_start && has_end)
    adjust_range(at, axis);
  else if (has_end)
    channels[axis->start_id] = channel_add(at, slots[axis->end], channel_multiply(at, slots[axis->size], -1));
  if (channel_is_set(slots[axis->center]))
    channels[axis->start_id] = channel_add(at, slots[axis->center], channel_multiply(at, slots[axis->size], -0.5));
}

/* The value of an item that the scale cannot map: Vega draws as if the channel were not set. */
typedef struct Unknown {
  SceneChannelId id;
  double value;
} Unknown;
static const Unknown unknowns[] = {
    {SCENE_X, 0},
    {SCENE_Y, 0},
    {SCENE_X2, 0},
    {SCENE_Y2, 0},
    {SCENE_WIDTH, 0},
    {SCENE_HEIGHT, 0},
    {SCENE_SIZE, 64},
    {SCENE_ANGLE, 0},
    {SCENE_OPACITY, 1},
    {SCENE_FILL_OPACITY, 1},
    {SCENE_STROKE_OPACITY, 1},
    {SCENE_STROKE_WIDTH, 1},
    {SCENE_START_ANGLE, 0},
    {SCENE_END_ANGLE, 0},
    {SCENE_INNER_RADIUS, 0},
    {SCENE_OUTER_RADIUS, 0},
    {SCENE_PAD_ANGLE, 0},
    {SCENE_CORNER_RADIUS, 0},
    {SCENE_RADIUS, 0},
    {SCENE_THETA, 0},
    {SCENE_DX, 0},
    {SCENE_DY, 0},
    {SCENE_FONT_SIZE, 11},
    {SCENE_FONT_WEIGHT, 400},
};

static void replace_unknown(const MarkBuilder *at, SceneChannel *channel, double value) {
  if (channel->state == CHANNEL_CONSTANT && isnan(channel->number)) channel->number = value;
  if (channel->state != CHANNEL_COLUMN) return;
  size_t first = 0;
  while (first < at->count && !isnan(channel->numbers[first])) first++;
  if (first == at->count) return;
  double *numbers = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) numbers[i] = isnan(channel->numbers[i]) ? value : channel->numbers[i];
  channel->numbers = numbers;
}

/* A rule to an unknown end has no length: Vega draws no line to NaN. */
static void shorten_rule(const MarkBuilder *at, SceneChannelId start_id, SceneChannelId end_id) {
  const SceneChannel *start = &at->mark->channels[start_id];
  SceneChannel *end = &at->mark->channels[end_id];
  bool unknown = end->state == CHANNEL_CONSTANT && isnan(end->number);
  for (size_t i = 0; end->state == CHANNEL_COLUMN && i < at->count && !unknown; i++) unknown = isnan(end->numbers[i]);
  if (!unknown || !channel_is_set(*start)) return;
  double *numbers = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) {
    double number = channel_number_at(end, i);
    numbers[i] = isnan(number) ? channel_number_at(start, i) : number;
  }
  *end = channel_numbers(numbers);
}

/* A rect has four corners; those without a radius of their own have cornerRadius. */
static void spread_corner_radius(MarkBuilder *at) {
  static const SceneChannelId corners[] = {SCENE_CORNER_TOP_LEFT, SCENE_CORNER_TOP_RIGHT, SCENE_CORNER_BOTTOM_RIGHT,
                                           SCENE_CORNER_BOTTOM_LEFT};
  if (at->mark->type != SCENE_RECT) return;
  SceneChannel *channels = at->mark->channels;
  for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
    if (!channel_is_set(channels[corners[i]])) channels[corners[i]] = channels[SCENE_CORNER_RADIUS];
  channels[SCENE_CORNER_RADIUS] = (SceneChannel){.state = CHANNEL_UNSET};
}

/* An interval bound to scales pans and zooms: anything moved out of the view is clipped. */
static bool binds_scales(const View *view, Channel channel, int depth) {
  if (depth > 64) return false;
  const Json *params = json_get(view->json, "params");
  for (size_t i = 0; i < json_count(params); i++) {
    const Json *param = json_at(params, i), *select = json_get(param, "select"),
               *encodings = json_get(select, "encodings");
    if (!json_is_string(json_get(param, "bind"), "scales")) continue;
    bool named = !json_is(encodings, JSON_ARRAY);
    for (size_t j = 0; !named && j < json_count(encodings); j++)
      named = json_is_string(json_at(encodings, j), channel_name(channel));
    if (named) return true;
  }
  for (size_t i = 0; i < view->child_count; i++)
    if (binds_scales(view->children[i], channel, depth + 1)) return true;
  return false;
}

bool mark_scale_is_bound(const View *unit, const ScaleModel *model) {
  if (!model) return false;
  const Json *domain = json_get(model->explicit_props, "domain");
  if (json_has(domain, "param") || json_has(domain, "selection")) return true;
  const Json *extent = model->def ? json_get(model->def->bin, "extent") : NULL;
  if (json_has(extent, "param") || json_has(extent, "selection")) return true;
  return binds_scales(model->owner ? model->owner : unit, model->channel, 0);
}

static bool clips(const MarkBuilder *at) {
  const Json *own = mark_property_own(at->unit, MARK_PROPERTY_CLIP);
  const char *expression = mark_expression(own);
  if (expression) {
    SceneChannel value = channel_from_expression(at, expression, json_place(own), SCENE_X);
    return channel_is_set(value) && channel_number_at(&value, 0) != 0;
  }
  if (own && !json_is_null(own)) return json_truthy(own);
  const FrameScale *scales = at->frame->scales;
  if (mark_scale_is_bound(at->unit, scales[CHANNEL_X].model) || mark_scale_is_bound(at->unit, scales[CHANNEL_Y].model))
    return true;
  const Json *projection = at->unit->projection;
  bool placed = json_truthy(json_get(projection, "scale")) || json_truthy(json_get(projection, "translate"));
  return at->frame->projection && placed;
}

void mark_finish(MarkBuilder *at, SceneGroup *into) {
  SceneMark *mark = at->mark;
  for (size_t i = 0; i < G_N_ELEMENTS(axes); i++) adjust_axis(at, &axes[i]);
  mark_apply_defaults(at);
  scene_scale_text(mark, at->unit->spec->text_factor, at->arena);
  spread_corner_radius(at);
  mark->clip = clips(at);
  if (mark->type == SCENE_RULE) {
    shorten_rule(at, SCENE_X, SCENE_X2);
    shorten_rule(at, SCENE_Y, SCENE_Y2);
  }
  const guint32 *order = series_order(at); /* as long as an invalid position is none */
  for (size_t i = 0; i < G_N_ELEMENTS(unknowns); i++)
    replace_unknown(at, &mark->channels[unknowns[i].id], unknowns[i].value);
  if (mark->type == SCENE_LINE || mark->type == SCENE_AREA || mark->type == SCENE_TRAIL) {
    series_add_paths(at, order, into);
    return;
  }
  if (series_add_rounded_stacks(at, into)) return;
  scene_group_add(at->arena, into, order ? series_gather(at, order, at->count) : mark);
}
