/* vegalite/grammar/scale_rules.h: what Vega-Lite's rules know of a type of scale, in addition to its meaning in Vega
 * (scale/type.h).
 *
 * A type has the rules of its kind, unless it has a row of its own in scale_rules.c: a new type in the engine needs one
 * only where Vega-Lite treats it in another way.
 */
#pragma once
#include "scale/type.h"

/* Groups of properties that a type may take (scaleTypeSupportProperty in Vega-Lite's scale.ts). */
enum {
  SCALE_TAKES_SCHEME = 1,   /* scheme, interpolate */
  SCALE_TAKES_BINS = 2,     /* bins */
  SCALE_TAKES_BOUNDS = 4,   /* domainMin, domainMax, domainMid, domainRaw, clamp */
  SCALE_TAKES_NICE = 8,     /* nice */
  SCALE_TAKES_ZERO = 16,    /* zero */
  SCALE_TAKES_PADDING = 32, /* padding, round, rangeMin, rangeMax */
  SCALE_TAKES_ENDS = 64,    /* paddingOuter, align */
  SCALE_TAKES_GAPS = 128,   /* paddingInner */
  /* "Continuous to continuous" scales take all of these. */
  SCALE_TAKES_SMOOTH =
      SCALE_TAKES_SCHEME | SCALE_TAKES_BINS | SCALE_TAKES_BOUNDS | SCALE_TAKES_NICE | SCALE_TAKES_PADDING
};

typedef struct ScaleRules {
  unsigned takes;             /* SCALE_TAKES_… */
  int precedence;             /* of two types that agree, the higher is shared (SCALE_PRECEDENCE_INDEX) */
  bool greedy_labels;         /* labels are dense at one end: they overlap "greedy" on axes and in legends */
  bool own_tick_count;        /* the length of an axis does not set its number of ticks */
  bool vega_only;             /* a type that Vega-Lite does not have: implies nothing about the type of a field */
  const char *axis_config[2]; /* config.axisXDiscrete, config.axisXBand …: the suffixes, farthest first */
  const char *count_key;      /* of config.scale: into how many sizes it cuts a range */
} ScaleRules;

/* `type` may be NULL: then nothing holds. */
const ScaleRules *scale_rules(const ScaleType *type);

/* Of the continuous types, those that Vega-Lite maps continuously to numbers: linear … utc. */
static inline bool scale_type_is_smooth(const ScaleType *type) { return scale_rules(type)->takes & SCALE_TAKES_BOUNDS; }
