/* transform/curve.h: a function's graph as points, dense where it bends (vega-statistics sampleCurve). */
#pragma once
#include <stddef.h>

typedef double (*CurveFunction)(const void *data, double x);
typedef void (*CurvePoint)(void *out, double x, double y);

/* Calls `emit` for at least `min_steps` + 1 points over the extent, in order; with min_steps == max_steps they are evenly spaced. */
void curve_sample(CurveFunction function, const void *data, const double extent[2], double min_steps, double max_steps,
                  CurvePoint emit, void *out);
