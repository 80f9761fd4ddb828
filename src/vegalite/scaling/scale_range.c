/* vegalite/scaling/scale_range.c: the range of a scale, as a rule (Vega-Lite's compile/scale/range.ts). The rule
 * becomes numbers and colours in scale_finish.c, when sizes and data are known.
 */
#include "vegalite/grammar/build.h"
#include "vegalite/scaling/scale_model.h"
#include <math.h>
#include <string.h>

static const Json *config_value(const Spec *spec, const char *path) { return json_path(spec->config, path); }

const Json *scale_given_size(const View *unit, Channel channel) {
  const char *key = channel_info(channel)->direction->size;
  const Json *size = view_size(unit, channel);
  for (const View *above = unit->parent; !size && above && above->kind == VIEW_LAYER; above = above->parent)
    size = view_size(above, channel);
  const ChannelDef *def = unit->kind == VIEW_UNIT ? view_channel(unit, channel) : NULL;
  if (json_is_step(size) && def && channel_def_is_continuous(def)) {
    messages_note(unit->spec->messages, json_place(size), "N409",
                  "\"%s\" in steps has no effect where the scale is continuous", key);
    return NULL;
  }
  return json_is_null(size) ? NULL : size;
}

const Json *scale_discrete_size(const Spec *spec, Channel channel) {
  const Json *view = json_get(spec->config, "view");
  const ChannelDirection *direction = channel_info(channel)->direction;
  const Json *size = json_get(view, direction->size);
  if (!size) size = json_get(view, direction->discrete_size);
  return size ? spec_number(size, spec) : json_with(spec->arena, NULL, "step", json_get(view, "step"));
}

double scale_continuous_size(const Spec *spec, Channel channel) {
  const Json *view = json_get(spec->config, "view");
  const ChannelDirection *direction = channel_info(channel)->direction;
  const Json *size = json_get(view, direction->size);
  return json_number(spec_number(size ? size : json_get(view, direction->continuous_size), spec), 300);
}

static const double default_step = 20;

double scale_discrete_step(const Spec *spec, Channel channel) {
  return json_number(spec_number(json_get(scale_discrete_size(spec, channel), "step"), spec), default_step);
}

/* Is the step that of the offset scale inside each band? */
static bool step_is_for_offset(const Json *step, bool offset_is_discrete) {
  return offset_is_discrete && !json_is_string(json_get(step, "for"), "position");
}

static ScaleRange step_range(const ScaleModel *model, const ScaleUse *use, const Json *size) {
  const ChannelDef *offset = channel_def_scaled(view_channel(use->unit, channel_offset(model->channel)));
  bool discrete = offset && (offset->type == TYPE_NOMINAL || offset->type == TYPE_ORDINAL);
  return (ScaleRange){.rule = RANGE_STEP,
                      .step = json_number(json_get(size, "step"), default_step),
                      .step_nests = step_is_for_offset(size, discrete),
                      .use = use};
}

static const Json *list_of(const ScaleUse *use, const double *numbers, size_t count) {
  Arena *arena = use->unit->spec->arena;
  JsonBuilder builder = json_builder(arena);
  for (size_t i = 0; i < count; i++) json_builder_push(&builder, json_new_number(arena, use->def->place, numbers[i]));
  return json_builder_array(&builder, use->def->place);
}

static ScaleRange literal(const ScaleUse *use, const Json *json) {
  return (ScaleRange){.rule = RANGE_LITERAL, .literal = json, .use = use};
}

static ScaleRange named(const ScaleUse *use, const char *name) {
  return literal(use, json_new_string(use->unit->spec->arena, use->def->place, name));
}

static ScaleRange limits(const ScaleUse *use, const char *low, const char *high) {
  const Spec *spec = use->unit->spec;
  double ends[] = {json_number(config_value(spec, low), 0), json_number(config_value(spec, high), 0)};
  return literal(use, list_of(use, ends, 2));
}

static ScaleRange dash_range(const ScaleUse *use) {
  static const char *const dashes = "[[1, 0], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2]]";
  return literal(use, json_literal(use->unit->spec->arena, use->def->place, dashes));
}

static ScaleRange color_range(const ScaleModel *model, const ScaleUse *use) {
  if (scale_type_is_named(model->type)) return named(use, use->def->type == TYPE_NOMINAL ? "category" : "ordinal");
  if (json_has(use->specified, "domainMid")) return named(use, "diverging");
  bool filled = use->unit->mark.type->fills_plane;
  return named(use, filled ? "heatmap" : "ramp");
}

static ScaleRange position_range(const ScaleModel *model, const ScaleUse *use) {
  if (scale_type_is_placed(model->type)) {
    const Json *size = scale_given_size(use->unit, model->channel);
    if (!size) size = scale_discrete_size(use->unit->spec, model->channel);
    if (json_is_step(size)) return step_range(model, use, size);
  }
  return (ScaleRange){.rule = RANGE_FULL, .use = use};
}

