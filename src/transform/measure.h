/* transform/measure.h: aggregates of one field over some rows.
 *
 * A cell knows the rows that are in it now. Rows come and go (a window moves), and any number of operations can be asked for.
 * Aggregate, joinaggregate, window and pivot all end here.
 */
#pragma once
#include "transform/groups.h"

typedef struct MeasureOp MeasureOp;
typedef struct MeasureCell MeasureCell;

/* NULL after a message with the nearest known name. */
const MeasureOp *measure_op(const char *name, Place at, TransformContext *context);
const MeasureOp *measure_op_find(const char *name); /* NULL when unknown */
bool measure_op_needs_field(const MeasureOp *op);
/* "op_field", or the op alone, flat. */
const char *measure_default_name(const char *op, const char *field, Arena *arena);

/* `field` may be NULL (count). */
MeasureCell *measure_cell_create(const Table *table, const char *field, TransformContext *context);
/* Every operation that will be asked for is told first. */
void measure_cell_need(MeasureCell *cell, const MeasureOp *op);
void measure_cell_clear(MeasureCell *cell);
/* From now on exactly rows[from..to) are in the cell. Cheap when the frame moves on in the same array. False when nothing
 * changed. */
bool measure_cell_move(MeasureCell *cell, const guint32 *rows, size_t from, size_t to);
Value measure_cell_value(MeasureCell *cell, const MeasureOp *op);

/* The measures of each group, one column each, written to `columns`. False after a message. */
bool measure_groups(const Table *table, const Grouping *grouping, const Measure *measures, size_t count,
                    const Column **columns, Place at, TransformContext *context);
/* The list [{"op", "field", "as"}, …] that `spec` has at `key`. False after a message. */
bool measures_read(const Json *spec, const char *key, const Measure **out, size_t *count, TransformContext *context);
