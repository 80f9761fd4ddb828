/* time/clock.h: what a clock on the wall shows: UTC, or the local zone of TZ.
 *
 * Wall time is also a double: the ms that a moment would have if the zone were UTC, so that calendar arithmetic is the
 * same everywhere. The zone's rules come from the C library (historic changes included). A ClockMemory on the stack of
 * a loop over a column remembers the stretches of constant offset met, which saves one library call per row.
 */
#pragma once
#include "time/civil.h"
#include "time/timeunit.h"
#include "time/zone.h"
#include <stdbool.h>
#include <stdint.h>

/* What the clock shows a chart whose options or usermeta ask for other than TZ and the usual moment. */
typedef struct ClockRules {
  const Zone *zone; /* NULL: that of TZ */
  double now;       /* NaN: SOURCE_DATE_EPOCH, or the start of 1970 */
  int week_start;   /* the first day of weeks that are not ISO's: 0 Sunday … 6 */
} ClockRules;

/* The rules of this thread, until the next call; NULL: the usual ones. A zone is used in every corner of a chart (axes, formats,
 * expressions, units), so it belongs to the thread that works on the chart and is not handed through; no other thread, and nothing
 * of the process (TZ), changes. `rules` must live as long. */
void clock_use(const ClockRules *rules);
/* The first day of weeks: 0, Sunday, unless someone asked for another. */
int clock_week_start(void);
/* What `now` is: the same on any day unless someone asked for another. */
double clock_now(void);
/* Whether someone did. */
bool clock_has_now(void);

enum {
  MS_SECOND = 1000,
  MS_MINUTE = 60000,
  MS_HOUR = 3600000,
  MS_DAY = 86400000,
  MS_WEEK = 604800000,
  CLOCK_STRETCHES = 64
};

typedef struct ClockStretch {
  double start, end; /* moments, end exclusive */
  double offset;     /* ms to add for wall time */
} ClockStretch;

typedef struct ClockMemory {
  unsigned count, last;
  ClockStretch stretches[CLOCK_STRETCHES];
} ClockMemory;

typedef struct Clock {
  bool utc;
  ClockMemory *memory; /* NULL: none; otherwise its `count` is 0 at the start */
} Clock;

/* Wall time at a moment, and the moment of a wall time: of a repeated hour the earlier, of a skipped one as if the change
 * had not happened yet (as in JavaScript). */
double clock_wall(const Clock *clock, double ms);
double clock_moment(const Clock *clock, double wall);

/* The wall time of fields that may be out of their range, whole numbers. NaN when beyond JavaScript's dates. */
double wall_from_fields(double year, double month, double day, double time);
/* ±8.64e15 ms, whole; NaN beyond (TimeClip). */
double clip_moment(double ms);

/* Calendar fields of wall time, and of a moment on a clock. */
DateParts wall_parts(double wall);
DateParts clock_parts(const Clock *clock, double ms);
/* The moment of whole numbers, which may be out of their range; `time` is ms since midnight. */
double clock_make(const Clock *clock, double year, double month, double day, double time);
/* Date.getTimezoneOffset: whole minutes that the wall is behind UTC. */
double clock_zone_offset(const Clock *clock, double ms);

/* interval.every(step) of calendar.h on a clock. */
double clock_interval_floor(const Clock *clock, TimeInterval interval, int step, double ms);
double clock_interval_ceil(const Clock *clock, TimeInterval interval, int step, double ms);
double clock_interval_offset(const Clock *clock, TimeInterval interval, int step, double ms, double steps);
double clock_interval_count(const Clock *clock, TimeInterval interval, double from, double to);
/* Weeks that start on another day (1 Monday, 4 Thursday …). */
double clock_week_floor(const Clock *clock, int first_weekday, double ms);

/* time_unit_floor and time_unit_next on a clock (the unit's own `utc` is not read). */
double clock_unit_floor(const Clock *clock, const TimeUnit *unit, double ms);
double clock_unit_next(const Clock *clock, const TimeUnit *unit, double floored, double steps);
/* The week of the year: days before its first whole one are week 0. */
double week_number(const DateParts *parts);
/* The ISO 8601 week of a date, and the year it counts to (may be NULL). */
double iso_week(const DateParts *parts, double *year);
