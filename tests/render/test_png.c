/* PNG files: https://www.w3.org/TR/png/ for their contents; the picture as a canvas would show it. */
#include "render/sample.h"

static Arena *arena;
static Messages *messages;

static guint32 big_endian(const guint8 *p) {
  return (guint32)p[0] << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 | p[3];
}

/* The data of the first chunk of a kind; NULL when there is none. */
static const guint8 *find_chunk(GBytes *png, const char *kind) {
  gsize length;
  const guint8 *data = g_bytes_get_data(png, &length);
  for (gsize at = 8; at + 12 <= length; at += big_endian(data + at) + 12)
    if (memcmp(data + at + 4, kind, 4) == 0) return data + at + 8;
  return NULL;
}

typedef struct Bytes {
  const guint8 *at;
  gsize left;
} Bytes;
static cairo_status_t read_bytes(void *closure, unsigned char *out, unsigned length) {
  Bytes *bytes = closure;
  if (length > bytes->left) return CAIRO_STATUS_READ_ERROR;
  memcpy(out, bytes->at, length);
  bytes->at += length;
  bytes->left -= length;
  return CAIRO_STATUS_SUCCESS;
}
static cairo_surface_t *decode(GBytes *png) {
  Bytes bytes = {.at = g_bytes_get_data(png, NULL), .left = g_bytes_get_size(png)};
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &bytes);
  g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}
static guint32 pixel(cairo_surface_t *surface, int x, int y) {
  const guint8 *row = cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface);
  return ((const guint32 *)(const void *)row)[x];
}

static Scene empty_scene(double width, double height) {
  Scene scene = {.arena = arena, .width = width, .height = height, .background = {0, 0, 0, -1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  return scene;
}

static void test_the_same_scene_is_the_same_file(void) {
  Scene scene = sample_scene(arena);
  sample_assert_repeats(&scene, "png", (RenderOptions){0}, messages);
}

static void test_dpi_gives_scale_and_is_written(void) {
  Scene scene = sample_scene(arena);
  GBytes *png = sample_render(&scene, "png", (RenderOptions){.dpi = 192}, messages);
  const guint8 *size = find_chunk(png, "IHDR"), *resolution = find_chunk(png, "pHYs");
  g_assert_cmpuint(big_endian(size), ==, 440);
  g_assert_cmpuint(big_endian(size + 4), ==, 320);
  g_assert_cmpuint(big_endian(resolution), ==, 7559); /* 192 / 0.0254 */
  g_assert_cmpuint(big_endian(resolution + 4), ==, 7559);
  g_assert_cmpuint(resolution[8], ==, 1); /* per metre */
  g_bytes_unref(png);
  png = sample_render(&scene, "png", (RenderOptions){.scale = 1, .dpi = 192}, messages);
  g_assert_cmpuint(big_endian(find_chunk(png, "IHDR")), ==, 220);
  g_bytes_unref(png);
  png = sample_render(&scene, "png", (RenderOptions){0}, messages);
  g_assert_cmpuint(big_endian(find_chunk(png, "pHYs")), ==, 3780); /* 96 px per inch */
  g_bytes_unref(png);
  png = sample_render(&scene, "png", (RenderOptions){.scale = 2}, messages);
  g_assert_cmpuint(big_endian(find_chunk(png, "pHYs")), ==, 7559);
  g_bytes_unref(png);
}

/* A gradient, below rows that stay clear. */
static Scene colourful_scene(double width, double height, double clear_rows) {
  Scene scene = empty_scene(width, height);
  SceneMark *rect = sample_mark(arena, scene.root, SCENE_RECT, 0, clear_rows);
  scene_set_number(rect, SCENE_WIDTH, width);
  scene_set_number(rect, SCENE_HEIGHT, height - clear_rows);
  sample_gradient(arena, rect, false);
  return scene;
}

static void test_without_background_the_canvas_is_clear(void) {
  Scene scene = empty_scene(10, 10);
  SceneMark *rect = sample_mark(arena, scene.root, SCENE_RECT, 2, 2);
  scene_set_number(rect, SCENE_WIDTH, 4);
  scene_set_number(rect, SCENE_HEIGHT, 4);
  scene_set_color(rect, SCENE_FILL, (Rgba){1, 0, 0, 0.5});
  GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, messages);
  cairo_surface_t *surface = decode(png);
  g_assert_cmphex(pixel(surface, 0, 0), ==, 0);
  g_assert_cmphex(pixel(surface, 3, 3) >> 24, ==, 0x80);
  g_assert_cmphex(pixel(surface, 6, 3), ==, 0);
  cairo_surface_destroy(surface);
  g_bytes_unref(png);
}

static void test_many_colours_have_no_palette_and_opaque_ones_no_alpha(void) {
  for (int opaque = 0; opaque < 2; opaque++) {
    Scene scene = colourful_scene(300, 20, opaque ? 0 : 1);
    if (opaque) scene.background = (Rgba){1, 1, 1, 1};
    GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, messages);
    g_assert_cmpuint(find_chunk(png, "IHDR")[8], ==, 8);              /* bits */
    g_assert_cmpuint(find_chunk(png, "IHDR")[9], ==, opaque ? 2 : 6); /* colours, or colours and alpha */
    g_assert_null(find_chunk(png, "PLTE"));
    g_bytes_unref(png);
  }
}

