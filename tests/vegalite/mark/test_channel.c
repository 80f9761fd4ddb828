/* Colours, text, conditions, series. The values are those of Vega 6.4 / Vega-Lite 6.4 for the same charts. */
#include "fixture.h"
#include "scene/path.h"

#define ROWS "[{\"k\":\"A\",\"v\":4,\"v_start\":0,\"v_end\":4},{\"k\":\"B\",\"v\":10,\"v_start\":0,\"v_end\":10}]"
#define DATA "\"data\":{\"values\":[]}"

static Fixture *chart(const char *mark, const char *more) {
  char *text = g_strdup_printf("{" DATA ",\"mark\":%s,\"encoding\":{\"x\":{\"field\":\"k\",\"type\":\"nominal\"},"
                               "\"y\":{\"field\":\"v\",\"type\":\"quantitative\"}%s}}",
                               mark, more);
  Fixture *f = fixture_create(text, ROWS);
  g_free(text);
  fixture_band(f, CHANNEL_X, 0.1, 0.05);
  fixture_linear(f, CHANNEL_Y, 0, 10, 100, 0);
  return f;
}

static void test_a_condition_colours_the_rows_it_holds_for(void) {
  Fixture *f =
      chart("\"point\"", ",\"color\":{\"condition\":{\"test\":\"datum.v > 5\",\"value\":\"red\"},\"value\":\"blue\"}");
  SceneMark *points = fixture_mark(f);
  assert_color(points, SCENE_STROKE, 0, 0, 0, 1);
  assert_color(points, SCENE_STROKE, 1, 1, 0, 0);
  g_assert_cmpfloat(scene_paint(points, SCENE_FILL, 0).color.a, ==, 0); /* "transparent" */
  arena_destroy(f->arena);
}

static void test_text_is_formatted_and_centred(void) {
  Fixture *f =
      chart("{\"type\":\"text\",\"dx\":3}", ",\"text\":{\"field\":\"v\",\"type\":\"quantitative\",\"format\":\".2f\"}");
  SceneMark *texts = fixture_mark(f);
  g_assert_cmpstr(scene_string(texts, SCENE_TEXT_VALUE, 0, NULL), ==, "4.00");
  g_assert_cmpstr(scene_string(texts, SCENE_TEXT_VALUE, 1, NULL), ==, "10.00");
  g_assert_cmpstr(scene_string(texts, SCENE_ALIGN, 0, NULL), ==, "center");
  g_assert_cmpstr(scene_string(texts, SCENE_BASELINE, 0, NULL), ==, "middle");
  g_assert_cmpstr(scene_string(texts, SCENE_FONT, 0, NULL), ==, "sans-serif");
  assert_numbers(texts, SCENE_FONT_SIZE, (double[]){11, 11});
  assert_numbers(texts, SCENE_DX, (double[]){3, 3});
  arena_destroy(f->arena);
}

static void test_an_item_is_described_by_its_channels(void) {
  Fixture *f = chart("\"bar\"", "");
  SceneMark *bars = fixture_mark(f);
  scene_describe(bars);
  g_assert_cmpstr(scene_string(bars, SCENE_DESCRIPTION, 1, NULL), ==, "k: B; v: 10");
  arena_destroy(f->arena);
}

/* Whatever order the author wrote them in; a backslash in a title only guards what follows. */
static void test_a_description_goes_by_vega_lites_order_of_channels(void) {
  Fixture *f = fixture_create(
      "{" DATA ",\"mark\":\"point\",\"encoding\":{\"size\":{\"field\":\"v\",\"type\":\"quantitative\"},"
      "\"y\":{\"field\":\"a\\\\.b\",\"type\":\"nominal\"},\"x\":{\"field\":\"k\",\"type\":\"nominal\"}}}",
      "[{\"k\":\"A\",\"v\":4,\"a.b\":\"c\"}]");
  SceneMark *points = fixture_mark(f);
  scene_describe(points);
  g_assert_cmpstr(scene_string(points, SCENE_DESCRIPTION, 0, NULL), ==, "k: A; a.b: c; v: 4");
  arena_destroy(f->arena);
}

static void test_array_text_and_line_breaks_become_lines(void) {
  Fixture *f = chart("{\"type\":\"text\",\"text\":[\"one\",\"two\"]}", "");
  g_assert_cmpstr(scene_string(fixture_mark(f), SCENE_TEXT_VALUE, 0, NULL), ==, "one\ntwo");
  arena_destroy(f->arena);
  f = chart("{\"type\":\"text\",\"text\":\"one|two|\",\"lineBreak\":\"|\"}", "");
  g_assert_cmpstr(scene_string(fixture_mark(f), SCENE_TEXT_VALUE, 0, NULL), ==, "one\ntwo\n");
  arena_destroy(f->arena);
}

static void test_a_mark_property_may_be_an_expression_of_the_row(void) {
  Fixture *f = chart("{\"type\":\"bar\",\"opacity\":{\"expr\":\"datum.v / 20\"}}", "");
  assert_numbers(fixture_mark(f), SCENE_OPACITY, (double[]){0.2, 0.5});
  arena_destroy(f->arena);
}

