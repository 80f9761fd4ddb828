/* geo/projection.c: see projection.h. */
#include "geo/projection.h"
#include "geo/graticule.h"

const Geometry *graticule_create(const Json *options, Arena *arena) {
  (void)options;
  Geometry *geometry = arena_new(arena, Geometry);
  geometry->kind = GEOMETRY_MULTI_LINE;
  return geometry;
}

Projection *projection_create(const Json *properties, Messages *messages, Arena *arena) {
  (void)arena;
  messages_error(messages, json_place(properties), "projections cannot be drawn yet");
  return NULL;
}

void projection_fit(Projection *projection, const Geometry *const *members, size_t count, double x, double y,
                    double width, double height) {
  (void)projection, (void)members, (void)count, (void)x, (void)y, (void)width, (void)height;
}

bool projection_point(const Projection *projection, double longitude, double latitude, double *x, double *y) {
  (void)projection, (void)longitude, (void)latitude, (void)x, (void)y;
  return false;
}

bool projection_invert(const Projection *projection, double x, double y, double *longitude, double *latitude) {
  (void)projection, (void)longitude, (void)latitude, (void)x, (void)y;
  return false;
}

void projection_draw(const Projection *projection, const Geometry *geometry, double point_radius, const GeoSink *sink) {
  (void)projection, (void)geometry, (void)point_radius, (void)sink;
}
