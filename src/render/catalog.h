/* render/catalog.h: what cairo does not write into a PDF's catalog. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Adds the document's language (BCP 47; NULL: none) and, with `show_title`, the wish that viewers show its title instead of
 * the file's name. Leaves the file alone when it is not as cairo writes it. */
void pdf_catalog_add(GByteArray *pdf, const char *lang, bool show_title);
