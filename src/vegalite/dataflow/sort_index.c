/* vegalite/dataflow/sort_index.c: the position of each value in an order that is written out.
 *
 * Vega-Lite compiles "sort": ["b", "a", …] to a chain of comparisons (compile/data/calculate.ts); here plain values are looked
 * up, and only dates and time units are compared one by one.
 */
#include "base/temporary.h"
#include "transform/by_row.h"
#include "vegalite/dataflow/data_pass.h"
#include "vegalite/grammar/predicate.h"

static guint hash_value(gconstpointer value) { return value_hash(*(const Value *)value); }

static gboolean equal_values(gconstpointer a, gconstpointer b) {
  return value_strict_equal(*(const Value *)a, *(const Value *)b);
}

static bool is_plain(const Json *sort) {
  for (size_t i = 0; i < json_count(sort); i++)
    if (json_is(json_at(sort, i), JSON_OBJECT) || json_is(json_at(sort, i), JSON_ARRAY)) return false;
  return true;
}

static void look_up(const Table *in, const char *field, const Json *sort, double *index, Arena *arena) {
  GHashTable *places = g_hash_table_new(hash_value, equal_values);
  arena_temporary(arena, places);
  size_t count = json_count(sort);
  Value *keys = arena_array(arena, Value, count);
  for (size_t i = count; i-- > 0;) {
    keys[i] = value_from_json(json_at(sort, i), arena);
    g_hash_table_replace(places, &keys[i], GSIZE_TO_POINTER(i + 1));
  }
  const Column *column = table_field(in, field);
  for (size_t row = 0; row < table_row_count(in); row++) {
    Value value = column_value(column, row);
    gsize place = GPOINTER_TO_SIZE(g_hash_table_lookup(places, &value));
    index[row] = (double)(place ? place - 1 : count);
  }
}

/* {"field", "timeUnit", "equal"}, as Vega-Lite's fieldFilterExpression. */
static const Json *equal_predicate(const char *field, const char *time_unit, const Json *value, Arena *arena) {
  Place at = json_place(value);
  JsonBuilder predicate = json_builder(arena);
  json_builder_set(&predicate, "field", json_new_string(arena, at, field));
  if (time_unit) json_builder_set(&predicate, "timeUnit", json_new_string(arena, at, time_unit));
  json_builder_set(&predicate, "equal", value);
  return json_builder_object(&predicate, at);
}

static bool compare_each(const Table *in, const char *field, const char *time_unit, const Json *sort, double *index,
                         TransformContext *context) {
  Arena *arena = context->arena;
  size_t rows = table_row_count(in);
  guint32 *hits = arena_array(arena, guint32, rows);
  for (size_t row = 0; row < rows; row++) index[row] = (double)json_count(sort);
  for (size_t i = json_count(sort); i-- > 0;) {
    const Json *predicate = equal_predicate(field, time_unit, json_at(sort, i), arena);
    char *text = predicate_to_expression(predicate, context->messages, arena);
    const Expr *expr = text ? expr_parse(text, json_place(predicate), context->messages, arena) : NULL;
    if (!expr) return false;
    size_t count = expr_filter(expr, context->scope, in, hits);
    for (size_t k = 0; k < count; k++) index[hits[k]] = (double)i;
  }
  return true;
}

typedef struct SortIndex {
  const char *field, *time_unit, *as;
  const Json *sort;
} SortIndex;

static const Table *with_index(const Table *in, const void *data, TransformContext *context) {
  const SortIndex *params = data;
  size_t rows = table_row_count(in);
  double *index = arena_array(context->arena, double, rows);
  if (!params->time_unit && is_plain(params->sort))
    look_up(in, params->field, params->sort, index, context->arena);
  else if (!compare_each(in, params->field, params->time_unit, params->sort, index, context))
    return NULL;
  return table_with_column(in, params->as, column_from_numbers(index, rows, context->arena));
}

const Table *data_pass_sort_index(const Table *in, const char *field, const char *time_unit, const Json *sort,
                                  const char *as, TransformContext *context) {
  SortIndex params = {field, time_unit, as, sort};
  return transform_by_row(in, with_index, &params, sizeof params, 0, context);
}
