/* format/language_dates.c: how a language writes dates: its names and its patterns, from CLDR.
 *
 * CLDR's patterns ("y年M月d日") become formats of d3 ("%-Y年%-m月%-d日"), so that dates are written in one place, on the chart's own
 * clock and in the Gregorian calendar.
 */
#include "base/temporary.h"
#include "format/icu.h"
#include "format/locale.h"
#include "time/clock.h"
#include <string.h>

typedef struct Reading {
  const Icu *icu;
  const char *id;
  Arena *arena;
  UDateFormat *dates;
} Reading;

static void read_names(const Reading *from, UDateFormatSymbolType type, int first, const char **out, size_t count) {
  for (size_t i = 0; i < count; i++) {
    UChar units[ICU_TEXT];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = from->icu->date_symbol(from->dates, type, first + (int32_t)i, units, ICU_TEXT, &status);
    out[i] = icu_text(units, length, status, out[i] ? out[i] : "", from->arena);
  }
}

/* The directive for `count` letters of a CLDR pattern; NULL: nothing. */
static const char *directive_of(char letter, int count, char *buffer) {
  int named = 0; /* which names; the wide ones come after the short ones */
  switch (letter) {
  case 'y': return count == 2 ? "%y" : "%-Y";
  case 'Y':
  case 'u': return "%-Y";
  case 'M': named = DIRECTIVE_SHORT_MONTH; break;
  case 'L': named = 'b'; break;
  case 'E': named = DIRECTIVE_SHORT_DAY, count = MAX(count, 3); break;
  case 'e':
  case 'c': named = 'a', count = MAX(count, 3); break;
  case 'Q': named = DIRECTIVE_SHORT_QUARTER; break;
  case 'q': named = DIRECTIVE_ALONE_SHORT_QUARTER; break;
  case 'd': return count == 1 ? "%-d" : "%d";
  case 'D': return "%-j";
  case 'a':
  case 'b': return "%p";
  case 'B': named = DIRECTIVE_PERIOD, count = 3; break;
  case 'h':
  case 'K': return count == 1 ? "%-I" : "%I";
  case 'H':
  case 'k': return count == 1 ? "%-H" : "%H";
  case 'm': return count == 1 ? "%-M" : "%M";
  case 's': return count == 1 ? "%-S" : "%S";
  case 'S': return "%L";
  default: return NULL;
  }
  if (count < 3) return letter == 'Q' || letter == 'q' ? "%q" : count == 1 ? "%-m" : "%m";
  bool is_wide = count == 4;
  if (named >= 'a')
    named = is_wide ? g_ascii_toupper((char)named) : named;
  else
    named += is_wide;
  buffer[0] = '%';
  buffer[1] = (char)named;
  buffer[2] = '\0';
  return buffer;
}

static void append_plain(GString *out, char c) {
  if (c == '%') g_string_append_c(out, '%');
  g_string_append_c(out, c);
}

static const char *format_of_pattern(const char *pattern, Arena *arena) {
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  bool quoted = false;
  for (const char *at = pattern; *at; at++) {
    if (*at == '\'') {
      if (at[1] == '\'')
        append_plain(out, *at++);
      else
        quoted = !quoted;
    } else if (quoted || !g_ascii_isalpha(*at)) {
      append_plain(out, *at);
    } else {
      int count = 1;
      char buffer[3];
      while (at[1] == *at) at++, count++;
      const char *directive = directive_of(*at, count, buffer);
      if (directive) g_string_append(out, directive);
    }
  }
  return arena_strdup(arena, g_strstrip(out->str));
}

/* NULL where CLDR has none. `skeleton` is ASCII: "yMMM". */
static const char *format_of_skeleton(const Icu *icu, UDateTimePatternGenerator *patterns, const char *skeleton,
                                      Arena *arena) {
  UChar wanted[32], units[ICU_TEXT];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  for (const char *at = skeleton; *at && length < 31; at++) wanted[length++] = (UChar)*at;
  int32_t found = icu->pattern(patterns, wanted, length, units, ICU_TEXT, &status);
  const char *pattern = icu_text(units, found, status, NULL, arena);
  return pattern ? format_of_pattern(pattern, arena) : NULL;
}

