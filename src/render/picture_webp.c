/* render/picture_webp.c: WebP files to pixels; libwebp is loaded when the first one is met. */
#include "base/library.h"
#include "render/picture.h"
#include <string.h>
#include <webp/decode.h>

typedef struct WebPLibrary {
  int (*info)(const uint8_t *bytes, size_t length, int *width, int *height);
  uint8_t *(*decode)(const uint8_t *bytes, size_t length, uint8_t *out, size_t room, int stride);
} WebPLibrary;

static const LibrarySymbol symbols[] = {
    {"WebPGetInfo", offsetof(WebPLibrary, info)},
    {"WebPDecodeRGBAInto", offsetof(WebPLibrary, decode)},
};

/* From four bytes to cairo's pixels, in place. */
static void convert(guint8 *row, int width) {
  for (int x = 0; x < width; x++) {
    guint8 *at = row + 4 * (gsize)x;
    guint32 pixel = picture_pixel(at[0], at[1], at[2], at[3]);
    memcpy(at, &pixel, sizeof pixel);
  }
}

static cairo_surface_t *decode(GBytes *bytes, double *width, double *height, char **reason) {
  WebPLibrary library;
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  int columns = 0, rows = 0;
  if (!library_load(TUBAN_WEBP_LIBRARY, symbols, G_N_ELEMENTS(symbols), &library)) {
    *reason = picture_needs("WebP", TUBAN_WEBP_LIBRARY, "libwebp (Debian's libwebp7)");
    return NULL;
  }
  if (!library.info(data, length, &columns, &rows)) {
    *reason = g_strdup("the WebP file is damaged");
    return NULL;
  }
  cairo_surface_t *surface = picture_surface((guint64)columns, (guint64)rows, reason);
  if (!surface) return NULL;
  guint8 *pixels = cairo_image_surface_get_data(surface);
  int stride = cairo_image_surface_get_stride(surface);
  if (!library.decode(data, length, pixels, (gsize)stride * (gsize)rows, stride)) {
    *reason = g_strdup("the WebP file is damaged, or an animation");
    cairo_surface_destroy(surface);
    return NULL;
  }
  for (int y = 0; y < rows; y++) convert(pixels + (gsize)y * (gsize)stride, columns);
  cairo_surface_mark_dirty(surface);
  *width = columns;
  *height = rows;
  return surface;
}

static bool matches(const guint8 *bytes, gsize length) {
  return length > 12 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0;
}

const PictureFormat picture_webp = {"WebP", "image/webp", matches, decode};
