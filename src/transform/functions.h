/* transform/functions.h: what Vega's transforms do, as C functions from a table to a new table.
 *
 * Parameters are settled: plain values, with no JSON to read; what may be left out says so. Fields are read as table_field() reads
 * them (a column with exactly that name first, then a path); `as` names are exact column names. A function returns NULL after an
 * error message; `at` is where messages point.
 *
 * Facets: transform_aggregate(), transform_join_aggregate(), transform_window(), transform_stack() and transform_stack_impute()
 * also group by context->facet_fields. The others do not: a density, say, mixes the cells of a facet unless it is grouped by the
 * facet's fields, or runs for each cell.
 */
#pragma once
#include "time/timeunit.h"
#include "transform/context.h"

typedef struct FieldList {
  const char *const *names;
  size_t count;
} FieldList;

/* One key of an ordering. */
typedef struct SortKey {
  const char *field;
  bool descending;
} SortKey;

/* The indices of all rows in the order of `sort` (stable, Vega's comparator); row_count items in `arena`. */
const guint32 *transform_sort_rows(const Table *in, const SortKey *sort, size_t sort_count,
                                   const struct Collation *collation, Arena *arena);

/* ---- rows and columns ---- */

/* Adds `as`: the expression's value. */
const Table *transform_formula(const Table *in, const char *expression, Place at, const char *as,
                               TransformContext *context);
/* The rows for which the expression is truthy. */
const Table *transform_filter(const Table *in, const char *expression, Place at, TransformContext *context);
/* `size` of the rows, or all, chosen with the chart's random numbers. */
const Table *transform_sample(const Table *in, double size, TransformContext *context);
/* The arrays in `fields`, walked in parallel, into rows: their items under the names `as`. */
const Table *transform_flatten(const Table *in, FieldList fields, const char *const *as, TransformContext *context);
/* The columns `fields` into rows: the name of each under as[0], its value under as[1]. */
const Table *transform_fold(const Table *in, FieldList fields, const char *const as[2], TransformContext *context);
/* The numbers start, start + step … before stop, as the column `as`. */
const Table *transform_sequence(double start, double stop, double step, const char *as, TransformContext *context);

typedef struct LookupParams {
  const char *key; /* of the rows … */
  const Table *from;
  const char *from_key; /* … and of those looked up */
  bool whole;           /* adds whole rows as objects, under as[0]; else the columns `fields` of `from` */
  FieldList fields;
  const char *const *as;
  Value otherwise; /* where no row has the key */
} LookupParams;

/* How the rows fared. */
typedef struct LookupMisses {
  size_t count; /* rows without a match */
  size_t first; /* the first of them */
} LookupMisses;

/* `misses` may be NULL. */
const Table *transform_lookup(const Table *in, const LookupParams *params, LookupMisses *misses,
                              TransformContext *context);

/* ---- aggregates ---- */

/* One aggregated column. `op` is one of aggregate_op_names; `field` is NULL for count; `as` is NULL for Vega's "op_field". Argmin and
 * argmax give the row as an object. */
typedef struct Measure {
  const char *op;
  const char *field;
  const char *as;
} Measure;

extern const char *const aggregate_op_names[]; /* NULL-terminated */

/* What an operation gives. */
typedef enum AggregateTrait {
  AGGREGATE_OF_ROWS = 1 << 0,  /* it takes no field */
  AGGREGATE_COUNTS = 1 << 1,   /* a count of rows or values of any kind */
  AGGREGATE_LISTS = 1 << 2,    /* all rows, regardless of their values */
  AGGREGATE_EXTREME = 1 << 3,  /* one of the values, as it is */
  AGGREGATE_SMALLEST = 1 << 4, /* the smallest value, or its row */
  AGGREGATE_LARGEST = 1 << 5,
  AGGREGATE_WITHIN = 1 << 6 /* between the smallest and the largest value; the ends of intervals do not count */
} AggregateTrait;

/* Whether the operation has one of the traits; false for NULL and for unknown names. */
bool aggregate_op_has(const char *name, unsigned traits);

/* Whether the operation can be computed of rows that come in blocks (transform/aggregate_fold.h); false for NULL and for unknown names. */
bool aggregate_op_folds(const char *name);

/* One row for each group, in order of first appearance: the columns of `group_by` under their flat names, then the measures. */
const Table *transform_aggregate(const Table *in, FieldList group_by, const Measure *measures, size_t measure_count,
                                 Place at, TransformContext *context);
/* The same measures, written to every row of the group. */
const Table *transform_join_aggregate(const Table *in, FieldList group_by, const Measure *measures,
                                      size_t measure_count, Place at, TransformContext *context);

/* One row for each group and one column for each distinct value of `field`, which holds the aggregate of `value`. */
typedef struct PivotParams {
  const char *field, *value, *op;
  FieldList group_by;
  double limit; /* the most columns; 0: no limit */
} PivotParams;

const Table *transform_pivot(const Table *in, const PivotParams *params, Place at, TransformContext *context);

/* ---- bins and units of time ---- */

/* How bins are chosen (vega-statistics' bin). */
typedef struct BinParams {
  double max_bins, base, min_step;
  double step, anchor, span; /* NaN: chosen */
  double extent[2];          /* instead of that of the data */
  bool has_extent, nice;
  const double *divide, *steps; /* factors of finer steps; the only steps there are (none: any) */
  size_t divide_count, step_count;
} BinParams;

/* Vega's: at most 20 bins, of steps that divide powers of 10 by 5 or 2. */
extern const BinParams bin_defaults;

/* The chosen bins: [start, start + step), … up to stop. */
typedef struct BinSteps {
  double start, stop, step;
} BinSteps;

