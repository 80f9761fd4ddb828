/* poster/timeline_date.h: dates with the precision they are given in: a year, a month or a day. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

/* A stretch of time as fractions of years: "2025" is from 2025 to 2026. */
typedef struct TimelineDate {
  int year, month, day; /* month, day 1 …; 0: not given */
  double from, to;
} TimelineDate;

/* "2025", "2025-10", "2025-10-27". False for anything else. */
bool timeline_date_parse(const char *text, TimelineDate *date);
static inline double timeline_date_middle(const TimelineDate *date) { return (date->from + date->to) / 2; }
/* "2025.10.27", in the precision it was given in. */
char *timeline_date_text(const TimelineDate *date, Arena *arena);
