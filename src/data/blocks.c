/* data/blocks.c: see blocks.h. */
#include "data/blocks.h"
#include <string.h>

const Table *table_in_blocks(const RowBlocks *blocks, Arena *arena) { return table_made_by(&blocks->maker, arena); }

static const RowBlocks *blocks_of(const Table *table) { return (const RowBlocks *)table_maker(table); }

bool table_is_in_blocks(const Table *table) { return table && table_maker(table); }

bool table_each_block(const Table *table, BlockVisit visit, void *data) {
  const RowBlocks *blocks = blocks_of(table);
  return blocks ? blocks->each(blocks, NULL, false, visit, data) : visit(table_whole(table), table_arena(table), data);
}

bool table_known_bounds(const Table *table, const char *column, ColumnBounds *bounds) {
  const RowBlocks *blocks = blocks_of(table);
  for (const KnownExtent *known = blocks ? blocks->known : NULL; known; known = known->next) {
    if (strcmp(known->column, column) != 0) continue;
    *bounds = (ColumnBounds){known->min, known->max, true};
    return true;
  }
  return blocks && blocks->bounds && blocks->bounds(blocks, column, bounds);
}

bool table_known_extent(const Table *table, const char *column, double *min, double *max) {
  ColumnBounds bounds;
  if (!table_known_bounds(table, column, &bounds) || !bounds.are_tight) return false;
  *min = bounds.min;
  *max = bounds.max;
  return true;
}

void table_note_extent(const Table *table, const char *column, double min, double max) {
  RowBlocks *blocks = (RowBlocks *)blocks_of(table);
  if (!blocks) return;
  Arena *arena = table_arena(table);
  KnownExtent *known = arena_new(arena, KnownExtent);
  *known = (KnownExtent){arena_strdup(arena, column), min, max, blocks->known};
  blocks->known = known;
}

/* A table after a step. */
typedef struct Stepped {
  RowBlocks blocks;
  const Table *before;
  StepPlan plan;
  bool is_paid; /* what the step costs */
} Stepped;

/* Takes the step; NULL if it fails or has anything to say. */
static const Table *step_quietly(const StepPlan *plan, const Table *in, Arena *arena) {
  Messages *messages = messages_create(arena, false);
  messages_show_notes(messages);
  const Table *out = plan->step(in, plan->params, messages, arena);
  return out && messages_count(messages) == 0 ? out : NULL;
}

const Table *block_after_steps(const Table *block, const StepList *steps, Arena *arena) {
  for (; block && steps; steps = steps->next) block = step_quietly(steps->plan, block, arena);
  return block;
}

static bool each_after_step(const RowBlocks *blocks, const StepList *steps, bool pays, BlockVisit visit, void *data) {
  Stepped *stepped = (Stepped *)blocks;
  const StepList all = {&stepped->plan, steps};
  const RowBlocks *before = blocks_of(stepped->before);
  pays = pays || !stepped->is_paid;
  stepped->is_paid = true;
  if (before) return before->each(before, &all, pays, visit, data);
  Arena *arena = table_arena(stepped->before);
  const Table *whole = block_after_steps(table_whole(stepped->before), &all, arena);
  return whole && visit(whole, arena, data);
}

/* After an error message there are no rows, but the columns are there. */
static const Table *whole_after_step(const TableMaker *maker) {
  const Stepped *stepped = (const Stepped *)maker;
  const StepPlan *plan = &stepped->plan;
  const Table *whole = plan->step(table_whole(stepped->before), plan->params, plan->messages, plan->arena);
  return whole ? whole : table_pick(maker->sample, NULL, 0);
}

/* Whether the step left the column as it is, perhaps with fewer rows. */
static bool leaves(const Stepped *stepped, const char *column) {
  const TableMaker *before = table_maker(stepped->before);
  const Table *after = stepped->blocks.maker.sample;
  return before && (stepped->plan.drops_rows || table_column(before->sample, column) == table_column(after, column));
}

static bool bounds_after_step(const RowBlocks *blocks, const char *column, ColumnBounds *bounds) {
  const Stepped *stepped = (const Stepped *)blocks;
  if (!leaves(stepped, column) || !table_known_bounds(stepped->before, column, bounds)) return false;
  bounds->are_tight = bounds->are_tight && !stepped->plan.drops_rows;
  return true;
}

const Table *table_origin(const Table *table, const char *column) {
  const RowBlocks *blocks;
  while ((blocks = blocks_of(table)) && blocks->each == each_after_step) {
    const Stepped *stepped = (const Stepped *)blocks;
    if (stepped->plan.drops_rows || !leaves(stepped, column)) break;
    table = stepped->before;
  }
  return table;
}

const Table *table_then(const Table *table, const StepPlan *plan) {
  const TableMaker *before = table_maker(table);
  const Table *sample = before ? step_quietly(plan, before->sample, plan->arena) : NULL;
  if (!sample) return NULL;
  Stepped *stepped = arena_new(plan->arena, Stepped);
  *stepped = (Stepped){.blocks = {.maker = {.sample = sample,
                                            .rows = plan->drops_rows ? TABLE_ROWS_UNKNOWN : before->rows,
                                            .whole = whole_after_step},
                                  .each = each_after_step,
                                  .bounds = bounds_after_step},
                       .before = table,
                       .plan = *plan};
  return table_in_blocks(&stepped->blocks, plan->arena);
}
