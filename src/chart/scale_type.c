/* chart/scale_type.c: the type of scale a definition gets, and what each type can do (Vega-Lite's compile/scale/type.ts and
 * scale.ts).
 */
#include "chart/scale_model.h"
#include <string.h>

bool channel_is_color(Channel channel) {
  return channel == CHANNEL_COLOR || channel == CHANNEL_FILL || channel == CHANNEL_STROKE;
}
bool channel_is_xy(Channel channel) { return channel == CHANNEL_X || channel == CHANNEL_Y; }
bool channel_is_offset(Channel channel) { return channel == CHANNEL_X_OFFSET || channel == CHANNEL_Y_OFFSET; }

bool scale_type_is_smooth(ScaleType type) {
  return type != SCALE_NONE && scale_type_is_continuous(type) && type != SCALE_IDENTITY && type != SCALE_SEQUENTIAL &&
         type != SCALE_DIVERGING;
}

static bool is_stepped(ScaleType type) {
  return type == SCALE_QUANTILE || type == SCALE_QUANTIZE || type == SCALE_THRESHOLD;
}

bool scale_type_has_continuous_domain(ScaleType type) {
  return type != SCALE_NONE && (scale_type_is_continuous(type) || is_stepped(type));
}

static bool is_discrete_type(Type type) { return type == TYPE_NOMINAL || type == TYPE_ORDINAL; }

bool scale_has_nested_offset(const View *unit, Channel channel) {
  if (!channel_is_xy(channel)) return false;
  const ChannelDef *def = view_channel(unit, channel),
                   *offset = channel_def_scaled(view_channel(unit, channel_offset(channel)));
  if (!def || (def->kind != DEF_FIELD && def->kind != DEF_DATUM)) return false;
  return offset && (is_discrete_type(def->type) || (def->kind == DEF_FIELD && def->time_unit));
}

static bool has_discrete_range(Channel channel) { return channel == CHANNEL_SHAPE || channel == CHANNEL_STROKE_DASH; }

static ScaleType discrete_type(const View *unit, const ChannelDef *def) {
  Channel channel = def->channel;
  if (channel_is_color(channel) || has_discrete_range(channel)) return SCALE_ORDINAL;
  if (channel == CHANNEL_TIME) return SCALE_BAND;
  if (channel_is_xy(channel) || channel_is_offset(channel)) {
    if (unit->mark.type->banded || scale_has_nested_offset(unit, channel)) return SCALE_BAND;
  } else if (unit->mark.type->polar && (channel == CHANNEL_THETA || channel == CHANNEL_RADIUS)) {
    return SCALE_BAND;
  }
  if (channel_is_xy(channel)) {
    if (json_has(json_get(unit->mark.json, channel == CHANNEL_X ? "width" : "height"), "band")) return SCALE_BAND;
    if (json_boolean(json_get(def->axis, "tickBand"), json_is(json_get(def->axis, "tickBand"), JSON_STRING)))
      return SCALE_BAND;
  }
  return SCALE_POINT;
}

static ScaleType temporal_type(const ChannelDef *def) {
  if (channel_is_color(def->channel)) return SCALE_TIME;
  if (has_discrete_range(def->channel)) return SCALE_ORDINAL;
  if (def->kind == DEF_FIELD && json_is_true(json_get(def->time_unit_params, "utc"))) return SCALE_UTC;
  return def->channel == CHANNEL_TIME ? SCALE_BAND : SCALE_TIME;
}

static ScaleType quantitative_type(const ChannelDef *def) {
  if (channel_is_color(def->channel)) return def->kind == DEF_FIELD && def->bin ? SCALE_BIN_ORDINAL : SCALE_LINEAR;
  if (has_discrete_range(def->channel)) return SCALE_ORDINAL;
  return def->channel == CHANNEL_TIME ? SCALE_BAND : SCALE_LINEAR;
}

static ScaleType default_type(const View *unit, const ChannelDef *def) {
  switch (def->type) {
  case TYPE_NOMINAL:
  case TYPE_ORDINAL: return discrete_type(unit, def);
  case TYPE_TEMPORAL: return temporal_type(def);
  case TYPE_QUANTITATIVE: return quantitative_type(def);
  case TYPE_NONE:
  case TYPE_GEOJSON: break;
  }
  return SCALE_NONE;
}

static bool channel_takes_type(Channel channel, ScaleType type) {
  switch (channel) {
  case CHANNEL_X:
  case CHANNEL_Y:
  case CHANNEL_X_OFFSET:
  case CHANNEL_Y_OFFSET:
  case CHANNEL_THETA:
  case CHANNEL_RADIUS: return scale_type_is_smooth(type) || type == SCALE_BAND || type == SCALE_POINT;
  case CHANNEL_TIME: return type == SCALE_LINEAR || type == SCALE_BAND;
  case CHANNEL_COLOR:
  case CHANNEL_FILL:
  case CHANNEL_STROKE: return type != SCALE_BAND;
  case CHANNEL_SHAPE:
  case CHANNEL_STROKE_DASH: return type == SCALE_ORDINAL || is_stepped(type);
  default:
    return scale_type_is_smooth(type) || is_stepped(type) || type == SCALE_BAND || type == SCALE_POINT ||
           type == SCALE_ORDINAL;
  }
}

