/* data/value.c: conversions and comparisons of ECMA-262 (chapter 7) for the kinds of data/value.h. */
#include "data/value.h"
#include "base/decimal.h"
#include "base/temporary.h"
#include "geo/geometry.h"
#include "time/calendar.h"
#include <math.h>
#include <string.h>

static const char object_text[] = "[object Object]";

bool text_is_space(gunichar c) {
  return (c >= 9 && c <= 13) || c == ' ' || c == 0xa0 || c == 0xfeff || c == 0x2028 || c == 0x2029 ||
         (c > 0xff && g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR);
}

const char *text_skip_space(const char *text) {
  for (;; text = g_utf8_next_char(text)) {
    gunichar c = (unsigned char)*text < 0x80 ? (gunichar)*text : g_utf8_get_char(text);
    if (!c || !text_is_space(c)) return text;
  }
}

static const char *end_before_space(const char *text) {
  const char *end = text + strlen(text);
  while (end > text) {
    const char *last = g_utf8_prev_char(end);
    if (!text_is_space(g_utf8_get_char(last))) break;
    end = last;
  }
  return end;
}

/* 0x…, 0o…, 0b…: digits in that base, up to the end. */
static double read_based(const char *digits, const char *end, int base) {
  double number = digits == end ? NAN : 0;
  for (; digits < end; digits++) {
    int digit = g_ascii_xdigit_value(*digits);
    if (digit < 0 || digit >= base) return NAN;
    number = number * base + digit;
  }
  return number;
}

double number_from_text(const char *text) {
  double number;
  if (decimal_read_short(text, &number)) return number;
  text = text_skip_space(text);
  const char *end = end_before_space(text);
  size_t length = (size_t)(end - text);
  if (!length) return 0;
  if (decimal_span(text, length) == length) return decimal_read(text, length);
  if (length > 2 && text[0] == '0') {
    switch (text[1]) {
    case 'x':
    case 'X': return read_based(text + 2, end, 16);
    case 'o':
    case 'O': return read_based(text + 2, end, 8);
    case 'b':
    case 'B': return read_based(text + 2, end, 2);
    default: return NAN;
    }
  }
  bool negative = *text == '-';
  if (*text == '-' || *text == '+') text++;
  if ((size_t)(end - text) == 8 && !memcmp(text, "Infinity", 8)) return negative ? -INFINITY : INFINITY;
  return NAN;
}

const char *number_to_text(double number, char *buffer) { return decimal_write(number, buffer); }

double value_to_number(Value value) {
  switch (value.kind) {
  case VALUE_NULL: return 0;
  case VALUE_BOOLEAN: return value.boolean;
  case VALUE_NUMBER:
  case VALUE_DATE: return value.number;
  case VALUE_STRING: return number_from_text(value.string);
  case VALUE_ARRAY: {
    if (!value.array->count) return 0;
    if (value.array->count > 1) return NAN;
    Value item = value.array->items[0];
    if (item.kind == VALUE_NULL || item.kind == VALUE_UNDEFINED) return 0;
    return item.kind == VALUE_BOOLEAN || item.kind == VALUE_DATE ? NAN : value_to_number(item);
  }
  case VALUE_UNDEFINED:
  case VALUE_OBJECT:
  case VALUE_GEOMETRY:
  case VALUE_REGEXP: return NAN;
  }
  return NAN;
}

bool value_to_boolean(Value value) {
  switch (value.kind) {
  case VALUE_UNDEFINED:
  case VALUE_NULL: return false;
  case VALUE_BOOLEAN: return value.boolean;
  case VALUE_NUMBER: return value.number != 0 && !isnan(value.number);
  case VALUE_STRING: return *value.string != '\0';
  case VALUE_DATE:
  case VALUE_ARRAY:
  case VALUE_OBJECT:
  case VALUE_GEOMETRY:
  case VALUE_REGEXP: return true;
  }
  return false;
}

/* Date.prototype.toString in the local zone. */
static const char *date_text(double ms, Arena *arena) {
  static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (isnan(ms)) return "Invalid Date";
  DateParts at = date_parts(ms, false);
  int east = (int)-date_zone_offset(ms), size = ABS(east);
  char zone[32];
  g_snprintf(zone, sizeof zone, "GMT%c%02d%02d", east < 0 ? '-' : '+', size / 60, size % 60);
  return arena_printf(arena, "%s %s %02d %s%04.0f %02d:%02d:%02d %s (%s)", days[at.weekday], months[at.month], at.day,
                      at.year < 0 ? "-" : "", fabs(at.year), at.hours, at.minutes, at.seconds, zone,
                      east ? zone : "Coordinated Universal Time");
}

static void append_text(GString *out, Value value, Arena *arena);

