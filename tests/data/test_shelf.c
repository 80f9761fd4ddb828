/* data/shelf.h: a table is made once of the same bytes, costs each chart the same, and outlives the shelf. */
#include "data/shelf.h"
#include <glib.h>
#include <string.h>

typedef struct Chart {
  Budget *budget;
  Arena *arena;
  Messages *messages;
} Chart;

static Chart chart_new(void) {
  Chart chart = {.budget = budget_create(), .arena = arena_create()};
  arena_set_budget(chart.arena, chart.budget);
  chart.messages = messages_create(chart.arena, false);
  return chart;
}

static void chart_end(Chart *chart) {
  arena_destroy(chart->arena);
  g_free(chart->budget);
}

static const Table *read_text(TableShelf *shelf, const Chart *chart, const char *name, const char *text) {
  Source *source = arena_new(chart->arena, Source);
  *source = (Source){.name = name, .text = arena_strdup(chart->arena, text), .length = strlen(text)};
  return table_shelf_read(shelf, source, NULL, NULL, chart->messages, chart->arena);
}

static const char *const *strings_of(const Table *table) {
  g_assert_nonnull(table);
  return table_column(table, "a")->strings;
}

static void test_the_same_bytes_are_one_table(void) {
  TableShelf *shelf = table_shelf_create();
  Chart one = chart_new(), other = chart_new();
  const char *const *first = strings_of(read_text(shelf, &one, "t.csv", "a,b\nx,1\ny,2\n"));
  g_assert_true(strings_of(read_text(shelf, &other, "t.csv", "a,b\nx,1\ny,2\n")) == first);
  g_assert_true(strings_of(read_text(shelf, &other, "t.csv", "a,b\nx,1\nz,2\n")) != first);
  g_assert_null(table_column(read_text(shelf, &other, "t.tsv", "a,b\nx,1\ny,2\n"), "a"));
  table_shelf_destroy(shelf);
  chart_end(&one);
  g_assert_cmpstr(first[1], ==, "y"); /* the other chart has it still */
  chart_end(&other);
}

static void test_each_chart_is_charged(void) {
  TableShelf *shelf = table_shelf_create();
  GString *text = g_string_new("a,b\n");
  for (int i = 0; i < 20000; i++) g_string_append_printf(text, "row %d,%d\n", i, i * i);
  double spent[2][BUDGET_KINDS], most[2];
  for (int i = 0; i < 2; i++) {
    Chart chart = chart_new();
    double before[BUDGET_KINDS];
    Source source = {.name = "t.csv", .text = text->str, .length = text->len};
    for (int kind = 0; kind < BUDGET_KINDS; kind++) before[kind] = budget_spent(chart.budget, (BudgetKind)kind);
    strings_of(table_shelf_read(shelf, &source, NULL, NULL, chart.messages, chart.arena));
    for (int kind = 0; kind < BUDGET_KINDS; kind++)
      spent[i][kind] = budget_spent(chart.budget, (BudgetKind)kind) - before[kind];
    most[i] = budget_most(chart.budget);
    chart_end(&chart);
  }
  for (int kind = 0; kind < BUDGET_KINDS; kind++) g_assert_cmpfloat(spent[0][kind], ==, spent[1][kind]);
  g_assert_cmpfloat(most[0], ==, most[1]);
  g_assert_cmpfloat(spent[0][BUDGET_MEMORY], >, (double)text->len);
  g_string_free(text, TRUE);
  table_shelf_destroy(shelf);
}

static void test_what_has_messages_is_read_again(void) {
  TableShelf *shelf = table_shelf_create();
  for (int i = 0; i < 2; i++) {
    Chart chart = chart_new();
    g_assert_null(read_text(shelf, &chart, "t.json", "[{\"a\": ]"));
    g_assert_cmpuint(messages_error_count(chart.messages), ==, 1);
    chart_end(&chart);
  }
  table_shelf_destroy(shelf);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shelf/the-same-bytes-are-one-table", test_the_same_bytes_are_one_table);
  g_test_add_func("/shelf/each-chart-is-charged", test_each_chart_is_charged);
  g_test_add_func("/shelf/what-has-messages-is-read-again", test_what_has_messages_is_read_again);
  return g_test_run();
}
