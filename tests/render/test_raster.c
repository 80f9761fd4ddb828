/* Large pictures: painted in bands, compressed by threads. Neither may show. */
#include "render/sample.h"

static Arena *arena;
static Messages *messages;

static cairo_status_t read_bytes(void *closure, unsigned char *out, unsigned length) {
  const guint8 **at = closure;
  memcpy(out, *at, length);
  *at += length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *decode(GBytes *png) {
  const guint8 *at = g_bytes_get_data(png, NULL);
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &at);
  g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static const guint8 *row_of(cairo_surface_t *surface, int y) {
  return cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface);
}

/* The largest difference of a channel. */
static int difference(GBytes *a, GBytes *b) {
  cairo_surface_t *one = decode(a), *other = decode(b);
  int width = cairo_image_surface_get_width(one), height = cairo_image_surface_get_height(one), worst = 0;
  g_assert_cmpint(width, ==, cairo_image_surface_get_width(other));
  g_assert_cmpint(height, ==, cairo_image_surface_get_height(other));
  for (int y = 0; y < height; y++)
    for (int x = 0; x < 4 * width; x++) worst = MAX(worst, ABS(row_of(one, y)[x] - row_of(other, y)[x]));
  cairo_surface_destroy(one);
  cairo_surface_destroy(other);
  return worst;
}

/* In bands of any height, the picture is the same as in one. A JPEG file in one has codes of its own, those of all others are the same. */
static void assert_same_in_bands(const Scene *scene, const char *format, double scale, int tolerance) {
  static const int rows[] = {1, 7, 50, 101};
  bool png = strcmp(format, "png") == 0;
  RenderOptions first = {.scale = scale, .band_pixels = png ? 0 : 10 * floor(scene->width * scale)};
  GBytes *whole = sample_render(scene, format, first, messages);
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    RenderOptions options = {.scale = scale, .band_pixels = rows[i] * floor(scene->width * scale)};
    GBytes *bands = sample_render(scene, format, options, messages);
    if (png)
      g_assert_cmpint(difference(whole, bands), <=, tolerance);
    else
      g_assert_true(g_bytes_equal(whole, bands));
    g_bytes_unref(bands);
  }
  g_bytes_unref(whole);
}

static void test_a_scene_of_everything_is_the_same_in_bands(void) {
  for (double scale = 1; scale < 4; scale += 1.3) {
    Scene scene = sample_scene(arena);
    assert_same_in_bands(&scene, "png", scale, 1); /* gradients are computed from where they begin */
    scene.background.a = 0;
    assert_same_in_bands(&scene, "png", scale, 1);
  }
}

