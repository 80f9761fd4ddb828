/* data/value.h: one value, with JavaScript's types and semantics. */
#pragma once
#include "base/arena.h"
#include "json/json.h"
#include <stdbool.h>

typedef enum ValueKind {
  VALUE_UNDEFINED,
  VALUE_NULL,
  VALUE_BOOLEAN,
  VALUE_NUMBER,
  VALUE_DATE, /* number: ms since the epoch, NaN for an invalid date */
  VALUE_STRING,
  VALUE_ARRAY,
  VALUE_OBJECT,
  VALUE_GEOMETRY, /* a GeoJSON geometry, feature or collection in typed form (geo/geometry.h) */
  VALUE_REGEXP
} ValueKind;

typedef struct Value Value;
typedef struct ValueArray ValueArray;
typedef struct ValueObject ValueObject;
typedef struct ValueRegexp ValueRegexp;
struct Geometry;

struct Value {
  ValueKind kind;
  union {
    bool boolean;
    double number;
    const char *string; /* UTF-8, NUL-terminated, immutable */
    const ValueArray *array;
    const ValueObject *object;
    const struct Geometry *geometry;
    const ValueRegexp *regexp;
  };
};

struct ValueArray {
  size_t count;
  const Value *items;
};

typedef struct ValueMember {
  const char *key;
  Value value;
} ValueMember;

struct ValueObject {
  size_t count;
  const ValueMember *members; /* in the order written */
};

struct ValueRegexp {
  GRegex *compiled;
  const char *source, *flags; /* as JavaScript writes them: flags in the order of the alphabet */
};

static inline Value value_undefined(void) { return (Value){.kind = VALUE_UNDEFINED}; }
static inline Value value_null(void) { return (Value){.kind = VALUE_NULL}; }
static inline Value value_boolean(bool b) { return (Value){.kind = VALUE_BOOLEAN, .boolean = b}; }
static inline Value value_number(double n) { return (Value){.kind = VALUE_NUMBER, .number = n}; }
static inline Value value_date(double ms) { return (Value){.kind = VALUE_DATE, .number = ms}; }
static inline Value value_string(const char *s) { return (Value){.kind = VALUE_STRING, .string = s}; }

/* An array or object of these; the arguments are kept, not copied. */
Value value_array(const Value *items, size_t count, Arena *arena);
Value value_object(const ValueMember *members, size_t count, Arena *arena);

/* From JSON; geometry is not recognised here. Lives in `arena`, may share strings with `json`. NULL → undefined. */
Value value_from_json(const Json *json, Arena *arena);
/* To JSON (dates become strings as Date.toJSON, NaN and Infinity null, geometry GeoJSON). */
const Json *value_to_json(Value value, Place place, Arena *arena);

/* JavaScript's conversions and comparisons. */
double value_to_number(Value value); /* Number(x): null → 0, undefined → NaN, "" → 0, date → ms */
bool value_to_boolean(Value value);  /* !!x */
const char *value_to_string(Value value, Arena *arena); /* String(x): null → "null", [1,2] → "1,2" */
bool value_strict_equal(Value a, Value b);              /* ===, dates by value (as Vega compares them) */
bool value_loose_equal(Value a, Value b, Arena *arena); /* == */
/* Vega's ascending order for sorting: null and undefined before NaN before everything else; dates as numbers. <0, 0, >0. */
int value_compare(Value a, Value b);
/* A value without members in the same order, for those that are compared many times: of an array its text, which may be long beyond all
 * proportion and is charged to the budget of `arena`. */
Value value_comparable(Value value, Arena *arena);
/* Is it null, undefined, or NaN (vega's isValid negated: x != null && x === x)? */
bool value_is_invalid(Value value);
/* A hash that agrees with value_strict_equal, for grouping. */
guint value_hash(Value value);
/* Member `key` of an object, item of an array by index text or "length"; undefined when it is missing. */
Value value_member(Value object, const char *key);
/* The shortest text that reads back as the same double, as JavaScript's String(number). `buffer` holds ≥ 32 bytes. */
const char *number_to_text(double number, char *buffer);
/* White space as JavaScript has it (trim() and its grammar); and the text after any that it begins with. */
bool text_is_space(gunichar c);
const char *text_skip_space(const char *text);
/* JavaScript's Number(text): trims, "" → 0, 0x…, Infinity; NaN on anything else. */
double number_from_text(const char *text);
