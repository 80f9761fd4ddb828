/* Han typesetting, on the positions of the shaped characters: CLREQ (https://www.w3.org/TR/clreq/) and GB/T 15834-2011. */
#include "fonts.h"
#include <math.h>
#include <string.h>

static TextContext *context;
static Arena *arena;
static const double em = 20;

static TextStyle style_of(double measure) { return (TextStyle){.size = em, .lang = "zh-Hans", .measure = measure}; }

static double em_width(const char *line) {
  TextStyle style = style_of(0);
  return text_width(context, &style, line) / em;
}

static void rules_are(TextRules rules) { text_context_typeset(context, &rules); }

#define assert_em(actual, expected) g_assert_cmpfloat_with_epsilon(actual, expected, 0.002)

static void test_adjacent_marks_share_half_an_em(void) {
  rules_are(text_rules_default);
  static const struct {
    const char *line;
    double ems;
  } cases[] = {
      {"寅”（卯", 3.5},  {"寅。”卯", 3.5},  {"寅？’卯", 3.5},     {"寅！”卯", 3.5}, {"寅《“卯", 3.5},
      {"寅），卯", 3.5}, {"寅；（卯", 3.5}, {"寅，卯", 3},        {"寅——卯", 4},    {"寅……卯", 4},
      {"寅？！卯", 3},   {"寅！！！卯", 4}, {"寅》”，（卯", 4.5}, {"寅卯", 2},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    double ems = em_width(cases[i].line);
    if (fabs(ems - cases[i].ems) > 0.002) g_test_message("%s: %g em", cases[i].line, ems);
    assert_em(ems, cases[i].ems);
  }
  TextRules loose = text_rules_default;
  loose.squeeze = false;
  rules_are(loose);
  assert_em(em_width("寅”（卯"), 4);
  text_context_typeset(context, NULL);
  assert_em(em_width("寅》（卯"), 4);
}

static void test_marks_at_the_ends_of_a_line_take_half(void) {
  rules_are(text_rules_default);
  assert_em(em_width("寅卯。"), 2.5);
  assert_em(em_width("“寅卯"), 2.5);
  assert_em(em_width("（寅）"), 2);
  TextRules hanging = text_rules_default;
  hanging.hang = true;
  rules_are(hanging);
  assert_em(em_width("寅卯，"), 2);
  assert_em(em_width("寅卯）"), 2.5);
}

static void test_han_and_latin_are_a_quarter_em_apart(void) {
  TextRules tight = text_rules_default;
  tight.gap = 0;
  rules_are(tight);
  double year = em_width("2025年"), growth = em_width("GDP增长"), spaced = em_width("GDP 增长"),
         quoted = em_width("《GDP》年");
  rules_are(text_rules_default);
  assert_em(em_width("2025年"), year + 0.25);
  assert_em(em_width("GDP增长"), growth + 0.25);
  assert_em(em_width("GDP 增长"), spaced);
  assert_em(em_width("《GDP》年"), quoted);
  assert_em(em_width("增长GDP"), growth + 0.25);
}

static void test_shared_marks_take_the_form_of_the_text_around_them(void) {
  rules_are(text_rules_default);
  TextRules loose = text_rules_default;
  loose.squeeze = false;
  loose.gap = 0;
  rules_are(loose);
  assert_em(em_width("说“好”的"), 5);
  assert_em(em_width("寅·卯"), 3);
  g_assert_cmpfloat(em_width("the “good” one"), <, 8);
  double apostrophe = em_width("it’s"), letters = em_width("its");
  g_assert_cmpfloat(apostrophe - letters, <, 0.5);
  /* “ is Chinese after 说 although a Latin word follows */
  double marks = em_width("说“OK”了") - em_width("说OK了");
  assert_em(marks, 2);
}

static TextLine *lines_of(const char *text, double ems, TextFill fill, size_t *count) {
  TextStyle style = style_of(0);
  return text_set_lines(context, &style, text, ems * em, 0, fill, count, arena);
}

