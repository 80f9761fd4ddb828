/* format/format.h: formatting of numbers and dates: d3-format and d3-time-format, with locales. */
#pragma once
#include "base/arena.h"
#include "time/timeunit.h"
#include "json/json.h"

typedef struct Locale Locale;
/* d3's en-US; one constant for the whole program. */
const Locale *locale_default(void);
/* From config.locale: {"number": {decimal, thousands, grouping, currency, numerals, percent, minus, nan}, "time": {…}}, d3's forms. */
const Locale *locale_from_json(const Json *json, Arena *arena);

/* Where the numbers and dates of a chart come from, nearest first. Any may be NULL. */
typedef struct LocaleSources {
  const Json *config;        /* config.locale */
  const Json *number, *time; /* of Altair's embedOptions: a locale of d3, or a BCP 47 tag */
  const char *lang;          /* that the chart states */
} LocaleSources;
/* NULL: nothing but d3's en-US. By a language, dates and large numbers are written as CLDR says ("2月", "4亿"), but read as without.
 * `unknown` gets what is no locale, or NULL. */
const Locale *locale_choose(const LocaleSources *sources, const Json **unknown, Arena *arena);
/* The format of a time unit in a language; NULL: Vega's. */
const char *locale_unit_specifier(const Locale *locale, unsigned parts, Arena *arena);
/* The day a language's weeks start on, 0 Sunday; NULL and unknown ones: 0. */
int language_first_weekday(const char *tag);

/* Whether numbers up to `largest` are counted in units of ten thousand (万, 億, 만) where they have no format. */
bool locale_counts(const Locale *locale, double largest);
/* "1.25万": with the digits that tell apart steps of `step`, or with `decimals` if that is 0 or more; NAN and -1: rounded to two
 * digits, as CLDR does. In Chinese if the locale has no such units. */
char *format_counted(const Locale *locale, double step, int decimals, double number, Arena *arena);
/* The ".1" of a specifier; -1: none, or no specifier. */
int format_decimals(const char *specifier);
/* Dates in Chinese numerals: 二〇二五年十一月四日. NULL where ICU is not installed. */
const Locale *locale_han_dates(void);
/* Its format of a time unit; 0: of a whole date. */
const char *han_date_specifier(unsigned parts, Arena *arena);

/* d3.format(specifier)(number). An invalid specifier gives NULL. */
char *format_number(const Locale *locale, const char *specifier, double number, Arena *arena);
bool format_number_is_valid(const char *specifier);
/* d3.formatPrefix. */
char *format_number_prefix(const Locale *locale, const char *specifier, double reference, double number, Arena *arena);
/* d3's linear tickFormat for ticks over [start, stop] with about `count` ticks; specifier may be NULL (",f"), an
 * invalid one gives NULL. Ticks of type s without a precision share one SI prefix, which a specifier cannot express:
 * they need format_span. */
char *format_tick_specifier(double start, double stop, double count, const char *specifier, Arena *arena);
/* vega-format's formatSpan: `number` as a tick of that axis, for any type of specifier. */
char *format_span(const Locale *locale, double start, double stop, double count, const char *specifier, double number,
                  Arena *arena);
/* vega-format's formatFloat: about as many digits as are needed, with no exponent. */
char *format_float(const Locale *locale, const char *specifier, double number, Arena *arena);

/* d3.timeFormat / d3.utcFormat. */
char *format_time(const Locale *locale, const char *specifier, double ms, bool utc, Arena *arena);
/* vega-format's multi-scale time format ("%Y", "%B", "%b %d" … whichever fits the moment), overridable with a JSON object of
 * unit → specifier (NULL for none). */
char *format_time_multi(const Locale *locale, const Json *specifiers, double ms, bool utc, Arena *arena);
/* d3.timeParse / d3.utcParse; NaN when the text does not match. */
double parse_time(const Locale *locale, const char *specifier, const char *text, bool utc);
