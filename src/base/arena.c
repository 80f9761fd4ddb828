/* base/arena.c: a bump allocator: blocks that grow, and a list of things to destroy.
 *
 * Large requests get a block of their own, so that a block is never left half empty. Under AddressSanitizer every
 * request gets its own block, so that each overrun is detected.
 */
#include "base/arena.h"
#include "base/pages.h"
#include "base/temporary.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

/* GCC's name of it, and Clang's. */
#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

#ifdef ADDRESS_SANITIZER
#define OWN_BLOCK_ABOVE(block) 0
#else
#define OWN_BLOCK_ABOVE(block) ((block) / 4)
#endif

typedef struct Block {
  struct Block *next;
  size_t size; /* with this head; a multiple of 16 keeps what follows aligned */
} Block;

typedef struct Adopted {
  struct Adopted *next;
  void *thing;
  GDestroyNotify destroy;
} Adopted;

struct Arena {
  Block *blocks;
  char *free;
  size_t left;
  size_t block_size;
  size_t taken;
  Adopted *adopted;
  const volatile int *cancel;
  bool is_cancelled;
  Budget *budget;
  BudgetHeld held;
};

Arena *arena_create(void) {
  Arena *arena = g_new0(Arena, 1);
  arena->block_size = FIRST_BLOCK;
  return arena;
}

static void destroy_held(void *arena) { arena_destroy(arena); }

Arena *arena_create_charged(Budget *budget) {
  Arena *arena = arena_create();
  arena->budget = budget;
  arena->held = (BudgetHeld){.thing = arena, .destroy = destroy_held};
  budget_hold(arena->budget, &arena->held);
  return arena;
}

Arena *arena_create_beside(Arena *arena) {
  Arena *beside = arena_create_charged(arena->budget);
  beside->cancel = arena->cancel;
  return beside;
}

void arena_release(Arena *arena) {
  budget_let_go(arena->budget, &arena->held);
  arena->budget = NULL;
  arena->cancel = NULL;
}

void arena_set_budget(Arena *arena, Budget *budget) { arena->budget = budget; }
void arena_charge(Arena *arena, BudgetKind kind, double amount) { budget_charge(arena->budget, kind, amount); }
BudgetAsker arena_ask(Arena *arena, const char *what, Place place) {
  return budget_ask(arena->budget, (BudgetAsker){what, place});
}
Budget *arena_budget(const Arena *arena) { return arena ? arena->budget : NULL; }

void arena_destroy(Arena *arena) {
  if (!arena) return;
  budget_let_go(arena->budget, &arena->held);
  while (arena->adopted) {
    Adopted *newest = arena->adopted;
    arena->adopted = newest->next;
    newest->destroy(newest->thing);
  }
  while (arena->blocks) {
    Block *block = arena->blocks;
    arena->blocks = block->next;
    budget_return(arena->budget, BUDGET_MEMORY, (double)block->size);
    pages_free(block, block->size);
  }
  g_free(arena);
}

static void *out_of_memory(const Arena *arena, double bytes) {
  budget_exhaust(arena->budget, bytes);
  g_printerr("out of memory: %.3g bytes asked for\n", bytes);
  abort();
}

static char *block_create(Arena *arena, size_t bytes) {
  G_STATIC_ASSERT(sizeof(Block) % ALIGNMENT == 0);
  if (bytes > SIZE_MAX - sizeof(Block)) return out_of_memory(arena, (double)bytes);
  size_t size = sizeof(Block) + bytes;
  budget_charge(arena->budget, BUDGET_MEMORY, (double)size);
  Block *block = pages_reserve(size);
  if (!block) return out_of_memory(arena, (double)size);
  *block = (Block){arena->blocks, size};
  arena->blocks = block;
  return (char *)(block + 1);
}

void *arena_alloc(Arena *arena, size_t bytes) {
  if (bytes > SIZE_MAX - ALIGNMENT) return out_of_memory(arena, (double)bytes);
  size_t size = MAX((bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT, (size_t)ALIGNMENT);
  arena->taken += size;
  if (size > arena->left) {
    if (size > OWN_BLOCK_ABOVE(arena->block_size)) return block_create(arena, bytes ? bytes : 1);
    arena->free = block_create(arena, arena->block_size);
    arena->left = arena->block_size;
    arena->block_size = MIN(arena->block_size * 2, (size_t)LARGEST_BLOCK);
  }
  void *result = arena->free;
  arena->free += size;
  arena->left -= size;
  return result;
}

void *arena_alloc_array(Arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) return out_of_memory(arena, (double)count * (double)size);
  return arena_alloc(arena, count * size);
}

void arena_adopt(Arena *arena, void *thing, GDestroyNotify destroy) {
  budget_temporary_with(arena->budget, thing, destroy);
  Adopted *newest = arena_new(arena, Adopted);
  *newest = (Adopted){arena->adopted, g_steal_pointer(&thing), destroy};
  arena->adopted = newest;
}

size_t arena_size(const Arena *arena) { return arena->taken; }

char *arena_strdup(Arena *arena, const char *text) { return text ? arena_strndup(arena, text, strlen(text)) : NULL; }

char *arena_strndup(Arena *arena, const char *text, size_t length) {
  char *copy = arena_alloc(arena, length + 1);
  if (length) memcpy(copy, text, length);
  return copy;
}

char *arena_printf(Arena *arena, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text = arena_vprintf(arena, format, arguments);
  va_end(arguments);
  return text;
}

char *arena_vprintf(Arena *arena, const char *format, va_list arguments) {
  char *text = g_strdup_vprintf(format, arguments);
  arena_temporary(arena, text);
  return arena_strdup(arena, text);
}

void arena_set_cancel(Arena *arena, const volatile int *flag) { arena->cancel = flag; }

bool arena_is_cancelled(Arena *arena) {
  if (arena && arena->cancel && g_atomic_int_get(arena->cancel)) arena->is_cancelled = true;
  return arena && arena->is_cancelled;
}
