/* vegalite/dataflow/data_fields.c: columns that single definitions add: bins, time units and ranks, each under the name that
 * channel_def_column() gives it (Vega-Lite's BinNode, TimeUnitNode and CalculateNode.parseAllForSortIndex).
 *
 * {"bin": true, "field": "mpg", "type": "ordinal"} adds bin_maxbins_10_mpg, bin_maxbins_10_mpg_end and, since a discrete axis or
 * legend labels it, bin_maxbins_10_mpg_range ("10 – 15").
 */
#include "vegalite/dataflow/data_pass.h"
#include "vegalite/dataflow/fields.h"
#include "vegalite/transform/shared.h"
#include <math.h>

typedef const Table *(*DeriveField)(const Table *table, const View *view, const ChannelDef *def,
                                    TransformContext *context);

/* The table with what `derive` adds for each definition of the view that has a field. NULL after an error. */
static const Table *derive_fields(DataPass *pass, const View *view, const Table *table, DeriveField derive) {
  TransformContext context = data_pass_context(pass, view);
  size_t count;
  const ChannelDef *const *fields = view_fields(view, &count, context.arena);
  for (size_t i = 0; i < count && table; i++)
    if (fields[i]->field) table = derive(table, view, fields[i], &context);
  return table;
}

/* Was it computed before an aggregate that did not keep the field? Composite marks do so. */
static bool is_computed(const Table *table, const ChannelDef *def) {
  return !table_has_field(table, def->field) && table_has_column(table, channel_def_column(def, PART_START));
}

/* "start – end" in the number format of the definition's axis or legend. */
static const Table *bin_range(const Table *table, const ChannelDef *def, const char *start, const char *end,
                              const Spec *spec, TransformContext *context) {
  Arena *arena = context->arena;
  const Json *guide = json_is(def->axis, JSON_OBJECT) ? def->axis : def->legend;
  const char *format = json_string(json_get(guide, "format"), json_string(json_get(spec->config, "numberFormat"), ""));
  const char *a = field_to_expression(start, "datum", arena), *b = field_to_expression(end, "datum", arena),
             *f = string_literal(format, arena);
  const char *range = arena_printf(
      arena, "!isValid(%s) || !isFinite(+%s) ? \"null\" : format(%s, %s) + \" \xE2\x80\x93 \" + format(%s, %s)", a, a,
      a, f, b, f);
  return transform_formula(table, range, def->place, channel_def_column(def, PART_RANGE), context);
}

const Table *data_pass_bins(DataPass *pass, const View *view, const Table *table) {
  TransformContext context = data_pass_context(pass, view);
  Arena *arena = context.arena;
  size_t count;
  const ChannelDef *const *fields = view_fields(view, &count, arena);
  ViewData *own = &pass->views[view->id];
  UnitBin *bins = arena_array(arena, UnitBin, count);
  for (size_t i = 0; i < count && table; i++) {
    const ChannelDef *def = fields[i];
    if (!def->bin || !def->field || is_computed(table, def)) continue;
    const char *start = channel_def_column(def, PART_START), *end = channel_def_column(def, PART_END);
    bins[own->bin_count].def = def;
    BinParams params;
    bool known = bin_read(def->bin, &params, &context);
    BinSteps *steps = &bins[own->bin_count++].steps;
    table = known ? transform_bin(table, def->field, &params, start, end, steps, &context) : NULL;
    if (table && (def->type == TYPE_ORDINAL || def->type == TYPE_NOMINAL))
      table = bin_range(table, def, start, end, pass->input->spec, &context);
  }
  own->bins = bins;
  return table;
}

/* The start and end of each unit of time; for bands away from the centre of their unit, the shifted ends too. */
static const Table *time_unit_field(const Table *table, const View *view, const ChannelDef *def,
                                    TransformContext *context) {
  if (!def->time_unit || is_computed(table, def)) return table;
  TimeUnit unit;
  bool on_axis = channel_is_xy(def->channel), rect = view->kind == VIEW_UNIT && view->mark.type->form == MARK_BOX;
  double band = view->kind == VIEW_UNIT ? unit_band_position(view, def) : NAN;
  if (!time_unit_read(def->time_unit_params, table, def->field, &unit, context)) return NULL;
  const char *start = channel_def_column(def, PART_START),
             *end = arena_printf(context->arena, "%s_end", field_flat_name(start, context->arena));
  if (!unit.binned)
    table = transform_time_unit(table, def->field, &unit, start, end, context);
  else if (view->kind == VIEW_UNIT && (rect || (!isnan(band) && band != 0)))
    table = transform_time_unit_offset(table, def->field, &unit, end, context);
  else
    return table;
  bool off_centre = rect && on_axis && !isnan(band) && band != 0.5;
  if (!table || !off_centre) return table;
  return transform_time_unit_band(table, start, end, &unit, band, channel_def_column(def, PART_MOVED_START),
                                  channel_def_column(def, PART_MOVED_END), context);
}

const Table *data_pass_time_units(DataPass *pass, const View *view, const Table *table) {
  return derive_fields(pass, view, table, time_unit_field);
}

static const Table *sort_index_field(const Table *table, const View *view, const ChannelDef *def,
                                     TransformContext *context) {
  if (!json_is(def->sort, JSON_ARRAY)) return table;
  const char *column = sort_index_column(def, field_channel_name(view, def), context->arena);
  const char *unit = def->time_unit && def->time_unit[0] ? def->time_unit : NULL;
  return data_pass_sort_index(table, def->field, unit, def->sort, column, context);
}

const Table *data_pass_sort_indices(DataPass *pass, const View *view, const Table *table) {
  return derive_fields(pass, view, table, sort_index_field);
}
