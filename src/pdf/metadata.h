/* pdf/metadata.h: what a file says of itself: the Info dictionary (PDF 1.7, 14.3.3), the catalog, and XMP (ISO 16684-1). */
#pragma once
#include "pdf/document.h"

/* Strings are UTF-8, without control characters; NULL or empty: not written. */
typedef struct PdfMetadata {
  const char *title, *author, *subject, *creator;
  const char *lang; /* BCP 47; anything else is not written */
  gint64 time;      /* of creation and of the last change, s since the epoch */
} PdfMetadata;

/* Sets the Info dictionary, except for /Producer, which is the writer's; the language of the document, and the request that viewers
 * show the title instead of the file's name. */
void pdf_set_metadata(PdfDocument *document, const PdfMetadata *metadata);
/* Adds XMP that says the same as the Info dictionary; call it last. `pdfx` is the version of PDF/X that the file is ("PDF/X-4"). The
 * document's id is made from its content. */
void pdf_add_xmp(PdfDocument *document, const PdfMetadata *metadata, const char *pdfx);
