/* Messages look like a compiler's: name:line:column, the line, a caret. */
#include "base/messages.h"
#include <string.h>

static Arena *arena;

static Source source_of(const char *text) { return (Source){.name = "a.json", .text = text, .length = strlen(text)}; }

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
  messages_error(messages, at, "E999", "%s", text);
  return shown(messages);
}

/* The example in the design. */
static void test_a_message_shows_its_line_and_a_caret(void) {
  Source source = source_of("{\n  \"mark\": \"bars\",\n}");
  g_assert_cmpstr(show_error(place_of(&source, "\"bars\""), "unknown mark \"bars\"; did you mean \"bar\"?"), ==,
                  "a.json:2:11: error: unknown mark \"bars\"; did you mean \"bar\"? [E999]\n"
                  "    2 |   \"mark\": \"bars\",\n"
                  "      |           ^~~~~~\n");
}

static void test_columns_count_characters_and_carets_count_cells(void) {
  Source source = source_of("{\"图版\": é, \"b\": 1}\r\n");
  g_assert_cmpstr(show_error(place_of(&source, "é"), "x"), ==,
                  "a.json:1:8: error: x [E999]\n    1 | {\"图版\": é, \"b\": 1}\n      |          ^\n");
  Source marked = source_of("\xef\xbb\xbf[x]");
  g_assert_cmpstr(show_error(place_of(&marked, "x"), "m"), ==,
                  "a.json:1:2: error: m [E999]\n    1 | [x]\n      |  ^\n");
}

static void test_places_at_the_end_and_across_lines_are_shown(void) {
  Source source = source_of("[1,\n2");
  g_assert_cmpstr(show_error((Place){&source, 5, 0}, "end"), ==,
                  "a.json:2:2: error: end [E999]\n    2 | 2\n      |  ^\n");
  g_assert_cmpstr(show_error((Place){&source, 0, 5}, "all"), ==,
                  "a.json:1:1: error: all [E999]\n    1 | [1,\n      | ^~~\n");
  g_assert_cmpstr(show_error((Place){&source, 99, 7}, "far"), ==,
                  "a.json:2:2: error: far [E999]\n    2 | 2\n      |  ^\n");
  Source empty = source_of("");
  g_assert_cmpstr(show_error((Place){&empty, 0, 0}, "e"), ==, "a.json:1:1: error: e [E999]\n    1 | \n      | ^\n");
}

static void test_messages_without_a_text_or_a_source_are_plain(void) {
  Source source = {.name = "b.csv", .text = NULL, .length = 0};
  g_assert_cmpstr(show_error((Place){&source, 3, 1}, "no"), ==, "b.csv: error: no [E999]\n");
  g_assert_cmpstr(show_error((Place){0}, "no"), ==, "error: no [E999]\n");
}

static void test_long_lines_are_cut_around_the_caret(void) {
  GString *line = g_string_new(NULL);
  for (int i = 0; i < 1000; i++) g_string_append_printf(line, "图%03d,", i);
  Source source = source_of(line->str);
  const char *text = show_error(place_of(&source, "图500"), "x");
  char **lines = g_strsplit(text, "\n", -1);
  g_assert_cmpstr(lines[0], ==, "a.json:1:2501: error: x [E999]");
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
      "a.json:1:8: error: a\\u001b[0m\\u000ab\xef\xbf\xbd [E999]\n    1 |  [31m \xef\xbf\xbd;\n      |        ^\n");
}

