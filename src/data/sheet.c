/* data/sheet.c: see sheet.h. */
#include "base/crew.h"
#include "base/temporary.h"
#include "data/chunk.h"
#include <string.h>

enum { CHUNK_LENGTH = 1 << 20, CHUNKS_MOST = 64, SAMPLE_ROWS = 2048 };

/* A stretch of the text that one thread reads at a time. */
typedef struct Span {
  size_t start, stop; /* as for a Chunk */
  size_t first_row, rows;
} Span;

struct Sheet {
  Scanner scanner; /* where the rows begin */
  int threads;
  Arena *arena;
  SheetShape shape;
  Span spans[CHUNKS_MOST + 1];
  size_t span_count;
  size_t rows; /* before the first reading: at most */
  ColumnMemo *memos;
  bool *was_read;             /* by column */
  size_t looks, text_makings; /* how often a column was asked for that had not been read so */
};

/* CR LF is one. What comes after `end` does not count. */
static size_t count_line_ends(const char *text, size_t start, size_t end) {
  enum { BLOCK = 128 }; /* small enough for the sum of each to be a byte */
  size_t count = 0, at = start;
  for (; at + BLOCK < end; at += BLOCK) {
    guint8 sum = 0;
    for (size_t i = at; i < at + BLOCK; i++)
      sum = (guint8)(sum + ((text[i] == '\n') | ((text[i] == '\r') & (text[i + 1] != '\n'))));
    count += sum;
  }
  for (; at < end; at++) count += text[at] == '\n' || (text[at] == '\r' && (at + 1 == end || text[at + 1] != '\n'));
  return count;
}

/* Where the text may be divided; rows from the first quote on are read by one thread, as line ends may be in cells. */
static void find_spans(Sheet *sheet) {
  const Scanner *scanner = &sheet->scanner;
  size_t at = scanner->at, end = scanner->end, length = MAX((size_t)CHUNK_LENGTH, (end - at) / CHUNKS_MOST + 1);
  const char *text = scanner->text, *quote = at < end ? memchr(text + at, '"', end - at) : NULL;
  size_t plain_end = quote ? (size_t)(quote - text) : end;
  while (sheet->span_count < CHUNKS_MOST && at < plain_end && plain_end - at > length) {
    const char *line_end = memchr(text + at + length, '\n', plain_end - at - length);
    if (!line_end) break;
    size_t stop = (size_t)(line_end + 1 - text), rows = count_line_ends(text, at, stop);
    sheet->spans[sheet->span_count++] = (Span){at, stop, sheet->rows, rows};
    sheet->rows += rows;
    at = stop;
  }
  size_t rows = scanner->at_end ? 0 : count_line_ends(text, at, end) + 1;
  sheet->spans[sheet->span_count++] = (Span){at, NO_STOP, sheet->rows, rows};
  sheet->rows += rows;
}

/* One reading of the text: some columns, each in its mode. */
typedef struct Reading {
  Sheet *sheet;
  const guint32 *columns;
  Part *parts; /* of `count` columns, with the arrays of the whole column */
  size_t count;
  Chunk *chunks;
  Arena *scratch;
} Reading;

static void allocate(const Reading *reading, bool *has_texts) {
  Arena *arena = reading->sheet->arena;
  size_t rows = reading->sheet->rows;
  for (size_t i = 0; i < reading->count; i++) {
    Part *part = &reading->parts[i];
    switch (part->mode) {
    case SHEET_CODES: part->codes = arena_array(arena, guint8, rows); break;
    case SHEET_NUMBERS: part->numbers = arena_array(arena, double, rows); break;
    case SHEET_TEXTS:
      part->texts = arena_array(arena, const char *, rows);
      *has_texts = true;
      break;
    }
  }
}

/* The parts of a chunk, with words of its own. */
static Part *parts_of_chunk(const Reading *reading) {
  Part *parts = arena_array(reading->scratch, Part, reading->count);
  for (size_t i = 0; i < reading->count; i++) {
    parts[i] = reading->parts[i];
    if (parts[i].mode == SHEET_CODES) parts[i].words = arena_new(reading->scratch, Words);
  }
  return parts;
}

