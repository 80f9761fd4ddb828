/* expr/vector.c: evaluation of expressions over whole columns, the fast path of expr.c.
 *
 * evaluate.c walks the tree once per row and passes a tagged Value between nodes, because JavaScript decides what an
 * operator means when it sees the operands: "+" adds or joins text. A table of a million rows pays for that a million
 * times. But columns are typed, so for most expressions the kind of every node is known before the first row.
 * vector_kind() finds it, and vector_values() then walks the tree once per block of 512 rows, each operator a loop
 * over doubles that the compiler can vectorise. Both paths must give the same bits; what cannot be is left to
 * evaluate.c by returning VECTOR_NONE.
 *
 *   Kinds. NUMBER, BOOLEAN (0 and 1) and DATE (milliseconds) are all doubles; the kind says what a column of the
 *   result is made of. A column of texts is TEXT, its numbers, where an operator or a function takes the number of a
 *   text (x * 2, x < 2, but not x + 2 nor x < y). Otherwise never vectorised: strings (except `field == "text"`),
 *   arrays, objects, null (except compared with a number, which is constant), and operators that treat a date as an
 *   object: d + 1 is text, d == e compares identity, !d is false. "a && b" and "t ? a : b" need branches of one kind.
 *   Both are always evaluated: expressions have no side effects.
 *
 *   Buffers. A field's values are returned where they are, in the column; everything else is written to `buffer` of
 *   the caller. A node computes one operand into `buffer` and the others into arrays of its own, then overwrites
 *   `buffer` element by element. Each level takes 4 KB of stack (datetime: 28), so trees deeper than DEEPEST take the
 *   slow path. vector_values() assumes that vector_kind() of the same node and Evaluation was not VECTOR_NONE and
 *   does not check.
 *
 * Example: datum.a * 2 + datum.b, columns of 1000 numbers. vector_kind(+): kind(*) = NUMBER, kind(b) = NUMBER, no
 * dates: NUMBER. vector_values(+) is called for rows 0 to 511 and 512 to 999, and each time for *, a, 2 and b: 10
 * calls instead of 5000.
 *   *   a: pointer into the column; 2: 512 times 2 in `buffer`; the product goes to the array `left` of +
 *   +   left, b: pointer into the column; the sum goes to `buffer`: 2, 4, 6 … for a = 0, 1, 2 … and b = 2
 * datetime(2020, 0, 1) - datum.a takes the fast path too, but with + it is text, and vector_values() is never called.
 */
#include "expr/vector.h"
#include <math.h>
#include <string.h>

enum { DEEPEST = 48 }; /* each level has a buffer on the stack */

static VectorKind kind_of_value(Value value) {
  return value.kind == VALUE_NUMBER    ? VECTOR_NUMBER
         : value.kind == VALUE_BOOLEAN ? VECTOR_BOOLEAN
         : value.kind == VALUE_DATE    ? VECTOR_DATE
                                       : VECTOR_NONE;
}

static double number_of_value(Value value) { return value.kind == VALUE_BOOLEAN ? value.boolean : value.number; }

static const Column *text_column(const Node *node, const Evaluation *at) {
  const Column *column = node->kind == NODE_FIELD ? at->columns[node->slot] : NULL;
  return column && column->kind == COLUMN_STRING ? column : NULL;
}

/* For what takes the numbers of texts. */
static VectorKind operand_kind(const Node *node, const Evaluation *at) {
  return text_column(node, at) ? VECTOR_TEXT : vector_kind(node, at);
}

static bool is_literal(const Node *node, ValueKind kind) {
  return node->kind == NODE_LITERAL && node->literal.kind == kind;
}

static bool is_equality(Operator operation) {
  return operation >= OPERATOR_EQUAL && operation <= OPERATOR_NOT_IDENTICAL;
}

/* field === "text" */
static bool is_text_equality(const Node *node, const Evaluation *at) {
  const Node *a = node->children[0], *b = node->children[1];
  return is_equality(node->operation) &&
         ((text_column(a, at) && is_literal(b, VALUE_STRING)) || (text_column(b, at) && is_literal(a, VALUE_STRING)));
}

