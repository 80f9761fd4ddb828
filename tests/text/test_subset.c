/* Small faces: text drawn with them is where it was, and what they lack is drawn with whole ones. */
#include "fonts.h"
#include "text/subset.h"
#include <glib.h>
#include <math.h>

static TextContext *context;
static const TextStyle plain = {.family = "sans-serif", .size = 20},
                       bold = {.family = "serif", .size = 30, .weight = 700};

/* The ink of a line drawn on a vector surface. */
static cairo_rectangle_t ink(const TextStyle *style, const char *line, bool vertical) {
  cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cairo = cairo_create(surface);
  if (vertical)
    text_draw_vertical(context, cairo, style, line, 10.3, 5.7);
  else
    text_draw(context, cairo, style, line, 10.3, 5.7);
  g_assert_cmpint(cairo_status(cairo), ==, CAIRO_STATUS_SUCCESS);
  cairo_rectangle_t box;
  cairo_recording_surface_ink_extents(surface, &box.x, &box.y, &box.width, &box.height);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return box;
}

static void assert_same(cairo_rectangle_t a, cairo_rectangle_t b) {
  g_assert_cmpfloat(a.width, >, 1);
  g_assert_cmpfloat_with_epsilon(a.x, b.x, 0.05);
  g_assert_cmpfloat_with_epsilon(a.y, b.y, 0.05);
  g_assert_cmpfloat_with_epsilon(a.width, b.width, 0.1);
  g_assert_cmpfloat_with_epsilon(a.height, b.height, 0.1);
}

static void test_text_is_where_it_was(void) {
  static const struct {
    const TextStyle *style;
    const char *line;
    bool vertical;
  } lines[] = {
      {&plain, "Hamburg office 12", false}, {&bold, "驻韩美军 Kommando", false}, {&bold, "驻韩，美军 12", true},
      {&plain, "e\u0301 Ærø 字", false},    {&plain, "שלום a", false},           {&plain, "\U00010330 字", false},
  };
  cairo_rectangle_t before[G_N_ELEMENTS(lines)];
  TextSubsets *subsets = text_subsets_create();
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    const char *font = NULL;
    before[i] = ink(lines[i].style, lines[i].line, lines[i].vertical);
    g_assert_cmpint(text_subsets_add(subsets, context, lines[i].style, lines[i].line, lines[i].vertical, &font), ==,
                    FONT_EMBEDDABLE);
    g_assert_null(font);
  }
  g_assert_true(text_subsets_finish(subsets));
  text_subsets_use(subsets, context);
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
    assert_same(ink(lines[i].style, lines[i].line, lines[i].vertical), before[i]);
  text_subsets_destroy(subsets);
  assert_same(ink(&plain, lines[0].line, false), before[0]); /* with whole faces again */
}

static void test_what_was_not_added_is_drawn_with_whole_faces(void) {
  const char *font = NULL, *other = "Quiz 汉字";
  cairo_rectangle_t before = ink(&plain, other, false);
  TextSubsets *subsets = text_subsets_create();
  text_subsets_add(subsets, context, &plain, "Hamburg 字", false, &font);
  g_assert_true(text_subsets_finish(subsets));
  text_subsets_use(subsets, context);
  assert_same(ink(&plain, other, false), before);
  assert_same(ink(&bold, "x", false), ink(&bold, "x", false));
  text_subsets_destroy(subsets);
}

static void test_nothing_is_nothing(void) {
  const char *font = NULL;
  const TextStyle none = {.size = 0};
  TextSubsets *subsets = text_subsets_create();
  g_assert_cmpint(text_subsets_add(subsets, context, &plain, "", false, &font), ==, FONT_EMBEDDABLE);
  g_assert_cmpint(text_subsets_add(subsets, context, &plain, NULL, true, &font), ==, FONT_EMBEDDABLE);
  g_assert_cmpint(text_subsets_add(subsets, context, &none, "a", false, &font), ==, FONT_EMBEDDABLE);
  g_assert_true(text_subsets_finish(subsets));
  text_subsets_destroy(subsets);
  text_subsets_destroy(NULL);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  g_test_add_func("/subset/text_is_where_it_was", test_text_is_where_it_was);
  g_test_add_func("/subset/what_was_not_added_is_drawn_with_whole_faces",
                  test_what_was_not_added_is_drawn_with_whole_faces);
  g_test_add_func("/subset/nothing_is_nothing", test_nothing_is_nothing);
  int status = g_test_run();
  text_context_destroy(context);
  return status;
}
