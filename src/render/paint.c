/* render/paint.c: fills and strokes, as vega-scenegraph's util/canvas/ sets them on a canvas. */
#include "render/canvas.h"
#include "render/cost.h"
#include "render/plates.h"
#include "scene/bounds.h"
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

static const struct {
  const char *name;
  cairo_operator_t operator;
} blends[] = {
    {"multiply", CAIRO_OPERATOR_MULTIPLY},         {"screen", CAIRO_OPERATOR_SCREEN},
    {"overlay", CAIRO_OPERATOR_OVERLAY},           {"darken", CAIRO_OPERATOR_DARKEN},
    {"lighten", CAIRO_OPERATOR_LIGHTEN},           {"color-dodge", CAIRO_OPERATOR_COLOR_DODGE},
    {"color-burn", CAIRO_OPERATOR_COLOR_BURN},     {"hard-light", CAIRO_OPERATOR_HARD_LIGHT},
    {"soft-light", CAIRO_OPERATOR_SOFT_LIGHT},     {"difference", CAIRO_OPERATOR_DIFFERENCE},
    {"exclusion", CAIRO_OPERATOR_EXCLUSION},       {"hue", CAIRO_OPERATOR_HSL_HUE},
    {"saturation", CAIRO_OPERATOR_HSL_SATURATION}, {"color", CAIRO_OPERATOR_HSL_COLOR},
    {"luminosity", CAIRO_OPERATOR_HSL_LUMINOSITY},
};

cairo_operator_t canvas_blend(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(blends); i++)
    if (strcmp(blends[i].name, name) == 0) return blends[i].operator;
  return CAIRO_OPERATOR_OVER;
}

void canvas_set_blend(Canvas *canvas, const SceneMark *mark, size_t item) {
  if (mark->channels[SCENE_BLEND].state == CHANNEL_UNSET) return;
  cairo_operator_t operator= canvas_blend(scene_string(mark, SCENE_BLEND, item, ""));
  if (operator!= CAIRO_OPERATOR_OVER) cost_charge_blend(canvas, mark);
  cairo_set_operator(canvas->cairo, operator);
}

/* PDF readers take neither infinities nor integers of more than 63 bits, as which cairo would write 1e300. */
static double bounded(double number, double most) { return CLAMP(number, -most, most); }

static Gradient bounded_gradient(const Gradient *gradient) {
  static const double MOST = 1e4; /* boxes */
  Gradient g = *gradient;
  g.x1 = bounded(g.x1, MOST), g.x2 = bounded(g.x2, MOST), g.r1 = bounded(g.r1, MOST);
  g.y1 = bounded(g.y1, MOST), g.y2 = bounded(g.y2, MOST), g.r2 = bounded(g.r2, MOST);
  return g;
}

static Bounds bounded_box(Bounds box) {
  static const double MOST = 1e9; /* px */
  return (Bounds){bounded(box.x1, MOST), bounded(box.y1, MOST), bounded(box.x2, MOST), bounded(box.y2, MOST)};
}

static cairo_pattern_t *gradient_pattern(const Canvas *canvas, const Gradient *gradient, Bounds bounds,
                                         double opacity) {
  const Gradient within = bounded_gradient(gradient), *g = &within;
  Bounds box = bounded_box(bounds);
  double w = box.x2 - box.x1, h = box.y2 - box.y1, size = MAX(w, h);
  cairo_pattern_t *pattern;
  if (g->radial) {
    pattern = cairo_pattern_create_radial(box.x1 + g->x1 * w, box.y1 + g->y1 * h, g->r1 * size, box.x1 + g->x2 * w,
                                          box.y1 + g->y2 * h, g->r2 * size);
  } else if (g->x1 == g->x2 || g->y1 == g->y2 || w == h) {
    pattern =
        cairo_pattern_create_linear(box.x1 + g->x1 * w, box.y1 + g->y1 * h, box.x1 + g->x2 * w, box.y1 + g->y2 * h);
  } else {
    /* slanted: the bands follow the diagonal of the box, as in a unit square stretched to it */
    pattern = cairo_pattern_create_linear(g->x1, g->y1, g->x2, g->y2);
    cairo_matrix_t unit = {1 / w, 0, 0, 1 / h, -box.x1 / w, -box.y1 / h};
    cairo_pattern_set_matrix(pattern, &unit);
  }
  for (size_t i = 0; i < g->stop_count; i++) {
    Rgba c = g->stops[i].color;
    if (canvas->plate) c = plates_color(canvas, c, PRESS_PICTURE);
    cairo_pattern_add_color_stop_rgba(pattern, g->stops[i].offset, c.r, c.g, c.b, MAX(c.a, 0) * opacity);
  }
  return pattern;
}

