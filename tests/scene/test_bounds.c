/* How much room items take. Expected: vega-scenegraph 5's boundMark() on the same items. */
#include "fonts.h"
#include "scene/bounds.h"
#include "scene/path.h"
#include <math.h>

static TextContext *context;
static Arena *arena;
static const Rgba red = {1, 0, 0, 1};

static void assert_bounds(const SceneMark *mark, double x1, double y1, double x2, double y2) {
  Bounds b = scene_mark_bounds(mark, context);
  g_assert_cmpfloat_with_epsilon(b.x1, x1, 1e-3);
  g_assert_cmpfloat_with_epsilon(b.y1, y1, 1e-3);
  g_assert_cmpfloat_with_epsilon(b.x2, x2, 1e-3);
  g_assert_cmpfloat_with_epsilon(b.y2, y2, 1e-3);
}

/* One item with number channels, given as id, value, …, ended by -1. */
static SceneMark *item(SceneType type, ...) {
  SceneMark *mark = scene_mark_create(arena, type, ROLE_MARK, 1);
  va_list arguments;
  va_start(arguments, type);
  for (int id; (id = va_arg(arguments, int)) >= 0;)
    scene_set_number(mark, (SceneChannelId)id, va_arg(arguments, double));
  va_end(arguments);
  return mark;
}
static SceneMark *stroked(SceneMark *mark, double width) {
  scene_set_color(mark, SCENE_STROKE, red);
  scene_set_number(mark, SCENE_STROKE_WIDTH, width);
  return mark;
}
static SceneMark *with(SceneMark *mark, SceneChannelId id, const char *value) {
  scene_set_string(mark, id, value);
  return mark;
}

static void test_boxes_and_rules(void) {
  assert_bounds(stroked(item(SCENE_RECT, SCENE_X, 10.0, SCENE_Y, 20.0, SCENE_WIDTH, 30.0, SCENE_HEIGHT, -5.0, -1), 3),
                8.5, 13.5, 41.5, 21.5);
  assert_bounds(item(SCENE_RECT, SCENE_X, 10.0, SCENE_Y, 20.0, SCENE_X2, 40.0, SCENE_Y2, 60.0, -1), 10, 20, 40, 60);
  SceneMark *rule = stroked(item(SCENE_RULE, SCENE_X, 10.0, SCENE_Y, 20.0, SCENE_X2, 5.0, SCENE_Y2, 60.0, -1), 4);
  assert_bounds(with(rule, SCENE_STROKE_CAP, "square"), 2.1716, 17.1716, 12.8284, 62.8284);
}

static void test_symbols(void) {
  assert_bounds(stroked(item(SCENE_SYMBOL, SCENE_X, 10.0, SCENE_Y, 20.0, SCENE_SIZE, 100.0, -1), 2), 1, 11, 19, 29);
  SceneMark *triangle = item(SCENE_SYMBOL, SCENE_X, 10.0, SCENE_Y, 20.0, SCENE_SIZE, 100.0, SCENE_ANGLE, 30.0, -1);
  assert_bounds(with(triangle, SCENE_SHAPE_NAME, "triangle-right"), 3.75, 13.5048, 13.75, 22.1651);
  SceneMark *wedge = item(SCENE_SYMBOL, SCENE_X, 10.0, SCENE_Y, 20.0, SCENE_SIZE, 100.0, -1);
  assert_bounds(with(wedge, SCENE_SHAPE_NAME, "wedge"), 8.75, 14.2265, 11.25, 22.8868);
  SceneMark *own = with(stroked(item(SCENE_SYMBOL, SCENE_X, 1.0, SCENE_Y, 2.0, -1), 1), SCENE_STROKE_JOIN, "round");
  assert_bounds(with(own, SCENE_SHAPE_NAME, "M-1,-1H1V1H-1Z"), -3.5, -2.5, 5.5, 6.5);
}

