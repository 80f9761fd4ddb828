/* transform/filter.c: the rows for which a predicate holds.
 *
 * A field that is compared with a date or a number is first read as one, as Vega-Lite's implicit parsing does
 * (compile/data/formatparse.ts, getImplicitFromFilterTransform).
 */
#include "data/reader.h"
#include "transform/property.h"

enum { DEPTH_MAX = 512 };

static const char *const date_time_keys[] = {"year",  "quarter", "month",   "day",          "date",
                                             "hours", "minutes", "seconds", "milliseconds", NULL};

static bool is_date_time(const Json *value) {
  for (size_t i = 0; date_time_keys[i]; i++)
    if (json_has(value, date_time_keys[i])) return true;
  return false;
}

/* The value a field predicate compares with. */
static const Json *compared_value(const Json *predicate) {
  static const char *const single[] = {"equal", "lt", "lte", "gt", "gte", NULL};
  static const char *const lists[] = {"range", "oneOf", "in", NULL};
  for (size_t i = 0; single[i]; i++)
    if (json_has(predicate, single[i])) return json_get(predicate, single[i]);
  for (size_t i = 0; lists[i]; i++)
    if (json_is(json_get(predicate, lists[i]), JSON_ARRAY)) return json_at(json_get(predicate, lists[i]), 0);
  return NULL;
}

static bool holds_text(const Column *column) {
  if (!column || column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE) return false;
  for (size_t i = 0; column->kind == COLUMN_VALUE && i < column->length; i++)
    if (column->values[i].kind == VALUE_STRING) return true;
  return column->kind == COLUMN_STRING;
}

static const Table *parse_field(const Table *in, const char *field, const char *parser, TransformContext *context) {
  if (!holds_text(table_field(in, field))) return in;
  JsonBuilder parse = json_builder(context->arena);
  json_builder_set(&parse, field, json_new_string(context->arena, (Place){0}, parser));
  return data_parse_fields(in, json_builder_object(&parse, (Place){0}), context->messages, context->arena);
}

static const Table *parse_compared(const Table *in, const Json *predicate, size_t depth, TransformContext *context) {
  static const char *const logical[] = {"and", "or", "not", NULL};
  if (!in || depth > DEPTH_MAX || !json_is(predicate, JSON_OBJECT)) return in;
  for (size_t i = 0; logical[i]; i++) {
    const Json *inner = json_get(predicate, logical[i]);
    if (json_is(inner, JSON_OBJECT)) in = parse_compared(in, inner, depth + 1, context);
    for (size_t j = 0; json_is(inner, JSON_ARRAY) && j < json_count(inner); j++)
      in = parse_compared(in, json_at(inner, j), depth + 1, context);
  }
  const char *field = json_string(json_get(predicate, "field"), NULL);
  if (!in || !field) return in;
  const Json *value = compared_value(predicate);
  if (json_has(predicate, "timeUnit") || is_date_time(value)) return parse_field(in, field, "date", context);
  if (json_is(value, JSON_NUMBER)) return parse_field(in, field, "number", context);
  return in;
}

const Table *transform_filter(const Table *in, const Json *predicate, TransformContext *context) {
  char *text = predicate_to_expression(predicate, context->messages, context->arena);
  const Expr *expr = text ? expr_parse(text, json_place(predicate), context->messages, context->arena) : NULL;
  if (!expr) return NULL;
  in = parse_compared(in, predicate, 0, context);
  if (!in) return NULL;
  guint32 *rows = arena_array(context->arena, guint32, table_row_count(in));
  size_t kept = expr_filter(expr, context->scope, in, rows);
  return kept == table_row_count(in) ? in : table_pick(in, rows, kept);
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  return transform_filter(in, json_get(spec, "filter"), context);
}

static const char *const properties[] = {"filter", NULL};
const TransformType transform_type_filter = {"filter", run, properties};
