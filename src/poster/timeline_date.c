/* poster/timeline_date.c: see poster/timeline_date.h. All years have the same length, and all days of a year. */
#include "poster/timeline_date.h"
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

/* A sign of our era or of the one before, before or behind the year. */
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

static const char *year_text(int year, const char *lang, Arena *arena) {
  if (year > 0) return arena_printf(arena, "%d", year);
  bool han = lang && (g_str_has_prefix(lang, "zh") || g_str_has_prefix(lang, "ja"));
  return arena_printf(arena, han ? "前%d" : "%d BCE", 1 - year);
}

char *timeline_date_text(const TimelineDate *date, const char *lang, Arena *arena) {
  const char *year = year_text(date->year, lang, arena);
  if (date->day) return arena_printf(arena, "%s.%d.%d", year, date->month, date->day);
  if (date->month) return arena_printf(arena, "%s.%d", year, date->month);
  return arena_strdup(arena, year);
}