/* `count` pixels, each of its own gray, the first half as transparent as `alpha`. */
static Scene grays_scene(int count, double alpha) {
  Scene scene = empty_scene(count, 1);
  for (int i = 0; i < count; i++) {
    SceneMark *rect = sample_mark(arena, scene.root, SCENE_RECT, i, 0);
    scene_set_number(rect, SCENE_WIDTH, 1);
    scene_set_number(rect, SCENE_HEIGHT, 1);
    double gray = i / 2 / 255.0, blue = i % 2 ? 1 : gray;
    scene_set_color(rect, SCENE_FILL, (Rgba){gray, gray, blue, i < count / 2 ? alpha : 1});
  }
  return scene;
}

static void test_up_to_256_colours_are_a_palette(void) {
  for (int count = 255; count <= 257; count++) {
    Scene scene = grays_scene(count, 1);
    GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, messages);
    g_assert_cmpuint(find_chunk(png, "IHDR")[8], ==, 8);
    g_assert_cmpuint(find_chunk(png, "IHDR")[9], ==, count <= 256 ? 3 : 2);
    g_assert_null(find_chunk(png, "tRNS"));
    cairo_surface_t *surface = decode(png);
    for (int i = 0; i < count; i++) {
      guint32 gray = (guint32)i / 2;
      g_assert_cmphex(pixel(surface, i, 0), ==, 0xff000000 | gray << 16 | gray << 8 | (i % 2 ? 255 : gray));
    }
    cairo_surface_destroy(surface);
    g_bytes_unref(png);
  }
}

static void test_a_palette_may_have_alpha(void) {
  Scene scene = grays_scene(200, 0.4);
  GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, messages);
  g_assert_cmpuint(find_chunk(png, "IHDR")[9], ==, 3);
  const guint8 *alphas = find_chunk(png, "tRNS");
  g_assert_nonnull(alphas);
  g_assert_cmphex(alphas[0], ==, 0x66);
  cairo_surface_t *surface = decode(png);
  g_assert_cmphex(pixel(surface, 2, 0) >> 24, ==, 0x66);
  g_assert_cmphex(pixel(surface, 3, 0), ==, 0x66000066);
  g_assert_cmphex(pixel(surface, 150, 0), ==, 0xff4b4b4b);
  cairo_surface_destroy(surface);
  g_bytes_unref(png);
}

static void test_the_colour_space_and_the_texts_are_written(void) {
  Scene scene = sample_scene(arena);
  GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, messages);
  g_assert_cmpuint(find_chunk(png, "sRGB")[0], ==, 0);
  g_assert_cmpuint(big_endian(find_chunk(png, "gAMA")), ==, 45455);
  g_assert_cmpuint(big_endian(find_chunk(png, "cHRM") + 28), ==, 6000);
  const guint8 *title = find_chunk(png, "tEXt");
  g_assert_cmpstr((const char *)title, ==, "Title");
  g_assert_cmpmem(title + 6, 15, "Title & <more> ", 15);
  g_bytes_unref(png);
  scene.title = "标题";
  png = sample_render(&scene, "png", (RenderOptions){0}, messages);
  title = find_chunk(png, "iTXt");
  g_assert_cmpmem(title, 16, "Title\0\0\0\0\0标题", 16);
  g_assert_cmpmem(find_chunk(png, "tEXt"), 14, "Software\0tuban", 14);
  g_bytes_unref(png);
}

