/* Curves through points are d3-shape's: the expected paths were written by d3-shape 3.2 (curve_cases.h). */
#include "scene/path.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "scene/curve_cases.h"

static const double xs[] = {0, 10, 25, 40, 60, 60, 75}, ys[] = {10, 40, 20, 60, 30, 30, 45};

static SceneMark *mark_of(const CurveCase *c, Arena *arena) {
  SceneMark *mark = scene_mark_create(arena, c->area ? SCENE_AREA : SCENE_LINE, ROLE_MARK, (size_t)c->count);
  double *heights = arena_array(arena, double, 7), *defined = arena_array(arena, double, 7);
  for (int i = 0; i < 7; i++) {
    heights[i] = 5 + xs[i] / 10;
    defined[i] = i != c->undefined;
  }
  scene_set_numbers(mark, SCENE_X, xs);
  scene_set_numbers(mark, SCENE_Y, ys);
  scene_set_numbers(mark, SCENE_HEIGHT, heights);
  scene_set_numbers(mark, SCENE_DEFINED, defined);
  scene_set_string(mark, SCENE_INTERPOLATE, c->interpolate);
  if (c->horizontal) scene_set_string(mark, SCENE_ORIENT, "horizontal");
  if (!isnan(c->tension)) scene_set_number(mark, SCENE_TENSION, c->tension);
  return mark;
}

static void assert_same(const ScenePath *got, const ScenePath *want, const char *name) {
  bool same = got->verb_count == want->verb_count && got->point_count == want->point_count &&
              memcmp(got->verbs, want->verbs, got->verb_count) == 0;
  for (size_t i = 0; same && i < got->point_count; i++) same = fabs(got->points[i] - want->points[i]) < 0.0006;
  if (!same)
    g_test_fail_printf("%s differs: %.*s against %.*s", name, (int)got->verb_count, got->verbs, (int)want->verb_count,
                       want->verbs);
}

static void test_curves_are_those_of_d3(void) {
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(curve_cases); i++) {
    const CurveCase *c = &curve_cases[i];
    const ScenePath *got = scene_item_path(mark_of(c, arena), 0, arena);
    char *name = arena_printf(arena, "%s%s of %d, gap %d, tension %g", c->interpolate, c->area ? " area" : "", c->count,
                              c->undefined, c->tension);
    assert_same(got, path_parse(c->path, arena), name);
  }
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/scene/curves", test_curves_are_those_of_d3);
  return g_test_run();
}
