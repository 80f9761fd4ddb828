/* render/picture.c: what the formats share, and PNG, which cairo reads itself. */
#include "render/picture.h"
#include <string.h>

enum { SIDE_MAX = 16384, PIXELS_MAX = 1 << 26 };

static bool size_is_allowed(guint64 width, guint64 height, char **reason) {
  if (width && height && width <= SIDE_MAX && height <= SIDE_MAX && width * height <= PIXELS_MAX) return true;
  *reason = width && height ? g_strdup_printf("it has %" G_GUINT64_FORMAT " × %" G_GUINT64_FORMAT
                                              " px; at most %d px a side and %d million in all can be drawn",
                                              width, height, SIDE_MAX, PIXELS_MAX / 1000000)
                            : g_strdup("it has no size");
  return false;
}

cairo_surface_t *picture_surface(guint64 width, guint64 height, char **reason) {
  if (!size_is_allowed(width, height, reason)) return NULL;
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)width, (int)height);
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) return surface;
  *reason = g_strdup(cairo_status_to_string(cairo_surface_status(surface)));
  cairo_surface_destroy(surface);
  return NULL;
}

char *picture_needs(const char *format, const char *library, const char *package) {
  return g_strdup_printf("%s files need the library \"%s\", which is unavailable; install %s", format, library,
                         package);
}

static bool is_png(const guint8 *bytes, gsize length) {
  static const guint8 signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  return length >= 33 && memcmp(bytes, signature, sizeof signature) == 0;
}

static guint32 big_endian(const guint8 *bytes) {
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

typedef struct Reader {
  const guint8 *at;
  gsize left;
} Reader;

static cairo_status_t read_bytes(void *closure, unsigned char *out, unsigned int length) {
  Reader *reader = closure;
  if (length > reader->left) return CAIRO_STATUS_READ_ERROR;
  memcpy(out, reader->at, length);
  reader->at += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *decode_png(GBytes *bytes, double *width, double *height, char **reason) {
  Reader reader;
  reader.at = g_bytes_get_data(bytes, &reader.left);
  *width = big_endian(reader.at + 16);
  *height = big_endian(reader.at + 20);
  if (!size_is_allowed(big_endian(reader.at + 16), big_endian(reader.at + 20), reason)) return NULL;
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &reader);
  if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) return surface;
  *reason = g_strdup("the PNG file is damaged");
  cairo_surface_destroy(surface);
  return NULL;
}

const PictureFormat picture_png = {"PNG", "image/png", is_png, decode_png};