static void test_what_steers_a_terminal_is_escaped_and_nothing_else(void) {
  static const struct {
    const char *text, *shown;
  } cases[] = {{"\x1f", "\\u001f"},
               {" ", " "},
               {"~", "~"},
               {"\x7f", "\\u007f"},
               {"\xc2\x80", "\\u0080"},
               {"\xc2\x9f", "\\u009f"},
               {"\xc2\xa0", "\xc2\xa0"},
               {"\xe2\x80\xa7", "\xe2\x80\xa7"},
               {"\xe2\x80\xa8", "\\u2028"},
               {"\xe2\x80\xa9", "\\u2029"},
               {"\xe2\x80\xaa", "\xe2\x80\xaa"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Messages *messages = messages_create(arena, false);
    messages_error(messages, (Place){0}, "E999", "%s", cases[i].text);
    messages_warn(messages, (Place){0}, "W999", "%s", cases[i].text);
    g_assert_cmpstr(messages_text(messages, 0, NULL), ==, cases[i].shown);
    g_assert_cmpstr(messages_text(messages, 1, NULL), ==, cases[i].shown);
  }
}

/* 66 cells before the value, two thirds of what is shown, still leave the line whole; 67 do not. */
static void test_a_line_is_cut_where_it_is_too_long(void) {
  for (int before = 66; before <= 67; before++) {
    char *text = g_strdup_printf("%0*dX%050d", before, 0, 0);
    Source source = source_of(text);
    char **lines = g_strsplit(show_error((Place){&source, (guint32)before, 2}, "x"), "\n", -1);
    char *zeros = g_strdup_printf("%0*d", before == 66 ? 66 : 50, 0),
         *after = g_strdup_printf("%0*d", before == 66 ? 33 : 49, 0);
    char *shown = g_strdup_printf("    1 | %s%sX%s…", before == 66 ? "" : "…", zeros, after);
    g_assert_cmpstr(lines[1], ==, shown);
    char *below = g_strdup_printf("      | %*s^~", before == 66 ? 66 : 51, "");
    g_assert_cmpstr(lines[2], ==, below);
    g_free(below), g_free(shown), g_free(after), g_free(zeros), g_free(text);
    g_strfreev(lines);
  }
}

/* 100 cells are shown; what is marked beyond them is not. */
static void test_marks_end_with_what_is_shown(void) {
  for (int length = 99; length <= 101; length++) {
    char *text = g_strdup_printf("X%0*d", length - 1, 0);
    Source source = source_of(text);
    char **lines = g_strsplit(show_error((Place){&source, 0, 400}, "x"), "\n", -1);
    g_assert_cmpuint(strlen(lines[2]), ==, strlen("      | ") + (size_t)MIN(length, 100));
    g_assert_cmpint(g_str_has_suffix(lines[1], "…"), ==, length > 100);
    g_strfreev(lines);
    g_free(text);
  }
}

static void test_wide_characters_count_twice_and_marks_on_letters_not(void) {
  Source source = source_of("图e\xcc\x81X图Y");
  g_assert_cmpstr(show_error(place_of(&source, "X图"), "m"), ==,
                  "a.json:1:4: error: m [E999]\n    1 | 图e\xcc\x81X图Y\n      |    ^~~\n");
}

static void test_a_byte_order_mark_is_no_column(void) {
  Source source = source_of("\xef\xbb\xbf"
                            "a\nb");
  g_assert_cmpuint(text_mark_length(&source), ==, 3);
  g_assert_cmpuint(text_mark_length(&(Source){.name = "a", .text = "\xef\xbb\xbf", .length = 3}), ==, 3);
  g_assert_cmpuint(text_mark_length(&(Source){.name = "a", .text = "\xef\xbb\xbf", .length = 2}), ==, 0);
  g_assert_cmpuint(text_mark_length(&(Source){.name = "a", .text = "abcd", .length = 4}), ==, 0);
  g_assert_cmpstr(show_error((Place){&source, 0, 0}, "m"), ==, "a.json:1:1: error: m [E999]\n    1 | a\n      | ^\n");
  unsigned line, column;
  place_line_column((Place){&source, 6, 0}, &line, &column);
  g_assert_true(line == 2 && column == 2);
  place_line_column((Place){0}, &line, &column);
  g_assert_true(line == 1 && column == 1);
}

static void test_printing_writes_every_message(void) {
  Messages *messages = messages_create(arena, false);
  messages_error(messages, (Place){0}, "E999", "one");
  messages_warn(messages, (Place){0}, "W999", "two");
  FILE *file = tmpfile();
  messages_print(messages, file);
  char text[64] = "";
  rewind(file);
  g_assert_cmpuint(fread(text, 1, sizeof text - 1, file), ==, strlen("error: one [E999]\nwarning: two [W999]\n"));
  g_assert_cmpstr(text, ==, "error: one [E999]\nwarning: two [W999]\n");
  fclose(file);
}

/* The same text at another place, or in another source, is another warning; two errors are always two. */
static void test_only_warnings_of_one_place_are_the_same(void) {
  Source one = source_of("ab"), again = source_of("ab"), other = source_of("ab");
  other.name = "other.json";
  Messages *messages = messages_create(arena, true);
  messages_warn(messages, (Place){&one, 0, 1}, "W999", "w");
  messages_warn(messages, (Place){&one, 0, 2}, "W999", "w");
  messages_warn(messages, (Place){&other, 0, 1}, "W999", "w");
  messages_warn(messages, (Place){&again, 0, 1}, "W999", "w"); /* the same file, read twice */
  messages_error(messages, (Place){&one, 0, 1}, "E999", "w");
  messages_error(messages, (Place){&one, 0, 1}, "E999", "w");
  g_assert_cmpuint(messages_count(messages), ==, 4);
  g_assert_cmpuint(messages_error_count(messages), ==, 4);
}

static void test_the_same_warning_is_kept_once(void) {
  Source source = source_of("ab");
  Messages *messages = messages_create(arena, false);
  for (int i = 0; i < 3; i++) {
    messages_warn(messages, (Place){&source, 0, 1}, "W999", "w");
    messages_warn(messages, (Place){&source, 1, 1}, "W999", "w");
    messages_warn(messages, (Place){&source, 0, 1}, "W999", "v");
    messages_warn(messages, (Place){0}, "W999", "w");
  }
  messages_error(messages, (Place){0}, "E999", "e");
  g_assert_cmpuint(messages_count(messages), ==, 5);
  g_assert_cmpuint(messages_error_count(messages), ==, 1);
  MessageLevel level;
  g_assert_cmpstr(messages_text(messages, 2, &level), ==, "v");
  g_assert_cmpint(level, ==, MESSAGE_WARNING);
  g_assert_null(messages_text(messages, 5, NULL));
  g_assert_true(g_str_has_prefix(shown(messages), "a.json:1:1: warning: w [W999]\n"));
}

static void test_strict_makes_warnings_errors(void) {
  Messages *messages = messages_create(arena, true);
  messages_warn(messages, (Place){0}, "W999", "w");
  messages_warn(messages, (Place){0}, "W999", "w");
  g_assert_cmpuint(messages_error_count(messages), ==, 1);
  g_assert_cmpstr(shown(messages), ==, "error: w [W999]\n");
}

static void test_notes_are_kept_and_shown_on_demand(void) {
  Messages *messages = messages_create(arena, true);
  messages_note(messages, (Place){0}, "N999", "n");
  messages_note(messages, (Place){0}, "N999", "n");
  g_assert_cmpuint(messages_count(messages), ==, 1);
  g_assert_cmpuint(messages_error_count(messages), ==, 0);
  g_assert_cmpstr(shown(messages), ==, "");
  messages_show_notes(messages);
  g_assert_cmpstr(shown(messages), ==, "note: n [N999]\n");
}

static void test_a_message_is_known_in_parts(void) {
  Source source = source_of("ab");
  Messages *messages = messages_create(arena, true);
  messages_note(messages, (Place){&source, 1, 1}, "N998", "%d", 7);
  messages_warn(messages, (Place){&source, 0, 1}, "W999", "w");
  messages_warn(messages, (Place){&source, 0, 1}, "W998", "w");
  MessageInfo message;
  g_assert_true(messages_at(messages, 0, &message));
  g_assert_cmpstr(message.code, ==, "N998");
  g_assert_cmpstr(message.text, ==, "7");
  g_assert_true(message.level == MESSAGE_NOTE && message.place.source == &source && message.place.offset == 1);
  g_assert_true(messages_at(messages, 1, &message));
  g_assert_cmpstr(message.code, ==, "W999");
  g_assert_cmpint(message.level, ==, MESSAGE_ERROR);
  g_assert_true(messages_at(messages, 2, &message));
  g_assert_cmpstr(message.code, ==, "W998");
  g_assert_false(messages_at(messages, 3, &message));
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
  g_assert_cmpstr(suggest(arena, NULL, marks), ==, "");
  g_assert_cmpstr(suggest(arena, "bar", NULL), ==, "");
  /* As near as another: the first. A swap of neighbours is one step, and so is a letter more or less; other case is half. */
  static const char *const like[] = {"abcdef", "abcdeg", "ABCDEX", NULL};
  g_assert_cmpstr(suggest(arena, "abcdeh", like), ==, "; did you mean \"abcdef\"?");
  g_assert_cmpstr(suggest(arena, "abcdegg", like), ==, "; did you mean \"abcdeg\"?");
  g_assert_cmpstr(suggest(arena, "bacdeg", like), ==, "; did you mean \"abcdeg\"?");
  g_assert_cmpstr(suggest(arena, "abcdge", like), ==, "; did you mean \"abcdeg\"?");
  g_assert_cmpstr(suggest(arena, "abcdex", like), ==, "; did you mean \"abcdef\"?");
  g_assert_cmpstr(suggest(arena, "ABCDeX", like), ==, "; did you mean \"ABCDEX\"?");
  /* A third of the longer one may differ, no more. */
  g_assert_cmpstr(suggest(arena, "abcdxx", like), ==, "; did you mean \"abcdef\"?");
  g_assert_cmpstr(suggest(arena, "abcxxx", like), ==, "");
  g_assert_cmpstr(suggest(arena, "bacdxx", like), ==, "");
  g_assert_cmpstr(suggest(arena, "abcd", like), ==, "; did you mean \"abcdef\"?");
  g_assert_cmpstr(suggest(arena, "cdef", like), ==, "; did you mean \"abcdef\"?");
  g_assert_cmpstr(suggest(arena, "abc", like), ==, "");
  /* Of one letter, too, where only case differs. */
  static const char *const words[] = {"b", "average", "variance", "stdev", "stdevp", "quantitative", "quarter", NULL};
  g_assert_cmpstr(suggest(arena, "B", words), ==, "; did you mean \"b\"?");
  g_assert_cmpstr(suggest(arena, "c", words), ==, "");
  /* An abbreviation: of the shortest, if that is one. */
  g_assert_cmpstr(suggest(arena, "avg", words), ==, "; did you mean \"average\"?");
  g_assert_cmpstr(suggest(arena, "std", words), ==, "; did you mean \"stdev\"?");
  g_assert_cmpstr(suggest(arena, "Quant", words), ==, "; did you mean \"quantitative\"?");
  g_assert_cmpstr(suggest(arena, "ance", words), ==, "");
  g_assert_cmpstr(suggest(arena, "av", words), ==, "");
  static const char *const twins[] = {"sorted_a", "sorted_b", NULL};
  g_assert_cmpstr(suggest(arena, "srt", twins), ==, "");
  static const char *const long_names[] = {"a23456789012345678901234567890123456789012345678x",
                                           "a2345678901234567890123456789012345678901234567y",
                                           NULL}; /* 49, 48 letters */
  g_assert_cmpstr(suggest(arena, "a23456789012345678901234567890123456789012345678", long_names), ==,
                  "; did you mean \"a2345678901234567890123456789012345678901234567y\"?");
  g_assert_cmpstr(suggest(arena, "a23456789012345678901234567890123456789012345678x", long_names), ==, "");
  char longest[500] = {0};
  memset(longest, 'a', sizeof longest - 1);
  g_assert_cmpstr(suggest(arena, longest, marks), ==, "");
}

static void test_many_of_one_code_are_counted(void) {
  Source source = source_of("[1]");
  Messages *messages = messages_create(arena, true);
  for (int i = 0; i < 1500; i++) messages_error(messages, (Place){&source, 1, 1}, "E999", "%d", i);
  for (int i = 0; i < 25; i++) messages_warn(messages, (Place){0}, "W999", "%d", i % 22);
  MessageInfo info;
  g_assert_cmpuint(messages_error_count(messages), ==, 1522);
  g_assert_cmpuint(messages_count(messages), ==, 42);
  g_assert_true(messages_at(messages, 19, &info));
  g_assert_cmpstr(info.text, ==, "19");
  g_assert_true(messages_at(messages, 20, &info));
  g_assert_cmpstr(info.text, ==, "and 1,480 more like this");
  g_assert_true(messages_at(messages, 41, &info));
  g_assert_cmpstr(info.text, ==, "and 2 more like this");
  messages_allow(messages, "W999");
  g_assert_cmpuint(messages_error_count(messages), ==, 1500);
  g_assert_cmpuint(messages_count(messages), ==, 21);
  g_assert_nonnull(strstr(shown(messages), "a.json:1:2: error: and 1,480 more like this [E999]\n    1 | [1]\n"));
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
  g_test_add_func("/messages/notes-are-kept-and-shown-on-demand", test_notes_are_kept_and_shown_on_demand);
  g_test_add_func("/messages/a-message-is-known-in-parts", test_a_message_is_known_in_parts);
  g_test_add_func("/messages/near-names-are-suggested", test_near_names_are_suggested);
  g_test_add_func("/messages/what-steers-a-terminal-is-escaped-and-nothing-else",
                  test_what_steers_a_terminal_is_escaped_and_nothing_else);
  g_test_add_func("/messages/a-line-is-cut-where-it-is-too-long", test_a_line_is_cut_where_it_is_too_long);
  g_test_add_func("/messages/marks-end-with-what-is-shown", test_marks_end_with_what_is_shown);
  g_test_add_func("/messages/wide-characters-count-twice-and-marks-on-letters-not",
                  test_wide_characters_count_twice_and_marks_on_letters_not);
  g_test_add_func("/messages/a-byte-order-mark-is-no-column", test_a_byte_order_mark_is_no_column);
  g_test_add_func("/messages/printing-writes-every-message", test_printing_writes_every_message);
  g_test_add_func("/messages/only-warnings-of-one-place-are-the-same", test_only_warnings_of_one_place_are_the_same);
  g_test_add_func("/messages/many-of-one-code-are-counted", test_many_of_one_code_are_counted);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
