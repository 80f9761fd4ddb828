/* Delimited text as columns: whatever way the cells are read, they are those of a plain reading by the rules of d3-dsv, and so are the
 * numbers, the counts of ragged rows and the place of an open quote. */
#include "data/reader.h"
#include "data/sheet.h"
#include <string.h>

/* A plain reading: d3-dsv 3 as it is written, a byte at a time. */
typedef struct Plain {
  GPtrArray *rows; /* of GPtrArray of char * */
  size_t unclosed;
} Plain;

static void plain_free(Plain *plain) { g_ptr_array_unref(plain->rows); }

static char *unquoted(const char *text, size_t length) {
  GString *out = g_string_new(NULL);
  for (size_t i = 0; i < length; i++) {
    g_string_append_c(out, text[i]);
    if (text[i] == '"' && i + 1 < length && text[i + 1] == '"') i++;
  }
  return g_string_free(out, FALSE);
}

static Plain read_plainly(const char *text, size_t length, const char *delimiter) {
  Plain plain = {g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref), NO_QUOTE};
  size_t end = length, at = 0, width = strlen(delimiter);
  if (end && text[end - 1] == '\n') end--;
  if (end && text[end - 1] == '\r') end--;
  bool at_end = !length;
  while (!at_end) {
    GPtrArray *row = g_ptr_array_new_with_free_func(g_free);
    for (bool row_ends = false; !row_ends && !at_end;) {
      size_t start = at, stop;
      bool quoted = at < end && text[at] == '"';
      if (quoted) {
        stop = ++start;
        while (stop < end && (text[stop] != '"' || (stop + 1 < end && text[stop + 1] == '"')))
          stop += text[stop] == '"' ? 2 : 1;
        if (stop >= end) {
          plain.unclosed = start - 1;
          stop = MIN(end + 1, length);
        }
        at = stop + 1;
        at_end = at >= end;
      } else {
        stop = at;
        while (stop < end && text[stop] != '\n' && text[stop] != '\r' && strncmp(text + stop, delimiter, width) != 0)
          stop++;
        at = stop;
        at_end = stop >= end;
      }
      g_ptr_array_add(row, quoted ? unquoted(text + start, stop - start)
                                  : g_strndup(text + start, stop > start ? stop - start : 0));
      if (at_end) break;
      char c = text[at];
      row_ends = c == '\n' || c == '\r';
      at += quoted ? (size_t)(g_utf8_next_char(text + at) - (text + at)) : row_ends ? 1 : width;
      if (c == '\r' && at < end && text[at] == '\n') at++;
    }
    g_ptr_array_add(plain.rows, row);
  }
  return plain;
}

static const char *plain_cell(const Plain *plain, size_t row, size_t cell) {
  const GPtrArray *cells = plain->rows->pdata[row];
  return cell < cells->len ? cells->pdata[cell] : "";
}

static void assert_ragged(const Plain *plain, const Ragged *ragged, size_t cells) {
  size_t blank = 0, few = 0, many = 0;
  for (guint i = 0; i < plain->rows->len; i++) {
    const GPtrArray *row = plain->rows->pdata[i];
    bool surplus = false;
    for (guint k = (guint)cells; k < row->len; k++) surplus = surplus || *(const char *)row->pdata[k];
    if (row->len == 1 && cells > 1 && !*(const char *)row->pdata[0])
      blank++;
    else if (row->len < cells)
      few++;
    else if (surplus && cells > 1)
      many++;
  }
  g_assert_cmpuint(ragged->blank.count, ==, blank);
  g_assert_cmpuint(ragged->short_rows.count, ==, few);
  g_assert_cmpuint(ragged->long_rows.count, ==, many);
}

