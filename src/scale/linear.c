/* scale/linear.c: linear, and Vega's names for linear scales whose colours always run through one ramp. */
#include "scale/family.h"

const ScaleType scale_linear = {
    .name = "linear",
    .kind = SCALE_NUMERIC,
    .family = &scale_family_continuous,
    .zero = true,
    .nice = nice_steps,
    .labels = LABELS_SPAN,
};

const ScaleType scale_sequential = {
    .name = "sequential",
    .kind = SCALE_NUMERIC,
    .family = &scale_family_continuous,
    .ramp = RAMP_ALWAYS,
    .nice = nice_steps,
    .labels = LABELS_SPAN,
};

const ScaleType scale_diverging = {
    .name = "diverging",
    .kind = SCALE_NUMERIC,
    .family = &scale_family_continuous,
    .ramp = RAMP_DIVERGING,
    .nice = nice_steps,
    .labels = LABELS_SPAN,
};
