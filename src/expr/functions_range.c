/* expr/functions_range.c: ranges of scales: bands, panning and zooming of domains, after vega-scale and vega-util. */
#include "expr/function.h"

typedef enum Lift { LIFT_LINEAR, LIFT_LOG, LIFT_POW, LIFT_SYMLOG } Lift;

typedef struct Lifting {
  Lift kind;
  double parameter; /* sign, exponent or constant */
} Lifting;

static double sign_of(double x) { return (x > 0) - (x < 0); }
static double signed_pow(double x, double exponent) { return x < 0 ? -pow(-x, exponent) : pow(x, exponent); }

static double lift(Lifting by, double x) {
  switch (by.kind) {
  case LIFT_LOG: return log(by.parameter * x);
  case LIFT_POW: return signed_pow(x, by.parameter);
  case LIFT_SYMLOG: return sign_of(x) * log1p(fabs(x / by.parameter));
  default: return x;
  }
}

static double ground(Lifting by, double x) {
  switch (by.kind) {
  case LIFT_LOG: return by.parameter * exp(x);
  case LIFT_POW: return signed_pow(x, 1 / by.parameter);
  case LIFT_SYMLOG: return sign_of(x) * expm1(fabs(x)) * by.parameter;
  default: return x;
  }
}

/* The domain's ends; false when it is not an array of numbers. */
static bool domain_ends(const Call *call, double *first, double *last) {
  Value domain = argument(call, 0);
  if (domain.kind != VALUE_ARRAY || domain.array->count == 0) return false;
  *first = value_to_number(domain.array->items[0]);
  *last = value_to_number(domain.array->items[domain.array->count - 1]);
  return true;
}

static Lifting lifting(const Call *call, double first, size_t parameter) {
  Lift kind = (Lift)call->function->tag;
  return (Lifting){kind, kind == LIFT_LOG ? sign_of(first) : argument_number(call, parameter)};
}

static Value pair(const Call *call, double a, double b) {
  Value *items = arena_array(call->at->arena, Value, 2);
  items[0] = value_number(a), items[1] = value_number(b);
  return value_array(items, 2, call->at->arena);
}

static Value call_pan(const Call *call) {
  double first, last;
  if (!domain_ends(call, &first, &last)) return value_undefined();
  Lifting by = lifting(call, first, 2);
  double a = lift(by, first), b = lift(by, last), shift = (b - a) * argument_number(call, 1);
  return pair(call, ground(by, a - shift), ground(by, b - shift));
}

static Value call_zoom(const Call *call) {
  double first, last;
  if (!domain_ends(call, &first, &last)) return value_undefined();
  Lifting by = lifting(call, first, 3);
  double a = lift(by, first), b = lift(by, last), factor = argument_number(call, 2);
  double anchor = is_absent(argument(call, 1)) ? (a + b) / 2 : lift(by, argument_number(call, 1));
  return pair(call, ground(by, anchor + (a - anchor) * factor), ground(by, anchor + (b - anchor) * factor));
}

static double number_or_zero(const Call *call, size_t i) {
  double number = argument_number(call, i);
  return isnan(number) ? 0 : number;
}

static Value call_bandspace(const Call *call) {
  double count = number_or_zero(call, 0), space = count - number_or_zero(call, 1) + number_or_zero(call, 2) * 2;
  return value_number(count == 0 ? 0 : space > 0 ? space : 1);
}

/* There is no window, as in Vega without a browser. */
static Value call_no_size(const Call *call) {
  return value_array(arena_array(call->at->arena, Value, 2), 2, call->at->arena);
}
static Value call_no_screen(const Call *call) { return value_object(NULL, 0, call->at->arena); }

const Function functions_range[] = {
    {"bandspace", call_bandspace, FUNCTION_PURE, NULL, 0},
    {"panLinear", call_pan, FUNCTION_PURE, NULL, LIFT_LINEAR},
    {"panLog", call_pan, FUNCTION_PURE, NULL, LIFT_LOG},
    {"panPow", call_pan, FUNCTION_PURE, NULL, LIFT_POW},
    {"panSymlog", call_pan, FUNCTION_PURE, NULL, LIFT_SYMLOG},
    {"zoomLinear", call_zoom, FUNCTION_PURE, NULL, LIFT_LINEAR},
    {"zoomLog", call_zoom, FUNCTION_PURE, NULL, LIFT_LOG},
    {"zoomPow", call_zoom, FUNCTION_PURE, NULL, LIFT_POW},
    {"zoomSymlog", call_zoom, FUNCTION_PURE, NULL, LIFT_SYMLOG},
    {"containerSize", call_no_size, FUNCTION_PURE, NULL, 0},
    {"screen", call_no_screen, FUNCTION_PURE, NULL, 0},
    {"windowSize", call_no_size, FUNCTION_PURE, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
