/* layout/trellis.c: a grid of cells with headers, footers and titles around it (vega-view-transforms' trellisLayout).
 *
 * Used for facets, concatenations and the entries of legends. The cells are a plain grid (grid.c); the difficulty is
 * what goes around it. Headers and footers (which also carry the shared axes) align with their row or column, but
 * clear the ink of *all* cells, whose axes and labels may stick out; titles clear the headers in turn. Rows of a
 * wrapped facet need not be full, so a header may belong to a place without a cell.
 *
 * A trellis is a group item whose group marks are sorted by role into seven lists of LayoutItems (axes, legends and
 * titles are of the view itself and left to layout.c). Each list is in the order of rows or columns; cells go row by
 * row. Layout modifies x, y and bounds of the items in place, from the inside out:
 *
 *   cells     layout_grid() gives them places; `bounds` is the box around all
 *   rims      place_rim() puts each of the four past the outermost edge of the cells that touch it (start, start +
 *             stride …), plus the headers' offset. They differ only in the numbers of a Rim. The result, `reach`, is
 *             where the rim ends: the headers' outer edge, or the cells' when there are no headers
 *   titles    at `reach` plus the title's offset, in the middle of `bounds` or at the fraction that `band` gives
 *
 * Coordinates are rounded outwards to whole px, as in Vega. cells.count may be 0; Rim.back leads from a missing cell
 * to one in the same column (or row).
 *
 * Example: two rows by two columns of 100 × 80 px, spacing 20. With its stroke a cell spans -0.5 to 100.5 across.
 *   cells            column 1 begins at ceil(100.5) + 20 + ceil(0.5) = 122: x = 0, 122; likewise y = 0, 102
 *   row headers      {start 0, stride 2}: floor(-0.5), x = -1; y = 0, 102, as their cells
 *   column headers   {start 0, stride 1}: y = -1, the text inside reaching up to -21
 *   column footers   {start 2, stride 1, far}: y = ceil(102 + 80.5) = 183
 *   column title     y = -21 - 10 (offset) = -31, x = 111, the middle
 * Wrapped, three cells in two columns: the footers belong to cells 2 and 3; cell 3 is missing, so `back` = 2 leads to
 * cell 1, whose x = 122 the second footer takes. Its y is that of the row's other footer: a rim has one edge.
 */
#include "layout/parts.h"

typedef struct Items {
  LayoutItem **items;
  size_t count;
} Items;

/* Where a mark inside the group belongs. */
enum { ROW_HEADERS, ROW_FOOTERS, COLUMN_HEADERS, COLUMN_FOOTERS, ROW_TITLES, COLUMN_TITLES, CELLS, KINDS };

static int kind_of(const LayoutMark *mark) {
  if (!mark->is_group) return -1;
  switch (mark->role) {
  case ROLE_AXIS:
  case ROLE_LEGEND:
  case ROLE_TITLE: return -1;
  case ROLE_ROW_HEADER: return ROW_HEADERS;
  case ROLE_ROW_FOOTER: return ROW_FOOTERS;
  case ROLE_COLUMN_HEADER: return COLUMN_HEADERS;
  case ROLE_COLUMN_FOOTER: return COLUMN_FOOTERS;
  case ROLE_ROW_TITLE: return ROW_TITLES;
  case ROLE_COLUMN_TITLE: return COLUMN_TITLES;
  default: return CELLS;
  }
}

static void collect(const LayoutItem *group, Items *sorted, Arena *arena) {
  size_t counts[KINDS] = {0};
  for (size_t i = 0; i < group->mark_count; i++) {
    int kind = kind_of(&group->marks[i]);
    if (kind >= 0) counts[kind] += group->marks[i].item_count;
  }
  for (int kind = 0; kind < KINDS; kind++) sorted[kind] = (Items){arena_array(arena, LayoutItem *, counts[kind]), 0};
  for (size_t i = 0; i < group->mark_count; i++) {
    int kind = kind_of(&group->marks[i]);
    if (kind < 0) continue;
    for (size_t j = 0; j < group->marks[i].item_count; j++)
      sorted[kind].items[sorted[kind].count++] = &group->marks[i].items[j];
  }
}

/* One of the four rims of the grid. */
typedef struct Rim {
  bool column;          /* headers of columns: above or below the cells */
  bool far;             /* right or bottom */
  bool exact;           /* not rounded to whole px */
  size_t start, stride; /* which cells it touches */
  size_t back;          /* steps from a missing cell to an existing one */
  size_t limit;         /* how many headers there can be */
  double offset;        /* px between cells and headers */
  double band;          /* 0 … 1: where along the cell a header is; NaN: at its start */
} Rim;

static double edge_of(Bounds bounds, const Rim *rim) {
  return rim->column ? (rim->far ? bounds.y2 : bounds.y1) : (rim->far ? bounds.x2 : bounds.x1);
}

static double farther(const Rim *rim, double a, double b) {
  if (rim->exact) return rim->far ? fmax(a, b) : fmin(a, b);
  return rim->far ? ceil(fmax(a, b)) : floor(fmin(a, b));
}

static double cell_edge(const LayoutItem *cell, const Rim *rim, bool flush) {
  Bounds box = bounds_make(cell->x, cell->y, cell->x + cell->width, cell->y + cell->height);
  return edge_of(flush ? box : cell->bounds, rim);
}

