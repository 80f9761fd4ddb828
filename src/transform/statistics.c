/* transform/statistics.c: order statistics over plain numbers.
 *
 * Follows d3-array (quantileSorted, deviation) and vega-statistics (numbers, bandwidth, bootstrapCI). Quantiles of
 * unsorted values are found by selection, so that a median of a million rows takes linear time.
 */
#include "transform/statistics.h"
#include "expr/expr.h"
#include <math.h>
#include <string.h>

enum { BOOTSTRAP_SAMPLES = STATISTICS_BOOTSTRAP_ROOM / 2, SMALL_SORT = 64, RADIX = 256, PATIENT_ROUNDS = 64 };

size_t statistics_numbers(const Column *column, const guint32 *rows, size_t count, double *out) {
  size_t found = 0;
  for (size_t i = 0; column && i < count; i++) {
    if (column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE) {
      double number = column->numbers[rows[i]];
      if (!isnan(number)) out[found++] = number;
      continue;
    }
    Value value = column_quantity(column, rows[i]);
    if (value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED) continue;
    if (value.kind == VALUE_STRING && !*value.string) continue;
    double number = value_to_number(value);
    if (!isnan(number)) out[found++] = number;
  }
  return found;
}

static void insertion_sort(double *values, size_t count) {
  for (size_t i = 1; i < count; i++) {
    double value = values[i];
    size_t j = i;
    for (; j > 0 && values[j - 1] > value; j--) values[j] = values[j - 1];
    values[j] = value;
  }
}

/* The bits of a double, changed so that their unsigned order is the numeric order. */
static guint64 ordered_bits(double value) {
  guint64 bits;
  memcpy(&bits, &value, sizeof bits);
  return bits >> 63 ? ~bits : bits | G_GUINT64_CONSTANT(1) << 63;
}

void statistics_sort(double *values, size_t count, double *scratch) {
  if (count < SMALL_SORT) {
    insertion_sort(values, count);
    return;
  }
  double *from = values, *to = scratch;
  for (unsigned shift = 0; shift < 64; shift += 8) {
    size_t starts[RADIX + 1] = {0};
    for (size_t i = 0; i < count; i++) starts[((ordered_bits(from[i]) >> shift) & (RADIX - 1)) + 1]++;
    if (starts[((ordered_bits(from[0]) >> shift) & (RADIX - 1)) + 1] == count) continue;
    for (size_t i = 0; i < RADIX; i++) starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++) to[starts[(ordered_bits(from[i]) >> shift) & (RADIX - 1)]++] = from[i];
    double *swap = from;
    from = to;
    to = swap;
  }
  if (from != values) memcpy(values, from, count * sizeof *values);
}

double statistics_quantile_sorted(const double *values, size_t count, double p) {
  if (!count || isnan(p)) return NAN;
  if (p <= 0 || count < 2) return values[0];
  if (p >= 1) return values[count - 1];
  double at = (double)(count - 1) * p, below = floor(at);
  size_t i = (size_t)below;
  return values[i] + (values[i + 1] - values[i]) * (at - below);
}

static void swap_at(double *values, size_t i, size_t j) {
  double held = values[i];
  values[i] = values[j];
  values[j] = held;
}

static void order_pair(double *values, size_t i, size_t j) {
  if (values[j] < values[i]) swap_at(values, i, j);
}

/* Hoare's selection: afterwards values[k] is where sorting would put it, smaller ones before it and larger ones after
 * it. The pivot is the median of three, and after many rounds one at a scattered position, so that no input order is
 * quadratic. */
static void select_nth(double *values, size_t count, size_t k) {
  size_t low = 0, high = count - 1;
  for (size_t rounds = 0; low < high; rounds++) {
    size_t span = high - low;
    size_t middle = low + (rounds < PATIENT_ROUNDS ? span / 2 : (rounds * 2654435761u) % (span + 1));
    order_pair(values, low, high);
    order_pair(values, low, middle);
    order_pair(values, middle, high);
    double pivot = values[middle];
    size_t i = low, j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      swap_at(values, i, j);
      i++;
      if (j == 0) break;
      j--;
    }
    if (k <= j)
      high = j;
    else if (k >= i)
      low = i;
    else
      return;
  }
}

