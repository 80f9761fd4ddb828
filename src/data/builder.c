/* data/builder.c: columns that grow.
 *
 * The buffers are realloc'ed while they grow and handed to the arena at the end. Strings pass through a small cache,
 * one slot for each hash, so that a category column stores each of its few names about once.
 */
#include "data/builder.h"
#include "base/decimal.h"
#include <string.h>

enum { CACHE_SLOTS = 1024, CACHED_LENGTH_MAX = 64, FIRST_ROOM = 64 };

struct ColumnBuilder {
  TableBuilder *table;
  const char *name;
  size_t name_length;
  ColumnKind kind;
  size_t length, room;
  union {
    double *numbers;
    const char **strings;
    Value *values;
    void *items;
  };
  const char **cache;
};

struct TableBuilder {
  Arena *arena;
  size_t rows;
  size_t empty_cells;
  GPtrArray *columns;
  GHashTable *by_name; /* name → ColumnBuilder */
  GString *name;
  BudgetHeld held;
};

static size_t item_size(ColumnKind kind) {
  static const size_t sizes[] = {[COLUMN_NUMBER] = sizeof(double),
                                 [COLUMN_DATE] = sizeof(double),
                                 [COLUMN_STRING] = sizeof(char *),
                                 [COLUMN_VALUE] = sizeof(Value)};
  return sizes[kind];
}

static void charge(const ColumnBuilder *column, size_t room, ColumnKind kind) {
  arena_charge(column->table->arena, BUDGET_MEMORY, (double)room * (double)item_size(kind));
}

static void give_back(const ColumnBuilder *column, size_t room, ColumnKind kind) {
  budget_return(arena_budget(column->table->arena), BUDGET_MEMORY, (double)room * (double)item_size(kind));
}

static void builder_destroy(void *data) {
  TableBuilder *builder = data;
  table_builder_clear(builder);
  budget_let_go(arena_budget(builder->arena), &builder->held);
  g_ptr_array_free(builder->columns, TRUE);
  g_hash_table_destroy(builder->by_name);
  g_string_free(builder->name, TRUE);
  g_free(builder);
}

TableBuilder *table_builder_create(Arena *arena) {
  TableBuilder *builder = g_new0(TableBuilder, 1);
  builder->arena = arena;
  builder->columns = g_ptr_array_new();
  builder->by_name = g_hash_table_new(g_str_hash, g_str_equal);
  builder->name = g_string_new(NULL);
  builder->held = (BudgetHeld){.thing = builder, .destroy = builder_destroy};
  budget_hold(arena_budget(arena), &builder->held);
  return builder;
}

void table_builder_start_row(TableBuilder *builder) { builder->rows++; }

bool table_builder_is_too_sparse(const TableBuilder *builder) { return builder->empty_cells > EMPTY_CELLS_MAX; }

void table_builder_clear(TableBuilder *builder) {
  for (guint i = 0; i < builder->columns->len; i++) {
    ColumnBuilder *column = g_ptr_array_index(builder->columns, i);
    if (column->items) give_back(column, column->room, column->kind);
    g_free(column->items);
    g_free(column->cache);
    g_free(column);
  }
  g_ptr_array_set_size(builder->columns, 0);
  g_hash_table_remove_all(builder->by_name);
  builder->rows = builder->empty_cells = 0;
}

static bool has_name(const ColumnBuilder *column, const char *name, size_t length) {
  return column->name_length == length && !memcmp(column->name, name, length);
}

ColumnBuilder *table_builder_column(TableBuilder *builder, size_t guess, const char *name, size_t length) {
  ColumnBuilder *column = guess < builder->columns->len ? g_ptr_array_index(builder->columns, guess) : NULL;
  if (column && has_name(column, name, length)) return column;
  g_string_truncate(builder->name, 0);
  g_string_append_len(builder->name, name, (gssize)length);
  column = g_hash_table_lookup(builder->by_name, builder->name->str);
  if (column) return column;
  const char *kept = arena_strndup(builder->arena, name, length);
  column = g_new0(ColumnBuilder, 1);
  column->table = builder;
  column->name = kept;
  column->name_length = length;
  g_ptr_array_add(builder->columns, column);
  g_hash_table_insert(builder->by_name, (gpointer)column->name, column);
  return column;
}

static Value stored_value(const ColumnBuilder *column, size_t row) {
  Column view = {.kind = column->kind, .length = column->length, .numbers = column->numbers};
  return column_value(&view, row);
}

static void widen(ColumnBuilder *column) {
  if (column->kind == COLUMN_VALUE) return;
  charge(column, column->room, COLUMN_VALUE);
  Value *values = g_new(Value, MAX(column->room, 1));
  for (size_t row = 0; row < column->length; row++) values[row] = stored_value(column, row);
  give_back(column, column->room, column->kind);
  g_free(column->items);
  column->values = values;
  column->kind = COLUMN_VALUE;
}

