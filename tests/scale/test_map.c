/* Whole columns through scales of every kind of range: they give what single values give, and touch nothing beyond their ends. */
#include "guarded.h"
#include "scale/index.h"
#include "scale/scale.h"
#include <math.h>

enum { LENGTH = 5 };

static const double numbers[LENGTH] = {10, 10, 25, NAN, 40};
static const char *const strings[LENGTH] = {"10", "10", "25", "x", "40"};

/* The same five data as numbers, dates, texts and values of mixed kinds. */
static Column column_of(ColumnKind kind) {
  Value values[LENGTH] = {value_number(10), value_string("10"), value_date(25), value_null(), value_number(40)};
  Column column = {.kind = kind, .length = LENGTH};
  if (kind == COLUMN_VALUE)
    column.values = guarded_copy(values, sizeof values);
  else if (kind == COLUMN_STRING)
    column.strings = guarded_copy(strings, sizeof strings);
  else
    column.numbers = guarded_copy(numbers, sizeof numbers);
  return column;
}

static void assert_column_agrees(const Scale *scale, const Column *column, Arena *arena) {
  const double *all = scale_map_numbers(scale, column, arena);
  const Rgba *colors = scale_map_colors(scale, column, arena);
  const char *const *texts = scale_map_strings(scale, column, arena);
  const double *const *arrays = scale_map_arrays(scale, column, arena);
  for (size_t i = 0; i < column->length; i++) {
    Value value = column_value(column, i);
    double number = scale_map_number(scale, value);
    Rgba color = scale_map_color(scale, value);
    g_assert_true(all[i] == number || (isnan(all[i]) && isnan(number)));
    g_assert_cmpmem(&colors[i], sizeof color, &color, sizeof color);
    if (scale_range_kind(scale) == RANGE_STRINGS) g_assert_cmpstr(texts[i], ==, scale_map_string(scale, value));
    g_assert_true(arrays[i] == scale_map_array(scale, value));
  }
}

static const Scale *scale_of(const char *type, RangeKind kind, Arena *arena) {
  static const double range[] = {0, 60, 90}, dash[] = {4, 2, NAN}, solid[] = {NAN};
  static const double *const dashes[] = {dash, solid};
  static const char *const names[] = {"red", "circle", "#00ff00"};
  static const Rgba colors[] = {{1, 0, 0, 1}, {0, 1, 0, 1}};
  ScaleSpec spec = scale_spec(scale_type_find(type));
  Value *domain = arena_array(arena, Value, 3);
  domain[0] = value_number(10), domain[1] = value_string("10"), domain[2] = value_number(40);
  spec.domain = domain, spec.domain_count = 3;
  if (!scale_type_is_discrete_domain(spec.type)) domain[1] = value_number(25);
  spec.range_kind = kind;
  spec.range_numbers = range, spec.range_strings = names, spec.range_colors = colors, spec.range_arrays = dashes;
  spec.range_count = kind == RANGE_COLORS || kind == RANGE_NUMBER_ARRAYS ? 2 : 3;
  return scale_create(&spec, arena);
}

static void test_columns_give_what_values_give(void) {
  Arena *arena = arena_create();
  for (size_t i = 0; scale_types[i]; i++)
    for (int range = RANGE_NUMBERS; range <= RANGE_NUMBER_ARRAYS; range++)
      for (int kind = COLUMN_NUMBER; kind <= COLUMN_VALUE; kind++) {
        Column column = column_of((ColumnKind)kind);
        assert_column_agrees(scale_of(scale_types[i]->name, (RangeKind)range, arena), &column, arena);
      }
  arena_destroy(arena);
}

