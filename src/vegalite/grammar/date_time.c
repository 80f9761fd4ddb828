/* vegalite/grammar/date_time.c: dates written in parts, as an expression and as a moment (Vega-Lite's datetime.ts). */
#include "vegalite/grammar/date_time.h"
#include "data/value.h"
#include "time/calendar.h"
#include <math.h>
#include <string.h>

/* The arguments of datetime(), the month counted from 0. */
enum { YEAR, MONTH, DATE, HOURS, MINUTES, SECONDS, MILLISECONDS, ARGUMENT_COUNT };

static const char *const parts[] = {"year", "quarter", "month",   "week",    "day",         "dayofyear",
                                    "date", "hours",   "minutes", "seconds", "milliseconds"};
static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul",
                                     "aug", "sep", "oct", "nov", "dec", NULL};
static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL};

bool date_time_is(const Json *json) {
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    if (json_has(json, parts[i])) return true;
  return false;
}

static double number_of(const Json *value) {
  const char *text = json_string(value, NULL);
  return text && *text ? number_from_text(text) : json_number(value, NAN);
}

/* The place of a name among `names`, by its first three letters; NaN when it has none. */
static double name_index(const Json *value, const char *const *names) {
  const char *name = json_string(value, "");
  for (size_t i = 0; names[i]; i++)
    if (strlen(name) >= 3 && g_ascii_strncasecmp(name, names[i], 3) == 0) return (double)i;
  return NAN;
}

static bool fail(const Json *value, const char *part, Messages *messages) {
  if (messages) messages_error(messages, json_place(value), "E235", "invalid %s", part);
  return false;
}

static bool read_month(const Json *date_time, double *month, Messages *messages) {
  const Json *written = json_get(date_time, "month"), *quarter = json_get(date_time, "quarter");
  *month = 0;
  if (written) {
    *month = number_of(written) - 1;
    if (isnan(*month)) *month = name_index(written, months);
    return !isnan(*month) || fail(written, "month", messages);
  }
  if (quarter) *month = (number_of(quarter) - 1) * 3;
  return !isnan(*month) || fail(quarter, "quarter", messages);
}

/* The day of the month: the first week of 2012 begins on a Sunday, the 1st. */
static bool read_date(const Json *date_time, double *date, Messages *messages) {
  const Json *written = json_get(date_time, "date"), *day = json_get(date_time, "day");
  *date = 1;
  if (day && json_count(date_time) > 1) {
    if (messages)
      messages_warn(messages, json_place(day), "W236",
                    "\"day\" is ignored: it cannot be combined with other parts of a date");
  } else if (day) {
    double index = fmod(number_of(day), 7);
    if (isnan(index)) index = name_index(day, days);
    *date = index + 1;
    return !isnan(index) || fail(day, "day of the week", messages);
  }
  if (written) *date = number_of(written);
  return !isnan(*date) || fail(written, "date", messages);
}

static bool read_arguments(const Json *date_time, double *arguments, Messages *messages) {
  static const struct {
    int argument;
    const char *part;
    double otherwise;
  } plain[] = {{YEAR, "year", 2012},
               {HOURS, "hours", 0},
               {MINUTES, "minutes", 0},
               {SECONDS, "seconds", 0},
               {MILLISECONDS, "milliseconds", 0}};
  for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
    const Json *value = json_get(date_time, plain[i].part);
    double number = value ? number_of(value) : plain[i].otherwise;
    if (isnan(number)) return fail(value, plain[i].part, messages);
    arguments[plain[i].argument] = number;
  }
  return read_month(date_time, &arguments[MONTH], messages) && read_date(date_time, &arguments[DATE], messages);
}

static bool is_utc(const Json *date_time) { return json_is_true(json_get(date_time, "utc")); }

char *date_time_to_expression(const Json *date_time, Messages *messages, Arena *arena) {
  double arguments[ARGUMENT_COUNT];
  if (!read_arguments(date_time, arguments, messages)) return NULL;
  char buffers[ARGUMENT_COUNT][32];
  const char *texts[ARGUMENT_COUNT];
  for (int i = 0; i < ARGUMENT_COUNT; i++) texts[i] = number_to_text(arguments[i], buffers[i]);
  return arena_printf(arena, "%s(%s, %s, %s, %s, %s, %s, %s)", is_utc(date_time) ? "utc" : "datetime", texts[YEAR],
                      texts[MONTH], texts[DATE], texts[HOURS], texts[MINUTES], texts[SECONDS], texts[MILLISECONDS]);
}

double date_time_to_ms(const Json *date_time, Messages *messages) {
  double a[ARGUMENT_COUNT];
  if (!read_arguments(date_time, a, messages)) return NAN;
  for (int i = 0; i < ARGUMENT_COUNT; i++) a[i] = trunc(a[i]);
  /* JavaScript's Date takes the years 0 … 99 for 1900 … 1999. */
  if (a[YEAR] >= 0 && a[YEAR] <= 99) a[YEAR] += 1900;
  return date_make(is_utc(date_time), a[YEAR], a[MONTH], a[DATE], a[HOURS], a[MINUTES], a[SECONDS], a[MILLISECONDS]);
}
