/* transform/sort.c: rows in Vega's order.
 *
 * The order of values is vega-util's compare (value_compare); ties keep the order of the rows, as vega-dataflow's
 * stableCompare does by tuple id.
 */
#include "transform/sort.h"
#include "format/collate.h"
#include <math.h>
#include <string.h>

enum { RADIX = 256 };

/* 0 for null and undefined, 1 for NaN, then numbers in ascending order. */
enum { KEY_NULL = 0, KEY_NAN = 1 };

static guint64 key_of_number(double number) {
  if (isnan(number)) return KEY_NAN;
  guint64 bits;
  double value = number == 0 ? 0 : number; /* -0 is 0 */
  memcpy(&bits, &value, sizeof bits);
  return bits >> 63 ? ~bits : bits | G_GUINT64_CONSTANT(1) << 63;
}

static int compare_values(const void *a, const void *b, void *data) {
  const Column *column = data;
  guint32 i = *(const guint32 *)a, j = *(const guint32 *)b;
  int order = value_compare(column_value(column, i), column_value(column, j));
  return order ? order : i < j ? -1 : i > j;
}

/* The first of each of the distinct values, with texts as the collation orders them. */
static const Column *collated(const Column *column, const Grouping *distinct, const Collation *collation,
                              Arena *arena) {
  Value *values = arena_array(arena, Value, column->length);
  for (size_t i = 0; i < distinct->group_count; i++) {
    guint32 row = distinct->first[i];
    Value value = column_value(column, row);
    values[row] = value.kind == VALUE_STRING ? value_string(collation_key(collation, value.string, arena)) : value;
  }
  return column_from_values(values, column->length, arena);
}

/* The key of each value is its rank among the distinct values. */
static void rank_keys(const Column *column, guint64 *keys, const Collation *collation, Arena *arena) {
  static const char *const name[] = {"value"};
  const Table *table = table_with_column(table_create(arena, column->length), name[0], column);
  const Grouping *distinct = table_group_by(table, name, 1, GROUP_BY_VALUE, arena);
  const Column *comparable = column_comparable(column, arena);
  if (collation) comparable = collated(comparable, distinct, collation, arena);
  guint32 *order = arena_array(arena, guint32, distinct->group_count);
  guint64 *ranks = arena_array(arena, guint64, distinct->group_count);
  if (distinct->group_count) memcpy(order, distinct->first, distinct->group_count * sizeof *order);
  g_qsort_with_data(order, (gint)distinct->group_count, sizeof *order, compare_values, (void *)comparable);
  guint64 rank = 0;
  for (size_t i = 0; i < distinct->group_count; i++) {
    if (i && value_compare(column_value(comparable, order[i - 1]), column_value(comparable, order[i]))) rank++;
    ranks[distinct->group_of[order[i]]] = rank;
  }
  for (size_t i = 0; i < column->length; i++) keys[i] = ranks[distinct->group_of[i]];
}

/* Whether all values are numbers, dates, booleans or null, which are ordered as numbers. */
static bool is_numeric(const Column *column) {
  if (column->kind == COLUMN_STRING) return false;
  for (size_t i = 0; column->kind == COLUMN_VALUE && i < column->length; i++)
    if (column->values[i].kind > VALUE_DATE) return false;
  return true;
}

static const guint64 *make_keys(const Table *table, const SortKey *sort, const Collation *collation, Arena *arena) {
  const Column *column = table_field(table, sort->field);
  size_t rows = table_row_count(table);
  guint64 *keys = arena_array(arena, guint64, rows);
  if (!column) return keys;
  if (!is_numeric(column))
    rank_keys(column, keys, collation, arena);
  else if (column->kind == COLUMN_VALUE)
    for (size_t i = 0; i < rows; i++)
      keys[i] = column->values[i].kind <= VALUE_NULL ? KEY_NULL : key_of_number(value_to_number(column->values[i]));
  else
    for (size_t i = 0; i < rows; i++) keys[i] = key_of_number(column->numbers[i]);
  if (sort->descending)
    for (size_t i = 0; i < rows; i++) keys[i] = ~keys[i];
  return keys;
}

