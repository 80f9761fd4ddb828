/* vegalite/transform/property.c: reading a transform's JSON.
 *
 * The checks that Vega-Lite leaves to its schema are made here, so that each transform only lists its properties.
 */
#include "vegalite/transform/property.h"
#include "transform/measure.h"
#include <math.h>

static bool wrong_kind(const Json *value, const char *key, const char *wanted, TransformContext *context) {
  messages_error(context->messages, json_place(value), "E238", "\"%s\" must be %s", key, wanted);
  return false;
}

static bool missing(const Json *spec, const char *key, TransformContext *context) {
  messages_error(context->messages, json_place(spec), "E302", "the transform needs the property \"%s\"", key);
  return false;
}

static bool is_given(const Json *value) { return value && !json_is_null(value); }

const char *property_string(const Json *spec, const char *key, TransformContext *context) {
  const Json *value = json_get(spec, key);
  if (json_is(value, JSON_STRING)) return value->string;
  if (!value)
    missing(spec, key, context);
  else
    wrong_kind(value, key, "a string", context);
  return NULL;
}

bool property_fields(const Json *spec, const char *key, bool required, FieldList *out, TransformContext *context) {
  const Json *value = json_get(spec, key);
  *out = (FieldList){0};
  if (!is_given(value)) return !required || missing(spec, key, context);
  if (!json_is(value, JSON_ARRAY)) return wrong_kind(value, key, "an array of field names", context);
  size_t count = json_count(value);
  const char **names = arena_array(context->arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    const Json *item = json_at(value, i);
    if (!json_is(item, JSON_STRING)) return wrong_kind(item, key, "an array of field names", context);
    names[i] = item->string;
  }
  *out = (FieldList){names, count};
  return true;
}

Value property_signal(const char *name, const TransformContext *context) {
  for (const ExprScope *scope = context->scope; scope; scope = scope->parent) {
    const Value *value = scope->signals ? g_hash_table_lookup(scope->signals, name) : NULL;
    if (value) return *value;
  }
  return value_undefined();
}

/* The value of {"expr"}, {"signal"} or {"param"}; plain JSON is its own value. */
static bool evaluate(const Json *json, Value *out, TransformContext *context) {
  *out = value_undefined();
  if (!json_is(json, JSON_OBJECT)) {
    *out = value_from_json(json, context->arena);
    return true;
  }
  const Json *param = json_get(json, "param");
  if (json_is(param, JSON_STRING)) {
    *out = property_signal(param->string, context);
    return true;
  }
  const Json *text = json_get(json, "expr") ? json_get(json, "expr") : json_get(json, "signal");
  if (!json_is(text, JSON_STRING)) {
    *out = value_from_json(json, context->arena);
    return true;
  }
  const Expr *expr = expr_parse(text->string, text->place, context->messages, context->arena);
  if (!expr || !context->scope) return false;
  *out = expr_eval(expr, context->scope, NULL, 0);
  return true;
}

static bool as_number(const Json *json, const char *key, double *out, TransformContext *context) {
  Value value;
  if (!evaluate(json, &value, context)) return false;
  if (value.kind != VALUE_NUMBER && value.kind != VALUE_DATE) return wrong_kind(json, key, "a number", context);
  *out = value.number;
  return true;
}

bool property_number(const Json *spec, const char *key, double *out, TransformContext *context) {
  const Json *value = json_get(spec, key);
  return !is_given(value) || as_number(value, key, out, context);
}

bool property_boolean(const Json *spec, const char *key, bool *out, TransformContext *context) {
  const Json *value = json_get(spec, key);
  if (!is_given(value)) return true;
  if (!json_is(value, JSON_BOOLEAN)) return wrong_kind(value, key, "true or false", context);
  *out = value->boolean;
  return true;
}

static bool numbers_of_value(const Json *json, Value value, const char *key, const double **out, size_t *count,
                             TransformContext *context) {
  if (value.kind != VALUE_ARRAY) return wrong_kind(json, key, "an array of numbers", context);
  double *numbers = arena_array(context->arena, double, value.array->count);
  for (size_t i = 0; i < value.array->count; i++) {
    Value item = value.array->items[i];
    if (item.kind != VALUE_NUMBER && item.kind != VALUE_DATE)
      return wrong_kind(json, key, "an array of numbers", context);
    numbers[i] = item.number;
  }
  *out = numbers;
  *count = value.array->count;
  return true;
}

