/* Files that are read in blocks: all rows in order, what is known of them, and files that change meanwhile. */
#include "data/reader.h"
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

enum { ROWS = 200000 };

typedef struct Large {
  Arena *arena;
  Messages *messages;
  FileAccess *access;
  char *folder, *path;
  FileParts *parts;
  const Table *table;
} Large;

static void write_rows(const char *path, int first, int count) {
  GString *text = g_string_new("n,word,half\n");
  for (int i = 0; i < count; i++) g_string_append_printf(text, "%06d,\"w%d\",%d.5\n", first + i, i % 3, i % 10);
  g_assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
  g_string_free(text, TRUE);
}

static const Table *read_whole(void *data) {
  const Large *large = data;
  const Source *source = file_read(large->access, "rows.csv", (Place){0}, large->messages, large->arena);
  return source ? data_read(source, NULL, NULL, large->messages, large->arena) : NULL;
}

static void begin(Large *large, gconstpointer unused) {
  (void)unused;
  const struct utimbuf past = {1000000000, 1000000000}; /* so that a change shows whatever the resolution of times is */
  static const ReadOptions options = {.threads = 3};
  large->arena = arena_create();
  large->messages = messages_create(large->arena, false);
  large->folder = g_dir_make_tmp("tuban-stream-XXXXXX", NULL);
  large->path = g_build_filename(large->folder, "rows.csv", NULL);
  write_rows(large->path, 0, ROWS);
  g_assert_cmpint(g_utime(large->path, (struct utimbuf *)&past), ==, 0);
  large->access = file_access_create(large->folder, NULL, large->arena);
  large->parts = file_parts_open(large->access, "rows.csv", 1, large->arena);
  g_assert_nonnull(large->parts);
  LargeFile file = {large->parts, "rows.csv", {0}, read_whole, large};
  large->table = data_read_in_blocks(&file, NULL, &options, large->messages, large->arena);
  g_assert_nonnull(large->table);
}

static void end(Large *large, gconstpointer unused) {
  (void)unused;
  arena_destroy(large->arena);
  g_unlink(large->path);
  g_rmdir(large->folder);
  g_free(large->path);
  g_free(large->folder);
}

typedef struct Seen {
  size_t blocks, rows;
  const Large *change; /* whose file is written again while the first block is visited; NULL: none */
  int change_rows;
} Seen;

static void write_again(const Large *large, int rows) {
  GString *text = g_string_new("n,word,half\n");
  for (int i = 0; i < rows; i++) g_string_append_printf(text, "%06d,\"w%d\",%d.5\n", 0, i % 3, i % 10);
  FILE *file = g_fopen(large->path, "r+");
  g_assert_cmpuint(fwrite(text->str, 1, text->len, file), ==, text->len);
  fclose(file);
  if (rows < ROWS) g_assert_cmpint(truncate(large->path, (off_t)text->len), ==, 0);
  g_string_free(text, TRUE);
}

static bool see(const Table *block, Arena *arena, void *data) {
  static const char *const words[] = {"w0", "w1", "w2"};
  Seen *seen = data;
  if (seen->change) {
    if (seen->blocks++ == 0) write_again(seen->change, seen->change_rows);
    return true;
  }
  const double *numbers = column_numbers(table_column(block, "n"), arena);
  for (size_t i = 0; i < table_row_count(block); i++) g_assert_cmpfloat(numbers[i], ==, (double)(seen->rows + i));
  g_assert_cmpstr(column_value(table_column(block, "word"), 0).string, ==, words[seen->rows % 3]);
  seen->blocks++;
  seen->rows += table_row_count(block);
  return true;
}

static void test_all_rows_in_order(Large *large, gconstpointer unused) {
  (void)unused;
  double min, max;
  Seen seen = {0};
  g_assert_cmpuint(table_row_count(large->table), ==, ROWS);
  g_assert_true(table_each_block(large->table, see, &seen));
  g_assert_cmpuint(seen.rows, ==, ROWS);
  g_assert_cmpuint(seen.blocks, >, 2);
  g_assert_true(table_known_extent(large->table, "half", &min, &max));
  g_assert_cmpfloat(min, ==, 0.5);
  g_assert_cmpfloat(max, ==, 9.5);
  g_assert_false(table_known_extent(large->table, "word", &min, &max));
  g_assert_true(table_is_in_blocks(large->table));
}

static void test_whoever_needs_all_rows_gets_them(Large *large, gconstpointer unused) {
  (void)unused;
  g_assert_true(table_has_field(large->table, "half"));
  g_assert_false(table_has_field(large->table, "none"));
  g_assert_true(table_is_in_blocks(large->table));
  const Column *column = table_column(large->table, "n");
  g_assert_false(table_is_in_blocks(large->table));
  g_assert_cmpuint(column->length, ==, ROWS);
  g_assert_cmpfloat(column_numbers(column, large->arena)[ROWS - 1], ==, ROWS - 1);
  g_assert_cmpuint(messages_count(large->messages), ==, 0);
}

