/* transform/flatten.c: arrays in cells into rows (vega-transforms Flatten). Several fields are walked in parallel; shorter arrays
 * are filled up with null. A row without an array in any of the fields is dropped.
 */
#include "transform/functions.h"

static size_t items_in(Value value) { return value.kind == VALUE_ARRAY ? value.array->count : 0; }

static size_t longest(const Column *const *columns, size_t fields, size_t row) {
  size_t length = 0;
  for (size_t f = 0; f < fields; f++) length = MAX(length, items_in(column_value(columns[f], row)));
  return length;
}

static const Column *flatten(const Column *column, const guint32 *source, size_t count, Arena *arena) {
  Value *values = arena_array(arena, Value, count);
  for (size_t i = 0, item = 0; i < count; i++, item++) {
    if (i && source[i] != source[i - 1]) item = 0;
    Value array = column_value(column, source[i]);
    values[i] = item < items_in(array) ? array.array->items[item] : value_null();
    if (values[i].kind == VALUE_UNDEFINED) values[i] = value_null();
  }
  return column_from_values(values, count, arena);
}

const Table *transform_flatten(const Table *in, FieldList fields, const char *const *as, TransformContext *context) {
  Arena *arena = context->arena;
  const Column **columns = arena_array(arena, const Column *, fields.count);
  for (size_t f = 0; f < fields.count; f++) columns[f] = table_field(in, fields.names[f]);
  size_t rows = table_row_count(in), count = 0;
  for (size_t r = 0; r < rows; r++) count += longest(columns, fields.count, r);
  arena_charge(arena, BUDGET_ROWS, (double)count);
  guint32 *source = arena_array(arena, guint32, count);
  for (size_t r = 0, next = 0; r < rows; r++)
    for (size_t i = longest(columns, fields.count, r); i > 0; i--) source[next++] = (guint32)r;
  const Table *out = table_pick(in, source, count);
  for (size_t f = 0; f < fields.count; f++)
    out = table_with_column(out, as[f], flatten(columns[f], source, count, arena));
  return out;
}
