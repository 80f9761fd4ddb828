/* render/tiff.c: pixels to a TIFF file (https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf), as printers and journals take
 * it: 8-bit RGB, CMYK or gray in strips, compressed by LZW with differences of neighbours, with its resolution, and no alpha.
 *
 * For CMYK and gray, each pixel is printed as text and lines are (color/press.h): grays with black alone, as most of them are edges of
 * text, and the rest by the profile of the press, which is embedded.
 *
 * Transparent pixels are drawn over white, like paper. Nothing in the file depends on the time or the machine: it has no date, and its
 * byte order is little-endian everywhere.
 */
#include "base/library.h"
#include "color/press.h"
#include "color/srgb.h"
#include "render/raster.h"
#include "render/sheet.h"
#include <string.h>
#include <tiffio.h>

enum { STRIP_BYTES = 1 << 18, REASON = 256 };

/* libtiff's functions, as tiffio.h declares them. */
typedef struct TiffLibrary {
  TIFFOpenOptions *(*options_create)(void);
  void (*options_free)(TIFFOpenOptions *options);
  void (*set_error_handler)(TIFFOpenOptions *options, TIFFErrorHandlerExtR handler, void *closure);
  void (*set_warning_handler)(TIFFOpenOptions *options, TIFFErrorHandlerExtR handler, void *closure);
  TIFF *(*open)(const char *name, const char *mode, thandle_t closure, TIFFReadWriteProc read, TIFFReadWriteProc write,
                TIFFSeekProc seek, TIFFCloseProc close, TIFFSizeProc size, TIFFMapFileProc map, TIFFUnmapFileProc unmap,
                TIFFOpenOptions *options);
  int (*set_field)(TIFF *tiff, uint32_t tag, ...);
  tmsize_t (*write_strip)(TIFF *tiff, uint32_t strip, void *data, tmsize_t length);
  int (*flush)(TIFF *tiff);
  void (*close)(TIFF *tiff);
} TiffLibrary;

static const LibrarySymbol symbols[] = {
    {"TIFFOpenOptionsAlloc", offsetof(TiffLibrary, options_create)},
    {"TIFFOpenOptionsFree", offsetof(TiffLibrary, options_free)},
    {"TIFFOpenOptionsSetErrorHandlerExtR", offsetof(TiffLibrary, set_error_handler)},
    {"TIFFOpenOptionsSetWarningHandlerExtR", offsetof(TiffLibrary, set_warning_handler)},
    {"TIFFClientOpenExt", offsetof(TiffLibrary, open)},
    {"TIFFSetField", offsetof(TiffLibrary, set_field)},
    {"TIFFWriteEncodedStrip", offsetof(TiffLibrary, write_strip)},
    {"TIFFFlush", offsetof(TiffLibrary, flush)},
    {"TIFFClose", offsetof(TiffLibrary, close)},
};

/* Charts have few colours, but as inks each takes a while. */
enum { INKS_KEPT = 4096 };
typedef struct KeptInks {
  guint32 color; /* 0xFFRRGGBB; 0: free */
  guint8 inks[4];
} KeptInks;

/* One encoding. */
typedef struct Encoder {
  TiffLibrary library;
  TIFF *tiff;        /* NULL before and after */
  GByteArray *bytes; /* the file */
  gsize at;          /* where libtiff reads and writes next */
  char reason[REASON];
  guint8 *strip;
  int strip_rows;
  int samples;  /* bytes of a pixel */
  Press *press; /* NULL: RGB */
  guint8 *rgb;  /* a row */
  KeptInks *kept;
} Encoder;

/* ---- the file in memory ---- */

static tmsize_t read_bytes(thandle_t closure, void *to, tmsize_t length) {
  Encoder *encoder = closure;
  gsize left = encoder->bytes->len > encoder->at ? encoder->bytes->len - encoder->at : 0,
        count = MIN(left, (gsize)length);
  memcpy(to, encoder->bytes->data + encoder->at, count);
  encoder->at += count;
  return (tmsize_t)count;
}

static tmsize_t write_bytes(thandle_t closure, void *from, tmsize_t length) {
  Encoder *encoder = closure;
  gsize end = encoder->at + (gsize)length, before = encoder->bytes->len;
  if (end > G_MAXUINT32) return 0;
  if (end > before) g_byte_array_set_size(encoder->bytes, (guint)end);
  if (encoder->at > before) memset(encoder->bytes->data + before, 0, encoder->at - before);
  memcpy(encoder->bytes->data + encoder->at, from, (gsize)length);
  encoder->at = end;
  return length;
}

