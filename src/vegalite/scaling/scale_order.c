/* vegalite/scaling/scale_order.c: the values of a discrete domain: gathered from all its parts, and sorted (Vega-Lite's mergeDomains, and
 * what Vega's scale parser makes of it).
 *
 * A domain of one column can be sorted by any aggregate of another column; a union of several only by counts, minima and maxima,
 * which can be put together; other sorts fall back to the values' own order.
 */
#include "scale/index.h"
#include "vegalite/scaling/scale_model.h"
#include <stdlib.h>
#include <string.h>

typedef struct Ordered {
  Value key, weight;
  size_t order;
} Ordered;

static bool same_text(const char *a, const char *b) { return g_strcmp0(a, b) == 0; }

static bool same_column(const Column *a, const Column *b) {
  if (a == b) return true;
  if (!a || !b || a->length != b->length) return false;
  if (a->kind == b->kind && a->numbers && a->numbers == b->numbers) return true;
  for (size_t i = 0; i < a->length; i++)
    if (!value_strict_equal(column_value(a, i), column_value(b, i))) return false;
  return true;
}

static bool same_part(const DomainPart *a, const DomainPart *b) {
  if (a->literal != b->literal) return false;
  if (!a->literal) {
    if (!same_text(a->field, b->field) || a->is_distinct != b->is_distinct) return false;
    if (a->rows != b->rows || !same_column(a->column, b->column)) return false;
    const char *by = a->has_sort ? a->sort.field : NULL;
    return !by || a->table == b->table || same_column(table_field(a->table, by), table_field(b->table, by));
  }
  bool same = a->count == b->count;
  for (size_t i = 0; same && i < a->count; i++) same = value_strict_equal(a->values[i], b->values[i]);
  return same;
}

static bool same_sort(const DomainSort *a, const DomainSort *b) {
  return same_text(a->op, b->op) && same_text(a->field, b->field) && a->descending == b->descending;
}

static guint hash_value(Value value) {
  if (value.kind == VALUE_STRING) return g_str_hash(value.string);
  double number = value.kind == VALUE_NUMBER || value.kind == VALUE_DATE ? value.number + 0.0 : 0; /* -0 is 0 */
  return g_double_hash(&number) ^ (guint)value.kind;
}

static guint hash_part(gconstpointer key) {
  const DomainPart *part = key;
  if (!part->literal) return part->field ? g_str_hash(part->field) : 0;
  return part->count ? hash_value(part->values[0]) : 1;
}

static gboolean equal_parts(gconstpointer a, gconstpointer b) { return same_part(a, b); }

/* By hashes: a domain written as an expression has a part for each of its values. */
static size_t distinct_parts(const DomainPart *parts, size_t count, const DomainPart **out) {
  size_t n = 0;
  g_autoptr(GHashTable) seen = g_hash_table_new(hash_part, equal_parts);
  for (size_t i = 0; i < count; i++)
    if (g_hash_table_add(seen, (gpointer)&parts[i])) out[n++] = &parts[i];
  return n;
}

size_t scale_domain_part_count(const DomainPart *parts, size_t count, Arena *arena) {
  const DomainPart **distinct = arena_array(arena, const DomainPart *, count);
  size_t n = distinct_parts(parts, count, distinct);
  for (size_t i = 0; n == 1 && i < count; i++)
    if (parts[i].keeps_invalid != distinct[0]->keeps_invalid) return 2;
  return n;
}

static size_t distinct_sorts(const DomainPart *parts, size_t count, DomainSort *out) {
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    size_t k = 0;
    while (k < n && parts[i].has_sort && !same_sort(&out[k], &parts[i].sort)) k++;
    if (parts[i].has_sort && k == n) out[n++] = parts[i].sort;
  }
  return n;
}

static const DomainSort by_value = {true, NULL, NULL, false};

/* None of several sorts holds. */
static DomainSort no_sort(const char *field, Messages *messages, Place at) {
  messages_note(messages, at, "N453",
                "layers with one scale sort \"%s\" differently, and so its values are in ascending order; give all of "
                "them the same "
                "\"sort\"",
                field ? field : "");
  return by_value;
}

/* Which of several sorts of one and the same column holds. */
static DomainSort choose_sort(const DomainSort *sorts, size_t count, const char *field, Messages *messages, Place at) {
  size_t special = 0, last = 0;
  bool all = true;
  if (count == 0) return (DomainSort){false, NULL, NULL, false};
  if (count == 1) return sorts[0];
  for (size_t i = 0; i < count; i++) {
    all = all && sorts[i].op;
    if (sorts[i].op && strcmp(sorts[i].op, "min") != 0) special++, last = i;
  }
  return all && special == 1 ? sorts[last] : no_sort(field, messages, at);
}

