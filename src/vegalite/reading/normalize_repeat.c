/* vegalite/reading/normalize_repeat.c: a repeat becomes a concatenation or a layer of its child, once for each field
 * (Vega-Lite's normalize/core.ts and repeater.ts). */
#include "vegalite/grammar/definition.h"
#include "vegalite/reading/normalize_context.h"

static const char *const axis_names[REPEAT_AXES] = {"row", "column", "repeat", "layer"};

/* Replaces {"repeat": axis} under `key`. The holder itself when there is none; NULL (after a warning) for an unknown axis. */
static const Json *replace_reference(Normalizer *normalizer, const Json *holder, const char *key,
                                     const Repeater *repeater) {
  const Json *axis = json_get(json_get(holder, key), "repeat");
  if (!axis) return holder;
  for (int i = 0; i < REPEAT_AXES; i++)
    if (json_is_string(axis, axis_names[i]) && repeater->known[i])
      return json_with(normalizer->arena, holder, key, repeater->values[i]);
  messages_warn(normalizer->messages, json_place(axis), "W250", "no repeat by \"%s\" surrounds this field",
                json_string(axis, ""));
  return NULL;
}

static const Json *replace_in_field(Normalizer *normalizer, const Json *definition, const Repeater *repeater) {
  definition = replace_reference(normalizer, definition, "field", repeater);
  const Json *sort = json_get(definition, "sort");
  const Json *replaced = sort ? replace_reference(normalizer, sort, "field", repeater) : NULL;
  return replaced && replaced != sort ? json_with(normalizer->arena, definition, "sort", replaced) : definition;
}

static const Json *replace_in_field_or_datum(Normalizer *normalizer, const Json *definition, const Repeater *repeater) {
  if (definition_is_field(definition)) return replace_in_field(normalizer, definition, repeater);
  const Json *replaced = replace_reference(normalizer, definition, "datum", repeater);
  if (!replaced || replaced == definition || json_truthy(json_get(replaced, "type"))) return replaced;
  return json_with(normalizer->arena, replaced, "type", normalize_text(normalizer->arena, definition, "nominal"));
}

static const Json *replace_in_definition(Normalizer *normalizer, const Json *definition, const Repeater *repeater) {
  if (definition_is_field_or_datum(definition)) {
    const Json *replaced = replace_in_field_or_datum(normalizer, definition, repeater);
    const Json *condition = json_get(definition, "condition");
    return replaced || !condition ? replaced : normalize_single(normalizer->arena, "condition", condition);
  }
  const Json *condition = definition_conditional(definition, true);
  if (!condition) return definition;
  return json_with(normalizer->arena, definition, "condition",
                   replace_in_field_or_datum(normalizer, condition, repeater));
}

static const Json *replace_in_list(Normalizer *normalizer, const Json *list, const Repeater *repeater) {
  const Json **items = arena_array(normalizer->arena, const Json *, json_count(list));
  size_t count = 0;
  for (size_t i = 0; i < json_count(list); i++) {
    const Json *item = replace_in_definition(normalizer, json_at(list, i), repeater);
    if (json_truthy(item)) items[count++] = item;
  }
  return json_new_array(normalizer->arena, json_place(list), items, count);
}

static const Json *replace_in_mapping(Normalizer *normalizer, const Json *mapping, const Repeater *repeater) {
  size_t count = 0, all = json_is(mapping, JSON_OBJECT) ? json_count(mapping) : 0;
  JsonMember *members = arena_array(normalizer->arena, JsonMember, all);
  for (size_t i = 0; i < all; i++) {
    const JsonMember *member = &mapping->object.members[i];
    const Json *value = json_is(member->value, JSON_ARRAY) ? replace_in_list(normalizer, member->value, repeater)
                                                           : replace_in_definition(normalizer, member->value, repeater);
    if (value) members[count++] = (JsonMember){member->key, value, member->key_place};
  }
  return json_new_object(normalizer->arena, json_place(mapping), members, count);
}

const Json *normalize_repeat_encoding(Normalizer *normalizer, const Json *encoding, const Repeater *repeater) {
  return repeater ? replace_in_mapping(normalizer, encoding, repeater) : encoding;
}

const Json *normalize_repeat_facet(Normalizer *normalizer, const Json *facet, const Repeater *repeater) {
  if (!repeater) return facet;
  if (json_has(facet, "row") || json_has(facet, "column")) return replace_in_mapping(normalizer, facet, repeater);
  const Json *replaced = replace_in_field(normalizer, facet, repeater);
  return replaced ? replaced : normalize_empty(normalizer->arena, facet);
}

