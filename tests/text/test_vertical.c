/* Vertical setting by CLREQ (https://www.w3.org/TR/clreq/), on the positions of the shaped glyphs. */
#include "fonts.h"
#include "text/column.h"
#include "text/upright.h"
#include <math.h>
#include <string.h>

static TextContext *context;
static Arena *arena;
static const double em = 20;

#define assert_em(actual, expected) g_assert_cmpfloat_with_epsilon(actual, expected, 0.002)

static TextStyle style_of(const TextRules *rules, const char *lang) {
  return (TextStyle){.family = "Noto Sans CJK SC", .size = em, .lang = lang, .rules = rules};
}

static double length_of(const TextRules *rules, const char *line) {
  TextStyle style = style_of(rules, "zh-Hans");
  return text_vertical_height(context, &style, line) / em;
}

static Column column_of(const TextRules *rules, const char *lang, const char *line) {
  Column column;
  TextStyle style = style_of(rules, lang);
  column_set(&column, context, &style, line);
  return column;
}

/* The ink of a run's glyph, in em from the top of the centre line. */
static void ink_of(const ColumnRun *run, int glyph, double ink[4]) {
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cairo = cairo_create(surface);
  PangoGlyphString *all = run->item->glyphs, one = {1, all->glyphs + glyph, all->log_clusters + glyph, 1};
  column_frame(run, cairo);
  cairo_move_to(cairo, 0, 0);
  pango_cairo_glyph_string_path(cairo, run->item->item->analysis.font, &one);
  cairo_identity_matrix(cairo);
  cairo_path_extents(cairo, &ink[0], &ink[1], &ink[2], &ink[3]);
  for (int i = 0; i < 4; i++) ink[i] /= em;
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
}

static void test_marks_are_squeezed_as_in_rows(void) {
  static const struct {
    const char *line;
    double ems;
  } cases[] = {{"寅》（卯", 3.5}, {"寅，卯", 3}, {"寅卯。", 2.5}, {"“寅卯", 2.5}, {"（寅）", 2},  {"寅，“卯", 3.5},
               {"寅！卯", 3},     {"寅：卯", 3}, {"寅——卯", 4},   {"寅……卯", 4},  {"寅！”卯", 4}, {"寅卯", 2}};
  TextRules loose = text_rules_default;
  loose.squeeze = false;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    assert_em(length_of(&text_rules_default, cases[i].line), cases[i].ems);
  assert_em(length_of(&loose, "寅》（卯"), 4);
  assert_em(length_of(&loose, "寅卯。"), 3);
}

static void test_latin_is_turned_a_quarter_em_apart(void) {
  TextRules tight = text_rules_default;
  tight.gap = 0;
  assert_em(length_of(&text_rules_default, "增长Growth"), length_of(&tight, "增长Growth") + 0.25);
  Column column = column_of(&text_rules_default, "zh-Hans", "增长Growth");
  g_assert_cmpuint(column.count, ==, 2);
  g_assert_cmpint(column.runs[0].stance, ==, STANCE_UPRIGHT);
  g_assert_cmpint(column.runs[1].stance, ==, STANCE_TURNED);
  double ink[4];
  ink_of(&column.runs[1], 0, ink); /* a capital lies across the centre line, nearly in its middle */
  g_assert_cmpfloat(ink[0], <, -0.3);
  g_assert_cmpfloat(fabs(ink[0] + ink[2]), <, 0.2);
  g_assert_cmpfloat(ink[1], >, 2.25);
  column_clear(&column);
}

