/* Tables: columns, fields by path, rows by index, groups. */
#include "data/table.h"
#include <math.h>
#include <string.h>

static Arena *arena;

static Table *table_of(const char *text) {
  Value rows = value_from_json(json_literal(arena, (Place){0}, text), arena);
  return table_from_values(rows.array->items, rows.array->count, arena);
}

static const char *column_text(const Column *column) {
  if (!column) return "none";
  GString *out = g_string_new(NULL);
  for (size_t i = 0; i < column->length; i++)
    g_string_append_printf(out, "%s%s", i ? " " : "", value_to_string(column_value(column, i), arena));
  const char *text = arena_strdup(arena, out->str);
  g_string_free(out, TRUE);
  return text;
}

static const char *path_text(const char *field) {
  char *joined = g_strjoinv("|", (char **)field_path(field, arena));
  const char *kept = arena_strdup(arena, joined);
  g_free(joined);
  return kept;
}

static void test_rows_become_columns_of_the_narrowest_kind(void) {
  Table *table = table_of("[{'a':1,'b':'x','c':1},{'b':'y','a':2,'d':true},{'a':3,'b':'z','c':null}]");
  g_assert_cmpuint(table_row_count(table), ==, 3);
  g_assert_cmpuint(table_column_count(table), ==, 4);
  g_assert_cmpstr(table_column_name(table, 3), ==, "d");
  g_assert_cmpint(table_column(table, "a")->kind, ==, COLUMN_NUMBER);
  g_assert_cmpint(table_column(table, "b")->kind, ==, COLUMN_STRING);
  g_assert_cmpint(table_column(table, "c")->kind, ==, COLUMN_VALUE);
  g_assert_cmpstr(column_text(table_column(table, "c")), ==, "1 undefined null");
  g_assert_cmpstr(column_text(table_column(table, "d")), ==, "undefined true undefined");
  g_assert_null(table_column(table, "e"));
}

/* vega-dataflow's ingest(): a row that is not an object is {data: row}. */
static void test_items_that_are_no_objects_get_a_field_named_data(void) {
  g_assert_cmpstr(column_text(table_field(table_of("[5,'a',{'b':1}]"), "data")), ==, "5 a undefined");
}

/* vega-util's splitAccessPath(). */
static void test_field_names_split_into_paths(void) {
  g_assert_cmpstr(path_text("a"), ==, "a");
  g_assert_cmpstr(path_text("a.b.c"), ==, "a|b|c");
  g_assert_cmpstr(path_text("a[0].b"), ==, "a|0|b");
  g_assert_cmpstr(path_text("a['b c'].d"), ==, "a|b c|d");
  g_assert_cmpstr(path_text("a[\"b.c\"]"), ==, "a|b.c");
  g_assert_cmpstr(path_text("a\\.b"), ==, "a.b");
  g_assert_cmpstr(path_text("a\\.b.c"), ==, "a.b|c");
  g_assert_cmpstr(path_text("a\\[0\\]"), ==, "a[0]");
  g_assert_cmpstr(path_text("['a.b']"), ==, "a.b");
  g_assert_cmpstr(path_text("vega\\'s"), ==, "vega's");
  g_assert_cmpstr(path_text("a[b"), ==, "a[b");
  g_assert_cmpstr(path_text("a]"), ==, "a]");
  g_assert_cmpstr(path_text("a\\"), ==, "a\\");
  g_assert_cmpstr(field_flat_name("a['b c'][0]", arena), ==, "a.b c.0");
  g_assert_cmpstr(field_flat_name("a\\.b", arena), ==, "a.b");
  g_assert_cmpstr(field_flat_name("", arena), ==, "");
}

