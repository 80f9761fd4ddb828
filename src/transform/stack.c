/* transform/stack.c: values on top of each other (vega-transforms Stack). */
#include "transform/groups.h"
#include "transform/sort.h"
#include <math.h>

typedef struct StackGroup {
  const double *values;
  const guint32 *rows;
  size_t count;
  double sum, largest_sum; /* of absolute values: of this group, and the largest of any group */
} StackGroup;

typedef void (*StackOffset)(const StackGroup *group, double *starts, double *ends);

/* Negative values are stacked downwards from zero. */
static void offset_zero(const StackGroup *group, double *starts, double *ends) {
  double above = 0, below = 0;
  for (size_t i = 0; i < group->count; i++) {
    guint32 row = group->rows[i];
    double *last = group->values[row] < 0 ? &below : &above;
    starts[row] = *last;
    ends[row] = *last += group->values[row];
  }
}

static void offset_center(const StackGroup *group, double *starts, double *ends) {
  double last = (group->largest_sum - group->sum) / 2;
  for (size_t i = 0; i < group->count; i++) {
    guint32 row = group->rows[i];
    starts[row] = last;
    ends[row] = last += fabs(group->values[row]);
  }
}

static void offset_normalize(const StackGroup *group, double *starts, double *ends) {
  double scale = 1 / group->sum, last = 0, sum = 0;
  for (size_t i = 0; i < group->count; i++) {
    guint32 row = group->rows[i];
    starts[row] = last;
    ends[row] = last = scale * (sum += fabs(group->values[row]));
  }
}

const char *const stack_offset_names[] = {"zero", "center", "normalize", NULL};
static const StackOffset offsets[] = {offset_zero, offset_center, offset_normalize};

static StackOffset find_offset(const char *name, Place at, TransformContext *context) {
  for (size_t i = 0; stack_offset_names[i]; i++)
    if (g_strcmp0(name ? name : "zero", stack_offset_names[i]) == 0) return offsets[i];
  transform_unknown(at, "stack offset", name, stack_offset_names, context);
  return NULL;
}

const Table *transform_stack(const Table *in, const StackParams *params, Place at, TransformContext *context) {
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  StackOffset offset = find_offset(params->offset, at, context);
  if (!offset) return NULL;
  const Column *column = table_field(in, params->field);
  if (!column) column = column_constant(value_undefined(), count, arena);
  const double *values = column_numbers(column, arena);
  FieldList fields = groups_with_facets(params->group_by, context);
  const Grouping *grouping = groups_of(in, fields, GROUP_BY_JSON, arena);
  const SortOrder *order = sort_order_create(in, params->sort, params->sort_count, context->collation, arena);
  const guint32 *rows = sort_order_grouped(order, grouping, count, arena);
  double *sums = arena_array(arena, double, grouping->group_count), largest = 0;
  for (size_t i = 0; i < count; i++) sums[grouping->group_of[i]] += fabs(values[i]);
  for (size_t g = 0; g < grouping->group_count; g++)
    if (sums[g] > largest) largest = sums[g];
  double *starts = arena_array(arena, double, count), *ends = arena_array(arena, double, count);
  for (size_t g = 0; g < grouping->group_count; g++) {
    size_t from = grouping->starts[g];
    StackGroup group = {values, rows + from, grouping->starts[g + 1] - from, sums[g], largest};
    offset(&group, starts, ends);
  }
  const Table *out = table_with_column(in, params->as_start, column_from_numbers(starts, count, arena));
  return table_with_column(out, params->as_end, column_from_numbers(ends, count, arena));
}