static void reserve(ColumnBuilder *column, size_t length) {
  if (length <= column->room) return;
  size_t room = MAX(MAX(column->room * 2, length), (size_t)FIRST_ROOM);
  charge(column, room, column->kind);
  give_back(column, column->room, column->kind);
  column->room = room;
  column->items = g_realloc_n(column->items, column->room, item_size(column->kind));
}

/* Fills rows before `row` that have no value with undefined. */
static void pad(ColumnBuilder *column, size_t row) {
  if (column->length >= row) return;
  column->table->empty_cells += row - column->length;
  widen(column);
  reserve(column, row);
  for (; column->length < row; column->length++) column->values[column->length] = value_undefined();
}

/* Prepares the column for a value of `kind` in the current row and returns its index; the column may have widened to
 * another kind. */
static size_t prepare(ColumnBuilder *column, ColumnKind kind) {
  size_t row = column->table->rows - 1;
  if (!column->length) column->kind = kind;
  pad(column, row);
  if (column->kind != kind) widen(column);
  reserve(column, row + 1);
  column->length = row + 1;
  return row;
}

void column_builder_put_number(ColumnBuilder *column, double number) {
  size_t row = prepare(column, COLUMN_NUMBER);
  if (column->kind == COLUMN_NUMBER) {
    column->numbers[row] = number;
  } else {
    column->values[row] = value_number(number);
  }
}

static const char *keep_text(ColumnBuilder *column, const char *text, size_t length) {
  if (length > CACHED_LENGTH_MAX) return arena_strndup(column->table->arena, text, length);
  if (!column->cache) column->cache = g_new0(const char *, CACHE_SLOTS);
  guint32 hash = 2166136261u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 16777619u;
  const char **slot = &column->cache[(hash ^ hash >> 15) % CACHE_SLOTS];
  if (!*slot || strncmp(*slot, text, length) != 0 || (*slot)[length])
    *slot = arena_strndup(column->table->arena, text, length);
  return *slot;
}

void column_builder_put_string(ColumnBuilder *column, const char *text, size_t length) {
  size_t row = prepare(column, COLUMN_STRING);
  const char *kept = keep_text(column, text, length);
  if (column->kind == COLUMN_STRING) {
    column->strings[row] = kept;
  } else {
    column->values[row] = value_string(kept);
  }
}

void column_builder_put(ColumnBuilder *column, Value value) {
  if (value.kind == VALUE_NUMBER) {
    column_builder_put_number(column, value.number);
    return;
  }
  size_t row = prepare(column, COLUMN_VALUE);
  column->values[row] = value;
}

static const Column *finish(ColumnBuilder *column, size_t rows, Arena *arena) {
  pad(column, rows);
  column->items = g_realloc_n(column->items, MAX(column->length, 1), item_size(column->kind));
  arena_adopt(arena, column->items, g_free);
  switch (column->kind) {
  case COLUMN_STRING: return column_from_strings(column->strings, rows, arena);
  case COLUMN_VALUE: return column_from_values(column->values, rows, arena);
  default: return column_from_numbers(column->numbers, rows, arena);
  }
}

Table *table_builder_end(TableBuilder *builder) {
  Arena *arena = builder->arena;
  size_t count = builder->columns->len, rows = builder->rows;
  const char **names = arena_array(arena, const char *, count);
  const Column **columns = arena_array(arena, const Column *, count);
  for (size_t i = 0; i < count; i++) {
    ColumnBuilder *column = g_ptr_array_index(builder->columns, i);
    names[i] = column->name;
    columns[i] = finish(column, rows, arena);
    column->items = NULL;
  }
  Table *table = table_from_columns(names, columns, count, rows, arena);
  builder_destroy(builder);
  return table;
}

static void put_items(TableBuilder *builder, const ValueArray *array) {
  char name[DECIMAL_BUFFER];
  for (size_t i = 0; i < array->count; i++) {
    decimal_write((double)i, name);
    column_builder_put(table_builder_column(builder, i, name, strlen(name)), array->items[i]);
  }
}

Table *table_from_values(const Value *rows, size_t count, Arena *arena) {
  TableBuilder *builder = table_builder_create(arena);
  for (size_t row = 0; row < count; row++) {
    table_builder_start_row(builder);
    if (rows[row].kind == VALUE_ARRAY) {
      put_items(builder, rows[row].array);
    } else if (rows[row].kind != VALUE_OBJECT) {
      column_builder_put(table_builder_column(builder, 0, "data", strlen("data")), rows[row]);
    } else {
      const ValueObject *object = rows[row].object;
      for (size_t i = 0; i < object->count; i++) {
        const char *name = object->members[i].key;
        column_builder_put(table_builder_column(builder, i, name, strlen(name)), object->members[i].value);
      }
    }
  }
  return table_builder_end(builder);
}
