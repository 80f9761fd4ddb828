/* scale/identity.c: numbers as they are. */
#include "scale/family.h"

static void identity_numbers(const Scale *scale, const double *in, size_t count, double *out) {
  (void)scale;
  for (size_t i = 0; i < count; i++) out[i] = in[i];
}

static Value identity_invert(const Scale *scale, double at) {
  (void)scale;
  return value_number(at);
}

static const ScaleFamily family = {
    .read_domain = continuous_read_domain,
    .finish = continuous_finish,
    .numbers = identity_numbers,
    .colors = continuous_colors,
    .invert = identity_invert,
    .ticks = continuous_ticks,
};

const ScaleType scale_identity = {
    .name = "identity",
    .kind = SCALE_NUMERIC,
    .family = &family,
    .ramp = RAMP_NEVER,
    .labels = LABELS_SPAN,
};
