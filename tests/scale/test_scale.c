/* What Vega's answers on well-formed scales (test_reference.c) do not reach: empty and hostile input, types, columns. */
#include "scale/family.h"
#include <math.h>

static const Scale *linear(double from, double to, Arena *arena) {
  ScaleSpec spec = scale_spec(&scale_linear);
  Value *domain = arena_array(arena, Value, 2);
  domain[0] = value_number(from), domain[1] = value_number(to);
  static const double range[] = {0, 100};
  spec.domain = domain;
  spec.domain_count = 2;
  spec.range_numbers = range;
  spec.range_count = 2;
  spec.zero = false;
  return scale_create(&spec, arena);
}

static void test_type_names_go_both_ways(void) {
  Arena *arena = arena_create();
  const char *const *names = scale_type_names(arena);
  size_t count = 0;
  for (; scale_types[count]; count++) {
    g_assert_cmpstr(names[count], ==, scale_types[count]->name);
    g_assert_true(scale_type_find(names[count]) == scale_types[count]);
  }
  g_assert_null(names[count]);
  g_assert_null(scale_type_find("polar"));
  g_assert_null(scale_type_find(NULL));
  arena_destroy(arena);
}

/* A description must not contradict itself: what one property promises, another must hold. */
static void test_descriptions_agree_with_themselves(void) {
  for (size_t i = 0; scale_types[i]; i++) {
    const ScaleType *type = scale_types[i];
    const ScaleFamily *family = type->family;
    g_test_message("%s", type->name);
    g_assert_true(family->read_domain && family->finish && family->invert && family->ticks);
    g_assert_cmpint(scale_type_is_continuous(type), ==, family->numbers != NULL);
    g_assert_cmpint(family->numbers != NULL, ==, family->colors != NULL);
    g_assert_cmpint(family->numbers != NULL, ==, family->slots == NULL);
    g_assert_cmpint(type->excludes != NULL, ==, type->excluded != NULL);
    g_assert_cmpint(scale_type_is_temporal(type), ==, type->labels == LABELS_TIME);
    g_assert_false(type->banded && !scale_type_is_placed(type));
    g_assert_false(type->zero && !scale_type_maps_zero(type));
    for (size_t end = 0; type->default_domain && type->excludes && end < 2; end++)
      g_assert_false(type->excludes(type->default_domain[end]));
  }
}

static void test_null_is_not_zero(void) {
  Arena *arena = arena_create();
  const Scale *scale = linear(0, 10, arena);
  Value values[] = {value_number(5), value_null(), value_undefined(), value_string("10"), value_boolean(true)};
  const Column column = {.kind = COLUMN_VALUE, .length = 5, .values = values};
  const double *out = scale_map_numbers(scale, &column, arena);
  g_assert_cmpfloat(out[0], ==, 50);
  g_assert_true(isnan(out[1]) && isnan(out[2]));
  g_assert_cmpfloat(out[3], ==, 100);
  g_assert_cmpfloat(out[4], ==, 10);
  arena_destroy(arena);
}

/* As d3's InternMap: a date is the number of its moment; a text is not a number. */
static void test_discrete_values_are_told_apart_as_d3_does(void) {
  Arena *arena = arena_create();
  Value domain[] = {value_number(1), value_string("1"), value_date(5),
                    value_number(5), value_number(NAN), value_null()};
  static const double range[] = {10, 20, 30, 40, 50};
  ScaleSpec spec = scale_spec(&scale_ordinal);
  spec.domain = domain, spec.domain_count = 6;
  spec.range_numbers = range, spec.range_count = 5;
  const Scale *scale = scale_create(&spec, arena);
  size_t n;
  scale_domain(scale, &n);
  g_assert_cmpuint(n, ==, 5);
  g_assert_cmpfloat(scale_map_number(scale, value_string("1")), ==, 20);
  g_assert_cmpfloat(scale_map_number(scale, value_number(5)), ==, 30);
  g_assert_cmpfloat(scale_map_number(scale, value_number(NAN)), ==, 40);
  g_assert_cmpfloat(scale_map_number(scale, value_null()), ==, 50);
  g_assert_true(isnan(scale_map_number(scale, value_undefined())));
  arena_destroy(arena);
}

