/* SVG path text. Expected: vega-scenegraph 5's pathParse() and pathRender(), except where the comment says SVG. */
#include "scene/path.h"
#include <math.h>
#include <string.h>

static Arena *arena;

static void assert_path(const char *text, const char *verbs, const double *points) {
  const ScenePath *path = path_parse(text, arena);
  g_assert_nonnull(path);
  g_assert_cmpuint(path->verb_count, ==, strlen(verbs));
  g_assert_true(memcmp(path->verbs, verbs, path->verb_count) == 0);
  for (size_t i = 0; i < path->point_count; i++)
    if (fabs(path->points[i] - points[i]) > 6e-5)
      g_test_fail_printf("%s: number %zu is %g, not %g", text, i, path->points[i], points[i]);
}
#define ASSERT_PATH(text, verbs, ...) assert_path(text, verbs, (const double[]){__VA_ARGS__})

static void test_lines(void) {
  ASSERT_PATH("m10 20l5-5h10v-3H2V1z", "MLLLLLZ", 10, 20, 15, 15, 25, 15, 25, 12, 2, 12, 2, 1);
  ASSERT_PATH("M0 0 10 10 20 0", "MLL", 0, 0, 10, 10, 20, 0);
  ASSERT_PATH("m1,1 2,2 3,3", "MLL", 1, 1, 3, 3, 6, 6);
  ASSERT_PATH("M.5.5L-1e1+2.5e0", "ML", 0.5, 0.5, -10, 2.5);
  ASSERT_PATH("M0 0L1 1Zm2 2l1 1z", "MLZMLZ", 0, 0, 1, 1, 2, 2, 3, 3);
}

static void test_curves(void) {
  ASSERT_PATH("M0,0C1,2,3,4,5,6S9,9,12,0", "MCC", 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 12, 0);
  ASSERT_PATH("M0 0c1 1 2 2 3 0s2-2 3 0", "MCC", 0, 0, 1, 1, 2, 2, 3, 0, 4, -2, 5, -2, 6, 0);
}

/* Q5,10,10,0 raised to a cubic has its handles two thirds of the way to the control point */
static void test_quadratic_curves_become_cubic(void) {
  ASSERT_PATH("M0,0Q5,10,10,0T20,0", "MCC", 0, 0, 10 / 3.0, 20 / 3.0, 20 / 3.0, 20 / 3.0, 10, 0, 40 / 3.0, -20 / 3.0,
              50 / 3.0, -20 / 3.0, 20, 0);
}

static void test_arcs_become_curves(void) {
  ASSERT_PATH("M10,10A5,5,0,0,1,20,10", "MCC", 10, 10, 10, 7.2386, 12.2386, 5, 15, 5, 17.7614, 5, 20, 7.2386, 20, 10);
  ASSERT_PATH("M0,0a5,5 0 1110,0Z", "MCCZ", 0, 0, 0, -2.7614, 2.2386, -5, 5, -5, 7.7614, -5, 10, -2.7614, 10, 0);
  ASSERT_PATH("M10 10a5 3 30 1 0 8 4", "MCCC", 10, 10, 8.6313, 10.7306, 8.5955, 12.4213, 9.914, 14.0673, 11.2325,
              15.7132, 13.5515, 16.8727, 15.4926, 16.8565, 17.4336, 16.8404, 18.476, 15.6529, 18, 14);
}

/* SVG 1.1, 8.3.6: after anything but a C or S, an S starts with its current point as control point */
static void test_smooth_curve_after_a_line_starts_straight(void) {
  ASSERT_PATH("M0,0L10,0S20,10,30,0", "MLC", 0, 0, 10, 0, 10, 0, 20, 10, 30, 0);
}

static void test_what_cannot_be_read_is_refused(void) {
  static const char *const bad[] = {"M0",         "L1", "M0,0X",    "M0,0L1,2,3", "A1 1 0 2 0 1 1",
                                    "M0,0 hello", "M",  "M0,0C1,2", "M1e,2"};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    if (path_parse(bad[i], arena)) g_test_fail_printf("%s was read", bad[i]);
  g_assert_cmpuint(path_parse("", arena)->verb_count, ==, 0);
}

static void test_box_of_a_curve_is_its_true_extent(void) {
  Bounds b = path_bounds(path_parse("M0,0C0,-40,100,-40,100,0", arena));
  g_assert_cmpfloat_with_epsilon(b.y1, -30, 1e-9);
  g_assert_cmpfloat_with_epsilon(b.x2, 100, 1e-9);
  PathBuilder path = path_builder(arena);
  path_arc(&path, 5, 5, 100, 0.3, 6.2, false);
  b = path_bounds(path_end(&path));
  g_assert_cmpfloat_with_epsilon(b.x1, -95, 1e-9);
  g_assert_cmpfloat_with_epsilon(b.y2, 105, 1e-9);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/scene/parse/lines", test_lines);
  g_test_add_func("/scene/parse/curves", test_curves);
  g_test_add_func("/scene/parse/quadratic", test_quadratic_curves_become_cubic);
  g_test_add_func("/scene/parse/arcs", test_arcs_become_curves);
  g_test_add_func("/scene/parse/smooth", test_smooth_curve_after_a_line_starts_straight);
  g_test_add_func("/scene/parse/refused", test_what_cannot_be_read_is_refused);
  g_test_add_func("/scene/parse/box", test_box_of_a_curve_is_its_true_extent);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
