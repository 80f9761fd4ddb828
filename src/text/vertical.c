/* text/vertical.c: columns that run downwards, as Chinese is set on spines and along axes.
 *
 * Pango's east gravity turns the line a quarter clockwise and each upright glyph back again: Han stand, Latin lies, and
 * HarfBuzz takes the vertical forms of punctuation.
 */
#include "text/layout.h"
#include <math.h>

double text_vertical_height(TextContext *context, const TextStyle *style, const char *line) {
  if (!line || !*line || !(style->size > 0)) return 0;
  PangoRectangle logical;
  pango_layout_get_extents(text_layout_vertical(context, style, line), NULL, &logical);
  return logical.width / (double)PANGO_SCALE;
}

void text_draw_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                        double y) {
  if (!line || !*line || !(style->size > 0) || !isfinite(x) || !isfinite(y)) return;
  PangoLayoutLine *column = pango_layout_get_line_readonly(text_layout_vertical(context, style, line), 0);
  PangoRectangle logical;
  pango_layout_line_get_extents(column, NULL, &logical);
  /* the middle of the line's box is the column's centre */
  double middle = (logical.y + logical.height / 2.0) / PANGO_SCALE;
  cairo_save(cairo);
  cairo_new_path(cairo);
  cairo_translate(cairo, x, y);
  cairo_rotate(cairo, G_PI_2);
  cairo_move_to(cairo, 0, -middle);
  if (cairo_surface_get_type(cairo_get_group_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE) {
    pango_cairo_layout_line_path(cairo, column);
    cairo_fill(cairo);
  } else {
    pango_cairo_show_layout_line(cairo, column);
  }
  cairo_restore(cairo);
}
