/* scale/scale.c: operations common to all scales. */
#include "scale/family.h"

const ScaleType *scale_type(const Scale *scale) { return scale->type; }

const Value *scale_domain(const Scale *scale, size_t *count) {
  *count = scale->domain_count;
  return scale->domain;
}

double scale_domain_min(const Scale *scale) {
  return scale->domain_count ? value_to_number(scale->domain[0]) : (double)NAN;
}

double scale_domain_max(const Scale *scale) {
  return scale->domain_count ? value_to_number(scale->domain[scale->domain_count - 1]) : (double)NAN;
}

RangeKind scale_range_kind(const Scale *scale) { return scale->range_kind; }

const double *scale_range(const Scale *scale, size_t *count) {
  bool numbers = scale->range_kind == RANGE_NUMBERS;
  *count = numbers ? scale->range_count : 0;
  return numbers ? scale->range_numbers : NULL;
}

const Rgba *scale_range_colors(const Scale *scale, size_t *count) {
  bool colors = scale->range_kind == RANGE_COLORS;
  *count = colors ? scale->range_count : 0;
  return colors ? scale->range_colors : NULL;
}

bool scale_is_interpolating(const Scale *scale) { return scale->type->family->numbers != NULL; }

double scale_bandwidth(const Scale *scale) { return scale->bandwidth; }
Value scale_invert(const Scale *scale, double at) { return scale->type->family->invert(scale, at); }

const Value *scale_bins(const Scale *scale, size_t *count) {
  *count = scale->bin_count;
  return scale->bins;
}
