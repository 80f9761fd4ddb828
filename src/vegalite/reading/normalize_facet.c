/* vegalite/reading/normalize_facet.c: row, column and facet channels of a unit become a facet around it (Vega-Lite's
 * normalize/core.ts). */
#include "vegalite/grammar/definition.h"
#include "vegalite/reading/normalize_context.h"

static const char *const layout_keys[] = {"align", "center", "spacing", NULL};
static const char *const own_keys[] = {"align", "center", "spacing", "columns", NULL};

bool normalize_has_facet_channels(const Json *unit) {
  const Json *encoding = json_get(unit, "encoding");
  return definition_has_field(encoding, "row") || definition_has_field(encoding, "column") ||
         definition_has_field(encoding, "facet");
}

/* {"facet": {row, column}} with each channel's align, center and spacing moved out, as {"align": {row, column}}. */
static const Json *facet_of_rows_and_columns(const Normalizer *normalizer, const Json *view, const Json *encoding) {
  static const char *const channels[] = {"row", "column"};
  Arena *arena = normalizer->arena;
  const Json *facet = normalize_empty(arena, encoding);
  for (size_t i = 0; i < G_N_ELEMENTS(channels); i++) {
    const Json *definition = json_get(encoding, channels[i]);
    if (!json_truthy(definition)) continue;
    if (!json_is(definition, JSON_OBJECT))
      return normalize_fail(normalizer, definition, "E214", "the definition of \"%s\" must be an object", channels[i]);
    facet = json_with(arena, facet, channels[i], json_without(arena, definition, own_keys));
    for (const char *const *key = layout_keys; *key; key++) {
      if (!json_has(definition, *key)) continue;
      const Json *given = i == 0 ? NULL : json_get(json_get(encoding, "row"), *key);
      const Json *pair = given ? json_get(view, *key) : normalize_empty(arena, definition);
      view = json_with(arena, view, *key, json_with(arena, pair, channels[i], json_get(definition, *key)));
    }
  }
  return json_with(arena, view, "facet", facet);
}

static const Json *facet_that_wraps(Normalizer *normalizer, const Json *view, const Json *definition,
                                    const Repeater *repeater) {
  Arena *arena = normalizer->arena;
  if (!json_is(definition, JSON_OBJECT))
    return normalize_fail(normalizer, definition, "E214", "the definition of \"%s\" must be an object", "facet");
  for (const char *const *key = own_keys; *key; key++)
    if (json_truthy(json_get(definition, *key))) view = json_with(arena, view, *key, json_get(definition, *key));
  const Json *facet = json_without(arena, definition, own_keys);
  return json_with(arena, view, "facet", normalize_repeat_facet(normalizer, facet, repeater));
}

/* What stays inside: mark, encoding without the facets, size and the like. */
static const Json *inner_unit(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope) {
  static const char *const inner_keys[] = {"width", "height", "view", "projection", "params"};
  static const char *const facet_channels[] = {"row", "column", "facet", NULL};
  Arena *arena = normalizer->arena;
  const Json *inner = normalize_empty(arena, unit);
  for (size_t i = 0; i < G_N_ELEMENTS(inner_keys); i++)
    if (json_truthy(json_get(unit, inner_keys[i])))
      inner = json_with(arena, inner, inner_keys[i], json_get(unit, inner_keys[i]));
  const Json *encoding = json_without(arena, json_get(unit, "encoding"), facet_channels);
  inner = json_with(arena, inner, "mark", json_get(unit, "mark"));
  return json_with(arena, inner, "encoding", normalize_repeat_encoding(normalizer, encoding, scope->repeater));
}

const Json *normalize_faceted_unit(Normalizer *normalizer, const Json *unit, const NormalizeScope *scope) {
  static const char *const moved[] = {"mark", "width", "height", "view", "projection", "params", "encoding", NULL};
  Arena *arena = normalizer->arena;
  const Json *encoding = json_get(unit, "encoding"), *view = json_without(arena, unit, moved);
  const Json *wrapped = json_get(encoding, "facet");
  bool grid = json_truthy(json_get(encoding, "row")) || json_truthy(json_get(encoding, "column"));
  if (grid && json_truthy(wrapped))
    messages_warn(normalizer->messages, json_place(wrapped), "W243",
                  "channel \"facet\" is ignored: there is already a row or column");
  view = grid ? facet_of_rows_and_columns(normalizer, view, encoding)
              : facet_that_wraps(normalizer, view, wrapped, scope->repeater);
  if (!view) return NULL;
  return normalize_facet(normalizer, json_with(arena, view, "spec", inner_unit(normalizer, unit, scope)), scope);
}

const Json *normalize_facet(Normalizer *normalizer, const Json *view, const NormalizeScope *scope) {
  const Json *facet = json_get(view, "facet"), *columns = json_get(view, "columns"), *child = json_get(view, "spec");
  if (!json_is(facet, JSON_OBJECT)) return normalize_fail(normalizer, facet, "E240", "\"facet\" must be an object");
  if (!child) return normalize_fail(normalizer, view, "E242", "a facet needs a \"spec\" to draw in each cell");
  bool grid = json_has(facet, "row") || json_has(facet, "column");
  if (grid && json_truthy(columns)) {
    messages_note(normalizer->messages, json_place(columns), "N244",
                  "\"columns\" has no effect on a %s with \"row\" or \"column\"", "facet");
    view = json_with(normalizer->arena, view, "columns", NULL);
  }
  child = normalizer->view(normalizer, child, scope);
  return child ? json_with(normalizer->arena, view, "spec", child) : NULL;
}
