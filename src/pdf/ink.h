/* pdf/ink.h: the colours of a document, in the inks of a press (issue of ISO 15930-7: no colour of a screen is left). */
#pragma once
#include "color/press.h"
#include "pdf/document.h"

/* Replaces the colours of all that paints in a document as cairo writes it, from sRGB to the inks of `press`: operators, shadings, pictures,
 * soft masks and the spaces of groups. `print` has the ink limit and the spot colours. False with `reason` set, for g_free(), if there is
 * something that it cannot convert. */
bool pdf_set_inks(PdfDocument *document, const Press *press, const PrintOptions *print, char **reason);
