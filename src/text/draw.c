/* text/draw.c: a line of text onto a cairo surface.
 *
 * On pixels, glyphs are filled as paths: the reference draws them so, and it places them between pixels. Everywhere else
 * they stay text, so that a PDF can be searched.
 */
#include "text/layout.h"
#include "text/subset.h"
#include <math.h>

static bool nothing_to_draw(const TextStyle *style, const char *line, double x, double y) {
  return !line || !*line || !(style->size > 0) || !isfinite(x) || !isfinite(y);
}

void text_outline(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x, double y) {
  if (nothing_to_draw(style, line, x, y)) return;
  cairo_move_to(cairo, x, y);
  pango_cairo_layout_line_path(cairo, text_line(context, style, line));
}

void text_draw(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x, double y) {
  if (nothing_to_draw(style, line, x, y)) return;
  cairo_new_path(cairo);
  if (cairo_surface_get_type(cairo_get_group_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE) {
    text_outline(context, cairo, style, line, x, y);
    cairo_fill(cairo);
    return;
  }
  text_subsets_show(text_context_subsets(context), cairo, text_line(context, style, line), x, y);
}