static const Table *evens(const Table *in, const void *params, Messages *messages, Arena *arena) {
  (void)params, (void)messages;
  const double *numbers = column_numbers(table_column(in, "n"), arena);
  guint32 *rows = arena_array(arena, guint32, table_row_count(in)), count = 0;
  for (size_t i = 0; i < table_row_count(in); i++)
    if ((size_t)numbers[i] % 2 == 0) rows[count++] = (guint32)i;
  return table_pick(in, rows, count);
}

static bool count_rows(const Table *block, Arena *arena, void *data) {
  (void)arena;
  *(size_t *)data += table_row_count(block);
  return true;
}

static void test_steps_are_taken_with_each_block(Large *large, gconstpointer unused) {
  (void)unused;
  for (int needs_caller = 0; needs_caller < 2; needs_caller++) {
    StepPlan plan = {.step = evens,
                     .drops_rows = true,
                     .needs_caller = needs_caller,
                     .messages = large->messages,
                     .arena = large->arena};
    const Table *half = table_then(large->table, &plan);
    size_t rows = 0;
    g_assert_nonnull(half);
    g_assert_true(table_each_block(half, count_rows, &rows));
    g_assert_cmpuint(rows, ==, ROWS / 2);
    ColumnBounds bounds;
    g_assert_true(table_known_bounds(half, "half", &bounds));
    g_assert_cmpfloat(bounds.max, ==, 9.5);
    g_assert_false(bounds.are_tight);
    g_assert_false(table_known_extent(half, "half", &bounds.min, &bounds.max));
    g_assert_false(table_known_bounds(half, "word", &bounds));
    g_assert_true(table_is_in_blocks(half));
  }
}

static const Table *complain(const Table *in, const void *params, Messages *messages, Arena *arena) {
  const double *numbers = column_numbers(table_column(in, "n"), arena);
  double last = table_row_count(in) ? numbers[table_row_count(in) - 1] : 0;
  if (last >= *(const double *)params) messages_warn(messages, (Place){0}, "W393", "late");
  return in;
}

/* What is said of a block would be said of all rows, once. */
static void test_a_step_with_a_message_ends_the_visit(Large *large, gconstpointer unused) {
  (void)unused;
  static const double never = INFINITY, late = ROWS / 2, always = 0;
  const double *const from[] = {&never, &late, &always};
  for (size_t i = 0; i < G_N_ELEMENTS(from); i++) {
    StepPlan plan = {.step = complain, .params = from[i], .messages = large->messages, .arena = large->arena};
    const Table *after = table_then(large->table, &plan);
    size_t rows = 0;
    if (from[i] == &always) {
      g_assert_null(after);
      continue;
    }
    g_assert_true(table_each_block(after, count_rows, &rows) == (from[i] == &never));
    g_assert_cmpuint(messages_count(large->messages), ==, 0);
    if (from[i] == &late) g_assert_nonnull(table_whole(after));
    g_assert_cmpuint(messages_count(large->messages), ==, from[i] == &late);
  }
}

static void assert_changed(const Large *large) {
  MessageLevel level;
  const Table *whole = table_whole(large->table);
  g_assert_cmpuint(messages_error_count(large->messages), ==, 1);
  g_assert_cmpstr(messages_text(large->messages, 0, &level), ==,
                  "cannot read \"rows.csv\": it was changed while it was read");
  g_assert_cmpuint(table_row_count(whole), ==, ROWS); /* as was said before */
  g_assert_cmpint(column_value(table_column(whole, "n"), ROWS - 1).kind, ==, VALUE_UNDEFINED);
}

static void test_a_file_that_changes_is_an_error(Large *large, gconstpointer rows) {
  Seen seen = {.change = large, .change_rows = GPOINTER_TO_INT(rows)};
  const FileRead *read = file_access_read(large->access, 0);
  char *digest = file_read_digest(read);
  g_assert_nonnull(digest);
  g_free(digest);
  g_assert_false(table_each_block(large->table, see, &seen));
  g_assert_null(file_read_digest(read));
  assert_changed(large);
}

static bool change_only(const Table *block, Arena *arena, void *data) {
  (void)block, (void)arena;
  FILE *file = g_fopen(((const Large *)data)->path, "a");
  fputs("0,a,0.5\n", file);
  fclose(file);
  return true;
}

static void test_a_file_that_grows_is_an_error(Large *large, gconstpointer unused) {
  (void)unused;
  g_assert_false(table_each_block(large->table, change_only, large));
  assert_changed(large);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add("/stream/order", Large, NULL, begin, test_all_rows_in_order, end);
  g_test_add("/stream/whole", Large, NULL, begin, test_whoever_needs_all_rows_gets_them, end);
  g_test_add("/stream/steps", Large, NULL, begin, test_steps_are_taken_with_each_block, end);
  g_test_add("/stream/message", Large, NULL, begin, test_a_step_with_a_message_ends_the_visit, end);
  g_test_add("/stream/overwritten", Large, GINT_TO_POINTER(ROWS), begin, test_a_file_that_changes_is_an_error, end);
  g_test_add("/stream/cut", Large, GINT_TO_POINTER(1000), begin, test_a_file_that_changes_is_an_error, end);
  g_test_add("/stream/grown", Large, NULL, begin, test_a_file_that_grows_is_an_error, end);
  return g_test_run();
}
