/* Messages look like a compiler's: name:line:column, the line, a caret. */
#include "base/messages.h"
#include <string.h>

static Arena *arena;

static Source source_of(const char *text) { return (Source){"a.json", text, strlen(text)}; }

static Place place_of(const Source *source, const char *part) {
  const char *at = strstr(source->text, part);
  g_assert_nonnull(at);
  return (Place){source, (guint32)(at - source->text), (guint32)strlen(part)};
}

static const char *shown(const Messages *messages) {
  char *text = messages_to_string(messages), *kept = arena_strdup(arena, text);
  g_free(text);
  return kept;
}

static const char *show_error(Place at, const char *text) {
  Messages *messages = messages_create(arena, false);
  messages_error(messages, at, "%s", text);
  return shown(messages);
}

/* The example in the design. */
static void test_a_message_shows_its_line_and_a_caret(void) {
  Source source = source_of("{\n  \"mark\": \"bars\",\n}");
  g_assert_cmpstr(show_error(place_of(&source, "\"bars\""), "unknown mark \"bars\"; did you mean \"bar\"?"), ==,
                  "a.json:2:11: error: unknown mark \"bars\"; did you mean \"bar\"?\n"
                  "    2 |   \"mark\": \"bars\",\n"
                  "      |           ^~~~~~\n");
}

static void test_columns_count_characters_and_carets_count_cells(void) {
  Source source = source_of("{\"图版\": é, \"b\": 1}\r\n");
  g_assert_cmpstr(show_error(place_of(&source, "é"), "x"), ==,
                  "a.json:1:8: error: x\n    1 | {\"图版\": é, \"b\": 1}\n      |          ^\n");
  Source marked = source_of("\xef\xbb\xbf[x]");
  g_assert_cmpstr(show_error(place_of(&marked, "x"), "m"), ==, "a.json:1:2: error: m\n    1 | [x]\n      |  ^\n");
}

static void test_places_at_the_end_and_across_lines_are_shown(void) {
  Source source = source_of("[1,\n2");
  g_assert_cmpstr(show_error((Place){&source, 5, 0}, "end"), ==, "a.json:2:2: error: end\n    2 | 2\n      |  ^\n");
  g_assert_cmpstr(show_error((Place){&source, 0, 5}, "all"), ==, "a.json:1:1: error: all\n    1 | [1,\n      | ^~~\n");
  g_assert_cmpstr(show_error((Place){&source, 99, 7}, "far"), ==, "a.json:2:2: error: far\n    2 | 2\n      |  ^\n");
  Source empty = source_of("");
  g_assert_cmpstr(show_error((Place){&empty, 0, 0}, "e"), ==, "a.json:1:1: error: e\n    1 | \n      | ^\n");
}

static void test_messages_without_a_text_or_a_source_are_plain(void) {
  Source source = {"b.csv", NULL, 0};
  g_assert_cmpstr(show_error((Place){&source, 3, 1}, "no"), ==, "b.csv: error: no\n");
  g_assert_cmpstr(show_error((Place){0}, "no"), ==, "error: no\n");
}

static void test_long_lines_are_cut_around_the_caret(void) {
  GString *line = g_string_new(NULL);
  for (int i = 0; i < 1000; i++) g_string_append_printf(line, "图%03d,", i);
  Source source = source_of(line->str);
  const char *text = show_error(place_of(&source, "图500"), "x");
  char **lines = g_strsplit(text, "\n", -1);
  g_assert_cmpstr(lines[0], ==, "a.json:1:2501: error: x");
  g_assert_true(g_utf8_strlen(lines[1], -1) < 120);
  g_assert_nonnull(strstr(lines[1], "图500"));
  g_assert_true(g_str_has_prefix(lines[1], "    1 | …"));
  g_assert_true(g_str_has_suffix(lines[1], "…"));
  /* The caret stands below: as many cells lie before it as before the value. */
  glong cells = 0;
  for (const char *at = lines[1]; !g_str_has_prefix(at, "图500"); at = g_utf8_next_char(at))
    cells += g_unichar_iswide(g_utf8_get_char(at)) ? 2 : 1;
  g_assert_cmpint(strcspn(lines[2], "^"), ==, cells);
  g_assert_true(g_str_has_suffix(lines[2], "^~~~~"));
  g_strfreev(lines);
  g_string_free(line, TRUE);
}

