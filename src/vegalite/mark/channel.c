/* vegalite/mark/channel.c: channels other than positions, with their conditions (encode/nonposition.ts, conditional.ts,
 * color.ts). */
#include "vegalite/mark/channel.h"
#include "color/color.h"
#include "vegalite/mark/position.h"
#include <math.h>
#include <string.h>

/* Warns of texts in data that are used as colours and are not. */
static void check_colors(const MarkBuilder *at, const ChannelDef *def, const Column *column,
                         const SceneChannel *value) {
  if (!column || value->state != CHANNEL_COLUMN) return;
  const char *first = NULL;
  size_t wrong = 0;
  Rgba color;
  for (size_t i = 0; i < at->count; i++) {
    if (scene_channel_paint_at(value, i).kind != PAINT_NONE) continue;
    Value text = column_value(column, i);
    if (text.kind != VALUE_STRING || !text.string[0] || color_parse(text.string, &color)) continue;
    if (wrong++ == 0) first = text.string;
  }
  if (wrong > 0)
    messages_warn(at->frame->messages, def->place, "W298",
                  "the field \"%s\" is not a colour in %zu of %zu rows; the first is \"%s\"%s", def->field, wrong,
                  at->count, first, suggest(at->arena, first, color_keywords(at->arena)));
}

/* The scaled or plain main value of one definition (Vega-Lite's midPoint for channels that are not positions). */
static SceneChannel main_value(const MarkBuilder *at, const ChannelDef *def, SceneChannelId id, SceneChannel fallback) {
  if (!def) return fallback;
  const Scale *scale = mark_scale(at, def->channel);
  switch (def->kind) {
  case DEF_VALUE: return channel_from_json(at, def->value, id);
  case DEF_DATUM: return channel_scaled_value(at, scale, mark_datum(at->frame, def->datum), id);
  case DEF_FIELD: {
    MidColumn mid = position_mid_column(at, def->channel, def, NULL, false, NAN);
    SceneChannel value = channel_scaled(at, scale, mid.column, id);
    if (!scale && scene_channel_kind(id) == SCENE_KIND_PAINT) check_colors(at, def, mid.column, &value);
    if (mid.band > 0 && scene_channel_kind(id) == SCENE_KIND_NUMBER)
      return channel_add(at, value, channel_number(scale_bandwidth(scale) * mid.band));
    return value;
  }
  default: return fallback;
  }
}

SceneChannel mark_nonposition_value(const MarkBuilder *at, Channel channel, SceneChannelId id, SceneChannel fallback) {
  const ChannelDef *def = mark_def(at, channel);
  SceneChannel main = main_value(at, def, id, fallback);
  RowTest invalid;
  SceneChannel shown;
  if (def && position_invalid(at, channel, def, id, &invalid, &shown))
    main = channel_choose(at, invalid, shown, main, id);
  return mark_conditions(at, def, id, fallback, main_value, main);
}

/* The value set by the mark or (where Vega would not find it by itself) by config, in place of an encoding. */
static const Json *nonposition_setting(const MarkBuilder *at, Channel channel, MarkProperty vega) {
  MarkProperty own = mark_property_of_channel(channel);
  const ChannelDef *def = mark_def(at, channel);
  bool conditional = def && def->condition_count > 0;
  if (vega != MARK_PROPERTY_NONE) return mark_property_as(at->unit, own, vega);
  return conditional ? mark_property(at->unit, own) : mark_property_own(at->unit, own);
}

void mark_nonposition(MarkBuilder *at, Channel channel, MarkProperty vega, SceneChannelId id) {
  SceneChannel fallback = channel_from_json(at, nonposition_setting(at, channel, vega), id);
  SceneChannel value = mark_nonposition_value(at, channel, id, fallback);
  if (channel_is_set(value)) at->mark->channels[id] = value;
}

/* The fill or the stroke channel itself, where the encoding has it; its own property otherwise. */
static void override_paint(MarkBuilder *at, Channel channel, SceneChannelId id, const Json *otherwise) {
  const ChannelDef *def = mark_def(at, channel);
  const Json *own = mark_property_own(at->unit, mark_property_of_channel(channel));
  SceneChannel fallback = channel_from_json(at, def && otherwise ? otherwise : own, id);
  SceneChannel value = def ? mark_nonposition_value(at, channel, id, fallback) : fallback;
  if (channel_is_set(value)) at->mark->channels[id] = value;
}

