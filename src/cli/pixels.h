/* cli/pixels.h: how far two pictures differ, as somebody who looks at them would say.
 *
 * Colours are compared in YIQ, whose axes are weighted by how well they are seen (Kotsarenko and Ramos, "Measuring perceived color difference
 * using YIQ NTSC transmission color space in mobile applications", 2010). Pixels that are only smoothed otherwise at an edge do not count
 * (Vyšniauskas, "Anti-aliased pixel and intensity slope detector", 2009). pixelmatch 5 does the same, so that its tolerances are known.
 */
#pragma once
#include <cairo.h>
#include <glib.h>

typedef struct PixelDifference {
  gsize total;    /* pixels of the larger picture, or of both where neither covers the other */
  gsize changed;  /* those that differ */
  gsize smoothed; /* those that differ as an edge may, and do not count */
} PixelDifference;

/* Compares two surfaces of cairo's ARGB32 or RGB24. `tolerance` is from 0 (any difference counts) to 1 (black is white). Into *picture, unless
 * it is NULL, goes a surface that shows where: the expected picture in pale gray, changes in red, edges in yellow; owned by the caller. */
PixelDifference pixels_compare(cairo_surface_t *expected, cairo_surface_t *drawn, double tolerance,
                               cairo_surface_t **picture);
