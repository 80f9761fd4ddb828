/* vegalite/scaling/scale_property.c: defaults of scale properties, by Vega-Lite's rules (compile/scale/properties.ts).
 *
 * A rule sees one use of the scale. It returns NULL for no value; properties without a rule come from config.scale.
 */
#include "vegalite/scaling/scale_model.h"
#include <string.h>

typedef struct RuleContext {
  const ScaleModel *model;
  const ScaleUse *use;
  const Json *config; /* config.scale */
  Arena *arena;
} RuleContext;

typedef const Json *(*Rule)(const RuleContext *at);

static const Json *new_number(const RuleContext *at, double value) {
  return json_new_number(at->arena, at->use->def->place, value);
}
static const Json *new_boolean(const RuleContext *at, bool value) {
  return json_new_boolean(at->arena, at->use->def->place, value);
}
static bool is_field(const RuleContext *at) { return at->use->def->kind == DEF_FIELD; }
static bool is_binned(const RuleContext *at) { return is_field(at) && (at->use->def->bin || at->use->def->binned); }
static const MarkType *mark_of(const RuleContext *at) { return at->use->unit->mark.type; }

/* The position channel along which a bar has its width and a line its steps. */
static bool along_dimension(const RuleContext *at) {
  Channel channel = at->model->channel;
  return channel_is_xy(channel) &&
         g_strcmp0(at->use->unit->mark.orient, channel_info(channel)->direction->dimension_orient) == 0;
}

static const Json *rule_bins(const RuleContext *at) {
  const ChannelDef *def = at->use->def;
  if (!is_field(at)) return NULL;
  if (def->bin) return new_boolean(at, true);
  const Json *step = def->binned ? json_get(json_get(def->json, "bin"), "step") : NULL;
  return step ? json_with(at->arena, NULL, "step", step) : NULL;
}

static const Json *rule_interpolate(const RuleContext *at) {
  if (!channel_is_color(at->model->channel) || at->use->def->type == TYPE_NOMINAL) return NULL;
  return json_new_string(at->arena, at->use->def->place, "hcl");
}

static bool is_given(const Json *json) { return json && !json_is_null(json); }

static const Json *rule_nice(const RuleContext *at) {
  const Json *specified = at->use->specified;
  bool bounded = json_is(at->use->domain, JSON_ARRAY) || is_given(json_get(specified, "domainMax")) ||
                 is_given(json_get(specified, "domainMin"));
  if (is_binned(at) || bounded || scale_type_is_temporal(at->model->type)) return NULL;
  return channel_is_xy(at->model->channel) ? new_boolean(at, true) : NULL;
}

static const Json *rule_padding(const RuleContext *at) {
  const ChannelDef *def = at->use->def;
  if (!channel_is_xy(at->model->channel)) return NULL;
  if (scale_type_is_smooth(at->model->type)) {
    const Json *general = json_get(at->config, "continuousPadding");
    if (general) return general;
    bool sized = is_field(at) && (def->bin || def->binned || def->time_unit);
    if (mark_of(at)->thickness == THICKNESS_ACROSS && !sized && along_dimension(at))
      return json_get(json_get(at->use->unit->spec->config, mark_of(at)->name), "continuousBandSize");
  }
  bool points = scale_type_is_placed(at->model->type) && !at->model->type->banded;
  return points ? json_get(at->config, "pointPadding") : NULL;
}

static const Json *rule_padding_inner(const RuleContext *at) {
  Channel channel = at->model->channel;
  if (at->model->detail->properties[PROPERTY_PADDING].split.value) return NULL;
  if (channel_is_offset(channel)) return json_get(at->config, "offsetBandPaddingInner");
  if (!channel_is_xy(channel)) return NULL;
  if (scale_has_nested_offset(at->use->unit, channel)) return json_get(at->config, "bandWithNestedOffsetPaddingInner");
  return mark_band_padding(at->use->unit);
}

static const Json *rule_padding_outer(const RuleContext *at) {
  Channel channel = at->model->channel;
  const ScaleType *type = at->model->type;
  if (at->model->detail->properties[PROPERTY_PADDING].split.value) return NULL;
  if (channel_is_offset(channel)) {
    return type->banded ? json_get(at->config, "offsetBandPaddingOuter") : new_number(at, .5);
  }
  if (!channel_is_xy(channel)) return NULL;
  if (scale_has_nested_offset(at->use->unit, channel)) return json_get(at->config, "bandWithNestedOffsetPaddingOuter");
  if (!type->banded) return NULL;
  const Json *general = json_get(at->config, "bandPaddingOuter");
  return general ? general : new_number(at, scale_model_number(at->model, PROPERTY_PADDING_INNER, 0) / 2);
}

