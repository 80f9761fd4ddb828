/* transform/timeunit.c: points in time into units of time (vega-transforms TimeUnit): the start of the unit and its end. */
#include "transform/functions.h"
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

TimeUnit transform_time_unit_choose(const Table *in, const char *field, double max_bins, bool utc) {
  double from, to;
  if (!moments_extent(in, field, &from, &to)) from = to = 0;
  return time_unit_for_extent(from, to, max_bins, utc);
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
                                      double band_position, const char *as_start, const char *as_end,
                                      TransformContext *context) {
  Arena *arena = context->arena;
  size_t count = table_row_count(in);
  const bool *is_null;
  const double *starts = read_moments(table_field(in, start), count, &is_null, arena);
  const double *ends = read_moments(table_field(in, end), count, &is_null, arena);
  double *before = arena_array(arena, double, count);
  time_unit_next_all(unit, starts, before, count, -unit->step);
  double fraction = band_position + 0.5;
  const Table *out = table_with_column(in, as_start, interpolate(before, starts, fraction, count, arena));
  return table_with_column(out, as_end, interpolate(starts, ends, fraction, count, arena));
}