static void test_ordinal_ranges_hold_any_kind_of_item(void) {
  Arena *arena = arena_create();
  Column mixed = column_of(COLUMN_VALUE), texts = column_of(COLUMN_STRING), plain = column_of(COLUMN_NUMBER);
  const char *const *names = scale_map_strings(scale_of("ordinal", RANGE_STRINGS, arena), &mixed, arena);
  g_assert_cmpstr(names[0], ==, "red");
  g_assert_cmpstr(names[1], ==, "circle");
  g_assert_null(names[2]);
  g_assert_null(names[3]);
  g_assert_cmpstr(names[4], ==, "#00ff00");
  const Rgba *colors = scale_map_colors(scale_of("ordinal", RANGE_STRINGS, arena), &mixed, arena);
  g_assert_cmpfloat(colors[0].r, ==, 1);
  g_assert_cmpfloat(colors[1].a, <, 0); /* a circle is not a colour */
  g_assert_cmpfloat(colors[4].g, ==, 1);
  const char *const *written = scale_map_strings(scale_of("ordinal", RANGE_COLORS, arena), &mixed, arena);
  g_assert_cmpstr(written[0], ==, "rgb(255, 0, 0)");
  g_assert_cmpstr(written[1], ==, "rgb(0, 255, 0)");
  const double *const *dashes = scale_map_arrays(scale_of("ordinal", RANGE_NUMBER_ARRAYS, arena), &texts, arena);
  g_assert_null(dashes[2]);
  g_assert_true(isnan(dashes[0][0])); /* "10" is the second */
  g_assert_cmpfloat(scale_map_array(scale_of("ordinal", RANGE_NUMBER_ARRAYS, arena), value_number(40))[1], ==, 2);
  const double *sizes = scale_map_numbers(scale_of("ordinal", RANGE_NUMBERS, arena), &plain, arena);
  g_assert_true(sizes[0] == 0 && sizes[1] == 0 && isnan(sizes[2]) && isnan(sizes[3]) && sizes[4] == 90);
  Value dash = scale_map_value(scale_of("ordinal", RANGE_NUMBER_ARRAYS, arena), value_number(10), arena);
  g_assert_cmpint(dash.kind, ==, VALUE_ARRAY);
  g_assert_cmpuint(dash.array->count, ==, 2);
  g_assert_cmpfloat(dash.array->items[1].number, ==, 2);
  g_assert_cmpint(scale_map_value(scale_of("ordinal", RANGE_NUMBER_ARRAYS, arena), value_null(), arena).kind, ==,
                  VALUE_UNDEFINED);
  g_assert_cmpint(scale_map_value(scale_of("ordinal", RANGE_STRINGS, arena), value_null(), arena).kind, ==,
                  VALUE_UNDEFINED);
  g_assert_cmpint(scale_map_value(scale_of("ordinal", RANGE_COLORS, arena), value_null(), arena).kind, ==,
                  VALUE_UNDEFINED);
  g_assert_cmpint(scale_map_value(scale_of("linear", RANGE_NUMBERS, arena), value_null(), arena).kind, ==,
                  VALUE_UNDEFINED);
  arena_destroy(arena);
}

static void test_only_ranges_of_their_kind_are_told(void) {
  Arena *arena = arena_create();
  size_t n = 9;
  g_assert_cmpfloat(scale_range(scale_of("linear", RANGE_NUMBERS, arena), &n)[1], ==, 60);
  g_assert_cmpuint(n, ==, 3);
  g_assert_null(scale_range_colors(scale_of("linear", RANGE_NUMBERS, arena), &n));
  g_assert_cmpuint(n, ==, 0);
  g_assert_cmpfloat(scale_range_colors(scale_of("ordinal", RANGE_COLORS, arena), &n)[1].g, ==, 1);
  g_assert_cmpuint(n, ==, 2);
  g_assert_null(scale_range(scale_of("ordinal", RANGE_COLORS, arena), &n));
  g_assert_cmpuint(n, ==, 0);
  /* Positions and extents exist for ranges of numbers alone. */
  g_assert_cmpint(scale_invert(scale_of("threshold", RANGE_COLORS, arena), 0).kind, ==, VALUE_UNDEFINED);
  g_assert_cmpint(scale_invert(scale_of("threshold", RANGE_STRINGS, arena), 0).kind, ==, VALUE_UNDEFINED);
  g_assert_cmpint(scale_invert(scale_of("linear", RANGE_COLORS, arena), 0).kind, ==, VALUE_UNDEFINED);
  g_assert_cmpint(scale_invert(scale_of("linear", RANGE_NUMBERS, arena), NAN).kind, ==, VALUE_UNDEFINED);
  g_assert_cmpint(scale_invert(scale_of("utc", RANGE_NUMBERS, arena), 60).kind, ==, VALUE_DATE);
  g_assert_cmpfloat(scale_invert(scale_of("utc", RANGE_NUMBERS, arena), 61).number, ==, 26); /* 25.5, rounded */
  arena_destroy(arena);
}

