/* transform/aggregate_fold.c: see aggregate_fold.h.
 *
 * A block is grouped as any table. Its groups are found again among those of all blocks by the values of their first rows, and their measures
 * go on from where those of the blocks before ended, in the order of the rows, so that sums are rounded as if all rows were there.
 */
#include "transform/aggregate_fold.h"
#include "transform/measure.h"
#include <string.h>

enum { GROUPS_MOST = 1 << 17, STATES_MOST = 1 << 20 }; /* of groups and measures, and of their keys: some 100 MB */

struct AggregateFold {
  TransformContext *context;
  FieldList fields;
  const Measure *measures;
  const MeasureOp **ops;
  size_t count;       /* of measures */
  size_t *cell_of;    /* measure → number of its cell; those of one field share one */
  const char **cells; /* the fields of cells */
  size_t cell_count;
  GroupIndex *index;
  GArray *states; /* MeasureState: group by group, cell by cell */
  GArray *keys;   /* Value: group by group, field by field */
};

static void release(void *array) { g_array_unref(array); }

static GArray *array_in(Arena *arena, size_t size) {
  GArray *array = g_array_new(FALSE, TRUE, (guint)size);
  arena_adopt(arena, array, release);
  return array;
}

AggregateFold *aggregate_fold_create(FieldList group_by, const Measure *measures, size_t count,
                                     TransformContext *context) {
  Arena *arena = context->arena;
  AggregateFold *fold = arena_new(arena, AggregateFold);
  *fold = (AggregateFold){.context = context,
                          .fields = groups_with_facets(group_by, context),
                          .measures = measures,
                          .ops = arena_array(arena, const MeasureOp *, count),
                          .count = count,
                          .cell_of = arena_array(arena, size_t, count),
                          .cells = arena_array(arena, const char *, count)};
  for (size_t i = 0; i < count; i++) {
    if (!aggregate_op_folds(measures[i].op)) return NULL;
    fold->ops[i] = measure_op_find(measures[i].op);
    if (!measures[i].field && measure_op_needs_field(fold->ops[i])) return NULL;
    size_t cell = 0;
    while (cell < fold->cell_count && g_strcmp0(fold->cells[cell], measures[i].field) != 0) cell++;
    if (cell == fold->cell_count) fold->cells[fold->cell_count++] = measures[i].field;
    fold->cell_of[i] = cell;
  }
  fold->index = group_index_create(fold->fields.names, fold->fields.count, GROUP_BY_TEXT, arena);
  fold->states = array_in(arena, sizeof(MeasureState));
  fold->keys = array_in(arena, sizeof(Value));
  return fold;
}

/* The values of the first row of a group that is new; false if they cannot be kept. */
static bool add_group(AggregateFold *fold, const Table *block, guint32 row) {
  Arena *arena = fold->context->arena;
  for (size_t i = 0; i < fold->fields.count; i++) {
    Value value = column_value(table_field(block, fold->fields.names[i]), row);
    if (value.kind > VALUE_STRING) return false;
    if (value.kind == VALUE_STRING) value.string = arena_strdup(arena, value.string);
    g_array_append_val(fold->keys, value);
  }
  for (size_t i = 0; i < fold->cell_count; i++) {
    MeasureState state = measure_state_empty();
    g_array_append_val(fold->states, state);
  }
  return true;
}

bool aggregate_fold_add(AggregateFold *fold, const Table *block, Arena *scratch) {
  if (table_row_count(block) == 0) return true;
  TransformContext context = *fold->context;
  context.arena = scratch;
  const Grouping *grouping = table_group(block, fold->fields.names, fold->fields.count, scratch);
  guint32 *group_of = arena_array(scratch, guint32, grouping->group_count);
  size_t known = group_index_count(fold->index);
  group_index_add(fold->index, block, grouping, group_of);
  size_t groups = group_index_count(fold->index);
  if (groups > GROUPS_MOST || groups > STATES_MOST / (1 + fold->cell_count + fold->fields.count)) return false;
  for (size_t g = 0; g < grouping->group_count; g++) {
    if (group_of[g] < known) continue;
    if (!add_group(fold, block, grouping->first[g])) return false;
    known++;
  }
  MeasureCell **cells = arena_array(scratch, MeasureCell *, fold->cell_count);
  for (size_t i = 0; i < fold->cell_count; i++) cells[i] = measure_cell_create(block, fold->cells[i], &context);
  for (size_t i = 0; i < fold->count; i++) measure_cell_need(cells[fold->cell_of[i]], fold->ops[i]);
  for (size_t g = 0; g < grouping->group_count; g++)
    for (size_t i = 0; i < fold->cell_count; i++) {
      MeasureState *state = &g_array_index(fold->states, MeasureState, group_of[g] * fold->cell_count + i);
      if (!measure_cell_go_on(cells[i], state, grouping->rows, grouping->starts[g], grouping->starts[g + 1],
                              fold->context->arena))
        return false;
    }
  return true;
}

const Table *aggregate_fold_finish(AggregateFold *fold) {
  Arena *arena = fold->context->arena;
  size_t groups = group_index_count(fold->index);
  if (groups == 0) return NULL;
  Table *out = table_create(arena, groups);
  for (size_t i = 0; i < fold->fields.count; i++) {
    Value *values = arena_array(arena, Value, groups);
    for (size_t g = 0; g < groups; g++) values[g] = g_array_index(fold->keys, Value, g * fold->fields.count + i);
    out = table_with_column(out, field_flat_name(fold->fields.names[i], arena),
                            column_from_values(values, groups, arena));
  }
  MeasureCell *spare = measure_cell_create(out, NULL, fold->context);
  for (size_t i = 0; i < fold->count; i++) {
    const Measure *measure = &fold->measures[i];
    Value *values = arena_array(arena, Value, groups);
    for (size_t g = 0; g < groups; g++)
      values[g] = measure_state_value(
          &g_array_index(fold->states, MeasureState, g * fold->cell_count + fold->cell_of[i]), fold->ops[i], spare);
    const char *as = measure->as ? measure->as : measure_default_name(measure->op, measure->field, arena);
    out = table_with_column(out, as, column_from_values(values, groups, arena));
  }
  return out;
}
