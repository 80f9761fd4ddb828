/* scale/continuous.c: scales from numbers to numbers or colours, without steps (d3-scale's continuous, sequential and diverging
 * scales).
 *
 * A continuous scale bends its domain along the curve of its type, divides it evenly between knots, and interpolates the range
 * between them.
 */
#include "scale/family.h"
#include "scale/ticks.h"

void nice_steps(const Scale *scale, double count, double *low, double *high) {
  (void)scale;
  ticks_nice(low, high, count);
}

void scale_make_nice(const Scale *scale, double *domain, size_t count) {
  TickRequest request;
  if (count < 2 || !scale->type->nice || !scale_nice_request(&scale->spec, &request)) return;
  bool descending = domain[count - 1] < domain[0];
  double *low = &domain[descending ? count - 1 : 0], *high = &domain[descending ? 0 : count - 1];
  scale->type->nice(scale, isnan(request.count) ? 10 : request.count, low, high);
}

static const double *default_domain(const Scale *scale, size_t *count) {
  static const double unit[] = {0, 1}, halves[] = {0, .5, 1};
  *count = scale->mode == MODE_DIVERGING ? 3 : 2;
  if (scale->mode == MODE_DIVERGING) return halves;
  return scale->type->default_domain ? scale->type->default_domain : unit;
}

static ScaleMode find_mode(const Scale *scale) {
  const ScaleSpec *spec = &scale->spec;
  bool colored = spec->scheme || spec->scheme_color_count || (spec->range_count && spec->range_kind == RANGE_COLORS);
  size_t n = spec->domain_count + (spec->has_domain_mid && !spec->domain_raw);
  if (!colored) return MODE_PIECEWISE;
  switch (scale->type->ramp) {
  case RAMP_BY_DOMAIN: return n <= 2 ? MODE_SEQUENTIAL : n == 3 ? MODE_DIVERGING : MODE_PIECEWISE;
  case RAMP_ALWAYS: return MODE_SEQUENTIAL;
  case RAMP_DIVERGING: return n == 3 ? MODE_DIVERGING : MODE_SEQUENTIAL;
  case RAMP_NEVER: break;
  }
  return MODE_PIECEWISE;
}

void continuous_read_domain(Scale *scale) {
  size_t count;
  scale->mode = find_mode(scale);
  double *domain = scale_domain_numbers(scale, &count);
  if (count == 0) {
    const double *fallback = default_domain(scale, &count);
    scale->curve = scale_curve(&scale->spec, fallback[0]);
    scale_set_domain(scale, fallback, count, VALUE_NUMBER);
    return;
  }
  scale->curve = scale_curve(&scale->spec, domain[0]);
  scale_make_nice(scale, domain, count);
  scale_set_domain(scale, domain, count, VALUE_NUMBER);
}

/* Between which colours each stretch runs. */
static void finish_colors(Scale *scale, const Rgba *colors) {
  size_t stretches = scale->knot_count ? scale->knot_count - 1 : 0;
  const ColorRamp **ramps = arena_array(scale->arena, const ColorRamp *, stretches);
  for (size_t i = 0; i < stretches; i++) {
    ramps[i] = color_ramp_create(&colors[i], 2, scale->spec.interpolate, scale->spec.interpolate_gamma, scale->arena);
    if (!ramps[i]) ramps[i] = color_ramp_create(&colors[i], 2, NULL, NAN, scale->arena);
  }
  scale->stretches = ramps;
}

static void finish_piecewise(Scale *scale) {
  size_t n = MIN(scale->domain_count, scale->range_count);
  double *knots = arena_array(scale->arena, double, n), *stops = arena_array(scale->arena, double, n);
  Rgba *colors = arena_array(scale->arena, Rgba, n);
  bool descending = n > 1 && scale->domain[n - 1].number < scale->domain[0].number;
  for (size_t i = 0; i < n; i++) {
    size_t from = descending ? n - 1 - i : i;
    knots[i] = curve_bend(scale->curve, scale->domain[from].number);
    if (scale->range_kind == RANGE_NUMBERS) stops[i] = scale->range_numbers[from];
    if (scale->range_kind == RANGE_COLORS) colors[i] = scale->range_colors[from];
  }
  scale->knots = knots;
  scale->stops = stops;
  scale->knot_count = n;
  if (n) {
    double first = scale->domain[0].number, last = scale->domain[n - 1].number;
    scale->clamp_low = fmin(first, last);
    scale->clamp_high = fmax(first, last);
  }
  if (scale->range_kind == RANGE_COLORS) finish_colors(scale, colors);
}

