/* Parts of text: settings that hold on every machine, styles, languages (BCP 47), what is drawn and where. */
#include "fonts.h"
#include "text/layout.h"
#include <math.h>

static TextContext *context;
static Arena *arena;

/* A chart must not look different where the environment has another language or hints its fonts. */
static void test_nothing_is_left_to_the_environment(void) {
  TextStyle style = {.size = 10};
  PangoContext *pango = text_shape(context, &style, "a")->pango;
  const cairo_font_options_t *options = pango_cairo_context_get_font_options(pango);
  g_assert_cmpstr(pango_language_to_string(pango_context_get_language(pango)), ==, "und");
  g_assert_cmpint(pango_context_get_base_dir(pango), ==, PANGO_DIRECTION_LTR);
  g_assert_false(pango_context_get_round_glyph_positions(pango));
  g_assert_cmpint(cairo_font_options_get_hint_style(options), ==, CAIRO_HINT_STYLE_NONE);
  g_assert_cmpint(cairo_font_options_get_hint_metrics(options), ==, CAIRO_HINT_METRICS_ON);
  g_assert_cmpint(cairo_font_options_get_antialias(options), ==, CAIRO_ANTIALIAS_GRAY);
  g_assert_cmpint(pango_context_get_base_gravity(pango), ==, PANGO_GRAVITY_SOUTH);
  g_assert_cmpint(pango_context_get_gravity_hint(pango), ==, PANGO_GRAVITY_HINT_NATURAL);
}

static void test_separators_of_lines_are_drawn_as_signs(void) {
  TextStyle style = {.size = 10};
  double letters = text_width(context, &style, "ab");
  g_assert_cmpfloat(text_width(context, &style, "a\u2028b"), >, letters + 1);
  g_assert_cmpfloat(text_width(context, &style, "a\u2029b"), >, letters + 1);
}

