/* text/vertical.c: vertical columns, as for Chinese on book spines and along axes.
 *
 * Pango's east gravity turns the line a quarter clockwise and each upright glyph back again: Han is upright, Latin is
 * rotated, and HarfBuzz uses the vertical forms of punctuation.
 */
#include "text/layout.h"
#include "text/subset.h"
#include <math.h>

double text_vertical_height(TextContext *context, const TextStyle *style, const char *line) {
  if (!line || !*line || !(style->size > 0)) return 0;
  PangoRectangle logical;
  pango_layout_get_extents(text_layout_vertical(context, style, line), NULL, &logical);
  return logical.width / (double)PANGO_SCALE;
}

/* Turns the transform a quarter clockwise about (x, y); gives the column, whose baseline then begins at (0, *baseline). */
static PangoLayoutLine *column_begin(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line,
                                     double x, double y, double *baseline) {
  PangoLayoutLine *column = pango_layout_get_line_readonly(text_layout_vertical(context, style, line), 0);
  PangoRectangle logical;
  pango_layout_line_get_extents(column, NULL, &logical);
  cairo_translate(cairo, x, y);
  cairo_rotate(cairo, G_PI_2);
  /* the middle of the line's box is the column's centre */
  *baseline = -(logical.y + logical.height / 2.0) / PANGO_SCALE;
  return column;
}

static bool nothing_to_draw(const TextStyle *style, const char *line, double x, double y) {
  return !line || !*line || !(style->size > 0) || !isfinite(x) || !isfinite(y);
}

void text_outline_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                           double y) {
  if (nothing_to_draw(style, line, x, y)) return;
  cairo_matrix_t upright;
  cairo_get_matrix(cairo, &upright);
  double baseline;
  PangoLayoutLine *column = column_begin(context, cairo, style, line, x, y, &baseline);
  cairo_move_to(cairo, 0, baseline);
  pango_cairo_layout_line_path(cairo, column);
  cairo_set_matrix(cairo, &upright);
}

void text_draw_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                        double y) {
  if (nothing_to_draw(style, line, x, y)) return;
  cairo_new_path(cairo);
  if (cairo_surface_get_type(cairo_get_group_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE) {
    text_outline_vertical(context, cairo, style, line, x, y);
    cairo_fill(cairo);
    return;
  }
  cairo_save(cairo);
  double baseline;
  PangoLayoutLine *column = column_begin(context, cairo, style, line, x, y, &baseline);
  text_subsets_show(text_context_subsets(context), cairo, column, 0, baseline, true);
  cairo_restore(cairo);
}
