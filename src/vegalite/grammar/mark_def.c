/* vegalite/grammar/mark_def.c: the mark of a unit, with what follows from its encoding (Vega-Lite's compile/mark/init.ts). */
#include "base/temporary.h"
#include "vegalite/grammar/build.h"
#include <math.h>
#include <string.h>

static void read_properties(MarkProperties *into, const Json *mark, const char *type, const Json *config) {
  const Json *style = json_get(mark, "style"), *styles = json_get(config, "style");
  mark_properties_read(mark, into->own);
  if (json_is(style, JSON_STRING)) mark_properties_read(json_get(styles, style->string), into->by_style);
  for (size_t i = json_count(style); json_is(style, JSON_ARRAY) && i > 0; i--)
    mark_properties_read(json_get(styles, json_string(json_at(style, i - 1), "")), into->by_style);
  mark_properties_read(json_get(styles, type), into->by_style);
  mark_properties_read(json_get(config, type), into->by_type);
  mark_properties_read(json_get(config, "mark"), into->of_all);
}

/* A graticule is an outline for any mark. */
static bool is_graticule(const View *unit) {
  for (const View *view = unit; view; view = view->parent)
    if (view->data) return json_has(view->data, "graticule");
  return false;
}

/* Every name that "mark" takes, composite marks last; ended by NULL. */
static const char *const *mark_names(const Spec *spec) {
  GPtrArray *names = g_ptr_array_new();
  arena_temporary(spec->arena, names);
  for (const MarkType *const *type = spec->marks; *type; type++) g_ptr_array_add(names, (gpointer)(*type)->name);
  for (const char *const *name = composite_mark_names; *name; name++) g_ptr_array_add(names, (gpointer)*name);
  const char **kept = arena_array(spec->arena, const char *, names->len + 1);
  memcpy(kept, names->pdata, names->len * sizeof *kept);
  return kept;
}

bool spec_read_mark(View *unit, const Json *mark, const Spec *spec) {
  const Json *type = json_is(mark, JSON_OBJECT) ? json_get(mark, "type") : mark;
  const char *name = json_string(type, NULL);
  if (!name) {
    messages_error(spec->messages,
                   json_place(type   ? type
                              : mark ? mark
                                     : unit->json),
                   "E205", "\"mark\" must be a name or an object with a \"type\"");
    return false;
  }
  const MarkType *mark_type = mark_type_find(spec->marks, name);
  if (!mark_type) {
    messages_error(spec->messages, json_place(type), "E203", "unknown mark \"%s\"%s", name,
                   suggest(spec->arena, name, mark_names(spec)));
    return false;
  }
  MarkDef *def = &unit->mark;
  def->type = mark_type;
  def->json = json_is(mark, JSON_OBJECT) ? mark : json_with(spec->arena, NULL, "type", type);
  def->place = json_place(mark);
  def->properties = arena_new(spec->arena, MarkProperties);
  *def->properties = (MarkProperties){0};
  read_properties(def->properties, def->json, name, spec->config);
  const Json *filled = mark_property(unit, MARK_PROPERTY_FILLED);
  def->filled = filled ? json_truthy(filled) : !mark_type->outlined && !is_graticule(unit);
  return true;
}

static const ChannelDef *field_of(const View *unit, Channel channel) {
  const ChannelDef *def = view_channel(unit, channel);
  return def && def->kind == DEF_FIELD ? def : NULL;
}

static bool has_range(const View *unit, Channel channel) { return view_channel(unit, channel) != NULL; }
static bool is_binned(const ChannelDef *def) { return def && def->binned; }
static bool is_number_datum(const ChannelDef *def) {
  return def && def->kind == DEF_DATUM && json_is(def->datum, JSON_NUMBER);
}
static bool is_measure(const ChannelDef *def) {
  return def && ((def->kind == DEF_FIELD && def->type == TYPE_QUANTITATIVE && !def->bin && !def->binned) ||
                 is_number_datum(def));
}

