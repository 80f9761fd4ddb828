/* render/canvas.c: paths and scratch memory of a painting. */
#include "render/canvas.h"

void canvas_tidy(Canvas *canvas) {
  enum { SCRATCH_KEPT = 1 << 20 };
  if (canvas->scratch && arena_size(canvas->scratch) > SCRATCH_KEPT) {
    arena_destroy(canvas->scratch);
    canvas->scratch = NULL;
  }
  if (!canvas->scratch) canvas->scratch = arena_create_charged(arena_budget(canvas->options->work));
}

void canvas_path(Canvas *canvas, const ScenePath *path, double x, double y, double scale) {
  const double *p = path->points;
  double q[6];
  for (size_t i = 0; i < path->verb_count; i++) {
    int count = path->verbs[i] == PATH_CURVE ? 6 : path->verbs[i] == PATH_CLOSE ? 0 : 2;
    for (int k = 0; k < count; k++) q[k] = canvas_limit(p[k] * scale + (k % 2 ? y : x));
    p += count;
    switch (path->verbs[i]) {
    case PATH_MOVE: cairo_move_to(canvas->cairo, q[0], q[1]); break;
    case PATH_LINE: cairo_line_to(canvas->cairo, q[0], q[1]); break;
    case PATH_CURVE: cairo_curve_to(canvas->cairo, q[0], q[1], q[2], q[3], q[4], q[5]); break;
    default: cairo_close_path(canvas->cairo);
    }
  }
}
