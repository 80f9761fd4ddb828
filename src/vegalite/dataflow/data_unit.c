/* vegalite/dataflow/data_unit.c: what the definitions of a unit do to its rows together: aggregate, impute, stack, drop what is invalid
 * (Vega-Lite's AggregateNode, ImputeNode, StackNode and FilterInvalidNode, in that order).
 *
 * {"x": {"field": "year"}, "y": {"aggregate": "sum", "field": "people"}, "color": {"field": "sex"}} as bars gives one row for each
 * year and sex: the columns year and sex, sum_people, and sum_people_start and sum_people_end, which the stack adds.
 */
#include "base/temporary.h"
#include "transform/aggregate_fold.h"
#include "vegalite/dataflow/data_pass.h"
#include "vegalite/dataflow/fields.h"
#include "vegalite/transform/shared.h"
#include <math.h>
#include <string.h>

static void add_column(GPtrArray *list, const char *column) {
  for (guint i = 0; i < list->len; i++)
    if (strcmp(g_ptr_array_index(list, i), column) == 0) return;
  g_ptr_array_add(list, (gpointer)column);
}

/* A definition without an aggregate is a group-by field, and so are all columns derived from it. */
static void add_dimension(GPtrArray *dimensions, const ChannelDef *def, const Table *table, const View *unit,
                          Arena *arena) {
  static const ColumnPart parts[] = {PART_NEXT, PART_RANGE, PART_MOVED_START, PART_MOVED_END};
  add_column(dimensions, channel_def_column(def, PART_START));
  for (size_t i = 0; (def->bin || def->time_unit) && i < G_N_ELEMENTS(parts); i++) {
    const char *derived = channel_def_column(def, parts[i]);
    if (table_has_column(table, derived)) add_column(dimensions, derived);
  }
  if (json_is(def->sort, JSON_ARRAY)) {
    const char *index = sort_index_column(def, field_channel_name(unit, def), arena);
    if (table_has_column(table, index)) add_column(dimensions, index);
  }
  const char *range = json_string(json_get(json_get(def->scale, "range"), "field"), NULL);
  if (range) add_column(dimensions, range);
}

static void add_measure(GArray *measures, const char *op, const char *field, const char *as) {
  for (guint i = 0; i < measures->len; i++)
    if (strcmp(g_array_index(measures, Measure, i).as, as) == 0) return;
  Measure measure = {op, field, as};
  g_array_append_val(measures, measure);
}

static void add_measures(GArray *measures, const ChannelDef *def, Arena *arena) {
  if (def->arg_field) {
    add_measure(measures, def->aggregate, def->arg_field,
                arena_printf(arena, "%s_%s", def->aggregate, field_flat_name(def->arg_field, arena)));
    return;
  }
  add_measure(measures, def->aggregate, def->field, channel_def_column(def, PART_START));
  if (json_is_string(json_get(def->scale, "domain"), "unaggregated") && def->field) {
    const char *flat = field_flat_name(def->field, arena);
    add_measure(measures, "min", def->field, arena_printf(arena, "min_%s", flat));
    add_measure(measures, "max", def->field, arena_printf(arena, "max_%s", flat));
  }
}

bool data_pass_folds(const View *unit, Arena *arena) {
  size_t count;
  const ChannelDef *const *fields = view_fields(unit, &count, arena);
  bool aggregates = false;
  for (size_t i = 0; i < count; i++) {
    if (fields[i]->aggregate && !aggregate_op_folds(fields[i]->arg_field ? "argmin" : fields[i]->aggregate))
      return false;
    aggregates = aggregates || fields[i]->aggregate;
  }
  return aggregates;
}

static const Table *aggregate_fields(DataPass *pass, const View *unit, const Table *table) {
  Arena *arena = pass->input->spec->arena;
  size_t count;
  const ChannelDef *const *fields = view_fields(unit, &count, arena);
  bool aggregates = false;
  for (size_t i = 0; i < count; i++) aggregates = aggregates || fields[i]->aggregate;
  if (!aggregates) return table;
  GPtrArray *dimensions = g_ptr_array_new();
  arena_temporary(pass->input->spec->arena, dimensions);
  GArray *measures = g_array_new(FALSE, TRUE, sizeof(Measure));
  arena_temporary(pass->input->spec->arena, measures);
  for (size_t i = 0; i < count; i++) {
    if (fields[i]->aggregate)
      add_measures(measures, fields[i], arena);
    else
      add_dimension(dimensions, fields[i], table, unit, arena);
  }
  TransformContext context = data_pass_context(pass, unit);
  const Table *result =
      transform_aggregate(table, (FieldList){(const char *const *)dimensions->pdata, dimensions->len},
                          (const Measure *)(void *)measures->data, measures->len, unit->place, &context);
  return result;
}

