/* scale/band.c: band and point: each value of a discrete domain has an interval of the range, or a point in it
 * (vega-scale's scaleBand).
 *
 *     |<----------------- range ----------------->|
 *     | outer | band | inner | band | … | outer   |      step = band + inner
 */
#include "scale/family.h"

double scale_band_space(size_t count, double padding_inner, double padding_outer) {
  if (count == 0) return 0;
  double space = (double)count - padding_inner + padding_outer * 2;
  return space > 0 ? space : 1;
}

static double clamp_unit(double x) { return x >= 1 ? 1 : x > 0 ? x : 0; }

static void band_read_domain(Scale *scale) {
  scale->index = value_index_create(scale->spec.domain, scale->spec.domain_count, &scale->domain, &scale->domain_count,
                                    scale->arena);
}

static void band_finish(Scale *scale) {
  const ScaleSpec *spec = &scale->spec;
  size_t n = scale->domain_count;
  double from = 0, to = 1;
  if (scale->range_kind == RANGE_NUMBERS && scale->range_count >= 2)
    from = scale->range_numbers[0], to = scale->range_numbers[1];
  bool reverse = to < from;
  double start = reverse ? to : from, stop = reverse ? from : to;
  double inner = scale->type->banded ? clamp_unit(spec->padding_inner) : 1, outer = clamp_unit(spec->padding_outer);
  double space = scale_band_space(n, inner, outer);
  double step = (stop - start) / (space != 0 ? space : 1);
  if (spec->round) step = floor(step);
  start += (stop - start - step * ((double)n - inner)) * clamp_unit(spec->align);
  double bandwidth = step * (1 - inner);
  if (spec->round) start = round_half_up(start), bandwidth = round_half_up(bandwidth);
  double *starts = arena_array(scale->arena, double, n), *ends = arena_array(scale->arena, double, 2);
  for (size_t i = 0; i < n; i++) starts[reverse ? n - 1 - i : i] = start + step * (double)i;
  ends[0] = from, ends[1] = to;
  scale->range_kind = RANGE_NUMBERS;
  scale->range_numbers = ends;
  scale->range_count = 2;
  scale->starts = starts;
  scale->step = step;
  scale->bandwidth = bandwidth;
}

static void band_slots(const Scale *scale, const Column *in, guint32 *out) {
  value_index_find_column(scale->index, in, out);
}

/* The band that `at` lies in; the gap before a band belongs to none. */
static Value band_invert(const Scale *scale, double at) {
  size_t n = scale->domain_count;
  if (n == 0 || isnan(at)) return value_undefined();
  bool reverse = scale->range_numbers[1] < scale->range_numbers[0];
  double stop = scale->range_numbers[reverse ? 0 : 1];
  if (at < scale->starts[reverse ? n - 1 : 0] || at > stop) return value_undefined();
  size_t band = 0;
  while (band + 1 < n && scale->starts[reverse ? n - 2 - band : band + 1] <= at) band++;
  size_t slot = reverse ? n - 1 - band : band;
  if (at - scale->starts[slot] > scale->bandwidth + 1e-10) return value_undefined();
  return scale->domain[slot];
}

static const Value *band_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  (void)request;
  (void)arena;
  *count = scale->domain_count;
  return scale->domain;
}

static const ScaleFamily family = {
    .read_domain = band_read_domain,
    .finish = band_finish,
    .slots = band_slots,
    .invert = band_invert,
    .ticks = band_ticks,
};

const ScaleType scale_point = {
    .name = "point",
    .kind = SCALE_PLACED,
    .family = &family,
};

const ScaleType scale_band = {
    .name = "band",
    .kind = SCALE_PLACED,
    .family = &family,
    .banded = true,
};
