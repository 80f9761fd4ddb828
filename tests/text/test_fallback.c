/* Lists of families that hold where the author's fonts are missing. */
#include "fonts.h"
#include "text/fallback.h"
#include "text/layout.h"

static Arena *arena;
static TextContext *context;

typedef struct Line {
  const char *text, *lang;
} Line;

static const char *list_of(const char *families, const Line *lines, size_t count) {
  FontUse *use = font_use_create(families, arena);
  for (size_t i = 0; i < count; i++) {
    TextStyle style = {.family = families, .size = 10, .lang = lines[i].lang};
    font_use_add(use, context, &style, lines[i].text);
  }
  return font_use_list(use, arena);
}

static void test_lists(void) {
  static const struct {
    const char *families, *text, *lang, *list;
  } cases[] = {
      {NULL, "a", NULL, "'Liberation Sans',Arial,Helvetica,sans-serif"},
      {"sans-serif", "a 1", "en", "'Liberation Sans',Arial,Helvetica,sans-serif"},
      {"serif", "a", NULL, "'Liberation Serif','Times New Roman',Times,serif"},
      {"monospace", "a", NULL, "'Liberation Mono',Consolas,Menlo,'Courier New',monospace"},
      {"Mono", "", NULL, "monospace"},
      {"serif", "\342\200\224 +", NULL, "'Liberation Serif','Times New Roman',Times,serif"}, /* marks alone */
      /* by the face that is used */
      {"Liberation Serif", "a", NULL, "'Liberation Serif','Times New Roman',Times,serif"},
      {"Liberation Mono", "a", NULL, "'Liberation Mono',Consolas,Menlo,'Courier New',monospace"},
      {"No Such Font", "a", NULL, "'No Such Font','Liberation Sans',Arial,Helvetica,sans-serif"},
      {"No Such Font, serif", "a", NULL, "'No Such Font','Liberation Serif','Times New Roman',Times,serif"},
      {"Times New Roman", "a", NULL, "'Times New Roman','Liberation Serif',Times,serif"},
      /* the author's words */
      {"A, 'B', \"C d\", serif, E", "", NULL, "A,B,'C d',E,serif"},
      {"cursive", "a", NULL, "cursive"},
      {"Z003, fantasy", "a", NULL, "Z003,fantasy"},
      {"system-ui, ui-serif", "a", NULL, "system-ui,ui-serif,'Liberation Sans',Arial,Helvetica,sans-serif"},
      {"Inherit, 2Fast, D'Oh, a\\b, sans", "", NULL, "'Inherit','2Fast','D\\'Oh','a\\\\b',sans-serif"},
      {"Arial, ARIAL", "a", NULL, "Arial,'Liberation Sans',Helvetica,sans-serif"},
      /* scripts; one face for Han and Latin, and two */
      {"Noto Serif CJK SC", "\344\270\255 1", "zh-Hans",
       "'Noto Serif CJK SC','Source Han Serif SC','Songti SC','Times New Roman',Times,SimSun,serif"},
      {"sans-serif", "a\344\270\255", "zh-Hans",
       "'Liberation Sans',Arial,Helvetica,'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft "
       "YaHei',sans-serif"},
      {"sans-serif", "\344\270\255+", "zh-Hans",
       "'Liberation Sans',Arial,Helvetica,'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft "
       "YaHei',sans-serif"},
      {"Noto Sans CJK TC", "\345\234\213", "zh-TW",
       "'Noto Sans CJK TC','Source Han Sans TC','PingFang TC','Microsoft JhengHei',sans-serif"},
      {"Noto Sans CJK TC", "\345\234\213", NULL,
       "'Noto Sans CJK TC','Source Han Sans TC','PingFang TC','Microsoft JhengHei',sans-serif"},
      {"Noto Serif CJK JP", "\344\270\255\343\201\256", "en",
       "'Noto Serif CJK JP','Source Han Serif','Hiragino Mincho ProN','Yu Mincho','MS PMincho',serif"},
      {"Noto Sans CJK KR", "\352\260\200", NULL,
       "'Noto Sans CJK KR','Source Han Sans K','Apple SD Gothic Neo','Malgun Gothic',sans-serif"},
      {"Noto Sans Mono CJK SC", "\357\274\214", "zh",
       "'Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',monospace"},
      {"Arial, serif", "\330\267", NULL, NULL}, /* no font of the tests has Arabic: only the end is known */
  };
  if (fonts_are_missing(context)) return;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *list = list_of(cases[i].families, &(Line){cases[i].text, cases[i].lang}, 1);
    if (cases[i].list)
      g_assert_cmpstr(list, ==, cases[i].list);
    else
      g_assert_true(g_str_has_suffix(list, ",'Noto Naskh Arabic','Traditional Arabic','Times New Roman',serif"));
  }
}

/* Every text that is set in a list counts, in whatever order; Latin decides the look. */
static void test_several_texts(void) {
  static const Line lines[] = {
      {"\344\270\255", "zh-Hans"}, {"a", NULL}, {"\343\201\256", "ja"}, {"\344\270\255", "ja"}};
  if (fonts_are_missing(context)) return;
  g_assert_cmpstr(list_of("Liberation Serif", lines, 2), ==,
                  "'Liberation Serif','Times New Roman',Times,'Noto Serif CJK SC','Source Han Serif "
                  "SC','Songti SC',SimSun,serif");
  const char *all = list_of("Liberation Serif", lines, 4);
  g_assert_nonnull(strstr(all, "'Songti SC','Noto Serif CJK JP',"));
  g_assert_nonnull(strstr(all, ",SimSun,'MS PMincho',serif"));
}

static void test_bad_text_is_harmless(void) {
  g_assert_true(g_str_has_suffix(list_of("\xff\xfe,'", (Line[]){{"\xff\xef\xbf\xbe a", "\xff"}}, 1), "sans-serif"));
  g_assert_true(g_str_has_suffix(list_of(",,", (Line[]){{"\x01", NULL}}, 1), "sans-serif"));
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  context = text_context_create();
  g_test_add_func("/text/fallback/lists", test_lists);
  g_test_add_func("/text/fallback/several-texts", test_several_texts);
  g_test_add_func("/text/fallback/bad-text", test_bad_text_is_harmless);
  int result = g_test_run();
  text_context_destroy(context);
  arena_destroy(arena);
  return result;
}
