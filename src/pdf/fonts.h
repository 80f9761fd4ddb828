/* pdf/fonts.h: the fonts of a file. */
#pragma once
#include "pdf/document.h"

/* Gives each embedded font a name of its own. Instances of one variable font have one PostScript name, and cairo makes the tag before it
 * ("ABCDEF+") from the glyphs alone. */
void pdf_name_fonts_apart(PdfDocument *document);
/* Says of each TrueType font that is addressed by glyph that it is, as PDF/X and PDF/A demand: /CIDToGIDMap /Identity. */
void pdf_map_glyphs(PdfDocument *document);
