/* text/line.h: a line of text, shaped by Pango.
 *
 * Not by a PangoLayout: that asks each font for its metrics, since it wants to know how high the line is, and so has
 * fontconfig sort all fonts twice more (a fifth of the time of a small chart); and it looks for where the line may be broken.
 */
#pragma once
#include <pango/pango.h>
#include <stdbool.h>

typedef struct ShapedLine {
  PangoContext *pango;
  char *text;                /* as it is shown */
  PangoAttrList *attributes; /* NULL: none */
  GSList *runs;              /* of PangoGlyphItem, from left to right */
  bool oriented;  /* its first strong character decides its direction; otherwise it reads from left to right */
  bool runs_left; /* it reads from right to left */
} ShapedLine;

/* Sets `text` in a font, each run in `language` or in what the text looks like. Control characters become spaces, bad UTF-8 becomes
 * U+FFFD, and nothing breaks the line. `line` holds nothing or what was set before; `pango` is kept without a reference. */
void line_shape(ShapedLine *line, PangoContext *pango, const PangoFontDescription *font, PangoLanguage *language,
                const char *text, bool oriented);
/* Sets quotes, dashes and ellipses that belong to Han text in the face of its characters, and in `language` unless it is NULL. */
void line_set_han_marks(ShapedLine *line, PangoLanguage *language);
/* Emoji are as wide as Han characters: an em, whatever their face has (Noto Color Emoji 1.245). */
void line_fit_emoji(ShapedLine *line);
/* The size at which the widest glyph of a run of emoji is an em wide, in that of the line, if it is wider at the line's own; else 1. */
double line_emoji_scale(const PangoGlyphItem *run);
/* Its advance in Pango's units. */
int line_advance(const ShapedLine *line);
void line_clear(ShapedLine *line);