/* libpng gives colours as they are stored: not multiplied by alpha. cairo multiplies what it reads. */
static void test_colours_are_stored_as_they_are(void) {
  Scene scene = empty_scene(2, 1);
  SceneMark *rect = sample_mark(arena, scene.root, SCENE_RECT, 0, 0);
  scene_set_number(rect, SCENE_WIDTH, 1);
  scene_set_number(rect, SCENE_HEIGHT, 1);
  scene_set_color(rect, SCENE_FILL, (Rgba){1, 0.6, 0.2, 0.4});
  GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, messages);
  cairo_surface_t *surface = decode(png);
  g_assert_cmphex(pixel(surface, 0, 0), ==, 0x66663D14); /* 102, and that times 1, .6, .2 */
  g_assert_cmphex(pixel(surface, 1, 0), ==, 0);
  cairo_surface_destroy(surface);
  g_bytes_unref(png);
}

static void test_a_fraction_of_a_last_pixel_is_dropped(void) {
  static const struct {
    double side, scale;
    guint32 pixels;
  } cases[] = {{10.9, 1, 10}, {10.9999999, 1, 11}, {0.3, 1, 1}, {7, 1.5, 10}, {0, 1, 1}, {10, 0.25, 2}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    for (int turned = 0; turned < 2; turned++) {
      Scene scene = empty_scene(turned ? 20 : cases[i].side, turned ? cases[i].side : 20);
      GBytes *png = sample_render(&scene, "png", (RenderOptions){.scale = cases[i].scale}, messages);
      const guint8 *size = find_chunk(png, "IHDR");
      g_assert_cmpuint(big_endian(size + (turned ? 4 : 0)), ==, cases[i].pixels);
      g_assert_cmpuint(big_endian(size + (turned ? 0 : 4)), ==, (guint32)(20 * cases[i].scale));
      g_bytes_unref(png);
    }
}

static void test_the_largest_canvases(void) {
  static const struct {
    double width, height;
    const char *says;
  } cases[] = {
      {32767, 1, NULL},
      {1, 32767, NULL},
      {32767.5, 1, "the picture would be 32768 × 1 px; at most 32767 px a side can be drawn"},
      {1, 40000, "the picture would be 1 × 40000 px; at most 32767 px a side can be drawn"},
      {2e9, 3, "the picture would be 2e+09 × 3 px; at most 32767 px a side can be drawn"},
      {3, 2.5e9, "the picture would be 3 × 2.5e+09 px; at most 32767 px a side can be drawn"},
      {1e9, 3, "the picture would be 1000000000 × 3 px; at most 32767 px a side can be drawn"},
      {3, 1e9, "the picture would be 3 × 1000000000 px; at most 32767 px a side can be drawn"},
      {16385, 16384, "the picture would be 16385 × 16384 px, 268451840 in all; the limit is 268435456 (--max-pixels)"},
      {1, INFINITY, "the size of the picture is not a finite number"},
      {NAN, 1, "the size of the picture is not a finite number"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Messages *own = messages_create(arena, false);
    Scene scene = empty_scene(cases[i].width, cases[i].height);
    GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, own);
    g_assert_cmpint(png == NULL, ==, cases[i].says != NULL);
    g_assert_cmpuint(messages_count(own), ==, cases[i].says ? 1 : 0);
    if (cases[i].says) g_assert_cmpstr(messages_text(own, 0, NULL), ==, cases[i].says);
    if (png) g_bytes_unref(png);
  }
}

static void test_resolutions_that_cannot_be_written_are_left_out(void) {
  Scene scene = empty_scene(2, 2);
  GBytes *png = sample_render(&scene, "png", (RenderOptions){.scale = 1, .dpi = 1e7}, messages);
  g_assert_null(find_chunk(png, "pHYs"));
  g_bytes_unref(png);
  png = sample_render(&scene, "png", (RenderOptions){.scale = 1, .dpi = 9e6}, messages);
  g_assert_nonnull(find_chunk(png, "pHYs"));
  g_bytes_unref(png);
}

/* What an item does not paint leaves what is there, whatever was painted last. */
static void test_paint_without_opacity_paints_nothing(void) {
  static const SceneChannelId opacities[] = {SCENE_OPACITY, SCENE_FILL_OPACITY, SCENE_STROKE_OPACITY,
                                             SCENE_STROKE_WIDTH};
  for (size_t i = 0; i < G_N_ELEMENTS(opacities); i++) {
    Scene scene = empty_scene(20, 20);
    SceneMark *before = sample_mark(arena, scene.root, SCENE_RECT, 0, 0),
              *mark = sample_mark(arena, scene.root, SCENE_RECT, 10, 10);
    for (int k = 0; k < 2; k++) {
      scene_set_number(k ? mark : before, SCENE_WIDTH, 6);
      scene_set_number(k ? mark : before, SCENE_HEIGHT, 6);
    }
    bool stroke = i >= 2;
    if (stroke) scene_set_color(mark, SCENE_STROKE, sample_red);
    if (stroke) mark->channels[SCENE_FILL].state = CHANNEL_UNSET;
    GBytes *seen = sample_render(&scene, "png", (RenderOptions){0}, messages);
    scene_set_number(mark, opacities[i], 0);
    GBytes *unseen = sample_render(&scene, "png", (RenderOptions){0}, messages);
    cairo_surface_t *pictures[] = {decode(seen), decode(unseen)};
    int x = stroke ? 10 : 12;
    g_assert_cmphex(pixel(pictures[0], x, 12), !=, 0);
    for (int y = 10; y < 16; y++) g_assert_cmphex(pixel(pictures[1], x, y), ==, 0);
    g_assert_cmphex(pixel(pictures[1], 3, 3), ==, pixel(pictures[0], 3, 3));
    for (int k = 0; k < 2; k++) cairo_surface_destroy(pictures[k]);
    g_bytes_unref(seen);
    g_bytes_unref(unseen);
  }
}

static void test_too_large_a_canvas_is_an_error_with_numbers(void) {
  static const struct {
    double width, height, scale;
    const char *says;
  } cases[] = {
      {40000, 10, 1, "40000"}, {20000, 10, 2, "40000"}, {30000, 30000, 1, "900000000"}, {INFINITY, 10, 1, "finite"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Messages *own = messages_create(arena, false);
    Scene scene = empty_scene(cases[i].width, cases[i].height);
    g_assert_null(sample_render(&scene, "png", (RenderOptions){.scale = cases[i].scale}, own));
    g_assert_cmpuint(messages_error_count(own), ==, 1);
    g_assert_nonnull(strstr(messages_text(own, 0, NULL), cases[i].says));
  }
}

static void test_a_missing_character_is_warned_of_once(void) {
  Messages *own = messages_create(arena, false);
  Scene scene = empty_scene(50, 50);
  sample_text(arena, scene.root, 1, 20, "x\360\237\220\226\360\237\220\204");
  sample_text(arena, scene.root, 1, 40, "\360\237\220\226");
  GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, own);
  g_bytes_unref(png);
  TextContext *text = text_context_create();
  bool skip = fonts_are_missing(text);
  text_context_destroy(text);
  if (skip) return;
  g_assert_cmpuint(messages_count(own), ==, 2);
  g_assert_nonnull(strstr(messages_text(own, 0, NULL), "U+1F416"));
  g_assert_nonnull(strstr(messages_text(own, 1, NULL), "U+1F404"));
}

static void test_numbers_that_are_none_do_no_harm(void) {
  static const double bad[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 1e9};
  for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
    for (int id = 0; id < SCENE_NUMBER_END; id++)
      for (int type = 0; type <= SCENE_IMAGE; type++) {
        Scene scene = empty_scene(20, 20);
        SceneMark *mark = sample_mark(arena, scene.root, (SceneType)type, 5, 5);
        scene_set_color(mark, SCENE_STROKE, sample_blue);
        scene_set_string(mark, SCENE_TEXT_VALUE, "x");
        scene_set_string(mark, SCENE_URL, "picture.png");
        scene_set_string(mark, SCENE_PATH_DATA, "M0,0L5,5H9Z");
        scene_set_number(mark, SCENE_WIDTH, 5);
        scene_set_number(mark, SCENE_OUTER_RADIUS, 5);
        scene_set_number(mark, SCENE_END_ANGLE, 5);
        scene_set_number(mark, (SceneChannelId)id, bad[i]);
        if (id == SCENE_FONT_SIZE && fabs(bad[i]) > 1e6) continue; /* Pango says so on stderr, which ends a test */
        GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, messages_create(arena, false));
        if (!png)
          g_test_fail_printf("type %d, channel %d, %g: no picture", type, id, bad[i]);
        else
          g_bytes_unref(png);
      }
}

