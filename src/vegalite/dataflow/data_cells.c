/* vegalite/dataflow/data_cells.c: the rows of facet cells, for transforms that need them apart.
 *
 * Where one chain of data leads through a facet, Vega-Lite moves the facet below the transforms and lets them group by the facet's
 * fields. Where several branches draw a cell (layers, concatenated views), the facet stays above them, so that a density, say, is
 * computed from one cell's rows. Grouping and a share of the rows give the same result for most transforms; for those whose
 * TransformType says per_cell they do not, and the branch runs in every cell.
 *
 * A facet by row "Origin" and column "Year" gives cells with the keys "\x1fEurope\x1f1970", …: the text of each value, as the
 * rows are grouped, so that 1970 and "1970" are one cell.
 */
#include "vegalite/dataflow/data_pass.h"
#include "vegalite/dataflow/fields.h"
#include <string.h>

enum { KEY_COLUMNS_MAX = 48, CELL_VIEWS_MAX = 1000000 };

const char *facet_key(const char *outer, Value value, Arena *arena) {
  return arena_printf(arena, "%s\x1f%s", outer, value_to_string(value, arena));
}

void data_pass_inherit_facets(DataPass *pass, const View *view) {
  if (!view->parent || view->data) return;
  const ViewData *above = &pass->views[view->parent->id];
  ViewData *own = &pass->views[view->id];
  own->facet_fields = above->facet_fields;
  own->facet_field_count = above->facet_field_count;
  if (view->parent->kind != VIEW_FACET) return;
  Arena *arena = pass->input->spec->arena;
  size_t count;
  const ChannelDef *const *fields = view_fields(view->parent, &count, arena);
  const char **columns = arena_array(arena, const char *, above->facet_field_count + 3 * count);
  size_t known = above->facet_field_count;
  if (known > 0) memcpy(columns, above->facet_fields, known * sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    columns[known++] = channel_def_column(fields[i], PART_START);
    if (fields[i]->bin) columns[known++] = channel_def_column(fields[i], PART_END);
    if (json_is(fields[i]->sort, JSON_ARRAY))
      columns[known++] = sort_index_column(fields[i], field_channel_name(view->parent, fields[i]), arena);
  }
  own->facet_fields = columns;
  own->facet_field_count = known;
}

/* Does it add rows for keys, which are those of the cell? */
static bool unit_imputes(const View *view) {
  if (view->kind != VIEW_UNIT) return false;
  const ChannelDef *x = view_channel(view, CHANNEL_X), *y = view_channel(view, CHANNEL_Y);
  return (view->stack && view->stack->impute) || (x && json_truthy(x->impute)) || (y && json_truthy(y->impute));
}

static bool any_runs_per_cell(const View *view) {
  if (view->data || view->kind == VIEW_FACET) return false;
  if (transform_runs_per_cell(view->transforms) || unit_imputes(view)) return true;
  for (size_t i = 0; i < view->child_count; i++)
    if (any_runs_per_cell(view->children[i])) return true;
  return false;
}

/* Vega-Lite's moveFacetDown: the facet stops where the data of its child fork. */
bool data_pass_needs_cells(const DataPass *pass, const View *view) {
  const View *fork = view->parent;
  if (!fork || (fork->kind != VIEW_LAYER && fork->kind != VIEW_CONCAT)) return false;
  size_t branches = 0;
  for (size_t i = 0; i < fork->child_count; i++) branches += fork->children[i]->data ? 0 : 1;
  return branches > 1 && pass->views[fork->id].facet_field_count > 0 && any_runs_per_cell(view);
}

/* The columns of all facets that split the rows of `view`, the outermost first. */
static size_t facet_key_columns(const View *view, const char **columns, size_t room, Arena *arena) {
  if (!view) return 0;
  size_t count = view->data ? 0 : facet_key_columns(view->parent, columns, room, arena), field_count;
  if (view->kind != VIEW_FACET) return count;
  const ChannelDef *const *fields = view_fields(view, &field_count, arena);
  for (size_t i = 0; i < field_count && count < room; i++) columns[count++] = channel_def_column(fields[i], PART_START);
  return count;
}

const CellRows *data_pass_cells(DataPass *pass, const View *view, const Table *table, size_t *count) {
  const Spec *spec = pass->input->spec;
  const char *columns[KEY_COLUMNS_MAX];
  size_t depth = facet_key_columns(view->parent, columns, KEY_COLUMNS_MAX, spec->arena);
  const Grouping *groups = table_group(table, columns, depth, spec->arena);
  *count = 0;
  if (groups->group_count > CELL_VIEWS_MAX / spec->view_count) {
    messages_error(pass->messages, view->place, "E330", "a transform cannot run in each of %zu cells",
                   groups->group_count);
    return NULL;
  }
  if (table_row_count(table) == 0) return NULL;
  CellRows *cells = arena_array(spec->arena, CellRows, groups->group_count);
  for (size_t g = 0; g < groups->group_count; g++) {
    const char *key = "";
    for (size_t i = 0; i < depth; i++)
      key = facet_key(key, column_value(table_field(table, columns[i]), groups->first[g]), spec->arena);
    size_t from = groups->starts[g];
    cells[g] = (CellRows){key, table_pick(table, groups->rows + from, groups->starts[g + 1] - from)};
  }
  *count = groups->group_count;
  return cells;
}

void data_pass_keep_cell(DataPass *pass, const View *view, const char *key, const ViewData *made) {
  ViewData *own = &pass->views[view->id];
  if (!own->cells) {
    own->cells = g_hash_table_new(g_str_hash, g_str_equal);
    arena_adopt(pass->input->spec->arena, own->cells, (GDestroyNotify)g_hash_table_unref);
  }
  g_hash_table_insert(own->cells, (gpointer)key, (gpointer)&made[view->id]);
  for (size_t i = 0; i < view->child_count; i++) data_pass_keep_cell(pass, view->children[i], key, made);
}
