/* vegalite/mark/position.c: what a position refers to: scaled values, bands, mid points, zero, invalid values
 * (Vega-Lite's encode/valueref.ts, scaledZeroOrMinOrMax.ts, offset.ts, invalid.ts).
 */
#include "vegalite/mark/position.h"
#include <math.h>
#include <string.h>

/* The slots along one direction of the page, and the mark property whose values ask for them. */
typedef struct DirectionSlots {
  Slot start, center, end, size;
  MarkProperty property;
  const char *at_start, *at_center, *at_end;
} DirectionSlots;

static const DirectionSlots horizontal_slots = {SLOT_X, SLOT_XC,  SLOT_X2, SLOT_WIDTH, MARK_PROPERTY_ALIGN,
                                                "left", "center", "right"};
static const DirectionSlots vertical_slots = {SLOT_Y, SLOT_YC,  SLOT_Y2, SLOT_HEIGHT, MARK_PROPERTY_BASELINE,
                                              "top",  "middle", "bottom"};

static const DirectionSlots *slots_along(Channel channel) {
  return channel_is_vertical(channel) ? &vertical_slots : &horizontal_slots;
}

Target position_target(Channel channel) {
  const ChannelInfo *info = channel_info(channel);
  if (info->place != PLACE_AXES) return (Target){SLOT_NONE, info->scene};
  const DirectionSlots *slots = slots_along(channel);
  return (Target){info->main == channel ? slots->start : slots->end, info->scene};
}

Target position_size_target(Channel channel) { return (Target){slots_along(channel)->size, SCENE_WIDTH}; }

void position_set(MarkBuilder *at, Target target, SceneChannel value) {
  if (!channel_is_set(value)) return;
  if (target.slot != SLOT_NONE)
    at->slots[target.slot] = value;
  else
    at->mark->channels[target.id] = value;
}

SceneChannel position_from_json(const MarkBuilder *at, Channel channel, const Json *json) {
  const ChannelInfo *info = channel_info(channel);
  if (info->place == PLACE_AXES && json_is_string(json, info->direction->size))
    return channel_number(channel_extent(channel, at->frame->width, at->frame->height));
  bool is_length = info->place == PLACE_AXES || channel_info(info->main)->gives == GIVES_RADIUS;
  return is_length ? position_length(at, channel, json) : channel_from_json(at, json, SCENE_X);
}

SceneChannel position_size(const MarkBuilder *at, Channel channel, const Json *json) {
  return channel_is_xy(channel_main(channel)) && at->mark->type != SCENE_IMAGE
             ? position_length(at, channel, json)
             : channel_from_json(at, json, SCENE_WIDTH);
}

SceneChannel position_length(const MarkBuilder *at, Channel channel, const Json *json) {
  double by = stretch_along(at->frame->stretch, channel);
  SceneChannel value = channel_from_json(at, json, SCENE_WIDTH);
  /* Expressions read the size that the plot has. */
  return by == 1 || value.state != CHANNEL_CONSTANT || mark_expression(json) ? value
                                                                             : channel_number(value.number * by);
}

static bool domain_has_zero(const Value *domain, size_t count) {
  bool numeric = domain[0].kind == VALUE_NUMBER && domain[count - 1].kind == VALUE_NUMBER;
  double first = numeric ? domain[0].number : NAN, last = numeric ? domain[count - 1].number : NAN;
  return MIN(first, last) <= 0 && 0 <= MAX(first, last);
}

/* The scaled value for zero, or the end of the domain that is nearest (scaledZeroOrMinOrMax); unset without a scale. */
static SceneChannel position_zero(const MarkBuilder *at, Channel channel, bool max) {
  const Scale *scale = mark_scale(at, channel);
  if (!scale) return (SceneChannel){.state = CHANNEL_UNSET};
  const ScaleModel *model = at->frame->scales[channel_scale(channel)].model;
  DomainZero known = model ? model->domain_zero : ZERO_MAYBE;
  if (known == ZERO_SURELY) return channel_number(scale_map_number(scale, value_number(0)));
  size_t count = 0;
  const Value *domain = scale_domain(scale, &count);
  if (count == 0) return channel_number(NAN);
  if (known == ZERO_MAYBE && scale_type_maps_zero(mark_scale_type(at, channel)) && domain_has_zero(domain, count))
    return channel_number(scale_map_number(scale, value_number(0)));
  return channel_number(scale_map_number(scale, domain[max ? count - 1 : 0]));
}

