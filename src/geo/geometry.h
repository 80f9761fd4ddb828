/* geo/geometry.h: GeoJSON in typed form: flat arrays of coordinates. */
#pragma once
#include "base/arena.h"
#include "json/json.h"
#include <stddef.h>

typedef enum GeometryKind {
  GEOMETRY_POINT,
  GEOMETRY_MULTI_POINT,
  GEOMETRY_LINE,
  GEOMETRY_MULTI_LINE,
  GEOMETRY_POLYGON,
  GEOMETRY_MULTI_POLYGON,
  GEOMETRY_COLLECTION,
  GEOMETRY_SPHERE
} GeometryKind;

/* As GeoJSON writes it: "Point", "MultiPolygon", "Sphere" … */
const char *geometry_type_name(GeometryKind kind);

/* Degrees, longitude then latitude. */
typedef struct GeometryLine {
  size_t count;         /* points */
  const double *points; /* 2 × count */
} GeometryLine;

typedef struct Geometry {
  GeometryKind kind;
  size_t line_count; /* points of POINT and MULTI_POINT: one line; rings of polygons: one line each */
  const GeometryLine *lines;
  size_t polygon_count;       /* MULTI_POLYGON: how the rings belong together */
  const size_t *polygon_ends; /* MULTI_POLYGON: one past the last ring of each polygon */
  size_t member_count;        /* COLLECTION */
  const struct Geometry *const *members;
  const struct ValueObject *object; /* as GeoJSON, for datum.geometry.coordinates; NULL: not made */
  /* Makes `object` when it is first asked for; NULL: it is not made. data/geojson.h sets it. */
  const struct ValueObject *(*make_object)(const struct Geometry *geometry);
  Arena *arena; /* for that */
} Geometry;
