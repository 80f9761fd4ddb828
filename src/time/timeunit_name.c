/* time/timeunit_name.c: time units as text: names, and Vega's date formats for them. */
#include "time/clock.h"
#include "time/timeunit.h"
#include <string.h>

/* In vega-time's order, with the formats of its timeUnitSpecifier. */
static const struct {
  TimePart part;
  const char *name, *format;
} parts_in_order[] = {
    {TIME_YEAR, "year", "%Y "},        {TIME_QUARTER, "quarter", "Q%q "},
    {TIME_MONTH, "month", "%b "},      {TIME_WEEK, "week", "W%U "},
    {TIME_ISOWEEK, "isoweek", "W%V "}, {TIME_DATE, "date", "%d "},
    {TIME_DAY, "day", "%a "},          {TIME_DAY_OF_YEAR, "dayofyear", "%j "},
    {TIME_HOURS, "hours", "%H:00"},    {TIME_MINUTES, "minutes", "00:%M"},
    {TIME_SECONDS, "seconds", ":%S"},  {TIME_MILLISECONDS, "milliseconds", ".%L"},
};

static const struct {
  const char *name, *format;
} joined[] = {
    {"year-isoweek", "%G W%V "},
    {"year-month", "%Y-%m "},
    {"year-month-date", "%Y-%m-%d "},
    {"hours-minutes", "%H:%M"},
};

enum { PARTS = sizeof parts_in_order / sizeof *parts_in_order };

/* Names join the parts in another order than formats: the day of the week comes before the date. */
static const TimePart order_in_names[] = {TIME_YEAR,    TIME_QUARTER, TIME_MONTH,       TIME_WEEK,
                                          TIME_ISOWEEK, TIME_DAY,     TIME_DAY_OF_YEAR, TIME_DATE,
                                          TIME_HOURS,   TIME_MINUTES, TIME_SECONDS,     TIME_MILLISECONDS};

static const char *part_name(TimePart part) {
  for (size_t i = 0; i < PARTS; i++)
    if (parts_in_order[i].part == part) return parts_in_order[i].name;
  return "";
}

unsigned time_part_from_name(const char *name) {
  for (size_t i = 0; i < PARTS; i++)
    if (strcmp(name, parts_in_order[i].name) == 0) return parts_in_order[i].part;
  return 0;
}

static bool take_prefix(const char **text, const char *prefix) {
  size_t length = strlen(prefix);
  if (strncmp(*text, prefix, length) != 0) return false;
  *text += length;
  return true;
}

bool time_unit_parse(const char *name, TimeUnit *out) {
  if (!name) return false;
  TimeUnit unit = {0, 1, false, false};
  unit.binned = take_prefix(&name, "binned");
  unit.utc = take_prefix(&name, "utc");
  while (*name) {
    unsigned found = 0;
    size_t longest = 0;
    for (size_t i = 0; i < PARTS; i++) {
      size_t length = strlen(parts_in_order[i].name);
      if (length > longest && strncmp(name, parts_in_order[i].name, length) == 0)
        found = parts_in_order[i].part, longest = length;
    }
    if (!found || (unit.parts & found)) return false;
    unit.parts |= found;
    name += longest;
  }
  if (!unit.parts) return false;
  *out = unit;
  return true;
}

const char *time_unit_name(unsigned parts, Arena *arena) {
  const char *name = "";
  for (size_t i = 0; i < sizeof order_in_names / sizeof *order_in_names; i++)
    if (parts & order_in_names[i]) name = arena_printf(arena, "%s%s", name, part_name(order_in_names[i]));
  return arena_strdup(arena, name);
}

static const char *format_of(const char *name, const char *const *specifiers) {
  static const char own_week[] = {'W', '%', TIME_FORMAT_OWN_WEEK, ' ', '\0'};
  for (size_t i = 0; specifiers && specifiers[i] && specifiers[i + 1]; i += 2)
    if (strcmp(specifiers[i], name) == 0) return specifiers[i + 1];
  if (clock_week_start() != 0 && strcmp(name, "week") == 0) return own_week;
  for (size_t i = 0; i < sizeof joined / sizeof *joined; i++)
    if (strcmp(joined[i].name, name) == 0) return joined[i].format;
  for (size_t i = 0; i < PARTS; i++)
    if (strcmp(parts_in_order[i].name, name) == 0) return parts_in_order[i].format;
  return NULL;
}

/* The longest run of parts, from `start` on, that has a format. */
static size_t longest_format(const char *const *names, size_t count, const char *const *specifiers, Arena *arena,
                             const char **format) {
  for (size_t end = count; end > 0; end--) {
    const char *key = names[0];
    for (size_t i = 1; i < end; i++) key = arena_printf(arena, "%s-%s", key, names[i]);
    *format = format_of(key, specifiers);
    if (*format) return end;
  }
  *format = "";
  return 1;
}

const char *time_unit_specifier(unsigned parts, const char *const *specifiers, Arena *arena) {
  const char *names[PARTS];
  size_t count = 0;
  for (size_t i = 0; i < PARTS; i++)
    if (parts & parts_in_order[i].part) names[count++] = parts_in_order[i].name;
  const char *text = "";
  for (size_t start = 0; start < count;) {
    const char *format;
    start += longest_format(names + start, count - start, specifiers, arena, &format);
    text = arena_printf(arena, "%s%s", text, format);
  }
  while (*text == ' ') text++;
  size_t length = strlen(text);
  while (length && text[length - 1] == ' ') length--;
  return arena_strndup(arena, text, length);
}
