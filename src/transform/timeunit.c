/* transform/timeunit.c: points in time into units of time (vega-transforms TimeUnit): the start of the unit and its end. */
#include "transform/by_row.h"
#include <math.h>

/* As Vega's extent: of dates and numbers; text is read as a date. */
static double moment_of(Value value) {
  switch (value.kind) {
  case VALUE_NULL:
  case VALUE_UNDEFINED: return NAN;
  case VALUE_STRING: return *value.string ? date_parse(value.string) : NAN;
  default: return value_to_number(value);
  }
}

typedef struct Moments {
  const char *field;
  double from, to;
} Moments;

static bool search_moments(const Table *block, Arena *arena, void *data) {
  (void)arena;
  Moments *moments = data;
  const Column *column = table_field(block, moments->field);
  for (size_t i = 0; column && i < column->length; i++) {
    double moment = moment_of(column_value(column, i));
    if (moment < moments->from) moments->from = moment;
    if (moment > moments->to) moments->to = moment;
  }
  return true;
}

TimeUnit transform_time_unit_choose(const Table *in, const char *field, double max_bins, bool utc) {
  Moments moments = {field, INFINITY, -INFINITY};
  if (!table_each_block(in, search_moments, &moments)) {
    moments = (Moments){field, INFINITY, -INFINITY};
    search_moments(table_whole(in), NULL, &moments);
  }
  bool any = isfinite(moments.from) && isfinite(moments.to);
  return time_unit_for_extent(any ? moments.from : 0, any ? moments.to : 0, max_bins, utc);
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

/* What is added to each row. */
typedef struct UnitColumns {
  const char *field, *field_end, *as, *as_end;
  TimeUnit unit;
  double band_position;
} UnitColumns;

static const Table *with_units(const Table *in, const void *data, TransformContext *context) {
  const UnitColumns *params = data;
  const TimeUnit *unit = &params->unit;
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const bool *is_null;
  const double *moments = read_moments(table_field(in, params->field), count, &is_null, arena);
  double *starts = arena_array(arena, double, count);
  time_unit_floor_all(unit, moments, starts, count);
  const Table *out = table_with_column(in, params->as, dates_or_null(starts, is_null, count, arena));
  if (!params->as_end) return out;
  double *ends = arena_array(arena, double, count);
  time_unit_next_all(unit, starts, ends, count, unit->step);
  return table_with_column(out, params->as_end, dates_or_null(ends, is_null, count, arena));
}

const Table *transform_time_unit(const Table *in, const char *field, const TimeUnit *unit, const char *as,
                                 const char *as_end, TransformContext *context) {
  UnitColumns params = {.field = field, .as = as, .as_end = as_end, .unit = *unit};
  return transform_by_row(in, with_units, &params, sizeof params, 0, context);
}

static const Table *with_offset(const Table *in, const void *data, TransformContext *context) {
  const UnitColumns *params = data;
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const bool *is_null;
  const double *moments = read_moments(table_field(in, params->field), count, &is_null, arena);
  double *ends = arena_array(arena, double, count);
  time_unit_next_all(&params->unit, moments, ends, count, params->unit.step);
  return table_with_column(in, params->as, dates_or_null(ends, is_null, count, arena));
}

const Table *transform_time_unit_offset(const Table *in, const char *field, const TimeUnit *unit, const char *as,
                                        TransformContext *context) {
  UnitColumns params = {.field = field, .as = as, .unit = *unit};
  return transform_by_row(in, with_offset, &params, sizeof params, 0, context);
}

static const Column *interpolate(const double *from, const double *to, double fraction, size_t count, Arena *arena) {
  double *between = arena_array(arena, double, count);
  for (size_t i = 0; i < count; i++) between[i] = (1 - fraction) * from[i] + fraction * to[i];
  return column_from_numbers(between, count, arena);
}

static const Table *with_bands(const Table *in, const void *data, TransformContext *context) {
  const UnitColumns *params = data;
  const TimeUnit *unit = &params->unit;
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const bool *is_null;
  const double *starts = read_moments(table_field(in, params->field), count, &is_null, arena);
  const double *ends = read_moments(table_field(in, params->field_end), count, &is_null, arena);
  double *before = arena_array(arena, double, count);
  time_unit_next_all(unit, starts, before, count, -unit->step);
  double fraction = params->band_position + 0.5;
  const Table *out = table_with_column(in, params->as, interpolate(before, starts, fraction, count, arena));
  return table_with_column(out, params->as_end, interpolate(starts, ends, fraction, count, arena));
}

const Table *transform_time_unit_band(const Table *in, const char *start, const char *end, const TimeUnit *unit,
                                      double band_position, const char *as_start, const char *as_end,
                                      TransformContext *context) {
  UnitColumns params = {start, end, as_start, as_end, *unit, band_position};
  return transform_by_row(in, with_bands, &params, sizeof params, 0, context);
}
