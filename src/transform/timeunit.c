/* transform/timeunit.c: points in time into units of time.
 *
 * vega-transforms' TimeUnit with Vega-Lite's names and offsets (compile/data/timeunit.ts): `as` is the start of the unit, `as`_end
 * its end; rect-based marks with a band position get two more columns, shifted by a fraction of a unit.
 */
#include "time/timeunit.h"
#include "data/reader.h"
#include "transform/property.h"
#include <math.h>

enum { DEFAULT_MAX_BINS = 40 };

static bool unknown_unit(const Json *at, const char *name, TransformContext *context) {
  messages_error(context->messages, json_place(at), "unknown time unit \"%s\"", name);
  return false;
}

/* As Vega's extent: of dates and numbers; text is read as a date. */
static double moment_of(Value value) {
  switch (value.kind) {
  case VALUE_NULL:
  case VALUE_UNDEFINED: return NAN;
  case VALUE_STRING: return *value.string ? date_parse(value.string) : NAN;
  default: return value_to_number(value);
  }
}

static bool moments_extent(const Table *in, const char *field, double *from, double *to) {
  const Column *column = table_field(in, field);
  *from = INFINITY;
  *to = -INFINITY;
  for (size_t i = 0; column && i < column->length; i++) {
    double moment = moment_of(column_value(column, i));
    if (moment < *from) *from = moment;
    if (moment > *to) *to = moment;
  }
  return isfinite(*from) && isfinite(*to);
}

static bool resolve_object(const Json *params, const Table *in, const char *field, TimeUnit *unit,
                           TransformContext *context) {
  static const char *const known[] = {"unit", "step", "maxbins", "utc", "binned", NULL};
  property_check(params, known, context);
  double step = 1, max_bins = DEFAULT_MAX_BINS;
  bool utc = false, binned = false;
  if (!property_number(params, "step", &step, context) || !property_number(params, "maxbins", &max_bins, context) ||
      !property_boolean(params, "utc", &utc, context) || !property_boolean(params, "binned", &binned, context))
    return false;
  const Json *name = json_get(params, "unit");
  if (name) {
    if (!json_is(name, JSON_STRING) || !time_unit_parse(name->string, unit))
      return unknown_unit(name, json_string(name, ""), context);
    unit->step = step > 0 ? step : 1;
  } else {
    double from, to;
    if (!moments_extent(in, field, &from, &to)) from = to = 0;
    *unit = time_unit_for_extent(from, to, max_bins, utc);
  }
  unit->utc |= utc;
  unit->binned |= binned;
  return true;
}

bool transform_time_unit_resolve(const Json *time_unit, const Table *in, const char *field, TimeUnit *unit,
                                 TransformContext *context) {
  *unit = (TimeUnit){.step = 1};
  if (json_is(time_unit, JSON_OBJECT)) return resolve_object(time_unit, in, field, unit, context);
  const char *name = json_string(time_unit, NULL);
  if (!name) {
    messages_error(context->messages, json_place(time_unit), "\"timeUnit\" must be a name or an object");
    return false;
  }
  if (!time_unit_parse(name, unit)) return unknown_unit(time_unit, name, context);
  if (!(unit->step > 0)) unit->step = 1;
  return true;
}

/* The column in ms since the epoch; `is_null` marks the rows that stay null, or is NULL if there are none. */
static const double *read_moments(const Column *column, size_t count, const bool **is_null, Arena *arena) {
  *is_null = NULL;
  if (column && (column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE)) return column->numbers;
  double *moments = arena_array(arena, double, count);
  bool *nulls = arena_array(arena, bool, count), any = false;
  for (size_t i = 0; i < count; i++) {
    Value value = column_value(column, i);
    nulls[i] =
        value.kind == VALUE_NULL || value.kind == VALUE_UNDEFINED || (value.kind == VALUE_STRING && !*value.string);
    any |= nulls[i];
    moments[i] = moment_of(value);
  }
  if (any) *is_null = nulls;
  return moments;
}

