/* render/missing.h: warns once for each character, and each family, that no installed font has. */
#pragma once
#include "text/text.h"

typedef struct MissingGlyphs MissingGlyphs;
MissingGlyphs *missing_glyphs_create(void);
void missing_glyphs_destroy(MissingGlyphs *missing);
/* Warns at `place` of the families of `style`, and of every missing character of `line`, unless it has before. */
void missing_glyphs_check(MissingGlyphs *missing, TextContext *text, const TextStyle *style, const char *line,
                          Place place, Messages *messages);
