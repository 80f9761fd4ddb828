/* A scene with something of everything, for the tests of this room. */
#pragma once
#include "fonts.h"
#include "render/render.h"
#include "scene/path.h"
#include <math.h>

static const Rgba sample_red = {0.8, 0.1, 0.1, 1}, sample_blue = {0.1, 0.2, 0.7, 0.5};

static cairo_status_t sample_append(void *bytes, const unsigned char *data, unsigned length) {
  g_byte_array_append(bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *sample_load_image(void *host, const char *url) {
  (void)host;
  if (strcmp(url, "picture.png") != 0)
    return strcmp(url, "broken.png") == 0 ? g_bytes_new_static("\x89PNG no", 7) : NULL;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 4, 2);
  cairo_t *cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 0, 1, 0);
  cairo_paint(cairo);
  cairo_destroy(cairo);
  GByteArray *bytes = g_byte_array_new();
  cairo_surface_write_to_png_stream(surface, sample_append, bytes);
  cairo_surface_destroy(surface);
  return g_byte_array_free_to_bytes(bytes);
}

static inline SceneMark *sample_mark(Arena *arena, SceneMark *parent, SceneType type, double x, double y) {
  SceneMark *mark = scene_mark_create(arena, type, ROLE_MARK, 1);
  scene_set_number(mark, SCENE_X, x);
  scene_set_number(mark, SCENE_Y, y);
  scene_set_color(mark, SCENE_FILL, sample_red);
  scene_group_add(arena, &parent->groups[0], mark);
  return mark;
}

static inline SceneMark *sample_text(Arena *arena, SceneMark *parent, double x, double y, const char *text) {
  SceneMark *mark = sample_mark(arena, parent, SCENE_TEXT, x, y);
  scene_set_string(mark, SCENE_TEXT_VALUE, text);
  return mark;
}

static inline void sample_gradient(Arena *arena, SceneMark *mark, bool radial) {
  GradientStop *stops = arena_array(arena, GradientStop, 2);
  stops[0] = (GradientStop){0, sample_red};
  stops[1] = (GradientStop){1, sample_blue};
  Gradient *gradient = arena_new(arena, Gradient);
  *gradient =
      radial ? (Gradient){true, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 2, stops} : (Gradient){false, 0, 0, 0, 1, 1, 0, 2, stops};
  Paint *paint = arena_new(arena, Paint);
  *paint = (Paint){PAINT_GRADIENT, {0, 0, 0, 0}, gradient};
  scene_set_paints(mark, SCENE_FILL, paint);
}

static inline void sample_shapes(Arena *arena, SceneMark *top) {
  SceneMark *rect = sample_mark(arena, top, SCENE_RECT, 10, 10);
  scene_set_number(rect, SCENE_WIDTH, 40);
  scene_set_number(rect, SCENE_HEIGHT, 20);
  scene_set_number(rect, SCENE_CORNER_RADIUS, 4);
  scene_set_string(rect, SCENE_TOOLTIP, "a < b & \"c\"\x01");
  scene_set_string(rect, SCENE_HREF, "https://example.org/?a=1&b='2'\\ é");
  sample_gradient(arena, rect, false);
  SceneMark *arc = sample_mark(arena, top, SCENE_ARC, 100, 40);
  scene_set_number(arc, SCENE_END_ANGLE, 2);
  scene_set_number(arc, SCENE_OUTER_RADIUS, 30);
  scene_set_string(arc, SCENE_DESCRIPTION, "an arc");
  sample_gradient(arena, arc, true);
  SceneMark *symbol = sample_mark(arena, top, SCENE_SYMBOL, 160, 30);
  scene_set_string(symbol, SCENE_SHAPE_NAME, "triangle-up");
  scene_set_number(symbol, SCENE_ANGLE, 20);
  scene_set_string(symbol, SCENE_BLEND, "multiply");
  scene_set_string(symbol, SCENE_HREF, "javascript:alert(1)");
  static const double dash[] = {4, 2, NAN};
  SceneMark *rule = sample_mark(arena, top, SCENE_RULE, 10, 60);
  scene_set_number(rule, SCENE_X2, 190);
  scene_set_color(rule, SCENE_STROKE, sample_blue);
  rule->channels[SCENE_STROKE_DASH] = (SceneChannel){.state = CHANNEL_CONSTANT, .array = dash};
  SceneMark *image = sample_mark(arena, top, SCENE_IMAGE, 10, 70);
  scene_set_string(image, SCENE_URL, "picture.png");
  scene_set_number(image, SCENE_WIDTH, 20);
  SceneMark *clipped = sample_mark(arena, top, SCENE_RECT, 180, 100);
  scene_set_number(clipped, SCENE_WIDTH, 100);
  scene_set_number(clipped, SCENE_HEIGHT, 10);
  clipped->clip = true;
}

static inline Scene sample_scene(Arena *arena) {
  Scene scene = {.arena = arena,
                 .width = 220,
                 .height = 160,
                 .background = {1, 1, 1, 1},
                 .lang = "zh-Hans",
                 .title = "Title & <more>\x02"};
  scene.description = "What it shows";
  scene.author = "An author";
  scene.root = scene_group_create(arena, ROLE_FRAME);
  scene_set_number(scene.root, SCENE_X, 10);
  scene_set_number(scene.root, SCENE_WIDTH, 200);
  scene_set_number(scene.root, SCENE_HEIGHT, 140);
  scene_set_color(scene.root, SCENE_STROKE, sample_blue);
  sample_shapes(arena, scene.root);
  sample_text(arena, scene.root, 50, 90, "Plain <words> & more");
  scene_set_number(sample_text(arena, scene.root, 50, 100, "图表标题，二〇二四"), SCENE_ANGLE, 30);
  scene_set_string(sample_text(arena, scene.root, 120, 120, "two\nlines"), SCENE_ALIGN, "center");
  scene_set_string(sample_text(arena, scene.root, 190, 120, "竖排文字"), SCENE_WRITING_MODE, "vertical-rl");
  return scene;
}

static inline GBytes *sample_render(const Scene *scene, const char *format, RenderOptions options, Messages *messages) {
  TextContext *text = text_context_create();
  options.load_image = sample_load_image;
  GBytes *bytes = render_scene(scene, render_format_find(format), &options, text, messages);
  text_context_destroy(text);
  return bytes;
}

/* Two renderings are the same bytes, or the test fails. */
static inline void sample_assert_repeats(const Scene *scene, const char *format, RenderOptions options,
                                         Messages *messages) {
  GBytes *once = sample_render(scene, format, options, messages),
         *twice = sample_render(scene, format, options, messages);
  g_assert_nonnull(once);
  g_assert_true(g_bytes_equal(once, twice));
  g_bytes_unref(once);
  g_bytes_unref(twice);
}
