/* expr/functions_sequence.c: arrays (and strings as sequences), after vega-functions and vega-util. */
#include "base/temporary.h"
#include "expr/function.h"
#include "format/utf16.h"
#include <string.h>

enum { LONGEST_SEQUENCE = 1 << 20 };

static bool is_array(Value value) { return value.kind == VALUE_ARRAY; }
static Value item(Value array, size_t i) {
  return is_array(array) && i < array.array->count ? array.array->items[i] : value_undefined();
}
static size_t item_count(Value array) { return is_array(array) ? array.array->count : 0; }
static Value last_item(Value array) {
  return item_count(array) ? item(array, item_count(array) - 1) : value_undefined();
}

static Value call_length(const Call *call) {
  Value value = argument(call, 0);
  if (value.kind == VALUE_STRING) return value_number((double)utf16_length(value.string));
  return is_array(value) ? value_number((double)value.array->count) : value_member(value, "length");
}

static Value call_join(const Call *call) {
  Value array = argument(call, 0);
  const char *separator = argument(call, 1).kind == VALUE_UNDEFINED ? "," : argument_string(call, 1);
  if (!is_array(array)) return value_undefined();
  GString *out = g_string_new(NULL);
  arena_temporary(call->at->arena, out);
  for (size_t i = 0; i < array.array->count; i++) {
    if (i) g_string_append(out, separator);
    if (!is_absent(item(array, i))) g_string_append(out, value_to_string(item(array, i), call->at->arena));
    if (out->len > LONGEST_TEXT) {
      evaluation_error(call->at, "E362", "the result of %s() is too long", call->function->name);
      return value_undefined();
    }
  }
  return value_string(arena_strndup(call->at->arena, out->str, out->len));
}

static double start_index(const Call *call, double length, double otherwise) {
  double from = argument(call, 2).kind == VALUE_UNDEFINED ? otherwise : argument_number(call, 2);
  if (isnan(from)) from = otherwise;
  from = trunc(from);
  return from < 0 ? length + from : from;
}

static Value call_indexof(const Call *call) {
  Value sequence = argument(call, 0), wanted = argument(call, 1);
  if (sequence.kind == VALUE_STRING) {
    double from = fmax(0, argument(call, 2).kind == VALUE_UNDEFINED ? 0 : trunc(argument_number(call, 2)));
    const char *text = sequence.string + utf16_to_byte(sequence.string, (size_t)fmin(from, 1e9));
    const char *found = strstr(text, argument_string(call, 1));
    return value_number(found ? (double)utf16_units(sequence.string, (size_t)(found - sequence.string)) : -1);
  }
  double length = (double)item_count(sequence), from = fmax(0, start_index(call, length, 0));
  for (double i = from; i < length; i++)
    if (value_strict_equal(sequence.array->items[(size_t)i], wanted)) return value_number(i);
  return value_number(-1);
}

static Value call_lastindexof(const Call *call) {
  Value sequence = argument(call, 0), wanted = argument(call, 1);
  if (sequence.kind == VALUE_STRING) {
    const char *text = argument_string(call, 1), *found = NULL;
    double from = argument(call, 2).kind == VALUE_UNDEFINED ? INFINITY : argument_number(call, 2);
    size_t limit = utf16_to_byte(sequence.string, isnan(from) ? SIZE_MAX / 2 : (size_t)CLAMP(from, 0, 1e9));
    for (const char *p = sequence.string; (p = strstr(p, text)) && (size_t)(p - sequence.string) <= limit;) {
      found = p;
      if (!*p) break;
      p = g_utf8_next_char(p);
    }
    return value_number(found ? (double)utf16_units(sequence.string, (size_t)(found - sequence.string)) : -1);
  }
  double length = (double)item_count(sequence);
  for (double i = fmin(start_index(call, length, length - 1), length - 1); i >= 0; i--)
    if (value_strict_equal(sequence.array->items[(size_t)i], wanted)) return value_number(i);
  return value_number(-1);
}

static Value call_reverse(const Call *call) {
  Value array = argument(call, 0);
  if (!is_array(array)) return value_undefined();
  size_t count = item_count(array);
  Value *items = arena_array(call->at->arena, Value, count);
  for (size_t i = 0; i < count; i++) items[i] = array.array->items[count - 1 - i];
  return value_array(items, count, call->at->arena);
}

typedef struct SortItem {
  Value key, item;
} SortItem;

