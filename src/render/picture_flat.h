/* render/picture_flat.h: pictures of shapes (SVG) as pixels, where shapes would not do. */
#pragma once
#include <cairo.h>
#include <stdbool.h>

/* Whether something in a recording of that size is blended with what is below it ("mix-blend-mode"). */
bool picture_is_blended(cairo_surface_t *recording, double width, double height);
/* Its pixels for a box of that size on a printed page (px), owned by the caller: a surface of the recording's own size. */
cairo_surface_t *picture_flatten(cairo_surface_t *recording, double width, double height, double box_width,
                                 double box_height);
