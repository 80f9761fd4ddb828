/* What the parser refuses, what it says then and where, and what it tells of an expression. */
#include "expr/expr.h"
#include "expr/node.h"
#include <string.h>

/* The message, with the text it points at between brackets. */
static char *refusal(const char *json_text) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  const Source source = {.name = "test", .text = json_text, .length = strlen(json_text)};
  const Json *json = json_parse(&source, messages_create(arena, false), arena);
  g_assert_nonnull(json);
  const Expr *expr = expr_parse(json->string, json->place, messages, arena);
  g_assert_null(expr);
  g_autofree char *printed = messages_to_string(messages);
  MessageLevel level;
  char *text = g_strdup(messages_text(messages, 0, &level));
  g_assert_cmpuint(messages_count(messages), ==, 1);
  unsigned column = 0;
  sscanf(printed, "test:1:%u:", &column);
  char *result = g_strdup_printf("%u %s", column, text);
  g_free(text);
  arena_destroy(arena);
  return result;
}

static void test_mistakes_are_told_with_their_place_in_the_json_string(void) {
  static const struct {
    const char *json, *message;
  } cases[] = {
      {"\"1 + )\"", "6 unexpected \")\" in expression"},
      {"\"1 + \"", "6 unexpected end of expression"},
      {"\"fooor(1)\"", "2 unknown function \"fooor\"; did you mean \"floor\"?"},
      {"\"1 2\"", "4 unexpected \"2\" in expression"},
      {"\"datum.a = 3\"", "10 unexpected \"=\" in expression"},
      {"\"a++\"", "3 unexpected \"++\" in expression"},
      {"\"datum.a.toString()\"", "18 only named functions can be called in expressions"},
      {"\"typeof 3\"", "2 \"typeof\" is not allowed in expressions"},
      {"\"'abc\"", "2 unterminated string in expression"},
      {"\"010\"", "2 number with a leading zero in expression"},
      {"\"3px\"", "3 unexpected \"p\" in expression"},
      {"\"[1, 2\"", "7 unexpected end of expression"},
      {"\"{a: 1, a: 2}\"", "9 duplicate key \"a\" in an object"},
      {"\"clamp(1)\"", "2 clamp() takes three arguments"},
      {"\"if(1, 2)\"", "2 if() takes three arguments"},
      {"\"/(/\"", "2 invalid regular expression"},
      {"\"/a/q\"", "5 unknown flag of a regular expression"},
      {"\"\\\"x\\\" + )\"", "10 unexpected \")\" in expression"},
      {"\"'\\u00e9\\ud83d\\ude00' ) \"", "23 unexpected \")\" in expression"},
      {"\"`x`\"", "2 unexpected \"`\" in expression"},
      {"\"1 // note\"", "4 comments are not allowed in expression"},
      {"\"a ?? b\"", "4 unexpected \"??\" in expression"},
      {"\"f(1,)\"", "2 unknown function \"f\""},
      {"\"abs(1,)\"", "8 unexpected \")\" in expression"},
      {"\"\"", "2 unexpected end of expression"},
      {"\"'\\\\1'\"", "3 malformed escape in expression"},
      {"\"'\\\\08'\"", "3 malformed escape in expression"},
      {"\"'\\\\9'\"", "3 malformed escape in expression"},
      {"\"'\\\\x4'\"", "3 malformed escape in expression"},
      {"\"'\\\\u004'\"", "3 malformed escape in expression"},
      {"\"'\\\\u{110000}'\"", "3 malformed escape in expression"},
      {"\"'\\\\u{41'\"", "3 malformed escape in expression"},
      {"\"0x\"", "4 unexpected"},
      {"\"0xg\"", "4 unexpected \"g\" in expression"},
      {"\"1e\"", "2 unfinished number in expression"},
      {"\"1e+\"", "2 unfinished number in expression"},
      {"\"1ex\"", "4 unexpected \"x\" in expression"},
      {"\"1.2.3\"", "5 unexpected \".3\" in expression"},
      {"\"'a\\nb'\"", "2 unterminated string in expression"},
      {"\"/a\"", "2 unterminated regular expression"},
      {"\"/[/]\"", "2 unterminated regular expression"},
      {"\"/a/gimsuyg\"", "11 unknown flag of a regular expression"},
      {"\"/* x */ 1\"", "2 comments are not allowed in expression"},
      {"\"{a: 1\"", "7 unexpected end of expression"},
      {"\"{a 1}\"", "5 unexpected \"1\" in expression"},
      {"\"{1: 2, : 3}\"", "9 unexpected \":\" in expression"},
      {"\"datum.\"", "8 unexpected end of expression"},
      {"\"datum.1\"", "7 unexpected \".1\" in expression"},
      {"\"datum[1\"", "9 unexpected end of expression"},
      {"\"(1\"", "4 unexpected end of expression"},
      {"\"1 ? 2\"", "7 unexpected end of expression"},
      {"\"1 ? 2 3\"", "8 unexpected \"3\" in expression"},
      {"\"abs(1\"", "7 unexpected end of expression"},
      {"\"abs 1\"", "6 unexpected \"1\" in expression"},
      {"\"if(1, 2, 3, 4)\"", "2 if() takes three arguments"},
      {"\"clamp(1, 2, 3, 4)\"", "2 clamp() takes three arguments"},
      {"\"a => 1\"", "4 unexpected \"=>\" in expression"},
      {"\"new x\"", "2 \"new\" is not allowed in expressions"},
      {"\"1;\"", "3 unexpected \";\" in expression"},
      {"\"\\u00e9 )\"", "9 unexpected \")\" in expression"},
      {"\"\\ud83d x\"", "2 unexpected"},
      {"\"'\\ud83d\\ude00\\u0041\\u00e9\\u4e2d' )\"", "35 unexpected \")\" in expression"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = refusal(cases[i].json);
    if (strncmp(got, cases[i].message, strlen(cases[i].message)) == 0) continue;
    g_test_message("%s: \"%s\" instead of \"%s\"", cases[i].json, got, cases[i].message);
    g_test_fail();
  }
}

/* Of "a😀b" in a source that may end anywhere. */
static void test_places_count_escapes_as_they_are_written(void) {
  static const char text[] = "\"a\\ud83d\\ude00b\"";
  static const struct {
    size_t source_length, start, length;
    guint32 offset, bytes;
  } cases[] = {{16, 0, 1, 1, 1},  {16, 1, 4, 2, 12}, {16, 5, 1, 14, 1},
               {14, 1, 4, 2, 12}, {14, 5, 1, 14, 0}, {14, 1, 3, 2, 12}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Source source = {.name = "test", .text = text, .length = cases[i].source_length};
    Place place = expr_place((Place){&source, 0, 16}, cases[i].start, cases[i].length);
    g_assert_cmpuint(place.offset, ==, cases[i].offset);
    g_assert_cmpuint(place.length, ==, cases[i].bytes);
  }
}

static char *repeated(const char *start, const char *part, size_t count, const char *end) {
  GString *text = g_string_new(start);
  for (size_t i = 0; i < count; i++) g_string_append(text, part);
  g_string_append(text, end);
  return g_string_free(text, FALSE);
}

static void test_deep_nesting_is_refused_not_crashed_on(void) {
  static const struct {
    const char *start, *part, *end;
  } shapes[] = {{"", "(", "1"},   {"", "- ", "1"},   {"1", "+datum.a", ""},  {"datum", ".a", ""},
                {"", "[", "1"},   {"", "abs(", "1"}, {"", "1?", "1"},        {"", "1?1:", "1"},
                {"", "{a:", "1"}, {"", "!", "1"},    {"datum", "[datum", ""}};
  for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
    Arena *arena = arena_create();
    Messages *messages = messages_create(arena, false);
    g_autofree char *text = repeated(shapes[i].start, shapes[i].part, 100000, shapes[i].end);
    g_assert_null(expr_parse(text, (Place){0}, messages, arena));
    MessageLevel level;
    g_assert_cmpstr(messages_text(messages, 0, &level), ==, "the expression is nested too deeply");
    arena_destroy(arena);
  }
}

