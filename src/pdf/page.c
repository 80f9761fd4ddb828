/* pdf/page.c: see page.h. */
#include "pdf/page.h"
#include "pdf/ink_page.h"

static PdfObject box(PdfDocument *document, double x1, double y1, double x2, double y2) {
  double sides[] = {x1, y1, x2, y2};
  PdfObject array = pdf_make_array(document);
  for (int i = 0; i < 4; i++) pdf_append(document, array, pdf_make_number(document, sides[i], 5));
  return array;
}

/* The page and as much more on each side, within the sheet. */
static PdfObject page_box(PdfDocument *document, const PdfSheet *sheet, double more) {
  double low = sheet->edge - more;
  return box(document, low, low, sheet->edge + sheet->width + more, sheet->edge + sheet->height + more);
}

void pdf_set_boxes(PdfDocument *document, PdfObject page, const PdfSheet *sheet) {
  pdf_set(document, page, "/MediaBox", page_box(document, sheet, sheet->edge));
  pdf_set(document, page, "/BleedBox", page_box(document, sheet, sheet->bleed));
  pdf_set(document, page, "/TrimBox", page_box(document, sheet, 0));
  pdf_set(document, page, "/CropBox", 0);
}

static const double POINTS_PER_MM = 72 / 25.4;

static void add_line(GString *out, double x1, double y1, double x2, double y2) {
  ink_append_number(out, x1);
  ink_append_number(out, y1);
  g_string_append(out, "m ");
  ink_append_number(out, x2);
  ink_append_number(out, y2);
  g_string_append(out, "l S\n");
}

/* The two marks of a corner, which lead away from it. */
static void add_corner(GString *out, const PdfSheet *sheet, double x, double y, double right, double up) {
  double near = sheet->bleed + 1 * POINTS_PER_MM, far = sheet->bleed + 6 * POINTS_PER_MM;
  add_line(out, x + right * near, y, x + right * far, y);
  add_line(out, x, y + up * near, x, y + up * far);
}

/* A cross in a circle. */
static void add_target(GString *out, double x, double y) {
  const double cross = 2.5 * POINTS_PER_MM, radius = 1.5 * POINTS_PER_MM, handle = 0.5522847498 * radius;
  const double circle[4][6] = {
      {radius, handle, handle, radius, 0, radius},
      {-handle, radius, -radius, handle, -radius, 0},
      {-radius, -handle, -handle, -radius, 0, -radius},
      {handle, -radius, radius, -handle, radius, 0},
  };
  add_line(out, x - cross, y, x + cross, y);
  add_line(out, x, y - cross, x, y + cross);
  ink_append_number(out, x + radius);
  ink_append_number(out, y);
  g_string_append(out, "m\n");
  for (int i = 0; i < 4; i++) {
    for (int k = 0; k < 6; k++) ink_append_number(out, circle[i][k] + (k % 2 ? y : x));
    g_string_append(out, "c\n");
  }
  g_string_append(out, "S\n");
}

static void add_all_marks(GString *out, const PdfSheet *sheet) {
  double left = sheet->edge, right = left + sheet->width, low = left, high = low + sheet->height;
  double middle = sheet->bleed + 3.5 * POINTS_PER_MM;
  add_corner(out, sheet, left, low, -1, -1);
  add_corner(out, sheet, right, low, 1, -1);
  add_corner(out, sheet, left, high, -1, 1);
  add_corner(out, sheet, right, high, 1, 1);
  add_target(out, (left + right) / 2, low - middle);
  add_target(out, (left + right) / 2, high + middle);
  add_target(out, left - middle, (low + high) / 2);
  add_target(out, right + middle, (low + high) / 2);
}

/* The space of the ink "All", which is on every plate; on a screen it is black. */
static PdfObject all_inks(PdfDocument *document, PrintColor color) {
  static const struct {
    const char *space, *none, *full;
  } spaces[] = {
      [PRINT_RGB] = {"/DeviceRGB", "[1 1 1]", "[0 0 0]"},
      [PRINT_CMYK] = {"/DeviceCMYK", "[0 0 0 0]", "[1 1 1 1]"},
      [PRINT_GRAY] = {"/DeviceGray", "[1]", "[0]"},
  };
  return pdf_printf(document, "[/Separation /All %s << /FunctionType 2 /Domain [0 1] /N 1 /C0 %s /C1 %s >>]",
                    spaces[color].space, spaces[color].none, spaces[color].full);
}

void pdf_add_marks(PdfDocument *document, PdfObject page, const PdfSheet *sheet, PrintColor color) {
  PdfObject resources = pdf_get(document, page, "/Resources"), spaces = pdf_get(document, resources, "/ColorSpace");
  GBytes *content = pdf_page_content(document, page);
  if (!content) return;
  if (!spaces) {
    pdf_set(document, resources, "/ColorSpace", pdf_make_dictionary(document));
    spaces = pdf_get(document, resources, "/ColorSpace");
  }
  pdf_set(document, spaces, "/TubanAll", all_inks(document, color));
  GString *out = g_string_new("q\n");
  g_string_append_len(out, g_bytes_get_data(content, NULL), (gssize)g_bytes_get_size(content));
  g_string_append(out, "\nQ\nq /TubanAll CS 1 SCN 0.25 w\n");
  add_all_marks(out, sheet);
  g_string_append(out, "Q\n");
  GBytes *made = g_string_free_to_bytes(out);
  pdf_page_replace_content(document, page, made);
  g_bytes_unref(made);
  g_bytes_unref(content);
}
