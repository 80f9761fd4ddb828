/* scale/ordinal.c: values by name to items of a range, in turn (d3-scale's ordinal, with unknown values left out). */
#include "scale/family.h"

static void ordinal_read_domain(Scale *scale) {
  scale->index = value_index_create(scale->spec.domain, scale->spec.domain_count, &scale->domain, &scale->domain_count,
                                    scale->arena);
}

static void ordinal_finish(Scale *scale) { (void)scale; }

static void ordinal_slots(const Scale *scale, const Column *in, guint32 *out) {
  value_index_find_column(scale->index, in, out);
  guint32 n = (guint32)scale->range_count;
  for (size_t i = 0; i < in->length; i++) out[i] = out[i] == INDEX_NONE || n == 0 ? SLOT_NONE : out[i] % n;
}

static Value ordinal_invert(const Scale *scale, double at) {
  (void)scale;
  (void)at;
  return value_undefined();
}

static const Value *ordinal_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena) {
  (void)request;
  (void)arena;
  *count = scale->domain_count;
  return scale->domain;
}

static double scheme_steps(double asked, double cardinality) {
  return asked > 0 ? asked : cardinality > 0 ? cardinality : SCHEME_STEPS;
}

static const ScaleFamily family = {
    .read_domain = ordinal_read_domain,
    .finish = ordinal_finish,
    .slots = ordinal_slots,
    .invert = ordinal_invert,
    .ticks = ordinal_ticks,
};

const ScaleType scale_ordinal = {
    .name = "ordinal",
    .kind = SCALE_NAMED,
    .family = &family,
    .whole_scheme = true,
    .scheme_steps = scheme_steps,
};
