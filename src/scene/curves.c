/* scene/curves.c: curves through points, after d3-shape's: https://d3js.org/d3-shape/curve.
 *
 * A curve is fed one point at a time and draws as soon as it knows enough. An area is two lines: the second starts with a
 * line from the end of the first, and closes.
 */
#include "scene/shapes.h"
#include <math.h>
#include <string.h>

typedef enum CurveEnds { ENDS_MEET_POINTS, ENDS_OPEN, ENDS_CLOSED } CurveEnds;
typedef struct CurveType {
  const char *name;
  void (*start)(Curve *), (*point)(Curve *, double, double), (*end)(Curve *);
  CurveEnds ends;
  bool tense; /* has a tension parameter */
  double tension;
} CurveType;

struct Curve {
  PathBuilder *path;
  const CurveType *type;
  bool turned;  /* x and y are swapped */
  bool uniform; /* catmull-rom of tension 0: d3 draws a cardinal curve instead */
  int line;     /* -1: a line alone; 0 and 1: an area's first and second */
  int seen;     /* points so far, as far as they matter */
  double tension;
  double x[3], y[3]; /* the last three points, newest last */
  double first_x[3], first_y[3];
  double l[3], l2[3]; /* catmull-rom: |Δ|^α and |Δ|^2α of the last three spans */
  double slope;       /* monotone */
  GArray *xs, *ys;    /* bundle and natural: all of them */
};

static void put_move(Curve *c, double x, double y) { c->turned ? path_move(c->path, y, x) : path_move(c->path, x, y); }
static void put_line(Curve *c, double x, double y) { c->turned ? path_line(c->path, y, x) : path_line(c->path, x, y); }
static void put_curve(Curve *c, double x1, double y1, double x2, double y2, double x, double y) {
  c->turned ? path_curve(c->path, y1, x1, y2, x2, y, x) : path_curve(c->path, x1, y1, x2, y2, x, y);
}
static void put_first(Curve *c, double x, double y) { c->line == 1 ? put_line(c, x, y) : put_move(c, x, y); }

static void shift(Curve *c, double x, double y) {
  for (int i = 0; i < 2; i++) {
    c->x[i] = c->x[i + 1];
    c->y[i] = c->y[i + 1];
  }
  c->x[2] = x;
  c->y[2] = y;
}

static void plain_start(Curve *c) {
  c->seen = 0;
  for (int i = 0; i < 3; i++) {
    c->x[i] = c->y[i] = NAN;
    c->l[i] = c->l2[i] = 0;
  }
}

/* An area's second line closes it; so does a line of a single point, to make a dot of it. */
static void close_line(Curve *c, bool single) {
  if (c->line == 1 || (c->line < 0 && single)) path_close(c->path);
  if (c->line >= 0) c->line = 1 - c->line;
}

static void linear_point(Curve *c, double x, double y) {
  c->seen ? put_line(c, x, y) : put_first(c, x, y);
  c->seen = MIN(c->seen + 1, 2);
}
static void linear_end(Curve *c) { close_line(c, c->seen == 1); }

static void linear_closed_point(Curve *c, double x, double y) {
  c->seen ? put_line(c, x, y) : put_move(c, x, y);
  c->seen = 1;
}
static void linear_closed_end(Curve *c) {
  if (c->seen) path_close(c->path);
}

/* The three families that look at the last points: how each draws its next piece. */