static void test_fields_are_found_by_name_then_by_path(void) {
  Table *table = table_of("[{'a':{'b':1,'c':[5,6]},'x.y':3,'p':{'q':1}},{'a':{'b':2},'x.y':4,'p.q':9}]");
  g_assert_cmpstr(column_text(table_field(table, "a.b")), ==, "1 2");
  g_assert_cmpint(table_field(table, "a.b")->kind, ==, COLUMN_NUMBER);
  g_assert_cmpstr(column_text(table_field(table, "a.c[1]")), ==, "6 undefined");
  g_assert_cmpstr(column_text(table_field(table, "a['c'].length")), ==, "2 undefined");
  g_assert_cmpstr(column_text(table_field(table, "x\\.y")), ==, "3 4");
  g_assert_cmpstr(column_text(table_field(table, "x.y")), ==, "3 4");
  g_assert_cmpstr(column_text(table_field(table, "p.q")), ==, "undefined 9");
  g_assert_null(table_field(table, "a.z"));
  g_assert_null(table_field(table, "z.a"));
  g_assert_true(table_field(table, "a.b") == table_field(table, "a.b"));
  /* A flattened column "a.c.1" is what the path names, once there is one. */
  const double flat[] = {60, 70};
  Table *flattened = table_with_column(table, "a.c.1", column_from_numbers(flat, 2, arena));
  g_assert_cmpstr(column_text(table_field(flattened, "a.c[1]")), ==, "60 70");
}

static void test_picked_rows_share_columns_and_may_repeat(void) {
  Table *table = table_of("[{'a':1,'s':'p'},{'a':2,'s':'q'},{'a':3,'s':'r'},{'a':null,'s':'t'}]");
  const guint32 some[] = {2, 0, 2}, fewer[] = {1, 2};
  const double added[] = {7, 8, 9};
  Table *picked = table_pick(table, some, 3);
  g_assert_cmpstr(column_text(table_column(picked, "a")), ==, "3 1 3");
  g_assert_cmpint(table_column(picked, "a")->kind, ==, COLUMN_NUMBER);
  g_assert_true(table_column(picked, "a") == table_column(picked, "a"));
  Table *wider = table_with_column(picked, "n", column_from_numbers(added, 3, arena));
  g_assert_true(table_column(wider, "a") == table_column(picked, "a"));
  Table *again = table_pick(wider, fewer, 2);
  g_assert_cmpstr(column_text(table_column(again, "s")), ==, "p r");
  g_assert_cmpstr(column_text(table_column(again, "n")), ==, "8 9");
  Value row = table_row(again, 1, arena);
  g_assert_cmpstr(json_to_text(arena, value_to_json(row, (Place){0}, arena)), ==, "{\"a\":3,\"s\":\"r\",\"n\":9}");
  Table *replaced = table_with_column(wider, "a", column_from_numbers(added, 3, arena));
  g_assert_cmpstr(table_column_name(replaced, 0), ==, "a");
  g_assert_cmpstr(column_text(table_column(replaced, "a")), ==, "7 8 9");
  g_assert_cmpstr(column_text(table_column(wider, "a")), ==, "3 1 3");
  Table *selected = table_select(replaced, (const char *const[]){"n", "a"}, 2);
  g_assert_cmpstr(table_column_name(selected, 0), ==, "n");
  g_assert_cmpuint(table_column_count(selected), ==, 2);
  g_assert_cmpuint(table_row_count(table_pick(table, NULL, 0)), ==, 0);
}

static void assert_groups_by(GroupKey key, const Table *table, const char *fields, const char *expected) {
  char **names = g_strsplit(fields, " ", -1);
  size_t count = *fields ? g_strv_length(names) : 0;
  const Grouping *groups = table_group_by(table, (const char *const *)names, count, key, arena);
  GString *out = g_string_new(NULL);
  for (size_t i = 0; i < groups->group_count; i++) {
    g_assert_cmpuint(groups->first[i], ==, groups->rows[groups->starts[i]]);
    g_string_append(out, i ? " | " : "");
    for (guint32 at = groups->starts[i]; at < groups->starts[i + 1]; at++) {
      g_string_append_printf(out, "%s%u", at > groups->starts[i] ? " " : "", groups->rows[at]);
      g_assert_cmpuint(groups->group_of[groups->rows[at]], ==, i);
    }
  }
  g_assert_cmpstr(out->str, ==, expected);
  g_string_free(out, TRUE);
  g_strfreev(names);
}

static void assert_groups(const Table *table, const char *fields, const char *expected) {
  assert_groups_by(GROUP_BY_TEXT, table, fields, expected);
}

