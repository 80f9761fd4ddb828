/* vegalite/chart/warn_domains.c: domains that the author gave and that leave rows out, and ranges that do not match
 * them.
 *
 * A name that a discrete domain lacks has no place and no colour. A number outside of a continuous domain is drawn
 * outside of the plot, unless the mark is clipped, which tells that it is meant, or the scale is clamped. Bars begin
 * at zero, where a logarithmic scale has no place, and a domain that was cut may have none.
 */
#include "format/format.h"
#include "vegalite/chart/warnings.h"
#include "vegalite/dataflow/fields.h"
#include "vegalite/mark/mark.h"
#include <math.h>
#include <string.h>

typedef struct Domains {
  const Chart *chart;
  const View *unit;
  const ChannelDef *def;
  const ScaleModel *model;
  const Scale *scale;
} Domains;

static const Json *written(const Domains *at, const char *property) {
  return json_get(at->model->explicit_props, property);
}

/* What the channel maps of each row that the unit draws. */
static const Column *mapped_column(const Domains *at) {
  const Table *table = chart_data_view(at->chart->data, at->unit)->table;
  if (at->def->kind != DEF_FIELD || at->def->bin || !table) return NULL;
  const Stack *stack = at->unit->stack;
  if (stack && at->def->channel == stack->field_channel) return table_field(table, stack->end);
  return table_field(table, channel_def_column(at->def, PART_START));
}

/* Bars and areas run from here: the start of a stack, mostly 0. */
static const Column *baseline_column(const Domains *at) {
  const Table *table = chart_data_view(at->chart->data, at->unit)->table;
  const Stack *stack = at->unit->stack;
  bool is_stacked = stack && at->def->channel == stack->field_channel && at->unit->mark.type->based;
  return is_stacked && table ? table_field(table, stack->start) : NULL;
}

static bool has_no_image(const Scale *scale, Value value) {
  switch (scale_range_kind(scale)) {
  case RANGE_NUMBERS: return isnan(scale_map_number(scale, value));
  case RANGE_COLORS: return scale_map_color(scale, value).a < 0;
  case RANGE_STRINGS: return !scale_map_string(scale, value);
  case RANGE_NUMBER_ARRAYS: return !scale_map_array(scale, value);
  }
  return false;
}

static const char *shown(const Domains *at, Value value) {
  Arena *arena = at->chart->arena;
  if (value.kind == VALUE_STRING) return arena_printf(arena, "\"%.60s\"", value.string);
  bool moment = value.kind == VALUE_DATE || (value.kind == VALUE_NUMBER && scale_type_is_temporal(at->model->type));
  if (moment && isfinite(value.number))
    return format_time(locale_default(), "%Y-%m-%d %H:%M", value.number, at->model->type->utc, arena);
  return value_to_string(value, arena);
}

/* A domain without any of the values is reported where it is computed. */
static void warn_of_unknown_names(const Domains *at, const Column *column) {
  size_t count = 0, first = 0, named = 0;
  for (size_t row = 0; row < column->length; row++) {
    Value value = column_value(column, row);
    named += !value_is_invalid(value);
    if (value_is_invalid(value) || !has_no_image(at->scale, value)) continue;
    if (count++ == 0) first = row;
  }
  if (count > 0 && count < named)
    messages_warn(at->chart->messages, json_place(written(at, "domain")), "W456",
                  "this domain leaves out %zu of %zu rows; the first value of \"%s\" that it lacks is %s", count,
                  column->length, channel_def_column(at->def, PART_START), shown(at, column_value(column, first)));
}

/* A hair beyond an end is the rounding of a sum. */
static bool is_beyond(double number, double low, double high) {
  double slack = (high - low) * 1e-9;
  return number < low - slack || number > high + slack;
}

static bool is_clipped(const Domains *at) {
  return json_truthy(mark_property_own(at->unit, MARK_PROPERTY_CLIP)) || json_is_true(written(at, "clamp")) ||
         json_is_true(json_path(at->chart->spec->config, "scale.clamp")) || mark_scale_is_bound(at->unit, at->model);
}

static const Json *end_written(const Domains *at) {
  static const char *const ends[] = {"domain", "domainMin", "domainMax"};
  const Json *found = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(ends) && !found; i++) found = written(at, ends[i]);
  return found;
}

