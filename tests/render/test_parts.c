/* Parts of rendering: letters of an SVG (https://www.w3.org/TR/xml/#charsets), boxes of images (vega-scenegraph's), links, sizes. */
#include "render/canvas.h"
#include "render/columns.h"
#include "render/image.h"
#include "render/markup.h"
#include "render/raster.h"
#include "render/sample.h"

static Arena *arena;
static Messages *messages;

static void assert_written(const char *text, const char *written) {
  GString *out = g_string_new(NULL);
  markup_text(out, text);
  g_assert_cmpstr(out->str, ==, written);
  g_string_free(out, TRUE);
}

static void test_what_may_not_stand_in_xml_is_left_out(void) {
  assert_written("<a & \"b\">'", "&lt;a &amp; &quot;b&quot;&gt;'");
  assert_written("a\tb\nc\rd", "a b cd");
  assert_written("\x01\x1f \x7f~", " ~");
  assert_written("\xc2\x80|\xc2\x9f|\xc2\xa0|\xc3\xa9", "||\xc2\xa0|\xc3\xa9"); /* U+0080, U+009F, U+00A0, é */
  assert_written("\xef\xbf\xbd|\xef\xbf\xbe|\xef\xbf\xbf", "\xef\xbf\xbd||");   /* U+FFFD, U+FFFE, U+FFFF */
  assert_written("a\xff", "a\xef\xbf\xbd");
}

