/* geo/sphere.c: see sphere.h. */
#include "geo/sphere.h"

double geo_acos(double x) { return x > 1 ? 0 : x < -1 ? GEO_PI : acos(x); }
double geo_asin(double x) { return x > 1 ? GEO_HALF_PI : x < -1 ? -GEO_HALF_PI : asin(x); }
double geo_sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : x; }

GeoVector geo_vector(double longitude, double latitude) {
  double shrink = cos(latitude);
  return (GeoVector){shrink * cos(longitude), shrink * sin(longitude), sin(latitude)};
}

double geo_vector_longitude(GeoVector vector) { return atan2(vector.y, vector.x); }
double geo_vector_latitude(GeoVector vector) { return geo_asin(vector.z); }

GeoVector geo_cross(GeoVector a, GeoVector b) {
  return (GeoVector){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

double geo_dot(GeoVector a, GeoVector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

GeoVector geo_normalize(GeoVector vector) {
  double length = sqrt(geo_dot(vector, vector));
  return (GeoVector){vector.x / length, vector.y / length, vector.z / length};
}

void geo_sum_add(GeoSum *sum, double value) {
  double next = sum->sum + value;
  sum->lost += fabs(sum->sum) >= fabs(value) ? (sum->sum - next) + value : (value - next) + sum->sum;
  sum->sum = next;
}

double geo_sum_value(const GeoSum *sum) { return sum->sum + sum->lost; }

GeoRotation geo_rotation(double lambda, double phi, double gamma) {
  return (GeoRotation){fmod(lambda, GEO_TAU), cos(phi), sin(phi), cos(gamma), sin(gamma), phi != 0 || gamma != 0};
}

static void turn(double by, double *longitude) {
  *longitude += by;
  if (fabs(*longitude) > GEO_PI) *longitude -= floor(*longitude / GEO_TAU + 0.5) * GEO_TAU;
}

void geo_rotate(const GeoRotation *rotation, double *longitude, double *latitude) {
  if (!rotation->tilts || rotation->delta_longitude != 0) turn(rotation->delta_longitude, longitude);
  if (!rotation->tilts) return;
  GeoVector at = geo_vector(*longitude, *latitude);
  double k = at.z * rotation->cos_phi + at.x * rotation->sin_phi;
  *longitude =
      atan2(at.y * rotation->cos_gamma - k * rotation->sin_gamma, at.x * rotation->cos_phi - at.z * rotation->sin_phi);
  *latitude = geo_asin(k * rotation->cos_gamma + at.y * rotation->sin_gamma);
}

void geo_rotate_back(const GeoRotation *rotation, double *longitude, double *latitude) {
  if (rotation->tilts) {
    GeoVector at = geo_vector(*longitude, *latitude);
    double k = at.z * rotation->cos_gamma - at.y * rotation->sin_gamma;
    *longitude = atan2(at.y * rotation->cos_gamma + at.z * rotation->sin_gamma,
                       at.x * rotation->cos_phi + k * rotation->sin_phi);
    *latitude = geo_asin(k * rotation->cos_phi - at.x * rotation->sin_phi);
  }
  if (!rotation->tilts || rotation->delta_longitude != 0) turn(-rotation->delta_longitude, longitude);
}
