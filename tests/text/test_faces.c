/* Which faces a line is drawn with, and why: fallback keeps the look, the weight and the language of what was asked for. */
#include "fonts.h"
#include "text/layout.h"
#include <hb-ot.h>

static TextContext *context;
static Arena *arena;

static const TextFace *face_of(const TextStyle *style, const char *line, gunichar c) {
  size_t count;
  const TextFace *faces = text_faces(context, style, line, &count, arena);
  for (size_t i = 0; i < count; i++)
    if (g_utf8_strchr(faces[i].characters, -1, c)) return &faces[i];
  return NULL;
}

/* A list without a generic family falls back to what looks like the first family of it, as its name says. */
static void test_fallback_keeps_look_and_weight(void) {
  static const struct {
    const char *family;
    int weight;
    const char *latin, *han;
  } cases[] = {
      {"serif", 700, "LiberationSerif-Bold", "NotoSerifCJKsc-Bold"},
      {"serif", 400, "LiberationSerif", "NotoSerifCJKsc-Regular"},
      {"Times New Roman", 700, "LiberationSerif-Bold", "NotoSerifCJKsc-Bold"},
      {"SimSun", 400, "LiberationSerif", "NotoSerifCJKsc-Regular"},
      {"宋体", 700, "LiberationSerif-Bold", "NotoSerifCJKsc-Bold"},
      {"Songti SC", 400, "LiberationSerif", "NotoSerifCJKsc-Regular"},
      {"Source Han Serif SC", 700, "LiberationSerif-Bold", "NotoSerifCJKsc-Bold"},
      {"Liberation Serif", 700, "LiberationSerif-Bold", "NotoSerifCJKsc-Bold"}, /* installed: its own tables tell */
      {"Liberation Sans", 700, "LiberationSans-Bold", "NotoSansCJKsc-Bold"},
      {"Source Han Sans SC", 700, "LiberationSans-Bold", "NotoSansCJKsc-Bold"},
      {"Microsoft YaHei", 400, "LiberationSans", "NotoSansCJKsc-Regular"},
      {"Georgia, sans-serif", 400, "LiberationSans", "NotoSansCJKsc-Regular"}, /* the author's generic decides */
      {"Courier New", 400, "LiberationMono", "NotoSansMonoCJKsc-Regular"},
  };
  if (fonts_are_missing(context)) return;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TextStyle style = {.family = cases[i].family, .size = 10, .weight = cases[i].weight, .lang = "zh-Hans"};
    g_assert_cmpstr(face_of(&style, "ab中文", 'a')->name, ==, cases[i].latin);
    g_assert_cmpstr(face_of(&style, "ab中文", 0x4E2D)->name, ==, cases[i].han);
  }
}

static void test_why_a_face_was_chosen(void) {
  static const struct {
    const char *family, *lang;
    gunichar c;
    FaceReason reason;
    const char *source;
  } cases[] = {
      {"Inter, 'Noto Sans CJK SC'", "zh-Hans", 'a', FACE_BY_NAME, "Noto Sans CJK SC"},
      {"Inter, 'noto sans cjk sc'", "zh-Hans", 0x4E2D, FACE_BY_NAME, "noto sans cjk sc"},
      {"sans-serif", NULL, 'a', FACE_BY_GENERIC, "sans-serif"},
      {"Times New Roman", NULL, 'a', FACE_NEAREST, "Times New Roman"},
      {"Inter, serif", NULL, 'a', FACE_BY_GENERIC, "serif"},
      {"Liberation Sans", "zh-Hans", 0x4E2D, FACE_BY_LANGUAGE, "zh-cn"},
      {"Liberation Sans", NULL, 0x4E2D, FACE_BY_LANGUAGE, "zh-cn"}, /* guessed */
      {"Liberation Sans", "en", 0x2776, FACE_BY_LANGUAGE, "en"},
      {"Liberation Sans", NULL, 0x2776, FACE_BY_CHARACTER, NULL},
  };
  if (fonts_are_missing(context)) return;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TextStyle style = {.family = cases[i].family, .size = 10, .lang = cases[i].lang};
    char line[8] = "a";
    if (cases[i].c != 'a') line[1 + g_unichar_to_utf8(cases[i].c, line + 1)] = '\0';
    const TextFace *face = face_of(&style, line, cases[i].c);
    const char *source;
    g_assert_nonnull(face);
    g_assert_cmpint(text_face_reason(context, &style, face, &source, arena), ==, cases[i].reason);
    g_assert_cmpstr(source, ==, cases[i].source);
  }
}

/* A warning about a family names what its own text is drawn with. */
static void test_the_nearest_face_of_a_missing_family(void) {
  if (fonts_are_missing(context)) return;
  TextStyle style = {.family = "SimSun", .size = 10, .lang = "zh-Hans"};
  g_assert_cmpstr(text_substitute_family(context, &style, "中文", arena), ==, "Noto Serif CJK SC");
  g_assert_cmpstr(text_substitute_family(context, &style, "abc", arena), ==, "Liberation Serif");
  style.family = "Liberation Sans";
  g_assert_null(text_substitute_family(context, &style, "中文", arena));
  style.family = "serif";
  g_assert_null(text_substitute_family(context, &style, "中文", arena));
}

typedef struct Shaped {
  PangoGlyph glyph;
  double width;
  PangoFont *font;
} Shaped;