/* Thousands of values of every kind, most of them apart from each other. */
static void test_an_index_finds_every_value(void) {
  enum { COUNT = 3000 };
  Arena *arena = arena_create();
  Value *values = arena_array(arena, Value, COUNT);
  for (size_t i = 0; i < COUNT; i++) {
    double n = (double)(i / 3);
    values[i] = i % 3 == 0 ? value_number(n) : i % 3 == 1 ? value_string(arena_printf(arena, "%g", n)) : value_date(n);
  }
  const Value *distinct;
  size_t count;
  const ValueIndex *index = value_index_create(values, COUNT, &distinct, &count, arena);
  g_assert_cmpuint(count, ==, COUNT / 3 * 2); /* dates are the numbers of their moments */
  for (size_t i = 0; i < COUNT; i++) g_assert_cmpuint(value_index_find(index, values[i]), ==, i / 3 * 2 + (i % 3 == 1));
  g_assert_cmpuint(value_index_find(index, value_number(-0.0)), ==, 0);
  g_assert_cmpuint(value_index_find(index, value_number(1000)), ==, INDEX_NONE);
  g_assert_cmpuint(value_index_find(index, value_string("1000")), ==, INDEX_NONE);
  g_assert_cmpuint(value_index_find(index, value_boolean(true)), ==, INDEX_NONE);
  const Value odd[] = {value_null(),         value_undefined(), value_boolean(true),
                       value_boolean(false), value_number(NAN), value_string("")};
  index = value_index_create(odd, G_N_ELEMENTS(odd), &distinct, &count, arena);
  g_assert_cmpuint(count, ==, G_N_ELEMENTS(odd));
  for (size_t i = 0; i < count; i++) g_assert_cmpuint(value_index_find(index, odd[i]), ==, i);
  g_assert_cmpuint(value_index_find(index, value_number(0)), ==, INDEX_NONE);
  arena_destroy(arena);
}

/* Equal neighbours are looked up once; equal texts at other addresses must be found too. */
static void test_an_index_finds_whole_columns(void) {
  Arena *arena = arena_create();
  const Value domain[] = {value_number(10), value_string("25"), value_string("10")};
  const Value *distinct;
  size_t count;
  const ValueIndex *index = value_index_create(domain, 3, &distinct, &count, arena);
  guint32 *out = guarded_copy((guint32[LENGTH]){7, 7, 7, 7, 7}, LENGTH * sizeof(guint32));
  Column column = column_of(COLUMN_NUMBER);
  value_index_find_column(index, &column, out);
  g_assert_true(out[0] == 0 && out[1] == 0 && out[2] == INDEX_NONE && out[3] == INDEX_NONE && out[4] == INDEX_NONE);
  column = column_of(COLUMN_STRING);
  column.strings =
      guarded_copy((const char *[]){strings[0], strings[0], arena_strdup(arena, "10"), "25", "1"}, sizeof strings);
  value_index_find_column(index, &column, out);
  g_assert_true(out[0] == 2 && out[1] == 2 && out[2] == 2 && out[3] == 1 && out[4] == INDEX_NONE);
  column = column_of(COLUMN_VALUE);
  value_index_find_column(index, &column, out);
  g_assert_true(out[0] == 0 && out[1] == 2 && out[2] == INDEX_NONE && out[3] == INDEX_NONE && out[4] == INDEX_NONE);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/map/columns-give-what-values-give", test_columns_give_what_values_give);
  g_test_add_func("/map/ordinal-ranges-hold-any-kind-of-item", test_ordinal_ranges_hold_any_kind_of_item);
  g_test_add_func("/map/only-ranges-of-their-kind-are-told", test_only_ranges_of_their_kind_are_told);
  g_test_add_func("/map/an-index-finds-every-value", test_an_index_finds_every_value);
  g_test_add_func("/map/an-index-finds-whole-columns", test_an_index_finds_whole_columns);
  return g_test_run();
}
