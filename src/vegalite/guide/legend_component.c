/* vegalite/guide/legend_component.c: one channel's legend (Vega-Lite's compile/legend/parse, properties, encode).
 *
 * A legend explains one scale, but its symbols are pictures of the mark: filled or stroked like it, as transparent,
 * in its shape. What of that is drawn by the scale and what is constant depends on the channel, on the mark, and on
 * every *other* channel: in a legend of sizes the symbols' fill is the mark's if that is constant, and black if it
 * varies. Then several channels may show the same field and are one legend with several scales. So a legend is built
 * in two steps: legend_component() for each channel of a unit on its own, legend_merge() for those that become one.
 * legend.c decides which are to be merged: over the units of a layer per channel, then over channels of one field.
 *
 *   properties        what the author wrote (explicit) and what a rule gives (implicit), but for title, encoding and
 *                     type. set_implicit() leaves out what config.legend sets, so the chain in legend.c is simply
 *                     explicit, implicit, config.legend, Vega's defaults. They merge as Splits do, except that an
 *                     implicit symbolType "circle" wins.
 *   scales            which scene channel of a symbol each scale sets
 *   symbol            a SceneMark with one item that holds constants: the look of every symbol but for the scales
 *   symbol_rules      channels whose conditions or expressions are to be tried on each entry
 *   title             kept apart, because titles are joined by ", " and not replaced
 *
 * The order in set_symbol() matters: strokes from config, unset again where a scale or nothing strokes the mark, then
 * fill, stroke and opacity of the mark; "encoding" of the author's legend comes last. INK_CONDITION is a channel with
 * a condition: its first constant value is shown, or, where that is null, what the condition gives for the entry. A component that is `disabled` is filled no further.
 *
 * Example: points, x: v, color: c, shape: c, with c nominal (a and b).
 *   color   "symbol"; implicit {symbolType: "circle"}; scales {stroke}, because points are not filled; symbol
 *           {fill: transparent, opacity: 0.7}, the point's own
 *   shape   "symbol"; implicit {symbolType: "circle"}; scales {shape}; symbol as above
 *   merged  both are of c and discrete: scales {stroke, shape}, title "c". Entries: a blue circle and an orange square.
 * Example: circles, color: c, size: v. The legend of v has scales {size} and, as fill varies, symbol {fill: black,
 * fillOpacity and opacity: 0.7}.
 */
#include "guide/channels.h"
#include "guide/property.h"
#include "vegalite/grammar/predicate.h"
#include "vegalite/grammar/scale_rules.h"
#include "vegalite/guide/legend.h"
#include "vegalite/mark/mark.h"
#include <math.h>
#include <string.h>

static const Json *own_legend(const ChannelDef *def) { return json_is(def->legend, JSON_OBJECT) ? def->legend : NULL; }

static const char *legend_kind(const ChannelDef *def, const Json *legend, Channel channel, const ScaleType *type) {
  static const char *const cyclic[] = {"quarter", "month", "day", NULL};
  const char *given = json_string(json_get(legend, "type"), NULL);
  if (given) return given;
  const char *unit = json_string(json_get(def->time_unit_params, "unit"), "");
  if (!channel_is_color(channel) || g_strv_contains(cyclic, unit)) return "symbol";
  return scale_type_is_continuous(type) ? "gradient" : "symbol";
}

/* The channel of the scale that the legend's symbols represent. */
static SceneChannelId scaled_channel(const View *unit, Channel channel) {
  bool trail = unit->mark.type->variable_width;
  const ChannelInfo *info = channel_info(channel_meant(channel, unit->mark.filled && !trail));
  return trail && info->gives == GIVES_SIZE ? SCENE_STROKE_WIDTH : info->scene;
}

static const char *mark_symbol(const MarkType *mark) { return mark->legend_symbol ? mark->legend_symbol : "circle"; }

/* The first value that a definition or its conditions have (getFirstConditionValue). It may be null. */
static const Json *condition_value(const ChannelDef *def) {
  if (!def || def->value) return def ? def->value : NULL;
  for (size_t i = 0; i < def->condition_count; i++)
    if (def->conditions[i].def->value) return def->conditions[i].def->value;
  return NULL;
}

