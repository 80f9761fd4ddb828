/* text/vertical.c: draws the columns of text/column.h.
 *
 * On pixels, glyphs are filled as paths; elsewhere they stay text, each run of them one piece that can be searched.
 */
#include "text/column.h"
#include "text/shaped.h"
#include "text/subset.h"
#include <math.h>

static bool nothing_to_draw(const TextStyle *style, const char *line, double x, double y) {
  return !line || !*line || !(style->size > 0) || !isfinite(x) || !isfinite(y);
}

double text_vertical_height(TextContext *context, const TextStyle *style, const char *line) {
  if (nothing_to_draw(style, line, 0, 0)) return 0;
  if (text_context_shaped(context) && style->size != SHAPED_SIZE) {
    TextStyle at = *style;
    at.size = SHAPED_SIZE;
    at.measure *= SHAPED_SIZE / style->size;
    return text_vertical_height(context, &at, line) * (style->size / SHAPED_SIZE);
  }
  Column column;
  double height = column_set(&column, context, style, line);
  column_clear(&column);
  return height;
}

void text_outline_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                           double y) {
  if (nothing_to_draw(style, line, x, y)) return;
  Column column;
  cairo_matrix_t upright;
  cairo_get_matrix(cairo, &upright);
  column_set(&column, context, style, line);
  for (size_t i = 0; i < column.count; i++) {
    const PangoGlyphItem *item = column.runs[i].item;
    cairo_translate(cairo, x, y);
    column_frame(&column.runs[i], cairo);
    cairo_move_to(cairo, 0, 0);
    if (item->item->analysis.font) pango_cairo_glyph_string_path(cairo, item->item->analysis.font, item->glyphs);
    cairo_set_matrix(cairo, &upright);
  }
  column_clear(&column);
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
  Column column;
  column_set(&column, context, style, line);
  for (size_t i = 0; i < column.count; i++) {
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    column_frame(&column.runs[i], cairo);
    text_subsets_show_run(text_context_subsets(context), cairo, column.text, column.runs[i].item);
    cairo_restore(cairo);
  }
  column_clear(&column);
}
