/* vegalite/scaling/scale_domain.c: the data values that a scale spans (Vega-Lite's compile/scale/domain.ts, and the
 * unions that Vega's MultiExtent and MultiValues make of its output).
 *
 * A domain is not simply the extent of a column. A stacked bar spans its stack's start and end; a bin its edges; a time
 * unit that is drawn with its width also the end of its last interval; a sorted category axis needs the rows
 * *before* aggregation, because the sort has an aggregate of its own. Several layers may share the scale, some with a
 * list that the author wrote. Vega-Lite writes references into a Vega spec and lets Vega collect the values; here both
 * steps are one pass over the uses:
 *
 *   1. A selection that the scale follows (a brush as "domain": {"param": …}, or an interval bound to the scales) and
 *      that holds a value is the domain, as it is (`raw`: neither nice nor zero change it).
 *   2. Otherwise gather() turns each use, and the x2 or y2 next to it, into DomainParts: a column of one of its
 *      unit's tables, or a list of constants. Lists that an author wrote go to `written`, everything else to
 *      `implicit`. With {"unionWith": […]} the list and the columns of that use both count as written.
 *   3. If anything was written, only that counts. unite() joins the parts: discrete scales in scale_order.c, quantile
 *      scales by concatenation, all others by their extent. A lone list stays as it is, because a piecewise domain
 *      may have more than two values.
 *
 * The result is the data's domain: zero, nice and padding are applied later, in scale/. Parts point into tables of
 * the cell that `access` stands for; only the two arrays live outside the arena, for the time of the call. An extent
 * without a finite number is [NaN, NaN], as in Vega; that of several parts is [Infinity, -Infinity], which a scale with
 * a zero turns into [0, 0].
 *
 * Example: a layer of bars, y: v (12 and 30, stacked), and a rule, y: {"datum": 47}, on one linear scale.
 *   use 0, bars    implicit: column v_start (0, 0), column v_end (12, 30)
 *   use 1, rule    implicit: [47]                                           domain [0, 47], nice: [0, 50]
 * With "scale": {"domain": {"unionWith": [35]}} on the bars:
 *   use 0, bars    written: [35], column v_start, column v_end
 *   use 1, rule    implicit: [47], ignored                                  domain [0, 35]
 * And bars of max(v) by c, "sort": "-y", rows (b, 30), (a, 12), (a, 25): one part, column c of the raw table with the
 * sort {max of v, descending}: b, a.
 */
#include "base/temporary.h"
#include "data/blocks.h"
#include "scale/index.h"
#include "vegalite/dataflow/fields.h"
#include "vegalite/scaling/scale_model.h"
#include <math.h>
#include <string.h>

typedef struct Gathering {
  const ScaleModel *model;
  const DataAccess *access;
  Arena *arena;
  GArray *implicit, *written; /* DomainPart */
} Gathering;

static void add_values(const Gathering *at, GArray *to, const Value *values, size_t count) {
  (void)at;
  DomainPart part = {.values = values, .count = count, .literal = true};
  g_array_append_val(to, part);
}

static UnitTable domain_table(const View *unit) {
  switch (unit_invalid_mode(unit)) {
  case INVALID_BREAK_SHOW: return UNIT_ALL;
  case INVALID_BREAK_FILTER: return UNIT_VALID;
  case INVALID_FILTER:
  case INVALID_SHOW: break;
  }
  return UNIT_MAIN;
}

/* The different values of a field, where the rows come in blocks; NULL if all rows are needed, as for values of several kinds. */
static bool find_distinct(const Gathering *at, DomainPart *part) {
  const Table *table = part->table;
  const DomainSort *sort = &part->sort;
  TransformContext context = {.arena = at->arena, .messages = messages_create(at->arena, false)};
  if (!table || !table_is_in_blocks(table) || !scale_type_is_discrete_domain(at->model->type)) return false;
  bool is_weighed = part->has_sort && sort->op && g_strcmp0(sort->field, part->field) != 0;
  const Measure measures[] = {{"count", NULL, "__rows"}, {sort->op, sort->field, "__weight"}};
  const Table *groups =
      transform_aggregate(table, (FieldList){&part->field, 1}, measures, is_weighed ? 2 : 1, (Place){0}, &context);
  const Column *values = groups ? table_column_at(groups, 0) : NULL;
  if (!values || values->kind == COLUMN_VALUE) return false;
  part->is_distinct = true;
  part->column = values;
  part->weights = is_weighed ? table_column(groups, "__weight") : NULL;
  const double *counts = column_numbers(table_column(groups, "__rows"), at->arena);
  for (size_t i = 0; i < values->length; i++) part->rows += counts[i];
  return true;
}