static void test_control_characters_cannot_steer_a_terminal(void) {
  Source source = source_of("\x1b[31m\t\xff;");
  g_assert_cmpstr(
      show_error(place_of(&source, ";"), "a\x1b[0m\nb\xff"), ==,
      "a.json:1:8: error: a\\u001b[0m\\u000ab\xef\xbf\xbd\n    1 |  [31m \xef\xbf\xbd;\n      |        ^\n");
}

static void test_the_same_warning_is_kept_once(void) {
  Source source = source_of("ab");
  Messages *messages = messages_create(arena, false);
  for (int i = 0; i < 3; i++) {
    messages_warn(messages, (Place){&source, 0, 1}, "w");
    messages_warn(messages, (Place){&source, 1, 1}, "w");
    messages_warn(messages, (Place){&source, 0, 1}, "v");
    messages_warn(messages, (Place){0}, "w");
  }
  messages_error(messages, (Place){0}, "e");
  g_assert_cmpuint(messages_count(messages), ==, 5);
  g_assert_cmpuint(messages_error_count(messages), ==, 1);
  MessageLevel level;
  g_assert_cmpstr(messages_text(messages, 2, &level), ==, "v");
  g_assert_cmpint(level, ==, MESSAGE_WARNING);
  g_assert_null(messages_text(messages, 5, NULL));
  g_assert_true(g_str_has_prefix(shown(messages), "a.json:1:1: warning: w\n"));
}

static void test_strict_makes_warnings_errors(void) {
  Messages *messages = messages_create(arena, true);
  messages_warn(messages, (Place){0}, "w");
  messages_warn(messages, (Place){0}, "w");
  g_assert_cmpuint(messages_error_count(messages), ==, 1);
  g_assert_cmpstr(shown(messages), ==, "error: w\n");
}

static void test_near_names_are_suggested(void) {
  static const char *const marks[] = {"arc", "area", "bar", "circle", "geoshape", "line", "point", "rule", NULL};
  static const char *const properties[] = {"labelFontSize", "labelAngle", "titleFontSize", NULL};
  g_assert_cmpstr(suggest(arena, "bars", marks), ==, "; did you mean \"bar\"?");
  g_assert_cmpstr(suggest(arena, "Bar", marks), ==, "; did you mean \"bar\"?");
  g_assert_cmpstr(suggest(arena, "lien", marks), ==, "; did you mean \"line\"?");
  g_assert_cmpstr(suggest(arena, "geo_shape", marks), ==, "; did you mean \"geoshape\"?");
  g_assert_cmpstr(suggest(arena, "labelfontsize", properties), ==, "; did you mean \"labelFontSize\"?");
  g_assert_cmpstr(suggest(arena, "sunburst", marks), ==, "");
  g_assert_cmpstr(suggest(arena, "x", marks), ==, "");
  g_assert_cmpstr(suggest(arena, "", marks), ==, "");
  g_assert_cmpstr(suggest(arena, "点", marks), ==, "");
  g_assert_cmpstr(suggest(arena, "\xff", marks), ==, "");
  char longest[500] = {0};
  memset(longest, 'a', sizeof longest - 1);
  g_assert_cmpstr(suggest(arena, longest, marks), ==, "");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/messages/a-message-shows-its-line-and-a-caret", test_a_message_shows_its_line_and_a_caret);
  g_test_add_func("/messages/columns-count-characters-and-carets-count-cells",
                  test_columns_count_characters_and_carets_count_cells);
  g_test_add_func("/messages/places-at-the-end-and-across-lines-are-shown",
                  test_places_at_the_end_and_across_lines_are_shown);
  g_test_add_func("/messages/messages-without-a-text-or-a-source-are-plain",
                  test_messages_without_a_text_or_a_source_are_plain);
  g_test_add_func("/messages/long-lines-are-cut-around-the-caret", test_long_lines_are_cut_around_the_caret);
  g_test_add_func("/messages/control-characters-cannot-steer-a-terminal",
                  test_control_characters_cannot_steer_a_terminal);
  g_test_add_func("/messages/the-same-warning-is-kept-once", test_the_same_warning_is_kept_once);
  g_test_add_func("/messages/strict-makes-warnings-errors", test_strict_makes_warnings_errors);
  g_test_add_func("/messages/near-names-are-suggested", test_near_names_are_suggested);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
