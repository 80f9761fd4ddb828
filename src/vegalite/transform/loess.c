/* vegalite/transform/loess.c: {"loess": Y, "on": X, "groupby", "bandwidth", "as"}: a smooth line through points. */
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  LoessParams params = {.y = property_string(spec, "loess", context)};
  params.x = params.y ? property_string(spec, "on", context) : NULL;
  params.as[0] = params.x;
  params.as[1] = params.y;
  if (!params.x || !property_fields(spec, "groupby", false, &params.group_by, context) ||
      !property_names(spec, "as", params.as, 2, context) ||
      !property_number(spec, "bandwidth", &params.bandwidth, context))
    return NULL;
  return transform_loess(in, &params, context);
}

static const char *const properties[] = {"loess", "on", "groupby", "bandwidth", "as", NULL};
static const char *const fields[] = {"groupby", "on", "loess", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_loess = {
    .key = "loess", .properties = properties, .fields = fields, .outputs = outputs, .per_cell = true, .run = run};