/* The clusters of a line, up to `most`. */
static size_t shape(const TextStyle *style, const char *line, Shaped *shaped, size_t most) {
  size_t count = 0;
  const ShapedLine *set = text_line(context, style, line);
  for (const GSList *at = set->runs; at; at = at->next) {
    PangoGlyphItemIter cluster;
    PangoGlyphItem *run = at->data;
    for (gboolean more = pango_glyph_item_iter_init_start(&cluster, run, set->text); more && count < most;
         more = pango_glyph_item_iter_next_cluster(&cluster)) {
      const PangoGlyphInfo *info = &run->glyphs->glyphs[cluster.start_glyph];
      shaped[count] = (Shaped){info->glyph, 0, run->item->analysis.font};
      for (int i = cluster.start_glyph; i < cluster.end_glyph; i++)
        shaped[count].width += run->glyphs->glyphs[i].geometry.width / (double)PANGO_SCALE;
      count++;
    }
  }
  return count;
}

/* 葛 with VS17 and VS18 (Adobe-Japan1 and Hanyo-Denshi, https://unicode.org/ivd): what the face's cmap of format 14 has. */
static void test_variation_sequences_choose_their_glyphs(void) {
  if (fonts_are_missing(context)) return;
  TextStyle style = {.size = 20, .lang = "ja", .family = "Noto Sans CJK JP"};
  static const char line[] = "\u845b\U000e0100\u845b\U000e0101\u845b";
  for (int with_rules = 0; with_rules < 2; with_rules++) {
    Shaped shaped[8];
    style.rules = with_rules ? &text_rules_default : NULL;
    g_assert_cmpuint(shape(&style, line, shaped, G_N_ELEMENTS(shaped)), ==, 3);
    for (size_t i = 0; i < 3; i++) {
      hb_codepoint_t glyph = 0;
      hb_font_t *font = pango_font_get_hb_font(shaped[i].font);
      bool known = i < 2 ? hb_font_get_variation_glyph(font, 0x845b, (hb_codepoint_t)(0xe0100 + i), &glyph)
                         : hb_font_get_nominal_glyph(font, 0x845b, &glyph);
      g_assert_true(known);
      g_assert_cmpuint(shaped[i].glyph, ==, glyph);
      g_assert_cmpfloat_with_epsilon(shaped[i].width, 20, 0.01);
    }
    g_assert_cmpuint(shaped[0].glyph, !=, shaped[1].glyph);
  }
  g_assert_cmpuint(text_missing_glyph(context, &style, line), ==, 0);
  /* a selector is part of its character: the gap before Latin stays, and nothing is spaced out or broken in between */
  g_assert_cmpfloat_with_epsilon(text_width(context, &style, "\u845b\U000e0100A") - text_width(context, &style, "A"),
                                 25, 0.01);
  style.measure = 70;
  Shaped spaced[8];
  shape(&style, line, spaced, G_N_ELEMENTS(spaced));
  g_assert_cmpfloat_with_epsilon(spaced[0].width, 25, 0.01);
  g_assert_cmpfloat_with_epsilon(spaced[2].width, 20, 0.01);
  style.measure = 0;
  size_t count;
  TextLine *lines = text_set_lines(context, &style, line, 20, 0, FILL_RAGGED, &count, arena);
  g_assert_cmpuint(count, ==, 3);
  g_assert_cmpstr(lines[0].text, ==, "\u845b\U000e0100");
  g_assert_cmpfloat_with_epsilon(text_vertical_height(context, &style, line), 60, 0.01);
}

/* Extensions B (U+20BB7, U+2A6D6), C (U+2A700) and G (U+30EDE): one em each, by the face's own glyphs where it has them, and
 * named where no font has them. */
static void test_characters_of_later_extensions(void) {
  if (fonts_are_missing(context)) return;
  TextStyle style = {.size = 20, .lang = "zh-Hans", .rules = &text_rules_default};
  Shaped shaped[8];
  g_assert_cmpuint(shape(&style, "\U00020bb7\U00030ede\u56fd", shaped, G_N_ELEMENTS(shaped)), ==, 3);
  static const hb_codepoint_t characters[] = {0x20bb7, 0x30ede, 0x56fd};
  for (size_t i = 0; i < 3; i++) {
    hb_codepoint_t glyph;
    g_assert_true(hb_font_get_nominal_glyph(pango_font_get_hb_font(shaped[i].font), characters[i], &glyph));
    g_assert_cmpuint(shaped[i].glyph, ==, glyph);
    g_assert_cmpfloat_with_epsilon(shaped[i].width, 20, 0.01);
  }
  /* they are Han to the rules */
  g_assert_cmpfloat_with_epsilon(text_width(context, &style, "\U00020bb7A") - text_width(context, &style, "A"), 25,
                                 0.01);
  g_assert_cmpfloat_with_epsilon(text_width(context, &style, "\U00020bb7”（\U00020bb7"), 70, 0.01);
  g_assert_cmpuint(text_missing_glyph(context, &style, "\U00020bb7\U000323af"), ==, 0x323af);
  g_assert_cmpstr(text_guess_lang("\U00020bb7"), ==, "zh-Hans");
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  arena = arena_create();
  g_test_add_func("/text/faces/fallback", test_fallback_keeps_look_and_weight);
  g_test_add_func("/text/faces/why", test_why_a_face_was_chosen);
  g_test_add_func("/text/faces/nearest", test_the_nearest_face_of_a_missing_family);
  g_test_add_func("/text/faces/variations", test_variation_sequences_choose_their_glyphs);
  g_test_add_func("/text/faces/extensions", test_characters_of_later_extensions);
  int result = g_test_run();
  arena_destroy(arena);
  text_context_destroy(context);
  return result;
}