/* number !== null */
static bool is_null_equality(const Node *node, const Evaluation *at) {
  const Node *a = node->children[0], *b = node->children[1];
  return is_equality(node->operation) && (is_literal(b, VALUE_NULL) || is_literal(b, VALUE_UNDEFINED)) &&
         operand_kind(a, at);
}

static VectorKind kind_of_binary(const Node *node, const Evaluation *at) {
  if (is_text_equality(node, at) || is_null_equality(node, at)) return VECTOR_BOOLEAN;
  VectorKind a = operand_kind(node->children[0], at), b = a ? operand_kind(node->children[1], at) : VECTOR_NONE;
  if (!a || !b) return VECTOR_NONE;
  bool dates = a == VECTOR_DATE || b == VECTOR_DATE, two_texts = a == VECTOR_TEXT && b == VECTOR_TEXT;
  Operator operation = node->operation;
  if (operation == OPERATOR_ADD) return dates || a == VECTOR_TEXT || b == VECTOR_TEXT ? VECTOR_NONE : VECTOR_NUMBER;
  if (operation >= OPERATOR_LESS && operation <= OPERATOR_GREATER_EQUAL)
    return two_texts ? VECTOR_NONE : VECTOR_BOOLEAN;
  if (is_equality(operation)) {
    bool strict = operation == OPERATOR_IDENTICAL || operation == OPERATOR_NOT_IDENTICAL;
    return dates || two_texts || (strict && a != b) ? VECTOR_NONE : VECTOR_BOOLEAN;
  }
  return VECTOR_NUMBER;
}

/* Functions of several numbers, and those that do not map a number to a number. */
typedef enum VectorFunction {
  VECTOR_IS_VALID,
  VECTOR_IS_NAN,
  VECTOR_IS_FINITE,
  VECTOR_POW,
  VECTOR_MIN,
  VECTOR_MAX,
  VECTOR_CLAMP,
  VECTOR_INRANGE,
  VECTOR_TIME,
  VECTOR_TO_NUMBER,
  VECTOR_DATE_PART,
  VECTOR_DATETIME,
  VECTOR_UNKNOWN
} VectorFunction;

static VectorFunction vector_function(const Function *function) {
  static const struct {
    const char *name;
    VectorFunction function;
  } known[] = {{"isValid", VECTOR_IS_VALID},
               {"isNaN", VECTOR_IS_NAN},
               {"isFinite", VECTOR_IS_FINITE},
               {"pow", VECTOR_POW},
               {"min", VECTOR_MIN},
               {"max", VECTOR_MAX},
               {"clamp", VECTOR_CLAMP},
               {"inrange", VECTOR_INRANGE},
               {"time", VECTOR_TIME},
               {"toNumber", VECTOR_TO_NUMBER},
               {"datetime", VECTOR_DATETIME}};
  if (function->flags & FUNCTION_DATE_PART) return VECTOR_DATE_PART;
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i].name, function->name) == 0) return known[i].function;
  return VECTOR_UNKNOWN;
}

/* inrange(value, [low, high]) */
static bool is_plain_range(const Node *node, const Evaluation *at) {
  if (node->count != 2) return false;
  const Node *range = node->children[1];
  if (range->kind == NODE_ARRAY && range->count == 2)
    return vector_kind(range->children[0], at) && vector_kind(range->children[1], at);
  if (!is_literal(range, VALUE_ARRAY) || range->literal.array->count != 2) return false;
  const Value *items = range->literal.array->items;
  return kind_of_value(items[0]) && kind_of_value(items[1]);
}

