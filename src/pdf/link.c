/* pdf/link.c: see link.h. cairo 1.16 has links too, but they leave a reference to an object that does not exist. */
#include "pdf/link.h"

static PdfObject address(PdfDocument *document, const char *url) {
  GString *ascii = g_string_new(NULL);
  for (const char *c = url; *c; c++) {
    unsigned char byte = (unsigned char)*c;
    if (byte <= 0x20 || byte >= 0x7f)
      g_string_append_printf(ascii, "%%%02X", byte);
    else
      g_string_append_c(ascii, *c);
  }
  PdfObject string = pdf_make_string(document, ascii->str, ascii->len);
  g_string_free(ascii, TRUE);
  return string;
}

static PdfObject annotation(PdfDocument *document, const PdfLink *link, double left, double top) {
  PdfObject object = pdf_parse(document, "<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] >>"),
            action = pdf_parse(document, "<< /Type /Action /S /URI >>"), box = pdf_make_array(document);
  double sides[4] = {left + link->x1, top - link->y2, left + link->x2, top - link->y1};
  for (int i = 0; i < 4; i++) pdf_append(document, box, pdf_make_number(document, sides[i], 3));
  pdf_set(document, action, "/URI", address(document, link->url));
  pdf_set(document, object, "/Rect", box);
  pdf_set(document, object, "/A", action);
  return pdf_make_indirect(document, object);
}

void pdf_add_links(PdfDocument *document, PdfObject page, const PdfLink *links, size_t count) {
  if (count == 0) return;
  PdfObject box = pdf_get(document, page, "/MediaBox"), list = pdf_make_array(document);
  double left = pdf_number(document, pdf_at(document, box, 0), 0),
         top = pdf_number(document, pdf_at(document, box, 3), 0);
  for (size_t i = 0; i < count; i++) pdf_append(document, list, annotation(document, &links[i], left, top));
  pdf_set(document, page, "/Annots", list);
}
