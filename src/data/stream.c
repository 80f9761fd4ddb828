/* data/stream.c: see stream.h. */
#include "data/stream.h"
#include "base/crew.h"
#include "base/temporary.h"
#include "base/text.h"
#include "data/sheet.h"
#include <math.h>

/* Bytes: of a block, of what is looked at for its end, and of the sample. The length of a block with the end of its last line is that of one
 * stretch of a sheet. */
enum { BLOCK_LENGTH = (1 << 20) - (1 << 14), LINE_MOST = 1 << 14, SAMPLE_LENGTH = 1 << 16, NAMES_MOST = 1 << 10 };

/* Numbers of a column. */
typedef struct Extent {
  bool plain; /* all of its cells are plain decimals */
  double min, max;
} Extent;

typedef struct Stream {
  RowBlocks blocks;
  LargeFile file;
  const char *delimiter;
  SheetShape shape;
  const char *const *names;
  size_t *starts; /* of blocks, and the end of the last */
  size_t count, rows;
  int threads;
  Extent *extents; /* by column */
  Messages *messages;
  Arena *arena;
} Stream;

/* What is wanted of all blocks. */
typedef struct Wanted {
  const guint32 *expected; /* columns */
  size_t expected_count;
  const StepList *steps;
  bool pays;
} Wanted;

/* A block as a thread reads it. */
typedef struct Block {
  const Stream *stream;
  size_t from, to;
  const Wanted *wanted;
  Arena *arena;   /* of what is read */
  Budget *budget; /* of the steps; NULL: they have not been taken */
  Arena *step_arena;
  const Table *table; /* NULL: it could not be read, or a step failed */
} Block;

/* The rows of a text that ends with a line; NULL if they are not as they should be. */
static const Table *rows_of(const Stream *stream, const char *text, size_t length, const guint32 *expected,
                            size_t expected_count, Arena *arena) {
  Scanner scanner = scanner_begin(text, length, stream->delimiter);
  SheetShape shape = stream->shape;
  shape.expected = expected;
  shape.expected_count = expected_count;
  SheetFound found;
  Sheet *sheet = sheet_read(&scanner, &shape, 1, &found, arena);
  const Ragged *ragged = &found.ragged;
  if (found.unclosed != NO_QUOTE || found.rows != found.lines || ragged->blank.count || ragged->short_rows.count ||
      ragged->long_rows.count)
    return NULL;
  const Column **columns = arena_array(arena, const Column *, shape.columns);
  for (size_t i = 0; i < shape.columns; i++) columns[i] = sheet_column(sheet, i);
  return table_from_columns(stream->names, columns, shape.columns, found.rows, arena);
}

static bool needs_caller(const StepList *steps) {
  for (; steps; steps = steps->next)
    if (steps->plan->needs_caller) return true;
  return false;
}

static void take_steps(void *data) {
  Block *block = data;
  const Table *read = block->table;
  block->table = NULL;
  block->step_arena = arena_create_charged(block->budget);
  block->table = block_after_steps(read, block->wanted->steps, block->step_arena);
}

/* A CrewJob. The arenas belong to nobody else yet; the steps have a budget of their own, as that of the chart is for one thread. */
static void read_block(void *data) {
  Block *block = data;
  const Stream *stream = block->stream;
  size_t length = block->to - block->from;
  Arena *arena = arena_create();
  char *text = arena_alloc(arena, length + 1);
  if (file_parts_read(stream->file.parts, block->from, length, text) && text_is_utf8(text, length))
    block->table = rows_of(stream, text, length, block->wanted->expected, block->wanted->expected_count, arena);
  block->arena = arena;
  if (!block->table || !block->wanted->steps || needs_caller(block->wanted->steps)) return;
  block->budget = budget_create();
  if (!budget_run(block->budget, take_steps, block)) {
    block->step_arena = NULL; /* it is gone */
    block->table = NULL;
  }
}

static void block_clear(Block *block) {
  arena_destroy(block->step_arena);
  arena_destroy(block->arena);
  g_free(block->budget);
  *block = (Block){0};
}

/* The rows after the steps, if they have not been taken yet; charges what they cost. */
static const Table *finish_block(const Block *block, Arena *scratch) {
  const Stream *stream = block->stream;
  const Wanted *wanted = block->wanted;
  if (block->budget && wanted->pays)
    for (int kind = BUDGET_ROWS; kind < BUDGET_KINDS; kind++)
      arena_charge(stream->arena, (BudgetKind)kind, budget_spent(block->budget, (BudgetKind)kind));
  return block->budget ? block->table : block_after_steps(block->table, wanted->steps, scratch);
}

/* Blocks on their way. */
typedef struct Convoy {
  Crew *crew;
  Block *blocks;
  size_t count;
} Convoy;

