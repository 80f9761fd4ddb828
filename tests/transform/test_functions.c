/* What the functions do beyond what test_vega.c of vegalite/transform/ compares. Expected values are Vega 6.4's: of compiled charts
 * that were run, or of vega-statistics' bin() called with the same parameters.
 */
#include "transform/bench.h"

static const double january_31 = 1675123200000, february_1 = 1675256400000; /* the latter at 13:00 */

static void test_bin_tells_its_steps(Bench *bench, gconstpointer unused) {
  (void)unused;
  BinSteps steps;
  const Table *in = rows(bench, "[{'v':10},{'v':20.5},{'v':null},{'v':45},{'v':-7}]");
  BinParams params = bin_defaults;
  params.max_bins = 10;
  const Table *out = transform_bin(in, "v", &params, "a", "b", &steps, &bench->context);
  assert_numbers(out, "a", (double[]){10, 20, NAN, 40, -10});
  assert_numbers(out, "b", (double[]){20, 30, NAN, 50, 0});
  g_assert_cmpfloat(steps.start, ==, -10);
  g_assert_cmpfloat(steps.stop, ==, 50);
  g_assert_cmpfloat(steps.step, ==, 10);
}

static void test_bin_takes_a_given_extent(Bench *bench, gconstpointer unused) {
  (void)unused;
  BinSteps steps;
  const Table *in = rows(bench, "[{'v':10},{'v':120},{'v':-1}]");
  BinParams params = bin_defaults;
  params.max_bins = 4;
  params.has_extent = true;
  params.extent[1] = 100;
  const Table *out = transform_bin(in, "v", &params, "a", "b", &steps, &bench->context);
  assert_numbers(out, "a", (double[]){0, INFINITY, -INFINITY});
  g_assert_cmpfloat(steps.step, ==, 50);
}

static void test_bin_of_no_numbers_is_empty(Bench *bench, gconstpointer unused) {
  (void)unused;
  BinSteps steps;
  const Table *out =
      transform_bin(rows(bench, "[{'v':null},{'w':1}]"), "v", &bin_defaults, "a", "b", &steps, &bench->context);
  assert_numbers(out, "a", (double[]){NAN, NAN});
  g_assert_true(isnan(steps.start));
}

static void test_bin_mid_lies_between(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in = rows(bench, "[{'a':10,'b':20},{'a':null,'b':null}]");
  assert_numbers(transform_bin_mid(in, "a", "b", 0.25, "m", &bench->context), "m", (double[]){17.5, NAN});
}

/* vega-transforms TimeUnit with maxbins 5 and 40 over these dates */
static void test_time_unit_follows_maxbins(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in = dates(bench, (double[]){january_31, february_1, 1704063600000, 1686812400000, 1677542400000}, 5);
  TimeUnit unit = transform_time_unit_choose(in, "t", 5, false);
  const Table *out = transform_time_unit(in, "t", &unit, "a", "b", &bench->context);
  assert_numbers(out, "a", (double[]){1672531200000, 1672531200000, 1696118400000, 1680307200000, 1672531200000});
  assert_numbers(out, "b", (double[]){1680307200000, 1680307200000, 1704067200000, 1688169600000, 1680307200000});
  unit = transform_time_unit_choose(in, "t", 40, false);
  out = transform_time_unit(in, "t", &unit, "a", "b", &bench->context);
  assert_numbers(out, "a", (double[]){1674950400000, 1674950400000, 1703980800000, 1686441600000, 1677369600000});
}

/* mark bar, x: {"timeUnit": {"unit": "yearmonth", "step": 2, "binned": true}} */
static void test_binned_time_units_get_their_end(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in = dates(bench, (double[]){january_31, february_1}, 2);
  TimeUnit unit = {TIME_YEAR | TIME_MONTH, 1, true, true};
  const Table *out = transform_time_unit_offset(in, "t", &unit, "t_end", &bench->context);
  assert_numbers(out, "t_end", (double[]){1677801600000, 1677675600000});
  unit.step = 2;
  out = transform_time_unit_offset(in, "t", &unit, "t_end", &bench->context);
  assert_numbers(out, "t_end", (double[]){1680220800000, 1680354000000});
}

