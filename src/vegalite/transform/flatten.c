/* vegalite/transform/flatten.c: {"flatten": FIELDS, "as"}: arrays in cells into rows. */
#include "vegalite/transform/property.h"

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  FieldList fields;
  if (!property_fields(spec, "flatten", true, &fields, context)) return NULL;
  const char **as = arena_array(context->arena, const char *, fields.count);
  for (size_t i = 0; i < fields.count; i++) as[i] = fields.names[i];
  return property_names(spec, "as", as, fields.count, context) ? transform_flatten(in, fields, as, context) : NULL;
}

static const char *const properties[] = {"flatten", "as", NULL};
static const char *const fields[] = {"flatten", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_flatten = {
    .key = "flatten", .properties = properties, .fields = fields, .outputs = outputs, .run = run};
