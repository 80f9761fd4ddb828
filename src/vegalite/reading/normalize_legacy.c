/* vegalite/reading/normalize_legacy.c: selections as Vega-Lite 4 wrote them become params, and predicates get one form (Vega-Lite's
 * normalize/selectioncompat.ts). */
#include "vegalite/grammar/definition.h"
#include "vegalite/reading/normalize_context.h"

typedef struct Legacy {
  Normalizer *normalizer;
  const Json *selections; /* name → definition, of all units */
} Legacy;

static const Json *rewrite_view(const Legacy *legacy, const Json *view);

/* {"param": name, "empty": does an empty selection select everything?} */
static const Json *selection_predicate(const Legacy *legacy, const Json *name) {
  Arena *arena = legacy->normalizer->arena;
  const Json *selection = json_get(legacy->selections, json_string(name, ""));
  bool empty = !json_is_string(json_get(selection, "empty"), "none");
  return json_with(arena, normalize_single(arena, "param", name), "empty",
                   json_new_boolean(arena, json_place(name), empty));
}

/* A predicate, or a name of a selection where `by_name`, in its logical composition. NULL after an error message. */
static const Json *rewrite_composition(const Legacy *legacy, const Json *operand, bool by_name) {
  static const char *const lists[] = {"and", "or"};
  Arena *arena = legacy->normalizer->arena;
  const Json *negated = json_get(operand, "not");
  if (negated) {
    const Json *inner = rewrite_composition(legacy, negated, by_name);
    return inner ? normalize_single(arena, "not", inner) : NULL;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
    const Json *list = json_get(operand, lists[i]);
    if (!list) continue;
    if (!json_is(list, JSON_ARRAY))
      return normalize_fail(legacy->normalizer, list, "E280", "\"%s\" must be an array of predicates", lists[i]);
    const Json **items = arena_array(arena, const Json *, json_count(list));
    for (size_t j = 0; j < json_count(list); j++)
      if (!(items[j] = rewrite_composition(legacy, json_at(list, j), by_name))) return NULL;
    return normalize_single(arena, lists[i], json_new_array(arena, json_place(list), items, json_count(list)));
  }
  if (by_name) return selection_predicate(legacy, operand);
  const Json *selection = json_get(operand, "selection");
  return json_truthy(selection) ? rewrite_composition(legacy, selection, true) : operand;
}

static const Json *rewrite_predicate(const Legacy *legacy, const Json *holder, const char *key) {
  const Json *selection = json_get(holder, "selection"), *predicate = json_get(holder, key);
  if (json_truthy(selection)) return rewrite_composition(legacy, selection, true);
  if (json_truthy(predicate)) return rewrite_composition(legacy, predicate, false);
  if (key[0] == 'f') return normalize_fail(legacy->normalizer, holder, "E281", "a filter needs a predicate");
  return normalize_fail(legacy->normalizer, holder, "E222", "a condition needs a \"test\" or a \"param\"");
}

/* {"selection": name} inside a bin's extent, a scale's domain or a lookup's source is {"param": name}. */
static const Json *rename_selection(Arena *arena, const Json *holder) {
  const Json *name = json_get(holder, "selection");
  if (!json_truthy(name)) return holder;
  return json_with(arena, json_without(arena, holder, (const char *const[]){"selection", NULL}), "param", name);
}

static const Json *rename_within(Arena *arena, const Json *holder, const char *key) {
  const Json *inner = json_get(holder, key), *renamed = rename_selection(arena, inner);
  return renamed == inner ? holder : json_with(arena, holder, key, renamed);
}

static const Json *rewrite_transform(const Legacy *legacy, const Json *transform) {
  Arena *arena = legacy->normalizer->arena;
  if (json_has(transform, "filter")) {
    const Json *predicate = rewrite_predicate(legacy, transform, "filter");
    return predicate
               ? json_new_object(arena, json_place(transform), &(JsonMember){.key = "filter", .value = predicate}, 1)
               : NULL;
  }
  const Json *bin = json_get(transform, "bin");
  if (json_is(bin, JSON_OBJECT)) return json_with(arena, transform, "bin", rename_within(arena, bin, "extent"));
  if (json_has(transform, "lookup")) return rename_within(arena, transform, "from");
  return transform;
}

