/* data/geojson.c: GeoJSON's nested arrays to flat coordinates and back.
 *
 * Positions may have more than two numbers; the others are dropped. An invalid position ends up as NaN, which the
 * projections skip.
 */
#include "data/geojson.h"
#include <math.h>
#include <string.h>

/* How deeply positions are nested in arrays; -1: the object has no coordinates. */
static const int depths[] = {
    [GEOMETRY_POINT] = 0,   [GEOMETRY_MULTI_POINT] = 1,   [GEOMETRY_LINE] = 1,        [GEOMETRY_MULTI_LINE] = 2,
    [GEOMETRY_POLYGON] = 2, [GEOMETRY_MULTI_POLYGON] = 3, [GEOMETRY_COLLECTION] = -1, [GEOMETRY_SPHERE] = -1,
};

int geometry_depth(GeometryKind kind) { return depths[kind]; }

static const ValueArray *array_of(Value value) {
  static const ValueArray none = {0};
  return value.kind == VALUE_ARRAY ? value.array : &none;
}

static void read_position(Value position, double *out) {
  const ValueArray *numbers = array_of(position);
  for (size_t i = 0; i < 2; i++) out[i] = i < numbers->count ? value_to_number(numbers->items[i]) : NAN;
}

static GeometryLine read_line(Value positions, Arena *arena) {
  const ValueArray *array = array_of(positions);
  double *points = arena_array(arena, double, 2 * array->count);
  for (size_t i = 0; i < array->count; i++) read_position(array->items[i], points + 2 * i);
  return (GeometryLine){array->count, points};
}

static void read_lines(Geometry *geometry, const ValueArray *lines, Arena *arena) {
  GeometryLine *read = arena_array(arena, GeometryLine, lines->count);
  for (size_t i = 0; i < lines->count; i++) read[i] = read_line(lines->items[i], arena);
  geometry->lines = read;
  geometry->line_count = lines->count;
}

static void read_polygons(Geometry *geometry, const ValueArray *polygons, Arena *arena) {
  size_t rings = 0, next = 0;
  size_t *ends = arena_array(arena, size_t, polygons->count);
  for (size_t i = 0; i < polygons->count; i++) ends[i] = rings += array_of(polygons->items[i])->count;
  GeometryLine *lines = arena_array(arena, GeometryLine, rings);
  for (size_t i = 0; i < polygons->count; i++) {
    const ValueArray *polygon = array_of(polygons->items[i]);
    for (size_t j = 0; j < polygon->count; j++) lines[next++] = read_line(polygon->items[j], arena);
  }
  geometry->lines = lines;
  geometry->line_count = rings;
  geometry->polygon_ends = ends;
  geometry->polygon_count = polygons->count;
}

static void read_coordinates(Geometry *geometry, Value coordinates, Arena *arena) {
  switch (depths[geometry->kind]) {
  case 0: {
    double *point = arena_array(arena, double, 2);
    read_position(coordinates, point);
    GeometryLine *line = arena_new(arena, GeometryLine);
    *line = (GeometryLine){1, point};
    geometry->lines = line;
    geometry->line_count = 1;
    break;
  }
  case 1: {
    GeometryLine *line = arena_new(arena, GeometryLine);
    *line = read_line(coordinates, arena);
    geometry->lines = line;
    geometry->line_count = 1;
    break;
  }
  case 2: read_lines(geometry, array_of(coordinates), arena); break;
  case 3: read_polygons(geometry, array_of(coordinates), arena); break;
  default: break;
  }
}

static const Geometry *collection_of(const ValueArray *items, Arena *arena) {
  Geometry *collection = arena_new(arena, Geometry);
  const Geometry **members = arena_array(arena, const Geometry *, items->count);
  collection->kind = GEOMETRY_COLLECTION;
  for (size_t i = 0; i < items->count; i++) {
    const Geometry *member = geometry_from_value(items->items[i], arena);
    if (member) members[collection->member_count++] = member;
  }
  collection->members = members;
  return collection;
}

const Geometry *geometry_from_value(Value value, Arena *arena) {
  static const Geometry nothing = {.kind = GEOMETRY_COLLECTION};
  if (value.kind == VALUE_GEOMETRY) return value.geometry;
  if (value.kind == VALUE_ARRAY) return collection_of(value.array, arena);
  Value type = value_member(value, "type");
  if (type.kind != VALUE_STRING) return NULL;
  if (!strcmp(type.string, "Feature")) {
    const Geometry *geometry = geometry_from_value(value_member(value, "geometry"), arena);
    return geometry ? geometry : &nothing;
  }
  if (!strcmp(type.string, "FeatureCollection")) return collection_of(array_of(value_member(value, "features")), arena);
  for (size_t i = 0; i < G_N_ELEMENTS(depths); i++) {
    if (strcmp(geometry_type_name((GeometryKind)i), type.string) != 0) continue;
    if (i == GEOMETRY_COLLECTION) return collection_of(array_of(value_member(value, "geometries")), arena);
    Value coordinates = value_member(value, "coordinates");
    if (i != GEOMETRY_SPHERE && coordinates.kind != VALUE_ARRAY) return NULL;
    Geometry *geometry = arena_new(arena, Geometry);
    geometry->kind = (GeometryKind)i;
    geometry->object = value.object;
    read_coordinates(geometry, coordinates, arena);
    return geometry;
  }
  return NULL;
}

