/* scale/ticks.c: d3-array 3's ticks and d3-scale 4's nice. */
#include "scale/ticks.h"
#include "base/round.h"
#include "time/tick_step.h"
#include <math.h>
#include <stdbool.h>

/* No chart has more ticks than this; a count beyond it is an attack or a mistake. */
static const double most_ticks = 100000;

/* The first and last tick inside start … stop, counted in steps. */
static void tick_bounds(double start, double stop, double increment, double *first, double *last) {
  double divisor = increment < 0 ? -increment : 1, factor = increment < 0 ? 1 : increment;
  *first = round_half_up(start * divisor / factor);
  *last = round_half_up(stop * divisor / factor);
  if (*first * factor / divisor < start) ++*first;
  if (*last * factor / divisor > stop) --*last;
}

const double *ticks_between(double start, double stop, double count, size_t *tick_count, Arena *arena) {
  *tick_count = 0;
  count = fmin(count, most_ticks);
  if (!(count > 0) || isnan(start) || isnan(stop)) return arena_array(arena, double, 0);
  if (start == stop) {
    double *only = arena_array(arena, double, 1);
    *only = start;
    *tick_count = 1;
    return only;
  }
  bool reverse = stop < start;
  double first, last, increment = reverse ? tick_increment(stop, start, count) : tick_increment(start, stop, count);
  tick_bounds(reverse ? stop : start, reverse ? start : stop, increment, &first, &last);
  double n = last - first + 1;
  if (!(n >= 1) || n > most_ticks * 10) return arena_array(arena, double, 0);
  double *ticks = arena_array(arena, double, (size_t)n);
  for (size_t i = 0; i < (size_t)n; i++) {
    double at = reverse ? last - (double)i : first + (double)i;
    ticks[i] = increment < 0 ? at / -increment : at * increment;
  }
  *tick_count = (size_t)n;
  return ticks;
}

void ticks_nice(double *start, double *stop, double count) {
  double low = *start, high = *stop, previous = NAN;
  for (int i = 0; i < 10; i++) {
    double step = tick_increment(low, high, count);
    if (step == previous) {
      *start = low;
      *stop = high;
      return;
    }
    if (step > 0) {
      low = floor(low / step) * step;
      high = ceil(high / step) * step;
    } else if (step < 0) {
      low = ceil(low * step) / step;
      high = floor(high * step) / step;
    } else {
      return;
    }
    previous = step;
  }
}