static const Json *rewrite_transforms(const Legacy *legacy, const Json *view) {
  Arena *arena = legacy->normalizer->arena;
  const Json *transforms = json_get(view, "transform");
  if (!json_truthy(transforms)) return transforms ? json_with(arena, view, "transform", NULL) : view;
  if (!json_is(transforms, JSON_ARRAY))
    return normalize_fail(legacy->normalizer, transforms, "E306", "\"transform\" must be an array");
  const Json **items = arena_array(arena, const Json *, json_count(transforms));
  for (size_t i = 0; i < json_count(transforms); i++)
    if (!(items[i] = rewrite_transform(legacy, json_at(transforms, i)))) return NULL;
  return json_with(arena, view, "transform",
                   json_new_array(arena, json_place(transforms), items, json_count(transforms)));
}

static const Json *rewrite_condition(const Legacy *legacy, const Json *condition) {
  static const char *const tests[] = {"selection", "param", "test", NULL};
  Arena *arena = legacy->normalizer->arena;
  if (json_truthy(json_get(condition, "param"))) return condition;
  const Json *test = rewrite_predicate(legacy, condition, "test");
  return test ? json_with(arena, json_without(arena, condition, tests), "test", test) : NULL;
}

static const Json *rewrite_definition(const Legacy *legacy, const Json *definition) {
  Arena *arena = legacy->normalizer->arena;
  const Json *bin = json_get(definition, "bin"), *condition = json_get(definition, "condition");
  if (definition_is_field(definition) && json_is(bin, JSON_OBJECT))
    definition = json_with(arena, definition, "bin", rename_within(arena, bin, "extent"));
  if (json_truthy(json_get(json_path(definition, "scale.domain"), "selection")))
    definition = json_with(arena, definition, "scale", rename_within(arena, json_get(definition, "scale"), "domain"));
  if (!condition) return definition;
  if (json_is(condition, JSON_OBJECT)) {
    condition = rewrite_definition(legacy, condition);
    if (condition) condition = rewrite_condition(legacy, condition);
    return condition ? json_with(arena, definition, "condition", condition) : NULL;
  }
  if (!json_is(condition, JSON_ARRAY))
    return normalize_fail(legacy->normalizer, condition, "E223",
                          "\"condition\" must be an object or an array of objects");
  const Json **items = arena_array(arena, const Json *, json_count(condition));
  for (size_t i = 0; i < json_count(condition); i++)
    if (!(items[i] = rewrite_condition(legacy, json_at(condition, i)))) return NULL;
  return json_with(arena, definition, "condition",
                   json_new_array(arena, json_place(condition), items, json_count(condition)));
}

static const Json *rewrite_encoding(const Legacy *legacy, const Json *view) {
  Arena *arena = legacy->normalizer->arena;
  const Json *encoding = json_get(view, "encoding");
  if (!json_is(encoding, JSON_OBJECT)) return view;
  JsonMember *members = arena_array(arena, JsonMember, json_count(encoding));
  for (size_t i = 0; i < json_count(encoding); i++) {
    members[i] = encoding->object.members[i];
    if (json_is(members[i].value, JSON_OBJECT)) members[i].value = rewrite_definition(legacy, members[i].value);
    if (!members[i].value) return NULL;
  }
  return json_with(arena, view, "encoding",
                   json_new_object(arena, json_place(encoding), members, json_count(encoding)));
}

