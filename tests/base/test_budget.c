/* A budget ends a run where a charge cannot be met, and nothing of the run is left but what the chart owns. */
#include "base/arena.h"
#include "base/temporary.h"
#include <stdint.h>

typedef struct Run {
  Arena *arena;
  double bytes;
  size_t count;
  bool came_back;
} Run;

static int destroyed;
static void note(void *thing) { destroyed += *(const char *)thing; }

static void take(void *closure) {
  Run *run = closure;
  for (size_t i = 0; i < run->count; i++) {
    Arena *temporary = arena_create_charged(arena_budget(run->arena));
    arena_adopt(temporary, "\1", note);
    arena_alloc(temporary, (size_t)run->bytes);
    arena_destroy(temporary);
  }
  run->came_back = true;
}

static void keep(void *closure) {
  Run *run = closure;
  arena_ask(run->arena, "flatten", (Place){0});
  Arena *temporary = arena_create_charged(arena_budget(run->arena));
  arena_adopt(temporary, "\1", note);
  for (size_t i = 0; i < run->count; i++) arena_alloc(run->arena, (size_t)run->bytes);
  arena_destroy(temporary);
  run->came_back = true;
}

static void ask_too_much(void *closure) { arena_alloc_array(((Run *)closure)->arena, SIZE_MAX / 2, 3); }

static Run begin(double limit, double bytes, size_t count) {
  Budget *budget = budget_create();
  budget_set_limit(budget, BUDGET_MEMORY, limit);
  Arena *arena = arena_create();
  arena_set_budget(arena, budget);
  destroyed = 0;
  return (Run){.arena = arena, .bytes = bytes, .count = count};
}

static void end(const Run *run) {
  Budget *budget = arena_budget(run->arena);
  arena_destroy(run->arena);
  g_free(budget);
}

static void test_memory_that_is_given_back_may_be_taken_again(void) {
  Run run = begin(1e6, 1e5, 100);
  g_assert_true(budget_run(arena_budget(run.arena), take, &run));
  g_assert_true(run.came_back);
  g_assert_null(budget_refusal(arena_budget(run.arena)));
  g_assert_cmpint(destroyed, ==, 100);
  end(&run);
}

static void test_a_charge_that_cannot_be_met_ends_the_run(void) {
  Run run = begin(1e6, 1e5, 100);
  g_assert_false(budget_run(arena_budget(run.arena), keep, &run));
  g_assert_false(run.came_back);
  g_assert_cmpint(destroyed, ==, 1);
  const BudgetRefusal *refusal = budget_refusal(arena_budget(run.arena));
  g_assert_cmpstr(refusal->asker.what, ==, "flatten");
  g_assert_cmpint(refusal->kind, ==, BUDGET_MEMORY);
  g_assert_cmpfloat(refusal->asked, >=, 1e5);
  g_assert_cmpfloat(refusal->before + refusal->asked, >, refusal->limit);
  /* what reports it still gets memory, and nothing else is run */
  arena_alloc(run.arena, 2000000);
  g_assert_false(budget_run(arena_budget(run.arena), take, &run));
  g_assert_false(run.came_back);
  end(&run);
}

static void test_impossible_sizes_end_the_run(void) {
  Run run = begin(1e300, 0, 0);
  g_assert_false(budget_run(arena_budget(run.arena), ask_too_much, &run));
  g_assert_cmpint(budget_refusal(arena_budget(run.arena))->kind, ==, BUDGET_MEMORY);
  end(&run);
}

static int freed;

static void free_counted(void *text) {
  freed++;
  g_free(text);
}

/* One that is gone before, one that was taken out, one that has grown when the run ends. */
static void use_variables(void *data) {
  const Run *run = data;
  {
    char *gone = g_strdup("gone");
    arena_temporary_with(run->arena, gone, free_counted);
  }
  g_assert_cmpint(freed, ==, 1);
  char *text = g_strdup("text"), *taken = text;
  arena_temporary_with(run->arena, text, free_counted);
  arena_adopt(run->arena, g_steal_pointer(&taken), g_free);
  text = g_strdup("another");
  arena_alloc(run->arena, 2000000);
}

static void test_variables_are_freed_when_the_run_ends(void) {
  Run run = begin(1e6, 0, 0);
  freed = 0;
  g_assert_false(budget_run(arena_budget(run.arena), use_variables, &run));
  g_assert_cmpint(freed, ==, 2);
  end(&run);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/budget/memory-that-is-given-back-may-be-taken-again",
                  test_memory_that_is_given_back_may_be_taken_again);
  g_test_add_func("/budget/a-charge-that-cannot-be-met-ends-the-run", test_a_charge_that_cannot_be_met_ends_the_run);
  g_test_add_func("/budget/variables-are-freed-when-the-run-ends", test_variables_are_freed_when_the_run_ends);
  g_test_add_func("/budget/impossible-sizes-end-the-run", test_impossible_sizes_end_the_run);
  return g_test_run();
}
