/* data/date_doubts.c: V8's Date.parse(), which Vega uses, reads much that is not what it seems: "45658" is a year, "Jan-25" a day
 * of 2001, "01.02.2025" the second of January.
 */
#include "data/date_doubts.h"
#include "time/calendar.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Doubt {
  size_t rows;
  const char *first;
} Doubt;

typedef struct Doubts {
  Doubt late;       /* after the year 9999 */
  Doubt yearless;   /* "Jan-25" */
  Doubt either_way; /* "01.02.2025" */
  bool by_dots;     /* the last */
  bool month_first; /* proven by another row: "01.13.2025" */
  bool serial;      /* all that are late look like the days of a spreadsheet */
} Doubts;

static void count(Doubt *doubt, const char *text) {
  if (doubt->rows++ == 0) doubt->first = text;
}

/* One number of at most two digits, and a word. */
static bool has_no_year(const char *text) {
  size_t runs = 0;
  bool word = false;
  for (const char *p = text; *p;) {
    size_t digits = strspn(p, "0123456789");
    if (digits > 2 || (digits > 0 && runs++ > 0)) return false;
    word = word || (digits == 0 && g_ascii_isalpha(*p));
    p += digits ? digits : 1;
  }
  return word && runs == 1;
}

/* Two numbers of at most two digits and a year, with one separator between: true, with the numbers and the separator. */
static bool is_day_and_month(const char *text, int *first, int *second, char *separator) {
  text += strspn(text, " ");
  size_t one = strspn(text, "0123456789");
  *separator = text[one];
  if (one < 1 || one > 2 || !*separator || !strchr("./", *separator)) return false;
  const char *next = text + one + 1;
  size_t two = strspn(next, "0123456789");
  if (two < 1 || two > 2 || next[two] != *separator || strspn(next + two + 1, "0123456789") != 4) return false;
  *first = atoi(text);
  *second = atoi(next);
  return true;
}

/* From 1954 to 2119, as spreadsheets count days. */
static bool is_serial(const char *text) { return strspn(text, "0123456789") == 5 && text[0] >= '2' && text[0] < '8'; }

static void look_at(Doubts *doubts, const char *text, double ms) {
  static const double year_10000 = 253402300800000;
  int first, second;
  char separator;
  if (ms >= year_10000) {
    doubts->serial = (doubts->late.rows == 0 || doubts->serial) && is_serial(text);
    count(&doubts->late, text);
  } else if (has_no_year(text)) {
    count(&doubts->yearless, text);
  } else if (is_day_and_month(text, &first, &second, &separator)) {
    doubts->month_first = doubts->month_first || second > 12;
    doubts->by_dots = separator == '.';
    if (first != second) count(&doubts->either_way, text);
  }
}

static void report_late(const Doubts *doubts, size_t rows, const char *field, Place at, Messages *messages,
                        Arena *arena) {
  const char *hint = !doubts->serial ? ""
                                     : arena_printf(arena,
                                                    "; if these are the days of a spreadsheet, write {\"calculate\": "
                                                    "\"datetime(1899, 11, 30 + datum['%s'])\", \"as\": \"date\"} and "
                                                    "\"parse\": {\"%s\": \"number\"} in the data's \"format\"",
                                                    field, field);
  messages_warn(messages, at, "W301",
                "the field \"%s\" is after the year 9999 in %zu of %zu rows; the first is \"%.60s\"%s", field,
                doubts->late.rows, rows, doubts->late.first, hint);
}

/* With slashes the month may well be first; with dots it hardly ever is. */
static void report_either_way(const Doubts *doubts, const char *field, Place at, Messages *messages, Arena *arena) {
  char separator = doubts->by_dots ? '.' : '/';
  const char *hint = arena_printf(
      arena, "if the day is first, write \"format\": {\"parse\": {\"%s\": \"date:'%%d%c%%m%c%%Y'\"}} in \"data\"",
      field, separator, separator);
  if (doubts->by_dots)
    messages_warn(messages, at, "W312",
                  "dates with points, such as \"%.60s\" of the field \"%s\", are read with the month first; %s",
                  doubts->either_way.first, field, hint);
  else
    messages_note(messages, at, "N314", "\"%.60s\" of the field \"%s\" is read with the month first; %s",
                  doubts->either_way.first, field, hint);
}

void date_doubts_report(const Column *from, const Column *parsed, const char *field, Place at, Messages *messages,
                        Arena *arena) {
  Doubts doubts = {0};
  bool unread = false;
  for (size_t row = 0; row < from->length; row++) {
    Value text = column_value(from, row), value = column_value(parsed, row);
    if (text.kind != VALUE_STRING || !*text.string || value.kind != VALUE_NUMBER) continue;
    unread = unread || isnan(value.number);
    if (!isnan(value.number)) look_at(&doubts, text.string, value.number);
  }
  if (doubts.late.rows > 0) report_late(&doubts, from->length, field, at, messages, arena);
  if (doubts.yearless.rows > 0)
    messages_warn(messages, at, "W309",
                  "the field \"%s\" has dates without a year, which count as days of 2001, in %zu of %zu rows; the "
                  "first is \"%.60s\"",
                  field, doubts.yearless.rows, from->length, doubts.yearless.first);
  if (doubts.either_way.rows > 0 && !doubts.month_first && !unread)
    report_either_way(&doubts, field, at, messages, arena);
}
