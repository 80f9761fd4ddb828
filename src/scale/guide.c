/* scale/guide.c: queries by axes and legends: tick values, label values, fractions, colour stops (vega-scale's ticks,
 * labels and interpolate, and Vega's gradient function).
 */
#include "scale/family.h"
#include "time/tick_step.h"
#include <stdlib.h>
#include <string.h>

double scale_tick_count(const Scale *scale, double count, double min_step) {
  if (isnan(count)) return count;
  if (scale->bins) count = fmax(count, (double)scale->bin_count);
  if (!(min_step > 0)) return count;
  double a = scale_domain_min(scale), b = scale_domain_max(scale), low = fmin(a, b), high = fmax(a, b);
  double most = floor((high - low) / min_step);
  if (isnan((high - low) / min_step) || high == low) most = 1;
  count = fmin(count, fmin(most + 1, 1e5));
  bool steps = !scale->type->ticks && !scale_type_is_temporal(scale->type);
  if (!scale->bins && steps && low < high)
    while (count > 1 && tick_step(low, high, count) < min_step) count--;
  return count;
}

typedef struct Placed {
  Value value;
  double at;
  size_t order;
} Placed;

static int by_place(const void *a, const void *b) {
  const Placed *x = a, *y = b;
  if (x->at != y->at) return x->at < y->at ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

/* Every other one, until there are at most `count`; with fewer than three left, the two ends. */
static size_t thin_out(Value *ticks, size_t n, double count) {
  Value first = ticks[0], last = ticks[n - 1];
  while ((double)n > count && n >= 3) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i += 2) ticks[kept++] = ticks[i];
    n = kept;
  }
  if (n < 3) ticks[0] = first, ticks[1] = last, n = 2;
  return n;
}

const Value *scale_valid_ticks(const Scale *scale, const Value *values, size_t value_count, double count,
                               size_t *tick_count, Arena *arena) {
  size_t n = 0, range_count;
  const double *range = scale_range(scale, &range_count);
  Placed *placed = arena_array(arena, Placed, value_count);
  Value *ticks = arena_array(arena, Value, value_count + 2);
  double from = range_count ? range[0] : 0, to = range_count ? range[range_count - 1] : 0;
  double low = floor(fmin(from, to)), high = ceil(fmax(from, to)), sign = from > to ? -1 : 1;
  for (size_t i = 0; i < value_count; i++) {
    double at = scale_map_number(scale, values[i]);
    if (low <= at && at <= high) placed[n] = (Placed){values[i], sign * at, n}, n++;
  }
  qsort(placed, n, sizeof *placed, by_place);
  for (size_t i = 0; i < n; i++) ticks[i] = placed[i].value;
  if (count > 0 && n > 1) n = thin_out(ticks, n, count);
  *tick_count = n;
  return ticks;
}

static TickRequest request_of(const Scale *scale, double count, const Json *interval, double min_step) {
  TickRequest request = tick_request(count, interval);
  request.count = scale_tick_count(scale, request.count, min_step);
  return request;
}

static const Value *tick_values(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  double thinned = request.interval ? (double)NAN : request.count;
  if (scale->bins) return scale_valid_ticks(scale, scale->bins, scale->bin_count, thinned, count, arena);
  return scale->type->family->ticks(scale, request, count, arena);
}

const Value *scale_ticks(const Scale *scale, double count, const Json *interval, double min_step, size_t *tick_count,
                         Arena *arena) {
  return tick_values(scale, request_of(scale, count, interval, min_step), tick_count, arena);
}

static size_t tally_ticks(const Scale *scale, double count) {
  TickTally *tally = scale->tally;
  if (tally->known && (tally->count == count || (isnan(tally->count) && isnan(count)))) return tally->ticks;
  Arena *scratch = arena_create();
  *tally = (TickTally){.known = true, .count = count};
  tick_values(scale, (TickRequest){count, NULL, 1}, &tally->ticks, scratch);
  arena_destroy(scratch);
  return tally->ticks;
}

bool scale_tick_is_labelled(const Scale *scale, double count, Value tick) {
  if (!scale->type->labels_tick || scale->bins) return true;
  return scale->type->labels_tick(scale, isnan(count) ? 10 : count, tally_ticks(scale, count), value_to_number(tick));
}

