/* Expected colours: vega-scale 8, scheme(name). */
#include "color/scheme.h"
#include <string.h>

static void test_schemes_are_sorted_and_whole(void) {
  Arena *arena = arena_create();
  g_assert_cmpuint(color_scheme_total, ==, 68);
  g_assert_null(color_scheme_names(arena)[68]);
  for (size_t i = 0; i < color_scheme_total; i++) {
    g_assert_cmpuint(strlen(color_schemes[i].hex) % 6, ==, 0);
    g_assert_true(color_scheme_find(color_schemes[i].name, NULL) == &color_schemes[i]);
    g_assert_cmpstr(color_scheme_names(arena)[i], ==, color_schemes[i].name);
    if (i) g_assert_cmpstr(color_schemes[i - 1].name, <, color_schemes[i].name);
  }
  arena_destroy(arena);
}

static void test_only_the_categorical_schemes_are_discrete(void) {
  static const char *const discrete[] = {
      "accent",  "category10", "category20", "category20b", "category20c", "dark2",     "observable10", "paired",
      "pastel1", "pastel2",    "set1",       "set2",        "set3",        "tableau10", "tableau20",    NULL};
  for (size_t i = 0; i < color_scheme_total; i++)
    g_assert_cmpint(color_schemes[i].continuous, ==, !g_strv_contains(discrete, color_schemes[i].name));
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
  static const char *const wrong[] = {"blues-0", "blues-257", "blues-", "blues-7x", "blues-x", "purplish-7", "-7", ""};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) g_assert_null(color_scheme_find(wrong[i], NULL));
  g_assert_null(color_scheme_find(NULL, NULL));
  arena_destroy(arena);
}

static void test_a_number_after_the_name_is_a_count(void) {
  double count;
  g_assert_cmpstr(color_scheme_find("blues-7", &count)->name, ==, "blues");
  g_assert_cmpfloat(count, ==, 7);
  g_assert_nonnull(color_scheme_find("blues-1", &count));
  g_assert_cmpfloat(count, ==, 1);
  g_assert_nonnull(color_scheme_find("blues-256", &count));
  g_assert_cmpfloat(count, ==, 256);
  g_assert_nonnull(color_scheme_find("yelloworangebrown-0000000000009", &count)); /* 31 characters */
  g_assert_null(color_scheme_find("yelloworangebrown-00000000000009", &count));   /* 32 */
  g_assert_nonnull(color_scheme_find("blues", &count));
  g_assert_cmpfloat(count, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/scheme/whole", test_schemes_are_sorted_and_whole);
  g_test_add_func("/scheme/discrete", test_only_the_categorical_schemes_are_discrete);
  g_test_add_func("/scheme/named", test_schemes_are_found_by_name_in_any_case);
  g_test_add_func("/scheme/counted", test_a_number_after_the_name_is_a_count);
  return g_test_run();
}
