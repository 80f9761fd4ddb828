/* text/cells.h: a shaped line as cells, one for each character, and the space that typesetting adds and removes between them.
 *
 * After CLREQ's "Punctuation width adjustment" and "Line adjustment" (https://www.w3.org/TR/clreq/). All lengths are px.
 */
#pragma once
#include "text/han.h"
#include "text/layout.h"

/* The order in which space is removed from a line that is too long (CLREQ, "Procedures for line adjustment by reduction"). */
typedef enum Reduction {
  REDUCE_SPACE,      /* between Western words, to a quarter em */
  REDUCE_INTERPUNCT, /* on both sides, to half an em */
  REDUCE_BRACKET,
  REDUCE_COMMA,
  REDUCE_GAP, /* between Han and Western, to an eighth */
  REDUCE_STOP,
  REDUCTIONS
} Reduction;

typedef struct Cell {
  gunichar c;
  HanClass class;
  PangoGlyphInfo *glyph, *last; /* of its cluster; NULL: it is part of the one before */
  const char *at;               /* in the line's text */
  double width;                 /* its advance as shaped */
  double left, right;           /* what is empty on either side of its ink and may be removed */
  double before, after;         /* what is added on either side: negative where space is removed */
  double gap;                   /* of `after`, what separates Han and Western */
} Cell;

typedef struct CellLine {
  Cell *cells;
  size_t count;
  double em;
} CellLine;

/* The cells of a line, before any adjustment; to be freed with cells_clear(). Runs that read from right to left are one
 * cell of HAN_OTHER each. */
void cells_read(CellLine *line, const ShapedLine *shaped, double em);
void cells_clear(CellLine *line);
/* What a mark may give up, from where its ink starts and ends. Full-width marks fill half of their box, or its middle: what is empty is
 * seen from the ink, since fonts differ by region
 * (https://www.w3.org/TR/clreq/#glyphs_sizes_and_positions_in_character_faces_of_punctuation_marks). Upright ！ and ？ that fill their box
 * have nothing to give. */
void cell_find_empty_sides(Cell *cell, double start, double end, double em);
/* What holds wherever the line is broken: adjacent marks, and gaps between Han and Western. */
void cells_adjust(CellLine *line, const TextRules *rules);
/* What is removed from the character at a line's start and end. */
double cell_trim_start(const Cell *cell, const TextRules *rules);
double cell_trim_end(const Cell *cell, const TextRules *rules);
/* What may be removed from a cell inside a line, and in which turn; 0: nothing. */
double cell_reducible(const CellLine *line, size_t i, const TextRules *rules, Reduction *turn);
/* Whether space may be added between cells i and i + 1 of a line that is too short. */
bool cell_expands(const CellLine *line, size_t i);
/* Trims the ends of an adjusted line and, if `measure` is above 0, makes it that long as far as possible. Returns its advance. */
double cells_set(CellLine *line, const TextRules *rules, double measure);
/* Moves the glyphs. */
void cells_apply(const CellLine *line);
