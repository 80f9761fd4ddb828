/* base/budget.c: see budget.h. */
#include "base/budget.h"
#include <math.h>
#include <setjmp.h>
#include <string.h>

/* 3 GB hold a scatter plot of ten million rows, and a page of A2 at 600 dpi. The steps take a few seconds. */
static const double defaults[BUDGET_KINDS] = {[BUDGET_MEMORY] = 3e9, [BUDGET_ROWS] = 2e7, [BUDGET_STEPS] = 3e8};

struct Budget {
  double limits[BUDGET_KINDS], spent[BUDGET_KINDS], most_memory;
  BudgetAsker asker;
  BudgetRefusal refusal;
  bool is_running, is_refused;
  BudgetHeld held; /* a ring; this one holds nothing */
  jmp_buf end;
};

Budget *budget_create(void) {
  Budget *budget = g_new0(Budget, 1);
  memcpy(budget->limits, defaults, sizeof defaults);
  budget->held.previous = budget->held.next = &budget->held;
  return budget;
}

void budget_set_limit(Budget *budget, BudgetKind kind, double limit) { budget->limits[kind] = limit; }

const BudgetRefusal *budget_refusal(const Budget *budget) { return budget->is_refused ? &budget->refusal : NULL; }

static void destroy_held(Budget *budget) {
  while (budget->held.next != &budget->held) {
    BudgetHeld *newest = budget->held.next;
    budget_let_go(budget, newest);
    newest->destroy(newest->thing);
  }
}

bool budget_run(Budget *budget, void (*work)(void *closure), void *closure) {
  if (budget->is_refused) return false;
  if (budget->is_running) {
    work(closure);
    return true;
  }
  budget->is_running = true;
  budget->asker = (BudgetAsker){0};
  if (setjmp(budget->end) == 0) work(closure);
  budget->is_running = false;
  return !budget->is_refused;
}

/* What is held may be a variable of a function that the jump ends, so that it is destroyed before. */
static void refuse(Budget *budget, BudgetKind kind, double asked) {
  if (!budget->is_running || budget->is_refused) return;
  budget->is_refused = true;
  budget->refusal = (BudgetRefusal){kind, asked, budget->spent[kind], budget->limits[kind], budget->asker};
  destroy_held(budget);
  longjmp(budget->end, 1);
}

void budget_charge(Budget *budget, BudgetKind kind, double amount) {
  if (!budget) return;
  if (!(budget->spent[kind] + amount <= budget->limits[kind])) refuse(budget, kind, amount);
  budget->spent[kind] += amount;
  if (kind == BUDGET_MEMORY) budget->most_memory = fmax(budget->most_memory, budget->spent[kind]);
}

void budget_return(Budget *budget, BudgetKind kind, double amount) {
  if (budget) budget->spent[kind] -= amount;
}

double budget_spent(const Budget *budget, BudgetKind kind) { return budget->spent[kind]; }

double budget_watch(Budget *budget) {
  double before = budget->most_memory;
  budget->most_memory = budget->spent[BUDGET_MEMORY];
  return before;
}

double budget_most(const Budget *budget) { return budget->most_memory; }

void budget_watch_end(Budget *budget, double before) { budget->most_memory = fmax(budget->most_memory, before); }

void budget_exhaust(Budget *budget, double bytes) {
  if (!budget) return;
  budget->limits[BUDGET_MEMORY] = budget->spent[BUDGET_MEMORY];
  refuse(budget, BUDGET_MEMORY, bytes);
}

BudgetAsker budget_ask(Budget *budget, BudgetAsker asker) {
  if (!budget) return asker;
  BudgetAsker before = budget->asker;
  budget->asker = asker;
  return before;
}

void budget_hold(Budget *budget, BudgetHeld *held) {
  if (!budget) return;
  held->previous = &budget->held;
  held->next = budget->held.next;
  held->next->previous = budget->held.next = held;
}

void budget_let_go(Budget *budget, BudgetHeld *held) {
  if (!budget || !held->next) return;
  held->previous->next = held->next;
  held->next->previous = held->previous;
  held->previous = held->next = NULL;
}
