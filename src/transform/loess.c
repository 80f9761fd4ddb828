/* transform/loess.c: a smooth line through points by local regression (vega-statistics loess): a straight line is fitted to the
 * neighbours of each point, with more weight on nearer ones; then twice more, with less weight on points far from the line.
 */
#include "transform/fit.h"
#include "transform/groups.h"
#include "transform/sort.h"
#include "transform/statistics.h"
#include <math.h>

enum { ROBUST_ROUNDS = 2, LEAST_NEIGHBORS = 2 };

#define EPSILON 1e-12
#define DEFAULT_BANDWIDTH 0.3

typedef struct Smoothing {
  const double *x, *y; /* minus their means; x ascending */
  size_t count, neighbors;
  double *smooth, *residuals, *weights, *scratch;
  Arena *arena;
} Smoothing;

static double tricube(double x) {
  double rest = 1 - x * x * x;
  return rest * rest * rest;
}

static double fit_at(const Smoothing *s, size_t i, size_t first, size_t last) {
  double x = s->x[i];
  size_t edge = x - s->x[first] > s->x[last] - x ? first : last;
  double reach = s->x[edge] - x, scale = 1 / fabs(reach != 0 ? reach : 1);
  double w = 0, wx = 0, wy = 0, wxy = 0, wxx = 0;
  for (size_t k = first; k <= last; k++) {
    double weight = tricube(fabs(x - s->x[k]) * scale) * s->weights[k], weighed = s->x[k] * weight;
    w += weight;
    wx += weighed;
    wy += s->y[k] * weight;
    wxy += s->y[k] * weighed;
    wxx += s->x[k] * weighed;
  }
  double line[2];
  fit_line(wx / w, wy / w, wxy / w, wxx / w, line);
  return line[0] + line[1] * x;
}

static void smooth_once(const Smoothing *s) {
  size_t first = 0, last = s->neighbors - 1;
  for (size_t i = 0; i < s->count && !arena_is_cancelled(s->arena); i++) {
    s->smooth[i] = fit_at(s, i, first, last);
    s->residuals[i] = fabs(s->y[i] - s->smooth[i]);
    /* move the neighbourhood while the next point is at least as near as its first */
    while (i + 1 < s->count && last + 1 < s->count && i + 1 > first &&
           s->x[last + 1] - s->x[i + 1] <= s->x[i + 1] - s->x[first]) {
      first++;
      last++;
    }
  }
}

/* False if the line already passes through the points. */
static bool weigh_again(const Smoothing *s) {
  for (size_t i = 0; i < s->count; i++) s->scratch[i] = s->residuals[i];
  double middle = statistics_quantile(s->scratch, s->count, 0.5);
  if (fabs(middle) < EPSILON) return false;
  for (size_t i = 0; i < s->count; i++) {
    double far = s->residuals[i] / (6 * middle), weight = 1 - far * far;
    s->weights[i] = far >= 1 ? EPSILON : weight * weight;
  }
  return true;
}

/* One point for each x; points with the same x are averaged. */
static void emit_points(const Smoothing *s, double mean_x, double mean_y, PointRows *points, size_t group) {
  for (size_t i = 0; i < s->count;) {
    double x = s->x[i] + mean_x, y = s->smooth[i];
    size_t same = i + 1;
    for (; same < s->count && s->x[same] + mean_x == x; same++) y += (s->smooth[same] - y) / (double)(same - i);
    point_rows_push(points, group, x, y + mean_y);
    i = same;
  }
}

/* By x, keeping the order of equal ones. */
static FitPoints sorted_points(const FitPoints *points, Arena *arena) {
  static const SortKey by_x[] = {{"x", false}};
  const Table *table =
      table_with_column(table_create(arena, points->count), "x", column_from_numbers(points->x, points->count, arena));
  const guint32 *rows = transform_sort_rows(table, by_x, 1, NULL, arena);
  double *x = arena_array(arena, double, points->count), *y = arena_array(arena, double, points->count);
  for (size_t i = 0; i < points->count; i++) {
    x[i] = points->x[rows[i]];
    y[i] = points->y[rows[i]];
  }
  return (FitPoints){x, y, points->count};
}

static double center(const double *values, double *centered, size_t count) {
  double mean = 0;
  for (size_t i = 0; i < count; i++) mean += (values[i] - mean) / (double)(i + 1);
  for (size_t i = 0; i < count; i++) centered[i] = values[i] - mean;
  return mean;
}

static void smooth_group(const FitPoints *unsorted, double bandwidth, PointRows *points, size_t group, Arena *arena) {
  FitPoints data = sorted_points(unsorted, arena);
  size_t count = data.count;
  if (!count) return;
  double *x = arena_array(arena, double, count), *y = arena_array(arena, double, count);
  double mean_x = center(data.x, x, count), mean_y = center(data.y, y, count);
  size_t neighbors = (size_t)CLAMP(bandwidth * (double)count, LEAST_NEIGHBORS, (double)MAX(count, LEAST_NEIGHBORS));
  Smoothing s = {x,
                 y,
                 count,
                 MIN(neighbors, count),
                 arena_array(arena, double, count),
                 arena_array(arena, double, count),
                 arena_array(arena, double, count),
                 arena_array(arena, double, count),
                 arena};
  arena_charge(arena, BUDGET_STEPS, (ROBUST_ROUNDS + 1.0) * (double)count * (double)s.neighbors);
  for (size_t i = 0; i < count; i++) s.weights[i] = 1;
  for (int round = 0; round <= ROBUST_ROUNDS; round++) {
    smooth_once(&s);
    if (round == ROBUST_ROUNDS || !weigh_again(&s)) break;
  }
  emit_points(&s, mean_x, mean_y, points, group);
}

const Table *transform_loess(const Table *in, const LoessParams *params, TransformContext *context) {
  bool automatic = params->bandwidth == 0 || isnan(params->bandwidth);
  double bandwidth = automatic ? DEFAULT_BANDWIDTH : params->bandwidth;
  Arena *arena = context->arena;
  const Grouping *grouping = groups_of(in, params->group_by, GROUP_BY_JOINED, arena);
  PointRows points = {.arena = arena};
  for (size_t g = 0; g < grouping->group_count && arena_goes_on(arena, g); g++) {
    size_t from = grouping->starts[g];
    FitPoints data = fit_points(table_field(in, params->x), table_field(in, params->y), grouping->rows + from,
                                grouping->starts[g + 1] - from, arena);
    smooth_group(&data, bandwidth, &points, g, arena);
  }
  return point_rows_table(&points, in, params->group_by, grouping, params->as);
}