/* The smallest and largest finite number of a field; false if it has none. Null, "" and NaN are skipped. */
bool transform_extent(const Table *in, const char *field, double *min, double *max, Arena *arena);
/* The bins for a data extent. */
BinSteps transform_bin_steps(const BinParams *params, double min, double max);
/* Adds the columns `as_start` and `as_end`. `steps` (may be NULL) receives the bins, NaNs if the field has no numbers. */
const Table *transform_bin(const Table *in, const char *field, const BinParams *params, const char *as_start,
                           const char *as_end, BinSteps *steps, TransformContext *context);
/* Adds `as`, a point of each bin: band_position × start + (1 − band_position) × end. */
const Table *transform_bin_mid(const Table *in, const char *start, const char *end, double band_position,
                               const char *as, TransformContext *context);

/* The unit that cuts the extent of `field` into at most about `max_bins` steps. */
TimeUnit transform_time_unit_choose(const Table *in, const char *field, double max_bins, bool utc);
/* Adds the columns `as` (the unit's start) and `as_end` (its end; NULL to omit). Text is parsed as dates. Null stays null. */
const Table *transform_time_unit(const Table *in, const char *field, const TimeUnit *unit, const char *as,
                                 const char *as_end, TransformContext *context);
/* For a field that is already binned: adds `as`, one unit after `field`. */
const Table *transform_time_unit_offset(const Table *in, const char *field, const TimeUnit *unit, const char *as,
                                        TransformContext *context);
/* Adds the columns `as_start` and `as_end`: the unit, moved back by 0.5 − band_position of itself. */
const Table *transform_time_unit_band(const Table *in, const char *start, const char *end, const TimeUnit *unit,
                                      double band_position, const char *as_start, const char *as_end,
                                      TransformContext *context);

/* ---- order and neighbours ---- */

typedef struct StackParams {
  const char *field;
  FieldList group_by;
  const SortKey *sort;
  size_t sort_count;
  const char *offset; /* one of stack_offset_names; NULL: zero */
  const char *as_start, *as_end;
} StackParams;

extern const char *const stack_offset_names[]; /* NULL-terminated */
const Table *transform_stack(const Table *in, const StackParams *params, Place at, TransformContext *context);

typedef struct ImputeParams {
  const char *field, *key;
  FieldList group_by;
  const char *method; /* one of impute_method_names; NULL: value */
  Value value;        /* method value; undefined: 0 */
  /* Other methods: first and last row, relative to the row, that they read; NaN: unbounded. */
  double frame[2];
  const Value *keys; /* that every group must have, besides those in the data */
  size_t key_count;
} ImputeParams;

extern const char *const impute_method_names[]; /* NULL-terminated; value first */
/* Rows for the missing keys are added last, with `_impute` true and only the fields of the group, the key and the field set. Other
 * methods than value then replace every null of the field. */
const Table *transform_impute(const Table *in, const ImputeParams *params, Place at, TransformContext *context);
/* The first step of a stack with impute: zero for the keys missing from a series (stack-by fields and facet fields). */
const Table *transform_stack_impute(const Table *in, const char *field, const char *key, FieldList stack_by, Place at,
                                    TransformContext *context);

/* One column of a window. `op` is one of window_op_names or aggregate_op_names. */
typedef struct WindowField {
  const char *op;
  const char *field; /* NULL for none */
  double param;      /* NaN: not given */
  const char *as;    /* NULL for Vega's "op_field" */
} WindowField;
typedef struct WindowParams {
  const WindowField *fields;
  size_t field_count;
  FieldList group_by;
  const SortKey *sort;
  size_t sort_count;
  double frame[2]; /* first and last row of the frame relative to the row; NaN: unbounded */
  bool ignore_peers;
} WindowParams;

extern const char *const window_op_names[]; /* NULL-terminated */
const Table *transform_window(const Table *in, const WindowParams *params, Place at, TransformContext *context);

/* ---- estimates: points group by group, as the group's fields and two columns `as` ---- */

typedef struct DensityParams {
  const char *field, *as[2];
  FieldList group_by;
  bool cumulative, counts;
  bool shared;      /* all groups have one extent and the same number of steps */
  double bandwidth; /* 0: from the data */
  double extent[2]; /* instead of that of the data */
  bool has_extent;
  double steps, min_steps, max_steps; /* 0: Vega's */
} DensityParams;

const Table *transform_density(const Table *in, const DensityParams *params, TransformContext *context);

typedef struct QuantileParams {
  const char *field, *as[2];
  FieldList group_by;
  const double *probs;
  size_t prob_count;
} QuantileParams;

/* Evenly spaced probabilities: step / 2, 3 step / 2 …; a step of 0 is 0.01. NULL if they are too many. */
const double *quantile_probs(double step, size_t *count, Arena *arena);
const Table *transform_quantile(const Table *in, const QuantileParams *params, TransformContext *context);

typedef struct RegressionParams {
  const char *x, *y, *as[2];
  FieldList group_by;
  const char *method; /* one of fit_method_names (transform/fit.h) */
  double order;       /* of "poly": 0 … FIT_ORDER_MAX */
  double extent[2];   /* of x, instead of that of the data; above 0 for "log" */
  bool has_extent;
  bool coefficients; /* a row of coefficients for each group, instead of its line */
} RegressionParams;

const Table *transform_regression(const Table *in, const RegressionParams *params, Place at, TransformContext *context);

typedef struct LoessParams {
  const char *x, *y, *as[2];
  FieldList group_by;
  double bandwidth; /* the share of the points that count as near; 0: 0.3 */
} LoessParams;

const Table *transform_loess(const Table *in, const LoessParams *params, TransformContext *context);