static void test_numbers_are_rounded_to_hundredths(void) {
  static const struct {
    double number;
    const char *text;
  } cases[] = {{0.005, ".01"},
               {0.004, "0"},
               {-0.005, "-.01"},
               {1.05, "1.05"},
               {1.006, "1.01"},
               {12.3, "12.3"},
               {10, "10"},
               {-10.01, "-10.01"},
               {0.99, ".99"},
               {0.996, "1"},
               {1e12, "1000000000000"},
               {-1e13, "-1000000000000"},
               {INFINITY, "0"},
               {9.1, "9.1"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    GString *out = g_string_new(NULL);
    markup_number(out, cases[i].number);
    g_assert_cmpstr(out->str, ==, cases[i].text);
    g_string_free(out, TRUE);
  }
}

static void test_finer_numbers(void) {
  GString *out = g_string_new(NULL);
  markup_number_fine(out, 0.123456, 4);
  markup_number_fine(out, -2.5, 6);
  markup_number_fine(out, NAN, 3);
  g_assert_cmpstr(out->str, ==, ".1235-2.50");
  g_string_free(out, TRUE);
}

static const char *path_text(const char *path, double x, double y, double scale) {
  GString *out = g_string_new(NULL);
  markup_path(out, path_parse(path, arena), x, y, scale);
  const char *text = arena_strdup(arena, out->str);
  g_string_free(out, TRUE);
  return text;
}

static void test_paths_are_short(void) {
  static const struct {
    const char *path, *text;
  } cases[] = {
      {"M10,10L20,10L20,15Z", "M10,10H20v5Z"},
      {"M100.25,100.25L101.25,101.5L102.25,101.25Z", "M100.25,100.25l1,1.25,1-.25Z"},
      {"M100.25,100.25L0,1L1,0", "M100.25,100.25L0,1,1,0"},
      {"M5,5ZM6,6L7,8ZL1,1", "M5,5ZM6,6L7,8ZL1,1"},
      {"M111,111L112,113ZL112,113", "M111,111l1,2Zl1,2"}, /* after Z, from where the subpath began */
      {"M111,111L112,113M3,3M4,4", "M111,111l1,2M3,3M4,4"},
      {"M7,7L7,7L9,8", "M7,7L9,8"},
      {"M7,7L7,7", "M7,7H7"}, /* a dot with round caps */
      {"M7,7L7,7M8,8", "M7,7H7M8,8"},
      {"M100,100C101,102,103,104,105,106", "M100,100c1,2,3,4,5,6"},
      {"M0,0L0.004,0.3L0.008,0.6L0.012,0.9", "M0,0V.3L.01,.6V.9"}, /* errors do not add up */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(path_text(cases[i].path, 0, 0, 1), ==, cases[i].text);
}

/* A reader that adds in single precision is given an absolute point now and then. */
static void test_long_paths_are_set_right(void) {
  GString *path = g_string_new("M1000,1000");
  for (int i = 1; i < 400; i++) g_string_append_printf(path, "L%d,%d", 1000 + i, 1000 + i % 2);
  const char *text = path_text(path->str, 0, 0, 1);
  int absolute = 0;
  for (const char *at = text; *at; at++) absolute += *at == 'L';
  g_assert_cmpint(absolute, ==, 6);
  g_string_free(path, TRUE);
}

static void test_attributes_and_paths(void) {
  GString *out = g_string_new(NULL);
  markup_attribute(out, "a", NULL);
  g_assert_cmpstr(out->str, ==, "");
  markup_attribute(out, "a", "x & y");
  markup_attribute_number(out, "b", 1.5);
  g_assert_cmpstr(out->str, ==, " a=\"x &amp; y\" b=\"1.5\"");
  g_string_truncate(out, 0);
  markup_attribute_nonzero(out, "b", 0.004);
  markup_attribute_nonzero(out, "c", -0.25);
  g_assert_cmpstr(out->str, ==, " c=\"-.25\"");
  g_string_free(out, TRUE);
  g_assert_cmpstr(path_text("M1,2L3,4C5,6,7,8,9,10Z", 100, 200, 2), ==, "M102,204l4,4c4,4,8,8,12,12Z");
}

static void test_links_to_pages_are_kept_and_scripts_are_not(void) {
  static const struct {
    const char *href;
    bool kept;
  } cases[] = {{"http://a", true},
               {"https://a", true},
               {"HTTPS://a", true},
               {"ftp://a", true},
               {"mailto:a@b", true},
               {"tel:1", true},
               {"javascript:x()", false},
               {"data:text/html,x", false},
               {"file:///a", false},
               {"vbscript:x", false},
               {"http", true},
               {"a/b:c", true},
               {"?a:b", true},
               {"#a:b", true},
               {"../a.html", true},
               {":x", false},
               {"htt:x", false},
               {"httpss:x", false},
               {"", false}};
  SceneMark *mark = scene_mark_create(arena, SCENE_RECT, ROLE_MARK, 1);
  g_assert_null(canvas_href(mark, 0));
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    scene_set_string(mark, SCENE_HREF, cases[i].href);
    const char *href = canvas_href(mark, 0);
    if ((href != NULL) != cases[i].kept) g_test_fail_printf("%s", cases[i].href);
    if (href) g_assert_cmpstr(href, ==, cases[i].href);
  }
}

static void assert_box(SceneMark *mark, double x, double y, double width, double height) {
  ImageBox box = image_box(mark, 0, 40, 20);
  g_assert_cmpfloat(box.x, ==, x);
  g_assert_cmpfloat(box.y, ==, y);
  g_assert_cmpfloat(box.width, ==, width);
  g_assert_cmpfloat(box.height, ==, height);
}

/* A picture of 40 × 20 px. */
static void test_boxes_of_images(void) {
  SceneMark *mark = scene_mark_create(arena, SCENE_IMAGE, ROLE_MARK, 1);
  assert_box(mark, 0, 0, 40, 20);
  scene_set_number(mark, SCENE_X, 100);
  scene_set_number(mark, SCENE_Y, 50);
  scene_set_number(mark, SCENE_WIDTH, 10);
  assert_box(mark, 100, 50, 10, 5);
  scene_set_number(mark, SCENE_HEIGHT, 15); /* as large as fits, in the middle */
  assert_box(mark, 100, 55, 10, 5);
  scene_set_number(mark, SCENE_WIDTH, 50);
  assert_box(mark, 110, 50, 30, 15);
  scene_set_number(mark, SCENE_WIDTH, 30);
  assert_box(mark, 100, 50, 30, 15);
  scene_set_number(mark, SCENE_ASPECT, 0);
  scene_set_number(mark, SCENE_WIDTH, 50);
  assert_box(mark, 100, 50, 50, 15);
  scene_set_string(mark, SCENE_ALIGN, "center");
  scene_set_string(mark, SCENE_BASELINE, "bottom");
  assert_box(mark, 75, 35, 50, 15);
  mark->channels[SCENE_WIDTH].state = CHANNEL_UNSET;
  assert_box(mark, 80, 35, 40, 15);
  scene_set_number(mark, SCENE_ASPECT, 1);
  assert_box(mark, 85, 35, 30, 15);
  scene_set_number(mark, SCENE_HEIGHT, 0);
  assert_box(mark, 80, 50, 40, 0);
}

static void test_the_scale_of_pixels(void) {
  g_assert_cmpfloat(raster_scale(&(RenderOptions){0}), ==, 1);
  g_assert_cmpfloat(raster_scale(&(RenderOptions){.scale = 0.25}), ==, 0.25);
  g_assert_cmpfloat(raster_scale(&(RenderOptions){.dpi = 144}), ==, 1.5);
  g_assert_cmpfloat(raster_scale(&(RenderOptions){.scale = 2, .dpi = 144}), ==, 2);
  g_assert_cmpfloat(raster_scale(&(RenderOptions){.scale = -1, .dpi = 0.5}), ==, 0.5 / 96);
}

static void test_names_of_blends(void) {
  static const struct {
    const char *name;
    cairo_operator_t operator;
  } cases[] = {{"multiply", CAIRO_OPERATOR_MULTIPLY},
               {"luminosity", CAIRO_OPERATOR_HSL_LUMINOSITY},
               {"hue", CAIRO_OPERATOR_HSL_HUE},
               {"normal", CAIRO_OPERATOR_OVER},
               {"", CAIRO_OPERATOR_OVER}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) g_assert_cmpint(canvas_blend(cases[i].name), ==, cases[i].operator);
}

/* PNG files made up of a header that says `width` × `height`: only one that is too large or no PNG is refused before decoding. */
static char *image_url(guint32 width, guint32 height, gsize length, guint8 first) {
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 2, 2);
  GByteArray *png = g_byte_array_new();
  cairo_surface_write_to_png_stream(surface, sample_append, png);
  cairo_surface_destroy(surface);
  guint32 sides[2] = {GUINT32_TO_BE(width), GUINT32_TO_BE(height)};
  if (width) memcpy(png->data + 16, sides, 8);
  png->data[0] = first;
  g_autofree char *text = g_base64_encode(png->data, length ? length : png->len);
  g_byte_array_free(png, TRUE);
  return arena_printf(arena, "data:image/png;base64,%s", text);
}

