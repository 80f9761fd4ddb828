/* scale/discretizing.c: a continuous domain cut at thresholds: quantile, quantize, threshold (d3-scale) and bin-ordinal
 * (vega-scale).
 */
#include "scale/family.h"
#include "scale/ticks.h"
#include <stdlib.h>

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void quantile_domain(Scale *scale) {
  const ScaleSpec *spec = &scale->spec;
  double *sample = arena_array(scale->arena, double, spec->domain_count);
  size_t n = 0;
  for (size_t i = 0; i < spec->domain_count; i++) {
    double x = scale_number(spec->domain[i]);
    if (!isnan(x)) sample[n++] = x;
  }
  qsort(sample, n, sizeof *sample, ascending);
  scale_set_domain(scale, sample, n, VALUE_NUMBER);
}

static void discretizing_read_domain(Scale *scale) {
  static const double unit[] = {0, 1};
  size_t count;
  if (scale->type == SCALE_QUANTILE) {
    quantile_domain(scale);
    return;
  }
  double *domain = scale_domain_numbers(scale, &count);
  TickRequest request;
  if (scale->type == SCALE_QUANTIZE) count = MIN(count, 2);
  if (scale->type == SCALE_THRESHOLD && scale->spec.domain_count == 1) count = 1;
  if (scale->type == SCALE_QUANTIZE && count >= 2 && scale_nice_request(&scale->spec, &request)) {
    bool descending = domain[1] < domain[0];
    ticks_nice(&domain[descending ? 1 : 0], &domain[descending ? 0 : 1], isnan(request.count) ? 10 : request.count);
  }
  if (scale->type == SCALE_QUANTIZE && count == 0)
    scale_set_domain(scale, unit, 2, VALUE_NUMBER);
  else
    scale_set_domain(scale, domain, count, VALUE_NUMBER);
}

/* d3.quantileSorted: linear between neighbours (R's type 7). */
static double quantile_sorted(const Scale *scale, double p) {
  size_t n = scale->domain_count;
  if (n == 0) return NAN;
  double at = ((double)n - 1) * p, low = floor(at);
  size_t i = (size_t)low;
  double a = scale->domain[i].number, b = scale->domain[i + 1 < n ? i + 1 : i].number;
  return a + (b - a) * (at - low);
}

static void discretizing_finish(Scale *scale) {
  size_t n = scale->range_count ? scale->range_count - 1 : 0;
  if (scale->type == SCALE_THRESHOLD) n = MIN(n, scale->domain_count);
  if (scale->type == SCALE_BIN_ORDINAL) n = scale->domain_count;
  double *thresholds = arena_array(scale->arena, double, n);
  for (size_t i = 0; i < n; i++) {
    double share = ((double)i + 1) / ((double)n + 1);
    if (scale->type == SCALE_QUANTILE) {
      thresholds[i] = quantile_sorted(scale, share);
    } else if (scale->type == SCALE_QUANTIZE) {
      double low = scale->domain[0].number, high = scale->domain[1].number;
      thresholds[i] = (((double)i + 1) * high - ((double)i - (double)n) * low) / ((double)n + 1);
    } else {
      thresholds[i] = scale->domain[i].number;
    }
  }
  scale->thresholds = thresholds;
  scale->threshold_count = n;
}

static guint32 slot_of(const Scale *scale, double x) {
  if (isnan(x) || scale->range_count == 0) return SLOT_NONE;
  size_t above = bisect_right(scale->thresholds, x, 0, scale->threshold_count);
  if (scale->type != SCALE_BIN_ORDINAL) return (guint32)above;
  return above == 0 ? SLOT_NONE : (guint32)((above - 1) % scale->range_count);
}

static void discretizing_slots(const Scale *scale, const Column *in, guint32 *out) {
  if (in->kind == COLUMN_NUMBER || in->kind == COLUMN_DATE) {
    for (size_t i = 0; i < in->length; i++) out[i] = slot_of(scale, in->numbers[i]);
    return;
  }
  for (size_t i = 0; i < in->length; i++) out[i] = slot_of(scale, scale_number(column_value(in, i)));
}

/* The extent of the domain that maps to this item of the range. */
static Value discretizing_invert(const Scale *scale, double at) {
  if (scale->range_kind != RANGE_NUMBERS || scale->type == SCALE_BIN_ORDINAL) return value_undefined();
  size_t n = scale->threshold_count, i = 0, last = scale->domain_count;
  while (i < scale->range_count && scale->range_numbers[i] != at) i++;
  if (i > n) return value_undefined();
  bool open = scale->type == SCALE_THRESHOLD || last == 0;
  Value *ends = arena_array(scale->arena, Value, 2);
  ends[0] = i > 0 ? value_number(scale->thresholds[i - 1]) : open ? value_undefined() : scale->domain[0];
  ends[1] = i < n ? value_number(scale->thresholds[i]) : open ? value_undefined() : scale->domain[last - 1];
  ValueArray *extent = arena_new(scale->arena, ValueArray);
  *extent = (ValueArray){2, ends};
  return (Value){.kind = VALUE_ARRAY, .array = extent};
}

static const Value *discretizing_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  const double *numbers = scale->thresholds;
  if (scale->type == SCALE_QUANTIZE) {
    double wanted = isnan(request.count) ? 10 : request.count;
    numbers = ticks_between(scale_domain_min(scale), scale_domain_max(scale), wanted, count, arena);
  } else if (scale->type == SCALE_THRESHOLD) {
    *count = scale->domain_count;
    return scale->domain;
  } else {
    *count = scale->threshold_count;
  }
  Value *ticks = arena_array(arena, Value, *count);
  for (size_t i = 0; i < *count; i++) ticks[i] = value_number(numbers[i]);
  return ticks;
}

const ScaleFamily scale_family_discretizing = {
    discretizing_read_domain, discretizing_finish, NULL, NULL, discretizing_slots,
    discretizing_invert,      discretizing_ticks};
