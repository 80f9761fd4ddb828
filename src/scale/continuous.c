/* scale/continuous.c: linear, log, pow, sqrt, symlog, identity, and their forms that run through colours (d3-scale's
 * continuous, sequential and diverging scales).
 *
 * A continuous scale bends its domain (a curve), divides it evenly between knots, and interpolates the range between them.
 */
#include "base/decimal.h"
#include "scale/family.h"
#include "scale/ticks.h"

double curve_bend(Curve curve, double x) {
  switch (curve.kind) {
  case CURVE_STRAIGHT: break;
  case CURVE_LOG: return log(x);
  case CURVE_LOG_NEGATIVE: return -log(-x);
  case CURVE_POWER: return x < 0 ? -pow(-x, curve.parameter) : pow(x, curve.parameter);
  case CURVE_ROOT: return x < 0 ? -sqrt(-x) : sqrt(x);
  case CURVE_SYMLOG: return copysign(log1p(fabs(x / curve.parameter)), x);
  }
  return x;
}

double curve_unbend(Curve curve, double x) {
  switch (curve.kind) {
  case CURVE_STRAIGHT: break;
  case CURVE_LOG: return exp(x);
  case CURVE_LOG_NEGATIVE: return -exp(-x);
  case CURVE_POWER: return x < 0 ? -pow(-x, 1 / curve.parameter) : pow(x, 1 / curve.parameter);
  case CURVE_ROOT: return x < 0 ? -x * x : x * x;
  case CURVE_SYMLOG: return copysign(expm1(fabs(x)), x) * curve.parameter;
  }
  return x;
}

Curve scale_curve(const ScaleSpec *spec, double first) {
  double exponent = spec->exponent != 0 ? spec->exponent : 1, constant = spec->constant != 0 ? spec->constant : 1;
  if (spec->type == SCALE_LOG) return (Curve){first < 0 ? CURVE_LOG_NEGATIVE : CURVE_LOG, 0};
  if (spec->type == SCALE_SQRT || (spec->type == SCALE_POW && exponent == .5)) return (Curve){CURVE_ROOT, .5};
  if (spec->type == SCALE_POW && exponent != 1) return (Curve){CURVE_POWER, exponent};
  if (spec->type == SCALE_SYMLOG) return (Curve){CURVE_SYMLOG, constant};
  return (Curve){CURVE_STRAIGHT, 0};
}

/* Logarithms and powers in the scale's own base, mirrored for domains below zero. */
typedef struct Base {
  double base;
  bool mirrored;
} Base;

static Base scale_base(const Scale *scale) {
  return (Base){scale->spec.base > 0 ? scale->spec.base : 10, scale->curve.kind == CURVE_LOG_NEGATIVE};
}

static double base_log(Base b, double x) {
  double sign = b.mirrored ? -1 : 1;
  x *= sign;
  return sign * (b.base == 10 ? log10(x) : b.base == 2 ? log2(x) : log(x) / log(b.base));
}

/* A power of ten as it is written, "1e-7", and not as multiplications make it. */
static double power_of_ten(double x) {
  char text[DECIMAL_BUFFER];
  if (!isfinite(x)) return x < 0 ? 0 : x;
  if (x != floor(x) || fabs(x) > 400) return x < -400 ? 0 : x > 400 ? (double)INFINITY : (double)NAN;
  return decimal_read(text, (size_t)g_snprintf(text, sizeof text, "1e%d", (int)x));
}

static double base_power(Base b, double x) {
  double sign = b.mirrored ? -1 : 1;
  x *= sign;
  return sign * (b.base == 10 ? power_of_ten(x) : pow(b.base, x));
}

static void nice_log(const Scale *scale, double *low, double *high) {
  Base base = scale_base(scale);
  *low = base_power(base, floor(base_log(base, *low)));
  *high = base_power(base, ceil(base_log(base, *high)));
}

static void nice_domain(const Scale *scale, double *domain, size_t count) {
  TickRequest request;
  if (count < 2 || scale->type == SCALE_IDENTITY || !scale_nice_request(&scale->spec, &request)) return;
  bool descending = domain[count - 1] < domain[0];
  double *low = &domain[descending ? count - 1 : 0], *high = &domain[descending ? 0 : count - 1];
  if (scale->type == SCALE_LOG)
    nice_log(scale, low, high);
  else
    ticks_nice(low, high, isnan(request.count) ? 10 : request.count);
}

static const double *default_domain(const Scale *scale, size_t *count) {
  static const double unit[] = {0, 1}, decade[] = {1, 10}, halves[] = {0, .5, 1};
  *count = scale->mode == MODE_DIVERGING ? 3 : 2;
  return scale->mode == MODE_DIVERGING ? halves : scale->type == SCALE_LOG ? decade : unit;
}