/* As Array.sort: undefined is always sorted last. */
static int compare_items(const void *a, const void *b, void *unused) {
  const SortItem *x = a, *y = b;
  (void)unused;
  int undefined = (x->key.kind == VALUE_UNDEFINED) - (y->key.kind == VALUE_UNDEFINED);
  return undefined ? undefined : value_compare(x->key, y->key);
}

static Value call_sort(const Call *call) {
  Value array = argument(call, 0);
  if (!is_array(array)) return value_undefined();
  size_t count = item_count(array);
  Arena *scratch = arena_create_charged(arena_budget(call->at->arena));
  SortItem *sorted = arena_array(scratch, SortItem, count);
  for (size_t i = 0; i < count; i++)
    sorted[i] = (SortItem){value_comparable(array.array->items[i], scratch), array.array->items[i]};
  g_qsort_with_data(sorted, (gint)count, sizeof *sorted, compare_items, NULL);
  Value *items = arena_array(call->at->arena, Value, count);
  for (size_t i = 0; i < count; i++) items[i] = sorted[i].item;
  arena_destroy(scratch);
  return value_array(items, count, call->at->arena);
}

static Value call_peek(const Call *call) {
  Value sequence = argument(call, 0);
  if (sequence.kind != VALUE_STRING) return last_item(sequence);
  const char *end = sequence.string + strlen(sequence.string);
  return end > sequence.string ? value_string(g_utf8_prev_char(end)) : value_undefined();
}

static Value call_span(const Call *call) {
  Value array = argument(call, 0);
  double span = value_to_number(last_item(array)) - value_to_number(item(array, 0));
  return value_number(isnan(span) ? 0 : span);
}

static Value call_extent(const Call *call) {
  Value array = argument(call, 0), *extent = arena_array(call->at->arena, Value, 2);
  for (size_t i = 0; i < item_count(array); i++) {
    Value value = item(array, i);
    if (is_absent(value) || (value.kind == VALUE_NUMBER && isnan(value.number))) continue;
    if (is_absent(extent[0])) extent[0] = extent[1] = value;
    if (value_less(value, extent[0], false, call->at->arena)) extent[0] = value;
    if (value_less(extent[1], value, false, call->at->arena)) extent[1] = value;
  }
  return value_array(extent, 2, call->at->arena);
}

static bool flag(const Call *call, size_t i) {
  return argument(call, i).kind == VALUE_UNDEFINED || value_to_boolean(argument(call, i));
}

static Value call_inrange(const Call *call) {
  Value value = argument(call, 0), low = item(argument(call, 1), 0), high = last_item(argument(call, 1));
  if (value_less(high, low, false, call->at->arena)) {
    Value other = low;
    low = high, high = other;
  }
  return value_boolean(value_less(low, value, flag(call, 2), call->at->arena) &&
                       value_less(value, high, flag(call, 3), call->at->arena));
}

static Value call_lerp(const Call *call) {
  Value array = argument(call, 0), low = item(array, 0), high = last_item(array);
  double fraction = argument_number(call, 1);
  if (high.kind == VALUE_UNDEFINED || !(fraction != 0) || isnan(fraction)) return low;
  if (fraction == 1) return high;
  double from = value_to_number(low);
  return value_number(from + fraction * (value_to_number(high) - from));
}

static Value call_interpolate_linear(const Call *call) {
  Value array = argument(call, 0);
  size_t count = item_count(array);
  double fraction = argument_number(call, 1);
  if (count == 0) return value_undefined();
  if (count == 1 || !(fraction > 0)) return item(array, 0);
  if (fraction >= 1) return last_item(array);
  double at = fraction * (double)(count - 1), before = floor(at), part = at - before;
  Value from = item(array, (size_t)before);
  if (part == 0) return from;
  return value_number(value_to_number(from) +
                      part * (value_to_number(item(array, (size_t)before + 1)) - value_to_number(from)));
}

static Value call_clamp_range(const Call *call) {
  Value *out = arena_array(call->at->arena, Value, 2);
  double low = value_to_number(item(argument(call, 0), 0)), high = value_to_number(item(argument(call, 0), 1));
  double least = argument_number(call, 1), most = argument_number(call, 2);
  if (high < low) {
    double other = low;
    low = high, high = other;
  }
  double span = high - low;
  if (span >= most - least) {
    out[0] = argument(call, 1), out[1] = argument(call, 2);
  } else {
    low = fmin(fmax(low, least), most - span);
    out[0] = value_number(low), out[1] = value_number(low + span);
  }
  return value_array(out, 2, call->at->arena);
}

