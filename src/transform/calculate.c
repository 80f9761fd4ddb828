/* transform/calculate.c: a new column from an expression (Vega's formula). */
#include "transform/property.h"

const Table *transform_calculate(const Table *in, const char *expression, Place at, const char *as,
                                 TransformContext *context) {
  const Expr *expr = expr_parse(expression, at, context->messages, context->arena);
  if (!expr) return NULL;
  return table_with_column(in, as, expr_eval_column(expr, context->scope, in));
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  const char *expression = property_string(spec, "calculate", context);
  const char *as = expression ? property_string(spec, "as", context) : NULL;
  if (!as) return NULL;
  return transform_calculate(in, expression, json_place(json_get(spec, "calculate")), as, context);
}

static const char *const properties[] = {"calculate", "as", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_calculate = {
    .key = "calculate", .properties = properties, .outputs = outputs, .run = run};