static void prepare_chunks(Reading *reading) {
  Sheet *sheet = reading->sheet;
  bool has_texts = false;
  allocate(reading, &has_texts);
  size_t start = sheet->scanner.at;
  char *texts =
      has_texts ? arena_alloc(sheet->arena, sheet->scanner.length - MIN(start, sheet->scanner.length) + 2) : NULL;
  guint32 *part_of = arena_array(reading->scratch, guint32, sheet->shape.cells);
  for (size_t i = 0; i < reading->count; i++) part_of[sheet->shape.cell_of[reading->columns[i]]] = (guint32)i + 1;
  reading->chunks = arena_array(reading->scratch, Chunk, sheet->span_count);
  for (size_t i = 0; i < sheet->span_count; i++) {
    const Span *span = &sheet->spans[i];
    Chunk *chunk = &reading->chunks[i];
    *chunk = (Chunk){.scanner = sheet->scanner,
                     .stop = span->stop,
                     .first_row = span->first_row,
                     .most_rows = span->rows,
                     .cells = sheet->shape.cells,
                     .part_of = part_of,
                     .parts = parts_of_chunk(reading),
                     .part_count = reading->count,
                     .texts = texts ? texts + (span->start - start) : NULL};
    chunk->scanner.at = span->start;
  }
}

/* Threads take nothing from an arena: while they work, no charge can end the run. */
static void read_chunks(const Reading *reading) {
  size_t count = reading->sheet->span_count;
  if (count == 1) {
    chunk_read(&reading->chunks[0]);
    return;
  }
  Crew *crew = crew_create(reading->sheet->threads);
  for (size_t i = 0; i < count; i++) crew_add(crew, chunk_read, &reading->chunks[i]);
  while (!crew_has_done(crew, (unsigned)count)) continue;
  crew_destroy(crew);
}

/* The words of all chunks. */
typedef struct Merger {
  GHashTable *known; /* text → code + 1 */
  const char **texts;
  size_t count;
  bool mixed;
} Merger;

static int merged_code(Merger *merger, Cell cell, Arena *arena) {
  double number;
  char *text = arena_alloc(arena, cell.length + 1);
  size_t length = cell_copy(cell, text);
  size_t known = GPOINTER_TO_SIZE(g_hash_table_lookup(merger->known, text));
  if (known) return (int)known - 1;
  if (merger->count == WORDS_MOST) return -1;
  merger->mixed = merger->mixed || !cell_is_plain(text, length, &number);
  merger->texts[merger->count++] = text;
  g_hash_table_insert(merger->known, text, GSIZE_TO_POINTER(merger->count));
  return (int)merger->count - 1;
}

/* Gives the words of one chunk their codes of the whole column; false if there are too many. */
static bool merge_chunk(Merger *merger, const Chunk *chunk, const Part *part, Arena *arena) {
  guint8 codes[WORDS_MOST];
  bool same = true;
  for (size_t word = 0; word < part->words->count; word++) {
    int code = merged_code(merger, part->words->cells[word], arena);
    if (code < 0) return false;
    codes[word] = (guint8)code;
    same = same && (size_t)code == word;
  }
  guint8 *row = part->codes + chunk->first_row;
  for (size_t i = 0; i < chunk->rows && !same; i++) row[i] = codes[row[i]];
  return true;
}

/* Of the column that is part `i` of a reading; false if there are too many words. */
static bool merge_codes(const Reading *reading, size_t i, ColumnMemo *memo) {
  Arena *arena = reading->sheet->arena;
  Merger merger = {.known = g_hash_table_new(g_str_hash, g_str_equal)};
  arena_temporary(arena, merger.known);
  merger.texts = arena_array(arena, const char *, WORDS_MOST);
  for (size_t k = 0; k < reading->sheet->span_count; k++)
    if (!merge_chunk(&merger, &reading->chunks[k], &reading->chunks[k].parts[i], arena)) return false;
  ColumnCodes *codes = arena_new(arena, ColumnCodes);
  *codes = (ColumnCodes){reading->parts[i].codes, merger.texts, merger.count};
  memo->codes = codes;
  memo->is_plain = !merger.mixed;
  return true;
}

