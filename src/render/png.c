/* render/png.c: pixels to a PNG file.
 *
 * cairo's own writer has neither pHYs nor a compression level. Opaque pictures are written without an alpha channel.
 */
#include "render/raster.h"
#include <math.h>
#include <png.h>
#include <setjmp.h>

static void append(png_structp png, png_bytep data, png_size_t length) {
  g_byte_array_append(png_get_io_ptr(png), data, (guint)length);
}
static void flush(png_structp png) { (void)png; }
static void ignore(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

static guint8 unpremultiplied(guint32 channel, guint32 alpha) { return (guint8)((channel * 255 + alpha / 2) / alpha); }

/* A row as PNG stores it: colours not multiplied by alpha. */
static void convert_row(const guint32 *from, guint8 *to, int width, bool opaque) {
  for (int x = 0; x < width; x++) {
    guint32 p = from[x], a = p >> 24, r = p >> 16 & 255, g = p >> 8 & 255, b = p & 255;
    if (a != 255 && a != 0) {
      r = unpremultiplied(r, a);
      g = unpremultiplied(g, a);
      b = unpremultiplied(b, a);
    }
    *to++ = (guint8)r;
    *to++ = (guint8)g;
    *to++ = (guint8)b;
    if (!opaque) *to++ = (guint8)a;
  }
}

static bool is_opaque(cairo_surface_t *picture, int width, int height) {
  for (int y = 0; y < height; y++) {
    const guint32 *row = raster_row(picture, y);
    for (int x = 0; x < width; x++)
      if (row[x] >> 24 != 255) return false;
  }
  return true;
}

/* What must survive a longjmp() out of libpng. */
typedef struct Writer {
  png_structp png;
  png_infop info;
  GByteArray *bytes;
  guint8 *row;
} Writer;

static bool write_rows(Writer *w, cairo_surface_t *picture, int width, int height, const RenderOptions *options) {
  double dpi = options->dpi;
  bool opaque = is_opaque(picture, width, height);
  if (setjmp(png_jmpbuf(w->png))) return false;
  png_set_write_fn(w->png, w->bytes, append, flush);
  png_set_IHDR(w->png, w->info, (png_uint_32)width, (png_uint_32)height, 8,
               opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_compression_level(w->png, 6);
  png_set_filter(w->png, 0, PNG_FILTER_NONE | PNG_FILTER_SUB | PNG_FILTER_UP);
  if (dpi > 0 && dpi < 1e7) {
    png_uint_32 per_metre = (png_uint_32)lround(dpi / 0.0254);
    png_set_pHYs(w->png, w->info, per_metre, per_metre, PNG_RESOLUTION_METER);
  }
  png_write_info(w->png, w->info);
  for (int y = 0; y < height && !arena_is_cancelled(options->work); y++) {
    convert_row(raster_row(picture, y), w->row, width, opaque);
    png_write_row(w->png, w->row);
  }
  if (!arena_is_cancelled(options->work)) png_write_end(w->png, NULL);
  return true;
}

static GBytes *png_encode(cairo_surface_t *picture, const RenderOptions *options, Messages *messages) {
  int width = cairo_image_surface_get_width(picture), height = cairo_image_surface_get_height(picture);
  Writer w = {.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, ignore), .bytes = g_byte_array_new()};
  if (w.png) w.info = png_create_info_struct(w.png);
  w.row = g_malloc((gsize)width * 4);
  bool written = w.info && write_rows(&w, picture, width, height, options);
  png_destroy_write_struct(&w.png, &w.info);
  g_free(w.row);
  if (written) return g_byte_array_free_to_bytes(w.bytes);
  messages_error(messages, (Place){0}, "E610", "cannot encode the PNG: libpng failed");
  g_byte_array_free(w.bytes, TRUE);
  return NULL;
}

const RenderFormat render_format_png = {
    .name = "png",
    .title = "PNG",
    .endings = (const char *const[]){"png", NULL},
    .mime_type = "image/png",
    .settings = (const char *const[]){"scale", "dpi", NULL},
    .encode = png_encode,
};