/* A domain of two or three values that runs through colours is a ramp. */
static ScaleMode find_mode(const Scale *scale) {
  const ScaleSpec *spec = &scale->spec;
  bool colored = spec->scheme || spec->scheme_color_count || (spec->range_count && spec->range_kind == RANGE_COLORS);
  size_t n = spec->domain_count + (spec->has_domain_mid && !spec->domain_raw);
  if (!colored || scale_type_is_temporal(spec->type) || spec->type == SCALE_IDENTITY) return MODE_PIECEWISE;
  if (spec->type == SCALE_DIVERGING) return n == 3 ? MODE_DIVERGING : MODE_SEQUENTIAL;
  if (spec->type == SCALE_SEQUENTIAL) return MODE_SEQUENTIAL;
  return n <= 2 ? MODE_SEQUENTIAL : n == 3 ? MODE_DIVERGING : MODE_PIECEWISE;
}

static void continuous_read_domain(Scale *scale) {
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
  nice_domain(scale, domain, count);
  scale_set_domain(scale, domain, count, VALUE_NUMBER);
}

/* Between which colours each stretch runs. */
static void finish_colors(Scale *scale, const Rgba *colors) {
  size_t stretches = scale->knot_count ? scale->knot_count - 1 : 0;
  const ColorRamp **ramps = arena_array(scale->arena, const ColorRamp *, stretches);
  for (size_t i = 0; i < stretches; i++) {
    ramps[i] = color_ramp_create(&colors[i], 2, scale->spec.interpolate, scale->spec.interpolate_gamma, scale->arena);
    if (!ramps[i]) ramps[i] = color_ramp_create(&colors[i], 2, NULL, 0, scale->arena);
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

static void continuous_finish(Scale *scale) {
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

/* Where x lies: on which stretch, and how far along it. */
static inline double place(const Scale *scale, double x, size_t *stretch) {
  size_t n = scale->knot_count;
  if (scale->spec.clamp) x = x < scale->clamp_low ? scale->clamp_low : x > scale->clamp_high ? scale->clamp_high : x;
  double bent = scale->curve.kind == CURVE_STRAIGHT ? x : curve_bend(scale->curve, x);
  size_t i = n > 2 ? bisect_right(scale->knots, bent, 1, n - 1) - 1 : 0;
  double span = scale->knots[i + 1] - scale->knots[i];
  *stretch = i;
  if (isnan(x)) return NAN;
  return span != 0 ? (bent - scale->knots[i]) / span : .5;
}

static void continuous_numbers(const Scale *scale, const double *in, size_t count, double *out) {
  if (scale->type == SCALE_IDENTITY) {
    for (size_t k = 0; k < count; k++) out[k] = in[k];
    return;
  }
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
    double span = knots[1] - knots[0];
    t = span == 0 ? .5 : (t - knots[0]) * (1 / span);
  }
  return scale->spec.clamp ? fmax(0, fmin(1, t)) : t;
}

static void continuous_colors(const Scale *scale, const double *in, size_t count, Rgba *out) {
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

static Value continuous_invert(const Scale *scale, double at) {
  size_t n = scale->knot_count;
  if (scale->type == SCALE_IDENTITY) return value_number(at);
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

/* One to base - 1 times each power of the base. */
static size_t decade_ticks(Base base, double low, double high, int first, int last, double *out, size_t most) {
  size_t n = 0;
  int most_multiple = (int)base.base - 1;
  for (int i = first; i <= last; i++) {
    for (int step = 1; step <= most_multiple; step++) {
      int k = low > 0 ? step : most_multiple + 1 - step;
      bool divides = low > 0 ? i < 0 : i > 0;
      double tick = divides ? k / base_power(base, -i) : k * base_power(base, i);
      if (tick < low) continue;
      if (tick > high || n == most) break;
      out[n++] = tick;
    }
  }
  return n;
}

static const Value *log_ticks(const Scale *scale, double wanted, size_t *count, Arena *arena) {
  enum { MOST = 10000 };
  Base base = scale_base(scale);
  double low = scale_domain_min(scale), high = scale_domain_max(scale);
  bool descending = high < low;
  if (descending) low = high, high = scale_domain_min(scale);
  double first = base_log(base, low), last = base_log(base, high);
  const double *ticks;
  if (base.base == floor(base.base) && base.base <= 1000 && last - first < wanted && fabs(first) < 2000 &&
      fabs(last) < 2000) {
    double *decades = arena_array(arena, double, MOST);
    *count = decade_ticks(base, low, high, (int)floor(first), (int)ceil(last), decades, MOST);
    ticks = (double)*count * 2 < wanted ? ticks_between(low, high, wanted, count, arena) : decades;
  } else {
    const double *exponents = ticks_between(first, last, fmin(last - first, wanted), count, arena);
    double *powers = arena_array(arena, double, *count);
    for (size_t i = 0; i < *count; i++) powers[i] = base_power(base, exponents[i]);
    ticks = powers;
  }
  return number_values(ticks, *count, descending, arena);
}

static const Value *continuous_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  double wanted = isnan(request.count) ? 10 : request.count;
  if (scale->type == SCALE_LOG) return log_ticks(scale, wanted, count, arena);
  const double *ticks = ticks_between(scale_domain_min(scale), scale_domain_max(scale), wanted, count, arena);
  return number_values(ticks, *count, false, arena);
}

const ScaleFamily scale_family_continuous = {
    continuous_read_domain, continuous_finish, continuous_numbers, continuous_colors, NULL,
    continuous_invert,      continuous_ticks};