static bool can_be_had(const char *url) {
  Images *images = images_create();
  RenderOptions options = {.load_image = sample_load_image};
  bool there = images_get(images, &options, url, (Place){0}, messages) != NULL;
  g_assert_true((images_get(images, &options, url, (Place){0}, messages) != NULL) == there);
  images_destroy(images);
  return there;
}

static void test_images_are_had_from_urls(void) {
  g_assert_true(can_be_had("picture.png"));
  g_assert_false(can_be_had("broken.png"));
  g_assert_false(can_be_had("none.png"));
  g_assert_false(can_be_had(""));
  g_assert_false(can_be_had(NULL));
  g_assert_true(can_be_had(image_url(0, 0, 0, 0x89)));
  g_assert_false(can_be_had(image_url(0, 0, 0, 0x88)));
  g_assert_false(can_be_had(image_url(0, 0, 32, 0x89)));
  g_assert_false(can_be_had(image_url(0, 0, 40, 0x89))); /* cut off */
  g_assert_false(can_be_had("data:image/png,abc"));
  g_assert_false(can_be_had("data:;base64"));
  Images *images = images_create();
  g_assert_null(images_get(images, &(RenderOptions){0}, "picture.png", (Place){0}, messages));
  images_destroy(images);
}

static void test_canvases_hold_coordinates_up_to_a_limit(void) {
  g_assert_cmpfloat(canvas_limit(4e6), ==, 4e6);
  g_assert_cmpfloat(canvas_limit(-4e6), ==, -4e6);
  g_assert_cmpfloat(canvas_limit(1e9), ==, 4e6);
  g_assert_cmpfloat(canvas_limit(-1e9), ==, -4e6);
  g_assert_cmpfloat(canvas_limit(-12.5), ==, -12.5);
}