/* Many equal symbols are stamped; few are drawn by cairo. The picture must not tell. */
static void test_many_symbols_look_like_few(void) {
  enum { COUNT = 3000 };
  static double xs[COUNT], ys[COUNT];
  cairo_surface_t *pictures[2];
  GBytes *files[2];
  for (int i = 0; i < COUNT; i++) {
    xs[i] = 7.3 + i % 60 * 11.37;
    ys[i] = 6.1 + i / 60 * 11.73;
  }
  for (int stamped = 0; stamped < 2; stamped++) {
    Scene scene = empty_scene(700, 600);
    size_t part = stamped ? COUNT : COUNT / 2;
    for (size_t from = 0; from < COUNT; from += part) {
      SceneMark *mark = scene_mark_create(arena, SCENE_SYMBOL, ROLE_MARK, part);
      scene_set_numbers(mark, SCENE_X, xs + from);
      scene_set_numbers(mark, SCENE_Y, ys + from);
      scene_set_number(mark, SCENE_SIZE, 40);
      scene_set_number(mark, SCENE_OPACITY, 0.7);
      scene_set_color(mark, SCENE_FILL, sample_blue);
      scene_set_color(mark, SCENE_STROKE, sample_red);
      scene_group_add(arena, &scene.root->groups[0], mark);
    }
    files[stamped] = sample_render(&scene, "png", (RenderOptions){0}, messages);
    pictures[stamped] = decode(files[stamped]);
  }
  int worst = 0;
  for (int y = 0; y < 600; y++)
    for (int x = 0; x < 700; x++)
      for (int shift = 0; shift < 32; shift += 8)
        worst = MAX(worst, ABS((int)(pixel(pictures[0], x, y) >> shift & 255) -
                               (int)(pixel(pictures[1], x, y) >> shift & 255)));
  g_assert_cmpint(worst, <=, 16);
  g_assert_cmpint(worst, >, 0); /* else the stamps were never used */
  for (int i = 0; i < 2; i++) {
    cairo_surface_destroy(pictures[i]);
    g_bytes_unref(files[i]);
  }
}

