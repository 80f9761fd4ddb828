/* Where items stand. The numbers are those of Vega 6.4 / Vega-Lite 6.4 drawing the same 100 × 100 px charts. */
#include "fixture.h"

#define ROWS "[{\"k\":\"A\",\"v\":4,\"v_start\":0,\"v_end\":4},{\"k\":\"B\",\"v\":10,\"v_start\":0,\"v_end\":10}]"
#define X_BAND "\"x\":{\"field\":\"k\",\"type\":\"nominal\"}"
#define Y_LINEAR "\"y\":{\"field\":\"v\",\"type\":\"quantitative\"}"
#define DATA "\"data\":{\"values\":[]}"

static Fixture *chart(const char *mark, const char *more) {
  char *text = g_strdup_printf("{" DATA ",\"mark\":%s,\"encoding\":{" X_BAND "," Y_LINEAR "%s}}", mark, more);
  Fixture *f = fixture_create(text, ROWS);
  g_free(text);
  fixture_band(f, CHANNEL_X, 0.1, 0.05);
  fixture_linear(f, CHANNEL_Y, 0, 10, 100, 0);
  return f;
}

static void test_bar_fills_its_band_down_to_zero(void) {
  Fixture *f = chart("\"bar\"", "");
  SceneMark *bars = fixture_mark(f);
  g_assert_cmpint(bars->type, ==, SCENE_RECT);
  g_assert_cmpstr(bars->name, ==, "marks");
  assert_numbers(bars, SCENE_X, (double[]){2.5, 52.5});
  assert_numbers(bars, SCENE_WIDTH, (double[]){45, 45});
  assert_numbers(bars, SCENE_Y, (double[]){60, 0});
  assert_numbers(bars, SCENE_HEIGHT, (double[]){40, 100});
  assert_color(bars, SCENE_FILL, 0, 0x4c / 255., 0x78 / 255., 0xa8 / 255.);
  arena_destroy(f->arena);
}

static void test_bar_with_a_size_stands_in_the_middle_of_its_band(void) {
  Fixture *f = chart("{\"type\":\"bar\",\"size\":7}", "");
  SceneMark *bars = fixture_mark(f);
  assert_numbers(bars, SCENE_X, (double[]){21.5, 71.5});
  assert_numbers(bars, SCENE_WIDTH, (double[]){7, 7});
  arena_destroy(f->arena);
}

static void test_relative_width_takes_that_part_of_the_band(void) {
  Fixture *f = chart("{\"type\":\"bar\",\"width\":{\"band\":0.5}}", "");
  SceneMark *bars = fixture_mark(f);
  assert_numbers(bars, SCENE_X, (double[]){13.75, 63.75});
  assert_numbers(bars, SCENE_WIDTH, (double[]){22.5, 22.5});
  arena_destroy(f->arena);
}

static void test_ranged_bar_ends_at_y2(void) {
  Fixture *f = chart("\"bar\"", ",\"y2\":{\"datum\":2}");
  SceneMark *bars = fixture_mark(f);
  assert_numbers(bars, SCENE_Y, (double[]){60, 0});
  assert_numbers(bars, SCENE_HEIGHT, (double[]){20, 80});
  arena_destroy(f->arena);
}

static void test_point_on_a_band_is_in_its_middle_plus_offset(void) {
  Fixture *f = chart("{\"type\":\"point\",\"xOffset\":5}", "");
  SceneMark *points = fixture_mark(f);
  assert_numbers(points, SCENE_X, (double[]){30, 80});
  assert_numbers(points, SCENE_Y, (double[]){60, 0});
  assert_numbers(points, SCENE_SIZE, (double[]){30, 30});
  assert_numbers(points, SCENE_OPACITY, (double[]){0.7, 0.7});
  g_assert_cmpstr(scene_string(points, SCENE_SHAPE_NAME, 0, NULL), ==, "circle");
  arena_destroy(f->arena);
}

static void test_bins_keep_a_gap_and_half_a_pixel(void) {
  Fixture *f = fixture_create("{" DATA ",\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":\"v\",\"bin\":{\"step\":5}},"
                              "\"y\":{\"aggregate\":\"count\"}}}",
                              "[{\"bin_step_5_v\":0,\"bin_step_5_v_end\":5,\"__count\":1},"
                              "{\"bin_step_5_v\":5,\"bin_step_5_v_end\":10,\"__count\":1}]");
  fixture_linear(f, CHANNEL_X, 0, 20, 0, 100);
  fixture_linear(f, CHANNEL_Y, 0, 2, 100, 0);
  SceneMark *bars = fixture_mark(f);
  assert_numbers(bars, SCENE_X, (double[]){1, 26});
  assert_numbers(bars, SCENE_WIDTH, (double[]){24, 24});
  assert_numbers(bars, SCENE_Y, (double[]){50, 50});
  arena_destroy(f->arena);
}

