/* render/sheet.c: see sheet.h. */
#include "render/sheet.h"
#include "color/press.h"
#include "pdf/ink.h"
#include "pdf/page.h"
#include "pdf/x4.h"
#include "render/blends.h"
#include "render/image.h"
#include <math.h>

double sheet_points_per_px(const Canvas *canvas) {
  double scale = canvas->options->pdf_scale;
  return 0.75 * (scale > 0 ? scale : 1);
}

static bool is_printed(const Canvas *canvas) {
  const PrintOptions *print = canvas->options->print;
  return print && (print->width > 0 || print->bleed > 0 || print->marks || print->color != PRINT_RGB || print->pdfx);
}

/* Draws blended marks as pictures, if their inks would be more than the press can take. */
static void settle_blends(Canvas *canvas, Arena *arena) {
  double limit = press_ink_limit(canvas->press);
  if (press_ink_count(canvas->press) != 4 || !blends_exist(canvas->scene->root)) return;
  double most = blends_most_ink(canvas);
  if (most <= limit) return;
  messages_note(canvas->messages, canvas->scene->root->place, "N668",
                "what is blended in %.200s may take more than %.0f %% of ink; it is drawn as a picture",
                arena_printf(arena, "this chart (%.0f %%)", most * 100), limit * 100);
  canvas->blend_pictures = blends_draw(canvas, arena);
}

Press *sheet_press(const Canvas *canvas, Arena *arena) {
  const RenderOptions *options = canvas->options;
  Press *press = press_open(options->print, canvas->messages, arena);
  const Profile *profile = press ? press_profile(press) : NULL;
  if (profile && options->note_file) options->note_file(options->host, profile_file(profile));
  return press;
}

bool sheet_begin(Canvas *canvas, Arena *arena) {
  const PrintOptions *print = canvas->options->print;
  if (!print) return true;
  canvas->bleed = print->bleed;
  canvas->edge = print->bleed + (print->marks ? PRINT_MARKS : 0);
  if (print->color == PRINT_RGB) return true;
  canvas->press = sheet_press(canvas, arena);
  images_print(canvas->images, print);
  if (canvas->press) settle_blends(canvas, arena);
  return canvas->press;
}

static PdfIntent intent_of(const Press *press) {
  const Profile *profile = press_profile(press);
  return (PdfIntent){profile_bytes(profile), (int)profile_space(profile), profile_title(profile)};
}

static bool finish(const Canvas *canvas, PdfDocument *document, const PdfMetadata *metadata, char **reason) {
  const PrintOptions *print = canvas->options->print;
  double points = sheet_points_per_px(canvas);
  PdfSheet sheet = {canvas->scene->width * points, canvas->scene->height * points, canvas->bleed * points,
                    canvas->edge * points};
  if (canvas->press && !pdf_set_inks(document, canvas->press, print, reason)) return false;
  PdfObject page = pdf_page(document, 0);
  pdf_set_boxes(document, page, &sheet);
  if (print->marks) pdf_add_marks(document, page, &sheet, print->color);
  if (print->pdfx) {
    PdfIntent intent = intent_of(canvas->press);
    pdf_make_x4(document, metadata, &intent);
  }
  return true;
}

bool sheet_print(const Canvas *canvas, PdfDocument *document, const PdfMetadata *metadata) {
  char *reason = NULL;
  if (!is_printed(canvas) || finish(canvas, document, metadata, &reason)) return true;
  if (reason)
    messages_error(canvas->messages, (Place){0}, "E669", "the PDF cannot be made ready for print: %s", reason);
  g_free(reason);
  return false;
}

const char *sheet_version(const Canvas *canvas) {
  return canvas->options->print && canvas->options->print->pdfx ? PDF_X4_VERSION : "1.5";
}
