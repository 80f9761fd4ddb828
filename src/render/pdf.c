/* render/pdf.c: the scene as a one-page PDF: https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf.
 *
 * A px is 0.75 pt, unless the caller asks for another. Text stays text, in subsets of its fonts. cairo draws the page; pdf/ adds to the
 * finished file what cairo does not write. The date is the one in SOURCE_DATE_EPOCH, or a fixed one, so that the same chart gives the same bytes.
 */
#include "base/temporary.h"
#include "pdf/fonts.h"
#include "pdf/link.h"
#include "pdf/metadata.h"
#include "pdf/pack.h"
#include "pdf/repeated.h"
#include "render/embed.h"
#include "render/format.h"
#include "render/sheet.h"
#include <cairo-pdf.h>
#include <math.h>

static cairo_status_t append(void *closure, const unsigned char *data, unsigned int length) {
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void link_clear(void *link) { g_free(((PdfLink *)link)->url); }

static void links_free(void *links) { g_array_free(links, TRUE); }

/* cairo's file; NULL after an error message. */
static GBytes *draw(Canvas *canvas) {
  const Scene *scene = canvas->scene;
  double width = MAX(scene->width, 1) + 2 * canvas->edge, height = MAX(scene->height, 1) + 2 * canvas->edge;
  double points = sheet_points_per_px(canvas);
  Budget *budget = arena_budget(canvas->options->work);
  GByteArray *bytes = g_byte_array_new();
  budget_temporary(budget, bytes);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append, bytes, width * points, height * points);
  budget_temporary_with(budget, surface, (GDestroyNotify)cairo_surface_destroy);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  canvas->dots = true;
  bool painted = canvas_paint_on(canvas, surface, points);
  g_clear_pointer(&surface, cairo_surface_destroy);
  pdf_drop_repeated(bytes);
  return painted ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}

static const char *clean(const char *text, Arena *arena) {
  char *copy;
  if (!text) return NULL;
  const char *cleaned = text_clean(text, &copy);
  arena_temporary(arena, copy);
  return arena_strdup(arena, cleaned);
}

static PdfMetadata metadata_of(const Scene *scene, Arena *arena) {
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  return (PdfMetadata){.title = clean(scene->title, arena),
                       .author = clean(scene->author, arena),
                       .subject = clean(scene->description, arena),
                       .creator = "tuban " TUBAN_VERSION,
                       .lang = scene->lang,
                       .time = epoch ? g_ascii_strtoll(epoch, NULL, 10) : 0};
}

static void add_links(const Canvas *canvas, PdfDocument *document) {
  const PrintOptions *print = canvas->options->print;
  if (!print || !print->pdfx)
    pdf_add_links(document, pdf_page(document, 0), (const PdfLink *)(void *)canvas->links->data, canvas->links->len);
  else if (canvas->links->len)
    messages_note(canvas->messages, (Place){0}, "N644", "%u links are left out: PDF/X-4 allows none within the page",
                  canvas->links->len);
}

/* Adds what cairo does not write, or not in a way that is wanted. */
static GBytes *finish(const Canvas *canvas, GBytes *drawn, Arena *arena) {
  char *reason = NULL;
  GBytes *bytes = NULL;
  arena_temporary(arena, reason);
  PdfDocument *document = pdf_document_open(drawn, arena, &reason);
  PdfMetadata metadata = metadata_of(canvas->scene, arena);
  if (document) {
    pdf_name_fonts_apart(document);
    pdf_map_glyphs(document);
    pdf_set_metadata(document, &metadata);
    if (!sheet_print(canvas, document, &metadata)) return NULL;
    add_links(canvas, document);
    pdf_pack(document);
    bytes = pdf_document_write(document, sheet_version(canvas), &reason);
  }
  if (!bytes) messages_error(canvas->messages, (Place){0}, "E643", "cannot finish the PDF: %s", reason);
  return bytes;
}

static GBytes *pdf_write(Canvas *canvas) {
  Arena *arena = arena_create_charged(arena_budget(canvas->options->work));
  canvas->links = g_array_new(FALSE, FALSE, sizeof(PdfLink));
  g_array_set_clear_func(canvas->links, link_clear);
  arena_adopt(arena, canvas->links, links_free);
  GBytes *bytes = NULL, *drawn = sheet_begin(canvas, arena) && embed_fonts(canvas, arena) ? draw(canvas) : NULL;
  budget_temporary(arena_budget(arena), drawn);
  if (drawn) bytes = finish(canvas, drawn, arena);
  arena_destroy(arena);
  return bytes;
}

const RenderFormat render_format_pdf = {
    .name = "pdf",
    .title = "PDF",
    .endings = (const char *const[]){"pdf", NULL},
    .mime_type = "application/pdf",
    .settings =
        (const char *const[]){"bleed", "marks", "color", "profile", "intent", "neutral", "ink_limit", "pdfx", NULL},
    .write = pdf_write,
};