static void test_groups_come_in_order_of_first_appearance(void) {
  Table *table =
      table_of("[{'n':2,'s':'b','v':null},{'n':1,'s':'a','v':[1]},{'n':2,'s':'a','v':[1]},{'n':1,'s':'a','v':'null'},"
               "{'n':2,'s':'b','v':1},{'n':2,'s':'b'},{'n':2,'s':'b','v':true},{'n':2,'s':'b','v':null}]");
  assert_groups(table, "", "0 1 2 3 4 5 6 7");
  assert_groups(table, "n", "0 2 4 5 6 7 | 1 3");
  assert_groups(table, "s", "0 4 5 6 7 | 1 2 3");
  assert_groups(table, "n s", "0 4 5 6 7 | 1 3 | 2");
  assert_groups(table, "v", "0 3 7 | 1 2 4 | 5 | 6");
  assert_groups(table, "missing", "0 1 2 3 4 5 6 7");
  assert_groups(table, "s missing n v", "0 7 | 1 | 2 | 3 | 4 | 5 | 6");
  assert_groups(table_of("[]"), "n", "");
  assert_groups(table_of("[]"), "", "");
}

/* vega-util's key(): '' + value, so a date's key ends at the second. */
static void test_values_written_alike_are_one_group(void) {
  Table *table = table_of("[{'v':1},{'v':'1'},{'v':'01'},{'v':null},{'v':'null'},{'v':true},{'v':'true'},{'v':''},{},"
                          "{'v':'undefined'},{'v':-2.5},{'v':'-2.5'},{'v':'2.50'}]");
  assert_groups(table, "v", "0 1 | 2 | 3 4 | 5 6 | 7 | 8 9 | 10 11 | 12");
  const double dates[] = {1000, 1999, 2000, -1, NAN};
  assert_groups(table_with_column(table_create(arena, 5), "d", column_from_dates(dates, 5, arena)), "d",
                "0 1 | 2 | 3 | 4");
}

/* ECMA-262: String(["a", "b"]) is "a,b", String({}) "[object Object]". */
static void test_arrays_and_objects_group_by_their_text(void) {
  Table *table = table_of(
      "[{'v':['a','b']},{'v':'a,b'},{'v':['a','c']},{'v':{'x':1}},{'v':{'x':2}},{'v':[]},{'v':''},{'v':[null]}]");
  assert_groups(table, "v", "0 1 | 2 | 3 4 | 5 6 7");
}

/* vega-transforms' Impute, KDE and Quantile: '' + [value], where null and undefined are empty. */
static void test_joined_keys_take_what_is_missing_as_empty(void) {
  Table *table = table_of("[{'v':null},{},{'v':''},{'v':'null'},{'v':1},{'v':'1'},{'v':['a','b']},{'v':'a,b'}]");
  assert_groups_by(GROUP_BY_JOINED, table, "v", "0 1 2 | 3 | 4 5 | 6 7");
}

/* vega-encode's Stack: JSON.stringify([value]). */
static void test_json_keys_hold_numbers_and_strings_apart(void) {
  Table *table = table_of("[{'v':1},{'v':'1'},{'v':true},{'v':'true'},{'v':null},{},{'v':''},{'v':['a']},{'v':'a'},"
                          "{'v':['a']},{'v':{'x':1}},{'v':{'x':1}},{'v':{'x':2}},{'v':'null'}]");
  assert_groups_by(GROUP_BY_JSON, table, "v", "0 | 1 | 2 | 3 | 4 5 | 6 | 7 9 | 8 | 10 11 | 12 | 13");
  const double numbers[] = {NAN, INFINITY, 0, -0.0};
  assert_groups_by(GROUP_BY_JSON,
                   table_with_column(table_create(arena, 4), "n", column_from_numbers(numbers, 4, arena)), "n",
                   "0 1 | 2 3");
  const Value dates[] = {value_date(0), value_date(1), value_string("1970-01-01T00:00:00.001Z"), value_date(NAN),
                         value_null()};
  assert_groups_by(GROUP_BY_JSON, table_with_column(table_create(arena, 5), "d", column_from_values(dates, 5, arena)),
                   "d", "0 | 1 2 | 3 4");
}