static void test_short_numbers_stand_upright_in_one_em(void) {
  static const struct {
    const char *line;
    bool combined;
  } cases[] = {{"第57次", true},       {"4日", true},      {"11月", true},     {"共128人", true},
               {"说GDP增", false},     {"说AI增", true},   {"F35型", true},    {"2025年", false},
               {"增2.8年", false},     {"约62%的", false}, {"增Gdp的", false}, {"Type 59 of", false},
               {"是Type 59型", false}, {"57", false},      {"第 57 次", true}};
  TextRules off = text_rules_default;
  off.combine = false;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Column column = column_of(&text_rules_default, "zh-Hans", cases[i].line);
    bool any = false;
    for (size_t r = 0; r < column.count; r++) {
      if (column.runs[r].stance != STANCE_COMBINED) continue;
      any = true;
      double top = 0, first[4], last[4];
      for (size_t k = 0; k < column.runs[r].first; k++) {
        const Cell *cell = &column.line.cells[k];
        top += (cell->before + cell->width + cell->after) / em;
      }
      ink_of(&column.runs[r], 0, first);
      ink_of(&column.runs[r], column.runs[r].item->glyphs->num_glyphs - 1, last);
      g_assert_cmpfloat(first[0], >=, -0.5);
      g_assert_cmpfloat(last[2], <=, 0.5);
      g_assert_cmpfloat_with_epsilon((first[1] + first[3]) / 2, top + 0.5, 0.05);
    }
    if (any != cases[i].combined) g_test_message("%s", cases[i].line);
    g_assert_cmpint(any, ==, cases[i].combined);
    column_clear(&column);
  }
  assert_em(length_of(&text_rules_default, "第57次"), 3);
  assert_em(length_of(&text_rules_default, "共128人"), 3);
  g_assert_cmpfloat(length_of(&off, "第57次"), >, 3.3);
}

static void test_quotation_marks_are_those_of_the_region(void) {
  static const struct {
    const char *lang, *line, *shown;
  } cases[] = {
      {"zh-Hans", "说“好‘的’”了", "说『好「的」』了"},
      {"zh-Hant", "說“好‘的’”了", "說「好『的』」了"},
      {"zh-HK", "說“好”了", "說「好」了"},
      {"ja", "これ“本”だ", "これ「本」だ"},
      {"ko", "말“국”을", "말“국”을"},
      {"zh-Hans", "it’s 好", "it’s 好"},
  };
  TextRules curly = text_rules_default;
  curly.corners = false;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Column column = column_of(&text_rules_default, cases[i].lang, cases[i].line);
    g_assert_cmpstr(column.text, ==, cases[i].shown);
    column_clear(&column);
    column = column_of(&curly, cases[i].lang, cases[i].line);
    g_assert_cmpstr(column.text, ==, cases[i].line);
    column_clear(&column);
  }
}

typedef struct DashInk {
  double from, to;
} DashInk;

/* Stops are at the upper right, what is central in the middle, dashes down the centre line without a break. */
static void check_place(gunichar c, double top, const double ink[4], DashInk *dash) {
  if (c == 0xFF0C || c == 0x3001 || c == 0x3002) {
    g_assert_cmpfloat(ink[0], >, 0);
    g_assert_cmpfloat(ink[3], <, top + 0.5);
  } else if (c == 0x2014) {
    if (dash->to > 0 && ink[3] > ink[1]) g_assert_cmpfloat(ink[1], <=, dash->to + 0.001);
    dash->from = dash->to > 0 ? dash->from : ink[1];
    dash->to = MAX(dash->to, ink[3]);
  }
  if (c == 0x2014 || c == 0x2026 || c == 0xFF08) g_assert_cmpfloat(fabs(ink[0] + ink[2]), <, 0.06);
  if (c == 0xFF08) g_assert_cmpfloat(ink[2] - ink[0], >, 2 * (ink[3] - ink[1])); /* lies */
}

static void test_marks_take_their_vertical_places(void) {
  Column column = column_of(NULL, "zh-Hans", "寅，。、——……（：！");
  DashInk dash = {0};
  for (size_t r = 0; r < column.count; r++) {
    const ColumnRun *run = &column.runs[r];
    g_assert_cmpint(run->stance, ==, STANCE_UPRIGHT);
    for (int i = 0; i < run->item->glyphs->num_glyphs; i++) {
      double ink[4];
      ink_of(run, i, ink);
      check_place(column.line.cells[run->cell[i]].c, (double)run->cell[i], ink, &dash);
    }
  }
  g_assert_cmpfloat(dash.to - dash.from, >, 1.7);
  column_clear(&column);
}

static const char article[] = "根据文章所引的民意调查，有62%的受访者支持把防卫费提高到国内生产总值的2.8%"
                              "；与此同时，“分担额”将由8.8亿美元增加到10亿美元（约合73亿元），"
                              "这一安排在2025年11月4日第57次安保会议上得到确认。自1953年以来，驻韩美军的指挥权经历了七"
                              "十多年的演变——从联合国军司令部到联合司令部，"
                              "再到今天的“未来司令部”……问题仍然没有答案：谁来指挥？怎样指挥？何时移交？";

