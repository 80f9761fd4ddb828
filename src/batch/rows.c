/* batch/rows.c: see rows.h. */
#include "batch/rows.h"
#include "base/file.h"
#include "base/inflate.h"
#include "batch/private.h"
#include "data/reader.h"

struct RowTable {
  const Table *table;
  const Column **columns;
  bool *numeric; /* texts that are numbers, or empty */
};

/* As JSON writes it: "007" is the name of somebody. */
static bool is_number(const char *text) {
  text += *text == '-';
  if (!g_ascii_isdigit(*text) || (*text == '0' && g_ascii_isdigit(text[1]))) return false;
  while (g_ascii_isdigit(*text)) text++;
  if (*text == '.' && !g_ascii_isdigit(*++text)) return false;
  while (g_ascii_isdigit(*text)) text++;
  if (*text == 'e' || *text == 'E') {
    text++;
    text += *text == '-' || *text == '+';
    if (!g_ascii_isdigit(*text)) return false;
    while (g_ascii_isdigit(*text)) text++;
  }
  return *text == '\0';
}

static bool is_numeric(const Column *column) {
  bool any = false;
  for (size_t row = 0; column->kind == COLUMN_STRING && row < column->length; row++) {
    const char *text = column_texts(column)[row];
    if (!*text) continue;
    if (!is_number(text)) return false;
    any = true;
  }
  return any;
}

const RowTable *row_table_read(const char *path, const char *encoding, size_t most, BatchLog *log) {
  Arena *arena = log->arena;
  const Source *source = file_read_any(path, log->messages, arena);
  if (source) source = source_inflated(source, (Place){0}, log->messages, arena);
  if (!source) return NULL;
  const Json *format =
      encoding ? json_with(arena, NULL, "encoding", json_new_string(arena, (Place){0}, encoding)) : NULL;
  RowTable *rows = arena_new(arena, RowTable);
  rows->table = data_read(source, format, NULL, log->messages, arena);
  if (!rows->table) return NULL;
  size_t count = table_row_count(rows->table);
  if (!count) messages_error(log->messages, (Place){.source = source}, "E187", "the table has no rows");
  if (count > most)
    messages_error(log->messages, (Place){.source = source}, "E183", "%zu charts are more than one call draws: %zu",
                   count, most);
  if (!count || count > most) return NULL;
  size_t columns = table_column_count(rows->table);
  rows->columns = arena_array(arena, const Column *, columns + 1);
  rows->numeric = arena_array(arena, bool, columns + 1);
  for (size_t i = 0; i < columns; i++) {
    rows->columns[i] = table_column_at(rows->table, i);
    rows->numeric[i] = is_numeric(rows->columns[i]);
  }
  return rows;
}

size_t row_table_rows(const RowTable *table) { return table_row_count(table->table); }

size_t row_table_columns(const RowTable *table) { return table_column_count(table->table); }

const char *row_table_name(const RowTable *table, size_t column) { return table_column_name(table->table, column); }

const char *row_table_text(const RowTable *table, size_t row, size_t column, BatchLog *log) {
  Value value = column_value(table->columns[column], row);
  return value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED ? "" : value_to_string(value, log->arena);
}

static const Json *cell(const RowTable *table, size_t row, size_t column, BatchLog *log) {
  Value value = column_value(table->columns[column], row);
  if (table->numeric[column]) value = *value.string ? value_number(value_to_number(value)) : value_null();
  return value_to_json(value, (Place){0}, log->arena);
}

const char *row_table_json(const RowTable *table, size_t row, size_t column, BatchLog *log) {
  return json_to_text(log->arena, cell(table, row, column, log));
}

const char *row_table_row(const RowTable *table, size_t row, BatchLog *log) {
  JsonBuilder object = json_builder(log->arena), list = json_builder(log->arena);
  for (size_t i = 0; i < row_table_columns(table); i++)
    json_builder_set(&object, row_table_name(table, i), cell(table, row, i, log));
  json_builder_push(&list, json_builder_object(&object, (Place){0}));
  return json_to_text(log->arena, json_builder_array(&list, (Place){0}));
}
