/* time/calendar.c: a moment as calendar fields and back, after ECMAScript's Date. */
#include "time/calendar.h"
#include "time/clock.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

DateParts wall_parts(double wall) {
  DateParts parts = {.year = NAN};
  if (isnan(wall)) return parts;
  double days = floor(wall / MS_DAY);
  int64_t time = (int64_t)(wall - days * MS_DAY);
  int64_t z = (int64_t)days + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int64_t day_of_era = z - era * 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int month = (int)((5 * day_of_year + 2) / 153);
  parts.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
  parts.month = month < 10 ? month + 2 : month - 10;
  int64_t year = year_of_era + era * 400 + (parts.month < 2);
  parts.year = (double)year;
  parts.hours = (int)(time / MS_HOUR);
  parts.minutes = (int)(time / MS_MINUTE % 60);
  parts.seconds = (int)(time / MS_SECOND % 60);
  parts.milliseconds = (int)(time % MS_SECOND);
  parts.weekday = (int)((((int64_t)days + 4) % 7 + 7) % 7);
  parts.day_of_year = (int)((int64_t)days - days_from_civil(year, 0, 1) + 1);
  return parts;
}

DateParts clock_parts(const Clock *clock, double ms) { return wall_parts(clock_wall(clock, clip_moment(ms))); }

double clock_make(const Clock *clock, double year, double month, double day, double time) {
  return clock_moment(clock, wall_from_fields(year, month, day, time));
}

DateParts date_parts(double ms, bool utc) { return clock_parts(&(Clock){utc, NULL}, ms); }

double date_make(bool utc, double year, double month, double day, double hours, double minutes, double seconds,
                 double milliseconds) {
  double time = trunc(hours) * MS_HOUR + trunc(minutes) * MS_MINUTE + trunc(seconds) * MS_SECOND + trunc(milliseconds);
  return clock_make(&(Clock){utc, NULL}, trunc(year), trunc(month), trunc(day), time);
}

double clock_zone_offset(const Clock *clock, double ms) {
  return trunc((ms - clock_wall(clock, ms)) / MS_MINUTE) + 0.0;
}

double date_zone_offset(double ms) { return clock_zone_offset(&(Clock){false, NULL}, ms); }

const char *date_to_iso(double ms, char *buffer) {
  DateParts p = date_parts(ms, true);
  if (isnan(p.year)) return "Invalid Date";
  bool four_digits = p.year >= 0 && p.year <= 9999;
  int length = four_digits ? sprintf(buffer, "%04d", (int)p.year)
                           : sprintf(buffer, "%c%06d", p.year < 0 ? '-' : '+', abs((int)p.year));
  g_snprintf(buffer + length, (gulong)(32 - length), "-%02d-%02dT%02d:%02d:%02d.%03dZ", p.month + 1, p.day, p.hours,
             p.minutes, p.seconds, p.milliseconds);
  return buffer;
}
