/* guide/alike.c: see alike.h; the rule is that of vega-view-transforms' DataJoin, whose keys are JavaScript strings. */
#include "guide/alike.h"
#include "data/table.h"

size_t guide_distinct_values(const Value *values, size_t count, guint32 *shown, Arena *arena) {
  static const char *const name[] = {"value"};
  if (count == 0) return 0;
  const Column *column = column_from_values(values, count, arena);
  const Grouping *groups = table_group(table_with_column(table_create(arena, count), name[0], column), name, 1, arena);
  for (size_t g = 0; g < groups->group_count; g++) shown[g] = groups->rows[groups->starts[g + 1] - 1];
  return groups->group_count;
}
