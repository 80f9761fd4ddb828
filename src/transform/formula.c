/* transform/formula.c: a new column from an expression (vega-transforms Formula). */
#include "transform/by_row.h"

typedef struct FormulaParams {
  const Expr *expr;
  const char *as;
} FormulaParams;

static const Table *with_formula(const Table *in, const void *data, TransformContext *context) {
  const FormulaParams *params = data;
  return table_with_column(in, params->as, expr_eval_column(params->expr, context->scope, in));
}

const Table *transform_formula(const Table *in, const char *expression, Place at, const char *as,
                               TransformContext *context) {
  const Expr *expr = expr_parse(expression, at, context->messages, context->arena);
  if (!expr) return NULL;
  if (expr_is_random(expr)) in = table_whole(in);
  FormulaParams params = {expr, as};
  return transform_by_row(in, with_formula, &params, sizeof params, expr_calls_host(expr) ? BY_ROW_HOSTED : 0, context);
}
