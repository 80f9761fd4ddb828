/* transform/filter.c: the rows for which a predicate holds.
 *
 * That a field compared with a date or a number is read as one happens where data is read: Vega-Lite moves such parsing up to
 * the source.
 */
#include "transform/property.h"

const Table *transform_filter(const Table *in, const Json *predicate, TransformContext *context) {
  char *text = predicate_to_expression(predicate, context->messages, context->arena);
  const Expr *expr = text ? expr_parse(text, json_place(predicate), context->messages, context->arena) : NULL;
  if (!expr) return NULL;
  guint32 *rows = arena_array(context->arena, guint32, table_row_count(in));
  size_t kept = expr_filter(expr, context->scope, in, rows);
  return kept == table_row_count(in) ? in : table_pick(in, rows, kept);
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  return transform_filter(in, json_get(spec, "filter"), context);
}

static const char *const properties[] = {"filter", NULL};
const TransformType transform_type_filter = {"filter", run, properties};
