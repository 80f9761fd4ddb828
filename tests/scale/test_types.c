/* What each type of scale is, by Vega's reference of scales. */
#include "scale/scale.h"
#include <math.h>

static void assert_only(bool (*holds)(const ScaleType *), const char *const *names) {
  for (size_t i = 0; scale_types[i]; i++)
    if (holds(scale_types[i]) != g_strv_contains(names, scale_types[i]->name))
      g_error("%s: %d", scale_types[i]->name, holds(scale_types[i]));
}

static bool begins_at_zero(const ScaleType *t) { return t->zero; }
static bool is_utc(const ScaleType *t) { return t->utc; }
static bool is_sample(const ScaleType *t) { return t->domain_is_sample; }
static bool is_bins(const ScaleType *t) { return t->domain_is_bins; }
static bool is_thresholds(const ScaleType *t) { return t->domain_is_thresholds; }
static bool has_units(const ScaleType *t) { return t->unit_range; }
static bool is_whole(const ScaleType *t) { return t->whole_scheme; }
static bool is_plain(const ScaleType *t) { return t->labels == LABELS_PLAIN; }
static bool is_dated(const ScaleType *t) { return t->labels == LABELS_TIME; }
static bool is_float(const ScaleType *t) { return t->labels == LABELS_FLOAT; }
static bool never_ramps(const ScaleType *t) { return t->ramp == RAMP_NEVER; }

#define ONLY(holds, ...) assert_only(holds, (const char *const[]){__VA_ARGS__, NULL})

static void test_domains_and_ranges_by_type(void) {
  ONLY(begins_at_zero, "linear", "pow", "sqrt");
  ONLY(is_utc, "utc");
  ONLY(is_sample, "quantile");
  ONLY(is_bins, "bin-ordinal");
  ONLY(is_thresholds, "threshold");
  ONLY(has_units, "quantize", "threshold");
  ONLY(is_whole, "ordinal");
  ONLY(never_ramps, "time", "utc", "identity");
}

static void test_guides_by_type(void) {
  ONLY(is_float, "log");
  ONLY(is_plain, "ordinal", "point", "band", "quantile", "threshold");
  ONLY(is_dated, "time", "utc");
}

static void test_kinds_by_type(void) {
  ONLY(scale_type_is_temporal, "time", "utc");
  ONLY(scale_type_is_continuous, "linear", "log", "pow", "sqrt", "symlog", "identity", "sequential", "diverging",
       "time", "utc");
  ONLY(scale_type_is_stepped, "quantile", "quantize", "threshold");
  ONLY(scale_type_is_discretizing, "quantile", "quantize", "threshold", "bin-ordinal");
  ONLY(scale_type_is_named, "ordinal");
  ONLY(scale_type_is_placed, "point", "band");
  ONLY(scale_type_is_banded, "band");
  ONLY(scale_type_is_discrete_domain, "bin-ordinal", "ordinal", "point", "band");
  g_assert_false(scale_type_is_continuous(NULL) || scale_type_has_continuous_domain(NULL) ||
                 scale_type_maps_zero(NULL));
}

static void test_a_log_scale_excludes_zero_and_less(void) {
  const ScaleType *type = scale_type_find("log");
  g_assert_true(type->excludes(0) && type->excludes(-1));
  g_assert_false(type->excludes(1e-300) || type->excludes(NAN));
  g_assert_false(scale_type_maps_zero(type) || scale_type_maps_zero(&scale_time));
  g_assert_true(scale_type_maps_zero(&scale_linear));
}

static const Scale *made(const char *type, const double *domain, size_t count, size_t range_count, const char *bins,
                         Arena *arena) {
  static const double range[] = {1, 2, 3, 4, 5, 6};
  ScaleSpec spec = scale_spec(scale_type_find(type));
  Value *values = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) values[i] = value_number(domain[i]);
  spec.zero = false;
  spec.domain = values, spec.domain_count = count;
  spec.range_numbers = range, spec.range_count = range_count;
  spec.bins = bins ? json_literal(arena, (Place){0}, bins) : NULL;
  return scale_create(&spec, arena);
}
#define MADE(type, range_count, bins, ...)                                                                             \
  made(type, (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double), range_count, bins, \
       arena)

static double span_of(const Scale *scale) { return scale_type(scale)->label_span(scale); }

