/* Expected colours: vega-scale 8, scheme(name). */
#include "color/scheme.h"
#include <string.h>

static void test_schemes_are_sorted_and_whole(void) {
  g_assert_cmpuint(color_scheme_total, ==, 68);
  for (size_t i = 0; i < color_scheme_total; i++) {
    g_assert_cmpuint(strlen(color_schemes[i].hex) % 6, ==, 0);
    if (i) g_assert_cmpstr(color_schemes[i - 1].name, <, color_schemes[i].name);
  }
}

static void test_schemes_are_found_by_name_in_any_case(void) {
  Arena *arena = arena_create();
  size_t count;
  char hex[8];
  const Rgba *colors = color_scheme_colors(color_scheme_find("Tableau10", NULL), &count, arena);
  g_assert_cmpuint(count, ==, 10);
  g_assert_cmpstr(color_to_hex(colors[9], hex), ==, "#bab0ac");
  g_assert_true(color_scheme_find("purpleBlueGreen", NULL)->continuous);
  g_assert_null(color_scheme_find("purplish", NULL));
  g_assert_null(color_scheme_find("blues-0", NULL));
  arena_destroy(arena);
}

static void test_a_number_after_the_name_is_a_count(void) {
  double count;
  g_assert_cmpstr(color_scheme_find("blues-7", &count)->name, ==, "blues");
  g_assert_cmpfloat(count, ==, 7);
  g_assert_nonnull(color_scheme_find("blues", &count));
  g_assert_cmpfloat(count, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/scheme/whole", test_schemes_are_sorted_and_whole);
  g_test_add_func("/scheme/named", test_schemes_are_found_by_name_in_any_case);
  g_test_add_func("/scheme/counted", test_a_number_after_the_name_is_a_count);
  return g_test_run();
}
