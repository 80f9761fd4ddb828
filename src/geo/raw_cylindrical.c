/* geo/raw_cylindrical.c: projections with straight parallels. */
#include "geo/raw.h"

enum { equal_earth_rounds = 12, natural_earth_rounds = 25, mollweide_rounds = 30 };

static GeoRaw plain(void (*forward)(const GeoRaw *, double, double, double *, double *),
                    void (*inverse)(const GeoRaw *, double, double, double *, double *)) {
  return (GeoRaw){.forward = forward, .inverse = inverse};
}

static void equirectangular(const GeoRaw *raw, double a, double b, double *c, double *d) {
  (void)raw;
  *c = a;
  *d = b;
}

GeoRaw raw_equirectangular(double parallel0, double parallel1) {
  (void)parallel0, (void)parallel1;
  return plain(equirectangular, equirectangular);
}

static double mercator_height(double latitude) { return log(tan((GEO_HALF_PI + latitude) / 2)); }
static double mercator_latitude(double height) { return 2 * atan(exp(height)) - GEO_HALF_PI; }

static void mercator_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  (void)raw;
  *x = longitude;
  *y = mercator_height(latitude);
}

static void mercator_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  (void)raw;
  *longitude = x;
  *latitude = mercator_latitude(y);
}

GeoRaw raw_mercator(double parallel0, double parallel1) {
  (void)parallel0, (void)parallel1;
  return plain(mercator_forward, mercator_inverse);
}

static void transverse_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  (void)raw;
  *x = mercator_height(latitude);
  *y = -longitude;
}

static void transverse_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  (void)raw;
  *longitude = -y;
  *latitude = mercator_latitude(x);
}

GeoRaw raw_transverse_mercator(double parallel0, double parallel1) {
  (void)parallel0, (void)parallel1;
  return plain(transverse_forward, transverse_inverse);
}

/* Šavrič, Patterson and Jenny's Equal Earth: a polynomial in the parametric latitude. */
static const double ee1 = 1.340264, ee2 = -0.081106, ee3 = 0.000893, ee4 = 0.003796;
static const double ee_m = 0.8660254037844386; /* √3 / 2 */

static double equal_earth_slope(double l2, double l6) { return ee1 + 3 * ee2 * l2 + l6 * (7 * ee3 + 9 * ee4 * l2); }
static double equal_earth_height(double l, double l2, double l6) {
  return l * (ee1 + ee2 * l2 + l6 * (ee3 + ee4 * l2));
}

static void equal_earth_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  (void)raw;
  double l = geo_asin(ee_m * sin(latitude)), l2 = l * l, l6 = l2 * l2 * l2;
  *x = longitude * cos(l) / (ee_m * equal_earth_slope(l2, l6));
  *y = equal_earth_height(l, l2, l6);
}

static void equal_earth_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  (void)raw;
  double l = y, l2 = l * l, l6 = l2 * l2 * l2;
  for (int i = 0; i < equal_earth_rounds; i++) {
    double delta = (equal_earth_height(l, l2, l6) - y) / equal_earth_slope(l2, l6);
    l -= delta, l2 = l * l, l6 = l2 * l2 * l2;
    if (fabs(delta) < GEO_EPSILON2) break;
  }
  *longitude = ee_m * x * equal_earth_slope(l2, l6) / cos(l);
  *latitude = geo_asin(sin(l) / ee_m);
}

GeoRaw raw_equal_earth(double parallel0, double parallel1) {
  (void)parallel0, (void)parallel1;
  return plain(equal_earth_forward, equal_earth_inverse);
}

/* Patterson's Natural Earth. */
static double natural_earth_width(double p2) {
  double p4 = p2 * p2;
  return 0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4));
}

static double natural_earth_height(double latitude) {
  double p2 = latitude * latitude, p4 = p2 * p2;
  return latitude * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)));
}

static double natural_earth_slope(double latitude) {
  double p2 = latitude * latitude, p4 = p2 * p2;
  return 1.007226 + p2 * (0.015085 * 3 + p4 * (-0.044475 * 7 + 0.028874 * 9 * p2 - 0.005916 * 11 * p4));
}

static void natural_earth_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  (void)raw;
  *x = longitude * natural_earth_width(latitude * latitude);
  *y = natural_earth_height(latitude);
}

static void natural_earth_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  (void)raw;
  double phi = y;
  for (int i = 0; i < natural_earth_rounds; i++) {
    double delta = (natural_earth_height(phi) - y) / natural_earth_slope(phi);
    phi -= delta;
    if (!(fabs(delta) > GEO_EPSILON)) break;
  }
  *longitude = x / natural_earth_width(phi * phi);
  *latitude = phi;
}

GeoRaw raw_natural_earth(double parallel0, double parallel1) {
  (void)parallel0, (void)parallel1;
  return plain(natural_earth_forward, natural_earth_inverse);
}

/* Mollweide: ellipses of equal area. */
static double mollweide_angle(double latitude) {
  double target = GEO_PI * sin(latitude), phi = latitude;
  for (int i = 0; i < mollweide_rounds; i++) {
    double delta = (phi + sin(phi) - target) / (1 + cos(phi));
    phi -= delta;
    if (!(fabs(delta) > GEO_EPSILON)) break;
  }
  return phi / 2;
}

static void mollweide_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {
  (void)raw;
  double angle = mollweide_angle(latitude);
  *x = G_SQRT2 / GEO_HALF_PI * longitude * cos(angle);
  *y = G_SQRT2 * sin(angle);
}

static void mollweide_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {
  (void)raw;
  double angle = geo_asin(y / G_SQRT2);
  *longitude = x / (G_SQRT2 / GEO_HALF_PI * cos(angle));
  *latitude = geo_asin((2 * angle + sin(2 * angle)) / GEO_PI);
}

GeoRaw raw_mollweide(double parallel0, double parallel1) {
  (void)parallel0, (void)parallel1;
  return plain(mollweide_forward, mollweide_inverse);
}
