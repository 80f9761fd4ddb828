/* geo/sphere.h: arithmetic on the sphere: vectors, rotation, exact sums (d3-geo's cartesian and rotation).
 *
 * Angles are radians unless a name says degrees.
 */
#pragma once
#include <glib.h>
#include <math.h>
#include <stdbool.h>

#define GEO_PI G_PI
#define GEO_HALF_PI (G_PI / 2)
#define GEO_QUARTER_PI (G_PI / 4)
#define GEO_TAU (2 * G_PI)
#define GEO_EPSILON 1e-6
#define GEO_EPSILON2 1e-12
#define GEO_DEGREES (180 / G_PI) /* degrees in a radian */
#define GEO_RADIANS (G_PI / 180) /* radians in a degree */

typedef struct GeoVector {
  double x, y, z;
} GeoVector;

/* A sum with the rounding of its additions kept aside (Neumaier). */
typedef struct GeoSum {
  double sum, lost;
} GeoSum;

/* acos and asin of what rounding may have pushed out of [-1, 1]. */
double geo_acos(double x);
double geo_asin(double x);
/* -1, 0 or 1. */
double geo_sign(double x);

GeoVector geo_vector(double longitude, double latitude);
double geo_vector_longitude(GeoVector vector);
double geo_vector_latitude(GeoVector vector);
GeoVector geo_cross(GeoVector a, GeoVector b);
double geo_dot(GeoVector a, GeoVector b);
GeoVector geo_normalize(GeoVector vector);

void geo_sum_add(GeoSum *sum, double value);
double geo_sum_value(const GeoSum *sum);

typedef struct GeoRotation {
  double delta_longitude;
  double cos_phi, sin_phi, cos_gamma, sin_gamma;
  bool tilts; /* about more than the poles */
} GeoRotation;
GeoRotation geo_rotation(double lambda, double phi, double gamma);
void geo_rotate(const GeoRotation *rotation, double *longitude, double *latitude);
void geo_rotate_back(const GeoRotation *rotation, double *longitude, double *latitude);
