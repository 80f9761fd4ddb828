/* format/locale.h: what a Locale holds (private to this room). */
#pragma once
#include "format/format.h"

typedef struct Locale {
  const char *decimal, *thousands; /* thousands NULL: no grouping */
  int grouping[8];
  size_t grouping_count;
  const char *currency[2], *numerals[10]; /* numerals[0] NULL: those of ASCII */
  const char *percent, *minus, *nan;
  const char *date_time, *date, *time;
  const char *periods[2], *days[7], *short_days[7], *months[12], *short_months[12];
} Locale;
