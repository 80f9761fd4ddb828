/* The ranks of values in a "sort" array, as Vega 6.4 gives them for charts compiled by Vega-Lite 6.4. */
#include "transform/bench.h"
#include "vegalite/dataflow/data_pass.h"

/* x: {"field": "a", "sort": ["z", 3, "x", null]} */
static void test_sort_index_is_the_place_in_the_list(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in = rows(bench, "[{'a':'x'},{'a':'z'},{'a':'y'},{'a':null},{'a':3}]");
  const Table *out =
      data_pass_sort_index(in, "a", NULL, parse(bench, "['z',3,'x',null]"), "x_a_sort_index", &bench->context);
  assert_numbers(out, "x_a_sort_index", (double[]){2, 0, 4, 3, 1});
}

static void test_sort_index_knows_months(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in =
      dates(bench, (double[]){1675123200000 /* in January */, 1675256400000 /* in February */, 1686812400000}, 3);
  const Table *out =
      data_pass_sort_index(in, "t", "month", parse(bench, "['feb',{'month':'jan'}]"), "i", &bench->context);
  assert_numbers(out, "i", (double[]){1, 0, 2});
}

int main(int count, char **arguments) {
  g_setenv("TZ", "UTC", TRUE);
  g_test_init(&count, &arguments, NULL);
  g_test_set_nonfatal_assertions();
  add("/vegalite/dataflow/sort/index is the place in the list", test_sort_index_is_the_place_in_the_list, NULL);
  add("/vegalite/dataflow/sort/index knows months", test_sort_index_knows_months, NULL);
  return g_test_run();
}
