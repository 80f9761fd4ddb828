/* geo/raw.h: the formulas of the projections, for a globe of radius 1; x runs right, y up. */
#pragma once
#include "geo/sphere.h"

typedef struct GeoRaw GeoRaw;
struct GeoRaw {
  void (*forward)(const GeoRaw *raw, double longitude, double latitude, double *x, double *y);
  void (*inverse)(const GeoRaw *raw, double x, double y, double *longitude, double *latitude);
  double n, c, r; /* constants of the conic ones */
};

/* Makes the formulas for two standard parallels; those without parallels ignore them. */
typedef GeoRaw (*GeoRawMaker)(double parallel0, double parallel1);
GeoRaw raw_azimuthal_equal_area(double parallel0, double parallel1);
GeoRaw raw_azimuthal_equidistant(double parallel0, double parallel1);
GeoRaw raw_gnomonic(double parallel0, double parallel1);
GeoRaw raw_orthographic(double parallel0, double parallel1);
GeoRaw raw_stereographic(double parallel0, double parallel1);
GeoRaw raw_conic_conformal(double parallel0, double parallel1);
GeoRaw raw_conic_equal_area(double parallel0, double parallel1);
GeoRaw raw_conic_equidistant(double parallel0, double parallel1);
GeoRaw raw_equirectangular(double parallel0, double parallel1);
GeoRaw raw_mercator(double parallel0, double parallel1);
GeoRaw raw_transverse_mercator(double parallel0, double parallel1);
GeoRaw raw_equal_earth(double parallel0, double parallel1);
GeoRaw raw_natural_earth(double parallel0, double parallel1);
GeoRaw raw_mollweide(double parallel0, double parallel1);
