/* vegalite/dataflow/data_pass.h: the steps of vegalite/dataflow/data.c, by subject.
 *
 * Each takes a table and returns the next one, or NULL after an error message.
 */
#pragma once
#include "vegalite/dataflow/data.h"

/* One walk down the view tree: over all rows, or over the rows of one facet cell. */
typedef struct DataPass {
  const DataInput *input;
  ViewData *views;    /* by View.id; filled in on the way, parents first */
  Messages *messages; /* those of a cell are dropped: the pass over all rows has reported them */
} DataPass;

/* data_context.c: what the transforms of `view` run in, including those that its definitions imply. */
TransformContext data_pass_context(DataPass *pass, const View *view);

/* data_parse.c: text to dates and numbers. */

/* The fields that all views of the data of `owner` need parsed at the source: an object of field and parser, sorted by
 * field. */
const Json *data_pass_shared_parse(const View *owner, Arena *arena);
/* Parses for one view the fields that its siblings need parsed differently. */
const Table *data_pass_parse_rest(DataPass *pass, const View *view, const Table *table, const Json *shared);

/* data_fields.c: columns that single definitions add. */

const Table *data_pass_bins(DataPass *pass, const View *view, const Table *table);
const Table *data_pass_time_units(DataPass *pass, const View *view, const Table *table);
/* The ranks of values in a "sort" array. */
const Table *data_pass_sort_indices(DataPass *pass, const View *view, const Table *table);
/* sort_index.c: adds `as`: the index of each value of `field` in the array `sort` (the length of `sort` if it is not there).
 * `time_unit` is NULL, or the unit through which the field is compared. */
const Table *data_pass_sort_index(const Table *in, const char *field, const char *time_unit, const Json *sort,
                                  const char *as, TransformContext *context);

/* data_unit.c: whether a unit's definitions aggregate its rows, with operations that can take them in blocks. */
bool data_pass_folds(const View *unit, Arena *arena);
/* data_unit.c: what the definitions of a unit do to its rows together: aggregate, impute, stack, drop what is invalid. Fills in
 * the unit's `raw`, `all` and `valid`; returns what its mark draws. */
const Table *data_pass_unit(DataPass *pass, const View *unit, const Table *table);

/* data_cells.c: facets. */

/* Sets the columns by which the facets above `view` split its rows. */
void data_pass_inherit_facets(DataPass *pass, const View *view);
/* Whether the transforms of `view` and of the views below it must run again in each cell. */
bool data_pass_needs_cells(const DataPass *pass, const View *view);
typedef struct CellRows {
  const char *key;
  const Table *rows;
} CellRows;
/* The rows of each cell above `view`; `table` is its parent's. Count 0 after an error message. */
const CellRows *data_pass_cells(DataPass *pass, const View *view, const Table *table, size_t *count);
/* Keeps what a pass over one cell made of `view` and of the views below it. */
void data_pass_keep_cell(DataPass *pass, const View *view, const char *key, const ViewData *made);
