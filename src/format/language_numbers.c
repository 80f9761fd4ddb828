/* format/language_numbers.c: how a language writes numbers, from CLDR. */
#include "format/icu.h"
#include "format/locale.h"
#include <math.h>
#include <string.h>

static const char *symbol_of(const Icu *icu, const UNumberFormat *numbers, UNumberFormatSymbol symbol,
                             const char *otherwise, Arena *arena) {
  UChar units[ICU_TEXT];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = icu->number_symbol(numbers, symbol, units, ICU_TEXT, &status);
  return icu_text(units, length, status, otherwise, arena);
}

static const char *affix_of(const Icu *icu, UNumberFormatStyle style, UNumberFormatTextAttribute affix, const char *id,
                            Arena *arena) {
  UChar units[ICU_TEXT];
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *numbers = icu->open_numbers(style, NULL, 0, id, NULL, &status);
  int32_t length = numbers ? icu->number_text(numbers, affix, units, ICU_TEXT, &status) : 0;
  if (numbers) icu->close_numbers(numbers);
  return icu_text(units, length, status, "", arena);
}

static void read_digits(const Icu *icu, const UNumberFormat *numbers, Locale *locale, Arena *arena) {
  for (int i = 0; i < 10; i++) {
    UNumberFormatSymbol symbol = i ? (UNumberFormatSymbol)(UNUM_ONE_DIGIT_SYMBOL + i - 1) : UNUM_ZERO_DIGIT_SYMBOL;
    locale->numerals[i] = symbol_of(icu, numbers, symbol, NULL, arena);
    if (!locale->numerals[i]) locale->numerals[0] = NULL;
  }
  if (g_strcmp0(locale->numerals[0], "0") == 0) locale->numerals[0] = NULL;
}

static void read_grouping(const Icu *icu, const UNumberFormat *numbers, Locale *locale) {
  int first = icu->number_attribute(numbers, UNUM_GROUPING_SIZE),
      second = icu->number_attribute(numbers, UNUM_SECONDARY_GROUPING_SIZE),
      least = icu->number_attribute(numbers, UNUM_MINIMUM_GROUPING_DIGITS);
  if (first < 1 || !icu->number_attribute(numbers, UNUM_GROUPING_USED)) {
    locale->thousands = NULL;
    return;
  }
  locale->grouping[0] = first;
  locale->grouping_count = 1;
  /* d3 goes round the list; no number has more groups than it is long */
  while (second > 0 && second != first && locale->grouping_count < G_N_ELEMENTS(locale->grouping))
    locale->grouping[locale->grouping_count++] = second;
  locale->least_grouped = first + MAX(least, 1);
}

bool language_numbers(Locale *locale, const char *tag, bool currency, Arena *arena) {
  const Icu *icu = icu_load();
  char id[ULOC_FULLNAME_CAPACITY];
  if (!icu || !icu_locale(icu, tag, id)) return false;
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *numbers = icu->open_numbers(UNUM_DECIMAL, NULL, 0, id, NULL, &status);
  if (!numbers) return false;
  locale->decimal = symbol_of(icu, numbers, UNUM_DECIMAL_SEPARATOR_SYMBOL, ".", arena);
  locale->thousands = symbol_of(icu, numbers, UNUM_GROUPING_SEPARATOR_SYMBOL, ",", arena);
  read_grouping(icu, numbers, locale);
  read_digits(icu, numbers, locale, arena);
  icu->close_numbers(numbers);
  locale->percent = affix_of(icu, UNUM_PERCENT, UNUM_POSITIVE_SUFFIX, id, arena);
  const char *before = affix_of(icu, UNUM_PERCENT, UNUM_POSITIVE_PREFIX, id, arena);
  locale->percent_before = *before ? before : NULL;
  if (currency) {
    locale->currency[0] = affix_of(icu, UNUM_CURRENCY, UNUM_POSITIVE_PREFIX, id, arena);
    locale->currency[1] = affix_of(icu, UNUM_CURRENCY, UNUM_POSITIVE_SUFFIX, id, arena);
  }
  locale->counts = language_counts(tag, arena);
  return true;
}

/* What CLDR writes for a power of ten: "10万" is 10 of a unit of 10⁴. */
static bool read_unit(const Icu *icu, const UNumberFormat *compact, double power, CountUnit *unit, Arena *arena) {
  UChar units[ICU_TEXT];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = icu->write_number(compact, power, units, ICU_TEXT, NULL, &status);
  const char *text = icu_text(units, length, status, "", arena), *digits = text + strcspn(text, "0123456789");
  char *after;
  double shown = g_ascii_strtod(digits, &after);
  if (after == digits || !(shown >= 1)) return false;
  *unit = (CountUnit){power, round(power / shown), arena_strndup(arena, text, (gsize)(digits - text)), after};
  return true;
}

const CountUnits *language_counts(const char *tag, Arena *arena) {
  const Icu *icu = icu_load();
  char id[ULOC_FULLNAME_CAPACITY];
  if (!icu || !icu_locale(icu, tag, id)) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  /* the long form, because the short one of Hong Kong has K and M */
  icu->set_keyword("numbers", "latn", id, ULOC_FULLNAME_CAPACITY, &status);
  UNumberFormat *compact = icu->open_numbers(UNUM_DECIMAL_COMPACT_LONG, NULL, 0, id, NULL, &status);
  if (!compact || U_FAILURE(status)) return NULL;
  CountUnits *counts = arena_new(arena, CountUnits);
  bool has_myriads = false;
  double power = 1e3;
  for (int i = 3; i < 16; i++, power *= 10) {
    CountUnit unit;
    if (!read_unit(icu, compact, power, &unit, arena) || unit.size <= 1) continue;
    has_myriads = has_myriads || (power == 1e4 && unit.size == 1e4);
    CountUnit *last = counts->count ? &counts->units[counts->count - 1] : NULL;
    if (!last || last->size != unit.size) counts->units[counts->count++] = unit;
  }
  icu->close_numbers(compact);
  return has_myriads ? counts : NULL;
}
