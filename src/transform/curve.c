/* transform/curve.c: a function's graph as points.
 *
 * Each interval of an even grid is halved until its halves meet at an angle below half a degree (in a frame one unit wide and high),
 * or until it is as short as the finest step.
 */
#include "transform/curve.h"
#include <glib.h>
#include <math.h>

#define LEAST_ANGLE (0.5 * G_PI / 180)

enum { STEPS_MAX = 100000 };

typedef struct Point {
  double x, y;
} Point;

static double angle_between(Point p, Point q, Point r, double scale_x, double scale_y) {
  double to_r = atan2(scale_y * (r.y - p.y), scale_x * (r.x - p.x));
  double to_q = atan2(scale_y * (q.y - p.y), scale_x * (q.x - p.x));
  return fabs(to_r - to_q);
}

static void sample_evenly(CurveFunction function, const void *data, const double extent[2], double steps,
                          CurvePoint emit, void *out) {
  double span = extent[1] - extent[0];
  for (double i = 0; i < steps; i++) {
    double x = i > 0 ? extent[0] + (i / steps) * span : extent[0];
    emit(out, x, function(data, x));
  }
  emit(out, extent[1], function(data, extent[1]));
}

/* Pushes the points of the grid onto a stack, the last at the bottom; without the first. */
static GArray *grid(CurveFunction function, const void *data, const double extent[2], double steps) {
  GArray *points = g_array_new(FALSE, FALSE, sizeof(Point));
  double span = extent[1] - extent[0];
  for (double i = steps; i > 0; i--) {
    double x = i < steps ? extent[0] + (i / steps) * span : extent[1];
    Point point = {x, function(data, x)};
    g_array_append_val(points, point);
  }
  return points;
}

/* The reciprocal of the height of the graph, starting from the first point. */
static double height_scale(double first, const GArray *points) {
  double least = first, most = first;
  for (guint i = 0; i < points->len; i++) {
    double y = g_array_index(points, Point, i).y;
    least = y < least ? y : least;
    most = y > most ? y : most;
  }
  return 1 / (most - least);
}

void curve_sample(CurveFunction function, const void *data, const double extent[2], double min_steps, double max_steps,
                  CurvePoint emit, void *out) {
  min_steps = fmin(min_steps > 0 ? floor(min_steps) : 25, STEPS_MAX);
  max_steps = fmin(fmax(min_steps, max_steps > 0 ? max_steps : 200), STEPS_MAX);
  if (min_steps == max_steps) {
    sample_evenly(function, data, extent, min_steps, emit, out);
    return;
  }
  double span = extent[1] - extent[0], finest = span / max_steps;
  Point last = {extent[0], function(data, extent[0])};
  GArray *next = grid(function, data, extent, min_steps);
  double scale_x = 1 / span, scale_y = height_scale(last.y, next);
  emit(out, last.x, last.y);
  while (next->len) {
    Point end = g_array_index(next, Point, next->len - 1);
    double x = (last.x + end.x) / 2;
    Point middle = {x, function(data, x)};
    if (middle.x - last.x >= finest && middle.x > last.x && middle.x < end.x &&
        angle_between(last, middle, end, scale_x, scale_y) > LEAST_ANGLE) {
      g_array_append_val(next, middle);
      continue;
    }
    last = end;
    emit(out, last.x, last.y);
    g_array_set_size(next, next->len - 1);
  }
  g_array_free(next, TRUE);
}
