/* poster/picture.h: a chart as part of a page, sized to the space it has. */
#pragma once
#include "poster/block.h"

/* Draws the block's "chart" with its top left corner at (x, y), fitted to width × height if it is a single plot; grids of plots
 * keep their own size. Does nothing while measuring. False after an error message. */
bool picture_draw(const BlockFrame *frame, double x, double y, double width, double height);
/* The "height" of a block's picture, scaled as the picture is, px. */
double picture_height(const BlockFrame *frame, double otherwise);
