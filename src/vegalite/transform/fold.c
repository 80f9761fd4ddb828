/* vegalite/transform/fold.c: {"fold": FIELDS, "as"}: several columns into rows of key and value. */
#include "vegalite/transform/property.h"

static const char *const default_outputs[] = {"key", "value", NULL};

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  FieldList fields;
  const char *as[2] = {default_outputs[0], default_outputs[1]};
  if (!property_fields(spec, "fold", true, &fields, context) || !property_names(spec, "as", as, 2, context))
    return NULL;
  return transform_fold(in, fields, as, context);
}

static const char *const properties[] = {"fold", "as", NULL};
static const char *const fields[] = {"fold", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_fold = {.key = "fold",
                                           .properties = properties,
                                           .fields = fields,
                                           .outputs = outputs,
                                           .default_outputs = default_outputs,
                                           .run = run};
