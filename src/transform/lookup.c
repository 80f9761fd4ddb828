/* transform/lookup.c: columns from another table, joined by a key (vega-transforms Lookup).
 *
 * Keys are compared as text, as in Vega's index, so 1 and "1" are the same key. Of several rows with the same key, the last is used.
 */
#include "base/temporary.h"
#include "transform/functions.h"
#include <math.h>
#include <string.h>

enum { NO_ROW = G_MAXUINT32 };

/* ---- finding rows by key ---- */

static guint hash_number(gconstpointer key) {
  double number = *(const double *)key;
  guint64 bits;
  memcpy(&bits, &number, sizeof bits);
  bits = (number == 0 ? 0 : bits) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
  return (guint)(bits >> 32);
}

static gboolean equal_numbers(gconstpointer a, gconstpointer b) {
  double left = *(const double *)a, right = *(const double *)b;
  return left == right || (isnan(left) && isnan(right));
}

static bool is_number_column(const Column *column) { return column && column->kind == COLUMN_NUMBER; }

static const char *const *texts_of(const Column *column, size_t count, Arena *arena) {
  if (column && column->kind == COLUMN_STRING) return column_texts(column);
  static const double TEXT_STEPS = 60;
  arena_charge(arena, BUDGET_STEPS, (double)count * TEXT_STEPS);
  const char **texts = arena_array(arena, const char *, count);
  for (size_t i = 0; i < count; i++) texts[i] = value_to_string(column_value(column, i), arena);
  return texts;
}

/* For each row of `keys` the last row of `index` with the same key. */
static guint32 *match_rows(const Column *keys, size_t count, const Column *index, size_t index_count, Arena *arena) {
  guint32 *rows = arena_array(arena, guint32, count);
  bool numeric = is_number_column(keys) && is_number_column(index);
  GHashTable *places =
      numeric ? g_hash_table_new(hash_number, equal_numbers) : g_hash_table_new(g_str_hash, g_str_equal);
  arena_temporary(arena, places);
  const char *const *index_texts = numeric ? NULL : texts_of(index, index_count, arena);
  const char *const *texts = numeric ? NULL : texts_of(keys, count, arena);
  for (size_t i = 0; i < index_count && arena_goes_on(arena, i); i++) {
    gconstpointer key = numeric ? (gconstpointer)&index->numbers[i] : index_texts[i];
    g_hash_table_replace(places, (gpointer)key, GSIZE_TO_POINTER(i + 1));
  }
  size_t i = 0;
  for (; i < count && arena_goes_on(arena, i); i++) {
    gconstpointer key = numeric ? (gconstpointer)&keys->numbers[i] : texts[i];
    gsize place = GPOINTER_TO_SIZE(g_hash_table_lookup(places, key));
    rows[i] = place ? (guint32)(place - 1) : NO_ROW;
  }
  for (; i < count; i++) rows[i] = NO_ROW;
  return rows;
}

/* ---- the columns ---- */

static bool all_found(const guint32 *rows, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (rows[i] == NO_ROW) return false;
  return true;
}

static const Column *found_column(const Column *column, const guint32 *rows, size_t count, Value otherwise,
                                  Arena *arena) {
  if (column && all_found(rows, count)) return column_gather(column, rows, count, arena);
  Value *values = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) values[i] = rows[i] == NO_ROW ? otherwise : column_value(column, rows[i]);
  return column_from_values(values, count, arena);
}

/* Whole rows as objects; each is created once. */
static const Column *found_rows(const Table *from, const guint32 *rows, size_t count, Value otherwise, Arena *arena) {
  Value *objects = arena_array(arena, Value, table_row_count(from)), *values = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) {
    values[i] = otherwise;
    if (rows[i] == NO_ROW) continue;
    Value *object = &objects[rows[i]];
    if (object->kind == VALUE_UNDEFINED) *object = table_row(from, rows[i], arena);
    values[i] = *object;
  }
  return column_from_values(values, count, arena);
}

static LookupMisses find_misses(const guint32 *rows, size_t count) {
  LookupMisses misses = {0, 0};
  for (size_t i = 0; i < count; i++)
    if (rows[i] == NO_ROW && misses.count++ == 0) misses.first = i;
  return misses;
}

const Table *transform_lookup(const Table *in, const LookupParams *params, LookupMisses *misses,
                              TransformContext *context) {
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const guint32 *rows = match_rows(table_field(in, params->key), count, table_field(params->from, params->from_key),
                                   table_row_count(params->from), arena);
  if (misses) *misses = find_misses(rows, count);
  if (params->whole)
    return table_with_column(in, params->as[0], found_rows(params->from, rows, count, params->otherwise, arena));
  for (size_t i = 0; i < params->fields.count; i++) {
    const Column *column = table_field(params->from, params->fields.names[i]);
    in = table_with_column(in, params->as[i], found_column(column, rows, count, params->otherwise, arena));
  }
  return in;
}
