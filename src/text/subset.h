/* text/subset.h: small faces for the file that a text is embedded in: only the glyphs that it shows, no layout tables, no hints.
 *
 * The text is looked through before it is drawn, so that cairo gets faces of some hundred glyphs instead of 65,000: cairo's own
 * subsets of such fonts keep the frames of all subroutines (50 kB for 12 glyphs), and take it 30 ms each.
 */
#pragma once
#include "text/text.h"

typedef struct TextSubsets TextSubsets;
TextSubsets *text_subsets_create(void);
void text_subsets_destroy(TextSubsets *subsets);

typedef enum FontPermission { FONT_EMBEDDABLE, FONT_NOT_EMBEDDABLE, FONT_NOT_SUBSETTABLE } FontPermission;

/* Notes the glyphs of a line that is going to be drawn, once or more often. Anything but FONT_EMBEDDABLE when one of its fonts
 * forbids that (OS/2 fsType, https://learn.microsoft.com/typography/opentype/spec/os2#fstype); *font is then its PostScript
 * name, which lives as long as `subsets`. */
FontPermission text_subsets_add(TextSubsets *subsets, TextContext *context, const TextStyle *style, const char *line,
                                bool vertical, const char **font);
/* Makes the faces; no lines are added afterwards. False when the library for that ("libharfbuzz-subset.so.0") is unavailable; all
 * text is then drawn with whole faces. */
bool text_subsets_finish(TextSubsets *subsets);
/* From now on text_draw() and text_draw_vertical() draw with these faces what they have all glyphs of, until `subsets` are
 * destroyed. */
void text_subsets_use(TextSubsets *subsets, TextContext *context);
/* Draws a shaped line at (x, y): with the small faces, or with whole ones where `subsets` is NULL. For text_draw(). */
struct ShapedLine;
void text_subsets_show(TextSubsets *subsets, cairo_t *cairo, const struct ShapedLine *line, double x, double y);
/* The same for some glyphs of a column, at the origin; each run is one piece of text. */
struct _PangoGlyphItem;
void text_subsets_show_run(TextSubsets *subsets, cairo_t *cairo, const char *text, struct _PangoGlyphItem *run);
/* Draws a run of emoji with its origin at (x, y), without its text; false, and nothing is drawn, where its font has no colours that
 * emoji_show() knows, or `subsets` is NULL. */
bool text_subsets_show_colored(TextSubsets *subsets, cairo_t *cairo, struct _PangoGlyphItem *run, double x, double y);