/* A mark of each type, all of it within the picture wherever its defaults put it. */
static SceneMark *plain_mark(Scene *scene, SceneType type) {
  *scene = (Scene){.arena = arena, .width = 120, .height = 90, .background = {1, 1, 1, 1}};
  scene->root = scene_group_create(arena, ROLE_FRAME);
  scene_set_number(scene->root, SCENE_X, 50);
  scene_set_number(scene->root, SCENE_Y, 40);
  SceneMark *mark =
      type == SCENE_GROUP ? scene_group_create(arena, ROLE_SCOPE) : scene_mark_create(arena, type, ROLE_MARK, 1);
  scene_set_color(mark, SCENE_FILL, sample_red);
  scene_set_color(mark, SCENE_STROKE, (Rgba){0, 0, 1, 0.6});
  scene_set_string(mark, SCENE_TEXT_VALUE, "Wj\nw");
  scene_set_string(mark, SCENE_URL, "picture.png");
  scene_set_string(mark, SCENE_PATH_DATA, "M0,0L15,-10V6Z");
  if (type == SCENE_SYMBOL) scene_set_string(mark, SCENE_SHAPE_NAME, "triangle-right");
  bool boxed = type == SCENE_RECT || type == SCENE_GROUP || type == SCENE_IMAGE;
  if (boxed) scene_set_number(mark, SCENE_WIDTH, 30);
  if (boxed) scene_set_number(mark, SCENE_HEIGHT, 20);
  if (type == SCENE_RULE) scene_set_number(mark, SCENE_X2, 20);
  if (type == SCENE_RULE) scene_set_number(mark, SCENE_Y2, 30);
  if (type == SCENE_ARC) scene_set_number(mark, SCENE_OUTER_RADIUS, 25);
  if (type == SCENE_ARC) scene_set_number(mark, SCENE_END_ANGLE, 2);
  scene_group_add(arena, &scene->root->groups[0], mark);
  return mark;
}

/* https://vega.github.io/vega/docs/marks/: what holds where a channel is not set. */
static void test_channels_that_are_not_set_have_their_defaults(void) {
  static const struct {
    SceneChannelId id;
    double usual;
  } numbers[] = {{SCENE_X, 0},
                 {SCENE_Y, 0},
                 {SCENE_SIZE, 64},
                 {SCENE_ANGLE, 0},
                 {SCENE_OPACITY, 1},
                 {SCENE_FILL_OPACITY, 1},
                 {SCENE_STROKE_OPACITY, 1},
                 {SCENE_STROKE_WIDTH, 1},
                 {SCENE_STROKE_DASH_OFFSET, 0},
                 {SCENE_STROKE_MITER_LIMIT, 4},
                 {SCENE_DX, 0},
                 {SCENE_DY, 0},
                 {SCENE_FONT_SIZE, 11},
                 {SCENE_FONT_WEIGHT, 400},
                 {SCENE_SMOOTH, 1},
                 {SCENE_ASPECT, 1},
                 {SCENE_START_ANGLE, 0},
                 {SCENE_INNER_RADIUS, 0},
                 {SCENE_PAD_ANGLE, 0},
                 {SCENE_CORNER_RADIUS, 0},
                 {SCENE_RADIUS, 0},
                 {SCENE_THETA, 0}};
  static const SceneType types[] = {SCENE_GROUP, SCENE_RECT, SCENE_SYMBOL, SCENE_RULE,
                                    SCENE_TEXT,  SCENE_ARC,  SCENE_PATH,   SCENE_IMAGE};
  static const char *const formats[] = {"png", "svg"};
  for (size_t t = 0; t < G_N_ELEMENTS(types); t++)
    for (size_t f = 0; f < G_N_ELEMENTS(formats); f++) {
      Scene scene;
      plain_mark(&scene, types[t]);
      GBytes *plain = sample_render(&scene, formats[f], (RenderOptions){0}, messages);
      for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        SceneMark *mark = plain_mark(&scene, types[t]);
        scene_set_number(mark, numbers[i].id, numbers[i].usual);
        GBytes *told = sample_render(&scene, formats[f], (RenderOptions){0}, messages);
        if (!g_bytes_equal(plain, told))
          g_test_fail_printf("%s, %s as %s", scene_type_name(types[t]), scene_channel_name(numbers[i].id), formats[f]);
        g_bytes_unref(told);
      }
      g_bytes_unref(plain);
    }
}

