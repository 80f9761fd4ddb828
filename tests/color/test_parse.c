/* Expected texts: d3-color 3.1, color(text).rgb() + "". Contrast: WCAG 2.1's definition, black on white being 21. */
#include "color/color.h"
#include "color/names.h"
#include <math.h>

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
      {"#11223380", "rgba(17, 34, 51, 0.5019607843137255)"},
      {"rgb( 1 , 2 , 3 )", "rgb(1, 2, 3)"},
      {"rgb(300,-5,+128)", "rgb(255, 0, 128)"},
      {"rgba(0,0,0,0)", "rgba(0, 0, 0, 0)"},
      {"rgba(1,2,3,1.5)", "rgb(1, 2, 3)"},
      {"rgba(1,2,3,-.5)", "rgba(1, 2, 3, 0)"},
      {"hsl(60,40%,20%)", "rgb(71, 71, 31)"},
      {"hsl(240,40%,70%)", "rgb(148, 148, 209)"},
      {"hsl(180,100%,25%)", "rgb(0, 128, 128)"},
      {"hsl(30,150%,40%)", "rgb(204, 102, 0)"} /* CSS cuts at 100% */,
      {"hsl(720.5,50%,50%)", "rgb(191, 65, 64)"},
      {"hsl(1,2%,3%)", "rgb(8, 8, 7)"},
      {"hsl(200,80%,60%)", "rgb(71, 180, 235)"},
      {"aliceblue", "rgb(240, 248, 255)"},
      {"yellowgreen", "rgb(154, 205, 50)"},
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
  static const char *const cases[] = {"",
                                      "#12",
                                      "#12345g",
                                      "reddish",
                                      "rgb(1,2)",
                                      "rgb(1,2,3,4,5)",
                                      "rgb(1,2,3",
                                      "rgb 1 2 3",
                                      "rgb(a, b, c)",
                                      "url(#x)",
                                      "rgb(1,2,3) red",
                                      "rgb(,,,)",
                                      "rgb(1,2,3,)",
                                      "rgb(1,2,3/ )",
                                      "rgb(1e999,0,0)",
                                      "rgb()",
                                      "rgb",
                                      "rgb+1,2,3)",
                                      "hwb(1 2 3)",
                                      "#",
                                      "#1",
                                      "#12345",
                                      "#123456789",
                                      "red(",
                                      "aliceblu",
                                      "zebra",
                                      " ",
                                      NULL};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Rgba color;
    g_assert_false(color_parse(cases[i], &color));
    g_assert_cmpfloat(color.a, <, 0);
  }
}

static void test_every_name_is_found(void) {
  g_assert_cmpuint(color_name_count, ==, 148);
  for (size_t i = 0; i < color_name_count; i++) {
    Rgba color;
    char hex[8], expected[8];
    g_snprintf(expected, sizeof expected, "#%06x", color_names[i].rgb);
    g_assert_true(color_parse(color_names[i].name, &color));
    g_assert_cmpstr(color_to_hex(color, hex), ==, expected);
    g_assert_cmpfloat(color.a, ==, 1);
  }
}

/* 127 bytes are read, spaces around them not counted; more are no colour. */
static void test_very_long_texts_are_no_colors(void) {
  Rgba color;
  for (int inner = 116; inner <= 119; inner++) {
    char *text = g_strdup_printf("  rgb(%*s1,2,3)  ", inner, "");
    g_assert_cmpint(color_parse(text, &color), ==, inner + 10 <= 127);
    g_free(text);
  }
}

static void test_none_is_a_color_that_is_not_painted(void) {
  Rgba color;
  Arena *arena = arena_create();
  g_assert_true(color_parse("none", &color));
  g_assert_cmpfloat(color.a, <, 0);
  g_assert_cmpstr(color_to_text(color, arena), ==, "none");
  g_assert_cmpstr(color_to_text((Rgba){1, 0, 0, NAN}, arena), ==, "rgb(255, 0, 0)");
  arena_destroy(arena);
}

static void test_hex_has_two_digits_a_channel(void) {
  char buffer[8];
  g_assert_cmpstr(color_to_hex((Rgba){.05, 1, 0, .5}, buffer), ==, "#0dff00");
}

static void test_contrast_of_black_and_white_is_21(void) {
  Rgba black = {0, 0, 0, 1}, white = {1, 1, 1, 1};
  g_assert_cmpfloat_with_epsilon(color_contrast(black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon(color_luminance((Rgba){1, 0, 0, 1}), .2126, 1e-9);
  g_assert_cmpfloat_with_epsilon(color_contrast(white, black), 21, 1e-9);
}

/* vega-functions' luminance and contrast */
static void test_luminance_is_vegas(void) {
  static const struct {
    double r, g, b, luminance;
  } cases[] = {{10, 10, 10, .003035269835488375},
               {11, 11, 11, .0033465357638991604},
               {0, 128, 0, .1543834296814607},
               {0, 0, 200, .04170130779902077}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Rgba color = {cases[i].r / 255, cases[i].g / 255, cases[i].b / 255, 1};
    g_assert_cmpfloat_with_epsilon(color_luminance(color), cases[i].luminance, 1e-12);
  }
  Rgba gray = {0x77 / 255.0, 0x77 / 255.0, 0x77 / 255.0, 1};
  g_assert_cmpfloat_with_epsilon(color_contrast(gray, (Rgba){1, 1, 1, 1}), 4.478089453577214, 1e-12);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/color/read-as-css", test_colors_read_as_css_writes_them);
  g_test_add_func("/color/refused", test_what_is_no_color_is_refused);
  g_test_add_func("/color/none", test_none_is_a_color_that_is_not_painted);
  g_test_add_func("/color/names", test_every_name_is_found);
  g_test_add_func("/color/long", test_very_long_texts_are_no_colors);
  g_test_add_func("/color/luminance", test_luminance_is_vegas);
  g_test_add_func("/color/hex", test_hex_has_two_digits_a_channel);
  g_test_add_func("/color/contrast", test_contrast_of_black_and_white_is_21);
  return g_test_run();
}
