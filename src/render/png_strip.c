/* render/png_strip.c: see png_strip.h. What is done for each byte is here; the compiler is told to vectorise this file. */
#include "render/png_strip.h"
#include <string.h>
#include <zlib.h>

enum { LEVEL = 6, MEMORY = 8, OUT = 1 << 15 };
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

/* Makes row `y` the filtered one; true if it is like the one above. */
static bool next_row(const PngStrip *strip, Rows *rows, int y) {
  bool first = y == 0, known = y > strip->from;
  gsize bytes = (gsize)strip->raster->width * 4;
  if (known && memcmp(raster_row(strip->raster, y), raster_row(strip->raster, y - 1), bytes) == 0) {
    if (strip->pixel == PNG_INDEX) return true;
    rows->filtered[0] = FILTER_UP;
    memset(rows->filtered + 1, 0, rows->length);
    return true;
  }
  if (!known && !first) convert_row(strip, y - 1, rows->now);
  guint8 *spare = rows->above;
  rows->above = rows->now;
  rows->now = spare;
  convert_row(strip, y, rows->now);
  filter_row(rows, strip->pixel == PNG_INDEX ? FILTER_NONE : choose_filter(rows, first));
  return false;
}

/* Compresses what is left of the input, and all of it if `flush` is not Z_NO_FLUSH. */
static bool deflate_into(z_stream *stream, int flush, GByteArray *out) {
  guint8 buffer[OUT];
  int result;
  do {
    stream->next_out = buffer;
    stream->avail_out = sizeof buffer;
    result = deflate(stream, flush);
    if (result == Z_STREAM_ERROR) return false;
    g_byte_array_append(out, buffer, (guint)(sizeof buffer - stream->avail_out));
  } while (stream->avail_out == 0);
  return true;
}

/* zlib puts every byte of a run into its tables, which takes most of the time where there is nothing to see. So from the fourth row
 * on that is like the one above, it looks for runs only. `equal` and `before`: such rows up to this one, and to the one before. */
static bool set_strategy(z_stream *stream, int equal, int before, GByteArray *out) {
  enum { EQUAL_ROWS = 4 };
  bool begins = equal == EQUAL_ROWS, ends = equal == 0 && before >= EQUAL_ROWS;
  if (!begins && !ends) return true;
  return deflate_into(stream, Z_BLOCK, out) &&
         deflateParams(stream, LEVEL, begins ? Z_RLE : Z_DEFAULT_STRATEGY) == Z_OK;
}

static bool deflate_rows(PngStrip *strip, Rows *rows, z_stream *stream) {
  int equal = 0;
  for (int y = strip->from; y < strip->to; y++) {
    int before = equal;
    equal = next_row(strip, rows, y) ? equal + 1 : 0;
    if (strip->pixel != PNG_INDEX && !set_strategy(stream, equal, before, strip->deflated)) return false;
    strip->adler = (guint32)adler32(strip->adler, rows->filtered, (uInt)rows->length + 1);
    stream->next_in = rows->filtered;
    stream->avail_in = (uInt)rows->length + 1;
    if (!deflate_into(stream, Z_NO_FLUSH, strip->deflated)) return false;
  }
  return deflate_into(stream, strip->last ? Z_FINISH : Z_FULL_FLUSH, strip->deflated);
}

void png_strip_encode(void *closure) {
  PngStrip *strip = closure;
  z_stream stream = {0};
  Rows rows = {.pixel = (gsize)png_pixel_size(strip->pixel)};
  rows.length = (gsize)strip->raster->width * rows.pixel;
  gsize each = rows.pixel + rows.length;
  guint8 *buffers = g_malloc0(3 * each + 1);
  rows.now = buffers + rows.pixel;
  rows.above = buffers + each + rows.pixel;
  rows.filtered = buffers + 2 * each;
  strip->deflated = g_byte_array_new();
  strip->adler = (guint32)adler32(0, NULL, 0);
  strip->length = (rows.length + 1) * (gsize)(strip->to - strip->from);
  strip->failed = deflateInit2(&stream, LEVEL, Z_DEFLATED, -MAX_WBITS, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK;
  if (!strip->failed) {
    strip->failed = !deflate_rows(strip, &rows, &stream);
    deflateEnd(&stream);
  }
  g_free(buffers);
}

void png_strip_clear(PngStrip *strip) { g_clear_pointer(&strip->deflated, g_byte_array_unref); }