static VectorKind kind_of_call(const Node *node, const Evaluation *at) {
  VectorFunction function = vector_function(node->function);
  VectorKind first = node->count ? operand_kind(node->children[0], at) : VECTOR_NONE;
  if (!first) return VECTOR_NONE;
  if (node->function->number) return node->count == 1 ? VECTOR_NUMBER : VECTOR_NONE;
  if (function == VECTOR_INRANGE) return is_plain_range(node, at) ? VECTOR_BOOLEAN : VECTOR_NONE;
  for (unsigned i = 1; i < node->count; i++)
    if (!operand_kind(node->children[i], at)) return VECTOR_NONE;
  bool is_number = first == VECTOR_NUMBER || first == VECTOR_TEXT;
  switch (function) {
  case VECTOR_IS_VALID: return node->count == 1 && first != VECTOR_DATE ? VECTOR_BOOLEAN : VECTOR_NONE;
  case VECTOR_IS_NAN:
  case VECTOR_IS_FINITE: return node->count == 1 && is_number ? VECTOR_BOOLEAN : VECTOR_NONE;
  case VECTOR_POW: return node->count == 2 ? VECTOR_NUMBER : VECTOR_NONE;
  case VECTOR_MIN:
  case VECTOR_MAX: return VECTOR_NUMBER;
  case VECTOR_CLAMP: return VECTOR_NUMBER;
  case VECTOR_TO_NUMBER:
    if (first == VECTOR_TEXT && !column_is_plain(text_column(node->children[0], at))) return VECTOR_NONE; /* "": null */
    return node->count == 1 ? VECTOR_NUMBER : VECTOR_NONE;
  case VECTOR_TIME:
  case VECTOR_DATE_PART: return node->count == 1 && first != VECTOR_TEXT ? VECTOR_NUMBER : VECTOR_NONE;
  case VECTOR_DATETIME: return node->count >= 2 && node->count <= 7 ? VECTOR_DATE : VECTOR_NONE;
  default: return VECTOR_NONE;
  }
}

/* Dates are objects and therefore always truthy. */
static VectorKind truth_kind(const Node *node, const Evaluation *at) {
  VectorKind kind = vector_kind(node, at);
  return kind == VECTOR_DATE ? VECTOR_NONE : kind;
}

static VectorKind kind_of_unary(Operator operation, VectorKind kind) {
  if (operation == OPERATOR_NOT) return kind == VECTOR_NUMBER || kind == VECTOR_BOOLEAN ? VECTOR_BOOLEAN : VECTOR_NONE;
  return kind ? VECTOR_NUMBER : VECTOR_NONE;
}

VectorKind vector_kind(const Node *node, const Evaluation *at) {
  if (node->depth > DEEPEST) return VECTOR_NONE;
  switch (node->kind) {
  case NODE_LITERAL: return kind_of_value(node->literal);
  case NODE_NAME: return kind_of_value(at->names[node->slot]);
  case NODE_FIELD: {
    const Column *column = at->columns[node->slot];
    if (!column) return VECTOR_NONE;
    return column->kind == COLUMN_NUMBER ? VECTOR_NUMBER : column->kind == COLUMN_DATE ? VECTOR_DATE : VECTOR_NONE;
  }
  case NODE_UNARY: return kind_of_unary(node->operation, operand_kind(node->children[0], at));
  case NODE_BINARY: return kind_of_binary(node, at);
  case NODE_LOGICAL: {
    VectorKind a = truth_kind(node->children[0], at);
    return a && a == vector_kind(node->children[1], at) ? a : VECTOR_NONE;
  }
  case NODE_CONDITIONAL: {
    if (!truth_kind(node->children[0], at)) return VECTOR_NONE;
    VectorKind a = vector_kind(node->children[1], at);
    return a && a == vector_kind(node->children[2], at) ? a : VECTOR_NONE;
  }
  case NODE_CALL: return kind_of_call(node, at);
  default: return VECTOR_NONE;
  }
}

static const double *fill(double *buffer, size_t count, double value) {
  for (size_t i = 0; i < count; i++) buffer[i] = value;
  return buffer;
}

static bool is_true(double x) { return x != 0 && !isnan(x); }

#define EACH(expression)                                                                                               \
  for (size_t i = 0; i < count; i++) out[i] = (double)(expression);                                                    \
  break

