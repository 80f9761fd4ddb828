/* transform/sequence.c: numbers at even distances (vega-transforms Sequence). */
#include "transform/functions.h"
#include <math.h>

const Table *transform_sequence(double start, double stop, double step, const char *as, TransformContext *context) {
  Arena *arena = context->arena;
  double count = step == 0 ? 0 : ceil((stop - start) / step);
  arena_charge(arena, BUDGET_ROWS, MAX(count, 0));
  size_t rows = count > 0 ? (size_t)count : 0;
  double *numbers = arena_array(arena, double, rows);
  for (size_t i = 0; i < rows; i++) numbers[i] = start + (double)i * step;
  return table_with_column(table_create(arena, rows), as, column_from_numbers(numbers, rows, arena));
}
