/* time/interval.c: floor, ceil, offset, count and ranges of calendar intervals, after d3-time 3.
 *
 * An interval taken `step` at a time is, as in d3, the interval filtered to where a field is a multiple of the step: hours
 * of the day, days of the month from the first, months of the year; weeks count from 1970. Years and milliseconds floor
 * directly.
 */
#include "time/clock.h"
#include "time/tick_step.h"
#include <math.h>
#include <string.h>

enum { MAX_MOMENTS = 1 << 20 };

static double floor_to(double x, double unit) { return floor(x / unit) * unit; }

/* Wall time floored to a part of the day, as elapsed time: a change of offset within the hour does not matter. */
static double floor_time(const Clock *clock, double ms, double unit) {
  double wall = clock_wall(clock, ms);
  return ms - (wall - floor_to(wall, unit));
}

double clock_week_floor(const Clock *clock, int first_weekday, double ms) {
  double day = floor(clock_wall(clock, ms) / MS_DAY);
  double weekday = fmod(fmod(day + 4 - first_weekday, 7) + 7, 7);
  return clock_moment(clock, (day - weekday) * MS_DAY);
}

static double floor_one(const Clock *clock, TimeInterval interval, double ms) {
  if (isnan(ms)) return NAN;
  switch (interval) {
  case INTERVAL_MILLISECOND: return ms;
  case INTERVAL_SECOND: return floor_time(clock, ms, MS_SECOND);
  case INTERVAL_MINUTE: return floor_time(clock, ms, MS_MINUTE);
  case INTERVAL_HOUR: return floor_time(clock, ms, MS_HOUR);
  case INTERVAL_DAY: return clock_moment(clock, floor_to(clock_wall(clock, ms), MS_DAY));
  case INTERVAL_WEEK: return clock_week_floor(clock, clock_week_start(), ms);
  case INTERVAL_MONTH:
  case INTERVAL_YEAR: break;
  }
  DateParts parts = clock_parts(clock, ms);
  return clock_make(clock, parts.year, interval == INTERVAL_MONTH ? parts.month : 0, 1, 0);
}

static double offset_one(const Clock *clock, TimeInterval interval, double ms, double steps) {
  static const double durations[] = {[INTERVAL_MILLISECOND] = 1,
                                     [INTERVAL_SECOND] = MS_SECOND,
                                     [INTERVAL_MINUTE] = MS_MINUTE,
                                     [INTERVAL_HOUR] = MS_HOUR};
  if (isnan(ms) || isnan(steps)) return NAN;
  if (interval <= INTERVAL_HOUR) return clip_moment(ms + steps * durations[interval]);
  double wall = clock_wall(clock, clip_moment(ms));
  DateParts p = wall_parts(wall);
  double time = wall - floor_to(wall, MS_DAY);
  double years = interval == INTERVAL_YEAR ? steps : 0, months = interval == INTERVAL_MONTH ? steps : 0;
  double days = interval == INTERVAL_DAY ? steps : interval == INTERVAL_WEEK ? steps * 7 : 0;
  return clock_make(clock, p.year + years, p.month + months, p.day + days, time);
}

double clock_interval_count(const Clock *clock, TimeInterval interval, double from, double to) {
  static const double durations[] = {1, MS_SECOND, MS_MINUTE, MS_HOUR, MS_DAY, MS_WEEK};
  from = floor_one(clock, interval, from), to = floor_one(clock, interval, to);
  if (interval >= INTERVAL_MONTH) {
    DateParts a = clock_parts(clock, from), b = clock_parts(clock, to);
    double years = b.year - a.year;
    return interval == INTERVAL_YEAR ? years : years * 12 + b.month - a.month;
  }
  double elapsed = to - from;
  if (interval >= INTERVAL_DAY) elapsed -= (clock_zone_offset(clock, to) - clock_zone_offset(clock, from)) * MS_MINUTE;
  return floor(elapsed / durations[interval]);
}

