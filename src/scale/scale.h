/* scale/scale.h: maps data to visual values.
 *
 * A scale has a domain (data) and a range (px, colours, px², names …). It maps whole columns, not values: the loop is
 * inside. Scales are immutable once made and live in the chart's arena. Options are documented in Vega's scale
 * reference (https://vega.github.io/vega/docs/scales/).
 */
#pragma once
#include "color/color.h"
#include "data/table.h"
#include "scale/type.h"
#include "json/chain.h"

typedef enum RangeKind { RANGE_NUMBERS, RANGE_COLORS, RANGE_STRINGS, RANGE_NUMBER_ARRAYS } RangeKind;

/* What a scale is made from. Everything is copied or kept in the arena. */
typedef struct ScaleSpec {
  const ScaleType *type; /* NULL: linear */
  const Value *domain;   /* numbers or dates: 2 or more; discrete: the values in order; quantile: the sample */
  size_t domain_count;
  RangeKind range_kind;
  const double *range_numbers;       /* RANGE_NUMBERS */
  const Rgba *range_colors;          /* RANGE_COLORS */
  const char *const *range_strings;  /* RANGE_STRINGS (shapes, any names) */
  const double *const *range_arrays; /* RANGE_NUMBER_ARRAYS (dashes), each ended by NaN */
  size_t range_count;
  const char *scheme;        /* a named colour scheme instead of a range; NULL for none */
  const Json *scheme_extent; /* [a, b] or NULL */
  double scheme_count;       /* 0: not given */
  const char *interpolate;   /* "rgb", "hcl", "hsl-long", "cubehelix" …; NULL: Vega's default */
  double interpolate_gamma;  /* NaN: not given */
  bool has_nice;
  const Json *nice; /* true, a count, an interval name, or {"interval", "step"}; NULL: not nice */
  bool zero, clamp, reverse, round;
  double exponent, base, constant;           /* pow, log, symlog; 0: Vega's default (1, 10, 1) */
  double domain_min, domain_max, domain_mid; /* NaN: not given */
  bool has_domain_min, has_domain_max, has_domain_mid;
  double padding;                             /* continuous: px the domain is widened by, before nice; NaN: none */
  double padding_inner, padding_outer, align; /* band and point; align default .5 */
  const Json *bins;                           /* [b0, b1, …] or {"start","stop","step"}; NULL for none */
  bool domain_raw; /* the domain is taken as it is: no zero, domainMin/Max/Mid, padding or nice (Vega's domainRaw) */
  const Rgba *scheme_colors; /* a scheme given as its colours; `scheme` is then NULL */
  size_t scheme_color_count;
} ScaleSpec;

/* A ScaleSpec with every field at Vega's default for `type`. */
ScaleSpec scale_spec(const ScaleType *type);

typedef struct Scale Scale;
/* Makes the scale: zero, domainMin/Max/Mid, padding, nice, range, in Vega's order (vega-encode's Scale). */
const Scale *scale_create(const ScaleSpec *spec, Arena *arena);

const ScaleType *scale_type(const Scale *scale);
/* The finished domain (after zero and nice). */
const Value *scale_domain(const Scale *scale, size_t *count);
double scale_domain_min(const Scale *scale); /* first and last of a continuous domain, as numbers */
double scale_domain_max(const Scale *scale);
/* The finished range of numbers; for band and point the two ends; NULL for other kinds of range. */
const double *scale_range(const Scale *scale, size_t *count);
RangeKind scale_range_kind(const Scale *scale);

/* Where each value falls. Null, NaN and unknown discrete values give NaN. Results have in->length items and live in `arena`. */
const double *scale_map_numbers(const Scale *scale, const Column *in, Arena *arena);
const Rgba *scale_map_colors(const Scale *scale, const Column *in, Arena *arena); /* unknown: alpha < 0 */
/* The same for a scale that gives one of a few colours: those, and of each value which of them; NULL for other scales. */
const guint32 *scale_map_color_slots(const Scale *scale, const Column *in, const Rgba **colors, size_t *count,
                                     Arena *arena);
const char *const *scale_map_strings(const Scale *scale, const Column *in, Arena *arena);  /* unknown: NULL */
const double *const *scale_map_arrays(const Scale *scale, const Column *in, Arena *arena); /* unknown: NULL */
/* One value. */
double scale_map_number(const Scale *scale, Value value);
Rgba scale_map_color(const Scale *scale, Value value);
const char *scale_map_string(const Scale *scale, Value value);
const double *scale_map_array(const Scale *scale, Value value);
/* As an expression's scale(…) gives it: a number, a colour text, a string. */
Value scale_map_value(const Scale *scale, Value value, Arena *arena);
/* The data value at a place in the range; undefined for scales that cannot. */
Value scale_invert(const Scale *scale, double at);

double scale_bandwidth(const Scale *scale); /* px; 0 for scales without bands */
/* Vega's bandspace(count, paddingInner, paddingOuter): bands a discrete range of steps must hold. */
double scale_band_space(size_t count, double padding_inner, double padding_outer);

/* Tick values as Vega's axes and legends choose them (vega-scale ticks.js): `count` a number (or NaN for none given),
 * `interval` an interval name or {"interval","step"} for time scales (else NULL), `min_step` 0 for none. Discrete scales
 * give their domain, discretizing ones their thresholds. */
const Value *scale_ticks(const Scale *scale, double count, const Json *interval, double min_step, size_t *tick_count,
                         Arena *arena);
/* What a legend labels when no values are asked for (vega-scale labelValues): as scale_ticks, but the lower ends of bins,
 * thresholds after a leading -Infinity, and of a log scale only the ticks that deserve a label. */
const Value *scale_legend_values(const Scale *scale, double count, const Json *interval, double min_step,
                                 size_t *value_count, Arena *arena);
/* Of the values an author asks for, those inside the range, in the range's order (vega-scale validTicks; `count` as in
 * scale_ticks: a number thins them out). */
const Value *scale_valid_ticks(const Scale *scale, const Value *values, size_t value_count, double count,
                               size_t *tick_count, Arena *arena);
/* The count after applying bins and the minimum step (vega-scale tickCount); NaN stays NaN. */
double scale_tick_count(const Scale *scale, double count, double min_step);
/* Whether this tick has a label: false for ticks of a log scale that would crowd it (vega-scale tickLog). */
bool scale_tick_is_labelled(const Scale *scale, double count, Value tick);
/* Where a threshold is along a discrete gradient legend, 0 … 1 (vega-scale labelFraction). */
double scale_label_fraction(const Scale *scale, Value value);
/* The bins the scale was made with, as tick values; NULL without bins. */
const Value *scale_bins(const Scale *scale, size_t *count);

/* Does it run continuously through colours, numbers or moments (not in steps, not by name)? */
bool scale_is_interpolating(const Scale *scale);
/* The colours of a colour range: of an ordinal or discretizing scale its steps, of a continuous one its stops; NULL for others. */
const Rgba *scale_range_colors(const Scale *scale, size_t *count);

/* The scale's colours at its ticks and ends, for gradient legends (Vega's gradient(); `count` 0: about 15). */
typedef struct ScaleStop {
  double fraction;
  Rgba color;
} ScaleStop;
const ScaleStop *scale_gradient(const Scale *scale, size_t count, size_t *stop_count, Arena *arena);
/* The position of a domain value between the domain's ends, 0 … 1, through the scale's own transform (vega-scale
 * scaleFraction). */
double scale_fraction(const Scale *scale, Value value);
