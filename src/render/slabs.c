/* render/slabs.c: outlines of very many edges, filled in slabs.
 *
 * For each row of pixels, cairo sorts the edges that cross it: an area of 10⁵ noisy values, 200 px wide, has some 30,000 on each row.
 * Such an outline is filled slab by slab instead, each some columns of pixels wide and clipped to them. Edges that are wholly to the left of the
 * slab, or to the right, matter only by the rows that they cross upwards or downwards, and of a chain of such edges that sum depends on
 * its ends alone: it is replaced with one line. The pixels are the same but for the rounding of coordinates.
 */
#include "render/canvas.h"
#include "render/columns.h"
#include <math.h>

typedef struct Slab {
  Canvas *canvas;
  double left, right;
  double start[2], last[2]; /* of the subpath; of the chain that is not yet added */
  int side;                 /* of that chain: −1, 1; 0: there is none */
  bool is_begun;            /* the subpath has been moved to */
  double edges, rise, low, high;
} Slab;

/* What cairo takes for each edge and other that crosses its rows, of the whole outline and in a slab, and what it takes to look at a chunk: in steps. */
static const double crossing_cost = 1.0 / 24, slab_crossing_cost = 1.0 / 24, look_cost = 1;

static void count_edge(Slab *slab, const double *from, const double *to) {
  slab->edges++;
  slab->rise += fabs(to[1] - from[1]);
  slab->low = fmin(slab->low, fmin(from[1], to[1]));
  slab->high = fmax(slab->high, fmax(from[1], to[1]));
}

static void add_chain(Slab *slab) {
  cairo_t *cairo = slab->canvas->cairo;
  if (!slab->is_begun) cairo_move_to(cairo, canvas_limit(slab->start[0]), canvas_limit(slab->start[1]));
  slab->is_begun = true;
  if (slab->side) cairo_line_to(cairo, canvas_limit(slab->last[0]), canvas_limit(slab->last[1]));
  slab->side = 0;
}

/* −1: all of it is to the left of the slab; 1: to the right. */
static int side_of(const Slab *slab, double low, double high) {
  return high <= slab->left ? -1 : low >= slab->right ? 1 : 0;
}

static void add_edge(Slab *slab, const double *from, const double *points, int count) {
  double low = from[0], high = from[0];
  for (int k = 0; k < count; k += 2) low = fmin(low, points[k]), high = fmax(high, points[k]);
  int side = side_of(slab, low, high);
  const double *to = points + count - 2;
  if (slab->side && side != slab->side) add_chain(slab);
  if (side) {
    if (!slab->side) count_edge(slab, from, to);
    slab->side = side;
    slab->last[0] = to[0], slab->last[1] = to[1];
    return;
  }
  add_chain(slab);
  count_edge(slab, from, to);
  double q[6];
  for (int k = 0; k < count; k++) q[k] = canvas_limit(points[k]);
  if (count == 6)
    cairo_curve_to(slab->canvas->cairo, q[0], q[1], q[2], q[3], q[4], q[5]);
  else
    cairo_line_to(slab->canvas->cairo, q[0], q[1]);
}

/* A subpath that is wholly on one side crosses each row as often upwards as downwards. */
static void end_subpath(Slab *slab) {
  if (slab->is_begun) {
    add_chain(slab);
    cairo_close_path(slab->canvas->cairo);
  }
  slab->side = 0;
  slab->is_begun = false;
}

/* Some edges that follow each other, of one subpath; looked at one by one only where the slab meets them. */
typedef struct Chunk {
  size_t verb, count;
  const double *points; /* after the end of the edge before, unless it begins with a move */
  const double *to;     /* its last point */
  double low, high;     /* from left to right */
} Chunk;
typedef struct Chunks {
  Chunk *items;
  size_t count;
} Chunks;

static int verb_numbers(char verb) { return verb == PATH_CURVE ? 6 : verb == PATH_CLOSE ? 0 : 2; }

static Chunks cut(const ScenePath *path, Arena *arena) {
  enum { EDGES = 32 };
  size_t moves = 0;
  for (size_t i = 0; i < path->verb_count; i++) moves += path->verbs[i] == PATH_MOVE;
  Chunks chunks = {arena_array(arena, Chunk, 2 * moves + path->verb_count / EDGES + 1), 0};
  const double *p = path->points;
  Chunk *chunk = NULL;
  for (size_t i = 0; i < path->verb_count; i++) {
    bool after_close = i > 0 && path->verbs[i - 1] == PATH_CLOSE;
    if (!chunk || path->verbs[i] == PATH_MOVE || after_close || chunk->count == EDGES) {
      chunk = &chunks.items[chunks.count++];
      *chunk = (Chunk){.verb = i, .points = p, .low = INFINITY, .high = -INFINITY};
      if (path->verbs[i] != PATH_MOVE) chunk->low = chunk->high = p[-2];
    }
    int count = verb_numbers(path->verbs[i]);
    for (int k = 0; k < count; k += 2) {
      chunk->low = fmin(chunk->low, p[k]);
      chunk->high = fmax(chunk->high, p[k]);
    }
    p += count;
    chunk->to = p - 2;
    chunk->count++;
  }
  return chunks;
}

static void begin_subpath(Slab *slab, const double *start) {
  end_subpath(slab);
  slab->start[0] = start[0], slab->start[1] = start[1];
}

static void close_subpath(Slab *slab, const double *from) {
  add_edge(slab, from, slab->start, 2);
  end_subpath(slab);
}

