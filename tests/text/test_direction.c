/* The direction of a line, by positions of the shaped run. */
#include "fonts.h"
#include "text/layout.h"

static TextContext *context;
static const char line[] = "الدمام 3%";

/* Where the character at a byte is, in px. */
static double place_of(const TextStyle *style, const char *text, const char *character) {
  int byte = (int)(strstr(text, character) - text), start = 0, x = 0;
  for (const GSList *at = text_shape(context, style, text)->runs; at; at = at->next) {
    PangoGlyphItem *run = at->data;
    PangoItem *item = run->item;
    if (byte < item->offset || byte >= item->offset + item->length) {
      start += pango_glyph_string_get_width(run->glyphs);
      continue;
    }
    pango_glyph_string_index_to_x(run->glyphs, text + item->offset, item->length, &item->analysis, byte - item->offset,
                                  FALSE, &x);
    break;
  }
  return (start + x) / (double)PANGO_SCALE;
}

static bool percent_is_left(const TextStyle *style, const char *text) {
  return place_of(style, text, "%") < place_of(style, text, "د");
}

static void test_a_line_runs_as_its_first_strong_character_where_a_language_is_stated(void) {
  TextStyle style = {.size = 20};
  text_context_orient(context, false);
  g_assert_false(percent_is_left(&style, line));
  g_assert_false(text_runs_left(context, &style, line));
  double width = text_width(context, &style, line);
  text_context_orient(context, true);
  g_assert_true(percent_is_left(&style, line));
  g_assert_true(text_runs_left(context, &style, line));
  g_assert_false(text_runs_left(context, &style, "abc الدمام 3%"));
  g_assert_false(text_runs_left(context, &style, "3%"));
  g_assert_cmpfloat(width, ==, text_width(context, &style, line));
  text_context_orient(context, false);
}

static void test_a_style_asks_for_it_too(void) {
  TextStyle style = {.size = 20, .oriented = true};
  g_assert_true(percent_is_left(&style, line));
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  g_test_add_func("/text/direction/stated", test_a_line_runs_as_its_first_strong_character_where_a_language_is_stated);
  g_test_add_func("/text/direction/style", test_a_style_asks_for_it_too);
  int failed = g_test_run();
  text_context_destroy(context);
  return failed;
}