/* "child__", preceded by the child's own name and by that of the repeat around. */
static const char *child_prefix(Arena *arena, const Json *child, const char *prefix) {
  const Json *name = json_get(child, "name");
  bool named = json_truthy(name);
  return arena_printf(arena, "%s%s%schild__", named ? normalize_string_of(arena, name) : "", named ? "_" : "",
                      prefix ? prefix : "");
}

static bool check_values(const Normalizer *normalizer, const Json *values, const char *axis) {
  if (!json_is(values, JSON_ARRAY)) {
    normalize_fail(normalizer, values, "E246", "\"%s\" of a repeat must be an array of field names", axis);
    return false;
  }
  for (size_t i = 0; i < json_count(values); i++) {
    if (json_is(json_at(values, i), JSON_STRING)) continue;
    normalize_fail(normalizer, json_at(values, i), "E247", "a repeated field must be a string");
    return false;
  }
  return true;
}

static const Json *name_child(Normalizer *normalizer, const Json *child, const char *name, const Json *from) {
  if (!child) return NULL;
  return json_with(normalizer->arena, child, "name", normalize_text(normalizer->arena, from, "%s", name));
}

static const Json *repeat_as_layer(Normalizer *normalizer, const Json *view, const NormalizeScope *scope) {
  Arena *arena = normalizer->arena;
  const Json *values = json_get(json_get(view, "repeat"), "layer"), *child = json_get(view, "spec");
  if (!check_values(normalizer, values, "layer")) return NULL;
  size_t count = json_count(values);
  const Json **layers = arena_array(arena, const Json *, count);
  for (size_t i = 0; i < count; i++) {
    const Json *value = json_at(values, i);
    Repeater repeater = scope->repeater ? *scope->repeater : (Repeater){0};
    repeater.values[REPEAT_LAYER] = value;
    repeater.known[REPEAT_LAYER] = true;
    NormalizeScope inner = *scope;
    inner.repeater = &repeater;
    inner.prefix = arena_printf(arena, "%slayer_%s", child_prefix(arena, child, scope->prefix),
                                normalize_variable_name(arena, value->string));
    layers[i] = name_child(normalizer, normalizer->layer_or_unit(normalizer, child, &inner), inner.prefix, value);
    if (!layers[i]) return NULL;
  }
  const Json *rest = json_without(arena, view, (const char *const[]){"repeat", "spec", NULL});
  return json_with(arena, rest, "layer", json_new_array(arena, json_place(values), layers, count));
}

/* The fields along one axis of a repeat; where it does not repeat that axis, the one value of the repeat around. */
typedef struct RepeatValues {
  const Json *list; /* NULL: not repeated here */
  const Json *outer;
  size_t count;
} RepeatValues;

static RepeatValues values_along(const NormalizeScope *scope, RepeatAxis axis, const Json *list) {
  const Json *outer = scope->repeater ? scope->repeater->values[axis] : NULL;
  return (RepeatValues){list, outer, list ? json_count(list) : 1};
}

static const Json *value_at(const RepeatValues *values, size_t i) {
  return values->list ? json_at(values->list, i) : values->outer;
}

static const char *value_name(Arena *arena, const char *label, const RepeatValues *values, size_t i) {
  if (!values->list) return "";
  return arena_printf(arena, "%s%s", label, normalize_variable_name(arena, json_at(values->list, i)->string));
}

static const Json *repeat_once(Normalizer *normalizer, const Json *view, const NormalizeScope *scope,
                               const RepeatValues *axes, const size_t *at) {
  Arena *arena = normalizer->arena;
  const Json *child = json_get(view, "spec");
  Repeater repeater = {.known = {true, true, true, true}};
  repeater.values[REPEAT_LAYER] = scope->repeater ? scope->repeater->values[REPEAT_LAYER] : NULL;
  for (int axis = REPEAT_ROW; axis <= REPEAT_REPEAT; axis++) repeater.values[axis] = value_at(&axes[axis], at[axis]);
  NormalizeScope inner = *scope;
  inner.repeater = &repeater;
  inner.prefix = arena_printf(arena, "%s%s%s%s", child_prefix(arena, child, scope->prefix),
                              value_name(arena, "", &axes[REPEAT_REPEAT], at[REPEAT_REPEAT]),
                              value_name(arena, "row_", &axes[REPEAT_ROW], at[REPEAT_ROW]),
                              value_name(arena, "column_", &axes[REPEAT_COLUMN], at[REPEAT_COLUMN]));
  const Json *made = name_child(normalizer, normalizer->view(normalizer, child, &inner), inner.prefix, child);
  return made ? json_without(arena, made, (const char *const[]){"data", NULL}) : NULL;
}

