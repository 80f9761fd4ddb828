/* vegalite/dataflow/cells.c: see cells.h. */
#include "vegalite/dataflow/cells.h"
#include "vegalite/dataflow/fields.h"
#include <stdlib.h>
#include <string.h>

struct ChartCells {
  const ChartData *data;
  const Spec *spec;
  Cell *root;
  GHashTable *partitions; /* table and depth → Partition * */
  GHashTable *grids;      /* facet and outer key → FacetGrid * */
};

/* A table's rows by the key of its facet fields. */
typedef struct Partition {
  GHashTable *tables; /* key → const Table * */
} Partition;

static Cell *create_cell(const ChartCells *cells, const Cell *parent, const View *facet, const char *key) {
  Cell *cell = arena_new(cells->spec->arena, Cell);
  *cell = (Cell){.parent = parent, .facet = facet, .key = key};
  return cell;
}

ChartCells *chart_cells_create(const ChartData *data, const Spec *spec) {
  ChartCells *cells = arena_new(spec->arena, ChartCells);
  *cells = (ChartCells){.data = data,
                        .spec = spec,
                        .partitions = g_hash_table_new(g_str_hash, g_str_equal),
                        .grids = g_hash_table_new(g_str_hash, g_str_equal)};
  arena_adopt(spec->arena, cells->partitions, (GDestroyNotify)g_hash_table_unref);
  arena_adopt(spec->arena, cells->grids, (GDestroyNotify)g_hash_table_unref);
  cells->root = create_cell(cells, NULL, NULL, "");
  return cells;
}

const Cell *chart_cells_root(const ChartCells *cells) { return cells->root; }

static bool is_above(const View *upper, const View *view) {
  for (const View *above = view; above; above = above->parent)
    if (above == upper) return true;
  return false;
}

const Cell *cell_of_owner(const Cell *cell, const View *owner) {
  while (cell->parent && !(is_above(cell->facet, owner) && cell->facet != owner)) cell = cell->parent;
  return cell;
}

/* The facet definitions from the outermost facet down to that of `cell`. */
static size_t facet_columns(const Cell *cell, const char **columns, size_t room, Arena *arena) {
  if (!cell->parent) return 0;
  size_t count = facet_columns(cell->parent, columns, room, arena), field_count;
  const ChannelDef *const *fields = view_fields(cell->facet, &field_count, arena);
  for (size_t i = 0; i < field_count && count < room; i++) columns[count++] = channel_def_column(fields[i], PART_START);
  return count;
}

enum { DEPTH_MAX = 48 };

static const Partition *partition(ChartCells *cells, const Table *table, const Cell *cell) {
  Arena *arena = cells->spec->arena;
  const char *columns[DEPTH_MAX];
  size_t depth = facet_columns(cell, columns, DEPTH_MAX, arena);
  const char *id = arena_printf(arena, "%p %zu %zu", (const void *)table, cell->facet->id, depth);
  Partition *known = g_hash_table_lookup(cells->partitions, id);
  if (known) return known;
  known = arena_new(arena, Partition);
  known->tables = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(arena, known->tables, (GDestroyNotify)g_hash_table_unref);
  const Grouping *groups = table_group(table, columns, depth, arena);
  for (size_t g = 0; g < groups->group_count && table_row_count(table) > 0; g++) {
    const char *key = "";
    for (size_t i = 0; i < depth; i++)
      key = facet_key(key, column_value(table_field(table, columns[i]), groups->first[g]), arena);
    size_t count = groups->starts[g + 1] - groups->starts[g];
    g_hash_table_insert(known->tables, (gpointer)key, table_pick(table, groups->rows + groups->starts[g], count));
  }
  g_hash_table_insert(cells->partitions, (gpointer)id, known);
  return known;
}