/* "impute" on x or y: adds rows for missing keys, which are the values of the other channel. A count has no field. */
static const Table *impute_fields(DataPass *pass, const View *unit, const Table *table) {
  const ChannelDef *x = view_channel(unit, CHANNEL_X), *y = view_channel(unit, CHANNEL_Y);
  if (!x || !y || x->kind != DEF_FIELD || y->kind != DEF_FIELD) return table;
  const ChannelDef *imputed = json_is(x->impute, JSON_OBJECT) ? x : json_is(y->impute, JSON_OBJECT) ? y : NULL;
  if (!imputed) return table;
  const ChannelDef *key = imputed == x ? y : x;
  if (!imputed->field || !key->field) return table;
  TransformContext context = data_pass_context(pass, unit);
  ImputeParams params = {
      .field = imputed->field, .key = key->field, .method = json_string(json_get(imputed->impute, "method"), NULL)};
  params.group_by.names = unit_path_groups(unit, &params.group_by.count, pass->input->spec->arena);
  if (!impute_read(imputed->impute, &params, &context)) return NULL;
  return transform_impute(table, &params, imputed->place, &context);
}

/* The order of the layers of a stack (StackNode.makeFromEncoding). */
static const SortKey *stack_sort(const View *unit, size_t *count, Arena *arena) {
  const ChannelDefs order = unit->encoding[CHANNEL_ORDER];
  const ChannelDef *first = view_channel(unit, CHANNEL_ORDER);
  if (first && first->kind == DEF_FIELD) {
    SortKey *keys = arena_array(arena, SortKey, order.count);
    for (size_t i = 0; i < order.count; i++)
      keys[i] =
          (SortKey){channel_def_column(&order.items[i], PART_START), json_is_string(order.items[i].sort, "descending")};
    *count = order.count;
    return keys;
  }
  const Stack *stack = unit->stack;
  bool descending = first && first->kind == DEF_NONE && first->sort ? json_is_string(first->sort, "descending")
                                                                    : channel_is_vertical(stack->field_channel);
  SortKey *keys = arena_array(arena, SortKey, stack->stack_by_count);
  *count = 0;
  for (size_t i = 0; i < stack->stack_by_count; i++) {
    const char *column = channel_def_column(stack->stack_by[i], PART_START);
    bool known = false;
    for (size_t k = 0; k < *count; k++) known = known || strcmp(keys[k].field, column) == 0;
    if (!known) keys[(*count)++] = (SortKey){column, descending};
  }
  return keys;
}

/* The definition that a stack groups by under the name `column`; NULL if it is not a field. */
static const ChannelDef *stack_dimension(const View *unit, const char *column) {
  static const Channel channels[] = {CHANNEL_X,        CHANNEL_Y,     CHANNEL_X_OFFSET,
                                     CHANNEL_Y_OFFSET, CHANNEL_THETA, CHANNEL_RADIUS};
  for (size_t i = 0; i < G_N_ELEMENTS(channels); i++) {
    const ChannelDef *def = view_channel(unit, channels[i]);
    if (def && def->kind == DEF_FIELD && strcmp(channel_def_column(def, PART_START), column) == 0) return def;
  }
  return NULL;
}

static const Table *stack_fields(DataPass *pass, const View *unit, const Table *table) {
  const Stack *stack = unit->stack;
  if (!stack) return table;
  Arena *arena = pass->input->spec->arena;
  TransformContext context = data_pass_context(pass, unit);
  const char **stack_by = arena_array(arena, const char *, stack->stack_by_count);
  for (size_t i = 0; i < stack->stack_by_count; i++) stack_by[i] = channel_def_column(stack->stack_by[i], PART_START);
  const char **group_by = arena_array(arena, const char *, 2 * stack->group_by_count);
  size_t group_count = 0;
  for (size_t i = 0; i < stack->group_by_count && table; i++) {
    const ChannelDef *def = stack_dimension(unit, stack->group_by[i]);
    const char *key = stack->group_by[i];
    if (def && def->bin && stack->impute) {
      double band = isnan(def->band_position) ? 0.5 : def->band_position;
      key = channel_def_column(def, PART_MID);
      table = transform_bin_mid(table, stack->group_by[i], channel_def_column(def, PART_END), band, key, &context);
    }
    group_by[group_count++] = key;
    if (def && def->bin && !stack->impute) group_by[group_count++] = channel_def_column(def, PART_END);
    if (table && stack->impute)
      table = transform_stack_impute(table, stack->field, key, (FieldList){stack_by, stack->stack_by_count},
                                     unit->place, &context);
  }
  if (!table) return NULL;
  StackParams params = {.field = stack->field,
                        .group_by = {group_by, group_count},
                        .offset = stack->offset,
                        .as_start = stack->start,
                        .as_end = stack->end};
  params.sort = stack_sort(unit, &params.sort_count, arena);
  return transform_stack(table, &params, unit->place, &context);
}

