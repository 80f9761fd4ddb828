/* data/topology.c: TopoJSON's arcs to lines and rings, by the rules of topojson-client 3.
 *
 * Arcs of a quantized topology are steps on a grid; they are summed up here once, and brought to degrees when a
 * geometry uses them. Arc ~i is arc i backwards. A point shared by two arcs is taken once.
 */
#include "data/topology.h"
#include "base/temporary.h"
#include "data/geojson.h"
#include <math.h>
#include <string.h>

/* Limits hostile input: a small file may reference an arc very often, giving more geometry than any picture can show.
 * */
enum { POINTS_MAX = 1 << 26 };

struct Topology {
  Arena *arena;
  Messages *messages;
  size_t arc_count;
  GeometryLine *arcs;
  bool quantized;
  double scale[2], translate[2];
  size_t points; /* made so far */
  bool failed;
};

Arena *topology_arena(const Topology *topology) { return topology->arena; }
size_t topology_arc_count(const Topology *topology) { return topology->arc_count; }
const GeometryLine *topology_arc(const Topology *topology, size_t i) { return &topology->arcs[i]; }

static void read_pair(const Json *pair, double *out) {
  for (size_t i = 0; i < 2; i++) out[i] = json_number(json_at(pair, i), NAN);
}

static void read_arc(Topology *topology, const Json *arc, GeometryLine *line) {
  size_t count = json_is(arc, JSON_ARRAY) ? json_count(arc) : 0;
  double *points = arena_array(topology->arena, double, 2 * count);
  for (size_t i = 0; i < count; i++) {
    read_pair(json_at(arc, i), points + 2 * i);
    for (size_t axis = 0; axis < 2 && topology->quantized && i; axis++)
      points[2 * i + axis] += points[2 * i - 2 + axis];
  }
  *line = (GeometryLine){count, points};
}

Topology *topology_create(const Json *json, Messages *messages, Arena *arena) {
  const Json *arcs = json_get(json, "arcs"), *transform = json_get(json, "transform");
  if (!json_is(json, JSON_OBJECT) || !json_is(json_get(json, "objects"), JSON_OBJECT) || !json_is(arcs, JSON_ARRAY)) {
    messages_error(messages, json_place(json), "E384", "not TopoJSON: it has no \"objects\" and \"arcs\"");
    return NULL;
  }
  Topology *topology = arena_new(arena, Topology);
  *topology = (Topology){.arena = arena, .messages = messages, .arc_count = json_count(arcs), .scale = {1, 1}};
  if (json_is(transform, JSON_OBJECT)) {
    topology->quantized = true;
    read_pair(json_get(transform, "scale"), topology->scale);
    read_pair(json_get(transform, "translate"), topology->translate);
  }
  topology->arcs = arena_array(arena, GeometryLine, topology->arc_count);
  for (size_t i = 0; i < topology->arc_count; i++) read_arc(topology, json_at(arcs, i), &topology->arcs[i]);
  return topology;
}

static void put_point(const Topology *topology, const double *from, double *to) {
  for (size_t axis = 0; axis < 2; axis++) to[axis] = from[axis] * topology->scale[axis] + topology->translate[axis];
}

/* Space for points, NULL once there are too many. */
static double *take_points(Topology *topology, size_t count, Place at) {
  if (count > POINTS_MAX - topology->points) {
    if (!topology->failed) messages_error(topology->messages, at, "E385", "the topology expands to too many points");
    topology->failed = true;
    return NULL;
  }
  topology->points += count;
  arena_charge(topology->arena, BUDGET_STEPS, 50 * (double)count);
  return arena_array(topology->arena, double, 2 * count);
}

static size_t arc_number(gint32 reference) { return (size_t)(reference < 0 ? ~reference : reference); }

/* The points of arcs one after the other; `least`: lines have at least 2 points and rings 4, the first repeated if
 * necessary. */
static GeometryLine join_arcs(Topology *topology, const gint32 *references, size_t count, size_t least, Place at) {
  size_t total = least, made = 0;
  for (size_t i = 0; i < count; i++) total += topology->arcs[arc_number(references[i])].count;
  double *points = take_points(topology, total, at);
  if (!points) return (GeometryLine){0};
  for (size_t i = 0; i < count; i++) {
    const GeometryLine *arc = &topology->arcs[arc_number(references[i])];
    if (made) made--;
    for (size_t k = 0; k < arc->count; k++)
      put_point(topology, arc->points + 2 * (references[i] < 0 ? arc->count - 1 - k : k), points + 2 * made++);
  }
  for (; made && made < least; made++) memcpy(points + 2 * made, points, 2 * sizeof *points);
  return (GeometryLine){made, points};
}

/* The numbers of an array of arcs; false after a message. */
static bool read_references(Topology *topology, const Json *arcs, gint32 *references) {
  for (size_t i = 0; i < json_count(arcs); i++) {
    const Json *item = json_at(arcs, i);
    double number = json_number(item, NAN);
    references[i] = isnan(number) || fabs(number) > G_MAXINT32 ? 0 : (gint32)number;
    if (references[i] == number && arc_number(references[i]) < topology->arc_count) continue;
    if (!topology->failed)
      messages_error(topology->messages, json_place(item ? item : arcs), "E386", "the topology has no such arc");
    topology->failed = true;
    return false;
  }
  return true;
}

