/* vegalite/mark/scaled.c: data through scales into scene channels, for any type of range. */
#include "vegalite/mark/values.h"
#include <math.h>

static Paint paint_of(Rgba color) { return (Paint){.kind = color.a < 0 ? PAINT_NONE : PAINT_COLOR, .color = color}; }

static SceneChannel scaled_paints(const MarkBuilder *at, const Scale *scale, const Column *column) {
  size_t count = at->count;
  const Rgba *colors;
  const guint32 *slots = scale_map_color_slots(scale, column, &colors, &count, at->arena);
  if (!slots) colors = scale_map_colors(scale, column, at->arena);
  Paint *paints = arena_array(at->arena, Paint, count);
  for (size_t i = 0; i < count; i++) paints[i] = paint_of(colors[i]);
  return (SceneChannel){.state = CHANNEL_COLUMN, .paints = paints, .slots = slots};
}

/* Whether the scale gives this kind of channel directly. */
static bool range_suits(const Scale *scale, SceneChannelKind kind) {
  switch (scale_range_kind(scale)) {
  case RANGE_NUMBERS: return kind == SCENE_KIND_NUMBER;
  case RANGE_COLORS: return kind == SCENE_KIND_PAINT;
  case RANGE_STRINGS: return kind == SCENE_KIND_STRING;
  case RANGE_NUMBER_ARRAYS: return kind == SCENE_KIND_ARRAY;
  }
  return false;
}

SceneChannel channel_scaled(const MarkBuilder *at, const Scale *scale, const Column *column, SceneChannelId id) {
  if (arena_is_cancelled(at->arena)) return (SceneChannel){.state = CHANNEL_UNSET};
  if (!scale) return channel_from_column(at, column, id);
  if (!column) return channel_scaled_value(at, scale, value_undefined(), id);
  if (!range_suits(scale, scene_channel_kind(id))) {
    Value *values = arena_array(at->arena, Value, at->count);
    for (size_t i = 0; i < at->count; i++) values[i] = scale_map_value(scale, column_value(column, i), at->arena);
    return channel_from_column(at, column_from_values(values, at->count, at->arena), id);
  }
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER: return channel_numbers(scale_map_numbers(scale, column, at->arena));
  case SCENE_KIND_PAINT: return scaled_paints(at, scale, column);
  case SCENE_KIND_STRING:
    return (SceneChannel){.state = CHANNEL_COLUMN, .strings = scale_map_strings(scale, column, at->arena)};
  default: return (SceneChannel){.state = CHANNEL_COLUMN, .arrays = scale_map_arrays(scale, column, at->arena)};
  }
}

SceneChannel channel_scaled_value(const MarkBuilder *at, const Scale *scale, Value value, SceneChannelId id) {
  if (!scale) return channel_from_value(at, value, id);
  if (!range_suits(scale, scene_channel_kind(id)))
    return channel_from_value(at, scale_map_value(scale, value, at->arena), id);
  SceneChannel out = {.state = CHANNEL_CONSTANT};
  switch (scene_channel_kind(id)) {
  case SCENE_KIND_NUMBER: out.number = scale_map_number(scale, value); break;
  case SCENE_KIND_PAINT: return scene_channel_paint(paint_of(scale_map_color(scale, value)), at->arena);
  case SCENE_KIND_STRING: out.string = scale_map_string(scale, value); break;
  default: out.array = scale_map_array(scale, value); break;
  }
  return out;
}
