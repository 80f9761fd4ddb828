/* vegalite/transform/regression.c: {"regression": Y, "on": X, "groupby", "method", "order", "extent", "params", "as"}: trend lines, or
 * with "params" a row of coefficients for each.
 */
#include "transform/fit.h"
#include "vegalite/transform/property.h"

enum { DEFAULT_ORDER = 3 };

static bool read_params(const Json *spec, RegressionParams *params, TransformContext *context) {
  *params = (RegressionParams){.order = DEFAULT_ORDER};
  params->y = property_string(spec, "regression", context);
  params->x = params->y ? property_string(spec, "on", context) : NULL;
  if (!params->x) return false;
  params->as[0] = params->x;
  params->as[1] = params->y;
  params->method = property_choice(spec, "method", "linear", fit_method_names, context);
  if (!params->method || !property_fields(spec, "groupby", false, &params->group_by, context) ||
      !property_names(spec, "as", params->as, 2, context) || !property_number(spec, "order", &params->order, context) ||
      !property_extent(spec, "extent", params->extent, &params->has_extent, context) ||
      !property_boolean(spec, "params", &params->coefficients, context))
    return false;
  if (!(params->order >= 0 && params->order <= FIT_ORDER_MAX)) {
    messages_error(context->messages, json_place(json_get(spec, "order")), "E326", "\"order\" must be between 0 and %d",
                   FIT_ORDER_MAX);
    return false;
  }
  if (params->has_extent && g_str_equal(params->method, "log") && params->extent[0] <= 0) {
    messages_warn(context->messages, json_place(json_get(spec, "extent")), "W327",
                  "the extent is ignored: a log regression is not defined at or below zero");
    params->has_extent = false;
  }
  return true;
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  RegressionParams params;
  return read_params(spec, &params, context) ? transform_regression(in, &params, json_place(spec), context) : NULL;
}

static const char *const properties[] = {"regression", "on",     "groupby", "method", "order",
                                         "extent",     "params", "as",      NULL};
static const char *const fields[] = {"groupby", "regression", "on", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_regression = {
    .key = "regression", .properties = properties, .fields = fields, .outputs = outputs, .per_cell = true, .run = run};
