/* transform/aggregate.c: one row for each group, or its measures in each of its rows (vega-transforms Aggregate and JoinAggregate). */
#include "data/blocks.h"
#include "transform/aggregate_fold.h"
#include "transform/measure.h"

static const Table *with_measures(const Table *table, const Measure *measures, const Column *const *columns,
                                  size_t count, Arena *arena) {
  for (size_t i = 0; i < count; i++) {
    const char *as = measures[i].as ? measures[i].as : measure_default_name(measures[i].op, measures[i].field, arena);
    table = table_with_column(table, as, columns[i]);
  }
  return table;
}

static bool add_block(const Table *block, Arena *arena, void *fold) { return aggregate_fold_add(fold, block, arena); }

/* Of rows that come in blocks; NULL if all of them are needed at once. */
static const Table *aggregate_blocks(const Table *in, FieldList group_by, const Measure *measures, size_t count,
                                     TransformContext *context) {
  AggregateFold *fold = table_is_in_blocks(in) ? aggregate_fold_create(group_by, measures, count, context) : NULL;
  return fold && table_each_block(in, add_block, fold) ? aggregate_fold_finish(fold) : NULL;
}

const Table *transform_aggregate(const Table *in, FieldList group_by, const Measure *measures, size_t measure_count,
                                 Place at, TransformContext *context) {
  Arena *arena = context->arena;
  FieldList fields = groups_with_facets(group_by, context);
  const Table *folded = aggregate_blocks(in, group_by, measures, measure_count, context);
  if (folded) return folded;
  const Grouping *grouping = groups_of(in, fields, GROUP_BY_TEXT, arena);
  const Column **columns = arena_array(arena, const Column *, measure_count);
  if (!measure_groups(in, grouping, measures, measure_count, columns, at, context)) return NULL;
  const Table *out = groups_columns(in, fields, grouping->first, grouping->group_count, arena);
  return with_measures(out, measures, columns, measure_count, arena);
}

/* Vega copies the whole row of the group, its keys included: of 1 and "1", all have the first. */
static const Table *with_keys(const Table *table, FieldList fields, const Grouping *grouping, Arena *arena) {
  size_t rows = table_row_count(table);
  guint32 *first = NULL;
  for (size_t i = 0; i < fields.count; i++) {
    const Column *column = table_column(table, fields.names[i]);
    if (!column || column->kind == COLUMN_NUMBER || column->kind == COLUMN_STRING) continue; /* alike is equal */
    if (!first) {
      first = arena_array(arena, guint32, rows);
      for (size_t row = 0; row < rows; row++) first[row] = grouping->first[grouping->group_of[row]];
    }
    table = table_with_column(table, fields.names[i], column_gather(column, first, rows, arena));
  }
  return table;
}

const Table *transform_join_aggregate(const Table *in, FieldList group_by, const Measure *measures,
                                      size_t measure_count, Place at, TransformContext *context) {
  Arena *arena = context->arena;
  FieldList fields = groups_with_facets(group_by, context);
  const Grouping *grouping = groups_of(in, fields, GROUP_BY_TEXT, arena);
  const Column **columns = arena_array(arena, const Column *, measure_count);
  if (!measure_groups(in, grouping, measures, measure_count, columns, at, context)) return NULL;
  for (size_t i = 0; i < measure_count; i++)
    columns[i] = column_gather(columns[i], grouping->group_of, table_row_count(in), arena);
  return with_measures(with_keys(in, fields, grouping, arena), measures, columns, measure_count, arena);
}
