/* Which faces a line is drawn with, and why: fallback keeps the look, the weight and the language of what was asked for. */
#include "fonts.h"

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

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  arena = arena_create();
  g_test_add_func("/text/faces/fallback", test_fallback_keeps_look_and_weight);
  g_test_add_func("/text/faces/why", test_why_a_face_was_chosen);
  g_test_add_func("/text/faces/nearest", test_the_nearest_face_of_a_missing_family);
  int result = g_test_run();
  arena_destroy(arena);
  text_context_destroy(context);
  return result;
}
