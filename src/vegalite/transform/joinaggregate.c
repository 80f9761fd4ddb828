/* vegalite/transform/joinaggregate.c: {"joinaggregate": [{"op", "field", "as"}, …], "groupby"}: aggregates written to every row of
 * their group.
 */
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  FieldList group_by;
  const Measure *measures;
  size_t count;
  if (!property_fields(spec, "groupby", false, &group_by, context)) return NULL;
  if (!property_measures(spec, "joinaggregate", &measures, &count, context)) return NULL;
  return transform_join_aggregate(in, group_by, measures, count, json_place(spec), context);
}

static const char *const properties[] = {"joinaggregate", "groupby", NULL};
static const char *const fields[] = {"groupby", "joinaggregate.field", NULL};
static const char *const outputs[] = {"joinaggregate.as", NULL};
const TransformType transform_type_joinaggregate = {
    .key = "joinaggregate", .properties = properties, .fields = fields, .outputs = outputs, .run = run};