/* vega-util's ascending: null, undefined and NaN are told apart from each other and from their names. */
static void test_values_group_as_they_are(void) {
  Table *table = table_of("[{'v':1},{'v':'1'},{'v':null},{},{'v':'null'},{'v':''},{'v':['a']},{'v':'a'},{'v':['a']}]");
  assert_groups_by(GROUP_BY_VALUE, table, "v", "0 | 1 | 2 | 3 | 4 | 5 | 6 8 | 7");
  const double dates[] = {1000, 1999, 1000};
  assert_groups_by(GROUP_BY_VALUE, table_with_column(table_create(arena, 3), "d", column_from_dates(dates, 3, arena)),
                   "d", "0 2 | 1");
}

static void test_nan_and_both_zeros_make_one_group_each(void) {
  const double numbers[] = {NAN, 0, -0.0, NAN, 5e-324};
  Table *table = table_with_column(table_create(arena, 5), "n", column_from_numbers(numbers, 5, arena));
  assert_groups(table, "n", "0 3 | 1 2 | 4");
}

static void test_a_million_rows_group_exactly(void) {
  enum { ROWS = 1000000 };
  double *numbers = arena_array(arena, double, ROWS);
  const char **strings = arena_array(arena, const char *, ROWS);
  static char names[1000][8];
  for (int i = 0; i < 1000; i++) g_snprintf(names[i], sizeof *names, "k%d", i);
  for (int i = 0; i < ROWS; i++) {
    numbers[i] = i % 70001;
    strings[i] = names[i % 1000];
  }
  Table *table = table_with_column(table_create(arena, ROWS), "n", column_from_numbers(numbers, ROWS, arena));
  table = table_with_column(table, "s", column_from_strings(strings, ROWS, arena));
  g_test_timer_start();
  const Grouping *groups = table_group(table, (const char *const[]){"s", "n"}, 2, arena);
  double seconds = g_test_timer_elapsed();
  g_test_minimized_result(seconds, "grouped in %.3f s", seconds);
  g_assert_cmpuint(groups->group_count, ==, ROWS);
  groups = table_group(table, (const char *const[]){"n"}, 1, arena);
  g_assert_cmpuint(groups->group_count, ==, 70001);
}

static void test_numbers_of_texts_are_kept_in_their_own_arena_alone(void) {
  static const char *const texts[] = {"1", "2.5", "x"};
  Arena *chart = arena_create();
  const Column *column = column_from_strings(texts, 3, arena);
  const double *own = column_numbers(column, arena), *other = column_numbers(column, chart);
  g_assert_true(own == column_numbers(column, arena));
  g_assert_true(other != own && other != column_numbers(column, chart));
  g_assert_cmpmem(own, 2 * sizeof *own, other, 2 * sizeof *own);
  g_assert_true(isnan(own[2]) && isnan(other[2]));
  arena_destroy(chart);
}

/* Few pairs are found in a table, many by hashing. */
static void test_groups_of_two_columns_are_their_pairs_in_the_order_of_rows(void) {
  static const guint32 sizes[][2] = {{3, 5}, {1, 4}, {4, 1}, {128, 128}, {129, 128}, {700, 900}};
  enum { ROWS = 3000 };
  for (size_t s = 0; s < G_N_ELEMENTS(sizes); s++) {
    double *a = arena_array(arena, double, ROWS), *b = arena_array(arena, double, ROWS);
    for (guint32 row = 0, state = 1; row < ROWS; row++) {
      state = state * 1664525 + 1013904223;
      a[row] = (state >> 8) % sizes[s][0];
      b[row] = (state >> 20) % sizes[s][1];
    }
    const char *names[] = {"a", "b"};
    const Column *columns[] = {column_from_numbers(a, ROWS, arena), column_from_numbers(b, ROWS, arena)};
    const Table *table = table_from_columns(names, columns, 2, ROWS, arena);
    const Grouping *groups = table_group(table, names, 2, arena);
    guint32 met = 0;
    for (guint32 row = 0; row < ROWS; row++) {
      guint32 first = 0;
      while (a[first] != a[row] || b[first] != b[row]) first++;
      g_assert_cmpuint(groups->group_of[row], ==, first == row ? met : groups->group_of[first]);
      if (first == row) met++;
    }
    g_assert_cmpuint(groups->group_count, ==, met);
  }
}