static void convoy_free(void *data) {
  Convoy *convoy = data;
  if (convoy->crew) crew_destroy(convoy->crew);
  for (size_t i = 0; i < convoy->count; i++) block_clear(&convoy->blocks[i]);
  g_free(convoy->blocks);
  g_free(convoy);
}

/* Visits all blocks. False as for RowBlocks.each. */
static bool visit_blocks(const Stream *stream, const Wanted *wanted, BlockVisit visit, void *data) {
  size_t ahead = 1 + (stream->threads ? (size_t)stream->threads : g_get_num_processors()), added = 0;
  Convoy *convoy = g_new0(Convoy, 1);
  budget_temporary_with(arena_budget(stream->arena), convoy, convoy_free);
  convoy->blocks = g_new0(Block, stream->count);
  convoy->count = stream->count;
  convoy->crew = crew_create(stream->threads);
  for (size_t i = 0; i < stream->count; i++) {
    for (; added < stream->count && added <= i + ahead; added++) {
      convoy->blocks[added] =
          (Block){.stream = stream, .from = stream->starts[added], .to = stream->starts[added + 1], .wanted = wanted};
      crew_add(convoy->crew, read_block, &convoy->blocks[added]);
    }
    while (!crew_has_done(convoy->crew, (unsigned)i + 1)) continue;
    if (arena_is_cancelled(stream->arena)) return false;
    Block *block = &convoy->blocks[i];
    Arena *scratch = arena_create_charged(arena_budget(stream->arena));
    const Table *table = finish_block(block, scratch);
    bool goes_on = table && visit(table, scratch, data);
    arena_destroy(scratch);
    block_clear(block);
    if (!goes_on) return false;
  }
  return file_parts_hold(stream->file.parts);
}

static bool each_block(const RowBlocks *blocks, const StepList *steps, bool pays, BlockVisit visit, void *data) {
  const Stream *stream = (const Stream *)blocks;
  const Wanted wanted = {stream->shape.expected, stream->shape.expected_count, steps, pays};
  return visit_blocks(stream, &wanted, visit, data);
}

static double cost(const Stream *stream) {
  static const double steps_of_byte = 0.5;
  return steps_of_byte * (double)stream->starts[stream->count];
}

static const Table *whole(const TableMaker *maker) {
  const Stream *stream = (const Stream *)maker;
  if (arena_is_cancelled(stream->arena)) return table_pick(maker->sample, NULL, 0);
  budget_return(arena_budget(stream->arena), BUDGET_STEPS, cost(stream)); /* the reader charges the same */
  const Table *table = stream->file.whole(stream->file.host);
  if (table && file_parts_hold(stream->file.parts)) return table;
  if (table)
    messages_error(stream->messages, stream->file.at, "E101", "cannot read \"%s\": %s", stream->file.name,
                   "it was changed while it was read");
  return table_pick(maker->sample, NULL, 0);
}

static bool bounds_of(const RowBlocks *blocks, const char *column, ColumnBounds *bounds) {
  const Stream *stream = (const Stream *)blocks;
  for (size_t i = 0; i < stream->shape.columns; i++) {
    const Extent *extent = &stream->extents[i];
    if (strcmp(stream->names[i], column) != 0) continue;
    *bounds = (ColumnBounds){extent->min, extent->max, true};
    return extent->plain && extent->min <= extent->max;
  }
  return false;
}

/* ---- the first look ---- */

/* Where the line ends that `at` is in; 0 if it is long, or cannot be read. */
static size_t line_end_after(const FileParts *parts, size_t at, char *buffer) {
  size_t length = MIN((size_t)LINE_MOST, file_parts_length(parts) - at);
  if (!file_parts_read(parts, at, length, buffer)) return 0;
  const char *line_end = memchr(buffer, '\n', length);
  return line_end ? at + (size_t)(line_end + 1 - buffer) : 0;
}

static bool find_blocks(Stream *stream, size_t first) {
  size_t length = file_parts_length(stream->file.parts), at = first;
  stream->starts = arena_array(stream->arena, size_t, (length - first) / (BLOCK_LENGTH - LINE_MOST) + 2);
  char *buffer = g_malloc(LINE_MOST);
  arena_temporary(stream->arena, buffer);
  while (length - at > BLOCK_LENGTH) {
    stream->starts[stream->count++] = at;
    at = line_end_after(stream->file.parts, at + BLOCK_LENGTH - LINE_MOST, buffer);
    if (!at) return false;
  }
  if (at < length) stream->starts[stream->count++] = at;
  stream->starts[stream->count] = length;
  return stream->count > 0;
}