double statistics_quantile(double *values, size_t count, double p) {
  if (!count || isnan(p)) return NAN;
  double at = (double)(count - 1) * CLAMP(p, 0, 1), below = floor(at);
  size_t k = (size_t)below;
  select_nth(values, count, k);
  double value = values[k];
  if (k + 1 >= count) return value;
  double next = values[k + 1];
  for (size_t i = k + 2; i < count; i++)
    if (values[i] < next) next = values[i];
  return value + (next - value) * (at - below);
}

/* The sample standard deviation; NaN for fewer than two. */
static double sample_deviation(const double *values, size_t count) {
  double mean = 0, squares = 0;
  for (size_t i = 0; i < count; i++) {
    double delta = values[i] - mean;
    mean += delta / (double)(i + 1);
    squares += delta * (values[i] - mean);
  }
  return count > 1 ? sqrt(squares / (double)(count - 1)) : NAN;
}

double statistics_bandwidth(double *values, size_t count, size_t sample_size) {
  double deviation = sample_deviation(values, count);
  double q1 = statistics_quantile(values, count, 0.25), q3 = statistics_quantile(values, count, 0.75);
  double spread = (q3 - q1) / 1.34;
  double width = isnan(deviation) || isnan(spread) ? NAN : MIN(deviation, spread);
  /* JavaScript's a || b || c || 1: zero and NaN fall through */
  if (isnan(width) || width == 0) width = deviation;
  if (isnan(width) || width == 0) width = fabs(q1);
  if (isnan(width) || width == 0) width = 1;
  return 1.06 * width * pow((double)sample_size, -0.2);
}

/* The mean of a resample of very many values is normally distributed, with their own deviation by √count: what resampling would give
 * but for its noise, which is larger than the difference. */
enum { RESAMPLED_MAX = 20000, STEPS_TO_SORT_A_MEAN = 4 };

static void normal_interval(const double *values, size_t count, double interval[2]) {
  double mean = 0, squares = 0;
  for (size_t i = 0; i < count; i++) {
    double delta = values[i] - mean;
    mean += delta / (double)(i + 1);
    squares += delta * (values[i] - mean);
  }
  double reach = 1.959963984540054 * sqrt(squares / (double)count / (double)count); /* 95 % */
  interval[0] = mean - reach;
  interval[1] = mean + reach;
}

void statistics_bootstrap(const double *values, size_t count, guint64 *random_state, double interval[2],
                          double *scratch, Arena *arena) {
  guint64 own_state = 123456789;
  if (!random_state) random_state = &own_state;
  if (count > RESAMPLED_MAX) {
    normal_interval(values, count, interval);
    return;
  }
  double *means = scratch;
  arena_charge(arena, BUDGET_STEPS, (double)BOOTSTRAP_SAMPLES * STEPS_TO_SORT_A_MEAN);
  for (size_t j = 0; j < BOOTSTRAP_SAMPLES && !arena_is_cancelled(arena); j++) {
    double total = 0;
    arena_charge(arena, BUDGET_STEPS, (double)count);
    for (size_t i = 0; i < count; i++) {
      size_t drawn = (size_t)(expr_random(random_state) * (double)count);
      total += values[MIN(drawn, count - 1)];
    }
    means[j] = total / (double)count;
  }
  statistics_sort(means, BOOTSTRAP_SAMPLES, scratch + BOOTSTRAP_SAMPLES);
  interval[0] = statistics_quantile_sorted(means, BOOTSTRAP_SAMPLES, 0.025);
  interval[1] = statistics_quantile_sorted(means, BOOTSTRAP_SAMPLES, 0.975);
}
