/* scene/sector.c: sectors and rings, after d3-shape's arc(): https://d3js.org/d3-shape/arc.
 *
 * Padding moves both sides of a sector inwards along its circles; round corners are circles that touch a side and a ring.
 */
#include "scene/shapes.h"
#include <math.h>

static const double epsilon = 1e-12;

typedef struct Point {
  double x, y;
} Point;
/* A corner's circle: its centre, and from it to where it touches the side and the ring. */
typedef struct Corner {
  Point centre, side, ring;
} Corner;

static double safe_asin(double x) { return x >= 1 ? G_PI_2 : x <= -1 ? -G_PI_2 : asin(x); }
static double safe_acos(double x) { return x > 1 ? 0 : x < -1 ? G_PI : acos(x); }
static Point on_circle(double radius, double angle) { return (Point){radius * cos(angle), radius * sin(angle)}; }
static double angle_of(Point p) { return atan2(p.y, p.x); }
static Point sum(Point a, Point b) { return (Point){a.x + b.x, a.y + b.y}; }

static bool lines_cross(Point p0, Point p1, Point p2, Point p3, Point *out) {
  double x10 = p1.x - p0.x, y10 = p1.y - p0.y, x32 = p3.x - p2.x, y32 = p3.y - p2.y, t = y32 * x10 - x32 * y10;
  if (t * t < epsilon) return false;
  t = (x32 * (p0.y - p2.y) - y32 * (p0.x - p2.x)) / t;
  *out = (Point){p0.x + t * x10, p0.y + t * y10};
  return true;
}

/* The circle of radius `corner` tangent to the line p0 → p1 and inside the circle of radius `ring` around the origin.
 * */
static Corner corner_circle(Point p0, Point p1, double ring, double corner, bool clockwise) {
  double x01 = p0.x - p1.x, y01 = p0.y - p1.y, offset = (clockwise ? corner : -corner) / sqrt(x01 * x01 + y01 * y01);
  double ox = offset * y01, oy = -offset * x01;
  double x11 = p0.x + ox, y11 = p0.y + oy, x10 = p1.x + ox, y10 = p1.y + oy;
  double mx = (x11 + x10) / 2, my = (y11 + y10) / 2, dx = x10 - x11, dy = y10 - y11, d2 = dx * dx + dy * dy;
  double r = ring - corner, cross = x11 * y10 - x10 * y11;
  double d = (dy < 0 ? -1 : 1) * sqrt(MAX(0, r * r * d2 - cross * cross));
  Point a = {(cross * dy - dx * d) / d2, (-cross * dx - dy * d) / d2};
  Point b = {(cross * dy + dx * d) / d2, (-cross * dx + dy * d) / d2};
  bool nearer = hypot(a.x - mx, a.y - my) <= hypot(b.x - mx, b.y - my);
  Point centre = nearer ? a : b;
  return (Corner){centre, {-ox, -oy}, {centre.x * (ring / r - 1), centre.y * (ring / r - 1)}};
}

static void corner_arc(PathBuilder *path, const Corner *c, double radius, Point from, Point to, bool anticlockwise) {
  path_arc(path, c->centre.x, c->centre.y, radius, angle_of(from), angle_of(to), anticlockwise);
}

/* One ring with its two corners; `merged` when they meet. */
static void round_ring(PathBuilder *path, const Corner *first, const Corner *second, double ring, double corner,
                       bool merged, bool clockwise, bool ring_anticlockwise) {
  if (merged) {
    corner_arc(path, first, corner, first->side, second->side, !clockwise);
    return;
  }
  corner_arc(path, first, corner, first->side, first->ring, !clockwise);
  path_arc(path, 0, 0, ring, angle_of(sum(first->centre, first->ring)), angle_of(sum(second->centre, second->ring)),
           ring_anticlockwise);
  corner_arc(path, second, corner, second->ring, second->side, !clockwise);
}

static void whole_ring(PathBuilder *path, double inner, double outer, double a0, double a1, bool clockwise) {
  path_move(path, outer * cos(a0), outer * sin(a0));
  path_arc(path, 0, 0, outer, a0, a1, !clockwise);
  if (inner > epsilon) {
    path_move(path, inner * cos(a1), inner * sin(a1));
    path_arc(path, 0, 0, inner, a1, a0, clockwise);
  }
}

typedef struct Sector {
  double inner, outer;
  double inner_start, inner_end, outer_start, outer_end; /* after padding */
  double inner_span, outer_span;                         /* 0: nothing left */
  double corner, inner_corner, outer_corner;
  bool clockwise;
} Sector;

static void pad_ring(double *start, double *end, double *span, double padding, bool clockwise, double middle) {
  *span -= 2 * padding;
  if (*span > epsilon) {
    *start += clockwise ? padding : -padding;
    *end -= clockwise ? padding : -padding;
  } else {
    *span = 0;
    *start = *end = middle;
  }
}

