/* vegalite/guide/header.h: what surrounds the cells of a facet: labels, titles and shared axes.
 *
 * Vega-Lite's compile/header: labels in row-header and column-header (or footer) groups, one item a row or column;
 * titles in row-title and column-title groups; shared axes inside the headers and footers, the cells keeping their grid
 * lines alone.
 */
#pragma once
#include "vegalite/guide/guide.h"

typedef struct HeaderInput {
  const View *facet;
  const Spec *spec;
  TextContext *text;
  size_t row_count, column_count;      /* wrapped: 1 and the number of cells */
  const Value *rows, *columns;         /* the values of the definitions (wrapped: columns); NULL where there is none */
  const Value *row_ends, *column_ends; /* of binned definitions; else NULL */
  const double *row_heights,
      *column_widths; /* px of the cells, by row and by column (wrapped: by cell); NULL where the child has
                                                no size of its own (a concat) */
  FrameSet frames;    /* of the units of the model cell: what shared axes are drawn with */
} HeaderInput;

/* Are the axes of this channel taken out of the cells, into headers and footers? Only for a facet of a unit or a layer whose
 * axis and scale of the channel are shared. */
bool guide_axis_is_shared(const View *facet, Channel channel);
/* Adds header, footer and title groups in Vega's order. */
void guide_headers(const HeaderInput *input, SceneGroup *into);
/* The label in a cell itself (wrapped facets; rows labelled above, columns labelled at the side); NULL when labels are
 * in headers. `width` and `height` are the cell's. */
SceneMark *guide_cell_label(const HeaderInput *input, size_t row, size_t column, double width, double height);
/* Sets the grid's properties for headers: bands, title offsets and ends. */
void guide_header_grid(const HeaderInput *input, GridHint *hint);
