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
