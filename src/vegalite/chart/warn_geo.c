/* vegalite/chart/warn_geo.c: outlines that fill the map.
 *
 * On a sphere a ring has two insides, and d3-geo takes the one to the right of the line: outer rings run clockwise.
 * GeoJSON as RFC 7946 has it runs the other way, and then each country is the whole earth without itself. A ring
 * counts as wrong when its inside is more than three quarters of the sphere; all oceans together are less.
 */
#include "data/geojson.h"
#include "geo/measure.h"
#include "vegalite/chart/warnings.h"

static const double area_max = 3 * G_PI; /* of 4π */

/* Anticlockwise on a map with north above; cheap, and right for all that is not around a pole or across the
 * antimeridian. */
static bool runs_anticlockwise(const GeometryLine *ring) {
  double sum = 0;
  for (size_t i = 0; i + 1 < ring->count; i++) {
    const double *a = &ring->points[2 * i], *b = a + 2;
    sum += (a[0] - ring->points[0]) * (b[1] - ring->points[1]) - (b[0] - ring->points[0]) * (a[1] - ring->points[1]);
  }
  return sum > 0;
}

static bool is_inside_out(const GeometryLine *ring) {
  if (ring->count < 4 || !runs_anticlockwise(ring)) return false;
  Geometry alone = {.kind = GEOMETRY_POLYGON, .line_count = 1, .lines = ring};
  return geometry_area(NULL, &alone) > area_max;
}

static bool fills_map(const Geometry *geometry) {
  if (geometry->kind == GEOMETRY_POLYGON) return geometry->line_count > 0 && is_inside_out(&geometry->lines[0]);
  for (size_t i = 0; geometry->kind == GEOMETRY_MULTI_POLYGON && i < geometry->polygon_count; i++) {
    size_t outer = i ? geometry->polygon_ends[i - 1] : 0;
    if (outer < geometry->polygon_ends[i] && is_inside_out(&geometry->lines[outer])) return true;
  }
  for (size_t i = 0; geometry->kind == GEOMETRY_COLLECTION && i < geometry->member_count; i++)
    if (fills_map(geometry->members[i])) return true;
  return false;
}

static const Column *outlines_of(const View *unit, const Table *table) {
  const ChannelDef *shape = view_channel(unit, CHANNEL_SHAPE);
  if (shape && shape->kind == DEF_FIELD && shape->type == TYPE_GEOJSON) return table_field(table, shape->field);
  return table_column(table, "geometry");
}

/* What the author may know a feature by. */
static const char *feature_name(const Table *table, size_t row, Arena *arena) {
  static const char *const fields[] = {"properties.name", "properties.NAME", "properties.Name", "name", "id",
                                       "properties.id"};
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
    Value value = column_value(table_field(table, fields[i]), row);
    if (value.kind == VALUE_STRING || value.kind == VALUE_NUMBER)
      return arena_printf(arena, "\"%s\"", value_to_string(value, arena));
  }
  return arena_printf(arena, "number %zu", row + 1);
}

/* A plane has one inside. */
static bool is_plane(const View *unit) {
  const Json *own = json_get(unit->projection, "type");
  return json_is_string(own ? own : json_path(unit->spec->config, "projection.type"), "identity");
}

void warn_of_outlines(const Chart *chart, const View *unit) {
  if (!unit->mark.type->geographic || !unit->mark.type->fills_plane || is_plane(unit)) return;
  const Table *table = chart_data_view(chart->data, unit)->table;
  const Column *column = table ? outlines_of(unit, table) : NULL;
  size_t count = 0, first = 0;
  for (size_t row = 0; column && row < column->length; row++) {
    Value value = column_value(column, row);
    const Geometry *geometry = value_is_invalid(value) ? NULL : geometry_from_value(value, chart->arena);
    if (geometry && fills_map(geometry) && count++ == 0) first = row;
  }
  if (count > 0)
    messages_warn(chart->messages, unit->mark.place, "W455",
                  "the outlines of %zu of %zu features fill the map, since their outer rings run anticlockwise; the "
                  "first feature is %s; "
                  "reverse the order of their points",
                  count, column->length, feature_name(table, first, chart->arena));
}