static void test_lines_areas_trails(void) {
  static const double xs[] = {0, 10, 20, 30}, ys[] = {0, 20, 5, 30}, heights[] = {5, 9}, sizes[] = {4, 10};
  SceneMark *line = scene_mark_create(arena, SCENE_LINE, ROLE_MARK, 4),
            *area = scene_mark_create(arena, SCENE_AREA, ROLE_MARK, 2);
  SceneMark *trail = scene_mark_create(arena, SCENE_TRAIL, ROLE_MARK, 2), *marks[] = {line, area, trail};
  for (int i = 0; i < 3; i++) {
    scene_set_numbers(marks[i], SCENE_X, xs);
    scene_set_numbers(marks[i], SCENE_Y, ys);
  }
  scene_set_numbers(area, SCENE_HEIGHT, heights);
  scene_set_numbers(trail, SCENE_SIZE, sizes);
  assert_bounds(with(stroked(line, 2), SCENE_INTERPOLATE, "monotone"), -4, -4, 34, 34);
  assert_bounds(area, 0, 0, 10, 29);
  assert_bounds(trail, -2, -2, 15, 25);
}

static void test_arcs_and_paths(void) {
  assert_bounds(item(SCENE_ARC, SCENE_X, 100.0, SCENE_Y, 100.0, SCENE_START_ANGLE, 0.3, SCENE_END_ANGLE, 4.0,
                     SCENE_INNER_RADIUS, 10.0, SCENE_OUTER_RADIUS, 40.0, -1),
                69.7279, 61.7865, 140, 140);
  SceneMark *path =
      stroked(item(SCENE_PATH, SCENE_X, 5.0, SCENE_Y, 6.0, SCENE_SCALE_X, 2.0, SCENE_STROKE_MITER_LIMIT, 10.0, -1), 1);
  assert_bounds(with(path, SCENE_PATH_DATA, "M0,0C0,-40,100,-40,100,0"), 0, -29, 210, 11);
}

static SceneMark *text(const char *value, double size, const char *align, const char *baseline) {
  SceneMark *mark = with(
      with(with(item(SCENE_TEXT, SCENE_X, 50.0, SCENE_Y, 40.0, SCENE_FONT_SIZE, size, -1), SCENE_TEXT_VALUE, value),
           SCENE_ALIGN, align),
      SCENE_BASELINE, baseline);
  return mark;
}

static void test_text(void) {
  if (fonts_are_missing(context)) return;
  SceneMark *mark = text("Hello AVA world", 13, "right", "middle");
  scene_set_number(mark, SCENE_FONT_WEIGHT, 700);
  scene_set_number(mark, SCENE_DX, 3);
  scene_set_number(mark, SCENE_DY, -2);
  assert_bounds(mark, -45.2305, 32, 53, 45);
  mark = text("Hello", 10, "center", "top");
  scene_set_number(mark, SCENE_ANGLE, -45);
  assert_bounds(mark, 41.9432, 31.9432, 65.1279, 55.1279);
  mark = with(text("one\n second line ", 11, "left", "line-bottom"), SCENE_FONT, "serif");
  scene_set_number(mark, SCENE_LINE_HEIGHT, 20);
  assert_bounds(mark, 50, 24, 99.793, 55);
  mark = text("a rather long label that is cut", 11, "left", "alphabetic");
  scene_set_number(mark, SCENE_LIMIT, 80);
  assert_bounds(mark, 50, 31, 128.2686, 42);
  mark = text("中文", 11, "left", "bottom");
  scene_set_number(mark, SCENE_RADIUS, 30);
  scene_set_number(mark, SCENE_THETA, 1);
  assert_bounds(mark, 75.2441, 12.7909, 97.2441, 23.7909);
}

static SceneMark *group_with_a_bar_sticking_out(void) {
  SceneMark *group =
      stroked(item(SCENE_GROUP, SCENE_X, 5.0, SCENE_Y, 6.0, SCENE_WIDTH, 100.0, SCENE_HEIGHT, 50.0, -1), 1);
  SceneMark *bar = item(SCENE_RECT, SCENE_X, 90.0, SCENE_Y, 10.0, SCENE_WIDTH, 40.0, SCENE_HEIGHT, 10.0, -1);
  scene_group_add(arena, &group->groups[0], bar);
  return group;
}

static void test_groups_hold_what_is_inside(void) {
  SceneMark *group = group_with_a_bar_sticking_out();
  assert_bounds(group, 4.5, 5.5, 135.5, 56.5);
  group->clip = true;
  assert_bounds(group, 4.5, 5.5, 105.5, 56.5);
  group->clip = false;
  group->groups[0].marks[0]->clip = true;
  assert_bounds(group, 4.5, 5.5, 105.5, 56.5);
  group->groups[0].marks[0]->hidden = true;
  assert_bounds(group, 4.5, 5.5, 105.5, 56.5);
}