/* What is asked of a column first decides how it is read. */
static void assert_column(const Column *column, const Plain *plain, size_t cell, int order, Arena *arena) {
  size_t rows = plain->rows->len;
  bool full = true;
  g_assert_cmpuint(column->length, ==, rows);
  const double *numbers = order & 1 ? column_numbers(column, arena) : NULL;
  const char *const *texts = order & 2 ? column_texts(column) : NULL;
  const ColumnCodes *codes = column_codes(column);
  bool is_plain = column_is_plain(column);
  if (!numbers) numbers = column_numbers(column, arena);
  for (size_t row = 0; row < rows; row++) {
    const char *expected = plain_cell(plain, row, cell);
    double number = number_from_text(expected);
    full = full && *expected;
    if (order & 4) g_assert_cmpstr(column_value(column, row).string, ==, expected);
    if (texts) g_assert_cmpstr(texts[row], ==, expected);
    if (codes) g_assert_cmpstr(codes->texts[codes->of_row[row]], ==, expected);
    if (memcmp(&numbers[row], &number, sizeof number) != 0 && !(number != number && numbers[row] != numbers[row]))
      g_error("row %zu: \"%s\" is %.17g, not %.17g", row, expected, numbers[row], number);
    Value quantity = column_quantity(column, row);
    g_assert_true(quantity.kind == VALUE_STRING ? !strcmp(quantity.string, expected) : quantity.number == number);
    if (is_plain) g_assert_true(*expected && number - number == 0 && !g_ascii_isspace(*expected));
  }
  g_assert_cmpint(column_is_full_text(column), ==, full);
}

/* Rows of it, in any order, are a column of the same kind. */
static void assert_gathered(const Column *column, const Plain *plain, size_t cell, Arena *arena) {
  size_t rows = plain->rows->len, count = rows / 2;
  guint32 *picked = arena_array(arena, guint32, count);
  Plain half = {g_ptr_array_new(), NO_QUOTE};
  for (size_t i = 0; i < count; i++) {
    picked[i] = (guint32)(i * 7919 % rows);
    g_ptr_array_add(half.rows, plain->rows->pdata[picked[i]]);
  }
  for (int order = rows % 8; order < 8; order += 5)
    assert_column(column_gather(column, picked, count, arena), &half, cell, order, arena);
  g_ptr_array_unref(half.rows);
}

/* Reads a text without names, with so many columns expected at once, and asks for all columns. */
static void assert_sheet(const char *text, size_t length, const char *delimiter, size_t cells, size_t expected,
                         int threads, int order) {
  char *copy = g_memdup2(text, length + !length); /* so that a sanitizer sees what is read beyond */
  Arena *arena = arena_create();
  Scanner scanner = {
      .text = copy, .end = length, .length = length, .delimiter = delimiter, .delimiter_length = strlen(delimiter)};
  scanner.at_end = !length;
  scanner.unclosed = NO_QUOTE;
  if (scanner.end && copy[scanner.end - 1] == '\n') scanner.end--;
  if (scanner.end && copy[scanner.end - 1] == '\r') scanner.end--;
  guint32 *cell_of = arena_array(arena, guint32, cells), *first = arena_array(arena, guint32, cells);
  for (size_t i = 0; i < cells; i++) cell_of[i] = first[i] = (guint32)i;
  SheetShape shape = {cells, cells, cell_of, first, MIN(expected, cells)};
  SheetFound found;
  Sheet *sheet = sheet_read(&scanner, &shape, threads, &found, arena);
  Plain plain = read_plainly(copy, length, delimiter);
  g_assert_cmpuint(found.rows, ==, plain.rows->len);
  g_assert_cmpuint(found.unclosed, ==, plain.unclosed);
  assert_ragged(&plain, &found.ragged, cells);
  for (size_t i = 0; i < cells; i++) {
    const Column *column = sheet_column(sheet, i);
    if ((order + (int)i) % 3 == 0) assert_gathered(column, &plain, i, arena);
    assert_column(column, &plain, i, (order + (int)i) % 8, arena);
    if ((order + (int)i) % 3 == 1) assert_gathered(column, &plain, i, arena);
  }
  plain_free(&plain);
  arena_destroy(arena);
  g_free(copy);
}

static const char *const odd_cells[] = {"",
                                        "1",
                                        "-0",
                                        "1e999",
                                        "0x10",
                                        " 12",
                                        "12 ",
                                        "١",
                                        "Infinity",
                                        "NaN",
                                        "1.5",
                                        "1e5",
                                        ".5",
                                        "5.",
                                        "--1",
                                        "+7",
                                        "\"q\"",
                                        "\"a,b\"",
                                        "\"x\"\"y\"",
                                        "\"l\nm\"",
                                        "a\"b",
                                        "\"12\"",
                                        "图",
                                        "\"3\"x",
                                        "NA",
                                        "true",
                                        "1_0",
                                        "12345678",
                                        "-12345678",
                                        "123456789",
                                        "12345678901234567890",
                                        "0.30000000000000004",
                                        "9007199254740993",
                                        "\"\"",
                                        "\"\"\"\"",
                                        "\\",
                                        "0.000000000000000001",
                                        "a b",
                                        "国"};