/* The same for a union. */
static DomainSort choose_union_sort(DomainSort *sorts, size_t count, const char *field, Messages *messages, Place at) {
  DomainSort kept = {false, NULL, NULL, false};
  size_t different = 0;
  for (size_t i = 0; i < count; i++) {
    bool can = !sorts[i].op || aggregate_op_has(sorts[i].op, AGGREGATE_OF_ROWS | AGGREGATE_EXTREME);
    if (!can)
      messages_note(messages, at, "N407", "a domain shared by several fields cannot be sorted by the operation \"%s\"",
                    sorts[i].op);
    DomainSort sort = can ? sorts[i] : by_value;
    if (different && same_sort(&sort, &kept)) continue;
    kept = sort;
    different++;
  }
  return different > 1 ? no_sort(field, messages, at) : kept;
}

/* The values of a column that are written alike, as Vega's aggregate joins them: 2002 and "2002" are one entry of a domain, the one
 * that comes first. */
static const Grouping *group_by_text(const Column *column, Arena *arena) {
  static const char *const name[] = {"__key"};
  if (!column || column->length == 0) return arena_new(arena, Grouping);
  return table_group(table_with_column(table_create(arena, column->length), name[0], column), name, 1, arena);
}

static const char *kind_name(ValueKind kind) {
  static const char *const names[] = {[VALUE_UNDEFINED] = "undefined", [VALUE_NULL] = "null",
                                      [VALUE_BOOLEAN] = "a boolean",   [VALUE_NUMBER] = "a number",
                                      [VALUE_DATE] = "a date",         [VALUE_STRING] = "a string",
                                      [VALUE_ARRAY] = "an array",      [VALUE_OBJECT] = "an object",
                                      [VALUE_GEOMETRY] = "an object",  [VALUE_REGEXP] = "a regular expression"};
  return names[kind];
}

/* Values that are written alike share an entry, but a scale finds them by identity: only those like the first have a place. */
static void warn_of_kinds(const Value *values, const Grouping *groups, Messages *messages, Place at, Arena *arena) {
  for (size_t g = 0; g < groups->group_count; g++) {
    Value first = values[groups->first[g]];
    for (size_t i = groups->starts[g] + 1; i < groups->starts[g + 1]; i++) {
      Value other = values[groups->rows[i]];
      bool by_identity = first.kind == VALUE_ARRAY || first.kind == VALUE_OBJECT || first.kind == VALUE_DATE;
      bool same_kind = other.kind == first.kind;
      if (same_kind && (!by_identity || value_strict_equal(first, other))) continue;
      messages_warn(
          messages, at, "W441",
          "\"%s\" occurs as %s and as %s, which share one entry of the scale; only the first has a place on it",
          value_to_string(first, arena), kind_name(first.kind),
          same_kind ? "another of the same text" : kind_name(other.kind));
      return;
    }
  }
}

static Ordered *weighed(const Column *keys, const Column *weights, size_t *count, Arena *arena) {
  *count = keys ? keys->length : 0;
  Ordered *out = arena_array(arena, Ordered, *count);
  for (size_t i = 0; i < *count; i++) out[i] = (Ordered){column_value(keys, i), column_value(weights, i), i};
  return out;
}

/* The distinct values of a part with what each is sorted by. */
static Ordered *part_values(const DomainPart *part, const DomainSort *sort, size_t *count, Messages *messages, Place at,
                            Arena *arena) {
  size_t n = part->literal ? part->count : part->column ? part->column->length : 0;
  const Value *distinct = part->values;
  bool by_itself = !sort->op || same_text(sort->field, part->field);
  if (part->weights && same_sort(sort, &part->sort)) return weighed(part->column, part->weights, count, arena);
  if (!part->literal && !by_itself && part->column && n) {
    TransformContext context = {.arena = arena, .messages = messages};
    Measure measure = {sort->op, sort->field, "__weight"};
    const char *key = part->is_distinct ? part->field : "__key";
    const Table *rows = part->is_distinct ? part->table : table_with_column(part->table, key, part->column);
    const Table *groups = transform_aggregate(rows, (FieldList){&key, 1}, &measure, 1, at, &context);
    *count = 0;
    return groups ? weighed(table_column_at(groups, 0), table_column(groups, "__weight"), count, arena)
                  : arena_array(arena, Ordered, 1);
  }
  if (part->literal) {
    value_index_create(distinct, n, &distinct, count, arena);
  } else {
    const Grouping *groups = group_by_text(part->column, arena);
    Value *values = arena_array(arena, Value, groups->group_count);
    for (size_t i = 0; i < groups->group_count; i++) values[i] = column_value(part->column, groups->first[i]);
    if (part->column && part->column->kind == COLUMN_VALUE)
      warn_of_kinds(part->column->values, groups, messages, at, arena);
    distinct = values;
    *count = groups->group_count;
  }
  Ordered *out = arena_array(arena, Ordered, *count);
  for (size_t i = 0; i < *count; i++) out[i] = (Ordered){distinct[i], by_itself ? distinct[i] : value_undefined(), i};
  return out;
}