void continuous_finish(Scale *scale) {
  if (scale->mode == MODE_PIECEWISE || !scale->ramp) {
    finish_piecewise(scale);
    return;
  }
  size_t n = scale->mode == MODE_DIVERGING ? 3 : 2;
  double *knots = arena_array(scale->arena, double, n);
  for (size_t i = 0; i < n; i++)
    knots[i] = i < scale->domain_count ? curve_bend(scale->curve, scale->domain[i].number) : (double)NAN;
  scale->knots = knots;
  scale->knot_count = n;
}

/* The position of x: its segment, and the fraction along it. */
static inline double place(const Scale *scale, double x, size_t *stretch) {
  size_t n = scale->knot_count;
  if (scale->spec.clamp) x = x < scale->clamp_low ? scale->clamp_low : x > scale->clamp_high ? scale->clamp_high : x;
  double bent = curve_bend(scale->curve, x);
  size_t i = n > 2 ? bisect_right(scale->knots, bent, 1, n - 1) - 1 : 0;
  double span = scale->knots[i + 1] - scale->knots[i];
  *stretch = i;
  if (isnan(x)) return NAN;
  return span != 0 ? (bent - scale->knots[i]) / span : .5;
}

void continuous_numbers(const Scale *scale, const double *in, size_t count, double *out) {
  bool able = scale->range_kind == RANGE_NUMBERS && scale->knot_count >= 2;
  for (size_t k = 0; k < count; k++) {
    size_t i;
    if (!able) {
      out[k] = NAN;
      continue;
    }
    double t = place(scale, in[k], &i);
    double at = scale->stops[i] * (1 - t) + scale->stops[i + 1] * t;
    out[k] = scale->spec.round ? round_half_up(at) : at;
  }
}

static double ramp_place(const Scale *scale, double x) {
  const double *knots = scale->knots;
  double t = curve_bend(scale->curve, x);
  if (isnan(x)) return NAN;
  if (scale->mode == MODE_DIVERGING) {
    double sign = knots[1] < knots[0] ? -1 : 1;
    bool below = sign * t < sign * knots[1];
    double span = below ? knots[1] - knots[0] : knots[2] - knots[1];
    t = .5 + (span == 0 ? 0 : (t - knots[1]) * (.5 / span));
  } else {
    double span = knots[1] - knots[0], slope = span == 0 ? 0 : 1 / span; /* 0 also where the span is infinite */
    t = slope == 0 ? .5 : (t - knots[0]) * slope;
  }
  return scale->spec.clamp ? fmax(0, fmin(1, t)) : t;
}

void continuous_colors(const Scale *scale, const double *in, size_t count, Rgba *out) {
  bool able = scale->ramp || (scale->range_kind == RANGE_COLORS && scale->knot_count >= 2);
  for (size_t k = 0; k < count; k++) {
    size_t i;
    if (!able || isnan(in[k])) {
      out[k] = (Rgba){0, 0, 0, -1};
    } else if (scale->ramp) {
      out[k] = color_ramp_at(scale->ramp, scale->ramp_start + ramp_place(scale, in[k]) * scale->ramp_span);
    } else {
      double t = place(scale, in[k], &i);
      out[k] = color_ramp_at(scale->stretches[i], t);
    }
  }
}

Value continuous_invert(const Scale *scale, double at) {
  size_t n = scale->knot_count;
  if (scale->range_kind != RANGE_NUMBERS || n < 2 || isnan(at)) return value_undefined();
  bool descending = scale->stops[n - 1] < scale->stops[0];
  size_t i = 0;
  if (n > 2)
    while (i + 2 < n && (descending ? scale->stops[i + 1] >= at : scale->stops[i + 1] <= at)) i++;
  double from = scale->stops[i], span = scale->stops[i + 1] - from, t = span != 0 ? (at - from) / span : .5;
  double x = curve_unbend(scale->curve, scale->knots[i] * (1 - t) + scale->knots[i + 1] * t);
  if (scale->spec.clamp) x = fmax(scale->clamp_low, fmin(scale->clamp_high, x));
  return value_number(x);
}

static const Value *number_values(const double *numbers, size_t count, bool reversed, Arena *arena) {
  Value *values = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) values[i] = value_number(numbers[reversed ? count - 1 - i : i]);
  return values;
}

const Value *continuous_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  double wanted = isnan(request.count) ? 10 : request.count;
  double from = scale_domain_min(scale), to = scale_domain_max(scale);
  bool own = scale->type->ticks != NULL, descending = to < from;
  const double *ticks = !own         ? ticks_between(from, to, wanted, count, arena)
                        : descending ? scale->type->ticks(scale, to, from, wanted, count, arena)
                                     : scale->type->ticks(scale, from, to, wanted, count, arena);
  return number_values(ticks, *count, own && descending, arena);
}

const ScaleFamily scale_family_continuous = {
    .read_domain = continuous_read_domain,
    .finish = continuous_finish,
    .numbers = continuous_numbers,
    .colors = continuous_colors,
    .invert = continuous_invert,
    .ticks = continuous_ticks,
};
