/* vegalite/reading/normalize_params.c: selection params of views that hold others go to the units they name (Vega-Lite's
 * normalize/toplevelselection.ts). */
#include "base/temporary.h"
#include "vegalite/reading/normalize_context.h"
#include <string.h>

typedef struct Pushing {
  Normalizer *normalizer;
  GPtrArray *selections; /* of all views so far, in order: Vega-Lite lets them reach later siblings too */
  size_t tried;          /* pairs of a selection's target and a unit, counted because they multiply */
} Pushing;

/* The names of the views around a unit, innermost first. */
typedef struct PathStep {
  const char *name; /* NULL where a view has none */
  const struct PathStep *outer;
} PathStep;

static const char *view_name(const Json *view) { return json_string(json_get(view, "name"), NULL); }

/* The number of steps outside the outermost one of that name; -1 for none. */
static int find_name(const PathStep *path, const char *name) {
  int depth = -1, found = -1;
  for (const PathStep *step = path; step; step = step->outer) {
    depth++;
    if (step->name && strcmp(step->name, name) == 0) found = depth;
  }
  return found < 0 ? -1 : depth - found;
}

/* A name on the path, or several of them, outermost first. */
static bool names_unit(const Json *view, const PathStep *path) {
  if (json_is(view, JSON_STRING)) return find_name(path, view->string) >= 0;
  if (!json_is(view, JSON_ARRAY)) return false;
  int last = -1;
  for (size_t i = 0; i < json_count(view); i++) {
    const char *name = json_string(json_at(view, i), NULL);
    int at = name ? find_name(path, name) : -1;
    if (at < 0 || (i > 0 && at <= last)) return false;
    last = at;
  }
  return true;
}

static const Json *push_into_unit(Pushing *pushing, const Json *unit, const PathStep *outer) {
  PathStep own = {view_name(unit), outer};
  Arena *arena = pushing->normalizer->arena;
  JsonBuilder params = json_builder(arena);
  for (guint i = 0; i < pushing->selections->len; i++) {
    const Json *selection = pushing->selections->pdata[i], *views = json_get(selection, "views");
    size_t count = json_is(views, JSON_ARRAY) ? json_count(views) : 0;
    if ((pushing->tried += count + 1) > NORMALIZE_SELECTIONS_MAX) {
      json_builder_array(&params, json_place(unit));
      return normalize_fail(pushing->normalizer, selection, "E284",
                            "there are too many selections for this number of views");
    }
    if (count == 0) json_builder_push(&params, selection);
    for (size_t j = 0; j < count; j++)
      if (names_unit(json_at(views, j), &own)) json_builder_push(&params, selection);
  }
  const Json *array = json_builder_array(&params, json_place(unit));
  return json_count(array) > 0 ? json_with(arena, unit, "params", array) : unit;
}

/* Takes the selections out of a view's params. NULL after an error message. */
static const Json *take_selections(Pushing *pushing, const Json *view) {
  const Json *params = json_get(view, "params");
  if (!json_truthy(params)) return view;
  if (!json_is(params, JSON_ARRAY))
    return normalize_fail(pushing->normalizer, params, "E291", "\"params\" must be an array");
  JsonBuilder kept = json_builder(pushing->normalizer->arena);
  for (size_t i = 0; i < json_count(params); i++) {
    const Json *param = json_at(params, i);
    if (json_truthy(json_get(param, "select")))
      g_ptr_array_add(pushing->selections, (gpointer)param);
    else
      json_builder_push(&kept, param);
  }
  return json_with(pushing->normalizer->arena, view, "params", json_builder_array(&kept, json_place(params)));
}

static const Json *push_into_view(Pushing *pushing, const Json *view, const PathStep *outer, bool in_layer);

static const Json *push_into_list(Pushing *pushing, const Json *view, const char *key, const PathStep *path) {
  Arena *arena = pushing->normalizer->arena;
  const Json *list = json_get(view, key);
  size_t count = json_is(list, JSON_ARRAY) ? json_count(list) : 0;
  const Json **items = arena_array(arena, const Json *, count);
  for (size_t i = 0; i < count; i++) {
    items[i] = push_into_view(pushing, json_at(list, i), path, strcmp(key, "layer") == 0);
    if (!items[i]) return NULL;
  }
  return json_with(arena, view, key, json_new_array(arena, json_place(list), items, count));
}

/* A layer inside a layer keeps its params, as in Vega-Lite. */
static const Json *push_into_view(Pushing *pushing, const Json *view, const PathStep *outer, bool in_layer) {
  static const char *const lists[] = {"hconcat", "vconcat", "concat", "layer"};
  if (!in_layer && !json_has(view, "mark")) view = take_selections(pushing, view);
  if (!view) return NULL;
  PathStep own = {view_name(view), outer};
  const PathStep *path = own.name && !json_has(view, "concat") ? &own : outer;
  if (json_has(view, "facet")) {
    const Json *child = push_into_view(pushing, json_get(view, "spec"), path, false);
    return child ? json_with(pushing->normalizer->arena, view, "spec", child) : NULL;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
    if (json_has(view, lists[i])) return push_into_list(pushing, view, lists[i], path);
  return push_into_unit(pushing, view, outer);
}

const Json *normalize_selection_params(Normalizer *normalizer, const Json *spec) {
  Pushing pushing = {.normalizer = normalizer, .selections = g_ptr_array_new()};
  arena_temporary(normalizer->arena, pushing.selections);
  return push_into_view(&pushing, spec, NULL, false);
}
