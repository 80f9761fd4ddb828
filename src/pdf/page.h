/* pdf/page.h: the boxes of a page (PDF 1.7, 14.11.2), and the marks around it. */
#pragma once
#include "base/print.h"
#include "pdf/document.h"

/* In pt. Around the trimmed page there is as much on each side. */
typedef struct PdfSheet {
  double width, height; /* the trimmed page */
  double bleed;         /* what is printed beyond it */
  double edge;          /* from the trimmed page to the edge of the sheet; at least the bleed */
} PdfSheet;

/* Sets MediaBox, CropBox (none), BleedBox and TrimBox. The page's content must have the sheet's size. */
void pdf_set_boxes(PdfDocument *document, PdfObject page, const PdfSheet *sheet);
/* Adds crop marks at the corners and a registration mark at the middle of each side, in all inks, between bleed and edge. */
void pdf_add_marks(PdfDocument *document, PdfObject page, const PdfSheet *sheet, PrintColor color);
