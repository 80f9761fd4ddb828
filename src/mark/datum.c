/* mark/datum.c: constants in data terms: {"datum": …}, dates written in parts among them (Vega-Lite's datetime.ts). */
#include "expr/expr.h"
#include "mark/builder.h"
#include <math.h>
#include <string.h>

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};
static const char *const days[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
static const char *const date_parts_known[] = {"year",  "quarter", "month",   "date",        "day",
                                               "hours", "minutes", "seconds", "milliseconds"};

/* A full name or its first three letters, in any case; -1 for none. */
static double index_of_name(const char *const *names, size_t count, const char *text) {
  for (size_t i = 0; i < count; i++)
    if (g_ascii_strcasecmp(text, names[i]) == 0 || (strlen(text) == 3 && g_ascii_strncasecmp(text, names[i], 3) == 0))
      return (double)i;
  return -1;
}

static double month_number(const Json *month) {
  const char *name = json_string(month, NULL);
  return name ? MAX(index_of_name(months, G_N_ELEMENTS(months), name), 0) : json_number(month, 1) - 1;
}

static double day_number(const Json *day) {
  const char *name = json_string(day, NULL);
  return name ? MAX(index_of_name(days, G_N_ELEMENTS(days), name), 0) : fmod(json_number(day, 0), 7);
}

static bool is_date_time(const Json *json) {
  for (size_t i = 0; json_is(json, JSON_OBJECT) && i < G_N_ELEMENTS(date_parts_known); i++)
    if (json_has(json, date_parts_known[i])) return true;
  return false;
}

const char *mark_datum_expression(const MarkBuilder *at, const Json *datum) {
  const char *expression = mark_expression(datum);
  if (expression) return expression;
  if (!is_date_time(datum)) return datum ? json_to_text(at->arena, datum) : "null";
  const Json *month = json_get(datum, "month"), *quarter = json_get(datum, "quarter"), *date = json_get(datum, "date"),
             *day = json_get(datum, "day");
  double month_at = month ? month_number(month) : quarter ? (json_number(quarter, 1) - 1) * 3 : 0;
  double date_at = date ? json_number(date, 1) : day && json_count(datum) == 1 ? day_number(day) + 1 : 1;
  char year[32], m[32], d[32];
  GString *text = g_string_new(json_is_true(json_get(datum, "utc")) ? "utc(" : "datetime(");
  g_string_append_printf(text, "%s, %s, %s", number_to_text(json_number(json_get(datum, "year"), 2012), year),
                         number_to_text(month_at, m), number_to_text(date_at, d));
  for (size_t i = 5; i < G_N_ELEMENTS(date_parts_known); i++) {
    char part[32];
    g_string_append_printf(text, ", %s", number_to_text(json_number(json_get(datum, date_parts_known[i]), 0), part));
  }
  g_string_append_c(text, ')');
  char *kept = arena_strdup(at->arena, text->str);
  g_string_free(text, TRUE);
  return kept;
}

Value mark_datum(const MarkBuilder *at, const Json *datum) {
  if (!is_date_time(datum) && !mark_expression(datum)) return value_from_json(datum, at->arena);
  const Expr *expr = expr_parse(mark_datum_expression(at, datum), json_place(datum), at->frame->messages, at->arena);
  if (!expr) return value_undefined();
  return expr_eval(expr, at->frame->scope, NULL, 0);
}
