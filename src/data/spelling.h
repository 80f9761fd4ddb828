/* data/spelling.h: how people write what is not a value, and dates that no parser reads: for messages. */
#pragma once
#include "format/format.h"
#include <stdbool.h>

/* Texts that stand for a missing value ("NA", "n/a", "-", "…"): the spelling as a constant; NULL for other texts.
 * Spaces around it do not count. */
const char *missing_spelling(const char *text);
/* How a number is written that Number() does not read. */
typedef struct NumberSpelling {
  bool
      known; /* without its separators and its unit it is the same number: "1,234", "30 \u20ac", but not "1.2万" or "(12)" */
  bool decimal_comma; /* "1,5", "1.234,56" */
  bool decimal_point; /* "1,234.5", "1.5 kg" */
  bool true_minus;    /* U+2212 */
} NumberSpelling;
NumberSpelling number_spelling(const char *text);
/* The pattern of d3.timeParse by which all of `texts` are dates: "%Y%m%d" for "20250104". NULL when none is known.
 * Tries forms that Date.parse() does not read. */
const char *date_pattern(const char *const *texts, size_t count, const Locale *locale);