static void test_images_that_are_broken_or_missing_are_errors(void) {
  Messages *own = messages_create(arena, false);
  Scene scene = empty_scene(20, 20);
  scene_set_string(sample_mark(arena, scene.root, SCENE_IMAGE, 1, 1), SCENE_URL, "broken.png");
  scene_set_string(sample_mark(arena, scene.root, SCENE_IMAGE, 1, 1), SCENE_URL, "missing.png");
  GBytes *png = sample_render(&scene, "png", (RenderOptions){0}, own);
  g_assert_cmpuint(messages_error_count(own), ==, 2);
  g_assert_nonnull(strstr(messages_text(own, 0, NULL), "broken.png"));
  g_assert_nonnull(strstr(messages_text(own, 1, NULL), "missing.png"));
  g_bytes_unref(png);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/render/png/repeats", test_the_same_scene_is_the_same_file);
  g_test_add_func("/render/png/dpi", test_dpi_gives_scale_and_is_written);
  g_test_add_func("/render/png/clear", test_without_background_the_canvas_is_clear);
  g_test_add_func("/render/png/opaque", test_many_colours_have_no_palette_and_opaque_ones_no_alpha);
  g_test_add_func("/render/png/palette", test_up_to_256_colours_are_a_palette);
  g_test_add_func("/render/png/palette-alpha", test_a_palette_may_have_alpha);
  g_test_add_func("/render/png/texts", test_the_colour_space_and_the_texts_are_written);
  g_test_add_func("/render/png/colours", test_colours_are_stored_as_they_are);
  g_test_add_func("/render/png/fraction", test_a_fraction_of_a_last_pixel_is_dropped);
  g_test_add_func("/render/png/largest", test_the_largest_canvases);
  g_test_add_func("/render/png/resolution", test_resolutions_that_cannot_be_written_are_left_out);
  g_test_add_func("/render/png/no-opacity", test_paint_without_opacity_paints_nothing);
  g_test_add_func("/render/png/large", test_too_large_a_canvas_is_an_error_with_numbers);
  g_test_add_func("/render/png/missing", test_a_missing_character_is_warned_of_once);
  g_test_add_func("/render/png/numbers", test_numbers_that_are_none_do_no_harm);
  g_test_add_func("/render/png/stamps", test_many_symbols_look_like_few);
  g_test_add_func("/render/png/images", test_images_that_are_broken_or_missing_are_errors);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
