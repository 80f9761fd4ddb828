/* poster/timeline_date.h: dates as exact as they are given: a year, a month or a day. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

/* A stretch of time as fractions of years: "2025" is from 2025 to 2026. */
typedef struct TimelineDate {
  int year, month, day; /* month, day 1 …; 0: not given */
  double from, to;
} TimelineDate;

/* "2025", "2025-10", "2025-10-27". False when it is no such date. */
bool timeline_date_parse(const char *text, TimelineDate *date);
static inline double timeline_date_middle(const TimelineDate *date) { return (date->from + date->to) / 2; }
/* "2025.10.27", as exact as it was given. */
char *timeline_date_text(const TimelineDate *date, Arena *arena);