static int by_weight(const void *a, const void *b) {
  const Ordered *x = a, *y = b;
  int order = value_compare(x->weight, y->weight);
  return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

static int by_weight_down(const void *a, const void *b) {
  const Ordered *x = a, *y = b;
  int order = value_compare(y->weight, x->weight);
  return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

/* Array.prototype.sort of V8, whose result shows because the order of strings and numbers is not transitive: "10" < "2" < 3 < "10".
 * Below 64 items it keeps the run at the start and inserts the others by bisection; more than that are not worth its merges. */
static void sort_values(Ordered *values, size_t count, int (*compare)(const void *, const void *)) {
  if (count < 2 || count >= 64) {
    qsort(values, count, sizeof *values, compare);
    return;
  }
  size_t sorted = 2;
  bool falls = compare(&values[1], &values[0]) < 0;
  while (sorted < count && (compare(&values[sorted], &values[sorted - 1]) < 0) == falls) sorted++;
  for (size_t i = 0; falls && i < sorted / 2; i++) {
    Ordered value = values[i];
    values[i] = values[sorted - 1 - i];
    values[sorted - 1 - i] = value;
  }
  for (; sorted < count; sorted++) {
    Ordered value = values[sorted];
    size_t low = 0, high = sorted;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      if (compare(&value, &values[middle]) < 0)
        high = middle;
      else
        low = middle + 1;
    }
    memmove(values + low + 1, values + low, (sorted - low) * sizeof *values);
    values[low] = value;
  }
}

static ScaleDomain finish(Ordered *values, size_t count, const DomainSort *sort, const Spec *spec, Arena *arena) {
  Value *out = arena_array(arena, Value, count);
  for (size_t i = 0; sort->sorted && i < count; i++) values[i].weight = spec_comparable(spec, values[i].weight);
  if (sort->sorted) sort_values(values, count, sort->descending ? by_weight_down : by_weight);
  for (size_t i = 0; i < count; i++) out[i] = values[i].key;
  return (ScaleDomain){out, count, false};
}

/* Two weights of the same value, from two parts. */
static Value put_together(const DomainSort *sort, Value a, Value b) {
  if (a.kind == VALUE_UNDEFINED || b.kind == VALUE_UNDEFINED || !sort->op) return a.kind == VALUE_UNDEFINED ? b : a;
  if (aggregate_op_has(sort->op, AGGREGATE_OF_ROWS)) return value_number(value_to_number(a) + value_to_number(b));
  bool less = value_compare(b, a) < 0;
  return less == aggregate_op_has(sort->op, AGGREGATE_SMALLEST) ? b : a;
}

static ScaleDomain union_domain(const DomainPart *const *parts, size_t count, const DomainSort *sort, const Spec *spec,
                                Place at, Arena *arena) {
  Ordered **lists = arena_array(arena, Ordered *, count);
  size_t *lengths = arena_array(arena, size_t, count), total = 0;
  for (size_t i = 0; i < count; i++) {
    lists[i] = part_values(parts[i], sort, &lengths[i], spec->messages, at, arena);
    total += lengths[i];
  }
  Value *all = arena_array(arena, Value, total);
  for (size_t i = 0, k = 0; i < count; i++)
    for (size_t j = 0; j < lengths[i]; j++) all[k++] = lists[i][j].key;
  const Grouping *groups = group_by_text(column_from_values(all, total, arena), arena);
  warn_of_kinds(all, groups, spec->messages, at, arena);
  Ordered *merged = arena_array(arena, Ordered, groups->group_count);
  for (size_t i = 0; i < groups->group_count; i++) merged[i] = (Ordered){all[groups->first[i]], value_undefined(), i};
  for (size_t i = 0, k = 0; i < count; i++)
    for (size_t j = 0; j < lengths[i]; j++) {
      Ordered *at_key = &merged[groups->group_of[k++]];
      at_key->weight = put_together(sort, at_key->weight, lists[i][j].weight);
    }
  return finish(merged, groups->group_count, sort, spec, arena);
}

ScaleDomain scale_discrete_domain(const DomainPart *parts, size_t count, const Spec *spec, Place at, Arena *arena) {
  Messages *messages = spec->messages;
  const DomainPart **distinct = arena_array(arena, const DomainPart *, count);
  DomainSort *sorts = arena_array(arena, DomainSort, count);
  size_t part_count = distinct_parts(parts, count, distinct), sort_count = distinct_sorts(parts, count, sorts);
  if (part_count == 0) return (ScaleDomain){NULL, 0, false};
  if (part_count == 1) {
    DomainSort sort = distinct[0]->literal ? (DomainSort){false, NULL, NULL, false}
                                           : choose_sort(sorts, sort_count, distinct[0]->field, messages, at);
    size_t n;
    Ordered *values = part_values(distinct[0], &sort, &n, messages, at, arena);
    return finish(values, n, &sort, spec, arena);
  }
  DomainSort sort = choose_union_sort(sorts, sort_count, distinct[0]->field, messages, at);
  return union_domain(distinct, part_count, &sort, spec, at, arena);
}
