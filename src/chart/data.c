/* chart/data.c: see data.h. */
#include "chart/data.h"
#include "chart/fields.h"
#include "chart/host.h"
#include "chart/warnings.h"
#include "data/reader.h"
#include <math.h>
#include <string.h>

struct ChartData {
  const Spec *spec;
  Loader *loader;
  ScaleIsContinuous is_continuous;
  void *host;
  ViewData *views;    /* by View.id */
  Messages *messages; /* what is said of transforms */
  GHashTable *rows;   /* name → Value *: what data("name") has given */
  bool failed;
};

const ViewData *chart_data_view(const ChartData *data, const View *view) { return &data->views[view->id]; }

/* A selection's rows are what its unit draws, filtered by it. */
static const Table *selected_rows(ChartData *data, const Json *param) {
  const Spec *spec = data->spec;
  const ChartHost *host = spec->scope->host;
  const Selection *selection = selection_find(host->selections, json_string(param, ""));
  if (!selection) {
    messages_error(spec->messages, json_place(param), "no selection is called \"%s\"", json_string(param, ""));
    return NULL;
  }
  const Table *table = data->views[selection->unit->id].table;
  if (!table) {
    messages_error(spec->messages, json_place(param), "a lookup cannot read \"%s\": its view comes later",
                   selection->name);
    return NULL;
  }
  const Json *filter = json_with(spec->arena, NULL, "filter", json_with(spec->arena, NULL, "param", param));
  TransformContext context = {.arena = spec->arena, .messages = spec->messages, .scope = spec->scope};
  return transform_run_all(json_new_array(spec->arena, json_place(param), &filter, 1), table, &context);
}

static const Table *lookup_table(void *host, const Json *from) {
  ChartData *data = host;
  const Json *source = json_get(from, "data"), *param = json_get(from, "param");
  if (source) return loader_table(data->loader, source, NULL);
  if (param) return selected_rows(data, param);
  messages_error(data->spec->messages, json_place(from), "a lookup needs \"from\" with \"data\" or a \"param\"");
  return NULL;
}

static TransformContext context_for(ChartData *data, const View *view) {
  const ViewData *own = &data->views[view->id];
  return (TransformContext){.arena = data->spec->arena,
                            .messages = data->messages,
                            .scope = data->spec->scope,
                            .facet_fields = own->facet_fields,
                            .facet_field_count = own->facet_field_count,
                            .lookup = lookup_table,
                            .host = data};
}

/* What all views below `view` (to the next data of their own) want parsed, as far as they agree. */
static void collect_parse(const View *view, const View *owner, GHashTable *parses, Arena *arena) {
  if (view != owner && view->data) return;
  const Json *wanted =
      json_assign(arena, transform_parse(view->transforms, view->place, arena), view_implicit_parse(view, arena));
  for (size_t i = 0; i < json_count(wanted); i++) {
    const JsonMember *member = &wanted->object.members[i];
    bool made = false;
    for (const View *above = view; above && !made; above = above == owner ? NULL : above->parent)
      made = transform_creates(above->transforms, member->key);
    if (made) continue;
    const Json *known = g_hash_table_lookup(parses, member->key);
    bool disagrees = known && !json_equal(known, member->value);
    g_hash_table_insert(parses, (gpointer)member->key,
                        disagrees ? (gpointer)json_new_null(arena, member->value->place) : (gpointer)member->value);
  }
  for (size_t i = 0; i < view->child_count; i++) collect_parse(view->children[i], owner, parses, arena);
}

static gint compare_texts(gconstpointer a, gconstpointer b) { return strcmp(a, b); }

static const Json *shared_parse(const View *owner, Arena *arena) {
  GHashTable *parses = g_hash_table_new(g_str_hash, g_str_equal);
  collect_parse(owner, owner, parses, arena);
  GList *keys = g_list_sort(g_hash_table_get_keys(parses), compare_texts);
  JsonBuilder builder = json_builder(arena);
  for (GList *key = keys; key; key = key->next) {
    const Json *how = g_hash_table_lookup(parses, key->data);
    if (!json_is_null(how)) json_builder_set(&builder, key->data, how);
  }
  g_list_free(keys);
  g_hash_table_unref(parses);
  return json_builder_object(&builder, owner->place);
}

