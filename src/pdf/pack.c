/* pdf/pack.c: see pack.h.
 *
 * A row of a picture is filtered by each of the five filters of PNG (https://www.w3.org/TR/png-3/#9Filters), and the one that leaves the
 * smallest numbers is kept, as libpng chooses.
 */
#include "pdf/pack.h"
#include "base/deflate.h"
#include "pdf/walk.h"
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { DATA_MOST = 1 << 28, FILTERS = 5, PNG_PREDICTOR = 15 };

/* In the zlib format (RFC 1950). */
static GBytes *packed_of(GBytes *data) {
  static const DeflateOptions options = {.effort = DEFLATE_SMALL};
  gsize length;
  const guint8 *bytes = g_bytes_get_data(data, &length);
  GByteArray *packed = g_byte_array_new();
  g_byte_array_append(packed, (const guint8 *)"\x78\xda", 2); /* window of 32 kB, best level */
  deflate_bytes(bytes, length, &options, packed);
  guint32 sum = GUINT32_TO_BE((guint32)adler32(adler32(0, NULL, 0), bytes, (uInt)length));
  g_byte_array_append(packed, (const guint8 *)&sum, sizeof sum);
  return g_byte_array_free_to_bytes(packed);
}

static void pack_contents(PdfDocument *document) {
  size_t count;
  const PdfContent *contents = pdf_contents(document, &count);
  for (size_t i = 0; i < count; i++) {
    GBytes *data = pdf_content_read(document, &contents[i]);
    GBytes *packed = data && g_bytes_get_size(data) <= DATA_MOST ? packed_of(data) : NULL;
    PdfObject stream = contents[i].object;
    if (packed && contents[i].kind == PDF_PAGE) {
      pdf_page_replace_content(document, stream, data);
      stream = pdf_get(document, stream, "/Contents");
    }
    if (packed) pdf_stream_replace_filtered(document, stream, packed, "/FlateDecode", 0);
    if (packed) g_bytes_unref(packed);
    if (data) g_bytes_unref(data);
  }
}

typedef struct Raster {
  int width, height, components; /* of 8 bits */
} Raster;

static int paeth(int left, int up, int corner) {
  int by_left = abs(up - corner), by_up = abs(left - corner), by_corner = abs(left + up - 2 * corner);
  if (by_left <= by_up && by_left <= by_corner) return left;
  return by_up <= by_corner ? up : corner;
}

/* The row below `above` through one filter; gives the sum of its bytes as signed numbers. */
static guint64 filter_row(int filter, const guint8 *row, const guint8 *above, size_t length, size_t pixel,
                          guint8 *out) {
  guint64 sum = 0;
  for (size_t i = 0; i < length; i++) {
    int left = i < pixel ? 0 : row[i - pixel], up = above[i], corner = i < pixel ? 0 : above[i - pixel];
    const int guesses[FILTERS] = {0, left, up, (left + up) / 2, filter == 4 ? paeth(left, up, corner) : 0};
    out[i] = (guint8)(row[i] - guesses[filter]);
    sum += out[i] < 128 ? out[i] : 256u - out[i];
  }
  return sum;
}

static GBytes *filter_rows(GBytes *data, const Raster *raster) {
  size_t pixel = (size_t)raster->components, length = pixel * (size_t)raster->width;
  const guint8 *row = g_bytes_get_data(data, NULL);
  guint8 *rows = g_malloc((length + 1) * (size_t)raster->height), *trial = g_malloc(length), *out = rows;
  guint8 *nothing = g_malloc0(length);
  const guint8 *above = nothing;
  for (int y = 0; y < raster->height; y++, above = row, row += length, out += length + 1) {
    guint64 least = G_MAXUINT64;
    for (int filter = 0; filter < FILTERS; filter++) {
      guint64 sum = filter_row(filter, row, above, length, pixel, trial);
      if (sum >= least) continue;
      least = sum;
      out[0] = (guint8)filter;
      memcpy(out + 1, trial, length);
    }
  }
  g_free(nothing);
  g_free(trial);
  return g_bytes_new_take(rows, (length + 1) * (size_t)raster->height);
}

static int component_count(PdfDocument *document, PdfObject space) {
  static const char *const names[] = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"};
  static const int counts[] = {1, 3, 4};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
    if (pdf_is_name(document, space, names[i])) return counts[i];
  return 0;
}

/* The size of an uncompressed picture of 8 bits; false for all others. */
static bool read_raster(PdfDocument *document, PdfObject picture, Raster *raster) {
  if (!pdf_is_name(document, pdf_get(document, picture, "/Subtype"), "/Image") ||
      pdf_number(document, pdf_get(document, picture, "/BitsPerComponent"), 0) != 8 ||
      pdf_get(document, picture, "/DecodeParms"))
    return false;
  raster->width = (int)pdf_number(document, pdf_get(document, picture, "/Width"), 0);
  raster->height = (int)pdf_number(document, pdf_get(document, picture, "/Height"), 0);
  raster->components = component_count(document, pdf_get(document, picture, "/ColorSpace"));
  return raster->width > 0 && raster->height > 0 && raster->components > 0;
}

static void pack_picture(PdfDocument *document, PdfObject picture) {
  Raster raster;
  if (!read_raster(document, picture, &raster)) return;
  GBytes *data = pdf_stream_data(document, picture);
  size_t size = (size_t)raster.width * (size_t)raster.height * (size_t)raster.components;
  if (data && size <= DATA_MOST && g_bytes_get_size(data) == size) {
    GBytes *filtered = filter_rows(data, &raster), *packed = packed_of(filtered), *plain = packed_of(data);
    if (g_bytes_get_size(packed) < g_bytes_get_size(plain))
      pdf_stream_replace_filtered(document, picture, packed, "/FlateDecode",
                                  pdf_printf(document, "<< /Predictor %d /Colors %d /BitsPerComponent 8 /Columns %d >>",
                                             PNG_PREDICTOR, raster.components, raster.width));
    else
      pdf_stream_replace_filtered(document, picture, plain, "/FlateDecode", 0);
    g_bytes_unref(filtered);
    g_bytes_unref(packed);
    g_bytes_unref(plain);
  }
  g_clear_pointer(&data, g_bytes_unref);
}

void pdf_pack(PdfDocument *document) {
  size_t count;
  pack_contents(document);
  const PdfObject *objects = pdf_resources(document, "/XObject", &count);
  for (size_t i = 0; i < count; i++) {
    pack_picture(document, objects[i]);
    pack_picture(document, pdf_get(document, objects[i], "/SMask"));
  }
}
