/* format/time_parse.c: parses dates in a given format, after d3-time-format 4. */
#include "format/locale.h"
#include "time/clock.h"
#include <math.h>
#include <string.h>

enum { DEEPEST = 4 };

/* What the directives have found; NAN: nothing. */
typedef struct Found {
  double year, month, day, hours, minutes, seconds, milliseconds;
  double zone, period, quarter, weekday, weekday_iso, week, week_monday, week_iso, unix_ms, unix_seconds;
  bool has_milliseconds;
} Found;

/* Up to `length` characters: spaces, then digits. The end, or NULL. */
static const char *read_number(const char *text, size_t length, double *out) {
  const char *p = text, *end = text;
  while (*end && (size_t)(end - text) < length) end++;
  while (p < end && g_ascii_isspace(*p)) p++;
  const char *digits = p;
  double value = 0;
  while (p < end && g_ascii_isdigit(*p)) value = value * 10 + (*p++ - '0');
  if (p == digits) return NULL;
  *out = value;
  return p;
}

/* The length of `name` in bytes if `text` begins with it, ignoring case; -1 if it does not. */
static gssize match_name(const char *text, const char *name) {
  const char *start = text;
  while (*name) {
    if (!*text || g_unichar_tolower(g_utf8_get_char(text)) != g_unichar_tolower(g_utf8_get_char(name))) return -1;
    text = g_utf8_next_char(text), name = g_utf8_next_char(name);
  }
  return text - start;
}

static const char *read_name(const char *text, const char *const *names, size_t count, double *out) {
  for (size_t i = 0; i < count; i++) {
    gssize length = match_name(text, names[i]);
    if (length < 0) continue;
    *out = (double)i;
    for (size_t j = i + 1; j < count; j++) /* of identical names the last one counts */
      if (strlen(names[j]) == strlen(names[i]) && match_name(names[i], names[j]) == (gssize)strlen(names[i]))
        *out = (double)j;
    return text + length;
  }
  return NULL;
}

/* "Z", "+hh", "+hhmm" or "+hh:mm", as ±hhmm to add. */
static const char *read_zone(const char *text, double *zone) {
  if (*text == 'Z') {
    *zone = 0;
    return text + 1;
  }
  if ((*text != '+' && *text != '-') || !g_ascii_isdigit(text[1]) || !g_ascii_isdigit(text[2])) return NULL;
  int value = (text[1] - '0') * 10 + text[2] - '0';
  const char *p = text + 3, *minutes = *p == ':' ? p + 1 : p;
  value *= 100;
  if (g_ascii_isdigit(minutes[0]) && g_ascii_isdigit(minutes[1])) {
    value += (minutes[0] - '0') * 10 + minutes[1] - '0';
    p = minutes + 2;
  }
  *zone = *text == '+' ? -value : value;
  return p;
}

static const char *read_composite(const Locale *locale, const char *specifier, const char *text, int depth,
                                  Found *found);

static const char *read_words(const Locale *locale, char directive, const char *text, Found *found) {
  switch (directive) {
  case 'a': return read_name(text, locale->short_days, 7, &found->weekday);
  case 'A': return read_name(text, locale->days, 7, &found->weekday);
  case 'b': return read_name(text, locale->short_months, 12, &found->month);
  case 'B': return read_name(text, locale->months, 12, &found->month);
  case 'p': return read_name(text, locale->periods, 2, &found->period);
  case 'Z': return read_zone(text, &found->zone);
  case '%': return *text == '%' ? text + 1 : NULL;
  default: return NULL;
  }
}

static const char *read_numeric(char directive, const char *text, Found *found) {
  const struct {
    char directive;
    size_t length;
    double *out;
    double factor, add;
  } numerics[] = {
      {'d', 2, &found->day, 1, 0},
      {'e', 2, &found->day, 1, 0},
      {'f', 6, &found->milliseconds, 1e-3, 0},
      {'G', 4, &found->year, 1, 0},
      {'Y', 4, &found->year, 1, 0},
      {'g', 2, &found->year, 1, 0},
      {'y', 2, &found->year, 1, 0},
      {'H', 2, &found->hours, 1, 0},
      {'I', 2, &found->hours, 1, 0},
      {'j', 3, &found->day, 1, 0},
      {'L', 3, &found->milliseconds, 1, 0},
      {'m', 2, &found->month, 1, -1},
      {'M', 2, &found->minutes, 1, 0},
      {'q', 1, &found->quarter, 3, -3},
      {'Q', SIZE_MAX, &found->unix_ms, 1, 0},
      {'s', SIZE_MAX, &found->unix_seconds, 1, 0},
      {'S', 2, &found->seconds, 1, 0},
      {'u', 1, &found->weekday_iso, 1, 0},
      {'U', 2, &found->week, 1, 0},
      {'V', 2, &found->week_iso, 1, 0},
      {'w', 1, &found->weekday, 1, 0},
      {'W', 2, &found->week_monday, 1, 0},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(numerics); i++) {
    if (numerics[i].directive != directive) continue;
    double value;
    const char *end = read_number(text, numerics[i].length, &value);
    if (!end) return NULL;
    if (directive == 'f')
      value = floor(value / 1000);
    else
      value = value * numerics[i].factor + numerics[i].add;
    if (directive == 'y' || directive == 'g') value += value > 68 ? 1900 : 2000;
    if (directive == 'j') found->month = 0;
    *numerics[i].out = value;
    return end;
  }
  return NULL;
}