static void test_columns_are_broken_and_flush(void) {
  for (double ems = 8.5; ems < 40; ems += 0.5) {
    size_t count;
    TextStyle style = style_of(&text_rules_default, "zh-Hans");
    TextLine *columns = text_set_columns(context, &style, article, ems * em, 2 * em, FILL_JUSTIFIED, &count, arena);
    size_t letters = 0;
    g_assert_cmpuint(count, >, 2);
    for (size_t i = 0; i < count; i++) {
      style.measure = columns[i].measure;
      double length = text_vertical_height(context, &style, columns[i].text) / em, room = ems - (i == 0 ? 2 : 0);
      g_assert_cmpfloat_with_epsilon(columns[i].indent, i == 0 ? 2 * em : 0, 1e-9);
      if (i + 1 < count) g_assert_cmpfloat_with_epsilon(length, room, 0.02);
      g_assert_cmpfloat(length, <=, room + 0.02);
      g_assert_null(g_utf8_strchr("，。；：？！』」）", -1, g_utf8_get_char(columns[i].text)));
      letters += (size_t)g_utf8_strlen(columns[i].text, -1);
    }
    g_assert_cmpuint(letters, ==, g_utf8_strlen(article, -1));
  }
}

/* Without rules too, a column is broken where it is full; no space is added or removed. */
static void test_columns_without_rules(void) {
  size_t count;
  TextStyle style = style_of(NULL, "zh-Hans");
  TextLine *columns =
      text_set_columns(context, &style, "一二三四五六七八九，十\n甲", 9 * em, 0, FILL_JUSTIFIED, &count, arena);
  g_assert_cmpuint(count, ==, 3);
  g_assert_cmpstr(columns[0].text, ==, "一二三四五六七八");
  g_assert_cmpstr(columns[1].text, ==, "九，十");
  g_assert_cmpfloat(columns[0].measure, ==, 0);
}

static void test_orientations(void) {
  g_assert_cmpint(upright_orientation('A'), ==, ORIENT_TURNED);
  g_assert_cmpint(upright_orientation(0x4E00), ==, ORIENT_UPRIGHT);
  g_assert_cmpint(upright_orientation(0xAC00), ==, ORIENT_UPRIGHT);
  g_assert_cmpint(upright_orientation(0x2460), ==, ORIENT_UPRIGHT);
  g_assert_cmpint(upright_orientation(0x20000), ==, ORIENT_UPRIGHT);
  g_assert_cmpint(upright_orientation(0x1F600), ==, ORIENT_UPRIGHT);
  g_assert_cmpint(upright_orientation(0xFF08), ==, ORIENT_TRANSFORMED);
  g_assert_cmpint(upright_orientation(0x2014), ==, ORIENT_TURNED);
  g_assert_cmpint(upright_orientation(0x5D0), ==, ORIENT_TURNED);
}

static void test_hostile_columns(void) {
  static const char *const lines[] = {"",
                                      " ",
                                      "\xff",
                                      "\xcc\x81",
                                      "م57م",
                                      "٣57م寅",
                                      "57 寅 مرحبا",
                                      "寅\x01卯",
                                      "👩‍👩‍👧寅",
                                      "葛󠄀",
                                      "1\xcc\x81"
                                      "2寅"};
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
    for (int n = 0; n < 2; n++) {
      size_t count;
      TextStyle style = style_of(n ? &text_rules_default : NULL, "zh-Hans");
      g_assert_true(isfinite(text_vertical_height(context, &style, lines[i])));
      text_set_columns(context, &style, lines[i], 3, 0, FILL_BALANCED, &count, arena);
    }
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  arena = arena_create();
  if (!fonts_are_missing(context)) {
    g_test_add_func("/vertical/squeezing", test_marks_are_squeezed_as_in_rows);
    g_test_add_func("/vertical/latin", test_latin_is_turned_a_quarter_em_apart);
    g_test_add_func("/vertical/numbers", test_short_numbers_stand_upright_in_one_em);
    g_test_add_func("/vertical/quotation-marks", test_quotation_marks_are_those_of_the_region);
    g_test_add_func("/vertical/forms", test_marks_take_their_vertical_places);
    g_test_add_func("/vertical/columns", test_columns_are_broken_and_flush);
    g_test_add_func("/vertical/no-rules", test_columns_without_rules);
  }
  g_test_add_func("/vertical/orientations", test_orientations);
  g_test_add_func("/vertical/hostile", test_hostile_columns);
  int result = g_test_run();
  text_context_destroy(context);
  arena_destroy(arena);
  return result;
}