static void use_all_rows(DomainPart *part) {
  if (!part->is_distinct) return;
  part->is_distinct = false;
  part->column = table_field(part->table, part->field);
  part->weights = NULL;
  part->rows = 0;
}

/* Parts with the same columns are one. Where the different values do not say whether they are the same, all rows are used. */
static void settle(const Gathering *at, DomainPart *part) {
  for (guint i = 0; i < at->implicit->len; i++) {
    DomainPart *other = &g_array_index(at->implicit, DomainPart, i);
    if (g_strcmp0(part->field, other->field) != 0 || !part->column || !other->column) continue;
    if (!part->is_distinct && !other->is_distinct) continue;
    double rows = part->is_distinct ? part->rows : (double)part->column->length;
    if (rows != (other->is_distinct ? other->rows : (double)other->column->length)) continue;
    bool both = part->is_distinct && other->is_distinct;
    if (both && table_origin(part->table, part->field) == table_origin(other->table, part->field)) continue;
    use_all_rows(part);
    use_all_rows(other);
  }
}

static void add_column(const Gathering *at, const ScaleUse *use, UnitTable which, const char *field,
                       const DomainSort *sort) {
  const Table *table = at->access->table(at->access->host, use->unit, which);
  if (which == UNIT_RAW && table && !table_has_field(table, field))
    table = at->access->table(at->access->host, use->unit, domain_table(use->unit));
  DomainPart part = {.table = table, .field = field, .keeps_invalid = use->unit->mark.type->form == MARK_PATH};
  if (sort) part.has_sort = true, part.sort = *sort;
  if (!find_distinct(at, &part)) part.column = table ? table_field(table, field) : NULL;
  /* a field that no row has is undefined in each of them, and undefined is a value of a discrete domain */
  if (table && !part.column) part.column = column_constant(value_undefined(), table_row_count(table), at->arena);
  settle(at, &part);
  g_array_append_val(at->implicit, part);
}

/* A list as written is one part. Each date is a part of its own, because Vega-Lite writes it as a signal. */
static void add_list(const Gathering *at, const ScaleUse *use, const Json *list, GArray *to) {
  size_t count = json_count(list);
  Value *values = arena_array(at->arena, Value, count);
  for (size_t i = 0; i < count; i++) values[i] = scale_constant(use, json_at(list, i), at->arena);
  if (use->def->type != TYPE_TEMPORAL && !use->def->time_unit) {
    add_values(at, to, values, count);
    return;
  }
  for (size_t i = 0; i < count; i++) add_values(at, to, values + i, 1);
}

static bool is_stack_dimension(const Stack *stack, const char *field) {
  for (size_t i = 0; i < stack->group_by_count; i++)
    if (g_strcmp0(stack->group_by[i], field) == 0) return true;
  for (size_t i = 0; i < stack->stack_by_count; i++)
    if (g_strcmp0(stack->stack_by[i]->field, field) == 0) return true;
  return false;
}

static DomainSort field_sort(const View *unit, const char *op, const char *field, const Json *order) {
  bool summed = unit->stack && !is_stack_dimension(unit->stack, field);
  return (DomainSort){true,
                      op       ? op
                      : summed ? "sum"
                               : "min",
                      aggregate_op_has(op, AGGREGATE_OF_ROWS) ? NULL : field, json_is_string(order, "descending")};
}

typedef enum SortKind { SORT_NONE, SORT_OWN, SORT_BY } SortKind;

