/* tuban_table.c: data in memory. Columns are made once, and shared by the tables of all charts that use them. */
#include "base/temporary.h"
#include "time/clock.h"
#include "tuban_private.h"
#include <math.h>
#include <string.h>

static TubanTable *create(void) {
  TubanTable *table = g_new0(TubanTable, 1);
  g_atomic_ref_count_init(&table->uses);
  table->arena = arena_create();
  table->names = g_ptr_array_new();
  table->columns = g_ptr_array_new();
  table->walls = g_ptr_array_new();
  return table;
}

TubanTable *tuban_table_create(size_t rows) {
  if (rows > G_MAXUINT32) return NULL;
  TubanTable *table = create();
  table->rows = rows;
  return table;
}

TubanTable *tuban_table_from_text(const char *text, size_t length, const char *type) {
  if (!text || length > G_MAXUINT32 / 2 || (type && !g_utf8_validate(type, -1, NULL))) return NULL;
  TubanTable *table = create();
  Source *source = arena_new(table->arena, Source);
  *source = (Source){.name = "data", .text = arena_strndup(table->arena, text, length), .length = length};
  table->source = source;
  table->type = arena_strdup(table->arena, type);
  return table;
}

TubanTable *table_ref(const TubanTable *table) {
  TubanTable *own = (TubanTable *)table;
  g_atomic_ref_count_inc(&own->uses);
  return own;
}

void tuban_table_destroy(TubanTable *table) {
  if (!table || !g_atomic_ref_count_dec(&table->uses)) return;
  g_ptr_array_unref(table->names);
  g_ptr_array_unref(table->columns);
  g_ptr_array_unref(table->walls);
  arena_destroy(table->arena);
  g_free(table);
}

static bool takes_columns(const TubanTable *table, const char *name, const void *values) {
  return table && !table->source && name && g_utf8_validate(name, -1, NULL) && (values || !table->rows);
}

static TubanStatus add(TubanTable *table, const char *name, const Column *column, const double *walls) {
  for (guint i = 0; i < table->names->len; i++)
    if (strcmp(table->names->pdata[i], name) == 0) {
      table->columns->pdata[i] = (gpointer)column;
      table->walls->pdata[i] = (gpointer)walls;
      return TUBAN_OK;
    }
  g_ptr_array_add(table->names, arena_strdup(table->arena, name));
  g_ptr_array_add(table->columns, (gpointer)column);
  g_ptr_array_add(table->walls, (gpointer)walls);
  return TUBAN_OK;
}

/* NaN becomes null, as a missing number is in JSON. */
static const Column *column_with_nulls(const double *numbers, size_t rows, bool dates, Arena *arena) {
  bool complete = true;
  for (size_t i = 0; i < rows && complete; i++) complete = !isnan(numbers[i]);
  if (complete) {
    double *copy = arena_array(arena, double, rows);
    if (rows) memcpy(copy, numbers, rows * sizeof *copy);
    return dates ? column_from_dates(copy, rows, arena) : column_from_numbers(copy, rows, arena);
  }
  Value *values = arena_array(arena, Value, rows);
  for (size_t i = 0; i < rows; i++)
    values[i] = isnan(numbers[i]) ? value_null() : dates ? value_date(numbers[i]) : value_number(numbers[i]);
  return column_from_values(values, rows, arena);
}

TubanStatus tuban_table_add_numbers(TubanTable *table, const char *name, const double *values) {
  if (!takes_columns(table, name, values)) return TUBAN_USAGE;
  return add(table, name, column_with_nulls(values, table->rows, false, table->arena), NULL);
}

TubanStatus tuban_table_add_dates(TubanTable *table, const char *name, const double *values) {
  if (!takes_columns(table, name, values)) return TUBAN_USAGE;
  return add(table, name, column_with_nulls(values, table->rows, true, table->arena), NULL);
}

static const Column *column_of_walls(const double *walls, size_t rows, Arena *arena) {
  ClockMemory memory = {0};
  Clock clock = {.memory = &memory};
  double *moments = g_new(double, rows);
  arena_temporary(arena, moments);
  for (size_t i = 0; i < rows; i++) moments[i] = clock_moment(&clock, walls[i]);
  const Column *column = column_with_nulls(moments, rows, true, arena);
  return column;
}

/* Kept as they are too, for charts with a zone of their own. */
TubanStatus tuban_table_add_local_dates(TubanTable *table, const char *name, const double *values) {
  if (!takes_columns(table, name, values)) return TUBAN_USAGE;
  double *walls = arena_array(table->arena, double, table->rows);
  if (table->rows) memcpy(walls, values, table->rows * sizeof *walls);
  return add(table, name, column_of_walls(walls, table->rows, table->arena), walls);
}

TubanStatus tuban_table_add_texts(TubanTable *table, const char *name, const char *const *texts) {
  if (!takes_columns(table, name, texts)) return TUBAN_USAGE;
  for (size_t i = 0; i < table->rows; i++)
    if (texts[i] && !g_utf8_validate(texts[i], -1, NULL)) return TUBAN_USAGE;
  Value *values = arena_array(table->arena, Value, table->rows);
  for (size_t i = 0; i < table->rows; i++)
    values[i] = texts[i] ? value_string(arena_strdup(table->arena, texts[i])) : value_null();
  return add(table, name, column_from_values(values, table->rows, table->arena), NULL);
}

TubanStatus tuban_table_add_booleans(TubanTable *table, const char *name, const uint8_t *booleans) {
  if (!takes_columns(table, name, booleans)) return TUBAN_USAGE;
  Value *values = arena_array(table->arena, Value, table->rows);
  for (size_t i = 0; i < table->rows; i++)
    values[i] = booleans[i] == TUBAN_MISSING ? value_null() : value_boolean(booleans[i]);
  return add(table, name, column_from_values(values, table->rows, table->arena), NULL);
}

/* The columns by the clock in use. */
static const Column *const *columns_in_zone(const TubanTable *table, Arena *arena) {
  const Column **columns = arena_array(arena, const Column *, table->columns->len + 1);
  for (guint i = 0; i < table->columns->len; i++) {
    const double *walls = table->walls->pdata[i];
    columns[i] = walls ? column_of_walls(walls, table->rows, arena) : table->columns->pdata[i];
  }
  return columns;
}

GivenData table_given(const TubanTable *table, const char *name, bool in_zone, Arena *arena) {
  const Column *const *columns = (const Column *const *)table->columns->pdata;
  return (GivenData){.name = name,
                     .source = table->source,
                     .type = table->type,
                     .names = (const char *const *)table->names->pdata,
                     .columns = in_zone ? columns_in_zone(table, arena) : columns,
                     .column_count = table->columns->len,
                     .rows = table->rows};
}
