/* scale/power.c: pow and sqrt: differences near zero are spread (exponent below 1) or crowded. Values below zero are mirrored. */
#include "scale/family.h"

static double bend_power(double x, double exponent) { return x < 0 ? -pow(-x, exponent) : pow(x, exponent); }
static double unbend_power(double x, double exponent) { return x < 0 ? -pow(-x, 1 / exponent) : pow(x, 1 / exponent); }

static double bend_root(double x, double unused) {
  (void)unused;
  return x < 0 ? -sqrt(-x) : sqrt(x);
}

static double unbend_root(double x, double unused) {
  (void)unused;
  return x < 0 ? -x * x : x * x;
}

static Curve root_curve(const ScaleSpec *spec, double first) {
  (void)spec;
  (void)first;
  return (Curve){bend_root, unbend_root, .5};
}

static Curve power_curve(const ScaleSpec *spec, double first) {
  if (spec->exponent == 0 || spec->exponent == 1) return (Curve){NULL, NULL, 0};
  if (spec->exponent == .5) return root_curve(spec, first);
  return (Curve){bend_power, unbend_power, spec->exponent};
}

const ScaleType scale_pow = {
    .name = "pow",
    .kind = SCALE_NUMERIC,
    .family = &scale_family_continuous,
    .zero = true,
    .curve = power_curve,
    .parameter = "exponent",
    .nice = nice_steps,
    .labels = LABELS_SPAN,
};

const ScaleType scale_sqrt = {
    .name = "sqrt",
    .kind = SCALE_NUMERIC,
    .family = &scale_family_continuous,
    .zero = true,
    .curve = root_curve,
    .nice = nice_steps,
    .labels = LABELS_SPAN,
};
