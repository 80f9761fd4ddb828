/* vegalite/chart/warnings.c: see warnings.h. */
#include "vegalite/chart/warnings.h"
#include "vegalite/chart/frames.h"
#include "vegalite/dataflow/fields.h"

static const ScaleModel *model_of(const Chart *chart, const View *view, const ChannelDef *def) {
  Channel channel = view->kind == VIEW_UNIT ? channel_scale(def->channel) : CHANNEL_NONE;
  return channel == CHANNEL_NONE ? NULL : scale_set_find(chart->scales, view, channel);
}

static void look_at_fields(const Chart *chart, const View *view, const Table *table) {
  size_t count;
  const ChannelDef *const *fields = view_fields(view, &count, chart->arena);
  for (size_t i = 0; i < count && !arena_is_cancelled(chart->arena); i++) {
    const ChannelDef *def = fields[i];
    FieldLook look = {chart, view, def, table, model_of(chart, view, def), field_place(def)};
    if (!def->field || !table_has_field(table, def->field)) continue;
    warn_of_numbers(&look);
    warn_of_dates(&look);
    if (messages_wants_notes(chart->messages)) note_category(&look);
  }
}

/* Vega-Lite draws nothing then, without a word. */
static void warn_of_no_data(const Chart *chart, const View *unit) {
  const View *owner = unit;
  while (owner && !owner->data) owner = owner->parent;
  size_t count;
  view_fields(unit, &count, chart->arena);
  if (!owner && count > 0)
    messages_warn(chart->messages, unit->mark.place, "W397", "nothing is drawn: this view has no \"data\"");
}

static void look_at_view(const Chart *chart, const View *view) {
  const ViewData *own = chart_data_view(chart->data, view);
  const Table *table = own->raw ? own->raw : own->table;
  if (view->kind == VIEW_UNIT) warn_of_no_data(chart, view);
  if (!table || table_is_empty(table)) return;
  warn_of_missing_fields(chart, view, table);
  look_at_fields(chart, view, table);
  if (view->kind != VIEW_UNIT) return;
  warn_of_shares(chart, view);
  warn_of_outlines(chart, view);
}

static void look_below(const Chart *chart, const View *view) {
  if (view->kind == VIEW_UNIT || view->kind == VIEW_FACET) look_at_view(chart, view);
  for (size_t i = 0; i < view->child_count; i++) look_below(chart, view->children[i]);
}

void warn_of_values(const Chart *chart) { look_below(chart, chart->spec->root); }

/* The first cell that draws `view`; NULL when its facet has none. */
static const Cell *first_cell(const Chart *chart, const View *view) {
  const View *facet = view->parent;
  while (facet && facet->kind != VIEW_FACET) facet = facet->parent;
  if (!facet) return chart_cells_root(chart->cells);
  const Cell *outer = first_cell(chart, facet);
  const FacetGrid *grid = outer ? chart_cells_grid(chart->cells, facet, outer) : NULL;
  return grid && grid->cell_count ? grid->cells[0] : NULL;
}

/* Scales have been computed already, for the scene. */
static void look_at_scales(const Chart *chart, const View *unit) {
  const Cell *cell = first_cell(chart, unit);
  const Table *table = chart_data_view(chart->data, unit)->table;
  if (!cell || !table || table_row_count(table) == 0) return;
  for (int channel = 0; channel < CHANNEL_COUNT; channel++) {
    const ChannelDef *def = channel_is_scale((Channel)channel) ? view_channel(unit, (Channel)channel) : NULL;
    const ScaleModel *model = channel_def_scaled(def) ? scale_set_find(chart->scales, unit, (Channel)channel) : NULL;
    const Scale *scale = model ? frames_scale(chart->frames, model, cell) : NULL;
    if (!scale) continue;
    warn_of_domain(chart, unit, channel_def_scaled(def), model, scale);
  }
}

static void look_at_scales_below(const Chart *chart, const View *view) {
  if (view->kind == VIEW_UNIT) look_at_scales(chart, view);
  for (size_t i = 0; i < view->child_count; i++) look_at_scales_below(chart, view->children[i]);
}

void warn_of_scales(const Chart *chart) {
  if (messages_error_count(chart->messages) == 0) look_at_scales_below(chart, chart->spec->root);
}

void warn_of_scene(const Chart *chart, const Scene *scene) {
  warn_of_cut_text(chart, scene);
  warn_of_size(chart, scene);
  if (messages_wants_notes(chart->messages)) note_overlapping_text(chart, scene);
}
