/* pdf/link.h: areas of a page that open a web page (PDF 1.7, 12.5.6.5 and 12.6.4.7). */
#pragma once
#include "pdf/document.h"

typedef struct PdfLink {
  char *url;
  double x1, y1, x2, y2; /* pt from the top left of the MediaBox */
} PdfLink;

/* Adds `count` of them to a page. Addresses are written in ASCII, other characters percent-encoded. */
void pdf_add_links(PdfDocument *document, PdfObject page, const PdfLink *links, size_t count);
