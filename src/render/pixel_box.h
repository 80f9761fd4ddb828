/* render/pixel_box.h: a box of whole pixels, and a clip that is one. */
#pragma once
#include <cairo.h>
#include <stdbool.h>

/* Device px: the right and the bottom are the first outside. */
typedef struct PixelBox {
  int left, top, right, bottom;
} PixelBox;

/* The part of an image surface that the clip of `cairo` leaves, where that is a box of whole pixels; else false. */
bool pixel_box_of_clip(cairo_t *cairo, cairo_surface_t *image, PixelBox *box);