/* A threshold scale lists its whole domain, though only as many thresholds count as its range has steps. */
static const Value *threshold_values(const Scale *scale, size_t *count, Arena *arena) {
  bool whole = scale->type->domain_is_thresholds;
  size_t n = whole ? scale->domain_count : scale->threshold_count;
  Value *values = arena_array(arena, Value, n + 1);
  values[0] = value_number(-(double)INFINITY);
  for (size_t i = 0; i < n; i++) values[i + 1] = whole ? scale->domain[i] : value_number(scale->thresholds[i]);
  *count = n + 1;
  return values;
}

const Value *scale_legend_values(const Scale *scale, double count, const Json *interval, double min_step,
                                 size_t *value_count, Arena *arena) {
  TickRequest request = request_of(scale, count, interval, min_step);
  if (scale->bins) {
    *value_count = scale->bin_count ? scale->bin_count - 1 : 0;
    return scale->bins;
  }
  if (scale_type_is_discretizing(scale->type)) return threshold_values(scale, value_count, arena);
  const Value *ticks = tick_values(scale, request, value_count, arena);
  if (!scale->type->labels_tick || scale->mode != MODE_PIECEWISE) return ticks;
  double wanted = isnan(request.count) ? 10 : request.count;
  Value *kept = arena_array(arena, Value, *value_count);
  size_t n = 0;
  for (size_t i = 0; i < *value_count; i++)
    if (scale->type->labels_tick(scale, wanted, *value_count, ticks[i].number)) kept[n++] = ticks[i];
  *value_count = n;
  return kept;
}

double scale_fraction(const Scale *scale, Value value) {
  double low = scale_domain_min(scale), high = scale_domain_max(scale), x = scale_number(value);
  if (!(high - low != 0) || !isfinite(high - low)) return .5;
  if (scale->spec.clamp) x = isnan(x) ? x : fmax(fmin(low, high), fmin(fmax(low, high), x));
  double a = curve_bend(scale->curve, low), b = curve_bend(scale->curve, high);
  return (curve_bend(scale->curve, x) - a) / (b - a);
}

double scale_label_fraction(const Scale *scale, Value value) {
  double low = scale_domain_min(scale), high = scale_domain_max(scale), span = high - low;
  if (scale->type->domain_is_thresholds) {
    double adjust = scale->domain_count > 1 ? span / (double)(scale->domain_count - 1) : .1;
    low -= adjust;
    span += 2 * adjust;
  }
  return (scale_number(value) - low) / span;
}

/* A domain of no width, or without numbers, shows the whole range. */
static const ScaleStop *flat_gradient(const Scale *scale, size_t count, size_t *stop_count, Arena *arena) {
  Value unit[] = {value_number(0), value_number(1)};
  ScaleSpec spec = scale->spec;
  ScaleType *linear = arena_new(arena, ScaleType);
  *linear = scale_linear;
  linear->ramp = scale->type->ramp;
  spec.type = linear;
  spec.domain = unit;
  spec.domain_count = 2;
  spec.domain_raw = true;
  spec.bins = NULL;
  return scale_gradient(scale_create(&spec, arena), count, stop_count, arena);
}

const ScaleStop *scale_gradient(const Scale *scale, size_t count, size_t *stop_count, Arena *arena) {
  double low = scale_domain_min(scale), high = scale_domain_max(scale);
  *stop_count = 0;
  if (!scale_is_interpolating(scale)) return arena_array(arena, ScaleStop, 0);
  if (!(fabs(high - low) > 0)) return flat_gradient(scale, count, stop_count, arena);
  size_t ticks;
  TickRequest request = {count ? (double)count : 15, NULL, 1};
  const Value *values = scale->type->family->ticks(scale, request, &ticks, arena);
  Value *at = arena_array(arena, Value, ticks + 2);
  size_t n = 0;
  if (ticks == 0 || values[0].number != low) at[n++] = scale->domain[0];
  for (size_t i = 0; i < ticks; i++) at[n++] = values[i];
  if (n == 0 || at[n - 1].number != high) at[n++] = scale->domain[scale->domain_count - 1];
  ScaleStop *stops = arena_array(arena, ScaleStop, n);
  for (size_t i = 0; i < n; i++) stops[i] = (ScaleStop){scale_fraction(scale, at[i]), scale_map_color(scale, at[i])};
  *stop_count = n;
  return stops;
}