static const Table *table_in_cell(ChartCells *cells, const View *view, const Table *table, const Cell *cell) {
  cell = cell_of_owner(cell, view);
  /* Data of its own below the facet: the same in every cell. */
  for (const View *above = view; table && cell->parent && above != cell->facet; above = above->parent)
    if (above->data) return table;
  if (!table || !cell->parent) return table;
  const Table *rows = g_hash_table_lookup(partition(cells, table, cell)->tables, cell->key);
  return rows ? rows : table_pick(table, NULL, 0);
}

const Table *chart_cells_table(ChartCells *cells, const View *unit, UnitTable which, const Cell *cell) {
  const ViewData *data = chart_data_view(cells->data, unit), *own = data;
  cell = cell_of_owner(cell, unit);
  bool runs_in_cells = data->cells && cell->parent;
  if (runs_in_cells) own = g_hash_table_lookup(data->cells, cell->key);
  if (!own) return data->table ? table_pick(data->table, NULL, 0) : NULL;
  const Table *const tables[] = {
      [UNIT_MAIN] = own->table, [UNIT_RAW] = own->raw, [UNIT_ALL] = own->all, [UNIT_VALID] = own->valid};
  return runs_in_cells ? tables[which] : table_in_cell(cells, unit, tables[which], cell);
}

/* One distinct value of a facet definition, and what it is sorted by. */
typedef struct FacetValue {
  Value value, end, sort;
  size_t order; /* of first appearance, to keep the sort stable */
  bool descending;
} FacetValue;

static int compare_facet_values(const void *a, const void *b) {
  const FacetValue *x = a, *y = b;
  int order = value_compare(x->sort, y->sort);
  if (order == 0) return x->order < y->order ? -1 : x->order > y->order;
  return x->descending ? -order : order;
}

/* sort: {field, op}, or {op: "count"} alone (isSortField): the aggregate of the rows of each value. */
static bool sorts_by_aggregate(const Json *sort) {
  return json_is(json_get(sort, "field"), JSON_STRING) || json_is_string(json_get(sort, "op"), "count");
}

static const Column *sort_column(const ChannelDef *def, const char *column, const Table *table, ChartCells *cells) {
  const char *field = json_string(json_get(def->sort, "field"), NULL),
             *op = json_string(json_get(def->sort, "op"), "min");
  TransformContext context = {
      .arena = cells->spec->arena, .messages = cells->spec->messages, .scope = cells->spec->scope};
  Measure measure = {op, field, "__sort"};
  const Table *sorted = transform_join_aggregate(table, (FieldList){&column, 1}, &measure, 1, def->place, &context);
  return sorted ? table_column(sorted, "__sort") : NULL;
}

static FacetValue *facet_values(const View *facet, const ChannelDef *def, const Table *table, size_t *count,
                                ChartCells *cells) {
  Arena *arena = cells->spec->arena;
  const char *column = channel_def_column(def, PART_START);
  const Grouping *groups = table_group(table, &column, 1, arena);
  const Column *values = table_field(table, column),
               *ends = def->bin ? table_field(table, channel_def_column(def, PART_END)) : NULL;
  const Column *sorts = values;
  bool descending =
      json_is_string(def->sort, "descending") || json_is_string(json_get(def->sort, "order"), "descending");
  if (json_is(def->sort, JSON_ARRAY))
    sorts = table_field(table, sort_index_column(def, field_channel_name(facet, def), arena));
  else if (sorts_by_aggregate(def->sort))
    sorts = sort_column(def, column, table, cells);
  *count = table_row_count(table) > 0 ? groups->group_count : 0;
  FacetValue *found = arena_array(arena, FacetValue, *count);
  for (size_t g = 0; g < *count; g++) {
    guint32 row = groups->first[g];
    Value sort = spec_comparable(cells->spec, column_value(sorts, row));
    found[g] = (FacetValue){column_value(values, row), column_value(ends, row), sort, g, descending};
  }
  qsort(found, *count, sizeof *found, compare_facet_values);
  return found;
}