static toff_t seek(thandle_t closure, toff_t offset, int whence) {
  Encoder *encoder = closure;
  encoder->at = (gsize)offset + (whence == SEEK_CUR ? encoder->at : whence == SEEK_END ? encoder->bytes->len : 0);
  return encoder->at;
}

static int close_bytes(thandle_t closure) {
  (void)closure;
  return 0;
}

static toff_t size_of_bytes(thandle_t closure) { return ((Encoder *)closure)->bytes->len; }

static int keep_reason(TIFF *tiff, void *closure, const char *module, const char *format, va_list arguments) {
  Encoder *encoder = closure;
  (void)tiff;
  (void)module;
  g_vsnprintf(encoder->reason, sizeof encoder->reason, format, arguments);
  return 1;
}

static int ignore(TIFF *tiff, void *closure, const char *module, const char *format, va_list arguments) {
  (void)tiff;
  (void)closure;
  (void)module;
  (void)format;
  (void)arguments;
  return 1;
}

/* ---- the picture ---- */

static bool open_file(Encoder *encoder) {
  const TiffLibrary *library = &encoder->library;
  TIFFOpenOptions *options = library->options_create();
  if (!options) return false;
  library->set_error_handler(options, keep_reason, encoder);
  library->set_warning_handler(options, ignore, NULL);
  encoder->tiff = library->open("TIFF", "wl", encoder, read_bytes, write_bytes, seek, close_bytes, size_of_bytes, NULL,
                                NULL, options);
  library->options_free(options);
  return encoder->tiff;
}

static void set_text(const Encoder *encoder, uint32_t tag, const char *text) {
  char *copy;
  if (!text || !*text) return;
  encoder->library.set_field(encoder->tiff, tag, text_clean(text, &copy));
  g_free(copy);
}

