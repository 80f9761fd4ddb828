/* render/sheet.c: see sheet.h. */
#include "render/sheet.h"
#include "pdf/ink.h"
#include "pdf/page.h"
#include <math.h>

static const double POINTS_PER_PX = 0.75;

bool sheet_is_printed(const Canvas *canvas) {
  const PrintOptions *print = canvas->options->print;
  return print && (print->width > 0 || print->bleed > 0 || print->marks || print->color != PRINT_RGB || print->pdfx);
}

void sheet_begin(Canvas *canvas) {
  const PrintOptions *print = canvas->options->print;
  if (!print) return;
  canvas->bleed = print->bleed;
  canvas->edge = print->bleed + (print->marks ? PRINT_MARKS : 0);
}

/* How far to move one side: the new place of what is at `at`, whose page has that length. */
static double extended(const Canvas *canvas, double at, double length) {
  const double near = 0.05; /* px */
  if (fabs(at) < near) return -canvas->bleed;
  if (fabs(at - length) < near) return length + canvas->bleed;
  return at;
}

void sheet_extend(const Canvas *canvas, double *x1, double *y1, double *x2, double *y2) {
  cairo_matrix_t matrix;
  if (!(canvas->bleed > 0)) return;
  cairo_get_matrix(canvas->cairo, &matrix);
  if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx <= 0 || matrix.yy <= 0) return;
  double *sides[] = {x1, y1, x2, y2};
  for (int i = 0; i < 4; i++) {
    double unit = i % 2 ? matrix.yy : matrix.xx, start = i % 2 ? matrix.y0 : matrix.x0,
           length = i % 2 ? canvas->scene->height : canvas->scene->width;
    double at = (*sides[i] * unit + start) / canvas->scale - canvas->edge, moved = extended(canvas, at, length);
    if (moved != at) *sides[i] = ((moved + canvas->edge) * canvas->scale - start) / unit;
  }
}

bool sheet_finish(const Canvas *canvas, PdfDocument *document, Arena *arena, char **reason) {
  const PrintOptions *print = canvas->options->print;
  PdfSheet sheet = {canvas->scene->width * POINTS_PER_PX, canvas->scene->height * POINTS_PER_PX,
                    canvas->bleed * POINTS_PER_PX, canvas->edge * POINTS_PER_PX};
  if (print->color != PRINT_RGB) {
    Press *press = press_open(print, canvas->messages, arena);
    if (!press || !pdf_set_inks(document, press, print, reason)) return false;
  }
  PdfObject page = pdf_page(document, 0);
  pdf_set_boxes(document, page, &sheet);
  if (print->marks) pdf_add_marks(document, page, &sheet, print->color);
  return true;
}
