/* data/table.c: named columns, seen through row indexes.
 *
 * A View is a stored column with the rows a table takes of it; it becomes a dense column on first access, which all
 * tables that share the view share. Picking rows composes indexes, once for each index in use.
 */
#include "data/table.h"
#include "base/temporary.h"
#include <string.h>

typedef struct View {
  const Column *stored;
  const guint32 *rows; /* NULL: all rows, in order */
  size_t count;
  const Column *dense; /* once computed */
} View;

typedef struct Slot {
  const char *name;
  View *view;
} Slot;

struct Table {
  Arena *arena;
  size_t rows;
  size_t count;
  Slot *slots;
  GHashTable *fields;      /* field → Column of those that are paths; may hold NULL */
  const TableMaker *maker; /* NULL: the rows are in the slots */
  const Table *whole;      /* what it made; NULL: nothing yet */
};

Table *table_made_by(const TableMaker *maker, Arena *arena) {
  Table *table = arena_new(arena, Table);
  *table = (Table){.arena = arena, .maker = maker};
  return table;
}

const TableMaker *table_maker(const Table *table) { return table->maker && !table->whole ? table->maker : NULL; }

/* What stands for rows that were promised but could not be made: as many that have no values, as somebody may have counted them. */
static const Table *without_values(const TableMaker *maker, Arena *arena) {
  const Table *sample = maker->sample;
  /* undefined is zero, so that the memory is not touched */
  const Column *column = column_from_values(arena_array(arena, Value, maker->rows), maker->rows, arena);
  const char **names = arena_array(arena, const char *, sample->count);
  const Column **columns = arena_array(arena, const Column *, sample->count);
  for (size_t i = 0; i < sample->count; i++) {
    names[i] = sample->slots[i].name;
    columns[i] = column;
  }
  return table_from_columns(names, columns, sample->count, maker->rows, arena);
}

const Table *table_whole(const Table *table) {
  if (!table->maker || table->whole) return table->maker ? table->whole : table;
  const TableMaker *maker = table->maker;
  const Table *whole = table_whole(maker->whole(maker));
  if (maker->rows != TABLE_ROWS_UNKNOWN && maker->rows != whole->rows) whole = without_values(maker, table->arena);
  ((Table *)table)->whole = whole;
  return whole;
}

/* A table with the same columns, whose rows are there. */
static const Table *named(const Table *table) { return table_maker(table) ? table->maker->sample : table_whole(table); }

static Table *table_new(Arena *arena, size_t rows, size_t columns) {
  Table *table = arena_new(arena, Table);
  *table = (Table){.arena = arena, .rows = rows, .count = columns, .slots = arena_array(arena, Slot, columns)};
  return table;
}

static View *view_new(Arena *arena, const Column *stored, const guint32 *rows, size_t count) {
  View *view = arena_new(arena, View);
  *view = (View){stored, rows, count, rows ? NULL : stored};
  return view;
}

static const Column *view_dense(View *view, Arena *arena) {
  if (!view->dense) view->dense = column_gather(view->stored, view->rows, view->count, arena);
  return view->dense;
}

Table *table_create(Arena *arena, size_t rows) { return table_new(arena, rows, 0); }

size_t table_row_count(const Table *table) {
  const TableMaker *maker = table_maker(table);
  return maker && maker->rows != TABLE_ROWS_UNKNOWN ? maker->rows : table_whole(table)->rows;
}

bool table_is_empty(const Table *table) { return !named(table)->rows && !table_row_count(table); }

size_t table_column_count(const Table *table) { return named(table)->count; }
Arena *table_arena(const Table *table) { return table->arena; }

const char *table_column_name(const Table *table, size_t i) {
  table = named(table);
  return i < table->count ? table->slots[i].name : NULL;
}

const Column *table_column_at(const Table *table, size_t i) {
  table = table_whole(table);
  return i < table->count ? view_dense(table->slots[i].view, table->arena) : NULL;
}

static size_t find_slot(const Table *table, const char *name) {
  size_t i = 0;
  while (i < table->count && table->slots[i].name != name && strcmp(table->slots[i].name, name) != 0) i++;
  return i;
}

bool table_has_column(const Table *table, const char *name) {
  table = named(table);
  return find_slot(table, name) < table->count;
}

const Column *table_column(const Table *table, const char *name) {
  table = table_whole(table);
  return table_column_at(table, find_slot(table, name));
}

Table *table_with_column(const Table *table, const char *name, const Column *column) {
  table = table_whole(table);
  size_t at = find_slot(table, name);
  Table *with = table_new(table->arena, table->rows, MAX(table->count, at + 1));
  if (table->count) memcpy(with->slots, table->slots, table->count * sizeof *with->slots);
  if (at == table->count) with->slots[at].name = arena_strdup(table->arena, name);
  with->slots[at].view = view_new(table->arena, column, NULL, table->rows);
  return with;
}

Table *table_with_columns(const Table *table, const char *const *names, const Column *const *columns, size_t count) {
  table = table_whole(table);
  Arena *arena = table->arena;
  Table *with = table_new(arena, table->rows, table->count + count);
  GHashTable *places = g_hash_table_new(g_str_hash, g_str_equal); /* name → place + 1 */
  arena_temporary(arena, places);
  if (table->count) memcpy(with->slots, table->slots, table->count * sizeof *with->slots);
  with->count = table->count;
  for (size_t i = 0; i < with->count; i++)
    g_hash_table_insert(places, (gpointer)with->slots[i].name, GSIZE_TO_POINTER(i + 1));
  for (size_t i = 0; i < count; i++) {
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(places, names[i]));
    Slot *slot = &with->slots[place ? place - 1 : with->count];
    if (!place) {
      slot->name = arena_strdup(arena, names[i]);
      g_hash_table_insert(places, (gpointer)slot->name, GSIZE_TO_POINTER(++with->count));
    }
    slot->view = view_new(arena, columns[i], NULL, table->rows);
  }
  return with;
}