/* 上午, in the morning …: those of the 24 hours. */
static void read_periods(const Reading *from, LanguageDates *dates) {
  static const UChar pattern[] = {'B', 0}, zone[] = {'G', 'M', 'T', 0};
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *periods = from->icu->open_dates(UDAT_PATTERN, UDAT_PATTERN, from->id, zone, 3, pattern, 1, &status);
  for (int hour = 0; hour < 24; hour++) {
    UChar units[ICU_TEXT];
    int32_t length =
        periods ? from->icu->write_date(periods, hour * (double)MS_HOUR, units, ICU_TEXT, NULL, &status) : 0;
    dates->periods[hour] = icu_text(units, length, status, "", from->arena);
  }
  if (periods) from->icu->close_dates(periods);
}

static bool has_digit(const char *text) {
  for (; *text; text = g_utf8_next_char(text))
    if (g_unichar_isdigit(g_utf8_get_char(text))) return true;
  return false;
}

static void read_all_names(const Reading *from, Locale *locale, LanguageDates *dates) {
  read_names(from, UDAT_AM_PMS, 0, locale->periods, 2);
  read_names(from, UDAT_STANDALONE_WEEKDAYS, 1, locale->days, 7);
  read_names(from, UDAT_STANDALONE_SHORT_WEEKDAYS, 1, locale->short_days, 7);
  read_names(from, UDAT_STANDALONE_MONTHS, 0, locale->months, 12);
  read_names(from, UDAT_STANDALONE_SHORT_MONTHS, 0, locale->short_months, 12);
  read_names(from, UDAT_WEEKDAYS, 1, dates->days, 7);
  read_names(from, UDAT_SHORT_WEEKDAYS, 1, dates->short_days, 7);
  read_names(from, UDAT_MONTHS, 0, dates->months, 12);
  read_names(from, UDAT_SHORT_MONTHS, 0, dates->short_months, 12);
  read_names(from, UDAT_QUARTERS, 0, dates->quarters, 4);
  read_names(from, UDAT_SHORT_QUARTERS, 0, dates->short_quarters, 4);
  read_names(from, UDAT_STANDALONE_QUARTERS, 0, dates->alone_quarters, 4);
  read_names(from, UDAT_STANDALONE_SHORT_QUARTERS, 0, dates->alone_short_quarters, 4);
  read_periods(from, dates);
  dates->months_are_numbers = has_digit(locale->short_months[1]);
}

static void read_patterns(const Icu *icu, Locale *locale, LanguageDates *dates, Arena *arena) {
  const char *const skeletons[MULTI_UNITS] = {
      [MULTI_MINUTES] = "jm", [MULTI_HOURS] = "j", [MULTI_DATE] = "Ed", [MULTI_WEEK] = "MMMd", [MULTI_YEAR] = "y"};
  for (size_t i = 0; i < MULTI_UNITS; i++)
    if (skeletons[i]) dates->multi[i] = format_of_skeleton(icu, dates->patterns, skeletons[i], arena);
  dates->multi[MULTI_MONTH] = dates->multi[MULTI_QUARTER] = dates->months_are_numbers ? "%b" : "%B";
  const char *date = format_of_skeleton(icu, dates->patterns, "yMd", arena),
             *time = format_of_skeleton(icu, dates->patterns, "jms", arena);
  if (date) locale->date = date;
  if (time) locale->time = time;
  locale->date_time = "%x %X";
}

bool language_dates(Locale *locale, const char *tag, Arena *arena) {
  static const UChar zone[] = {'G', 'M', 'T', 0};
  const Icu *icu = icu_load();
  char id[ULOC_FULLNAME_CAPACITY];
  if (!icu || !icu_locale(icu, tag, id)) return false;
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *patterns = icu->open_patterns(id, &status);
  if (!patterns) return false;
  arena_adopt(arena, patterns, (GDestroyNotify)icu->close_patterns);
  UDateFormat *names = icu->open_dates(UDAT_MEDIUM, UDAT_MEDIUM, id, zone, 3, NULL, 0, &status);
  if (!names || U_FAILURE(status)) return false;
  LanguageDates *dates = arena_new(arena, LanguageDates);
  dates->patterns = patterns;
  read_all_names(&(Reading){icu, id, arena, names}, locale, dates);
  icu->close_dates(names);
  read_patterns(icu, locale, dates, arena);
  locale->dates = dates;
  return true;
}

