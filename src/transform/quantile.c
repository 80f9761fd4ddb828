/* transform/quantile.c: the quantiles of a field (vega-transforms Quantile): a row for each probability. */
#include "transform/groups.h"
#include "transform/statistics.h"
#include <math.h>

#define EPSILON 1e-14
#define DEFAULT_STEP 0.01

enum { PROBS_MAX = 1000000 };

/* d3's range(step / 2, 1 - ε, step). */
const double *quantile_probs(double step, size_t *count, Arena *arena) {
  if (step == 0 || isnan(step)) step = DEFAULT_STEP;
  double number = ceil((1 - EPSILON - step / 2) / step);
  if (number > PROBS_MAX) return NULL;
  *count = number > 0 ? (size_t)number : 0;
  double *probs = arena_array(arena, double, *count);
  for (size_t i = 0; i < *count; i++) probs[i] = step / 2 + (double)i * step;
  return probs;
}

const Table *transform_quantile(const Table *in, const QuantileParams *params, TransformContext *context) {
  Arena *arena = context->arena;
  size_t rows = table_row_count(in);
  const Grouping *grouping = groups_of(in, params->group_by, GROUP_BY_JOINED, arena);
  double *numbers = arena_array(arena, double, rows), *scratch = arena_array(arena, double, rows);
  PointRows points = {.arena = arena};
  for (size_t g = 0; g < grouping->group_count && arena_goes_on(arena, g); g++) {
    size_t from = grouping->starts[g];
    size_t found = statistics_numbers(table_field(in, params->field), grouping->rows + from,
                                      grouping->starts[g + 1] - from, numbers);
    statistics_sort(numbers, found, scratch);
    for (size_t i = 0; i < params->prob_count; i++)
      point_rows_push(&points, g, params->probs[i], statistics_quantile_sorted(numbers, found, params->probs[i]));
  }
  return point_rows_table(&points, in, params->group_by, grouping, params->as);
}
