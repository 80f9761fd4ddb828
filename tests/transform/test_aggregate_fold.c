/* Aggregates of rows that come in blocks: the same as of all rows at once, bit by bit, with nothing kept of a block. */
#include "data/reader.h"
#include "transform/aggregate_fold.h"
#include "transform/bench.h"
#include <string.h>

static const char *const texts[] = {
    /* numbers, of which sums are rounded; −0 and 0; texts that are numbers; several kinds */
    "[{'g':'a','n':0.1,'t':'10','v':1},{'g':'b','n':0.2,'t':'9','v':'1'},{'g':'a','n':0.3,'t':'','v':null},"
    "{'g':'','n':-0.0,'t':'x','v':true},{'g':'a','n':1e16,'t':'9','v':'null'},{'g':'b','n':1,'t':'10','v':'x'},"
    "{'g':'null','n':0,'t':'1e3','v':2.5},{'g':'a','n':-1e16,'t':'-3','v':false},{'g':'c','n':7,'t':'x','v':'2.5'}]",
    "[{'g':1,'n':null,'t':'b'},{'g':'1','n':5},{'g':1.5,'n':'z','t':'a'},{'g':null,'n':'','t':null},{'n':3,'t':'c'},"
    "{'g':1,'n':2,'t':'0'},{'g':true,'n':8,'t':'00'},{'g':'true','n':-8,'t':'a'},{'g':0,'n':1},{'g':-0.0,'n':1}]"};

static const Measure measures[] = {
    {"count", NULL, NULL},      {"valid", "n", NULL},        {"missing", "n", NULL}, {"sum", "n", NULL},
    {"product", "n", NULL},     {"mean", "n", NULL},         {"average", "n", NULL}, {"variance", "n", NULL},
    {"variancep", "n", NULL},   {"stdev", "n", NULL},        {"stdevp", "n", NULL},  {"stderr", "n", NULL},
    {"exponential", "n", NULL}, {"min", "n", NULL},          {"max", "n", NULL},     {"min", "t", "smallest"},
    {"max", "t", "largest"},    {"min", "v", NULL},          {"max", "v", NULL},     {"sum", "v", NULL},
    {"max", "nothing", NULL},   {"missing", "nothing", NULL}};

static const FieldList groupings[] = {{(const char *const[]){NULL}, 0},
                                      {(const char *const[]){"g"}, 1},
                                      {(const char *const[]){"v", "g"}, 2},
                                      {(const char *const[]){"t", "nothing", "g"}, 3}};

static void assert_same(Value a, Value b) {
  g_assert_cmpint(a.kind, ==, b.kind);
  if (a.kind == VALUE_STRING) g_assert_cmpstr(a.string, ==, b.string);
  if (a.kind == VALUE_BOOLEAN) g_assert_cmpint(a.boolean, ==, b.boolean);
  if ((a.kind == VALUE_NUMBER || a.kind == VALUE_DATE) && !(isnan(a.number) && isnan(b.number)))
    g_assert_cmpmem(&a.number, sizeof a.number, &b.number, sizeof b.number);
}

static void assert_same_tables(const Table *a, const Table *b) {
  g_assert_cmpuint(table_row_count(a), ==, table_row_count(b));
  g_assert_cmpuint(table_column_count(a), ==, table_column_count(b));
  for (size_t i = 0; i < table_column_count(a); i++) {
    g_assert_cmpstr(table_column_name(a, i), ==, table_column_name(b, i));
    for (size_t row = 0; row < table_row_count(a); row++)
      assert_same(column_value(table_column_at(a, i), row), column_value(table_column_at(b, i), row));
  }
}

/* The rows of a CSV file have lazily made texts, and codes. */
static const Table *of_csv(const char *text, Messages *messages, Arena *arena) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "rows.csv", .text = arena_strdup(arena, text), .length = strlen(text)};
  return data_read(source, NULL, NULL, messages, arena);
}

static const Table *of_text(Bench *bench, const char *text, Arena *arena) {
  if (*text != '[') return of_csv(text, bench->messages, arena);
  Bench own = {.arena = arena, .context = bench->context};
  own.context.arena = arena;
  return rows(&own, text);
}

