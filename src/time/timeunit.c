/* time/timeunit.c: flooring to time units, after vega-time.
 *
 * Parts that a unit does not name are set to those of 2012, a leap year that starts on a Sunday, so that all days and
 * weeks of any year have a place in it. (Weeks of ISO 8601 alone go to 2015, which has 53 of them.)
 */
#include "time/timeunit.h"
#include "time/clock.h"
#include "time/tick_step.h"
#include <math.h>

enum { REFERENCE_YEAR = 2012, REFERENCE_ISO_YEAR = 2015 };

const char *const time_unit_usual[] = {"year",
                                       "quarter",
                                       "month",
                                       "week",
                                       "date",
                                       "day",
                                       "dayofyear",
                                       "hours",
                                       "minutes",
                                       "seconds",
                                       "milliseconds",
                                       "yearquarter",
                                       "yearquartermonth",
                                       "yearmonth",
                                       "yearmonthdate",
                                       "yearmonthdatehours",
                                       "yearmonthdatehoursminutes",
                                       "yearmonthdatehoursminutesseconds",
                                       "yearweek",
                                       "yearweekday",
                                       "yeardayofyear",
                                       "quartermonth",
                                       "monthdate",
                                       "monthdatehours",
                                       "weekday",
                                       "hoursminutes",
                                       "hoursminutesseconds",
                                       "minutesseconds",
                                       "secondsmilliseconds",
                                       "utcyear",
                                       "utcquarter",
                                       "utcmonth",
                                       "utcdate",
                                       "utcday",
                                       "utchours",
                                       "utcyearquarter",
                                       "utcyearmonth",
                                       "utcyearmonthdate",
                                       "utchoursminutes",
                                       NULL};

static unsigned smallest_part(unsigned parts) {
  unsigned bit = TIME_MILLISECONDS;
  /* ISO weeks come next to weeks in the order. */
  if (!(parts & ~(unsigned)(TIME_YEAR | TIME_QUARTER | TIME_MONTH | TIME_WEEK | TIME_ISOWEEK)) &&
      (parts & TIME_ISOWEEK))
    return TIME_ISOWEEK;
  while (bit > 1 && !(parts & bit)) bit >>= 1;
  return bit;
}

/* Floors a count that starts at `first` to a multiple of the step, if the part is the unit's smallest. */
static double step_part(const TimeUnit *unit, unsigned part, double first, double value) {
  if (!(unit->step > 1) || smallest_part(unit->parts) != part) return value;
  return first + unit->step * floor((value - first) / unit->step);
}

/* Weekday of January 1st. */
static int first_weekday(double year) { return wall_parts(wall_from_fields(year, 0, 1, 0)).weekday; }

/* The place of a day in its week. */
static int place_in_week(int weekday) { return (weekday - clock_week_start() + 7) % 7; }

/* The day of January on which the given place in the given week falls. */
static double week_day(double week, int place, double year) {
  return place + week * 7 - (place_in_week(first_weekday(year)) + 6) % 7;
}

double week_number(const DateParts *p) { return floor((p->day_of_year + 6 - place_in_week(p->weekday)) / 7.0); }

double iso_week(const DateParts *p, double *year) {
  int weekday = (p->weekday + 6) % 7; /* Monday 0 */
  double thursday = wall_from_fields(p->year, p->month, p->day - weekday + 3, 0);
  DateParts t = wall_parts(thursday);
  if (year) *year = t.year;
  return 1 + (t.day_of_year - 1) / 7; /* NOLINT(bugprone-integer-division): whole weeks */
}

/* The day of January on which week 1 of an ISO year begins; 0 or less in the December before. */
static double iso_first_day(double year) {
  int weekday = (first_weekday(year) + 6) % 7;
  return weekday <= 3 ? 1 - weekday : 8 - weekday;
}

static double floor_day(const TimeUnit *unit, const DateParts *p, double year) {
  unsigned parts = unit->parts;
  if (parts & TIME_WEEK) {
    double week = week_number(p);
    if (parts & TIME_DAY) return step_part(unit, TIME_DAY, 1, week_day(week, place_in_week(p->weekday), year));
    return week_day(step_part(unit, TIME_WEEK, 1, week), 0, year);
  }
  if (parts & TIME_ISOWEEK) {
    double week = iso_week(p, NULL), first = iso_first_day(year);
    if (parts & TIME_DAY) return step_part(unit, TIME_DAY, 1, first + (week - 1) * 7 + (p->weekday + 6) % 7);
    return first + (step_part(unit, TIME_ISOWEEK, 1, week) - 1) * 7;
  }
  if (parts & TIME_DAY) return step_part(unit, TIME_DAY, 1, week_day(1, place_in_week(p->weekday), year));
  if (parts & TIME_DATE) return step_part(unit, TIME_DATE, 1, p->day);
  if (parts & TIME_DAY_OF_YEAR) return step_part(unit, TIME_DAY_OF_YEAR, 1, p->day_of_year);
  return 1;
}

