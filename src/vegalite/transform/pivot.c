/* vegalite/transform/pivot.c: {"pivot": FIELD, "value": FIELD, "groupby", "limit", "op"}: the values of a field into columns. */
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  PivotParams params = {.field = property_string(spec, "pivot", context)};
  params.value = params.field ? property_string(spec, "value", context) : NULL;
  if (!params.value || !property_fields(spec, "groupby", false, &params.group_by, context) ||
      !property_number(spec, "limit", &params.limit, context))
    return NULL;
  params.op = property_choice(spec, "op", "sum", aggregate_op_names, context);
  return params.op ? transform_pivot(in, &params, json_place(spec), context) : NULL;
}

static const char *const properties[] = {"pivot", "value", "groupby", "limit", "op", NULL};
static const char *const fields[] = {"groupby", "pivot", "value", NULL};
const TransformType transform_type_pivot = {
    .key = "pivot", .properties = properties, .fields = fields, .per_cell = true, .run = run};
