/* expr/operators.c: JavaScript's operators on values (ECMA-262, abstract operations and relational comparison). */
#include "expr/function.h"
#include <math.h>
#include <string.h>

gint32 number_to_int32(double number) {
  if (!isfinite(number)) return 0;
  return (gint32)(guint32)(gint64)fmod(trunc(number), 4294967296.0);
}

/* Order of UTF-16 units: characters beyond the basic plane, as surrogates, come before U+E000 … U+FFFF. */
static int compare_texts(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  unsigned char x = (unsigned char)*a, y = (unsigned char)*b;
  if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) return x >= 0xF0 ? -1 : 1;
  return (x > y) - (x < y);
}

/* Does ToPrimitive give a string? */
static bool is_textual(Value value, bool dates_too) {
  switch (value.kind) {
  case VALUE_STRING:
  case VALUE_ARRAY:
  case VALUE_OBJECT:
  case VALUE_GEOMETRY:
  case VALUE_REGEXP: return true;
  case VALUE_DATE: return dates_too;
  default: return false;
  }
}

static double primitive_number(Value value, Arena *arena) {
  if (value.kind == VALUE_NUMBER) return value.number;
  if (is_textual(value, false) && value.kind != VALUE_STRING) return number_from_text(value_to_string(value, arena));
  return value_to_number(value);
}

/* <0, 0, >0, or 2 where they cannot be compared. */
static int compare(Value a, Value b, Arena *arena) {
  if (a.kind != VALUE_NUMBER && is_textual(a, false) && is_textual(b, false))
    return compare_texts(value_to_string(a, arena), value_to_string(b, arena));
  double x = primitive_number(a, arena), y = primitive_number(b, arena);
  return isnan(x) || isnan(y) ? 2 : (x > y) - (x < y);
}

bool value_less(Value a, Value b, bool or_equal, Arena *arena) {
  if (a.kind == VALUE_NUMBER && b.kind == VALUE_NUMBER) return or_equal ? a.number <= b.number : a.number < b.number;
  int order = compare(a, b, arena);
  return order < 0 || (or_equal && order == 0);
}

static Value add(Value left, Value right, Arena *arena) {
  if (!is_textual(left, true) && !is_textual(right, true))
    return value_number(value_to_number(left) + value_to_number(right));
  const char *a = value_to_string(left, arena), *b = value_to_string(right, arena);
  size_t a_length = strlen(a), b_length = strlen(b);
  if (a_length + b_length > LONGEST_TEXT) return value_undefined();
  char *text = arena_alloc(arena, a_length + b_length + 1);
  memcpy(text, a, a_length);            /* NOLINT(bugprone-not-null-terminated-result) */
  memcpy(text + a_length, b, b_length); /* NOLINT(bugprone-not-null-terminated-result): the arena's memory is zeroed */
  return value_string(text);
}

static double arithmetic(Operator operation, double a, double b) {
  switch (operation) {
  case OPERATOR_SUBTRACT: return a - b;
  case OPERATOR_MULTIPLY: return a * b;
  case OPERATOR_DIVIDE: return a / b;
  case OPERATOR_REMAINDER: return fmod(a, b);
  case OPERATOR_AND_BITS: return number_to_int32(a) & number_to_int32(b);
  case OPERATOR_OR_BITS: return number_to_int32(a) | number_to_int32(b);
  case OPERATOR_XOR_BITS: return number_to_int32(a) ^ number_to_int32(b);
  case OPERATOR_SHIFT_LEFT: return (gint32)((guint32)number_to_int32(a) << (number_to_int32(b) & 31));
  case OPERATOR_SHIFT_RIGHT: return number_to_int32(a) >> (number_to_int32(b) & 31);
  case OPERATOR_SHIFT_RIGHT_UNSIGNED: return (guint32)number_to_int32(a) >> (number_to_int32(b) & 31);
  default: return NAN;
  }
}

Value operate_binary(Operator operation, Value left, Value right, Arena *arena) {
  switch (operation) {
  case OPERATOR_ADD: return add(left, right, arena);
  case OPERATOR_LESS: return value_boolean(compare(left, right, arena) < 0);
  case OPERATOR_LESS_EQUAL: return value_boolean(compare(left, right, arena) <= 0);
  case OPERATOR_GREATER: return value_boolean(compare(left, right, arena) == 1);
  case OPERATOR_GREATER_EQUAL: return value_boolean((unsigned)compare(left, right, arena) <= 1);
  case OPERATOR_EQUAL: return value_boolean(value_loose_equal(left, right, arena));
  case OPERATOR_NOT_EQUAL: return value_boolean(!value_loose_equal(left, right, arena));
  case OPERATOR_IDENTICAL: return value_boolean(value_strict_equal(left, right));
  case OPERATOR_NOT_IDENTICAL: return value_boolean(!value_strict_equal(left, right));
  default: return value_number(arithmetic(operation, primitive_number(left, arena), primitive_number(right, arena)));
  }
}

Value operate_unary(Operator operation, Value value) {
  switch (operation) {
  case OPERATOR_NOT: return value_boolean(!value_to_boolean(value));
  case OPERATOR_MINUS: return value_number(-value_to_number(value));
  case OPERATOR_INVERT: return value_number(~number_to_int32(value_to_number(value)));
  default: return value_number(value_to_number(value));
  }
}
