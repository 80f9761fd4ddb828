/* transform/groups.c: see groups.h. */
#include "transform/groups.h"
#include <string.h>

static bool has_name(const char *const *names, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (g_str_equal(names[i], name)) return true;
  return false;
}

FieldList groups_with_facets(FieldList fields, const TransformContext *context) {
  const char **names = arena_array(context->arena, const char *, fields.count + context->facet_field_count);
  size_t count = 0;
  for (size_t i = 0; i < fields.count; i++)
    if (!has_name(names, count, fields.names[i])) names[count++] = fields.names[i];
  for (size_t i = 0; i < context->facet_field_count; i++)
    if (!has_name(names, count, context->facet_fields[i])) names[count++] = context->facet_fields[i];
  return (FieldList){names, count};
}

const Table *groups_columns(const Table *in, FieldList fields, const guint32 *rows, size_t count, Arena *arena) {
  Table *out = table_create(arena, count);
  for (size_t i = 0; i < fields.count; i++) {
    const Column *column = table_field(in, fields.names[i]);
    const Column *picked =
        column ? column_gather(column, rows, count, arena) : column_constant(value_undefined(), count, arena);
    out = table_with_column(out, field_flat_name(fields.names[i], arena), picked);
  }
  return out;
}

static void *grown(Arena *arena, const void *old, size_t size, size_t count, size_t capacity) {
  void *items = arena_alloc_array(arena, capacity, size);
  if (count) memcpy(items, old, count * size);
  return items;
}

void point_rows_push(PointRows *points, size_t group, double x, double y) {
  if (points->count == points->capacity) {
    points->capacity = points->capacity ? points->capacity * 2 : 256;
    points->group = grown(points->arena, points->group, sizeof *points->group, points->count, points->capacity);
    points->x = grown(points->arena, points->x, sizeof *points->x, points->count, points->capacity);
    points->y = grown(points->arena, points->y, sizeof *points->y, points->count, points->capacity);
  }
  points->group[points->count] = (guint32)group;
  points->x[points->count] = x;
  points->y[points->count++] = y;
}

const Table *point_rows_table(const PointRows *points, const Table *in, FieldList fields, const Grouping *grouping,
                              const char *const as[2]) {
  Arena *arena = points->arena;
  guint32 *rows = arena_array(arena, guint32, points->count);
  for (size_t i = 0; i < points->count; i++) rows[i] = grouping->first[points->group[i]];
  const Table *out = groups_columns(in, fields, rows, points->count, arena);
  out = table_with_column(out, as[0], column_from_numbers(points->x, points->count, arena));
  return table_with_column(out, as[1], column_from_numbers(points->y, points->count, arena));
}

const Grouping *groups_of(const Table *table, FieldList fields, GroupKey key, Arena *arena) {
  if (table_row_count(table)) return table_group_by(table, fields.names, fields.count, key, arena);
  Grouping *none = arena_new(arena, Grouping);
  guint32 *nothing = arena_array(arena, guint32, 1);
  *none = (Grouping){0, nothing, nothing, nothing, nothing};
  return none;
}
