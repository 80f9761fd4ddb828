/* scale/family.h: the parts of a family of scale types (private to scale/).
 *
 * Types come in families: continuous, temporal, band, ordinal, and one for each that cuts its domain. A family defines
 * how the domain is read, how values become positions or numbered slots of the range, and where ticks go; its types
 * differ in the fields of ScaleType. scale.c and map.c do what all have in common.
 */
#pragma once
#include "base/round.h"
#include "color/interpolate.h"
#include "scale/index.h"
#include "scale/scale.h"
#include <math.h>

enum {
  SLOT_NONE = G_MAXUINT32,
  SCHEME_STEPS = 5 /* number of colours of a scheme if none is given */
};

/* How a continuous domain bends before it is divided evenly. */
typedef struct Curve {
  double (*bend)(double x, double parameter); /* NULL: straight */
  double (*unbend)(double x, double parameter);
  double parameter;
} Curve;

static inline double curve_bend(Curve curve, double x) { return curve.bend ? curve.bend(x, curve.parameter) : x; }
static inline double curve_unbend(Curve curve, double x) { return curve.unbend ? curve.unbend(x, curve.parameter) : x; }

/* As ScaleRamp and the domain have it. */
typedef enum ScaleMode { MODE_PIECEWISE, MODE_SEQUENTIAL, MODE_DIVERGING } ScaleMode;

typedef struct TickRequest {
  double count;         /* NaN: none asked for */
  const char *interval; /* NULL: none */
  int step;             /* of the interval */
} TickRequest;

typedef struct ScaleFamily {
  /* Reads spec->domain into scale->domain, with all that changes it. */
  void (*read_domain)(Scale *scale);
  /* Prepares mapping; domain, bins and range are there. */
  void (*finish)(Scale *scale);
  /* Continuous families: places in a range of numbers, or colours. NULL in the others. */
  void (*numbers)(const Scale *scale, const double *in, size_t count, double *out);
  void (*colors)(const Scale *scale, const double *in, size_t count, Rgba *out);
  /* The others: which item of the range each value takes, SLOT_NONE for none. */
  void (*slots)(const Scale *scale, const Column *in, guint32 *out);
  Value (*invert)(const Scale *scale, double at);
  const Value *(*ticks)(const Scale *scale, TickRequest request, size_t *count, Arena *arena);
} ScaleFamily;

extern const ScaleFamily scale_family_continuous;

/* How many ticks a count gives: every label asks (scale_tick_is_labelled). */
typedef struct TickTally {
  bool known;
  double count;
  size_t ticks;
} TickTally;

struct Scale {
  const ScaleType *type;
  ScaleMode mode;
  ScaleSpec spec;
  Arena *arena;
  const Value *domain;
  size_t domain_count;
  size_t cardinality; /* how many values the domain was given with: sizes a scheme */
  const Value *bins;  /* NULL: none */
  size_t bin_count;
  TickTally *tally; /* of the last count asked for */

  RangeKind range_kind;
  size_t range_count;
  const double *range_numbers;
  const Rgba *range_colors;
  const char *const *range_strings;
  const double *const *range_arrays;

  /* continuous and temporal */
  Curve curve;
  const double *knots; /* the domain, bent, ascending */
  const double *stops; /* the range of numbers, in the order of knots */
  size_t knot_count;
  double clamp_low, clamp_high;
  const ColorRamp *ramp;             /* sequential and diverging */
  double ramp_start, ramp_span;      /* which part of the ramp */
  const ColorRamp *const *stretches; /* piecewise colours: one between two knots */
  /* band, point, ordinal */
  const ValueIndex *index;
  const double *starts; /* px, by slot */
  double step, bandwidth;
  /* discretizing */
  const double *thresholds;
  size_t threshold_count;
  double least_step; /* quantile: the smallest between thresholds */
};

/* The curve of the spec's type; `first` is the first value of the domain. */
Curve scale_curve(const ScaleSpec *spec, double first);

/* The parts of the continuous family, for families that share some (scale/continuous.c). */
void continuous_read_domain(Scale *scale);
void continuous_finish(Scale *scale);
void continuous_numbers(const Scale *scale, const double *in, size_t count, double *out);
void continuous_colors(const Scale *scale, const double *in, size_t count, Rgba *out);
Value continuous_invert(const Scale *scale, double at);
const Value *continuous_ticks(const Scale *scale, TickRequest request, size_t *count, Arena *arena);

/* ScaleType.nice by steps of 1, 2 or 5 × 10ⁿ. */
void nice_steps(const Scale *scale, double count, double *low, double *high);
/* Applies "nice" to the ends of a domain, as its type does. */
void scale_make_nice(const Scale *scale, double *domain, size_t count);

/* Fills scale->range_* from the spec's range or scheme (scale/range.c). */
void scale_read_range(Scale *scale);
/* zero, domainMin, domainMax, domainMid and padding, on a domain of numbers (scale/domain.c). */
double *scale_domain_numbers(const Scale *scale, size_t *count);
/* Makes scale->domain of numbers or dates. */
void scale_set_domain(Scale *scale, const double *numbers, size_t count, ValueKind kind);
/* nice as {count} or {interval, step}; false when the domain is not to be nice. */
bool scale_nice_request(const ScaleSpec *spec, TickRequest *out);
TickRequest tick_request(double count, const Json *interval);

/* +x as in d3's scales: null, undefined and values that are not numbers give NaN. */
static inline double scale_number(Value value) {
  return value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED ? NAN : value_to_number(value);
}

/* The first of `sorted` that is greater than `x` (d3.bisect), within [low, high). */
static inline size_t bisect_right(const double *sorted, double x, size_t low, size_t high) {
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (sorted[middle] <= x)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