/* What this unit wants and the source could not give, because others want it otherwise or because it is made on the way. */
static const Table *parse_rest(const Table *table, const View *view, const Json *shared, ChartData *data) {
  Arena *arena = data->spec->arena;
  const Json *wanted = view_implicit_parse(view, arena), *rest = NULL;
  for (size_t i = 0; i < json_count(wanted); i++) {
    const JsonMember *member = &wanted->object.members[i];
    bool made = false;
    for (const View *above = view; above && !made; above = above->data ? NULL : above->parent)
      made = transform_creates(above->transforms, member->key);
    if (!made && !json_equal(json_get(shared, member->key), member->value))
      rest = json_with(arena, rest, member->key, member->value);
  }
  return rest ? data_parse_fields(table, rest, data->spec->scope->locale, data->spec->messages, arena) : table;
}

/* Bins of definitions: one pair of columns for each way of binning a field. */
static const Table *bin_fields(const Table *table, const View *view, ChartData *data) {
  Arena *arena = data->spec->arena;
  TransformContext context = context_for(data, view);
  size_t count;
  const ChannelDef *const *fields = view_fields(view, &count, arena);
  ViewData *own = &data->views[view->id];
  UnitBin *bins = arena_array(arena, UnitBin, count);
  for (size_t i = 0; i < count && table; i++) {
    const ChannelDef *def = fields[i];
    if (!def->bin || !def->field) continue;
    const char *start = channel_def_column(def, NULL, arena), *end = channel_def_column(def, "end", arena);
    bins[own->bin_count].def = def;
    table = transform_bin(table, def->field, def->bin, start, end, NULL, &bins[own->bin_count].steps, &context);
    own->bin_count++;
    if (!table || (def->type != TYPE_ORDINAL && def->type != TYPE_NOMINAL)) continue;
    const Json *guide = json_is(def->axis, JSON_OBJECT) ? def->axis : def->legend;
    const char *format =
        json_string(json_get(guide, "format"), json_string(json_get(data->spec->config, "numberFormat"), ""));
    const char *a = field_to_expression(start, "datum", arena), *b = field_to_expression(end, "datum", arena),
               *f = string_literal(format, arena);
    const char *range = arena_printf(
        arena, "!isValid(%s) || !isFinite(+%s) ? \"null\" : format(%s, %s) + \" \xE2\x80\x93 \" + format(%s, %s)", a, a,
        a, f, b, f);
    table = transform_calculate(table, range, def->place, channel_def_column(def, "range", arena), &context);
  }
  own->bins = bins;
  return table;
}

/* Time units of definitions, with their ends; for bands off their centre, the offset ends too (TimeUnitNode). */
static const Table *time_unit_field(const Table *table, const View *view, const ChannelDef *def,
                                    TransformContext *context) {
  if (!def->time_unit) return table;
  TimeUnit unit;
  bool on_axis = def->channel == CHANNEL_X || def->channel == CHANNEL_Y,
       rect = view->kind == VIEW_UNIT && view->mark.type->form == MARK_BOX;
  double band = view->kind == VIEW_UNIT ? unit_band_position(view, def) : NAN;
  if (!transform_time_unit_resolve(def->time_unit_params, table, def->field, &unit, context)) return NULL;
  const char *start = channel_def_column(def, NULL, context->arena),
             *end = arena_printf(context->arena, "%s_end", field_flat_name(start, context->arena));
  if (!unit.binned)
    table = transform_time_unit(table, def->field, &unit, start, end, context);
  else if (view->kind == VIEW_UNIT && (rect || (!isnan(band) && band != 0)))
    table = transform_time_unit_offset(table, def->field, &unit, end, context);
  else
    return table;
  bool off_centre = rect && on_axis && !isnan(band) && band != 0.5;
  return table && off_centre ? transform_time_unit_band(table, start, end, &unit, band, context) : table;
}

