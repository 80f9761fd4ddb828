/* transform/extent.c: the smallest and largest number of a field (vega-transforms Extent). */
#include "transform/functions.h"
#include <math.h>

bool transform_extent(const Table *in, const char *field, double *min, double *max, Arena *arena) {
  const Column *column = table_field(in, field);
  if (!column) return false;
  const double *numbers = column_numbers(column, arena);
  bool has_gaps = column->kind == COLUMN_STRING && !column_is_full_text(column);
  const char *const *texts = has_gaps ? column_texts(column) : NULL;
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < column->length; i++) {
    double number = numbers[i];
    if (texts && !*texts[i]) continue;
    if (column->kind == COLUMN_VALUE) {
      Value value = column->values[i];
      if (value.kind == VALUE_NULL || (value.kind == VALUE_STRING && !*value.string)) continue;
    }
    if (number < low) low = number;
    if (number > high) high = number;
  }
  if (!isfinite(low) || !isfinite(high)) return false;
  *min = low;
  *max = high;
  return true;
}
