/* render/cost.c: see cost.h. The numbers are measured, on charts of 10⁵ items. */
#include "render/cost.h"
#include <math.h>

typedef struct ItemCost {
  double raster, vector; /* steps */
} ItemCost;

static const ItemCost item_costs[] = {
    [SCENE_RECT] = {40, 250},  [SCENE_SYMBOL] = {15, 350}, [SCENE_RULE] = {40, 400},   [SCENE_TEXT] = {1500, 1000},
    [SCENE_LINE] = {100, 250}, [SCENE_AREA] = {100, 250},  [SCENE_TRAIL] = {100, 250}, [SCENE_ARC] = {250, 400},
    [SCENE_PATH] = {150, 300}, [SCENE_SHAPE] = {150, 300}, [SCENE_IMAGE] = {200, 400}, [SCENE_GROUP] = {0, 0},
};
/* What cairo records for an item until the file is finished. */
static const double vector_bytes = 1000;

static bool is_series(const SceneMark *mark) {
  return mark->type == SCENE_LINE || mark->type == SCENE_AREA || mark->type == SCENE_TRAIL;
}

void cost_charge_mark(Canvas *canvas, const SceneMark *mark) {
  Budget *budget = arena_budget(canvas->options->work);
  double items = is_series(mark) ? mark->count > 0 : (double)mark->count;
  ItemCost cost = item_costs[mark->type];
  budget_charge(budget, BUDGET_STEPS, items * (canvas->raster ? cost.raster : cost.vector));
  if (canvas->raster || mark->type == SCENE_GROUP) return;
  budget_charge(budget, BUDGET_MEMORY, items * vector_bytes);
  canvas->held += items * vector_bytes;
}

void cost_return(Canvas *canvas) {
  budget_return(arena_budget(canvas->options->work), BUDGET_MEMORY, canvas->held);
  canvas->held = 0;
}

void cost_charge_area(const Canvas *canvas, double area) {
  double most = canvas->scene->width * canvas->scene->height;
  if (canvas->raster && area > 1000)
    budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, fmin(area, most) / 20);
}

double cost_of_pixel(const Gradient *gradient, cairo_operator_t operator) {
  static const double linear = 1, radial = 2.5, blended = 2.5, by_hue = 4.5;
  double source = !gradient ? 0 : gradient->radial ? radial : linear;
  if (operator== CAIRO_OPERATOR_OVER) return source;
  return fmax(source, operator>= CAIRO_OPERATOR_HSL_HUE ? by_hue : blended);
}

/* `area` px² in cairo's current units, of which no more are painted than are there. */
static void charge_pixels(const Canvas *canvas, double area) {
  cairo_matrix_t m;
  cairo_get_matrix(canvas->cairo, &m);
  double pixels = area * fabs(m.xx * m.yy - m.xy * m.yx),
         most = canvas->scene->width * canvas->scene->height * canvas->scale * canvas->scale;
  budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, canvas->pixel_steps * fmin(pixels, most));
}

void cost_charge_pixels(const Canvas *canvas, double area) {
  if (canvas->raster && canvas->pixel_steps > 0) charge_pixels(canvas, area);
}

void cost_charge_fill(const Canvas *canvas) {
  double x1, y1, x2, y2;
  if (!canvas->raster || !(canvas->pixel_steps > 0)) return;
  cairo_path_extents(canvas->cairo, &x1, &y1, &x2, &y2);
  charge_pixels(canvas, (x2 - x1) * (y2 - y1));
}

/* A stroke that is not on the pixel grid takes cairo 40 ns a row, and a slanted one three times that. */
void cost_charge_rows(const Canvas *canvas, double width, double height) {
  static const double upright = 2.5, slanted = 8;
  if (canvas->raster)
    budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS,
                  (width != 0 ? slanted : upright) * fmin(fabs(height), canvas->scene->height));
}

void cost_charge_symbol(const Canvas *canvas, const SceneMark *mark, size_t item, double radius) {
  bool outlined = scene_paint(mark, SCENE_STROKE, item).kind != PAINT_NONE;
  double size = sqrt(fmin(radius, 100)), raster = 600 + (outlined ? 200 * size : 0),
         vector = outlined ? 400 + 500 * size : 400;
  budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, canvas->raster ? raster : vector);
}

void cost_charge_blend(const Canvas *canvas, const SceneMark *mark) {
  static const double box = 700, outline = 4000;
  if (canvas->raster)
    budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, mark->type == SCENE_RECT ? box : outline);
}

void cost_charge_gradient(const Canvas *canvas) {
  static const double object = 5000; /* of a PDF file */
  if (!canvas->raster) budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, object);
}

void cost_charge_crossings(const Canvas *canvas, const ScenePath *path, double scale, double width, double height) {
  double rise = 0;
  for (size_t i = 3; i < path->point_count; i += 2)
    rise += fmin(fabs(path->points[i] - path->points[i - 2]) * scale, height);
  budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS,
                5 * (double)path->verb_count + rise + width * height);
}

/* Along the control points; curves are a little shorter. */
static double path_length(const cairo_path_t *path) {
  double length = 0, x = 0, y = 0;
  for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
    for (int k = 1; k < path->data[i].header.length; k++) {
      const cairo_path_data_t *point = &path->data[i + k];
      if (path->data[i].header.type != CAIRO_PATH_MOVE_TO) length += hypot(point->point.x - x, point->point.y - y);
      x = point->point.x, y = point->point.y;
    }
  }
  return length;
}

static double dash_period(cairo_t *cairo, int count) {
  double *dashes = g_new(double, count), period = 0;
  cairo_get_dash(cairo, dashes, NULL);
  for (int i = 0; i < count; i++) period += dashes[i];
  g_free(dashes);
  return period;
}

void cost_charge_stroke(const Canvas *canvas) {
  enum { WIDE = 8 };
  int dashes = cairo_get_dash_count(canvas->cairo);
  double width = cairo_get_line_width(canvas->cairo);
  if (!canvas->raster || (dashes == 0 && width < WIDE && !(canvas->pixel_steps > 0))) return;
  cairo_path_t *path = cairo_copy_path(canvas->cairo);
  double length = path_length(path), diagonal = hypot(canvas->scene->width, canvas->scene->height);
  int pieces = path->num_data;
  cairo_path_destroy(path);
  Budget *budget = arena_budget(canvas->options->work);
  if (dashes > 0) budget_charge(budget, BUDGET_STEPS, 40 * length / dash_period(canvas->cairo, dashes) * dashes);
  if (width >= WIDE) budget_charge(budget, BUDGET_STEPS, fmin(length, diagonal * pieces) * fmin(width, diagonal) / 5);
  cost_charge_pixels(canvas, length * fmax(width, 1));
}