typedef struct Stop {
  double offset;
  size_t order;
} Stop;

static int compare_stops(const void *a, const void *b) {
  const Stop *one = a, *other = b;
  if (one->offset != other->offset) return one->offset < other->offset ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

/* cairo inserts each stop by looking at those before it. Of very many, each 512th of the gradient keeps its first and its last. */
static const Gradient *thinned(const Gradient *gradient, Arena *arena) {
  enum { STOPS_MAX = 1024 };
  if (gradient->stop_count <= STOPS_MAX) return gradient;
  size_t count = gradient->stop_count, kept = 0;
  Stop *stops = arena_array(arena, Stop, count);
  for (size_t i = 0; i < count; i++) stops[i] = (Stop){gradient->stops[i].offset, i};
  qsort(stops, count, sizeof *stops, compare_stops);
  GradientStop *out = arena_array(arena, GradientStop, count);
  for (size_t i = 0; i < count; i++) {
    double part = floor(CLAMP(stops[i].offset, -1, 2) * STOPS_MAX / 2);
    bool is_first = i == 0 || part != floor(CLAMP(stops[i - 1].offset, -1, 2) * STOPS_MAX / 2);
    bool is_last = i + 1 == count || part != floor(CLAMP(stops[i + 1].offset, -1, 2) * STOPS_MAX / 2);
    if (is_first || is_last) out[kept++] = gradient->stops[stops[i].order];
  }
  Gradient *thin = arena_new(arena, Gradient);
  *thin = *gradient;
  thin->stops = out;
  thin->stop_count = kept;
  return thin;
}

/* A PDF file has an object for each opacity, which cairo looks up one after the other; of very many items, few differ. */
static double few_opacities(const Canvas *canvas, const SceneMark *mark, double opacity) {
  static const double STEPS = 200;
  enum { MANY = 2000 };
  bool varies = !scene_is_constant(mark, SCENE_OPACITY) || !scene_is_constant(mark, SCENE_FILL_OPACITY) ||
                !scene_is_constant(mark, SCENE_STROKE_OPACITY) || !scene_is_constant(mark, SCENE_FILL) ||
                !scene_is_constant(mark, SCENE_STROKE);
  if (canvas->raster || mark->count < MANY || !varies || !(opacity > 0)) return opacity;
  return fmax(round(opacity * STEPS), 1) / STEPS;
}

static bool set_source(Canvas *canvas, const SceneMark *mark, size_t item, Paint paint, double opacity, PressUse use) {
  if (!(opacity > 0)) return false;
  canvas_set_blend(canvas, mark, item);
  canvas->pixel_steps =
      cost_of_pixel(paint.kind == PAINT_COLOR ? NULL : paint.gradient, cairo_get_operator(canvas->cairo));
  if (paint.kind == PAINT_COLOR) {
    Rgba c = canvas->plate ? plates_color(canvas, paint.color, use) : paint.color;
    cairo_set_source_rgba(canvas->cairo, c.r, c.g, c.b, few_opacities(canvas, mark, c.a * opacity));
    return paint.color.a > 0;
  }
  Bounds box = scene_item_bounds(mark, item, canvas->text);
  double w = box.x2 - box.x1, h = box.y2 - box.y1;
  if (!(w > 0 && h > 0 && isfinite(w) && isfinite(h))) return false;
  double stops = (double)paint.gradient->stop_count;
  budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, stops * MIN(stops, 1024) / 10);
  cost_charge_gradient(canvas);
  canvas_tidy(canvas);
  cairo_pattern_t *pattern = gradient_pattern(canvas, thinned(paint.gradient, canvas->scratch), box, MIN(opacity, 1));
  cairo_set_source(canvas->cairo, pattern);
  cairo_pattern_destroy(pattern);
  return true;
}

