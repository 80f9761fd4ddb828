/* time/clock.c: moments and wall time, after ECMAScript's LocalTime, UTC and MakeDay. */
#include "time/clock.h"
#include <math.h>
#include <stddef.h>
#include <time.h>

static const double MAX_MOMENT = 8.64e15;

double clip_moment(double ms) { return fabs(ms) <= MAX_MOMENT ? trunc(ms) + 0.0 : NAN; }

double wall_from_fields(double year, double month, double day, double time) {
  double y = year + floor(month / 12);
  if (!(fabs(y) < 400000) || !(fabs(day) < 2e8)) return NAN;
  int m = (int)(month - floor(month / 12) * 12);
  return ((double)days_from_civil((int64_t)y, m, 1) + day - 1) * MS_DAY + time;
}

static _Thread_local const ClockRules *rules_in_use;

void clock_use(const ClockRules *rules) { rules_in_use = rules; }

int clock_week_start(void) { return rules_in_use ? rules_in_use->week_start : 0; }

/* https://reproducible-builds.org/specs/source-date-epoch/ */
static const char *source_date_epoch(void) {
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  return epoch && *epoch ? epoch : NULL;
}

double clock_now(void) {
  if (rules_in_use && !isnan(rules_in_use->now)) return rules_in_use->now;
  const char *epoch = source_date_epoch();
  return epoch ? clip_moment(g_ascii_strtod(epoch, NULL) * 1000) : 0;
}

bool clock_has_now(void) { return (rules_in_use && !isnan(rules_in_use->now)) || source_date_epoch(); }

/* The offset by the zone in use; beyond the range of the C library, the nearest offset it knows. */
static double library_offset(double ms) {
  double seconds = floor(ms / 1000);
  if (rules_in_use && rules_in_use->zone) return zone_offset(rules_in_use->zone, seconds) * 1000;
  time_t moment = (time_t)seconds;
  struct tm tm;
  if (!localtime_r(&moment, &tm)) return 0;
  double wall = (double)days_from_civil((int64_t)tm.tm_year + 1900, tm.tm_mon, tm.tm_mday) * 86400.0 +
                tm.tm_hour * 3600.0 + tm.tm_min * 60.0 + (tm.tm_sec > 59 ? 59 : tm.tm_sec);
  return (wall - seconds) * 1000;
}

/* Finds the change of offset between two moments with different offsets, to the second. */
static double find_change(double same, double other, double offset) {
  double s = floor(same / 1000), o = floor(other / 1000);
  while (fabs(o - s) > 1) {
    double middle = floor((s + o) / 2);
    if (library_offset(middle * 1000) == offset)
      s = middle;
    else
      o = middle;
  }
  return (o > s ? o : s) * 1000;
}

/* How far the offset stays the same, looking up to a year either way in steps short enough for any rule in use. */
static ClockStretch stretch_around(double ms) {
  ClockStretch stretch = {ms, ms + 1, library_offset(ms)};
  const double step = 7.0 * MS_DAY;
  for (int sign = -1; sign <= 1; sign += 2) {
    double same = ms;
    for (int i = 0; i < 52; i++) {
      double other = same + sign * step;
      if (library_offset(other) != stretch.offset) {
        same = find_change(same, other, stretch.offset);
        break;
      }
      same = other;
    }
    if (sign < 0)
      stretch.start = fmin(same, ms);
    else
      stretch.end = fmax(same, ms + 1);
  }
  return stretch;
}

static const ClockStretch *recall(ClockMemory *memory, double ms) {
  ClockStretch *stretches = memory->stretches;
  if (memory->count) {
    const ClockStretch *last = &stretches[memory->last];
    if (ms >= last->start && ms < last->end) return last;
  }
  for (unsigned i = 0; i < memory->count; i++) {
    if (ms >= stretches[i].start && ms < stretches[i].end) {
      memory->last = i;
      return &stretches[i];
    }
  }
  if (memory->count == CLOCK_STRETCHES) memory->count = 0;
  memory->last = memory->count++;
  stretches[memory->last] = stretch_around(ms);
  return &stretches[memory->last];
}

static double clock_offset(const Clock *clock, double ms) {
  if (!(fabs(ms) <= MAX_MOMENT + 2 * MS_DAY)) return NAN;
  return clock->memory ? recall(clock->memory, ms)->offset : library_offset(ms);
}

double clock_wall(const Clock *clock, double ms) { return clock->utc ? ms : ms + clock_offset(clock, ms); }

double clock_moment(const Clock *clock, double wall) {
  if (clock->utc) return clip_moment(wall);
  if (!(fabs(wall) <= MAX_MOMENT + MS_DAY)) return NAN;
  double before = clock_offset(clock, wall - MS_DAY), after = clock_offset(clock, wall + MS_DAY);
  if (before != after && clock_offset(clock, wall - before) != before && clock_offset(clock, wall - after) == after)
    return clip_moment(wall - after);
  return clip_moment(wall - before);
}