static const Json *symbol_type(const View *unit, Channel channel, Arena *arena) {
  const Json *shape = NULL;
  if (channel_info(channel)->gives != GIVES_SHAPE) {
    shape = condition_value(view_channel(unit, CHANNEL_SHAPE));
    if (!shape) shape = json_get(unit->mark.json, "shape");
  }
  return json_is(shape, JSON_STRING) ? shape : json_new_string(arena, unit->place, mark_symbol(unit->mark.type));
}

/* NULL when nothing sets it. */
static LegendProperty *find_property(const LegendComponent *legend, const char *name) {
  for (size_t i = 0; i < legend->property_count; i++)
    if (strcmp(legend->properties[i].name, name) == 0) return &legend->properties[i];
  return NULL;
}

const Json *legend_written(const LegendComponent *legend, const char *name) {
  const LegendProperty *property = find_property(legend, name);
  return property && property->split.is_explicit ? property->split.value : NULL;
}

const Json *legend_properties(const LegendComponent *legend, bool is_explicit) {
  JsonBuilder builder = json_builder(legend->frame->arena);
  for (size_t i = 0; i < legend->property_count; i++) {
    const LegendProperty *property = &legend->properties[i];
    if (property->split.is_explicit == is_explicit) json_builder_set(&builder, property->name, property->split.value);
  }
  return json_builder_object(&builder, legend->def->place);
}

static void add_property(LegendComponent *legend, LegendProperty property) {
  LegendProperty *known = find_property(legend, property.name);
  if (known) {
    known->split = split_merge(known->split, property.split);
    return;
  }
  LegendProperty *properties = arena_array(legend->frame->arena, LegendProperty, legend->property_count + 1);
  for (size_t i = 0; i < legend->property_count; i++) properties[i] = legend->properties[i];
  properties[legend->property_count++] = property;
  legend->properties = properties;
}

static void add_written(LegendComponent *legend, const Json *written) {
  static const char *const apart[] = {"title", "encoding", "type", NULL};
  for (size_t i = 0; json_is(written, JSON_OBJECT) && i < written->object.count; i++) {
    const JsonMember *member = &written->object.members[i];
    if (!g_strv_contains(apart, member->key))
      add_property(legend, (LegendProperty){member->key, {member->value, true}});
  }
}

static void set_implicit(LegendComponent *legend, const char *name, const Json *value) {
  const Json *config = json_get(legend->unit->spec->config, "legend");
  if (value && !json_has(config, name)) add_property(legend, (LegendProperty){name, {value, false}});
}

/* As Vega-Lite sees it, to which config.legend.direction means nothing; NULL: upright by default. */
static const Json *choose_direction(const LegendComponent *legend, const char *orient) {
  const Json *written = legend_written(legend, "direction");
  const Json *given = json_path(legend->unit->spec->config, "legend.gradientDirection");
  static const char *const upright[] = {"left", "right", "none", NULL};
  bool level = strcmp(orient, "top") == 0 || strcmp(orient, "bottom") == 0;
  if (!level && !g_strv_contains(upright, orient)) level = strcmp(legend->kind, "gradient") == 0;
  if (written || json_is(given, JSON_STRING)) return written ? written : given;
  return level ? json_new_string(legend->frame->arena, legend->def->place, "horizontal") : NULL;
}

static void set_gradient_length(LegendComponent *legend, const char *orient, const Json *direction) {
  if (strcmp(legend->kind, "symbol") == 0 || !scale_type_is_continuous(legend->scale_type)) return;
  const Json *config = json_get(legend->unit->spec->config, "legend");
  bool level = json_is_string(direction, "horizontal") && !guide_is_expression(direction),
       outside = strcmp(orient, "top") == 0 || strcmp(orient, "bottom") == 0;
  double low = json_number(json_get(config, level ? "gradientHorizontalMinLength" : "gradientVerticalMinLength"), 0);
  double high = json_number(json_get(config, level ? "gradientHorizontalMaxLength" : "gradientVerticalMaxLength"), 0);
  double length = CLAMP(level ? legend->frame->width : legend->frame->height, low, high);
  if (level && !outside) length = low;
  set_implicit(legend, "gradientLength", json_new_number(legend->frame->arena, legend->def->place, length));
}

