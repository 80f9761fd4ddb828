/* transform/bin.c: numbers into steps.
 *
 * The steps are chosen as by vega-statistics' bin() and applied as by vega-transforms' Bin; the default of 10 bins and the names of
 * the columns are Vega-Lite's (compile/data/bin.ts).
 */
#include "transform/property.h"
#include <math.h>

/* Puts a value that equals a boundary, apart from rounding, into the upper bin. */
#define BORDER_EPSILON 1e-14

enum { VEGA_LITE_MAX_BINS = 10, VEGA_MAX_BINS = 20, MOST_ENLARGEMENTS = 10000 };

typedef struct BinParams {
  double max_bins, base, step, min_step, anchor, extent[2], span; /* NaN: not given */
  const double *divide, *steps;
  size_t divide_count, step_count;
  bool nice, has_extent;
} BinParams;

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

static bool read_params(const Json *bin, BinParams *params, TransformContext *context) {
  static const char *const known[] = {"anchor",  "base", "binned", "divide", "extent", "maxbins",
                                      "minstep", "nice", "step",   "steps",  NULL};
  static const double halves[] = {5, 2};
  *params =
      (BinParams){.max_bins = NAN, .base = 10, .step = NAN, .min_step = 0, .anchor = NAN, .span = NAN, .nice = true};
  if (json_is(bin, JSON_OBJECT)) {
    property_check(bin, known, context);
    if (!property_number(bin, "maxbins", &params->max_bins, context) ||
        !property_number(bin, "base", &params->base, context) ||
        !property_number(bin, "step", &params->step, context) ||
        !property_number(bin, "minstep", &params->min_step, context) ||
        !property_number(bin, "anchor", &params->anchor, context) ||
        !property_boolean(bin, "nice", &params->nice, context) ||
        !property_numbers(bin, "divide", &params->divide, &params->divide_count, context) ||
        !property_numbers(bin, "steps", &params->steps, &params->step_count, context) ||
        !read_extent(bin, params, context))
      return false;
  } else if (bin && !json_is(bin, JSON_BOOLEAN) && !json_is(bin, JSON_NULL)) {
    messages_error(context->messages, json_place(bin), "\"bin\" must be true or an object of bin parameters");
    return false;
  }
  if (!(params->base > 1)) {
    messages_error(context->messages, json_place(json_get(bin, "base")), "\"base\" must be greater than 1");
    return false;
  }
  if (!params->divide) params->divide = halves, params->divide_count = G_N_ELEMENTS(halves);
  bool has_step = !isnan(params->step) && params->step != 0;
  if (isnan(params->max_bins) || params->max_bins == 0)
    params->max_bins = has_step ? VEGA_MAX_BINS : VEGA_LITE_MAX_BINS;
  return true;
}

static double span_of(const BinParams *params, double min, double max) {
  if (!isnan(params->span) && params->span != 0) return params->span;
  if (max != min) return max - min;
  return min != 0 ? fabs(min) : 1;
}

static double step_among(const BinParams *params, double span) {
  double least = span / params->max_bins;
  size_t i = 0;
  while (i < params->step_count && params->steps[i] < least) i++;
  return params->steps[i ? i - 1 : 0];
}

static double step_of(const BinParams *params, double span) {
  if (!isnan(params->step) && params->step != 0) return params->step;
  if (params->step_count) return step_among(params, span);
  double log_base = log(params->base), level = ceil(log(params->max_bins) / log_base);
  double step = pow(params->base, floor(log(span) / log_base + 0.5) - level);
  if (step < params->min_step) step = params->min_step;
  for (int i = 0; i < MOST_ENLARGEMENTS && ceil(span / step) > params->max_bins; i++) step *= params->base;
  for (size_t i = 0; i < params->divide_count; i++) {
    double finer = step / params->divide[i];
    if (finer >= params->min_step && span / finer <= params->max_bins) step = finer;
  }
  return step;
}

static BinSteps choose_steps(const BinParams *params, double min, double max) {
  double step = step_of(params, span_of(params, min, max));
  if (params->nice) {
    double log_step = log(step);
    double precision = log_step >= 0 ? 0 : trunc(-log_step / log(params->base)) + 1;
    double bottom = floor(min / step + pow(params->base, -precision - 1)) * step;
    min = min < bottom ? bottom - step : bottom;
    max = ceil(max / step) * step;
  }
  if (max == min) max = min + step;
  BinSteps steps = {min, min + ceil((max - min) / step) * step, step};
  if (!isnan(params->anchor)) {
    double shift = params->anchor - (steps.start + step * floor((params->anchor - steps.start) / step));
    steps.start += shift;
    steps.stop += shift;
  }
  return steps;
}

