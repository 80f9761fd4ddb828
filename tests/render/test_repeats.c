/* Items drawn many times at one place: those left out do not change a pixel. */
#include "render/repeats.h"
#include "render/sample.h"

enum { COUNT = 900 };

static Arena *arena;
static Messages *messages;

/* Two texts in turn, in two colours. */
static SceneMark *texts(size_t count) {
  const char **words = arena_array(arena, const char *, count);
  double *x = arena_array(arena, double, count);
  Paint *paints = arena_array(arena, Paint, count);
  SceneMark *mark = scene_mark_create(arena, SCENE_TEXT, ROLE_MARK, count);
  for (size_t i = 0; i < count; i++) {
    words[i] = i % 2 ? "one" : "two";
    x[i] = i % 2 ? 10 : 10.5;
    paints[i] = (Paint){.kind = PAINT_COLOR, .color = {i % 2 ? 1 : 0, 0, 0.5, i % 2 ? 1 : 0.25}};
  }
  scene_set_strings(mark, SCENE_TEXT_VALUE, words);
  scene_set_numbers(mark, SCENE_X, x);
  scene_set_number(mark, SCENE_Y, 30);
  scene_set_number(mark, SCENE_FONT_SIZE, 20);
  scene_set_paints(mark, SCENE_FILL, paints);
  return mark;
}

static GBytes *draw(size_t parts) {
  Scene scene = {.arena = arena, .width = 60, .height = 40, .background = {1, 1, 1, 1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  for (size_t i = 0; i < parts; i++) scene_group_add(arena, &scene.root->groups[0], texts(COUNT / parts));
  return sample_render(&scene, "png", (RenderOptions){0}, messages);
}

static void test_what_is_left_out_does_not_show(void) {
  GBytes *some = draw(1), *all = draw(3); /* marks of few items are drawn whole */
  g_assert_true(g_bytes_equal(some, all));
  g_bytes_unref(some);
  g_bytes_unref(all);
}

static void test_the_last_256_of_equal_items_are_drawn(void) {
  Canvas canvas = {.raster = true};
  const bool *repeated = repeats_find(&canvas, texts(COUNT), arena);
  for (size_t i = 0; i < COUNT; i++) g_assert_true(repeated[i] == (i < COUNT - 2 * 256));
  SceneMark *mark = texts(COUNT);
  double *y = arena_array(arena, double, COUNT);
  for (size_t i = 0; i < COUNT; i++) y[i] = (double)i;
  scene_set_numbers(mark, SCENE_Y, y);
  g_assert_null(repeats_find(&canvas, mark, arena));
  mark = texts(COUNT);
  scene_set_string(mark, SCENE_BLEND, "difference");
  g_assert_null(repeats_find(&canvas, mark, arena));
  canvas.raster = false;
  g_assert_null(repeats_find(&canvas, texts(COUNT), arena));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/repeats/what-is-left-out-does-not-show", test_what_is_left_out_does_not_show);
  g_test_add_func("/repeats/the-last-256-of-equal-items-are-drawn", test_the_last_256_of_equal_items_are_drawn);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
