/* format/counted.c: numbers in units of ten thousand: 1.2万, 4亿. */
#include "format/digits.h"
#include "format/locale.h"
#include <math.h>

bool locale_counts(const Locale *locale, double largest) {
  static const double ten_thousand = 1e4;
  return locale->counts && largest >= ten_thousand;
}

/* Chinese, once for the whole program; NULL where ICU is not installed. */
static const CountUnits *chinese(void) {
  static const CountUnits *counts;
  static gsize kept; /* the arena, which lives as long as the program */
  if (g_once_init_enter(&kept)) {
    Arena *arena = arena_create();
    counts = language_counts("zh-Hans", arena);
    g_once_init_leave(&kept, (gsize)arena);
  }
  return counts;
}

/* NULL: plain digits. */
static const CountUnit *unit_of(const CountUnits *counts, double size) {
  const CountUnit *unit = NULL;
  for (size_t i = 0; i < counts->count && counts->units[i].from <= size; i++) unit = &counts->units[i];
  return unit;
}

static int exponent_of(double x) {
  char digits[DIGITS_BUFFER];
  int exponent = 0;
  return digits_significant(fabs(x), 0, digits, &exponent) ? exponent : 0;
}

/* As many as tell apart the steps; as CLDR otherwise, which rounds to two digits but not before the point. */
static int decimals_of(double scaled, double step, double size) {
  if (step > 0 && isfinite(step)) {
    char digits[DIGITS_BUFFER];
    int exponent, count = (int)digits_significant(step / size, 12, digits, &exponent);
    while (count > 1 && digits[count - 1] == '0') count--;
    return CLAMP(count - 1 - exponent, 0, 12);
  }
  int first = exponent_of(scaled);
  return CLAMP(1 - first, 0, 12);
}

typedef struct Counted {
  const CountUnit *unit;
  double scaled;
  char specifier[24];
} Counted;

static Counted count_in(const CountUnit *unit, double number, double step, int decimals) {
  double size = unit ? unit->size : 1;
  Counted out = {unit, number / size, ""};
  if (decimals >= 0)
    g_snprintf(out.specifier, sizeof out.specifier, ".%df", MIN(decimals, 20));
  else
    g_snprintf(out.specifier, sizeof out.specifier, ".%d~f", decimals_of(out.scaled, step, size));
  return out;
}

char *format_counted(const Locale *locale, double step, int decimals, double number, Arena *arena) {
  const CountUnits *counts = locale->counts ? locale->counts : chinese();
  if (!counts || !isfinite(number)) return format_number(locale, ",", number, arena);
  Counted counted = count_in(unit_of(counts, fabs(number)), number, step, decimals);
  /* 9999.96万 is 1亿 where that much is rounded */
  const char *shown = format_number(locale_default(), counted.specifier, fabs(counted.scaled), arena);
  double size = counted.unit ? counted.unit->size : 1;
  const CountUnit *larger = unit_of(counts, g_ascii_strtod(shown, NULL) * size);
  if (larger != counted.unit) counted = count_in(larger, number, step, decimals);
  char *text = format_number(locale, counted.specifier, counted.scaled, arena);
  if (!counted.unit) return text;
  return arena_printf(arena, "%s%s%s", counted.unit->before, text, counted.unit->after);
}
