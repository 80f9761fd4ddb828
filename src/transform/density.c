/* transform/density.c: kernel density estimates (vega-transforms KDE, vega-statistics kde).
 *
 * As in Vega, null counts as zero among the values and undefined makes the estimate NaN. By default all groups share their domain and
 * number of steps, as in Vega-Lite.
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
  double bandwidth, scale;
} Density;

typedef struct DensityParams {
  FieldList group_by;
  const char *field, *as[2];
  bool cumulative, counts, shared, has_extent;
  double bandwidth, extent[2], min_steps, max_steps;
} DensityParams;

static double density_at(const void *data, double x) {
  const Density *density = data;
  double sum = 0;
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

static const char *const default_outputs[] = {"value", "density", NULL};

static bool read_params(const Json *spec, DensityParams *params, TransformContext *context) {
  static const char *const resolves[] = {"shared", "independent", NULL};
  *params = (DensityParams){.as = {default_outputs[0], default_outputs[1]}};
  double steps = 0;
  params->field = property_string(spec, "density", context);
  if (!params->field || !property_fields(spec, "groupby", false, &params->group_by, context) ||
      !property_names(spec, "as", params->as, 2, context) ||
      !property_boolean(spec, "cumulative", &params->cumulative, context) ||
      !property_boolean(spec, "counts", &params->counts, context) ||
      !property_number(spec, "bandwidth", &params->bandwidth, context) ||
      !property_extent(spec, "extent", params->extent, &params->has_extent, context) ||
      !property_number(spec, "minsteps", &params->min_steps, context) ||
      !property_number(spec, "maxsteps", &params->max_steps, context) ||
      !property_number(spec, "steps", &steps, context))
    return false;
  const char *resolve = property_choice(spec, "resolve", "shared", resolves, context);
  if (!resolve) return false;
  params->shared = g_str_equal(resolve, "shared");
  if (!(params->min_steps > 0)) params->min_steps = DEFAULT_MIN_STEPS;
  if (!(params->max_steps > 0)) params->max_steps = DEFAULT_MAX_STEPS;
  if (steps > 0) params->min_steps = params->max_steps = steps;
  if (params->shared) params->min_steps = params->max_steps;
  return true;
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

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  DensityParams params;
  if (!read_params(spec, &params, context)) return NULL;
  Arena *arena = context->arena;
  size_t rows = table_row_count(in);
  const Column *column = table_field(in, params.field);
  const double *numbers = column ? column_numbers(column, arena) : NULL;
  double *support = arena_array(arena, double, rows), *scratch = arena_array(arena, double, rows);
  const Grouping *grouping = groups_of(in, params.group_by, arena);
  PointRows points = {.arena = arena};
  bool has_shared = params.has_extent;
  if (!has_shared && params.shared) has_shared = rows_extent(column, grouping->rows, rows, scratch, params.extent);
  for (size_t g = 0; g < grouping->group_count; g++) {
    const guint32 *members = grouping->rows + grouping->starts[g];
    size_t count = grouping->starts[g + 1] - grouping->starts[g];
    for (size_t i = 0; i < count; i++) support[i] = numbers ? numbers[members[i]] : NAN;
    Density density = {.support = support, .count = count, .bandwidth = params.bandwidth};
    double extent[2] = {params.extent[0], params.extent[1]};
    if (!has_shared && !rows_extent(column, members, count, scratch, extent)) continue;
    size_t found = statistics_numbers(column, members, count, scratch);
    if (!(density.bandwidth > 0)) density.bandwidth = statistics_bandwidth(scratch, found, count);
    DensityOut out = {&points, g, params.counts ? (double)count : 1};
    curve_sample(params.cumulative ? cumulative_at : density_at, &density, extent, params.min_steps, params.max_steps,
                 emit, &out);
  }
  return point_rows_table(&points, in, params.group_by, grouping, params.as);
}

static const char *const properties[] = {"density",  "groupby",  "cumulative", "counts",  "bandwidth", "extent",
                                         "minsteps", "maxsteps", "steps",      "resolve", "as",        NULL};
static const char *const fields[] = {"groupby", "density", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_density = {.key = "density",
                                              .properties = properties,
                                              .fields = fields,
                                              .outputs = outputs,
                                              .default_outputs = default_outputs,
                                              .per_cell = true,
                                              .run = run};
