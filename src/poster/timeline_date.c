/* poster/timeline_date.c: see poster/timeline_date.h. All years have the same length, and all days of a year. */
#include "poster/timeline_date.h"
#include "time/civil.h"
#include "time/clock.h"
#include <string.h>

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int days_in(int month, int year) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

/* A number of at most `most` digits, which `*at` is moved behind; -1 if there is none. */
static int read_number(const char **at, int most) {
  int number = -1, digits = 0;
  for (; digits < most && g_ascii_isdigit(**at); digits++, (*at)++) number = MAX(number, 0) * 10 + (**at - '0');
  return g_ascii_isdigit(**at) ? -1 : number;
}

static bool skip(const char **at, const char *words) {
  if (!g_str_has_prefix(*at, words)) return false;
  *at += strlen(words);
  return true;
}

/* A sign of our era or of the one before it, which stands before or after the year. */
static bool skip_before_era(const char **at) {
  return skip(at, "公元前") || skip(at, "西元前") || skip(at, "紀元前") || skip(at, "前") || skip(at, "-") ||
         skip(at, "−");
}
static bool skip_era(const char **at, bool *before) {
  while (skip(at, " ")) continue;
  *before = skip(at, "BCE") || skip(at, "BC");
  return *before || skip(at, "CE") || skip(at, "AD");
}

/* A month or day: after "-" of two digits, as in ISO 8601. */
static int read_part(const char **at, const char *joint) {
  const char *start = *at;
  int number = read_number(at, 2);
  return strcmp(joint, "-") == 0 && *at - start != 2 ? -1 : number;
}

/* Month and day behind a year, joined by "-", "." or 年 and 月. */
static bool read_month_and_day(const char **at, TimelineDate *date) {
  bool han = skip(at, "年");
  if (!**at) return true;
  const char *joint = han ? "月" : **at == '-' ? "-" : ".";
  if (!han && !skip(at, joint)) return false;
  date->month = read_part(at, joint);
  bool more = skip(at, joint);
  if (!**at) return han == more && date->month >= 1;
  date->day = more ? read_part(at, joint) : -1;
  if (han && !skip(at, "日") && !skip(at, "号")) return false;
  return date->day >= 1 && date->month >= 1;
}

static bool is_on_calendar(const TimelineDate *date) {
  return date->month <= 12 && (date->day == 0 || date->day <= days_in(date->month, date->year));
}

bool timeline_date_parse(const char *text, TimelineDate *date) {
  *date = (TimelineDate){0};
  bool behind = false, before = skip_before_era(&text);
  bool named = !before && (skip(&text, "公元") || skip(&text, "西元"));
  const char *digits = text;
  date->year = read_number(&text, 5);
  bool whole = text - digits >= 3 || before || named;
  if (date->year < 0) return false;
  bool era = skip_era(&text, &behind);
  if (!whole && !era) return false; /* "53" may be meant as 1953 */
  if ((before || behind) && date->year == 0) return false;
  if (before || behind) date->year = 1 - date->year;
  if ((era && *text) || (before && behind) || !read_month_and_day(&text, date) || *text || !is_on_calendar(date))
    return false;
  double year_days = is_leap(date->year) ? 366 : 365, passed = 0, span = year_days;
  for (int month = 1; month < date->month; month++) passed += days_in(month, date->year);
  if (date->month) span = days_in(date->month, date->year);
  if (date->day) {
    passed += date->day - 1;
    span = 1;
  }
  date->from = date->year + passed / year_days;
  date->to = date->year + (passed + span) / year_days;
  return true;
}

const DateForms *date_forms(DateForms **all, const char *lang, Arena *arena) {
  for (const DateForms *forms = *all; forms; forms = forms->next)
    if (g_strcmp0(forms->lang, lang) == 0) return forms;
  DateForms *forms = arena_new(arena, DateForms);
  *forms = (DateForms){.lang = lang, .locale = locale_default(), .next = *all};
  *all = forms;
  if (!lang || g_str_has_prefix(lang, "zh")) return forms;
  const Json *unknown;
  const Locale *locale = locale_choose(&(LocaleSources){.lang = lang}, &unknown, arena);
  if (locale) {
    forms->locale = locale;
    forms->month = locale_unit_specifier(locale, TIME_YEAR | TIME_MONTH, arena);
    forms->day = locale_unit_specifier(locale, TIME_YEAR | TIME_MONTH | TIME_DATE, arena);
  } else if (g_str_has_prefix(lang, "en")) {
    /* CLDR's, of the English that needs no CLDR */
    forms->month = "%b %-Y";
    forms->day = "%b %-d, %-Y";
  }
  return forms;
}

static bool is_han(const char *lang) { return lang && (g_str_has_prefix(lang, "zh") || g_str_has_prefix(lang, "ja")); }

/* A month or day by a format, its year being `year`. */
static char *formatted(const TimelineDate *date, int year, const DateForms *forms, Arena *arena) {
  double ms = (double)days_from_civil(year, date->month - 1, MAX(date->day, 1)) * MS_DAY;
  return format_time(forms->locale, date->day ? forms->day : forms->month, ms, true, arena);
}

char *timeline_date_text(const TimelineDate *date, const DateForms *forms, Arena *arena) {
  bool before = date->year <= 0, han = is_han(forms->lang);
  int year = before ? 1 - date->year : date->year;
  const char *era = before && han ? "前" : "", *behind = before && !han ? " BCE" : "";
  if (!date->month) return arena_printf(arena, "%s%d%s", era, year, behind);
  bool leap_day =
      date->month == 2 && date->day == 29; /* which a year with the same number after our era need not have */
  if (date->day ? forms->day && (!leap_day || is_leap(year)) : forms->month != NULL)
    return arena_printf(arena, "%s%s%s", era, formatted(date, year, forms, arena), behind);
  if (!date->day) return arena_printf(arena, "%s%d.%d%s", era, year, date->month, behind);
  return arena_printf(arena, "%s%d.%d.%d%s", era, year, date->month, date->day, behind);
}
