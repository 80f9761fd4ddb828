/* What Vega-Lite's rules say of each type of scale: by its scale.ts. */
#include "vegalite/grammar/scale_rules.h"
#include <glib.h>

static void assert_only(bool (*holds)(const ScaleType *), const char *const *names) {
  for (size_t i = 0; scale_types[i]; i++)
    if (holds(scale_types[i]) != g_strv_contains(names, scale_types[i]->name))
      g_error("%s: %d", scale_types[i]->name, holds(scale_types[i]));
}

static bool is_greedy(const ScaleType *t) { return scale_rules(t)->greedy_labels; }
static bool counts_itself(const ScaleType *t) { return scale_rules(t)->own_tick_count; }
static bool is_vegas(const ScaleType *t) { return scale_rules(t)->vega_only; }
static bool takes_schemes(const ScaleType *t) { return scale_rules(t)->takes & SCALE_TAKES_SCHEME; }
static bool takes_bins(const ScaleType *t) { return scale_rules(t)->takes & SCALE_TAKES_BINS; }
static bool takes_bounds(const ScaleType *t) { return scale_rules(t)->takes & SCALE_TAKES_BOUNDS; }
static bool takes_nice(const ScaleType *t) { return scale_rules(t)->takes & SCALE_TAKES_NICE; }
static bool takes_zero(const ScaleType *t) { return scale_rules(t)->takes & SCALE_TAKES_ZERO; }
static bool takes_padding(const ScaleType *t) { return scale_rules(t)->takes & SCALE_TAKES_PADDING; }
static bool takes_ends(const ScaleType *t) { return scale_rules(t)->takes & SCALE_TAKES_ENDS; }
static bool takes_gaps(const ScaleType *t) { return scale_rules(t)->takes & SCALE_TAKES_GAPS; }

#define ONLY(holds, ...) assert_only(holds, (const char *const[]){__VA_ARGS__, NULL})

static void test_what_types_take(void) {
  ONLY(takes_schemes, "linear", "log", "pow", "sqrt", "symlog", "time", "utc", "sequential", "diverging", "quantile",
       "quantize", "threshold", "bin-ordinal", "ordinal");
  ONLY(takes_bins, "linear", "log", "pow", "sqrt", "symlog", "time", "utc", "sequential", "diverging", "quantile",
       "quantize", "threshold", "bin-ordinal");
  ONLY(takes_bounds, "linear", "log", "pow", "sqrt", "symlog", "time", "utc");
  ONLY(takes_nice, "linear", "log", "pow", "sqrt", "symlog", "time", "utc", "quantize", "threshold");
  ONLY(takes_zero, "linear", "pow", "sqrt", "symlog", "identity", "sequential", "diverging", "quantize");
  ONLY(takes_padding, "linear", "log", "pow", "sqrt", "symlog", "time", "utc", "point", "band");
  ONLY(takes_ends, "point", "band");
  ONLY(takes_gaps, "band");
}

static void test_guides_by_type(void) {
  ONLY(is_greedy, "log", "symlog", "quantile", "threshold");
  ONLY(counts_itself, "log");
  ONLY(is_vegas, "diverging");
}

static void test_smooth_types(void) {
  ONLY(scale_type_is_smooth, "linear", "log", "pow", "sqrt", "symlog", "time", "utc");
  g_assert_false(scale_type_is_smooth(NULL));
}

/* What one table promises, the other must hold. */
static void test_zero_is_taken_only_where_it_is_mapped(void) {
  for (size_t i = 0; scale_types[i]; i++)
    g_assert_false(takes_zero(scale_types[i]) && !scale_type_maps_zero(scale_types[i]));
}

/* SCALE_PRECEDENCE_INDEX, for types that can be shared with each other. */
static void test_of_types_that_agree_the_special_one_is_shared(void) {
  static const char *const ordered[][2] = {{"linear", "log"},       {"linear", "pow"},      {"linear", "sqrt"},
                                           {"linear", "symlog"},    {"linear", "identity"}, {"linear", "sequential"},
                                           {"linear", "diverging"}, {"point", "band"}};
  for (size_t i = 0; i < G_N_ELEMENTS(ordered); i++)
    g_assert_cmpint(scale_rules(scale_type_find(ordered[i][0]))->precedence, <,
                    scale_rules(scale_type_find(ordered[i][1]))->precedence);
  static const char *const equal[] = {"log", "pow", "sqrt", "symlog", "identity", "sequential"};
  for (size_t i = 1; i < G_N_ELEMENTS(equal); i++)
    g_assert_cmpint(scale_rules(scale_type_find(equal[i]))->precedence, ==,
                    scale_rules(scale_type_find("log"))->precedence);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vegalite/grammar/scale-rules/taken", test_what_types_take);
  g_test_add_func("/vegalite/grammar/scale-rules/guides", test_guides_by_type);
  g_test_add_func("/vegalite/grammar/scale-rules/smooth", test_smooth_types);
  g_test_add_func("/vegalite/grammar/scale-rules/zero", test_zero_is_taken_only_where_it_is_mapped);
  g_test_add_func("/vegalite/grammar/scale-rules/precedence", test_of_types_that_agree_the_special_one_is_shared);
  return g_test_run();
}
