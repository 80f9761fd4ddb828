/* scene/path.c: building outlines and measuring them.
 *
 * As on a canvas, a step with a coordinate that is not finite is left out. Arcs become curves that end wherever the
 * circle crosses an axis, so that the box of the curves is the box of the circle.
 */
#include "scene/path.h"
#include "scene/box.h"
#include <math.h>
#include <string.h>

static const double tau = 2 * G_PI;

typedef struct PathParts {
  GByteArray *verbs;
  GArray *points;
  BudgetHeld held;
} PathParts;

static void free_parts(void *given) {
  PathParts *parts = given;
  g_byte_array_free(parts->verbs, TRUE);
  g_array_free(parts->points, TRUE);
  g_free(parts);
}

PathBuilder path_builder(Arena *arena) {
  PathParts *parts = g_new(PathParts, 1);
  *parts = (PathParts){
      g_byte_array_new(), g_array_new(FALSE, FALSE, sizeof(double)), {.thing = parts, .destroy = free_parts}};
  budget_hold(arena_budget(arena), &parts->held);
  return (PathBuilder){arena, parts};
}

static bool all_finite(const double *numbers, guint count) {
  for (guint i = 0; i < count; i++)
    if (!isfinite(numbers[i])) return false;
  return true;
}

static void append(PathBuilder *path, PathVerb verb, const double *numbers, guint count) {
  if (!all_finite(numbers, count)) return;
  PathParts *parts = path->parts;
  guint8 byte = (guint8)verb;
  if (parts->verbs->len == 0 && verb != PATH_MOVE) {
    if (verb == PATH_CLOSE) return;
    guint8 move = PATH_MOVE;
    g_byte_array_append(parts->verbs, &move, 1);
    g_array_append_vals(parts->points, numbers, 2);
    if (verb == PATH_LINE) return;
  }
  g_byte_array_append(parts->verbs, &byte, 1);
  g_array_append_vals(parts->points, numbers, count);
}

void path_move(PathBuilder *path, double x, double y) { append(path, PATH_MOVE, (double[]){x, y}, 2); }
void path_line(PathBuilder *path, double x, double y) { append(path, PATH_LINE, (double[]){x, y}, 2); }
void path_curve(PathBuilder *path, double x1, double y1, double x2, double y2, double x, double y) {
  append(path, PATH_CURVE, (double[]){x1, y1, x2, y2, x, y}, 6);
}
void path_close(PathBuilder *path) { append(path, PATH_CLOSE, NULL, 0); }

void path_rect(PathBuilder *path, double x, double y, double width, double height) {
  if (!all_finite((double[]){x, y, width, height}, 4)) return;
  path_move(path, x, y);
  path_line(path, x + width, y);
  path_line(path, x + width, y + height);
  path_line(path, x, y + height);
  path_close(path);
}

/* The end angle of an arc after normalizing its angles by the canvas standard. */
static double arc_end(double from, double to, bool anticlockwise) {
  if (!anticlockwise) {
    if (to - from >= tau) return from + tau;
    return from > to ? from + (tau - fmod(from - to, tau)) : to;
  }
  if (from - to >= tau) return from - tau;
  return from < to ? from - (tau - fmod(to - from, tau)) : to;
}

static void arc_segment(PathBuilder *path, double cx, double cy, double radius, double from, double to) {
  double h = 4.0 / 3 * tan((to - from) / 4), c0 = cos(from), s0 = sin(from), c1 = cos(to), s1 = sin(to);
  path_curve(path, cx + radius * (c0 - h * s0), cy + radius * (s0 + h * c0), cx + radius * (c1 + h * s1),
             cy + radius * (s1 - h * c1), cx + radius * c1, cy + radius * s1);
}