static void operate(Operator operation, const double *a, const double *b, size_t count, double *out) {
  switch (operation) {
  case OPERATOR_ADD: EACH(a[i] + b[i]);
  case OPERATOR_SUBTRACT: EACH(a[i] - b[i]);
  case OPERATOR_MULTIPLY: EACH(a[i] * b[i]);
  case OPERATOR_DIVIDE: EACH(a[i] / b[i]);
  case OPERATOR_REMAINDER: EACH(fmod(a[i], b[i]));
  case OPERATOR_LESS: EACH(a[i] < b[i]);
  case OPERATOR_LESS_EQUAL: EACH(a[i] <= b[i]);
  case OPERATOR_GREATER: EACH(a[i] > b[i]);
  case OPERATOR_GREATER_EQUAL: EACH(a[i] >= b[i]);
  case OPERATOR_EQUAL:
  case OPERATOR_IDENTICAL: EACH(a[i] == b[i]);
  case OPERATOR_NOT_EQUAL:
  case OPERATOR_NOT_IDENTICAL: EACH(a[i] != b[i]);
  case OPERATOR_AND: EACH(is_true(a[i]) ? b[i] : a[i]);
  case OPERATOR_OR: EACH(is_true(a[i]) ? a[i] : b[i]);
  case OPERATOR_NOT: EACH(!is_true(a[i]));
  case OPERATOR_MINUS: EACH(-a[i]);
  case OPERATOR_PLUS: EACH(a[i]);
  case OPERATOR_INVERT: EACH(~number_to_int32(a[i]));
  default: EACH(operate_binary(operation, value_number(a[i]), value_number(b[i]), NULL).number);
  }
}

static const double *equal_texts(const Node *node, VectorRun *run, size_t start, size_t count, double *buffer) {
  const Column *column = text_column(node->children[0], run->at);
  const char *literal = node->children[column ? 1 : 0]->literal.string;
  if (!column) column = text_column(node->children[1], run->at);
  bool equal = node->operation == OPERATOR_EQUAL || node->operation == OPERATOR_IDENTICAL;
  if (column_is_plain(column) && (!*literal || !isfinite(number_from_text(literal))))
    return fill(buffer, count, !equal);
  const ColumnCodes *codes = column_codes(column);
  if (codes) {
    double of_code[G_MAXUINT8 + 1] = {0};
    for (size_t i = 0; i < codes->count; i++) of_code[i] = (strcmp(codes->texts[i], literal) == 0) == equal;
    for (size_t i = 0; i < count; i++) buffer[i] = of_code[codes->of_row[start + i]];
    return buffer;
  }
  const char *const *texts = column_texts(column);
  for (size_t i = 0; i < count; i++) buffer[i] = (strcmp(texts[start + i], literal) == 0) == equal;
  return buffer;
}

static const double *binary_values(const Node *node, VectorRun *run, size_t start, size_t count, double *buffer) {
  double left[VECTOR_BLOCK];
  if (node->kind == NODE_BINARY && is_text_equality(node, run->at)) return equal_texts(node, run, start, count, buffer);
  if (node->kind == NODE_BINARY && is_null_equality(node, run->at))
    return fill(buffer, count, node->operation == OPERATOR_NOT_EQUAL || node->operation == OPERATOR_NOT_IDENTICAL);
  const double *a = vector_values(node->children[0], run, start, count, left);
  const double *b = node->count > 1 ? vector_values(node->children[1], run, start, count, buffer) : a;
  operate(node->operation, a, b, count, buffer);
  return buffer;
}

static const double *conditional_values(const Node *node, VectorRun *run, size_t start, size_t count, double *buffer) {
  double test_buffer[VECTOR_BLOCK], yes_buffer[VECTOR_BLOCK];
  const double *test = vector_values(node->children[0], run, start, count, test_buffer);
  const double *yes = vector_values(node->children[1], run, start, count, yes_buffer);
  const double *no = vector_values(node->children[2], run, start, count, buffer);
  for (size_t i = 0; i < count; i++) buffer[i] = is_true(test[i]) ? yes[i] : no[i];
  return buffer;
}

/* min and max as Math.min and Math.max: NaN wins. */
static void extreme(bool largest, const double *b, size_t count, double *out) {
  for (size_t i = 0; i < count; i++) {
    double x = out[i], y = b[i];
    bool later = largest ? y > x || (y == x && signbit(x)) : y < x || (y == x && signbit(y));
    out[i] = isnan(x) || isnan(y) ? NAN : later ? y : x;
  }
}

