/* time/tick_step.h: d3-array's round steps (1, 2 or 5 × 10ⁿ), which calendars, number formats and scales share. */
#pragma once

/* The step between about `count` ticks over [start, stop]; negative when stop < start. */
double tick_step(double start, double stop, double count);
/* As d3's tickIncrement: negative for the reciprocal of a step below one. */
double tick_increment(double start, double stop, double count);
