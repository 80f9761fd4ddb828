/* data/shelf.c: see shelf.h. */
#include "data/shelf.h"
#include "data/reader.h"
#include <string.h>

enum { FILE_MOST = 1536 << 10, SHELF_MOST = 64 << 20 }; /* bytes of a file, and of all tables */

/* A table and the bytes that it was read from, in an arena of its own. */
typedef struct Kept {
  gatomicrefcount uses; /* the shelf's, and one for each chart */
  Arena *arena;
  const char *name, *format;
  const Source *source;
  const char **names;
  const Column **columns;
  size_t count, rows;
  double charged[BUDGET_KINDS], most_memory; /* what reading it cost; the most that was held meanwhile */
} Kept;

struct TableShelf {
  GPtrArray *kept; /* the one used last is the last */
  size_t size;     /* bytes */
};

static void kept_unref(void *data) {
  Kept *kept = data;
  if (g_atomic_ref_count_dec(&kept->uses)) arena_destroy(kept->arena);
}

TableShelf *table_shelf_create(void) {
  TableShelf *shelf = g_new0(TableShelf, 1);
  shelf->kept = g_ptr_array_new_with_free_func(kept_unref);
  return shelf;
}

void table_shelf_destroy(TableShelf *shelf) {
  if (!shelf) return;
  g_ptr_array_unref(shelf->kept);
  g_free(shelf);
}

static Kept *find(TableShelf *shelf, const Source *source, const char *format) {
  for (guint i = shelf->kept->len; i-- > 0;) {
    Kept *kept = shelf->kept->pdata[i];
    if (kept->source->length != source->length || strcmp(kept->format, format) != 0 ||
        strcmp(kept->name, source->name) != 0 || memcmp(kept->source->text, source->text, source->length) != 0)
      continue;
    memmove(shelf->kept->pdata + i, shelf->kept->pdata + i + 1,
            (shelf->kept->len - i - 1) * sizeof *shelf->kept->pdata);
    shelf->kept->pdata[shelf->kept->len - 1] = kept;
    return kept;
  }
  return NULL;
}

static void put(TableShelf *shelf, Kept *kept) {
  g_ptr_array_add(shelf->kept, kept);
  shelf->size += arena_size(kept->arena);
  while (shelf->size > SHELF_MOST && shelf->kept->len > 1) {
    shelf->size -= arena_size(((const Kept *)shelf->kept->pdata[0])->arena);
    g_ptr_array_remove_index(shelf->kept, 0);
  }
}

/* What is noted about columns belongs to a chart, so each has its own. */
static const Table *table_of(const Kept *kept, Arena *arena) {
  const Column **columns = arena_array(arena, const Column *, kept->count);
  for (size_t i = 0; i < kept->count; i++) {
    const Column *column = kept->columns[i];
    Column *own = arena_new(arena, Column);
    *own = *column;
    columns[i] = column->kind == COLUMN_STRING ? column_from_strings(column_texts(column), column->length, arena) : own;
  }
  return table_from_columns(kept->names, columns, kept->count, kept->rows, arena);
}

static Source *copy_of(const Source *source, Arena *arena) {
  Source *copy = arena_new(arena, Source);
  *copy = (Source){.name = arena_strdup(arena, source->name),
                   .text = arena_strndup(arena, source->text, source->length),
                   .length = source->length,
                   .first_line = source->first_line};
  return copy;
}

static void keep_columns(Kept *kept, const Table *table) {
  kept->count = table_column_count(table);
  kept->rows = table_row_count(table);
  kept->names = arena_array(kept->arena, const char *, kept->count);
  kept->columns = arena_array(kept->arena, const Column *, kept->count);
  for (size_t i = 0; i < kept->count; i++) {
    kept->names[i] = arena_strdup(kept->arena, table_column_name(table, i));
    kept->columns[i] = table_column_at(table, i);
    if (kept->columns[i]->kind == COLUMN_STRING)
      column_texts(kept->columns[i]); /* not when a later chart asks for them */
  }
}

/* Reads into an arena that can outlive the chart; until it does, it is the chart's. All columns are read, whatever this chart uses, so that
 * each chart is charged the same. */
static Kept *read(const Source *source, const Json *format, const char *format_text, Messages *messages,
                  Arena *of_chart) {
  Budget *budget = arena_budget(of_chart);
  double before[BUDGET_KINDS], most_before = budget_watch(budget);
  for (int kind = 0; kind < BUDGET_KINDS; kind++) before[kind] = budget_spent(budget, (BudgetKind)kind);
  Arena *arena = arena_create_beside(of_chart);
  Kept *kept = arena_new(arena, Kept);
  g_atomic_ref_count_init(&kept->uses);
  kept->arena = arena;
  kept->source = copy_of(source, arena);
  kept->name = kept->source->name;
  kept->format = arena_strdup(arena, format_text);
  const Table *table = data_read(kept->source, format, NULL, messages, arena);
  if (table) keep_columns(kept, table);
  for (int kind = 0; kind < BUDGET_KINDS; kind++)
    kept->charged[kind] = budget_spent(budget, (BudgetKind)kind) - before[kind];
  kept->most_memory = budget_most(budget) - before[BUDGET_MEMORY];
  budget_watch_end(budget, most_before);
  return kept;
}

static void charge(const Kept *kept, Budget *budget) {
  budget_charge(budget, BUDGET_MEMORY, kept->most_memory);
  budget_return(budget, BUDGET_MEMORY, kept->most_memory - kept->charged[BUDGET_MEMORY]);
  budget_charge(budget, BUDGET_ROWS, kept->charged[BUDGET_ROWS]);
  budget_charge(budget, BUDGET_STEPS, kept->charged[BUDGET_STEPS]);
}

const Table *table_shelf_read(TableShelf *shelf, const Source *source, const Json *format, const ReadOptions *options,
                              Messages *messages, Arena *arena) {
  Budget *budget = arena_budget(arena);
  if (!shelf || !budget || source->length > FILE_MOST) return data_read(source, format, options, messages, arena);
  const char *format_text = format ? json_to_text(arena, format) : "";
  Kept *kept = find(shelf, source, format_text);
  if (kept) {
    charge(kept, budget);
  } else {
    size_t said = messages_count(messages);
    kept = read(source, format, format_text, messages, arena);
    bool is_whole = kept->columns && messages_count(messages) == said && !arena_is_cancelled(arena);
    arena_release(kept->arena);
    if (!is_whole) {
      arena_adopt(arena, kept, kept_unref);
      return kept->columns ? table_of(kept, arena) : NULL;
    }
    put(shelf, kept);
  }
  g_atomic_ref_count_inc(&kept->uses);
  arena_adopt(arena, kept, kept_unref);
  return table_of(kept, arena);
}
