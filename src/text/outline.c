/* text/outline.c: a line of text as the outlines of its glyphs. */
#include "text/layout.h"
#include "text/runs.h"
#include <math.h>

bool text_is_unseen(const TextStyle *style, const char *line, double x, double y) {
  return !line || !*line || !(style->size > 0) || !isfinite(x) || !isfinite(y);
}

typedef struct Path {
  cairo_t *cairo;
  double x, y;
} Path;

static void add_path(void *host, PangoFont *font, const char *text, PangoGlyphItem *run, double x) {
  (void)text;
  const Path *path = host;
  cairo_move_to(path->cairo, path->x + x, path->y);
  pango_cairo_glyph_string_path(path->cairo, font, run->glyphs);
}

void text_outline(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x, double y) {
  if (text_is_unseen(style, line, x, y)) return;
  text_visit_runs(text_line(context, style, line), add_path, &(Path){cairo, x, y});
}
