/* poster/timeline_date.c: see poster/timeline_date.h. All years have the same length, and all days of a year. */
#include "poster/timeline_date.h"
#include <string.h>

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

static int days_in(int month, int year) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && is_leap(year));
}

/* `digits` digits, or -1. */
static int read_digits(const char *text, int digits) {
  int number = 0;
  for (int i = 0; i < digits; i++) {
    if (!g_ascii_isdigit(text[i])) return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

bool timeline_date_parse(const char *text, TimelineDate *date) {
  size_t length = strlen(text);
  *date = (TimelineDate){0};
  if (length != 4 && length != 7 && length != 10) return false;
  date->year = read_digits(text, 4);
  if (length >= 7) date->month = text[4] == '-' ? read_digits(text + 5, 2) : -1;
  if (length == 10) date->day = text[7] == '-' ? read_digits(text + 8, 2) : -1;
  bool good = date->year >= 0 && (length < 7 || (date->month >= 1 && date->month <= 12)) &&
              (length < 10 || (date->day >= 1 && date->day <= days_in(date->month, date->year)));
  if (!good) return false;
  double year_days = is_leap(date->year) ? 366 : 365, before = 0, span = year_days;
  for (int month = 1; month < date->month; month++) before += days_in(month, date->year);
  if (date->month) span = days_in(date->month, date->year);
  if (date->day) {
    before += date->day - 1;
    span = 1;
  }
  date->from = date->year + before / year_days;
  date->to = date->year + (before + span) / year_days;
  return true;
}

char *timeline_date_text(const TimelineDate *date, Arena *arena) {
  if (date->day) return arena_printf(arena, "%d.%d.%d", date->year, date->month, date->day);
  if (date->month) return arena_printf(arena, "%d.%d", date->year, date->month);
  return arena_printf(arena, "%d", date->year);
}
