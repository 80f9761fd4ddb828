/* text/mask.h: what is drawn from a mask has the pixels that cairo gives it. */
#include "text/mask.h"
#include <string.h>

enum { WIDTH = 240, HEIGHT = 60 };
static const TextStyle plain = {.family = "sans-serif", .size = 11};

typedef struct Picture {
  cairo_surface_t *surface;
  cairo_t *cairo;
} Picture;

static Picture picture_new(cairo_format_t format, double scale) {
  Picture picture = {.surface = cairo_image_surface_create(format, WIDTH, HEIGHT)};
  picture.cairo = cairo_create(picture.surface);
  cairo_set_source_rgb(picture.cairo, 0.9, 0.8, 0.3);
  cairo_rectangle(picture.cairo, 0, 0, WIDTH / 2.0, HEIGHT);
  cairo_fill(picture.cairo);
  cairo_scale(picture.cairo, scale, scale);
  cairo_translate(picture.cairo, 0.5, 4.5);
  cairo_set_source_rgb(picture.cairo, 0.2, 0.4, 0.7);
  return picture;
}

static void picture_end(const Picture *picture) {
  cairo_destroy(picture->cairo);
  cairo_surface_destroy(picture->surface);
}

/* By a context that has met the line at this place within a pixel `times` before. */
static Picture drawn(const char *line, double x, double y, cairo_format_t format, double scale, int times) {
  TextContext *context = text_context_create();
  for (int i = 0; i < times; i++) {
    Picture before = picture_new(format, scale);
    text_draw(context, before.cairo, &plain, line, x + i / scale, y + 2 * i / scale);
    picture_end(&before);
  }
  Picture picture = picture_new(format, scale);
  text_draw(context, picture.cairo, &plain, line, x, y);
  text_draw(context, picture.cairo, &plain, line, x + 3 / scale, y + 1 / scale); /* over the first */
  text_context_destroy(context);
  return picture;
}

static void assert_same(const Picture *one, const Picture *other) {
  cairo_surface_flush(one->surface);
  cairo_surface_flush(other->surface);
  size_t length = (size_t)cairo_image_surface_get_stride(one->surface) * HEIGHT;
  g_assert_cmpint(
      memcmp(cairo_image_surface_get_data(one->surface), cairo_image_surface_get_data(other->surface), length), ==, 0);
}

static void test_the_pixels_are_those_of_cairo(void) {
  static const char *const lines[] = {"-20", "Year", "EFHIl", "1,000", "Größe ❤", "|", "مرحبا"};
  static const double places[] = {8, 8.5, 8.25, 8.3, 220, -4};
  static const double scales[] = {1, 2, 1.5};
  for (size_t l = 0; l < G_N_ELEMENTS(lines); l++)
    for (size_t p = 0; p < G_N_ELEMENTS(places); p++)
      for (size_t s = 0; s < G_N_ELEMENTS(scales); s++)
        for (int format = CAIRO_FORMAT_ARGB32; format <= CAIRO_FORMAT_RGB24; format++) {
          Picture by_cairo = drawn(lines[l], places[p], 14.5, (cairo_format_t)format, scales[s], 0),
                  by_mask = drawn(lines[l], places[p], 14.5, (cairo_format_t)format, scales[s], 3);
          assert_same(&by_cairo, &by_mask);
          picture_end(&by_cairo);
          picture_end(&by_mask);
        }
}

static int count_masked(double x, double alpha, bool clipped) {
  TextContext *context = text_context_create();
  Picture picture = picture_new(CAIRO_FORMAT_RGB24, 1);
  int masked = 0;
  if (clipped) {
    cairo_arc(picture.cairo, 30, 10, 15, 0, 6);
    cairo_clip(picture.cairo);
  }
  cairo_set_source_rgba(picture.cairo, 0, 0, 0, alpha);
  for (int i = 0; i < 3; i++) {
    cairo_new_path(picture.cairo);
    masked += text_mask_draw(context, picture.cairo, &plain, "200", x + i, 10);
  }
  picture_end(&picture);
  text_context_destroy(context);
  return masked;
}

static void test_a_line_is_kept_from_the_second_time_on(void) {
  g_assert_cmpint(count_masked(10.25, 1, false), ==, 2);
  g_assert_cmpint(count_masked(10.25, 0.5, false), ==, 0);
  g_assert_cmpint(count_masked(10.25, 1, true), ==, 1); /* made, and drawn by cairo */
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/mask/pixels", test_the_pixels_are_those_of_cairo);
  g_test_add_func("/mask/kept", test_a_line_is_kept_from_the_second_time_on);
  return g_test_run();
}
