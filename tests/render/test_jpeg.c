/* JPEG files: ITU T.81 and JFIF 1.02 for what is in them; the picture as a canvas over white paper. */
#include "base/library.h"
#include "render/sample.h"
#include <stdio.h>
/* After stdio.h, which it needs. */
#include <jpeglib.h>

static Arena *arena;
static Messages *messages;

enum { SOF0 = 0xc0, SOF2 = 0xc2, SOS = 0xda, APP0 = 0xe0, COM = 0xfe };

/* The first segment with that marker, after its length; NULL if there is none before the scan. */
static const guint8 *find_segment(GBytes *jpeg, guint8 marker) {
  gsize length;
  const guint8 *data = g_bytes_get_data(jpeg, &length);
  g_assert_cmpmem(data, 3, "\xff\xd8\xff", 3);
  for (gsize at = 2; at + 4 <= length && data[at] == 0xff && data[at + 1] != SOS;) {
    if (data[at + 1] == marker) return data + at + 4;
    at += 2 + (data[at + 2] << 8 | data[at + 3]);
  }
  return NULL;
}

static unsigned big_endian(const guint8 *p) { return (unsigned)p[0] << 8 | p[1]; }

typedef struct Decoder {
  struct jpeg_error_mgr *(*std_error)(struct jpeg_error_mgr *error);
  void (*create)(j_decompress_ptr jpeg, int version, size_t size);
  void (*mem_src)(j_decompress_ptr jpeg, const unsigned char *bytes, unsigned long length);
  int (*read_header)(j_decompress_ptr jpeg, boolean require_image);
  boolean (*start)(j_decompress_ptr jpeg);
  JDIMENSION (*read_scanlines)(j_decompress_ptr jpeg, JSAMPARRAY rows, JDIMENSION count);
  boolean (*finish)(j_decompress_ptr jpeg);
  void (*destroy)(j_decompress_ptr jpeg);
} Decoder;

static const LibrarySymbol symbols[] = {
    {"jpeg_std_error", offsetof(Decoder, std_error)},      {"jpeg_CreateDecompress", offsetof(Decoder, create)},
    {"jpeg_mem_src", offsetof(Decoder, mem_src)},          {"jpeg_read_header", offsetof(Decoder, read_header)},
    {"jpeg_start_decompress", offsetof(Decoder, start)},   {"jpeg_read_scanlines", offsetof(Decoder, read_scanlines)},
    {"jpeg_finish_decompress", offsetof(Decoder, finish)}, {"jpeg_destroy_decompress", offsetof(Decoder, destroy)},
};

typedef struct Picture {
  int width, height;
  guint8 *rgb; /* in the arena */
} Picture;

/* A file that libjpeg cannot read ends the test here. */
static Picture decode(GBytes *bytes) {
  Decoder decoder = {0};
  struct jpeg_decompress_struct jpeg = {0};
  struct jpeg_error_mgr errors;
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  g_assert_true(library_load(TUBAN_JPEG_LIBRARY, symbols, G_N_ELEMENTS(symbols), &decoder));
  jpeg.err = decoder.std_error(&errors);
  decoder.create(&jpeg, JPEG_LIB_VERSION, sizeof jpeg);
  decoder.mem_src(&jpeg, data, length);
  decoder.read_header(&jpeg, TRUE);
  decoder.start(&jpeg);
  Picture picture = {(int)jpeg.output_width, (int)jpeg.output_height, NULL};
  picture.rgb = arena_alloc(arena, (size_t)picture.width * (size_t)picture.height * 3);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row = picture.rgb + (size_t)jpeg.output_scanline * (size_t)picture.width * 3;
    decoder.read_scanlines(&jpeg, &row, 1);
  }
  g_assert_true(decoder.finish(&jpeg));
  g_assert_cmpint((int)errors.num_warnings, ==, 0);
  decoder.destroy(&jpeg);
  return picture;
}

static void assert_near(const Picture *picture, int x, int y, int r, int g, int b) {
  const guint8 *p = picture->rgb + ((size_t)y * (size_t)picture->width + (size_t)x) * 3;
  enum { LOSS = 6 };
  if (ABS(p[0] - r) > LOSS || ABS(p[1] - g) > LOSS || ABS(p[2] - b) > LOSS)
    g_test_fail_printf("%d, %d: %d %d %d instead of %d %d %d", x, y, p[0], p[1], p[2], r, g, b);
}

