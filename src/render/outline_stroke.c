/* render/outline_stroke.c: the edges around a stroke, as cairo-path-stroke-polygon.c makes them.
 *
 * A stroke has two contours, one to each side of the line, which run in opposite directions. Each line adds its two faces; at a join the outer
 * contour gets a mitre or a bevel, and the inner one goes by the point itself, so that the nonzero rule fills all of it.
 */
#include "render/outline.h"
#include <math.h>

/* Where a line begins or ends, across it. */
typedef struct Face {
  FixedPoint left, point, right; /* cairo's ccw and cw */
  FixedPoint vector;             /* of the line, as it is */
  double slope_x, slope_y;       /* of length 1 */
} Face;

typedef struct Contour {
  FixedPoint *points;
  size_t count;
} Contour;

typedef struct Stroker {
  const OutlinePen *pen;
  Edges *edges;
  Contour left, right;
  Face first, current;
  bool any;
} Stroker;

static double number(gint32 v) { return v / (double)FIXED_ONE; }

static FixedPoint moved(FixedPoint at, FixedPoint by) { return (FixedPoint){at.x + by.x, at.y + by.y}; }

static void add(Contour *contour, FixedPoint at) { contour->points[contour->count++] = at; }

static void flush(Stroker *stroker, Contour *contour, int direction) {
  for (size_t i = 1; i < contour->count; i++)
    edges_add(stroker->edges, contour->points[i - 1], contour->points[i], direction);
  contour->count = 0;
}

static void normalize(double *dx, double *dy) {
  if (*dx == 0) {
    *dy = *dy > 0 ? 1 : -1;
  } else if (*dy == 0) {
    *dx = *dx > 0 ? 1 : -1;
  } else {
    double length = hypot(*dx, *dy);
    *dx /= length;
    *dy /= length;
  }
}

static Face face_at(const OutlinePen *pen, FixedPoint at, FixedPoint vector) {
  double dx = number(vector.x), dy = number(vector.y);
  normalize(&dx, &dy);
  Face face = {.point = at, .vector = vector, .slope_x = dx, .slope_y = dy};
  double scale = 1;
  if (!pen->is_device) { /* through px and back, as rounding shows */
    dx *= 1 / pen->scale;
    dy *= 1 / pen->scale;
    normalize(&dx, &dy);
    scale = pen->scale;
  }
  FixedPoint across = {fixed_from(-dy * pen->half_width * scale), fixed_from(dx * pen->half_width * scale)};
  face.left = moved(at, across);
  face.right = (FixedPoint){at.x - across.x, at.y - across.y};
  return face;
}

/* cairo's _cairo_slope_compare(): which way to turn from a to b; of opposite ones, the way that an angle a little less would. */
static int turn(FixedPoint a, FixedPoint b) {
  gint64 one = (gint64)a.y * b.x, other = (gint64)b.y * a.x;
  if (one != other) return one < other ? -1 : 1;
  if ((a.x ^ b.x) < 0 || (a.y ^ b.y) < 0) return a.x > 0 || (a.x == 0 && a.y > 0) ? -1 : 1;
  return 0;
}

static int sign_of_cross(double dx1, double dy1, double dx2, double dy2) {
  double cross = dx1 * dy2 - dx2 * dy1;
  return (cross > 0) - (cross < 0);
}

/* Where the outer sides of two lines meet, if the pen's limit allows that and it is between the two faces. */
static bool find_miter(const Stroker *stroker, const Face *in, const Face *out, FixedPoint from, FixedPoint to,
                       FixedPoint *miter) {
  double limit = stroker->pen->miter_limit, dot = in->slope_x * out->slope_x + in->slope_y * out->slope_y;
  if (!stroker->pen->miter || !(2 <= limit * limit * (1 + dot))) return false;
  double x1 = number(from.x), y1 = number(from.y), dx1 = in->slope_x, dy1 = in->slope_y;
  double x2 = number(to.x), y2 = number(to.y), dx2 = out->slope_x, dy2 = out->slope_y;
  double y = ((x2 - x1) * dy1 * dy2 - y2 * dx2 * dy1 + y1 * dx1 * dy2) / (dx1 * dy2 - dx2 * dy1);
  double x = fabs(dy1) >= fabs(dy2) ? (y - y1) * dx1 / dy1 + x1 : (y - y2) * dx2 / dy2 + x2;
  double at_x = number(in->point.x), at_y = number(in->point.y);
  if (sign_of_cross(x1 - at_x, y1 - at_y, x - at_x, y - at_y) ==
      sign_of_cross(x2 - at_x, y2 - at_y, x - at_x, y - at_y))
    return false;
  *miter = (FixedPoint){fixed_from(x), fixed_from(y)};
  return true;
}

static bool is_same(const Face *in, const Face *out) {
  return in->right.x == out->right.x && in->right.y == out->right.y && in->left.x == out->left.x &&
         in->left.y == out->left.y;
}