/* Adds the rows in blocks of `length` rows, each read into an arena of its own. */
static const Table *folded(Bench *bench, const char *text, size_t length, FieldList by) {
  AggregateFold *fold = aggregate_fold_create(by, measures, G_N_ELEMENTS(measures), &bench->context);
  g_assert_nonnull(fold);
  for (size_t from = 0, all = 1; from < all; from += length) {
    Arena *arena = arena_create(), *scratch = arena_create();
    const Table *table = of_text(bench, text, arena);
    all = table_row_count(table);
    size_t count = MIN(length, all - from);
    guint32 *picked = arena_array(arena, guint32, count);
    for (size_t i = 0; i < count; i++) picked[i] = (guint32)(from + i);
    g_assert_true(aggregate_fold_add(fold, table_pick(table, NULL, 0), scratch)); /* an empty one makes no difference */
    g_assert_true(aggregate_fold_add(fold, table_pick(table, picked, count), scratch));
    arena_destroy(scratch);
    arena_destroy(arena);
  }
  return aggregate_fold_finish(fold);
}

static void compare(Bench *bench, const char *text) {
  for (size_t i = 0; i < G_N_ELEMENTS(groupings); i++)
    for (size_t length = 1; length <= 11; length++) {
      const Table *whole = transform_aggregate(of_text(bench, text, bench->arena), groupings[i], measures,
                                               G_N_ELEMENTS(measures), (Place){0}, &bench->context);
      assert_same_tables(folded(bench, text, length, groupings[i]), whole);
    }
}

static void test_blocks_make_no_difference(Bench *bench, gconstpointer unused) {
  (void)unused;
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) compare(bench, texts[i]);
  compare(bench, "g,n,t,v\na,0.1,10,1\nb,0.2,9,x\n,0.3,,1\na,1e16,x,\nb,-0,9,1.0\na,7,10,1\n");
}

static void test_facets_group_too(Bench *bench, gconstpointer unused) {
  (void)unused;
  bench->context.facet_fields = (const char *const[]){"g"};
  bench->context.facet_field_count = 1;
  compare(bench, texts[0]);
}

static void test_no_rows_are_no_table(Bench *bench, gconstpointer unused) {
  (void)unused;
  AggregateFold *fold = aggregate_fold_create(groupings[1], measures, 3, &bench->context);
  g_assert_true(aggregate_fold_add(fold, table_create(bench->arena, 0), bench->arena));
  g_assert_null(aggregate_fold_finish(fold));
}

static void test_what_needs_all_rows_does_not_fold(Bench *bench, gconstpointer unused) {
  (void)unused;
  static const char *const ops[] = {"median",   "q1",     "q3",     "ci0",    "ci1",
                                    "distinct", "values", "argmin", "argmax", "modes"};
  for (size_t i = 0; i < G_N_ELEMENTS(ops); i++) {
    Measure measure = {ops[i], "n", NULL};
    g_assert_false(aggregate_op_folds(ops[i]));
    g_assert_null(aggregate_fold_create(groupings[0], &measure, 1, &bench->context));
  }
}

static void test_groups_may_not_be_too_many(Bench *bench, gconstpointer unused) {
  (void)unused;
  enum { MANY = (1 << 17) + 1 };
  double *numbers = arena_array(bench->arena, double, MANY);
  for (size_t i = 0; i < MANY; i++) numbers[i] = (double)i;
  const Table *table =
      table_with_column(table_create(bench->arena, MANY), "g", column_from_numbers(numbers, MANY, bench->arena));
  AggregateFold *fold = aggregate_fold_create(groupings[1], measures, 1, &bench->context);
  g_assert_false(aggregate_fold_add(fold, table, bench->arena));
}

static void test_lists_are_not_kept(Bench *bench, gconstpointer unused) {
  (void)unused;
  AggregateFold *fold = aggregate_fold_create(groupings[1], measures, 1, &bench->context);
  g_assert_false(aggregate_fold_add(fold, rows(bench, "[{'g':[1]}]"), bench->arena));
  fold = aggregate_fold_create(groupings[1], (const Measure[]){{"max", "n", NULL}}, 1, &bench->context);
  g_assert_false(aggregate_fold_add(fold, rows(bench, "[{'g':1,'n':[1]}]"), bench->arena));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  add("/transform/aggregate fold/blocks", test_blocks_make_no_difference, NULL);
  add("/transform/aggregate fold/facets", test_facets_group_too, NULL);
  add("/transform/aggregate fold/none", test_no_rows_are_no_table, NULL);
  add("/transform/aggregate fold/whole", test_what_needs_all_rows_does_not_fold, NULL);
  add("/transform/aggregate fold/many", test_groups_may_not_be_too_many, NULL);
  add("/transform/aggregate fold/lists", test_lists_are_not_kept, NULL);
  return g_test_run();
}