static Value line_value(const GeometryLine *line, Arena *arena) {
  Value *positions = arena_array(arena, Value, line->count);
  for (size_t i = 0; i < line->count; i++) {
    Value *numbers = arena_array(arena, Value, 2);
    numbers[0] = value_number(line->points[2 * i]);
    numbers[1] = value_number(line->points[2 * i + 1]);
    positions[i] = value_array(numbers, 2, arena);
  }
  return value_array(positions, line->count, arena);
}

static Value lines_value(const GeometryLine *lines, size_t count, Arena *arena) {
  Value *values = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) values[i] = line_value(&lines[i], arena);
  return value_array(values, count, arena);
}

static Value polygons_value(const Geometry *geometry, Arena *arena) {
  Value *polygons = arena_array(arena, Value, geometry->polygon_count);
  size_t start = 0;
  for (size_t i = 0; i < geometry->polygon_count; i++) {
    polygons[i] = lines_value(geometry->lines + start, geometry->polygon_ends[i] - start, arena);
    start = geometry->polygon_ends[i];
  }
  return value_array(polygons, geometry->polygon_count, arena);
}

static Value coordinates_value(const Geometry *geometry, Arena *arena) {
  static const GeometryLine nothing = {0};
  const GeometryLine *first = geometry->line_count ? geometry->lines : &nothing;
  switch (depths[geometry->kind]) {
  case 0: {
    Value line = line_value(first, arena);
    return line.array->count ? line.array->items[0] : line;
  }
  case 1: return line_value(first, arena);
  case 2: return lines_value(geometry->lines, geometry->line_count, arena);
  default: return polygons_value(geometry, arena);
  }
}

Value geometry_to_value(const Geometry *geometry, Arena *arena) {
  if (geometry->object) return (Value){.kind = VALUE_OBJECT, .object = geometry->object};
  ValueMember *members = arena_array(arena, ValueMember, 2);
  members[0] = (ValueMember){"type", value_string(geometry_type_name(geometry->kind))};
  if (geometry->kind == GEOMETRY_SPHERE) return value_object(members, 1, arena);
  if (geometry->kind == GEOMETRY_COLLECTION) {
    Value *items = arena_array(arena, Value, geometry->member_count);
    for (size_t i = 0; i < geometry->member_count; i++) items[i] = geometry_to_value(geometry->members[i], arena);
    members[1] = (ValueMember){"geometries", value_array(items, geometry->member_count, arena)};
  } else {
    members[1] = (ValueMember){"coordinates", coordinates_value(geometry, arena)};
  }
  return value_object(members, 2, arena);
}

static const ValueObject *make_object(const Geometry *geometry) {
  return geometry_to_value(geometry, geometry->arena).object;
}

void geometry_show(Geometry *geometry, Arena *arena) {
  geometry->make_object = make_object;
  geometry->arena = arena;
}

const Geometry *geometry_from_pairs(GeometryKind kind, const JsonPairs *pairs, Arena *arena) {
  double *points = arena_array(arena, double, 2 * pairs->count);
  memcpy(points, pairs->numbers, 2 * pairs->count * sizeof *points);
  Geometry *geometry = arena_new(arena, Geometry);
  geometry->kind = kind;
  geometry->line_count = depths[kind] ? pairs->ends[0]->len : 1;
  GeometryLine *lines = arena_array(arena, GeometryLine, geometry->line_count);
  for (size_t i = 0, first = 0; i < geometry->line_count; i++) {
    size_t end = depths[kind] ? g_array_index(pairs->ends[0], guint32, i) : pairs->count;
    lines[i] = (GeometryLine){end - first, points + 2 * first};
    first = end;
  }
  geometry->lines = lines;
  if (kind == GEOMETRY_MULTI_POLYGON) {
    geometry->polygon_count = pairs->ends[1]->len;
    size_t *ends = arena_array(arena, size_t, geometry->polygon_count);
    for (size_t i = 0; i < geometry->polygon_count; i++) ends[i] = g_array_index(pairs->ends[1], guint32, i);
    geometry->polygon_ends = ends;
  }
  geometry_show(geometry, arena);
  return geometry;
}
