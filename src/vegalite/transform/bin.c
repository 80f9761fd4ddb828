/* vegalite/transform/bin.c: {"bin": true or {"maxbins", …}, "field", "as"}: numbers into steps (Vega-Lite's compile/data/bin.ts). */
#include "vegalite/transform/property.h"
#include "vegalite/transform/shared.h"
#include <math.h>

enum { DEFAULT_MAX_BINS = 10 };

/* Of {"param": "brush"} only the span is used, as Vega-Lite compiles it. */
static bool read_extent(const Json *bin, BinParams *params, TransformContext *context) {
  const Json *extent = json_get(bin, "extent");
  const char *param = json_string(json_get(extent, "param"), NULL);
  if (!param) return property_extent(bin, "extent", params->extent, &params->has_extent, context);
  Value value = property_signal(param, context);
  if (value.kind == VALUE_OBJECT) {
    const char *field = json_string(json_get(extent, "field"), json_string(json_get(extent, "encoding"), NULL));
    if (field)
      value = value_member(value, field);
    else if (value.object->count)
      value = value.object->members[0].value;
  }
  if (value.kind == VALUE_ARRAY && value.array->count)
    params->span = value_to_number(value.array->items[value.array->count - 1]) - value_to_number(value.array->items[0]);
  return true;
}

/* Without it, Vega's own. */
static bool read_divide(const Json *bin, BinParams *params, TransformContext *context) {
  const double *divide;
  size_t count;
  if (!property_numbers(bin, "divide", &divide, &count, context)) return false;
  if (divide) params->divide = divide, params->divide_count = count;
  return true;
}

bool bin_read(const Json *bin, BinParams *params, TransformContext *context) {
  static const char *const known[] = {"anchor",  "base", "binned", "divide", "extent", "maxbins",
                                      "minstep", "nice", "step",   "steps",  NULL};
  *params = bin_defaults;
  params->max_bins = 0;
  if (json_is(bin, JSON_OBJECT)) {
    property_check(bin, known, context);
    if (!property_number(bin, "maxbins", &params->max_bins, context) ||
        !property_number(bin, "base", &params->base, context) ||
        !property_number(bin, "step", &params->step, context) ||
        !property_number(bin, "minstep", &params->min_step, context) ||
        !property_number(bin, "anchor", &params->anchor, context) ||
        !property_boolean(bin, "nice", &params->nice, context) || !read_divide(bin, params, context) ||
        !property_numbers(bin, "steps", &params->steps, &params->step_count, context) ||
        !read_extent(bin, params, context))
      return false;
  } else if (bin && !json_is(bin, JSON_BOOLEAN) && !json_is(bin, JSON_NULL)) {
    messages_error(context->messages, json_place(bin), "E317", "\"bin\" must be true or an object of bin parameters");
    return false;
  }
  if (!(params->base > 1)) {
    messages_error(context->messages, json_place(json_get(bin, "base")), "E318", "\"base\" must be greater than 1");
    return false;
  }
  if (isnan(params->max_bins) || params->max_bins == 0) params->max_bins = DEFAULT_MAX_BINS;
  return true;
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  const char *field = property_string(spec, "field", context);
  const char *as[2] = {NULL, NULL};
  if (!field || !property_names(spec, "as", as, 2, context)) return NULL;
  if (!as[0]) {
    property_string(spec, "as", context);
    return NULL;
  }
  if (!as[1]) as[1] = arena_printf(context->arena, "%s_end", as[0]);
  BinParams params;
  if (!bin_read(json_get(spec, "bin"), &params, context)) return NULL;
  return transform_bin(in, field, &params, as[0], as[1], NULL, context);
}

static const char *const properties[] = {"bin", "field", "as", NULL};
static const char *const fields[] = {"field", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_bin = {
    .key = "bin", .properties = properties, .fields = fields, .outputs = outputs, .by_row = true, .run = run};