void path_arc(PathBuilder *path, double cx, double cy, double radius, double from, double to, bool anticlockwise) {
  if (!all_finite((double[]){cx, cy, radius, from, to}, 5) || radius < 0) return;
  double start = fmod(from, tau);
  if (start < 0) start += tau;
  double end = arc_end(start, to + (start - from), anticlockwise);
  if (path->parts->verbs->len == 0)
    path_move(path, cx + radius * cos(start), cy + radius * sin(start));
  else
    path_line(path, cx + radius * cos(start), cy + radius * sin(start));
  if (radius == 0) return;
  /* eighths stay within 1/50 px of the circle where quarters do not */
  double step = radius > 64 ? G_PI / 4 : G_PI / 2, direction = anticlockwise ? -1 : 1;
  while ((end - start) * direction > 1e-9) {
    double turn = direction > 0 ? (floor(start / step + 1e-9) + 1) * step : (ceil(start / step - 1e-9) - 1) * step;
    double next = direction > 0 ? MIN(turn, end) : MAX(turn, end);
    arc_segment(path, cx, cy, radius, start, next);
    start = next;
  }
}

const ScenePath *path_end(PathBuilder *path) {
  ScenePath *done = arena_new(path->arena, ScenePath);
  done->verb_count = path->parts->verbs->len;
  done->point_count = path->parts->points->len;
  char *verbs = arena_array(path->arena, char, done->verb_count);
  double *points = arena_array(path->arena, double, done->point_count);
  if (done->verb_count) memcpy(verbs, path->parts->verbs->data, done->verb_count);
  if (done->point_count) memcpy(points, path->parts->points->data, done->point_count * sizeof(double));
  done->verbs = verbs;
  done->points = points;
  budget_let_go(arena_budget(path->arena), &path->parts->held);
  free_parts(path->parts);
  *path = (PathBuilder){0};
  return done;
}

static void extend(double *low, double *high, double v) {
  *low = MIN(*low, v);
  *high = MAX(*high, v);
}

/* Extends [low, high] by the extrema of one coordinate of a cubic: the roots of its derivative. */
static void extend_curve(double *low, double *high, double p0, double p1, double p2, double p3) {
  double a = p3 - p0 + 3 * (p1 - p2), b = p0 + p2 - 2 * p1, c = p0 - p1, roots[2] = {0, 0};
  if (fabs(a) > 1e-14) {
    double r = b * b + c * a;
    if (r >= 0) {
      roots[0] = (-b + sqrt(r)) / a;
      roots[1] = (-b - sqrt(r)) / a;
    }
  } else if (b != 0) {
    roots[0] = 0.5 * c / b;
  }
  for (int i = 0; i < 2; i++) {
    double t = roots[i], s = 1 - t;
    if (t > 0 && t < 1) extend(low, high, s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3);
  }
}

Bounds path_bounds(const ScenePath *path) {
  Bounds b = bounds_empty();
  const double *p = path->points;
  double x = 0, y = 0;
  for (size_t i = 0; i < path->verb_count; i++) {
    if (path->verbs[i] == PATH_CLOSE) continue;
    if (path->verbs[i] == PATH_CURVE) {
      extend_curve(&b.x1, &b.x2, x, p[0], p[2], p[4]);
      extend_curve(&b.y1, &b.y2, y, p[1], p[3], p[5]);
      p += 4;
    }
    x = p[0];
    y = p[1];
    p += 2;
    extend(&b.x1, &b.x2, x);
    extend(&b.y1, &b.y2, y);
  }
  return b;
}

const ScenePath *path_transform(const ScenePath *path, double xx, double yx, double xy, double yy, Arena *arena) {
  ScenePath *turned = arena_new(arena, ScenePath);
  *turned = *path;
  double *points = arena_array(arena, double, path->point_count);
  for (size_t i = 0; i + 1 < path->point_count; i += 2) {
    double x = path->points[i], y = path->points[i + 1];
    points[i] = xx * x + xy * y;
    points[i + 1] = yx * x + yy * y;
  }
  turned->points = points;
  return turned;
}
