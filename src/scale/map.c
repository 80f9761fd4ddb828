/* scale/map.c: whole columns through a scale.
 *
 * Continuous scales turn numbers into numbers or colours; the others first find which item of the range each value takes
 * (its slot), and then hand out those items.
 */
#include "scale/family.h"
#include <string.h>

static const Rgba no_color = {0, 0, 0, -1};

static const double *numbers_of(const Column *column, Arena *arena) {
  if (column->kind != COLUMN_VALUE) return column_numbers(column, arena);
  double *numbers = arena_array(arena, double, column->length);
  for (size_t i = 0; i < column->length; i++) numbers[i] = scale_number(column->values[i]);
  return numbers;
}

static guint32 *slots_of(const Scale *scale, const Column *in, Arena *arena) {
  guint32 *slots = arena_array(arena, guint32, in->length);
  scale->type->family->slots(scale, in, slots);
  return slots;
}

/* The range item of each slot. */
static double slot_number(const Scale *scale, guint32 slot) {
  if (slot == SLOT_NONE) return NAN;
  if (scale->starts) return scale->starts[slot];
  return scale->range_kind == RANGE_NUMBERS && slot < scale->range_count ? scale->range_numbers[slot] : (double)NAN;
}

static Rgba slot_color(const Scale *scale, guint32 slot) {
  Rgba color;
  if (slot == SLOT_NONE || slot >= scale->range_count) return no_color;
  if (scale->range_kind == RANGE_COLORS) return scale->range_colors[slot];
  return scale->range_kind == RANGE_STRINGS && color_parse(scale->range_strings[slot], &color) ? color : no_color;
}

static const char *slot_string(const Scale *scale, guint32 slot) {
  bool known = slot != SLOT_NONE && slot < scale->range_count && scale->range_kind == RANGE_STRINGS;
  return known ? scale->range_strings[slot] : NULL;
}

static const double *slot_array(const Scale *scale, guint32 slot) {
  bool known = slot != SLOT_NONE && slot < scale->range_count && scale->range_kind == RANGE_NUMBER_ARRAYS;
  return known ? scale->range_arrays[slot] : NULL;
}

const double *scale_map_numbers(const Scale *scale, const Column *in, Arena *arena) {
  double *out = arena_array(arena, double, in->length);
  if (scale->type->family->numbers) {
    scale->type->family->numbers(scale, numbers_of(in, arena), in->length, out);
    return out;
  }
  const guint32 *slots = slots_of(scale, in, arena);
  for (size_t i = 0; i < in->length; i++) out[i] = slot_number(scale, slots[i]);
  return out;
}

const guint32 *scale_map_color_slots(const Scale *scale, const Column *in, const Rgba **colors, size_t *count,
                                     Arena *arena) {
  if (scale->type->family->colors) return NULL;
  size_t known = scale->range_count;
  Rgba *items = arena_array(arena, Rgba, known + 1);
  for (size_t i = 0; i < known; i++) items[i] = slot_color(scale, (guint32)i);
  items[known] = no_color;
  guint32 *slots = slots_of(scale, in, arena);
  for (size_t i = 0; i < in->length; i++) slots[i] = (guint32)MIN(slots[i], known);
  *colors = items;
  *count = known + 1;
  return slots;
}

const Rgba *scale_map_colors(const Scale *scale, const Column *in, Arena *arena) {
  size_t count;
  const Rgba *items;
  const guint32 *slots = scale_map_color_slots(scale, in, &items, &count, arena);
  Rgba *out = arena_array(arena, Rgba, in->length);
  if (slots)
    for (size_t i = 0; i < in->length; i++) out[i] = items[slots[i]];
  else
    scale->type->family->colors(scale, numbers_of(in, arena), in->length, out);
  return out;
}

/* The colours of a range as texts, for callers that want names of any kind. */
static const char *const *range_texts(const Scale *scale, Arena *arena) {
  if (scale->range_kind == RANGE_STRINGS) return scale->range_strings;
  const char **texts = arena_array(arena, const char *, scale->range_count);
  for (size_t i = 0; scale->range_kind == RANGE_COLORS && i < scale->range_count; i++)
    texts[i] = color_to_text(scale->range_colors[i], arena);
  return texts;
}

const char *const *scale_map_strings(const Scale *scale, const Column *in, Arena *arena) {
  const char **out = arena_array(arena, const char *, in->length);
  if (!scale->type->family->slots || scale->starts) return out;
  const char *const *texts = range_texts(scale, arena);
  const guint32 *slots = slots_of(scale, in, arena);
  for (size_t i = 0; i < in->length; i++) out[i] = slots[i] < scale->range_count ? texts[slots[i]] : NULL;
  return out;
}

const double *const *scale_map_arrays(const Scale *scale, const Column *in, Arena *arena) {
  const double **out = arena_array(arena, const double *, in->length);
  if (!scale->type->family->slots) return out;
  const guint32 *slots = slots_of(scale, in, arena);
  for (size_t i = 0; i < in->length; i++) out[i] = slot_array(scale, slots[i]);
  return out;
}

static guint32 slot_of_value(const Scale *scale, Value value) {
  guint32 slot = SLOT_NONE;
  Column one = {.kind = COLUMN_VALUE, .length = 1, .values = &value};
  if (scale->type->family->slots) scale->type->family->slots(scale, &one, &slot);
  return slot;
}

double scale_map_number(const Scale *scale, Value value) {
  double in = scale_number(value), out = NAN;
  if (!scale->type->family->numbers) return slot_number(scale, slot_of_value(scale, value));
  scale->type->family->numbers(scale, &in, 1, &out);
  return out;
}

Rgba scale_map_color(const Scale *scale, Value value) {
  if (!scale->type->family->colors) return slot_color(scale, slot_of_value(scale, value));
  double in = scale_number(value);
  Rgba out = no_color;
  scale->type->family->colors(scale, &in, 1, &out);
  return out;
}

const char *scale_map_string(const Scale *scale, Value value) {
  return slot_string(scale, slot_of_value(scale, value));
}
const double *scale_map_array(const Scale *scale, Value value) {
  return slot_array(scale, slot_of_value(scale, value));
}

static Value array_value(const double *numbers, Arena *arena) {
  if (!numbers) return value_undefined();
  size_t n = 0;
  while (!isnan(numbers[n])) n++;
  Value *items = arena_array(arena, Value, n);
  for (size_t i = 0; i < n; i++) items[i] = value_number(numbers[i]);
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){n, items};
  return (Value){.kind = VALUE_ARRAY, .array = array};
}

Value scale_map_value(const Scale *scale, Value value, Arena *arena) {
  if (scale->range_kind == RANGE_COLORS) {
    Rgba color = scale_map_color(scale, value);
    return color.a < 0 ? value_undefined() : value_string(color_to_text(color, arena));
  }
  if (scale->range_kind == RANGE_STRINGS) {
    const char *text = scale_map_string(scale, value);
    return text ? value_string(text) : value_undefined();
  }
  if (scale->range_kind == RANGE_NUMBER_ARRAYS) return array_value(scale_map_array(scale, value), arena);
  double number = scale_map_number(scale, value);
  return isnan(number) ? value_undefined() : value_number(number);
}
