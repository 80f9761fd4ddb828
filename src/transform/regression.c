/* transform/regression.c: trend lines (vega-regression Regression). */
#include "transform/curve.h"
#include "transform/fit.h"
#include "transform/groups.h"
#include <math.h>

enum { MIN_STEPS = 25, MAX_STEPS = 200 };

typedef struct RegressionOut {
  PointRows *points;
  size_t group;
} RegressionOut;

static void emit(void *to, double x, double y) {
  RegressionOut *out = to;
  point_rows_push(out->points, out->group, x, y);
}

static bool extent_of(const Column *column, const guint32 *rows, size_t count, double extent[2]) {
  extent[0] = INFINITY;
  extent[1] = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    Value value = column_quantity(column, rows[i]);
    if (value_is_invalid(value)) continue;
    double number = value_to_number(value);
    if (number < extent[0]) extent[0] = number;
    if (number > extent[1]) extent[1] = number;
  }
  return extent[0] <= extent[1];
}

/* A row of coefficients for a group, instead of its line. */
typedef struct FitRow {
  Value keys, coefficients;
  double r_squared;
} FitRow;

static Value array_of(const Value *items, size_t count, Arena *arena) {
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){count, items};
  return (Value){.kind = VALUE_ARRAY, .array = array};
}

static FitRow describe(const Table *in, const RegressionParams *params, guint32 row, const Fit *fit, Arena *arena) {
  Value *keys = arena_array(arena, Value, params->group_by.count);
  Value *coefficients = arena_array(arena, Value, fit->coefficient_count);
  for (size_t i = 0; i < params->group_by.count; i++)
    keys[i] = column_value(table_field(in, params->group_by.names[i]), row);
  for (size_t i = 0; i < fit->coefficient_count; i++) coefficients[i] = value_number(fit->coefficients[i]);
  return (FitRow){array_of(keys, params->group_by.count, arena), array_of(coefficients, fit->coefficient_count, arena),
                  fit->r_squared};
}

static const Table *params_table(const FitRow *rows, size_t count, bool grouped, Arena *arena) {
  Value *keys = arena_array(arena, Value, count), *coefficients = arena_array(arena, Value, count);
  double *r_squared = arena_array(arena, double, count);
  for (size_t i = 0; i < count; i++) {
    keys[i] = rows[i].keys;
    coefficients[i] = rows[i].coefficients;
    r_squared[i] = rows[i].r_squared;
  }
  const Table *out = table_create(arena, count);
  if (grouped) out = table_with_column(out, "keys", column_from_values(keys, count, arena));
  out = table_with_column(out, "coef", column_from_values(coefficients, count, arena));
  return table_with_column(out, "rSquared", column_from_numbers(r_squared, count, arena));
}

/* A straight line needs only its ends. */
static void draw(const Fit *fit, const char *method, const double extent[2], RegressionOut *out) {
  if (g_str_equal(method, "linear") || g_str_equal(method, "constant")) {
    for (size_t i = 0; i < 2; i++) emit(out, extent[i], fit->predict(fit, extent[i]));
    return;
  }
  curve_sample(fit->predict, fit, extent, MIN_STEPS, MAX_STEPS, emit, out);
}

const Table *transform_regression(const Table *in, const RegressionParams *params, Place at,
                                  TransformContext *context) {
  Arena *arena = context->arena;
  const Column *x = table_field(in, params->x), *y = table_field(in, params->y);
  const Grouping *grouping = groups_of(in, params->group_by, GROUP_BY_JOINED, arena);
  PointRows points = {.arena = arena};
  FitRow *rows = arena_array(arena, FitRow, grouping->group_count);
  size_t described = 0;
  for (size_t g = 0; g < grouping->group_count && arena_goes_on(arena, g); g++) {
    const guint32 *members = grouping->rows + grouping->starts[g];
    size_t count = grouping->starts[g + 1] - grouping->starts[g], order = (size_t)params->order;
    if (count <= fit_degrees_of_freedom(params->method, order)) {
      messages_warn(context->messages, at, "W313", "a regression is ignored: it has more parameters than data points");
      continue;
    }
    FitPoints data = fit_points(x, y, members, count, arena);
    Fit fit;
    fit_make(params->method, order, &data, &fit, arena);
    if (params->coefficients) {
      rows[described++] = describe(in, params, grouping->first[g], &fit, arena);
      continue;
    }
    double extent[2] = {params->extent[0], params->extent[1]};
    RegressionOut out = {&points, g};
    if (params->has_extent || extent_of(x, members, count, extent)) draw(&fit, params->method, extent, &out);
  }
  if (params->coefficients) return params_table(rows, described, params->group_by.count > 0, arena);
  return point_rows_table(&points, in, params->group_by, grouping, params->as);
}
