/* vegalite/transform/calculate.c: {"calculate": EXPRESSION, "as"}: a new column (Vega's formula). */
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  const char *expression = property_string(spec, "calculate", context);
  const char *as = expression ? property_string(spec, "as", context) : NULL;
  if (!as) return NULL;
  return transform_formula(in, expression, json_place(json_get(spec, "calculate")), as, context);
}

static const char *const properties[] = {"calculate", "as", NULL};
static const char *const expressions[] = {"calculate", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_calculate = {.key = "calculate",
                                                .properties = properties,
                                                .expressions = expressions,
                                                .outputs = outputs,
                                                .by_row = true,
                                                .run = run};