const SortOrder *sort_order_create(const Table *table, const SortKey *sort, size_t count, const Collation *collation,
                                   Arena *arena) {
  const guint64 **keys = arena_array(arena, const guint64 *, count);
  for (size_t i = 0; i < count; i++) keys[i] = make_keys(table, &sort[i], collation, arena);
  SortOrder *order = arena_new(arena, SortOrder);
  *order = (SortOrder){keys, count};
  return order;
}

static int compare_rows(const void *a, const void *b, void *data) {
  const SortOrder *order = data;
  guint32 i = *(const guint32 *)a, j = *(const guint32 *)b;
  for (size_t k = 0; k < order->count; k++)
    if (order->keys[k][i] != order->keys[k][j]) return order->keys[k][i] < order->keys[k][j] ? -1 : 1;
  return 0;
}

/* One stable counting pass for each byte in which the keys differ. */
static void radix_sort(const guint64 *keys, guint32 *rows, size_t count, guint32 *scratch, Arena *arena) {
  guint32 *from = rows, *to = scratch;
  for (unsigned shift = 0; shift < 64 && !arena_is_cancelled(arena); shift += 8) {
    size_t starts[RADIX + 1] = {0};
    for (size_t i = 0; i < count; i++) starts[((keys[from[i]] >> shift) & (RADIX - 1)) + 1]++;
    if (starts[((keys[from[0]] >> shift) & (RADIX - 1)) + 1] == count) continue;
    for (size_t i = 0; i < RADIX; i++) starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++) to[starts[(keys[from[i]] >> shift) & (RADIX - 1)]++] = from[i];
    guint32 *swap = from;
    from = to;
    to = swap;
  }
  if (from != rows) memcpy(rows, from, count * sizeof *rows);
}

/* Orders `rows` in place. */
static void sort_order_rows(const SortOrder *order, guint32 *rows, size_t count, Arena *arena) {
  if (count < 2 || !order->count) return;
  if (count < RADIX) {
    g_qsort_with_data(rows, (gint)count, sizeof *rows, compare_rows, (void *)order); /* stable, as GLib promises */
    return;
  }
  guint32 *scratch = arena_array(arena, guint32, count);
  for (size_t k = order->count; k-- > 0;) radix_sort(order->keys[k], rows, count, scratch, arena);
}

bool sort_order_same(const SortOrder *order, guint32 a, guint32 b) {
  for (size_t k = 0; k < order->count; k++)
    if (order->keys[k][a] != order->keys[k][b]) return false;
  return true;
}

const guint32 *sort_order_grouped(const SortOrder *order, const Grouping *grouping, size_t row_count, Arena *arena) {
  if (!order->count) return grouping->rows;
  guint32 *sorted = arena_array(arena, guint32, row_count), *out = arena_array(arena, guint32, row_count);
  guint32 *next = arena_array(arena, guint32, grouping->group_count);
  for (size_t i = 0; i < row_count; i++) sorted[i] = (guint32)i;
  sort_order_rows(order, sorted, row_count, arena);
  for (size_t g = 0; g < grouping->group_count; g++) next[g] = grouping->starts[g];
  for (size_t i = 0; i < row_count; i++) out[next[grouping->group_of[sorted[i]]]++] = sorted[i];
  return out;
}

const guint32 *transform_sort_rows(const Table *in, const SortKey *sort, size_t sort_count, const Collation *collation,
                                   Arena *arena) {
  size_t count = table_row_count(in);
  guint32 *rows = arena_array(arena, guint32, count);
  for (size_t i = 0; i < count; i++) rows[i] = (guint32)i;
  sort_order_rows(sort_order_create(in, sort, sort_count, collation, arena), rows, count, arena);
  return rows;
}