/* The letters of CLDR for the parts of a unit. Minutes and what is finer are never alone: Vega's "00:30" and ":30" stay. */
static bool skeleton_of(unsigned parts, char *skeleton, size_t room) {
  static const struct {
    TimePart part;
    const char *letters;
  } letters[] = {{TIME_YEAR, "y"},    {TIME_QUARTER, "QQQ"}, {TIME_MONTH, "MMM"},
                 {TIME_DATE, "d"},    {TIME_DAY, "EEE"},     {TIME_HOURS, "j"},
                 {TIME_MINUTES, "m"}, {TIME_SECONDS, "s"},   {TIME_MILLISECONDS, "SSS"}};
  const unsigned counted = TIME_WEEK | TIME_ISOWEEK | TIME_DAY_OF_YEAR,
                 fine = TIME_MINUTES | TIME_SECONDS | TIME_MILLISECONDS;
  if ((parts & counted) || ((parts & fine) && !(parts & TIME_HOURS))) return false;
  *skeleton = '\0';
  for (size_t i = 0; i < G_N_ELEMENTS(letters); i++)
    if (parts & letters[i].part) g_strlcat(skeleton, letters[i].letters, room);
  return *skeleton;
}

const char *locale_unit_specifier(const Locale *locale, unsigned parts, Arena *arena) {
  char skeleton[32];
  if (!locale || !locale->dates || !skeleton_of(parts, skeleton, sizeof skeleton)) return NULL;
  if (parts == TIME_MONTH) return "%b";
  if (parts == TIME_DAY) return "%a";
  return format_of_skeleton(icu_load(), locale->dates->patterns, skeleton, arena);
}

int language_first_weekday(const char *tag) {
  const Icu *icu = tag ? icu_load() : NULL;
  char id[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  if (!icu || !icu_locale(icu, tag, id)) return 0;
  UCalendar *calendar = icu->open_calendar(NULL, 0, id, UCAL_GREGORIAN, &status);
  if (!calendar) return 0;
  int first = icu->calendar_attribute(calendar, UCAL_FIRST_DAY_OF_WEEK) - UCAL_SUNDAY;
  icu->close_calendar(calendar);
  return CLAMP(first, 0, 6);
}

/* Digits of "hanidec" for years, numbers of "hans" for months and days. */
static void read_han(const Icu *icu, const char *system, Arena *arena, const char **out, size_t count) {
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *numbers = icu->open_numbers(UNUM_DECIMAL, NULL, 0, system, NULL, &status);
  for (size_t i = 0; i < count; i++) {
    UChar units[ICU_TEXT];
    int32_t length = numbers ? icu->write_number(numbers, (double)i, units, ICU_TEXT, NULL, &status) : 0;
    out[i] = icu_text(units, length, status, NULL, arena);
  }
  if (numbers) icu->close_numbers(numbers);
}

const Locale *locale_han_dates(void) {
  static Locale *han;
  static Arena *arena; /* lives as long as the program */
  static gsize done;
  if (g_once_init_enter(&done)) {
    arena = arena_create();
    Locale *locale = arena_new(arena, Locale);
    *locale = *locale_default();
    if (language_dates(locale, "zh-Hans", arena)) {
      read_han(icu_load(), "zh@numbers=hanidec", arena, locale->numerals, 10);
      read_han(icu_load(), "zh@numbers=hans", arena, locale->spelled, G_N_ELEMENTS(locale->spelled));
      han = locale;
    }
    g_once_init_leave(&done, 1);
  }
  return han;
}

/* The generator is not for several threads at a time. */
const char *han_date_specifier(unsigned parts, Arena *arena) {
  static GMutex mutex;
  g_mutex_lock(&mutex);
  const char *found =
      locale_unit_specifier(locale_han_dates(), parts ? parts : TIME_YEAR | TIME_MONTH | TIME_DATE, arena);
  g_mutex_unlock(&mutex);
  return found;
}