/* The field that has to be a multiple of the step. */
static double interval_field(const Clock *clock, TimeInterval interval, double ms) {
  if (interval == INTERVAL_WEEK) return clock_interval_count(clock, INTERVAL_WEEK, 0, ms);
  DateParts p = interval == INTERVAL_SECOND ? date_parts(ms, true) : clock_parts(clock, ms);
  switch (interval) {
  case INTERVAL_SECOND: return p.seconds;
  case INTERVAL_MINUTE: return p.minutes;
  case INTERVAL_HOUR: return p.hours;
  case INTERVAL_DAY: return p.day - 1;
  case INTERVAL_MONTH: return p.month;
  default: return p.year;
  }
}

static bool is_multiple(const Clock *clock, TimeInterval interval, int step, double ms) {
  return fmod(interval_field(clock, interval, ms), step) == 0;
}

double clock_interval_floor(const Clock *clock, TimeInterval interval, int step, double ms) {
  if (isnan(ms) || step <= 1) return floor_one(clock, interval, ms);
  if (interval == INTERVAL_MILLISECOND) return floor_to(ms, step);
  if (interval == INTERVAL_YEAR) return clock_make(clock, floor_to(clock_parts(clock, ms).year, step), 0, 1, 0);
  ms = floor_one(clock, interval, ms);
  if (interval == INTERVAL_WEEK) {
    double weeks = interval_field(clock, interval, ms);
    return offset_one(clock, interval, ms, floor_to(weeks, step) - weeks);
  }
  while (!isnan(ms) && !is_multiple(clock, interval, step, ms)) ms = floor_one(clock, interval, ms - 1);
  return ms;
}

/* `count` times on (or back) to the next place where the field is a multiple. */
static double offset_filtered(const Clock *clock, TimeInterval interval, int step, double ms, double count) {
  int sign = count < 0 ? -1 : 1;
  for (double i = 0; i < fabs(count) && !isnan(ms); i++) {
    do ms = offset_one(clock, interval, ms, sign);
    while (!isnan(ms) && !is_multiple(clock, interval, step, ms));
  }
  return ms;
}

double clock_interval_offset(const Clock *clock, TimeInterval interval, int step, double ms, double steps) {
  if (isnan(ms)) return NAN;
  steps = floor(steps);
  if (steps == 0) return ms;
  if (step <= 1) return offset_one(clock, interval, ms, steps);
  if (interval == INTERVAL_MILLISECOND || interval == INTERVAL_YEAR)
    return offset_one(clock, interval, ms, steps * step);
  if (interval == INTERVAL_WEEK) {
    double weeks = interval_field(clock, interval, ms), first = steps < 0 ? ceil(weeks / step) : floor(weeks / step);
    return offset_one(clock, interval, ms, (first + steps) * step - weeks);
  }
  if (interval == INTERVAL_MONTH && 12 % step == 0) {
    DateParts p = clock_parts(clock, ms);
    double whole = p.month / (double)step, months = (steps < 0 ? ceil(whole) : floor(whole)) * step + steps * step;
    if (p.day <= 28) return offset_one(clock, interval, ms, months - p.month);
  }
  if (!(fabs(steps) < MAX_MOMENTS)) return NAN;
  return offset_filtered(clock, interval, step, ms, steps);
}

double clock_interval_ceil(const Clock *clock, TimeInterval interval, int step, double ms) {
  double before = clock_interval_floor(clock, interval, step, ms - 1);
  return clock_interval_floor(clock, interval, step, clock_interval_offset(clock, interval, step, before, 1));
}

double interval_floor(TimeInterval interval, int step, double ms, bool utc) {
  return clock_interval_floor(&(Clock){utc, NULL}, interval, step, ms);
}

double interval_ceil(TimeInterval interval, int step, double ms, bool utc) {
  return clock_interval_ceil(&(Clock){utc, NULL}, interval, step, ms);
}

double interval_offset(TimeInterval interval, double ms, double steps, bool utc) {
  return clock_interval_offset(&(Clock){utc, NULL}, interval, 1, ms, steps);
}

double interval_count(TimeInterval interval, double from, double to, bool utc) {
  return clock_interval_count(&(Clock){utc, NULL}, interval, from, to);
}

