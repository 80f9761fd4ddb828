/* vegalite/transform/quantile.c: {"quantile": FIELD, "groupby", "probs", "step", "as"}: a row for each probability. */
#include "vegalite/transform/property.h"

static const char *const default_outputs[] = {"prob", "value", NULL};

static bool read_step(const Json *spec, QuantileParams *params, TransformContext *context) {
  double step = 0;
  if (!property_number(spec, "step", &step, context)) return false;
  params->probs = quantile_probs(step, &params->prob_count, context->arena);
  if (!params->probs)
    messages_error(context->messages, json_place(json_get(spec, "step")), "E325", "\"step\" is too small");
  return params->probs != NULL;
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  QuantileParams params = {.field = property_string(spec, "quantile", context),
                           .as = {default_outputs[0], default_outputs[1]}};
  if (!params.field || !property_fields(spec, "groupby", false, &params.group_by, context) ||
      !property_names(spec, "as", params.as, 2, context) ||
      !property_numbers(spec, "probs", &params.probs, &params.prob_count, context))
    return NULL;
  if (!params.probs && !read_step(spec, &params, context)) return NULL;
  return transform_quantile(in, &params, context);
}

static const char *const properties[] = {"quantile", "groupby", "probs", "step", "as", NULL};
static const char *const fields[] = {"groupby", "quantile", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_quantile = {.key = "quantile",
                                               .properties = properties,
                                               .fields = fields,
                                               .outputs = outputs,
                                               .default_outputs = default_outputs,
                                               .per_cell = true,
                                               .run = run};
