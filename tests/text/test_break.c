/* Line breaking: what may stand where comes from GB/T 15834 and https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end. */
#include "fonts.h"
#include <string.h>

static TextContext *context;
static Arena *arena;

static char **lines_of(const char *text, double width) {
  TextStyle style = {.size = 10, .lang = "zh-Hans"};
  return text_break_lines(context, &style, text, width, arena);
}

static const char sample[] =
    "他说：“我们（大家）今天去看《红楼梦》，好吗？”她答：“好！明天……也行。”——于是，他们都笑了；真的、全都笑了。";

static void test_no_line_starts_or_ends_with_the_wrong_mark(void) {
  static const char not_first[] = "，。、；：？！）】」』》”’…—", not_last[] = "（【「『《“‘";
  for (int width = 25; width < 200; width += 5) {
    char **lines = lines_of(sample, width);
    for (int i = 0; lines[i]; i++) {
      const char *end = lines[i] + strlen(lines[i]);
      if (i) g_assert_null(g_utf8_strchr(not_first, -1, g_utf8_get_char(lines[i])));
      if (lines[i + 1]) g_assert_null(g_utf8_strchr(not_last, -1, g_utf8_get_char(g_utf8_prev_char(end))));
    }
  }
}

static void test_all_text_is_kept(void) {
  for (int width = 25; width < 200; width += 5) {
    g_autofree char *all = g_strjoinv("", lines_of(sample, width));
    g_assert_cmpstr(all, ==, sample);
  }
}

static void test_lines_fit_unless_nothing_may_be_parted(void) {
  TextStyle style = {.size = 10, .lang = "zh-Hans"};
  for (int width = 60; width < 200; width += 5) {
    char **lines = lines_of(sample, width);
    for (int i = 0; lines[i]; i++) g_assert_cmpfloat(text_width(context, &style, lines[i]), <=, width);
  }
}

static void test_latin_words_stay_whole(void) {
  char **lines = lines_of("一个 Vega-Lite 图表由 specification 描述", 40);
  g_autofree char *all = g_strjoinv("|", lines);
  g_assert_nonnull(strstr(all, "specification"));
  lines = lines_of("antidisestablishmentarianism is long", 20);
  g_assert_cmpstr(lines[0], ==, "antidisestablishmentarianism");
  g_assert_cmpstr(lines[1], ==, "is");
}

static void test_a_newline_always_breaks_and_spaces_at_breaks_go(void) {
  char **lines = lines_of("one two\nthree", 1000);
  g_assert_cmpstr(lines[0], ==, "one two");
  g_assert_cmpstr(lines[1], ==, "three");
  g_assert_null(lines[2]);
  lines = lines_of("aaa bbb", 20);
  g_assert_cmpstr(lines[0], ==, "aaa");
  g_assert_cmpstr(lines[1], ==, "bbb");
}

static void test_a_line_may_end_before_a_quote_that_opens(void) {
  char **lines = lines_of("他说过“你好”然后走", 30);
  g_assert_cmpstr(lines[0], ==, "他说过");
  g_assert_cmpstr(lines[1], ==, "“你好”"); /* marks of Latin width leave room */
}

static void test_empty_text_is_one_empty_line(void) {
  char **lines = lines_of("", 100);
  g_assert_cmpstr(lines[0], ==, "");
  g_assert_null(lines[1]);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  arena = arena_create();
  g_test_add_func("/text/break/marks", test_no_line_starts_or_ends_with_the_wrong_mark);
  g_test_add_func("/text/break/kept", test_all_text_is_kept);
  g_test_add_func("/text/break/fit", test_lines_fit_unless_nothing_may_be_parted);
  g_test_add_func("/text/break/latin", test_latin_words_stay_whole);
  g_test_add_func("/text/break/newline", test_a_newline_always_breaks_and_spaces_at_breaks_go);
  g_test_add_func("/text/break/quote", test_a_line_may_end_before_a_quote_that_opens);
  g_test_add_func("/text/break/empty", test_empty_text_is_one_empty_line);
  int result = g_test_run();
  arena_destroy(arena);
  text_context_destroy(context);
  return result;
}
