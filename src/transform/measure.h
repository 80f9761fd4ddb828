/* transform/measure.h: aggregates of one field over some rows.
 *
 * A cell holds a range of rows, which can move (a window does), and computes any number of operations over them. Aggregate,
 * joinaggregate, window and pivot all use it.
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
/* Announces an operation; all must be announced before the first row is added. */
void measure_cell_need(MeasureCell *cell, const MeasureOp *op);
void measure_cell_clear(MeasureCell *cell);
/* Makes the cell hold exactly rows[from..to). Cheap when the range moves forward in the same array. False if nothing changed. */
bool measure_cell_move(MeasureCell *cell, const guint32 *rows, size_t from, size_t to);
Value measure_cell_value(MeasureCell *cell, const MeasureOp *op);

/* What is known of rows that are no longer there. */
typedef struct MeasureState {
  size_t rows;
  double valid, missing, sum, product, mean, deviation;
  Value smallest, largest; /* undefined: there is none */
} MeasureState;

MeasureState measure_state_empty(void);
/* Goes on from `state` with rows[from..to) of the cell's table, and leaves there what is then known. Texts are copied to `arena`; false if an
 * extreme is a list or an object, which are not. */
bool measure_cell_go_on(MeasureCell *cell, MeasureState *state, const guint32 *rows, size_t from, size_t to,
                        Arena *arena);
/* For operations that aggregate_op_folds(). `spare` is any cell; what it holds is forgotten. */
Value measure_state_value(const MeasureState *state, const MeasureOp *op, MeasureCell *spare);

/* The measures of each group, one column each, written to `columns`. False after a message. */
bool measure_groups(const Table *table, const Grouping *grouping, const Measure *measures, size_t count,
                    const Column **columns, Place at, TransformContext *context);