static bool data_takes_type(Type data, ScaleType type) {
  if (is_discrete_type(data)) return scale_type_is_discrete_domain(type);
  if (data == TYPE_TEMPORAL) return scale_type_is_temporal(type);
  if (data == TYPE_QUANTITATIVE)
    return (scale_type_is_smooth(type) && !scale_type_is_temporal(type)) || is_stepped(type);
  return true;
}

ScaleType scale_type_choose(const View *unit, const ChannelDef *def, const Json *specified) {
  const Json *written = json_get(specified, "type");
  Messages *messages = unit->spec->messages;
  ScaleType fallback = default_type(unit, def);
  if (!written) return fallback;
  ScaleType type = scale_type_from_name(json_string(written, NULL));
  if (type == SCALE_NONE) {
    const char *name = json_string(written, "");
    messages_warn(messages, written->place, "unknown scale type \"%s\"%s", name,
                  suggest(unit->spec->arena, name, scale_type_names));
    return fallback;
  }
  if (!channel_takes_type(def->channel, type)) {
    messages_warn(messages, written->place, "channel \"%s\" does not work with a %s scale; a %s scale is used instead",
                  channel_name(def->channel), scale_type_name(type), fallback ? scale_type_name(fallback) : "default");
    return fallback;
  }
  if (def->kind == DEF_FIELD && !data_takes_type(def->type, type)) {
    messages_warn(messages, written->place,
                  "a field of this type does not work with a %s scale; a %s scale is used instead",
                  scale_type_name(type), fallback ? scale_type_name(fallback) : "default");
    return fallback;
  }
  return type;
}

typedef enum Category { NUMERIC, TIMES, NAMES, BINNED_NAMES, PLACES, STEPS } Category;

static Category category_of(ScaleType type) {
  if (scale_type_is_temporal(type)) return TIMES;
  if (type == SCALE_ORDINAL) return NAMES;
  if (type == SCALE_BIN_ORDINAL) return BINNED_NAMES;
  if (type == SCALE_POINT || type == SCALE_BAND) return PLACES;
  return is_stepped(type) ? STEPS : NUMERIC;
}

bool scale_types_compatible(ScaleType a, ScaleType b) {
  Category x = category_of(a), y = category_of(b);
  return x == y || (x == PLACES && y == TIMES) || (x == TIMES && y == PLACES);
}

int scale_type_precedence(ScaleType type) {
  if (type == SCALE_BAND) return 11;
  if (type == SCALE_POINT) return 10;
  return category_of(type) == NUMERIC && type != SCALE_LINEAR ? 1 : 0;
}

/* Which types take a property. */
static bool takes_any(ScaleType type) { return type != SCALE_NONE; }
static bool takes_scheme(ScaleType type) { return type != SCALE_POINT && type != SCALE_BAND && type != SCALE_IDENTITY; }
static bool takes_bins(ScaleType type) { return takes_scheme(type) && type != SCALE_ORDINAL; }
static bool is_place(ScaleType type) { return type == SCALE_POINT || type == SCALE_BAND; }
static bool takes_padding(ScaleType type) { return scale_type_is_smooth(type) || is_place(type); }
static bool takes_inner(ScaleType type) { return type == SCALE_BAND; }
static bool takes_nice(ScaleType type) {
  return scale_type_is_smooth(type) || type == SCALE_QUANTIZE || type == SCALE_THRESHOLD;
}
static bool takes_exponent(ScaleType type) { return type == SCALE_POW; }
static bool takes_base(ScaleType type) { return type == SCALE_LOG; }
static bool takes_constant(ScaleType type) { return type == SCALE_SYMLOG; }
static bool takes_zero(ScaleType type) {
  return scale_type_has_continuous_domain(type) && type != SCALE_LOG && !scale_type_is_temporal(type) &&
         type != SCALE_THRESHOLD && type != SCALE_QUANTILE;
}

static const struct {
  const char *property;
  bool (*takes)(ScaleType type);
} support[] = {
    {"reverse", takes_any},
    {"range", takes_any},
    {"scheme", takes_scheme},
    {"interpolate", takes_scheme},
    {"bins", takes_bins},
    {"round", takes_padding},
    {"padding", takes_padding},
    {"rangeMin", takes_padding},
    {"rangeMax", takes_padding},
    {"paddingOuter", is_place},
    {"align", is_place},
    {"paddingInner", takes_inner},
    {"domainMax", scale_type_is_smooth},
    {"domainMin", scale_type_is_smooth},
    {"domainMid", scale_type_is_smooth},
    {"domainRaw", scale_type_is_smooth},
    {"clamp", scale_type_is_smooth},
    {"nice", takes_nice},
    {"exponent", takes_exponent},
    {"base", takes_base},
    {"constant", takes_constant},
    {"zero", takes_zero},
};

bool scale_type_supports(ScaleType type, const char *property) {
  for (size_t i = 0; i < G_N_ELEMENTS(support); i++)
    if (strcmp(support[i].property, property) == 0) return support[i].takes(type);
  return false;
}
