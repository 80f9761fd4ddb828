/* render/pdf_update.h: what cairo does not write into a PDF, or not correctly. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* An area of the page that opens a web page. */
typedef struct PdfLink {
  char *url;
  double x1, y1, x2, y2; /* pt from the top left */
} PdfLink;

/* Replaces by spaces what a dictionary of drawn objects names again, as cairo 1.16 does for each use of a picture: a key may be there only once
 * (PDF 1.7, 7.3.7), and readers warn. The length stays as it is. */
void pdf_drop_repeated(GByteArray *pdf);
/* Adds to a finished one-page file the document's language (BCP 47; NULL: none), the request that viewers show its
 * title instead of the file's name, and links. Leaves the file alone when it is not as cairo writes it. `height` is the
 * page's, in pt. */
void pdf_update(GByteArray *pdf, const char *lang, bool show_title, const GArray *links, double height);