/* How a discrete domain is sorted: not at all (order of the data), by its own values, or by a measure. */
static SortKind find_sort(const Gathering *at, const ScaleUse *use, DomainSort *out) {
  const ChannelDef *def = use->def;
  const Json *sort = def->sort;
  *out = (DomainSort){true, NULL, NULL, false};
  if (!scale_type_is_discrete_domain(at->model->type) || !channel_is_scale(use->def->channel)) return SORT_NONE;
  if (json_is(sort, JSON_ARRAY)) {
    *out = (DomainSort){true, "min", sort_index_column(def, channel_name(def->channel), at->arena), false};
    return SORT_BY;
  }
  const char *op = json_string(json_get(sort, "op"), NULL);
  if (json_has(sort, "field") || aggregate_op_has(op, AGGREGATE_OF_ROWS)) {
    *out = field_sort(use->unit, op, json_string(json_get(sort, "field"), NULL), json_get(sort, "order"));
    return SORT_BY;
  }
  if (json_has(sort, "encoding")) {
    const ChannelDef *by =
        channel_def_scaled(view_channel(use->unit, channel_from_name(json_string(json_get(sort, "encoding"), ""))));
    if (!by) return SORT_OWN;
    const char *field = by->arg_field ? channel_def_column(by, PART_START) : by->field;
    *out = field_sort(use->unit, by->arg_field ? NULL : by->aggregate, field, json_get(sort, "order"));
    return SORT_BY;
  }
  if (json_is_string(sort, "descending")) {
    *out = (DomainSort){true, "min", channel_def_column(def, PART_START), true};
    return SORT_BY;
  }
  return sort && json_is_null(sort) ? SORT_NONE : SORT_OWN;
}

static void add_sorted(const Gathering *at, const ScaleUse *use, const char *field) {
  DomainSort sort;
  SortKind kind = find_sort(at, use, &sort);
  bool measured = kind == SORT_BY;
  const char *column = channel_def_column(use->def, PART_START);
  /* UNIT_RAW: the rows before aggregation, so that the sort's own aggregate sees all of them */
  bool own = measured && g_strcmp0(sort.field, column) == 0 && g_strcmp0(field, column) == 0;
  if (own) sort.op = sort.field = NULL;
  add_column(at, use, measured ? UNIT_RAW : domain_table(use->unit), field, kind == SORT_NONE ? NULL : &sort);
}

static void add_binned(const Gathering *at, const ScaleUse *use) {
  const ChannelDef *def = use->def;
  BinSteps steps;
  const char *start = channel_def_column(def, PART_START);
  if (at->model->type->domain_is_bins) return;
  if (scale_type_is_discrete_domain(at->model->type)) {
    DomainSort sort;
    bool named = def->type == TYPE_ORDINAL || def->type == TYPE_NOMINAL;
    SortKind kind = find_sort(at, use, &sort);
    if (kind != SORT_BY) sort = (DomainSort){true, "min", start, false};
    add_column(at, use, kind == SORT_OWN ? domain_table(use->unit) : UNIT_RAW,
               named ? channel_def_column(def, PART_RANGE) : start, &sort);
    return;
  }
  if (at->access->bins(at->access->host, use->unit, def, &steps) && !isnan(steps.start)) {
    Value *ends = arena_array(at->arena, Value, 2);
    ends[0] = value_number(steps.start), ends[1] = value_number(steps.stop);
    add_values(at, at->implicit, ends, 2);
    return;
  }
  add_column(at, use, domain_table(use->unit), start, NULL);
}

/* A time unit drawn as a band spans to the start of the next one. */
static bool add_time_band(const Gathering *at, const ScaleUse *use) {
  const ChannelDef *def = use->def;
  if (!def->time_unit || !scale_type_is_temporal(at->model->type) || def->type != TYPE_TEMPORAL) return false;
  double position = unit_band_position(use->unit, def);
  if (isnan(position)) return false;
  bool moved = use->unit->mark.type->form == MARK_BOX && position != .5 && channel_is_xy(def->channel);
  UnitTable which = domain_table(use->unit);
  add_column(at, use, which, channel_def_column(def, moved ? PART_MOVED_START : PART_START), NULL);
  add_column(at, use, which, channel_def_column(def, moved ? PART_MOVED_END : PART_NEXT), NULL);
  return true;
}