typedef enum InkKind { INK_NONE, INK_VALUE, INK_FIELD, INK_CONDITION } InkKind;
typedef struct Ink {
  InkKind kind;
  const Json *value;
} Ink;

static Ink ink_of_def(const ChannelDef *def, const Json *otherwise) {
  if (!def) return otherwise && !json_is_null(otherwise) ? (Ink){INK_VALUE, otherwise} : (Ink){INK_NONE, NULL};
  if (def->condition_count > 0) return (Ink){INK_CONDITION, def->kind == DEF_NONE ? otherwise : def->value};
  if (def->kind == DEF_FIELD || def->kind == DEF_DATUM) return (Ink){INK_FIELD, NULL};
  return (Ink){INK_VALUE, def->value};
}

/* What fills and strokes the mark itself (Vega-Lite's mixins.color). */
static Ink mark_ink(const View *unit, bool stroke, bool filled) {
  bool main = stroke != filled; /* whether "color" sets this ink */
  MarkProperty ink = stroke ? MARK_PROPERTY_STROKE : MARK_PROPERTY_FILL;
  const Json *usual = json_is_null(mark_property_own(unit, ink)) ? NULL : mark_property_paint(unit, main, ink);
  if (!usual && !stroke && unit->mark.type->transparent_fill)
    usual = json_new_string(unit->spec->arena, unit->place, "transparent");
  const ChannelDef *own = view_channel(unit, stroke ? CHANNEL_STROKE : CHANNEL_FILL);
  if (own) return ink_of_def(own, usual);
  return ink_of_def(main ? view_channel(unit, CHANNEL_COLOR) : NULL, usual);
}

static void set_ink(LegendComponent *legend, SceneChannelId id, const Json *paint) {
  if (paint) guide_set(legend->symbol, id, paint, legend->frame->arena);
}

static const Json *legend_setting(const LegendComponent *legend, const char *name) {
  const Json *own = legend_written(legend, name);
  return own ? own : json_get(json_get(legend->unit->spec->config, "legend"), name);
}

static bool is_nothing(const Json *value) { return !value || json_is_null(value); }

/* The largest opacity that the encoding's values give (getMaxValue): NaN where one branch has none, as Math.max() has it; otherwise that
 * of the mark. NaN also if there is none at all. */
static double max_opacity(const View *unit) {
  const ChannelDef *def = view_channel(unit, CHANNEL_OPACITY);
  bool constants = def && def->condition_count > 0 && (def->condition_count > 1 || def->conditions[0].def->value);
  if (!constants && (!def || !def->value)) return json_number(mark_property_own(unit, MARK_PROPERTY_OPACITY), NAN);
  double best = json_is_null(def->value) ? 0 : json_number(def->value, NAN);
  for (size_t i = 0; constants && i < def->condition_count; i++) {
    double value = json_number(def->conditions[i].def->value, NAN);
    best = isnan(best) || isnan(value) ? (double)NAN : fmax(best, value);
  }
  return best;
}

static const Json *rule_of_condition(const Condition *condition, const LegendComponent *legend) {
  Arena *arena = legend->frame->arena;
  const char *test = predicate_to_expression(condition->test, legend->frame->messages, arena);
  Place place = json_place(condition->test);
  const Json *value = condition->def->value ? condition->def->value : json_new_null(arena, place);
  const Json *rule = json_with(arena, NULL, "test", json_new_string(arena, place, test ? test : "false"));
  return json_with(arena, rule, "value", value);
}

static void add_rule(LegendComponent *legend, SceneChannelId id, const char *name, const Json *rule) {
  legend->symbol->channels[id] = (SceneChannel){.state = CHANNEL_UNSET};
  legend->symbol_rules = json_with(legend->frame->arena, legend->symbol_rules, name, rule);
}