static const Table *sort_index_field(const Table *table, const View *view, const ChannelDef *def,
                                     TransformContext *context) {
  if (!json_is(def->sort, JSON_ARRAY)) return table;
  const char *column = sort_index_column(def, field_channel_name(view, def), context->arena);
  const char *unit = def->time_unit && def->time_unit[0] ? def->time_unit : NULL;
  return transform_sort_index(table, def->field, unit, def->sort, column, context);
}

typedef const Table *(*DeriveField)(const Table *table, const View *view, const ChannelDef *def,
                                    TransformContext *context);

/* The table with what `derive` adds for each definition of the view that has a field. NULL after an error. */
static const Table *derive_fields(const Table *table, const View *view, ChartData *data, DeriveField derive) {
  TransformContext context = context_for(data, view);
  size_t count;
  const ChannelDef *const *fields = view_fields(view, &count, context.arena);
  for (size_t i = 0; i < count && table; i++)
    if (fields[i]->field) table = derive(table, view, fields[i], &context);
  return table;
}

static void add_column(GPtrArray *list, const char *column) {
  for (guint i = 0; i < list->len; i++)
    if (strcmp(g_ptr_array_index(list, i), column) == 0) return;
  g_ptr_array_add(list, (gpointer)column);
}

/* A definition that is not aggregated groups the aggregate, with all columns derived from it. */
static void add_dimension(GPtrArray *dimensions, const ChannelDef *def, const Table *table, const View *unit,
                          Arena *arena) {
  static const char *const endings[] = {"end", "range", "offsetted_rect_start", "offsetted_rect_end"};
  const char *column = channel_def_column(def, NULL, arena);
  add_column(dimensions, column);
  for (size_t i = 0; (def->bin || def->time_unit) && i < G_N_ELEMENTS(endings); i++) {
    const char *derived = arena_printf(arena, "%s_%s", column, endings[i]);
    if (table_column(table, derived)) add_column(dimensions, derived);
  }
  if (json_is(def->sort, JSON_ARRAY)) {
    const char *index = sort_index_column(def, field_channel_name(unit, def), arena);
    if (table_column(table, index)) add_column(dimensions, index);
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
  add_measure(measures, def->aggregate, def->field, channel_def_column(def, NULL, arena));
  if (json_is_string(json_get(def->scale, "domain"), "unaggregated") && def->field) {
    const char *flat = field_flat_name(def->field, arena);
    add_measure(measures, "min", def->field, arena_printf(arena, "min_%s", flat));
    add_measure(measures, "max", def->field, arena_printf(arena, "max_%s", flat));
  }
}

static const Table *aggregate_fields(const Table *table, const View *unit, ChartData *data) {
  Arena *arena = data->spec->arena;
  size_t count;
  const ChannelDef *const *fields = view_fields(unit, &count, arena);
  bool aggregates = false;
  for (size_t i = 0; i < count; i++) aggregates = aggregates || fields[i]->aggregate;
  if (!aggregates) return table;
  GPtrArray *dimensions = g_ptr_array_new();
  GArray *measures = g_array_new(FALSE, TRUE, sizeof(Measure));
  for (size_t i = 0; i < count; i++) {
    if (fields[i]->aggregate)
      add_measures(measures, fields[i], arena);
    else
      add_dimension(dimensions, fields[i], table, unit, arena);
  }
  TransformContext context = context_for(data, unit);
  const Table *result =
      transform_aggregate(table, (const char *const *)dimensions->pdata, dimensions->len,
                          (const Measure *)(void *)measures->data, measures->len, unit->place, &context);
  g_ptr_array_free(dimensions, TRUE);
  g_array_free(measures, TRUE);
  return result;
}

/* "impute" on x or y: rows for the keys that the other channel lacks. */
static const Table *impute_fields(const Table *table, const View *unit, ChartData *data) {
  const ChannelDef *x = view_channel(unit, CHANNEL_X), *y = view_channel(unit, CHANNEL_Y);
  if (!x || !y || x->kind != DEF_FIELD || y->kind != DEF_FIELD) return table;
  const ChannelDef *imputed = json_is(x->impute, JSON_OBJECT) ? x : json_is(y->impute, JSON_OBJECT) ? y : NULL;
  if (!imputed) return table;
  const ChannelDef *key = imputed == x ? y : x;
  TransformContext context = context_for(data, unit);
  ImputeParams params = {
      .field = imputed->field, .key = key->field, .method = json_string(json_get(imputed->impute, "method"), NULL)};
  const Json *value = json_get(imputed->impute, "value");
  params.value = value ? value_from_json(value, data->spec->arena) : value_undefined();
  params.frame = json_get(imputed->impute, "frame");
  params.keyvals = json_get(imputed->impute, "keyvals");
  params.group_by = unit_path_groups(unit, &params.group_by_count, data->spec->arena);
  return transform_impute(table, &params, imputed->place, &context);
}

/* The order of the layers of a stack (StackNode.makeFromEncoding). */
static const SortKey *stack_sort(const View *unit, size_t *count, Arena *arena) {
  const ChannelDefs order = unit->encoding[CHANNEL_ORDER];
  const ChannelDef *first = view_channel(unit, CHANNEL_ORDER);
  if (first && first->kind == DEF_FIELD) {
    SortKey *keys = arena_array(arena, SortKey, order.count);
    for (size_t i = 0; i < order.count; i++)
      keys[i] = (SortKey){channel_def_column(&order.items[i], NULL, arena),
                          json_is_string(order.items[i].sort, "descending")};
    *count = order.count;
    return keys;
  }
  const Stack *stack = unit->stack;
  bool descending = first && first->kind == DEF_NONE && first->sort ? json_is_string(first->sort, "descending")
                                                                    : stack->field_channel == CHANNEL_Y;
  SortKey *keys = arena_array(arena, SortKey, stack->stack_by_count);
  *count = 0;
  for (size_t i = 0; i < stack->stack_by_count; i++) {
    const char *column = channel_def_column(stack->stack_by[i], NULL, arena);
    bool known = false;
    for (size_t k = 0; k < *count; k++) known = known || strcmp(keys[k].field, column) == 0;
    if (!known) keys[(*count)++] = (SortKey){column, descending};
  }
  return keys;
}

/* The definitions a stack groups by, as its columns name them. */
static const ChannelDef *stack_dimension(const View *unit, const char *column, Arena *arena) {
  static const Channel channels[] = {CHANNEL_X,        CHANNEL_Y,     CHANNEL_X_OFFSET,
                                     CHANNEL_Y_OFFSET, CHANNEL_THETA, CHANNEL_RADIUS};
  for (size_t i = 0; i < G_N_ELEMENTS(channels); i++) {
    const ChannelDef *def = view_channel(unit, channels[i]);
    if (def && def->kind == DEF_FIELD && strcmp(channel_def_column(def, NULL, arena), column) == 0) return def;
  }
  return NULL;
}

static const Table *stack_fields(const Table *table, const View *unit, ChartData *data) {
  const Stack *stack = unit->stack;
  if (!stack) return table;
  Arena *arena = data->spec->arena;
  TransformContext context = context_for(data, unit);
  const char **stack_by = arena_array(arena, const char *, stack->stack_by_count);
  for (size_t i = 0; i < stack->stack_by_count; i++) stack_by[i] = channel_def_column(stack->stack_by[i], NULL, arena);
  const char **group_by = arena_array(arena, const char *, 2 * stack->group_by_count);
  size_t group_count = 0;
  for (size_t i = 0; i < stack->group_by_count && table; i++) {
    const ChannelDef *def = stack_dimension(unit, stack->group_by[i], arena);
    const char *key = stack->group_by[i];
    if (def && def->bin && stack->impute) {
      double band = isnan(def->band_position) ? 0.5 : def->band_position;
      key = channel_def_column(def, "mid", arena);
      table = transform_bin_mid(table, stack->group_by[i], channel_def_column(def, "end", arena), band, key, &context);
    }
    group_by[group_count++] = key;
    if (def && def->bin && !stack->impute) group_by[group_count++] = channel_def_column(def, "end", arena);
    if (table && stack->impute)
      table = transform_stack_impute(table, stack->field, key, stack_by, stack->stack_by_count, unit->place, &context);
  }
  if (!table) return NULL;
  StackParams params = {.field = stack->field,
                        .group_by = group_by,
                        .group_by_count = group_count,
                        .offset = stack->offset,
                        .as_start = stack->start,
                        .as_end = stack->end};
  params.sort = stack_sort(unit, &params.sort_count, arena);
  return transform_stack(table, &params, unit->place, &context);
}

static bool counts(const ChannelDef *def) {
  static const char *const ops[] = {"count", "valid", "missing", "distinct"};
  for (size_t i = 0; def->aggregate && i < G_N_ELEMENTS(ops); i++)
    if (strcmp(def->aggregate, ops[i]) == 0) return true;
  return false;
}

/* Leaves out rows whose temporal or quantitative values cannot be placed by a continuous scale (FilterInvalidNode). */
static const Table *filter_invalid(const Table *table, const View *unit, ChartData *data) {
  Arena *arena = data->spec->arena;
  size_t count, rows = table_row_count(table);
  const ChannelDef *const *fields = view_fields(unit, &count, arena);
  const Json *outputs = json_path(data->spec->config, "scale.invalid");
  bool *bad = arena_array(arena, bool, rows);
  size_t bad_count = 0;
  for (size_t i = 0; i < count; i++) {
    const ChannelDef *def = fields[i];
    if (!channel_is_scale(def->channel) || counts(def) || json_has(outputs, channel_name(def->channel))) continue;
    if (def->type != TYPE_QUANTITATIVE && def->type != TYPE_TEMPORAL) continue;
    if (!data->is_continuous(data->host, unit, def->channel)) continue;
    const Column *column = table_field(table, channel_def_column(def, NULL, arena));
    for (size_t row = 0; row < rows; row++) {
      Value value = column_value(column, row);
      bool valid = value.kind == VALUE_DATE
                       ? true
                       : value.kind != VALUE_NULL && value.kind != VALUE_UNDEFINED && isfinite(value_to_number(value));
      if (value.kind == VALUE_DATE && def->type == TYPE_QUANTITATIVE) valid = isfinite(value.number);
      if (!valid && !bad[row]) bad_count++;
      bad[row] = bad[row] || !valid;
    }
  }
  if (bad_count == 0) return table;
  guint32 *kept = arena_array(arena, guint32, rows - bad_count);
  size_t kept_count = 0;
  for (size_t row = 0; row < rows; row++)
    if (!bad[row]) kept[kept_count++] = (guint32)row;
  return table_pick(table, kept, kept_count);
}

static const Table *finish_unit(const Table *table, const View *unit, ChartData *data) {
  ViewData *own = &data->views[unit->id];
  own->raw = table;
  if (table) table = aggregate_fields(table, unit, data);
  if (table) table = impute_fields(table, unit, data);
  if (table) table = stack_fields(table, unit, data);
  if (!table) return NULL;
  InvalidMode mode = unit_invalid_mode(unit);
  own->all = table;
  own->valid = mode == INVALID_SHOW ? table : filter_invalid(table, unit, data);
  bool keeps = mode == INVALID_SHOW || (unit->mark.type->form == MARK_PATH && mode != INVALID_FILTER);
  return keeps ? own->all : own->valid;
}

static void inherit_facets(ViewData *own, const View *view, ChartData *data) {
  if (!view->parent || view->data) return;
  const ViewData *above = &data->views[view->parent->id];
  own->facet_fields = above->facet_fields;
  own->facet_field_count = above->facet_field_count;
  if (view->parent->kind != VIEW_FACET) return;
  Arena *arena = data->spec->arena;
  size_t count;
  const ChannelDef *const *fields = view_fields(view->parent, &count, arena);
  const char **columns = arena_array(arena, const char *, above->facet_field_count + 3 * count);
  size_t known = above->facet_field_count;
  if (known > 0) memcpy(columns, above->facet_fields, known * sizeof *columns);
  for (size_t i = 0; i < count; i++) {
    columns[known++] = channel_def_column(fields[i], NULL, arena);
    if (fields[i]->bin) columns[known++] = channel_def_column(fields[i], "end", arena);
    if (json_is(fields[i]->sort, JSON_ARRAY))
      columns[known++] = sort_index_column(fields[i], field_channel_name(view->parent, fields[i]), arena);
  }
  own->facet_fields = columns;
  own->facet_field_count = known;
}

const char *facet_key(const char *outer, Value value, Arena *arena) {
  return arena_printf(arena, "%s\x1f%d:%s", outer, (int)value.kind, value_to_string(value, arena));
}

/* Does a view, or one below it, transform rows in a way that the facet's fields cannot be added to? */
static bool needs_cells(const View *view) {
  if (view->data || view->kind == VIEW_FACET) return false;
  if (transform_runs_per_cell(view->transforms)) return true;
  for (size_t i = 0; i < view->child_count; i++)
    if (needs_cells(view->children[i])) return true;
  return false;
}

/* The facet node stands where its child's data part into several branches (moveFacetDown). */
static bool runs_in_cells(const View *view, const ChartData *data) {
  const View *fork = view->parent;
  if (!fork || (fork->kind != VIEW_LAYER && fork->kind != VIEW_CONCAT)) return false;
  size_t branches = 0;
  for (size_t i = 0; i < fork->child_count; i++) branches += fork->children[i]->data ? 0 : 1;
  return branches > 1 && data->views[fork->id].facet_field_count > 0 && needs_cells(view);
}

/* The columns of all facets that a view's rows come through, the outermost first. */
static size_t facet_key_columns(const View *view, const char **columns, size_t room, Arena *arena) {
  if (!view) return 0;
  size_t count = view->data ? 0 : facet_key_columns(view->parent, columns, room, arena), field_count;
  if (view->kind != VIEW_FACET) return count;
  const ChannelDef *const *fields = view_fields(view, &field_count, arena);
  for (size_t i = 0; i < field_count && count < room; i++)
    columns[count++] = channel_def_column(fields[i], NULL, arena);
  return count;
}

enum { KEY_COLUMNS_MAX = 48, CELL_VIEWS_MAX = 1000000 };

static void keep_cell(const View *view, const char *key, ViewData *made, ChartData *data) {
  ViewData *own = &data->views[view->id];
  if (!own->cells) {
    own->cells = g_hash_table_new(g_str_hash, g_str_equal);
    arena_adopt(data->spec->arena, own->cells, (GDestroyNotify)g_hash_table_unref);
  }
  g_hash_table_insert(own->cells, (gpointer)key, &made[view->id]);
  for (size_t i = 0; i < view->child_count; i++) keep_cell(view->children[i], key, made, data);
}

static bool prepare_view(const View *view, const Json *shared, ChartData *data);

/* A view's tables once more, made from the rows of one cell. What was to be said of them has been said of all rows. */
static void prepare_cell(const View *view, const char *key, const Table *rows, const Json *shared, ChartData *data) {
  ViewData *all = data->views, *made = arena_array(data->spec->arena, ViewData, data->spec->view_count);
  made[view->parent->id].table = rows;
  data->views = made;
  data->messages = messages_create(data->spec->arena, false);
  prepare_view(view, shared, data);
  data->views = all;
  data->messages = data->spec->messages;
  keep_cell(view, key, made, data);
}

static void prepare_cells(const View *view, const Table *table, const Json *shared, ChartData *data) {
  Arena *arena = data->spec->arena;
  const char *columns[KEY_COLUMNS_MAX];
  size_t depth = facet_key_columns(view->parent, columns, KEY_COLUMNS_MAX, arena);
  const Grouping *groups = table_group(table, columns, depth, arena);
  if (groups->group_count > CELL_VIEWS_MAX / data->spec->view_count) {
    messages_error(data->messages, view->place, "a transform cannot run in each of %zu cells", groups->group_count);
    return;
  }
  for (size_t g = 0; g < groups->group_count && table_row_count(table) > 0; g++) {
    const char *key = "";
    for (size_t i = 0; i < depth; i++)
      key = facet_key(key, column_value(table_field(table, columns[i]), groups->first[g]), arena);
    size_t count = groups->starts[g + 1] - groups->starts[g];
    prepare_cell(view, key, table_pick(table, groups->rows + groups->starts[g], count), shared, data);
  }
}

static bool prepare_view(const View *view, const Json *shared, ChartData *data) {
  const Spec *spec = data->spec;
  ViewData *own = &data->views[view->id];
  const Table *table;
  inherit_facets(own, view, data);
  if (view->data || !view->parent) {
    shared = shared_parse(view, spec->arena);
    table = loader_table(data->loader, view->data, shared);
    if (table) warn_of_empty_data(view, table);
  } else {
    table = data->views[view->parent->id].table;
  }
  bool has_fields = view->kind == VIEW_UNIT || view->kind == VIEW_FACET;
  bool in_layer = view->parent && view->parent->kind == VIEW_LAYER;
  TransformContext context = context_for(data, view);
  if (table && has_fields && in_layer) table = bin_fields(table, view, data);
  if (table) table = transform_run_all(view->transforms, table, &context);
  if (table && has_fields) table = parse_rest(table, view, shared, data);
  if (table && has_fields && !in_layer) table = bin_fields(table, view, data);
  if (table && has_fields) table = derive_fields(table, view, data, time_unit_field);
  if (table && has_fields) table = derive_fields(table, view, data, sort_index_field);
  if (table && view->kind == VIEW_UNIT) table = finish_unit(table, view, data);
  own->table = table;
  for (size_t i = 0; table && i < view->child_count; i++) {
    if (!prepare_view(view->children[i], shared, data)) return false;
    if (runs_in_cells(view->children[i], data)) prepare_cells(view->children[i], table, shared, data);
  }
  return table != NULL;
}

ChartData *chart_data_create(const Spec *spec, Loader *loader, ScaleIsContinuous is_continuous, void *host) {
  ChartData *data = arena_new(spec->arena, ChartData);
  *data = (ChartData){
      .spec = spec, .loader = loader, .is_continuous = is_continuous, .host = host, .messages = spec->messages};
  data->views = arena_array(spec->arena, ViewData, spec->view_count);
  data->rows = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(spec->arena, data->rows, (GDestroyNotify)g_hash_table_unref);
  const ChartHost *chart_host = spec->scope->host;
  if (chart_host && chart_host->data) *chart_host->data = data;
  size_t errors = messages_error_count(spec->messages);
  bool good = prepare_view(spec->root, NULL, data);
  return good && messages_error_count(spec->messages) == errors ? data : NULL;
}

Value chart_data_rows(const ChartData *data, const char *name) {
  const Value *known = g_hash_table_lookup(data->rows, name);
  if (known) return *known;
  Arena *arena = data->spec->arena;
  const Json *made = json_with(arena, NULL, "name", json_new_string(arena, (Place){0}, name));
  const Table *table = loader_table(data->loader, made, NULL);
  size_t count = table ? table_row_count(table) : 0;
  Value *items = arena_array(arena, Value, count), *rows = arena_new(arena, Value);
  for (size_t row = 0; row < count; row++) items[row] = table_row(table, row, arena);
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){count, items};
  *rows = (Value){.kind = VALUE_ARRAY, .array = array};
  g_hash_table_insert(data->rows, arena_strndup(arena, name, strlen(name)), rows);
  return *rows;
}
