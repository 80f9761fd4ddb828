/* expr/functions_date.c: JavaScript's Date and vega-time's units. */
#include "base/temporary.h"
#include "expr/function.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST_SEQUENCE = 1 << 20 };

/* Tags of the parts; for UTC the flag bit is added. */
typedef enum DatePart {
  PART_YEAR,
  PART_QUARTER,
  PART_MONTH,
  PART_DATE,
  PART_DAY,
  PART_HOURS,
  PART_MINUTES,
  PART_SECONDS,
  PART_MILLISECONDS,
  PART_DAY_OF_YEAR,
  PART_WEEK,
  PART_ISO_WEEK,
  PART_ZONE_OFFSET,
  PART_UTC = 32,
} DatePart;

/* +new Date(value). */
static double moment_of(Value value, Arena *arena) {
  if (value.kind >= VALUE_STRING) return date_parse(value_to_string(value, arena));
  return clip_moment(value_to_number(value));
}

static double argument_moment(const Call *call, size_t i) { return moment_of(argument(call, i), call->at->arena); }

bool function_is_utc(const Function *function) { return function->tag & PART_UTC; }

double date_part(const Function *function, const Clock *clock, double ms) {
  ms = clip_moment(ms);
  if (isnan(ms)) return (function->tag & ~PART_UTC) == PART_QUARTER ? 1 : NAN;
  if (function->tag == PART_ZONE_OFFSET) return clock_zone_offset(clock, ms);
  DateParts p = clock_parts(clock, ms);
  switch (function->tag & ~PART_UTC) {
  case PART_YEAR: return p.year;
  case PART_QUARTER: return 1 + floor(p.month / 3.0);
  case PART_MONTH: return p.month;
  case PART_DATE: return p.day;
  case PART_DAY: return p.weekday;
  case PART_HOURS: return p.hours;
  case PART_MINUTES: return p.minutes;
  case PART_SECONDS: return p.seconds;
  case PART_MILLISECONDS: return p.milliseconds;
  case PART_DAY_OF_YEAR: return p.day_of_year;
  case PART_WEEK: return floor((p.day_of_year + 6 - p.weekday) / 7.0);
  default: return iso_week(&p, NULL);
  }
}

static Value call_part(const Call *call) {
  const Clock clock = {function_is_utc(call->function), NULL};
  return value_number(date_part(call->function, &clock, argument_moment(call, 0)));
}

static Value call_now(const Call *call) {
  (void)call;
  return value_number(clock_now());
}

double date_from_fields(const Clock *clock, const double *fields, size_t count) {
  double f[7] = {NAN, 0, 1, 0, 0, 0, 0};
  for (size_t i = 0; i < count && i < 7; i++) f[i] = trunc(fields[i]);
  if (f[0] >= 0 && f[0] <= 99) f[0] += 1900;
  return clock_make(clock, f[0], f[1], f[2], f[3] * MS_HOUR + f[4] * MS_MINUTE + f[5] * MS_SECOND + f[6]);
}

static double argument_date(const Call *call, bool utc) {
  double fields[7];
  size_t count = MIN(call->count, 7);
  for (size_t i = 0; i < count; i++) fields[i] = argument_number(call, i);
  return date_from_fields(&(Clock){utc, NULL}, fields, count);
}

static Value call_datetime(const Call *call) {
  if (call->count == 0) return value_date(clock_now());
  if (call->count == 1) return value_date(argument_moment(call, 0));
  return value_date(argument_date(call, false));
}

static Value call_utc(const Call *call) { return value_number(argument_date(call, true)); }
static Value call_time(const Call *call) { return value_number(argument_moment(call, 0)); }

/* The interval for a unit's name, with d3's every(3) for quarters. */
typedef struct UnitInterval {
  TimeInterval interval;
  int step;
  bool monday;
} UnitInterval;

static bool unit_interval(const Call *call, UnitInterval *out) {
  static const struct {
    const char *name;
    UnitInterval interval;
  } units[] = {
      {"year", {INTERVAL_YEAR, 1, false}},      {"quarter", {INTERVAL_MONTH, 3, false}},
      {"month", {INTERVAL_MONTH, 1, false}},    {"week", {INTERVAL_WEEK, 1, false}},
      {"isoweek", {INTERVAL_WEEK, 1, true}},    {"date", {INTERVAL_DAY, 1, false}},
      {"day", {INTERVAL_DAY, 1, false}},        {"dayofyear", {INTERVAL_DAY, 1, false}},
      {"hours", {INTERVAL_HOUR, 1, false}},     {"minutes", {INTERVAL_MINUTE, 1, false}},
      {"seconds", {INTERVAL_SECOND, 1, false}}, {"milliseconds", {INTERVAL_MILLISECOND, 1, false}},
  };
  const char *name = argument_string(call, 0);
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    if (strcmp(units[i].name, name) != 0) continue;
    *out = units[i].interval;
    return true;
  }
  evaluation_error(call->at, "E360", "unknown time unit \"%.60s\" in %s()", name, call->function->name);
  return false;
}

static double argument_step(const Call *call, size_t i) {
  return is_absent(argument(call, i)) ? 1 : floor(argument_number(call, i));
}

