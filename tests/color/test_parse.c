/* Expected texts: d3-color 3.1, color(text).rgb() + "". Contrast: WCAG 2.1's definition, black on white being 21. */
#include "color/color.h"

static void test_colors_read_as_css_writes_them(void) {
  static const char *const cases[][2] = {
      {"#1234", "rgba(17, 34, 51, 0.26666666666666666)"},
      {"#abc", "rgb(170, 187, 204)"},
      {"#4c78a8", "rgb(76, 120, 168)"},
      {"rebeccapurple", "rgb(102, 51, 153)"},
      {" RED ", "rgb(255, 0, 0)"},
      {"rgb(10%, 20%, 30%)", "rgb(26, 51, 77)"},
      {"rgba(1,2,3,.25)", "rgba(1, 2, 3, 0.25)"},
      {"hsl(120,50%,50%)", "rgb(64, 191, 64)"},
      {"hsla(400,50%,50%,.5)", "rgba(191, 149, 64, 0.5)"},
      {"hsl(-20,100%,30%)", "rgb(153, 0, 51)"},
      {"rgb(1 2 3 / 25%)", "rgba(1, 2, 3, 0.25)"},
      {"hsl(120deg 50% 50%)", "rgb(64, 191, 64)"},
      {"transparent", "rgba(0, 0, 0, 0)"},
  };
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Rgba color;
    g_assert_true(color_parse(cases[i][0], &color));
    g_assert_cmpstr(color_to_text(color, arena), ==, cases[i][1]);
  }
  arena_destroy(arena);
}

static void test_what_is_no_color_is_refused(void) {
  static const char *const cases[] = {
      "",          "#12",       "#12345g",      "reddish", "rgb(1,2)",       "rgb(1,2,3,4,5)",
      "rgb(1,2,3", "rgb 1 2 3", "rgb(a, b, c)", "url(#x)", "rgb(1,2,3) red", "rgb(,,,)"};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Rgba color;
    g_assert_false(color_parse(cases[i], &color));
    g_assert_cmpfloat(color.a, <, 0);
  }
}

static void test_none_is_a_color_that_is_not_painted(void) {
  Rgba color;
  g_assert_true(color_parse("none", &color));
  g_assert_cmpfloat(color.a, <, 0);
}

static void test_hex_has_two_digits_a_channel(void) {
  char buffer[8];
  g_assert_cmpstr(color_to_hex((Rgba){.05, 1, 0, .5}, buffer), ==, "#0dff00");
}

static void test_contrast_of_black_and_white_is_21(void) {
  Rgba black = {0, 0, 0, 1}, white = {1, 1, 1, 1};
  g_assert_cmpfloat_with_epsilon(color_contrast(black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon(color_luminance((Rgba){1, 0, 0, 1}), .2126, 1e-9);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/color/read-as-css", test_colors_read_as_css_writes_them);
  g_test_add_func("/color/refused", test_what_is_no_color_is_refused);
  g_test_add_func("/color/none", test_none_is_a_color_that_is_not_painted);
  g_test_add_func("/color/hex", test_hex_has_two_digits_a_channel);
  g_test_add_func("/color/contrast", test_contrast_of_black_and_white_is_21);
  return g_test_run();
}