static void test_long_chains_are_read_and_evaluated(void) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  g_autofree char *text = repeated("datum.a == -1", " || datum.a == 0 && 1 == datum.a", 1500, "");
  const Expr *expr = expr_parse(text, (Place){0}, messages, arena);
  g_assert_nonnull(expr);
  const ExprScope scope = {.arena = arena, .messages = messages};
  ValueMember a = {"a", value_number(0)};
  g_assert_false(value_to_boolean(expr_eval_datum(expr, &scope, value_object(&a, 1, arena))));
  arena_destroy(arena);
}

static void test_an_expression_tells_what_it_reads(void) {
  Arena *arena = arena_create();
  const Expr *expr =
      expr_parse("datum.a + datum['b c'] * width + length(data('x')) + datum.a.b + (1 + 2)", (Place){0}, NULL, arena);
  const char *const *fields = expr_fields(expr);
  g_assert_cmpstr(fields[0], ==, "a");
  g_assert_cmpstr(fields[1], ==, "b c");
  g_assert_null(fields[2]);
  g_assert_true(expr_uses_datum(expr));
  g_assert_true(expr_uses_name(expr, "width") && expr_uses_name(expr, "data") && !expr_uses_name(expr, "height"));
  g_assert_false(expr_uses_datum(expr_parse("width / 2", (Place){0}, NULL, arena)));
  g_assert_true(expr_uses_datum(expr_parse("datum[key]", (Place){0}, NULL, arena)));
  arena_destroy(arena);
}

static void test_strings_and_fields_become_expressions(void) {
  Arena *arena = arena_create();
  g_assert_cmpstr(string_literal("a\"b\\c\n", arena), ==, "\"a\\\"b\\\\c\\n\"");
  g_assert_cmpstr(field_to_expression("a.b[0]", "datum", arena), ==, "datum[\"a\"][\"b\"][\"0\"]");
  g_assert_cmpstr(field_to_expression("a\\.b", "parent", arena), ==, "parent[\"a.b\"]");
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/parse/mistakes_are_told_with_their_place_in_the_json_string",
                  test_mistakes_are_told_with_their_place_in_the_json_string);
  g_test_add_func("/parse/places_count_escapes_as_they_are_written", test_places_count_escapes_as_they_are_written);
  g_test_add_func("/parse/deep_nesting_is_refused_not_crashed_on", test_deep_nesting_is_refused_not_crashed_on);
  g_test_add_func("/parse/long_chains_are_read_and_evaluated", test_long_chains_are_read_and_evaluated);
  g_test_add_func("/parse/an_expression_tells_what_it_reads", test_an_expression_tells_what_it_reads);
  g_test_add_func("/parse/strings_and_fields_become_expressions", test_strings_and_fields_become_expressions);
  return g_test_run();
}
