/* vegalite/grammar/params.c: params as values, and expressions that need nothing but params as the values they have.
 *
 * Nobody acts on paper: a param keeps the value it starts with. So an {"expr": …} that reads only params is a constant, and is
 * replaced by it here; one that reads the row, the size of the view, or a scale, is left for the stage that knows these. So is a
 * param of that kind (LateParam), and what reads such a param.
 */
#include "base/temporary.h"
#include "vegalite/grammar/build.h"
#include <string.h>

/* Names that only later stages know. */
static const char *const later_names[] = {"width",  "height", "item",       "event",      "parent",
                                          "cursor", "cell",   "childWidth", "childHeight"};
static const char *const later_functions[] = {"scale",
                                              "invert",
                                              "bandwidth",
                                              "domain",
                                              "range",
                                              "copy",
                                              "gradient",
                                              "data",
                                              "indata",
                                              "geoArea",
                                              "geoBounds",
                                              "geoCentroid",
                                              "geoShape",
                                              "geoScale",
                                              "pathShape",
                                              "vlSelectionTest",
                                              "vlSelectionIdTest",
                                              "vlSelectionResolve",
                                              "bandspace",
                                              "modify",
                                              "xy",
                                              "x",
                                              "y"};

static bool reads_late_param(const Expr *expr, const Spec *spec) {
  for (const char *const *name = expr_names(expr); spec->late_param_index && *name; name++)
    if (g_hash_table_contains(spec->late_param_index, *name)) return true;
  return false;
}

static bool must_wait(const Expr *expr, const Spec *spec) {
  if (expr_uses_datum(expr) || reads_late_param(expr, spec)) return true;
  for (size_t i = 0; i < G_N_ELEMENTS(later_names); i++)
    if (expr_uses_name(expr, later_names[i])) return true;
  for (size_t i = 0; i < G_N_ELEMENTS(later_functions); i++)
    if (expr_uses_name(expr, later_functions[i])) return true;
  return false;
}

static void set_signal(Spec *spec, const char *name, Value value) {
  Value *kept = arena_new(spec->arena, Value);
  *kept = value;
  g_hash_table_insert(spec->scope->signals, (gpointer)name, kept);
}

static const Expr *read_expression(const Json *param, Spec *spec) {
  const Json *text = json_get(param, "expr");
  if (json_get(param, "value") || !json_is(text, JSON_STRING)) return NULL;
  const Expr *expr = expr_parse(text->string, text->place, spec->messages, spec->arena);
  return expr;
}

/* It stays undefined for whatever is computed before the scales are, as transforms. */
static void add_late_param(Spec *spec, const char *name, const Expr *expr, Place place) {
  size_t count = spec->late_param_count;
  LateParam *list = (LateParam *)spec->late_params;
  if ((count & (count - 1)) == 0) { /* 0 or a power of two: full */
    list = arena_array(spec->arena, LateParam, count ? 2 * count : 1);
    for (size_t i = 0; i < count; i++) list[i] = spec->late_params[i];
  }
  list[spec->late_param_count++] = (LateParam){name, expr, place};
  spec->late_params = list;
  if (!spec->late_param_index) {
    spec->late_param_index = g_hash_table_new(g_str_hash, g_str_equal);
    arena_adopt(spec->arena, spec->late_param_index, (GDestroyNotify)g_hash_table_unref);
  }
  g_hash_table_insert(spec->late_param_index, (gpointer)name, GSIZE_TO_POINTER(spec->late_param_count));
  set_signal(spec, name, value_undefined());
}

/* Params still to be computed, in the order written. */
typedef struct Pending {
  const Json *params;
  const Expr **expressions; /* NULL: done */
  GHashTable *index;        /* name → place in params + 1 */
} Pending;

static void compute_param(const Pending *pending, size_t which, const Expr *expr, Spec *spec) {
  const Json *param = json_at(pending->params, which);
  const char *name = json_string(json_get(param, "name"), "");
  if (expr_uses_datum(expr)) {
    set_signal(spec, name, value_undefined());
  } else if (must_wait(expr, spec)) {
    add_late_param(spec, name, expr, json_place(json_get(param, "expr")));
  } else {
    ExprScope scope = *spec->scope;
    scope.messages = messages_create(spec->arena, false);
    Value value = expr_eval(expr, &scope, NULL, 0);
    if (messages_count(scope.messages) > 0) /* a name that is not known yet: a selection's */
      add_late_param(spec, name, expr, json_place(json_get(param, "expr")));
    else
      set_signal(spec, name, value);
  }
}

/* A param whose turn has come, and the next name in its expression to look at. */
typedef struct Turn {
  size_t which;
  const Expr *expr;
  const char *const *next;
} Turn;

static void begin_turn(const Pending *pending, size_t which, GArray *turns) {
  const Expr *expr = pending->expressions[which];
  Turn turn = {which, expr, expr_names(expr)};
  pending->expressions[which] = NULL;
  g_array_append_val(turns, turn);
}