static void test_tick_is_thin_along_the_value_and_three_quarters_of_the_band_across(void) {
  Fixture *f =
      fixture_create("{" DATA ",\"mark\":\"tick\",\"encoding\":{\"x\":{\"field\":\"v\",\"type\":\"quantitative\"},"
                     "\"y\":{\"field\":\"k\",\"type\":\"nominal\"}}}",
                     ROWS);
  fixture_linear(f, CHANNEL_X, 0, 10, 0, 100);
  fixture_band(f, CHANNEL_Y, 0.25, 0.125);
  SceneMark *ticks = fixture_mark(f);
  assert_numbers(ticks, SCENE_X, (double[]){39.5, 99.5});
  assert_numbers(ticks, SCENE_WIDTH, (double[]){1, 1});
  assert_numbers(ticks, SCENE_Y, (double[]){6.25, 56.25});
  assert_numbers(ticks, SCENE_HEIGHT, (double[]){37.5, 37.5});
  arena_destroy(f->arena);
}

static void test_rule_with_y_alone_spans_the_width(void) {
  Fixture *f = fixture_create("{" DATA ",\"mark\":\"rule\",\"encoding\":{" Y_LINEAR "}}", ROWS);
  fixture_linear(f, CHANNEL_Y, 0, 10, 100, 0);
  SceneMark *rules = fixture_mark(f);
  assert_numbers(rules, SCENE_X, (double[]){100, 100});
  assert_numbers(rules, SCENE_X2, (double[]){0, 0});
  assert_numbers(rules, SCENE_Y, (double[]){60, 0});
  assert_color(rules, SCENE_STROKE, 0, 0, 0, 0);
  arena_destroy(f->arena);
}

static void test_rule_with_x_alone_spans_the_height_as_wide_as_its_size(void) {
  Fixture *f =
      fixture_create("{" DATA ",\"mark\":{\"type\":\"rule\",\"size\":3},\"encoding\":{\"x\":{\"datum\":5}}}", ROWS);
  fixture_linear(f, CHANNEL_X, 0, 10, 0, 100);
  SceneMark *rules = fixture_mark(f);
  assert_numbers(rules, SCENE_X, (double[]){50, 50});
  assert_numbers(rules, SCENE_Y, (double[]){0, 0});
  assert_numbers(rules, SCENE_Y2, (double[]){100, 100});
  assert_numbers(rules, SCENE_STROKE_WIDTH, (double[]){3, 3});
  arena_destroy(f->arena);
}

static void test_sectors_run_from_stack_start_to_stack_end(void) {
  Fixture *f = fixture_create(
      "{" DATA ",\"mark\":{\"type\":\"arc\",\"innerRadius\":10,\"padAngle\":0.1},"
      "\"encoding\":{\"theta\":{\"field\":\"v\",\"type\":\"quantitative\"},\"color\":{\"field\":\"k\"}}}",
      "[{\"k\":\"A\",\"v\":4,\"v_start\":0,\"v_end\":4},{\"k\":\"B\",\"v\":10,\"v_start\":4,\"v_end\":14}]");
  fixture_linear(f, CHANNEL_THETA, 0, 14, 0, 2 * G_PI);
  SceneMark *arcs = fixture_mark(f);
  assert_numbers(arcs, SCENE_X, (double[]){50, 50});
  assert_numbers(arcs, SCENE_START_ANGLE, (double[]){1.7951958020513104, 6.283185307179586});
  assert_numbers(arcs, SCENE_END_ANGLE, (double[]){0, 1.7951958020513104});
  assert_numbers(arcs, SCENE_INNER_RADIUS, (double[]){10, 10});
  assert_numbers(arcs, SCENE_OUTER_RADIUS, (double[]){50, 50});
  assert_numbers(arcs, SCENE_PAD_ANGLE, (double[]){0.1, 0.1});
  arena_destroy(f->arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mark/bar-fills-its-band", test_bar_fills_its_band_down_to_zero);
  g_test_add_func("/mark/bar-with-a-size", test_bar_with_a_size_stands_in_the_middle_of_its_band);
  g_test_add_func("/mark/relative-width", test_relative_width_takes_that_part_of_the_band);
  g_test_add_func("/mark/ranged-bar", test_ranged_bar_ends_at_y2);
  g_test_add_func("/mark/point-on-a-band", test_point_on_a_band_is_in_its_middle_plus_offset);
  g_test_add_func("/mark/bins", test_bins_keep_a_gap_and_half_a_pixel);
  g_test_add_func("/mark/tick", test_tick_is_thin_along_the_value_and_three_quarters_of_the_band_across);
  g_test_add_func("/mark/rule-y", test_rule_with_y_alone_spans_the_width);
  g_test_add_func("/mark/rule-x", test_rule_with_x_alone_spans_the_height_as_wide_as_its_size);
  g_test_add_func("/mark/sectors", test_sectors_run_from_stack_start_to_stack_end);
  return g_test_run();
}