/* The names in the first line, all different; returns where the next line begins, or 0. */
static size_t read_names(Stream *stream, const char *text, size_t length) {
  Arena *arena = stream->arena;
  const char **names = arena_array(arena, const char *, NAMES_MOST);
  guint32 *cell_of = arena_array(arena, guint32, NAMES_MOST);
  size_t count = 0, start = g_str_has_prefix(text, "\xef\xbb\xbf") ? 3 : 0;
  GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
  arena_temporary(arena, seen);
  Scanner scanner = scanner_begin(text, length, stream->delimiter);
  scanner.at = start;
  scanner.end = length;                     /* the line end shows that the names are whole */
  if (strchr("<{[", text[start])) return 0; /* a file of another kind */
  while (!scanner.at_end && !scanner.at_line_end) {
    if (count == NAMES_MOST) return 0;
    Cell cell = scanner_cell(&scanner);
    char *name = arena_alloc(arena, cell.length + 1);
    cell_copy(cell, name);
    if (!g_hash_table_add(seen, name)) return 0;
    cell_of[count] = (guint32)count;
    names[count++] = name;
  }
  stream->names = names;
  stream->shape = (SheetShape){.cells = count, .columns = count, .cell_of = cell_of};
  return scanner.at_end || scanner.unclosed != NO_QUOTE || count < 2 ? 0 : scanner.at;
}

static void expect_columns(Stream *stream, const ReadOptions *options) {
  guint32 *expected = arena_array(stream->arena, guint32, SHEET_AT_ONCE);
  size_t count = 0;
  for (size_t i = 0; i < stream->shape.columns && count < SHEET_AT_ONCE; i++)
    if (!options->fields || g_hash_table_contains(options->fields, stream->names[i])) expected[count++] = (guint32)i;
  stream->shape.expected = expected;
  stream->shape.expected_count = count;
}

/* The numbers of a column that has nothing else. */
static Extent extent_of_column(const Column *column) {
  Extent extent = {column_is_plain(column), INFINITY, -INFINITY};
  const ColumnCodes *codes = extent.plain ? column_codes(column) : NULL;
  const double *numbers = column->memo->numbers;
  for (size_t i = 0; codes && i < codes->count; i++) {
    double number = number_from_text(codes->texts[i]);
    if (number < extent.min) extent.min = number;
    if (number > extent.max) extent.max = number;
  }
  for (size_t i = 0; extent.plain && !codes && i < column->length; i++) {
    if (numbers[i] < extent.min) extent.min = numbers[i];
    if (numbers[i] > extent.max) extent.max = numbers[i];
  }
  return extent;
}

/* The first look at the whole file. */
typedef struct Look {
  Stream *stream;
  const guint32 *expected; /* the columns that have only numbers in the sample */
  size_t expected_count;
} Look;

static bool look_at_block(const Table *block, Arena *arena, void *data) {
  (void)arena;
  const Look *look = data;
  look->stream->rows += table_row_count(block);
  for (size_t i = 0; i < look->expected_count; i++) {
    Extent *extent = &look->stream->extents[look->expected[i]];
    if (!extent->plain) continue;
    Extent here = extent_of_column(table_column_at(block, look->expected[i]));
    extent->plain = here.plain;
    if (here.min < extent->min) extent->min = here.min;
    if (here.max > extent->max) extent->max = here.max;
  }
  return true;
}

static bool look_at_all(Stream *stream, const Table *sample) {
  guint32 numeric[SHEET_AT_ONCE];
  Look look = {stream, numeric, 0};
  stream->extents = arena_array(stream->arena, Extent, stream->shape.columns);
  for (size_t i = 0; i < stream->shape.expected_count; i++) {
    guint32 column = stream->shape.expected[i];
    stream->extents[column] = extent_of_column(table_column_at(sample, column));
    if (stream->extents[column].plain) numeric[look.expected_count++] = column;
  }
  const Wanted wanted = {.expected = numeric, .expected_count = look.expected_count};
  return visit_blocks(stream, &wanted, look_at_block, &look);
}

const Table *stream_open(const LargeFile *file, const char *delimiter, const ReadOptions *options, Messages *messages,
                         Arena *arena) {
  Stream *stream = arena_new(arena, Stream);
  *stream = (Stream){
      .file = *file, .delimiter = delimiter, .threads = options->threads, .messages = messages, .arena = arena};
  size_t length = MIN((size_t)SAMPLE_LENGTH, file_parts_length(file->parts));
  char *text = arena_alloc(arena, length + 1);
  if (!file_parts_read(file->parts, 0, length, text)) return NULL;
  while (length > 0 && text[length - 1] != '\n') length--; /* whole lines */
  if (!length || !text_is_utf8(text, length)) return NULL;
  size_t first = read_names(stream, text, length);
  if (!first || first >= length || !find_blocks(stream, first)) return NULL;
  expect_columns(stream, options);
  const SheetShape *shape = &stream->shape;
  const Table *sample = rows_of(stream, text + first, length - first, shape->expected, shape->expected_count, arena);
  if (!sample || !look_at_all(stream, sample)) return NULL;
  arena_charge(arena, BUDGET_STEPS, cost(stream));
  stream->blocks = (RowBlocks){.maker = {sample, stream->rows, whole}, .each = each_block, .bounds = bounds_of};
  return table_in_blocks(&stream->blocks, arena);
}
