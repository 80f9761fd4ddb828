/* scale/discretizing.c: a continuous domain cut at thresholds: quantile, quantize, threshold (d3-scale) and bin-ordinal
 * (vega-scale). They differ in where they cut.
 */
#include "scale/family.h"
#include "scale/ticks.h"
#include <stdlib.h>

/* What all share. */

static double *new_thresholds(Scale *scale, size_t count) {
  double *thresholds = arena_array(scale->arena, double, count);
  scale->thresholds = thresholds;
  scale->threshold_count = count;
  return thresholds;
}

/* One less than the number of items in the range. */
static size_t cuts_of_range(const Scale *scale) { return scale->range_count ? scale->range_count - 1 : 0; }

static guint32 stepped_slot(const Scale *scale, double x) {
  if (isnan(x) || scale->range_count == 0) return SLOT_NONE;
  return (guint32)bisect_right(scale->thresholds, x, 0, scale->threshold_count);
}

static void stepped_slots(const Scale *scale, const Column *in, guint32 *out) {
  if (in->kind == COLUMN_NUMBER || in->kind == COLUMN_DATE) {
    for (size_t i = 0; i < in->length; i++) out[i] = stepped_slot(scale, in->numbers[i]);
    return;
  }
  for (size_t i = 0; i < in->length; i++) out[i] = stepped_slot(scale, scale_number(column_quantity(in, i)));
}

/* The extent of the domain that maps to this item of the range. The outermost ones end with the domain, or are open. */
static Value stepped_invert(const Scale *scale, double at) {
  if (scale->range_kind != RANGE_NUMBERS) return value_undefined();
  size_t n = scale->threshold_count, i = 0, last = scale->domain_count;
  while (i < scale->range_count && scale->range_numbers[i] != at) i++;
  if (i > n) return value_undefined();
  bool open = scale->type->domain_is_thresholds || last == 0;
  Value *ends = arena_array(scale->arena, Value, 2);
  ends[0] = i > 0 ? value_number(scale->thresholds[i - 1]) : open ? value_undefined() : scale->domain[0];
  ends[1] = i < n ? value_number(scale->thresholds[i]) : open ? value_undefined() : scale->domain[last - 1];
  ValueArray *extent = arena_new(scale->arena, ValueArray);
  *extent = (ValueArray){2, ends};
  return (Value){.kind = VALUE_ARRAY, .array = extent};
}

static const Value *number_values(const double *numbers, size_t count, Arena *arena) {
  Value *values = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) values[i] = value_number(numbers[i]);
  return values;
}

static const Value *threshold_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  (void)request;
  *count = scale->threshold_count;
  return number_values(scale->thresholds, *count, arena);
}

static double asked_steps(double asked, double cardinality) {
  (void)cardinality;
  return asked > 0 ? asked : SCHEME_STEPS;
}

/* quantile: equal numbers of values between thresholds. */

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void quantile_read_domain(Scale *scale) {
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

/* d3.quantileSorted: linear between neighbours (R's type 7). */
static double quantile_sorted(const Scale *scale, double p) {
  size_t n = scale->domain_count;
  if (n == 0) return NAN;
  double at = ((double)n - 1) * p, low = floor(at);
  size_t i = (size_t)low;
  double a = scale->domain[i].number, b = scale->domain[i + 1 < n ? i + 1 : i].number;
  return a + (b - a) * (at - low);
}

/* The smallest step between thresholds. */
static double least_step(const double *thresholds, size_t count) {
  double least = count > 1 ? thresholds[1] - thresholds[0] : count > 0 ? thresholds[0] : 1;
  for (size_t i = 1; i < count; i++) least = fmin(least, thresholds[i] - thresholds[i - 1]);
  return least;
}

static void quantile_finish(Scale *scale) {
  size_t n = cuts_of_range(scale);
  double *thresholds = new_thresholds(scale, n);
  for (size_t i = 0; i < n; i++) thresholds[i] = quantile_sorted(scale, ((double)i + 1) / ((double)n + 1));
  scale->least_step = least_step(thresholds, n);
}

static double quantile_label_span(const Scale *scale) { return scale->least_step; }

static const ScaleFamily quantile_family = {
    .read_domain = quantile_read_domain,
    .finish = quantile_finish,
    .slots = stepped_slots,
    .invert = stepped_invert,
    .ticks = threshold_ticks,
};

const ScaleType scale_quantile = {
    .name = "quantile",
    .kind = SCALE_STEPPED,
    .family = &quantile_family,
    .domain_is_sample = true,
    .scheme_steps = asked_steps,
    .label_span = quantile_label_span,
};

/* quantize: thresholds at equal distances. */

static void quantize_read_domain(Scale *scale) {
  static const double unit[] = {0, 1};
  size_t count;
  double *domain = scale_domain_numbers(scale, &count);
  count = MIN(count, 2);
  scale_make_nice(scale, domain, count);
  scale_set_domain(scale, count ? domain : unit, count ? count : 2, VALUE_NUMBER);
}

static void quantize_finish(Scale *scale) {
  size_t n = cuts_of_range(scale);
  double *thresholds = new_thresholds(scale, n), low = scale_domain_min(scale), high = scale_domain_max(scale);
  for (size_t i = 0; i < n; i++)
    thresholds[i] = (((double)i + 1) * high - ((double)i - (double)n) * low) / ((double)n + 1);
}

static const Value *quantize_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  double wanted = isnan(request.count) ? 10 : request.count;
  const double *ticks = ticks_between(scale_domain_min(scale), scale_domain_max(scale), wanted, count, arena);
  return number_values(ticks, *count, arena);
}

