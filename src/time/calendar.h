/* time/calendar.h: days and hours, in UTC or in the local zone (TZ), as JavaScript's Date and d3-time see them.
 *
 * A moment is a double: ms since 1970-01-01T00:00:00Z; NaN is not a moment.
 */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

typedef struct DateParts {
  double year;
  int month; /* 0 … 11 */
  int day;   /* 1 … 31 */
  int hours, minutes, seconds, milliseconds;
  int weekday;     /* 0 Sunday … 6 */
  int day_of_year; /* 1 … 366 */
} DateParts;

DateParts date_parts(double ms, bool utc);
/* JavaScript's Date.UTC / new Date(…): fields out of their range carry over; month 0-based. No two-digit-year rule. */
double date_make(bool utc, double year, double month, double day, double hours, double minutes, double seconds,
                 double milliseconds);
/* Minutes that local time is behind UTC at that moment (Date.getTimezoneOffset). */
double date_zone_offset(double ms);
/* Date.parse: ISO forms (date-only is UTC, date-time without zone is local) and the common others V8 reads ("Jan 1 2012",
 * "2012/01/01", RFC 2822). NaN when it cannot. */
double date_parse(const char *text);
/* Date.toISOString; buffer ≥ 32. */
const char *date_to_iso(double ms, char *buffer);

typedef enum TimeInterval {
  INTERVAL_MILLISECOND,
  INTERVAL_SECOND,
  INTERVAL_MINUTE,
  INTERVAL_HOUR,
  INTERVAL_DAY /* of month */,
  INTERVAL_WEEK /* Sunday */,
  INTERVAL_MONTH,
  INTERVAL_YEAR
} TimeInterval;
/* d3-time: floor, offset by whole intervals, ceil, count; `step` as interval.every(step) (1: the interval itself). */
double interval_floor(TimeInterval interval, int step, double ms, bool utc);
double interval_ceil(TimeInterval interval, int step, double ms, bool utc);
double interval_offset(TimeInterval interval, double ms, double steps, bool utc);
double interval_count(TimeInterval interval, double from, double to, bool utc);
/* The moments of interval.every(step) in [from, to] (`to` included when `inclusive`). */
double *interval_range(TimeInterval interval, int step, double from, double to, bool inclusive, bool utc, size_t *count,
                       Arena *arena);
/* By Vega's name ("day", "week", "month" …); false when unknown. */
bool interval_from_name(const char *name, TimeInterval *out);
/* d3's tick interval for about `count` ticks; false when it is finer than a ms (then ticks are of a linear scale). */
bool interval_for_ticks(double from, double to, double count, TimeInterval *interval, int *step);
