/* Line breaking: the rules come from GB/T 15834 and https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end.
 * */
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

static void assert_lines(const char *text, double width, const char *joined) {
  g_autofree char *all = g_strjoinv("|", lines_of(text, width));
  g_assert_cmpstr(all, ==, joined);
}

/* Full-width characters are 10 px each here. */
static void test_lines_are_filled_to_the_pixel(void) {
  if (fonts_are_missing(context)) return;
  assert_lines("一二三四五六七", 30, "一二三|四五六|七");
  assert_lines("一二三四五六七", 29.9, "一二|三四|五六|七");
  assert_lines("一二三四五六七", 5, "一|二|三|四|五|六|七");
  assert_lines("一二三四五六七", 70, "一二三四五六七");
  assert_lines("一二三四五六七", 69, "一二三四五六|七");
  for (int width = 1; width < 20; width++) {
    char **lines = lines_of("一二三四五六七八九十一二三四五六七八九十", width * 10);
    for (int i = 0; lines[i]; i++)
      g_assert_cmpint(g_utf8_strlen(lines[i], -1), ==, lines[i + 1] ? width : (20 - 1) % width + 1);
  }
}

static void test_spaces_at_the_ends_of_lines_go(void) {
  if (fonts_are_missing(context)) return;
  assert_lines("  aa   bb  \n  cc ", 1000, "aa   bb|cc");
  assert_lines("国  国  ", 10, "国|国");
  assert_lines("国 国", 25, "国 国");
  assert_lines("a\n\nb\n", 1000, "a||b|");
  assert_lines("   ", 1000, "");
  assert_lines("a\xff", 1000, "a\xef\xbf\xbd");
}

/* GB/T 15834: what may be parted, in a column too narrow for anything. */
static void test_marks_that_stay_together(void) {
  static const char *const cases[][2] = {
      {"国国", "国|国"},         {"国，国", "国，|国"}, {"国（国", "国|（国"},      {"（国）", "（国）"},
      {"国——国", "国——|国"},     {"国……国", "国……|国"}, {"国“国”国", "国|“国”|国"}, {"国‘国’国", "国|‘国’|国"},
      {"国ㄅ", "国|ㄅ"},         {"ひカ", "ひ|カ"},     {"国a国", "国|a|国"},       {"国﹃国", "国|﹃|国"},
      {"国￥国", "国|￥国"},     {"国％国", "国％|国"}, {"国ー国", "国ー|国"},      {"国。”国", "国。”|国"},
      {"国：“国", "国：|“国"},   {"国·国", "国·|国"},   {"国, 国", "国,|国"},       {"(国)", "(国)"},
      {"国〔国〕", "国|〔国〕"}, {"国々国", "国々|国"}, {"国ゃ", "国ゃ"},           {"國　国", "國|国"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) assert_lines(cases[i][0], 1, cases[i][1]);
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
  g_test_add_func("/text/break/filled", test_lines_are_filled_to_the_pixel);
  g_test_add_func("/text/break/spaces", test_spaces_at_the_ends_of_lines_go);
  g_test_add_func("/text/break/together", test_marks_that_stay_together);
  int result = g_test_run();
  arena_destroy(arena);
  text_context_destroy(context);
  return result;
}
