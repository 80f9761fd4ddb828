/* vegalite/grammar/predicate.c: predicates as expressions, after Vega-Lite's predicate and timeunit modules.
 *
 * {"field": "x", "lt": 3} becomes datum["x"]<3. With a timeUnit the field is floored on the fly and both sides are compared as
 * ms: time(datetime(year(datum["d"]), 0, 1, 0, 0, 0, 0))===time(datetime(2012, 0, 1, 0, 0, 0, 0)).
 */
#include "vegalite/grammar/predicate.h"
#include "base/temporary.h"
#include "expr/expr.h"
#include "time/timeunit.h"
#include "vegalite/grammar/date_time.h"
#include <math.h>
#include <string.h>

typedef struct Predicate {
  const Json *json;
  Messages *messages;
  Arena *arena;
  const char *unit; /* Vega-Lite's name, perhaps with utc; NULL: none */
  bool is_single;   /* one part of local time */
} Predicate;

static char *fail(const Predicate *at, const Json *where, const char *code, const char *text) {
  if (at->messages) messages_error(at->messages, json_place(where ? where : at->json), code, "%s", text);
  return NULL;
}

/* A number or text compared with a time unit: of one part its number ({"month": 3}), else a date. */
static char *moment_text(const Predicate *at, const Json *value) {
  bool is_text = value->kind == JSON_STRING;
  bool is_part = at->is_single && (is_text ? isnan(date_parse(value->string)) : value->number < 10000);
  if (!is_part) return arena_printf(at->arena, "time(datetime(%s))", json_to_text(at->arena, value));
  JsonMember member = {.key = at->unit, .value = value};
  const Json *part = json_new_object(at->arena, value->place, &member, 1);
  char *date = date_time_to_expression(part, at->messages, at->arena);
  return date ? arena_printf(at->arena, "time(%s)", date) : NULL;
}

/* The right side of a comparison; NULL after a message. */
static char *value_text(const Predicate *at, const Json *value) {
  const char *expression = json_string(json_get(value, "expr"), json_string(json_get(value, "signal"), NULL));
  if (expression)
    return at->unit ? arena_printf(at->arena, "time(%s)", expression) : arena_strdup(at->arena, expression);
  if (date_time_is(value)) {
    char *date = date_time_to_expression(value, at->messages, at->arena);
    return date ? arena_printf(at->arena, "time(%s)", date) : NULL;
  }
  if (at->unit && (json_is(value, JSON_STRING) || json_is(value, JSON_NUMBER))) return moment_text(at, value);
  return json_to_text(at->arena, value);
}

/* The field's own parts of the unit, the rest as vega-time's reference. UTC is not heeded, as in Vega-Lite. */
static char *floored_field(unsigned unit, const char *field, Arena *arena) {
  static const struct {
    TimePart part;
    int place; /* among datetime()'s arguments */
    const char *before, *after;
  } fields[] = {{TIME_YEAR, 0, "year(", ")"},
                {TIME_QUARTER, 1, "(quarter(", ")-1)*3"},
                {TIME_MONTH, 1, "month(", ")"},
                {TIME_DAY, 2, "day(", ")+1"},
                {TIME_DATE, 2, "date(", ")"},
                {TIME_HOURS, 3, "hours(", ")"},
                {TIME_MINUTES, 4, "minutes(", ")"},
                {TIME_SECONDS, 5, "seconds(", ")"},
                {TIME_MILLISECONDS, 6, "milliseconds(", ")"}};
  const char *parts[] = {"2012", "0", "1", "0", "0", "0", "0"};
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
    if (unit & fields[i].part)
      parts[fields[i].place] = arena_printf(arena, "%s%s%s", fields[i].before, field, fields[i].after);
  return arena_printf(arena, "datetime(%s, %s, %s, %s, %s, %s, %s)", parts[0], parts[1], parts[2], parts[3], parts[4],
                      parts[5], parts[6]);
}

/* "year", {"unit": "year"} … The left side of the comparison, with the unit set in `at`; NULL after a message. */
static char *field_text(Predicate *at) {
  const char *name = json_string(json_get(at->json, "field"), "");
  char *field = field_to_lookup(name, "datum", at->arena);
  const Json *time_unit = json_get(at->json, "timeUnit");
  const char *unit_name = json_string(time_unit, json_string(json_get(time_unit, "unit"), NULL));
  if (!unit_name) return field;
  TimeUnit unit;
  if (!time_unit_parse(unit_name, &unit))
    return fail(at, time_unit, "E219",
                arena_printf(at->arena, "unknown time unit \"%s\"%s", unit_name,
                             suggest(at->arena, unit_name, time_unit_usual)));
  at->unit = time_unit_name(unit.parts, at->arena);
  at->is_single = (unit.parts & (unit.parts - 1)) == 0;
  if (!unit.binned && !json_is_true(json_get(time_unit, "binned"))) field = floored_field(unit.parts, field, at->arena);
  return arena_printf(at->arena, "time(%s)", field);
}

