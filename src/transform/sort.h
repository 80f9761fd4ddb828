/* transform/sort.h: rows in Vega's order: by several fields, stable.
 *
 * Each field becomes a column of unsigned keys in Vega's order, so that a radix sort orders any number of rows, and peers are found by
 * comparing integers.
 */
#pragma once
#include "transform/functions.h"

typedef struct SortOrder {
  const guint64 *const *keys; /* one array for each field, row_count long */
  size_t count;
} SortOrder;

/* Texts are in the order of `collation`; NULL: by their characters. */
const SortOrder *sort_order_create(const Table *table, const SortKey *sort, size_t count,
                                   const struct Collation *collation, Arena *arena);
/* Whether both rows rank the same. */
bool sort_order_same(const SortOrder *order, guint32 a, guint32 b);
/* All rows, group by group (delimited by grouping->starts), ordered within each group. */
const guint32 *sort_order_grouped(const SortOrder *order, const Grouping *grouping, size_t row_count, Arena *arena);
