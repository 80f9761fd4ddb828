/* Whole columns: the fast road over columns of numbers must give what each row gives by itself. */
#include "data/reader.h"
#include "expr/expr.h"
#include <math.h>
#include <time.h>

enum { ROWS = 1300 };

static Table *mixed_table(Arena *arena) {
  double *x = arena_array(arena, double, ROWS), *y = arena_array(arena, double, ROWS),
         *d = arena_array(arena, double, ROWS);
  const char **s = arena_array(arena, const char *, ROWS);
  Value *v = arena_array(arena, Value, ROWS), *f = arena_array(arena, Value, ROWS);
  for (int i = 0; i < ROWS; i++) {
    x[i] = i % 17 == 3 ? NAN : (i - 600) / 7.0;
    y[i] = i % 5 - 2;
    d[i] = i % 19 == 4 ? NAN : i == 0 ? 0 : -3e11 + i * 1.1e9;
    s[i] = i % 3 ? "foo" : "bar";
    v[i] = i % 4 == 0   ? value_null()
           : i % 4 == 1 ? value_string("7")
           : i % 4 == 2 ? value_number(i)
                        : value_boolean(true);
    f[i] = value_boolean(i % 2);
  }
  Table *table = table_create(arena, ROWS);
  table = table_with_column(table, "x", column_from_numbers(x, ROWS, arena));
  table = table_with_column(table, "y", column_from_numbers(y, ROWS, arena));
  table = table_with_column(table, "d", column_from_dates(d, ROWS, arena));
  table = table_with_column(table, "s", column_from_strings(s, ROWS, arena));
  table = table_with_column(table, "v", column_from_values(v, ROWS, arena));
  return table_with_column(table, "f", column_from_values(f, ROWS, arena));
}

/* Texts of a file: decimals of which there are many (x) and few (y), few words of which some are numbers (d), and many (v). */
static const Table *text_table(Messages *messages, Arena *arena) {
  static const char *const words[] = {"", "0x10", " 7 ", "-0", "12", "nan", "1e400", "Infinity", "2012-02-03"};
  GString *text = g_string_new("x,y,d,s,v,f\n");
  for (int i = 0; i < ROWS; i++) {
    g_string_append_printf(text, "%.3f,%d,%s,%s,", (i - 600) / 7.0, i % 5 - 2, words[i % 9], i % 3 ? "foo" : "bar");
    if (i % 7 != 2) g_string_append_printf(text, "%s%d", i % 7 == 3 ? "v" : "", i);
    g_string_append_printf(text, ",%s\n", i % 2 ? "true" : "false");
  }
  const Source source = {"rows.csv", arena_strdup(arena, text->str), text->len, 0};
  const Table *table = data_read(&source, NULL, NULL, messages, arena);
  g_string_free(text, TRUE);
  return table;
}