/* What was read becomes the memo of its column; false if the column could not be read so. */
static bool keep(const Reading *reading, size_t i) {
  Part *part = &reading->parts[i];
  ColumnMemo *memo = &reading->sheet->memos[reading->columns[i]];
  for (size_t k = 0; k < reading->sheet->span_count; k++) {
    part->failed = part->failed || reading->chunks[k].parts[i].failed;
    part->mixed = part->mixed || reading->chunks[k].parts[i].mixed;
  }
  if (part->failed || (part->mode == SHEET_CODES && !merge_codes(reading, i, memo))) return false;
  if (part->mode == SHEET_NUMBERS) {
    memo->numbers = part->numbers;
    memo->is_plain = true;
  } else if (part->mode == SHEET_TEXTS) {
    memo->texts = part->texts;
  }
  return true;
}

static void add_ragged(RaggedRows *sum, const RaggedRows *rows) {
  size_t count = sum->count + rows->count;
  if (!sum->count) *sum = *rows;
  sum->count = count;
}

static void collect(const Reading *reading, SheetFound *found) {
  found->unclosed = NO_QUOTE;
  for (size_t i = 0; i < reading->sheet->span_count; i++) {
    const Chunk *chunk = &reading->chunks[i];
    found->rows += chunk->rows;
    add_ragged(&found->ragged.blank, &chunk->ragged.blank);
    add_ragged(&found->ragged.short_rows, &chunk->ragged.short_rows);
    add_ragged(&found->ragged.long_rows, &chunk->ragged.long_rows);
    if (chunk->scanner.unclosed != NO_QUOTE) found->unclosed = chunk->scanner.unclosed;
  }
}

/* Reads the columns, each in its mode. Those that cannot be read so are put first; returns how many. */
static size_t read_columns(Sheet *sheet, guint32 *columns, SheetMode *modes, size_t count, SheetFound *found) {
  Reading reading = {
      .sheet = sheet, .columns = columns, .count = count, .scratch = arena_create_charged(arena_budget(sheet->arena))};
  reading.parts = arena_array(reading.scratch, Part, count);
  for (size_t i = 0; i < count; i++) reading.parts[i].mode = modes[i];
  prepare_chunks(&reading);
  read_chunks(&reading);
  if (found) {
    collect(&reading, found);
    sheet->rows = found->rows;
  }
  size_t failed = 0;
  for (size_t i = 0; i < count; i++) {
    if (keep(&reading, i)) continue;
    columns[failed] = columns[i];
    modes[failed++] = reading.parts[i].mode == SHEET_CODES && !reading.parts[i].mixed ? SHEET_NUMBERS : SHEET_TEXTS;
  }
  arena_destroy(reading.scratch);
  return failed;
}

/* What the first rows of the columns look like. */
static void choose_modes(Sheet *sheet, const guint32 *columns, SheetMode *modes, size_t count) {
  for (size_t i = 0; i < count; i++) modes[i] = SHEET_TEXTS;
  if (count > SHEET_AT_ONCE) return; /* a wide table has few rows */
  Arena *scratch = arena_create_charged(arena_budget(sheet->arena));
  guint32 *part_of = arena_array(scratch, guint32, sheet->shape.cells);
  Part *parts = arena_array(scratch, Part, count);
  for (size_t i = 0; i < count; i++) {
    parts[i] = (Part){
        .mode = SHEET_CODES, .codes = arena_array(scratch, guint8, SAMPLE_ROWS), .words = arena_new(scratch, Words)};
    part_of[sheet->shape.cell_of[columns[i]]] = (guint32)i + 1;
  }
  Chunk sample = {.scanner = sheet->scanner,
                  .stop = NO_STOP,
                  .most_rows = SAMPLE_ROWS,
                  .cells = sheet->shape.cells,
                  .part_of = part_of,
                  .parts = parts,
                  .part_count = count};
  chunk_read(&sample);
  for (size_t i = 0; i < count; i++)
    modes[i] = !parts[i].failed ? SHEET_CODES : parts[i].mixed ? SHEET_TEXTS : SHEET_NUMBERS;
  arena_destroy(scratch);
}