/* Groups are left out of bands that they cannot reach, but what they hold may be far outside of their box. */
static void test_many_groups_are_the_same_in_bands(void) {
  Scene scene = {.arena = arena, .width = 250, .height = 3000, .background = {1, 1, 1, 1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  for (int i = 0; i < 10; i++) {
    SceneMark *cell = scene_group_create(arena, ROLE_MARK);
    scene_set_number(cell, SCENE_X, 20);
    scene_set_number(cell, SCENE_Y, 300 * i);
    scene_set_number(cell, SCENE_WIDTH, 40);
    scene_set_number(cell, SCENE_HEIGHT, 10);
    scene_set_color(cell, SCENE_STROKE, sample_blue);
    switch (i % 5) {
    case 0: sample_shapes(arena, cell); break;
    case 1:
      scene_set_number(sample_text(arena, cell, 100, 5, "a label that is turned upwards"), SCENE_ANGLE, -90);
      break;
    case 2: scene_set_number(sample_text(arena, cell, 120, 5, "far below"), SCENE_DY, 150); break;
    case 3: sample_text(arena, cell, 140, 5, "一\n二\n三\n四\n五\n六"); break;
    default: scene_set_string(sample_text(arena, cell, 180, 5, "竖排文字竖排文字"), SCENE_WRITING_MODE, "vertical-rl");
    }
    scene_group_add(arena, &scene.root->groups[0], cell);
  }
  assert_same_in_bands(&scene, "png", 1, 1);
}

/* Many symbols are stamped; lines cross all bands. */
static void test_many_symbols_and_lines_are_the_same_in_bands(void) {
  enum { COUNT = 3000 };
  static double xs[COUNT], ys[COUNT];
  Scene scene = {.arena = arena, .width = 300, .height = 250, .background = {1, 1, 1, 1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  for (int i = 0; i < COUNT; i++) {
    xs[i] = i * 127 % 2999 * 0.1;
    ys[i] = i * 71 % 2503 * 0.1;
  }
  for (int type = 0; type < 2; type++) {
    SceneMark *mark = scene_mark_create(arena, type ? SCENE_LINE : SCENE_SYMBOL, ROLE_MARK, type ? 300 : COUNT);
    scene_set_numbers(mark, SCENE_X, xs);
    scene_set_numbers(mark, SCENE_Y, ys);
    scene_set_number(mark, SCENE_SIZE, 40);
    scene_set_color(mark, type ? SCENE_STROKE : SCENE_FILL, sample_blue);
    scene_group_add(arena, &scene.root->groups[0], mark);
  }
  assert_same_in_bands(&scene, "png", 1, 0);
  assert_same_in_bands(&scene, "png", 2.5, 0);
}

/* Of few colours at the top and many at the bottom: begun with a palette, which then does not do. */
static Scene late_colours(double side, double from) {
  Scene scene = {.arena = arena, .width = side, .height = side, .background = {1, 1, 1, 1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  SceneMark *rect = sample_mark(arena, scene.root, SCENE_RECT, 0, side * from);
  scene_set_number(rect, SCENE_WIDTH, side);
  scene_set_number(rect, SCENE_HEIGHT, side * (1 - from));
  sample_gradient(arena, rect, false);
  sample_text(arena, scene.root, 10, 20, "few colours");
  return scene;
}

static void test_colours_may_become_many_late(void) {
  Scene scene = late_colours(400, 0.7);
  assert_same_in_bands(&scene, "png", 1, 1);
  scene.background.a = 0;
  assert_same_in_bands(&scene, "png", 1, 1);
}

/* When the bands before are no longer there. */
static void test_colours_may_become_many_in_the_last_band(void) {
  Scene scene = late_colours(1600, 0.97);
  GBytes *whole = sample_render(&scene, "png", (RenderOptions){.scale = 1}, messages);
  GBytes *bands = sample_render(&scene, "png", (RenderOptions){.scale = 1, .band_pixels = 1600 * 100}, messages);
  g_assert_cmpint(difference(whole, bands), <=, 1);
  g_bytes_unref(whole);
  g_bytes_unref(bands);
}

static void test_jpeg_is_the_same_in_bands(void) {
  Scene scene = {.arena = arena, .width = 200, .height = 90, .background = {1, 1, 1, 1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  for (int i = 0; i < 30; i++) sample_text(arena, scene.root, i * 5, i * 3, "bands");
  assert_same_in_bands(&scene, "jpeg", 2, 0);
}

/* Large enough for many strips, with rows that are equal and rows that are not. */
static void test_a_file_does_not_depend_on_threads(void) {
  Scene scenes[] = {late_colours(2000, 0.7), sample_scene(arena)};
  for (size_t i = 0; i < G_N_ELEMENTS(scenes); i++) {
    RenderOptions options = {.scale = i ? 12 : 1, .threads = 1, .band_pixels = 1e6};
    GBytes *alone = sample_render(&scenes[i], "png", options, messages);
    for (options.threads = 0; options.threads < 6; options.threads += 2) {
      GBytes *several = sample_render(&scenes[i], "png", options, messages);
      g_assert_true(g_bytes_equal(alone, several));
      g_bytes_unref(several);
    }
    options.band_pixels = 0;
    GBytes *whole = sample_render(&scenes[i], "png", options, messages);
    g_assert_cmpint(difference(alone, whole), <=, 2); /* of large gradients */
    g_bytes_unref(whole);
    g_bytes_unref(alone);
  }
}

static void test_work_ends_when_it_is_cancelled(void) {
  static volatile int cancel = 1;
  Scene scene = late_colours(2000, 0.7);
  Arena *work = arena_create();
  arena_set_cancel(work, &cancel);
  g_assert_null(
      sample_render(&scene, "png", (RenderOptions){.work = work, .threads = 3, .band_pixels = 1e5}, messages));
  arena_destroy(work);
}

typedef struct Run {
  const Scene *scene;
  RenderOptions options;
  TextContext *text;
  GBytes *bytes;
} Run;

static void run(void *closure) {
  Run *run = closure;
  run->bytes = render_scene(run->scene, render_format_find("png"), &run->options, run->text, messages);
}

/* A budget that ends the painting while threads compress what is painted: nothing is left behind, and nothing is written. */
static void test_a_budget_ends_the_work_of_threads(void) {
  Scene scene = late_colours(2000, 0.7);
  for (int i = 0; i < 40; i++)
    sample_text(arena, scene.root, 10, 40 + 48 * i, "What may cost a little, but not so much.");
  for (double steps = 1e3; steps < 1e6; steps *= 4) {
    Arena *work = arena_create();
    Budget *budget = budget_create();
    arena_set_budget(work, budget);
    budget_set_limit(budget, BUDGET_STEPS, steps);
    Run closure = {&scene, {.work = work, .threads = 3, .band_pixels = 2e5}, text_context_create(), NULL};
    text_context_charge(closure.text, budget);
    bool done = budget_run(budget, run, &closure);
    g_assert_true(done == (closure.bytes != NULL));
    if (closure.bytes) g_bytes_unref(closure.bytes);
    text_context_destroy(closure.text);
    arena_destroy(work);
    g_free(budget);
  }
}

/* What is held of a large picture is some bands of it. */
static void test_large_pictures_take_little_memory(void) {
  Scene scene = {.arena = arena, .width = 20000, .height = 5000, .background = {1, 1, 1, 1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  Arena *work = arena_create();
  Budget *budget = budget_create();
  arena_set_budget(work, budget);
  budget_set_limit(budget, BUDGET_MEMORY, 120e6); /* of 400 MB */
  Run closure = {&scene, {.work = work}, text_context_create(), NULL};
  g_assert_true(budget_run(budget, run, &closure));
  g_assert_nonnull(closure.bytes);
  g_bytes_unref(closure.bytes);
  text_context_destroy(closure.text);
  arena_destroy(work);
  g_free(budget);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/render/raster/everything", test_a_scene_of_everything_is_the_same_in_bands);
  g_test_add_func("/render/raster/groups", test_many_groups_are_the_same_in_bands);
  g_test_add_func("/render/raster/many", test_many_symbols_and_lines_are_the_same_in_bands);
  g_test_add_func("/render/raster/late", test_colours_may_become_many_late);
  g_test_add_func("/render/raster/late-in-the-last-band", test_colours_may_become_many_in_the_last_band);
  g_test_add_func("/render/raster/jpeg", test_jpeg_is_the_same_in_bands);
  g_test_add_func("/render/raster/threads", test_a_file_does_not_depend_on_threads);
  g_test_add_func("/render/raster/cancel", test_work_ends_when_it_is_cancelled);
  g_test_add_func("/render/raster/budget", test_a_budget_ends_the_work_of_threads);
  g_test_add_func("/render/raster/memory", test_large_pictures_take_little_memory);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
