/* render/raster.h: what the raster formats share: the scene as pixels, and how to read them. */
#pragma once
#include "render/format.h"

/* Device px per px. */
double raster_scale(const RenderOptions *options);
/* Draws the scene and encodes the picture. The size must have been checked. */
GBytes *raster_write(Canvas *canvas);

/* Row `y` of a picture, as cairo keeps it: 0xAARRGGBB, colours multiplied by alpha. */
const guint32 *raster_row(cairo_surface_t *picture, int y);
