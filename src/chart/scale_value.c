/* chart/scale_value.c: constants written in specs as values of a scale (Vega-Lite's valueExpr and datetime.ts): {"year": 2012},
 * and texts and numbers that stand for moments.
 */
#include "chart/scale_model.h"
#include "time/calendar.h"
#include <math.h>
#include <string.h>

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};
static const char *const days[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/* A name or its first three letters, or a number counted from `base`. */
static double named_number(const Json *json, const char *const *names, size_t count, double base) {
  const char *name = json_string(json, NULL);
  for (size_t i = 0; name && i < count; i++)
    if (g_ascii_strcasecmp(name, names[i]) == 0 || (strlen(name) == 3 && g_ascii_strncasecmp(name, names[i], 3) == 0))
      return (double)i;
  return name ? number_from_text(name) - base : json_number(json, base) - base;
}

static bool is_date_time(const Json *json) {
  static const char *const parts[] = {"year",  "quarter", "month",   "date",        "day",
                                      "hours", "minutes", "seconds", "milliseconds"};
  for (size_t i = 0; json_is(json, JSON_OBJECT) && i < G_N_ELEMENTS(parts); i++)
    if (json_has(json, parts[i])) return true;
  return false;
}

static double date_time(const Json *json) {
  const Json *month = json_get(json, "month"), *quarter = json_get(json, "quarter"), *day = json_get(json, "day"),
             *date = json_get(json, "date");
  double month_at = month     ? named_number(month, months, G_N_ELEMENTS(months), 1)
                    : quarter ? (json_number(quarter, 1) - 1) * 3
                              : 0;
  bool week_day = day && !date;
  double date_at = date       ? json_number(date, 1)
                   : week_day ? fmod(named_number(day, days, G_N_ELEMENTS(days), 0), 7) + 1
                              : 1;
  return date_make(json_is_true(json_get(json, "utc")), json_number(json_get(json, "year"), 2012), month_at, date_at,
                   json_number(json_get(json, "hours"), 0), json_number(json_get(json, "minutes"), 0),
                   json_number(json_get(json, "seconds"), 0), json_number(json_get(json, "milliseconds"), 0));
}

/* A number or name in a single time unit's own terms: the month 3, the day "Mon". */
static bool unit_part(const ChannelDef *def, const Json *json, double *ms) {
  static const char *const singles[] = {"year", "quarter", "month",   "week",    "day",         "dayofyear",
                                        "date", "hours",   "minutes", "seconds", "milliseconds"};
  bool small = json_is(json, JSON_NUMBER) && json->number < 10000;
  bool text = json_is(json, JSON_STRING) && isnan(date_parse(json->string));
  for (size_t i = 0; (small || text) && i < G_N_ELEMENTS(singles); i++) {
    if (g_strcmp0(def->time_unit, singles[i]) != 0) continue;
    JsonMember member = {singles[i], json};
    Json parts = {.kind = JSON_OBJECT, .place = json->place, .object = {&member, 1}};
    *ms = date_time(&parts);
    return true;
  }
  return false;
}

Value scale_constant(const ScaleUse *use, const Json *json, Arena *arena) {
  const ChannelDef *def = use->def;
  double ms;
  if (is_date_time(json)) return value_date(date_time(json));
  if (def->type == TYPE_TEMPORAL || def->time_unit) {
    if (unit_part(def, json, &ms)) return value_date(ms);
    if (json_is(json, JSON_NUMBER)) return value_date(json->number);
    if (json_is(json, JSON_STRING)) return value_date(date_parse(json->string));
  }
  return value_from_json(json, arena);
}
