/* render/jpeg.c: pixels to a JPEG file (JFIF 1.01, baseline sequential: what every reader and printer takes).
 *
 * JPEG has no transparency; transparent pixels are drawn over white, like paper. Chroma is not subsampled (4:4:4): encoders
 * usually store colour at half the resolution, which suits photographs but puts coloured fringes around text and thin lines.
 * Nothing in the file depends on the time or the machine.
 */
#include "base/library.h"
#include "render/raster.h"
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
/* After stdio.h, which it needs. */
#include <jpeglib.h>

enum { QUALITY_DEFAULT = 90, DENSITY_MAX = 65535 };

/* libjpeg's functions, as jpeglib.h declares them. */
typedef struct JpegLibrary {
  struct jpeg_error_mgr *(*std_error)(struct jpeg_error_mgr *error);
  void (*create)(j_compress_ptr jpeg, int version, size_t size);
  void (*set_defaults)(j_compress_ptr jpeg);
  void (*set_quality)(j_compress_ptr jpeg, int quality, boolean force_baseline);
  void (*start)(j_compress_ptr jpeg, boolean write_all_tables);
  JDIMENSION (*write_scanlines)(j_compress_ptr jpeg, JSAMPARRAY rows, JDIMENSION count);
  void (*finish)(j_compress_ptr jpeg);
  void (*destroy)(j_compress_ptr jpeg);
} JpegLibrary;

static const LibrarySymbol symbols[] = {
    {"jpeg_std_error", offsetof(JpegLibrary, std_error)},
    {"jpeg_CreateCompress", offsetof(JpegLibrary, create)},
    {"jpeg_set_defaults", offsetof(JpegLibrary, set_defaults)},
    {"jpeg_set_quality", offsetof(JpegLibrary, set_quality)},
    {"jpeg_start_compress", offsetof(JpegLibrary, start)},
    {"jpeg_write_scanlines", offsetof(JpegLibrary, write_scanlines)},
    {"jpeg_finish_compress", offsetof(JpegLibrary, finish)},
    {"jpeg_destroy_compress", offsetof(JpegLibrary, destroy)},
};

/* One encoding; also what must survive a longjmp() out of libjpeg. */
typedef struct Encoder {
  const JpegLibrary *library;
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  jmp_buf failed;
  char reason[JMSG_LENGTH_MAX];
  guint8 buffer[1 << 14];
  GByteArray *bytes;
  guint8 *row;
} Encoder;

/* libjpeg's own handler would end the program. */
static void fail(j_common_ptr jpeg) {
  Encoder *encoder = jpeg->client_data;
  jpeg->err->format_message(jpeg, encoder->reason);
  longjmp(encoder->failed, 1);
}
static void ignore_message(j_common_ptr jpeg) { (void)jpeg; }

static void buffer_empty(j_compress_ptr jpeg) {
  Encoder *encoder = jpeg->client_data;
  jpeg->dest->next_output_byte = encoder->buffer;
  jpeg->dest->free_in_buffer = sizeof encoder->buffer;
}
static boolean buffer_is_full(j_compress_ptr jpeg) {
  Encoder *encoder = jpeg->client_data;
  g_byte_array_append(encoder->bytes, encoder->buffer, sizeof encoder->buffer);
  buffer_empty(jpeg);
  return TRUE;
}
static void buffer_end(j_compress_ptr jpeg) {
  Encoder *encoder = jpeg->client_data;
  g_byte_array_append(encoder->bytes, encoder->buffer, (guint)(sizeof encoder->buffer - jpeg->dest->free_in_buffer));
}

/* A row as RGB over white. Colours are premultiplied by alpha, so only the white background is added. */
static void convert_row(const guint32 *from, guint8 *to, int width) {
  for (int x = 0; x < width; x++) {
    guint32 p = from[x], white = 255 - (p >> 24);
    *to++ = (guint8)((p >> 16 & 255) + white);
    *to++ = (guint8)((p >> 8 & 255) + white);
    *to++ = (guint8)((p & 255) + white);
  }
}

