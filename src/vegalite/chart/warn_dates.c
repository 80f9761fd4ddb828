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
  double low, high;
  const char *name, *pattern;
} mistaken[] = {{1000, 2999, "years", "%Y"},
                {100001, 299912, "years and months", "%Y%m"},
                {10000101, 29991231, "calendar dates", "%Y%m%d"},
                {9e8, 4.2e9, "Unix seconds", "%s"}};

static bool is_between(const Column *column, double low, double high) {
  bool any = false;
  for (size_t row = 0; row < column->length; row++) {
    Value value = column_value(column, row);
    if (value_is_invalid(value)) continue;
    if (value.kind != VALUE_NUMBER || !(value.number >= low && value.number <= high)) return false;
    if (value.number != floor(value.number)) return false;
    any = true;
  }
  return any;
}

static bool has_digits_of_month(const Column *column, double place) {
  for (size_t row = 0; row < column->length; row++) {
    Value value = column_value(column, row);
    double month = value_is_invalid(value) ? 1 : fmod(floor(value.number / place), 100);
    if (month < 1 || month > 12) return false;
  }
  return true;
}

static void warn_of_mistaken(const FieldLook *look) {
  for (size_t i = 0; i < G_N_ELEMENTS(mistaken); i++) {
    if (!is_between(look->column, mistaken[i].low, mistaken[i].high)) continue;
    if (i == 1 && !has_digits_of_month(look->column, 1)) continue;
    if (i == 2 && !has_digits_of_month(look->column, 100)) continue;
    size_t row = 0;
    while (value_is_invalid(column_value(look->column, row))) row++;
    messages_warn(
        look->chart->messages, look->at, "W443",
        "the temporal field \"%s\" has numbers that look like %s (the first is %.0f) and count as milliseconds of "
        "1970; write \"format\": {\"parse\": {\"%s\": \"date:'%s'\"}} in \"data\"",
        look->def->field, mistaken[i].name, column_value(look->column, row).number, look->def->field,
        mistaken[i].pattern);
    return;
  }
}

static const char *unplaced_text(Value value) {
  return value.kind == VALUE_STRING && isnan(number_from_text(value.string)) ? value.string : NULL;
}

static void warn_of_text(const FieldLook *look) {
  const Column *column = look->column;
  const char *first = NULL;
  size_t count = 0;
  if (look->def->time_unit || !scale_type_is_temporal(look_scale_type(look))) return;
  for (size_t row = 0; row < column->length; row++) {
    const char *text = unplaced_text(column_value(column, row));
    if (text && count++ == 0) first = text;
  }
  if (count > 0)
    messages_warn(look->chart->messages, look->at, "W444",
                  "the temporal field \"%s\" is text in %zu of %zu rows, which transforms leave as it is; the first is "
                  "\"%.60s\"; "
                  "use toDate() in a calculate",
                  look->def->field, count, column->length, first);
}

static bool is_local(const FieldLook *look) {
  const Json *params = look->def->time_unit_params;
  if (look->def->time_unit) return json_get(params, "utc") == NULL && !g_str_has_prefix(look->def->time_unit, "utc");
  return scale_type_is_temporal(look_scale_type(look)) && !look->model->type->utc;
}

/* All at midnight in UTC: dates without a time. */
static bool are_days(const Column *column, double *first) {
  bool any = false;
  for (size_t row = 0; row < column->length; row++) {
    if (isnan(column->numbers[row])) continue;
    if (fmod(column->numbers[row], MS_DAY) != 0) return false;
    if (!any) *first = column->numbers[row];
    any = true;
  }
  return any;
}

static void note_moved_days(const FieldLook *look) {
  double first = 0;
  Clock clock = {.utc = false};
  if (look->column->kind != COLUMN_NUMBER && look->column->kind != COLUMN_DATE) return;
  if (!is_local(look) || !are_days(look->column, &first)) return;
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