/* Alpha of an outline filled as columns of pixels, 4 × 4 of them; false if it is not filled so. */
static bool fill_columns(const char *outline, guint8 *alpha) {
  Scene scene = {.width = 4, .height = 4};
  RenderOptions options = {.work = arena};
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 4, 4);
  cairo_t *cairo = cairo_create(surface);
  Canvas canvas = {.cairo = cairo, .scene = &scene, .options = &options, .raster = true};
  cairo_set_source_rgb(cairo, 0, 0, 0);
  bool filled = canvas_fill_columns(&canvas, path_parse(outline, arena));
  cairo_surface_flush(surface);
  for (int i = 0; i < 16; i++)
    alpha[i] = cairo_image_surface_get_data(surface)[i / 4 * cairo_image_surface_get_stride(surface) + i % 4 * 4 + 3];
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return filled;
}

/* Coverage is worked out by hand: half a pixel is 128. */
static void test_areas_cover_what_lies_between_their_lines(void) {
  static const struct {
    const char *outline;
    guint8 alpha[16];
  } cases[] = {
      {"M0,1L2,1L2,3L0,3Z", {0, 0, 0, 0, 255, 255, 0, 0, 255, 255}},
      {"M0.5,0.5L1.5,0.5L1.5,1.5L0.5,1.5Z", {64, 64, 0, 0, 64, 64}},
      {"M0,4L4,0L4,4L0,4Z", {0, 0, 0, 128, 0, 0, 128, 255, 0, 128, 255, 255, 128, 255, 255, 255}},
      {"M-2,-9L1,-9L9,-9L9,9L1,9L-2,9Z",
       {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255}},
      {"M0,0L2,2L2,0L0,2Z", {128, 128, 0, 0, 128, 128}}, /* the lines cross */
      {"M0,0L0,2L1,2L1,1L0,1L0,1Z", {0, 0, 0, 0, 255}},  /* a step up */
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    guint8 alpha[16];
    g_assert_true(fill_columns(cases[i].outline, alpha));
    for (int k = 0; k < 16; k++)
      if (abs(alpha[k] - cases[i].alpha[k]) > 1)
        g_test_fail_printf("%s: pixel %d is %d, not %d", cases[i].outline, k, alpha[k], cases[i].alpha[k]);
  }
  guint8 alpha[16];
  g_assert_false(fill_columns("M0,0L2,0L2,2L1,2Z", alpha));
  g_assert_false(fill_columns("M0,0L2,0L1,1L1,2L2,2L0,2Z", alpha));
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/render/parts/letters", test_what_may_not_stand_in_xml_is_left_out);
  g_test_add_func("/render/parts/numbers", test_numbers_are_rounded_to_hundredths);
  g_test_add_func("/render/parts/attributes", test_attributes_and_paths);
  g_test_add_func("/render/parts/finer-numbers", test_finer_numbers);
  g_test_add_func("/render/parts/short-paths", test_paths_are_short);
  g_test_add_func("/render/parts/long-paths", test_long_paths_are_set_right);
  g_test_add_func("/render/parts/links", test_links_to_pages_are_kept_and_scripts_are_not);
  g_test_add_func("/render/parts/boxes", test_boxes_of_images);
  g_test_add_func("/render/parts/scale", test_the_scale_of_pixels);
  g_test_add_func("/render/parts/blends", test_names_of_blends);
  g_test_add_func("/render/parts/images", test_images_are_had_from_urls);
  g_test_add_func("/render/parts/defaults", test_channels_that_are_not_set_have_their_defaults);
  g_test_add_func("/render/parts/limit", test_canvases_hold_coordinates_up_to_a_limit);
  g_test_add_func("/render/areas-cover-what-lies-between-their-lines", test_areas_cover_what_lies_between_their_lines);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
