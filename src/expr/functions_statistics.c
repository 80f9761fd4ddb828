/* expr/functions_statistics.c: distributions and their samples, after vega-statistics.
 *
 * The cumulative normal distribution is West's (2009) rational approximation, the quantile uses Giles's (2010)
 * polynomials for the inverse error function; the same approximations are used so that charts match Vega's digit for
 * digit.
 */
#include "expr/function.h"

/* The state's lower 31 bits are the generator's; while the second number of a sampled normal pair is pending, the upper
 * bits hold a flag and the state in which the pair began. */
enum { SEED_BITS = 31 };
static const guint64 SEED_MASK = (1u << SEED_BITS) - 1, PAIR_MARK = (guint64)1 << (2 * SEED_BITS);

double expr_random(guint64 *state) {
  /* rounded as in JavaScript, then the remainder, which is exact */
  guint64 seed = (guint64)(1103515245.0 * (double)(*state & SEED_MASK) + 12345) % 2147483647;
  *state = (*state & ~SEED_MASK) | seed;
  return (double)seed / 2147483647;
}

/* Two normal numbers by the polar method. */
static void normal_pair(guint64 *seed, double *first, double *second) {
  double x, y, radius;
  do {
    x = expr_random(seed) * 2 - 1;
    y = expr_random(seed) * 2 - 1;
    radius = x * x + y * y;
  } while (radius == 0 || radius > 1);
  double c = sqrt(-2 * log(radius) / radius);
  *first = x * c, *second = y * c;
}

static double random_normal(guint64 *state) {
  double first, second;
  if (*state & PAIR_MARK) {
    guint64 start = *state >> SEED_BITS & SEED_MASK;
    *state &= SEED_MASK;
    normal_pair(&start, &first, &second);
    return second;
  }
  guint64 start = *state & SEED_MASK, seed = start;
  normal_pair(&seed, &first, &second);
  *state = PAIR_MARK | start << SEED_BITS | seed;
  return first;
}

static double polynomial(const double *coefficients, size_t count, double x) {
  double sum = coefficients[0];
  for (size_t i = 1; i < count; i++) sum = sum * x + coefficients[i];
  return sum;
}

static double standard_cumulative(double z) {
  static const double above[] = {3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
                                 112.079291497871,     221.213596169931,  220.206867912376};
  static const double below[] = {8.83883476483184e-02, 1.75566716318264, 16.064177579207,  86.7807322029461,
                                 296.564248779674,     637.333633378831, 793.826512519948, 440.413735824752};
  double size = fabs(z), tail;
  if (size > 37) {
    tail = 0;
  } else {
    double e = exp(-size * size / 2);
    if (size < 7.07106781186547) {
      tail = e * polynomial(above, G_N_ELEMENTS(above), size) / polynomial(below, G_N_ELEMENTS(below), size);
    } else {
      double sum = size + 0.65;
      for (int i = 4; i > 0; i--) sum = size + i / sum;
      tail = e / sum / 2.506628274631;
    }
  }
  return z > 0 ? 1 - tail : tail;
}

static double inverse_error(double x) {
  static const double central[] = {
      -3.6444120640178196996e-21, -1.685059138182016589e-19,  1.2858480715256400167e-18,  1.115787767802518096e-17,
      -1.333171662854620906e-16,  2.0972767875968561637e-17,  6.6376381343583238325e-15,  -4.0545662729752068639e-14,
      -8.1519341976054721522e-14, 2.6335093153082322977e-12,  -1.2975133253453532498e-11, -5.4154120542946279317e-11,
      1.051212273321532285e-09,   -4.1126339803469836976e-09, -2.9070369957882005086e-08, 4.2347877827932403518e-07,
      -1.3654692000834678645e-06, -1.3882523362786468719e-05, 0.0001867342080340571352,   -0.00074070253416626697512,
      -0.0060336708714301490533,  0.24015818242558961693,     1.6536545626831027356};
  static const double middle[] = {
      2.2137376921775787049e-09,  9.0756561938885390979e-08, -2.7517406297064545428e-07, 1.8239629214389227755e-08,
      1.5027403968909827627e-06,  -4.013867526981545969e-06, 2.9234449089955446044e-06,  1.2475304481671778723e-05,
      -4.7318229009055733981e-05, 6.8284851459573175448e-05, 2.4031110387097893999e-05,  -0.0003550375203628474796,
      0.00095328937973738049703,  -0.0016882755560235047313, 0.0024914420941078508066,   -0.0037512085075692412107,
      0.005370914553590063617,    1.0052589676941592334,     3.0838856104922207635};
  static const double outer[] = {-2.7109920616438573243e-11, -2.5556418169965252055e-10, 1.5076572693500548083e-09,
                                 -3.7894654401267369937e-09, 7.6157012080783393804e-09,  -1.4960026627149240478e-08,
                                 2.9147953450901080826e-08,  -6.7711997758452339498e-08, 2.2900482228026654717e-07,
                                 -9.9298272942317002539e-07, 4.5260625972231537039e-06,  -1.9681778105531670567e-05,
                                 7.5995277030017761139e-05,  -0.00021503011930044477347, -0.00013871931833623122026,
                                 1.0103004648645343977,      4.8499064014085844221};
  double w = -log((1 - x) * (1 + x));
  if (w < 6.25) return polynomial(central, G_N_ELEMENTS(central), w - 3.125) * x;
  if (w < 16) return polynomial(middle, G_N_ELEMENTS(middle), sqrt(w) - 3.25) * x;
  return (isfinite(w) ? polynomial(outer, G_N_ELEMENTS(outer), sqrt(w) - 5) : INFINITY) * x;
}

