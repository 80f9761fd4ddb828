/* render/text.c: draws text marks and reports missing glyphs. */
#include "render/cost.h"
#include "render/missing.h"
#include "render/repeats.h"
#include "scene/label.h"
#include "scene/shapes.h"
#include <math.h>

/* The reference aligns by whole pixels: half of a width rounded up, rounded down. */
static double alignment_width(const Canvas *canvas, const SceneLabel *label, double width) {
  if (!canvas->raster || label->vertical) return width;
  double whole = ceil(width);
  return label->align == 0.5 ? 2 * floor(whole / 2) : whole;
}

/* How a line is drawn: along it, or down a column. */
typedef void (*DrawText)(TextContext *, cairo_t *, const TextStyle *, const char *, double, double);
typedef struct Setting {
  DrawText draw, draw_outlines, outline;
  double (*measure)(TextContext *, const TextStyle *, const char *);
} Setting;
static const Setting horizontal = {text_draw, text_draw_outlines, text_outline, text_width};
static const Setting vertical = {text_draw_vertical, text_draw_outlines_vertical, text_outline_vertical,
                                 text_vertical_height};

static void draw_line(Canvas *canvas, const SceneMark *mark, size_t item, const SceneLabel *label, size_t i) {
  const Setting *setting = label->vertical ? &vertical : &horizontal;
  const char *line = label->lines[i];
  double x, y, length = 0;
  if (!*line) return;
  double area = label->style.size * label->style.size * (double)g_utf8_strlen(line, -1);
  cost_charge_area(canvas, area);
  missing_glyphs_check(canvas->missing, canvas->text, &label->style, line, mark->place, canvas->messages);
  if (label->vertical || label->align > 0) length = setting->measure(canvas->text, &label->style, line);
  scene_label_line_start(label, i, alignment_width(canvas, label, length), &x, &y);
  if (canvas_set_fill(canvas, mark, item)) {
    cost_charge_pixels(canvas, area);
    (canvas->outlines ? setting->draw_outlines : setting->draw)(canvas->text, canvas->cairo, &label->style, line, x, y);
  }
  if (canvas_set_stroke(canvas, mark, item)) {
    cost_charge_pixels(canvas, area);
    setting->outline(canvas->text, canvas->cairo, &label->style, line, x, y);
    cairo_stroke(canvas->cairo);
  }
}

static void draw_label(Canvas *canvas, const SceneMark *mark, size_t item) {
  SceneLabel label;
  scene_label_read(&label, mark, item, canvas->scene->lang, canvas->text, &canvas->scratch);
  if (label.line_count == 0 || !(label.style.size > 0) ||
      !isfinite(label.x + label.y + label.dx + label.dy + label.angle))
    return;
  canvas_link(canvas, mark, item);
  cairo_matrix_t upright;
  cairo_get_matrix(canvas->cairo, &upright);
  cairo_translate(canvas->cairo, canvas_limit(label.x), canvas_limit(label.y));
  if (label.angle != 0) cairo_rotate(canvas->cairo, label.angle);
  for (size_t i = 0; i < label.line_count; i++) draw_line(canvas, mark, item, &label, i);
  cairo_set_matrix(canvas->cairo, &upright);
}

void canvas_draw_text(Canvas *canvas, const SceneMark *mark) {
  Arena *arena = arena_create_charged(arena_budget(canvas->options->work));
  const bool *repeated = repeats_find(canvas, mark, arena);
  for (size_t i = 0; i < mark->count && canvas_goes_on(canvas, i); i++) {
    if (scene_number_or(mark, SCENE_OPACITY, i, 1) == 0 || (repeated && repeated[i])) continue;
    canvas_tidy(canvas);
    draw_label(canvas, mark, i);
  }
  arena_destroy(arena);
}