static bool add_stack(const Gathering *at, const ScaleUse *use) {
  static const Value unit[] = {{.kind = VALUE_NUMBER, .number = 0}, {.kind = VALUE_NUMBER, .number = 1}};
  const Stack *stack = use->unit->stack;
  if (!stack || use->def->channel != stack->field_channel) return false;
  if (strcmp(stack->offset, "normalize") == 0) {
    add_values(at, at->implicit, unit, 2);
    return true;
  }
  add_column(at, use, domain_table(use->unit), stack->start, NULL);
  add_column(at, use, domain_table(use->unit), stack->end, NULL);
  return true;
}

static void add_unaggregated(const Gathering *at, const ScaleUse *use) {
  const char *flat = field_flat_name(use->def->field, at->arena);
  UnitTable which = domain_table(use->unit);
  const Table *table = at->access->table(at->access->host, use->unit, which);
  const char *low = arena_printf(at->arena, "min_%s", flat), *high = arena_printf(at->arena, "max_%s", flat);
  if (table && table_field(table, low) && table_field(table, high)) {
    add_column(at, use, which, low, NULL);
    add_column(at, use, which, high, NULL);
  } else {
    add_column(at, use, UNIT_RAW, use->def->field, NULL);
  }
}

/* The parts that follow from the definition itself. */
static void add_implied(const Gathering *at, const ScaleUse *use, bool unaggregated) {
  const ChannelDef *def = use->def;
  if (add_stack(at, use)) return;
  if (def->kind == DEF_DATUM) {
    Value *value = arena_array(at->arena, Value, 1);
    *value = scale_constant(use, def->datum, at->arena);
    add_values(at, at->implicit, value, 1);
  } else if (unaggregated && def->field) {
    add_unaggregated(at, use);
  } else if (def->bin) {
    add_binned(at, use);
  } else if (!add_time_band(at, use)) {
    add_sorted(at, use, channel_def_column(def, PART_START));
  }
}

static void add_use(const Gathering *at, const ScaleUse *use) {
  const Json *domain = use->domain, *more = json_get(domain, "unionWith");
  if (json_is(domain, JSON_ARRAY)) {
    add_list(at, use, domain, at->written);
    return;
  }
  guint before = at->implicit->len;
  add_implied(at, use, json_is_string(domain, "unaggregated"));
  if (!more) return;
  add_list(at, use, more, at->written);
  g_array_append_vals(at->written, &g_array_index(at->implicit, DomainPart, before), at->implicit->len - before);
  g_array_set_size(at->implicit, before);
}

static void gather(const Gathering *at) {
  const struct ScaleDetail *detail = at->model->detail;
  for (size_t i = 0; i < detail->use_count; i++) {
    ScaleUse written = detail->uses[i];
    const ScaleUse *use = &written;
    written.domain = scale_settled(use, use->domain, at->access, at->arena);
    add_use(at, use);
    Channel second = channel_is_xy(at->model->channel) ? channel_secondary(at->model->channel) : CHANNEL_NONE;
    const ChannelDef *def = second == CHANNEL_NONE ? NULL : channel_def_scaled(view_channel(use->unit, second));
    if (!def || json_is(use->domain, JSON_ARRAY)) continue;
    ScaleUse other = {use->unit, def, use->specified, use->domain};
    add_use(at, &other);
  }
}

typedef struct PartList {
  const DomainPart *items;
  size_t count;
} PartList;

static PartList list_of(const GArray *parts, Arena *arena) {
  DomainPart *items = arena_array(arena, DomainPart, parts->len);
  if (parts->len) memcpy(items, parts->data, parts->len * sizeof *items);
  return (PartList){items, parts->len};
}

typedef struct Extent {
  double min, max;
} Extent;

static void widen(Extent *extent, double x) {
  if (x < extent->min) extent->min = x;
  if (x > extent->max) extent->max = x;
}

