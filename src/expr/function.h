/* expr/function.h: the functions of the language (private to this room). */
#pragma once
#include "expr/node.h"
#include "format/format.h"
#include "time/clock.h"
#include <math.h>

/* The values of a part of the expression at some rows (expr/parts.h). */
typedef struct PartValues {
  ValueKind kind; /* VALUE_NUMBER, VALUE_BOOLEAN (0 and 1) or VALUE_DATE */
  size_t start;   /* the first row */
  const double *values;
} PartValues;

/* One evaluation: the values that are the same for every row, and the row. */
typedef struct Evaluation {
  const Expr *expr;
  const ExprScope *scope;
  Arena *arena;
  const Table *table;           /* NULL: `datum` instead */
  const Column *const *columns; /* one a field of the expression */
  const Value *names;           /* one a name of the expression */
  size_t row;
  const PartValues *parts; /* by slot of a NODE_PART */
  Value datum;
  Messages *messages; /* may be NULL */
  Place place;
} Evaluation;

typedef struct Call {
  Evaluation *at;
  const Function *function;
  const Value *arguments;
  size_t count;
} Call;

typedef enum FunctionFlag {
  FUNCTION_PURE = 1,      /* the same arguments give the same result: folded when they are literals */
  FUNCTION_HOST = 2,      /* the scope's host has it */
  FUNCTION_DATE_PART = 4, /* date_part() computes it */
} FunctionFlag;

struct Function {
  const char *name;
  Value (*call)(const Call *call); /* NULL for a FUNCTION_HOST */
  unsigned flags;
  double (*number)(double); /* for functions of one number: the function itself, for whole columns */
  int tag;                  /* distinguishes functions that share code */
};

/* NULL when there is none. */
const Function *function_find(const char *name);
const char *const *function_names(Arena *arena);

/* Argument `i`, undefined when it was not given; as number, NAN then. */
static inline Value argument(const Call *call, size_t i) {
  return i < call->count ? call->arguments[i] : value_undefined();
}
static inline double argument_number(const Call *call, size_t i) {
  return i < call->count ? value_to_number(call->arguments[i]) : NAN;
}
static inline bool is_absent(Value value) { return value.kind == VALUE_UNDEFINED || value.kind == VALUE_NULL; }
/* String(argument). */
const char *argument_string(const Call *call, size_t i);
const Locale *evaluation_locale(const Evaluation *at);

/* A message about the expression, once. */
void evaluation_error(const Evaluation *at, const char *code, const char *format, ...) G_GNUC_PRINTF(3, 4);

Value node_evaluate(const Node *node, Evaluation *at);

/* Limits the length of strings: a few nested replace() could fill all memory. JavaScript throws; here the result is
 * undefined. */
enum { LONGEST_TEXT = 1 << 26 };

/* JavaScript's operators on values. */
Value operate_unary(Operator operation, Value value);
Value operate_binary(Operator operation, Value left, Value right, Arena *arena);
bool value_less(Value a, Value b, bool or_equal, Arena *arena); /* < and <=; false where they cannot be compared */
gint32 number_to_int32(double number);

/* Math.pow, which differs from C's for a base of one. */
double math_pow(double base, double exponent);
/* A FUNCTION_DATE_PART of a moment: its year, hours …; whether it uses UTC. */
double date_part(const Function *function, const Clock *clock, double ms);
bool function_is_utc(const Function *function);
/* new Date(year, month …): 2 to 7 fields. Years 0 to 99 are of the 20th century. */
double date_from_fields(const Clock *clock, const double *fields, size_t count);

/* A JavaScript pattern, which the arena keeps; NULL when it is malformed. */
const ValueRegexp *regexp_create(const char *pattern, const char *flags, Arena *arena);
bool regexp_is_global(const ValueRegexp *regexp);

/* The functions, in the sections of the language's reference. Each table ends with a NULL name. */
extern const Function functions_math[], functions_type[], functions_string[], functions_regexp[], functions_sequence[],
    functions_date[], functions_format[], functions_statistics[], functions_color[], functions_ease[],
    functions_range[], functions_host[];
