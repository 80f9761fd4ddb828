/* base/budget.h: how much memory and work one chart may cost.
 *
 * A budget counts bytes, rows and steps of computation, never time, so that its verdict does not depend on the load of
 * the machine. All is charged before it is done. A charge that cannot be met does not return: it ends the budget_run() that it
 * happens in, by longjmp(), so that no caller between the two has to know. What such a run leaves behind is owned by arenas:
 * those of the chart stay until it is destroyed, the temporary ones made since (arena_create_charged) are destroyed at once.
 */
#pragma once
#include "base/place.h"
#include <stdbool.h>

typedef struct Budget Budget;

typedef enum BudgetKind {
  BUDGET_MEMORY, /* bytes held at one time */
  BUDGET_ROWS,   /* rows that generators and transforms make, all together */
  BUDGET_STEPS,  /* of computation beyond what each row costs, each about 10 ns on a machine of 2020 */
  BUDGET_KINDS
} BudgetKind;

/* Who asks for what is charged: "flatten", "view", "mark". `what` is not copied. */
typedef struct BudgetAsker {
  const char *what;
  Place place;
} BudgetAsker;

/* What was asked for when a run ended. */
typedef struct BudgetRefusal {
  BudgetKind kind;
  double asked, before, limit; /* what was granted before and not given back */
  BudgetAsker asker;           /* `what` is NULL if nobody in particular asked */
} BudgetRefusal;

/* With the limits by default. To be freed with g_free(). */
Budget *budget_create(void);
void budget_set_limit(Budget *budget, BudgetKind kind, double limit);

/* Calls `work`; false if it was ended because a charge could not be met. Runs within each other are one. From then on the
 * budget grants everything, so that the refusal can be reported. */
bool budget_run(Budget *budget, void (*work)(void *closure), void *closure);
/* NULL unless a run was ended. */
const BudgetRefusal *budget_refusal(const Budget *budget);

/* Without a budget (NULL), or outside of a run, everything is granted. */
void budget_charge(Budget *budget, BudgetKind kind, double amount);
double budget_spent(const Budget *budget, BudgetKind kind);
/* From now on the most memory that is held at one time is noted; returns what was noted before, for budget_watch_end(). */
double budget_watch(Budget *budget);
double budget_most(const Budget *budget);
void budget_watch_end(Budget *budget, double before);
/* Gives back what was charged. */
void budget_return(Budget *budget, BudgetKind kind, double amount);
/* The machine has less memory than the budget: as a charge of `bytes` that cannot be met; returns outside of a run. */
void budget_exhaust(Budget *budget, double bytes);
/* From now on `asker` asks; returns the one before. */
BudgetAsker budget_ask(Budget *budget, BudgetAsker asker);

/* What has to be destroyed if the run ends, newest first; a member of the thing, which must not move. For variables: base/temporary.h. */
typedef struct BudgetHeld {
  struct BudgetHeld *previous, *next;
  void *thing;
  void (*destroy)(void *thing);
} BudgetHeld;

void budget_hold(Budget *budget, BudgetHeld *held);
void budget_let_go(Budget *budget, BudgetHeld *held);