Table *table_select(const Table *table, const char *const *names, size_t count) {
  table = table_whole(table);
  Table *selected = table_new(table->arena, table->rows, count);
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    size_t at = find_slot(table, names[i]);
    if (at < table->count) selected->slots[kept++] = table->slots[at];
  }
  selected->count = kept;
  return selected;
}

Table *table_pick(const Table *table, const guint32 *rows, size_t count) {
  table = table_whole(table);
  Arena *arena = table->arena;
  Table *picked = table_new(arena, count, table->count);
  const guint32 *from = NULL, *composed = rows; /* the index composed last, and what it became */
  for (size_t i = 0; i < table->count; i++) {
    const View *view = table->slots[i].view;
    if (!view->rows) {
      picked->slots[i] = (Slot){table->slots[i].name, view_new(arena, view->stored, rows, count)};
      continue;
    }
    if (view->rows != from) {
      guint32 *index = arena_array(arena, guint32, count);
      for (size_t row = 0; row < count; row++) index[row] = view->rows[rows[row]];
      from = view->rows;
      composed = index;
    }
    picked->slots[i] = (Slot){table->slots[i].name, view_new(arena, view->stored, composed, count)};
  }
  return picked;
}

Value table_row(const Table *table, size_t row, Arena *arena) {
  table = table_whole(table);
  ValueMember *members = arena_array(arena, ValueMember, table->count);
  size_t kept = 0;
  for (size_t i = 0; i < table->count; i++) {
    const View *view = table->slots[i].view;
    if (row >= view->count) continue;
    Value value = column_value(view->stored, view->rows ? view->rows[row] : row);
    if (value.kind != VALUE_UNDEFINED) members[kept++] = (ValueMember){table->slots[i].name, value};
  }
  return value_object(members, kept, arena);
}

/* The values at the path `steps` inside the values of `column`; NULL when no row has one. */
static const Column *follow(const Column *column, const char *const *steps, Arena *arena) {
  if (column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE) return NULL;
  Value *values = arena_array(arena, Value, column->length);
  bool found = false;
  for (size_t row = 0; row < column->length; row++) {
    Value value = column_value(column, row);
    for (const char *const *step = steps; *step && value.kind != VALUE_UNDEFINED; step++)
      value = value_member(value, *step);
    values[row] = value;
    found = found || value.kind != VALUE_UNDEFINED;
  }
  return found ? column_from_values(values, column->length, arena) : NULL;
}

static const Column *find_field(const Table *table, const char *field) {
  const char *flat = field_flat_name(field, table->arena);
  const Column *column = strcmp(flat, field) ? table_column(table, flat) : NULL;
  if (column) return column;
  const char *const *steps = field_path(field, table->arena);
  const char *name = steps[0];
  for (size_t i = 1; name && steps[i]; i++) {
    column = table_column(table, name);
    if (column) return follow(column, steps + i, table->arena);
    name = arena_printf(table->arena, "%s.%s", name, steps[i]); /* "argmax_a.b" is a column that holds rows */
  }
  return NULL;
}

static void release_fields(void *fields) { g_hash_table_destroy(fields); }

const Column *table_nested_field(const Table *table, const char *field) {
  table = table_whole(table);
  const char *const *path = field_path(field, table->arena);
  return path[0] && path[1] && table_column(table, path[0])
             ? follow(table_column(table, path[0]), path + 1, table->arena)
             : NULL;
}

const Column *table_field(const Table *table, const char *field) {
  table = table_whole(table);
  const Column *column = table_column(table, field);
  if (column || !strpbrk(field, ".[\\")) return column;
  gpointer known = NULL;
  if (!table->fields) {
    ((Table *)table)->fields = g_hash_table_new(g_str_hash, g_str_equal);
    arena_adopt(table->arena, table->fields, release_fields);
  }
  if (g_hash_table_lookup_extended(table->fields, field, NULL, &known)) return known;
  column = find_field(table, field);
  g_hash_table_insert(table->fields, arena_strdup(table->arena, field), (gpointer)column);
  return column;
}

bool table_has_field(const Table *table, const char *field) {
  const TableMaker *maker = table_maker(table);
  if (!maker || table_field(maker->sample, field)) return table_field(maker ? maker->sample : table, field) != NULL;
  const char *const *path = field_path(field, table->arena);
  const Column *column = path[0] && path[1] ? table_column(maker->sample, path[0]) : NULL;
  return column && column->kind == COLUMN_VALUE && table_field(table, field);
}

Table *table_from_columns(const char *const *names, const Column *const *columns, size_t count, size_t rows,
                          Arena *arena) {
  Table *table = table_new(arena, rows, count);
  for (size_t i = 0; i < count; i++) table->slots[i] = (Slot){names[i], view_new(arena, columns[i], NULL, rows)};
  return table;
}

bool table_has_part(const Table *table, const char *field) {
  for (size_t i = 0; i < table_column_count(table); i++) {
    char **parts = g_strsplit_set(table_column_name(table, i), ";\t|,", -1);
    bool has = parts[0] && parts[1] && g_strv_contains((const char *const *)parts, field);
    g_strfreev(parts);
    if (has) return true;
  }
  return false;
}