/* mark bar, x: {"timeUnit": "yearmonth", "bandPosition": 0} and {"timeUnit": "yearquarter", "bandPosition": 0.25} */
static void test_bands_of_rects_are_moved(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in = dates(bench, (double[]){january_31, february_1}, 2);
  TimeUnit month = {TIME_YEAR | TIME_MONTH, 1, true, false}, quarter = {TIME_YEAR | TIME_QUARTER, 1, true, false};
  const Table *out = transform_time_unit(in, "t", &month, "u", "u_end", &bench->context);
  out = transform_time_unit_band(out, "u", "u_end", &month, 0, "from", "to", &bench->context);
  assert_numbers(out, "from", (double[]){1671192000000, 1673870400000});
  assert_numbers(out, "to", (double[]){1673870400000, 1676419200000});
  out = transform_time_unit(in, "t", &quarter, "u", "u_end", &bench->context);
  out = transform_time_unit_band(out, "u", "u_end", &quarter, 0.25, "from", "to", &bench->context);
  assert_numbers(out, "from", (double[]){1670544000000, 1670544000000});
  assert_numbers(out, "to", (double[]){1678363200000, 1678363200000});
}

static void test_aggregates_also_group_by_the_facet(Bench *bench, gconstpointer unused) {
  (void)unused;
  const char *facet = "f", *group = "g";
  bench->context.facet_fields = &facet;
  bench->context.facet_field_count = 1;
  const Table *in = rows(bench, "[{'f':1,'g':'a','v':1},{'f':2,'g':'a','v':2},{'f':1,'g':'a','v':4}]");
  const Measure sum = {"sum", "v", NULL};
  const Table *out = transform_aggregate(in, (FieldList){&group, 1}, &sum, 1, (Place){0}, &bench->context);
  assert_numbers(out, "sum_v", (double[]){5, 2});
  assert_numbers(out, "f", (double[]){1, 2});
  g_assert_cmpuint(table_column_count(out), ==, 3);
}

/* As Vega-Lite compiles a stacked area with a facet: impute by series and facet, key the other position. */
static void test_stack_impute_fills_each_facet(Bench *bench, gconstpointer unused) {
  (void)unused;
  const char *facet = "f", *series = "c";
  bench->context.facet_fields = &facet;
  bench->context.facet_field_count = 1;
  const Table *in =
      rows(bench, "[{'f':1,'c':'a','k':1,'v':1},{'f':2,'c':'a','k':2,'v':2},{'f':1,'c':'b','k':2,'v':4}]");
  const Table *out = transform_stack_impute(in, "v", "k", (FieldList){&series, 1}, (Place){0}, &bench->context);
  assert_numbers(out, "v", (double[]){1, 2, 4, 0, 0, 0});
  assert_numbers(out, "k", (double[]){1, 2, 2, 2, 1, 1});
  assert_numbers(out, "f", (double[]){1, 2, 1, 1, 2, 1});
}

static void test_rows_are_sorted_stably(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in =
      rows(bench, "[{'a':2,'b':'x'},{'a':1,'b':'y'},{'a':2,'b':'x'},{'a':null,'b':'z'},{'a':-1,'b':'x'}]");
  const SortKey keys[] = {{"b", true}, {"a", false}};
  const guint32 *order = transform_sort_rows(in, keys, 2, NULL, bench->arena);
  const guint32 expected[] = {3, 1, 4, 0, 2};
  for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) g_assert_cmpuint(order[i], ==, expected[i]);
}

