/* geo/geometry.c: the names of geometry kinds (RFC 7946, and d3-geo's "Sphere"). */
#include "geo/geometry.h"

const char *geometry_type_name(GeometryKind kind) {
  static const char *const names[] = {
      [GEOMETRY_POINT] = "Point",
      [GEOMETRY_MULTI_POINT] = "MultiPoint",
      [GEOMETRY_LINE] = "LineString",
      [GEOMETRY_MULTI_LINE] = "MultiLineString",
      [GEOMETRY_POLYGON] = "Polygon",
      [GEOMETRY_MULTI_POLYGON] = "MultiPolygon",
      [GEOMETRY_COLLECTION] = "GeometryCollection",
      [GEOMETRY_SPHERE] = "Sphere",
  };
  return names[kind];
}
