/* render/png.c: pixels to a PNG file: https://www.w3.org/TR/png/.
 *
 * A picture of up to 256 colours is stored with a palette, another one as RGB, or as RGBA if it is not opaque. Its rows are compressed
 * in strips (png_strip.h), by as many threads as allowed. Where strips begin depends on the size of the picture alone. While the
 * threads compress one band, the next is painted.
 */
#include "base/crew.h"
#include "render/png_strip.h"
#include <math.h>
#include <string.h>
#include <zlib.h>

/* A strip has a quarter of the picture, in bytes between these: what is repeated from strip to strip is stored again. */
enum { STRIP_LEAST = 1 << 19, STRIP_MOST = 1 << 22, CHUNK_SIDES = 12 };

/* One attempt at a file. */
typedef struct Writer {
  Raster *raster;
  Crew *crew;
  PngPixel pixel;
  Palette palette;
  GPtrArray *strips; /* PngStrip, from the top */
  unsigned band_end; /* strips up to the end of the last band */
} Writer;

static void append_number(GByteArray *bytes, guint32 value) {
  guint32 big_endian = GUINT32_TO_BE(value);
  g_byte_array_append(bytes, (const guint8 *)&big_endian, sizeof big_endian);
}

/* Begins a chunk, whose data the caller appends; chunk_end() gets the same place. */
static guint chunk_begin(GByteArray *file, const char *type) {
  guint at = file->len;
  append_number(file, 0);
  g_byte_array_append(file, (const guint8 *)type, 4);
  return at;
}

static void chunk_end(GByteArray *file, guint at) {
  guint32 length = file->len - at - 8, big_endian = GUINT32_TO_BE(length);
  memcpy(file->data + at, &big_endian, sizeof big_endian);
  append_number(file, (guint32)crc32(0, file->data + at + 4, length + 4));
}

static void put_numbers(GByteArray *file, const char *type, const guint32 *numbers, size_t count) {
  guint at = chunk_begin(file, type);
  for (size_t i = 0; i < count; i++) append_number(file, numbers[i]);
  chunk_end(file, at);
}

static void put_size(GByteArray *file, const Writer *writer) {
  static const guint8 color_types[] = {[PNG_INDEX] = 3, [PNG_RGB] = 2, [PNG_RGBA] = 6};
  const guint8 how[] = {8, color_types[writer->pixel], 0, 0, 0};
  guint at = chunk_begin(file, "IHDR");
  append_number(file, (guint32)writer->raster->width);
  append_number(file, (guint32)writer->raster->height);
  g_byte_array_append(file, how, sizeof how);
  chunk_end(file, at);
}

/* sRGB, and what it means, for those who know only that (https://www.w3.org/TR/png/#11sRGB). */
static void put_color_space(GByteArray *file) {
  static const guint32 gamma[] = {45455}, primaries[] = {31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};
  guint at = chunk_begin(file, "sRGB");
  g_byte_array_append(file, (const guint8 *)"", 1); /* perceptual */
  chunk_end(file, at);
  put_numbers(file, "gAMA", gamma, G_N_ELEMENTS(gamma));
  put_numbers(file, "cHRM", primaries, G_N_ELEMENTS(primaries));
}

static void put_resolution(GByteArray *file, double dpi) {
  if (!(dpi < 1e7)) return;
  guint at = chunk_begin(file, "pHYs");
  guint32 per_metre = (guint32)lround(dpi / 0.0254);
  append_number(file, per_metre);
  append_number(file, per_metre);
  g_byte_array_append(file, (const guint8 *)"\1", 1);
  chunk_end(file, at);
}

/* As Latin-1 where that is enough, which all programs read; else as UTF-8 (https://www.w3.org/TR/png/#11textinfo). */
static void put_text(GByteArray *file, const char *keyword, const char *text) {
  if (!text || !*text) return;
  char *copy;
  text = text_clean(text, &copy);
  bool ascii = g_str_is_ascii(text);
  guint at = chunk_begin(file, ascii ? "tEXt" : "iTXt");
  g_byte_array_append(file, (const guint8 *)keyword, (guint)strlen(keyword) + 1);
  if (!ascii)
    g_byte_array_append(file, (const guint8 *)"\0\0\0\0", 4); /* not compressed; no language, no translation */
  g_byte_array_append(file, (const guint8 *)text, (guint)strlen(text));
  chunk_end(file, at);
  g_free(copy);
}

static void put_palette(GByteArray *file, const Palette *palette) {
  int translucent = 0;
  guint at = chunk_begin(file, "PLTE");
  for (int i = 0; i < palette->count; i++) {
    guint32 color = png_color(palette->colors[i]);
    const guint8 rgb[] = {(guint8)(color >> 16), (guint8)(color >> 8), (guint8)color};
    g_byte_array_append(file, rgb, sizeof rgb);
    if (color >> 24 != 255) translucent = i + 1;
  }
  chunk_end(file, at);
  if (!translucent) return;
  at = chunk_begin(file, "tRNS");
  for (int i = 0; i < translucent; i++) {
    guint8 alpha = (guint8)(palette->colors[i] >> 24);
    g_byte_array_append(file, &alpha, 1);
  }
  chunk_end(file, at);
}

