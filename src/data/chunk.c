/* data/chunk.c: see chunk.h. */
#include "data/chunk.h"
#include "base/decimal.h"
#include <math.h>

bool cell_is_plain(const char *text, size_t length, double *number) {
  return length && decimal_scan(text, text + length, number) == text + length && isfinite(*number);
}

/* The first and the last bytes of a cell, which tell most words apart; all of it up to 8. Bytes up to `limit` may be read. */
static inline guint64 key_of(const char *limit, const char *text, size_t length) {
  guint64 key = 0;
  if (length >= sizeof key) {
    guint64 last;
    memcpy(&key, text, sizeof key);
    memcpy(&last, text + length - sizeof last, sizeof last);
    if (length == sizeof key) return key;
    return key + last * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) + length;
  }
  if (!length) return 0;
  if (text + sizeof key <= limit) {
    memcpy(&key, text, sizeof key);
    return GUINT64_FROM_LE(key) & (G_MAXUINT64 >> (64 - 8 * length));
  }
  for (size_t i = length; i-- > 0;) key = key << 8 | (guint8)text[i];
  return key;
}

static inline bool same_cell(const Cell *a, const Cell *b) {
  return a->length == b->length && a->escaped == b->escaped &&
         (a->length <= sizeof(guint64) || !memcmp(a->text, b->text, a->length)); /* a key says all of a short one */
}

/* The code of a cell, as key_of(); −1 if there are too many. */
static inline int code_of(const char *limit, Part *part, const Cell *cell) {
  Words *words = part->words;
  guint64 key = key_of(limit, cell->text, cell->length);
  size_t slot = (size_t)((key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)) >> 32) % WORD_SLOTS;
  for (int code; (code = words->slots[slot] - 1) >= 0; slot = (slot + 1) % WORD_SLOTS)
    if (words->keys[code] == key && same_cell(&words->cells[code], cell)) return code;
  double number;
  if (cell->escaped || !cell_is_plain(cell->text, cell->length, &number)) part->mixed = true;
  if (words->count == WORDS_MOST) return -1;
  words->cells[words->count] = *cell;
  words->keys[words->count] = key;
  words->slots[slot] = (guint16)(words->count + 1);
  return (int)words->count++;
}

/* What most cells are: a word that is known or new, and a short number; false, and nothing is put, for others. */
static inline bool put_quickly(const Chunk *chunk, Part *part, size_t row, const Cell *cell) {
  const char *limit = chunk->scanner.text + chunk->scanner.length;
  if (part->mode == SHEET_NUMBERS)
    return !cell->escaped && cell->text + DECIMAL_WORD < limit &&
           decimal_read_word(cell->text, cell->length, &part->numbers[row]);
  if (part->mode != SHEET_CODES) return false;
  int code = code_of(limit, part, cell);
  part->codes[row] = (guint8)code;
  return code >= 0;
}

/* All others, and those of a part that has failed. */
static void put(Chunk *chunk, Part *part, size_t row, const Cell *cell) {
  double number;
  switch (part->mode) {
  case SHEET_CODES:
    part->failed = true;
    if (!part->mixed) part->mixed = cell->escaped || !cell_is_plain(cell->text, cell->length, &number);
    break;
  case SHEET_NUMBERS:
    if (part->failed || cell->escaped || !cell_is_plain(cell->text, cell->length, &number))
      part->failed = part->mixed = true;
    else
      part->numbers[row] = number;
    part->is_long = cell->length > DECIMAL_WORD;
    break;
  case SHEET_TEXTS:
    part->texts[row] = chunk->texts;
    chunk->texts += cell_copy(*cell, chunk->texts);
    *chunk->texts++ = '\0';
    break;
  }
}

static void put_empty(Chunk *chunk, Part *part, size_t row) {
  static const Cell empty = {"", 0, false};
  if (part->mode == SHEET_TEXTS)
    part->texts[row] = "";
  else if (part->mode == SHEET_NUMBERS || part->failed || !put_quickly(chunk, part, row, &empty))
    put(chunk, part, row, &empty);
}

/* A long number ends its cell, so that the bytes need not be looked at twice; false, and nothing is read, for other cells. */
static inline bool read_long_number(Scanner *scanner, Part *part, size_t row) {
  const char *text = scanner->text + scanner->at, *end = scanner->text + scanner->end;
  const char *stop = text < end ? decimal_scan(text, end, &part->numbers[row]) : text;
  part->is_long = stop - text > DECIMAL_WORD;
  if (stop == text || !isfinite(part->numbers[row])) return false;
  if (stop < end && *stop != *scanner->delimiter && *stop != '\n' && *stop != '\r') return false;
  return scanner_step_over(scanner, (size_t)(stop - scanner->text));
}

static void count_ragged(RaggedRows *rows, size_t offset, size_t cells) {
  if (rows->count++ == 0) *rows = (RaggedRows){1, offset, cells};
}

/* A row of another number of cells than there are names. */
static void end_ragged(Chunk *chunk, size_t row, size_t start, size_t cells, bool blank, bool surplus) {
  if (cells == 1 && blank && chunk->cells > 1)
    count_ragged(&chunk->ragged.blank, start, cells);
  else if (cells < chunk->cells)
    count_ragged(&chunk->ragged.short_rows, start, cells);
  else if (surplus && chunk->cells > 1) /* a file of one column may have another delimiter */
    count_ragged(&chunk->ragged.long_rows, start, cells);
  for (; cells < chunk->cells; cells++)
    if (chunk->part_of[cells]) put_empty(chunk, &chunk->parts[chunk->part_of[cells] - 1], row);
}

static inline void read_row(Chunk *chunk, Scanner *scanner, size_t row) {
  size_t start = scanner->at, count = 0;
  bool blank = false, surplus = false;
  do {
    guint32 number = count < chunk->cells ? chunk->part_of[count] : 0;
    Part *part = number ? &chunk->parts[number - 1] : NULL;
    if (!part || !part->is_long || part->failed || !read_long_number(scanner, part, row)) {
      Cell cell = scanner_cell(scanner);
      if (part && (part->failed || !put_quickly(chunk, part, row, &cell))) put(chunk, part, row, &cell);
      if (count == 0) blank = cell.length == 0;
      surplus = surplus || (count >= chunk->cells && cell.length);
    }
    count++;
  } while (!scanner->at_end && !scanner->at_line_end);
  scanner->at_line_end = false;
  if (count != chunk->cells) end_ragged(chunk, row, start, count, blank, surplus);
}

void chunk_read(void *data) {
  Chunk *chunk = data;
  Scanner scanner = chunk->scanner;
  size_t row = 0;
  for (; row < chunk->most_rows && !scanner.at_end && scanner.at < chunk->stop; row++)
    read_row(chunk, &scanner, chunk->first_row + row);
  chunk->scanner = scanner;
  chunk->rows = row;
}