/* Does a continuous scale place the definition, so that its values must be valid? */
static bool needs_valid(DataPass *pass, const View *unit, const ChannelDef *def) {
  const Json *outputs = json_path(pass->input->spec->config, "scale.invalid");
  if (!channel_is_scale(def->channel) || json_has(outputs, channel_name(def->channel))) return false;
  if (aggregate_op_has(def->aggregate, AGGREGATE_COUNTS)) return false;
  if (def->type != TYPE_QUANTITATIVE && def->type != TYPE_TEMPORAL) return false;
  return pass->input->is_continuous(pass->input->host, unit, def->channel);
}

/* The definitions whose values must be valid. Of those with one field, whatever they compute from it, only the last counts
 * (FilterInvalidNode keeps them by field). */
static const ChannelDef *const *definitions_to_filter(DataPass *pass, const View *unit, size_t *kept_count) {
  Arena *arena = pass->input->spec->arena;
  size_t count;
  const ChannelDef *const *fields = view_fields(unit, &count, arena);
  const ChannelDef **kept = arena_array(arena, const ChannelDef *, count);
  *kept_count = 0;
  for (size_t i = 0; i < count; i++) {
    if (!needs_valid(pass, unit, fields[i])) continue;
    size_t at = 0;
    while (at < *kept_count && g_strcmp0(kept[at]->field, fields[i]->field) != 0) at++;
    if (at == *kept_count) ++*kept_count;
    kept[at] = fields[i];
  }
  return kept;
}

static bool can_be_placed(Value value, const ChannelDef *def) {
  if (value.kind == VALUE_DATE) return def->type != TYPE_QUANTITATIVE || isfinite(value.number);
  return value.kind != VALUE_NULL && value.kind != VALUE_UNDEFINED && isfinite(value_to_number(value));
}

/* Marks the rows whose value a continuous scale cannot place; returns how many were not marked before. */
static size_t mark_invalid(const Column *column, const ChannelDef *def, size_t rows, bool *bad, Arena *arena) {
  bool plain = column && (column->kind == COLUMN_NUMBER || column->kind == COLUMN_STRING) && column->length >= rows;
  const double *numbers = plain ? column_numbers(column, arena) : NULL;
  size_t count = 0;
  for (size_t row = 0; row < rows; row++) {
    if (plain ? isfinite(numbers[row]) : can_be_placed(column_value(column, row), def)) continue;
    count += !bad[row];
    bad[row] = true;
  }
  return count;
}

/* Drops rows with temporal or quantitative values that a continuous scale cannot place. */
static const Table *filter_invalid(DataPass *pass, const View *unit, const Table *table) {
  static const double steps_of_value = 0.3;
  Arena *arena = pass->input->spec->arena;
  size_t count, rows = table_row_count(table);
  const ChannelDef *const *fields = definitions_to_filter(pass, unit, &count);
  if (count == 0) return table;
  arena_charge(arena, BUDGET_STEPS, steps_of_value * (double)rows * (double)count);
  bool *bad = arena_array(arena, bool, rows);
  size_t bad_count = 0;
  for (size_t i = 0; i < count; i++)
    bad_count +=
        mark_invalid(table_field(table, channel_def_column(fields[i], PART_START)), fields[i], rows, bad, arena);
  if (bad_count == 0) return table;
  guint32 *kept = arena_array(arena, guint32, rows - bad_count);
  size_t kept_count = 0;
  for (size_t row = 0; row < rows; row++)
    if (!bad[row]) kept[kept_count++] = (guint32)row;
  return table_pick(table, kept, kept_count);
}

const Table *data_pass_unit(DataPass *pass, const View *unit, const Table *table) {
  ViewData *own = &pass->views[unit->id];
  own->raw = table;
  if (table) table = aggregate_fields(pass, unit, table);
  if (table) table = impute_fields(pass, unit, table);
  if (table) table = stack_fields(pass, unit, table);
  if (!table) return NULL;
  InvalidMode mode = unit_invalid_mode(unit);
  own->all = table;
  own->valid = mode == INVALID_SHOW ? table : filter_invalid(pass, unit, table);
  bool keeps = mode == INVALID_SHOW || (unit->mark.type->form == MARK_PATH && mode != INVALID_FILTER);
  return keeps ? own->all : own->valid;
}