static void add_cell(GString *text, GRand *random, int kind) {
  switch (kind) {
  case 0: g_string_append(text, odd_cells[g_rand_int_range(random, 0, G_N_ELEMENTS(odd_cells))]); break;
  case 1:
    g_string_append_printf(text, "%.*f", g_rand_int_range(random, 0, 7), g_rand_double_range(random, -200, 200));
    break;
  case 2: g_string_append_printf(text, "%d", g_rand_int_range(random, 0, 5)); break;
  case 3: g_string_append_printf(text, "w%d", g_rand_int_range(random, 0, 400)); break;
  case 4: g_string_append_printf(text, "%.17g", g_rand_double_range(random, -1, 1)); break;
  default: g_string_append_printf(text, "\"%d\"", g_rand_int_range(random, 0, 300));
  }
}

/* `late`: from which row on the first column is something else. */
static GString *random_text(GRand *random, const char *delimiter, size_t rows, size_t cells, bool quotes) {
  static const char *const line_ends[] = {"\n", "\r\n", "\r", "\n"};
  GString *text = g_string_new(NULL);
  int kinds[8], line_end = g_rand_int_range(random, 0, 4);
  for (size_t i = 0; i < cells; i++) kinds[i] = g_rand_int_range(random, quotes ? 0 : 1, quotes ? 6 : 5);
  size_t late = rows * (size_t)g_rand_int_range(random, 1, 20) / 10;
  bool ragged = g_rand_int_range(random, 0, 4) == 0;
  for (size_t row = 0; row < rows; row++) {
    if (row == late) kinds[0] = quotes ? 0 : 3;
    size_t count =
        ragged && g_rand_int_range(random, 0, 9) == 0 ? (size_t)g_rand_int_range(random, 1, (int)cells + 3) : cells;
    for (size_t i = 0; i < count; i++) {
      if (i) g_string_append(text, delimiter);
      if (!ragged || g_rand_int_range(random, 0, 9)) add_cell(text, random, kinds[i % cells]);
    }
    g_string_append(text, line_ends[g_rand_int_range(random, 0, 50) ? line_end : g_rand_int_range(random, 0, 3)]);
  }
  if (g_rand_int_range(random, 0, 3) == 0) g_string_truncate(text, text->len - MIN(text->len, 1));
  if (quotes && g_rand_int_range(random, 0, 8) == 0) g_string_append(text, "\"open");
  return text;
}

static const char *const delimiters[] = {",", "\t", ";", "图"};

static void test_small_texts_are_cut_as_plainly(void) {
  GRand *random = g_rand_new_with_seed(5);
  for (int i = 0; i < 3000; i++) {
    const char *delimiter = delimiters[g_rand_int_range(random, 0, G_N_ELEMENTS(delimiters))];
    size_t cells = (size_t)g_rand_int_range(random, 1, 6);
    GString *text = random_text(random, delimiter, (size_t)g_rand_int_range(random, 0, 12), cells, true);
    assert_sheet(text->str, text->len, delimiter, cells, (size_t)g_rand_int_range(random, 0, 7), 1,
                 g_rand_int_range(random, 0, 8));
    g_string_free(text, TRUE);
  }
  for (int i = 0; i < 60; i++) {
    GString *text = random_text(random, ",", 3000, 3, i % 3 == 0);
    assert_sheet(text->str, text->len, ",", 3, 3, 1, i % 8);
    g_string_free(text, TRUE);
  }
  g_rand_free(random);
}

/* All texts of up to 6 of these bytes. */
static void test_every_short_text_is_cut_as_plainly(void) {
  static const char bytes[] = ",\n\r\"1";
  enum { KINDS = sizeof bytes - 1, LONGEST = 6 };
  for (size_t length = 0, count = 1; length <= LONGEST; length++, count *= KINDS)
    for (size_t i = 0; i < count; i++) {
      char text[LONGEST + 1];
      size_t rest = i;
      for (size_t k = 0; k < length; k++, rest /= KINDS) text[k] = bytes[rest % KINDS];
      assert_sheet(text, length, ",", 2, i % 3, 1, (int)(i % 8));
    }
}