bool transform_extent(const Table *in, const char *field, double *min, double *max, Arena *arena) {
  const Column *column = table_field(in, field);
  if (!column) return false;
  const double *numbers = column_numbers(column, arena);
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < column->length; i++) {
    double number = numbers[i];
    if (column->kind == COLUMN_STRING && !*column->strings[i]) continue;
    if (column->kind == COLUMN_VALUE) {
      Value value = column->values[i];
      if (value.kind == VALUE_NULL || (value.kind == VALUE_STRING && !*value.string)) continue;
    }
    if (number < low) low = number;
    if (number > high) high = number;
  }
  if (!isfinite(low) || !isfinite(high)) return false;
  *min = low;
  *max = high;
  return true;
}

bool transform_bin_steps(const Json *bin, double min, double max, BinSteps *steps, TransformContext *context) {
  BinParams params;
  if (!read_params(bin, &params, context)) return false;
  *steps =
      params.has_extent ? choose_steps(&params, params.extent[0], params.extent[1]) : choose_steps(&params, min, max);
  return true;
}

/* NaN stays NaN; values outside the bins give -∞ or ∞. */
static double bin_start(const BinSteps *bins, double number) {
  if (number < bins->start) return -INFINITY;
  if (number > bins->stop) return INFINITY;
  if (isnan(number)) return NAN;
  double inside = fmax(bins->start, fmin(number, bins->stop - bins->step));
  return bins->start + bins->step * floor(BORDER_EPSILON + (inside - bins->start) / bins->step);
}

/* "Convoluted" in Vega's own words, so that each end equals the start of the next bin. */
static double bin_end(const BinSteps *bins, double start) {
  return bins->start + bins->step * (1 + (start - bins->start) / bins->step);
}

static bool is_empty(Value value) {
  return value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED || (value.kind == VALUE_STRING && !*value.string);
}

static const Table *with_bins(const Table *in, const Column *column, const BinSteps *bins, const char *as_start,
                              const char *as_end, Arena *arena) {
  size_t count = table_row_count(in);
  if (column && (column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE)) {
    double *starts = arena_array(arena, double, count), *ends = arena_array(arena, double, count);
    for (size_t i = 0; i < count; i++) {
      starts[i] = bin_start(bins, column->numbers[i]);
      ends[i] = bin_end(bins, starts[i]);
    }
    const Table *out = table_with_column(in, as_start, column_from_numbers(starts, count, arena));
    return table_with_column(out, as_end, column_from_numbers(ends, count, arena));
  }
  Value *starts = arena_array(arena, Value, count), *ends = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) {
    Value value = column_value(column, i);
    starts[i] = is_empty(value) ? value_null() : value_number(bin_start(bins, value_to_number(value)));
    ends[i] = is_empty(value) ? value_null() : value_number(bin_end(bins, starts[i].number));
  }
  const Table *out = table_with_column(in, as_start, column_from_values(starts, count, arena));
  return table_with_column(out, as_end, column_from_values(ends, count, arena));
}

const Table *transform_bin(const Table *in, const char *field, const Json *bin, const char *as_start,
                           const char *as_end, const double *extent, BinSteps *steps, TransformContext *context) {
  BinSteps bins = {NAN, NAN, NAN};
  double ends[2] = {NAN, NAN};
  bool has_extent = json_is(json_get(bin, "extent"), JSON_ARRAY);
  if (extent)
    ends[0] = extent[0], ends[1] = extent[1];
  else if (!has_extent && !transform_extent(in, field, &ends[0], &ends[1], context->arena))
    ends[0] = ends[1] = NAN;
  if (!transform_bin_steps(bin, ends[0], ends[1], &bins, context)) return NULL;
  if (steps) *steps = bins;
  return with_bins(in, table_field(in, field), &bins, as_start, as_end, context->arena);
}

const Table *transform_bin_mid(const Table *in, const char *start, const char *end, double band_position,
                               const char *as, TransformContext *context) {
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const Column *from = table_field(in, start), *to = table_field(in, end);
  Value *middles = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) {
    Value value = column_value(from, i);
    double number = value_is_invalid(value) ? NAN : value_to_number(value);
    middles[i] = value;
    if (isfinite(number))
      middles[i] = value_number(band_position * number + (1 - band_position) * value_to_number(column_value(to, i)));
  }
  return table_with_column(in, as, column_from_values(middles, count, arena));
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
  return transform_bin(in, field, json_get(spec, "bin"), as[0], as[1], NULL, NULL, context);
}

static const char *const properties[] = {"bin", "field", "as", NULL};
static const char *const fields[] = {"field", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_bin = {
    .key = "bin", .properties = properties, .fields = fields, .outputs = outputs, .run = run};
