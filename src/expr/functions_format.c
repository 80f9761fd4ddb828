/* expr/functions_format.c: formats numbers and dates in the chart's locale. */
#include "expr/function.h"
#include <string.h>

enum { TAG_LOCAL, TAG_UTC };

static bool is_utc(const Call *call) { return call->function->tag == TAG_UTC; }

/* "%Y-%m": a directive that is not the percent sign at the end of a number's format. */
static bool is_date_format(const char *specifier) {
  const char *percent = strchr(specifier, '%');
  return percent && (g_ascii_isalpha(percent[1]) || percent[1] == '-');
}

static Value call_format(const Call *call) {
  Value value = argument(call, 0);
  if (value.kind == VALUE_NULL) return value_string("null");
  const char *specifier = is_absent(argument(call, 1)) ? "" : argument_string(call, 1);
  char *text = format_number(evaluation_locale(call->at), specifier, value_to_number(value), call->at->arena);
  if (!text)
    evaluation_error(call->at, "E358", "invalid number format \"%.60s\"%s", specifier,
                     is_date_format(specifier) ? "; it is one of dates: add \"formatType\": \"time\"" : "");
  return text ? value_string(text) : value_undefined();
}

static Value call_time_format(const Call *call) {
  Value value = argument(call, 0), specifier = argument(call, 1);
  Arena *arena = call->at->arena;
  const Locale *locale = evaluation_locale(call->at);
  if (value.kind == VALUE_NULL) return value_string("null");
  double moment = value_to_number(value);
  if (specifier.kind == VALUE_STRING)
    return value_string(format_time(locale, specifier.string, moment, is_utc(call), arena));
  const Json *formats = specifier.kind == VALUE_OBJECT ? value_to_json(specifier, (Place){0}, arena) : NULL;
  return value_string(format_time_multi(locale, formats, moment, is_utc(call), arena));
}

/* 8.8亿; the second argument is a format whose decimals count. */
static Value call_han(const Call *call) {
  Value value = argument(call, 0);
  if (value.kind == VALUE_NULL) return value_string("null");
  const char *specifier = is_absent(argument(call, 1)) ? NULL : argument_string(call, 1);
  return value_string(format_counted(evaluation_locale(call->at), NAN, format_decimals(specifier),
                                     value_to_number(value), call->at->arena));
}

/* 二〇二五年十一月四日 */
static Value call_han_date(const Call *call) {
  Value value = argument(call, 0);
  Arena *arena = call->at->arena;
  if (value.kind == VALUE_NULL) return value_string("null");
  const Locale *han = locale_han_dates();
  const char *specifier =
      argument(call, 1).kind == VALUE_STRING ? argument_string(call, 1) : han_date_specifier(0, arena);
  if (!han) han = evaluation_locale(call->at);
  return value_string(format_time(han, specifier ? specifier : "%x", value_to_number(value), is_utc(call), arena));
}

static Value call_time_parse(const Call *call) {
  if (argument(call, 0).kind == VALUE_NULL) return value_string("null");
  const char *text = argument_string(call, 0), *specifier = argument_string(call, 1);
  double moment = parse_time(evaluation_locale(call->at), specifier, text, is_utc(call));
  return isnan(moment) ? value_null() : value_date(moment);
}

/* The tag is the format; for days, 2000-01-02 is a Sunday. */
static Value call_name(const Call *call) {
  double index = argument(call, 0).kind == VALUE_NUMBER ? argument(call, 0).number : NAN;
  if (index != floor(index) || isnan(index)) return value_string("");
  bool is_month = call->function->tag == 'B' || call->function->tag == 'b';
  const char specifier[] = {'%', (char)call->function->tag, '\0'};
  double moment = date_make(true, 2000, is_month ? index : 0, is_month ? 1 : 2 + index, 0, 0, 0, 0);
  return value_string(format_time(evaluation_locale(call->at), specifier, moment, true, call->at->arena));
}

const Function functions_format[] = {
    {"dayAbbrevFormat", call_name, 0, NULL, 'a'},
    {"dayFormat", call_name, 0, NULL, 'A'},
    {"format", call_format, 0, NULL, 0},
    {"han", call_han, 0, NULL, 0},
    {"handate", call_han_date, 0, NULL, TAG_LOCAL},
    {"monthAbbrevFormat", call_name, 0, NULL, 'b'},
    {"monthFormat", call_name, 0, NULL, 'B'},
    {"timeFormat", call_time_format, 0, NULL, TAG_LOCAL},
    {"timeParse", call_time_parse, 0, NULL, TAG_LOCAL},
    {"utcFormat", call_time_format, 0, NULL, TAG_UTC},
    {"utcHandate", call_han_date, 0, NULL, TAG_UTC},
    {"utcParse", call_time_parse, 0, NULL, TAG_UTC},
    {NULL, NULL, 0, NULL, 0},
};