static void basis_piece(Curve *c, double x, double y) {
  double x0 = c->x[1], x1 = c->x[2], y0 = c->y[1], y1 = c->y[2];
  put_curve(c, (2 * x0 + x1) / 3, (2 * y0 + y1) / 3, (x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (x0 + 4 * x1 + x) / 6,
            (y0 + 4 * y1 + y) / 6);
}

static void cardinal_piece(Curve *c, double x, double y) {
  double k = (1 - c->tension) / 6;
  put_curve(c, c->x[1] + k * (c->x[2] - c->x[0]), c->y[1] + k * (c->y[2] - c->y[0]), c->x[2] + k * (c->x[1] - x),
            c->y[2] + k * (c->y[1] - y), c->x[2], c->y[2]);
}

static void catmull_rom_piece(Curve *c, double x, double y) {
  double x1 = c->x[1], y1 = c->y[1], x2 = c->x[2], y2 = c->y[2];
  double l01 = c->l[0], l12 = c->l[1], l23 = c->l[2];
  if (l01 > 1e-12) {
    double a = 2 * c->l2[0] + 3 * l01 * l12 + c->l2[1], n = 3 * l01 * (l01 + l12);
    x1 = (x1 * a - c->x[0] * c->l2[1] + c->x[2] * c->l2[0]) / n;
    y1 = (y1 * a - c->y[0] * c->l2[1] + c->y[2] * c->l2[0]) / n;
  }
  if (l23 > 1e-12) {
    double b = 2 * c->l2[2] + 3 * l23 * l12 + c->l2[1], m = 3 * l23 * (l23 + l12);
    x2 = (x2 * b + c->x[1] * c->l2[2] - x * c->l2[1]) / m;
    y2 = (y2 * b + c->y[1] * c->l2[2] - y * c->l2[1]) / m;
  }
  put_curve(c, x1, y1, x2, y2, c->x[2], c->y[2]);
}

static void basis_point(Curve *c, double x, double y) {
  if (c->type->ends == ENDS_MEET_POINTS && c->seen == 0) put_first(c, x, y);
  if (c->seen == 2) {
    double at_x = (c->x[1] + 4 * c->x[2] + x) / 6, at_y = (c->y[1] + 4 * c->y[2] + y) / 6;
    if (c->type->ends == ENDS_MEET_POINTS)
      put_line(c, (5 * c->x[1] + c->x[2]) / 6, (5 * c->y[1] + c->y[2]) / 6);
    else if (c->type->ends == ENDS_OPEN)
      put_first(c, at_x, at_y);
    else
      put_move(c, at_x, at_y);
  }
  if (c->type->ends == ENDS_MEET_POINTS ? c->seen >= 2 : c->seen >= 3) basis_piece(c, x, y);
  if (c->seen < 3) {
    c->first_x[c->seen] = x;
    c->first_y[c->seen] = y;
  }
  shift(c, x, y);
  c->seen = MIN(c->seen + 1, 4);
}

static void basis_end(Curve *c) {
  if (c->seen >= 3) basis_piece(c, c->x[2], c->y[2]);
  if (c->seen >= 2) put_line(c, c->x[2], c->y[2]);
  close_line(c, c->seen == 1);
}

static void open_end(Curve *c) { close_line(c, c->seen == 3); }

static void repeat_first(Curve *c) {
  double x[3], y[3];
  memcpy(x, c->first_x, sizeof x);
  memcpy(y, c->first_y, sizeof y);
  for (int i = 0; i < 3; i++) c->type->point(c, x[i], y[i]);
}

static void basis_closed_end(Curve *c) {
  const double *x = c->first_x, *y = c->first_y;
  if (c->seen == 1) put_move(c, x[0], y[0]);
  if (c->seen == 2) {
    put_move(c, (x[0] + 2 * x[1]) / 3, (y[0] + 2 * y[1]) / 3);
    put_line(c, (x[1] + 2 * x[0]) / 3, (y[1] + 2 * y[0]) / 3);
  }
  if (c->seen >= 3)
    repeat_first(c);
  else
    path_close(c->path);
}

/* What cardinal and catmull-rom have in common. */
static void spline_point(Curve *c, double x, double y, void (*piece)(Curve *, double, double)) {
  if (c->type->ends == ENDS_MEET_POINTS && c->seen == 0) put_first(c, x, y);
  if (c->type->ends == ENDS_OPEN && c->seen == 2) put_first(c, c->x[2], c->y[2]);
  if (c->type->ends == ENDS_CLOSED && c->seen == 1) put_move(c, x, y);
  if (c->type->ends == ENDS_MEET_POINTS ? c->seen >= 2 : c->seen >= 3) {
    if (c->type->ends == ENDS_MEET_POINTS && c->seen == 2) {
      /* nothing comes before the first point to bend the first piece */
      c->x[0] = c->x[2];
      c->y[0] = c->y[2];
    }
    piece(c, x, y);
  }
  if (c->seen < 3) {
    c->first_x[c->seen] = x;
    c->first_y[c->seen] = y;
  }
  shift(c, x, y);
  c->seen = MIN(c->seen + 1, 4);
}

static void cardinal_point(Curve *c, double x, double y) { spline_point(c, x, y, cardinal_piece); }

static void catmull_rom_point(Curve *c, double x, double y) {
  if (c->uniform) {
    spline_point(c, x, y, cardinal_piece);
    return;
  }
  if (c->seen) {
    double dx = c->x[2] - x, dy = c->y[2] - y;
    c->l2[2] = pow(dx * dx + dy * dy, c->tension);
    c->l[2] = sqrt(c->l2[2]);
  }
  spline_point(c, x, y, catmull_rom_piece);
  for (int i = 0; i < 2; i++) {
    c->l[i] = c->l[i + 1];
    c->l2[i] = c->l2[i + 1];
  }
}

static void cardinal_end(Curve *c) {
  if (c->seen == 2) put_line(c, c->x[2], c->y[2]);
  if (c->seen >= 3) cardinal_piece(c, c->x[1], c->y[1]);
  close_line(c, c->seen == 1);
}

static void catmull_rom_end(Curve *c) {
  if (c->uniform) {
    cardinal_end(c);
    return;
  }
  int seen = c->seen;
  if (seen == 2) put_line(c, c->x[2], c->y[2]);
  if (seen >= 3) catmull_rom_point(c, c->x[2], c->y[2]);
  close_line(c, seen == 1);
}

static void spline_closed_end(Curve *c) {
  if (c->seen == 1) put_move(c, c->first_x[0], c->first_y[0]);
  if (c->seen == 2) put_line(c, c->first_x[0], c->first_y[0]);
  if (c->seen >= 3)
    repeat_first(c);
  else
    path_close(c->path);
}

/* Steffen, M. 1990. A Simple Method for Monotonic Interpolation in One Dimension. Astronomy and Astrophysics 239(II). */
static double slope_inside(const Curve *c, double x, double y) {
  double h0 = c->x[2] - c->x[1], h1 = x - c->x[2];
  double s0 = (c->y[2] - c->y[1]) / (h0 != 0 ? h0 : h1 < 0 ? -0.0 : 0.0);
  double s1 = (y - c->y[2]) / (h1 != 0 ? h1 : h0 < 0 ? -0.0 : 0.0);
  double p = (s0 * h1 + s1 * h0) / (h0 + h1);
  double least = fmin(fabs(s0), fmin(fabs(s1), 0.5 * fabs(p)));
  double slope = ((s0 < 0 ? -1 : 1) + (s1 < 0 ? -1 : 1)) * least;
  return isnan(s0) || isnan(s1) || isnan(p) || isnan(slope) ? 0 : slope;
}

static double slope_at_end(const Curve *c, double slope) {
  double h = c->x[2] - c->x[1];
  return h != 0 ? (3 * (c->y[2] - c->y[1]) / h - slope) / 2 : slope;
}

static void monotone_piece(Curve *c, double slope0, double slope1) {
  double x0 = c->x[1], y0 = c->y[1], x1 = c->x[2], y1 = c->y[2], dx = (x1 - x0) / 3;
  put_curve(c, x0 + dx, y0 + dx * slope0, x1 - dx, y1 - dx * slope1, x1, y1);
}

static void monotone_point(Curve *c, double x, double y) {
  if (x == c->x[2] && y == c->y[2]) return;
  double slope = NAN;
  if (c->seen == 0) put_first(c, x, y);
  if (c->seen >= 2) {
    slope = slope_inside(c, x, y);
    monotone_piece(c, c->seen == 2 ? slope_at_end(c, slope) : c->slope, slope);
  }
  shift(c, x, y);
  c->slope = slope;
  c->seen = MIN(c->seen + 1, 3);
}

static void monotone_end(Curve *c) {
  if (c->seen == 2) put_line(c, c->x[2], c->y[2]);
  if (c->seen == 3) monotone_piece(c, c->slope, slope_at_end(c, c->slope));
  close_line(c, c->seen == 1);
}

static void gather_start(Curve *c) {
  g_array_set_size(c->xs, 0);
  g_array_set_size(c->ys, 0);
  plain_start(c);
}
static void gather_point(Curve *c, double x, double y) {
  g_array_append_val(c->xs, x);
  g_array_append_val(c->ys, y);
}

static void bundle_end(Curve *c) {
  const double *x = (const double *)(void *)c->xs->data, *y = (const double *)(void *)c->ys->data, beta = c->tension;
  guint n = c->xs->len;
  for (guint i = 0; n > 1 && i < n; i++) {
    double t = i / (n - 1.0);
    basis_point(c, beta * x[i] + (1 - beta) * (x[0] + t * (x[n - 1] - x[0])),
                beta * y[i] + (1 - beta) * (y[0] + t * (y[n - 1] - y[0])));
  }
  basis_end(c);
}

/* The control points of a C² spline along one coordinate: https://www.particleincell.com/2012/bezier-splines/. `out` holds
 * 2 (n - 1) numbers, `work` as many. */
static void natural_controls(const double *x, guint count, double *out, double *work) {
  guint n = count - 1;
  double *a = out, *b = out + n, *diagonal = work, *right = work + n;
  diagonal[0] = 2;
  right[0] = x[0] + 2 * x[1];
  for (guint i = 1; i < n; i++) {
    bool last = i == n - 1;
    double factor = (last ? 2 : 1) / diagonal[i - 1];
    diagonal[i] = (last ? 7 : 4) - factor;
    right[i] = (last ? 8 * x[i] + x[i + 1] : 4 * x[i] + 2 * x[i + 1]) - factor * right[i - 1];
  }
  a[n - 1] = right[n - 1] / diagonal[n - 1];
  for (guint i = n - 1; i-- > 0;) a[i] = (right[i] - a[i + 1]) / diagonal[i];
  b[n - 1] = (x[n] + a[n - 1]) / 2;
  for (guint i = 0; i + 1 < n; i++) b[i] = 2 * x[i + 1] - a[i + 1];
}

static void natural_end(Curve *c) {
  const double *x = (const double *)(void *)c->xs->data, *y = (const double *)(void *)c->ys->data;
  guint n = c->xs->len;
  if (n) put_first(c, x[0], y[0]);
  if (n == 2) put_line(c, x[1], y[1]);
  if (n > 2) {
    guint m = n - 1;
    double *space = g_new(double, 6 * (gsize)m), *px = space, *py = space + 2 * m;
    natural_controls(x, n, px, space + 4 * m);
    natural_controls(y, n, py, space + 4 * m);
    for (guint i = 0; i < m; i++) put_curve(c, px[i], py[i], px[m + i], py[m + i], x[i + 1], y[i + 1]);
    g_free(space);
  }
  close_line(c, n == 1);
}

static void step_point(Curve *c, double x, double y) {
  if (c->seen == 0)
    put_first(c, x, y);
  else if (c->tension <= 0) {
    put_line(c, c->x[2], y);
    put_line(c, x, y);
  } else {
    double middle = c->x[2] * (1 - c->tension) + x * c->tension;
    put_line(c, middle, c->y[2]);
    put_line(c, middle, y);
  }
  shift(c, x, y);
  c->seen = MIN(c->seen + 1, 2);
}

static void step_end(Curve *c) {
  if (0 < c->tension && c->tension < 1 && c->seen == 2) put_line(c, c->x[2], c->y[2]);
  if (c->line >= 0) c->tension = 1 - c->tension;
  close_line(c, c->seen == 1);
}

static const CurveType types[] = {
    {"linear", plain_start, linear_point, linear_end, ENDS_MEET_POINTS, false, 0},
    {"linear-closed", plain_start, linear_closed_point, linear_closed_end, ENDS_CLOSED, false, 0},
    {"basis", plain_start, basis_point, basis_end, ENDS_MEET_POINTS, false, 0},
    {"basis-open", plain_start, basis_point, open_end, ENDS_OPEN, false, 0},
    {"basis-closed", plain_start, basis_point, basis_closed_end, ENDS_CLOSED, false, 0},
    {"bundle", gather_start, gather_point, bundle_end, ENDS_MEET_POINTS, true, 0.85},
    {"cardinal", plain_start, cardinal_point, cardinal_end, ENDS_MEET_POINTS, true, 0},
    {"cardinal-open", plain_start, cardinal_point, open_end, ENDS_OPEN, true, 0},
    {"cardinal-closed", plain_start, cardinal_point, spline_closed_end, ENDS_CLOSED, true, 0},
    {"catmull-rom", plain_start, catmull_rom_point, catmull_rom_end, ENDS_MEET_POINTS, true, 0.5},
    {"catmull-rom-open", plain_start, catmull_rom_point, open_end, ENDS_OPEN, true, 0.5},
    {"catmull-rom-closed", plain_start, catmull_rom_point, spline_closed_end, ENDS_CLOSED, true, 0.5},
    {"monotone", plain_start, monotone_point, monotone_end, ENDS_MEET_POINTS, false, 0},
    {"natural", gather_start, gather_point, natural_end, ENDS_MEET_POINTS, false, 0},
    {"step", plain_start, step_point, step_end, ENDS_MEET_POINTS, false, 0.5},
    {"step-before", plain_start, step_point, step_end, ENDS_MEET_POINTS, false, 0},
    {"step-after", plain_start, step_point, step_end, ENDS_MEET_POINTS, false, 1},
};

static void array_free(void *array) { g_array_free(array, TRUE); }

Curve *curve_create(PathBuilder *path, const char *interpolate, bool horizontal, double tension, Arena *arena) {
  Curve *curve = arena_new(arena, Curve);
  curve->path = path;
  curve->type = &types[0];
  for (size_t i = 0; interpolate && i < G_N_ELEMENTS(types); i++)
    if (strcmp(types[i].name, interpolate) == 0) curve->type = &types[i];
  curve->tension = curve->type->tense && isfinite(tension) ? tension : curve->type->tension;
  curve->turned = horizontal && curve->type->point == monotone_point;
  if (curve->type->point == catmull_rom_point && curve->tension == 0) curve->uniform = true;
  if (curve->type->start == gather_start) {
    curve->xs = g_array_new(FALSE, FALSE, sizeof(double));
    curve->ys = g_array_new(FALSE, FALSE, sizeof(double));
    arena_adopt(arena, curve->xs, array_free);
    arena_adopt(arena, curve->ys, array_free);
  }
  curve->line = -1;
  return curve;
}

void curve_area_start(Curve *curve) { curve->line = 0; }
void curve_area_end(Curve *curve) { curve->line = -1; }
void curve_line_start(Curve *curve) { curve->type->start(curve); }
void curve_line_end(Curve *curve) { curve->type->end(curve); }
void curve_point(Curve *curve, double x, double y) {
  curve->turned ? curve->type->point(curve, y, x) : curve->type->point(curve, x, y);
}