/* Several megabytes, so that there are parts, with and without quotes from somewhere on; half as often without "-m slow". */
static void test_threads_read_the_same(void) {
  GRand *random = g_rand_new_with_seed(6);
  for (int i = g_test_slow() ? 0 : 1; i < (g_test_slow() ? 4 : 3); i++) {
    GString *text = random_text(random, ",", 200000, 4, false);
    if (i % 2) {
      GString *end = random_text(random, ",", 20000, 4, true);
      g_string_append_len(text, end->str, (gssize)end->len);
      g_string_free(end, TRUE);
    }
    static const int threads[] = {1, 2, 0, 8};
    g_assert_cmpuint(text->len, >, 3 << 19);
    assert_sheet(text->str, text->len, ",", 4, 4, threads[i], i);
    g_string_free(text, TRUE);
  }
  g_rand_free(random);
}

static void assert_codes(const GString *text, bool has_codes) {
  Arena *arena = arena_create();
  Source source = {.name = "a.csv", .text = text->str, .length = text->len};
  const Json *format = json_literal(arena, (Place){0}, "{'header':['a']}");
  const Column *column = table_column(data_read(&source, format, NULL, messages_create(arena, false), arena), "a");
  g_assert_cmpint(column_codes(column) != NULL, ==, has_codes);
  arena_destroy(arena);
}

/* 256 words are codes and 257 are not, wherever they come first; each part may have fewer. With "-m slow" 255 and 258, too. */
static void test_codes_end_at_256_words(void) {
  for (int words = g_test_slow() ? 255 : 256; words <= (g_test_slow() ? 258 : 257); words++)
    for (int spread = 0; spread < 2; spread++) {
      GString *text = g_string_new(NULL);
      int rows = spread ? 600000 : 3000;
      for (int i = 0; i < rows; i++) g_string_append_printf(text, "w%d\n", (int)((gint64)i * words / rows));
      assert_sheet(text->str, text->len, ",", 1, 1, 2, spread);
      assert_codes(text, words <= 256);
      g_string_free(text, TRUE);
    }
}

/* Cells that are the same text may be written in two ways. */
static void test_words_are_compared_without_quotes(void) {
  Arena *arena = arena_create();
  static const char text[] = "a\nx\n\"x\"\na\"b\n\"a\"\"b\"\na\"\"b\n\"x\"\n";
  Source source = {.name = "a.csv", .text = text, .length = strlen(text)};
  const Column *column = table_column(data_read(&source, NULL, NULL, messages_create(arena, false), arena), "a");
  const ColumnCodes *codes = column_codes(column);
  g_assert_nonnull(codes);
  g_assert_cmpuint(codes->count, ==, 3);
  static const guint8 expected[] = {0, 0, 1, 1, 2, 0};
  for (size_t row = 0; row < column->length; row++) g_assert_cmpuint(codes->of_row[row], ==, expected[row]);
  arena_destroy(arena);
}

/* A fold over many columns must not read the text once for each. */
static void test_many_columns_take_few_readings(void) {
  enum { COLUMNS = 5000, ROWS = 300 };
  Arena *arena = arena_create();
  GString *text = g_string_new("c0");
  for (int i = 1; i < COLUMNS; i++) g_string_append_printf(text, ",c%d", i);
  for (int row = 0; row < ROWS; row++)
    for (int i = 0; i < COLUMNS; i++) g_string_append_printf(text, "%c%d", i ? ',' : '\n', row * 10 + i % 10);
  Source source = {.name = "a.csv", .text = text->str, .length = text->len};
  const Table *table = data_read(&source, NULL, NULL, messages_create(arena, false), arena);
  g_test_timer_start();
  for (size_t i = 0; i < COLUMNS; i++)
    for (size_t row = 0; row < ROWS; row += 50) {
      char expected[16];
      g_snprintf(expected, sizeof expected, "%zu", row * 10 + i % 10);
      g_assert_cmpstr(column_value(table_column_at(table, i), row).string, ==, expected);
    }
  g_assert_cmpfloat(g_test_timer_elapsed(), <, 20); /* 5000 readings of 7 MB would be a minute */
  g_string_free(text, TRUE);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sheet/small-texts-are-cut-as-plainly", test_small_texts_are_cut_as_plainly);
  g_test_add_func("/sheet/every-short-text-is-cut-as-plainly", test_every_short_text_is_cut_as_plainly);
  g_test_add_func("/sheet/threads-read-the-same", test_threads_read_the_same);
  g_test_add_func("/sheet/codes-end-at-256-words", test_codes_end_at_256_words);
  g_test_add_func("/sheet/words-are-compared-without-quotes", test_words_are_compared_without_quotes);
  g_test_add_func("/sheet/many-columns-take-few-readings", test_many_columns_take_few_readings);
  return g_test_run();
}