double position_band(const MarkBuilder *at, const ChannelDef *def, const ChannelDef *def2) {
  return def_is_data(def) ? mark_band_position(at->unit, def, def2 != NULL) : (double)NAN;
}

/* A binned field on a discrete scale goes by the text of its range. */
static bool bin_needs_range(const ChannelDef *def, Channel channel) {
  return def->bin && channel_is_scale(channel) && (def->type == TYPE_ORDINAL || def->type == TYPE_NOMINAL);
}

static const Column *column_between(const MarkBuilder *at, const Column *start, const Column *end, double fraction) {
  if (!start || !end) return NULL;
  const double *from = column_numbers(start, at->arena), *to = column_numbers(end, at->arena);
  double *between = arena_array(at->arena, double, at->count);
  for (size_t i = 0; i < at->count; i++) between[i] = (1 - fraction) * from[i] + fraction * to[i];
  return column_from_numbers(between, at->count, at->arena);
}

SceneChannel position_between(const MarkBuilder *at, Channel channel, const Column *start, const Column *end,
                              double fraction, SceneChannel offset) {
  const Column *column = fraction == 0 ? start : fraction == 1 ? end : column_between(at, start, end, fraction);
  return channel_add(at, channel_scaled(at, mark_scale(at, channel), column, SCENE_X), offset);
}

MidColumn position_mid_column(const MarkBuilder *at, Channel channel, const ChannelDef *def, const ChannelDef *def2,
                              bool impute, double band_position) {
  const ScaleType *type = mark_scale_type(at, channel);
  bool discrete = scale_type_is_discrete_domain(type);
  double band = band_position;
  if (def->type != TYPE_NONE) {
    if (isnan(band)) band = position_band(at, def, def2);
    bool has_band = !isnan(band) && band != 0;
    if (def->bin || (has_band && def_has_time_unit(def) && def->type == TYPE_TEMPORAL)) {
      if (impute) return (MidColumn){mark_column(at, def, def->bin ? PART_MID : PART_START), 0};
      if (has_band && !discrete && mark_scale(at, channel))
        return (MidColumn){column_between(at, mark_column(at, def, PART_START), mark_column(at, def, PART_NEXT), band),
                           0};
      return (MidColumn){mark_column(at, def, bin_needs_range(def, channel) ? PART_RANGE : PART_START), 0};
    }
    if (def->binned && def_is_field(def2)) {
      double fraction = isnan(band) ? 0.5 : band;
      return (MidColumn){
          column_between(at, mark_column(at, def, PART_START), mark_column(at, def2, PART_START), fraction), 0};
    }
  }
  if (isnan(band)) band = isnan(def->band_position) ? 0.5 : def->band_position;
  return (MidColumn){mark_column(at, def, def->bin && discrete ? PART_RANGE : PART_START),
                     scale_type_is_banded(type) ? band : 0};
}

static SceneChannel position_mid(const MarkBuilder *at, const MidPoint *ask) {
  const ChannelDef *def = ask->def;
  const Scale *scale = mark_scale(at, ask->channel);
  if (def_is_field(def)) {
    bool impute = ask->stacked && at->unit->stack && at->unit->stack->impute;
    MidColumn mid = position_mid_column(at, ask->channel, def, ask->def2, impute, ask->band_position);
    SceneChannel value = channel_scaled(at, scale, mid.column, SCENE_X);
    if (mid.band != 0 && scale) value = channel_add(at, value, channel_number(scale_bandwidth(scale) * mid.band));
    return channel_add(at, value, ask->offset);
  }
  if (def && def->kind == DEF_DATUM) {
    double band = !isnan(ask->band_position)  ? ask->band_position
                  : isnan(def->band_position) ? 0.5
                                              : def->band_position;
    double extra = scale && scale_type_is_banded(mark_scale_type(at, ask->channel)) ? scale_bandwidth(scale) * band : 0;
    SceneChannel value = channel_scaled_value(at, scale, mark_datum(at->frame, def->datum), SCENE_X);
    return channel_add(at, channel_add(at, value, channel_number(extra)), ask->offset);
  }
  if (def && def->kind == DEF_VALUE)
    return channel_add(at, position_from_json(at, ask->channel, def->value), ask->offset);
  return channel_is_set(ask->otherwise) ? channel_add(at, ask->otherwise, ask->offset) : ask->otherwise;
}

