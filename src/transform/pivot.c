/* transform/pivot.c: the values of a field into columns (vega-transforms Pivot): one row for each group, one column for each distinct
 * value, which holds the aggregate of another field over the group's rows with that value.
 */
#include "transform/measure.h"
#include <math.h>

typedef struct Pivot {
  const Table *in;
  FieldList group_by;
  const char *field;
  Measure measure;
  const Grouping *groups, *keys, *cells; /* by group_by; by the field; by both */
  size_t key_count;                      /* after the limit */
  const guint32 *key_order;              /* indices of keys, ascending */
} Pivot;

static void sort_keys(Pivot *pivot, double limit, const TransformContext *context) {
  Arena *arena = context->arena;
  const Column *column = table_field(pivot->in, pivot->field);
  size_t count = pivot->keys->group_count;
  const Column *values = column ? column_gather(column, pivot->keys->first, count, arena)
                                : column_constant(value_undefined(), count, arena);
  const Table *table = table_with_column(table_create(arena, count), "key", values);
  pivot->key_order = transform_sort_rows(table, &(SortKey){"key", false}, 1, context->collation, arena);
  pivot->key_count = limit > 0 ? (size_t)fmin(limit, (double)count) : count;
}

/* A row counts in a column only if its value is the very one that named the column: of 1 and "1", the first. The others are NaN there,
 * as in Vega's accessor. */
static const Table *keep_identical(const Table *in, const Pivot *pivot, Arena *arena) {
  const Column *names = table_field(in, pivot->field), *values = table_field(in, pivot->measure.field);
  if (!names || !values || names->kind != COLUMN_VALUE) return in;
  size_t rows = table_row_count(in);
  Value *kept = arena_array(arena, Value, rows);
  for (size_t row = 0; row < rows; row++) {
    Value named_by = column_value(names, pivot->keys->first[pivot->keys->group_of[row]]);
    bool same = value_strict_equal(named_by, column_value(names, row));
    kept[row] = same ? column_value(values, row) : value_number(NAN);
  }
  return table_with_column(in, pivot->measure.field, column_from_values(kept, rows, arena));
}

/* The result of the operation for no rows. */
static Value empty_value(const MeasureOp *op, const Pivot *pivot, TransformContext *context) {
  MeasureCell *cell = measure_cell_create(pivot->in, pivot->measure.field, context);
  measure_cell_need(cell, op);
  return measure_cell_value(cell, op);
}

static const Table *spread(const Pivot *pivot, const MeasureOp *op, const Column *measured, TransformContext *context) {
  Arena *arena = context->arena;
  size_t rows = pivot->groups->group_count, keys = pivot->keys->group_count;
  const Table *out = groups_columns(pivot->in, pivot->group_by, pivot->groups->first, rows, arena);
  const Column *names = table_field(pivot->in, pivot->field);
  Value **values = arena_array(arena, Value *, keys);
  Value empty = empty_value(op, pivot, context);
  for (size_t k = 0; k < pivot->key_count; k++) {
    Value *column = values[pivot->key_order[k]] = arena_array(arena, Value, rows);
    for (size_t i = 0; i < rows; i++) column[i] = empty;
  }
  for (size_t cell = 0; cell < pivot->cells->group_count; cell++) {
    guint32 row = pivot->cells->first[cell];
    Value *column = values[pivot->keys->group_of[row]];
    if (column) column[pivot->groups->group_of[row]] = column_value(measured, cell);
  }
  const char **made = arena_array(arena, const char *, pivot->key_count);
  const Column **columns = arena_array(arena, const Column *, pivot->key_count);
  for (size_t k = 0; k < pivot->key_count; k++) {
    guint32 key = pivot->key_order[k];
    made[k] = value_to_string(column_value(names, pivot->keys->first[key]), arena);
    columns[k] = column_from_values(values[key], rows, arena);
  }
  return table_with_columns(out, made, columns, pivot->key_count);
}

const Table *transform_pivot(const Table *in, const PivotParams *params, Place at, TransformContext *context) {
  Arena *arena = context->arena;
  Pivot pivot = {.in = in,
                 .group_by = params->group_by,
                 .field = params->field,
                 .measure = {.op = params->op, .field = params->value}};
  const char **both = arena_array(arena, const char *, pivot.group_by.count + 1);
  for (size_t i = 0; i < pivot.group_by.count; i++) both[i] = pivot.group_by.names[i];
  both[pivot.group_by.count] = pivot.field;
  pivot.groups = groups_of(in, pivot.group_by, GROUP_BY_TEXT, arena);
  pivot.keys = groups_of(in, (FieldList){&pivot.field, 1}, GROUP_BY_TEXT, arena);
  pivot.cells = groups_of(in, (FieldList){both, pivot.group_by.count + 1}, GROUP_BY_TEXT, arena);
  sort_keys(&pivot, params->limit, context);
  arena_charge(arena, BUDGET_STEPS, (double)pivot.key_count * (double)pivot.groups->group_count);
  const Column *measured;
  if (!measure_groups(keep_identical(in, &pivot, arena), pivot.cells, &pivot.measure, 1, &measured, at, context))
    return NULL;
  return spread(&pivot, measure_op_find(pivot.measure.op), measured, context);
}