static void set_up(Encoder *encoder, int width, int height, const RenderOptions *options) {
  struct jpeg_compress_struct *jpeg = &encoder->jpeg;
  jpeg->image_width = (JDIMENSION)width;
  jpeg->image_height = (JDIMENSION)height;
  jpeg->input_components = 3;
  jpeg->in_color_space = JCS_RGB;
  encoder->library->set_defaults(jpeg);
  encoder->library->set_quality(jpeg, options->quality ? options->quality : QUALITY_DEFAULT, TRUE);
  jpeg->optimize_coding = TRUE;
  jpeg->comp_info[0].h_samp_factor = jpeg->comp_info[0].v_samp_factor = 1; /* that of luma; chroma has 1 */
  if (options->dpi > 0) {
    jpeg->density_unit = 1; /* per inch */
    jpeg->X_density = jpeg->Y_density = (UINT16)CLAMP(lround(options->dpi), 1, DENSITY_MAX);
  }
}

static bool encode(Encoder *encoder, cairo_surface_t *picture, const RenderOptions *options) {
  const JpegLibrary *library = encoder->library;
  struct jpeg_compress_struct *jpeg = &encoder->jpeg;
  int width = cairo_image_surface_get_width(picture), height = cairo_image_surface_get_height(picture);
  jpeg->err = library->std_error(&encoder->errors);
  encoder->errors.error_exit = fail;
  encoder->errors.output_message = ignore_message;
  jpeg->client_data = encoder;
  if (setjmp(encoder->failed)) return false;
  library->create(jpeg, JPEG_LIB_VERSION, sizeof *jpeg);
  encoder->destination = (struct jpeg_destination_mgr){
      .init_destination = buffer_empty, .empty_output_buffer = buffer_is_full, .term_destination = buffer_end};
  jpeg->dest = &encoder->destination;
  set_up(encoder, width, height, options);
  library->start(jpeg, TRUE);
  for (int y = 0; y < height && !arena_is_cancelled(options->work); y++) {
    convert_row(raster_row(picture, y), encoder->row, width);
    library->write_scanlines(jpeg, &encoder->row, 1);
  }
  if (!arena_is_cancelled(options->work)) library->finish(jpeg);
  return true;
}

static GBytes *jpeg_encode(cairo_surface_t *picture, const RenderOptions *options, Messages *messages) {
  JpegLibrary library;
  if (!library_load(TUBAN_JPEG_LIBRARY, symbols, G_N_ELEMENTS(symbols), &library)) {
    messages_error(messages, (Place){0}, "E605",
                   "JPEG files need the library \"%s\", which is unavailable; install libjpeg-turbo (Debian's "
                   "libjpeg62-turbo, Ubuntu's libjpeg-turbo8)",
                   TUBAN_JPEG_LIBRARY);
    return NULL;
  }
  Encoder *encoder = g_new0(Encoder, 1);
  encoder->library = &library;
  encoder->bytes = g_byte_array_new();
  encoder->row = g_malloc((gsize)cairo_image_surface_get_width(picture) * 3);
  bool written = encode(encoder, picture, options);
  if (!written) messages_error(messages, (Place){0}, "E606", "cannot encode the JPEG: %s", encoder->reason);
  library.destroy(&encoder->jpeg);
  GBytes *bytes = g_byte_array_free_to_bytes(encoder->bytes);
  g_free(encoder->row);
  g_free(encoder);
  if (written) return bytes;
  g_bytes_unref(bytes);
  return NULL;
}

const RenderFormat render_format_jpeg = {
    .name = "jpeg",
    .title = "JPEG",
    .endings = (const char *const[]){"jpg", "jpeg", NULL},
    .mime_type = "image/jpeg",
    .settings = (const char *const[]){"scale", "dpi", "quality", NULL},
    .encode = jpeg_encode,
};
