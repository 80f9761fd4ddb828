/* vegalite/grammar/mark_def.c: the mark of a unit, with what follows from its encoding (Vega-Lite's compile/mark/init.ts). */
#include "vegalite/grammar/build.h"
#include <math.h>
#include <string.h>

/* Styles named on the mark (the last one wins), then the style called like the mark, then config.<mark>, then config.mark. */
static void append_config(Chain *chain, const Json *mark, const char *type, const Json *config) {
  const Json *style = json_get(mark, "style"), *styles = json_get(config, "style");
  if (json_is(style, JSON_STRING)) chain_append(chain, json_get(styles, style->string));
  for (size_t i = json_count(style); json_is(style, JSON_ARRAY) && i > 0; i--)
    chain_append(chain, json_get(styles, json_string(json_at(style, i - 1), "")));
  chain_append(chain, json_get(styles, type));
  chain_append(chain, json_get(config, type));
  chain_append(chain, json_get(config, "mark"));
}

/* A graticule is an outline, whatever the mark. */
static bool is_graticule(const View *unit) {
  for (const View *view = unit; view; view = view->parent)
    if (view->data) return json_has(view->data, "graticule");
  return false;
}

/* Every name that "mark" takes, composite marks last; ended by NULL. */
static const char *const *mark_names(const Spec *spec) {
  GPtrArray *names = g_ptr_array_new();
  for (const MarkType *const *type = spec->marks; *type; type++) g_ptr_array_add(names, (gpointer)(*type)->name);
  for (const char *const *name = composite_mark_names; *name; name++) g_ptr_array_add(names, (gpointer)*name);
  const char **kept = arena_array(spec->arena, const char *, names->len + 1);
  memcpy(kept, names->pdata, names->len * sizeof *kept);
  g_ptr_array_free(names, TRUE);
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
  append_config(&def->config, def->json, name, spec->config);
  chain_append(&def->chain, def->json);
  append_config(&def->chain, def->json, name, spec->config);
  def->filled = chain_boolean(&def->chain, "filled", !mark_type->outlined && !is_graticule(unit));
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

static const char *const end_corners_vertical[] = {"cornerRadiusTopLeft", "cornerRadiusTopRight", NULL};
static const char *const end_corners_horizontal[] = {"cornerRadiusTopRight", "cornerRadiusBottomRight", NULL};
static const char *const all_corners[] = {"cornerRadius", NULL};

/* cornerRadiusEnd is the radius of the corners away from the baseline. */
static const char *const *end_corners(const View *unit) {
  bool horizontal = strcmp(unit->mark.orient, "horizontal") == 0;
  if (has_range(unit, horizontal ? CHANNEL_X2 : CHANNEL_Y2)) return all_corners;
  return horizontal ? end_corners_horizontal : end_corners_vertical;
}

void spec_finish_mark(View *unit, const Spec *spec) {
  MarkDef *def = &unit->mark;
  Arena *arena = spec->arena;
  const Json *computed = json_new_object(arena, def->place, NULL, 0);
  def->orient = find_orient(unit, chain_string(&def->chain, "orient", NULL));
  computed = json_with(arena, computed, "orient", def->orient ? json_new_string(arena, def->place, def->orient) : NULL);
  const Json *end = chain_get(&def->chain, "cornerRadiusEnd");
  if (def->type->rounds_end && def->orient && end)
    for (const char *const *corner = end_corners(unit); *corner; corner++)
      computed = json_with(arena, computed, *corner, end);
  bool has_opacity = chain_get(&def->chain, "opacity") || chain_get(&def->chain, "fillOpacity");
  if (!has_opacity && def->type->dimmed && !aggregates(unit))
    computed = json_with(arena, computed, "opacity", json_new_number(arena, def->place, 0.7));
  bool links = view_channel(unit, CHANNEL_HREF) || chain_get(&def->chain, "href");
  if (links && !chain_get(&def->chain, "cursor"))
    computed = json_with(arena, computed, "cursor", json_new_string(arena, def->place, "pointer"));
  chain_prepend(&def->chain, computed);
}

const Json *mark_property(const View *unit, const char *key) { return chain_get(&unit->mark.chain, key); }

size_t mark_own_links(const View *unit) {
  const Json *first_config = unit->mark.config.count > 0 ? unit->mark.config.links[0] : NULL;
  size_t count = 0;
  while (count < unit->mark.chain.count && unit->mark.chain.links[count] != first_config) count++;
  return count;
}

const Json *mark_property_own(const View *unit, const char *key) {
  size_t count = mark_own_links(unit);
  for (size_t i = 0; i < count; i++) {
    const Json *found = json_get(unit->mark.chain.links[i], key);
    if (found) return found;
  }
  return NULL;
}

static const Json *find_either(const Json *object, const char *first, const char *second) {
  const Json *found = first ? json_get(object, first) : NULL;
  return found || !second ? found : json_get(object, second);
}

/* Styles know the key alone, config[mark type] both, and config.mark only Vega's: its "size" is about points. */
const Json *mark_property_as(const View *unit, const char *key, const char *vega_key) {
  const Json *found = mark_property_own(unit, vega_key), *all = unit->spec ? unit->spec->config : NULL;
  if (!found && key) found = mark_property_own(unit, key);
  const Json *type = json_get(all, unit->mark.type->name), *general = json_get(all, "mark");
  const Chain *config = &unit->mark.config;
  for (size_t i = 0; i < config->count && !found; i++) {
    const Json *link = config->links[i];
    if (link == type)
      found = find_either(link, vega_key, key);
    else if (link == general)
      found = json_get(link, vega_key);
    else
      found = find_either(link, key, NULL);
  }
  return found;
}

const Json *mark_property_paint(const View *unit, bool colored, const char *vega_key) {
  const Json *found = mark_property_as(unit, colored ? "color" : NULL, vega_key);
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
  if (def->time_unit && !ranged) return chain_number(&unit->mark.config, "timeUnitBandPosition", NAN);
  return def->bin ? 0.5 : NAN;
}
