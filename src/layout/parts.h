/* layout/parts.h: the parts of view layout, one file each; what they share. */
#pragma once
#include "guide/hint.h"
#include "layout/tree.h"

/* Where a grid is set down. */
typedef struct GridAnchor {
  double x, y;
  const char *column, *row; /* "start" (or NULL), "middle", "end" */
} GridAnchor;

typedef struct GridOptions {
  bool exact; /* places are not rounded to whole px */
  bool flush; /* cells by their width and height rather than all that sticks out */
  const char *align_row, *align_column;
  double padding_row, padding_column, columns;
  bool center_row, center_column;
  GridAnchor anchor;
} GridOptions;

/* Sets items out in a grid; gives the bounds of them all. */
Bounds layout_grid(LayoutItem **items, size_t count, const GridOptions *options, Arena *arena);
/* A group's cells with headers, footers and titles around them; `exact` as above. */
void layout_trellis(LayoutItem *group, const GridHint *hint, double columns, bool exact, Arena *arena);
/* An axis against the view of that size; gives its bounds. */
Bounds layout_axis(LayoutMark *axis, double width, double height);
/* The inside of a legend: its entries' grid, title and padding. The legend is at its natural place after it. */
void layout_legend_inside(LayoutMark *legend);
void layout_legend_entries(LayoutMark *legend, Arena *arena);
/* How the legends of one side are set out next to axes that take up the space `across` (left and right) and `along`
 * (top, bottom). */
GridOptions layout_legend_options(LayoutItem **legends, size_t count, const char *orient, Bounds across, Bounds along,
                                  double width, double height, bool exact);
/* Places a title around everything else; gives its bounds. */
Bounds layout_title(LayoutMark *title, double width, double height, Bounds view);
