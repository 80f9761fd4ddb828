/* base/round.h: JavaScript's Math.round: to the nearest whole number, halves up. Unlike floor(x + .5), it is exact. */
#pragma once
#include <math.h>

static inline double round_half_up(double x) {
  double low = floor(x);
  return x - low >= .5 ? low + 1 : low;
}
