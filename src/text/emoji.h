/* text/emoji.h: glyphs in colour in files that are drawn at any size.
 *
 * cairo (1.16) makes a picture of such a glyph at the size of the text, 20 px high for a label of 20 px, and a PDF has no text for it.
 * Here pictures (tables CBDT and sbix) are put down with all their pixels, once for each glyph of a file, and layers (COLR, version 0)
 * are filled as outlines: https://learn.microsoft.com/typography/opentype/spec/otff#tables-related-to-color-fonts
 */
#pragma once
#include "base/budget.h"
#include <pango/pangocairo.h>
#include <stdbool.h>

/* The pictures that one file has shown so far; their bytes are charged to `budget`, which may be NULL. */
typedef struct EmojiPictures EmojiPictures;
EmojiPictures *emoji_pictures_create(void);
void emoji_pictures_destroy(EmojiPictures *pictures);

/* Whether emoji_show() can draw glyphs of this font. */
bool emoji_can_show(PangoFont *font);
/* Draws a run of glyphs with its origin at (x, y), as opaque as cairo's current source, which also fills glyphs without colours. */
void emoji_show(EmojiPictures *pictures, Budget *budget, cairo_t *cairo, PangoFont *font, const PangoGlyphString *run,
                double x, double y);
/* The same on pixels, as cairo makes pictures of their size; it has no opacity for them. */
void emoji_show_pixels(cairo_t *cairo, const char *text, PangoGlyphItem *run, double x, double y);
/* A face whose glyphs are as wide as the font's, and two dots at the corners of their boxes: for text that a reader of the file can find
 * and mark where the pictures are. To be freed with cairo_font_face_destroy(). */
cairo_font_face_t *emoji_box_face(PangoFont *font);
