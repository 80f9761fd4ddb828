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
  JpegLibrary library;
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

static void set_up(Encoder *encoder, const Raster *raster) {
  const RenderOptions *options = raster->canvas->options;
  struct jpeg_compress_struct *jpeg = &encoder->jpeg;
  jpeg->image_width = (JDIMENSION)raster->width;
  jpeg->image_height = (JDIMENSION)raster->height;
  jpeg->input_components = 3;
  jpeg->in_color_space = JCS_RGB;
  encoder->library.set_defaults(jpeg);
  encoder->library.set_quality(jpeg, options->quality ? options->quality : QUALITY_DEFAULT, TRUE);
  /* Codes of the picture's own need all of it in memory. */
  jpeg->optimize_coding = raster->band_rows == raster->height;
  jpeg->comp_info[0].h_samp_factor = jpeg->comp_info[0].v_samp_factor = 1; /* that of luma; chroma has 1 */
  if (options->dpi > 0) {
    jpeg->density_unit = 1; /* per inch */
    jpeg->X_density = jpeg->Y_density = (UINT16)CLAMP(lround(options->dpi), 1, DENSITY_MAX);
  }
}

static bool encode(Encoder *encoder, Raster *raster) {
  const JpegLibrary *library = &encoder->library;
  struct jpeg_compress_struct *jpeg = &encoder->jpeg;
  jpeg->err = library->std_error(&encoder->errors);
  encoder->errors.error_exit = fail;
  encoder->errors.output_message = ignore_message;
  jpeg->client_data = encoder;
  if (setjmp(encoder->failed)) return false;
  library->create(jpeg, JPEG_LIB_VERSION, sizeof *jpeg);
  encoder->destination = (struct jpeg_destination_mgr){
      .init_destination = buffer_empty, .empty_output_buffer = buffer_is_full, .term_destination = buffer_end};
  jpeg->dest = &encoder->destination;
  set_up(encoder, raster);
  library->start(jpeg, TRUE);
  for (int y = 0; raster_paint(raster); raster_give_back(raster, y))
    for (; y < raster->painted && !raster_is_cancelled(raster); y++) {
      raster_row_on_white(raster_row(raster, y), encoder->row, raster->width);
      library->write_scanlines(jpeg, &encoder->row, 1);
    }
  if (!raster->failed && !raster_is_cancelled(raster)) library->finish(jpeg);
  return true;
}

static void encoder_destroy(void *data) {
  Encoder *encoder = data;
  encoder->library.destroy(&encoder->jpeg);
  if (encoder->bytes) g_byte_array_unref(encoder->bytes);
}

static GBytes *jpeg_encode(Raster *raster) {
  Messages *messages = raster->canvas->messages;
  Encoder *encoder = arena_new(raster->owner, Encoder);
  if (!library_load(TUBAN_JPEG_LIBRARY, symbols, G_N_ELEMENTS(symbols), &encoder->library)) {
    messages_error(messages, (Place){0}, "E605",
                   "JPEG files need the library \"%s\", which is unavailable; install libjpeg-turbo (Debian's "
                   "libjpeg62-turbo, Ubuntu's libjpeg-turbo8)",
                   TUBAN_JPEG_LIBRARY);
    return NULL;
  }
  encoder->row = arena_alloc(raster->owner, (gsize)raster->width * 3);
  encoder->bytes = g_byte_array_new();
  arena_adopt(raster->owner, encoder, encoder_destroy);
  if (!encode(encoder, raster)) {
    messages_error(messages, (Place){0}, "E606", "cannot encode the JPEG: %s", encoder->reason);
    return NULL;
  }
  return raster->failed ? NULL : g_byte_array_free_to_bytes(g_steal_pointer(&encoder->bytes));
}

const RenderFormat render_format_jpeg = {
    .name = "jpeg",
    .title = "JPEG",
    .endings = (const char *const[]){"jpg", "jpeg", NULL},
    .mime_type = "image/jpeg",
    .settings = (const char *const[]){"scale", "dpi", "quality", NULL},
    .encode = jpeg_encode,
};
