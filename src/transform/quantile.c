/* transform/quantile.c: the quantiles of a field (vega-transforms Quantile): a row for each probability. */
#include "transform/groups.h"
#include "transform/statistics.h"
#include <math.h>

#define EPSILON 1e-14

enum { PROBS_MAX = 1000000 };

/* d3's range(step / 2, 1 - ε, step). */
static bool probs_of_step(const Json *spec, const double **out, size_t *count, TransformContext *context) {
  double step = 0.01;
  if (!property_number(spec, "step", &step, context)) return false;
  if (step == 0 || isnan(step)) step = 0.01;
  double number = ceil((1 - EPSILON - step / 2) / step);
  if (number > PROBS_MAX) {
    messages_error(context->messages, json_place(json_get(spec, "step")), "\"step\" is too small");
    return false;
  }
  *count = number > 0 ? (size_t)number : 0;
  double *probs = arena_array(context->arena, double, *count);
  for (size_t i = 0; i < *count; i++) probs[i] = step / 2 + (double)i * step;
  *out = probs;
  return true;
}

static const char *const default_outputs[] = {"prob", "value", NULL};

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  const char *field = property_string(spec, "quantile", context);
  const char *as[2] = {default_outputs[0], default_outputs[1]};
  FieldList group_by;
  const double *probs;
  size_t count;
  if (!field || !property_fields(spec, "groupby", false, &group_by, context) ||
      !property_names(spec, "as", as, 2, context) || !property_numbers(spec, "probs", &probs, &count, context))
    return NULL;
  if (!probs && !probs_of_step(spec, &probs, &count, context)) return NULL;
  Arena *arena = context->arena;
  size_t rows = table_row_count(in);
  const Grouping *grouping = groups_of(in, group_by, arena);
  double *numbers = arena_array(arena, double, rows), *scratch = arena_array(arena, double, rows);
  PointRows points = {.arena = arena};
  for (size_t g = 0; g < grouping->group_count; g++) {
    size_t from = grouping->starts[g];
    size_t found =
        statistics_numbers(table_field(in, field), grouping->rows + from, grouping->starts[g + 1] - from, numbers);
    statistics_sort(numbers, found, scratch);
    for (size_t i = 0; i < count; i++)
      point_rows_push(&points, g, probs[i], statistics_quantile_sorted(numbers, found, probs[i]));
  }
  return point_rows_table(&points, in, group_by, grouping, as);
}

static const char *const properties[] = {"quantile", "groupby", "probs", "step", "as", NULL};
static const char *const fields[] = {"groupby", "quantile", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_quantile = {.key = "quantile",
                                               .properties = properties,
                                               .fields = fields,
                                               .outputs = outputs,
                                               .default_outputs = default_outputs,
                                               .per_cell = true,
                                               .run = run};