static void join(Stroker *stroker, const Face *in, const Face *out, bool clockwise) {
  Contour *outer = clockwise ? &stroker->right : &stroker->left, *inner = clockwise ? &stroker->left : &stroker->right;
  FixedPoint from = clockwise ? in->right : in->left, to = clockwise ? out->right : out->left, miter;
  if (!is_same(in, out)) {
    if (find_miter(stroker, in, out, from, to, &miter))
      outer->points[outer->count - 1] = miter;
    else
      add(outer, to);
  }
  add(inner, in->point);
  add(inner, clockwise ? out->left : out->right);
}

static void close_join(Stroker *stroker) {
  const Face *in = &stroker->current, *out = &stroker->first;
  bool clockwise = turn(in->vector, out->vector) < 0;
  Contour *outer = clockwise ? &stroker->right : &stroker->left, *inner = clockwise ? &stroker->left : &stroker->right;
  FixedPoint from = clockwise ? in->right : in->left, to = clockwise ? out->right : out->left, miter;
  if (!is_same(in, out)) {
    if (find_miter(stroker, in, out, from, to, &miter))
      outer->points[outer->count - 1] = outer->points[0] = miter;
    else
      add(outer, to);
  }
  add(inner, in->point);
  add(inner, clockwise ? out->left : out->right);
  inner->points[0] = inner->points[inner->count - 1];
}

static void line_to(Stroker *stroker, FixedPoint to) {
  FixedPoint from = stroker->current.point;
  if (from.x == to.x && from.y == to.y) return;
  FixedPoint vector = {to.x - from.x, to.y - from.y};
  Face start = face_at(stroker->pen, from, vector);
  if (stroker->any) {
    int way = turn(stroker->current.vector, start.vector);
    if (way) join(stroker, &stroker->current, &start, way < 0);
  } else {
    stroker->first = start;
    stroker->any = true;
    add(&stroker->right, start.right);
    add(&stroker->left, start.left);
  }
  stroker->current = start;
  stroker->current.point = to;
  stroker->current.left = moved(start.left, vector);
  stroker->current.right = moved(start.right, vector);
  add(&stroker->right, stroker->current.right);
  add(&stroker->left, stroker->current.left);
}

/* The end of a line whose face looks outwards along (dx, dy), from its left to its right. */
static void add_cap(Stroker *stroker, FixedPoint left, FixedPoint right, double dx, double dy) {
  const OutlinePen *pen = stroker->pen;
  if (pen->square) {
    FixedPoint on = {fixed_from(dx * pen->half_width * pen->scale), fixed_from(dy * pen->half_width * pen->scale)};
    add(&stroker->left, moved(left, on));
    add(&stroker->left, moved(right, on));
  }
  add(&stroker->left, right);
}

/* A direction of length 1 in px. */
static void along(const OutlinePen *pen, const Face *face, double *dx, double *dy) {
  *dx = face->slope_x, *dy = face->slope_y;
  if (pen->is_device) return;
  *dx *= 1 / pen->scale, *dy *= 1 / pen->scale;
  normalize(dx, dy);
}

static void end_open(Stroker *stroker) {
  if (!stroker->any) return;
  const Face *first = &stroker->first, *last = &stroker->current;
  double dx, dy;
  along(stroker->pen, last, &dx, &dy);
  add_cap(stroker, last->left, last->right, dx, dy);
  flush(stroker, &stroker->left, -1);
  along(stroker->pen, first, &dx, &dy);
  add(&stroker->left, first->right);
  add_cap(stroker, first->right, first->left, -dx, -dy);
  flush(stroker, &stroker->left, -1);
  flush(stroker, &stroker->right, 1);
}

static void end_closed(Stroker *stroker, FixedPoint start) {
  line_to(stroker, start);
  if (!stroker->any) return;
  close_join(stroker);
  flush(stroker, &stroker->right, 1);
  flush(stroker, &stroker->left, -1);
}

void outline_stroke_edges(const Outline *outline, const OutlinePen *pen, Edges *edges) {
  size_t longest = 0;
  for (size_t i = 0; i < outline->part_count; i++) longest = MAX(longest, outline->parts[i].count);
  size_t room = 3 * longest + 16; /* a join and the end of a line for each point, and caps */
  FixedPoint *points = g_new(FixedPoint, 2 * room);
  Stroker stroker = {.pen = pen, .edges = edges, .left = {points, 0}, .right = {points + room, 0}};
  for (size_t i = 0; i < outline->part_count; i++) {
    const OutlinePart *part = &outline->parts[i];
    const FixedPoint *at = outline->points + part->first;
    stroker.any = false;
    stroker.current.point = at[0];
    for (size_t k = 1; k < part->count; k++) line_to(&stroker, at[k]);
    if (part->closed)
      end_closed(&stroker, at[0]);
    else
      end_open(&stroker);
  }
  g_free(points);
}