static const char *orient_of_bar(const View *unit, const char *given, bool *decided) {
  const ChannelDef *x = field_of(unit, CHANNEL_X), *y = field_of(unit, CHANNEL_Y);
  bool x2 = has_range(unit, CHANNEL_X2), y2 = has_range(unit, CHANNEL_Y2);
  *decided = true;
  if (x && (x->binned || (y && y->aggregate && !x->aggregate))) return "vertical";
  if (y && (y->binned || (x && x->aggregate && !y->aggregate))) return "horizontal";
  if (x2 || y2) {
    if (given) return given;
    const ChannelDef *any_x = view_channel(unit, CHANNEL_X), *any_y = view_channel(unit, CHANNEL_Y);
    if (!x2) {
      bool measure = (x && x->type == TYPE_QUANTITATIVE && !x->bin) || is_number_datum(any_x);
      return measure && is_binned(y) ? "horizontal" : "vertical";
    }
    if (!y2) {
      bool measure = (y && y->type == TYPE_QUANTITATIVE && !y->bin) || is_number_datum(any_y);
      return measure && is_binned(x) ? "vertical" : "horizontal";
    }
  }
  *decided = false;
  return NULL;
}

static const char *orient_of_measures(const View *unit, const char *given) {
  const ChannelDef *x = view_channel(unit, CHANNEL_X), *y = view_channel(unit, CHANNEL_Y);
  bool across = unit->mark.type->orient_steps & ORIENT_ACROSS;
  if (given) return given;
  if (is_measure(x) && !is_measure(y)) return across ? "vertical" : "horizontal";
  if (!is_measure(x) && is_measure(y)) return across ? "horizontal" : "vertical";
  if (is_measure(x) && is_measure(y)) return "vertical";
  bool x_time = x && x->kind == DEF_FIELD && x->type == TYPE_TEMPORAL,
       y_time = y && y->kind == DEF_FIELD && y->type == TYPE_TEMPORAL;
  if (x_time != y_time) return x_time ? "vertical" : "horizontal";
  return NULL;
}

static const char *find_orient(const View *unit, const char *given) {
  const MarkType *type = unit->mark.type;
  if (type->orient == ORIENT_NEVER) return NULL;
  if (type->orient == ORIENT_ALWAYS_VERTICAL) return "vertical";
  bool decided = false;
  if (type->orient_steps & ORIENT_BY_BINS) {
    const char *orient = orient_of_bar(unit, given, &decided);
    if (decided) return orient;
  }
  const ChannelDef *x = field_of(unit, CHANNEL_X), *y = field_of(unit, CHANNEL_Y);
  bool x2 = has_range(unit, CHANNEL_X2), y2 = has_range(unit, CHANNEL_Y2);
  if (type->orient_steps & ORIENT_BY_RANGES) {
    bool box = type->orient_steps & ORIENT_BOTH_RANGES;
    if (box && x2 && !is_binned(x) && y2 && !is_binned(y)) return NULL;
    if (y2) return is_binned(y) ? "horizontal" : "vertical";
    if (x2) return is_binned(x) ? "vertical" : "horizontal";
  }
  if (type->orient_steps & ORIENT_BY_LONE_CHANNEL) {
    bool has_x = view_channel(unit, CHANNEL_X) != NULL, has_y = view_channel(unit, CHANNEL_Y) != NULL;
    if (has_x != has_y) return has_x ? "vertical" : "horizontal";
  }
  return orient_of_measures(unit, given);
}

/* Does any channel aggregate? */
static bool aggregates(const View *unit) {
  for (int channel = 0; channel < CHANNEL_COUNT; channel++)
    for (size_t i = 0; i < unit->encoding[channel].count; i++) {
      const ChannelDef *def = &unit->encoding[channel].items[i];
      if (def->kind != DEF_FIELD && def->condition_count == 1) def = def->conditions[0].def;
      if (def->kind == DEF_FIELD && def->aggregate) return true;
    }
  return false;
}

static const MarkProperty end_corners_vertical[] = {MARK_PROPERTY_CORNER_RADIUS_TOP_LEFT,
                                                    MARK_PROPERTY_CORNER_RADIUS_TOP_RIGHT, MARK_PROPERTY_NONE};
static const MarkProperty end_corners_horizontal[] = {MARK_PROPERTY_CORNER_RADIUS_TOP_RIGHT,
                                                      MARK_PROPERTY_CORNER_RADIUS_BOTTOM_RIGHT, MARK_PROPERTY_NONE};
static const MarkProperty all_corners[] = {MARK_PROPERTY_CORNER_RADIUS, MARK_PROPERTY_NONE};

