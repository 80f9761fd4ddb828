/* vegalite/dataflow/cells.h: the cells of facets, and which rows belong to each. */
#pragma once
#include "vegalite/dataflow/data.h"

/* One cell of a facet. The chart outside all facets is the root cell. */
typedef struct Cell Cell;
struct Cell {
  const Cell *parent; /* NULL for the root cell */
  const View *facet;  /* NULL for the root cell */
  bool is_empty;      /* a crossing of row and column that no row of data has: nothing is drawn in it */
  size_t row, column; /* its place in the grid of its facet (wrapped: row 0, column the running number) */
  const char *key;    /* the values of all facet fields down to here, as one text */
};

/* The cells of one facet inside one outer cell. */
typedef struct FacetGrid {
  size_t row_count, column_count; /* 1 where the facet has no such definition; wrapped: 1 × number of cells */
  const Value *rows, *columns; /* the values shown in headers; NULL where there is no definition (wrapped: columns) */
  const Value *row_ends, *column_ends; /* of binned definitions; NULL otherwise */
  Cell *const *cells;                  /* in drawing order */
  size_t cell_count;
  const Cell *model; /* what headers and legends are drawn with: the first cell; without cells, one that has no rows */
} FacetGrid;

typedef struct ChartCells ChartCells;
ChartCells *chart_cells_create(const ChartData *data, const Spec *spec);
const Cell *chart_cells_root(const ChartCells *cells);
const FacetGrid *chart_cells_grid(ChartCells *cells, const View *facet, const Cell *outer);

typedef enum UnitTable { UNIT_MAIN, UNIT_RAW, UNIT_ALL, UNIT_VALID } UnitTable;
/* The rows of a unit's table that belong to the cell; all of them in the root cell, or where the unit's data do not come through
 * the facet. */
const Table *chart_cells_table(ChartCells *cells, const View *unit, UnitTable which, const Cell *cell);
/* The cell, or an enclosing one, that contains `owner`: the nearest whose facet is above `owner`. */
const Cell *cell_of_owner(const Cell *cell, const View *owner);
