/* vegalite/transform/density.c: {"density": FIELD, "groupby", "cumulative", "counts", "bandwidth", "extent", "minsteps", "maxsteps",
 * "steps", "resolve", "as"}: kernel density estimates. Unlike Vega's, they share their extent unless "resolve" is "independent".
 */
#include "vegalite/transform/property.h"

static const char *const default_outputs[] = {"value", "density", NULL};

static bool read_params(const Json *spec, DensityParams *params, TransformContext *context) {
  static const char *const resolves[] = {"shared", "independent", NULL};
  *params = (DensityParams){.as = {default_outputs[0], default_outputs[1]}};
  params->field = property_string(spec, "density", context);
  if (!params->field || !property_fields(spec, "groupby", false, &params->group_by, context) ||
      !property_names(spec, "as", params->as, 2, context) ||
      !property_boolean(spec, "cumulative", &params->cumulative, context) ||
      !property_boolean(spec, "counts", &params->counts, context) ||
      !property_number(spec, "bandwidth", &params->bandwidth, context) ||
      !property_extent(spec, "extent", params->extent, &params->has_extent, context) ||
      !property_number(spec, "minsteps", &params->min_steps, context) ||
      !property_number(spec, "maxsteps", &params->max_steps, context) ||
      !property_number(spec, "steps", &params->steps, context))
    return false;
  const char *resolve = property_choice(spec, "resolve", "shared", resolves, context);
  if (!resolve) return false;
  params->shared = g_str_equal(resolve, "shared");
  return true;
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  DensityParams params;
  return read_params(spec, &params, context) ? transform_density(in, &params, context) : NULL;
}

static const char *const properties[] = {"density",  "groupby",  "cumulative", "counts",  "bandwidth", "extent",
                                         "minsteps", "maxsteps", "steps",      "resolve", "as",        NULL};
static const char *const fields[] = {"groupby", "density", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_density = {.key = "density",
                                              .properties = properties,
                                              .fields = fields,
                                              .outputs = outputs,
                                              .default_outputs = default_outputs,
                                              .per_cell = true,
                                              .run = run};
