/* transform/bin.c: numbers into steps, chosen as by vega-statistics' bin() and applied as by vega-transforms' Bin. */
#include "transform/by_row.h"
#include <math.h>

/* Puts a value that equals a boundary, apart from rounding, into the upper bin. */
#define BORDER_EPSILON 1e-14

enum { MOST_ENLARGEMENTS = 10000 };

static const double halves[] = {5, 2};
const BinParams bin_defaults = {.max_bins = 20,
                                .base = 10,
                                .step = NAN,
                                .anchor = NAN,
                                .span = NAN,
                                .nice = true,
                                .divide = halves,
                                .divide_count = G_N_ELEMENTS(halves)};

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

BinSteps transform_bin_steps(const BinParams *params, double min, double max) {
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

/* NaN stays NaN; values outside the bins give -∞ or ∞. */
static double bin_start(const BinSteps *bins, double number) {
  if (number < bins->start) return -INFINITY;
  if (number > bins->stop) return INFINITY;
  if (isnan(number)) return NAN;
  double inside = fmax(bins->start, fmin(number, bins->stop - bins->step));
  return bins->start + bins->step * floor(BORDER_EPSILON + (inside - bins->start) / bins->step);
}

/* Vega's own comment calls this "convoluted"; it makes each end equal the start of the next bin. */
static double bin_end(const BinSteps *bins, double start) {
  return bins->start + bins->step * (1 + (start - bins->start) / bins->step);
}

static bool is_empty(Value value) {
  return value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED || (value.kind == VALUE_STRING && !*value.string);
}

/* What is added to each row. */
typedef struct BinColumns {
  const char *field, *as_start, *as_end;
  BinSteps steps;
} BinColumns;

static const Table *with_bins(const Table *in, const void *data, TransformContext *context) {
  const BinColumns *params = data;
  const BinSteps *bins = &params->steps;
  const char *as_start = params->as_start, *as_end = params->as_end;
  const Column *column = table_field(in, params->field);
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  if (column && (column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE || column_is_full_text(column))) {
    const double *numbers = column_numbers(column, arena);
    double *starts = arena_array(arena, double, count), *ends = arena_array(arena, double, count);
    for (size_t i = 0; i < count; i++) {
      starts[i] = bin_start(bins, numbers[i]);
      ends[i] = bin_end(bins, starts[i]);
    }
    const Column *start = column_from_numbers(starts, count, arena);
    const Table *out = table_with_column(in, as_start, start);
    return table_with_column(out, as_end, column_determined(ends, start, arena));
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

const Table *transform_bin(const Table *in, const char *field, const BinParams *params, const char *as_start,
                           const char *as_end, BinSteps *steps, TransformContext *context) {
  double min = params->extent[0], max = params->extent[1];
  if (!params->has_extent && !transform_extent(in, field, &min, &max, context->arena)) min = max = NAN;
  BinSteps bins = transform_bin_steps(params, min, max);
  if (steps) *steps = bins;
  BinColumns columns = {field, as_start, as_end, bins};
  return transform_by_row(in, with_bins, &columns, sizeof columns, 0, context);
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
