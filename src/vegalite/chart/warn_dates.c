/* vegalite/chart/warn_dates.c: what a temporal field has that is not the moment meant by it.
 *
 * Numbers count as milliseconds since 1970. So 2019, meant as a year, is 2 s after midnight, and 1700000000, meant as
 * Unix time, the 20th of January 1970. Texts that Date.parse() does not read are reported where they are parsed
 * (data/parse_fields.c); those that a transform makes are never parsed. A date without a time is midnight in UTC
 * (ECMAScript's Date.parse), which west of Greenwich is the day before.
 */
#include "format/format.h"
#include "time/clock.h"
#include "vegalite/chart/warnings.h"
#include <math.h>
#include <string.h>

static const struct {
  double low, high, month; /* as for Whole */
  const char *name, *pattern;
} mistaken[] = {{1000, 2999, 0, "years", "%Y"},
                {100001, 299912, 1, "years and months", "%Y%m"},
                {10000101, 29991231, 100, "calendar dates", "%Y%m%d"},
                {9e8, 4.2e9, 0, "Unix seconds", "%s"}};

/* Whether all values that are valid are whole numbers of a span, and how they are made. */
typedef struct Whole {
  double low, high, month; /* the place of the month's last digit; 0: there is no month */
  bool holds, any;
  double first;
} Whole;

static bool look_at_whole(const Column *column, void *data) {
  Whole *whole = data;
  for (size_t row = 0; row < column->length && whole->holds; row++) {
    Value value = column_value(column, row);
    if (value_is_invalid(value)) continue;
    whole->holds = value.kind == VALUE_NUMBER && value.number >= whole->low && value.number <= whole->high &&
                   value.number == floor(value.number);
    if (!whole->holds) break;
    double month = whole->month > 0 ? fmod(floor(value.number / whole->month), 100) : 1;
    whole->holds = month >= 1 && month <= 12;
    if (!whole->any) whole->first = value.number;
    whole->any = true;
  }
  return whole->holds;
}

static void warn_of_mistaken(const FieldLook *look) {
  for (size_t i = 0; i < G_N_ELEMENTS(mistaken); i++) {
    Whole whole = {.low = mistaken[i].low, .high = mistaken[i].high, .month = mistaken[i].month, .holds = true};
    look_visit(look, look_at_whole, &whole, sizeof whole);
    if (!whole.holds || !whole.any) continue;
    messages_warn(
        look->chart->messages, look->at, "W443",
        "the temporal field \"%s\" has numbers that look like %s (the first is %.0f) and count as milliseconds of "
        "1970; write \"format\": {\"parse\": {\"%s\": \"date:'%s'\"}} in \"data\"",
        look->def->field, mistaken[i].name, whole.first, look->def->field, mistaken[i].pattern);
    return;
  }
}

static const char *unplaced_text(Value value) {
  return value.kind == VALUE_STRING && isnan(number_from_text(value.string)) ? value.string : NULL;
}

typedef struct Unplaced {
  Arena *arena;
  size_t count, rows;
  const char *first;
} Unplaced;

static bool count_unplaced(const Column *column, void *data) {
  Unplaced *unplaced = data;
  unplaced->rows += column->length;
  bool may_be = column->kind == COLUMN_STRING || column->kind == COLUMN_VALUE;
  for (size_t row = 0; may_be && row < column->length; row++) {
    const char *text = unplaced_text(column_value(column, row));
    if (text && unplaced->count++ == 0) unplaced->first = arena_strdup(unplaced->arena, text);
  }
  return true;
}

static void warn_of_text(const FieldLook *look) {
  Unplaced unplaced = {.arena = look->chart->arena};
  if (look->def->time_unit || !scale_type_is_temporal(look_scale_type(look))) return;
  look_visit(look, count_unplaced, &unplaced, sizeof unplaced);
  if (unplaced.count > 0)
    messages_warn(look->chart->messages, look->at, "W444",
                  "the temporal field \"%s\" is text in %zu of %zu rows, which transforms leave as it is; the first is "
                  "\"%.60s\"; "
                  "use toDate() in a calculate",
                  look->def->field, unplaced.count, unplaced.rows, unplaced.first);
}

static bool is_local(const FieldLook *look) {
  const Json *params = look->def->time_unit_params;
  if (look->def->time_unit) return json_get(params, "utc") == NULL && !g_str_has_prefix(look->def->time_unit, "utc");
  return scale_type_is_temporal(look_scale_type(look)) && !look->model->type->utc;
}

/* Whether all are at midnight in UTC: dates without a time. */
typedef struct Days {
  bool holds, any;
  double first;
} Days;

static bool look_at_days(const Column *column, void *data) {
  Days *days = data;
  days->holds = column->kind == COLUMN_NUMBER || column->kind == COLUMN_DATE;
  for (size_t row = 0; days->holds && row < column->length; row++) {
    if (isnan(column->numbers[row])) continue;
    days->holds = fmod(column->numbers[row], MS_DAY) == 0;
    if (!days->any) days->first = column->numbers[row];
    days->any = true;
  }
  return days->holds;
}

static void note_moved_days(const FieldLook *look) {
  Clock clock = {.utc = false};
  Days days = {.holds = true};
  if (!is_local(look)) return;
  look_visit(look, look_at_days, &days, sizeof days);
  if (!days.holds || !days.any) return;
  double first = days.first;
  double behind = clock_zone_offset(&clock, first);
  if (behind == 0) return;
  Arena *arena = look->chart->arena;
  messages_note(look->chart->messages, look->at, "N445",
                "the dates of \"%s\" have no time and so begin at midnight in UTC, but are shown in local time: %s is "
                "%s here; use a "
                "time unit or scale in UTC, or dates with a time",
                look->def->field, format_time(locale_default(), "%Y-%m-%d", first, true, arena),
                format_time(locale_default(), "%Y-%m-%d %H:%M", first, false, arena));
}

void warn_of_dates(const FieldLook *look) {
  bool temporal = look->def->type == TYPE_TEMPORAL || look->def->time_unit;
  if (!temporal || !(look->model || look->def->time_unit)) return;
  warn_of_mistaken(look);
  warn_of_text(look);
  if (look_wants_notes(look)) note_moved_days(look);
}
