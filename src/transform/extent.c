/* transform/extent.c: the smallest and largest number of a field (vega-transforms Extent). */
#include "data/blocks.h"
#include "transform/functions.h"
#include <math.h>

typedef struct Search {
  const char *field;
  double low, high;
  bool only_numbers; /* finite ones, or their decimals */
} Search;

static bool search(const Table *block, Arena *arena, void *data) {
  Search *found = data;
  const Column *column = table_field(block, found->field);
  if (!column) return true;
  const double *numbers = column_numbers(column, arena);
  bool has_gaps = column->kind == COLUMN_STRING && !column_is_full_text(column);
  const char *const *texts = has_gaps ? column_texts(column) : NULL;
  double low = found->low, high = found->high;
  bool only_numbers = column->kind == COLUMN_NUMBER || column_is_plain(column);
  for (size_t i = 0; i < column->length; i++) {
    double number = numbers[i];
    if (texts && !*texts[i]) continue;
    if (column->kind == COLUMN_VALUE) {
      Value value = column->values[i];
      if (value.kind == VALUE_NULL || (value.kind == VALUE_STRING && !*value.string)) continue;
    }
    if (number < low) low = number;
    if (number > high) high = number;
    only_numbers = only_numbers && isfinite(number);
  }
  found->only_numbers = found->only_numbers && only_numbers;
  found->low = low;
  found->high = high;
  return true;
}

bool transform_extent(const Table *in, const char *field, double *min, double *max, Arena *arena) {
  Search found = {field, INFINITY, -INFINITY, true}, from = found;
  if (!table_known_extent(in, field, &found.low, &found.high)) {
    if (!table_each_block(in, search, &found)) {
      found = from;
      search(table_whole(in), arena, &found);
    }
    if (found.only_numbers && found.low <= found.high) table_note_extent(in, field, found.low, found.high);
  }
  if (!isfinite(found.low) || !isfinite(found.high)) return false;
  *min = found.low;
  *max = found.high;
  return true;
}
