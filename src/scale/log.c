/* scale/log.c: equal ratios are equal distances. The domain is on one side of zero, which it cannot reach; below zero, everything
 * is mirrored.
 */
#include "base/decimal.h"
#include "scale/family.h"
#include "scale/ticks.h"

static double bend_log(double x, double unused) {
  (void)unused;
  return log(x);
}

static double unbend_log(double x, double unused) {
  (void)unused;
  return exp(x);
}

static double bend_mirrored(double x, double unused) {
  (void)unused;
  return -log(-x);
}

static double unbend_mirrored(double x, double unused) {
  (void)unused;
  return -exp(-x);
}

static Curve log_curve(const ScaleSpec *spec, double first) {
  (void)spec;
  return first < 0 ? (Curve){bend_mirrored, unbend_mirrored, 0} : (Curve){bend_log, unbend_log, 0};
}

/* Logarithms and powers in the scale's own base. */
typedef struct Base {
  double base;
  bool mirrored;
} Base;

static Base scale_base(const Scale *scale) {
  return (Base){scale->spec.base > 0 ? scale->spec.base : 10, scale->curve.bend == bend_mirrored};
}

static double base_log(Base b, double x) {
  double sign = b.mirrored ? -1 : 1;
  x *= sign;
  return sign * (b.base == 10 ? log10(x) : b.base == 2 ? log2(x) : log(x) / log(b.base));
}

/* A power of ten as it is written, "1e-7", not as multiplications make it. */
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

static void nice_powers(const Scale *scale, double count, double *low, double *high) {
  (void)count;
  Base base = scale_base(scale);
  *low = base_power(base, floor(base_log(base, *low)));
  *high = base_power(base, ceil(base_log(base, *high)));
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

static const double *log_ticks(const Scale *scale, double low, double high, double count, size_t *tick_count,
                               Arena *arena) {
  enum { MOST = 10000 };
  Base base = scale_base(scale);
  double first = base_log(base, low), last = base_log(base, high);
  if (base.base == floor(base.base) && base.base <= 1000 && last - first < count && fabs(first) < 2000 &&
      fabs(last) < 2000) {
    double *decades = arena_array(arena, double, MOST);
    *tick_count = decade_ticks(base, low, high, (int)floor(first), (int)ceil(last), decades, MOST);
    return (double)*tick_count * 2 < count ? ticks_between(low, high, count, tick_count, arena) : decades;
  }
  const double *exponents = ticks_between(first, last, fmin(last - first, count), tick_count, arena);
  double *powers = arena_array(arena, double, *tick_count);
  for (size_t i = 0; i < *tick_count; i++) powers[i] = base_power(base, exponents[i]);
  return powers;
}

/* Only small multiples of a power of the base are labelled, the fewer the more ticks there are (vega-scale's tickLog). */
static bool labels_multiple(const Scale *scale, double count, size_t tick_count, double tick) {
  double base = scale_base(scale).base, most = fmax(1, base * count / (double)tick_count);
  double multiple = tick / pow(base, round_half_up(log(tick) / log(base)));
  if (multiple * base < base - .5) multiple *= base;
  return multiple <= most;
}

static bool is_not_positive(double x) { return x <= 0; }

static const double decade[] = {1, 10};

const ScaleType scale_log = {
    .name = "log",
    .kind = SCALE_NUMERIC,
    .family = &scale_family_continuous,
    .default_domain = decade,
    .excludes = is_not_positive,
    .excluded = "zero or less",
    .curve = log_curve,
    .parameter = "base",
    .nice = nice_powers,
    .ticks = log_ticks,
    .labels_tick = labels_multiple,
    .labels = LABELS_FLOAT,
};