/* "single" and "multi" are points; "init" is the value. */
static const Json *param_from(Arena *arena, const JsonMember *selection) {
  static const char *const moved[] = {"init", "bind", "empty", NULL};
  const Json *definition = selection->value, *select = json_without(arena, definition, moved),
             *type = json_get(select, "type");
  bool single = json_is_string(type, "single");
  if (single) select = json_with(arena, select, "toggle", json_new_boolean(arena, json_place(type), false));
  if (single || json_is_string(type, "multi"))
    select = json_with(arena, select, "type", normalize_text(arena, type, "point"));
  const Json *param = normalize_single(arena, "name", normalize_text(arena, definition, "%s", selection->key));
  if (json_has(definition, "init")) param = json_with(arena, param, "value", json_get(definition, "init"));
  if (json_has(definition, "bind")) param = json_with(arena, param, "bind", json_get(definition, "bind"));
  return json_with(arena, param, "select", select);
}

static const Json *rewrite_selections(const Legacy *legacy, const Json *unit) {
  Arena *arena = legacy->normalizer->arena;
  const Json *selections = json_get(unit, "selection");
  if (!json_truthy(selections)) return unit;
  if (!json_is(selections, JSON_OBJECT))
    return normalize_fail(legacy->normalizer, selections, "E282", "\"selection\" must be an object");
  messages_note(legacy->normalizer->messages, json_place(selections), "N239",
                "\"selection\" is the spelling of Vega-Lite 4; today it is \"params\"");
  JsonBuilder params = json_builder(arena);
  for (size_t i = 0; i < json_count(selections); i++) {
    const JsonMember *member = &selections->object.members[i];
    if (!json_is(member->value, JSON_OBJECT)) {
      json_builder_array(&params, json_place(selections));
      return normalize_fail(legacy->normalizer, member->value, "E283", "selection \"%s\" must be an object",
                            member->key);
    }
    json_builder_push(&params, param_from(arena, member));
  }
  unit = json_without(arena, unit, (const char *const[]){"selection", NULL});
  const Json *made = json_builder_array(&params, json_place(selections));
  return json_with(arena, unit, "params", normalize_concat(arena, json_get(unit, "params"), made));
}

static const char *const child_lists[] = {"layer", "concat", "hconcat", "vconcat"};

static const Json *rewrite_children(const Legacy *legacy, const Json *view) {
  Arena *arena = legacy->normalizer->arena;
  for (size_t i = 0; i < G_N_ELEMENTS(child_lists); i++) {
    const Json *list = json_get(view, child_lists[i]);
    if (!json_is(list, JSON_ARRAY)) continue;
    const Json **items = arena_array(arena, const Json *, json_count(list));
    for (size_t j = 0; j < json_count(list); j++)
      if (!(items[j] = rewrite_view(legacy, json_at(list, j)))) return NULL;
    view = json_with(arena, view, child_lists[i], json_new_array(arena, json_place(list), items, json_count(list)));
  }
  const Json *child = json_get(view, "spec");
  if (!json_is(child, JSON_OBJECT)) return view;
  child = rewrite_view(legacy, child);
  return child ? json_with(arena, view, "spec", child) : NULL;
}

static const Json *rewrite_view(const Legacy *legacy, const Json *view) {
  if (!json_is(view, JSON_OBJECT)) return view; /* the next pass complains */
  view = rewrite_transforms(legacy, view);
  if (view && (json_has(view, "mark") || json_has(view, "layer"))) view = rewrite_encoding(legacy, view);
  if (view && json_has(view, "mark")) view = rewrite_selections(legacy, view);
  return view ? rewrite_children(legacy, view) : NULL;
}

static const Json *collect_selections(Arena *arena, const Json *view, const Json *found) {
  if (json_is(json_get(view, "selection"), JSON_OBJECT)) found = json_assign(arena, found, json_get(view, "selection"));
  for (size_t i = 0; i < G_N_ELEMENTS(child_lists); i++) {
    const Json *list = json_get(view, child_lists[i]);
    for (size_t j = 0; json_is(list, JSON_ARRAY) && j < json_count(list); j++)
      found = collect_selections(arena, json_at(list, j), found);
  }
  const Json *child = json_get(view, "spec");
  return child ? collect_selections(arena, child, found) : found;
}

const Json *normalize_legacy_selections(Normalizer *normalizer, const Json *spec) {
  Legacy legacy = {normalizer, collect_selections(normalizer->arena, spec, NULL)};
  return rewrite_view(&legacy, spec);
}
