/* pdf/x4.h: what makes a file PDF/X-4 (ISO 15930-7:2010), besides its colours and fonts. */
#pragma once
#include "pdf/metadata.h"

typedef struct PdfIntent {
  GBytes *profile;   /* an ICC profile of an output device */
  int inks;          /* of the profile: 4 for CMYK, 1 for gray */
  const char *title; /* the name that the profile has in itself */
} PdfIntent;

/* Adds the output intent, /Trapped and XMP; a TrimBox where a page has none; and takes away what the standard does not allow: annotations
 * and interpolation. The file is to be written as version PDF_X4_VERSION. */
void pdf_make_x4(PdfDocument *document, const PdfMetadata *metadata, const PdfIntent *intent);
#define PDF_X4_VERSION "1.6"

/* The name that a condition of printing has in the registry of the ICC ("FOGRA39", for the profile "ISO Coated v2 300 %"); NULL if
 * it is not known. */
const char *pdf_x4_condition(const char *profile_title);
