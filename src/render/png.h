/* render/png.h: an image surface (ARGB32) as a PNG file. */
#pragma once
#include <cairo.h>
#include <glib.h>
#include <stdbool.h>

/* `dpi` is written as pHYs when positive. NULL when libpng fails. Owned by the caller. */
GBytes *png_encode(cairo_surface_t *surface, double dpi);
