/* transform/formula.c: a new column from an expression (vega-transforms Formula). */
#include "transform/functions.h"

const Table *transform_formula(const Table *in, const char *expression, Place at, const char *as,
                               TransformContext *context) {
  const Expr *expr = expr_parse(expression, at, context->messages, context->arena);
  if (!expr) return NULL;
  return table_with_column(in, as, expr_eval_column(expr, context->scope, in));
}
