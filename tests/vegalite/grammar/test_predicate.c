/* Vega-Lite's predicates: the rows they keep are those that compiled Vega-Lite keeps. */
#include "expr/expr.h"
#include "vegalite/grammar/predicate.h"
#include <string.h>
#include <time.h>

static const Json *read(const char *text, Arena *arena) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "test", .text = text, .length = strlen(text)};
  return json_parse(source, messages_create(arena, false), arena);
}

static const Table *predicate_table(Arena *arena) {
  static const char text[] =
#include "vegalite/grammar/predicate_rows.inc"
      ;
  Value rows = value_from_json(read(text, arena), arena);
  return table_from_values(rows.array->items, rows.array->count, arena);
}

static void test_predicates_keep_what_vega_lite_keeps(void) {
  static const struct {
    const char *predicate, *kept;
  } cases[] = {
#include "vegalite/grammar/predicates.inc"
  };
  Arena *arena = arena_create();
  const Table *table = predicate_table(arena);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Messages *messages = messages_create(arena, false);
    const ExprScope scope = {.arena = arena, .messages = messages};
    const char *text = predicate_to_expression(read(cases[i].predicate, arena), messages, arena);
    const Expr *expr = text ? expr_parse(text, (Place){0}, messages, arena) : NULL;
    g_assert_nonnull(expr);
    guint32 rows[64];
    size_t count = expr_filter(expr, &scope, table, rows);
    g_autoptr(GString) kept = g_string_new(NULL);
    for (size_t k = 0; k < count; k++) g_string_append_printf(kept, "%s%u", k ? " " : "", rows[k]);
    if (strcmp(kept->str, cases[i].kept) == 0) continue;
    g_test_message("%s (%s): %s instead of %s", cases[i].predicate, text, kept->str, cases[i].kept);
    g_test_fail();
  }
  arena_destroy(arena);
}

static void test_params_are_asked_of_the_host(void) {
  Arena *arena = arena_create();
  g_assert_cmpstr(predicate_to_expression(read("{\"param\": \"brush\"}", arena), NULL, arena), ==,
                  "vlSelectionTest(\"brush\", datum, true)");
  g_assert_cmpstr(predicate_to_expression(read("{\"not\": {\"param\": \"b\", \"empty\": false}}", arena), NULL, arena),
                  ==, "!(vlSelectionTest(\"b\", datum, false))");
  arena_destroy(arena);
}

static void test_wrong_predicates_are_told(void) {
  static const struct {
    const char *predicate, *message;
  } cases[] = {{"{\"field\": \"x\"}", "a field predicate needs equal, lt, lte, gt, gte, range, oneOf or valid"},
               {"{\"field\": \"x\", \"range\": [1]}", "\"range\" needs two values"},
               {"{\"field\": \"d\", \"timeUnit\": \"yeer\", \"equal\": 1}",
                "unknown time unit \"yeer\"; did you mean \"year\"?"},
               {"{\"field\": \"d\", \"timeUnit\": \"month\", \"equal\": \"foo\"}", "invalid month"},
               {"{\"field\": \"d\", \"timeUnit\": \"month\", \"oneOf\": [1, \"foo\"]}", "invalid month"},
               {"{\"field\": \"d\", \"equal\": {\"day\": \"foo\"}}", "invalid day of the week"},
               {"{\"and\": [{\"feld\": \"x\"}]}",
                "not a predicate: it needs a field, a param, and, or, not, or to be an expression"},
               {"7", "not a predicate: it needs a field, a param, and, or, not, or to be an expression"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    Messages *messages = messages_create(arena, false);
    MessageLevel level;
    g_assert_null(predicate_to_expression(read(cases[i].predicate, arena), messages, arena));
    g_assert_cmpstr(messages_text(messages, 0, &level), ==, cases[i].message);
    arena_destroy(arena);
  }
}

int main(int argc, char **argv) {
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vegalite/grammar/predicate/predicates_keep_what_vega_lite_keeps",
                  test_predicates_keep_what_vega_lite_keeps);
  g_test_add_func("/vegalite/grammar/predicate/params_are_asked_of_the_host", test_params_are_asked_of_the_host);
  g_test_add_func("/vegalite/grammar/predicate/wrong_predicates_are_told", test_wrong_predicates_are_told);
  return g_test_run();
}