/* cornerRadiusEnd is the radius of the corners away from the baseline. */
static const MarkProperty *end_corners(const View *unit) {
  bool horizontal = strcmp(unit->mark.orient, "horizontal") == 0;
  if (has_range(unit, horizontal ? CHANNEL_X2 : CHANNEL_Y2)) return all_corners;
  return horizontal ? end_corners_horizontal : end_corners_vertical;
}

void spec_finish_mark(View *unit, const Spec *spec) {
  MarkDef *def = &unit->mark;
  Arena *arena = spec->arena;
  const Json **own = def->properties->own;
  bool has_opacity = mark_property(unit, MARK_PROPERTY_OPACITY) || mark_property(unit, MARK_PROPERTY_FILL_OPACITY);
  bool links = view_channel(unit, CHANNEL_HREF) || mark_property(unit, MARK_PROPERTY_HREF);
  def->orient = find_orient(unit, json_string(mark_property(unit, MARK_PROPERTY_ORIENT), NULL));
  if (def->orient) own[MARK_PROPERTY_ORIENT] = json_new_string(arena, def->place, def->orient);
  const Json *end = mark_property(unit, MARK_PROPERTY_CORNER_RADIUS_END);
  if (def->type->rounds_end && def->orient && end)
    for (const MarkProperty *corner = end_corners(unit); *corner != MARK_PROPERTY_NONE; corner++) own[*corner] = end;
  if (!has_opacity && def->type->dimmed && !aggregates(unit))
    own[MARK_PROPERTY_OPACITY] = json_new_number(arena, def->place, 0.7);
  if (links && !mark_property(unit, MARK_PROPERTY_CURSOR))
    own[MARK_PROPERTY_CURSOR] = json_new_string(arena, def->place, "pointer");
}

const Json *mark_property_own(const View *unit, MarkProperty property) {
  return property == MARK_PROPERTY_NONE ? NULL : unit->mark.properties->own[property];
}

const Json *mark_property_config(const View *unit, MarkProperty property) {
  const MarkProperties *of = unit->mark.properties;
  if (property == MARK_PROPERTY_NONE) return NULL;
  if (of->by_style[property]) return of->by_style[property];
  return of->by_type[property] ? of->by_type[property] : of->of_all[property];
}

const Json *mark_property(const View *unit, MarkProperty property) {
  const Json *own = mark_property_own(unit, property);
  return own ? own : mark_property_config(unit, property);
}

static const Json *either(const Json *const *set, MarkProperty first, MarkProperty second) {
  const Json *found = first == MARK_PROPERTY_NONE ? NULL : set[first];
  return found || second == MARK_PROPERTY_NONE ? found : set[second];
}

/* Styles know the property alone, config.<mark type> both, and config.mark only Vega's: its "size" is about points. */
const Json *mark_property_as(const View *unit, MarkProperty property, MarkProperty vega) {
  const MarkProperties *of = unit->mark.properties;
  const Json *found = either(of->own, vega, property);
  if (!found) found = either(of->by_style, property, MARK_PROPERTY_NONE);
  if (!found) found = either(of->by_type, vega, property);
  return found ? found : either(of->of_all, vega, MARK_PROPERTY_NONE);
}

const Json *mark_property_paint(const View *unit, bool colored, MarkProperty vega) {
  const Json *found = mark_property_as(unit, colored ? MARK_PROPERTY_COLOR : MARK_PROPERTY_NONE, vega);
  if (found && !json_is_null(found)) return found;
  return colored && unit->spec ? json_path(unit->spec->config, "mark.color") : NULL;
}

const Json *mark_band_padding(const View *unit) {
  const Json *scale = json_get(unit->spec ? unit->spec->config : NULL, "scale"),
             *general = json_get(scale, "bandPaddingInner");
  const char *key = unit->mark.type->band_padding ? unit->mark.type->band_padding : "rectBandPaddingInner";
  return general ? general : json_get(scale, key);
}

double mark_band_position(const View *unit, const ChannelDef *def, bool ranged) {
  if (!isnan(def->band_position)) return def->band_position;
  if (def->kind != DEF_FIELD) return NAN;
  if (def->time_unit && !ranged)
    return json_number(mark_property_config(unit, MARK_PROPERTY_TIME_UNIT_BAND_POSITION), NAN);
  return def->bin ? 0.5 : NAN;
}
