/* tests/geo/read_geometry.h: GeoJSON text as a Geometry, as far as the tests of this room need it (the reader itself
 * is data/'s). */
#pragma once
#include "geo/geometry.h"
#include <math.h>
#include <string.h>

static inline const Json *test_json(const char *text, Arena *arena) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "test", .text = text, .length = strlen(text)};
  Messages *messages = messages_create(arena, false);
  const Json *json = json_parse(source, messages, arena);
  g_assert_nonnull(json);
  return json;
}

static inline GeometryLine test_line(const Json *positions, Arena *arena) {
  size_t count = json_count(positions);
  double *points = arena_array(arena, double, 2 * count);
  for (size_t i = 0; i < 2 * count; i++) points[i] = json_number(json_at(json_at(positions, i / 2), i % 2), NAN);
  return (GeometryLine){count, points};
}

static inline const Geometry *test_geometry(const char *text, Arena *arena) {
  static const struct {
    const char *name;
    GeometryKind kind;
    int depth; /* arrays around a line */
  } kinds[] = {{"MultiPoint", GEOMETRY_MULTI_POINT, 0},     {"LineString", GEOMETRY_LINE, 0},
               {"MultiLineString", GEOMETRY_MULTI_LINE, 1}, {"Polygon", GEOMETRY_POLYGON, 1},
               {"MultiPolygon", GEOMETRY_MULTI_POLYGON, 2}, {"Sphere", GEOMETRY_SPHERE, -1}};
  const Json *json = test_json(text, arena), *coordinates = json_get(json, "coordinates");
  Geometry *made = arena_new(arena, Geometry);
  GeometryLine *lines = arena_array(arena, GeometryLine, 64);
  size_t *ends = arena_array(arena, size_t, 64);
  int depth = -2;
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (json_is_string(json_get(json, "type"), kinds[i].name)) made->kind = kinds[i].kind, depth = kinds[i].depth;
  g_assert_cmpint(depth, >, -2);
  if (depth == 0) lines[made->line_count++] = test_line(coordinates, arena);
  for (size_t i = 0; depth == 1 && i < json_count(coordinates); i++)
    lines[made->line_count++] = test_line(json_at(coordinates, i), arena);
  for (size_t i = 0; depth == 2 && i < json_count(coordinates); i++) {
    for (size_t j = 0; j < json_count(json_at(coordinates, i)); j++)
      lines[made->line_count++] = test_line(json_at(json_at(coordinates, i), j), arena);
    ends[made->polygon_count++] = made->line_count;
  }
  made->lines = lines;
  made->polygon_ends = ends;
  return made;
}
