/* Measuring and shortening text. Expected: node-canvas 3.2 measureText() and vega-scenegraph 5 textValue(), with the same fonts. */
#include "fonts.h"

static TextContext *context;
static Arena *arena;

static void test_widths_are_those_of_a_canvas(void) {
  static const struct {
    const char *text;
    TextStyle style;
    double width;
  } cases[] = {
      {"AVAToYo 11,1.7", {NULL, 10, 0, false, NULL, false, 0, NULL}, 69.4970703125},
      {"Population of the countries", {"sans-serif", 11, 700, false, NULL, false, 0, NULL}, 142.3984375},
      {"The quick brown fox", {"serif", 13.5, 400, true, NULL, false, 0, NULL}, 110.111328125},
      {"0123456789", {"monospace", 9, 400, false, NULL, false, 0, NULL}, 54.013671875},
      {"中文，图表 2024", {"sans-serif", 12, 400, false, NULL, false, 0, NULL}, 90.029296875},
      {"VAWA To", {"sans-serif", 100, 400, false, NULL, false, 0, NULL}, 405.712890625},
      {"Größe – naïve", {"sans-serif", 10, 600, false, NULL, false, 0, NULL}, 66.1376953125},
      {"VAWA To", {"'No Such Font', \"Liberation Sans\"", 100, 400, false, NULL, false, 0, NULL}, 405.712890625},
  };
  if (fonts_are_missing(context)) return;
  for (int round = 0; round < 2; round++) /* the second time from the cache */
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
      g_assert_cmpfloat_with_epsilon(text_width(context, &cases[i].style, cases[i].text), cases[i].width, 1e-9);
}

static void test_text_is_shortened_as_vega_does(void) {
  static const struct {
    const char *text;
    double limit;
    bool from_left;
    const char *cut;
  } cases[] = {
      {"Population of the countries", 5, false, "…"},
      {"Population of the countries", 30, false, "Pop…"},
      {"Population of the countries", 30, true, "…tries"},
      {"Population of the countries", 60, false, "Population…"},
      {"Population of the countries", 60, true, "…e countries"},
      {"Population of the countries", 100, false, "Population of the co…"},
      {"Population of the countries", 100, true, "…tion of the countries"},
      {"中文标签很长很长", 30, false, "中…"},
      {"中文标签很长很长", 30, true, "…很长"},
      {"中文标签很长很长", 60, false, "中文标签…"},
      {"中文标签很长很长", 100, false, "中文标签很长很长"},
      {"x", 5, false, "…"},
      {"x", 30, false, "x"},
  };
  TextStyle style = {.size = 10};
  if (fonts_are_missing(context)) return;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(text_truncate(context, &style, cases[i].text, cases[i].limit, NULL, cases[i].from_left, arena), ==,
                    cases[i].cut);
}

static void test_the_language_chooses_the_glyphs(void) {
  static const struct {
    const char *lang, *text, *face;
  } cases[] = {
      {"zh-Hans", "骨", "NotoSansCJKsc-Regular"},
      {"zh-Hant", "骨", "NotoSansCJKtc-Regular"},
      {"ja", "骨", "NotoSansCJKjp-Regular"},
      {NULL, "骨", "NotoSansCJKsc-Regular"},
  };
  if (fonts_are_missing(context)) return;
  /* a family no font has, so that fontconfig orders by language alone */
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TextStyle style = {.family = "Noto Sans CJK", .size = 10, .lang = cases[i].lang};
    size_t count;
    const TextFace *faces = text_faces(context, &style, cases[i].text, &count, arena);
    g_assert_cmpuint(count, ==, 1);
    if (i == 0 || i == 3) g_assert_cmpstr(faces[0].name, ==, cases[i].face);
  }
}

static void test_languages_are_guessed(void) {
  g_assert_cmpstr(text_guess_lang("年销售额 2024"), ==, "zh-Hans");
  g_assert_cmpstr(text_guess_lang("臺灣"), ==, "zh-Hant");
  g_assert_cmpstr(text_guess_lang("売上の推移"), ==, "ja");
  g_assert_cmpstr(text_guess_lang("매출 漢字"), ==, "ko");
  g_assert_null(text_guess_lang("Größe"));
  g_assert_null(text_guess_lang(""));
}

static void test_missing_characters_are_found(void) {
  TextStyle style = {.size = 10};
  if (fonts_are_missing(context)) return;
  g_assert_cmpuint(text_missing_glyph(context, &style, "plain text, 中文"), ==, 0);
  g_assert_cmpuint(text_missing_glyph(context, &style, "a \360\237\220\226 b"), ==, 0x1F416);
}

static void test_bad_text_does_no_harm(void) {
  TextStyle style = {.size = 10};
  const char *bad[] = {"\xff\xfe", "a\xc3", "\xe4\xb8", "tab\tnewline\n\x01", "\xe2\x80\xa8", ""};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_assert_cmpfloat(text_width(context, &style, bad[i]), >=, 0);
    g_assert_nonnull(text_truncate(context, &style, bad[i], 3, NULL, false, arena));
    g_assert_nonnull(text_break_lines(context, &style, bad[i], 3, arena));
    g_assert_cmpfloat(text_vertical_height(context, &style, bad[i]), >=, 0);
    text_missing_glyph(context, &style, bad[i]);
  }
  TextStyle sizes[] = {{.size = 0}, {.size = -5}, {.size = 1e300}, {.size = 0.0 / 0.0}};
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) text_width(context, &sizes[i], "text");
}

/* CJK full-width characters are one em each, upright or not */
static void test_a_vertical_column_is_an_em_a_character(void) {
  TextStyle style = {.size = 20};
  if (fonts_are_missing(context)) return;
  g_assert_cmpfloat_with_epsilon(text_vertical_height(context, &style, "年销售额（万元）"), 160, 0.1);
  g_assert_cmpfloat_with_epsilon(text_vertical_height(context, &style, "AVA"), text_width(context, &style, "AVA"), 0.1);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  arena = arena_create();
  g_test_add_func("/text/measure/widths", test_widths_are_those_of_a_canvas);
  g_test_add_func("/text/measure/truncate", test_text_is_shortened_as_vega_does);
  g_test_add_func("/text/measure/language", test_the_language_chooses_the_glyphs);
  g_test_add_func("/text/measure/guess", test_languages_are_guessed);
  g_test_add_func("/text/measure/missing", test_missing_characters_are_found);
  g_test_add_func("/text/measure/bad", test_bad_text_does_no_harm);
  g_test_add_func("/text/measure/vertical", test_a_vertical_column_is_an_em_a_character);
  int result = g_test_run();
  arena_destroy(arena);
  text_context_destroy(context);
  return result;
}
