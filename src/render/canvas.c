/* render/canvas.c: paths and scratch memory of a painting. */
#include "render/canvas.h"
#include <math.h>

void canvas_tidy(Canvas *canvas) {
  enum { SCRATCH_KEPT = 1 << 20 };
  if (canvas->scratch && arena_size(canvas->scratch) > SCRATCH_KEPT) {
    arena_destroy(canvas->scratch);
    canvas->scratch = NULL;
  }
  if (!canvas->scratch) canvas->scratch = arena_create_charged(arena_budget(canvas->options->work));
}

static int verb_numbers(char verb) { return verb == PATH_CURVE ? 6 : verb == PATH_CLOSE ? 0 : 2; }

/* Something for each edge, more for curves that are long; and for pixels, as much for each edge as others cross its rows. */
void canvas_charge_path(const Canvas *canvas, const ScenePath *path, double scale) {
  const double *p = path->points;
  double edges = 0, rise = 0, low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < path->verb_count; i++) {
    int count = verb_numbers(path->verbs[i]);
    double length = 0;
    for (int k = 0; k < count; k += 2) {
      double dx = p == path->points ? 0 : canvas_limit(p[k] * scale) - canvas_limit(p[k - 2] * scale),
             y = canvas_limit(p[k + 1] * scale), dy = p == path->points ? 0 : y - canvas_limit(p[k - 1] * scale);
      length += fabs(dx) + fabs(dy);
      rise += fabs(dy);
      low = fmin(low, y);
      high = fmax(high, y);
    }
    edges += count == 6 ? 4 + sqrt(length) : 1;
    p += count;
  }
  double crossed = canvas->raster && high > low ? rise / fmax(high - low, 1) : 0;
  budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, edges * (20 + crossed / 24));
}

static void add_verb(cairo_t *cairo, char verb, const double *q) {
  switch (verb) {
  case PATH_MOVE: cairo_move_to(cairo, q[0], q[1]); break;
  case PATH_LINE: cairo_line_to(cairo, q[0], q[1]); break;
  case PATH_CURVE: cairo_curve_to(cairo, q[0], q[1], q[2], q[3], q[4], q[5]); break;
  default: cairo_close_path(cairo);
  }
}

enum { PART = 256 };

void canvas_stroke_long(Canvas *canvas, const ScenePath *path) {
  cairo_t *cairo = canvas->cairo;
  const double *p = path->points;
  double start[2] = {0, 0};
  bool is_split = false;
  size_t first = 0;
  ScenePath part = {path->verbs, p, 0, 0};
  for (size_t i = 0; i < path->verb_count && canvas_goes_on(canvas, i); i++) {
    int count = verb_numbers(path->verbs[i]);
    double q[6];
    for (int k = 0; k < count; k++) q[k] = canvas_limit(p[k]);
    if (path->verbs[i] == PATH_MOVE) {
      start[0] = q[0], start[1] = q[1];
      is_split = false;
    }
    add_verb(cairo, path->verbs[i] == PATH_CLOSE && is_split ? PATH_LINE : path->verbs[i],
             path->verbs[i] == PATH_CLOSE ? start : q);
    p += count;
    if (i + 1 - first < PART || i + 1 == path->verb_count || path->verbs[i] == PATH_CLOSE ||
        path->verbs[i] == PATH_MOVE)
      continue;
    part.verb_count = i + 1 - first;
    canvas_charge_path(canvas, &part, 1);
    cairo_stroke(cairo);
    /* the last piece again, so that it is joined to the next one */
    cairo_move_to(cairo, canvas_limit(p[-count - 2]), canvas_limit(p[-count - 1]));
    add_verb(cairo, path->verbs[i], q);
    is_split = true;
    first = i + 1;
    part = (ScenePath){path->verbs + first, p, 0, 0};
  }
  part.verb_count = path->verb_count - first;
  canvas_charge_path(canvas, &part, 1);
  cairo_stroke(cairo);
}

void canvas_path(Canvas *canvas, const ScenePath *path, double x, double y, double scale) {
  const double *p = path->points;
  double q[6];
  canvas_charge_path(canvas, path, scale);
  for (size_t i = 0; i < path->verb_count; i++) {
    int count = verb_numbers(path->verbs[i]);
    for (int k = 0; k < count; k++) q[k] = canvas_limit(p[k] * scale + (k % 2 ? y : x));
    p += count;
    add_verb(canvas->cairo, path->verbs[i], q);
  }
}

/* How far to move one side: the new place of what is at `at`, whose page has that length. */
static double extended(const Canvas *canvas, double at, double length) {
  const double near = 0.05; /* px */
  if (fabs(at) < near) return -canvas->bleed;
  if (fabs(at - length) < near) return length + canvas->bleed;
  return at;
}

void canvas_extend(const Canvas *canvas, double *x1, double *y1, double *x2, double *y2) {
  cairo_matrix_t matrix;
  if (!(canvas->bleed > 0)) return;
  cairo_get_matrix(canvas->cairo, &matrix);
  if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx <= 0 || matrix.yy <= 0) return;
  double *sides[] = {x1, y1, x2, y2};
  for (int i = 0; i < 4; i++) {
    double unit = i % 2 ? matrix.yy : matrix.xx, start = i % 2 ? matrix.y0 : matrix.x0,
           length = i % 2 ? canvas->scene->height : canvas->scene->width;
    double at = (*sides[i] * unit + start) / canvas->scale - canvas->edge, moved = extended(canvas, at, length);
    if (moved != at) *sides[i] = ((moved + canvas->edge) * canvas->scale - start) / unit;
  }
}
