/* render/missing.h: warns once for each character missing from all installed fonts. */
#pragma once
#include "text/text.h"

typedef struct MissingGlyphs MissingGlyphs;
MissingGlyphs *missing_glyphs_create(void);
void missing_glyphs_destroy(MissingGlyphs *missing);
/* Warns at `place` about every missing character of `line` not reported yet. */
void missing_glyphs_check(MissingGlyphs *missing, TextContext *text, const TextStyle *style, const char *line,
                          Place place, Messages *messages);