/* The conditions of a channel, to be tried on each entry of the legend. */
static void add_conditions(LegendComponent *legend, SceneChannelId id, const char *name, const ChannelDef *def,
                           const Json *otherwise) {
  JsonBuilder branches = json_builder(legend->frame->arena);
  for (size_t i = 0; i < def->condition_count; i++)
    json_builder_push(&branches, rule_of_condition(&def->conditions[i], legend));
  const Json *rule =
      json_with(legend->frame->arena, NULL, "condition", json_builder_array(&branches, legend->def->place));
  if (otherwise) rule = json_with(legend->frame->arena, rule, "value", otherwise);
  add_rule(legend, id, name, rule);
}

static void symbol_fill(LegendComponent *legend, Ink fill, bool filled, double opacity) {
  const View *unit = legend->unit;
  if (scaled_channel(unit, legend->channel) == SCENE_FILL) return;
  if (fill.kind == INK_VALUE) set_ink(legend, SCENE_FILL, fill.value);
  if (fill.kind == INK_FIELD && !legend_setting(legend, "symbolFillColor")) {
    const Json *base = legend_setting(legend, "symbolBaseFillColor");
    set_ink(legend, SCENE_FILL, base ? base : json_new_string(legend->frame->arena, unit->place, "black"));
    scene_set_number(legend->symbol, SCENE_FILL_OPACITY, isnan(opacity) ? 1 : opacity);
  }
  if (fill.kind != INK_CONDITION) return;
  const ChannelDef *def = view_channel(unit, view_has(unit, CHANNEL_FILL) ? CHANNEL_FILL : CHANNEL_COLOR);
  const Json *value = condition_value(def);
  if (is_nothing(value)) value = json_get(unit->mark.json, "fill");
  if (is_nothing(value) && filled) value = json_get(unit->mark.json, "color");
  if (is_nothing(value))
    add_conditions(legend, SCENE_FILL, "fill", def, fill.value);
  else
    set_ink(legend, SCENE_FILL, value);
}

static void symbol_stroke(LegendComponent *legend, Ink stroke, bool filled) {
  const View *unit = legend->unit;
  if (scaled_channel(unit, legend->channel) == SCENE_STROKE) return;
  if (stroke.kind == INK_FIELD || legend_setting(legend, "symbolStrokeColor")) return;
  if (stroke.kind == INK_VALUE) set_ink(legend, SCENE_STROKE, stroke.value);
  if (stroke.kind != INK_CONDITION) return;
  const ChannelDef *def = view_channel(unit, view_has(unit, CHANNEL_STROKE) ? CHANNEL_STROKE : CHANNEL_COLOR);
  const Json *value = condition_value(def); /* unlike for fills, a null is final */
  if (!value) value = json_get(unit->mark.json, "stroke");
  if (!value && filled) value = json_get(unit->mark.json, "color");
  if (is_nothing(value))
    add_conditions(legend, SCENE_STROKE, "stroke", def, stroke.value);
  else
    set_ink(legend, SCENE_STROKE, value);
}

/* The mark's own strokes, from config alone (applyMarkConfig with FILL_STROKE_CONFIG). */
static void symbol_config(LegendComponent *legend) {
  static const struct {
    MarkProperty property;
    SceneChannelId id;
  } channels[] = {{MARK_PROPERTY_STROKE, SCENE_STROKE},
                  {MARK_PROPERTY_STROKE_WIDTH, SCENE_STROKE_WIDTH},
                  {MARK_PROPERTY_STROKE_DASH, SCENE_STROKE_DASH},
                  {MARK_PROPERTY_STROKE_DASH_OFFSET, SCENE_STROKE_DASH_OFFSET},
                  {MARK_PROPERTY_STROKE_OPACITY, SCENE_STROKE_OPACITY},
                  {MARK_PROPERTY_STROKE_JOIN, SCENE_STROKE_JOIN},
                  {MARK_PROPERTY_STROKE_MITER_LIMIT, SCENE_STROKE_MITER_LIMIT},
                  {MARK_PROPERTY_FILL_OPACITY, SCENE_FILL_OPACITY}};
  for (size_t i = 0; i < G_N_ELEMENTS(channels); i++)
    guide_set(legend->symbol, channels[i].id, mark_property_config(legend->unit, channels[i].property),
              legend->frame->arena);
}

