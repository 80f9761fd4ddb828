/* data/sheet.h: the rows of a delimited text as columns that are read when they are needed.
 *
 * A column of a file holds texts, but most are used as numbers or as a few names. What a column is read as follows from its first
 * rows: numbers, if all are plain decimals; codes, if there are few different texts; else texts. Whatever else is asked of it later
 * is read from the text again, so that the choice costs or saves time and memory, and nothing more.
 *
 * The text is divided at line ends by its size alone, and threads read the parts: the columns do not depend on how many there are.
 */
#pragma once
#include "data/scanner.h"
#include "data/table.h"

typedef struct Sheet Sheet;

/* Rows that do not have as many cells as there are names: how many of each kind, and where the first is. */
typedef struct RaggedRows {
  size_t count, offset, cells;
} RaggedRows;

typedef struct Ragged {
  RaggedRows blank, short_rows, long_rows; /* long: a cell without a name is not empty */
} Ragged;

/* What the first reading found. */
typedef struct SheetFound {
  size_t rows;
  size_t lines; /* of the text; as many as rows, unless a cell has a line end in it */
  Ragged ragged;
  size_t unclosed; /* a quote that is never closed; NO_QUOTE: none */
} SheetFound;

/* How the rows are divided into columns. */
typedef struct SheetShape {
  size_t cells;            /* that a row should have */
  size_t columns;          /* of different names */
  const guint32 *cell_of;  /* of a column: which cell it is */
  const guint32 *expected; /* columns that are read at once, together */
  size_t expected_count;
} SheetShape;

enum { SHEET_AT_ONCE = 64 }; /* the most columns that are expected */

/* Reads all rows from where the scanner is, and the columns that are expected. `threads`: as for crew_create(). The text and the array
 * `cell_of` must live as long as the arena. */
Sheet *sheet_read(const Scanner *scanner, const SheetShape *shape, int threads, SheetFound *found, Arena *arena);
const Column *sheet_column(Sheet *sheet, size_t column);

/* For column.c: fills the memo of a column that has not been read at all, and makes its texts. */
void sheet_look(Sheet *sheet, size_t column);
void sheet_make_texts(Sheet *sheet, size_t column);
