/* scale/index.c: an open-addressing hash table over the values of a discrete domain. */
#include "scale/index.h"
#include <math.h>
#include <string.h>

struct ValueIndex {
  const Value *values;
  const guint32 *buckets; /* index + 1; 0: free */
  size_t mask;
};

static guint64 mix(guint64 h) {
  h ^= h >> 33;
  h *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
  h ^= h >> 33;
  h *= G_GUINT64_CONSTANT(0xc4ceb9fe1a85ec53);
  return h ^ h >> 33;
}

static guint64 hash_number(double number) {
  guint64 bits;
  if (isnan(number)) return mix(1);
  number += 0; /* -0 is 0 */
  memcpy(&bits, &number, sizeof bits);
  return mix(bits);
}

static guint64 hash_string(const char *text) {
  guint64 h = G_GUINT64_CONSTANT(0xcbf29ce484222325);
  for (; *text; text++) h = (h ^ (unsigned char)*text) * G_GUINT64_CONSTANT(0x100000001b3);
  return mix(h);
}

static bool is_numeric(Value value) { return value.kind == VALUE_NUMBER || value.kind == VALUE_DATE; }

static guint64 hash_value(Value value) {
  if (is_numeric(value)) return hash_number(value.number);
  if (value.kind == VALUE_STRING) return hash_string(value.string);
  return mix(value_hash(value) + (guint64)value.kind * 31);
}

static bool same_number(double a, double b) { return a == b || (isnan(a) && isnan(b)); }

static bool same_value(Value a, Value b) {
  if (is_numeric(a) && is_numeric(b)) return same_number(a.number, b.number);
  if (a.kind != b.kind) return false;
  if (a.kind == VALUE_STRING) return strcmp(a.string, b.string) == 0;
  return value_strict_equal(a, b);
}

const ValueIndex *value_index_create(const Value *values, size_t count, const Value **distinct, size_t *distinct_count,
                                     Arena *arena) {
  size_t capacity = 8;
  while (capacity < count * 2) capacity *= 2;
  ValueIndex *index = arena_new(arena, ValueIndex);
  guint32 *buckets = arena_array(arena, guint32, capacity);
  Value *kept = arena_array(arena, Value, count);
  *index = (ValueIndex){kept, buckets, capacity - 1};
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    size_t slot = hash_value(values[i]) & index->mask;
    while (buckets[slot] && !same_value(kept[buckets[slot] - 1], values[i])) slot = (slot + 1) & index->mask;
    if (buckets[slot]) continue;
    kept[n] = values[i];
    buckets[slot] = (guint32)++n;
  }
  *distinct = kept;
  *distinct_count = n;
  return index;
}

guint32 value_index_find(const ValueIndex *index, Value value) {
  size_t slot = hash_value(value) & index->mask;
  for (; index->buckets[slot]; slot = (slot + 1) & index->mask)
    if (same_value(index->values[index->buckets[slot] - 1], value)) return index->buckets[slot] - 1;
  return INDEX_NONE;
}

static guint32 find_number(const ValueIndex *index, double number) {
  size_t slot = hash_number(number) & index->mask;
  for (; index->buckets[slot]; slot = (slot + 1) & index->mask) {
    Value value = index->values[index->buckets[slot] - 1];
    if (is_numeric(value) && same_number(value.number, number)) return index->buckets[slot] - 1;
  }
  return INDEX_NONE;
}

static guint32 find_string(const ValueIndex *index, const char *text) {
  size_t slot = hash_string(text) & index->mask;
  for (; index->buckets[slot]; slot = (slot + 1) & index->mask) {
    Value value = index->values[index->buckets[slot] - 1];
    if (value.kind == VALUE_STRING && strcmp(value.string, text) == 0) return index->buckets[slot] - 1;
  }
  return INDEX_NONE;
}

static void find_texts(const ValueIndex *index, const Column *column, guint32 *out) {
  const ColumnCodes *codes = column_codes(column);
  if (codes) {
    guint32 of_code[G_MAXUINT8 + 1] = {0};
    for (size_t i = 0; i < codes->count; i++) of_code[i] = find_string(index, codes->texts[i]);
    for (size_t i = 0; i < column->length; i++) out[i] = of_code[codes->of_row[i]];
    return;
  }
  const char *const *texts = column_texts(column);
  for (size_t i = 0; i < column->length; i++)
    out[i] = i && texts[i] == texts[i - 1] ? out[i - 1] : find_string(index, texts[i]);
}

void value_index_find_column(const ValueIndex *index, const Column *column, guint32 *out) {
  switch (column->kind) {
  case COLUMN_NUMBER:
  case COLUMN_DATE:
    for (size_t i = 0; i < column->length; i++)
      out[i] = i && column->numbers[i] == column->numbers[i - 1] ? out[i - 1] : find_number(index, column->numbers[i]);
    break;
  case COLUMN_STRING: find_texts(index, column, out); break;
  case COLUMN_VALUE:
    for (size_t i = 0; i < column->length; i++) out[i] = value_index_find(index, column->values[i]);
    break;
  }
}
