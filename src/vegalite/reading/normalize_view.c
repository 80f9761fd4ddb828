/* vegalite/reading/normalize_view.c: one view of any kind, and what layers hand down to their units (Vega-Lite's normalize/core.ts). */
#include "vegalite/grammar/definition.h"
#include "vegalite/reading/normalize_context.h"

const MarkUnfolding *const mark_unfoldings[] = {
    &unfolding_box_plot,     &unfolding_error_band,  &unfolding_error_bar,
    &unfolding_path_overlay, &unfolding_ranged_line, NULL,
};

typedef const Json *ViewNormalize(Normalizer *normalizer, const Json *view, const NormalizeScope *scope);

static const Json *normalize_children(Normalizer *normalizer, const Json *view, const char *key,
                                      const NormalizeScope *scope, ViewNormalize *normalize) {
  const Json *children = json_get(view, key);
  if (!json_is(children, JSON_ARRAY))
    return normalize_fail(normalizer, children, "E207", "\"%s\" must be an array of views", key);
  size_t count = json_count(children);
  const Json **items = arena_array(normalizer->arena, const Json *, count);
  for (size_t i = 0; i < count; i++) {
    items[i] = normalize(normalizer, json_at(children, i), scope);
    if (!items[i]) return NULL;
  }
  return json_with(normalizer->arena, view, key, json_new_array(normalizer->arena, json_place(children), items, count));
}

static const Json *normalize_concat_kind(Normalizer *normalizer, const Json *view, const NormalizeScope *scope) {
  static const char *const kinds[] = {"hconcat", "vconcat", "concat"};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (json_has(view, kinds[i])) return normalize_children(normalizer, view, kinds[i], scope, normalize_view);
  return NULL;
}

/* `own` on top of its parent's definition. What it is of, a field or a datum, comes last, so that a reader can tell which of two
 * counts. */
static const Json *lay_over(Arena *arena, const Json *parent, const Json *own) {
  static const char *const kinds[] = {"field", "datum"};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (json_is(parent, JSON_OBJECT) && json_has(own, kinds[i]))
      parent = json_without(arena, parent, (const char *const[]){kinds[i], NULL});
  return normalize_spread(arena, parent, own);
}

/* A definition merged over its parent's: a field or datum inherits what it does not set. */
static const Json *merge_channel(Arena *arena, const Json *parent, const Json *own, bool layer) {
  if (definition_is_field_or_datum(own)) return lay_over(arena, parent, own);
  const Json *condition = definition_conditional(own, true);
  if (condition) return json_with(arena, own, "condition", lay_over(arena, parent, condition));
  if (json_truthy(own) || json_is_null(own)) return own;
  bool inherits = layer || json_has(parent, "value") || json_has(parent, "signal") ||
                  definition_is_field_or_datum(parent) || json_is(parent, JSON_ARRAY);
  return inherits ? parent : NULL;
}

/* Vega-Lite's mergeEncoding. NULL when nothing is encoded. `layer`: the result is handed on, not used yet. */
static const Json *merge_encoding(Arena *arena, const Json *parent, const Json *own, bool layer) {
  if (!parent) return json_count(own) > 0 ? own : NULL;
  size_t count = 0;
  JsonMember *merged = arena_array(arena, JsonMember, json_count(parent) + json_count(own));
  for (size_t i = 0; i < json_count(parent); i++) {
    const JsonMember *member = &parent->object.members[i];
    const Json *value = merge_channel(arena, member->value, json_get(own, member->key), layer);
    if (value) merged[count++] = (JsonMember){member->key, value, member->key_place};
  }
  for (size_t i = 0; i < json_count(own); i++) {
    const JsonMember *member = &own->object.members[i];
    const Json *value = json_has(parent, member->key) ? NULL : merge_channel(arena, NULL, member->value, layer);
    if (value) merged[count++] = (JsonMember){member->key, value, member->key_place};
  }
  return count > 0 ? json_new_object(arena, json_place(own ? own : parent), merged, count) : NULL;
}

static const Json *merge_projection(const Normalizer *normalizer, const Json *parent, const Json *own) {
  if (json_truthy(parent) && json_truthy(own))
    messages_note(normalizer->messages, json_place(own), "N253",
                  "this projection replaces that of the enclosing layer");
  return own && !json_is_null(own) ? own : parent;
}

/* The name, preceded by that of the repeat around it. */
static const Json *prefix_name(Arena *arena, const Json *view, const char *prefix) {
  const Json *name = json_get(view, "name");
  if (!json_truthy(name)) return view;
  const char *own = normalize_string_of(arena, name);
  bool prefixed = prefix && *prefix;
  return json_with(arena, view, "name",
                   normalize_text(arena, name, "%s%s%s", prefixed ? prefix : "", prefixed ? "_" : "", own));
}

