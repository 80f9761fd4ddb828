/* base/temporary.c: see temporary.h. */
#include "base/temporary.h"
#include <string.h>

void temporary_free_string(void *string) { g_string_free(string, TRUE); }

static void destroy(void *held) {
  Temporary *temporary = held;
  void *thing;
  memcpy(&thing, temporary->variable, sizeof thing); /* a pointer of another type */
  if (thing) temporary->destroy(thing);
}

void temporary_begin(Temporary *temporary) {
  temporary->held = (BudgetHeld){.thing = temporary, .destroy = destroy};
  budget_hold(temporary->budget, &temporary->held);
}

void temporary_end(Temporary *temporary) {
  budget_let_go(temporary->budget, &temporary->held);
  destroy(temporary);
}
