/* Dates in parts: the expressions are those of Vega-Lite 6.4's dateTimeToExpr, the moments those of JavaScript's Date. */
#include "vegalite/grammar/date_time.h"
#include <math.h>

static const struct {
  const char *json, *expression;
  double ms; /* TZ=UTC */
} cases[] = {
    {"{'year': 2012}", "datetime(2012, 0, 1, 0, 0, 0, 0)", 1325376000000},
    {"{'year': 99}", "datetime(99, 0, 1, 0, 0, 0, 0)", 915148800000},
    {"{'year': 100, 'utc': true}", "utc(100, 0, 1, 0, 0, 0, 0)", -59011459200000},
    {"{'month': 'March'}", "datetime(2012, 2, 1, 0, 0, 0, 0)", 1330560000000},
    {"{'month': '3'}", "datetime(2012, 2, 1, 0, 0, 0, 0)", 1330560000000},
    {"{'quarter': 3}", "datetime(2012, 6, 1, 0, 0, 0, 0)", 1341100800000},
    {"{'day': 7}", "datetime(2012, 0, 1, 0, 0, 0, 0)", 1325376000000},
    {"{'day': 'wed'}", "datetime(2012, 0, 4, 0, 0, 0, 0)", 1325635200000},
    {"{'year': 2020, 'month': 2, 'date': 29, 'hours': 5, 'minutes': 6, 'seconds': 7, 'milliseconds': 8}",
     "datetime(2020, 1, 29, 5, 6, 7, 8)", 1582952767008},
    {"{'year': 2012, 'day': 3}", "datetime(2012, 0, 1, 0, 0, 0, 0)", 1325376000000},
    {"{'week': 5}", "datetime(2012, 0, 1, 0, 0, 0, 0)", 1325376000000},
};

static void test_expressions_and_moments_are_vega_lites(void) {
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Json *json = json_literal(arena, (Place){0}, cases[i].json);
    g_assert_true(date_time_is(json));
    g_assert_cmpstr(date_time_to_expression(json, NULL, arena), ==, cases[i].expression);
    g_assert_cmpfloat(date_time_to_ms(json, NULL), ==, cases[i].ms);
  }
  arena_destroy(arena);
}

static void test_what_is_no_part_is_an_error(void) {
  static const char *const wrong[][2] = {
      {"{'month': 'foo'}", "invalid month"},     {"{'month': 'ma'}", "invalid month"},
      {"{'quarter': 'jan'}", "invalid quarter"}, {"{'day': 'someday'}", "invalid day of the week"},
      {"{'year': 'now'}", "invalid year"},       {"{'date': null}", "invalid date"}};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    Arena *arena = arena_create();
    Messages *messages = messages_create(arena, false);
    const Json *json = json_literal(arena, (Place){0}, wrong[i][0]);
    g_assert_null(date_time_to_expression(json, messages, arena));
    g_assert_true(isnan(date_time_to_ms(json, NULL)));
    g_assert_cmpuint(messages_error_count(messages), ==, 1);
    g_assert_cmpstr(messages_text(messages, 0, NULL), ==, wrong[i][1]);
    arena_destroy(arena);
  }
}

static void test_other_values_are_no_dates(void) {
  static const char *const others[] = {"{}", "{'utc': true}", "[]", "'year'", "2012", "null"};
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
    g_assert_false(date_time_is(json_literal(arena, (Place){0}, others[i])));
  g_assert_false(date_time_is(NULL));
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vegalite/grammar/date-time/vega-lite", test_expressions_and_moments_are_vega_lites);
  g_test_add_func("/vegalite/grammar/date-time/mistakes", test_what_is_no_part_is_an_error);
  g_test_add_func("/vegalite/grammar/date-time/others", test_other_values_are_no_dates);
  return g_test_run();
}