/* How the symbols look (legendEncodeRules.symbols). */
static void set_symbol(LegendComponent *legend) {
  const View *unit = legend->unit;
  legend->symbol = scene_mark_create(legend->frame->arena, SCENE_SYMBOL, ROLE_LEGEND_SYMBOLS, 1);
  if (strcmp(legend->kind, "symbol") != 0) return;
  bool filled = unit->mark.filled && !unit->mark.type->variable_width;
  double opacity = legend_setting(legend, "symbolOpacity") ? (double)NAN : max_opacity(unit);
  Ink fill = mark_ink(unit, false, filled), stroke = mark_ink(unit, true, filled);
  symbol_config(legend);
  bool bare = stroke.kind == INK_NONE && json_is_null(mark_property_own(unit, MARK_PROPERTY_STROKE));
  if (stroke.kind == INK_FIELD || bare) legend->symbol->channels[SCENE_STROKE].state = CHANNEL_UNSET;
  symbol_fill(legend, fill, filled, opacity);
  symbol_stroke(legend, stroke, filled);
  if (scaled_channel(unit, legend->channel) != SCENE_OPACITY && opacity != 0 && !isnan(opacity))
    scene_set_number(legend->symbol, SCENE_OPACITY, opacity);
}

static void apply_encoding(LegendComponent *legend, const Json *part) {
  for (const GuideChannel *channel = guide_style_channels; channel->name; channel++) {
    const Json *value = json_get(part, channel->name);
    if (json_has(value, "expr") || json_has(value, "signal")) {
      add_rule(legend, channel->id, channel->name, value);
      continue;
    }
    if (json_is(value, JSON_OBJECT)) value = json_get(value, "value");
    guide_set(legend->symbol, channel->id, value, legend->frame->arena);
  }
  guide_set(legend->symbol, SCENE_SIZE, json_path(part, "size.value"), legend->frame->arena);
  guide_set(legend->symbol, SCENE_SHAPE_NAME, json_path(part, "shape.value"), legend->frame->arena);
}

LegendComponent *legend_component(const Frame *frame, Channel channel) {
  const View *unit = frame->unit;
  const FrameScale *scale = &frame->scales[channel];
  const ChannelDef *def = channel_def_scaled(view_channel(unit, channel));
  if (!def || !scale->model || (channel_info(channel)->gives == GIVES_SHAPE && def->type == TYPE_GEOJSON)) return NULL;
  Arena *arena = frame->arena;
  LegendComponent *legend = arena_new(arena, LegendComponent);
  *legend = (LegendComponent){.frame = frame,
                              .unit = unit,
                              .channel = channel,
                              .def = def,
                              .scale_type = scale->model->type,
                              .gradient_opacity = NAN};
  /* With "scale": null this unit shows nothing of the scale, but has a say in its legend's title and look. */
  if (scale->scale) legend->scales[legend->scale_count++] = (LegendScale){scaled_channel(unit, channel), scale->scale};
  const Json *config = json_get(unit->spec->config, "legend"), *own = own_legend(def);
  legend->disable_given = def->legend != NULL;
  legend->disabled =
      def->legend ? json_is_null(def->legend) || json_is_false(def->legend) : json_is_true(json_get(config, "disable"));
  add_written(legend, own);
  legend->kind = legend_kind(def, own, channel, legend->scale_type);
  if (legend->disabled) return legend;
  const Json *side = json_get(own, "orient") ? json_get(own, "orient") : json_get(config, "orient");
  const char *orient = guide_is_expression(side) ? "" : json_string(side, "right");
  const Json *direction = choose_direction(legend, orient);
  set_implicit(legend, "direction", direction);
  set_gradient_length(legend, orient, direction);
  if (scale_rules(legend->scale_type)->greedy_labels)
    set_implicit(legend, "labelOverlap", json_new_string(arena, def->place, "greedy"));
  if (strcmp(legend->kind, "gradient") != 0 && !legend_written(legend, "symbolType"))
    set_implicit(legend, "symbolType", symbol_type(unit, channel, arena));
  bool titled = json_has(own, "title") || json_has(def->json, "title");
  /* Vega-Lite forgets to turn an expression in a legend's title into a signal, and Vega writes nothing in its
   * place. */
  const Json *given = json_has(own, "title") ? json_get(own, "title") : json_get(def->json, "title");
  if (guide_is_expression(given))
    legend->title = (LegendTitle){true, " "};
  else if (titled || !json_has(config, "title"))
    legend->title = (LegendTitle){titled, channel_def_title(def, unit->spec)};
  if (strcmp(legend->kind, "gradient") == 0 && !legend_setting(legend, "gradientOpacity")) {
    double opacity = max_opacity(unit);
    if (isnan(opacity) || opacity == 0) opacity = json_number(mark_property_own(unit, MARK_PROPERTY_OPACITY), 0);
    if (opacity != 0) legend->gradient_opacity = opacity;
  }
  set_symbol(legend);
  apply_encoding(legend, json_path(own, "encoding.symbols"));
  return legend;
}

