/* poster/timeline_date.h: dates with the precision they are given in: a year, a month or a day. */
#pragma once
#include "format/format.h"

/* A stretch of time as fractions of years: "2025" is from 2025 to 2026. Years before our era count down from 0 (1 BCE). */
typedef struct TimelineDate {
  int year, month, day; /* month, day 1 …; 0: not given */
  double from, to;
} TimelineDate;

/* "2025", "2025-10", "2025-10-27", "2025.10.27", "2025年10月27日"; years of one to five digits; before our era "-221", "221 BCE",
 * "公元前221年". False for anything else. */
bool timeline_date_parse(const char *text, TimelineDate *date);
static inline double timeline_date_middle(const TimelineDate *date) { return (date->from + date->to) / 2; }

/* How a language writes dates. */
typedef struct DateForms {
  const char *lang;
  const Locale *locale;
  const char *month, *day; /* formats of months and days of a year; NULL: "2025.10.27" */
  struct DateForms *next;
} DateForms;
/* Those of a language (NULL: of none), read once into the list `all`. Chinese posters write "2025.10.27"; other languages as CLDR says. */
const DateForms *date_forms(DateForms **all, const char *lang, Arena *arena);
/* "27 Oct 2025", in the precision it was given in; before our era "前221" in Chinese and Japanese, else "221 BCE". */
char *timeline_date_text(const TimelineDate *date, const DateForms *forms, Arena *arena);
