/* text/draw.c: a line of text onto a cairo surface.
 *
 * On pixels, glyphs are filled as paths: the reference draws them so, and it places them between pixels. Everywhere else
 * they stay text, so that a PDF can be searched.
 */
#include "text/emoji.h"
#include "text/layout.h"
#include "text/mask.h"
#include "text/runs.h"
#include "text/subset.h"
#include <math.h>

static bool has_colored_run(const ShapedLine *line) {
  for (const GSList *at = line->runs; at; at = at->next)
    if (text_font_is_colored(((const PangoGlyphItem *)at->data)->item->analysis.font)) return true;
  return false;
}

typedef struct Pen {
  TextContext *context;
  cairo_t *cairo;
  double x, y;
} Pen;

static void draw_run(void *host, PangoFont *font, const char *text, PangoGlyphItem *run, double x) {
  const Pen *pen = host;
  double y = pen->y;
  x += pen->x;
  if (text_subsets_show_colored(text_context_subsets(pen->context), pen->cairo, run, x, y)) return;
  if (text_font_is_colored(font)) {
    emoji_show_pixels(pen->cairo, text, run, x, y);
  } else {
    cairo_move_to(pen->cairo, x, y);
    pango_cairo_glyph_string_path(pen->cairo, font, run->glyphs);
    cairo_fill(pen->cairo);
  }
}

void text_draw_outlines(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x,
                        double y) {
  if (text_is_unseen(style, line, x, y)) return;
  cairo_new_path(cairo);
  const ShapedLine *set = text_line(context, style, line);
  if (has_colored_run(set)) {
    text_mask_refuse(context);
    text_visit_runs(set, draw_run, &(Pen){context, cairo, x, y});
    return;
  }
  text_outline(context, cairo, style, line, x, y);
  cairo_fill(cairo);
}

void text_draw(TextContext *context, cairo_t *cairo, const TextStyle *style, const char *line, double x, double y) {
  if (text_is_unseen(style, line, x, y)) return;
  if (cairo_surface_get_type(cairo_get_group_target(cairo)) == CAIRO_SURFACE_TYPE_IMAGE) {
    cairo_new_path(cairo);
    if (!text_mask_draw(context, cairo, style, line, x, y)) text_draw_outlines(context, cairo, style, line, x, y);
    return;
  }
  cairo_new_path(cairo);
  text_subsets_show(text_context_subsets(context), cairo, text_line(context, style, line), x, y);
}
