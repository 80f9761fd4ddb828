/* scale/range.c: the range of a scale: given as it is, or taken from a colour scheme (vega-encode's configureRange).
 *
 * Where a scale runs through colours, its range becomes a ramp; where it has steps, a continuous scheme is sampled and a
 * categorical one cut to length.
 */
#include "color/scheme.h"
#include "scale/family.h"
#include <string.h>

enum { MOST_STEPS = 65536 };

typedef struct Scheme {
  const Rgba *colors;
  size_t count;
  const ColorRamp *ramp; /* NULL: categorical */
  double asked;          /* steps that its name asks for; 0: none */
} Scheme;

static const ColorRamp *ramp_of(const Scale *scale, const Rgba *colors, size_t count) {
  const ScaleSpec *spec = &scale->spec;
  const ColorRamp *ramp = color_ramp_create(colors, count, spec->interpolate, spec->interpolate_gamma, scale->arena);
  return ramp ? ramp : color_ramp_create(colors, count, NULL, NAN, scale->arena);
}

static bool find_scheme(const Scale *scale, Scheme *out) {
  const ScaleSpec *spec = &scale->spec;
  *out = (Scheme){0};
  if (spec->scheme_color_count) {
    *out = (Scheme){spec->scheme_colors, spec->scheme_color_count, NULL, 0};
    out->ramp = ramp_of(scale, out->colors, out->count);
    return true;
  }
  const ColorScheme *named = spec->scheme ? color_scheme_find(spec->scheme, &out->asked) : NULL;
  if (!named) return false;
  out->colors = color_scheme_colors(named, &out->count, scale->arena);
  if (named->continuous) out->ramp = color_ramp_create(out->colors, out->count, NULL, NAN, scale->arena);
  return true;
}

static size_t scheme_steps(const Scale *scale, const Scheme *scheme) {
  double asked = scale->spec.scheme_count > 0 ? scale->spec.scheme_count : scheme->asked;
  double cardinality = (double)scale->cardinality;
  double steps = scale->type->scheme_steps ? scale->type->scheme_steps(asked, cardinality) : cardinality;
  return steps >= MOST_STEPS ? MOST_STEPS : steps >= 1 ? (size_t)steps : 0;
}

static void scheme_extent(const ScaleSpec *spec, bool reverse, double *start, double *span) {
  double from = json_number(json_at(spec->scheme_extent, 0), 0);
  double to = json_number(json_at(spec->scheme_extent, json_count(spec->scheme_extent) - 1), 1);
  if (json_count(spec->scheme_extent) == 0) from = 0, to = 1;
  *start = reverse ? to : from;
  *span = (reverse ? from : to) - *start;
}

static const Rgba *reversed(const Rgba *colors, size_t count, bool reverse, Arena *arena) {
  Rgba *out = arena_array(arena, Rgba, count);
  for (size_t i = 0; i < count; i++) out[i] = colors[reverse ? count - 1 - i : i];
  return out;
}

static void set_colors(Scale *scale, const Rgba *colors, size_t count) {
  scale->range_kind = RANGE_COLORS;
  scale->range_colors = reversed(colors, count, scale->spec.reverse, scale->arena);
  scale->range_count = count;
}

static void set_scheme(Scale *scale, const Scheme *scheme) {
  if (scale->mode != MODE_PIECEWISE) {
    set_colors(scale, scheme->colors, scheme->count);
    scale->ramp = scheme->ramp;
    if (scheme->ramp)
      scheme_extent(&scale->spec, scale->spec.reverse, &scale->ramp_start, &scale->ramp_span);
    else
      scale->ramp = ramp_of(scale, scale->range_colors, scale->range_count);
    return;
  }
  size_t steps = scheme_steps(scale, scheme);
  if (!scheme->ramp) {
    set_colors(scale, scheme->colors, scale->type->whole_scheme ? scheme->count : MIN(steps, scheme->count));
    return;
  }
  double start, span;
  scheme_extent(&scale->spec, false, &start, &span);
  Rgba *samples = arena_array(scale->arena, Rgba, steps);
  for (size_t i = 0; i < steps; i++)
    samples[i] = color_ramp_at(scheme->ramp, start + (double)(i + 1) / (double)(steps + 1) * span);
  set_colors(scale, samples, steps);
}

static const void *flip(const void *items, size_t count, size_t size, bool reverse, Arena *arena) {
  char *out = arena_alloc_array(arena, count, size);
  for (size_t i = 0; i < count; i++)
    memcpy(out + i * size, (const char *)items + (reverse ? count - 1 - i : i) * size, size);
  return out;
}

static void set_given(Scale *scale) {
  const ScaleSpec *spec = &scale->spec;
  size_t n = spec->range_count;
  bool reverse = spec->reverse;
  scale->range_kind = spec->range_kind;
  scale->range_count = n;
  switch (spec->range_kind) {
  case RANGE_NUMBERS: scale->range_numbers = flip(spec->range_numbers, n, sizeof(double), reverse, scale->arena); break;
  case RANGE_COLORS: scale->range_colors = flip(spec->range_colors, n, sizeof(Rgba), reverse, scale->arena); break;
  case RANGE_STRINGS: scale->range_strings = flip(spec->range_strings, n, sizeof(char *), reverse, scale->arena); break;
  case RANGE_NUMBER_ARRAYS:
    scale->range_arrays = flip(spec->range_arrays, n, sizeof(double *), reverse, scale->arena);
    break;
  }
}

void scale_read_range(Scale *scale) {
  static const double unit[] = {0, 1};
  Scheme scheme;
  scale->ramp_start = 0;
  scale->ramp_span = 1;
  if (find_scheme(scale, &scheme)) {
    set_scheme(scale, &scheme);
    return;
  }
  if (scale->spec.range_count) {
    set_given(scale);
    if (scale->mode != MODE_PIECEWISE && scale->range_kind == RANGE_COLORS)
      scale->ramp = ramp_of(scale, scale->range_colors, scale->range_count);
    return;
  }
  if (!scale_type_is_continuous(scale->type) && !scale->type->unit_range) return;
  scale->range_kind = RANGE_NUMBERS;
  scale->range_numbers = unit;
  scale->range_count = 2;
}
