/* The expression language against vega-expression and vega-functions 6, on one row of mixed values. */
#include "expr/expr.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char row[] =
    "{\"a\":5,\"b\":2,\"s\":\"str\",\"b c\":7,\"nested\":{\"x\":1,\"y\":[1,2]},\"nul\":null,\"t\":true,"
    "\"arr\":[1,2],\"key\":\"a\",\"neg\":-3.25,\"f\":false}";

static const Table *row_table(Arena *arena) {
  const Source source = {.name = "row", .text = row, .length = strlen(row)};
  Value value = value_from_json(json_parse(&source, messages_create(arena, false), arena), arena);
  return table_from_values(&value, 1, arena);
}

static const char *value_text(Value value, Arena *arena) {
  if (value.kind == VALUE_UNDEFINED) return "undefined";
  bool number = value.kind == VALUE_NUMBER;
  if (number && isnan(value.number)) return "NaN";
  if (number && isinf(value.number)) return value.number > 0 ? "Infinity" : "-Infinity";
  if (number && value.number == 0 && signbit(value.number)) return "-0";
  return json_to_text(arena, value_to_json(value, (Place){0}, arena));
}

/* Alike, or numbers whose last digits depend on the mathematical library. */
static bool is_same(const char *got, const char *want) {
  if (strcmp(got, want) == 0) return true;
  char *got_end, *want_end;
  double a = strtod(got, &got_end), b = strtod(want, &want_end);
  return got_end > got && !*got_end && !*want_end && fabs(a - b) <= 4e-15 * fabs(b);
}

static void test_expressions_mean_what_they_mean_to_vega(void) {
  static const struct {
    const char *expression, *value;
  } cases[] = {
#include "expr/evaluations.inc"
#include "expr/more_evaluations.inc"
  };
  Value width = value_number(200);
  GHashTable *signals = g_hash_table_new(g_str_hash, g_str_equal);
  g_hash_table_insert(signals, (char *)"width", &width);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    Messages *messages = messages_create(arena, false);
    const ExprScope scope = {.arena = arena, .messages = messages, .signals = signals};
    const Table *table = row_table(arena);
    const Expr *expr = expr_parse(cases[i].expression, (Place){0}, messages, arena);
    g_autofree char *said = messages_to_string(messages);
    if (!expr) g_error("%s: %s", cases[i].expression, said);
    const char *one = value_text(expr_eval(expr, &scope, table, 0), arena);
    const char *column = value_text(column_value(expr_eval_column(expr, &scope, table), 0), arena);
    const char *datum = value_text(expr_eval_datum(expr, &scope, table_row(table, 0, arena)), arena);
    if (!is_same(one, cases[i].value) || !is_same(column, cases[i].value) || !is_same(datum, cases[i].value)) {
      g_test_message("%s: %s, as a column %s, with datum %s, instead of %s", cases[i].expression, one, column, datum,
                     cases[i].value);
      g_test_fail();
    }
    arena_destroy(arena);
  }
  g_hash_table_unref(signals);
}

/* vega-statistics 2 with randomLCG(123456789): random() twice, sampleUniform … in this order. */
static void test_random_numbers_are_those_of_vegas_generator(void) {
  static const struct {
    const char *expression;
    double value;
  } cases[] = {{"random()", 0.1374794059141909},
               {"random()", 0.29985855347470314},
               {"sampleUniform(5,10)", 5.51494163717839},
               {"sampleUniform(5)", 1.9116410738377092},
               {"sampleUniform()", 0.5896222542923047},
               {"sampleNormal()", -0.09065722730557348},
               {"sampleNormal()", 0.4346997916164646},
               {"sampleNormal(10,2)", 13.761945388285813},
               {"random()", 0.6593205922559465},
               {"sampleNormal(10,2)", 7.382062661340813},
               {"sampleLogNormal()", 1.5550702486518433},
               {"random()", 0.887354503333268},
               {"sampleLogNormal(1,0.5)", 2.3696471423707646},
               {"sampleNormal()", -0.6145440280566556}};
  guint64 state = 123456789;
  Arena *arena = arena_create();
  const ExprScope scope = {.arena = arena, .random_state = &state};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Value value = expr_eval(expr_parse(cases[i].expression, (Place){0}, NULL, arena), &scope, NULL, 0);
    g_assert_cmpfloat_with_epsilon(value.number, cases[i].value, 1e-14);
  }
  arena_destroy(arena);
}