static const Column *dates_or_null(const double *moments, const bool *is_null, size_t count, Arena *arena) {
  if (!is_null) return column_from_dates(moments, count, arena);
  Value *values = arena_array(arena, Value, count);
  for (size_t i = 0; i < count; i++) values[i] = is_null[i] ? value_null() : value_date(moments[i]);
  return column_from_values(values, count, arena);
}

const Table *transform_time_unit(const Table *in, const char *field, const TimeUnit *unit, const char *as,
                                 const char *as_end, TransformContext *context) {
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const bool *is_null;
  const double *moments = read_moments(table_field(in, field), count, &is_null, arena);
  double *starts = arena_array(arena, double, count);
  time_unit_floor_all(unit, moments, starts, count);
  const Table *out = table_with_column(in, as, dates_or_null(starts, is_null, count, arena));
  if (!as_end) return out;
  double *ends = arena_array(arena, double, count);
  time_unit_next_all(unit, starts, ends, count, unit->step);
  return table_with_column(out, as_end, dates_or_null(ends, is_null, count, arena));
}

const Table *transform_time_unit_offset(const Table *in, const char *field, const TimeUnit *unit, const char *as,
                                        TransformContext *context) {
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const bool *is_null;
  const double *moments = read_moments(table_field(in, field), count, &is_null, arena);
  double *ends = arena_array(arena, double, count);
  time_unit_next_all(unit, moments, ends, count, unit->step);
  return table_with_column(in, as, dates_or_null(ends, is_null, count, arena));
}

static const Column *interpolate(const double *from, const double *to, double fraction, size_t count, Arena *arena) {
  double *between = arena_array(arena, double, count);
  for (size_t i = 0; i < count; i++) between[i] = (1 - fraction) * from[i] + fraction * to[i];
  return column_from_numbers(between, count, arena);
}

const Table *transform_time_unit_band(const Table *in, const char *start, const char *end, const TimeUnit *unit,
                                      double band_position, TransformContext *context) {
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const bool *is_null;
  const double *starts = read_moments(table_field(in, start), count, &is_null, arena);
  const double *ends = read_moments(table_field(in, end), count, &is_null, arena);
  double *before = arena_array(arena, double, count);
  time_unit_next_all(unit, starts, before, count, -unit->step);
  const char *as_start = arena_printf(arena, "%s_offsetted_rect_start", start);
  const char *as_end = arena_printf(arena, "%s_offsetted_rect_end", start);
  double fraction = band_position + 0.5;
  const Table *out = table_with_column(in, as_start, interpolate(before, starts, fraction, count, arena));
  return table_with_column(out, as_end, interpolate(starts, ends, fraction, count, arena));
}

/* Vega-Lite parses the field as dates first, since it may be text. */
static const Table *parse_dates(const Table *in, const char *field, TransformContext *context) {
  const Column *column = table_field(in, field);
  if (!column || column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE) return in;
  JsonBuilder parse = json_builder(context->arena);
  json_builder_set(&parse, field, json_new_string(context->arena, (Place){0}, "date"));
  return data_parse_fields(in, json_builder_object(&parse, (Place){0}), NULL, context->messages, context->arena);
}

static const Table *run(const Json *spec, const Table *in, TransformContext *context) {
  const char *field = property_string(spec, "field", context);
  const char *as = field ? property_string(spec, "as", context) : NULL;
  if (!as) return NULL;
  in = parse_dates(in, field, context);
  TimeUnit unit;
  if (!in || !transform_time_unit_resolve(json_get(spec, "timeUnit"), in, field, &unit, context)) return NULL;
  return transform_time_unit(in, field, &unit, as, arena_printf(context->arena, "%s_end", as), context);
}

static const char *const properties[] = {"timeUnit", "field", "as", NULL};
static const char *const fields[] = {"field", NULL};
static const char *const outputs[] = {"as", NULL};
const TransformType transform_type_timeunit = {
    .key = "timeUnit", .properties = properties, .fields = fields, .outputs = outputs, .run = run};