static void test_nothing_has_empty_bounds(void) {
  g_assert_true(bounds_is_empty(scene_mark_bounds(scene_mark_create(arena, SCENE_LINE, ROLE_MARK, 0), context)));
  g_assert_true(bounds_is_empty(scene_mark_bounds(item(SCENE_GROUP, -1), context)));
}

static void test_a_hidden_mark_has_empty_bounds(void) {
  SceneMark *bar = item(SCENE_RECT, SCENE_X, 90.0, SCENE_Y, 10.0, SCENE_WIDTH, 40.0, SCENE_HEIGHT, 10.0, -1);
  g_assert_false(bounds_is_empty(scene_mark_bounds(bar, context)));
  bar->hidden = true;
  g_assert_true(bounds_is_empty(scene_mark_bounds(bar, context)));
}

static void test_marks_are_drawn_by_zindex_and_else_as_added(void) {
  SceneGroup group = {0};
  static const double zindex[] = {1, 0, 0, 1, 0};
  static const char *const order[] = {"1", "2", "4", "0", "3"};
  for (int i = 0; i < 5; i++) {
    SceneMark *mark = item(SCENE_RECT, -1);
    mark->zindex = zindex[i];
    mark->name = arena_printf(arena, "%d", i);
    scene_group_add(arena, &group, mark);
  }
  SceneMark *const *marks = scene_group_order(&group, arena);
  for (int i = 0; i < 5; i++) g_assert_cmpstr(marks[i]->name, ==, order[i]);
}

static void test_slices_share_the_channels_of_their_mark(void) {
  static const double xs[] = {1, 2, 3, 4, 5};
  static const char *const texts[] = {"a", "b", "c", "d", "e"};
  static const Paint paints[5] = {[3] = {.kind = PAINT_COLOR, .color = {0, 1, 0, 1}}};
  SceneMark *mark = scene_mark_create(arena, SCENE_LINE, ROLE_MARK, 5);
  scene_set_numbers(mark, SCENE_X, xs);
  scene_set_number(mark, SCENE_Y, 7);
  scene_set_strings(mark, SCENE_TEXT_VALUE, texts);
  scene_set_paints(mark, SCENE_FILL, paints);
  scene_set_color(mark, SCENE_STROKE, red);
  SceneMark outer = scene_mark_slice(mark, 1, 4), inner = scene_mark_slice(&outer, 1, 2);
  for (int own = 0; own < 2; own++) {
    g_assert_cmpuint(inner.count, ==, 2);
    g_assert_cmpfloat(scene_number(&inner, SCENE_X, 0, 0), ==, 3);
    g_assert_cmpfloat(scene_number(&inner, SCENE_Y, 1, 0), ==, 7);
    g_assert_cmpstr(scene_string(&inner, SCENE_TEXT_VALUE, 1, ""), ==, "d");
    g_assert_cmpint(scene_paint(&inner, SCENE_FILL, 1).kind, ==, PAINT_COLOR);
    g_assert_cmpfloat(scene_paint(&inner, SCENE_STROKE, 1).color.r, ==, 1);
    scene_mark_own_channels(&inner);
    g_assert_false(inner.shares_channels);
  }
  scene_set_number(&inner, SCENE_Y, 8);
  g_assert_cmpfloat(scene_number(&outer, SCENE_Y, 0, 0), ==, 7);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  context = text_context_create();
  arena = arena_create();
  g_test_add_func("/scene/bounds/boxes", test_boxes_and_rules);
  g_test_add_func("/scene/bounds/symbols", test_symbols);
  g_test_add_func("/scene/bounds/series", test_lines_areas_trails);
  g_test_add_func("/scene/bounds/arcs", test_arcs_and_paths);
  g_test_add_func("/scene/bounds/text", test_text);
  g_test_add_func("/scene/bounds/groups", test_groups_hold_what_is_inside);
  g_test_add_func("/scene/bounds/nothing", test_nothing_has_empty_bounds);
  g_test_add_func("/scene/bounds/hidden", test_a_hidden_mark_has_empty_bounds);
  g_test_add_func("/scene/order", test_marks_are_drawn_by_zindex_and_else_as_added);
  g_test_add_func("/scene/slices", test_slices_share_the_channels_of_their_mark);
  int result = g_test_run();
  arena_destroy(arena);
  text_context_destroy(context);
  return result;
}