static const LayoutItem *nearest_cell(Items cells, size_t at, size_t back) {
  while (at >= cells.count && at >= back) at -= back;
  return cells.items[at < cells.count ? at : cells.count - 1];
}

static double place_header(LayoutItem *header, const LayoutItem *cell, const Rim *rim, double edge) {
  double along = rim->column ? cell->x : cell->y;
  if (!isnan(rim->band)) {
    double low = rim->column ? cell->bounds.x1 : cell->bounds.y1;
    double size = rim->column ? bounds_width(cell->bounds) : bounds_height(cell->bounds);
    along = floor(low + rim->band * size + .5);
  }
  double x = rim->column ? along : edge, y = rim->column ? edge : along;
  header->bounds = bounds_translate(header->bounds, x - header->x, y - header->y);
  header->x = x;
  header->y = y;
  bounds_union(&header->mark->bounds, header->bounds);
  return edge_of(header->mark->bounds, rim);
}

/* Places the headers of one rim; returns the outer edge of them, or of the cells if there are none. */
static double place_rim(Items headers, Items cells, const Rim *rim, bool flush) {
  double reach = 0, edge = 0;
  if (cells.count == 0) return 0;
  for (size_t i = rim->start; i < cells.count; i += rim->stride)
    reach = farther(rim, reach, cell_edge(cells.items[i], rim, flush));
  if (headers.count == 0) return reach;
  reach += rim->far ? rim->offset : -rim->offset;
  for (size_t j = 0; j < headers.count; j++) headers.items[j]->mark->bounds = bounds_empty();
  for (size_t j = 0; j < headers.count && j < rim->limit; j++) {
    const LayoutItem *cell = nearest_cell(cells, rim->start + j * rim->stride, rim->back);
    edge = farther(rim, edge, place_header(headers.items[j], cell, rim, reach));
  }
  return edge;
}

static void place_grid_title(LayoutItem *title, bool column, double offset, Bounds bounds, double band) {
  double share = isnan(band) ? .5 : band;
  double x = column ? floor(bounds.x1 + share * bounds_width(bounds) + .5) : offset;
  double y = column ? offset : floor(bounds.y1 + share * bounds_height(bounds) + .5);
  title->bounds = bounds_translate(title->bounds, x - title->x, y - title->y);
  title->mark->bounds = title->bounds;
  title->x = x;
  title->y = y;
}

static double or_zero(double value) { return isnan(value) ? 0 : value; }

void layout_trellis(LayoutItem *group, const GridHint *hint, double wanted_columns, bool exact, Arena *arena) {
  Items sorted[KINDS];
  collect(group, sorted, arena);
  Items cells = sorted[CELLS];
  size_t columns =
      wanted_columns >= 1 && wanted_columns < (double)cells.count ? (size_t)wanted_columns : MAX(cells.count, 1);
  size_t rows = MAX((cells.count + columns - 1) / columns, 1);
  GridOptions options = {.exact = exact,
                         .flush = hint->bounds_flush,
                         .align_row = hint->align_row,
                         .align_column = hint->align_column,
                         .padding_row = or_zero(hint->padding_row),
                         .padding_column = or_zero(hint->padding_column),
                         .columns = (double)columns,
                         .center_row = hint->center_row,
                         .center_column = hint->center_column};
  Bounds bounds = layout_grid(cells.items, cells.count, &options, arena);
  if (bounds_is_empty(bounds)) bounds = (Bounds){0, 0, 0, 0};

  const Rim rims[] = {
      [ROW_HEADERS] = {false, false, exact, 0, columns, 1, rows, or_zero(hint->offset_row_header),
                       hint->header_band_row},
      [ROW_FOOTERS] = {false, true, exact, columns - 1, columns, 1, rows, or_zero(hint->offset_row_footer),
                       hint->footer_band_row},
      [COLUMN_HEADERS] = {true, false, exact, 0, 1, columns, columns, or_zero(hint->offset_column_header),
                          hint->header_band_column},
      [COLUMN_FOOTERS] = {true, true, exact, (rows - 1) * columns, 1, columns, columns,
                          or_zero(hint->offset_column_footer), hint->footer_band_column},
  };
  double reach[4];
  for (int rim = ROW_HEADERS; rim <= COLUMN_FOOTERS; rim++)
    reach[rim] = place_rim(sorted[rim], cells, &rims[rim], hint->bounds_flush);

  /* If a direction has several titles, Vega places only the last. */
  if (sorted[ROW_TITLES].count > 0) {
    double offset = or_zero(hint->offset_row_title);
    double at = hint->title_end_row ? reach[ROW_FOOTERS] + offset : reach[ROW_HEADERS] - offset;
    place_grid_title(sorted[ROW_TITLES].items[sorted[ROW_TITLES].count - 1], false, at, bounds, hint->title_band_row);
  }
  if (sorted[COLUMN_TITLES].count > 0) {
    double offset = or_zero(hint->offset_column_title);
    double at = hint->title_end_column ? reach[COLUMN_FOOTERS] + offset : reach[COLUMN_HEADERS] - offset;
    place_grid_title(sorted[COLUMN_TITLES].items[sorted[COLUMN_TITLES].count - 1], true, at, bounds,
                     hint->title_band_column);
  }
}
