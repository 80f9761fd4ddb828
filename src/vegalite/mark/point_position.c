/* vegalite/mark/point_position.c: points, and ranges from one point to another (encode/position-point.ts, position-range.ts). */
#include "vegalite/mark/position.h"
#include <math.h>
#include <string.h>

static bool has_geo(const MarkBuilder *at) { return mark_def(at, CHANNEL_LATITUDE) || mark_def(at, CHANNEL_LONGITUDE); }

static bool stacks(const MarkBuilder *at, Channel channel, const ChannelDef *def) {
  return at->unit->stack && at->unit->stack->field_channel == channel && def_is_data(def);
}

/* The end of a stacked item, or the place inside it that bandPosition asks for. */
static SceneChannel stacked_position(const MarkBuilder *at, Channel channel, const ChannelDef *def,
                                     SceneChannel offset) {
  const Stack *stack = at->unit->stack;
  if (def->kind == DEF_DATUM)
    return channel_add(
        at, channel_scaled_value(at, mark_scale(at, channel), mark_datum(at->frame, def->datum), SCENE_X), offset);
  double band = def->band_position;
  if (isnan(band) && channel_is_polar(channel) && at->def->type->text_at_middle) band = 0.5;
  const Column *start = table_field(at->table, stack->start), *end = table_field(at->table, stack->end);
  return position_between(at, channel, start, end, isnan(band) ? 1 : band, offset);
}

static SceneChannel point_position(MarkBuilder *at, Channel channel, DefaultPosition otherwise) {
  const ChannelDef *def = mark_def(at, channel);
  if (!def && channel_is_xy(channel) && has_geo(at)) return mark_geo_position(at, channel);
  Offset offset = position_offset(at, channel, 0.5);
  if (stacks(at, channel, def) && at->table) return stacked_position(at, channel, def, offset.value);
  MidPoint ask = {.channel = channel,
                  .def = def,
                  .def2 = mark_def(at, channel_secondary(channel)),
                  .stacked = true,
                  .offset = offset.value};
  ask.band_position = offset.from_encoding ? 0 : NAN;
  bool needs_default = !def || def->kind == DEF_NONE;
  if (needs_default) ask.otherwise = position_default(at, channel, otherwise);
  return position_mid_or_invalid(at, &ask);
}

void mark_point_position_at(MarkBuilder *at, Channel channel, DefaultPosition otherwise, Target target) {
  position_set(at, target, point_position(at, channel, otherwise));
}

void mark_point_position(MarkBuilder *at, Channel channel, DefaultPosition otherwise) {
  Target target = position_target(channel);
  /* A text has its polar place in properties of its own. */
  if (channel_is_polar(channel) && at->mark->type == SCENE_TEXT) target.id = channel_info(channel)->text_scene;
  mark_point_position_at(at, channel, otherwise, target);
}

/* The word "width" stands for that of the plot. */
static SceneChannel sized_as(const MarkBuilder *at, Channel channel, const Json *size) {
  return json_is(size, JSON_STRING) ? position_from_json(at, channel, size) : position_size(at, channel, size);
}

/* The far end, or the size, that is set in one place: x2 before width. False when neither is. */
static bool second_from(MarkBuilder *at, Channel channel2, const Json *const *set, bool *sized) {
  Channel main = channel_main(channel2);
  MarkProperty vega = mark_property_of_vega_channel(channel2), own = mark_property_of_channel(channel2);
  const Json *end = vega == MARK_PROPERTY_NONE ? NULL : set[vega];
  if (!end && own != MARK_PROPERTY_NONE) end = set[own];
  if (end) {
    position_set(at, position_target(channel2), position_from_json(at, channel2, end));
    return true;
  }
  if (!channel_is_xy(main)) return false;
  const Json *size = set[mark_property_of_size(main)];
  if (!json_truthy(size) || json_has(size, "band")) return false;
  position_set(at, position_size_target(main), sized_as(at, channel2, size));
  *sized = true;
  return true;
}

static bool second_from_settings(MarkBuilder *at, Channel channel2, bool *sized) {
  const MarkProperties *of = at->def->properties;
  return second_from(at, channel2, of->own, sized) || second_from(at, channel2, of->by_style, sized) ||
         second_from(at, channel2, of->by_type, sized) || second_from(at, channel2, of->of_all, sized);
}

/* pointPosition2OrSize. True when it set a size rather than the far end. */
static bool second_position(MarkBuilder *at, Channel channel2, DefaultPosition otherwise) {
  Channel main = channel_main(channel2);
  const ChannelDef *def = mark_def(at, main), *def2 = mark_def(at, channel2);
  bool own_offset = def2 || mark_property_own(at->unit, mark_property_of_channel(channel2));
  Offset offset = position_offset(at, own_offset ? channel2 : main, NAN);
  Target target = position_target(channel2);
  if (!def && channel_is_xy(main) && has_geo(at)) {
    const Json *size = mark_property_own(at->unit, mark_property_of_size(main));
    if (!size || json_is_null(size)) {
      position_set(at, target, mark_geo_position(at, channel2));
      return false;
    }
    position_set(at, position_size_target(main), position_size(at, channel2, size));
    return true;
  }
  SceneChannel value = {.state = CHANNEL_UNSET};
  if (stacks(at, main, def) && at->table) {
    if (def->kind == DEF_FIELD)
      value = position_between(at, main, table_field(at->table, at->unit->stack->start), NULL, 0, offset.value);
    else
      value = stacked_position(at, main, def, offset.value);
  } else if (def2 && def2->kind != DEF_NONE) {
    MidPoint ask = {.channel = channel2, .def = def2, .stacked = true, .offset = offset.value, .band_position = NAN};
    value = position_mid_or_invalid(at, &ask);
  }
  bool sized = false;
  if (channel_is_set(value))
    position_set(at, target, value);
  else if (!second_from_settings(at, channel2, &sized))
    position_set(at, target, position_default(at, channel2, otherwise));
  return sized;
}

void mark_range_position(MarkBuilder *at, Channel channel, DefaultPosition otherwise, DefaultPosition otherwise2) {
  bool sized = second_position(at, channel_secondary(channel), otherwise2);
  Target target = sized ? position_aligned(at, channel, false) : position_target(channel);
  mark_point_position_at(at, channel, otherwise, target);
}
