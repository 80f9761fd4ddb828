/* render/picture_jpeg.c: JPEG files to pixels; libjpeg is loaded when the first one is met.
 *
 * The file's own bytes go along with the pixels, so that a PDF holds the JPEG and not its pixels. libjpeg ends the program on an
 * error unless its handler jumps away.
 */
#include "base/library.h"
#include "render/picture.h"
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
/* After stdio.h, which it needs. */
#include <jpeglib.h>

/* A small file may hold very many passes over a large picture. */
enum { SCANS_MAX = 64 };

typedef struct JpegLibrary {
  struct jpeg_error_mgr *(*std_error)(struct jpeg_error_mgr *error);
  void (*create)(j_decompress_ptr jpeg, int version, size_t size);
  void (*source)(j_decompress_ptr jpeg, const unsigned char *bytes, unsigned long size);
  int (*read_header)(j_decompress_ptr jpeg, boolean require_image);
  boolean (*start)(j_decompress_ptr jpeg);
  JDIMENSION (*read_scanlines)(j_decompress_ptr jpeg, JSAMPARRAY rows, JDIMENSION count);
  void (*destroy)(j_decompress_ptr jpeg);
} JpegLibrary;

static const LibrarySymbol symbols[] = {
    {"jpeg_std_error", offsetof(JpegLibrary, std_error)},
    {"jpeg_CreateDecompress", offsetof(JpegLibrary, create)},
    {"jpeg_mem_src", offsetof(JpegLibrary, source)},
    {"jpeg_read_header", offsetof(JpegLibrary, read_header)},
    {"jpeg_start_decompress", offsetof(JpegLibrary, start)},
    {"jpeg_read_scanlines", offsetof(JpegLibrary, read_scanlines)},
    {"jpeg_destroy_decompress", offsetof(JpegLibrary, destroy)},
};

/* One decoding; also what must survive a longjmp() out of libjpeg. */
typedef struct Decoder {
  JpegLibrary library;
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf failed;
  char *reason;
  cairo_surface_t *surface;
  guint8 *row;
} Decoder;

static void fail(j_common_ptr jpeg) {
  Decoder *decoder = jpeg->client_data;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  if (!decoder->reason) decoder->reason = g_strdup_printf("the JPEG file is damaged: %s", text);
  longjmp(decoder->failed, 1);
}

static void ignore_message(j_common_ptr jpeg) { (void)jpeg; }

static void count_scans(j_common_ptr jpeg) {
  Decoder *decoder = jpeg->client_data;
  if (decoder->jpeg.input_scan_number <= SCANS_MAX) return;
  decoder->reason = g_strdup_printf("the JPEG file has more than %d scans", SCANS_MAX);
  longjmp(decoder->failed, 1);
}

/* Four inks, which Adobe's programs store inverted. */
static void convert_inks(const guint8 *from, guint32 *to, JDIMENSION width, bool inverted) {
  for (JDIMENSION x = 0; x < width; x++, from += 4) {
    guint8 light[4];
    for (int i = 0; i < 4; i++) light[i] = inverted ? from[i] : (guint8)(255 - from[i]);
    to[x] = picture_pixel((guint8)(light[0] * light[3] / 255), (guint8)(light[1] * light[3] / 255),
                          (guint8)(light[2] * light[3] / 255), 255);
  }
}

static void convert_colors(const guint8 *from, guint32 *to, JDIMENSION width) {
  for (JDIMENSION x = 0; x < width; x++, from += 3) to[x] = picture_pixel(from[0], from[1], from[2], 255);
}

static void read_rows(Decoder *decoder) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  guint8 *pixels = cairo_image_surface_get_data(decoder->surface);
  int stride = cairo_image_surface_get_stride(decoder->surface);
  while (jpeg->output_scanline < jpeg->output_height) {
    guint32 *to = (guint32 *)(void *)(pixels + (gsize)jpeg->output_scanline * (gsize)stride);
    decoder->library.read_scanlines(jpeg, &decoder->row, 1);
    if (jpeg->output_components == 4)
      convert_inks(decoder->row, to, jpeg->output_width, jpeg->saw_Adobe_marker);
    else
      convert_colors(decoder->row, to, jpeg->output_width);
  }
  cairo_surface_mark_dirty(decoder->surface);
}

static bool run(Decoder *decoder, const guint8 *bytes, gsize length) {
  struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
  jpeg->err = decoder->library.std_error(&decoder->errors);
  decoder->errors.error_exit = fail;
  decoder->errors.output_message = ignore_message;
  jpeg->client_data = decoder;
  if (setjmp(decoder->failed)) return false;
  decoder->library.create(jpeg, JPEG_LIB_VERSION, sizeof *jpeg);
  jpeg->client_data = decoder;
  decoder->progress.progress_monitor = count_scans;
  jpeg->progress = &decoder->progress;
  decoder->library.source(jpeg, bytes, length);
  decoder->library.read_header(jpeg, TRUE);
  bool inks = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
  jpeg->out_color_space = inks ? JCS_CMYK : JCS_RGB;
  decoder->surface = picture_surface(jpeg->image_width, jpeg->image_height, &decoder->reason);
  if (!decoder->surface) return false;
  decoder->row = g_malloc((gsize)jpeg->image_width * 4);
  decoder->library.start(jpeg);
  read_rows(decoder);
  return true;
}

static void release_bytes(void *bytes) { g_bytes_unref(bytes); }

static void keep_file(cairo_surface_t *surface, GBytes *bytes) {
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, data, length, release_bytes, g_bytes_ref(bytes)))
    g_bytes_unref(bytes);
}

static cairo_surface_t *decode(GBytes *bytes, double *width, double *height, char **reason) {
  gsize length;
  const guint8 *data = g_bytes_get_data(bytes, &length);
  Decoder *decoder = g_new0(Decoder, 1);
  cairo_surface_t *surface = NULL;
  if (!library_load(TUBAN_JPEG_LIBRARY, symbols, G_N_ELEMENTS(symbols), &decoder->library)) {
    *reason = picture_needs("JPEG", TUBAN_JPEG_LIBRARY, "libjpeg-turbo");
  } else {
    if (run(decoder, data, length)) {
      surface = decoder->surface;
      *width = decoder->jpeg.image_width;
      *height = decoder->jpeg.image_height;
      if (decoder->jpeg.num_components != 4) keep_file(surface, bytes); /* PDF readers disagree about inverted inks */
    } else {
      *reason = decoder->reason;
      if (decoder->surface) cairo_surface_destroy(decoder->surface);
    }
    decoder->library.destroy(&decoder->jpeg);
  }
  g_free(decoder->row);
  g_free(decoder);
  return surface;
}

static bool matches(const guint8 *bytes, gsize length) {
  return length > 3 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff;
}

const PictureFormat picture_jpeg = {"JPEG", "image/jpeg", matches, decode};