static const char *read_directive(const Locale *locale, char directive, const char *text, int depth, Found *found) {
  switch (directive) {
  case 'c': return read_composite(locale, locale->date_time, text, depth, found);
  case 'x': return read_composite(locale, locale->date, text, depth, found);
  case 'X': return read_composite(locale, locale->time, text, depth, found);
  default: break;
  }
  if (directive && strchr("aAbBpZ%", directive)) return read_words(locale, directive, text, found);
  if (directive == 'L' || directive == 'f') found->has_milliseconds = true;
  return read_numeric(directive, text, found);
}

static const char *read_composite(const Locale *locale, const char *specifier, const char *text, int depth,
                                  Found *found) {
  if (depth > DEEPEST) return NULL;
  for (const char *p = specifier; *p; p++) {
    if (!*text) return NULL;
    if (*p != '%') {
      if (*p != *text++) return NULL;
      continue;
    }
    p++;
    if (*p && strchr("-_0", *p)) p++;
    if (!*p) return NULL;
    text = read_directive(locale, *p, text, depth + 1, found);
    if (!text) return NULL;
  }
  return text;
}

/* Day of the year from a week and a weekday. */
static void resolve_weeks(Found *d) {
  DateParts first = wall_parts(wall_from_fields(d->year, 0, 1, 0));
  if (!isnan(d->week_iso)) {
    double weekday = isnan(d->weekday) ? 1 : d->weekday;
    int from_monday = (first.weekday + 6) % 7;
    d->month = 0;
    d->day = (from_monday <= 3 ? 1 - from_monday : 8 - from_monday) + (d->week_iso - 1) * 7 + fmod(weekday + 6, 7);
  } else if (!isnan(d->week_monday) || !isnan(d->week)) {
    bool monday = !isnan(d->week_monday);
    double weekday = d->weekday;
    if (isnan(weekday)) weekday = !isnan(d->weekday_iso) ? fmod(d->weekday_iso, 7) : monday;
    d->month = 0;
    d->day = monday ? fmod(weekday + 6, 7) + d->week_monday * 7 - (first.weekday + 5) % 7
                    : weekday + d->week * 7 - (first.weekday + 6) % 7;
  }
}

double parse_time(const Locale *locale, const char *specifier, const char *text, bool utc) {
  Found d = {.year = 1900,
             .month = NAN,
             .day = 1,
             .zone = NAN,
             .period = NAN,
             .quarter = NAN,
             .weekday = NAN,
             .weekday_iso = NAN,
             .week = NAN,
             .week_monday = NAN,
             .week_iso = NAN,
             .unix_ms = NAN,
             .unix_seconds = NAN};
  if (!g_utf8_validate(text, -1, NULL)) return NAN;
  if (locale->reading) locale = locale->reading;
  const char *end = read_composite(locale, specifier, text, 0, &d);
  if (!end || *end) return NAN;
  if (!isnan(d.unix_ms)) return clip_moment(d.unix_ms);
  if (!isnan(d.unix_seconds)) return clip_moment(d.unix_seconds * 1000 + (d.has_milliseconds ? d.milliseconds : 0));
  if (!isnan(d.period)) d.hours = fmod(d.hours, 12) + d.period * 12;
  if (isnan(d.month)) d.month = isnan(d.quarter) ? 0 : d.quarter;
  if (!isnan(d.week_iso) && (d.week_iso < 1 || d.week_iso > 53)) return NAN;
  resolve_weeks(&d);
  if (utc && isnan(d.zone)) d.zone = 0;
  bool zoned = !isnan(d.zone);
  if (zoned) {
    d.hours += trunc(d.zone / 100);
    d.minutes += fmod(d.zone, 100);
  }
  double time = d.hours * MS_HOUR + d.minutes * MS_MINUTE + d.seconds * MS_SECOND + d.milliseconds;
  return clock_make(&(Clock){zoned, NULL}, d.year, d.month, d.day, time);
}
