/* text/fallback.h: what a file that names fonts must name besides the author's, so that its text looks alike where they are missing.
 *
 * "Noto Serif CJK SC" becomes "'Noto Serif CJK SC','Source Han Serif SC','Songti SC','Times New Roman',Times,SimSun,serif" where
 * Chinese and Latin are set in it.
 */
#pragma once
#include "text/text.h"

/* One CSS list of families, with the scripts that are set in it and the faces they are drawn with. */
typedef struct FontUse FontUse;
/* `families`: the author's; NULL: sans-serif. */
FontUse *font_use_create(const char *families, Arena *arena);
/* Notes a line that is set in these families. Quick, unless a script occurs for the first time. */
void font_use_add(FontUse *use, TextContext *text, const TextStyle *style, const char *line);
/* The CSS list, in `arena`: the families that the author named, those that are used instead, common ones of each script
 * noted, and a generic one: the author's, or the one of the face that is used. Names are quoted by apostrophes where CSS
 * asks for it. A list of the author that ends in cursive or fantasy remains as it is. */
const char *font_use_list(const FontUse *use, Arena *arena);