static void warn_of_rows_outside(const Domains *at, const Column *column) {
  double a = scale_domain_min(at->scale), b = scale_domain_max(at->scale), low = MIN(a, b), high = MAX(a, b);
  size_t count = 0, first = 0;
  for (size_t row = 0; row < column->length; row++) {
    Value value = column_quantity(column, row);
    if (value_is_invalid(value) || !is_beyond(value_to_number(value), low, high)) continue;
    if (count++ == 0) first = row;
  }
  if (count > 0)
    messages_warn(at->chart->messages, json_place(end_written(at)), "W457",
                  "%zu of %zu rows are outside of this domain, and drawn outside of the plot; the first value of "
                  "\"%s\" is %s; set "
                  "\"clip\": true in the mark to cut them off",
                  count, column->length, channel_def_column(at->def, PART_START),
                  shown(at, column_value(column, first)));
}

/* The same of where bars begin. */
static void warn_of_starts_outside(const Domains *at) {
  const Column *column = scale_type_maps_zero(at->model->type) ? baseline_column(at) : NULL;
  double a = scale_domain_min(at->scale), b = scale_domain_max(at->scale), low = MIN(a, b), high = MAX(a, b);
  size_t count = 0;
  for (size_t row = 0; column && row < column->length; row++)
    count += is_beyond(value_to_number(column_quantity(column, row)), low, high);
  if (count > 0)
    messages_warn(at->chart->messages, json_place(end_written(at)), "W461",
                  "the %ss of %zu of %zu rows begin at 0, outside of this domain, and run out of the plot; let it "
                  "begin at 0, set "
                  "\"clip\": true in the mark, or draw points",
                  at->unit->mark.type->name, count, column->length);
}

/* Stacks begin at zero; without a place there, nothing of the first part is drawn. */
static void warn_of_unplaced_starts(const Domains *at) {
  const ScaleType *type = at->model->type;
  const Column *column = type->excludes ? baseline_column(at) : NULL;
  size_t count = 0;
  for (size_t row = 0; column && row < column->length; row++)
    count += type->excludes(value_to_number(column_quantity(column, row)));
  if (count > 0)
    messages_warn(at->chart->messages, field_place(at->def), "W460",
                  "the %ss of %zu of %zu rows stack from zero, where scale type \"%s\" has no place; write \"stack\": "
                  "null, so that they "
                  "begin at the axis",
                  at->unit->mark.type->name, count, column->length, type->name);
}

static bool has_given_domain(const Domains *at) {
  if (json_is(written(at, "domain"), JSON_ARRAY)) return true;
  bool one_end = json_is(written(at, "domainMin"), JSON_NUMBER) || json_is(written(at, "domainMax"), JSON_NUMBER);
  return one_end && scale_type_is_continuous(at->model->type) && !written(at, "domain");
}

static void look_at_domain(const Domains *at) {
  const Column *column = has_given_domain(at) ? mapped_column(at) : NULL;
  if (!column) return;
  if (scale_type_is_placed(at->model->type) || scale_type_is_named(at->model->type)) warn_of_unknown_names(at, column);
  if (!channel_is_xy(at->model->channel) || !scale_type_is_continuous(at->model->type) || is_clipped(at)) return;
  warn_of_rows_outside(at, column);
  warn_of_starts_outside(at);
}

/* How many items of the range differ; the colours of a scheme come in turn, and so does what else a range holds. */
static size_t items_of_range(const Domains *at, const Value *domain, size_t count) {
  const Json *range = written(at, "range");
  if (json_is(range, JSON_ARRAY)) return json_count(range);
  if (count == 0) return 0;
  Value first = scale_map_value(at->scale, domain[0], at->chart->arena);
  for (size_t i = 1; i < count; i++)
    if (value_strict_equal(scale_map_value(at->scale, domain[i], at->chart->arena), first)) return i;
  return count;
}

static void look_at_range(const Domains *at) {
  size_t count;
  const Value *domain = scale_domain(at->scale, &count);
  const Json *range = written(at, "range"), *names = written(at, "domain");
  if (!scale_type_is_named(at->model->type) || (range && !json_is(range, JSON_ARRAY))) return;
  if (json_is(range, JSON_ARRAY) && json_is(names, JSON_ARRAY) && json_count(range) > count) {
    messages_warn(at->chart->messages, json_place(range), "W459", "this range has %zu items, but its domain only %zu",
                  json_count(range), count);
    return;
  }
  if (!messages_wants_notes(at->chart->messages)) return;
  size_t items = items_of_range(at, domain, count);
  if (items > 0 && items < count)
    messages_note(at->chart->messages, range ? json_place(range) : field_place(at->def), "N458",
                  "%zu categories have a range of %zu on channel \"%s\", which repeats from %s on", count, items,
                  channel_name(at->model->channel), shown(at, domain[items]));
}

void warn_of_domain(const Chart *chart, const View *unit, const ChannelDef *def, const ScaleModel *model,
                    const Scale *scale) {
  const Domains at = {chart, unit, def, model, scale};
  look_at_domain(&at);
  warn_of_unplaced_starts(&at);
  look_at_range(&at);
}