bool canvas_set_fill(Canvas *canvas, const SceneMark *mark, size_t item) {
  Paint paint = scene_paint(mark, SCENE_FILL, item);
  if (paint.kind == PAINT_NONE) return false;
  double opacity = scene_number_or(mark, SCENE_OPACITY, item, 1) * scene_number_or(mark, SCENE_FILL_OPACITY, item, 1);
  return set_source(canvas, mark, item, paint, opacity, mark->type == SCENE_TEXT ? PRESS_LINE : PRESS_FILL);
}

static cairo_line_cap_t line_cap(const char *name) {
  return strcmp(name, "round") == 0    ? CAIRO_LINE_CAP_ROUND
         : strcmp(name, "square") == 0 ? CAIRO_LINE_CAP_SQUARE
                                       : CAIRO_LINE_CAP_BUTT;
}

static cairo_line_join_t line_join(const char *name) {
  return strcmp(name, "round") == 0   ? CAIRO_LINE_JOIN_ROUND
         : strcmp(name, "bevel") == 0 ? CAIRO_LINE_JOIN_BEVEL
                                      : CAIRO_LINE_JOIN_MITER;
}

static void set_dash(Canvas *canvas, const double *dash, double offset) {
  int count = 0;
  double total = 0;
  while (dash && !isnan(dash[count])) {
    if (!(dash[count] >= 0) || !isfinite(dash[count])) total = -INFINITY;
    total += dash[count++];
  }
  bool usable = total > 0 && isfinite(offset);
  cairo_set_dash(canvas->cairo, usable ? dash : NULL, usable ? count : 0, usable ? offset : 0);
}

void canvas_set_stroke_style(Canvas *canvas, const SceneMark *mark, size_t item) {
  cairo_set_line_width(canvas->cairo, MIN(scene_number_or(mark, SCENE_STROKE_WIDTH, item, 1), 1e6));
  cairo_set_line_cap(canvas->cairo, line_cap(scene_string(mark, SCENE_STROKE_CAP, item, "butt")));
  cairo_set_line_join(canvas->cairo, line_join(scene_string(mark, SCENE_STROKE_JOIN, item, "miter")));
  cairo_set_miter_limit(canvas->cairo, scene_number_or(mark, SCENE_STROKE_MITER_LIMIT, item, 4));
  set_dash(canvas, scene_array(mark, SCENE_STROKE_DASH, item),
           scene_number_or(mark, SCENE_STROKE_DASH_OFFSET, item, 0));
}

bool canvas_set_stroke(Canvas *canvas, const SceneMark *mark, size_t item) {
  Paint paint = scene_paint(mark, SCENE_STROKE, item);
  if (paint.kind == PAINT_NONE) return false;
  double opacity = scene_number_or(mark, SCENE_OPACITY, item, 1) * scene_number_or(mark, SCENE_STROKE_OPACITY, item, 1);
  if (!(scene_number_or(mark, SCENE_STROKE_WIDTH, item, 1) > 0) ||
      !set_source(canvas, mark, item, paint, opacity, PRESS_LINE))
    return false;
  canvas_set_stroke_style(canvas, mark, item);
  return true;
}

void canvas_fill_stroke(Canvas *canvas, const SceneMark *mark, size_t item) {
  bool outlined = scene_paint(mark, SCENE_STROKE, item).kind != PAINT_NONE;
  if (canvas_set_fill(canvas, mark, item)) {
    cost_charge_fill(canvas);
    if (outlined)
      cairo_fill_preserve(canvas->cairo);
    else
      cairo_fill(canvas->cairo);
  }
  if (outlined && canvas_set_stroke(canvas, mark, item)) {
    cost_charge_stroke(canvas);
    cairo_stroke(canvas->cairo);
  }
  cairo_new_path(canvas->cairo);
}
