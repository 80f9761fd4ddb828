/* pdf/ink_image.c: pictures, from sRGB to inks. */
#include "pdf/ink_page.h"
#include <math.h>
#include <string.h>

/* Inks as bytes of the space, in place, and the most of those besides black. */
static double finish_pixels(const Press *press, guint8 *inks, size_t count) {
  int most = 0;
  if (press_ink_count(press) == 1) {
    for (size_t i = 0; i < count; i++) inks[i] = (guint8)(255 - inks[i]);
    return 0;
  }
  for (size_t i = 0; i < count; i++, inks += 4) most = MAX(most, inks[0] + inks[1] + inks[2]);
  return most / 255.0;
}

/* Three bytes for each pixel to those of the space. */
static GBytes *convert_pixels(const Press *press, const guint8 *rgb, size_t count, double *peak) {
  guint8 *inks = g_malloc(MAX(count, 1) * (size_t)press_ink_count(press));
  press_pixels(press, rgb, inks, count);
  *peak = finish_pixels(press, inks, count);
  return g_bytes_new_take(inks, count * (size_t)press_ink_count(press));
}

static bool convert_plain(InkPage *page, PdfObject image) {
  PdfDocument *document = page->document;
  double width = pdf_number(document, pdf_get(document, image, "/Width"), 0),
         height = pdf_number(document, pdf_get(document, image, "/Height"), 0), peak;
  GBytes *data = pdf_stream_data(document, image);
  bool is_whole = data && pdf_number(document, pdf_get(document, image, "/BitsPerComponent"), 0) == 8 &&
                  width * height * 3 <= (double)g_bytes_get_size(data);
  if (is_whole) {
    GBytes *inks = convert_pixels(page->press, g_bytes_get_data(data, NULL), (size_t)(width * height), &peak);
    pdf_stream_replace(document, image, inks);
    g_bytes_unref(inks);
    pdf_set(document, image, "/ColorSpace", pdf_make_name(document, ink_space(page->press)));
    pdf_set(document, image, "/Interpolate", 0); /* a curve through pixels may go beyond them, and beyond the limit */
    ink_set_peak(page, image, peak);
  }
  if (data) g_bytes_unref(data);
  return is_whole;
}

/* The bytes of a palette: a string or a stream; owned by the caller. */
static GBytes *palette_bytes(PdfDocument *document, PdfObject table) {
  size_t length;
  if (pdf_type(document, table) == PDF_STREAM) return pdf_stream_data(document, table);
  const char *bytes = pdf_string(document, table, &length);
  return bytes ? g_bytes_new(bytes, length) : NULL;
}

static bool convert_indexed(InkPage *page, PdfObject image, PdfObject space) {
  PdfDocument *document = page->document;
  GBytes *table = palette_bytes(document, pdf_at(document, space, 3));
  if (!table) return false;
  double peak;
  GBytes *inks = convert_pixels(page->press, g_bytes_get_data(table, NULL), g_bytes_get_size(table) / 3, &peak);
  PdfObject made = pdf_printf(document, "[/Indexed %s %d]", ink_space(page->press),
                              (int)pdf_number(document, pdf_at(document, space, 2), 0));
  pdf_append(document, made, pdf_make_string(document, g_bytes_get_data(inks, NULL), g_bytes_get_size(inks)));
  pdf_set(document, image, "/ColorSpace", made);
  pdf_set(document, image, "/Interpolate", 0);
  ink_set_peak(page, image, peak);
  g_bytes_unref(inks);
  g_bytes_unref(table);
  return true;
}

bool ink_image(InkPage *page, PdfObject image) {
  PdfDocument *document = page->document;
  PdfObject space = pdf_get(document, image, "/ColorSpace"), kind = pdf_at(document, space, 0);
  if (!space || pdf_is_name(document, space, "/DeviceGray")) return true;
  if (pdf_is_name(document, space, "/DeviceCMYK")) return true;
  if (pdf_is_name(document, kind, "/Indexed") && pdf_is_name(document, pdf_at(document, space, 1), "/DeviceRGB"))
    return convert_indexed(page, image, space);
  return pdf_is_name(document, space, "/DeviceRGB") && convert_plain(page, image);
}