static ScaleRange offset_range(const ScaleModel *model, const ScaleUse *use) {
  Channel position = channel_position(model->channel);
  const ScaleModel *holder = scale_set_find(model->detail->set, use->unit, position);
  if (!holder) return (ScaleRange){.rule = RANGE_CENTERED, .use = use};
  if (holder->type->banded) {
    const Json *size = scale_given_size(use->unit, position);
    if (!size) size = scale_discrete_size(use->unit->spec, position);
    if (json_is_step(size) && step_is_for_offset(size, scale_type_is_discrete_domain(model->type)))
      return (ScaleRange){.rule = RANGE_STEP, .step = json_number(json_get(size, "step"), default_step), .use = use};
    return (ScaleRange){.rule = RANGE_BAND, .use = use};
  }
  const ChannelDef *def = view_channel(use->unit, position);
  return (ScaleRange){.rule = def && def->time_unit ? RANGE_DURATION : RANGE_BAND, .use = use};
}

static ScaleRange default_range(const ScaleModel *model, const ScaleUse *use) {
  static const double turn[] = {0, 2 * G_PI}, circle[] = {0, 360};
  switch (channel_info(model->channel)->gives) {
  case GIVES_POSITION: return position_range(model, use);
  case GIVES_SHIFT: return offset_range(model, use);
  case GIVES_SIZE: return (ScaleRange){.rule = RANGE_MARK_SIZE, .use = use};
  case GIVES_TURN: return literal(use, list_of(use, turn, 2));
  case GIVES_DEGREES: return literal(use, list_of(use, circle, 2));
  case GIVES_RADIUS: return (ScaleRange){.rule = RANGE_RADIUS, .use = use};
  case GIVES_WIDTH: return limits(use, "scale.minStrokeWidth", "scale.maxStrokeWidth");
  case GIVES_DASH: return dash_range(use);
  case GIVES_SHAPE: return named(use, "symbol");
  case GIVES_COLOR: return color_range(model, use);
  default: return limits(use, "scale.minOpacity", "scale.maxOpacity");
  }
}

static ScaleRange given_scheme(const ScaleUse *use, const Json *scheme) {
  Arena *arena = use->unit->spec->arena;
  const Json *name = json_get(scheme, "name");
  if (!json_is(scheme, JSON_OBJECT)) return literal(use, json_with(arena, NULL, "scheme", scheme));
  return literal(use, json_with(arena, scheme, "scheme", name));
}

/* The range or scheme an author wrote; RANGE_UNSET when there is none that works. */
static ScaleRange written_range(const ScaleModel *model, const ScaleUse *use) {
  const Json *range = json_get(use->specified, "range"), *scheme = json_get(use->specified, "scheme");
  ScaleRange found = {.rule = RANGE_UNSET};
  if (json_has(range, "field"))
    found = (ScaleRange){.rule = RANGE_FIELD, .literal = range, .use = use};
  else if (range)
    found = literal(use, range);
  else if (scheme && scale_type_supports(model->type, "scheme") && channel_is_color(model->channel))
    found = given_scheme(use, scheme);
  else if (scheme)
    messages_note(use->unit->spec->messages, scheme->place, "N410",
                  "scale property \"scheme\" has no effect on channel \"%s\"", channel_name(model->channel));
  found.is_explicit = true;
  return found;
}

static ScaleRange use_range(const ScaleModel *model, const ScaleUse *use) {
  ScaleRange range = written_range(model, use);
  if (range.rule != RANGE_UNSET) return range;
  const Json *size = channel_is_xy(model->channel) ? scale_given_size(use->unit, model->channel) : NULL;
  range = default_range(model, use);
  if (json_is_step(size) && range.rule == RANGE_STEP) range.is_explicit = true;
  const Json *low = json_get(use->specified, "rangeMin"), *high = json_get(use->specified, "rangeMax");
  if ((low || high) && scale_type_supports(model->type, "rangeMin") && range.rule != RANGE_STEP) {
    range.low = low;
    range.high = high;
    range.is_explicit = true;
  }
  return range;
}

void scale_model_range(ScaleModel *model) {
  struct ScaleDetail *detail = model->detail;
  ScaleRange kept = {.rule = RANGE_UNSET};
  for (size_t i = 0; i < detail->use_count; i++) {
    ScaleRange range = use_range(model, &detail->uses[i]);
    bool first = kept.rule == RANGE_UNSET, stronger = range.is_explicit && !kept.is_explicit;
    bool steps = range.is_explicit == kept.is_explicit && range.rule == RANGE_STEP && kept.rule == RANGE_STEP &&
                 !range.step_nests && !kept.step_nests && range.step > kept.step;
    if (first || stronger || steps) kept = range;
  }
  detail->range = kept;
}
