/* base/arena.h: memory that lives as long as one chart.
 *
 * Everything a chart needs is taken from its arena and freed with it in one call. Code that builds things
 * never frees them. All memory is zeroed. An arena is used by one thread at a time.
 */
#pragma once
#include "base/budget.h"
#include <glib.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Arena Arena;

Arena *arena_create(void);
/* For what is temporary: charged to a budget (NULL: as arena_create), which destroys it if its run ends before the caller could. */
Arena *arena_create_charged(Budget *budget);
/* For what may outlive `arena`, but is charged to its budget and cancelled with it until arena_release(). */
Arena *arena_create_beside(Arena *arena);
/* From now on the arena is the caller's alone. What was charged stays charged. */
void arena_release(Arena *arena);
/* Runs what arena_adopt() was given, newest first, then frees everything. NULL is allowed. */
void arena_destroy(Arena *arena);

/* From now on memory is charged to `budget`, which must outlive the arena, until that one is spent. */
void arena_set_budget(Arena *arena, Budget *budget);
/* Charges the arena's budget before rows are made or steps done; see budget.h. Does not return if that is too much. */
void arena_charge(Arena *arena, BudgetKind kind, double amount);
/* From now on a charge is asked by `what` ("flatten", "mark"), a literal; returns who asked before. */
BudgetAsker arena_ask(Arena *arena, const char *what, Place place);
/* NULL if it has none. `arena` may be NULL. */
Budget *arena_budget(const Arena *arena);

/* `bytes` zeroed bytes, aligned to 16. Never NULL: without memory, a run within a budget ends, and without one the program
 * aborts, as in GLib. 0 bytes gives a valid pointer. */
void *arena_alloc(Arena *arena, size_t bytes);
/* `count` × `size` zeroed bytes; an overflow is as being without memory. */
void *arena_alloc_array(Arena *arena, size_t count, size_t size);
/* Calls `destroy(thing)` when the arena is freed: for GLib and cairo objects a chart holds. */
void arena_adopt(Arena *arena, void *thing, GDestroyNotify destroy);
/* The number of bytes taken so far. */
size_t arena_size(const Arena *arena);

/* The work whose memory this is can be cancelled by any thread that sets `flag` to another value than 0; NULL: it cannot.
 * An arena reaches every loop over rows or items. Long ones look at the flag and end early, with a result that is valid
 * but unfinished; whoever gave the flag asks again at the end, and drops it. */
void arena_set_cancel(Arena *arena, const volatile int *flag);
/* Stays true once the flag was seen. NULL is allowed. */
bool arena_is_cancelled(Arena *arena);

/* For the condition of a loop: looks at the flag before item 0, 1024 … */
static inline bool arena_goes_on(Arena *arena, size_t i) { return i % 1024 || !arena_is_cancelled(arena); }

char *arena_strdup(Arena *arena, const char *text);
char *arena_strndup(Arena *arena, const char *text, size_t length);
char *arena_printf(Arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);
char *arena_vprintf(Arena *arena, const char *format, va_list arguments) G_GNUC_PRINTF(2, 0);

#define arena_new(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define arena_array(arena, Type, count) ((Type *)arena_alloc_array((arena), (count), sizeof(Type)))
