/* text/outline.c: a line of text as the outlines of its glyphs. */
#include "text/layout.h"
#include <math.h>

bool text_is_unseen(const TextStyle *style, const char *line, double x, double y) {
  return !line || !*line || !(style->size > 0) || !isfinite(x) || !isfinite(y);
}

void text_outline(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x, double y) {
  if (text_is_unseen(style, line, x, y)) return;
  cairo_move_to(cairo, x, y);
  pango_cairo_layout_line_path(cairo, text_line(context, style, line));
}