double *interval_range(TimeInterval interval, int step, double from, double to, bool inclusive, bool utc, size_t *count,
                       Arena *arena) {
  ClockMemory memory = {0};
  const Clock clock = {utc, &memory};
  double stop = inclusive ? to + 1 : to;
  size_t room = 16;
  double *moments = arena_array(arena, double, room);
  *count = 0;
  double moment = clock_interval_ceil(&clock, interval, step, from), previous = -INFINITY;
  while (previous < moment && moment < stop && *count < MAX_MOMENTS) {
    if (*count == room) {
      double *larger = arena_array(arena, double, room * 2);
      memcpy(larger, moments, room * sizeof *moments);
      moments = larger, room *= 2;
    }
    moments[(*count)++] = previous = moment;
    moment = clock_interval_floor(&clock, interval, step, clock_interval_offset(&clock, interval, step, moment, 1));
  }
  return moments;
}

bool interval_from_name(const char *name, TimeInterval *out) {
  static const struct {
    const char *name;
    TimeInterval interval;
  } names[] = {
      {"millisecond", INTERVAL_MILLISECOND},
      {"milliseconds", INTERVAL_MILLISECOND},
      {"second", INTERVAL_SECOND},
      {"seconds", INTERVAL_SECOND},
      {"minute", INTERVAL_MINUTE},
      {"minutes", INTERVAL_MINUTE},
      {"hour", INTERVAL_HOUR},
      {"hours", INTERVAL_HOUR},
      {"day", INTERVAL_DAY},
      {"date", INTERVAL_DAY},
      {"dayofyear", INTERVAL_DAY},
      {"week", INTERVAL_WEEK},
      {"month", INTERVAL_MONTH},
      {"year", INTERVAL_YEAR},
  };
  for (size_t i = 0; name && i < sizeof names / sizeof *names; i++) {
    if (strcmp(names[i].name, name) != 0) continue;
    *out = names[i].interval;
    return true;
  }
  return false;
}

bool interval_for_ticks(double from, double to, double count, TimeInterval *interval, int *step) {
  static const struct {
    TimeInterval interval;
    int step;
    double duration;
  } choices[] = {
      {INTERVAL_SECOND, 1, 1e3},          {INTERVAL_SECOND, 5, 5e3},          {INTERVAL_SECOND, 15, 15e3},
      {INTERVAL_SECOND, 30, 30e3},        {INTERVAL_MINUTE, 1, MS_MINUTE},    {INTERVAL_MINUTE, 5, 5e0 * MS_MINUTE},
      {INTERVAL_MINUTE, 15, 9e5},         {INTERVAL_MINUTE, 30, 18e5},        {INTERVAL_HOUR, 1, MS_HOUR},
      {INTERVAL_HOUR, 3, 3e0 * MS_HOUR},  {INTERVAL_HOUR, 6, 6e0 * MS_HOUR},  {INTERVAL_HOUR, 12, 12e0 * MS_HOUR},
      {INTERVAL_DAY, 1, MS_DAY},          {INTERVAL_DAY, 2, 2e0 * MS_DAY},    {INTERVAL_WEEK, 1, MS_WEEK},
      {INTERVAL_MONTH, 1, 30e0 * MS_DAY}, {INTERVAL_MONTH, 3, 90e0 * MS_DAY}, {INTERVAL_YEAR, 1, 365e0 * MS_DAY},
  };
  const size_t n = sizeof choices / sizeof *choices;
  const double year = 365.0 * MS_DAY;
  double target = fabs(to - from) / count;
  if (isnan(target)) return false;
  size_t i = 0;
  while (i < n && choices[i].duration <= target) i++;
  if (i == n) {
    double years = floor(tick_step(from / year, to / year, count));
    if (!(years >= 1 && years < 1e6)) return false;
    *interval = INTERVAL_YEAR, *step = (int)years;
  } else if (i == 0) {
    double ms = tick_step(from, to, count);
    *interval = INTERVAL_MILLISECOND, *step = ms >= 1 ? (int)ms : 1;
  } else {
    size_t nearer = target / choices[i - 1].duration < choices[i].duration / target ? i - 1 : i;
    *interval = choices[nearer].interval, *step = choices[nearer].step;
  }
  return true;
}