static void set_colors(const Encoder *encoder) {
  int (*set)(TIFF *, uint32_t, ...) = encoder->library.set_field;
  TIFF *tiff = encoder->tiff;
  const Profile *profile = encoder->press ? press_profile(encoder->press) : NULL;
  GBytes *icc = profile ? profile_bytes(profile) : NULL;
  set(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  set(tiff, TIFFTAG_SAMPLESPERPIXEL, encoder->samples);
  set(tiff, TIFFTAG_PHOTOMETRIC,
      !encoder->press         ? PHOTOMETRIC_RGB
      : encoder->samples == 4 ? PHOTOMETRIC_SEPARATED
                              : PHOTOMETRIC_MINISBLACK);
  if (encoder->samples == 4) set(tiff, TIFFTAG_INKSET, INKSET_CMYK);
  if (!encoder->press) set(tiff, TIFFTAG_ICCPROFILE, (uint32_t)SRGB_PROFILE_LENGTH, srgb_profile);
  if (icc) set(tiff, TIFFTAG_ICCPROFILE, (uint32_t)g_bytes_get_size(icc), g_bytes_get_data(icc, NULL));
}

static void set_up(Encoder *encoder, const Raster *raster) {
  int (*set)(TIFF *, uint32_t, ...) = encoder->library.set_field;
  TIFF *tiff = encoder->tiff;
  double dpi = raster_dpi(raster->canvas->options);
  gsize row = (gsize)raster->width * (gsize)encoder->samples;
  encoder->strip_rows = (int)CLAMP(STRIP_BYTES / row, 1, (gsize)raster->height);
  encoder->strip = arena_alloc_array(raster->owner, (gsize)encoder->strip_rows, row);
  encoder->rgb = arena_alloc_array(raster->owner, (gsize)raster->width, 3);
  set(tiff, TIFFTAG_IMAGEWIDTH, (uint32_t)raster->width);
  set(tiff, TIFFTAG_IMAGELENGTH, (uint32_t)raster->height);
  set_colors(encoder);
  set(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  set(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  set(tiff, TIFFTAG_ROWSPERSTRIP, (uint32_t)encoder->strip_rows);
  set(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
  set(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
  set(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  set(tiff, TIFFTAG_XRESOLUTION, dpi);
  set(tiff, TIFFTAG_YRESOLUTION, dpi);
  set_text(encoder, TIFFTAG_IMAGEDESCRIPTION, raster->canvas->scene->title);
  set_text(encoder, TIFFTAG_SOFTWARE, "tuban " TUBAN_VERSION);
}

/* The inks of a colour; gray as TIFF counts it, from black. */
static const guint8 *inks_of(const Encoder *encoder, const guint8 *rgb) {
  guint32 color = 0xff000000 | (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2];
  KeptInks *kept = &encoder->kept[(color * 2654435761u) >> 20];
  if (kept->color == color) return kept->inks;
  double inks[4] = {0};
  press_inks(encoder->press, (const double[]){rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0}, PRESS_LINE, inks);
  for (int i = 0; i < encoder->samples; i++)
    kept->inks[i] = (guint8)(CLAMP(encoder->samples == 1 ? 1 - inks[i] : inks[i], 0, 1) * 255 + 0.5);
  kept->color = color;
  return kept->inks;
}

static void convert_row(const Encoder *encoder, const guint32 *from, guint8 *to, int width) {
  raster_row_on_white(from, encoder->press ? encoder->rgb : to, width);
  for (int x = 0; encoder->press && x < width; x++)
    memcpy(to + x * encoder->samples, inks_of(encoder, encoder->rgb + x * 3), (size_t)encoder->samples);
}

/* Writes row `y`, or puts it into the strip that it belongs to. */
static bool add_row(Encoder *encoder, const Raster *raster, int y) {
  gsize row = (gsize)raster->width * (gsize)encoder->samples;
  int place = y % encoder->strip_rows;
  convert_row(encoder, raster_row(raster, y), encoder->strip + (gsize)place * row, raster->width);
  if (place + 1 < encoder->strip_rows && y + 1 < raster->height) return true;
  return encoder->library.write_strip(encoder->tiff, (uint32_t)(y / encoder->strip_rows), encoder->strip,
                                      (tmsize_t)(row * (gsize)(place + 1))) >= 0;
}

/* False after a message. */
static bool open_press(Encoder *encoder, const Raster *raster) {
  const PrintOptions *print = raster->canvas->options->print;
  encoder->samples = 3;
  if (!print || print->color == PRINT_RGB) return true;
  encoder->press = sheet_press(raster->canvas, raster->owner);
  if (!encoder->press) return false;
  encoder->samples = press_ink_count(encoder->press);
  encoder->kept = arena_array(raster->owner, KeptInks, INKS_KEPT);
  return true;
}

/* False where libtiff failed. */
static bool encode(Encoder *encoder, Raster *raster) {
  if (!open_file(encoder)) return false;
  set_up(encoder, raster);
  for (int y = 0; raster_paint(raster); raster_give_back(raster, y))
    for (; y < raster->painted && !raster_is_cancelled(raster); y++)
      if (!add_row(encoder, raster, y)) return false;
  return raster->failed || raster_is_cancelled(raster) || encoder->library.flush(encoder->tiff);
}

static void close_file(Encoder *encoder) {
  if (encoder->tiff) encoder->library.close(encoder->tiff);
  encoder->tiff = NULL;
}

static void encoder_end(void *data) {
  Encoder *encoder = data;
  close_file(encoder);
  if (encoder->bytes) g_byte_array_unref(encoder->bytes);
}

static GBytes *tiff_encode(Raster *raster) {
  Messages *messages = raster->canvas->messages;
  Encoder *encoder = arena_new(raster->owner, Encoder);
  if (!library_load(TUBAN_TIFF_LIBRARY, symbols, G_N_ELEMENTS(symbols), &encoder->library)) {
    messages_error(messages, (Place){0}, "E624",
                   "TIFF files need the library \"%s\", which is unavailable; install libtiff 4.5 or later (Debian's "
                   "and Ubuntu's libtiff6)",
                   TUBAN_TIFF_LIBRARY);
    return NULL;
  }
  if (!open_press(encoder, raster)) return NULL;
  encoder->bytes = g_byte_array_new();
  arena_adopt(raster->owner, encoder, encoder_end);
  bool encoded = encode(encoder, raster);
  close_file(encoder);
  if (!encoded)
    messages_error(messages, (Place){0}, "E625", "cannot encode the TIFF: %s",
                   *encoder->reason ? encoder->reason : "libtiff failed");
  if (!encoded || raster->failed || raster_is_cancelled(raster)) return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&encoder->bytes));
}

const RenderFormat render_format_tiff = {
    .name = "tiff",
    .title = "TIFF",
    .endings = (const char *const[]){"tif", "tiff", NULL},
    .mime_type = "image/tiff",
    .settings =
        (const char *const[]){"scale", "dpi", "color", "profile", "intent", "neutral", "ink_limit", "pdfx", NULL},
    .for_print = true,
    .encode = tiff_encode,
};