static const double *range_values(const Node *node, VectorRun *run, size_t start, size_t count, double *buffer) {
  double low_buffer[VECTOR_BLOCK], high_buffer[VECTOR_BLOCK];
  const Node *range = node->children[1];
  const double *low, *high, *value = vector_values(node->children[0], run, start, count, buffer);
  if (range->kind == NODE_LITERAL) {
    low = fill(low_buffer, count, number_of_value(range->literal.array->items[0]));
    high = fill(high_buffer, count, number_of_value(range->literal.array->items[1]));
  } else {
    low = vector_values(range->children[0], run, start, count, low_buffer);
    high = vector_values(range->children[1], run, start, count, high_buffer);
  }
  for (size_t i = 0; i < count; i++) {
    double a = low[i], b = high[i];
    buffer[i] = a > b ? b <= value[i] && value[i] <= a : a <= value[i] && value[i] <= b;
  }
  return buffer;
}

static const double *datetime_values(const Node *node, VectorRun *run, size_t start, size_t count, double *buffer) {
  double fields[7][VECTOR_BLOCK];
  const double *values[7];
  for (unsigned k = 0; k < node->count; k++) values[k] = vector_values(node->children[k], run, start, count, fields[k]);
  const Clock clock = {false, &run->memory};
  for (size_t i = 0; i < count; i++) {
    double parts[7];
    for (unsigned k = 0; k < node->count; k++) parts[k] = values[k][i];
    buffer[i] = date_from_fields(&clock, parts, node->count);
  }
  return buffer;
}

static const double *call_values(const Node *node, VectorRun *run, size_t start, size_t count, double *out) {
  VectorFunction function = vector_function(node->function);
  if (function == VECTOR_INRANGE) return range_values(node, run, start, count, out);
  if (function == VECTOR_DATETIME) return datetime_values(node, run, start, count, out);
  bool tests = function == VECTOR_IS_VALID || function == VECTOR_IS_NAN || function == VECTOR_IS_FINITE;
  if (tests && text_column(node->children[0], run->at)) return fill(out, count, function == VECTOR_IS_VALID);
  const double *a = vector_values(node->children[0], run, start, count, out);
  double other_buffer[VECTOR_BLOCK];
  switch (function) {
  case VECTOR_IS_VALID: EACH(!isnan(a[i]));
  case VECTOR_IS_NAN: EACH(isnan(a[i]));
  case VECTOR_IS_FINITE: EACH(isfinite(a[i]));
  case VECTOR_TIME: EACH(clip_moment(a[i]));
  case VECTOR_TO_NUMBER: EACH(a[i]);
  case VECTOR_POW: {
    const double *b = vector_values(node->children[1], run, start, count, other_buffer);
    EACH(math_pow(a[i], b[i]));
  }
  case VECTOR_CLAMP: {
    const double *b = vector_values(node->children[2], run, start, count, other_buffer);
    memmove(out, a, count * sizeof *out);
    extreme(false, b, count, out);
    extreme(true, vector_values(node->children[1], run, start, count, other_buffer), count, out);
    break;
  }
  case VECTOR_MIN:
  case VECTOR_MAX:
    memmove(out, a, count * sizeof *out);
    for (unsigned k = 1; k < node->count; k++)
      extreme(function == VECTOR_MAX, vector_values(node->children[k], run, start, count, other_buffer), count, out);
    break;
  case VECTOR_DATE_PART: {
    const Clock clock = {function_is_utc(node->function), &run->memory};
    EACH(date_part(node->function, &clock, a[i]));
  }
  default: EACH(node->function->number(a[i]));
  }
  return out;
}

/* Those of texts are looked up once a run. */
static const double *field_numbers(const Node *node, VectorRun *run) {
  const Column *column = text_column(node, run->at);
  if (!column) return run->at->columns[node->slot]->numbers;
  if (!run->numbers) run->numbers = arena_array(run->at->arena, const double *, run->at->expr->field_count);
  if (!run->numbers[node->slot]) run->numbers[node->slot] = column_numbers(column, run->at->arena);
  return run->numbers[node->slot];
}

const double *vector_values(const Node *node, VectorRun *run, size_t start, size_t count, double *buffer) {
  switch (node->kind) {
  case NODE_LITERAL: return fill(buffer, count, number_of_value(node->literal));
  case NODE_NAME: return fill(buffer, count, number_of_value(run->at->names[node->slot]));
  case NODE_FIELD: return field_numbers(node, run) + start;
  case NODE_CONDITIONAL: return conditional_values(node, run, start, count, buffer);
  case NODE_CALL: return call_values(node, run, start, count, buffer);
  default: return binary_values(node, run, start, count, buffer);
  }
}
