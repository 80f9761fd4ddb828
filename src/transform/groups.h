/* transform/groups.h: grouping fields, and tables that are built group by group. */
#pragma once
#include "transform/functions.h"

/* `fields` and the context's facet fields, each once. */
FieldList groups_with_facets(FieldList fields, const TransformContext *context);
/* table_group_by(), except that a table without rows has no group, as in Vega. */
const Grouping *groups_of(const Table *table, FieldList fields, GroupKey key, Arena *arena);
/* A table of the columns `fields` (under their flat names), one row for each of `rows`. */
const Table *groups_columns(const Table *in, FieldList fields, const guint32 *rows, size_t count, Arena *arena);

/* Points computed group by group: the result of density, quantile, regression and loess. */
typedef struct PointRows {
  Arena *arena;
  guint32 *group;
  double *x, *y;
  size_t count, capacity;
} PointRows;
void point_rows_push(PointRows *points, size_t group, double x, double y);
/* The groups' fields, then the points under the two names. */
const Table *point_rows_table(const PointRows *points, const Table *in, FieldList fields, const Grouping *grouping,
                              const char *const as[2]);