static void test_a_gradient_is_a_paint(void) {
  Fixture *f = chart(
      "{\"type\":\"bar\",\"color\":{\"gradient\":\"linear\",\"x2\":0.5,\"stops\":[{\"offset\":0,\"color\":\"white\"},"
      "{\"offset\":1,\"color\":\"red\"}]}}",
      "");
  Paint paint = scene_paint(fixture_mark(f), SCENE_FILL, 0);
  g_assert_cmpint(paint.kind, ==, PAINT_GRADIENT);
  g_assert_cmpuint(paint.gradient->stop_count, ==, 2);
  g_assert_cmpfloat(paint.gradient->x2, ==, 0.5);
  arena_destroy(f->arena);
}

static Fixture *lines(void) {
  Fixture *f =
      fixture_create("{" DATA ",\"mark\":\"line\",\"encoding\":{\"x\":{\"field\":\"x\",\"type\":\"quantitative\"},"
                     "\"y\":{\"field\":\"y\",\"type\":\"quantitative\"},\"detail\":{\"field\":\"c\"}}}",
                     "[{\"x\":3,\"y\":1,\"c\":\"b\"},{\"x\":1,\"y\":2,\"c\":\"a\"},{\"x\":2,\"y\":null,\"c\":\"b\"},"
                     "{\"x\":1,\"y\":5,\"c\":\"b\"}]");
  fixture_linear(f, CHANNEL_X, 0, 10, 0, 100);
  fixture_linear(f, CHANNEL_Y, 0, 10, 100, 0);
  return f;
}

static void test_each_series_is_a_line_in_order_of_first_appearance_sorted_along_x(void) {
  Fixture *f = lines();
  SceneMark *group = fixture_mark(f);
  g_assert_cmpint(group->type, ==, SCENE_GROUP);
  g_assert_cmpstr(group->name, ==, "pathgroup");
  g_assert_cmpuint(group->count, ==, 2);
  const SceneMark *b = group->groups[0].marks[0], *a = group->groups[1].marks[0];
  g_assert_cmpuint(b->count, ==, 3);
  assert_numbers(b, SCENE_X, (double[]){10, 20, 30});
  g_assert_cmpuint(a->count, ==, 1);
  assert_numbers(a, SCENE_Y, (double[]){80});
  assert_numbers(b, SCENE_STROKE_WIDTH, (double[]){2, 2, 2});
  arena_destroy(f->arena);
}

static void test_an_invalid_value_breaks_the_path(void) {
  Fixture *f = lines();
  const SceneMark *b = fixture_mark(f)->groups[0].marks[0];
  assert_numbers(b, SCENE_DEFINED, (double[]){1, 0, 1});
  arena_destroy(f->arena);
}

/* Vega-Lite rounds the group of a stack, not its bars. */
static void test_the_corners_of_a_stack_belong_to_the_whole(void) {
  Fixture *f = fixture_create(
      "{" DATA ",\"mark\":{\"type\":\"bar\",\"cornerRadiusEnd\":4},\"encoding\":{\"x\":{\"field\":\"k\"},"
      "\"y\":{\"field\":\"v\",\"type\":\"quantitative\"},\"detail\":{\"field\":\"c\"}}}",
      "[{\"k\":\"A\",\"c\":1,\"v\":2,\"v_start\":0,\"v_end\":2},{\"k\":\"A\",\"c\":2,\"v\":4,\"v_start\":2,\"v_end\":6}"
      "]");
  fixture_band(f, CHANNEL_X, 0.1, 0.05);
  fixture_linear(f, CHANNEL_Y, 0, 10, 100, 0);
  SceneMark *group = fixture_mark(f);
  g_assert_cmpuint(group->groups[0].mark_count, ==, 1);
  const SceneMark *bars = group->groups[0].marks[0];
  g_assert_nonnull(bars->clip_path);
  Bounds box = path_bounds(bars->clip_path);
  g_assert_cmpfloat_with_epsilon(box.y1, 40, 1e-9);
  g_assert_cmpfloat_with_epsilon(box.y2, 100, 1e-9);
  assert_numbers(bars, SCENE_CORNER_TOP_LEFT, (double[]){0, 0});
  arena_destroy(f->arena);
}

static void test_every_mark_has_its_name(void) {
  for (const MarkType *const *mark = mark_types; *mark; mark++)
    g_assert_true(mark_type_find(mark_types, (*mark)->name) == *mark);
  g_assert_null(mark_type_find(mark_types, "bars"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mark/condition", test_a_condition_colours_the_rows_it_holds_for);
  g_test_add_func("/mark/text", test_text_is_formatted_and_centred);
  g_test_add_func("/mark/description", test_an_item_is_described_by_its_channels);
  g_test_add_func("/mark/description-order", test_a_description_goes_by_vega_lites_order_of_channels);
  g_test_add_func("/mark/lines-of-text", test_array_text_and_line_breaks_become_lines);
  g_test_add_func("/mark/expression", test_a_mark_property_may_be_an_expression_of_the_row);
  g_test_add_func("/mark/gradient", test_a_gradient_is_a_paint);
  g_test_add_func("/mark/series", test_each_series_is_a_line_in_order_of_first_appearance_sorted_along_x);
  g_test_add_func("/mark/defined", test_an_invalid_value_breaks_the_path);
  g_test_add_func("/mark/stack-corners", test_the_corners_of_a_stack_belong_to_the_whole);
  g_test_add_func("/mark/names", test_every_mark_has_its_name);
  return g_test_run();
}
