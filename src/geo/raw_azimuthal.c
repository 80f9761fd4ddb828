/* geo/raw_azimuthal.c: projections that keep directions from the centre. */
#include "geo/raw.h"

#define AZIMUTHAL(name, scale, angle)                                                                                  \
  static void name##_forward(const GeoRaw *raw, double longitude, double latitude, double *x, double *y) {             \
    (void)raw;                                                                                                         \
    place(scale(cos(longitude) * cos(latitude)), longitude, latitude, x, y);                                           \
  }                                                                                                                    \
  static void name##_inverse(const GeoRaw *raw, double x, double y, double *longitude, double *latitude) {             \
    (void)raw;                                                                                                         \
    double distance = sqrt(x * x + y * y);                                                                             \
    place_back(angle(distance), distance, x, y, longitude, latitude);                                                  \
  }                                                                                                                    \
  GeoRaw raw_##name(double parallel0, double parallel1) {                                                              \
    (void)parallel0, (void)parallel1;                                                                                  \
    return (GeoRaw){.forward = name##_forward, .inverse = name##_inverse};                                             \
  }

/* `k`: how much larger than in the orthographic projection things are. */
static void place(double k, double longitude, double latitude, double *x, double *y) {
  bool opposite = isinf(k) && k > 0;
  *x = opposite ? 2 : k * cos(latitude) * sin(longitude);
  *y = opposite ? 0 : k * sin(latitude);
}

static void place_back(double angle, double distance, double x, double y, double *longitude, double *latitude) {
  double sine = sin(angle), cosine = cos(angle);
  *longitude = atan2(x * sine, distance * cosine);
  *latitude = geo_asin(fabs(distance) > 0 ? y * sine / distance : distance);
}

/* From the cosine of the angle to the centre to `k`, and from the distance on the page to the angle. */
static double equal_area_scale(double cosine) { return sqrt(2 / (1 + cosine)); }
static double equal_area_angle(double distance) { return 2 * geo_asin(distance / 2); }

static double equidistant_scale(double cosine) {
  double angle = geo_acos(cosine);
  return fabs(angle) > 0 ? angle / sin(angle) : angle;
}
static double equidistant_angle(double distance) { return distance; }

static double gnomonic_scale(double cosine) { return 1 / cosine; }
static double orthographic_scale(double cosine) { return isnan(cosine) ? cosine : 1; }
static double stereographic_scale(double cosine) { return 1 / (1 + cosine); }
static double stereographic_angle(double distance) { return 2 * atan(distance); }

AZIMUTHAL(azimuthal_equal_area, equal_area_scale, equal_area_angle)
AZIMUTHAL(azimuthal_equidistant, equidistant_scale, equidistant_angle)
AZIMUTHAL(gnomonic, gnomonic_scale, atan)
AZIMUTHAL(orthographic, orthographic_scale, geo_asin)
AZIMUTHAL(stereographic, stereographic_scale, stereographic_angle)
