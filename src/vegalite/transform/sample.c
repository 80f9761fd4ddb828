/* vegalite/transform/sample.c: {"sample": SIZE}: a random sample of rows. */
#include "vegalite/transform/property.h"

enum { DEFAULT_SIZE = 1000 };

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  double size = DEFAULT_SIZE;
  return property_number(spec, "sample", &size, context) ? transform_sample(in, size, context) : NULL;
}

static const char *const properties[] = {"sample", NULL};
const TransformType transform_type_sample = {.key = "sample", .properties = properties, .per_cell = true, .run = run};
