/* render/columns.c: see columns.h.
 *
 * Between two neighbouring points such an area is a trapezoid with upright sides, and all of these lie beside each other. So what the area
 * covers of a pixel is the sum of what they cover. Each adds what is below its upper edge and takes away what is below the lower one:
 * in a column of pixels, an edge changes the cover of the rows that it crosses, and of all below them by the same, which is
 * noted as a difference from the row above and summed up at the end.
 */
#include "render/columns.h"
#include "render/cost.h"
#include "scene/box.h"
#include <math.h>

typedef struct Columns {
  float *changes;               /* of column x: width × (height + 2), from x × (height + 2) on */
  int left, top, width, height; /* device px */
} Columns;

/* A part of an edge: `width` of column `x`, from row `a` to row `b`. */
static void add_part(const Columns *columns, int x, double width, double a, double b) {
  float *column = columns->changes + (size_t)x * ((size_t)columns->height + 2);
  double low = fmin(a, b), high = fmax(a, b), rise = high - low, from = CLAMP(low, 0, columns->height),
         to = CLAMP(high, 0, columns->height);
  double above = rise > 0 ? width * (fmin(high, 0) - fmin(low, 0)) / rise : low <= 0 ? width : 0;
  column[0] += (float)above;
  if (!(rise > 0) && low > 0 && low < columns->height) {
    int row = (int)low;
    column[row] += (float)(width * (row + 1 - low));
    column[row + 1] += (float)(width * (low - row));
  }
  for (double at = from; at < to;) {
    int row = (int)at;
    double end = fmin(row + 1, to), part = width * (end - at) / rise, below = (at + end) / 2 - row;
    column[row] += (float)(part * (1 - below));
    column[row + 1] += (float)(part * below);
    at = end;
  }
}

typedef struct Point {
  double x, y;
} Point;

/* `sign` is 1 for the upper edge of a trapezoid and −1 for the lower one; `from` is to the left. */
static void add_edge(const Columns *columns, Point from, Point to, double sign) {
  double run = to.x - from.x, slope = run > 0 ? (to.y - from.y) / run : 0;
  double start = fmax(from.x, 0), stop = fmin(to.x, columns->width);
  for (double at = start; at < stop;) {
    int x = (int)at;
    double end = fmin(x + 1, stop);
    add_part(columns, x, sign * (end - at), from.y + (at - from.x) * slope, from.y + (end - from.x) * slope);
    at = end;
  }
}

static void add_trapezoid(const Columns *columns, Point a, Point b, Point below_a, Point below_b) {
  double before = below_a.y - a.y, after = below_b.y - b.y;
  if (before * after < 0) { /* the lines cross */
    double part = before / (before - after);
    Point crossing = {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
    add_trapezoid(columns, a, crossing, below_a, crossing);
    add_trapezoid(columns, crossing, b, crossing, below_b);
    return;
  }
  double sign = before + after < 0 ? -1 : 1;
  add_edge(columns, a, b, sign);
  add_edge(columns, below_a, below_b, -sign);
}

/* One closed outline of lines: a line from left to right, and one back below or above the same places. */
static bool is_between_lines(const ScenePath *path) {
  size_t last = path->verb_count - 1, points = path->point_count / 2;
  if (path->verbs[0] != PATH_MOVE || path->verbs[last] != PATH_CLOSE || points != last || points % 2) return false;
  for (size_t i = 1; i < last; i++)
    if (path->verbs[i] != PATH_LINE) return false;
  const double *p = path->points;
  for (size_t i = 0; i < path->point_count; i++)
    if (!isfinite(p[i])) return false;
  for (size_t i = 0; i < points / 2; i++)
    if (p[2 * i] != p[2 * (points - 1 - i)] || !(i == 0 || p[2 * i] >= p[2 * i - 2])) return false;
  return true;
}

static void add_path(const Columns *columns, const ScenePath *path, const cairo_matrix_t *m) {
  size_t points = path->point_count / 2;
  Point before[2] = {0};
  for (size_t i = 0; i < points / 2; i++) {
    Point here[2];
    for (int side = 0; side < 2; side++) {
      const double *p = path->points + 2 * (side ? points - 1 - i : i);
      here[side] = (Point){canvas_limit(p[0]) * m->xx + m->x0 - columns->left,
                           canvas_limit(p[1]) * m->yy + m->y0 - columns->top};
    }
    if (i > 0) add_trapezoid(columns, before[0], here[0], before[1], here[1]);
    before[0] = here[0], before[1] = here[1];
  }
}

static void destroy_surface(void *surface) { cairo_surface_destroy(surface); }

static void paint(Canvas *canvas, const Columns *columns, Arena *arena) {
  cairo_surface_t *mask = cairo_image_surface_create(CAIRO_FORMAT_A8, columns->width, columns->height);
  arena_adopt(arena, mask, destroy_surface);
  if (cairo_surface_status(mask)) return;
  cairo_surface_flush(mask);
  guint8 *pixels = cairo_image_surface_get_data(mask);
  int stride = cairo_image_surface_get_stride(mask);
  for (int x = 0; x < columns->width; x++) {
    const float *change = columns->changes + (size_t)x * ((size_t)columns->height + 2);
    float cover = 0;
    for (int y = 0; y < columns->height; y++) {
      cover += change[y];
      pixels[(size_t)y * (size_t)stride + (size_t)x] = (guint8)(CLAMP(cover, 0, 1) * 255 + 0.5F);
    }
  }
  cairo_surface_mark_dirty(mask);
  cairo_save(canvas->cairo);
  cairo_identity_matrix(canvas->cairo);
  cairo_mask_surface(canvas->cairo, mask, columns->left, columns->top);
  cairo_restore(canvas->cairo);
}

/* Where the area and the clip meet; false if nowhere, or if that is too large a picture. */
static bool find_box(Canvas *canvas, const ScenePath *path, const cairo_matrix_t *m, Columns *columns) {
  static const double PIXELS_MAX = 1 << 24;
  double x1, y1, x2, y2;
  cairo_clip_extents(canvas->cairo, &x1, &y1, &x2, &y2);
  Bounds box = path_bounds(path);
  bounds_intersect(&box, (Bounds){x1, y1, x2, y2});
  double left = floor(box.x1 * m->xx + m->x0), right = ceil(box.x2 * m->xx + m->x0),
         top = floor(box.y1 * m->yy + m->y0), bottom = ceil(box.y2 * m->yy + m->y0);
  if (!(right > left && bottom > top && (right - left) * (bottom - top) <= PIXELS_MAX)) return false;
  *columns = (Columns){.left = (int)left, .top = (int)top, .width = (int)(right - left), .height = (int)(bottom - top)};
  return true;
}

bool canvas_fill_columns(Canvas *canvas, const ScenePath *path) {
  cairo_matrix_t m;
  Columns columns;
  cairo_get_matrix(canvas->cairo, &m);
  if (!canvas->raster || m.xy != 0 || m.yx != 0 || !(m.xx > 0) || !(m.yy > 0) || !is_between_lines(path) ||
      !find_box(canvas, path, &m, &columns))
    return false;
  cost_charge_crossings(canvas, path, m.yy, columns.width, columns.height);
  Arena *arena = arena_create_charged(arena_budget(canvas->options->work));
  columns.changes = arena_array(arena, float, (size_t)columns.width *((size_t)columns.height + 2));
  add_path(&columns, path, &m);
  paint(canvas, &columns, arena);
  arena_destroy(arena);
  return true;
}