/* A string that grows is held up to twice, with as much room again. */
static const double GROWTH = 4;
/* Without a budget, a text ends here: what arrays that hold each other make together has no limit. */
enum { LONGEST_UNCHARGED = 1 << 16 };

static void append_items(GString *out, const ValueArray *array, Arena *arena) {
  arena_charge(arena, BUDGET_STEPS, 6 * (double)array->count + 6);
  for (size_t i = 0; i < array->count && (arena_budget(arena) || out->len < LONGEST_UNCHARGED); i++) {
    Value item = array->items[i];
    if (i) g_string_append_c(out, ',');
    if (item.kind != VALUE_NULL && item.kind != VALUE_UNDEFINED) append_text(out, item, arena);
  }
}

static void append_text(GString *out, Value value, Arena *arena) {
  if (value.kind == VALUE_ARRAY) {
    append_items(out, value.array, arena);
  } else {
    const char *text = value_to_string(value, arena);
    size_t length = strlen(text);
    arena_charge(arena, BUDGET_MEMORY, GROWTH * (double)length);
    arena_charge(arena, BUDGET_STEPS, (double)length / 32);
    g_string_append_len(out, text, (gssize)length);
  }
}

const char *value_to_string(Value value, Arena *arena) {
  char buffer[DECIMAL_BUFFER];
  switch (value.kind) {
  case VALUE_UNDEFINED: return "undefined";
  case VALUE_NULL: return "null";
  case VALUE_BOOLEAN: return value.boolean ? "true" : "false";
  case VALUE_NUMBER: return arena_strdup(arena, decimal_write(value.number, buffer));
  case VALUE_DATE: return date_text(value.number, arena);
  case VALUE_STRING: return value.string;
  case VALUE_ARRAY: {
    GString *out = g_string_new(NULL);
    arena_temporary(arena, out);
    append_items(out, value.array, arena);
    budget_return(arena_budget(arena), BUDGET_MEMORY, (GROWTH - 1) * (double)out->len);
    return arena_strndup(arena, out->str, out->len);
  }
  case VALUE_REGEXP: return arena_printf(arena, "/%s/%s", value.regexp->source, value.regexp->flags);
  case VALUE_OBJECT:
  case VALUE_GEOMETRY: return object_text;
  }
  return object_text;
}

static bool is_primitive(Value value) { return value.kind <= VALUE_NUMBER || value.kind == VALUE_STRING; }

static Value to_primitive(Value value, Arena *arena) {
  return is_primitive(value) ? value : value_string(value_to_string(value, arena));
}

bool value_strict_equal(Value a, Value b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
  case VALUE_UNDEFINED:
  case VALUE_NULL: return true;
  case VALUE_BOOLEAN: return a.boolean == b.boolean;
  case VALUE_NUMBER:
  case VALUE_DATE: return a.number == b.number;
  case VALUE_STRING: return a.string == b.string || !strcmp(a.string, b.string);
  case VALUE_ARRAY: return a.array == b.array;
  case VALUE_OBJECT: return a.object == b.object;
  case VALUE_GEOMETRY: return a.geometry == b.geometry;
  case VALUE_REGEXP: return a.regexp == b.regexp;
  }
  return false;
}

static bool is_nothing(Value value) { return value.kind == VALUE_UNDEFINED || value.kind == VALUE_NULL; }

bool value_loose_equal(Value a, Value b, Arena *arena) {
  if (a.kind == b.kind) return value_strict_equal(a, b);
  if (is_nothing(a) || is_nothing(b)) return is_nothing(a) && is_nothing(b);
  if (!is_primitive(a) && !is_primitive(b)) return false;
  Arena *scratch = is_primitive(a) && is_primitive(b) ? NULL : arena_create_charged(arena_budget(arena));
  Value x = to_primitive(a, scratch), y = to_primitive(b, scratch);
  bool equal = x.kind == y.kind ? value_strict_equal(x, y) : value_to_number(x) == value_to_number(y);
  arena_destroy(scratch);
  return equal;
}

/* UTF-16 code units in order, as JavaScript compares: U+E000 … U+FFFF come after the characters above. */
static int compare_text(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  int x = (unsigned char)*a, y = (unsigned char)*b;
  if (x >= 0xee && y >= 0xee) {
    x += x < 0xf0 ? 0x10 : 0;
    y += y < 0xf0 ? 0x10 : 0;
  }
  return x - y;
}

