/* scale/ticks.h: d3-array's rule of round numbers: steps of 1, 2 or 5 × 10ⁿ (time/tick_step.h). */
#pragma once
#include "base/arena.h"

/* About `count` round values from `start` to `stop`, descending when stop < start. */
const double *ticks_between(double start, double stop, double count, size_t *tick_count, Arena *arena);
/* Widens start … stop to round numbers, as d3's linear nice does. */
void ticks_nice(double *start, double *stop, double count);
