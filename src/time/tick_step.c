/* time/tick_step.c: after d3-array 3.2: the power of ten below the wanted step, times 1, 2, 5 or 10. */
#include "time/tick_step.h"
#include "base/round.h"
#include <math.h>
#include <stdbool.h>

static double rounded_increment(double start, double stop, double count, bool *empty) {
  double step = (stop - start) / fmax(0, count), power = floor(log10(step)), error = step / pow(10, power);
  double factor = error >= sqrt(50) ? 10 : error >= sqrt(10) ? 5 : error >= sqrt(2) ? 2 : 1;
  double first, last, increment;
  if (power < 0) {
    increment = pow(10, -power) / factor;
    first = round_half_up(start * increment), last = round_half_up(stop * increment);
    if (first / increment < start) first++;
    if (last / increment > stop) last--;
    increment = -increment;
  } else {
    increment = pow(10, power) * factor;
    first = round_half_up(start / increment), last = round_half_up(stop / increment);
    if (first * increment < start) first++;
    if (last * increment > stop) last--;
  }
  *empty = last < first;
  return increment;
}

double tick_increment(double start, double stop, double count) {
  bool empty;
  double increment = rounded_increment(start, stop, count, &empty);
  for (; empty && count >= 0.5 && count < 2; increment = rounded_increment(start, stop, count, &empty)) count *= 2;
  return increment;
}

double tick_step(double start, double stop, double count) {
  bool reverse = stop < start;
  double increment = reverse ? tick_increment(stop, start, count) : tick_increment(start, stop, count);
  return (reverse ? -1 : 1) * (increment < 0 ? 1 / -increment : increment);
}