static bool is_implicit_circle(const LegendProperty *property) {
  return !property->split.is_explicit && strcmp(property->name, "symbolType") == 0 &&
         json_is_string(property->split.value, "circle");
}

static void merge_properties(LegendComponent *into, const LegendComponent *from) {
  for (size_t i = 0; i < from->property_count; i++) {
    const LegendProperty *property = &from->properties[i];
    LegendProperty *known = find_property(into, property->name);
    if (known && !known->split.is_explicit && is_implicit_circle(property))
      known->split = property->split;
    else
      add_property(into, *property);
  }
}

static LegendTitle merge_titles(LegendTitle a, LegendTitle b, Arena *arena) {
  if (a.is_explicit != b.is_explicit) return a.is_explicit ? a : b;
  if (!a.text || !b.text) return (LegendTitle){a.is_explicit, a.is_explicit ? NULL : a.text ? a.text : b.text};
  if (strcmp(a.text, b.text) == 0) return a;
  return (LegendTitle){a.is_explicit, arena_printf(arena, "%s, %s", a.text, b.text)};
}

static void add_scales(LegendComponent *into, const LegendComponent *from) {
  for (size_t i = 0; i < from->scale_count; i++) {
    bool known = false;
    for (size_t k = 0; k < into->scale_count; k++) known = known || into->scales[k].id == from->scales[i].id;
    if (!known && into->scale_count < LEGEND_SCALE_MAX) into->scales[into->scale_count++] = from->scales[i];
  }
}

/* Whether nothing sets the look of the symbols or the gradient. */
static bool is_plain(const LegendComponent *legend) {
  for (size_t id = 0; id < SCENE_CHANNEL_COUNT; id++)
    if (legend->symbol->channels[id].state != CHANNEL_UNSET) return false;
  return !legend->symbol_rules && isnan(legend->gradient_opacity);
}

/* Of which at most one is shown. What an author wrote outweighs a default; of two that were written, the first counts. */
static void merge_disabled(LegendComponent *into, const LegendComponent *from) {
  bool disabled = from->disable_given && !into->disable_given ? from->disabled : into->disabled,
       given = into->disable_given || from->disable_given;
  if (!disabled && into->disabled) {
    LegendComponent hidden = *into;
    *into = *from;
    add_scales(into, &hidden);
  } else {
    add_scales(into, from);
  }
  into->disabled = disabled;
  into->disable_given = given;
}

bool legend_merge(LegendComponent *into, const LegendComponent *from) {
  Arena *arena = into->frame->arena;
  if (into->disabled || from->disabled) {
    merge_disabled(into, from);
    return true;
  }
  const Json *a = legend_written(into, "orient"), *b = legend_written(from, "orient");
  if (a && b && !json_equal(a, b)) return false;
  merge_properties(into, from);
  if (strcmp(into->kind, from->kind) != 0) {
    into->type_merged = true;
    into->kind = "symbol";
  }
  if (into->symbol && is_plain(into)) {
    into->symbol = from->symbol;
    into->symbol_rules = from->symbol_rules;
    into->gradient_opacity = from->gradient_opacity;
  }
  into->title = merge_titles(into->title, from->title, arena);
  add_scales(into, from);
  return true;
}