static double extent_number(Value value) {
  bool nothing =
      value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED || (value.kind == VALUE_STRING && !value.string[0]);
  return nothing ? (double)NAN : value_to_number(value);
}

/* Empty (min > max) unless both ends are finite. */
static Extent part_extent(const DomainPart *part, Arena *arena) {
  Extent extent = {INFINITY, -(double)INFINITY};
  for (size_t i = 0; part->literal && i < part->count; i++) widen(&extent, extent_number(part->values[i]));
  const Column *column = part->column;
  bool numeric =
      column && (column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE || column_is_full_text(column));
  const double *numbers = numeric ? column_numbers(column, arena) : NULL;
  for (size_t i = 0; column && i < column->length; i++)
    widen(&extent, numbers ? numbers[i] : extent_number(column_value(column, i)));
  if (!isfinite(extent.min) || !isfinite(extent.max)) return (Extent){INFINITY, -(double)INFINITY};
  return extent;
}

static Value domain_value(const ScaleModel *model, double x) {
  return scale_type_is_temporal(model->type) ? value_date(x) : value_number(x);
}

static ScaleDomain extent_domain(const Gathering *at, PartList parts) {
  Extent extent = {INFINITY, -(double)INFINITY};
  for (size_t i = 0; i < parts.count; i++) {
    Extent part = part_extent(&parts.items[i], at->arena);
    if (part.min > part.max) continue;
    widen(&extent, part.min);
    widen(&extent, part.max);
  }
  Value *ends = arena_array(at->arena, Value, 2);
  bool none = extent.min > extent.max && scale_domain_part_count(parts.items, parts.count, at->arena) < 2;
  ends[0] = domain_value(at->model, none ? (double)NAN : extent.min);
  ends[1] = domain_value(at->model, none ? (double)NAN : extent.max);
  return (ScaleDomain){ends, 2, false};
}

static ScaleDomain sample_domain(const Gathering *at, PartList parts) {
  size_t total = 0, n = 0;
  for (size_t i = 0; i < parts.count; i++) {
    const DomainPart *part = &parts.items[i];
    total += part->literal ? part->count : part->column ? part->column->length : 0;
  }
  Value *values = arena_array(at->arena, Value, total);
  for (size_t i = 0; i < parts.count; i++) {
    const DomainPart *part = &parts.items[i];
    size_t count = part->literal ? part->count : part->column ? part->column->length : 0;
    for (size_t k = 0; k < count; k++) values[n++] = part->literal ? part->values[k] : column_value(part->column, k);
  }
  return (ScaleDomain){values, n, false};
}

static ScaleDomain unite(const Gathering *at, PartList parts) {
  const DomainPart *first = parts.count ? &parts.items[0] : NULL;
  if (scale_type_is_discrete_domain(at->model->type))
    return scale_discrete_domain(first, parts.count, at->model->unit->spec, at->model->def->place, at->arena);
  bool alone = parts.count == 1 && first->literal;
  for (size_t i = 1; first && first->literal && i < parts.count; i++) {
    const DomainPart *other = &parts.items[i];
    bool same = other->literal && other->count == first->count;
    for (size_t k = 0; same && k < first->count; k++) same = value_strict_equal(first->values[k], other->values[k]);
    alone = same;
    if (!same) break;
  }
  if (alone) return (ScaleDomain){first->values, first->count, false};
  return at->model->type->domain_is_sample ? sample_domain(at, parts) : extent_domain(at, parts);
}

static bool projects_on(const Json *param, Channel channel) {
  const Json *encodings = json_get(json_get(param, "select"), "encodings");
  if (!json_is(encodings, JSON_ARRAY)) return json_has(json_get(param, "value"), channel_name(channel));
  for (size_t i = 0; i < json_count(encodings); i++)
    if (json_is_string(json_at(encodings, i), channel_name(channel))) return true;
  return false;
}

