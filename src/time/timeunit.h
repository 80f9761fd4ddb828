/* time/timeunit.h: Vega's time units: "yearmonth", "utchours", "day" … and multiples of them.
 *
 * A unit is a set of parts. Flooring sets what it does not name to a fixed year (2012), month (0), day (1), or zero, as
 * vega-time does.
 */
#pragma once
#include "time/calendar.h"

typedef enum TimePart {
  TIME_YEAR = 1 << 0,
  TIME_QUARTER = 1 << 1,
  TIME_MONTH = 1 << 2,
  TIME_WEEK = 1 << 3,
  TIME_DAY /* of week */ = 1 << 4,
  TIME_DATE = 1 << 5,
  TIME_DAY_OF_YEAR = 1 << 6,
  TIME_HOURS = 1 << 7,
  TIME_MINUTES = 1 << 8,
  TIME_SECONDS = 1 << 9,
  TIME_MILLISECONDS = 1 << 10,
  TIME_ISOWEEK /* Monday first, ISO 8601 */ = 1 << 11
} TimePart;

typedef struct TimeUnit {
  unsigned parts; /* TimePart bits */
  double step;    /* 1 unless given */
  bool utc;
  bool binned; /* the values are starts of the unit already */
} TimeUnit;

/* "yearmonthdate", "utcquarter", "binnedutcyearmonth" … False for an unknown name. */
bool time_unit_parse(const char *name, TimeUnit *out);
extern const char *const time_unit_usual[]; /* those that charts use, for "did you mean"; ends with NULL */
/* Parts joined, without utc and binned: "yearmonthdate". The day of the week comes before the date. Lives in `arena`.
 * */
const char *time_unit_name(unsigned parts, Arena *arena);
double time_unit_floor(const TimeUnit *unit, double ms);
/* The start of the next unit after the one that starts at `floored` (vega-time's offset). */
double time_unit_next(const TimeUnit *unit, double floored, double steps);
/* Both over whole columns, which is much faster in local time. `out` is another array. */
void time_unit_floor_all(const TimeUnit *unit, const double *moments, double *out, size_t count);
void time_unit_next_all(const TimeUnit *unit, const double *floored, double *out, size_t count, double steps);
/* One part by its name ("hours"); 0 for an unknown name. */
unsigned time_part_from_name(const char *name);
/* The directive, after %, of weeks that start on another day than Sunday; d3 has none for days other than Monday. */
enum { TIME_FORMAT_OWN_WEEK = 0x0e };
/* vega-time's timeUnitSpecifier: the d3 format for a unit ("%b %Y"), with overrides from `specifiers` (may be NULL, pairs of
 * unit name and format, NULL-terminated). Lives in `arena`. */
const char *time_unit_specifier(unsigned parts, const char *const *specifiers, Arena *arena);
/* vega-time's timeBin: a unit for about maxbins bins over the extent. */
TimeUnit time_unit_for_extent(double from, double to, double max_bins, bool utc);
