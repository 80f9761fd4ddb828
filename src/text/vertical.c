/* text/vertical.c: draws the columns of text/column.h.
 *
 * On pixels, glyphs are filled as paths; elsewhere they stay text, each run of them one piece that can be searched.
 */
#include "text/column.h"
#include "text/emoji.h"
#include "text/layout.h"
#include "text/shaped.h"
#include "text/subset.h"
#include <math.h>

double text_vertical_height(TextContext *context, const TextStyle *style, const char *line) {
  if (text_is_unseen(style, line, 0, 0)) return 0;
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

typedef void (*ShowRun)(TextContext *context, cairo_t *cairo, const char *text, PangoGlyphItem *run);

/* Calls `show` for each run of a column, with its origin at cairo's. */
static void show_column(TextContext *context, cairo_t *cairo, const Column *column, double x, double y, ShowRun show) {
  cairo_matrix_t upright;
  cairo_get_matrix(cairo, &upright);
  for (size_t i = 0; i < column->count; i++) {
    cairo_translate(cairo, x, y);
    column_frame(&column->runs[i], cairo);
    show(context, cairo, column->text, column->runs[i].item);
    cairo_set_matrix(cairo, &upright);
  }
}

static void add_outlines(TextContext *context, cairo_t *cairo, const char *text, PangoGlyphItem *run) {
  (void)context, (void)text;
  PangoFont *font = run->item->analysis.font;
  cairo_move_to(cairo, 0, 0);
  if (font && !text_font_is_colored(font)) pango_cairo_glyph_string_path(cairo, font, run->glyphs);
}

static void show_emoji(TextContext *context, cairo_t *cairo, const char *text, PangoGlyphItem *run) {
  if (text_font_is_colored(run->item->analysis.font) &&
      !text_subsets_show_colored(text_context_subsets(context), cairo, run, 0, 0))
    emoji_show_pixels(cairo, text, run, 0, 0);
}

static void show_text(TextContext *context, cairo_t *cairo, const char *text, PangoGlyphItem *run) {
  text_subsets_show_run(text_context_subsets(context), cairo, text, run);
}

void text_outline_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                           double y) {
  if (text_is_unseen(style, line, x, y)) return;
  Column column;
  column_set(&column, context, style, line);
  show_column(context, cairo, &column, x, y, add_outlines);
  column_clear(&column);
}

void text_draw_outlines_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line,
                                 double x, double y) {
  if (text_is_unseen(style, line, x, y)) return;
  Column column;
  column_set(&column, context, style, line);
  cairo_new_path(cairo);
  show_column(context, cairo, &column, x, y, add_outlines);
  cairo_fill(cairo);
  show_column(context, cairo, &column, x, y, show_emoji);
  column_clear(&column);
}

void text_draw_vertical(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                        double y) {
  if (text_is_unseen(style, line, x, y)) return;
  if (cairo_surface_get_type(cairo_get_group_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE) {
    text_draw_outlines_vertical(context, cairo, style, line, x, y);
    return;
  }
  Column column;
  column_set(&column, context, style, line);
  cairo_new_path(cairo);
  show_column(context, cairo, &column, x, y, show_text);
  column_clear(&column);
}