bool property_numbers(const Json *spec, const char *key, const double **out, size_t *count, TransformContext *context) {
  const Json *value = json_get(spec, key);
  *out = NULL;
  *count = 0;
  if (!is_given(value)) return true;
  if (!json_is(value, JSON_ARRAY)) {
    Value evaluated;
    return evaluate(value, &evaluated, context) && numbers_of_value(value, evaluated, key, out, count, context);
  }
  double *numbers = arena_array(context->arena, double, json_count(value));
  for (size_t i = 0; i < json_count(value); i++)
    if (!as_number(json_at(value, i), key, &numbers[i], context)) return false;
  *out = numbers;
  *count = json_count(value);
  return true;
}

bool property_extent(const Json *spec, const char *key, double out[2], bool *given, TransformContext *context) {
  const double *numbers;
  size_t count;
  *given = false;
  if (!property_numbers(spec, key, &numbers, &count, context)) return false;
  if (!numbers) return true;
  if (count != 2 || !isfinite(numbers[0]) || !isfinite(numbers[1]))
    return wrong_kind(json_get(spec, key), key, "an array of two numbers", context);
  out[0] = numbers[0];
  out[1] = numbers[1];
  *given = true;
  return true;
}

const char *property_choice(const Json *spec, const char *key, const char *otherwise, const char *const *names,
                            TransformContext *context) {
  const Json *value = json_get(spec, key);
  if (!is_given(value)) return otherwise;
  if (!json_is(value, JSON_STRING)) {
    wrong_kind(value, key, "a string", context);
    return NULL;
  }
  for (size_t i = 0; names[i]; i++)
    if (g_str_equal(names[i], value->string)) return names[i];
  transform_unknown(value->place, key, value->string, names, context);
  return NULL;
}

bool property_names(const Json *spec, const char *key, const char **out, size_t count, TransformContext *context) {
  const Json *value = json_get(spec, key);
  if (!is_given(value)) return true;
  if (json_is(value, JSON_STRING)) {
    out[0] = value->string;
    return true;
  }
  if (!json_is(value, JSON_ARRAY)) return wrong_kind(value, key, "an array of names", context);
  for (size_t i = 0; i < json_count(value) && i < count; i++) {
    const Json *item = json_at(value, i);
    if (json_is_null(item)) continue;
    if (!json_is(item, JSON_STRING)) return wrong_kind(item, key, "an array of names", context);
    out[i] = item->string;
  }
  return true;
}

bool property_sort(const Json *spec, const char *key, const SortKey **out, size_t *count, TransformContext *context) {
  static const char *const orders[] = {"ascending", "descending", NULL}, *const known[] = {"field", "order", NULL};
  const Json *list = json_get(spec, key);
  *out = NULL;
  *count = 0;
  if (!is_given(list)) return true;
  if (!json_is(list, JSON_ARRAY)) return wrong_kind(list, key, "an array of {\"field\", \"order\"}", context);
  SortKey *keys = arena_array(context->arena, SortKey, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) {
    const Json *item = json_at(list, i);
    if (!json_is(item, JSON_OBJECT)) return wrong_kind(item, key, "an array of {\"field\", \"order\"}", context);
    property_check(item, known, context);
    const char *field = property_string(item, "field", context);
    const char *order = property_choice(item, "order", "ascending", orders, context);
    if (!field || !order) return false;
    keys[i] = (SortKey){field, g_str_equal(order, "descending")};
  }
  *out = keys;
  *count = json_count(list);
  return true;
}

bool property_measures(const Json *spec, const char *key, const Measure **out, size_t *count,
                       TransformContext *context) {
  static const char *const known[] = {"op", "field", "as", NULL};
  const Json *list = json_get(spec, key);
  if (!json_is(list, JSON_ARRAY)) {
    messages_error(context->messages, json_place(list ? list : spec), "E303",
                   "\"%s\" must be an array of {\"op\", \"field\", \"as\"}", key);
    return false;
  }
  Measure *measures = arena_array(context->arena, Measure, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) {
    const Json *item = json_at(list, i);
    property_check(item, known, context);
    const char *name = property_string(item, "op", context);
    const MeasureOp *op = name ? measure_op(name, json_place(json_get(item, "op")), context) : NULL;
    if (!op) return false;
    const char *field = NULL;
    if (measure_op_needs_field(op)) {
      field = property_string(item, "field", context);
      if (!field) return false;
    }
    const char *as = json_string(json_get(item, "as"), NULL);
    measures[i] = (Measure){name, field, as ? as : measure_default_name(name, field, context->arena)};
  }
  *out = measures;
  *count = json_count(list);
  return true;
}

void property_check(const Json *object, const char *const *known, TransformContext *context) {
  for (size_t i = 0; json_is(object, JSON_OBJECT) && i < object->object.count; i++) {
    const JsonMember *member = &object->object.members[i];
    if (g_strv_contains(known, member->key)) continue;
    messages_warn(context->messages, json_key_place(member), "W204", "unknown property \"%s\"%s", member->key,
                  suggest(context->arena, member->key, known));
  }
}