/* The strips as one zlib stream (RFC 1950). */
static void put_strips(GByteArray *file, const GPtrArray *strips) {
  uLong adler = adler32(0, NULL, 0);
  for (guint i = 0; i < strips->len; i++) {
    const PngStrip *strip = strips->pdata[i];
    guint at = chunk_begin(file, "IDAT");
    if (i == 0) g_byte_array_append(file, (const guint8 *)"\x78\x9c", 2); /* window of 32 kB, default level */
    g_byte_array_append(file, strip->deflated->data, strip->deflated->len);
    adler = adler32_combine(adler, strip->adler, (z_off_t)strip->length);
    if (strip->last) append_number(file, (guint32)adler);
    chunk_end(file, at);
  }
}

static GBytes *put_together(const Writer *writer) {
  static const guint8 signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  const Canvas *canvas = writer->raster->canvas;
  gsize length = 1024;
  for (guint i = 0; i < writer->strips->len; i++)
    length += ((const PngStrip *)writer->strips->pdata[i])->deflated->len + CHUNK_SIDES;
  GByteArray *file = g_byte_array_sized_new((guint)MIN(length, (gsize)G_MAXUINT32));
  g_byte_array_append(file, signature, sizeof signature);
  put_size(file, writer);
  put_color_space(file);
  put_resolution(file, raster_dpi(canvas->options));
  if (writer->pixel == PNG_INDEX) put_palette(file, &writer->palette);
  put_text(file, "Title", canvas->scene->title);
  put_text(file, "Software", "tuban " TUBAN_VERSION);
  put_strips(file, writer->strips);
  chunk_end(file, chunk_begin(file, "IEND"));
  return g_byte_array_free_to_bytes(file);
}

static bool is_opaque(const Raster *raster) {
  if (raster->band_rows < raster->height) return raster->canvas->scene->background.a >= 1;
  for (int y = 0; y < raster->height; y++) {
    const guint32 *row = raster_row(raster, y);
    for (int x = 0; x < raster->width; x++)
      if (row[x] >> 24 != 255) return false;
  }
  return true;
}

static void strip_free(void *strip) {
  png_strip_clear(strip);
  g_free(strip);
}

static void add_strips(Writer *writer, int from, int to) {
  const Raster *raster = writer->raster;
  int bytes = raster->width * png_pixel_size(writer->pixel);
  gint64 quarter = (gint64)bytes * raster->height / 4;
  int rows = MAX(1, (int)CLAMP(quarter, STRIP_LEAST, STRIP_MOST) / bytes);
  Palette *palette = NULL;
  if (writer->pixel == PNG_INDEX) {
    palette = arena_new(raster->owner, Palette);
    *palette = writer->palette;
  }
  for (int row = from; row < to; row += rows) {
    PngStrip *strip = g_new0(PngStrip, 1);
    *strip = (PngStrip){.raster = raster,
                        .pixel = writer->pixel,
                        .palette = palette,
                        .from = row,
                        .to = MIN(to, row + rows),
                        .last = MIN(to, row + rows) == raster->height};
    g_ptr_array_add(writer->strips, strip);
    crew_add(writer->crew, png_strip_encode, strip);
  }
}

/* Waits until the strips before `count` are done, and helps; false if the work was cancelled. */
static bool wait_for(const Writer *writer, unsigned count) {
  while (!crew_has_done(writer->crew, count))
    if (raster_is_cancelled(writer->raster)) return false;
  return true;
}

/* Paints a band and hands it to the crew. False at the end; with `*again` set if the file has to be begun again, without a palette. */
static bool next_band(Writer *writer, bool *again) {
  Raster *raster = writer->raster;
  int from = raster->painted;
  if (!raster_paint(raster)) return false;
  if (writer->pixel == PNG_INDEX && !palette_add_rows(&writer->palette, raster, from, raster->painted)) {
    *again = from > 0;
    writer->pixel = is_opaque(raster) ? PNG_RGB : PNG_RGBA;
    if (*again) return false;
  }
  add_strips(writer, from, raster->painted);
  if (!wait_for(writer, writer->band_end)) return false;
  raster_give_back(raster, from - 1);
  writer->band_end = writer->strips->len;
  return true;
}

static void writer_end(void *data) {
  Writer *writer = data;
  g_clear_pointer(&writer->crew, crew_destroy);
  g_clear_pointer(&writer->strips, g_ptr_array_unref);
}

static void writer_begin(Writer *writer) {
  writer->crew = crew_create(writer->raster->canvas->options->threads);
  writer->strips = g_ptr_array_new_with_free_func(strip_free);
  writer->band_end = 0;
}

static void encode_bands(Writer *writer) {
  for (bool again = true; again;) {
    again = false;
    writer_begin(writer);
    while (next_band(writer, &again)) continue;
    if (!again) return;
    writer_end(writer);
    raster_restart(writer->raster);
  }
}

static GBytes *png_encode(Raster *raster) {
  Writer *writer = arena_new(raster->owner, Writer);
  writer->raster = raster;
  arena_adopt(raster->owner, writer, writer_end);
  encode_bands(writer);
  if (raster->failed || !wait_for(writer, writer->strips->len) || raster_is_cancelled(raster)) return NULL;
  return put_together(writer);
}

const RenderFormat render_format_png = {
    .name = "png",
    .title = "PNG",
    .endings = (const char *const[]){"png", NULL},
    .mime_type = "image/png",
    .settings = (const char *const[]){"scale", "dpi", "threads", NULL},
    .encode = png_encode,
};
