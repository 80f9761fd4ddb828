/* What transforms say of JSON that is not theirs, and the parameters that channel definitions write too. */
#include "transform/bench.h"
#include "vegalite/transform/json.h"
#include "vegalite/transform/shared.h"

static void test_bin_rejects_a_base_that_never_grows(Bench *bench, gconstpointer unused) {
  (void)unused;
  BinParams params;
  g_assert_false(bin_read(parse(bench, "{'base':1}"), &params, &bench->context));
  assert_error(bench, "\"base\" must be greater than 1");
}

static void test_time_unit_reads_names_and_objects(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in = table_create(bench->arena, 0);
  TimeUnit unit;
  g_assert_true(time_unit_read(parse(bench, "'utcyearmonth'"), in, "t", &unit, &bench->context));
  g_assert_true(unit.utc);
  g_assert_cmpuint(unit.parts, ==, TIME_YEAR | TIME_MONTH);
  g_assert_true(time_unit_read(parse(bench, "{'unit':'hours','step':6,'utc':true}"), in, "t", &unit, &bench->context));
  g_assert_true(unit.utc);
  g_assert_cmpfloat(unit.step, ==, 6);
  g_assert_false(time_unit_read(parse(bench, "'fortnight'"), in, "t", &unit, &bench->context));
  assert_error(bench, "unknown time unit \"fortnight\"");
}

static void run_wrong(Bench *bench, const char *transform) {
  const Table *in = rows(bench, "[{'a':1,'b':2}]");
  g_assert_null(transform_run_all(parse(bench, transform), in, &bench->context));
}

static void test_errors_name_what_is_wrong(Bench *bench, gconstpointer data) {
  const char *const *pair = data;
  run_wrong(bench, pair[0]);
  assert_error(bench, pair[1]);
}

static void test_unknown_properties_are_warned_of(Bench *bench, gconstpointer unused) {
  (void)unused;
  const Table *in = rows(bench, "[{'a':1,'b':2}]");
  const char *text = "[{'aggregate':[{'op':'sum','field':'a','named':'s'}],'groupBy':['b']}]";
  g_assert_nonnull(transform_run_all(parse(bench, text), in, &bench->context));
  MessageLevel level;
  g_assert_cmpuint(messages_count(bench->messages), ==, 2);
  g_assert_cmpuint(messages_error_count(bench->messages), ==, 0);
  g_assert_cmpstr(messages_text(bench->messages, 0, &level), ==,
                  "unknown property \"groupBy\"; did you mean \"groupby\"?");
  g_assert_cmpstr(messages_text(bench->messages, 1, &level), ==, "unknown property \"named\"");
}

static const char *const wrong[][2] = {
    {"[{'agregate':[]}]", "unknown transform \"agregate\"; did you mean \"aggregate\"?"},
    {"[{'aggregate':[{'op':'meen','field':'a'}]}]", "unknown aggregate operation \"meen\"; did you mean \"mean\"?"},
    {"[{'aggregate':[{'op':'mean'}]}]", "the transform needs the property \"field\""},
    {"[{'window':[{'op':'row_nummer'}]}]", "unknown window operation \"row_nummer\"; did you mean \"row_number\"?"},
    {"[{'window':[{'op':'lag'}]}]", "the window operation \"lag\" needs a field"},
    {"[{'window':[{'op':'ntile'}]}]", "the window operation \"ntile\" needs a \"param\" greater than 0"},
    {"[{'window':[{'op':'rank'}],'frame':[1]}]", "\"frame\" must be two numbers or nulls"},
    {"[{'stack':'a','groupby':'b'}]", "\"groupby\" must be an array of field names"},
    {"[{'stack':'a','groupby':[],'offset':'centre'}]", "unknown offset \"centre\"; did you mean \"center\"?"},
    {"[{'impute':'a'}]", "the transform needs the property \"key\""},
    {"[{'impute':'a','key':'b','keyvals':{'stop':1e300}}]",
     "\"keyvals\" must be a sequence with a stop, of at most 10000000 keys"},
    {"[{'regression':'a','on':'b','method':'poly','order':99}]", "\"order\" must be between 0 and 50"},
    {"[{'quantile':'a','step':1e-9}]", "\"step\" is too small"},
    {"[{'timeUnit':'jear','field':'a','as':'b'}]", "unknown time unit \"jear\"; did you mean \"year\"?"},
    {"[{'bin':'yes','field':'a','as':'b'}]", "\"bin\" must be true or an object of bin parameters"},
    {"[{'density':'a','extent':[1]}]", "\"extent\" must be an array of two numbers"},
    {"[{'lookup':'a'}]", "a lookup needs \"from\" with \"data\" or a \"param\""},
    {"[3]", "a transform must be an object"},
    {"{}", "\"transform\" must be an array"},
};

int main(int count, char **arguments) {
  g_setenv("TZ", "UTC", TRUE);
  g_test_init(&count, &arguments, NULL);
  g_test_set_nonfatal_assertions();
  add("/vegalite/transform/bin/rejects a base that never grows", test_bin_rejects_a_base_that_never_grows, NULL);
  add("/vegalite/transform/timeunit/reads names and objects", test_time_unit_reads_names_and_objects, NULL);
  add("/vegalite/transform/errors/unknown properties are warned of", test_unknown_properties_are_warned_of, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    char *path = g_strdup_printf("/vegalite/transform/errors/%zu", i);
    add(path, test_errors_name_what_is_wrong, wrong[i]);
    g_free(path);
  }
  return g_test_run();
}
