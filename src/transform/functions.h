/* transform/functions.h: the transforms as C functions, for callers that hold names and not JSON (what encodings imply).
 *
 * The transforms a chart writes as JSON (transform/json.h) end in the same functions. Fields are read as table_field() reads them
 * (a column with exactly that name first, then a path); `as` names are exact column names. Each returns a new table, or NULL after
 * an error message. `at` is where messages point.
 *
 * Facets: transform_aggregate(), transform_join_aggregate(), transform_window(), transform_stack() and transform_stack_impute()
 * also group by context->facet_fields, as Vega-Lite does when it moves its facet node below them. The others do not, as in
 * Vega-Lite: there a density inside a facet mixes the cells unless it is grouped by the facet's fields. Where Vega-Lite leaves the
 * facet above the transforms (several layers), run them for each cell, without facet fields.
 */
#pragma once
#include "time/timeunit.h"
#include "transform/context.h"

/* One key of an ordering. */
typedef struct SortKey {
  const char *field;
  bool descending;
} SortKey;

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
  AGGREGATE_COUNTS = 1 << 1,   /* how many rows or values there are, of whatever kind */
  AGGREGATE_LISTS = 1 << 2,    /* all rows, whatever their values are */
  AGGREGATE_EXTREME = 1 << 3,  /* one of the values, as it is */
  AGGREGATE_SMALLEST = 1 << 4, /* the smallest value, or its row */
  AGGREGATE_LARGEST = 1 << 5,
  AGGREGATE_WITHIN = 1 << 6 /* between the smallest and the largest value; not said of the ends of intervals */
} AggregateTrait;

/* Whether the operation has one of the traits; false for NULL and for unknown names. */
bool aggregate_op_has(const char *name, unsigned traits);

/* One row for each group, in order of first appearance: the columns of `group_by` under their flat names, then the measures. */
const Table *transform_aggregate(const Table *in, const char *const *group_by, size_t group_by_count,
                                 const Measure *measures, size_t measure_count, Place at, TransformContext *context);
/* The same measures, written to every row of the group. */
const Table *transform_join_aggregate(const Table *in, const char *const *group_by, size_t group_by_count,
                                      const Measure *measures, size_t measure_count, Place at,
                                      TransformContext *context);

/* The chosen bins: [start, start + step), … up to stop. */
typedef struct BinSteps {
  double start, stop, step;
} BinSteps;

/* The smallest and largest finite number of a field; false if it has none. Null, "" and NaN are skipped. */
bool transform_extent(const Table *in, const char *field, double *min, double *max, Arena *arena);
/* The bins for a data extent. `bin` is true, NULL or an object of Vega-Lite's bin params (maxbins defaults to 10 when neither it
 * nor step is given; a caller with another default must write it). False after a message. */
bool transform_bin_steps(const Json *bin, double min, double max, BinSteps *steps, TransformContext *context);
/* Adds the columns `as_start` and `as_end`. `extent` (2 numbers) overrides that of the data; the params' `extent` overrides
 * both. `steps` (may be NULL) receives the bins, NaNs if the field has no numbers. */
const Table *transform_bin(const Table *in, const char *field, const Json *bin, const char *as_start,
                           const char *as_end, const double *extent, BinSteps *steps, TransformContext *context);
/* The point of each bin at `band_position`, as Vega-Lite's stack uses it for imputing over bins:
 * band_position × start + (1 − band_position) × end. */
const Table *transform_bin_mid(const Table *in, const char *start, const char *end, double band_position,
                               const char *as, TransformContext *context);

/* The time unit of a definition: a name ("utcyearmonth") or an object {unit, step, maxbins, utc, binned}; with maxbins and
 * no unit it depends on the extent of `field`. False after a message. */
bool transform_time_unit_resolve(const Json *time_unit, const Table *in, const char *field, TimeUnit *unit,
                                 TransformContext *context);
/* Adds the columns `as` (the unit's start) and `as_end` (its end; NULL to omit). Text is parsed as dates. Null stays null. */
const Table *transform_time_unit(const Table *in, const char *field, const TimeUnit *unit, const char *as,
                                 const char *as_end, TransformContext *context);
/* For a field that is already binned: adds `as` ("date_end" in Vega-Lite), one unit after `field`. */
const Table *transform_time_unit_offset(const Table *in, const char *field, const TimeUnit *unit, const char *as,
                                        TransformContext *context);
/* Adds `start`_offsetted_rect_start and `start`_offsetted_rect_end, for rect-based marks whose band position is not 0.5. */
const Table *transform_time_unit_band(const Table *in, const char *start, const char *end, const TimeUnit *unit,
                                      double band_position, TransformContext *context);

typedef struct StackParams {
  const char *field;
  const char *const *group_by;
  size_t group_by_count;
  const SortKey *sort;
  size_t sort_count;
  const char *offset; /* "zero", "normalize", "center"; NULL: zero */
  const char *as_start, *as_end;
} StackParams;
const Table *transform_stack(const Table *in, const StackParams *params, Place at, TransformContext *context);

typedef struct ImputeParams {
  const char *field, *key;
  const char *const *group_by;
  size_t group_by_count;
  const char *method;  /* "value", "mean", "median", "min", "max"; NULL: value */
  Value value;         /* method value; undefined: 0 */
  const Json *frame;   /* [before, after], null for unbounded; NULL: the whole group */
  const Json *keyvals; /* an array of keys or {start, stop, step}; NULL: only those in the data */
} ImputeParams;
/* Rows for the missing keys are added last, with `_impute` true and only the fields of the group, the key and the field set. */
const Table *transform_impute(const Table *in, const ImputeParams *params, Place at, TransformContext *context);
/* The first step of a stack with impute: zero for the keys missing from a series (stack-by fields and facet fields). */
const Table *transform_stack_impute(const Table *in, const char *field, const char *key, const char *const *stack_by,
                                    size_t stack_by_count, Place at, TransformContext *context);

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
  const char *const *group_by;
  size_t group_by_count;
  const SortKey *sort;
  size_t sort_count;
  double frame
      [2]; /* first and last row of the frame relative to the row; NaN: unbounded; Vega-Lite's default is {NaN, 0} */
  bool ignore_peers;
} WindowParams;
extern const char *const window_op_names[]; /* NULL-terminated */
const Table *transform_window(const Table *in, const WindowParams *params, Place at, TransformContext *context);

/* Adds `as`: the index of each value of `field` in the array `sort` (the length of `sort` if it is not there), Vega-Lite's
 * "x_field_sort_index". `time_unit` is NULL, or the unit through which the field is compared. */
const Table *transform_sort_index(const Table *in, const char *field, const char *time_unit, const Json *sort,
                                  const char *as, TransformContext *context);
/* Adds `as`: the expression's value. */
const Table *transform_calculate(const Table *in, const char *expression, Place at, const char *as,
                                 TransformContext *context);
/* The rows for which a Vega-Lite predicate holds. */
const Table *transform_filter(const Table *in, const Json *predicate, TransformContext *context);
/* The indices of all rows in the order of `sort` (stable, Vega's comparator); row_count items in `arena`. */
const guint32 *transform_sort_rows(const Table *in, const SortKey *sort, size_t sort_count, Arena *arena);
