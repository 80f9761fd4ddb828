/* Which of two values a property keeps (Vega-Lite's mergeValuesWithExplicit). */
#include "vegalite/grammar/split.h"
#include <glib.h>

static const Json one = {.kind = JSON_NUMBER, .number = 1}, two = {.kind = JSON_NUMBER, .number = 2},
                  null = {.kind = JSON_NULL};

static void test_explicit_beats_implicit(void) {
  Split written = {&two, true}, by_rule = {&one, false};
  g_assert_true(split_merge(by_rule, written).value == &two);
  g_assert_true(split_merge(by_rule, written).is_explicit);
  g_assert_true(split_merge(written, by_rule).value == &two);
}

static void test_the_first_of_equals_stays(void) {
  g_assert_true(split_merge((Split){&one, true}, (Split){&two, true}).value == &one);
  g_assert_true(split_merge((Split){&one, false}, (Split){&two, false}).value == &one);
}

static void test_what_is_not_set_gives_way(void) {
  Split unset = {0};
  g_assert_true(split_merge(unset, (Split){&one, false}).value == &one);
  g_assert_true(split_merge((Split){&one, false}, unset).value == &one);
  g_assert_true(split_merge((Split){&null, true}, (Split){&one, false}).value == &null);
  g_assert_null(split_merge(unset, unset).value);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/split/explicit-beats-implicit", test_explicit_beats_implicit);
  g_test_add_func("/split/first-of-equals-stays", test_the_first_of_equals_stays);
  g_test_add_func("/split/unset-gives-way", test_what_is_not_set_gives_way);
  return g_test_run();
}
