/* vegalite/dataflow/data.c: see data.h. The order of the steps is Vega-Lite's parseData() (compile/data/parse.ts). */
#include "vegalite/dataflow/data.h"
#include "vegalite/dataflow/data_pass.h"

struct ChartData {
  const ViewData *views; /* by View.id */
};

const ViewData *chart_data_view(const ChartData *data, const View *view) { return &data->views[view->id]; }

/* From the rows that reach `view` to what it draws, or hands down. */
static const Table *derive(DataPass *pass, const View *view, const Table *table, const Json *shared) {
  bool has_fields = view->kind == VIEW_UNIT || view->kind == VIEW_FACET;
  bool in_layer = view->parent && view->parent->kind == VIEW_LAYER;
  TransformContext context = data_pass_context(pass, view);
  if (table && has_fields && in_layer) table = data_pass_bins(pass, view, table);
  if (table) table = transform_run_all(view->transforms, table, &context);
  if (arena_is_cancelled(view->spec->arena)) return NULL;
  if (!table || !has_fields) return table;
  table = data_pass_parse_rest(pass, view, table, shared);
  if (table && !in_layer) table = data_pass_bins(pass, view, table);
  if (table) table = data_pass_time_units(pass, view, table);
  if (table) table = data_pass_sort_indices(pass, view, table);
  return table && view->kind == VIEW_UNIT ? data_pass_unit(pass, view, table) : table;
}

static bool walk(DataPass *pass, const View *view, const Json *shared);

/* Runs a branch again on the rows of each cell. */
static void walk_cells(DataPass *pass, const View *view, const Table *table, const Json *shared) {
  const Spec *spec = pass->input->spec;
  size_t count;
  const CellRows *cells = data_pass_cells(pass, view, table, &count);
  for (size_t i = 0; i < count && !arena_is_cancelled(spec->arena); i++) {
    DataPass cell = {.input = pass->input,
                     .views = arena_array(spec->arena, ViewData, spec->view_count),
                     .messages = messages_create(spec->arena, false)};
    cell.views[view->parent->id].table = cells[i].rows;
    walk(&cell, view, shared);
    data_pass_keep_cell(pass, view, cells[i].key, cell.views);
  }
}

static void warn_of_empty_data(const View *view, const Table *table) {
  if (!view->data || json_is_null(view->data) || !table_is_empty(table)) return;
  const Json *url = json_get(view->data, "url"), *values = json_get(view->data, "values");
  if (url || values)
    messages_warn(view->spec->messages, json_place(url ? url : values), "W332", "the data has no rows");
}

/* Whether all that is drawn of rows that reach `view` is a few rows that aggregates make of them. */
static bool ends_blocks(const View *view, Arena *arena) {
  BlockUse use = transform_block_use(view->transforms);
  if (use != BLOCKS_GO_ON) return use == BLOCKS_END;
  if (view->kind == VIEW_UNIT) return data_pass_folds(view, arena);
  for (size_t i = 0; i < view->child_count; i++)
    if (!view->children[i]->data && !ends_blocks(view->children[i], arena)) return false;
  return view->child_count > 0;
}

/* Makes the tables of `view` and of all views below it. False after an error message. */
static bool walk(DataPass *pass, const View *view, const Json *shared) {
  const Table *table;
  data_pass_inherit_facets(pass, view);
  if (view->data || !view->parent) {
    shared = data_pass_shared_parse(view, pass->input->spec->arena);
    table = loader_table(pass->input->loader, view->data, shared, ends_blocks(view, pass->input->spec->arena));
    if (table) warn_of_empty_data(view, table);
  } else {
    table = pass->views[view->parent->id].table;
  }
  table = derive(pass, view, table, shared);
  pass->views[view->id].table = table;
  for (size_t i = 0; table && i < view->child_count; i++) {
    const View *child = view->children[i];
    if (!walk(pass, child, shared)) return false;
    if (data_pass_needs_cells(pass, child)) walk_cells(pass, child, table, shared);
  }
  return table != NULL;
}

const ChartData *chart_data_create(const DataInput *input) {
  const Spec *spec = input->spec;
  DataPass pass = {
      .input = input, .views = arena_array(spec->arena, ViewData, spec->view_count), .messages = spec->messages};
  size_t errors = messages_error_count(spec->messages);
  if (!walk(&pass, spec->root, NULL) || messages_error_count(spec->messages) > errors) return NULL;
  ChartData *data = arena_new(spec->arena, ChartData);
  data->views = pass.views;
  return data;
}
