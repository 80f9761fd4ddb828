/* vegalite/transform/aggregate.c: {"aggregate": [{"op", "field", "as"}, …], "groupby"}: one row for each group. */
#include "transform/aggregate_fold.h"
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  FieldList group_by;
  const Measure *measures;
  size_t count;
  if (!property_fields(spec, "groupby", false, &group_by, context)) return NULL;
  if (!property_measures(spec, "aggregate", &measures, &count, context)) return NULL;
  return transform_aggregate(in, group_by, measures, count, json_place(spec), context);
}

static bool folds(const Json *spec) {
  const Json *measures = json_get(spec, "aggregate");
  for (size_t i = 0; i < json_count(measures); i++)
    if (!aggregate_op_folds(json_string(json_get(json_at(measures, i), "op"), NULL))) return false;
  return true;
}

static const char *const properties[] = {"aggregate", "groupby", NULL};
static const char *const fields[] = {"groupby", "aggregate.field", NULL};
static const char *const outputs[] = {"aggregate.as", NULL};
const TransformType transform_type_aggregate = {
    .key = "aggregate", .properties = properties, .fields = fields, .outputs = outputs, .folds = folds, .run = run};