/* Reads columns for the first time. Texts of those that turn out not to be numbers late are left until they are needed. */
static void look_at(Sheet *sheet, guint32 *columns, size_t count, SheetFound *found) {
  Arena *scratch = arena_create_charged(arena_budget(sheet->arena));
  SheetMode *modes = arena_array(scratch, SheetMode, count);
  for (size_t i = 0; i < count; i++) sheet->was_read[columns[i]] = true;
  choose_modes(sheet, columns, modes, count);
  size_t failed = read_columns(sheet, columns, modes, count, found), numbers = 0;
  for (size_t i = 0; i < failed; i++)
    if (modes[i] == SHEET_NUMBERS) {
      columns[numbers] = columns[i];
      modes[numbers++] = SHEET_NUMBERS;
    }
  if (numbers) read_columns(sheet, columns, modes, numbers, NULL);
  arena_destroy(scratch);
}

Sheet *sheet_read(const Scanner *scanner, const SheetShape *shape, int threads, SheetFound *found, Arena *arena) {
  Sheet *sheet = arena_new(arena, Sheet);
  *sheet = (Sheet){.scanner = *scanner, .threads = threads, .arena = arena, .shape = *shape};
  sheet->scanner.unclosed = NO_QUOTE;
  sheet->memos = arena_array(arena, ColumnMemo, shape->columns);
  sheet->was_read = arena_array(arena, bool, shape->columns);
  for (size_t i = 0; i < shape->columns; i++)
    sheet->memos[i] = (ColumnMemo){.arena = arena, .sheet = sheet, .column = (guint32)i};
  find_spans(sheet);
  guint32 *columns = arena_array(arena, guint32, shape->expected_count);
  if (shape->expected_count) memcpy(columns, shape->expected, shape->expected_count * sizeof *columns);
  *found = (SheetFound){.lines = sheet->rows};
  sheet->shape.expected = NULL; /* the caller's */
  look_at(sheet, columns, shape->expected_count, found);
  return sheet;
}

const Column *sheet_column(Sheet *sheet, size_t column) {
  Column *made = arena_new(sheet->arena, Column);
  *made = (Column){.kind = COLUMN_STRING, .length = sheet->rows, .memo = &sheet->memos[column]};
  return made;
}

/* `column`, and more of those that `is_left` the oftener columns are asked for one by one: the text is not read more than a few times. */
static size_t columns_with(Sheet *sheet, size_t column, size_t times,
                           bool (*is_left)(const Sheet *sheet, size_t column), guint32 *columns) {
  enum { DOUBLINGS_MOST = 30 };
  size_t count = 0, most = (size_t)1 << MIN(times, (size_t)DOUBLINGS_MOST);
  columns[count++] = (guint32)column;
  for (size_t i = 0; i < sheet->shape.columns && count < most; i++)
    if (i != column && is_left(sheet, i)) columns[count++] = (guint32)i;
  return count;
}

static bool is_unread(const Sheet *sheet, size_t column) { return !sheet->was_read[column]; }

void sheet_look(Sheet *sheet, size_t column) {
  if (sheet->was_read[column]) return;
  Arena *scratch = arena_create_charged(arena_budget(sheet->arena));
  guint32 *columns = arena_array(scratch, guint32, sheet->shape.columns);
  look_at(sheet, columns, columns_with(sheet, column, sheet->looks++, is_unread, columns), NULL);
  arena_destroy(scratch);
}

static bool lacks_texts(const Sheet *sheet, size_t column) {
  const ColumnMemo *memo = &sheet->memos[column];
  return sheet->was_read[column] && !memo->texts && !memo->codes;
}

void sheet_make_texts(Sheet *sheet, size_t column) {
  sheet_look(sheet, column);
  ColumnMemo *memo = &sheet->memos[column];
  if (memo->texts) return;
  if (memo->codes) {
    const char **texts = arena_array(sheet->arena, const char *, sheet->rows);
    for (size_t row = 0; row < sheet->rows; row++) texts[row] = memo->codes->texts[memo->codes->of_row[row]];
    memo->texts = texts;
    return;
  }
  Arena *scratch = arena_create_charged(arena_budget(sheet->arena));
  guint32 *columns = arena_array(scratch, guint32, sheet->shape.columns);
  size_t count = columns_with(sheet, column, sheet->text_makings++, lacks_texts, columns);
  SheetMode *modes = arena_array(scratch, SheetMode, count);
  for (size_t i = 0; i < count; i++) modes[i] = SHEET_TEXTS;
  read_columns(sheet, columns, modes, count, NULL);
  arena_destroy(scratch);
}
