/* data/chunk.h: some rows of a delimited text, read into columns by one thread. */
#pragma once
#include "data/sheet.h"

typedef enum SheetMode {
  SHEET_CODES,   /* numbers of words, as long as there are no more than WORDS_MOST */
  SHEET_NUMBERS, /* as long as all cells are plain decimals */
  SHEET_TEXTS
} SheetMode;

enum { WORDS_MOST = 256, WORD_SLOTS = 2 * WORDS_MOST };

/* The different cells of a column, in order of appearance. */
typedef struct Words {
  size_t count;
  Cell cells[WORDS_MOST];
  guint64 keys[WORDS_MOST];
  guint16 slots[WORD_SLOTS]; /* code + 1; 0: free */
} Words;

/* A column of a chunk. Its arrays are those of the whole column. */
typedef struct Part {
  SheetMode mode;
  bool failed;  /* it cannot be read so */
  bool mixed;   /* a cell that is not a plain decimal was seen */
  bool is_long; /* the last number was longer than a word */
  double *numbers;
  guint8 *codes;
  Words *words;
  const char **texts;
} Part;

typedef struct Chunk {
  Scanner scanner;
  size_t stop;                 /* where the next chunk begins, after a line end; NO_STOP: this is the last */
  size_t first_row, most_rows; /* most: for reading a sample */
  size_t rows;                 /* once read */
  size_t cells;                /* that a row should have */
  const guint32 *part_of;      /* cell → part + 1; 0: it is skipped */
  Part *parts;
  size_t part_count;
  char *texts; /* room for the texts of all parts: one byte more than the chunk has */
  Ragged ragged;
} Chunk;

#define NO_STOP SIZE_MAX

/* A CrewJob: reads the rows of a Chunk. */
void chunk_read(void *chunk);
/* Whether the whole cell is a finite decimal without spaces. */
bool cell_is_plain(const char *text, size_t length, double *number);