static void mark_color(MarkBuilder *at) {
  const Json *filled_setting = mark_property(at->unit, MARK_PROPERTY_FILLED);
  bool filled = filled_setting ? json_truthy(filled_setting) : at->def->filled;
  const Json *fill = mark_property_paint(at->unit, filled, MARK_PROPERTY_FILL),
             *stroke = mark_property_paint(at->unit, !filled, MARK_PROPERTY_STROKE);
  if (!fill && at->def->type->transparent_fill) fill = json_new_string(at->arena, at->def->place, "transparent");
  if (json_truthy(fill)) at->mark->channels[SCENE_FILL] = channel_from_json(at, fill, SCENE_FILL);
  if (json_truthy(stroke)) at->mark->channels[SCENE_STROKE] = channel_from_json(at, stroke, SCENE_STROKE);
  SceneChannelId id = filled ? SCENE_FILL : SCENE_STROKE;
  const Json *main = filled ? fill : stroke;
  if (!main) main = mark_property_as(at->unit, MARK_PROPERTY_COLOR, filled ? MARK_PROPERTY_FILL : MARK_PROPERTY_STROKE);
  SceneChannel color = mark_nonposition_value(at, CHANNEL_COLOR, id, channel_from_json(at, main, id));
  if (channel_is_set(color)) at->mark->channels[id] = color;
  override_paint(at, CHANNEL_FILL, SCENE_FILL, fill);
  override_paint(at, CHANNEL_STROKE, SCENE_STROKE, stroke);
}

static SceneChannel text_value(const MarkBuilder *at, const ChannelDef *def, SceneChannelId id, SceneChannel fallback) {
  if (def->kind == DEF_VALUE) return channel_from_json(at, def->value, id);
  const char *expression = mark_format_expression(at, def, false, false);
  if (!expression) return fallback;
  return channel_from_expression(at, expression, def->place, id);
}

void mark_text(MarkBuilder *at, Channel channel) {
  SceneChannelId id = channel_info(channel)->scene;
  const ChannelDef *def = mark_def(at, channel);
  if (!def) return;
  SceneChannel unset = {.state = CHANNEL_UNSET};
  SceneChannel main = def->kind == DEF_NONE ? unset : text_value(at, def, id, unset);
  SceneChannel value = mark_conditions(at, def, id, unset, text_value, main);
  if (channel_is_set(value)) at->mark->channels[id] = value;
}

/* What every mark has. */
static const Channel plain_channels[] = {CHANNEL_OPACITY, CHANNEL_FILL_OPACITY, CHANNEL_STROKE_OPACITY,
                                         CHANNEL_STROKE_WIDTH, CHANNEL_STROKE_DASH};

void mark_base(MarkBuilder *at, unsigned include) {
  mark_apply_own(at, include);
  if (include & INCLUDE_COLOR) mark_color(at);
  for (size_t i = 0; i < G_N_ELEMENTS(plain_channels); i++)
    mark_nonposition(at, plain_channels[i], MARK_PROPERTY_NONE, channel_info(plain_channels[i])->scene);
  mark_text(at, CHANNEL_HREF);
  mark_describe(at);
}

void mark_defined(MarkBuilder *at) {
  bool *defined = NULL, *valid = arena_array(at->arena, bool, at->count);
  for (int c = 0; c < CHANNEL_COUNT; c++) {
    Channel channel = (Channel)c;
    const ChannelDef *def = mark_field_def(mark_def(at, channel));
    if (!def || !channel_is_scale(channel)) continue;
    const char *mode = mark_invalid_mode(at, channel, def);
    if (strcmp(mode, "break-paths-filter-domains") != 0 && strcmp(mode, "break-paths-show-domains") != 0) continue;
    bool mid = at->unit->stack && at->unit->stack->impute && def->bin;
    mark_valid_rows(at, mark_column(at, def, mid ? PART_MID : PART_START), valid);
    if (!defined) {
      defined = arena_array(at->arena, bool, at->count);
      memset(defined, true, at->count * sizeof *defined);
    }
    for (size_t i = 0; i < at->count; i++) defined[i] = defined[i] && valid[i];
  }
  bool all = true;
  for (size_t i = 0; defined && i < at->count; i++) all = all && defined[i];
  if (all) return;
  double *numbers = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) numbers[i] = defined[i] ? 1 : 0;
  scene_set_numbers(at->mark, SCENE_DEFINED, numbers);
}