/* vega-scale's thresholdFormat: of quantile scales the least step, of quantize scales the extent. */
static void test_labels_show_the_least_step(void) {
  Arena *arena = arena_create();
  g_assert_cmpfloat(span_of(MADE("quantile", 4, NULL, 0, 10, 11, 30, 40)), ==, 1); /* 10, 11, 30 */
  g_assert_cmpfloat(span_of(MADE("quantile", 4, NULL, 0, 10, 30, 31, 40)), ==, 1);
  g_assert_cmpfloat(span_of(MADE("quantile", 2, NULL, 0, 7, 9)), ==, 7);
  g_assert_cmpfloat(span_of(MADE("quantile", 1, NULL, 0, 7, 9)), ==, 1);
  g_assert_cmpfloat(span_of(MADE("quantize", 4, NULL, 3, 10)), ==, 7);
  arena_destroy(arena);
}

/* vega-scale's labelFraction and scaleFraction */
static void test_fractions_lie_between_the_ends_of_the_domain(void) {
  Arena *arena = arena_create();
  const Scale *threshold = MADE("threshold", 4, NULL, 10, 20, 50);
  g_assert_cmpfloat_with_epsilon(scale_label_fraction(threshold, value_number(10)), .25, 1e-12);
  g_assert_cmpfloat_with_epsilon(scale_label_fraction(threshold, value_number(50)), .75, 1e-12);
  const Scale *single = MADE("threshold", 2, NULL, 10);
  g_assert_cmpfloat_with_epsilon(scale_label_fraction(single, value_number(10)), .5, 1e-9);
  g_assert_cmpfloat(scale_label_fraction(MADE("quantize", 4, NULL, 10, 50), value_number(20)), ==, .25);
  g_assert_cmpfloat(scale_fraction(MADE("linear", 2, NULL, -10, 10), value_number(5)), ==, .75);
  g_assert_cmpfloat(scale_fraction(MADE("linear", 2, NULL, 10, -10), value_number(5)), ==, .25);
  g_assert_cmpfloat(scale_fraction(MADE("linear", 2, NULL, 7, 7), value_number(5)), ==, .5);
  g_assert_cmpfloat_with_epsilon(scale_fraction(MADE("log", 2, NULL, 1, 100), value_number(10)), .5, 1e-12);
  g_assert_cmpfloat(scale_fraction(MADE("linear", 2, NULL, 0, 10), value_number(15)), ==, 1.5);
  arena_destroy(arena);
}

/* vega-scale's tickLog: multiples up to base × count ÷ ticks. */
static void test_log_labels_thin_out_with_the_count(void) {
  Arena *arena = arena_create();
  const Scale *log = MADE("log", 2, NULL, 1, 1000);
  static const double ticks[] = {1, 2, 3, 4, 5, 9, 10, 20, 300, 400, 1000};
  static const bool five[] = {true, false, false, false, false, false, true, false, false, false, true},
                    ten[] = {true, true, true, false, false, false, true, true, true, false, true};
  for (size_t i = 0; i < G_N_ELEMENTS(ticks); i++) {
    g_assert_cmpint(scale_tick_is_labelled(log, 5, value_number(ticks[i])), ==, five[i]);
    g_assert_cmpint(scale_tick_is_labelled(log, 10, value_number(ticks[i])), ==, ten[i]);
    g_assert_cmpint(scale_tick_is_labelled(log, NAN, value_number(ticks[i])), ==, ten[i]);
  }
  g_assert_true(scale_tick_is_labelled(MADE("log", 2, "[1, 5, 9]", 1, 1000), 1, value_number(9)));
  g_assert_true(scale_tick_is_labelled(MADE("linear", 2, NULL, 1, 1000), 1, value_number(9)));
  size_t n;
  g_assert_nonnull(scale_legend_values(log, NAN, NULL, 0, &n, arena));
  g_assert_cmpuint(n, ==, 10); /* 1, 2, 3, 10 … 300, 1000 */
  arena_destroy(arena);
}

