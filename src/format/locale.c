/* format/locale.c: d3's en-US, and locales in d3's JSON form. */
#include "format/locale.h"
#include <math.h>

static const Locale en_us = {
    .decimal = ".",
    .thousands = ",",
    .grouping = {3},
    .grouping_count = 1,
    .currency = {"$", ""},
    .percent = "%",
    .minus = "\u2212",
    .nan = "NaN",
    .date_time = "%x, %X",
    .date = "%-m/%-d/%Y",
    .time = "%-I:%M:%S %p",
    .periods = {"AM", "PM"},
    .days = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    .short_days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
    .months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December"},
    .short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
};

const Locale *locale_default(void) { return &en_us; }

static void read_strings(const Json *array, const char **out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = json_string(json_at(array, i), out[i]);
}

void locale_read_number(const Json *json, Locale *locale) {
  locale->decimal = json_string(json_get(json, "decimal"), ".");
  locale->thousands = json_string(json_get(json, "thousands"), NULL);
  const Json *grouping = json_get(json, "grouping");
  locale->grouping_count = 0;
  for (size_t i = 0; i < json_count(grouping) && i < G_N_ELEMENTS(locale->grouping); i++) {
    double size = json_number(json_at(grouping, i), 0);
    if (!(size >= 1)) break;
    locale->grouping[locale->grouping_count++] = (int)fmin(size, 1000);
  }
  if (locale->grouping_count == 0) locale->thousands = NULL;
  locale->currency[0] = locale->currency[1] = "";
  read_strings(json_get(json, "currency"), locale->currency, 2);
  const Json *numerals = json_get(json, "numerals");
  if (json_count(numerals) == 10) read_strings(numerals, locale->numerals, 10);
  for (size_t i = 0; i < 10; i++)
    if (!locale->numerals[i]) locale->numerals[0] = NULL;
  locale->percent = json_string(json_get(json, "percent"), en_us.percent);
  locale->minus = json_string(json_get(json, "minus"), en_us.minus);
  locale->nan = json_string(json_get(json, "nan"), en_us.nan);
}

void locale_read_time(const Json *json, Locale *locale) {
  locale->date_time = json_string(json_get(json, "dateTime"), en_us.date_time);
  locale->date = json_string(json_get(json, "date"), en_us.date);
  locale->time = json_string(json_get(json, "time"), en_us.time);
  read_strings(json_get(json, "periods"), locale->periods, 2);
  read_strings(json_get(json, "days"), locale->days, 7);
  read_strings(json_get(json, "shortDays"), locale->short_days, 7);
  read_strings(json_get(json, "months"), locale->months, 12);
  read_strings(json_get(json, "shortMonths"), locale->short_months, 12);
}

const Locale *locale_from_json(const Json *json, Arena *arena) {
  Locale *locale = arena_new(arena, Locale);
  *locale = en_us;
  if (json_is(json_get(json, "number"), JSON_OBJECT)) locale_read_number(json_get(json, "number"), locale);
  if (json_is(json_get(json, "time"), JSON_OBJECT)) locale_read_time(json_get(json, "time"), locale);
  return locale;
}
