/* transform/density.c: kernel density estimates (vega-transforms KDE, vega-statistics kde).
 *
 * As in Vega, null counts as zero among the values and undefined makes the estimate NaN. Groups that share
 * their extent all have the largest number of steps.
 */
#include "transform/curve.h"
#include "transform/groups.h"
#include "transform/statistics.h"
#include <math.h>

#define SQRT_2PI 2.5066282746310002

enum { DEFAULT_MIN_STEPS = 25, DEFAULT_MAX_STEPS = 200 };

typedef struct Density {
  const double *support;
  size_t count;
  double bandwidth;
  Arena *arena;
} Density;

static double density_at(const void *data, double x) {
  const Density *density = data;
  double sum = 0;
  if (arena_is_cancelled(density->arena)) return 0;
  arena_charge(density->arena, BUDGET_STEPS, (double)density->count);
  for (size_t i = 0; i < density->count; i++) {
    double z = (x - density->support[i]) / density->bandwidth;
    sum += exp(-0.5 * z * z) / SQRT_2PI;
  }
  return sum / density->bandwidth / (double)density->count;
}

/* The standard normal distribution after West (2009), "Better approximations to cumulative normal functions". */
static double cumulative_normal(double z) {
  static const double above[] = {3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
                                 112.079291497871,     221.213596169931,  220.206867912376};
  static const double below[] = {8.83883476483184e-02, 1.75566716318264, 16.064177579207,  86.7807322029461,
                                 296.564248779674,     637.333633378831, 793.826512519948, 440.413735824752};
  double size = fabs(z), share = 0;
  if (size <= 37) {
    double e = exp(-size * size / 2);
    if (size < 7.07106781186547) {
      double top = 0, bottom = 0;
      for (size_t i = 0; i < G_N_ELEMENTS(above); i++) top = top * size + above[i];
      for (size_t i = 0; i < G_N_ELEMENTS(below); i++) bottom = bottom * size + below[i];
      share = e * top / bottom;
    } else {
      double fraction = size + 0.65;
      for (int i = 4; i > 0; i--) fraction = size + i / fraction;
      share = e / fraction / 2.506628274631;
    }
  }
  return z > 0 ? 1 - share : share;
}

static double cumulative_at(const void *data, double x) {
  const Density *density = data;
  double sum = 0;
  if (arena_is_cancelled(density->arena)) return 0;
  arena_charge(density->arena, BUDGET_STEPS, (double)density->count);
  for (size_t i = 0; i < density->count; i++) sum += cumulative_normal((x - density->support[i]) / density->bandwidth);
  return sum / (double)density->count;
}

typedef struct DensityOut {
  PointRows *points;
  size_t group;
  double scale;
} DensityOut;

static void emit(void *to, double x, double y) {
  DensityOut *out = to;
  point_rows_push(out->points, out->group, x, y * out->scale);
}

/* The smallest and largest number of some rows; false if they have none. */
static bool rows_extent(const Column *column, const guint32 *rows, size_t count, double *scratch, double extent[2]) {
  size_t found = statistics_numbers(column, rows, count, scratch);
  if (!found) return false;
  extent[0] = extent[1] = scratch[0];
  for (size_t i = 1; i < found; i++) {
    extent[0] = fmin(extent[0], scratch[i]);
    extent[1] = fmax(extent[1], scratch[i]);
  }
  return true;
}

/* The fewest and the most steps of a curve. */
static void read_steps(const DensityParams *params, double *min_steps, double *max_steps) {
  *min_steps = params->min_steps > 0 ? params->min_steps : DEFAULT_MIN_STEPS;
  *max_steps = params->max_steps > 0 ? params->max_steps : DEFAULT_MAX_STEPS;
  if (params->steps > 0) *min_steps = *max_steps = params->steps;
  if (params->shared) *min_steps = *max_steps;
}

const Table *transform_density(const Table *in, const DensityParams *params, TransformContext *context) {
  Arena *arena = context->arena;
  size_t rows = table_row_count(in);
  const Column *column = table_field(in, params->field);
  const double *numbers = column ? column_numbers(column, arena) : NULL;
  double *support = arena_array(arena, double, rows), *scratch = arena_array(arena, double, rows);
  const Grouping *grouping = groups_of(in, params->group_by, GROUP_BY_JOINED, arena);
  PointRows points = {.arena = arena};
  double min_steps, max_steps, common[2] = {params->extent[0], params->extent[1]};
  read_steps(params, &min_steps, &max_steps);
  bool has_common = params->has_extent;
  if (!has_common && params->shared) has_common = rows_extent(column, grouping->rows, rows, scratch, common);
  for (size_t g = 0; g < grouping->group_count && arena_goes_on(arena, g); g++) {
    const guint32 *members = grouping->rows + grouping->starts[g];
    size_t count = grouping->starts[g + 1] - grouping->starts[g];
    for (size_t i = 0; i < count; i++) support[i] = numbers ? numbers[members[i]] : NAN;
    Density density = {.support = support, .count = count, .bandwidth = params->bandwidth, .arena = arena};
    double extent[2] = {common[0], common[1]};
    if (!has_common && !rows_extent(column, members, count, scratch, extent)) continue;
    size_t found = statistics_numbers(column, members, count, scratch);
    if (!(density.bandwidth > 0)) density.bandwidth = statistics_bandwidth(scratch, found, count);
    /* the least it takes, before any of it is done */
    arena_charge(arena, BUDGET_STEPS, min_steps * (double)count);
    budget_return(arena_budget(arena), BUDGET_STEPS, min_steps * (double)count);
    DensityOut out = {&points, g, params->counts ? (double)count : 1};
    curve_sample(params->cumulative ? cumulative_at : density_at, &density, extent, min_steps, max_steps, emit, &out);
  }
  return point_rows_table(&points, in, params->group_by, grouping, params->as);
}
