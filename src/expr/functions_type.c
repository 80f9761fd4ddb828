/* expr/functions_type.c: type tests and conversions, after vega-util. */
#include "expr/function.h"
#include <string.h>

enum {
  KINDS_OBJECT = 1 << VALUE_DATE | 1 << VALUE_ARRAY | 1 << VALUE_OBJECT | 1 << VALUE_GEOMETRY | 1 << VALUE_REGEXP
};

/* The tag holds the kinds for which it is true. */
static Value call_is_kind(const Call *call) { return value_boolean(call->function->tag >> argument(call, 0).kind & 1); }

static Value call_is_valid(const Call *call) {
  Value value = argument(call, 0);
  return value_boolean(!is_absent(value) && !(value.kind == VALUE_NUMBER && isnan(value.number)));
}

/* null for null, undefined and "". */
static bool is_empty(Value value) { return is_absent(value) || (value.kind == VALUE_STRING && !*value.string); }

static Value call_to_boolean(const Call *call) {
  Value value = argument(call, 0);
  if (is_empty(value)) return value_null();
  bool said_no = value.kind == VALUE_STRING && (strcmp(value.string, "false") == 0 || strcmp(value.string, "0") == 0);
  return value_boolean(!said_no && value_to_boolean(value));
}

static Value call_to_number(const Call *call) {
  Value value = argument(call, 0);
  return is_empty(value) ? value_null() : value_number(value_to_number(value));
}

static Value call_to_string(const Call *call) {
  Value value = argument(call, 0);
  return is_empty(value) ? value_null() : value_string(value_to_string(value, call->at->arena));
}

static Value call_to_date(const Call *call) {
  Value value = argument(call, 0);
  if (is_empty(value)) return value_null();
  if (value.kind == VALUE_DATE || value.kind == VALUE_NUMBER) return value;
  return value_number(date_parse(value_to_string(value, call->at->arena)));
}

#define KIND(name, kinds)                                                                                              \
  { name, call_is_kind, FUNCTION_PURE, NULL, kinds }

const Function functions_type[] = {
    KIND("isArray", 1 << VALUE_ARRAY),
    KIND("isBoolean", 1 << VALUE_BOOLEAN),
    KIND("isDate", 1 << VALUE_DATE),
    KIND("isDefined", ~(1 << VALUE_UNDEFINED)),
    KIND("isNumber", 1 << VALUE_NUMBER),
    KIND("isObject", KINDS_OBJECT),
    KIND("isRegExp", 1 << VALUE_REGEXP),
    KIND("isString", 1 << VALUE_STRING),
    KIND("isTuple", 1 << VALUE_OBJECT),
    {"isValid", call_is_valid, FUNCTION_PURE, NULL, 0},
    {"toBoolean", call_to_boolean, FUNCTION_PURE, NULL, 0},
    {"toDate", call_to_date, FUNCTION_PURE, NULL, 0},
    {"toNumber", call_to_number, FUNCTION_PURE, NULL, 0},
    {"toString", call_to_string, FUNCTION_PURE, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
