/* format/time_format.c: formatting of dates, after d3-time-format 4 and vega-format's multi-scale format. */
#include "format/locale.h"
#include "time/clock.h"
#include <math.h>
#include <string.h>

enum { DEEPEST = 4 }; /* %c may hold %x, and a locale may be hostile */

typedef struct Moment {
  const Locale *locale;
  const Clock *clock;
  double ms;
  DateParts parts;
} Moment;

static void append_padded(GString *out, double value, char fill, int width) {
  char text[40];
  if (isnan(value))
    g_strlcpy(text, "NaN", sizeof text);
  else
    g_snprintf(text, sizeof text, "%.0f", fabs(value));
  if (value < 0) g_string_append_c(out, '-');
  for (int i = (int)strlen(text); fill && i < width; i++) g_string_append_c(out, fill);
  g_string_append(out, text);
}

typedef double NumberOf(const Moment *at);

static double day_of(const Moment *at) { return at->parts.day; }
static double hours_of(const Moment *at) { return at->parts.hours; }
static double hours12_of(const Moment *at) { return at->parts.hours % 12 ? at->parts.hours % 12 : 12; }
static double day_of_year_of(const Moment *at) { return at->parts.day_of_year; }
static double milliseconds_of(const Moment *at) { return at->parts.milliseconds; }
static double month_of(const Moment *at) { return at->parts.month + 1; }
static double minutes_of(const Moment *at) { return at->parts.minutes; }
static double seconds_of(const Moment *at) { return at->parts.seconds; }
static double quarter_of(const Moment *at) { return 1 + floor(at->parts.month / 3.0); }
static double weekday_of(const Moment *at) { return at->parts.weekday; }
static double weekday_iso_of(const Moment *at) { return at->parts.weekday ? at->parts.weekday : 7; }
static double week_of(const Moment *at) { return floor((at->parts.day_of_year + 6 - at->parts.weekday) / 7.0); }
static double week_monday_of(const Moment *at) {
  return floor((at->parts.day_of_year + 6 - (at->parts.weekday + 6) % 7) / 7.0);
}
static double week_iso_of(const Moment *at) { return iso_week(&at->parts, NULL); }
static double year_iso_of(const Moment *at) {
  double year;
  iso_week(&at->parts, &year);
  return fmod(year, 10000);
}
static double short_year_iso_of(const Moment *at) { return fmod(year_iso_of(at), 100); }
static double year_of(const Moment *at) { return fmod(at->parts.year, 10000); }
static double short_year_of(const Moment *at) { return fmod(at->parts.year, 100); }
static double unix_ms_of(const Moment *at) { return at->ms; }
static double unix_seconds_of(const Moment *at) { return floor(at->ms / 1000); }

static const struct {
  NumberOf *number;
  int width; /* 0: never padded */
} numbers[128] = {
    ['d'] = {day_of, 2},         ['e'] = {day_of, 2},          ['g'] = {short_year_iso_of, 2},
    ['G'] = {year_iso_of, 4},    ['H'] = {hours_of, 2},        ['I'] = {hours12_of, 2},
    ['j'] = {day_of_year_of, 3}, ['L'] = {milliseconds_of, 3}, ['f'] = {milliseconds_of, 3},
    ['m'] = {month_of, 2},       ['M'] = {minutes_of, 2},      ['q'] = {quarter_of, 0},
    ['Q'] = {unix_ms_of, 0},     ['s'] = {unix_seconds_of, 0}, ['S'] = {seconds_of, 2},
    ['u'] = {weekday_iso_of, 0}, ['U'] = {week_of, 2},         ['V'] = {week_iso_of, 2},
    ['w'] = {weekday_of, 0},     ['W'] = {week_monday_of, 2},  ['y'] = {short_year_of, 2},
    ['Y'] = {year_of, 4},
};

static void append_zone(const Moment *at, GString *out) {
  double behind = at->clock->utc ? 0 : clock_zone_offset(at->clock, at->ms);
  g_string_append_c(out, behind > 0 ? '-' : '+');
  append_padded(out, floor(fabs(behind) / 60), '0', 2);
  append_padded(out, fmod(fabs(behind), 60), '0', 2);
}