/* Many rows take another way through the sort and the quantiles than few. */
static void test_many_rows_agree_with_few(Bench *bench, gconstpointer unused) {
  (void)unused;
  enum { ROWS = 5000 };
  double *values = arena_array(bench->arena, double, ROWS);
  for (size_t i = 0; i < ROWS; i++) values[i] = (double)((i * 7919) % ROWS) - 100.5;
  const Table *in =
      table_with_column(table_create(bench->arena, ROWS), "v", column_from_numbers(values, ROWS, bench->arena));
  const SortKey key = {"v", true};
  const guint32 *order = transform_sort_rows(in, &key, 1, NULL, bench->arena);
  for (size_t i = 0; i < ROWS; i++) g_assert_cmpfloat(values[order[i]], ==, ROWS - 1 - (double)i - 100.5);
  const Measure measures[] = {{"median", "v", "m"}, {"q1", "v", "a"}, {"q3", "v", "b"}};
  const Table *out = transform_aggregate(in, (FieldList){0}, measures, 3, (Place){0}, &bench->context);
  assert_numbers(out, "m", (double[]){2399});
  assert_numbers(out, "a", (double[]){1149.25});
  assert_numbers(out, "b", (double[]){3648.75});
}

static void test_a_table_without_rows_has_no_groups(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Measure count = {"count", NULL, "n"};
  const Table *out =
      transform_aggregate(table_create(bench->arena, 0), (FieldList){0}, &count, 1, (Place){0}, &bench->context);
  g_assert_cmpuint(table_row_count(out), ==, 0);
}

/* Countings are COUNTING_OPS of Vega-Lite's aggregate.ts, SHARED_DOMAIN_OPS are those within the range of the data. */
static void test_aggregates_have_traits(Bench *bench, gconstpointer unused) {
  static const struct {
    unsigned traits;
    const char *names;
  } groups[] = {{AGGREGATE_OF_ROWS, "count"},
                {AGGREGATE_COUNTS, "count distinct missing valid"},
                {AGGREGATE_LISTS, "values"},
                {AGGREGATE_EXTREME, "max min"},
                {AGGREGATE_SMALLEST, "argmin min"},
                {AGGREGATE_LARGEST, "argmax max"},
                {AGGREGATE_WITHIN, "average max mean median min q1 q3"},
                {AGGREGATE_COUNTS | AGGREGATE_LISTS, "count distinct missing valid values"}};
  (void)unused;
  for (size_t i = 0; i < G_N_ELEMENTS(groups); i++) {
    const char *found = "";
    for (const char *const *name = aggregate_op_names; *name; name++)
      if (aggregate_op_has(*name, groups[i].traits))
        found = arena_printf(bench->arena, "%s%s%s", found, *found ? " " : "", *name);
    g_assert_cmpstr(found, ==, groups[i].names);
    g_assert_false(aggregate_op_has(NULL, groups[i].traits) || aggregate_op_has("boxplot", groups[i].traits));
  }
}

int main(int count, char **arguments) {
  g_setenv("TZ", "UTC", TRUE);
  g_test_init(&count, &arguments, NULL);
  g_test_set_nonfatal_assertions();
  add("/transform/bin/tells its steps", test_bin_tells_its_steps, NULL);
  add("/transform/bin/takes a given extent", test_bin_takes_a_given_extent, NULL);
  add("/transform/bin/of no numbers is empty", test_bin_of_no_numbers_is_empty, NULL);
  add("/transform/bin/mid lies between", test_bin_mid_lies_between, NULL);
  add("/transform/timeunit/follows maxbins", test_time_unit_follows_maxbins, NULL);
  add("/transform/timeunit/binned ones get their end", test_binned_time_units_get_their_end, NULL);
  add("/transform/timeunit/bands of rects are moved", test_bands_of_rects_are_moved, NULL);
  add("/transform/sort/rows are sorted stably", test_rows_are_sorted_stably, NULL);
  add("/transform/facets/aggregates also group by them", test_aggregates_also_group_by_the_facet, NULL);
  add("/transform/facets/stack impute fills each", test_stack_impute_fills_each_facet, NULL);
  add("/transform/aggregates have traits", test_aggregates_have_traits, NULL);
  add("/transform/many rows agree with few", test_many_rows_agree_with_few, NULL);
  add("/transform/a table without rows has no groups", test_a_table_without_rows_has_no_groups, NULL);
  return g_test_run();
}
