/* data/geometry_column.c: adds the outline of GeoJSON rows in typed form.
 *
 * In a feature it replaces "geometry"; a bare geometry or collection gets that column too, so that a
 * mark finds the outline of any row in one place.
 */
#include "data/format.h"
#include "data/geojson.h"
#include <string.h>

static const char *text_at(const Column *column, size_t row) {
  Value value = column_value(column, row);
  return value.kind == VALUE_STRING ? value.string : "";
}

static bool holds_outline(const char *type) {
  if (!strcmp(type, "FeatureCollection")) return true;
  for (GeometryKind kind = 0; kind <= GEOMETRY_SPHERE; kind++)
    if (!strcmp(type, geometry_type_name(kind))) return true;
  return false;
}

/* Geometries that the reader made of cells are objects again, but for those of features. */
static const Table *with_objects(const Table *table, const Column *types, const Column *geometries) {
  Arena *arena = table_arena(table);
  Value *values = NULL;
  for (size_t row = 0; geometries && row < geometries->length; row++) {
    Value own = column_value(geometries, row);
    if (own.kind != VALUE_GEOMETRY || (types && !strcmp(text_at(types, row), "Feature"))) continue;
    if (!values) {
      values = arena_array(arena, Value, geometries->length);
      for (size_t i = 0; i < geometries->length; i++) values[i] = column_value(geometries, i);
    }
    values[row] = geometry_to_value(own.geometry, arena);
  }
  return values ? table_with_column(table, "geometry", column_from_values(values, geometries->length, arena)) : table;
}

const Table *table_with_geometry(const Table *table) {
  const Column *types = table_column(table, "type");
  if (types && (types->kind == COLUMN_NUMBER || types->kind == COLUMN_DATE)) types = NULL;
  table = with_objects(table, types, table_column(table, "geometry"));
  if (!types) return table;
  const Column *geometries = table_column(table, "geometry");
  Arena *arena = table_arena(table);
  Value *values = NULL;
  for (size_t row = 0; row < types->length; row++) {
    const char *type = text_at(types, row);
    const Geometry *geometry = NULL;
    if (!strcmp(type, "Feature")) {
      Value own = column_value(geometries, row);
      geometry = own.kind == VALUE_GEOMETRY ? own.geometry
                 : own.kind == VALUE_OBJECT ? geometry_from_value(own, arena)
                                            : NULL;
    } else if (holds_outline(type)) {
      geometry = geometry_from_value(table_row(table, row, arena), arena);
    }
    if (!geometry) continue;
    if (!values) {
      values = arena_array(arena, Value, types->length);
      for (size_t i = 0; i < types->length; i++) values[i] = column_value(geometries, i);
    }
    values[row] = (Value){.kind = VALUE_GEOMETRY, .geometry = geometry};
  }
  return values ? table_with_column(table, "geometry", column_from_values(values, types->length, arena)) : table;
}
