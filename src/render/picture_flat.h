/* render/picture_flat.h: pictures as other pixels, where inks matter: shapes (SVG) that are blended, and pixels that are larger than a
 * printer's, which a viewer would have to smooth. */
#pragma once
#include <cairo.h>
#include <stdbool.h>

/* Whether something in a recording of that size is blended with what is below it ("mix-blend-mode"). */
bool picture_is_blended(cairo_surface_t *recording, double width, double height);
/* A picture's pixels for a box of that size on a printed page (px), so many to the inch, smooth; owned by the caller: a surface of the
 * picture's own size. */
cairo_surface_t *picture_flatten(cairo_surface_t *picture, double width, double height, double box_width,
                                 double box_height, double dpi);
