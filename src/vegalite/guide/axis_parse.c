/* vegalite/guide/axis_parse.c: the axis components of units and layers (Vega-Lite's compile/axis/parse.ts). */
#include "base/temporary.h"
#include "guide/property.h"
#include "vegalite/guide/axis.h"
#include <string.h>

/* Properties that Vega-Lite must take from config itself: Vega would not see them, or other rules depend on them. */
static const bool always_from_config[AXIS_PROPERTY_COUNT] = {
    [AXIS_PROPERTY_GRID] = true,        [AXIS_PROPERTY_TRANSLATE] = true, [AXIS_PROPERTY_FORMAT] = true,
    [AXIS_PROPERTY_FORMAT_TYPE] = true, [AXIS_PROPERTY_ORIENT] = true,    [AXIS_PROPERTY_LABEL_EXPR] = true,
    [AXIS_PROPERTY_TICK_COUNT] = true,  [AXIS_PROPERTY_POSITION] = true,  [AXIS_PROPERTY_TICK_MIN_STEP] = true,
};

static void axis_component_set(AxisComponent *axis, AxisProperty property, const Json *value, bool is_explicit) {
  axis->values[property] = (Split){value, is_explicit && value};
}

/* Either side of either direction: Vega draws an axis of x along the left, too. */
const char *axis_orient(const AxisComponent *axis) {
  static const char *const sides[] = {"bottom", "top", "left", "right"};
  const char *orient = json_string(axis->values[AXIS_PROPERTY_ORIENT].value, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
    if (g_strcmp0(orient, sides[i]) == 0) return sides[i];
  return channel_info(axis->channel)->direction->axis_orients[0];
}

/* Vega-Lite hands these on itself, for ticks to be told apart. */
static bool is_by_tick(const Json *value) { return json_has(value, "condition") || guide_is_expression(value); }

/* Whether the author set it. Values made by Vega-Lite count as set if they agree with what is written. */
static bool is_explicit(const AxisRuleInput *in, AxisProperty property, const Json *value) {
  const Json *written = in->written[property];
  switch (property) {
  case AXIS_PROPERTY_VALUES: return json_truthy(written);
  case AXIS_PROPERTY_ENCODING: return json_truthy(written) || json_truthy(in->written[AXIS_PROPERTY_LABEL_ANGLE]);
  case AXIS_PROPERTY_LABEL_ANGLE: return written != NULL;
  default: return written && json_equal(value, written);
  }
}

static const ChannelDef *field_or_datum(const View *unit, Channel channel) {
  const ChannelDef *def = channel_def_scaled(view_channel(unit, channel));
  return def && (def->kind == DEF_FIELD || def->kind == DEF_DATUM) ? def : NULL;
}

/* The title a definition itself gives; NULL when it gives none. Of an expression, which Vega-Lite does not turn into a signal here,
 * Vega writes nothing, but leaves its space. */
static const Json *given_title(const ChannelDef *def, Arena *arena) {
  const Json *title = def && def->kind == DEF_FIELD ? json_get(def->json, "title") : NULL;
  return title && guide_is_expression(title) ? json_new_string(arena, title->place, " ") : title;
}

/* Titles joined as JavaScript joins them: lines and titles alike by ", ". */
static void append_title(GString *joined, const Json *title) {
  if (json_is(title, JSON_ARRAY)) {
    for (size_t i = 0; i < json_count(title); i++) append_title(joined, json_at(title, i));
    return;
  }
  if (joined->len) g_string_append(joined, ", ");
  g_string_append(joined, json_string(title, ""));
}

static const Json *merge_title(const Json *a, const Json *b, Arena *arena) {
  if (json_equal(a, b) || !json_truthy(b)) return a;
  if (!json_truthy(a)) return b;
  GString *joined = g_string_new(NULL);
  arena_temporary(arena, joined);
  append_title(joined, a);
  append_title(joined, b);
  const Json *result = json_new_string(arena, json_place(a), joined->str);
  return result;
}

static const Json *definitions_title(const ChannelDef *def, const ChannelDef *def2, Arena *arena) {
  const Json *title = given_title(def, arena), *title2 = given_title(def2, arena);
  if (json_truthy(title) && json_truthy(title2)) return merge_title(title, title2, arena);
  if (json_truthy(title)) return title;
  if (json_truthy(title2)) return title2;
  return title ? title : title2;
}

/* Equal, or both without effect. */
static bool same_json(const Json *a, const Json *b) {
  return a && b && json_equal(a, b) ? true : !json_truthy(a) && !json_truthy(b);
}

/* Two definitions that get the same default title (toFieldDefBase). */
static bool same_base(const ChannelDef *a, const ChannelDef *b) {
  static const char *const keys[] = {"field", "aggregate"};
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
    if (!same_json(json_get(a->json, keys[i]), json_get(b->json, keys[i]))) return false;
  /* As they have been read: "bin": true is {"maxbins": 10}, and a unit is {"unit": …}. */
  const Json *bin = a->bin ? a->bin : json_get(a->json, "bin"), *bin2 = b->bin ? b->bin : json_get(b->json, "bin");
  return same_json(bin, bin2) && same_json(a->time_unit_params, b->time_unit_params);
}

static void add_title_def(AxisTitle *title, const ChannelDef *def, Arena *arena) {
  for (size_t i = 0; i < title->def_count; i++)
    if (same_base(title->defs[i], def)) return;
  const ChannelDef **defs = arena_array(arena, const ChannelDef *, title->def_count + 1);
  for (size_t i = 0; i < title->def_count; i++) defs[i] = title->defs[i];
  defs[title->def_count++] = def;
  title->defs = defs;
}

static AxisTitle parse_title(const AxisRuleInput *in, const AxisConfig *config) {
  const ChannelDef *def = field_or_datum(in->frame->unit, in->channel);
  const ChannelDef *def2 = field_or_datum(in->frame->unit, channel_secondary(in->channel));
  const Json *written = in->written[AXIS_PROPERTY_TITLE];
  if (written) return (AxisTitle){.is_explicit = true, .text = written};
  const Json *own = definitions_title(def, def2, in->arena);
  if (own) return (AxisTitle){.is_explicit = true, .text = own};
  AxisTitle title = {0};
  AxisConfigValue by_config = config->values[AXIS_PROPERTY_TITLE];
  if (by_config.value) {
    bool seen = by_config.source != AXIS_CONFIG_VEGA;
    title.text = seen ? by_config.value : json_new_null(in->arena, json_place(by_config.value));
    return title;
  }
  if (def && def->kind == DEF_FIELD) add_title_def(&title, def, in->arena);
  if (def2 && def2->kind == DEF_FIELD) add_title_def(&title, def2, in->arena);
  return title;
}

static void parse_property(AxisComponent *axis, const AxisRuleInput *in, const AxisConfig *config,
                           AxisProperty property) {
  const Json *value = axis_rule_value(in, property);
  if (value && is_explicit(in, property, value)) {
    axis_component_set(axis, property, value, true);
    return;
  }
  AxisConfigValue by_config = {0};
  if (property != AXIS_PROPERTY_VALUES) by_config = config->values[property];
  if (value && !by_config.value) {
    axis_component_set(axis, property, value, false);
  } else if (by_config.source != AXIS_CONFIG_VEGA || always_from_config[property] || is_by_tick(by_config.value)) {
    axis_component_set(axis, property, by_config.value, false);
  }
}

static const char *parse_orient(const Json *axis, Channel channel, const Json *config) {
  const Json *const objects[] = {axis, json_get(config, channel_info(channel)->direction->axis_config),
                                 json_get(config, "axis")};
  for (size_t i = 0; i < G_N_ELEMENTS(objects); i++) {
    const char *orient = json_string(json_get(objects[i], "orient"), "");
    if (*orient) return orient;
  }
  return channel_info(channel)->direction->axis_orients[0];
}

static AxisComponent *parse_unit_axis(const Frame *frame, Channel channel) {
  Arena *arena = frame->arena;
  const View *unit = frame->unit;
  const ChannelDef *def = field_or_datum(unit, channel);
  const Json *written = def ? def->axis : NULL;
  if (!def) def = field_or_datum(unit, channel_secondary(channel));
  if (!def || !frame->scales[channel].scale) return NULL;

  AxisComponent *axis = arena_new(arena, AxisComponent);
  *axis = (AxisComponent){.frame = frame,
                          .channel = channel,
                          .def = def,
                          .format_def = def,
                          .scale = frame->scales[channel].scale,
                          .grid_scale = frame->scales[channel_info(channel)->across].scale};
  const Json *config = unit->spec->config;
  const char *orient = parse_orient(written, channel, config);
  const ScaleType *type = scale_type(axis->scale);
  AxisConfig configs = axis_config(config, channel, type, orient, json_get(written, "style"));
  const Json *disable = configs.values[AXIS_PROPERTY_DISABLE].value;
  bool off = written ? !json_truthy(written) : json_truthy(disable) || guide_is_expression(disable);
  axis->disabled = off;
  /* Only an axis that is off has the property, so that one such axis turns off all that are merged with it. */
  if (off) {
    axis_component_set(axis, AXIS_PROPERTY_DISABLE, json_new_boolean(arena, def->place, true), written != NULL);
    return axis;
  }

  AxisRuleInput input = {
      .frame = frame, .channel = channel, .def = def, .scale_type = type, .orient = orient, .arena = arena};
  axis_properties_read(written, input.written);
  input.label_angle = axis_rule_label_angle(&input, &configs);
  for (int i = 0; i < AXIS_PROPERTY_COUNT; i++)
    if (i != AXIS_PROPERTY_DISABLE && i != AXIS_PROPERTY_TITLE) parse_property(axis, &input, &configs, (AxisProperty)i);
  axis->title = parse_title(&input, &configs);
  return axis;
}

/* mergeTitleComponent, for two titles of equal precedence. */
static AxisTitle merge_equal_titles(AxisTitle a, AxisTitle b, Arena *arena) {
  if (json_is_null(a.text) || json_is_null(b.text)) {
    a.text = json_is_null(a.text) ? a.text : b.text;
  } else if (a.text && b.text) {
    a.text = merge_title(a.text, b.text, arena);
  } else if (b.text) {
    a.text = b.text;
  } else if (!a.text) {
    for (size_t i = 0; i < b.def_count; i++) add_title_def(&a, b.defs[i], arena);
  }
  return a;
}

static AxisTitle merge_titles(const AxisComponent *a, const AxisComponent *b, Arena *arena) {
  if (a->disabled) return b->title;
  if (b->disabled) return a->title;
  if (a->title.is_explicit != b->title.is_explicit) return a->title.is_explicit ? a->title : b->title;
  return merge_equal_titles(a->title, b->title, arena);
}

/* Is the format that of `from`? The author's counts most, then the first that a definition implies. */
static bool takes_format(const AxisComponent *into, const AxisComponent *from) {
  const Spec *spec = into->frame->unit->spec;
  if (from->disabled) return false;
  if (into->disabled) return true;
  bool given = into->values[AXIS_PROPERTY_FORMAT].is_explicit, takes = from->values[AXIS_PROPERTY_FORMAT].is_explicit;
  if (given || takes) return !given;
  return !guide_implies_format(into->format_def, spec) && guide_implies_format(from->format_def, spec);
}

static void merge_component(AxisComponent *into, const AxisComponent *from, Arena *arena) {
  into->title = merge_titles(into, from, arena);
  if (takes_format(into, from)) into->format_def = from->format_def;
  for (int i = 0; i < AXIS_PROPERTY_COUNT; i++) into->values[i] = split_merge(into->values[i], from->values[i]);
  if (!into->grid_scale) into->grid_scale = from->grid_scale;
  if (into->disabled && !from->disabled) into->def = from->def;
  into->disabled = into->disabled && from->disabled;
}

static bool orients_conflict(const AxisComponent *a, const AxisComponent *b) {
  Split x = a->values[AXIS_PROPERTY_ORIENT], y = b->values[AXIS_PROPERTY_ORIENT];
  return x.is_explicit && y.is_explicit && !json_equal(x.value, y.value);
}

static bool merge_lists(AxisList *into, const AxisList *from, Arena *arena) {
  if (into->count != from->count) return false;
  for (size_t i = 0; i < into->count; i++)
    if (orients_conflict(into->items[i], from->items[i])) return false;
  for (size_t i = 0; i < into->count; i++) merge_component(into->items[i], from->items[i], arena);
  return true;
}

static AxisList copy_list(const AxisList *list, Arena *arena) {
  AxisList copy = {arena_array(arena, AxisComponent *, list->count), list->count};
  for (size_t i = 0; i < list->count; i++) {
    copy.items[i] = arena_new(arena, AxisComponent);
    *copy.items[i] = *list->items[i];
  }
  return copy;
}

/* Do two of the children draw the channel with different scales? */
static bool scales_differ(const View *layer, const AxisList *children) {
  const Scale *seen = NULL;
  for (size_t i = 0; i < layer->child_count; i++) {
    for (size_t j = 0; j < children[i].count; j++) {
      if (seen && seen != children[i].items[j]->scale) return true;
      seen = children[i].items[j]->scale;
    }
  }
  return false;
}

/* Independent axes alternate between the two sides, and only the first draws a grid by default. */
static AxisList keep_apart(const View *layer, const AxisList *children, Arena *arena) {
  size_t count = 0;
  for (size_t i = 0; i < layer->child_count; i++) count += children[i].count;
  AxisList list = {arena_array(arena, AxisComponent *, count), 0};
  size_t at_home = 0, opposed = 0;
  for (size_t i = 0; i < layer->child_count; i++) {
    for (size_t j = 0; j < children[i].count; j++) {
      AxisComponent *axis = children[i].items[j];
      const char *const *orients = channel_info(axis->channel)->direction->axis_orients;
      bool home = strcmp(axis_orient(axis), orients[0]) == 0;
      size_t *same = home ? &at_home : &opposed, *other = home ? &opposed : &at_home;
      /* A disabled axis has no orient, and counts for none. */
      if (axis->values[AXIS_PROPERTY_ORIENT].value) {
        if (*same > 0 && !axis->values[AXIS_PROPERTY_ORIENT].is_explicit && *same > *other)
          axis_component_set(axis, AXIS_PROPERTY_ORIENT,
                             json_new_string(arena, axis->def->place, orients[home ? 1 : 0]), false);
        ++*same;
      }
      Split *grid = &axis->values[AXIS_PROPERTY_GRID];
      if (list.count > 0 && json_truthy(grid->value) && !grid->is_explicit)
        grid->value = json_new_boolean(arena, axis->def->place, false);
      list.items[list.count++] = axis;
    }
  }
  return list;
}

static const Frame *frame_of(const View *unit, FrameSet frames) {
  for (size_t i = 0; i < frames.count; i++)
    if (frames.frames[i]->unit == unit) return frames.frames[i];
  return NULL;
}

static AxisList parse_unit(const View *unit, FrameSet frames, Channel channel) {
  const Frame *frame = frame_of(unit, frames);
  AxisComponent *axis = frame ? parse_unit_axis(frame, channel) : NULL;
  if (!axis) return (AxisList){NULL, 0};
  AxisList list = {arena_array(frame->arena, AxisComponent *, 1), 1};
  list.items[0] = axis;
  return list;
}

AxisList axis_parse(const View *view, FrameSet frames, Channel channel) {
  if (view->kind == VIEW_UNIT) return parse_unit(view, frames, channel);
  if (view->kind != VIEW_LAYER || frames.count == 0) return (AxisList){NULL, 0};
  Arena *arena = frames.frames[0]->arena;
  AxisList *children = arena_array(arena, AxisList, view->child_count);
  for (size_t i = 0; i < view->child_count; i++) children[i] = axis_parse(view->children[i], frames, channel);

  bool independent = view_resolve(view, "scale", channel) == RESOLVE_INDEPENDENT ||
                     view_resolve(view, "axis", channel) == RESOLVE_INDEPENDENT || scales_differ(view, children);
  AxisList merged = {NULL, 0};
  for (size_t i = 0; !independent && i < view->child_count; i++) {
    if (children[i].count == 0) continue;
    if (merged.count == 0) {
      merged = copy_list(&children[i], arena);
    } else if (!merge_lists(&merged, &children[i], arena)) {
      independent = true;
    }
  }
  return independent ? keep_apart(view, children, arena) : merged;
}

const char *axis_title_text(const AxisComponent *axis) {
  const Spec *spec = axis->frame->unit->spec;
  if (axis->title.text) {
    const char *lines =
        json_is_null(axis->title.text) ? NULL : label_lines_from_json(axis->title.text, axis->frame->arena);
    return lines && *lines ? lines : NULL;
  }
  GString *joined = g_string_new(NULL);
  arena_temporary(axis->frame->arena, joined);
  for (size_t i = 0; i < axis->title.def_count; i++) {
    const char *part = channel_def_title(axis->title.defs[i], spec);
    if (i > 0) g_string_append(joined, ", ");
    g_string_append(joined, part ? part : "");
  }
  char *title = joined->len ? arena_strdup(axis->frame->arena, joined->str) : NULL;
  return title;
}
