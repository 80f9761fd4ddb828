/* transform/fit.h: curves fitted to points by least squares (vega-statistics regression). */
#pragma once
#include "transform/functions.h"

enum { FIT_ORDER_MAX = 50 };

/* The points of some rows: pairs in which neither is null or NaN. */
typedef struct FitPoints {
  const double *x, *y;
  size_t count;
} FitPoints;
FitPoints fit_points(const Column *x, const Column *y, const guint32 *rows, size_t count, Arena *arena);

typedef struct Fit Fit;
struct Fit {
  double (*predict)(const void *fit, double x); /* a CurveFunction */
  double coefficients[FIT_ORDER_MAX + 1];
  size_t coefficient_count;
  double r_squared;
  double parameters[FIT_ORDER_MAX + 1]; /* of predict, relative to the means */
  size_t parameter_count;
  double mean_x, mean_y;
};

extern const char *const fit_method_names[]; /* NULL-terminated */
/* `order` (of "poly") is 0 … FIT_ORDER_MAX. */
void fit_make(const char *method, size_t order, const FitPoints *points, Fit *fit, Arena *arena);
/* A method needs more points than this. */
size_t fit_degrees_of_freedom(const char *method, size_t order);
/* Intercept and slope from means (ordinary least squares). */
void fit_line(double mean_x, double mean_y, double mean_xy, double mean_xx, double line[2]);