static const char *const expressions[] = {
    "datum.x * datum.y",
    "datum.x - datum.v",
    "datum.d / datum.y",
    "datum.d % 5",
    "datum.v & 12",
    "datum.v > 30",
    "10 <= datum.d",
    "datum.d > datum.v",
    "datum.x > datum.y",
    "datum.x == datum.y",
    "datum.y == 1",
    "datum.d == 16",
    "datum.d == (datum.y > 0)",
    "datum.y === 1",
    "datum.v != null",
    "undefined === datum.v",
    "datum.x > null",
    "datum.v == ''",
    "datum.x !== ''",
    "datum.x != 'none'",
    "'1' == datum.y",
    "datum.y != '-2'",
    "datum.d === '12'",
    "datum.y + 1",
    "datum.y - -1",
    "+datum.v",
    "-datum.d",
    "~datum.x",
    "!datum.y",
    "datum.y && 1",
    "datum.y ? 1 : 2",
    "datum.x > 0 ? datum.x : datum.v",
    "datum.x > 0 ? +datum.x : -datum.v",
    "datum.x > 0 ? 'positive' : datum.s",
    "datum.x > 0 ? 'positive' : datum.v > 300 ? 'many' : datum.s",
    "datum.x > 0 && datum.v < 500",
    "datum.x > 0 && upper(datum.s) == 'FOO'",
    "lower(datum.s) + (datum.x > 0) + floor(datum.x) + (datum.y > 0)",
    "if(datum.y > 1, 'high', datum.y < 0 ? datum.s : 'low')",
    "random() < 0 ? 'never' : +datum.y",
    "abs(datum.x) + sqrt(datum.v)",
    "round(datum.d)",
    "pow(datum.y, 2)",
    "pow(datum.y, datum.v)",
    "min(datum.x, datum.v)",
    "max(datum.x, datum.v, datum.d)",
    "max(0, -datum.y * 0)",
    "max(-datum.y * 0, 0)",
    "min(0, datum.y * 0)",
    "min(datum.y * 0, 0)",
    "clamp(datum.v, datum.y, 9)",
    "isNaN(datum.v)",
    "isFinite(datum.x)",
    "isFinite(+datum.d)",
    "isValid(datum.v)",
    "isValid(datum.x) && isFinite(+datum.x)",
    "inrange(datum.v, [-3, 10])",
    "inrange(datum.x, [datum.y, datum.v])",
    "inrange(datum.x, ['-1', '1'])",
    "toNumber(datum.v)",
    "toNumber(datum.x)",
    "toNumber(datum.y) + 1",
    "time(datum.x)",
    "year(datum.d)",
    "datetime(datum.x, datum.y)",
    "datetime(2000 + +datum.y, datum.v - 1)",
    "datetime(datum.d)",
    "datum.x",
    "datum.d",
    "datum.s",
    "datum.x * 2 + 1",
    "datum.x + datum.y",
    "datum.x % 3",
    "-datum.x",
    "+datum.d",
    "!datum.x",
    "!datum.d",
    "~datum.x",
    "datum.x > 3 && datum.y < 1",
    "datum.x || datum.y",
    "datum.x && datum.y",
    "datum.d && datum.x",
    "datum.d ? 1 : 2",
    "datum.x > 0 ? datum.x : datum.y",
    "datum.x > 0 ? datum.d : datum.d",
    "datum.x > 0 ? datum.x : 'none'",
    "datum.x == datum.y",
    "datum.x === datum.y",
    "(datum.y > 0) === datum.y",
    "(datum.y > 0) !== datum.y",
    "(datum.y > 0) == datum.y",
    "!datum.y === !datum.x",
    "datum.x != datum.y",
    "datum.x === datum.d",
    "datum.d == datum.d",
    "datum.d === datum.d",
    "datum.d < 1e11",
    "datum.d - datum.x",
    "datum.x === null",
    "datum.x != null",
    "datum.d !== undefined",
    "datum.s === 'foo'",
    "'bar' != datum.s",
    "datum.s == 7",
    "datum.x & 12",
    "datum.x | 1",
    "datum.x ^ 5",
    "datum.x << 2",
    "datum.x >> 1",
    "datum.x >>> 1",
    "abs(datum.x)",
    "round(datum.x)",
    "round(-datum.x)",
    "floor(datum.x) + ceil(datum.y)",
    "sqrt(datum.x)",
    "pow(datum.x, datum.y)",
    "pow(1, datum.x)",
    "min(datum.x, datum.y)",
    "max(datum.x, datum.y, 3)",
    "max(datum.x)",
    "clamp(datum.x, -10, 10)",
    "isNaN(datum.x)",
    "isFinite(datum.x)",
    "isValid(datum.x)",
    "isValid(datum.d)",
    "isNaN(datum.d)",
    "isValid(datum['x']) && isFinite(+datum['x'])",
    "inrange(datum.x, [-3, 10])",
    "inrange(datum.x, [10, datum.y])",
    "inrange(datum.x, [-3, 10], false)",
    "inrange(datum.d, [0, 1e11])",
    "year(datum.d)",
    "month(datum.d)",
    "hours(datum.d)",
    "utchours(datum.d)",
    "quarter(datum.d)",
    "utcquarter(datum.d)",
    "day(datum.x * 1e9)",
    "week(datum.d)",
    "utcisoweek(datum.d)",
    "dayofyear(datum.d)",
    "timezoneoffset(datum.d)",
    "time(datum.d)",
    "toNumber(datum.x)",
    "datetime(year(datum.d), month(datum.d))",
    "time(datetime(2012, month(datum.d), 1, 0, 0, 0, 0)) === time(datetime(2012, 3, 1, 0, 0, 0, 0))",
    "datum.v",
    "datum.v + 1",
    "datum.v > 3",
    "datum.v === null",
    "datum.f",
    "datum.f && datum.x",
    "datum.missing",
    "datum.missing + 1",
    "datum.s + datum.x",
    "upper(datum.s)",
    "1 + 2",
    "'constant'",
    "datum['s'].length",
    "datum[datum.s]",
    "datum.x > 0 == true",
    "(datum.x > 0) === true",
    "(datum.x > 0) + 1",
    "isNaN(datum.x) ? 0 : datum.x",
    "datum.x < datum.y || datum.s == 'foo' && !(datum.y > 1)",
    "datum",
    "datum.y < 0",
    "datum.y <= 0",
    "datum.y > 0",
    "datum.y >= 0",
    "datum.y == 0",
    "datum.y !== 0",
    "null === datum.x",
    "datum.x == undefined",
    "undefined != datum.x",
    "datum.s !== 'foo'",
    "'foo' === datum.s",
    "datum.s < 'foo'",
    "datum.s == datum.s",
    "datum.d + datum.x",
    "datum.d + 1",
    "datum.d == datum.x",
    "datum.d === datum.x",
    "datum.d >= datum.x",
    "-datum.d",
    "~datum.d",
    "datum.d % 1000",
    "!datum.f",
    "!(datum.x > 0)",
    "datum.x > 0 ? datum.x : datum.d",
    "datum.d ? datum.x : datum.y",
    "datum.x > 0 || datum.y",
    "datum.x > 0 || datum.y > 0",
    "(datum.x > 0) == (datum.y > 0)",
    "(datum.x > 0) == datum.y",
    "datum.x > 0 ? true : false",
    "inrange(datum.y, [-1, 1])",
    "inrange(datum.y, [1, -1])",
    "inrange(datum.y, [0, 0])",
    "inrange(datum.y, [datum.x, 0])",
    "inrange(datum.y, [-1])",
    "inrange(datum.y, [-1, 0, 1])",
    "inrange(datum.y, ['-1', '1'])",
    "inrange(datum.y, datum.s)",
    "inrange(datum.x, [datum.y, datum.s])",
    "isNaN(datum.x > 0)",
    "isFinite(datum.d)",
    "isFinite(1 / datum.y)",
    "isValid(datum.x > 0)",
    "isValid(datum.s)",
    "isNaN(datum.x, 1)",
    "pow(datum.x)",
    "pow(datum.y, 2)",
    "pow(datum.y, datum.x, 1)",
    "pow(datum.y, 1 / 0)",
    "min(datum.y)",
    "min(datum.x, 0, datum.y)",
    "max(datum.x, datum.s)",
    "max(datum.y, datum.x)",
    "min(datum.y, 1)",
    "max(datum.y, 1)",
    "clamp(datum.y, -1, 1)",
    "clamp(datum.y, 1, -1)",
    "clamp(1, datum.y, datum.x)",
    "clamp(datum.x, datum.y, 0)",
    "abs(datum.x, 2)",
    "abs(datum.d)",
    "abs(datum.x > 0)",
    "time(datum.x)",
    "time(datum.x * 1e14)",
    "toNumber(datum.d)",
    "toNumber(datum.x > 0)",
    "toNumber(datum.s)",
    "year(datum.x)",
    "year(datum.s)",
    "year(datum.d, 1)",
    "utcmonth(datum.d)",
    "utcdate(datum.d)",
    "date(datum.d)",
    "utcday(datum.d)",
    "minutes(datum.d)",
    "seconds(datum.d)",
    "milliseconds(datum.d + 0)",
    "datetime(datum.d)",
    "datetime(2012, 1, datum.y, datum.y, datum.y, datum.y, datum.y)",
    "datetime(98.5 + datum.y, 1.5)",
    "datetime(2012, 1, 2, 3, 4, 5, 6, datum.y)",
    "datetime(datum.x, datum.y)",
    "utc(2012, datum.y)",
    "random() < 0 ? datum.x : datum.y",
    "sin(datum.x) + cos(datum.y) * tan(1)",
    "log(datum.y)",
    "exp(datum.y)",
    "ceil(datum.x)",
    "floor(-datum.x)",
    "datum.x / 0",
    "0 / datum.y",
    "datum.y / datum.y",
    "!!datum.y",
    "!datum.y",
    "datum.y && 1",
    "datum.y || 1",
    "datum.x && datum.y > 0",
    "+datum.s",
    "-datum.s",
    "~datum.x & 255",
    "-(-datum.x)",
    "((((((((((((((((((((((((datum.x+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)",
};

