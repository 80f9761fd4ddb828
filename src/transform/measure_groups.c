/* transform/measure_groups.c: the measures of every group of a table.
 *
 * They are computed group by group, and field by field within a group: the order in which Vega draws the random numbers for
 * confidence intervals.
 */
#include "transform/measure.h"

/* The cell of each measure; measures of one field share theirs. */
static MeasureCell **make_cells(const Table *table, const Measure *measures, size_t count, TransformContext *context) {
  MeasureCell **cells = arena_array(context->arena, MeasureCell *, count);
  for (size_t i = 0; i < count; i++) {
    for (size_t j = 0; j < i && !cells[i]; j++)
      if (g_strcmp0(measures[j].field, measures[i].field) == 0) cells[i] = cells[j];
    if (!cells[i]) cells[i] = measure_cell_create(table, measures[i].field, context);
  }
  return cells;
}

/* The order in which measures are computed: by field, in order of first appearance. */
static size_t *order_by_field(MeasureCell *const *cells, size_t count, Arena *arena) {
  size_t *order = arena_array(arena, size_t, count), next = 0;
  bool *done = arena_array(arena, bool, count);
  for (size_t i = 0; i < count; i++) {
    for (size_t j = i; !done[i] && j < count; j++)
      if (cells[j] == cells[i]) order[next++] = j;
    for (size_t j = i; j < count; j++) done[j] |= cells[j] == cells[i];
  }
  return order;
}

bool measure_groups(const Table *table, const Grouping *grouping, const Measure *measures, size_t count,
                    const Column **columns, Place at, TransformContext *context) {
  Arena *arena = context->arena;
  const MeasureOp **ops = arena_array(arena, const MeasureOp *, count);
  Value **values = arena_array(arena, Value *, count);
  for (size_t i = 0; i < count; i++) {
    ops[i] = measure_op(measures[i].op, at, context);
    if (!ops[i]) return false;
    if (!measures[i].field && measure_op_needs_field(ops[i])) {
      messages_error(context->messages, at, "E311", "the aggregate operation \"%s\" needs a field", measures[i].op);
      return false;
    }
    values[i] = arena_array(arena, Value, grouping->group_count);
  }
  MeasureCell **cells = make_cells(table, measures, count, context);
  for (size_t i = 0; i < count; i++) measure_cell_need(cells[i], ops[i]);
  const size_t *order = order_by_field(cells, count, arena);
  for (size_t g = 0; g < grouping->group_count && arena_goes_on(arena, g); g++) {
    size_t from = grouping->starts[g], to = grouping->starts[g + 1];
    for (size_t k = 0; k < count; k++) {
      size_t i = order[k];
      measure_cell_move(cells[i], grouping->rows, from, to);
      values[i][g] = measure_cell_value(cells[i], ops[i]);
    }
  }
  for (size_t i = 0; i < count; i++) columns[i] = column_from_values(values[i], grouping->group_count, arena);
  return true;
}
