/* pdf/walk.h: everything in a file that paints: pages, form XObjects, soft masks, tiling patterns. */
#pragma once
#include "pdf/document.h"

typedef enum PdfContentKind { PDF_PAGE, PDF_FORM, PDF_SOFT_MASK, PDF_TILING } PdfContentKind;

/* A stream of operators and the names it uses. */
typedef struct PdfContent {
  PdfContentKind kind;
  PdfObject object;    /* the page, or the stream */
  PdfObject resources; /* its dictionary: /ColorSpace /ExtGState /Font /Pattern /Shading /XObject; 0 if there is none */
} PdfContent;

/* All of them, each once, a page before what it paints, in an order that depends on the file alone. In the document's
 * arena. */
const PdfContent *pdf_contents(PdfDocument *document, size_t *count);
/* The bytes of a content, owned by the caller, and others in their place. */
GBytes *pdf_content_read(PdfDocument *document, const PdfContent *content);
void pdf_content_replace(PdfDocument *document, const PdfContent *content, GBytes *data);

/* The objects that the resources of all contents name in `category` ("/Font", "/Shading", "/XObject", "/ExtGState"), each once:
 * an array of the document's arena. Direct objects each count as one. */
const PdfObject *pdf_resources(PdfDocument *document, const char *category, size_t *count);
