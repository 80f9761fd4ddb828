/* chart/geo.c: see geo.h; the rules are those of Vega-Lite's compile/projection. */
#include "chart/geo.h"
#include "data/geojson.h"
#include "spec/spec.h"
#include <math.h>
#include <string.h>

/* The outermost layer around a unit, where projections are merged; the unit itself outside layers. */
static const View *plot_of(const View *unit) {
  while (unit->parent && unit->parent->kind == VIEW_LAYER) unit = unit->parent;
  return unit;
}

static bool is_fitted(const Json *properties) {
  return !json_has(properties, "scale") && !json_has(properties, "translate");
}

/* Can the two be one? Equal, or one of them says nothing. */
static bool can_share(const Json *a, const Json *b) {
  return json_equal(a, b) || json_count(a) == 0 || json_count(b) == 0;
}

/* The units whose projection is one with that of `unit`; `properties` gets what they say of it. */
static View *const *sharing_units(const View *unit, const Json **properties, size_t *count, Arena *arena) {
  size_t all;
  View *const *units = view_units((View *)plot_of(unit), &all, arena);
  View **shared = arena_array(arena, View *, all);
  bool one = true;
  *count = 0;
  *properties = unit->projection;
  for (size_t i = 0; i < all; i++) {
    if (!units[i]->projection) continue;
    one = one && can_share(*properties, units[i]->projection);
    if (json_count(*properties) == 0) *properties = units[i]->projection;
    shared[(*count)++] = units[i];
  }
  if (one) return shared;
  *properties = unit->projection;
  shared[0] = (View *)unit;
  *count = 1;
  return shared;
}

static const Geometry *points_of(const Table *table, const View *unit, Channel longitude, Channel latitude,
                                 Arena *arena) {
  const ChannelDef *x = view_channel(unit, longitude), *y = view_channel(unit, latitude);
  if (!x || !y) return NULL;
  size_t rows = table_row_count(table);
  const ChannelDef *defs[] = {x, y};
  const double *numbers[2];
  for (size_t k = 0; k < 2; k++) {
    const Json *fixed = defs[k]->datum ? defs[k]->datum : defs[k]->value;
    const Column *column = defs[k]->field ? table_field(table, channel_def_column(defs[k], NULL, arena))
                                          : column_constant(value_from_json(fixed, arena), rows, arena);
    if (!column) return NULL;
    numbers[k] = column_numbers(column, arena);
  }
  double *points = arena_array(arena, double, 2 * rows);
  size_t kept = 0;
  for (size_t row = 0; row < rows; row++) {
    if (!isfinite(numbers[0][row]) || !isfinite(numbers[1][row])) continue;
    points[2 * kept] = numbers[0][row];
    points[2 * kept++ + 1] = numbers[1][row];
  }
  GeometryLine *line = arena_new(arena, GeometryLine);
  *line = (GeometryLine){kept, points};
  Geometry *geometry = arena_new(arena, Geometry);
  *geometry = (Geometry){.kind = GEOMETRY_MULTI_POINT, .line_count = 1, .lines = line};
  return geometry;
}

static void add_shapes(GPtrArray *found, const Table *table, const View *unit, Arena *arena) {
  const ChannelDef *shape = view_channel(unit, CHANNEL_SHAPE);
  bool by_field = shape && shape->kind == DEF_FIELD && shape->type == TYPE_GEOJSON;
  const Column *column = by_field ? table_field(table, shape->field) : table_column(table, "geometry");
  for (size_t row = 0; row < table_row_count(table); row++) {
    Value value = column ? column_value(column, row) : table_row(table, row, arena);
    const Geometry *geometry = value_is_invalid(value) ? NULL : geometry_from_value(value, arena);
    if (geometry) g_ptr_array_add(found, (gpointer)geometry);
  }
}

static void collect(GPtrArray *found, ChartCells *cells, const View *unit, const Cell *cell, Arena *arena) {
  static const Channel pairs[][2] = {{CHANNEL_LONGITUDE, CHANNEL_LATITUDE}, {CHANNEL_LONGITUDE2, CHANNEL_LATITUDE2}};
  const Table *table = chart_cells_table(cells, unit, UNIT_MAIN, cell);
  bool any = false;
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    const Geometry *points = points_of(table, unit, pairs[i][0], pairs[i][1], arena);
    if (points) g_ptr_array_add(found, (gpointer)points);
    any = any || points;
  }
  if (!any || view_has(unit, CHANNEL_SHAPE)) add_shapes(found, table, unit, arena);
}

const Projection *chart_projection(ChartCells *cells, const View *unit, const Cell *cell, double width, double height,
                                   Messages *messages, Arena *arena) {
  if (!unit->projection) return NULL;
  const Json *properties;
  size_t count;
  View *const *units = sharing_units(unit, &properties, &count, arena);
  bool fitted = is_fitted(properties);
  if (!json_has(properties, "type"))
    properties = json_with(arena, properties, "type", json_new_string(arena, unit->place, "equalEarth"));
  if (!fitted && !json_has(properties, "translate")) {
    const Json *center[] = {json_new_number(arena, unit->place, width / 2),
                            json_new_number(arena, unit->place, height / 2)};
    properties = json_with(arena, properties, "translate", json_new_array(arena, unit->place, center, 2));
  }
  Projection *projection = projection_create(properties, messages, arena);
  if (!projection || !fitted) return projection;
  GPtrArray *found = g_ptr_array_new();
  for (size_t i = 0; i < count; i++) collect(found, cells, units[i], cell, arena);
  projection_fit(projection, (const Geometry *const *)found->pdata, found->len, 0, 0, width, height);
  g_ptr_array_free(found, TRUE);
  return projection;
}
