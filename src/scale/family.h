/* scale/family.h: what a family of scales is made of (private to scale/).
 *
 * Scales come in families: continuous, temporal, band, ordinal, discretizing. A family says how its domain is read, how values
 * become places or numbered slots of the range, and where ticks go; scale.c and map.c do what all have in common.
 */
#pragma once
#include "color/interpolate.h"
#include "scale/index.h"
#include "scale/scale.h"
#include <math.h>

enum { SLOT_NONE = G_MAXUINT32 };

/* How a continuous domain bends before it is divided evenly. */
typedef enum CurveKind {
  CURVE_STRAIGHT,
  CURVE_LOG,
  CURVE_LOG_NEGATIVE,
  CURVE_POWER,
  CURVE_ROOT,
  CURVE_SYMLOG
} CurveKind;
typedef struct Curve {
  CurveKind kind;
  double parameter; /* exponent or constant */
} Curve;

/* Colours over a domain of two or three values run through one ramp, as d3's sequential and diverging scales do. */
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

extern const ScaleFamily scale_family_continuous, scale_family_temporal, scale_family_band, scale_family_ordinal,
    scale_family_discretizing;

struct Scale {
  ScaleType type;
  ScaleMode mode;
  const ScaleFamily *family;
  ScaleSpec spec;
  Arena *arena;
  const Value *domain;
  size_t domain_count;
  size_t cardinality; /* how many values the domain was given with: sizes a scheme */
  const Value *bins;  /* NULL: none */
  size_t bin_count;

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
};

double curve_bend(Curve curve, double x);
double curve_unbend(Curve curve, double x);
Curve scale_curve(const ScaleSpec *spec, double first);

/* Fills scale->range_* from the spec's range or scheme (scale/range.c). */
void scale_read_range(Scale *scale);
/* zero, domainMin, domainMax, domainMid and padding, on a domain of numbers (scale/domain.c). */
double *scale_domain_numbers(const Scale *scale, size_t *count);
/* Makes scale->domain of numbers or dates. */
void scale_set_domain(Scale *scale, const double *numbers, size_t count, ValueKind kind);
/* nice as {count} or {interval, step}; false when the domain is not to be nice. */
bool scale_nice_request(const ScaleSpec *spec, TickRequest *out);
TickRequest tick_request(double count, const Json *interval);

/* +x as d3's scales take it: null, undefined and what is no number give NaN. */
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

/* JavaScript's Math.round. */
static inline double round_half_up(double x) {
  double low = floor(x);
  return x - low >= .5 ? low + 1 : low;
}
