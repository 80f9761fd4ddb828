/* render/pdf.c: the scene as a one-page PDF: https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf.
 *
 * A px is 0.75 pt. Text stays text, in subsets of its fonts. cairo would write the current time as the creation
 * date; here it is the time in SOURCE_DATE_EPOCH, or a fixed one, so that the same chart gives the same bytes.
 */
#include "render/embed.h"
#include "render/format.h"
#include "render/pdf_update.h"
#include "render/sheet.h"
#include <cairo-pdf.h>
#include <math.h>

static const double points_per_px = 0.75;

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void set_metadata(cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *text) {
  if (!text || !*text) return;
  char *copy;
  cairo_pdf_surface_set_metadata(surface, key, text_clean(text, &copy));
  g_free(copy);
}

static void set_date(cairo_surface_t *surface) {
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  gint64 seconds = epoch ? g_ascii_strtoll(epoch, NULL, 10) : 0;
  GDateTime *date = g_date_time_new_from_unix_utc(seconds);
  if (!date) date = g_date_time_new_from_unix_utc(0);
  char *text = g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
  g_free(text);
  g_date_time_unref(date);
}

static void link_clear(void *link) { g_free(((PdfLink *)link)->url); }

static GBytes *draw(Canvas *canvas) {
  const Scene *scene = canvas->scene;
  double width = MAX(scene->width, 1) + 2 * canvas->edge, height = MAX(scene->height, 1) + 2 * canvas->edge;
  GByteArray *bytes = g_byte_array_new();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream(append, bytes, width * points_per_px, height * points_per_px);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene->title);
  set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, scene->author);
  set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, scene->description);
  set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "tuban " TUBAN_VERSION);
  set_date(surface);
  canvas->dots = true;
  canvas->links = g_array_new(FALSE, FALSE, sizeof(PdfLink));
  g_array_set_clear_func(canvas->links, link_clear);
  bool painted = canvas_paint_on(canvas, surface, points_per_px);
  cairo_surface_destroy(surface);
  pdf_drop_repeated(bytes);
  if (painted) pdf_update(bytes, scene->lang, scene->title && *scene->title, canvas->links, height * points_per_px);
  g_array_free(canvas->links, TRUE);
  if (painted) return g_byte_array_free_to_bytes(bytes);
  g_byte_array_free(bytes, TRUE);
  return NULL;
}

static GBytes *pdf_write(Canvas *canvas) {
  sheet_begin(canvas);
  Arena *arena = arena_create_charged(arena_budget(canvas->options->work));
  GBytes *bytes = embed_fonts(canvas, arena) ? draw(canvas) : NULL;
  if (bytes && sheet_is_printed(canvas)) bytes = sheet_finish(canvas, bytes, arena);
  arena_destroy(arena);
  return bytes;
}

const RenderFormat render_format_pdf = {
    .name = "pdf",
    .title = "PDF",
    .endings = (const char *const[]){"pdf", NULL},
    .mime_type = "application/pdf",
    .settings = (const char *const[]){"bleed", "marks", "color", "profile", "ink_limit", "pdfx", NULL},
    .write = pdf_write,
};