static const char *name_of(const Moment *at, char directive) {
  const Locale *locale = at->locale;
  if (directive == 'p') return locale->periods[at->parts.hours >= 12];
  if (isnan(at->parts.year)) return strchr("aAbB", directive) ? "" : NULL;
  switch (directive) {
  case 'a': return locale->short_days[at->parts.weekday];
  case 'A': return locale->days[at->parts.weekday];
  case 'b': return locale->short_months[at->parts.month];
  case 'B': return locale->months[at->parts.month];
  default: return NULL;
  }
}

static const char *composite_of(const Locale *locale, char directive) {
  return directive == 'c'   ? locale->date_time
         : directive == 'x' ? locale->date
         : directive == 'X' ? locale->time
                            : NULL;
}

static void append_format(const Moment *at, const char *specifier, int depth, GString *out);

static void append_directive(const Moment *at, char directive, char fill, int depth, GString *out) {
  const char *name = name_of(at, directive), *composite = composite_of(at->locale, directive);
  if (name) {
    g_string_append(out, name);
  } else if (composite) {
    if (depth < DEEPEST) append_format(at, composite, depth + 1, out);
  } else if (directive == 'Z') {
    append_zone(at, out);
  } else if (directive > 0 && numbers[(int)directive].number) {
    double value = isnan(at->parts.year) ? NAN : numbers[(int)directive].number(at);
    append_padded(out, value, fill, numbers[(int)directive].width);
    if (directive == 'f') g_string_append(out, "000");
  } else {
    g_string_append_c(out, directive);
  }
}

static void append_format(const Moment *at, const char *specifier, int depth, GString *out) {
  for (const char *p = specifier; *p; p++) {
    if (*p != '%') {
      g_string_append_c(out, *p);
      continue;
    }
    char fill = '0';
    bool filled = p[1] && strchr("-_0", p[1]);
    if (filled) {
      p++;
      fill = *p == '-' ? 0 : *p == '_' ? ' ' : '0';
    }
    if (!*++p) break;
    append_directive(at, *p, !filled && *p == 'e' ? ' ' : fill, depth, out);
  }
}

char *format_time(const Locale *locale, const char *specifier, double ms, bool utc, Arena *arena) {
  const Clock clock = {utc, NULL};
  ms = clip_moment(ms);
  const Moment moment = {locale, &clock, ms, clock_parts(&clock, ms)};
  g_autoptr(GString) out = g_string_new(NULL);
  append_format(&moment, specifier, 0, out);
  return arena_strndup(arena, out->str, out->len);
}

typedef struct MultiFormat {
  const char *unit, *other, *format;
} MultiFormat;

static const MultiFormat multi_milliseconds = {"milliseconds", NULL, ".%L"}, multi_seconds = {"seconds", NULL, ":%S"},
                         multi_minutes = {"minutes", NULL, "%I:%M"}, multi_hours = {"hours", NULL, "%I %p"},
                         multi_date = {"date", "day", "%a %d"}, multi_week = {"week", NULL, "%b %d"},
                         multi_month = {"month", NULL, "%B"}, multi_quarter = {"quarter", NULL, "%B"},
                         multi_year = {"year", NULL, "%Y"};

/* The coarsest unit that starts at the moment. */
static const MultiFormat *multi_format_for(double ms, bool utc) {
  static const struct {
    TimeInterval interval;
    const MultiFormat *format;
  } finest[] = {{INTERVAL_SECOND, &multi_milliseconds},
                {INTERVAL_MINUTE, &multi_seconds},
                {INTERVAL_HOUR, &multi_minutes},
                {INTERVAL_DAY, &multi_hours}};
  for (size_t i = 0; i < G_N_ELEMENTS(finest); i++)
    if (interval_floor(finest[i].interval, 1, ms, utc) < ms) return finest[i].format;
  if (interval_floor(INTERVAL_MONTH, 1, ms, utc) < ms)
    return interval_floor(INTERVAL_WEEK, 1, ms, utc) < ms ? &multi_date : &multi_week;
  if (interval_floor(INTERVAL_YEAR, 1, ms, utc) < ms)
    return interval_floor(INTERVAL_MONTH, 3, ms, utc) < ms ? &multi_month : &multi_quarter;
  return &multi_year;
}

char *format_time_multi(const Locale *locale, const Json *specifiers, double ms, bool utc, Arena *arena) {
  const MultiFormat *format = multi_format_for(ms, utc);
  const char *specifier = json_string(json_get(specifiers, format->unit), "");
  if (!*specifier && format->other) specifier = json_string(json_get(specifiers, format->other), "");
  return format_time(locale, *specifier ? specifier : format->format, ms, utc, arena);
}
