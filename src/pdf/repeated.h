/* pdf/repeated.h: a fault of cairo's files that keeps other programs from reading them without a warning. */
#pragma once
#include <glib.h>

/* Replaces by spaces what a dictionary of drawn objects names again, as cairo 1.16 does for each use of a picture: a key may be there only once
 * (PDF 1.7, 7.3.7), and readers warn. The length stays as it is. */
void pdf_drop_repeated(GByteArray *pdf);