static const char article[] = "根据文章所引的民意调查，有62%的受访者支持把防卫费提高到国内生产总值的2.8%"
                              "；与此同时，“分担额”将由8.8亿美元增加到10亿美元（约合73亿元），"
                              "这一安排在2025年11月4日第57次安保会议上得到确认。自1953年以来，驻韩美军的指挥权经历了七"
                              "十多年的演变——从联合国军司令部到联合司令部，"
                              "再到今天的“未来司令部”……问题仍然没有答案：谁来指挥？怎样指挥？何时移交？";

static void test_lines_are_flush_and_nothing_is_lost(void) {
  rules_are(text_rules_default);
  for (double ems = 8.5; ems < 40; ems += 0.5) {
    size_t count;
    TextLine *lines = lines_of(article, ems, FILL_JUSTIFIED, &count);
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < count; i++) {
      g_string_append(all, lines[i].text);
      TextStyle style = style_of(lines[i].measure);
      double width = text_width(context, &style, lines[i].text) / em;
      if (i + 1 < count) g_assert_cmpfloat_with_epsilon(width, ems, 0.02);
      g_assert_cmpfloat(width, <=, ems + 0.02);
    }
    g_assert_cmpstr(all->str, ==, article);
    g_string_free(all, TRUE);
    const char *last = lines[count - 1].text;
    g_assert_cmpint(g_utf8_strlen(last, -1), >, 1);
  }
}

static void test_squeezing_decides_where_a_line_ends(void) {
  rules_are(text_rules_default);
  size_t count;
  /* 23 characters and a comma that gives up half of its width: 23.5 em */
  TextLine *lines = lines_of("一二三四五六七八九十一二三四五六七八九十一二三，一二三四五六七八九十一二三", 23.62,
                             FILL_JUSTIFIED, &count);
  g_assert_true(g_str_has_suffix(lines[0].text, "，"));
  g_assert_cmpint(g_utf8_strlen(lines[0].text, -1), ==, 24);
  lines = lines_of("甲乙丙丁戊己庚辛壬癸子丑“寅”（卯）辰巳午未申酉戌亥", 17, FILL_JUSTIFIED, &count);
  g_assert_true(g_str_has_suffix(lines[0].text, "）"));
}

static void test_a_last_line_is_not_one_character(void) {
  rules_are(text_rules_default);
  for (int length = 20; length < 60; length++) {
    GString *text = g_string_new(NULL);
    for (int i = 0; i < length; i++) g_string_append(text, "字");
    g_string_append(text, "。");
    for (double ems = 9; ems < 16; ems += 1) {
      size_t count;
      TextLine *lines = lines_of(text->str, ems, FILL_JUSTIFIED, &count);
      g_assert_cmpint(g_utf8_strlen(lines[count - 1].text, -1), >, 2);
    }
    g_string_free(text, TRUE);
  }
}

/* Nor two or three, where the lines before it can give some up without being torn apart. */
static void test_a_last_line_of_wide_text_has_four_characters(void) {
  rules_are(text_rules_default);
  for (int length = 45; length < 90; length++) {
    GString *text = g_string_new(NULL);
    for (int i = 0; i < length; i++) g_string_append(text, "字");
    g_string_append(text, "。");
    for (double ems = 28; ems < 40; ems += 1) {
      size_t count;
      TextLine *lines = lines_of(text->str, ems, FILL_JUSTIFIED, &count);
      g_assert_cmpint(g_utf8_strlen(lines[count - 1].text, -1), >, 4);
    }
    g_string_free(text, TRUE);
  }
}

static void test_numbers_stay_with_their_units(void) {
  rules_are(text_rules_default);
  for (double ems = 14; ems < 40; ems += 0.5) {
    size_t count;
    TextLine *lines = lines_of(article, ems, FILL_JUSTIFIED, &count);
    for (size_t i = 0; i + 1 < count; i++) {
      gunichar end = g_utf8_get_char(g_utf8_prev_char(lines[i].text + strlen(lines[i].text)));
      g_assert_false(g_unichar_isdigit(end));
      g_assert_false(g_str_has_suffix(lines[i].text, "第"));
    }
  }
}

