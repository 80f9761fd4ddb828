/* geo/projection.h: from longitude and latitude to px: d3-geo's projections with Vega's properties. */
#pragma once
#include "geo/geometry.h"

typedef struct Projection Projection;

/* A projection from Vega's properties (type, scale, translate, center, rotate, clipAngle, clipExtent, precision,
 * reflectX, reflectY, parallels, radius, fraction, coefficient, distance, ratio, spacing, tilt, lobes, size, extent,
 * fit). NULL after a message (unknown type). */
Projection *projection_create(const Json *properties, Messages *messages, Arena *arena);
/* Scales and moves it so that `members` fill the box (d3's fitExtent). What is then drawn of them is for the most part computed here, and kept
 * in `arena`. */
void projection_fit(Projection *projection, const Geometry *const *members, size_t count, double x, double y,
                    double width, double height, Arena *arena);
/* One point; false when it is clipped away or not projectable. */
bool projection_point(const Projection *projection, double longitude, double latitude, double *x, double *y);
/* From px back to degrees. */
bool projection_invert(const Projection *projection, double x, double y, double *longitude, double *latitude);
/* Its scale factor and the px its centre goes to, after fitting. */
double projection_scale(const Projection *projection);
void projection_translate(const Projection *projection, double *x, double *y);

/* Receives a projected outline, as a canvas path does. */
typedef struct GeoSink {
  void *self;
  void (*move)(void *self, double x, double y);
  void (*line)(void *self, double x, double y);
  void (*close)(void *self);
  void (*point)(void *self, double x, double y, double radius); /* a point as a circle */
} GeoSink;
/* Clips, resamples and projects `geometry` into `sink`. */
void projection_draw(const Projection *projection, const Geometry *geometry, double point_radius, const GeoSink *sink);