static const Json *rule_reverse(const RuleContext *at) {
  bool descending = is_field(at) && scale_type_has_continuous_domain(at->model->type) &&
                    json_is_string(at->use->def->sort, "descending");
  const ChannelDirection *direction = channel_info(at->model->channel)->direction;
  const char *key = channel_is_xy(at->model->channel) ? direction->reverse_config : NULL;
  const Json *configured = key ? json_get(at->config, key) : NULL;
  if (configured) return descending ? new_boolean(at, !json_is_true(configured)) : configured;
  return descending ? new_boolean(at, true) : NULL;
}

static bool list_spans_zero(const Json *list) {
  const Json *first = json_at(list, 0), *last = json_at(list, json_count(list) - 1);
  return json_is(list, JSON_ARRAY) && json_number(first, 1) <= 0 && json_number(last, -1) >= 0;
}

static const Json *rule_zero(const RuleContext *at) {
  const Json *domain = at->use->domain;
  Channel channel = at->model->channel;
  bool stepped = scale_type_is_stepped(at->model->type);
  bool custom = domain && !json_is_string(domain, "unaggregated");
  if (custom && scale_type_has_continuous_domain(at->model->type)) return new_boolean(at, list_spans_zero(domain));
  if (channel_info(channel)->gives == GIVES_SIZE && at->use->def->type == TYPE_QUANTITATIVE && !stepped)
    return new_boolean(at, true);
  bool places = channel_is_xy(channel) || channel_is_polar(channel);
  if (!places || is_binned(at)) return new_boolean(at, false);
  bool based = mark_of(at)->based;
  if ((based || mark_of(at)->form == MARK_PATH) && along_dimension(at)) return new_boolean(at, false);
  Channel second = channel_secondary(channel);
  if (based && !(second != CHANNEL_NONE && view_has(at->use->unit, second))) return new_boolean(at, true);
  return json_get(at->config, "zero");
}

static const struct {
  const char *name;
  Rule rule;      /* NULL: config.scale */
  bool of_colors; /* for colours alone */
} properties[PROPERTY_COUNT] = {
    [PROPERTY_DOMAIN_MAX] = {"domainMax", NULL, false},
    [PROPERTY_DOMAIN_MIN] = {"domainMin", NULL, false},
    [PROPERTY_DOMAIN_MID] = {"domainMid", NULL, true},
    [PROPERTY_DOMAIN_RAW] = {"domainRaw", NULL, false},
    [PROPERTY_ALIGN] = {"align", NULL, false},
    [PROPERTY_BINS] = {"bins", rule_bins, false},
    [PROPERTY_REVERSE] = {"reverse", rule_reverse, false},
    [PROPERTY_ROUND] = {"round", NULL, false},
    [PROPERTY_CLAMP] = {"clamp", NULL, false},
    [PROPERTY_NICE] = {"nice", rule_nice, false},
    [PROPERTY_BASE] = {"base", NULL, false},
    [PROPERTY_EXPONENT] = {"exponent", NULL, false},
    [PROPERTY_CONSTANT] = {"constant", NULL, false},
    [PROPERTY_INTERPOLATE] = {"interpolate", rule_interpolate, true},
    [PROPERTY_ZERO] = {"zero", rule_zero, false},
    [PROPERTY_PADDING] = {"padding", rule_padding, false},
    [PROPERTY_PADDING_INNER] = {"paddingInner", rule_padding_inner, false},
    [PROPERTY_PADDING_OUTER] = {"paddingOuter", rule_padding_outer, false},
};

static void warn_dropped(const RuleContext *at, const char *name, const Json *written) {
  messages_note(at->use->unit->spec->messages, written->place, "N408",
                "scale property \"%s\" has no effect on scale type \"%s\" of channel \"%s\"", name,
                at->model->type->name, channel_name(at->model->channel));
}

/* The value of a property for one use. */
static ScaleValue use_value(const RuleContext *at, ScaleProperty property) {
  const char *name = properties[property].name;
  const Json *written = json_get(at->use->specified, name);
  bool usable = scale_type_supports(at->model->type, name) &&
                (!properties[property].of_colors || channel_is_color(at->model->channel));
  if (written && !usable) warn_dropped(at, name, written);
  if (!usable) return (ScaleValue){0};
  if (written) return (ScaleValue){{written, true}, at->use};
  const Json *value = properties[property].rule ? properties[property].rule(at) : json_get(at->config, name);
  return (ScaleValue){{value, false}, at->use};
}

void scale_model_properties(ScaleModel *model) {
  struct ScaleDetail *detail = model->detail;
  const Spec *spec = detail->set->spec;
  for (int p = 0; p < PROPERTY_COUNT; p++) {
    ScaleValue kept = {0};
    for (size_t i = 0; i < detail->use_count; i++) {
      RuleContext at = {model, &detail->uses[i], json_get(spec->config, "scale"), spec->arena};
      ScaleValue value = use_value(&at, (ScaleProperty)p);
      if (split_replaces(kept.split, value.split)) kept = value;
    }
    detail->properties[p] = kept;
  }
}

double scale_model_number(const ScaleModel *model, ScaleProperty property, double otherwise) {
  return json_number(model->detail->properties[property].split.value, otherwise);
}
