/* format/time_format.c: formatting of dates, after d3-time-format 4 and vega-format's multi-scale format. */
#include "base/temporary.h"
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

static void append_padded(const Locale *locale, GString *out, double value, char fill, int width) {
  char text[40];
  if (isnan(value))
    g_strlcpy(text, "NaN", sizeof text);
  else
    g_snprintf(text, sizeof text, "%.0f", fabs(value));
  if (value < 0) g_string_append_c(out, '-');
  bool own = locale->dates && locale->numerals[0] && !isnan(value); /* d3's locales keep these for numbers */
  if (own && fill == '0') {
    for (int i = (int)strlen(text); i < width; i++) g_string_append(out, locale->numerals[0]);
  } else {
    for (int i = (int)strlen(text); fill && i < width; i++) g_string_append_c(out, fill);
  }
  for (const char *digit = text; own && *digit; digit++)
    g_string_append(out, locale->numerals[CLAMP(*digit - '0', 0, 9)]);
  if (!own) g_string_append(out, text);
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
static double week_own_of(const Moment *at) { return week_number(&at->parts); }
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
    [DIRECTIVE_WEEK] = {week_own_of, 2},
    ['d'] = {day_of, 2},
    ['e'] = {day_of, 2},
    ['g'] = {short_year_iso_of, 2},
    ['G'] = {year_iso_of, 4},
    ['H'] = {hours_of, 2},
    ['I'] = {hours12_of, 2},
    ['j'] = {day_of_year_of, 3},
    ['L'] = {milliseconds_of, 3},
    ['f'] = {milliseconds_of, 3},
    ['m'] = {month_of, 2},
    ['M'] = {minutes_of, 2},
    ['q'] = {quarter_of, 0},
    ['Q'] = {unix_ms_of, 0},
    ['s'] = {unix_seconds_of, 0},
    ['S'] = {seconds_of, 2},
    ['u'] = {weekday_iso_of, 0},
    ['U'] = {week_of, 2},
    ['V'] = {week_iso_of, 2},
    ['w'] = {weekday_of, 0},
    ['W'] = {week_monday_of, 2},
    ['y'] = {short_year_of, 2},
    ['Y'] = {year_of, 4},
};

static void append_zone(const Moment *at, GString *out) {
  double behind = at->clock->utc ? 0 : clock_zone_offset(at->clock, at->ms);
  g_string_append_c(out, behind > 0 ? '-' : '+');
  append_padded(at->locale, out, floor(fabs(behind) / 60), '0', 2);
  append_padded(at->locale, out, fmod(fabs(behind), 60), '0', 2);
}

/* What CLDR has and d3 does not. */
static const char *name_in_language(const Moment *at, const LanguageDates *dates, char directive) {
  size_t month = (size_t)CLAMP(at->parts.month, 0, 11), day = (size_t)CLAMP(at->parts.weekday, 0, 6);
  switch (directive) {
  case DIRECTIVE_SHORT_MONTH: return dates->short_months[month];
  case DIRECTIVE_MONTH: return dates->months[month];
  case DIRECTIVE_SHORT_DAY: return dates->short_days[day];
  case DIRECTIVE_DAY: return dates->days[day];
  case DIRECTIVE_PERIOD: return dates->periods[CLAMP(at->parts.hours, 0, 23)];
  case DIRECTIVE_SHORT_QUARTER: return dates->short_quarters[month / 3];
  case DIRECTIVE_QUARTER: return dates->quarters[month / 3];
  case DIRECTIVE_ALONE_SHORT_QUARTER: return dates->alone_short_quarters[month / 3];
  case DIRECTIVE_ALONE_QUARTER: return dates->alone_quarters[month / 3];
  default: return NULL;
  }
}

/* 十一, for months and days. */
static const char *spelled_of(const Moment *at, char directive) {
  if (!at->locale->spelled[1] || (directive != 'm' && directive != 'd')) return NULL;
  int number = directive == 'm' ? (int)at->parts.month + 1 : (int)at->parts.day;
  return number > 0 && number < (int)G_N_ELEMENTS(at->locale->spelled) ? at->locale->spelled[number] : NULL;
}

static const char *name_of(const Moment *at, char directive) {
  const Locale *locale = at->locale;
  if (directive == 'p') return locale->periods[at->parts.hours >= 12];
  bool own = locale->dates && directive > 0 && directive <= DIRECTIVE_ALONE_QUARTER;
  if (isnan(at->parts.year)) return own || strchr("aAbB", directive) ? "" : NULL;
  if (own) return name_in_language(at, locale->dates, directive);
  switch (directive) {
  case 'a': return locale->short_days[at->parts.weekday];
  case 'A': return locale->days[at->parts.weekday];
  case 'b': return locale->short_months[at->parts.month];
  case 'B': return locale->months[at->parts.month];
  default: return spelled_of(at, directive);
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
    append_padded(at->locale, out, value, fill, numbers[(int)directive].width);
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
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  append_format(&moment, specifier, 0, out);
  return arena_strndup(arena, out->str, out->len);
}

static const struct {
  const char *unit, *other, *format;
} multi_formats[MULTI_UNITS] = {
    [MULTI_MILLISECONDS] = {"milliseconds", NULL, ".%L"},
    [MULTI_SECONDS] = {"seconds", NULL, ":%S"},
    [MULTI_MINUTES] = {"minutes", NULL, "%I:%M"},
    [MULTI_HOURS] = {"hours", NULL, "%I %p"},
    [MULTI_DATE] = {"date", "day", "%a %d"},
    [MULTI_WEEK] = {"week", NULL, "%b %d"},
    [MULTI_MONTH] = {"month", NULL, "%B"},
    [MULTI_QUARTER] = {"quarter", NULL, "%B"},
    [MULTI_YEAR] = {"year", NULL, "%Y"},
};

/* The coarsest unit that starts at the moment. */
static MultiUnit multi_unit_of(double ms, bool utc) {
  static const struct {
    TimeInterval interval;
    MultiUnit unit;
  } finest[] = {{INTERVAL_SECOND, MULTI_MILLISECONDS},
                {INTERVAL_MINUTE, MULTI_SECONDS},
                {INTERVAL_HOUR, MULTI_MINUTES},
                {INTERVAL_DAY, MULTI_HOURS}};
  for (size_t i = 0; i < G_N_ELEMENTS(finest); i++)
    if (interval_floor(finest[i].interval, 1, ms, utc) < ms) return finest[i].unit;
  if (interval_floor(INTERVAL_MONTH, 1, ms, utc) < ms)
    return interval_floor(INTERVAL_WEEK, 1, ms, utc) < ms ? MULTI_DATE : MULTI_WEEK;
  if (interval_floor(INTERVAL_YEAR, 1, ms, utc) < ms)
    return interval_floor(INTERVAL_MONTH, 3, ms, utc) < ms ? MULTI_MONTH : MULTI_QUARTER;
  return MULTI_YEAR;
}

char *format_time_multi(const Locale *locale, const Json *specifiers, double ms, bool utc, Arena *arena) {
  MultiUnit unit = multi_unit_of(ms, utc);
  const char *own = locale->dates ? locale->dates->multi[unit] : NULL;
  const char *specifier = json_string(json_get(specifiers, multi_formats[unit].unit), "");
  if (!*specifier && multi_formats[unit].other)
    specifier = json_string(json_get(specifiers, multi_formats[unit].other), "");
  return format_time(locale, *specifier ? specifier : own ? own : multi_formats[unit].format, ms, utc, arena);
}
