/* transform/sort.h: rows in Vega's order: by several fields, stable.
 *
 * Each field becomes one column of unsigned keys whose order is Vega's, so that any number of rows is ordered by counting and
 * peers are told by comparing integers.
 */
#pragma once
#include "transform/functions.h"

typedef struct SortOrder {
  const guint64 *const *keys; /* one array a field, row_count long */
  size_t count;
} SortOrder;

const SortOrder *sort_order_create(const Table *table, const SortKey *sort, size_t count, Arena *arena);
/* Have both rows the same place in the order? */
bool sort_order_same(const SortOrder *order, guint32 a, guint32 b);
/* All rows, group after group (as grouping->starts tells), ordered inside each. */
const guint32 *sort_order_grouped(const SortOrder *order, const Grouping *grouping, size_t row_count, Arena *arena);