/* vega-scale's tickCount */
static void test_counts_mind_bins_and_the_least_step(void) {
  Arena *arena = arena_create();
  const Scale *linear = MADE("linear", 2, NULL, 0, 10);
  g_assert_true(isnan(scale_tick_count(linear, NAN, 1)));
  g_assert_cmpfloat(scale_tick_count(linear, 40, 0), ==, 40);
  g_assert_cmpfloat(scale_tick_count(linear, 40, 1), ==, 11);
  g_assert_cmpfloat(scale_tick_count(linear, 40, 3), ==, 3); /* steps of 5 */
  g_assert_cmpfloat(scale_tick_count(linear, 2, 1), ==, 2);
  g_assert_cmpfloat(scale_tick_count(MADE("linear", 2, NULL, 10, 0), 40, 1), ==, 11);
  g_assert_cmpfloat(scale_tick_count(MADE("linear", 2, NULL, 7, 7), 40, 1), ==, 2);
  g_assert_cmpfloat(scale_tick_count(MADE("linear", 2, "[0, 1, 2, 3, 4]", 0, 10), 3, 0), ==, 5);
  g_assert_cmpfloat(scale_tick_count(MADE("linear", 2, "[0, 1, 2, 3, 4]", 0, 10), 9, 0), ==, 9);
  size_t n;
  const Value *bins = scale_bins(MADE("linear", 2, "[0, 1, 2, 3, 4]", 0, 10), &n);
  g_assert_cmpuint(n, ==, 5);
  g_assert_cmpfloat(bins[4].number, ==, 4);
  g_assert_null(scale_bins(linear, &n));
  g_assert_cmpuint(n, ==, 0);
  arena_destroy(arena);
}

/* vega-scale's validTicks: every other one while there are too many, but never fewer than two. */
static void test_asked_ticks_thin_out_to_their_ends(void) {
  Arena *arena = arena_create();
  const Scale *linear = MADE("linear", 2, NULL, 0, 10);
  Value asked[11];
  for (int i = 0; i < 11; i++) asked[i] = value_number(10 - i);
  static const struct {
    double count;
    size_t kept;
    double second;
  } cases[] = {{NAN, 11, 1}, {0, 11, 1}, {11, 11, 1}, {10, 6, 2}, {6, 6, 2},
               {5, 3, 4},    {3, 3, 4},  {2, 2, 10},  {1, 2, 10}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    size_t n;
    const Value *ticks = scale_valid_ticks(linear, asked, 11, cases[i].count, &n, arena);
    g_assert_cmpuint(n, ==, cases[i].kept);
    g_assert_cmpfloat(ticks[0].number, ==, 0);
    g_assert_cmpfloat(ticks[1].number, ==, cases[i].second);
  }
  arena_destroy(arena);
}

/* Intervals by name, "quarter" among them; unknown ones and those Vega does not take ("hour") are ignored. */
static void test_intervals_of_moments(void) {
  Arena *arena = arena_create();
  const Scale *year = MADE("utc", 2, NULL, 1325376000000, 1356998400000); /* 2012 */
  static const struct {
    const char *interval;
    size_t count;
  } cases[] = {{"'month'", 13},
               {"'quarter'", 5},
               {"{'interval': 'quarter', 'step': 2}", 3},
               {"{'interval': 'month', 'step': 6}", 3},
               {"{'interval': 'month', 'step': 0}", 13},
               {"{'interval': 'month'}", 13},
               {"'year'", 2},
               {"'week'", 53},
               {"'fortnight'", 13},
               {"'hour'", 13},
               {"'minute'", 13},
               {"'second'", 13},
               {"'millisecond'", 13},
               {"2", 2}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    size_t n;
    scale_ticks(year, NAN, json_literal(arena, (Place){0}, cases[i].interval), 0, &n, arena);
    if (n != cases[i].count) g_error("%s: %zu", cases[i].interval, n);
  }
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/types/domains-and-ranges", test_domains_and_ranges_by_type);
  g_test_add_func("/types/guides", test_guides_by_type);
  g_test_add_func("/types/kinds", test_kinds_by_type);
  g_test_add_func("/types/a-log-scale-excludes-zero-and-less", test_a_log_scale_excludes_zero_and_less);
  g_test_add_func("/types/labels-show-the-least-step", test_labels_show_the_least_step);
  g_test_add_func("/types/fractions-lie-between-the-ends-of-the-domain",
                  test_fractions_lie_between_the_ends_of_the_domain);
  g_test_add_func("/types/log-labels-thin-out-with-the-count", test_log_labels_thin_out_with_the_count);
  g_test_add_func("/types/counts-mind-bins-and-the-least-step", test_counts_mind_bins_and_the_least_step);
  g_test_add_func("/types/asked-ticks-thin-out-to-their-ends", test_asked_ticks_thin_out_to_their_ends);
  g_test_add_func("/types/intervals-of-moments", test_intervals_of_moments);
  return g_test_run();
}