/* https://reproducible-builds.org/specs/source-date-epoch/ */
static void test_now_is_fixed(void) {
  Arena *arena = arena_create();
  const ExprScope scope = {.arena = arena};
  g_unsetenv("SOURCE_DATE_EPOCH");
  g_assert_cmpfloat(expr_eval(expr_parse("now()", (Place){0}, NULL, arena), &scope, NULL, 0).number, ==, 0);
  g_setenv("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  g_assert_cmpfloat(expr_eval(expr_parse("now()", (Place){0}, NULL, arena), &scope, NULL, 0).number, ==, 1.7e12);
  g_unsetenv("SOURCE_DATE_EPOCH");
  arena_destroy(arena);
}

static bool host_call(void *host, const char *name, const Value *arguments, size_t count, Value *result) {
  GString *calls = host;
  g_string_append_printf(calls, "%s/%zu ", name, count);
  if (strcmp(name, "scale") != 0) return false;
  *result = value_number(value_to_number(arguments[1]) * 10);
  return true;
}

static void test_functions_of_the_chart_are_asked_of_the_host(void) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  g_autoptr(GString) calls = g_string_new(NULL);
  const ExprScope parent = {.arena = arena, .call = host_call, .host = calls};
  const ExprScope scope = {.arena = arena, .messages = messages, .parent = &parent};
  const Expr *expr = expr_parse("scale('x', datum.v) + 1", (Place){0}, messages, arena);
  ValueMember v = {"v", value_number(4)};
  g_assert_cmpfloat(expr_eval_datum(expr, &scope, value_object(&v, 1, arena)).number, ==, 41);
  g_assert_cmpuint(messages_error_count(messages), ==, 0);
  const Expr *unknown = expr_parse("geoArea('p', datum)", (Place){0}, messages, arena);
  g_assert_true(expr_eval_datum(unknown, &scope, value_null()).kind == VALUE_UNDEFINED);
  expr_eval_datum(unknown, &scope, value_null());
  g_assert_cmpuint(messages_error_count(messages), ==, 1);
  g_assert_cmpstr(calls->str, ==, "scale/2 geoArea/2 geoArea/2 ");
  arena_destroy(arena);
}

static void test_names_are_looked_up_outwards_and_missing_ones_told_once(void) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  Value inner = value_number(1), outer = value_number(2);
  GHashTable *near = g_hash_table_new(g_str_hash, g_str_equal), *far = g_hash_table_new(g_str_hash, g_str_equal);
  g_hash_table_insert(near, (char *)"a", &inner);
  g_hash_table_insert(far, (char *)"a", &outer);
  g_hash_table_insert(far, (char *)"b", &outer);
  const ExprScope parent = {.arena = arena, .signals = far};
  const ExprScope scope = {.arena = arena, .messages = messages, .signals = near, .parent = &parent};
  g_assert_cmpfloat(expr_eval(expr_parse("a * 10 + b", (Place){0}, messages, arena), &scope, NULL, 0).number, ==, 12);
  const Expr *missing = expr_parse("nowhere + 1", (Place){0}, messages, arena);
  expr_eval(missing, &scope, NULL, 0);
  g_assert_true(isnan(expr_eval(missing, &scope, NULL, 0).number));
  MessageLevel level;
  g_assert_cmpuint(messages_count(messages), ==, 1);
  g_assert_cmpstr(messages_text(messages, 0, &level), ==, "unknown name \"nowhere\" in expression");
  g_hash_table_unref(near);
  g_hash_table_unref(far);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/evaluate/expressions_mean_what_they_mean_to_vega", test_expressions_mean_what_they_mean_to_vega);
  g_test_add_func("/evaluate/random_numbers_are_those_of_vegas_generator",
                  test_random_numbers_are_those_of_vegas_generator);
  g_test_add_func("/evaluate/now_is_fixed", test_now_is_fixed);
  g_test_add_func("/evaluate/functions_of_the_chart_are_asked_of_the_host",
                  test_functions_of_the_chart_are_asked_of_the_host);
  g_test_add_func("/evaluate/names_are_looked_up_outwards_and_missing_ones_told_once",
                  test_names_are_looked_up_outwards_and_missing_ones_told_once);
  return g_test_run();
}
