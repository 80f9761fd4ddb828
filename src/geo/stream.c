/* geo/stream.c: a geometry as a stream of points, lines and polygons (d3-geo's geoStream). */
#include "geo/stream.h"

enum { depth_max = 600 }; /* of collections in collections: the depth limit of JSON */

static void send_points(const GeometryLine *line, size_t count, GeoStream *to) {
  for (size_t i = 0; i < count; i++) to->point(to, line->points[2 * i], line->points[2 * i + 1], 0);
}

static void send_lines(const GeometryLine *lines, size_t count, size_t left_out, GeoStream *to) {
  for (size_t i = 0; i < count; i++) {
    to->line_start(to);
    send_points(&lines[i], lines[i].count > left_out ? lines[i].count - left_out : 0, to);
    to->line_end(to);
  }
}

static void send_polygon(const GeometryLine *rings, size_t count, GeoStream *to) {
  to->polygon_start(to);
  send_lines(rings, count, 1, to);
  to->polygon_end(to);
}

static void send(const Geometry *geometry, size_t depth, GeoStream *to) {
  if (!geometry || depth > depth_max) return;
  switch (geometry->kind) {
  case GEOMETRY_POINT:
  case GEOMETRY_MULTI_POINT:
    for (size_t i = 0; i < geometry->line_count; i++) send_points(&geometry->lines[i], geometry->lines[i].count, to);
    break;
  case GEOMETRY_LINE:
  case GEOMETRY_MULTI_LINE: send_lines(geometry->lines, geometry->line_count, 0, to); break;
  case GEOMETRY_POLYGON: send_polygon(geometry->lines, geometry->line_count, to); break;
  case GEOMETRY_MULTI_POLYGON:
    for (size_t i = 0, start = 0; i < geometry->polygon_count; start = geometry->polygon_ends[i++])
      send_polygon(geometry->lines + start, geometry->polygon_ends[i] - start, to);
    break;
  case GEOMETRY_COLLECTION:
    for (size_t i = 0; i < geometry->member_count; i++) send(geometry->members[i], depth + 1, to);
    break;
  case GEOMETRY_SPHERE: to->sphere(to); break;
  }
}

void geo_stream(const Geometry *geometry, GeoStream *to) { send(geometry, 0, to); }