static bool is_same(Value a, Value b) {
  if (a.kind != b.kind) return false;
  if ((a.kind == VALUE_NUMBER || a.kind == VALUE_DATE) && isnan(a.number)) return isnan(b.number);
  if (a.kind == VALUE_NUMBER && !signbit(a.number) != !signbit(b.number)) return false;
  return a.kind == VALUE_OBJECT || value_strict_equal(a, b);
}

static void test_columns_hold_what_rows_give(gconstpointer of_texts) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  guint64 random_state = 1;
  const ExprScope scope = {.arena = arena, .messages = messages, .random_state = &random_state};
  const Table *table = of_texts ? text_table(messages, arena) : mixed_table(arena);
  guint32 *rows = arena_array(arena, guint32, ROWS);
  for (size_t i = 0; i < G_N_ELEMENTS(expressions); i++) {
    const Expr *expr = expr_parse(expressions[i], (Place){0}, messages, arena);
    g_assert_nonnull(expr);
    const Column *column = expr_eval_column(expr, &scope, table);
    size_t kept = expr_filter(expr, &scope, table, rows), expected = 0;
    g_assert_cmpuint(column->length, ==, ROWS);
    for (size_t row = 0; row < ROWS; row++) {
      Value value = expr_eval(expr, &scope, table, row);
      bool same = is_same(column_value(column, row), value);
      if (value_to_boolean(value)) same = same && expected < kept && rows[expected++] == row;
      if (same) continue;
      g_test_message("%s differs at row %zu", expressions[i], row);
      g_test_fail();
      break;
    }
    g_assert_cmpuint(kept, ==, expected);
  }
  g_assert_cmpuint(messages_count(messages), ==, 0);
  arena_destroy(arena);
}