static char *one_of_text(const Predicate *at, const char *field, const Json *values) {
  GString *list = g_string_new(NULL);
  arena_temporary(at->arena, list);
  for (size_t i = 0; i < json_count(values); i++) {
    const char *item = value_text(at, json_at(values, i));
    if (!item) return NULL;
    g_string_append_printf(list, "%s%s", i ? "," : "", item);
  }
  return arena_printf(at->arena, "indexof([%s], %s) !== -1", list->str, field);
}

/* [low, high], either of which may be null; or {"expr": …} that gives such a pair. */
static char *range_text(const Predicate *at, const char *field, const Json *range) {
  const char *signal = json_string(json_get(range, "expr"), json_string(json_get(range, "signal"), NULL));
  if (signal) {
    const char *before = at->unit ? "time(" : "", *after = at->unit ? ")" : "";
    return arena_printf(at->arena, "inrange(%s, [%s(%s)[0]%s, %s(%s)[1]%s])", field, before, signal, after, before,
                        signal, after);
  }
  if (!json_is(range, JSON_ARRAY) || json_count(range) != 2)
    return fail(at, range, "E336", "\"range\" needs two values");
  const char *ends[2] = {NULL, NULL};
  for (size_t i = 0; i < 2; i++) {
    if (json_is_null(json_at(range, i))) continue;
    if (!(ends[i] = value_text(at, json_at(range, i)))) return NULL;
  }
  if (ends[0] && ends[1]) return arena_printf(at->arena, "inrange(%s, [%s, %s])", field, ends[0], ends[1]);
  if (ends[0]) return arena_printf(at->arena, "%s >= %s", field, ends[0]);
  return ends[1] ? arena_printf(at->arena, "%s <= %s", field, ends[1]) : arena_strdup(at->arena, "true");
}

static char *valid_text(const Predicate *at, const char *field, bool valid) {
  return valid ? arena_printf(at->arena, "isValid(%s) && isFinite(+%s)", field, field)
               : arena_printf(at->arena, "!isValid(%s) || !isFinite(+%s)", field, field);
}

static char *field_predicate(Predicate *at) {
  static const struct {
    const char *key, *operation;
  } comparisons[] = {{"equal", "==="}, {"lt", "<"}, {"gt", ">"}, {"lte", "<="}, {"gte", ">="}};
  char *field = field_text(at);
  if (!field) return NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(comparisons); i++) {
    const Json *value = json_get(at->json, comparisons[i].key);
    if (!value) continue;
    const char *text = value_text(at, value);
    return text ? arena_printf(at->arena, "%s%s%s", field, comparisons[i].operation, text) : NULL;
  }
  const Json *values = json_get(at->json, "oneOf");
  if (!values) values = json_get(at->json, "in");
  if (json_is(values, JSON_ARRAY)) return one_of_text(at, field, values);
  if (json_has(at->json, "valid")) return valid_text(at, field, json_is_true(json_get(at->json, "valid")));
  if (json_has(at->json, "range")) return range_text(at, field, json_get(at->json, "range"));
  return fail(at, at->json, "E335", "a field predicate needs equal, lt, lte, gt, gte, range, oneOf or valid");
}

static char *joined(const Json *parts, const char *between, Messages *messages, Arena *arena) {
  GString *out = g_string_new("(");
  arena_temporary(arena, out);
  for (size_t i = 0; i < json_count(parts); i++) {
    const char *part = predicate_to_expression(json_at(parts, i), messages, arena);
    if (!part) return NULL;
    g_string_append_printf(out, "%s%s", i ? between : "", part);
  }
  if (json_count(parts) == 0) return arena_strdup(arena, *between == ')' && strstr(between, "&&") ? "true" : "false");
  g_string_append_c(out, ')');
  return arena_strndup(arena, out->str, out->len);
}

char *predicate_to_expression(const Json *json, Messages *messages, Arena *arena) {
  Predicate at = {.json = json, .messages = messages, .arena = arena};
  if (json_is(json, JSON_STRING)) return arena_strdup(arena, json->string);
  if (json_has(json, "not")) {
    const char *inner = predicate_to_expression(json_get(json, "not"), messages, arena);
    return inner ? arena_printf(arena, "!(%s)", inner) : NULL;
  }
  if (json_has(json, "and")) return joined(json_get(json, "and"), ") && (", messages, arena);
  if (json_has(json, "or")) return joined(json_get(json, "or"), ") || (", messages, arena);
  if (json_is(json_get(json, "param"), JSON_STRING)) {
    const char *name = string_literal(json_get(json, "param")->string, arena);
    return arena_printf(arena, "vlSelectionTest(%s, datum, %s)", name,
                        json_is_false(json_get(json, "empty")) ? "false" : "true");
  }
  if (json_is(json_get(json, "field"), JSON_STRING)) return field_predicate(&at);
  return fail(&at, json, "E337", "not a predicate: it needs a field, a param, and, or, not, or to be an expression");
}