static void test_languages_as_fontconfig_knows_them(void) {
  static const char *const cases[][2] = {{"zh-Hans", "zh-cn"},    {"zh-Hant", "zh-tw"},    {"zh-Hant-HK", "zh-hk"},
                                         {"zh-hant-mo", "zh-mo"}, {"zh-Hans-SG", "zh-sg"}, {"zh-Hans-CN", "zh-cn"},
                                         {"zh-Hant-TW", "zh-tw"}, {"zh-TW", "zh-tw"},      {"zh-HK", "zh-hk"},
                                         {"zh-MO", "zh-mo"},      {"zh-SG", "zh-sg"},      {"zh", "zh-cn"},
                                         {"zh-CN", "zh-cn"},      {"zhx", "zhx"},          {"ja", "ja"},
                                         {"de-CH", "de-ch"},      {"ZH-HANT", "zh-tw"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(pango_language_to_string(text_language(cases[i][0])), ==, cases[i][1]);
  g_assert_null(text_language(NULL));
  g_assert_null(text_language(""));
}

static void assert_family(const char *css, const char *family) {
  TextStyle style = {.family = css, .size = 10};
  g_assert_cmpstr(pango_font_description_get_family(text_font(context, &style)->description), ==, family);
}

static void test_families_as_css_writes_them(void) {
  assert_family(NULL, "sans-serif");
  assert_family("", "sans-serif");
  assert_family(" , ", "sans-serif");
  assert_family("A B,C", "A B,C");
  assert_family("'A B' , \"C\", d ", "A B,C,d");
  assert_family("''", "sans-serif");
  assert_family("'x'", "x");
  assert_family("'", "'");
  assert_family("'a\"", "'a\"");
  assert_family("a'", "a'");
}

static void test_fonts_of_styles(void) {
  static const struct {
    TextStyle style;
    int weight;
    PangoStyle slant;
    double size;
  } cases[] = {{{.size = 10}, 400, PANGO_STYLE_NORMAL, 10},
               {{.size = 12.5, .weight = 700, .italic = true}, 700, PANGO_STYLE_ITALIC, 12.5},
               {{.size = 0.5, .weight = 50}, 100, PANGO_STYLE_NORMAL, 0.5},
               {{.size = 6000, .weight = 1200}, 1000, PANGO_STYLE_NORMAL, 5000},
               {{.size = -1, .weight = 100}, 100, PANGO_STYLE_NORMAL, 0},
               {{.size = INFINITY, .weight = 1000}, 1000, PANGO_STYLE_NORMAL, 0}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const PangoFontDescription *font = text_font(context, &cases[i].style)->description;
    g_assert_cmpint((int)pango_font_description_get_weight(font), ==, cases[i].weight);
    g_assert_cmpint(pango_font_description_get_style(font), ==, cases[i].slant);
    g_assert_cmpint(pango_font_description_get_size(font), ==, (int)(cases[i].size * PANGO_SCALE));
    g_assert_true(pango_font_description_get_size_is_absolute(font));
  }
}

/* Styles are told apart by all that they say, however long their families are; the same style is one font. */
static void test_styles_are_fonts_of_their_own(void) {
  g_autofree char *filler = g_strnfill(300, 'x');
  for (int length = 200; length <= 300; length++) {
    g_autofree char *one = g_strdup_printf("%.*s1", length, filler), *two = g_strdup_printf("%.*s2", length, filler);
    TextStyle a = {.family = one, .size = 10}, b = {.family = two, .size = 10};
    TextFont *first = text_font(context, &a), *second = text_font(context, &b);
    g_assert_true(first != second && text_font(context, &a) == first && text_font(context, &b) == second);
  }
  TextStyle styles[] = {{.size = 10},
                        {.size = 10.5},
                        {.size = 10, .weight = 700},
                        {.size = 10, .italic = true},
                        {.size = 10, .lang = "ja"},
                        {.family = "ja", .size = 10}};
  for (size_t i = 0; i < G_N_ELEMENTS(styles); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(styles); k++)
      g_assert_true((text_font(context, &styles[i]) == text_font(context, &styles[k])) == (i == k));
  g_assert_null(text_font(context, &styles[0])->language);
  g_assert_cmpstr(pango_language_to_string(text_font(context, &styles[4])->language), ==, "ja");
}

static void assert_clean(const char *line, const char *cleaned) {
  char *copy;
  const char *found = text_clean(line, &copy);
  g_assert_cmpstr(found, ==, cleaned);
  g_assert_true(found == (copy ? copy : line));
  g_assert_true((copy == NULL) == (strcmp(line, cleaned) == 0));
  g_free(copy);
}

static void test_control_characters_become_spaces(void) {
  assert_clean("plain ~", "plain ~");
  assert_clean("a\tb\nc\x1f\x7f!", "a b c  !");
  assert_clean("\xc3\xa9 \xc2\x80", "\xc3\xa9 \xc2\x80");
  assert_clean("a\xff", "a\xef\xbf\xbd");
  assert_clean("\x80\x01", "\xef\xbf\xbd ");
  assert_clean("", "");
}

static void test_small_and_empty_text_is_measured(void) {
  TextStyle small = {.size = 0.5}, ten = {.size = 10}, none = {.size = 0};
  g_assert_cmpfloat(text_width(context, &small, "国国"), >, 0.5);
  g_assert_cmpfloat(text_width(context, &small, "国国"), <, 1.5);
  g_assert_cmpfloat(text_vertical_height(context, &small, "国国"), >, 0.5);
  g_assert_cmpfloat(text_width(context, &none, "a") + text_width(context, &ten, "") + text_width(context, &ten, NULL),
                    ==, 0);
  g_assert_cmpfloat(text_vertical_height(context, &none, "a") + text_vertical_height(context, &ten, "") +
                        text_vertical_height(context, &ten, NULL),
                    ==, 0);
  g_assert_cmpfloat(text_width(context, &ten, "aa"), ==, 2 * text_width(context, &ten, "a"));
}

typedef struct Ink {
  double x1, y1, x2, y2;
} Ink;
typedef void (*Outline)(TextContext *, cairo_t *, const TextStyle *, const char *, double, double);

static Ink ink_of(Outline outline, double size, const char *line, double x, double y) {
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 200, 200);
  cairo_t *cairo = cairo_create(surface);
  TextStyle style = {.size = size};
  Ink ink;
  cairo_matrix_t before, after;
  cairo_translate(cairo, 3, 4);
  cairo_get_matrix(cairo, &before);
  outline(context, cairo, &style, line, x, y);
  cairo_get_matrix(cairo, &after);
  g_assert_cmpmem(&before, sizeof before, &after, sizeof after);
  cairo_path_extents(cairo, &ink.x1, &ink.y1, &ink.x2, &ink.y2);
  g_assert_cmpint(cairo_status(cairo), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return ink;
}

static bool is_empty(Ink ink) { return ink.x1 == ink.x2 && ink.y1 == ink.y2; }

static void test_outlines_stand_on_the_baseline(void) {
  Ink ink = ink_of(text_outline, 20, "HH", 50, 80);
  if (fonts_are_missing(context)) return;
  g_assert_cmpfloat_with_epsilon(ink.y2, 80, 0.05);
  g_assert_cmpfloat_with_epsilon(ink.y1, 80 - 0.688 * 20, 0.3); /* Liberation Sans's capitals */
  g_assert_cmpfloat(ink.x1, >, 50);
  g_assert_cmpfloat(ink.x2, <, 50 + 2 * 0.722 * 20 + 0.1);
  g_assert_cmpfloat(ink.x2, >, 50 + 1.2 * 20);
  g_assert_false(is_empty(ink_of(text_outline, 0.75, "H", 50, 80)));
}

/* https://www.w3.org/TR/css-writing-modes-3/: Han upright about the centre line, Latin lying, both downwards. */
static void test_columns_hang_about_their_centre(void) {
  Ink han = ink_of(text_outline_vertical, 20, "国国", 100, 30),
      latin = ink_of(text_outline_vertical, 20, "HHHH", 100, 30);
  if (fonts_are_missing(context)) return;
  g_assert_cmpfloat_with_epsilon((han.x1 + han.x2) / 2, 100, 1.5);
  g_assert_cmpfloat_with_epsilon(han.x2 - han.x1, 17, 2.5);
  g_assert_cmpfloat(han.y1, >, 30);
  g_assert_cmpfloat(han.y1, <, 34);
  g_assert_cmpfloat(han.y2, >, 66);
  g_assert_cmpfloat(han.y2, <, 71);
  g_assert_cmpfloat_with_epsilon((latin.x1 + latin.x2) / 2, 100, 3);
  g_assert_cmpfloat(latin.y2 - latin.y1, >, 2 * (latin.x2 - latin.x1));
  g_assert_false(is_empty(ink_of(text_outline_vertical, 0.75, "H", 50, 80)));
}

/* Quotes and dashes are set in the font of the Han around them, and so are centred. */
static void test_marks_in_a_column_stand_like_han(void) {
  TextStyle style = {.size = 20};
  if (fonts_are_missing(context)) return;
  g_assert_cmpfloat_with_epsilon(text_vertical_height(context, &style, "国—国…国·国“国”"), 200, 0.5);
  g_assert_cmpfloat(text_vertical_height(context, &style, "a—b"), <, 50);
}

static void test_nothing_is_drawn_of_nothing(void) {
  static const Outline outlines[] = {text_outline, text_outline_vertical, text_draw, text_draw_vertical};
  for (size_t i = 0; i < G_N_ELEMENTS(outlines); i++) {
    g_assert_true(is_empty(ink_of(outlines[i], 10, NULL, 5, 5)));
    g_assert_true(is_empty(ink_of(outlines[i], 10, "", 5, 5)));
    g_assert_true(is_empty(ink_of(outlines[i], 0, "a", 5, 5)));
    g_assert_true(is_empty(ink_of(outlines[i], NAN, "a", 5, 5)));
    g_assert_true(is_empty(ink_of(outlines[i], 10, "a", NAN, 5)));
    g_assert_true(is_empty(ink_of(outlines[i], 10, "a", 5, INFINITY)));
  }
}

/* The same where text stays text, as in a PDF. */
static void test_nothing_is_shown_of_nothing(void) {
  static const struct {
    const char *line;
    double size, x, y;
  } cases[] = {{NULL, 10, 5, 5},  {"", 10, 5, 5},         {"a", 0, 5, 5},   {"a", NAN, 5, 5},
               {"a", 10, NAN, 5}, {"a", 10, 5, INFINITY}, {"a", 0.75, 5, 5}};
  static const Outline draws[] = {text_draw, text_draw_vertical};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(draws); k++) {
      cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cairo = cairo_create(surface);
      TextStyle style = {.size = cases[i].size};
      double x, y, width = 0, height = 0;
      draws[k](context, cairo, &style, cases[i].line, cases[i].x, cases[i].y);
      g_assert_cmpint(cairo_status(cairo), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy(cairo);
      cairo_recording_surface_ink_extents(surface, &x, &y, &width, &height);
      g_assert_cmpint(width > 0, ==, i + 1 == G_N_ELEMENTS(cases));
      cairo_surface_destroy(surface);
    }
}

static guint32 sum_of(cairo_surface_t *surface) {
  guint32 sum = 0;
  cairo_surface_flush(surface);
  const guint8 *data = cairo_image_surface_get_data(surface);
  int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < 100; y++)
    for (int x = 0; x < 100; x++) sum += data[y * stride + x];
  return sum;
}

/* On pixels a text is its outlines, filled; a path begun before is not. */
static void test_text_is_drawn_alone(void) {
  static const struct {
    Outline draw, outline;
  } pairs[] = {{text_draw, text_outline}, {text_draw_vertical, text_outline_vertical}};
  TextStyle style = {.size = 20};
  for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
    guint32 sums[2];
    for (int way = 0; way < 2; way++) {
      cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 100, 100);
      cairo_t *cairo = cairo_create(surface);
      if (way == 0) cairo_rectangle(cairo, 60, 60, 30, 30);
      (way == 0 ? pairs[i].draw : pairs[i].outline)(context, cairo, &style, "ab", 30, 30);
      if (way == 1) cairo_fill(cairo);
      cairo_destroy(cairo);
      sums[way] = sum_of(surface);
      cairo_surface_destroy(surface);
    }
    g_assert_cmpuint(sums[0], >, 1000);
    g_assert_cmpuint(sums[0], ==, sums[1]);
  }
}