/* The table whose rows determine which cells exist: the child's own, where it has one chain of data. */
static const Table *facet_source(ChartCells *cells, const View *facet, const Cell *outer) {
  const View *child = facet->children[0];
  const Table *own = chart_data_view(cells->data, facet)->table,
              *table = child->data ? own : chart_data_view(cells->data, child)->table;
  size_t count;
  const ChannelDef *const *fields = view_fields(facet, &count, cells->spec->arena);
  for (size_t i = 0; i < count; i++) {
    const char *sort = json_string(json_get(fields[i]->sort, "field"), NULL);
    if (!table_has_field(table, channel_def_column(fields[i], PART_START)) || (sort && !table_has_field(table, sort)))
      table = own;
  }
  return table_in_cell(cells, facet, table, outer);
}

static const Value *collect(const FacetValue *found, size_t count, bool ends, Arena *arena) {
  Value *values = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) values[i] = ends ? found[i].end : found[i].value;
  return values;
}

static Cell *cell_at(ChartCells *cells, const View *facet, const Cell *outer, const Value *const *values, size_t count,
                     size_t row, size_t column) {
  const char *key = outer->key;
  for (size_t i = 0; i < count; i++) key = facet_key(key, *values[i], cells->spec->arena);
  Cell *cell = create_cell(cells, outer, facet, key);
  cell->row = row;
  cell->column = column;
  return cell;
}

/* What a cell costs with its frame, its part of the scene and its place in the layout. */
static const double CELL_STEPS = 10000;

static FacetGrid *create_grid(ChartCells *cells, const View *facet, const Cell *outer) {
  Arena *arena = cells->spec->arena;
  const Table *table = facet_source(cells, facet, outer);
  const ChannelDef *down = facet->facet_row, *across = facet->facet_wrap ? facet->facet_wrap : facet->facet_column;
  FacetGrid *grid = arena_new(arena, FacetGrid);
  size_t rows = 1, columns = 1;
  FacetValue *row_values = down ? facet_values(facet, down, table, &rows, cells) : NULL;
  FacetValue *column_values = across ? facet_values(facet, across, table, &columns, cells) : NULL;
  grid->row_count = rows;
  grid->column_count = columns;
  if (down) grid->rows = collect(row_values, rows, false, arena);
  if (across) grid->columns = collect(column_values, columns, false, arena);
  if (down && down->bin) grid->row_ends = collect(row_values, rows, true, arena);
  if (across && across->bin) grid->column_ends = collect(column_values, columns, true, arena);
  BudgetAsker before = arena_ask(arena, "facet", facet->place);
  arena_charge(arena, BUDGET_STEPS, CELL_STEPS * (double)rows * (double)columns);
  Cell **list = arena_array(arena, Cell *, rows * columns);
  for (size_t row = 0; row < rows; row++)
    for (size_t column = 0; column < columns; column++) {
      const Value *values[2];
      size_t count = 0;
      if (down) values[count++] = &grid->rows[row];
      if (across) values[count++] = &grid->columns[column];
      Cell *cell = cell_at(cells, facet, outer, values, count, row, column);
      cell->is_empty = table_row_count(table_in_cell(cells, facet->children[0], table, cell)) == 0;
      list[grid->cell_count++] = cell;
    }
  arena_ask(arena, before.what, before.place);
  grid->cells = list;
  grid->model =
      grid->cell_count ? list[0] : create_cell(cells, outer, facet, arena_printf(arena, "%s\x1f\x1f", outer->key));
  return grid;
}

const FacetGrid *chart_cells_grid(ChartCells *cells, const View *facet, const Cell *outer) {
  const char *id = arena_printf(cells->spec->arena, "%zu%s", facet->id, outer->key);
  FacetGrid *grid = g_hash_table_lookup(cells->grids, id);
  if (!grid) {
    grid = create_grid(cells, facet, outer);
    g_hash_table_insert(cells->grids, (gpointer)id, grid);
  }
  return grid;
}