static Value call_flush(const Call *call) {
  Value range = argument(call, 0), threshold = argument(call, 2), center = argument(call, 5);
  double distance = value_to_number(threshold);
  if (!value_to_boolean(threshold) && !(threshold.kind == VALUE_NUMBER && distance == 0)) return center;
  if (item_count(range) == 0) return center;
  double a = value_to_number(item(range, 0)), b = value_to_number(last_item(range)), value = argument_number(call, 1);
  double left = fabs(value - fmin(a, b)), right = fabs(fmax(a, b) - value);
  return left < right && left <= distance ? argument(call, 3) : right <= distance ? argument(call, 4) : center;
}

static Value by_path(Value value, const char *const *path) {
  for (; *path; path++) value = value_member(value, *path);
  return value;
}

static Value call_pluck(const Call *call) {
  const char *const *path = field_path(argument_string(call, 1), call->at->arena);
  Value data = argument(call, 0);
  if (!is_array(data)) return by_path(data, path);
  Value *items = arena_array(call->at->arena, Value, item_count(data));
  for (size_t i = 0; i < item_count(data); i++) items[i] = by_path(item(data, i), path);
  return value_array(items, item_count(data), call->at->arena);
}

/* One object with the members of all; for a repeated name the last one wins. */
static Value call_merge(const Call *call) {
  size_t most = 0, count = 0;
  for (size_t i = 0; i < call->count; i++)
    if (argument(call, i).kind == VALUE_OBJECT) most += argument(call, i).object->count;
  ValueMember *members = arena_array(call->at->arena, ValueMember, most);
  GHashTable *places = g_hash_table_new(g_str_hash, g_str_equal);
  arena_temporary(call->at->arena, places);
  for (size_t i = 0; i < call->count; i++) {
    if (argument(call, i).kind != VALUE_OBJECT) continue;
    const ValueObject *object = argument(call, i).object;
    for (size_t j = 0; j < object->count; j++) {
      void *place;
      if (!g_hash_table_lookup_extended(places, object->members[j].key, NULL, &place)) {
        place = GSIZE_TO_POINTER(count++);
        g_hash_table_insert(places, (void *)object->members[j].key, place);
      }
      members[GPOINTER_TO_SIZE(place)] = object->members[j];
    }
  }
  return value_object(members, count, call->at->arena);
}

/* d3-array's range. */
static Value call_sequence(const Call *call) {
  double start = call->count > 1 ? argument_number(call, 0) : 0, stop = argument_number(call, call->count > 1);
  double step = call->count > 2 ? argument_number(call, 2) : 1, count = ceil((stop - start) / step);
  if (!(count > 0)) count = 0;
  if (count > LONGEST_SEQUENCE) {
    evaluation_error(call->at, "E365", "sequence() yields more than %d numbers", LONGEST_SEQUENCE);
    count = 0;
  }
  Value *items = arena_array(call->at->arena, Value, (size_t)count);
  for (size_t i = 0; i < (size_t)count; i++) items[i] = value_number(start + (double)i * step);
  return value_array(items, (size_t)count, call->at->arena);
}

const Function functions_sequence[] = {
    {"clampRange", call_clamp_range, FUNCTION_PURE, NULL, 0},
    {"extent", call_extent, FUNCTION_PURE, NULL, 0},
    {"flush", call_flush, FUNCTION_PURE, NULL, 0},
    {"indexof", call_indexof, FUNCTION_PURE, NULL, 0},
    {"inrange", call_inrange, FUNCTION_PURE, NULL, 0},
    {"interpolateLinear", call_interpolate_linear, FUNCTION_PURE, NULL, 0},
    {"join", call_join, FUNCTION_PURE, NULL, 0},
    {"lastindexof", call_lastindexof, FUNCTION_PURE, NULL, 0},
    {"length", call_length, FUNCTION_PURE, NULL, 0},
    {"lerp", call_lerp, FUNCTION_PURE, NULL, 0},
    {"merge", call_merge, FUNCTION_PURE, NULL, 0},
    {"peek", call_peek, FUNCTION_PURE, NULL, 0},
    {"pluck", call_pluck, FUNCTION_PURE, NULL, 0},
    {"reverse", call_reverse, FUNCTION_PURE, NULL, 0},
    {"sequence", call_sequence, FUNCTION_PURE, NULL, 0},
    {"sort", call_sort, FUNCTION_PURE, NULL, 0},
    {"span", call_span, FUNCTION_PURE, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