bool position_invalid(const MarkBuilder *at, Channel channel, const ChannelDef *def, SceneChannelId id, RowTest *test,
                      SceneChannel *value) {
  const ChannelDef *field = mark_field_def(def);
  if (!field || strcmp(mark_invalid_mode(at, channel, field), "show") != 0) return false;
  bool *invalid = arena_array(at->arena, bool, at->count);
  mark_valid_rows(at, mark_column(at, field, PART_START), invalid);
  for (size_t i = 0; i < at->count; i++) invalid[i] = !invalid[i];
  *test = (RowTest){.rows = invalid};
  const Json *as = json_get(json_path(at->config, "scale.invalid"), channel_name(channel_scale(channel)));
  if (json_has(as, "value")) {
    *value = channel_from_json(at, json_get(as, "value"), id);
    return true;
  }
  const Scale *scale = mark_scale(at, channel);
  if (scene_channel_kind(id) == SCENE_KIND_NUMBER) {
    *value = position_zero(at, channel, false);
    return true;
  }
  size_t count = 0;
  const Value *domain = scale_domain(scale, &count);
  const ScaleModel *model = at->frame->scales[channel_scale(channel)].model;
  DomainZero known = model ? model->domain_zero : ZERO_MAYBE;
  bool zero = count == 0 || known == ZERO_SURELY || (known == ZERO_MAYBE && domain_has_zero(domain, count));
  *value = channel_scaled_value(at, scale, zero ? value_number(0) : domain[0], id);
  return true;
}

SceneChannel position_mid_or_invalid(const MarkBuilder *at, const MidPoint *ask) {
  SceneChannel main = position_mid(at, ask), shown;
  RowTest invalid;
  if (!ask->def || !position_invalid(at, ask->channel, ask->def, SCENE_X, &invalid, &shown)) return main;
  return channel_choose(at, invalid, shown, main, SCENE_X);
}

Offset position_offset(const MarkBuilder *at, Channel channel, double band_position) {
  const Json *own = mark_property_own(at->unit, mark_property_of_offset(channel));
  Channel offset = channel_is_xy(channel) ? channel_offset(channel) : CHANNEL_NONE;
  const ChannelDef *def = mark_def(at, offset);
  SceneChannel value = channel_from_json(at, own, SCENE_X);
  if (def) {
    MidPoint ask = {.channel = offset, .def = def, .band_position = band_position, .otherwise = value};
    return (Offset){position_mid(at, &ask), true};
  }
  return (Offset){json_truthy(own) ? value : (SceneChannel){.state = CHANNEL_UNSET}, false};
}

/* The end of the axis where there is no scale. */
static SceneChannel plain_end(const MarkBuilder *at, Channel channel, bool max) {
  double width = at->frame->width, height = at->frame->height;
  switch (channel_info(channel)->gives) {
  case GIVES_RADIUS: return channel_number(max ? MIN(width, height) / 2 : 0);
  case GIVES_TURN: return channel_number(max ? 2 * G_PI : 0);
  case GIVES_POSITION: return channel_number(channel_is_vertical(channel) ? (max ? 0 : height) : (max ? width : 0));
  default: return (SceneChannel){.state = CHANNEL_UNSET};
  }
}

SceneChannel position_default(const MarkBuilder *at, Channel channel, DefaultPosition otherwise) {
  const Json *setting =
      mark_property_as(at->unit, mark_property_of_channel(channel), mark_property_of_vega_channel(channel));
  if (setting) return position_from_json(at, channel, setting);
  Channel main = channel_main(channel);
  switch (otherwise) {
  case DEFAULT_MID:
    return channel_number(channel_is_xy(main) ? channel_extent(main, at->frame->width, at->frame->height) / 2 : 0);
  case DEFAULT_ZERO_OR_MIN:
  case DEFAULT_ZERO_OR_MAX: {
    bool max = otherwise == DEFAULT_ZERO_OR_MAX;
    SceneChannel zero = position_zero(at, main, max);
    return channel_is_set(zero) ? zero : plain_end(at, channel, max);
  }
  default: return (SceneChannel){.state = CHANNEL_UNSET};
  }
}

Target position_aligned(const MarkBuilder *at, Channel channel, bool top) {
  if (!channel_is_xy(channel)) return position_target(channel);
  const DirectionSlots *slots = slots_along(channel);
  const char *given = json_string(mark_property(at->unit, slots->property), "");
  Slot slot = top ? slots->start : slots->center;
  if (strcmp(given, slots->at_start) == 0) slot = slots->start;
  if (strcmp(given, slots->at_center) == 0) slot = slots->center;
  if (strcmp(given, slots->at_end) == 0) slot = slots->end;
  return (Target){slot, channel_info(channel)->scene};
}
