/* transform/statistics.h: order statistics over plain numbers, as d3-array and vega-statistics compute them. */
#pragma once
#include "data/table.h"

/* The numbers of column rows[0..count), without null, undefined, "" and NaN (vega-statistics' numbers()). Returns how many;
 * `out` has space for `count`. A NULL column has none. */
size_t statistics_numbers(const Column *column, const guint32 *rows, size_t count, double *out);
/* Ascending. `scratch` has space for `count`. No NaN. */
void statistics_sort(double *values, size_t count, double *scratch);
/* The p-quantile (type R-7) of ascending values; NaN if there are none. */
double statistics_quantile_sorted(const double *values, size_t count, double p);
/* The same for values in any order, which it rearranges. */
double statistics_quantile(double *values, size_t count, double p);
/* Vega's automatic kernel bandwidth (Scott's rule with quartiles) for `count` numbers among `sample_size` values. Rearranges
 * the values. */
double statistics_bandwidth(double *values, size_t count, size_t sample_size);
enum { STATISTICS_BOOTSTRAP_ROOM = 2000 };
/* 95% confidence interval of the mean from 1000 resamplings drawn with the chart's random numbers. `scratch` has space for
 * STATISTICS_BOOTSTRAP_ROOM numbers. */
void statistics_bootstrap(const double *values, size_t count, guint64 *random_state, double interval[2],
                          double *scratch, Arena *arena);
