/* text/column.h: a shaped column of vertical text (writing-mode vertical-rl): its glyphs, and a cell for each of its characters.
 *
 * Han and what belongs to it is shaped from top to bottom, with the face's vertical forms and metrics; other text is shaped as in a line
 * and turned a quarter clockwise; a short number among Han stands upright in the space of one character. Where each glyph is drawn
 * follows from the cells, for every format.
 */
#pragma once
#include "text/cells.h"

typedef enum Stance {
  STANCE_UPRIGHT,
  STANCE_TURNED,
  STANCE_COMBINED /* side by side in one em (tate-chu-yoko) */
} Stance;

/* Glyphs of one font that stand alike. Their offsets are from the run's origin, their widths 0. */
typedef struct ColumnRun {
  PangoGlyphItem *item; /* of the column's text */
  Stance stance;
  size_t first, end;       /* cells */
  double *along, *across;  /* of each glyph from its cell's start, and from the centre line or baseline */
  size_t *cell;            /* that each glyph belongs to */
  double scale_x, scale_y; /* STANCE_COMBINED */
  double baseline;         /* STANCE_TURNED: left of the centre line; STANCE_COMBINED: below the cell's start */
  double natural;          /* STANCE_COMBINED: its width before it is scaled */
} ColumnRun;

typedef struct Column {
  char *text; /* as it is shown: quotation marks may have become others */
  CellLine line;
  ColumnRun *runs; /* from the top */
  size_t count;
} Column;

/* Shapes a line as a column, adjusted by the context's rules or the style's; to be freed with column_clear(). The runs have no places
 * yet. */
void column_shape(Column *column, TextContext *context, const TextStyle *style, const char *line);
/* The same with its ends trimmed, set to the style's measure, its glyphs placed. Returns its length. */
double column_set(Column *column, TextContext *context, const TextStyle *style, const char *line);
void column_clear(Column *column);
/* From the top of the centre line to the run's origin, turned and scaled as it stands. */
void column_frame(const ColumnRun *run, cairo_t *cairo);