static void test_every_type_survives_having_nothing(void) {
  Arena *arena = arena_create();
  Value some = value_number(3);
  for (size_t i = 0; scale_types[i]; i++) {
    ScaleSpec spec = scale_spec(scale_types[i]);
    const Scale *scale = scale_create(&spec, arena);
    size_t n;
    scale_map_value(scale, some, arena);
    scale_map_color(scale, some);
    scale_map_string(scale, some);
    scale_map_array(scale, some);
    scale_invert(scale, 3);
    scale_ticks(scale, 10, NULL, 0, &n, arena);
    scale_legend_values(scale, 5, NULL, 1, &n, arena);
    scale_gradient(scale, 0, &n, arena);
    scale_fraction(scale, some);
    scale_map_number(scale, some);
  }
  arena_destroy(arena);
}

static void test_wild_domains_end(void) {
  static const double ends[][2] = {{-1e308, 1e308}, {NAN, NAN},  {0, INFINITY},        {1e-320, 1e300},
                                   {5, 5},          {0, 1e-300}, {-INFINITY, INFINITY}};
  Arena *arena = arena_create();
  for (size_t i = 0; scale_types[i]; i++) {
    for (size_t k = 0; k < G_N_ELEMENTS(ends); k++) {
      ScaleSpec spec = scale_spec(scale_types[i]);
      Value domain[] = {value_number(ends[k][0]), value_number(ends[k][1])};
      static const double range[] = {0, 300};
      spec.domain = domain, spec.domain_count = 2;
      spec.range_numbers = range, spec.range_count = 2;
      spec.nice = json_literal(arena, (Place){0}, "true");
      spec.padding = 150;
      spec.base = 1e9;
      spec.bins = json_literal(arena, (Place){0}, "{'step': 1e-9}");
      const Scale *scale = scale_create(&spec, arena);
      size_t n;
      scale_ticks(scale, 1e12, NULL, 0, &n, arena);
      g_assert_cmpuint(n, <, 2000000);
    }
  }
  arena_destroy(arena);
}

/* However many are asked for: steps of 1e-5 are the finest. */
static void test_ticks_are_no_more_than_a_chart_can_have(void) {
  Arena *arena = arena_create();
  size_t n;
  scale_ticks(linear(0, 1, arena), 1e5, NULL, 0, &n, arena);
  g_assert_cmpuint(n, ==, 100001);
  scale_ticks(linear(0, 1, arena), 5e5, NULL, 0, &n, arena);
  g_assert_cmpuint(n, ==, 100001);
  arena_destroy(arena);
}

/* d3.scaleBand([…6 values], [0, 300]).paddingInner(.1).paddingOuter(.05): step 50 */
static void test_band_space_counts_steps(void) {
  g_assert_cmpfloat(scale_band_space(6, .1, .05), ==, 6);
  g_assert_cmpfloat(scale_band_space(0, .1, .05), ==, 0);
  g_assert_cmpfloat(scale_band_space(1, 1, 0), ==, 1);
}

static void test_asked_for_ticks_outside_are_left_out(void) {
  Arena *arena = arena_create();
  const Scale *scale = linear(0, 10, arena);
  Value asked[] = {value_number(8), value_number(-1), value_number(2), value_number(11)};
  size_t n;
  const Value *ticks = scale_valid_ticks(scale, asked, 4, NAN, &n, arena);
  g_assert_cmpuint(n, ==, 2);
  g_assert_cmpfloat(ticks[0].number, ==, 2);
  g_assert_cmpfloat(ticks[1].number, ==, 8);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/scale/type-names", test_type_names_go_both_ways);
  g_test_add_func("/scale/descriptions", test_descriptions_agree_with_themselves);
  g_test_add_func("/scale/null", test_null_is_not_zero);
  g_test_add_func("/scale/discrete-equality", test_discrete_values_are_told_apart_as_d3_does);
  g_test_add_func("/scale/nothing", test_every_type_survives_having_nothing);
  g_test_add_func("/scale/wild-domains", test_wild_domains_end);
  g_test_add_func("/scale/most-ticks", test_ticks_are_no_more_than_a_chart_can_have);
  g_test_add_func("/scale/band-space", test_band_space_counts_steps);
  g_test_add_func("/scale/asked-ticks", test_asked_for_ticks_outside_are_left_out);
  return g_test_run();
}
