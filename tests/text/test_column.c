/* Columns as pieces of ordinary text: drawn piece by piece, they are the column that is drawn whole. */
#include "fonts.h"
#include <math.h>

enum { WIDTH = 60, HEIGHT = 400, CENTRE = 30, TOP = 10 };
static Arena *arena;
static TextContext *context;

static cairo_surface_t *blank(cairo_t **cairo) {
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  *cairo = cairo_create(surface);
  return surface;
}

static cairo_surface_t *drawn_by_pieces(const TextStyle *style, const TextPiece *pieces, size_t count) {
  cairo_t *cairo;
  cairo_surface_t *surface = blank(&cairo);
  for (size_t i = 0; i < count; i++) {
    TextStyle own = *style;
    if (pieces[i].family) own.family = pieces[i].family;
    cairo_identity_matrix(cairo);
    cairo_translate(cairo, CENTRE + pieces[i].x, TOP + pieces[i].y);
    if (pieces[i].turned) cairo_rotate(cairo, G_PI_2);
    text_outline(context, cairo, &own, pieces[i].text, 0, 0);
    cairo_fill(cairo);
  }
  cairo_destroy(cairo);
  return surface;
}

static cairo_surface_t *drawn_whole(const TextStyle *style, const char *line) {
  cairo_t *cairo;
  cairo_surface_t *surface = blank(&cairo);
  text_outline_vertical(context, cairo, style, line, CENTRE, TOP);
  cairo_fill(cairo);
  cairo_destroy(cairo);
  return surface;
}

/* The ink of `a` that `b` does not have, as a share of it. */
static double missing(cairo_surface_t *a, cairo_surface_t *b) {
  cairo_surface_flush(a);
  cairo_surface_flush(b);
  double ink = 0, lost = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      size_t at = (size_t)(y * cairo_image_surface_get_stride(a) + x);
      int p = cairo_image_surface_get_data(a)[at], q = cairo_image_surface_get_data(b)[at];
      ink += p;
      lost += MAX(p - q, 0);
    }
  return ink > 0 ? lost / ink : 1;
}

static void test_pieces_make_the_column(void) {
  static const char *const lines[] = {
      "\344\272\224\345\216\273 2024\345\271\264\357\274\210\344\270\200\357\274\211",
      "\345\274\225\357\274\214\345\217\245\343\200\202", /* comma, full stop */
      "\342\200\234\345\274\225\342\200\235\342\200\224\342\200\246\345\217\245",
      "\343\200\214\345\233\275\343\200\215", /* corners; kana have designs of their own in columns */
      "GDP: 2.8 %",
      "\343\200\212\345\233\275\343\200\213\343\200\200\345\256\266"};
  static const char *const families[] = {"sans-serif", "Noto Serif CJK SC"};
  if (fonts_are_missing(context)) return;
  for (size_t i = 0; i < G_N_ELEMENTS(lines) * 2; i++) {
    TextStyle style = {.family = families[i % 2], .size = 24, .lang = "zh-Hans"};
    const TextPiece *pieces;
    size_t count = text_column(context, &style, lines[i / 2], arena, &pieces);
    cairo_surface_t *whole = drawn_whole(&style, lines[i / 2]), *parts = drawn_by_pieces(&style, pieces, count);
    /* a shift by half a pixel would lose a fifth */
    g_assert_cmpfloat(missing(whole, parts), <, 0.1);
    g_assert_cmpfloat(missing(parts, whole), <, 0.1);
    cairo_surface_destroy(whole);
    cairo_surface_destroy(parts);
  }
}

/* They can be searched: the characters are those of the text, in its order, and upright ones are alone. */
static void test_pieces_are_the_text(void) {
  static const struct {
    const char *text;
    bool turned;
  } wanted[] = {
      {"2024", true},          {"\345\271\264", false}, {"\357\274\210", true}, {"\344\270\200\343\200\200", false},
      {"\344\272\214", false}, {"\357\274\211", true},  {"\343\200\202", false}};
  if (fonts_are_missing(context)) return;
  TextStyle style = {.size = 20, .lang = "zh-Hans"};
  GString *line = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) g_string_append(line, wanted[i].text);
  const TextPiece *pieces;
  g_assert_cmpuint(text_column(context, &style, line->str, arena, &pieces), ==, G_N_ELEMENTS(wanted));
  for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++) {
    g_assert_cmpstr(pieces[i].text, ==, wanted[i].text);
    g_assert_true(pieces[i].turned == wanted[i].turned);
    g_assert_null(pieces[i].family);
  }
  g_assert_cmpfloat(fabs(pieces[1].x + 10), <=, 1); /* an em wide, about centred */
  g_assert_cmpfloat(fabs(pieces[4].y - pieces[3].y - 40), <, 0.01);
  g_string_free(line, TRUE);
}

static void test_marks_have_the_font_of_han(void) {
  if (fonts_are_missing(context)) return;
  TextStyle style = {.size = 20, .lang = "zh-Hans"};
  const TextPiece *pieces;
  g_assert_cmpuint(text_column(context, &style, "\344\270\200\342\200\224", arena, &pieces), ==, 2);
  g_assert_null(pieces[0].family);
  g_assert_cmpstr(pieces[1].family, ==, "Noto Sans CJK SC");
  style.family = "'Noto Sans CJK SC', sans-serif"; /* there already */
  text_column(context, &style, "\344\270\200\342\200\224", arena, &pieces);
  g_assert_null(pieces[1].family);
}

static void test_what_has_no_ink_is_harmless(void) {
  static const char *const lines[] = {"",     " ",   "\343\200\200", "\xff",
                                      "\x01", "  a", "\xcc\x81",     "\xe2\x80\x8f\xd7\x90"};
  const TextPiece *pieces;
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
    for (int size = -1; size < 30; size += 10) {
      TextStyle style = {.size = size};
      size_t count = text_column(context, &style, lines[i], arena, &pieces);
      for (size_t k = 0; k < count; k++) g_assert_true(isfinite(pieces[k].x + pieces[k].y));
    }
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  context = text_context_create();
  g_test_add_func("/text/column/drawn", test_pieces_make_the_column);
  g_test_add_func("/text/column/text", test_pieces_are_the_text);
  g_test_add_func("/text/column/marks", test_marks_have_the_font_of_han);
  g_test_add_func("/text/column/no-ink", test_what_has_no_ink_is_harmless);
  int result = g_test_run();
  text_context_destroy(context);
  arena_destroy(arena);
  return result;
}
