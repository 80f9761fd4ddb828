/* transform/filter.c: the rows for which an expression is truthy (vega-transforms Filter). */
#include "transform/by_row.h"

static const Table *filtered(const Table *in, const void *data, TransformContext *context) {
  const Expr *expr = *(const Expr *const *)data;
  guint32 *rows = arena_array(context->arena, guint32, table_row_count(in));
  size_t kept = expr_filter(expr, context->scope, in, rows);
  return kept == table_row_count(in) ? in : table_pick(in, rows, kept);
}

const Table *transform_filter(const Table *in, const char *expression, Place at, TransformContext *context) {
  const Expr *expr = expr_parse(expression, at, context->messages, context->arena);
  if (!expr) return NULL;
  if (expr_is_random(expr)) in = table_whole(in);
  unsigned traits = BY_ROW_DROPS | (expr_calls_host(expr) ? BY_ROW_HOSTED : 0);
  return transform_by_row(in, filtered, &expr, sizeof(expr), traits, context);
}