/* Everything but the children: data of the child first, columns as the repeat has them. */
static const Json *repeat_frame(Normalizer *normalizer, const Json *view) {
  static const char *const replaced[] = {"repeat", "spec", "data", "columns", NULL};
  Arena *arena = normalizer->arena;
  const Json *repeat = json_get(view, "repeat"), *columns = json_get(view, "columns");
  bool wraps = json_is(repeat, JSON_ARRAY);
  if (!wraps && json_truthy(columns))
    messages_note(normalizer->messages, json_place(columns), "N244",
                  "\"columns\" has no effect on a %s with \"row\" or \"column\"", "repeat");
  if (!wraps) {
    const Json *column = json_get(repeat, "column");
    columns = json_new_number(arena, json_place(repeat), column ? (double)json_count(column) : 1);
  }
  const Json *data = json_get(json_get(view, "spec"), "data");
  if (!data || json_is_null(data)) data = json_get(view, "data");
  const Json *frame = json_with(arena, json_without(arena, view, replaced), "columns", columns);
  if (data) frame = json_with(arena, frame, "data", data);
  return json_has(frame, "align") ? frame : json_with(arena, frame, "align", normalize_text(arena, repeat, "all"));
}

static const Json *repeat_as_concat(Normalizer *normalizer, const Json *view, const NormalizeScope *scope) {
  Arena *arena = normalizer->arena;
  const Json *repeat = json_get(view, "repeat");
  const Json *lists[] = {json_get(repeat, "row"), json_get(repeat, "column"),
                         json_is(repeat, JSON_ARRAY) ? repeat : NULL};
  RepeatValues axes[REPEAT_LAYER];
  size_t total = 1;
  for (int axis = REPEAT_ROW; axis <= REPEAT_REPEAT; axis++) {
    if (lists[axis] && !check_values(normalizer, lists[axis], axis_names[axis])) return NULL;
    axes[axis] = values_along(scope, (RepeatAxis)axis, lists[axis]);
    if (axes[axis].count > NORMALIZE_VIEWS_MAX || (total *= axes[axis].count) > NORMALIZE_VIEWS_MAX)
      return normalize_fail(normalizer, repeat, "E209", "the chart has more than %d views", NORMALIZE_VIEWS_MAX);
  }
  const Json **children = arena_array(arena, const Json *, total);
  for (size_t i = 0; i < total; i++) {
    size_t cells = axes[REPEAT_ROW].count * axes[REPEAT_COLUMN].count, cell = i % cells;
    const size_t at[] = {cell / axes[REPEAT_COLUMN].count, cell % axes[REPEAT_COLUMN].count, i / cells};
    children[i] = repeat_once(normalizer, view, scope, axes, at);
    if (!children[i]) return NULL;
  }
  return json_with(arena, repeat_frame(normalizer, view), "concat",
                   json_new_array(arena, json_place(repeat), children, total));
}

/* Rows and columns outside, layers inside. */
static const Json *split_layers(Arena *arena, const Json *view) {
  const Json *repeat = json_get(view, "repeat");
  const Json *layers = normalize_single(arena, "layer", json_get(repeat, "layer"));
  const Json *inner = json_with(arena, normalize_single(arena, "repeat", layers), "spec", json_get(view, "spec"));
  view = json_with(arena, view, "repeat", json_without(arena, repeat, (const char *const[]){"layer", NULL}));
  return json_with(arena, view, "spec", inner);
}

const Json *normalize_repeat(Normalizer *normalizer, const Json *view, const NormalizeScope *scope) {
  const Json *repeat = json_get(view, "repeat");
  if (!json_is(repeat, JSON_ARRAY) && !json_is(repeat, JSON_OBJECT))
    return normalize_fail(normalizer, repeat, "E248",
                          "\"repeat\" must be an array of field names, or an object with row, column or layer");
  if (!json_is(json_get(view, "spec"), JSON_OBJECT)) {
    const Json *child = json_get(view, "spec");
    return normalize_fail(normalizer, child ? child : view, "E249", "a repeat needs a \"spec\" to repeat");
  }
  if (!json_has(repeat, "layer")) return repeat_as_concat(normalizer, view, scope);
  if (!json_has(repeat, "row") && !json_has(repeat, "column")) return repeat_as_layer(normalizer, view, scope);
  return repeat_as_concat(normalizer, split_layers(normalizer->arena, view), scope);
}