static bool check_encoding(const Normalizer *normalizer, const Json *view) {
  const Json *encoding = json_get(view, "encoding");
  if (encoding && !json_is(encoding, JSON_OBJECT))
    normalize_fail(normalizer, encoding, "E211", "\"encoding\" must be an object");
  else if (json_count(encoding) > NORMALIZE_CHANNELS_MAX)
    normalize_fail(normalizer, encoding, "E212", "an encoding has at most %d channels", NORMALIZE_CHANNELS_MAX);
  else
    return true;
  return false;
}

static bool unfolds(const MarkUnfolding *unfolding, const Json *unit, const NormalizeScope *scope) {
  if (!unfolding->mark) return unfolding->matches(unit, scope);
  const Json *mark = json_get(unit, "mark");
  return json_is_string(json_has(mark, "type") ? json_get(mark, "type") : mark, unfolding->mark);
}

static const Json *normalize_unit(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope) {
  Arena *arena = normalizer->arena;
  if (!check_encoding(normalizer, unit)) return NULL;
  unit = prefix_name(arena, unit, scope->prefix);
  const Json *encoding = normalize_repeat_encoding(normalizer, json_get(unit, "encoding"), scope->repeater);
  if (encoding) unit = json_with(arena, unit, "encoding", encoding);
  if (scope->encoding || scope->projection) {
    const Json *projection = merge_projection(normalizer, scope->projection, json_get(unit, "projection"));
    if (projection) unit = json_with(arena, unit, "projection", projection);
    const Json *merged = merge_encoding(arena, scope->encoding, encoding, false);
    if (merged) unit = json_with(arena, unit, "encoding", merged);
    NormalizeScope alone = {.marks = scope->marks, .config = scope->config};
    return normalize_unit(normalizer, unit, &alone);
  }
  for (const MarkUnfolding *const *unfolding = mark_unfoldings; *unfolding; unfolding++)
    if (unfolds(*unfolding, unit, scope)) return (*unfolding)->run(normalizer, unit, scope);
  return unit;
}

static const Json *normalize_layer(Normalizer *normalizer, const Json *layer, const NormalizeScope *scope) {
  static const char *const handed_down[] = {"encoding", "projection", NULL};
  if (!check_encoding(normalizer, layer)) return NULL;
  NormalizeScope inner = *scope;
  const Json *encoding = normalize_repeat_encoding(normalizer, json_get(layer, "encoding"), scope->repeater);
  inner.encoding = merge_encoding(normalizer->arena, scope->encoding, encoding, true);
  inner.projection = merge_projection(normalizer, scope->projection, json_get(layer, "projection"));
  layer = prefix_name(normalizer->arena, json_without(normalizer->arena, layer, handed_down), scope->prefix);
  return normalize_children(normalizer, layer, "layer", &inner, normalize_layer_or_unit);
}

static bool count_view(Normalizer *normalizer, const Json *view) {
  if (!json_is(view, JSON_OBJECT))
    normalize_fail(normalizer, view, "E202", "a view must be an object");
  else if (++normalizer->views > NORMALIZE_VIEWS_MAX)
    normalize_fail(normalizer, view, "E209", "the chart has more than %d views", NORMALIZE_VIEWS_MAX);
  else
    return true;
  return false;
}

const Json *normalize_layer_or_unit(Normalizer *normalizer, const Json *view, const NormalizeScope *scope) {
  if (!count_view(normalizer, view)) return NULL;
  static const char *const kinds[] = {"facet", "repeat", "concat", "hconcat", "vconcat"};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (json_has(view, kinds[i]))
      return normalize_fail(normalizer, json_get(view, kinds[i]), "E208", "a layer cannot contain a view with \"%s\"",
                            kinds[i]);
  if (json_has(view, "layer")) return normalize_layer(normalizer, view, scope);
  if (json_has(view, "mark")) return normalize_unit(normalizer, view, scope);
  return normalize_fail(
      normalizer, view, "E206",
      "a view needs one of \"mark\", \"layer\", \"facet\", \"repeat\", \"concat\", \"hconcat\", \"vconcat\"");
}

const Json *normalize_view(Normalizer *normalizer, const Json *view, const NormalizeScope *scope) {
  if (!count_view(normalizer, view)) return NULL;
  if (json_has(view, "mark") && normalize_has_facet_channels(view))
    return normalize_faceted_unit(normalizer, view, scope);
  if (json_has(view, "facet")) return normalize_facet(normalizer, view, scope);
  if (json_has(view, "repeat")) return normalize_repeat(normalizer, view, scope);
  if (json_has(view, "hconcat") || json_has(view, "vconcat") || json_has(view, "concat"))
    return normalize_concat_kind(normalizer, view, scope);
  normalizer->views--; /* counted again as a layer or unit */
  return normalize_layer_or_unit(normalizer, view, scope);
}