static Sector sector_measure(ArcShape arc, double inner, double outer, double a0, double a1) {
  double span = fabs(a1 - a0), half_pad = arc.pad / 2, middle = (a0 + a1) / 2;
  Sector s = {inner, outer, a0, a1, a0, a1, span, span, MIN(fabs(outer - inner) / 2, arc.corner), 0, 0, a1 > a0};
  double pad_radius = half_pad > epsilon ? sqrt(inner * inner + outer * outer) : 0;
  if (pad_radius > epsilon) {
    double p0 = inner > 0 ? safe_asin(pad_radius / inner * sin(half_pad)) : sin(half_pad) > 0 ? G_PI_2 : -G_PI_2;
    pad_ring(&s.inner_start, &s.inner_end, &s.inner_span, p0, s.clockwise, middle);
    pad_ring(&s.outer_start, &s.outer_end, &s.outer_span, safe_asin(pad_radius / outer * sin(half_pad)), s.clockwise,
             middle);
  }
  s.inner_corner = s.outer_corner = s.corner;
  if (!(s.corner > epsilon) || !(span < G_PI)) return s;
  /* a corner may not be larger than the sector has space for */
  Point p01 = on_circle(outer, s.outer_start), p11 = on_circle(outer, s.outer_end), at;
  if (!lines_cross(p01, on_circle(inner, s.inner_start), p11, on_circle(inner, s.inner_end), &at)) {
    s.inner_corner = s.outer_corner = 0;
    return s;
  }
  double ax = p01.x - at.x, ay = p01.y - at.y, bx = p11.x - at.x, by = p11.y - at.y;
  double k = 1 / sin(safe_acos((ax * bx + ay * by) / (hypot(ax, ay) * hypot(bx, by))) / 2), l = hypot(at.x, at.y);
  s.inner_corner = MIN(s.corner, (inner - l) / (k - 1));
  s.outer_corner = MIN(s.corner, (outer - l) / (k + 1));
  return s;
}

static void sector_outer(PathBuilder *path, const Sector *s) {
  Point p01 = on_circle(s->outer, s->outer_start), p11 = on_circle(s->outer, s->outer_end);
  if (!(s->outer_span > epsilon) || !(s->outer_corner > epsilon)) {
    path_move(path, p01.x, p01.y);
    if (s->outer_span > epsilon) path_arc(path, 0, 0, s->outer, s->outer_start, s->outer_end, !s->clockwise);
    return;
  }
  Point p00 = on_circle(s->inner, s->inner_start), p10 = on_circle(s->inner, s->inner_end);
  Corner first = corner_circle(p00, p01, s->outer, s->outer_corner, s->clockwise);
  Corner second = corner_circle(p11, p10, s->outer, s->outer_corner, s->clockwise);
  Point start = sum(first.centre, first.side);
  path_move(path, start.x, start.y);
  round_ring(path, &first, &second, s->outer, s->outer_corner, s->outer_corner < s->corner, s->clockwise,
             !s->clockwise);
}

static void sector_inner(PathBuilder *path, const Sector *s) {
  Point p10 = on_circle(s->inner, s->inner_end);
  if (!(s->inner > epsilon) || !(s->inner_span > epsilon)) {
    path_line(path, p10.x, p10.y);
    return;
  }
  if (!(s->inner_corner > epsilon)) {
    path_arc(path, 0, 0, s->inner, s->inner_end, s->inner_start, s->clockwise);
    return;
  }
  Point p01 = on_circle(s->outer, s->outer_start), p11 = on_circle(s->outer, s->outer_end);
  Point p00 = on_circle(s->inner, s->inner_start);
  Corner first = corner_circle(p10, p11, s->inner, -s->inner_corner, s->clockwise);
  Corner second = corner_circle(p01, p00, s->inner, -s->inner_corner, s->clockwise);
  Point start = sum(first.centre, first.side);
  path_line(path, start.x, start.y);
  round_ring(path, &first, &second, s->inner, s->inner_corner, s->inner_corner < s->corner, s->clockwise, s->clockwise);
}

void path_sector(PathBuilder *path, ArcShape arc) {
  double inner = MIN(arc.inner, arc.outer), outer = MAX(arc.inner, arc.outer);
  double a0 = arc.start - G_PI_2, a1 = arc.end - G_PI_2;
  if (!(outer > epsilon)) {
    path_move(path, 0, 0);
  } else if (fabs(a1 - a0) > 2 * G_PI - epsilon) {
    whole_ring(path, inner, outer, a0, a1, a1 > a0);
  } else {
    Sector sector = sector_measure(arc, inner, outer, a0, a1);
    sector_outer(path, &sector);
    sector_inner(path, &sector);
  }
  path_close(path);
}