static double as_moment(Value value) { return clip_moment(value_to_number(value)); }

static Value call_offset(const Call *call) {
  UnitInterval unit;
  if (!unit_interval(call, &unit)) return value_undefined();
  const Clock clock = {function_is_utc(call->function), NULL};
  double moment = as_moment(argument(call, 1));
  return value_date(clock_interval_offset(&clock, unit.interval, unit.step, moment, argument_step(call, 2)));
}

static double unit_floor(const Clock *clock, const UnitInterval *unit, double ms) {
  return unit->monday ? clock_week_floor(clock, 1, ms) : clock_interval_floor(clock, unit->interval, unit->step, ms);
}

static double unit_offset(const Clock *clock, const UnitInterval *unit, double ms, double steps) {
  return clock_interval_offset(clock, unit->interval, unit->step, ms, steps);
}

/* d3's interval.range(start, stop, step). */
static Value call_time_sequence(const Call *call) {
  UnitInterval unit;
  if (!unit_interval(call, &unit)) return value_undefined();
  ClockMemory memory = {0};
  const Clock clock = {function_is_utc(call->function), &memory};
  double stop = as_moment(argument(call, 2)), step = argument_step(call, 3);
  double before = unit_floor(&clock, &unit, as_moment(argument(call, 1)) - 1), previous = -INFINITY;
  double moment = unit_floor(&clock, &unit, unit_offset(&clock, &unit, before, 1));
  GArray *moments = g_array_new(FALSE, FALSE, sizeof(Value));
  arena_temporary(call->at->arena, moments);
  while (step > 0 && previous < moment && moment < stop && moments->len < LONGEST_SEQUENCE) {
    Value value = value_date(previous = moment);
    g_array_append_val(moments, value);
    moment = unit_floor(&clock, &unit, unit_offset(&clock, &unit, moment, step));
  }
  if (moments->len == LONGEST_SEQUENCE)
    evaluation_error(call->at, "E361", "%s() yields too many moments", call->function->name);
  Value *items = arena_array(call->at->arena, Value, moments->len);
  if (moments->len) memcpy(items, moments->data, moments->len * sizeof *items);
  return value_array(items, moments->len, call->at->arena);
}

static Value call_time_unit_specifier(const Call *call) {
  Value units = argument(call, 0), formats = argument(call, 1);
  Arena *arena = call->at->arena;
  unsigned parts = 0;
  size_t count = units.kind == VALUE_ARRAY ? units.array->count : 1;
  for (size_t i = 0; i < count; i++) {
    const char *name = value_to_string(units.kind == VALUE_ARRAY ? units.array->items[i] : units, arena);
    if (!time_part_from_name(name)) {
      evaluation_error(call->at, "E360", "unknown time unit \"%.60s\" in %s()", name, call->function->name);
      return value_undefined();
    }
    parts |= time_part_from_name(name);
  }
  size_t members = formats.kind == VALUE_OBJECT ? formats.object->count : 0, n = 0;
  const char **pairs = arena_array(arena, const char *, 2 * members + 1);
  for (size_t i = 0; i < members; i++) {
    if (is_absent(formats.object->members[i].value)) continue;
    pairs[n++] = formats.object->members[i].key;
    pairs[n++] = value_to_string(formats.object->members[i].value, arena);
  }
  return value_string(time_unit_specifier(parts, pairs, arena));
}

#define PART(name, part)                                                                                               \
  {name, call_part, FUNCTION_PURE | FUNCTION_DATE_PART, NULL, (part)}, {                                               \
    "utc" name, call_part, FUNCTION_PURE | FUNCTION_DATE_PART, NULL, (part) | PART_UTC                                 \
  }

const Function functions_date[] = {
    PART("year", PART_YEAR),
    PART("quarter", PART_QUARTER),
    PART("month", PART_MONTH),
    PART("date", PART_DATE),
    PART("day", PART_DAY),
    PART("hours", PART_HOURS),
    PART("minutes", PART_MINUTES),
    PART("seconds", PART_SECONDS),
    PART("milliseconds", PART_MILLISECONDS),
    PART("dayofyear", PART_DAY_OF_YEAR),
    PART("week", PART_WEEK),
    PART("isoweek", PART_ISO_WEEK),
    {"timezoneoffset", call_part, FUNCTION_PURE | FUNCTION_DATE_PART, NULL, PART_ZONE_OFFSET},
    {"datetime", call_datetime, FUNCTION_PURE, NULL, 0},
    {"now", call_now, FUNCTION_PURE, NULL, 0},
    {"time", call_time, FUNCTION_PURE, NULL, 0},
    {"utc", call_utc, FUNCTION_PURE, NULL, 0},
    {"timeOffset", call_offset, FUNCTION_PURE, NULL, 0},
    {"utcOffset", call_offset, FUNCTION_PURE, NULL, PART_UTC},
    {"timeSequence", call_time_sequence, FUNCTION_PURE, NULL, 0},
    {"utcSequence", call_time_sequence, FUNCTION_PURE, NULL, PART_UTC},
    {"timeUnitSpecifier", call_time_unit_specifier, FUNCTION_PURE, NULL, 0},
    {NULL, NULL, 0, NULL, 0},
};