static double quantize_label_span(const Scale *scale) { return scale_domain_max(scale) - scale_domain_min(scale); }

static const ScaleFamily quantize_family = {
    .read_domain = quantize_read_domain,
    .finish = quantize_finish,
    .slots = stepped_slots,
    .invert = stepped_invert,
    .ticks = quantize_ticks,
};

const ScaleType scale_quantize = {
    .name = "quantize",
    .kind = SCALE_STEPPED,
    .family = &quantize_family,
    .unit_range = true,
    .scheme_steps = asked_steps,
    .nice = nice_steps,
    .labels = LABELS_SPAN,
    .label_span = quantize_label_span,
};

/* threshold: cut at the values of the domain. */

static void threshold_read_domain(Scale *scale) {
  size_t count;
  double *domain = scale_domain_numbers(scale, &count);
  if (scale->spec.domain_count == 1) count = 1;
  scale_set_domain(scale, domain, count, VALUE_NUMBER);
}

static void copy_domain(Scale *scale, size_t count) {
  double *thresholds = new_thresholds(scale, count);
  for (size_t i = 0; i < count; i++) thresholds[i] = scale->domain[i].number;
}

static void threshold_finish(Scale *scale) { copy_domain(scale, MIN(cuts_of_range(scale), scale->domain_count)); }

static const Value *domain_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  (void)request;
  (void)arena;
  *count = scale->domain_count;
  return scale->domain;
}

static double threshold_steps(double asked, double cardinality) {
  (void)asked;
  return cardinality + 1;
}

static const ScaleFamily threshold_family = {
    .read_domain = threshold_read_domain,
    .finish = threshold_finish,
    .slots = stepped_slots,
    .invert = stepped_invert,
    .ticks = domain_ticks,
};

const ScaleType scale_threshold = {
    .name = "threshold",
    .kind = SCALE_STEPPED,
    .family = &threshold_family,
    .domain_is_thresholds = true,
    .unit_range = true,
    .scheme_steps = threshold_steps,
};

/* bin-ordinal: bins to the items of the range in turn; values before the first bin have none. */

static void binned_read_domain(Scale *scale) {
  size_t count;
  double *domain = scale_domain_numbers(scale, &count);
  scale_set_domain(scale, domain, count, VALUE_NUMBER);
}

static void binned_finish(Scale *scale) { copy_domain(scale, scale->domain_count); }

static void binned_slots(const Scale *scale, const Column *in, guint32 *out) {
  stepped_slots(scale, in, out);
  for (size_t i = 0; i < in->length; i++)
    if (out[i] != SLOT_NONE) out[i] = out[i] == 0 ? SLOT_NONE : (guint32)((out[i] - 1) % scale->range_count);
}

static Value binned_invert(const Scale *scale, double at) {
  (void)scale;
  (void)at;
  return value_undefined();
}

static double binned_steps(double asked, double cardinality) {
  (void)asked;
  return cardinality - 1;
}

static const ScaleFamily binned_family = {
    .read_domain = binned_read_domain,
    .finish = binned_finish,
    .slots = binned_slots,
    .invert = binned_invert,
    .ticks = threshold_ticks,
};

const ScaleType scale_bin_ordinal = {
    .name = "bin-ordinal",
    .kind = SCALE_BINNED,
    .family = &binned_family,
    .domain_is_bins = true,
    .scheme_steps = binned_steps,
    .labels = LABELS_SPAN,
};
