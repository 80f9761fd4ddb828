/* render/png_strip.c: see png_strip.h. What is done for each byte is here; the compiler is told to vectorise this file. */
#include "render/png_strip.h"
#include "base/deflate.h"
#include <string.h>
#include <zlib.h>

/* https://www.w3.org/TR/png/#9Filter-types */
typedef enum Filter { FILTER_NONE, FILTER_SUB, FILTER_UP } Filter;

int png_pixel_size(PngPixel pixel) { return pixel == PNG_INDEX ? 1 : pixel == PNG_RGB ? 3 : 4; }

static guint32 unpremultiplied(guint32 channel, guint32 alpha) { return (channel * 255 + alpha / 2) / alpha; }

guint32 png_color(guint32 pixel) {
  guint32 a = pixel >> 24;
  if (a == 255 || a == 0) return pixel;
  return a << 24 | unpremultiplied(pixel >> 16 & 255, a) << 16 | unpremultiplied(pixel >> 8 & 255, a) << 8 |
         unpremultiplied(pixel & 255, a);
}

static void convert_rgb(const guint32 *from, guint8 *to, int width) {
  for (int x = 0; x < width; x++) {
    to[3 * x] = (guint8)(from[x] >> 16);
    to[3 * x + 1] = (guint8)(from[x] >> 8);
    to[3 * x + 2] = (guint8)from[x];
  }
}

static void convert_rgba(const guint32 *from, guint8 *to, int width) {
  for (int x = 0; x < width; x++) {
    guint32 p = png_color(from[x]);
    *to++ = (guint8)(p >> 16);
    *to++ = (guint8)(p >> 8);
    *to++ = (guint8)p;
    *to++ = (guint8)(p >> 24);
  }
}

static void convert_row(const PngStrip *strip, int y, guint8 *to) {
  const guint32 *row = raster_row(strip->raster, y);
  if (strip->pixel == PNG_INDEX)
    palette_map_row(strip->palette, row, to, strip->raster->width);
  else if (strip->pixel == PNG_RGB)
    convert_rgb(row, to, strip->raster->width);
  else
    convert_rgba(row, to, strip->raster->width);
}

/* The distance of a byte from 0, on a circle of 256. */
static guint8 distance(guint8 byte) {
  guint8 other = (guint8)-byte;
  return byte < other ? byte : other;
}

/* How far the bytes of a filtered row are from 0, all together: little where it compresses well
 * (https://www.w3.org/TR/png/#12Filter-selection). */
static guint32 cost_of(const guint8 *row, const guint8 *reference, gsize length) {
  guint32 sum = 0;
  for (gsize i = 0; i < length; i++) sum += distance((guint8)(row[i] - reference[i]));
  return sum;
}

static guint32 cost_of_none(const guint8 *row, gsize length) {
  guint32 sum = 0;
  for (gsize i = 0; i < length; i++) sum += distance(row[i]);
  return sum;
}

static void subtract(guint8 *to, const guint8 *row, const guint8 *reference, gsize length) {
  for (gsize i = 0; i < length; i++) to[i] = (guint8)(row[i] - reference[i]);
}

/* Rows of a strip on their way. Each begins `pixel` zero bytes into its buffer: what is left of the first pixel. */
typedef struct Rows {
  guint8 *now, *above;
  gsize length, pixel;
  guint8 *filtered; /* the filter's number, then the row */
} Rows;

static Filter choose_filter(const Rows *rows, bool first) {
  guint32 none = cost_of_none(rows->now, rows->length), sub = cost_of(rows->now, rows->now - rows->pixel, rows->length),
          up = first ? G_MAXUINT32 : cost_of(rows->now, rows->above, rows->length);
  if (none <= sub && none <= up) return FILTER_NONE;
  return sub <= up ? FILTER_SUB : FILTER_UP;
}

static void filter_row(const Rows *rows, Filter filter) {
  rows->filtered[0] = (guint8)filter;
  if (filter == FILTER_NONE)
    memcpy(rows->filtered + 1, rows->now, rows->length);
  else
    subtract(rows->filtered + 1, rows->now, filter == FILTER_SUB ? rows->now - rows->pixel : rows->above, rows->length);
}

/* A row like the one above. */
static void repeat_row(const PngStrip *strip, const Rows *rows) {
  if (strip->pixel == PNG_INDEX) {
    memcpy(rows->filtered, rows->filtered - rows->length - 1, rows->length + 1);
    return;
  }
  rows->filtered[0] = FILTER_UP;
  memset(rows->filtered + 1, 0, rows->length);
}

/* Row `y` into the place of the filtered one. */
static void add_row(const PngStrip *strip, Rows *rows, int y) {
  bool first = y == 0, known = y > strip->from;
  gsize bytes = (gsize)strip->raster->width * 4;
  if (known && memcmp(raster_row(strip->raster, y), raster_row(strip->raster, y - 1), bytes) == 0) {
    repeat_row(strip, rows);
    return;
  }
  if (!known && !first) convert_row(strip, y - 1, rows->now);
  guint8 *spare = rows->above;
  rows->above = rows->now;
  rows->now = spare;
  convert_row(strip, y, rows->now);
  filter_row(rows, strip->pixel == PNG_INDEX ? FILTER_NONE : choose_filter(rows, first));
}

void png_strip_encode(void *closure) {
  PngStrip *strip = closure;
  Rows rows = {.pixel = (gsize)png_pixel_size(strip->pixel)};
  rows.length = (gsize)strip->raster->width * rows.pixel;
  gsize each = rows.pixel + rows.length;
  guint8 *buffers = g_malloc0(2 * each);
  rows.now = buffers + rows.pixel;
  rows.above = buffers + each + rows.pixel;
  strip->length = (rows.length + 1) * (gsize)(strip->to - strip->from);
  guint8 *filtered = g_malloc(strip->length);
  rows.filtered = filtered;
  for (int y = strip->from; y < strip->to; y++, rows.filtered += rows.length + 1) add_row(strip, &rows, y);
  strip->adler = (guint32)adler32(adler32(0, NULL, 0), filtered, (uInt)strip->length);
  strip->deflated = g_byte_array_new();
  DeflateOptions options = {.effort = DEFLATE_QUICK, .period = rows.length + 1, .more = !strip->last};
  deflate_bytes(filtered, strip->length, &options, strip->deflated);
  g_free(filtered);
  g_free(buffers);
}

void png_strip_clear(PngStrip *strip) { g_clear_pointer(&strip->deflated, g_byte_array_unref); }