static void add_chunk(Slab *slab, const ScenePath *path, const Chunk *chunk) {
  const char *verbs = path->verbs + chunk->verb;
  const double *p = chunk->points;
  if (side_of(slab, chunk->low, chunk->high)) {
    bool begins = verbs[0] == PATH_MOVE;
    if (begins) begin_subpath(slab, p);
    const double *from = begins ? p : p - 2;
    if (from != chunk->to) add_edge(slab, from, chunk->to, 2);
    if (verbs[chunk->count - 1] == PATH_CLOSE) close_subpath(slab, chunk->to);
    return;
  }
  for (size_t i = 0; i < chunk->count; i++) {
    int count = verb_numbers(verbs[i]);
    if (verbs[i] == PATH_MOVE)
      begin_subpath(slab, p);
    else if (verbs[i] == PATH_CLOSE)
      close_subpath(slab, p - 2);
    else
      add_edge(slab, p - 2, p, count);
    p += count;
  }
}

static void fill_slab(Canvas *canvas, const ScenePath *path, Chunks chunks, double left, double right) {
  Slab slab = {.canvas = canvas, .left = left, .right = right, .low = INFINITY, .high = -INFINITY};
  for (size_t i = 0; i < chunks.count && canvas_goes_on(canvas, i); i++) add_chunk(&slab, path, &chunks.items[i]);
  end_subpath(&slab);
  double crossed = slab.high > slab.low ? slab.rise / fmax(slab.high - slab.low, 1) : 0;
  budget_charge(arena_budget(canvas->options->work), BUDGET_STEPS, slab.edges * (10 + crossed * slab_crossing_cost));
  cairo_fill(canvas->cairo);
}

/* Over all edges. */
typedef struct Extent {
  double edges, run, rise;
} Extent;

static Extent measure(const ScenePath *path, Bounds box) {
  Extent extent = {0};
  const double *p = path->points;
  for (size_t i = 0; i < path->verb_count; i++) {
    int count = verb_numbers(path->verbs[i]);
    for (int k = 0; k < count && path->verbs[i] != PATH_MOVE; k += 2) {
      extent.run += fabs(CLAMP(p[k], box.x1, box.x2) - CLAMP(p[k - 2], box.x1, box.x2));
      extent.rise += fabs(p[k + 1] - p[k - 1]);
    }
    extent.edges++;
    p += count;
  }
  return extent;
}

static double edge_crossings(const Extent *extent, double height) {
  return extent->edges * extent->rise / fmax(height, 1);
}

static const double worth = 1e7; /* steps: less is left to cairo */

bool canvas_fill_parts(Canvas *canvas, const ScenePath *path) {
  enum { PART = 256 };
  Bounds box = path_bounds(path);
  Extent extent = measure(path, box);
  if (!canvas->raster || !(edge_crossings(&extent, box.y2 - box.y1) * crossing_cost > worth)) return false;
  ScenePath part = {path->verbs, path->points, 0, 0};
  const double *p = path->points;
  for (size_t i = 0; i <= path->verb_count && canvas_goes_on(canvas, i); i++) {
    bool begins = i == path->verb_count || path->verbs[i] == PATH_MOVE;
    if (begins && (part.verb_count >= PART || i == path->verb_count)) {
      canvas_path(canvas, &part, 0, 0, 1);
      cairo_fill(canvas->cairo);
      part = (ScenePath){path->verbs + i, p, 0, 0};
    }
    if (i == path->verb_count) break;
    p += verb_numbers(path->verbs[i]);
    part.verb_count++;
  }
  return true;
}

bool canvas_fill_slabs(Canvas *canvas, const ScenePath *path) {
  cairo_matrix_t m;
  cairo_get_matrix(canvas->cairo, &m);
  if (!canvas->raster || path->verb_count <= LONG_LINE || m.xy != 0 || m.yx != 0 || !(m.xx > 0)) return false;
  Bounds box = path_bounds(path);
  double height = box.y2 - box.y1;
  double x1, y1, x2, y2;
  cairo_clip_extents(canvas->cairo, &x1, &y1, &x2, &y2);
  box.x1 = fmax(box.x1, x1), box.x2 = fmin(box.x2, x2);
  Extent extent = measure(path, box);
  double crossed = extent.rise / fmax(height, 1), first = floor(box.x1 * m.xx + m.x0),
         last = ceil(box.x2 * m.xx + m.x0);
  if (!(edge_crossings(&extent, height) * crossing_cost > worth) || !(last > first)) return false;
  if (canvas_fill_columns(canvas, path)) return true;
  Budget *budget = arena_budget(canvas->options->work);
  Arena *arena = arena_create_charged(budget);
  Chunks chunks = cut(path, arena);
  double looks = (double)chunks.count * look_cost;
  double wanted = CLAMP(sqrt(extent.edges * crossed * crossing_cost / looks), 1, last - first);
  double width = floor((last - first) / wanted), slabs = ceil((last - first) / width);
  /* most edges have to be in few slabs */
  bool good = extent.run * m.xx / width <= 3 * extent.edges;
  if (good) budget_charge(budget, BUDGET_STEPS, slabs * looks);
  for (double at = first; good && at < last && canvas_goes_on(canvas, 0); at += width) {
    double left = (at - m.x0) / m.xx, right = (fmin(at + width, last) - m.x0) / m.xx;
    cairo_save(canvas->cairo);
    cairo_rectangle(canvas->cairo, left, y1, right - left, y2 - y1);
    cairo_clip(canvas->cairo);
    fill_slab(canvas, path, chunks, left, right);
    cairo_restore(canvas->cairo);
  }
  arena_destroy(arena);
  return good;
}
