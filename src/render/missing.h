/* render/missing.h: says once of each character that no installed font has it. */
#pragma once
#include "text/text.h"

typedef struct MissingGlyphs MissingGlyphs;
MissingGlyphs *missing_glyphs_create(void);
void missing_glyphs_destroy(MissingGlyphs *missing);
/* Warns at `place` of every character of `line` that was not warned of yet. */
void missing_glyphs_check(MissingGlyphs *missing, TextContext *text, const TextStyle *style, const char *line,
                          Place place, Messages *messages);