static void test_columns_of_numbers_stay_columns_of_numbers(void) {
  Arena *arena = arena_create();
  const ExprScope scope = {.arena = arena};
  const Table *table = mixed_table(arena);
  g_assert_cmpint(expr_eval_column(expr_parse("datum.x * 2", (Place){0}, NULL, arena), &scope, table)->kind, ==,
                  COLUMN_NUMBER);
  g_assert_cmpint(expr_eval_column(expr_parse("datetime(2012, datum.y)", (Place){0}, NULL, arena), &scope, table)->kind,
                  ==, COLUMN_DATE);
  g_assert_cmpint(expr_eval_column(expr_parse("datum.s + '!'", (Place){0}, NULL, arena), &scope, table)->kind, ==,
                  COLUMN_STRING);
  arena_destroy(arena);
}

static void test_tables_without_rows_give_columns_without_values(void) {
  Arena *arena = arena_create();
  const ExprScope scope = {.arena = arena};
  const Table *table = table_create(arena, 0);
  static const char *const some[] = {"datum.x * 2", "1", "random()", "datum"};
  for (size_t i = 0; i < G_N_ELEMENTS(some); i++)
    g_assert_cmpuint(expr_eval_column(expr_parse(some[i], (Place){0}, NULL, arena), &scope, table)->length, ==, 0);
  arena_destroy(arena);
}

static void test_random_numbers_differ_from_row_to_row(void) {
  Arena *arena = arena_create();
  guint64 state = 123456789;
  const ExprScope scope = {.arena = arena, .random_state = &state};
  const Column *column = expr_eval_column(expr_parse("random()", (Place){0}, NULL, arena), &scope, mixed_table(arena));
  g_assert_cmpfloat(column->numbers[0], !=, column->numbers[1]);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/column/columns_hold_what_rows_give", NULL, test_columns_hold_what_rows_give);
  g_test_add_data_func("/column/columns_of_texts_hold_what_rows_give", "texts", test_columns_hold_what_rows_give);
  g_test_add_func("/column/columns_of_numbers_stay_columns_of_numbers",
                  test_columns_of_numbers_stay_columns_of_numbers);
  g_test_add_func("/column/tables_without_rows_give_columns_without_values",
                  test_tables_without_rows_give_columns_without_values);
  g_test_add_func("/column/random_numbers_differ_from_row_to_row", test_random_numbers_differ_from_row_to_row);
  return g_test_run();
}
