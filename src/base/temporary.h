/* base/temporary.h: what one block of code takes from GLib or cairo, while charges within it may end the run.
 *
 * As with g_autoptr(), the thing that a variable points to is freed where its block ends, unless g_steal_pointer() took it out;
 * and it is freed when a charge ends the run (base/budget.h), newest first. That allocates nothing, so it may be done for each item.
 *
 *   GString *out = g_string_new(NULL);
 *   arena_temporary(arena, out);
 *   …
 *   return arena_strdup(arena, out->str);
 */
#pragma once
#include "base/arena.h"

/* Private, but for the macros below. */
typedef struct Temporary {
  BudgetHeld held;
  Budget *budget;
  void *variable; /* the address of a pointer of any type */
  GDestroyNotify destroy;
} Temporary;

void temporary_begin(Temporary *temporary);
void temporary_end(Temporary *temporary);
void temporary_free_string(void *string);

/* How what GLib makes is freed. Pointers that are not listed are to memory. */
#define TEMPORARY_DESTROY(variable)                                                                                    \
  _Generic((variable), \
      GString *: temporary_free_string, \
      GArray *: (GDestroyNotify)g_array_unref, \
      GPtrArray *: (GDestroyNotify)g_ptr_array_unref, \
      GByteArray *: (GDestroyNotify)g_byte_array_unref, \
      GHashTable *: (GDestroyNotify)g_hash_table_unref, \
      GBytes *: (GDestroyNotify)g_bytes_unref, \
      char **: (GDestroyNotify)g_strfreev, \
      default: g_free)

/* From here to the end of the block, `variable` owns what it points to. A budget of NULL ends no run. */
#define budget_temporary_with(budget_, variable_, destroy_)                                                            \
  __attribute__((cleanup(temporary_end)))                                                                              \
  Temporary G_PASTE(temporary_, __LINE__) = {.budget = (budget_), .variable = &(variable_), .destroy = (destroy_)};    \
  temporary_begin(&G_PASTE(temporary_, __LINE__))
#define budget_temporary(budget, variable) budget_temporary_with(budget, variable, TEMPORARY_DESTROY(variable))
#define arena_temporary_with(arena, variable, destroy) budget_temporary_with(arena_budget(arena), variable, destroy)
#define arena_temporary(arena, variable) budget_temporary(arena_budget(arena), variable)