/* JavaScript's < and >: dates compare as numbers, other objects as strings; values that cannot be compared give 0. */
static int compare_relational(Value a, Value b) {
  if (a.kind == VALUE_STRING && b.kind == VALUE_STRING) return compare_text(a.string, b.string);
  bool a_simple = is_primitive(a) || a.kind == VALUE_DATE, b_simple = is_primitive(b) || b.kind == VALUE_DATE;
  if (a_simple && b_simple) {
    double x = value_to_number(a), y = value_to_number(b);
    return (x > y) - (x < y);
  }
  Arena *scratch = arena_create();
  int order = compare_relational(a_simple ? a : to_primitive(a, scratch), b_simple ? b : to_primitive(b, scratch));
  arena_destroy(scratch);
  return order;
}

static bool is_nan(Value value) {
  return (value.kind == VALUE_NUMBER || value.kind == VALUE_DATE) && isnan(value.number);
}

int value_compare(Value a, Value b) {
  if (is_nothing(a) || is_nothing(b)) return is_nothing(b) - is_nothing(a);
  if (is_nan(a) || is_nan(b)) return is_nan(b) - is_nan(a);
  return compare_relational(a, b);
}

Value value_comparable(Value value, Arena *arena) {
  return value.kind == VALUE_DATE ? value : to_primitive(value, arena);
}

bool value_is_invalid(Value value) { return is_nothing(value) || (value.kind == VALUE_NUMBER && isnan(value.number)); }

static guint hash_bits(guint64 bits) {
  bits ^= bits >> 33;
  bits *= 0xff51afd7ed558ccdULL;
  bits ^= bits >> 33;
  bits *= 0xc4ceb9fe1a85ec53ULL;
  return (guint)(bits ^ (bits >> 33));
}

guint value_hash(Value value) {
  guint64 bits = 0;
  switch (value.kind) {
  case VALUE_UNDEFINED:
  case VALUE_NULL: break;
  case VALUE_BOOLEAN: bits = value.boolean; break;
  case VALUE_NUMBER:
  case VALUE_DATE: {
    double number = value.number == 0 ? 0 : isnan(value.number) ? (double)NAN : value.number;
    memcpy(&bits, &number, sizeof bits);
    break;
  }
  case VALUE_STRING: bits = g_str_hash(value.string); break;
  case VALUE_ARRAY: bits = GPOINTER_TO_SIZE(value.array); break;
  case VALUE_OBJECT: bits = GPOINTER_TO_SIZE(value.object); break;
  case VALUE_GEOMETRY: bits = GPOINTER_TO_SIZE(value.geometry); break;
  case VALUE_REGEXP: bits = GPOINTER_TO_SIZE(value.regexp); break;
  }
  return hash_bits(bits + (guint64)value.kind * 0x9e3779b97f4a7c15ULL);
}

static bool array_index(const char *key, size_t *index) {
  size_t length = strlen(key);
  if (!length || length > 9 || (length > 1 && *key == '0')) return false;
  for (*index = 0; *key; key++) {
    if (!g_ascii_isdigit(*key)) return false;
    *index = *index * 10 + (size_t)(*key - '0');
  }
  return true;
}

/* String.length counts UTF-16 code units. */
static double text_length(const char *text) {
  double length = 0;
  for (; *text; text = g_utf8_next_char(text)) length += g_utf8_get_char(text) > 0xffff ? 2 : 1;
  return length;
}

static Value geometry_member(const Geometry *geometry, const char *key) {
  if (!geometry->object && geometry->make_object) ((Geometry *)geometry)->object = geometry->make_object(geometry);
  if (geometry->object) return value_member((Value){.kind = VALUE_OBJECT, .object = geometry->object}, key);
  return !strcmp(key, "type") ? value_string(geometry_type_name(geometry->kind)) : value_undefined();
}

Value value_member(Value object, const char *key) {
  size_t index;
  switch (object.kind) {
  case VALUE_OBJECT:
    for (size_t i = 0; i < object.object->count; i++)
      if (!strcmp(object.object->members[i].key, key)) return object.object->members[i].value;
    return value_undefined();
  case VALUE_ARRAY:
    if (array_index(key, &index)) return index < object.array->count ? object.array->items[index] : value_undefined();
    return !strcmp(key, "length") ? value_number((double)object.array->count) : value_undefined();
  case VALUE_STRING: return !strcmp(key, "length") ? value_number(text_length(object.string)) : value_undefined();
  case VALUE_GEOMETRY: return geometry_member(object.geometry, key);
  default: return value_undefined();
  }
}

Value value_array(const Value *items, size_t count, Arena *arena) {
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){count, items};
  return (Value){.kind = VALUE_ARRAY, .array = array};
}

Value value_object(const ValueMember *members, size_t count, Arena *arena) {
  ValueObject *object = arena_new(arena, ValueObject);
  *object = (ValueObject){count, members};
  return (Value){.kind = VALUE_OBJECT, .object = object};
}
