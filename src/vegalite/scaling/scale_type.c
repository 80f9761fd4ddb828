/* vegalite/scaling/scale_type.c: the type of scale a definition gets, and what each type can do (Vega-Lite's compile/scale/type.ts and
 * scale.ts).
 */
#include "vegalite/scaling/scale_model.h"
#include <string.h>

static bool is_discrete_type(Type type) { return type == TYPE_NOMINAL || type == TYPE_ORDINAL; }

bool scale_has_nested_offset(const View *unit, Channel channel) {
  const ChannelDef *def = view_channel(unit, channel),
                   *offset = channel_def_scaled(view_channel(unit, channel_offset(channel)));
  if (!def || (def->kind != DEF_FIELD && def->kind != DEF_DATUM)) return false;
  return offset && (is_discrete_type(def->type) || (def->kind == DEF_FIELD && def->time_unit));
}

static bool has_discrete_range(Channel channel) { return channel_info(channel)->discrete_range; }

static const ScaleType *discrete_type(const View *unit, const ChannelDef *def) {
  Channel channel = def->channel;
  if (channel_is_color(channel) || has_discrete_range(channel)) return &scale_ordinal;
  if (channel_is_xy(channel) || channel_is_offset(channel)) {
    if (unit->mark.type->banded || scale_has_nested_offset(unit, channel)) return &scale_band;
  } else if (unit->mark.type->polar && channel_is_polar(channel)) {
    return &scale_band;
  }
  if (channel_is_xy(channel)) {
    if (json_has(json_get(unit->mark.json, channel_info(channel)->direction->size), "band")) return &scale_band;
    if (json_boolean(json_get(def->axis, "tickBand"), json_is(json_get(def->axis, "tickBand"), JSON_STRING)))
      return &scale_band;
  }
  return &scale_point;
}

static const ScaleType *temporal_type(const ChannelDef *def) {
  if (channel_is_color(def->channel)) return &scale_time;
  if (has_discrete_range(def->channel)) return &scale_ordinal;
  bool utc = def->kind == DEF_FIELD && json_is_true(json_get(def->time_unit_params, "utc"));
  return utc ? &scale_utc : &scale_time;
}

static const ScaleType *quantitative_type(const ChannelDef *def) {
  if (has_discrete_range(def->channel)) return &scale_ordinal;
  bool bins = channel_is_color(def->channel) && def->kind == DEF_FIELD && def->bin;
  return bins ? &scale_bin_ordinal : &scale_linear;
}

static const ScaleType *default_type(const View *unit, const ChannelDef *def) {
  switch (def->type) {
  case TYPE_NOMINAL:
  case TYPE_ORDINAL: return discrete_type(unit, def);
  case TYPE_TEMPORAL: return temporal_type(def);
  case TYPE_QUANTITATIVE: return quantitative_type(def);
  case TYPE_NONE:
  case TYPE_GEOJSON: break;
  }
  return NULL;
}

static bool channel_takes_type(Channel channel, const ScaleType *type) {
  bool smooth = scale_type_is_smooth(type), stepped = scale_type_is_stepped(type), placed = scale_type_is_placed(type),
       named = scale_type_is_named(type);
  if (channel_is_color(channel)) return !scale_type_is_banded(type);
  if (has_discrete_range(channel)) return named || stepped;
  if (channel_is_xy(channel) || channel_is_offset(channel) || channel_is_polar(channel)) return smooth || placed;
  return smooth || stepped || placed || named;
}

static bool data_takes_type(Type data, const ScaleType *type) {
  if (is_discrete_type(data)) return scale_type_is_discrete_domain(type);
  if (data == TYPE_TEMPORAL) return scale_type_is_temporal(type);
  if (data == TYPE_QUANTITATIVE)
    return (scale_type_is_smooth(type) && !scale_type_is_temporal(type)) || scale_type_is_stepped(type);
  return true;
}

static const char *type_name(const ScaleType *type) { return type ? type->name : "default"; }

const ScaleType *scale_type_choose(const View *unit, const ChannelDef *def, const Json *specified) {
  const Json *written = json_get(specified, "type");
  Messages *messages = unit->spec->messages;
  const ScaleType *fallback = default_type(unit, def);
  if (!written) return fallback;
  const ScaleType *type = scale_type_find(json_string(written, NULL));
  if (!type) {
    const char *name = json_string(written, "");
    messages_warn(messages, written->place, "W411", "unknown scale type \"%s\"%s", name,
                  suggest(unit->spec->arena, name, scale_type_names(unit->spec->arena)));
    return fallback;
  }
  if (!channel_takes_type(def->channel, type)) {
    messages_warn(messages, written->place, "W412",
                  "channel \"%s\" does not support scale type \"%s\"; using \"%s\" instead", channel_name(def->channel),
                  type->name, type_name(fallback));
    return fallback;
  }
  if (def->kind == DEF_FIELD && !data_takes_type(def->type, type)) {
    messages_warn(messages, written->place, "W413",
                  "this type of field does not support scale type \"%s\"; using \"%s\" instead", type->name,
                  type_name(fallback));
    return fallback;
  }
  return type;
}

bool scale_types_compatible(const ScaleType *a, const ScaleType *b) {
  return a->kind == b->kind || (scale_type_is_placed(a) && scale_type_is_temporal(b)) ||
         (scale_type_is_temporal(a) && scale_type_is_placed(b));
}

static const struct {
  const char *property;
  unsigned group; /* SCALE_TAKES_…; 0: every type takes it */
} support[] = {
    {"reverse", 0},
    {"range", 0},
    {"scheme", SCALE_TAKES_SCHEME},
    {"interpolate", SCALE_TAKES_SCHEME},
    {"bins", SCALE_TAKES_BINS},
    {"round", SCALE_TAKES_PADDING},
    {"padding", SCALE_TAKES_PADDING},
    {"rangeMin", SCALE_TAKES_PADDING},
    {"rangeMax", SCALE_TAKES_PADDING},
    {"paddingOuter", SCALE_TAKES_ENDS},
    {"align", SCALE_TAKES_ENDS},
    {"paddingInner", SCALE_TAKES_GAPS},
    {"domainMax", SCALE_TAKES_BOUNDS},
    {"domainMin", SCALE_TAKES_BOUNDS},
    {"domainMid", SCALE_TAKES_BOUNDS},
    {"domainRaw", SCALE_TAKES_BOUNDS},
    {"clamp", SCALE_TAKES_BOUNDS},
    {"nice", SCALE_TAKES_NICE},
    {"zero", SCALE_TAKES_ZERO},
};

bool scale_type_supports(const ScaleType *type, const char *property) {
  for (size_t i = 0; i < G_N_ELEMENTS(support); i++)
    if (strcmp(support[i].property, property) == 0)
      return !support[i].group || (support[i].group & scale_rules(type)->takes);
  return g_strcmp0(type->parameter, property) == 0;
}
