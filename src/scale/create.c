/* scale/create.c: creates a scale, in the order of vega-encode's Scale: domain, bins, range. */
#include "scale/family.h"
#include <string.h>

enum { MOST_BINS = 100000 };

ScaleSpec scale_spec(const ScaleType *type) {
  ScaleSpec spec = {.type = type};
  spec.zero = type && type->zero;
  spec.domain_min = spec.domain_max = spec.domain_mid = NAN;
  spec.padding = spec.interpolate_gamma = NAN;
  spec.align = .5;
  return spec;
}

/* {"start", "stop", "step"} written out, within the domain: none over a domain from high to low, or beyond them. */
static void sequence_bins(Scale *scale, const Json *bins) {
  double low = scale_domain_min(scale), high = scale_domain_max(scale), step = json_number(json_get(bins, "step"), 0);
  double start = json_number(json_get(bins, "start"), low), stop = json_number(json_get(bins, "stop"), high);
  if (start < low) start = step * ceil(low / step);
  if (stop > high) stop = step * floor(high / step);
  double count = ceil((stop + step / 2 - start) / step);
  if (!(step != 0) || isnan(count)) return;
  scale->bin_count = (size_t)CLAMP(count, 0, MOST_BINS);
  Value *values = arena_array(scale->arena, Value, scale->bin_count + 1);
  for (size_t i = 0; i < scale->bin_count; i++) values[i] = value_number(start + (double)i * step);
  scale->bins = values;
}

static void list_bins(Scale *scale, const Json *bins) {
  scale->bin_count = json_count(bins);
  Value *values = arena_array(scale->arena, Value, scale->bin_count);
  for (size_t i = 0; i < scale->bin_count; i++) values[i] = value_from_json(json_at(bins, i), scale->arena);
  scale->bins = values;
}

static void read_bins(Scale *scale) {
  const Json *bins = scale->spec.bins;
  if (json_is(bins, JSON_ARRAY))
    list_bins(scale, bins);
  else if (json_is(bins, JSON_OBJECT))
    sequence_bins(scale, bins);
  if (!scale->type->domain_is_bins) return;
  if (!scale->bins) {
    scale->bins = scale->domain;
    scale->bin_count = scale->domain_count;
  } else if (scale->spec.domain_count == 0) {
    double *numbers = arena_array(scale->arena, double, scale->bin_count);
    for (size_t i = 0; i < scale->bin_count; i++) numbers[i] = value_to_number(scale->bins[i]);
    scale_set_domain(scale, numbers, scale->bin_count, VALUE_NUMBER);
    scale->cardinality = scale->bin_count;
  }
}

const Scale *scale_create(const ScaleSpec *spec, Arena *arena) {
  Scale *scale = arena_new(arena, Scale);
  scale->spec = *spec;
  if (!scale->spec.type) scale->spec.type = &scale_linear;
  scale->type = scale->spec.type;
  scale->arena = arena;
  scale->tally = arena_new(arena, TickTally);
  scale->type->family->read_domain(scale);
  scale->cardinality = spec->domain_count + (spec->has_domain_mid && !spec->domain_raw);
  read_bins(scale);
  scale_read_range(scale);
  scale->type->family->finish(scale);
  return scale;
}
