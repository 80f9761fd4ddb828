/* data/blocks.h: tables whose rows come in blocks, so that they are never all in memory.
 *
 * A large file that is only counted or averaged need not be kept. Its table has the rows of one block at a time, and what a transform does to
 * each row on its own, it does to each block. Whoever needs all rows at once gets them, as from any table (TableMaker).
 *
 * Blocks save memory and change nothing else: where a block is unusual, or a step has something to say about it, the visit ends, and the work is
 * done on all rows.
 */
#pragma once
#include "base/messages.h"
#include "data/table.h"

/* Is given the blocks in order; nothing of them or of `arena` lives longer than the call. False ends the visit. */
typedef bool (*BlockVisit)(const Table *block, Arena *arena, void *data);

/* What a transform does to each row on its own: to a block, or to all rows at once. NULL after an error message. */
typedef const Table *(*BlockStep)(const Table *in, const void *params, Messages *messages, Arena *arena);

/* A step that a table's blocks take as they are read, and all of its rows at once if they are made. `params` are kept. `messages` and `arena`
 * are for the latter. */
typedef struct StepPlan {
  BlockStep step;
  const void *params;
  bool drops_rows;   /* and changes nothing else */
  bool needs_caller; /* it has to be taken by the thread that visits the blocks; else any may, several at a time */
  Messages *messages;
  Arena *arena;
} StepPlan;

/* Steps to be taken one after the other. */
typedef struct StepList {
  const StepPlan *plan;
  const struct StepList *next;
} StepList;

/* A column that has only finite numbers, or their decimals. */
typedef struct KnownExtent {
  const char *column;
  double min, max;
  const struct KnownExtent *next;
} KnownExtent;

/* What is known of such a column. */
typedef struct ColumnBounds {
  double min, max; /* no number is outside */
  bool are_tight;  /* these numbers occur */
} ColumnBounds;

typedef struct RowBlocks RowBlocks;
struct RowBlocks {
  TableMaker maker;
  const KnownExtent *known; /* what table_note_extent() was told */
  /* Takes the steps with each block before it is visited. False if `visit` ended it, a block could not be read, or a step had something to
   * say. With `pays`, what the steps cost is charged: of what is done several times, once. */
  bool (*each)(const RowBlocks *blocks, const StepList *steps, bool pays, BlockVisit visit, void *data);
  /* As table_known_bounds(). */
  bool (*bounds)(const RowBlocks *blocks, const char *column, ColumnBounds *bounds);
};

/* Keeps `blocks`. */
const Table *table_in_blocks(const RowBlocks *blocks, Arena *arena);
/* Whether the table still has its rows in blocks, not in memory. */
bool table_is_in_blocks(const Table *table);
/* Visits the blocks of a table; a table whose rows are in memory is one block. False as for RowBlocks.each. */
bool table_each_block(const Table *table, BlockVisit visit, void *data);
/* Whether the extent of a column is known, as for KnownExtent; makes no rows. */
bool table_known_extent(const Table *table, const char *column, double *min, double *max);
/* Whether the column is known to have only finite numbers, or their decimals, and between which they are; makes no rows. */
bool table_known_bounds(const Table *table, const char *column, ColumnBounds *bounds);
/* The table that the column comes from: it has the same values there, row by row. */
const Table *table_origin(const Table *table, const char *column);
/* Notes the extent for table_known_extent(); has no effect on a table whose rows are in memory. */
void table_note_extent(const Table *table, const char *column, double min, double max);

/* The block after the steps; NULL if one fails or has anything to say. */
const Table *block_after_steps(const Table *block, const StepList *steps, Arena *arena);
/* The table after the step. NULL, without a message, if its rows are there, or if the step has something to say about the sample: then the
 * caller takes the step on table_whole(). */
const Table *table_then(const Table *table, const StepPlan *plan);