static void test_a_column_that_follows_from_another_divides_no_group(void) {
  const double starts[] = {0, 10, 0, NAN, 20, NAN, 10}, ends[] = {10, 20, 10, NAN, 30, NAN, 20};
  const Column *start = column_from_numbers(starts, 7, arena), *end = column_determined(ends, start, arena);
  const char *names[] = {"start", "end"};
  const Table *table = table_from_columns(names, (const Column *[]){start, end}, 2, 7, arena);
  const Grouping *both = table_group(table, names, 2, arena), *one = table_group(table, names, 1, arena);
  const Grouping *reversed = table_group(table, (const char *const[]){"end", "start"}, 2, arena);
  g_assert_cmpuint(both->group_count, ==, 4);
  g_assert_cmpmem(both->group_of, 7 * sizeof(guint32), one->group_of, 7 * sizeof(guint32));
  g_assert_cmpmem(both->group_of, 7 * sizeof(guint32), reversed->group_of, 7 * sizeof(guint32));
  g_assert_cmpuint(table_group(table, (const char *const[]){"end"}, 1, arena)->group_count, ==, 4);
}

/* The flag may be seen before the first row. */
static void test_a_cancelled_grouping_is_one_group(void) {
  static const volatile int cancel = 1;
  const double numbers[] = {1, 2, 3};
  const char *names[] = {"a", "b"};
  Arena *cancelled = arena_create();
  arena_set_cancel(cancelled, &cancel);
  const Column *column = column_from_numbers(numbers, 3, cancelled),
               *other = column_from_numbers(numbers, 3, cancelled);
  const Table *table = table_from_columns(names, (const Column *[]){column, other}, 2, 3, cancelled);
  const Grouping *groups = table_group(table, names, 2, cancelled);
  g_assert_cmpuint(groups->group_count, ==, 1);
  for (size_t row = 0; row < 3; row++) g_assert_cmpuint(groups->group_of[row], ==, 0);
  arena_destroy(cancelled);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/table/rows-become-columns-of-the-narrowest-kind", test_rows_become_columns_of_the_narrowest_kind);
  g_test_add_func("/table/items-that-are-no-objects-get-a-field-named-data",
                  test_items_that_are_no_objects_get_a_field_named_data);
  g_test_add_func("/table/groups-of-pairs", test_groups_of_two_columns_are_their_pairs_in_the_order_of_rows);
  g_test_add_func("/table/cancelled-groups", test_a_cancelled_grouping_is_one_group);
  g_test_add_func("/table/groups-of-what-follows", test_a_column_that_follows_from_another_divides_no_group);
  g_test_add_func("/table/field-names-split-into-paths", test_field_names_split_into_paths);
  g_test_add_func("/table/fields-are-found-by-name-then-by-path", test_fields_are_found_by_name_then_by_path);
  g_test_add_func("/table/picked-rows-share-columns-and-may-repeat", test_picked_rows_share_columns_and_may_repeat);
  g_test_add_func("/table/groups-come-in-order-of-first-appearance", test_groups_come_in_order_of_first_appearance);
  g_test_add_func("/table/values-written-alike-are-one-group", test_values_written_alike_are_one_group);
  g_test_add_func("/table/arrays-and-objects-group-by-their-text", test_arrays_and_objects_group_by_their_text);
  g_test_add_func("/table/joined-keys-take-what-is-missing-as-empty", test_joined_keys_take_what_is_missing_as_empty);
  g_test_add_func("/table/json-keys-hold-numbers-and-strings-apart", test_json_keys_hold_numbers_and_strings_apart);
  g_test_add_func("/table/values-group-as-they-are", test_values_group_as_they_are);
  g_test_add_func("/table/nan-and-both-zeros-make-one-group-each", test_nan_and_both_zeros_make_one_group_each);
  g_test_add_func("/table/a-million-rows-group-exactly", test_a_million_rows_group_exactly);
  g_test_add_func("/table/numbers-of-texts-are-kept-in-their-own-arena-alone",
                  test_numbers_of_texts_are_kept_in_their_own_arena_alone);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
