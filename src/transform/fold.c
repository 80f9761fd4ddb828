/* transform/fold.c: several columns into rows of key and value (vega-transforms Fold). */
#include "transform/functions.h"

/* The copies of a row are adjacent, one for each field. */
static const Column *interleave(const Column *const *columns, size_t fields, size_t rows, Arena *arena) {
  Value *values = arena_array(arena, Value, rows * fields);
  for (size_t f = 0; f < fields; f++)
    for (size_t r = 0; r < rows; r++) values[r * fields + f] = column_value(columns[f], r);
  return column_from_values(values, rows * fields, arena);
}

const Table *transform_fold(const Table *in, FieldList fields, const char *const as[2], TransformContext *context) {
  Arena *arena = context->arena;
  size_t rows = table_row_count(in);
  arena_charge(arena, BUDGET_ROWS, (double)rows * (double)fields.count);
  const Column **columns = arena_array(arena, const Column *, fields.count);
  const char **names = arena_array(arena, const char *, fields.count);
  for (size_t f = 0; f < fields.count; f++) {
    columns[f] = table_field(in, fields.names[f]);
    const char *const *steps = field_path(fields.names[f], arena);
    names[f] = steps[0] && !steps[1] ? steps[0] : fields.names[f]; /* as an accessor is called (vega-util's field()) */
  }
  size_t count = rows * fields.count;
  guint32 *source = arena_array(arena, guint32, count);
  const char **keys = arena_array(arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    source[i] = (guint32)(i / fields.count);
    keys[i] = names[i % fields.count];
  }
  const Table *out = table_pick(in, source, count);
  out = table_with_column(out, as[0], column_from_strings(keys, count, arena));
  return table_with_column(out, as[1], interleave(columns, fields.count, rows, arena));
}
