/* expr/functions_math.c: JavaScript's Math. */
#include "base/round.h"
#include "expr/function.h"

static Value call_number(const Call *call) { return value_number(call->function->number(argument_number(call, 0))); }

double math_pow(double base, double exponent) {
  if (isnan(exponent) || (fabs(base) == 1 && isinf(exponent))) return NAN;
  return pow(base, exponent);
}

/* Ties upwards, and a zero keeps its sign. */
static double math_round(double x) { return isfinite(x) ? copysign(round_half_up(x), x) : x; }

static Value call_atan2(const Call *call) {
  return value_number(atan2(argument_number(call, 0), argument_number(call, 1)));
}
static Value call_pow(const Call *call) {
  return value_number(math_pow(argument_number(call, 0), argument_number(call, 1)));
}

static double larger(double a, double b) {
  return isnan(a) || isnan(b) ? NAN : a > b || (a == b && signbit(b)) ? a : b;
}
static double smaller(double a, double b) {
  return isnan(a) || isnan(b) ? NAN : a < b || (a == b && signbit(a)) ? a : b;
}

static Value call_max(const Call *call) {
  double result = -INFINITY;
  for (size_t i = 0; i < call->count; i++) result = larger(result, argument_number(call, i));
  return value_number(result);
}

static Value call_min(const Call *call) {
  double result = INFINITY;
  for (size_t i = 0; i < call->count; i++) result = smaller(result, argument_number(call, i));
  return value_number(result);
}

static Value call_clamp(const Call *call) {
  return value_number(larger(argument_number(call, 1), smaller(argument_number(call, 2), argument_number(call, 0))));
}

static Value call_hypot(const Call *call) {
  double result = 0;
  for (size_t i = 0; i < call->count; i++) result = hypot(result, argument_number(call, i));
  return value_number(result);
}

/* Number.isNaN and Number.isFinite: true of numbers only. */
static Value call_is_nan(const Call *call) {
  Value value = argument(call, 0);
  return value_boolean(value.kind == VALUE_NUMBER && isnan(value.number));
}
static Value call_is_finite(const Call *call) {
  Value value = argument(call, 0);
  return value_boolean(value.kind == VALUE_NUMBER && isfinite(value.number));
}

static Value call_random(const Call *call) {
  const ExprScope *scope = call->at->scope;
  while (scope && !scope->random_state) scope = scope->parent;
  if (scope) return value_number(expr_random(scope->random_state));
  evaluation_error(call->at, "E359", "%s() cannot be used here", call->function->name);
  return value_number(NAN);
}

#define NUMBER(name, function)                                                                                         \
  { name, call_number, FUNCTION_PURE, function, 0 }

const Function functions_math[] = {
    NUMBER("abs", fabs),
    NUMBER("acos", acos),
    NUMBER("asin", asin),
    NUMBER("atan", atan),
    NUMBER("ceil", ceil),
    NUMBER("cos", cos),
    NUMBER("exp", exp),
    NUMBER("floor", floor),
    NUMBER("log", log),
    NUMBER("round", math_round),
    NUMBER("sin", sin),
    NUMBER("sqrt", sqrt),
    NUMBER("tan", tan),
    {"atan2", call_atan2, FUNCTION_PURE, NULL, 0},
    {"clamp", call_clamp, FUNCTION_PURE, NULL, 0},
    {"hypot", call_hypot, FUNCTION_PURE, NULL, 0},
    {"isFinite", call_is_finite, FUNCTION_PURE, NULL, 0},
    {"isNaN", call_is_nan, FUNCTION_PURE, NULL, 0},
    {"max", call_max, FUNCTION_PURE, NULL, 0},
    {"min", call_min, FUNCTION_PURE, NULL, 0},
    {"pow", call_pow, FUNCTION_PURE, NULL, 0},
    {"random", call_random, 0, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