static void test_magnitudes_stay_with_what_they_count(void) {
  static const char text[] =
      "韩国承担的防卫费由 8.8 亿美元升至 10 亿美元，驻军约2.85万人，此前为 3 万人，协定五年一签，自2021年起生效。";
  rules_are(text_rules_default);
  for (double ems = 20; ems < 40; ems += 0.5) {
    size_t count;
    TextLine *lines = lines_of(text, ems, FILL_JUSTIFIED, &count);
    for (size_t i = 0; i + 1 < count; i++) {
      const char *last = g_utf8_prev_char(lines[i].text + strlen(lines[i].text));
      g_assert_false(g_unichar_isdigit(g_utf8_get_char(last)));
      g_assert_null(strstr("亿万", last));
    }
  }
}

static void test_titles_are_balanced(void) {
  rules_are(text_rules_default);
  size_t count;
  TextLine *lines = lines_of("驻韩美军指挥权移交谈判进入关键阶段", 12, FILL_BALANCED, &count);
  g_assert_cmpint(count, ==, 2);
  g_assert_cmpfloat(fabs(lines[0].width - lines[1].width), <=, 2.01 * em);
  /* between words, if they are about as long */
  lines = lines_of("韩国国民支持率持续上升", 9, FILL_BALANCED, &count);
  g_assert_cmpstr(lines[0].text, ==, "韩国国民支持");
  /* where the sentence pauses */
  lines = lines_of("战时指挥权，七十年未归", 9, FILL_BALANCED, &count);
  g_assert_cmpstr(lines[0].text, ==, "战时指挥权，");
}

static void test_prohibition_has_levels(void) {
  static const char text[] = "一二三四五六七八九……十一";
  TextRules rules = text_rules_default;
  size_t count;
  for (int level = PROHIBIT_BASIC; level <= PROHIBIT_NONE; level++) {
    rules.prohibition = (Prohibition)level;
    rules_are(rules);
    TextLine *lines = lines_of(text, 9, FILL_RAGGED, &count);
    bool starts = g_str_has_prefix(lines[1].text, "…");
    g_assert_cmpint(starts, ==, level != PROHIBIT_STRICT);
    lines = lines_of("一二三四五六七八九，十一", 9, FILL_RAGGED, &count);
    g_assert_cmpint(g_str_has_prefix(lines[1].text, "，"), ==, level == PROHIBIT_NONE);
  }
}

/* Runs from right to left come in the order in which they are drawn. */
static void test_text_in_both_directions_keeps_its_order(void) {
  rules_are(text_rules_default);
  size_t count;
  TextStyle style = {.size = em};
  TextLine *lines = lines_of("م57م", 9, FILL_JUSTIFIED, &count);
  g_assert_cmpuint(count, ==, 1);
  g_assert_cmpstr(lines[0].text, ==, "م57م");
  g_assert_null(text_positions(context, &style, "م57م 年", &count, NULL, arena));
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);

  context = text_context_create();
  arena = arena_create();
  g_test_add_func("/typeset/adjacent-marks", test_adjacent_marks_share_half_an_em);
  g_test_add_func("/typeset/ends", test_marks_at_the_ends_of_a_line_take_half);
  g_test_add_func("/typeset/gaps", test_han_and_latin_are_a_quarter_em_apart);
  g_test_add_func("/typeset/shared-marks", test_shared_marks_take_the_form_of_the_text_around_them);
  g_test_add_func("/typeset/flush", test_lines_are_flush_and_nothing_is_lost);
  g_test_add_func("/typeset/squeeze-then-break", test_squeezing_decides_where_a_line_ends);
  g_test_add_func("/typeset/orphans", test_a_last_line_is_not_one_character);
  g_test_add_func("/typeset/stubs", test_a_last_line_of_wide_text_has_four_characters);
  g_test_add_func("/typeset/units", test_numbers_stay_with_their_units);
  g_test_add_func("/typeset/magnitudes", test_magnitudes_stay_with_what_they_count);
  g_test_add_func("/typeset/titles", test_titles_are_balanced);
  g_test_add_func("/typeset/prohibition", test_prohibition_has_levels);
  g_test_add_func("/typeset/both-directions", test_text_in_both_directions_keeps_its_order);
  int result = g_test_run();
  text_context_destroy(context);
  arena_destroy(arena);
  return result;
}