/* A field of one colour, 16 px wide, in the middle of a canvas without a background. */
static Scene field(Rgba fill) {
  Scene scene = {.arena = arena, .width = 48, .height = 24, .background = {0, 0, 0, -1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  SceneMark *rect = sample_mark(arena, scene.root, SCENE_RECT, 16, 0);
  scene_set_number(rect, SCENE_WIDTH, 16);
  scene_set_number(rect, SCENE_HEIGHT, 24);
  scene_set_color(rect, SCENE_FILL, fill);
  return scene;
}

static GBytes *render(const Scene *scene, RenderOptions options) {
  GBytes *jpeg = sample_render(scene, "jpeg", options, messages);
  g_assert_nonnull(jpeg);
  return jpeg;
}

static void test_the_same_scene_is_the_same_file(void) {
  Scene scene = sample_scene(arena);
  sample_assert_repeats(&scene, "jpeg", (RenderOptions){0}, messages);
}

static void test_files_are_baseline_with_whole_chroma_and_no_comment(void) {
  Scene scene = sample_scene(arena);
  GBytes *jpeg = render(&scene, (RenderOptions){.scale = 2});
  const guint8 *frame = find_segment(jpeg, SOF0);
  g_assert_nonnull(frame);
  g_assert_cmpuint(big_endian(frame + 1), ==, 320);
  g_assert_cmpuint(big_endian(frame + 3), ==, 440);
  g_assert_cmpuint(frame[5], ==, 3);
  for (int i = 0; i < 3; i++) g_assert_cmphex(frame[7 + 3 * i], ==, 0x11);
  g_assert_null(find_segment(jpeg, SOF2));
  g_assert_null(find_segment(jpeg, COM));
  g_bytes_unref(jpeg);
}

static void test_dpi_is_the_density_and_gives_scale(void) {
  static const struct {
    double dpi;
    unsigned unit, density;
  } cases[] = {{0, 0, 1}, {192, 1, 192}, {299.6, 1, 300}, {0.2, 1, 1}, {1e6, 1, 65535}};
  Scene scene = field(sample_red);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    GBytes *jpeg = render(&scene, (RenderOptions){.dpi = cases[i].dpi, .scale = 1});
    const guint8 *jfif = find_segment(jpeg, APP0);
    g_assert_cmpmem(jfif, 5, "JFIF", 5);
    g_assert_cmpuint(jfif[7], ==, cases[i].unit);
    g_assert_cmpuint(big_endian(jfif + 8), ==, cases[i].density);
    g_assert_cmpuint(big_endian(jfif + 10), ==, cases[i].density);
    g_bytes_unref(jpeg);
  }
  GBytes *jpeg = render(&scene, (RenderOptions){.dpi = 192});
  g_assert_cmpuint(big_endian(find_segment(jpeg, SOF0) + 3), ==, 96);
  g_bytes_unref(jpeg);
}

static void test_what_is_transparent_is_over_white(void) {
  static const Rgba fills[] = {{0, 0.5, 1, 1}, {1, 0, 0, 0.5}, {0, 0, 0, 0.2}};
  static const int expected[][3] = {{0, 128, 255}, {255, 127, 127}, {204, 204, 204}};
  for (size_t i = 0; i < G_N_ELEMENTS(fills); i++) {
    Scene scene = field(fills[i]);
    GBytes *jpeg = render(&scene, (RenderOptions){0});
    Picture picture = decode(jpeg);
    assert_near(&picture, 4, 12, 255, 255, 255);
    assert_near(&picture, 24, 12, expected[i][0], expected[i][1], expected[i][2]);
    assert_near(&picture, 44, 12, 255, 255, 255);
    g_bytes_unref(jpeg);
  }
}

/* At half resolution a line of one pixel would lose half its colour to its neighbours. */
static void test_thin_lines_keep_their_colour(void) {
  Scene scene = field((Rgba){0, 0, 0, 0});
  SceneMark *line = sample_mark(arena, scene.root, SCENE_RECT, 7, 0);
  scene_set_number(line, SCENE_WIDTH, 1);
  scene_set_number(line, SCENE_HEIGHT, 24);
  scene_set_color(line, SCENE_FILL, (Rgba){1, 0, 0, 1});
  GBytes *jpeg = render(&scene, (RenderOptions){0});
  Picture picture = decode(jpeg);
  const guint8 *p = picture.rgb + ((size_t)12 * (size_t)picture.width + 7) * 3;
  g_assert_cmpint(p[0], >, 225);
  g_assert_cmpint(p[1], <, 30);
  g_assert_cmpint(p[2], <, 30);
  g_bytes_unref(jpeg);
}

static void test_pictures_of_any_size_are_whole(void) {
  for (int side = 1; side <= 17; side++) {
    Scene scene = field(sample_blue);
    scene.width = side;
    scene.height = 18 - side;
    GBytes *jpeg = render(&scene, (RenderOptions){0});
    Picture picture = decode(jpeg);
    g_assert_cmpint(picture.width, ==, side);
    g_assert_cmpint(picture.height, ==, 18 - side);
    g_bytes_unref(jpeg);
  }
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/render/jpeg/repeats", test_the_same_scene_is_the_same_file);
  g_test_add_func("/render/jpeg/baseline", test_files_are_baseline_with_whole_chroma_and_no_comment);
  g_test_add_func("/render/jpeg/density", test_dpi_is_the_density_and_gives_scale);
  g_test_add_func("/render/jpeg/white", test_what_is_transparent_is_over_white);
  g_test_add_func("/render/jpeg/thin-lines", test_thin_lines_keep_their_colour);
  g_test_add_func("/render/jpeg/sizes", test_pictures_of_any_size_are_whole);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