double clock_unit_floor(const Clock *clock, const TimeUnit *unit, double ms) {
  unsigned parts = unit->parts;
  DateParts p = clock_parts(clock, ms);
  if (isnan(p.year)) return NAN;
  double year = parts & TIME_ISOWEEK ? REFERENCE_ISO_YEAR : REFERENCE_YEAR;
  if (parts & TIME_YEAR) {
    year = p.year;
    if (parts & TIME_ISOWEEK) iso_week(&p, &year);
    year = step_part(unit, TIME_YEAR, 0, year);
  }
  double month = 0, time = 0;
  if (parts & TIME_MONTH)
    month = step_part(unit, TIME_MONTH, 0, p.month);
  else if (parts & TIME_QUARTER)
    month = 3 * step_part(unit, TIME_QUARTER, 0, floor(p.month / 3.0));
  double day = floor_day(unit, &p, year);
  if (parts & TIME_HOURS) time += MS_HOUR * step_part(unit, TIME_HOURS, 0, p.hours);
  if (parts & TIME_MINUTES) time += MS_MINUTE * step_part(unit, TIME_MINUTES, 0, p.minutes);
  if (parts & TIME_SECONDS) time += MS_SECOND * step_part(unit, TIME_SECONDS, 0, p.seconds);
  if (parts & TIME_MILLISECONDS) time += step_part(unit, TIME_MILLISECONDS, 0, p.milliseconds);
  return clock_make(clock, year, month, day, time);
}

double clock_unit_next(const Clock *clock, const TimeUnit *unit, double floored, double steps) {
  unsigned part = smallest_part(unit->parts);
  switch (part) {
  case TIME_QUARTER: return clock_interval_offset(clock, INTERVAL_MONTH, 3, floored, steps);
  case TIME_YEAR: return clock_interval_offset(clock, INTERVAL_YEAR, 1, floored, steps);
  case TIME_MONTH: return clock_interval_offset(clock, INTERVAL_MONTH, 1, floored, steps);
  case TIME_WEEK:
  case TIME_ISOWEEK: return clock_interval_offset(clock, INTERVAL_WEEK, 1, floored, steps);
  case TIME_HOURS: return clock_interval_offset(clock, INTERVAL_HOUR, 1, floored, steps);
  case TIME_MINUTES: return clock_interval_offset(clock, INTERVAL_MINUTE, 1, floored, steps);
  case TIME_SECONDS: return clock_interval_offset(clock, INTERVAL_SECOND, 1, floored, steps);
  case TIME_MILLISECONDS: return clock_interval_offset(clock, INTERVAL_MILLISECOND, 1, floored, steps);
  default: return clock_interval_offset(clock, INTERVAL_DAY, 1, floored, steps);
  }
}

double time_unit_floor(const TimeUnit *unit, double ms) {
  return clock_unit_floor(&(Clock){unit->utc, NULL}, unit, ms);
}

double time_unit_next(const TimeUnit *unit, double floored, double steps) {
  return clock_unit_next(&(Clock){unit->utc, NULL}, unit, floored, steps);
}

void time_unit_floor_all(const TimeUnit *unit, const double *moments, double *out, size_t count) {
  ClockMemory memory = {0};
  const Clock clock = {unit->utc, &memory};
  for (size_t i = 0; i < count; i++) {
    out[i] = i && moments[i] == moments[i - 1] ? out[i - 1] : clock_unit_floor(&clock, unit, moments[i]);
  }
}

void time_unit_next_all(const TimeUnit *unit, const double *floored, double *out, size_t count, double steps) {
  ClockMemory memory = {0};
  const Clock clock = {unit->utc, &memory};
  for (size_t i = 0; i < count; i++) {
    out[i] = i && floored[i] == floored[i - 1] ? out[i - 1] : clock_unit_next(&clock, unit, floored[i], steps);
  }
}

TimeUnit time_unit_for_extent(double from, double to, double max_bins, bool utc) {
  enum {
    YEAR = TIME_YEAR,
    MONTH = YEAR | TIME_MONTH,
    WEEK = YEAR | TIME_WEEK,
    DATE = MONTH | TIME_DATE,
    HOURS = DATE | TIME_HOURS,
    MINUTES = HOURS | TIME_MINUTES,
    SECONDS = MINUTES | TIME_SECONDS,
    MILLISECONDS = SECONDS | TIME_MILLISECONDS
  };
  static const struct {
    unsigned parts;
    double step, duration;
  } choices[] = {
      {SECONDS, 1, 1e3},         {SECONDS, 5, 5e3},  {SECONDS, 15, 15e3},       {SECONDS, 30, 30e3},
      {MINUTES, 1, 6e4},         {MINUTES, 5, 3e5},  {MINUTES, 15, 9e5},        {MINUTES, 30, 18e5},
      {HOURS, 1, 36e5},          {HOURS, 3, 108e5},  {HOURS, 6, 216e5},         {HOURS, 12, 432e5},
      {DATE, 1, MS_DAY},         {WEEK, 1, MS_WEEK}, {MONTH, 1, 30e0 * MS_DAY}, {MONTH, 3, 90e0 * MS_DAY},
      {YEAR, 1, 365e0 * MS_DAY},
  };
  const size_t n = sizeof choices / sizeof *choices;
  const double year = 365.0 * MS_DAY;
  if (!(max_bins > 0)) max_bins = 40;
  double target = fabs(to - from) / max_bins;
  size_t i = 0;
  while (i < n && choices[i].duration <= target) i++;
  if (i == n) return (TimeUnit){YEAR, tick_step(from / year, to / year, max_bins), utc, false};
  if (i == 0) {
    double step = tick_step(from, to, max_bins);
    return (TimeUnit){MILLISECONDS, step > 1 ? step : 1, utc, false};
  }
  if (target / choices[i - 1].duration < choices[i].duration / target) i--;
  return (TimeUnit){choices[i].parts, choices[i].step, utc, false};
}