static GeometryLine read_line(Topology *topology, const Json *arcs, size_t least) {
  size_t count = json_is(arcs, JSON_ARRAY) ? json_count(arcs) : 0;
  gint32 *references = g_new(gint32, count + 1);
  arena_temporary(topology->arena, references);
  GeometryLine line = {0};
  if (count && !topology->failed && read_references(topology, arcs, references))
    line = join_arcs(topology, references, count, least, json_place(arcs));
  return line;
}

static const GeometryLine *read_lines(Topology *topology, const Json *lists, size_t least, size_t *count) {
  *count = json_is(lists, JSON_ARRAY) ? json_count(lists) : 0;
  GeometryLine *lines = arena_array(topology->arena, GeometryLine, *count);
  for (size_t i = 0; i < *count; i++) lines[i] = read_line(topology, json_at(lists, i), least);
  return lines;
}

enum { LINE_POINTS = 2, RING_POINTS = 4 };

static void read_points(Topology *topology, Geometry *geometry, const Json *pairs, size_t count) {
  GeometryLine *line = arena_new(topology->arena, GeometryLine);
  double *points = take_points(topology, count, json_place(pairs));
  bool single = geometry->kind == GEOMETRY_POINT;
  for (size_t i = 0; points && i < count; i++) {
    double own[2];
    read_pair(single ? pairs : json_at(pairs, i), own);
    put_point(topology, own, points + 2 * i);
  }
  *line = (GeometryLine){points ? count : 0, points};
  geometry->lines = line;
  geometry->line_count = 1;
}

static void read_polygons(Topology *topology, Geometry *geometry, const Json *polygons) {
  size_t count = json_is(polygons, JSON_ARRAY) ? json_count(polygons) : 0, rings = 0, next = 0;
  size_t *ends = arena_array(topology->arena, size_t, count);
  for (size_t i = 0; i < count; i++) ends[i] = rings += json_count(json_at(polygons, i));
  GeometryLine *lines = arena_array(topology->arena, GeometryLine, rings);
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; next < ends[i]; j++)
      lines[next++] = read_line(topology, json_at(json_at(polygons, i), j), RING_POINTS);
  geometry->lines = lines;
  geometry->line_count = rings;
  geometry->polygon_ends = ends;
  geometry->polygon_count = count;
}

static void read_members(Topology *topology, Geometry *geometry, const Json *geometries) {
  size_t count = json_count(geometries);
  const Geometry **members = arena_array(topology->arena, const Geometry *, count);
  for (size_t i = 0; i < count; i++) {
    const Geometry *member = topology_geometry(topology, json_at(geometries, i));
    if (member) members[geometry->member_count++] = member;
  }
  geometry->members = members;
}

static bool kind_of(const Json *object, GeometryKind *kind) {
  for (*kind = 0; *kind < GEOMETRY_SPHERE; ++*kind)
    if (json_is_string(json_get(object, "type"), geometry_type_name(*kind))) return true;
  return false;
}

const Geometry *topology_geometry(Topology *topology, const Json *object) {
  GeometryKind kind;
  if (!kind_of(object, &kind)) return NULL;
  Geometry *geometry = arena_new(topology->arena, Geometry);
  geometry->kind = kind;
  geometry_show(geometry, topology->arena);
  const Json *arcs = json_get(object, "arcs"), *coordinates = json_get(object, "coordinates");
  switch (kind) {
  case GEOMETRY_POINT: read_points(topology, geometry, coordinates, 1); break;
  case GEOMETRY_MULTI_POINT: read_points(topology, geometry, coordinates, json_count(coordinates)); break;
  case GEOMETRY_LINE: {
    GeometryLine *line = arena_new(topology->arena, GeometryLine);
    *line = read_line(topology, arcs, LINE_POINTS);
    geometry->lines = line;
    geometry->line_count = 1;
    break;
  }
  case GEOMETRY_MULTI_LINE: geometry->lines = read_lines(topology, arcs, LINE_POINTS, &geometry->line_count); break;
  case GEOMETRY_POLYGON: geometry->lines = read_lines(topology, arcs, RING_POINTS, &geometry->line_count); break;
  case GEOMETRY_MULTI_POLYGON: read_polygons(topology, geometry, arcs); break;
  case GEOMETRY_COLLECTION: read_members(topology, geometry, json_get(object, "geometries")); break;
  case GEOMETRY_SPHERE: break;
  }
  return topology->failed ? NULL : geometry;
}

const Geometry *topology_lines(Topology *topology, const gint32 *arcs, const size_t *ends, size_t count) {
  GeometryLine *lines = arena_array(topology->arena, GeometryLine, count);
  for (size_t i = 0, start = 0; i < count; start = ends[i++])
    lines[i] = join_arcs(topology, arcs + start, ends[i] - start, LINE_POINTS, (Place){0});
  Geometry *geometry = arena_new(topology->arena, Geometry);
  *geometry = (Geometry){.kind = GEOMETRY_MULTI_LINE, .lines = lines, .line_count = count};
  geometry_show(geometry, topology->arena);
  return topology->failed ? NULL : geometry;
}
