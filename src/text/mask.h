/* text/mask.h: lines of text that were drawn on pixels before, as the coverage of pixels.
 *
 * The labels of axes and legends recur, in one chart and from chart to chart. To draw a line, Pango shapes it and cairo fills its outlines;
 * where the same line comes a second time to the same place within a pixel, what cairo has found to be covered is kept, and is blended
 * from then on as cairo blends it: the pixels are the same.
 */
#pragma once
#include "text/layout.h"

typedef struct TextMasks TextMasks;

/* Whether the line could be drawn from a mask, in the cairo's colour, with its baseline from (x, y); the cairo has no path then. If not, nothing
 * was done: the target is not an image or a group, the colour is translucent, the canvas is turned or the line is met for the first time. */
bool text_mask_draw(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x, double y);
/* The line that the last call was for is not to be kept: its glyphs are pictures. */
void text_mask_refuse(TextContext *context);
