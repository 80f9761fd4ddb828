/* geo/raw_conic.c: projections onto a cone that touches the sphere at two parallels. */
#include "geo/raw.h"

static double half_tangent(double latitude) { return tan((GEO_HALF_PI + latitude) / 2); }

/* The longitude, times n, of a point `down` below the tip of the cone and `x` to the side of it. */
static double turned(double x, double down, double n) {
  double angle = atan2(x, fabs(down)) * geo_sign(down);
  return down * n < 0 ? angle - GEO_PI * geo_sign(x) * geo_sign(down) : angle;
}

/* r is f of the usual description: the radius of the equator. */
static void conformal_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  double limit = GEO_HALF_PI - GEO_EPSILON;
  if (raw->r > 0)
    latitude = latitude < -limit ? -limit : latitude;
  else
    latitude = latitude > limit ? limit : latitude;
  double radius = raw->r / pow(half_tangent(latitude), raw->n);
  *x = radius * sin(raw->n * longitude);
  *y = raw->r - radius * cos(raw->n * longitude);
}

static void conformal_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  double down = raw->r - y, radius = geo_sign(raw->n) * sqrt(x * x + down * down);
  *longitude = turned(x, down, raw->n) / raw->n;
  *latitude = 2 * atan(pow(raw->r / radius, 1 / raw->n)) - GEO_HALF_PI;
}

GeoRaw raw_conic_conformal(double parallel0, double parallel1) {
  double cosine = cos(parallel0);
  double n = parallel0 == parallel1
                 ? sin(parallel0)
                 : log(cosine / cos(parallel1)) / log(half_tangent(parallel1) / half_tangent(parallel0));
  if (!(fabs(n) > 0)) return raw_mercator(parallel0, parallel1);
  return (GeoRaw){conformal_forward, conformal_inverse, .n = n, .r = cosine * pow(half_tangent(parallel0), n) / n};
}

static void cylinder_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  *x = longitude * raw->c;
  *y = sin(latitude) / raw->c;
}

static void cylinder_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  *longitude = x / raw->c;
  *latitude = geo_asin(y * raw->c);
}

static void equal_area_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  double radius = sqrt(raw->c - 2 * raw->n * sin(latitude)) / raw->n, angle = longitude * raw->n;
  *x = radius * sin(angle);
  *y = raw->r - radius * cos(angle);
}

static void equal_area_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  double down = raw->r - y, n = raw->n;
  *longitude = turned(x, down, n) / n;
  *latitude = geo_asin((raw->c - (x * x + down * down) * n * n) / (2 * n));
}

GeoRaw raw_conic_equal_area(double parallel0, double parallel1) {
  double sine = sin(parallel0), n = (sine + sin(parallel1)) / 2;
  if (fabs(n) < GEO_EPSILON) return (GeoRaw){cylinder_forward, cylinder_inverse, .c = cos(parallel0)};
  double c = 1 + sine * (2 * n - sine);
  return (GeoRaw){equal_area_forward, equal_area_inverse, n, c, sqrt(c) / n};
}

static void equidistant_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  double down = raw->r - latitude, angle = raw->n * longitude;
  *x = down * sin(angle);
  *y = raw->r - down * cos(angle);
}

static void equidistant_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  double down = raw->r - y;
  *longitude = turned(x, down, raw->n) / raw->n;
  *latitude = raw->r - geo_sign(raw->n) * sqrt(x * x + down * down);
}

GeoRaw raw_conic_equidistant(double parallel0, double parallel1) {
  double cosine = cos(parallel0);
  double n = parallel0 == parallel1 ? sin(parallel0) : (cosine - cos(parallel1)) / (parallel1 - parallel0);
  if (fabs(n) < GEO_EPSILON) return raw_equirectangular(parallel0, parallel1);
  return (GeoRaw){equidistant_forward, equidistant_inverse, .n = n, .r = cosine / n + parallel0};
}