static void test_faces_are_named_once_and_missing_characters_first(void) {
  TextStyle style = {.size = 10};
  g_assert_cmpuint(text_missing_glyph(context, &style, NULL), ==, 0);
  g_assert_cmpuint(text_missing_glyph(context, &style, ""), ==, 0);
  if (fonts_are_missing(context)) return;
  size_t count;
  const TextFace *faces = text_faces(context, &style, "a国b 国c", &count, arena);
  g_assert_cmpuint(count, ==, 2);
  g_assert_cmpstr(faces[0].name, ==, "LiberationSans");
  g_assert_cmpstr(faces[0].characters, ==, "abc");
  g_assert_true(g_str_has_prefix(faces[1].name, "NotoSansCJK"));
  g_assert_cmpstr(faces[1].characters, ==, "国国");
  text_faces(context, &style, "", &count, arena);
  g_assert_cmpuint(count, ==, 0);
  g_assert_cmpuint(text_missing_glyph(context, &style, "国\360\237\220\204\360\237\220\226"), ==, 0x1F404);
}

static void test_languages_of_punctuation_and_rarer_scripts(void) {
  static const char *const cases[][2] = {{"ㄅ", "zh-Hant"},
                                         {"カ", "ja"},
                                         {"ひ", "ja"},
                                         {"한", "ko"},
                                         {"　", "zh-Hans"},
                                         {"〿", "zh-Hans"},
                                         {"！", "zh-Hans"},
                                         {"～", "zh-Hans"},
                                         {"｟", NULL},
                                         {"⿿", NULL},
                                         {"国學", "zh-Hant"},
                                         {"學国", "zh-Hant"},
                                         {"国é", "zh-Hans"},
                                         {"é国", "zh-Hans"},
                                         {"~\x7f", NULL},
                                         {"国\xff", NULL},
                                         {"国！カ", "ja"},
                                         {"abcdefg国", "zh-Hans"},
                                         {"abcdefgh国", "zh-Hans"},
                                         {"abcdefghé ijklmno国", "zh-Hans"},
                                         {"🐄国", "zh-Hans"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) g_assert_cmpstr(text_guess_lang(cases[i][0]), ==, cases[i][1]);
  g_assert_null(text_guess_lang(NULL));
}

static void test_languages_of_escaped_text(void) {
  static const char *const cases[][2] = {
      {"\\\\u56fd", NULL},      {"\\u56fd", "zh-Hans"},        {"abcdefg\\u56FD", "zh-Hans"},
      {"\\u56fd\\u30ab", "ja"}, {"\\ud840\\udc00", "zh-Hans"}, {"\\n\\u00e9\\ud840", NULL},
      {"\\u56f", NULL},         {"C:\\users\\", NULL},         {"\\\\\\u5b78", "zh-Hant"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    LangGuess guess = {0};
    lang_guess_add_json(&guess, cases[i][0]);
    g_assert_cmpstr(lang_guess_result(&guess), ==, cases[i][1]);
    g_assert_null(text_guess_lang(cases[i][0])); /* there a backslash is a backslash */
  }
  LangGuess both = {0};
  lang_guess_add(&both, "国");
  lang_guess_add_json(&both, "\\u5b78");
  g_assert_cmpstr(lang_guess_result(&both), ==, "zh-Hant");
}

static void assert_cut(const char *line, double limit, const char *ellipsis, bool from_left, const char *cut) {
  TextStyle style = {.size = 10, .lang = "zh-Hans"};
  g_assert_cmpstr(text_truncate(context, &style, line, limit, ellipsis, from_left, arena), ==, cut);
}

/* Of full-width characters of 10 px; the ellipsis is one of them. */
static void test_text_is_cut_to_the_pixel(void) {
  if (fonts_are_missing(context)) return;
  assert_cut("一二三四五", 50.01, "口", false, "一二三四五");
  assert_cut("一二三四五", 50, "口", false, "一二三口"); /* what is kept must be narrower than the rest of the limit */
  assert_cut("一二三四五", 40, "口", false, "一二口");
  assert_cut("一二三四五", 40.5, "口", false, "一二三口");
  assert_cut("一二三四五", 39.5, "口", false, "一二口");
  assert_cut("一二三四五", 40, "口", true, "口三四五");
  assert_cut("一二三四五", 39.5, "口", true, "口四五");
  assert_cut("一二三四五", 10, "口", true, "口");
  assert_cut("一二三四五", 0, "口", false, "一二三四五");
  assert_cut("一二三四五", NAN, "口", false, "一二三四五");
  assert_cut("", 5, "口", false, "");
  assert_cut("ab\tcd", 24, "", false, "ab …");
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_setenv("PANGO_LANGUAGE", "ja:ko", TRUE);
  g_setenv("LC_ALL", "de_DE.UTF-8", TRUE);
  g_test_init(&argc, &argv, NULL);
  text_context_destroy(NULL);
  context = text_context_create();
  arena = arena_create();
  g_test_add_func("/text/parts/environment", test_nothing_is_left_to_the_environment);
  g_test_add_func("/text/parts/separators", test_separators_of_lines_are_drawn_as_signs);
  g_test_add_func("/text/parts/languages", test_languages_as_fontconfig_knows_them);
  g_test_add_func("/text/parts/families", test_families_as_css_writes_them);
  g_test_add_func("/text/parts/fonts", test_fonts_of_styles);
  g_test_add_func("/text/parts/styles", test_styles_are_fonts_of_their_own);
  g_test_add_func("/text/parts/clean", test_control_characters_become_spaces);
  g_test_add_func("/text/parts/small", test_small_and_empty_text_is_measured);
  g_test_add_func("/text/parts/outlines", test_outlines_stand_on_the_baseline);
  g_test_add_func("/text/parts/columns", test_columns_hang_about_their_centre);
  g_test_add_func("/text/parts/marks", test_marks_in_a_column_stand_like_han);
  g_test_add_func("/text/parts/nothing", test_nothing_is_drawn_of_nothing);
  g_test_add_func("/text/parts/nothing-shown", test_nothing_is_shown_of_nothing);
  g_test_add_func("/text/parts/alone", test_text_is_drawn_alone);
  g_test_add_func("/text/parts/faces", test_faces_are_named_once_and_missing_characters_first);
  g_test_add_func("/text/parts/guess", test_languages_of_punctuation_and_rarer_scripts);
  g_test_add_func("/text/parts/guess_escaped", test_languages_of_escaped_text);
  g_test_add_func("/text/parts/cut", test_text_is_cut_to_the_pixel);
  int result = g_test_run();
  arena_destroy(arena);
  text_context_destroy(context);
  return result;
}