/* Arguments 1 and 2 (or from `first`) of normal distributions, with their defaults. */
static double mean_of(const Call *call, size_t first) {
  double mean = argument_number(call, first);
  return isnan(mean) ? 0 : mean;
}
static double stdev_of(const Call *call, size_t first) {
  return is_absent(argument(call, first + 1)) ? 1 : argument_number(call, first + 1);
}

static Value call_density_normal(const Call *call) {
  double stdev = stdev_of(call, 1), z = (argument_number(call, 0) - mean_of(call, 1)) / stdev;
  return value_number(exp(-0.5 * z * z) / (stdev * sqrt(2 * G_PI)));
}

static double cumulative(const Call *call, double value) {
  return standard_cumulative((value - mean_of(call, 1)) / stdev_of(call, 1));
}
static Value call_cumulative_normal(const Call *call) {
  return value_number(cumulative(call, argument_number(call, 0)));
}
static Value call_cumulative_log_normal(const Call *call) {
  return value_number(cumulative(call, log(argument_number(call, 0))));
}

static double quantile(const Call *call) {
  double p = argument_number(call, 0);
  if (p < 0 || p > 1) return NAN;
  return mean_of(call, 1) + stdev_of(call, 1) * G_SQRT2 * inverse_error(2 * p - 1);
}
static Value call_quantile_normal(const Call *call) { return value_number(quantile(call)); }
static Value call_quantile_log_normal(const Call *call) { return value_number(exp(quantile(call))); }

static Value call_density_log_normal(const Call *call) {
  double value = argument_number(call, 0), stdev = stdev_of(call, 1);
  if (value <= 0) return value_number(0);
  double z = (log(value) - mean_of(call, 1)) / stdev;
  return value_number(exp(-0.5 * z * z) / (stdev * sqrt(2 * G_PI) * value));
}

static guint64 *random_state(const Call *call) {
  for (const ExprScope *scope = call->at->scope; scope; scope = scope->parent)
    if (scope->random_state) return scope->random_state;
  evaluation_error(call->at, "E359", "%s() cannot be used here", call->function->name);
  return NULL;
}

static Value call_sample_normal(const Call *call) {
  guint64 *state = random_state(call);
  return value_number(state ? mean_of(call, 0) + random_normal(state) * stdev_of(call, 0) : NAN);
}
static Value call_sample_log_normal(const Call *call) {
  guint64 *state = random_state(call);
  return value_number(state ? exp(mean_of(call, 0) + random_normal(state) * stdev_of(call, 0)) : NAN);
}

/* [min, max]; a single number is the maximum. */
static void uniform_bounds(const Call *call, size_t first, double *min, double *max) {
  bool one = is_absent(argument(call, first + 1)), none = is_absent(argument(call, first));
  *max = !one ? argument_number(call, first + 1) : none ? 1 : argument_number(call, first);
  *min = one || none ? 0 : argument_number(call, first);
}

static Value call_sample_uniform(const Call *call) {
  double min, max;
  guint64 *state = random_state(call);
  uniform_bounds(call, 0, &min, &max);
  return value_number(state ? min + (max - min) * expr_random(state) : NAN);
}

static Value call_density_uniform(const Call *call) {
  double min, max, value = argument_number(call, 0);
  uniform_bounds(call, 1, &min, &max);
  return value_number(value >= min && value <= max ? 1 / (max - min) : 0);
}

static Value call_cumulative_uniform(const Call *call) {
  double min, max, value = argument_number(call, 0);
  uniform_bounds(call, 1, &min, &max);
  return value_number(value < min ? 0 : value > max ? 1 : (value - min) / (max - min));
}

static Value call_quantile_uniform(const Call *call) {
  double min, max, p = argument_number(call, 0);
  uniform_bounds(call, 1, &min, &max);
  return value_number(p >= 0 && p <= 1 ? min + p * (max - min) : NAN);
}

const Function functions_statistics[] = {
    {"cumulativeLogNormal", call_cumulative_log_normal, FUNCTION_PURE, NULL, 0},
    {"cumulativeNormal", call_cumulative_normal, FUNCTION_PURE, NULL, 0},
    {"cumulativeUniform", call_cumulative_uniform, FUNCTION_PURE, NULL, 0},
    {"densityLogNormal", call_density_log_normal, FUNCTION_PURE, NULL, 0},
    {"densityNormal", call_density_normal, FUNCTION_PURE, NULL, 0},
    {"densityUniform", call_density_uniform, FUNCTION_PURE, NULL, 0},
    {"quantileLogNormal", call_quantile_log_normal, FUNCTION_PURE, NULL, 0},
    {"quantileNormal", call_quantile_normal, FUNCTION_PURE, NULL, 0},
    {"quantileUniform", call_quantile_uniform, FUNCTION_PURE, NULL, 0},
    {"sampleLogNormal", call_sample_log_normal, 0, NULL, 0},
    {"sampleNormal", call_sample_normal, 0, NULL, 0},
    {"sampleUniform", call_sample_uniform, 0, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
