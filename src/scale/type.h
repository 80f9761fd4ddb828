/* scale/type.h: the properties of a scale type.
 *
 * Each type is one `const ScaleType` in the file that computes it, and one line in scale/types.c. All other code asks
 * for its properties and never compares its name, so that a new type is one file and one line. Rules that choose a type
 * ("a nominal field on x has a band scale") name the description they choose. A pointer to a type may be NULL where
 * there is no scale; the functions below accept that.
 *
 * Everything that is left out of an initializer is false, zero or NULL, and means "no", or what its comment says.
 */
#pragma once
#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>

struct Curve;
struct Scale;
struct ScaleFamily;
struct ScaleSpec;

/* What is mapped, and whether by steps. */
typedef enum ScaleKind {
  SCALE_NUMERIC,  /* numbers, without steps */
  SCALE_TEMPORAL, /* moments, without steps */
  SCALE_STEPPED,  /* numbers, cut at thresholds, to the items of the range */
  SCALE_BINNED,   /* bins to the items of the range */
  SCALE_NAMED,    /* values to the items of the range */
  SCALE_PLACED    /* values to positions */
} ScaleKind;

/* When colours run through one ramp, as d3's sequential and diverging scales do. */
typedef enum ScaleRamp {
  RAMP_BY_DOMAIN, /* domains of two and three values; longer ones are piecewise */
  RAMP_ALWAYS,
  RAMP_DIVERGING, /* always, from the middle of a domain of three values */
  RAMP_NEVER
} ScaleRamp;

/* How axes and legends write its values without a format of their own (vega-scale's tickFormat). */
typedef enum ScaleLabels {
  LABELS_PLAIN, /* as text */
  LABELS_SPAN,  /* numbers with the digits that tell evenly spaced ticks apart */
  LABELS_FLOAT, /* numbers each with the digits it needs itself */
  LABELS_TIME
} ScaleLabels;

typedef struct ScaleType {
  const char *name; /* as in the spec: "linear", "bin-ordinal" … */
  ScaleKind kind;
  const struct ScaleFamily *family; /* how it maps (scale/family.h) */

  /* Domain. */
  const double *default_domain; /* two numbers; NULL: 0 and 1 */
  bool zero;                    /* includes zero unless told otherwise */
  bool utc;                     /* moments are read in UTC, not in local time */
  bool domain_is_sample;        /* made from all values of the data, not from their extent */
  bool domain_is_bins;          /* its domain and its bins are the same list */
  bool domain_is_thresholds;    /* the thresholds themselves are the domain */
  /* A number that it cannot map, such as zero on a log scale, and how a warning describes such numbers ("zero or less").
   * NULL: it maps every number. */
  bool (*excludes)(double x);
  const char *excluded;

  /* Mapping, for kinds without steps. */
  struct Curve (*curve)(const struct ScaleSpec *spec, double first); /* first: of the domain; NULL: straight */
  const char *parameter; /* the property that shapes its curve; NULL: none */
  ScaleRamp ramp;

  /* Range. */
  bool banded;       /* its positions have a width; else a position is a point between gaps */
  bool unit_range;   /* maps to 0 and 1 without a range, as kinds without steps always do */
  bool whole_scheme; /* keeps all colours of a categorical scheme, in turn */
  /* How many colours of a scheme it shows; `asked` is 0 without a request. NULL: as many as the domain was given with. */
  double (*scheme_steps)(double asked, double cardinality);

  /* Ticks and labels. */
  /* Widens low … high to round numbers, for about `count` ticks. NULL: "nice" has no effect. Temporal scales have a
   * calendar instead. */
  void (*nice)(const struct Scale *scale, double count, double *low, double *high);
  /* About `count` ticks from low to high, ascending. NULL: those of its family. */
  const double *(*ticks)(const struct Scale *scale, double low, double high, double count, size_t *tick_count,
                         Arena *arena);
  /* Whether one of `tick_count` ticks has a label where about `count` are wanted. NULL: all have. */
  bool (*labels_tick)(const struct Scale *scale, double count, size_t tick_count, double tick);
  ScaleLabels labels;
  /* The difference that labels in legends must show (vega-scale's thresholdFormat). NULL: they are as on axes. */
  double (*label_span)(const struct Scale *scale);
} ScaleType;

/* All types, ended by NULL. */
extern const ScaleType *const scale_types[];
/* The types that rules refer to. */
extern const ScaleType scale_linear, scale_log, scale_symlog, scale_identity, scale_time, scale_utc, scale_sequential,
    scale_diverging, scale_quantile, scale_quantize, scale_threshold, scale_bin_ordinal, scale_ordinal, scale_point,
    scale_band;

/* By name; NULL when unknown. */
const ScaleType *scale_type_find(const char *name);
/* All names, ended by NULL. */
const char *const *scale_type_names(Arena *arena);

static inline bool scale_type_is_temporal(const ScaleType *type) { return type && type->kind == SCALE_TEMPORAL; }
/* linear … utc, sequential: maps without steps. */
static inline bool scale_type_is_continuous(const ScaleType *type) {
  return type && (type->kind == SCALE_NUMERIC || type->kind == SCALE_TEMPORAL);
}
/* quantile, quantize, threshold. */
static inline bool scale_type_is_stepped(const ScaleType *type) { return type && type->kind == SCALE_STEPPED; }
/* quantile, quantize, threshold, bin-ordinal. */
static inline bool scale_type_is_discretizing(const ScaleType *type) {
  return type && (type->kind == SCALE_STEPPED || type->kind == SCALE_BINNED);
}
/* ordinal: values take the items of the range in turn. */
static inline bool scale_type_is_named(const ScaleType *type) { return type && type->kind == SCALE_NAMED; }
/* point and band. */
static inline bool scale_type_is_placed(const ScaleType *type) { return type && type->kind == SCALE_PLACED; }
/* band. */
static inline bool scale_type_is_banded(const ScaleType *type) { return type && type->banded; }
/* A list of values: ordinal, bin-ordinal, point, band. */
static inline bool scale_type_is_discrete_domain(const ScaleType *type) {
  return type && (type->kind == SCALE_BINNED || type->kind == SCALE_NAMED || type->kind == SCALE_PLACED);
}
/* An extent of numbers or moments, with or without steps. */
static inline bool scale_type_has_continuous_domain(const ScaleType *type) {
  return type && !scale_type_is_discrete_domain(type);
}
/* Whether zero can be in a domain and means something there. */
static inline bool scale_type_maps_zero(const ScaleType *type) {
  return type && type->kind != SCALE_TEMPORAL && !(type->excludes && type->excludes(0));
}
