/* scale/symlog.c: a logarithm far from zero, and straight near it, so that both signs and zero have a place. */
#include "scale/family.h"

static double bend_symlog(double x, double constant) { return copysign(log1p(fabs(x / constant)), x); }
static double unbend_symlog(double x, double constant) { return copysign(expm1(fabs(x)), x) * constant; }

static Curve symlog_curve(const ScaleSpec *spec, double first) {
  (void)first;
  return (Curve){bend_symlog, unbend_symlog, spec->constant != 0 ? spec->constant : 1};
}

const ScaleType scale_symlog = {
    .name = "symlog",
    .kind = SCALE_NUMERIC,
    .family = &scale_family_continuous,
    .curve = symlog_curve,
    .parameter = "constant",
    .nice = nice_steps,
    .labels = LABELS_SPAN,
};
