/* format/locale.h: what a Locale holds (private to this room). */
#pragma once
#include "format/format.h"
#include "time/timeunit.h"

/* How a language counts large numbers: 1.2万 is 1.2 of what is `size`, between `before` and `after`. */
typedef struct CountUnit {
  double from, size; /* for numbers of at least `from` */
  const char *before, *after;
} CountUnit;

enum { COUNT_UNITS = 16 };

typedef struct CountUnits {
  CountUnit units[COUNT_UNITS]; /* ascending */
  size_t count;
} CountUnits;

/* Directives of time formats that d3 does not have, for what CLDR tells apart: months are inflected in dates, as in Russian. */
enum {
  DIRECTIVE_SHORT_MONTH = 1,
  DIRECTIVE_MONTH,
  DIRECTIVE_SHORT_DAY,
  DIRECTIVE_DAY,
  DIRECTIVE_PERIOD, /* of the day: 上午, "in the morning" */
  DIRECTIVE_SHORT_QUARTER,
  DIRECTIVE_QUARTER,
  DIRECTIVE_ALONE_SHORT_QUARTER,
  DIRECTIVE_ALONE_QUARTER,
  DIRECTIVE_WEEK = TIME_FORMAT_OWN_WEEK
};

/* Which of Vega's formats a moment has by itself, finest first. */
typedef enum MultiUnit {
  MULTI_MILLISECONDS,
  MULTI_SECONDS,
  MULTI_MINUTES,
  MULTI_HOURS,
  MULTI_DATE,
  MULTI_WEEK,
  MULTI_MONTH,
  MULTI_QUARTER,
  MULTI_YEAR,
  MULTI_UNITS
} MultiUnit;

/* A language's dates: its names inside dates, and patterns. */
typedef struct LanguageDates {
  const char *short_months[12], *months[12], *short_days[7], *days[7], *periods[24];
  const char *short_quarters[4], *quarters[4], *alone_short_quarters[4], *alone_quarters[4];
  const char *multi[MULTI_UNITS]; /* NULL: Vega's */
  bool months_are_numbers;        /* 2月 */
  void *patterns;                 /* ICU's generator */
} LanguageDates;

struct Locale {
  const char *decimal, *thousands; /* thousands NULL: no grouping */
  int grouping[8];
  size_t grouping_count;
  int least_grouped;                      /* fewer digits before the point are not grouped: "1234" of Spanish */
  const char *currency[2], *numerals[10]; /* numerals[0] NULL: those of ASCII */
  const char *percent, *minus, *nan;
  const char *percent_before; /* "%" of Turkish; NULL: none */
  const char *date_time, *date, *time;
  const char *periods[2], *days[7], *short_days[7], *months[12], *short_months[12];
  /* Of a language, not of d3's locales: */
  const LanguageDates *dates; /* NULL: dates are written as Vega does */
  const CountUnits *counts;   /* NULL: numbers are written in full */
  const char *spelled[32];    /* 十一, for months and days; [0] NULL: in digits */
  const Locale *reading;      /* what dates are read by; NULL: this */
};

/* Fills in what an object of d3's form has. */
void locale_read_number(const Json *json, Locale *locale);
void locale_read_time(const Json *json, Locale *locale);
/* Fills in what CLDR has for a language. `tag` is BCP 47; false if it is not known. */
bool language_numbers(Locale *locale, const char *tag, bool currency, Arena *arena);
bool language_dates(Locale *locale, const char *tag, Arena *arena);
/* The units of tens of thousands of a language that has them; NULL for others. */
const CountUnits *language_counts(const char *tag, Arena *arena);