/* An interval selection bound to the scales of the chart's only view: its initial value is their domain. */
static const char *bound_selection(const View *unit, Channel channel) {
  for (const View *above = unit->parent; above; above = above->parent)
    if (above->kind != VIEW_LAYER) return NULL;
  const Json *params = json_get(unit->json, "params");
  for (size_t i = 0; i < json_count(params); i++) {
    const Json *param = json_at(params, i);
    if (json_is_string(json_get(param, "bind"), "scales") && projects_on(param, channel))
      return json_string(json_get(param, "name"), NULL);
  }
  return NULL;
}

/* What the scale follows: the param of its domain or of its bins' extent, or the selection that pans and zooms it. */
static Value followed_value(const Gathering *at, const ScaleUse *use) {
  const Json *asked = json_get(use->domain, "param") ? use->domain : json_get(use->def->bin, "extent");
  const char *name = json_string(json_get(asked, "param"), NULL),
             *encoding = json_string(json_get(asked, "encoding"), NULL),
             *field = json_string(json_get(asked, "field"), NULL);
  if (!name && scale_type_has_continuous_domain(at->model->type)) {
    name = bound_selection(use->unit, at->model->channel);
    encoding = channel_name(at->model->channel);
  }
  return name ? at->access->param(at->access->host, name, encoding, field) : value_undefined();
}

/* The domain that a selection holds; false if there is none or it is empty. */
static bool selected_domain(const Gathering *at, ScaleDomain *out) {
  const struct ScaleDetail *detail = at->model->detail;
  for (size_t i = 0; at->access->param && i < detail->use_count; i++) {
    Value value = followed_value(at, &detail->uses[i]);
    if (value.kind != VALUE_ARRAY || value.array->count == 0) continue;
    Value *values = arena_array(at->arena, Value, value.array->count);
    for (size_t k = 0; k < value.array->count; k++) {
      Value item = value.array->items[k];
      values[k] =
          scale_type_has_continuous_domain(at->model->type) ? domain_value(at->model, value_to_number(item)) : item;
    }
    *out = (ScaleDomain){values, value.array->count, true};
    return true;
  }
  return false;
}

bool scale_domain_values(const ScaleModel *model, const DataAccess *access, ScaleDomain *out, Arena *arena) {
  Gathering at = {model, access, arena, g_array_new(FALSE, TRUE, sizeof(DomainPart)),
                  g_array_new(FALSE, TRUE, sizeof(DomainPart))};
  arena_temporary(arena, at.implicit);
  arena_temporary(arena, at.written);
  *out = (ScaleDomain){NULL, 0, false};
  if (!selected_domain(&at, out)) {
    gather(&at);
    *out = unite(&at, list_of(at.written->len ? at.written : at.implicit, arena));
  }
  return true;
}

static const char *json_text(Value value, Arena *arena) {
  return json_to_text(arena, value_to_json(value, (Place){0}, arena));
}

void scale_domain_check(const ScaleModel *model, const ScaleDomain *domain, const DataAccess *access, Arena *arena) {
  const struct ScaleDetail *detail = model->detail;
  const ScaleType *type = model->type;
  if (!scale_type_is_discrete_domain(type) || type->domain_is_bins || !model->domain_explicit || !domain->count) return;
  const Value *distinct;
  size_t distinct_count;
  const ValueIndex *index = value_index_create(domain->values, domain->count, &distinct, &distinct_count, arena);
  for (size_t i = 0; i < detail->use_count; i++) {
    const ScaleUse *use = &detail->uses[i];
    const Table *table = use->def->kind == DEF_FIELD ? access->table(access->host, use->unit, UNIT_ALL) : NULL;
    const Column *column = table ? table_field(table, channel_def_column(use->def, PART_START)) : NULL;
    size_t row = 0, rows = column && !use->def->bin ? column->length : 0;
    while (row < rows && value_index_find(index, column_value(column, row)) == INDEX_NONE) row++;
    if (rows == 0 || row < rows) continue;
    messages_warn(use->unit->spec->messages, json_place(use->domain ? use->domain : use->def->json), "W442",
                  "no value of \"%s\" is in the domain of its scale: the first is %s, and the domain begins with %s",
                  use->def->field ? use->def->field : "", json_text(column_value(column, 0), arena),
                  json_text(domain->values[0], arena));
  }
}
