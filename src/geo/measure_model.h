/* geo/measure_model.h: the area of rings on the sphere, shared by measures of this room. */
#pragma once
#include "geo/geometry.h"
#include "geo/sphere.h"

/* Adds up twice the half spherical excess of a ring. */
typedef struct RingArea {
  GeoSum sum;
  double first_longitude, first_latitude; /* degrees */
  double longitude, sine, cosine;         /* of the previous point */
  bool any;
} RingArea;
void ring_area_point(RingArea *area, double longitude, double latitude);
void ring_area_close(RingArea *area);

void sphere_bounds(const Geometry *geometry, double box[4]);
void sphere_centroid(const Geometry *geometry, double *longitude, double *latitude);
double sphere_area(const Geometry *geometry);