/* Expressions may read params that are written further down: these come first, however many wait for each other. */
static void compute_in_turn(const Pending *pending, size_t which, Spec *spec) {
  GArray *turns = g_array_new(FALSE, FALSE, sizeof(Turn));
  arena_temporary(spec->arena, turns);
  begin_turn(pending, which, turns);
  while (turns->len > 0) {
    Turn *turn = &g_array_index(turns, Turn, turns->len - 1);
    size_t place = *turn->next ? GPOINTER_TO_SIZE(g_hash_table_lookup(pending->index, *turn->next)) : 0;
    if (!*turn->next) {
      compute_param(pending, turn->which, turn->expr, spec);
      g_array_set_size(turns, turns->len - 1);
    } else {
      turn->next++;
      if (place && pending->expressions[place - 1]) begin_turn(pending, place - 1, turns);
    }
  }
}

void spec_read_params(const Json *params, Spec *spec) {
  size_t count = json_count(params);
  Pending pending = {params, arena_array(spec->arena, const Expr *, count), g_hash_table_new(g_str_hash, g_str_equal)};
  arena_temporary(spec->arena, pending.index);
  for (size_t i = 0; i < count; i++) {
    const Json *param = json_at(params, i), *value = json_get(param, "value");
    const char *name = json_string(json_get(param, "name"), NULL);
    if (!json_is(param, JSON_OBJECT) || !name) {
      messages_error(spec->messages, json_place(param), "E230", "a param needs a \"name\"");
      continue;
    }
    if (json_has(param, "select")) continue; /* a selection: vegalite/dataflow/selection.h */
    pending.expressions[i] = read_expression(param, spec);
    g_hash_table_insert(pending.index, (gpointer)name, GSIZE_TO_POINTER(i + 1));
    if (!pending.expressions[i])
      set_signal(spec, name, value ? value_from_json(value, spec->arena) : value_undefined());
  }
  for (size_t i = 0; i < count; i++)
    if (pending.expressions[i]) compute_in_turn(&pending, i, spec);
}

/* The text of {"expr": …} or {"signal": …} without other members. */
static const Json *expression_of(const Json *json) {
  if (!json_is(json, JSON_OBJECT)) return NULL;
  return json_count(json) == 1 ? expr_json_text(json) : NULL;
}

/* Data and transforms hold text of their own; {"expr"} there means something else. A scale's domain by expression is not what a list is:
 * it is made nice, for example. */
static bool is_left_alone(const JsonMember *member) {
  if (strcmp(member->key, "domain") == 0 && expression_of(member->value)) return true;
  static const char *const lists[] = {"values", "params", "usermeta"};
  for (size_t i = 0; i < G_N_ELEMENTS(lists) && json_is(member->value, JSON_ARRAY); i++)
    if (strcmp(member->key, lists[i]) == 0) return true;
  return strcmp(member->key, "datasets") == 0;
}

static const Json *resolve_object(const Json *json, Spec *spec) {
  JsonMember *members = NULL;
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    const Json *resolved = is_left_alone(member) ? member->value : spec_resolve_expressions(member->value, spec);
    if (resolved == member->value) continue;
    if (!members) {
      members = arena_array(spec->arena, JsonMember, json_count(json));
      memcpy(members, json->object.members, json_count(json) * sizeof *members);
    }
    members[i].value = resolved;
  }
  return members ? json_new_object(spec->arena, json->place, members, json_count(json)) : json;
}

static const Json *resolve_array(const Json *json, Spec *spec) {
  const Json **items = NULL;
  for (size_t i = 0; i < json_count(json); i++) {
    const Json *item = json_at(json, i), *resolved = spec_resolve_expressions(item, spec);
    if (resolved == item) continue;
    if (!items) {
      items = arena_array(spec->arena, const Json *, json_count(json));
      memcpy(items, json_items(json), json_count(json) * sizeof *items);
    }
    items[i] = resolved;
  }
  return items ? json_new_array(spec->arena, json->place, items, json_count(json)) : json;
}

const Json *spec_resolve_expressions(const Json *json, Spec *spec) {
  const Json *text = expression_of(json);
  if (text) {
    const Expr *expr = expr_parse(text->string, text->place, spec->messages, spec->arena);
    if (!expr || must_wait(expr, spec)) return json;
    /* A name that is not known yet (a selection's) may be known later. */
    ExprScope scope = *spec->scope;
    scope.messages = messages_create(spec->arena, false);
    Value value = expr_eval(expr, &scope, NULL, 0);
    if (messages_count(scope.messages) > 0) return json;
    bool unwritable = value.kind == VALUE_UNDEFINED || value.kind == VALUE_REGEXP;
    return unwritable ? json : json_as_computed(spec->arena, value_to_json(value, json->place, spec->arena));
  }
  if (json_is(json, JSON_OBJECT)) return resolve_object(json, spec);
  return json_is(json, JSON_ARRAY) ? resolve_array(json, spec) : json;
}
