/* What transforms say of themselves: the columns they create, the parse they need, whether they run in each facet cell. */
#include "vegalite/transform/json.h"
#include <string.h>

typedef struct Case {
  const char *transforms, *names; /* names: separated by spaces */
} Case;

static const Json *read(const char *text, Arena *arena) { return json_literal(arena, (Place){0}, text); }

static void each_name(const Case *one, bool expected) {
  Arena *arena = arena_create();
  char **names = g_strsplit(one->names, " ", -1);
  for (char **name = names; *name; name++) {
    g_test_message("%s: %s", one->transforms, *name);
    g_assert_true(transform_creates(read(one->transforms, arena), *name) == expected);
  }
  g_strfreev(names);
  arena_destroy(arena);
}

static void test_new_columns_are_created(void) {
  static const Case cases[] = {
      {"[{'calculate':'1','as':'a'}]", "a"},
      {"[{'bin':true,'field':'x','as':['a','b']}]", "a b"},
      {"[{'aggregate':[{'op':'sum','field':'x','as':'a'},{'op':'count','as':'b'}],'groupby':['g']}]", "a b"},
      {"[{'window':[{'op':'rank','as':'a'}]}]", "a"},
      {"[{'fold':['x','y']}]", "key value"},
      {"[{'fold':['x','y'],'as':['a']}]", "a value"},
      {"[{'density':'x'}]", "value density"},
      {"[{'quantile':'x','as':['a','b']}]", "a b"},
      {"[{'filter':'true'},{'lookup':'x','from':{},'as':'a'}]", "a"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) each_name(&cases[i], true);
}

static void test_fields_that_are_read_are_not_created(void) {
  static const Case cases[] = {
      {"[{'calculate':'1','as':'a'}]", "calculate x"},
      {"[{'aggregate':[{'op':'sum','field':'x','as':'a'}],'groupby':['g']}]", "x g sum as"},
      {"[{'fold':['x','y'],'as':['a','b']}]", "key value x"},
      {"[{'loess':'y','on':'x'}]", "x y"},
      {"[{'flatten':['x']}]", "x"},
      {"[{'density':'value'}]", "value"}, /* the default name of what it reads */
      {"[{'window':[{'op':'rank','as':'a'}],'sort':[{'field':'x'}]}]", "x"},
      {"[{'nothing':'x','as':'a'}]", "a"},
      {"null", "a"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) each_name(&cases[i], false);
}

static void test_some_run_in_each_cell(void) {
  Arena *arena = arena_create();
  static const char *const in_cells[] = {"density", "regression", "loess", "quantile", "impute", "sample", "pivot"};
  static const char *const on_all[] = {"calculate", "filter", "bin",    "timeUnit", "aggregate", "joinaggregate",
                                       "window",    "stack",  "lookup", "fold",     "flatten",   "extent"};
  for (size_t i = 0; i < G_N_ELEMENTS(in_cells); i++)
    g_assert_true(
        transform_runs_per_cell(read(arena_printf(arena, "[{'filter':'1'},{'%s':'x'}]", in_cells[i]), arena)));
  for (size_t i = 0; i < G_N_ELEMENTS(on_all); i++)
    g_assert_false(transform_runs_per_cell(read(arena_printf(arena, "[{'%s':'x'}]", on_all[i]), arena)));
  arena_destroy(arena);
}

/* Vega-Lite's getImplicitFromFilterTransform. */
static void test_filters_ask_for_a_parse(void) {
  Arena *arena = arena_create();
  const Json *transforms =
      read("[{'filter':{'and':[{'field':'a','range':[{'year':2020},null]},{'not':{'field':'b','lt':3}},"
           "{'or':[{'field':'c','oneOf':['x']}]}]}},{'filter':{'field':'a','equal':1}},"
           "{'filter':{'field':'d','equal':0}},{'filter':{'field':'e','timeUnit':'year','equal':1}},"
           "{'filter':'datum.f > 1'}]",
           arena);
  const Json *parse = transform_parse(transforms, (Place){0}, arena);
  const Json *expected = read("{'a':'date','b':'number','c':'string','e':'date'}", arena);
  g_assert_cmpuint(json_count(parse), ==, json_count(expected));
  for (size_t i = 0; i < json_count(expected); i++) {
    const JsonMember *member = &expected->object.members[i];
    g_assert_true(json_is_string(json_get(parse, member->key), member->value->string));
  }
  arena_destroy(arena);
}

typedef struct Warning {
  const char *transform, *text;
} Warning;

static void test_a_field_no_row_has_is_reported(gconstpointer data) {
  const Warning *warning = data;
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  guint64 random_state = 1;
  ExprScope scope = {.arena = arena, .messages = messages, .random_state = &random_state};
  TransformContext context = {.arena = arena, .messages = messages, .scope = &scope};
  Value rows = value_from_json(read("[{'price':1,'city':'A'},{'price':2,'city':'B'}]", arena), arena);
  transform_run_all(read(warning->transform, arena), table_from_values(rows.array->items, rows.array->count, arena),
                    &context);
  bool found = false;
  MessageLevel level;
  for (size_t i = 0; i < messages_count(messages); i++)
    found = found || strcmp(messages_text(messages, i, &level), warning->text) == 0;
  if (!found) g_test_message("%s", messages_to_string(messages));
  g_assert_true(found);
  arena_destroy(arena);
}

static const Warning warnings[] = {
    {"[{'aggregate':[{'op':'sum','field':'prise','as':'a'}],'groupby':['city']}]",
     "no row has the field \"prise\"; did you mean \"price\"?"},
    {"[{'aggregate':[{'op':'sum','field':'price','as':'a'}],'groupby':['citi']}]",
     "no row has the field \"citi\"; did you mean \"city\"?"},
    {"[{'window':[{'op':'rank','as':'a'}],'sort':[{'field':'prise'}]}]",
     "no row has the field \"prise\"; did you mean \"price\"?"},
    {"[{'filter':{'not':{'or':[{'field':'citi','equal':'A'}]}}}]",
     "no row has the field \"citi\"; did you mean \"city\"?"},
    {"[{'fold':['price','citi']}]", "no row has the field \"citi\"; did you mean \"city\"?"},
    {"[{'pivot':'city','value':'prise'}]", "no row has the field \"prise\"; did you mean \"price\"?"},
    {"[{'impute':'price','key':'citi'}]", "no row has the field \"citi\"; did you mean \"city\"?"},
    {"[{'regression':'price','on':'citi'}]", "no row has the field \"citi\"; did you mean \"city\"?"},
    {"[{'timeUnit':'year','field':'citi','as':'a'}]", "no row has the field \"citi\"; did you mean \"city\"?"},
};

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vegalite/transform/json/new columns are created", test_new_columns_are_created);
  g_test_add_func("/vegalite/transform/json/fields that are read are not created",
                  test_fields_that_are_read_are_not_created);
  g_test_add_func("/vegalite/transform/json/some run in each cell", test_some_run_in_each_cell);
  g_test_add_func("/vegalite/transform/json/filters ask for a parse", test_filters_ask_for_a_parse);
  for (size_t i = 0; i < G_N_ELEMENTS(warnings); i++) {
    char *path = g_strdup_printf("/vegalite/transform/json/a field no row has is reported/%zu", i);
    g_test_add_data_func(path, &warnings[i], test_a_field_no_row_has_is_reported);
    g_free(path);
  }
  return g_test_run();
}
