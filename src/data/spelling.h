/* data/spelling.h: how people write what is not a value, and dates that no parser reads: for messages. */
#pragma once
#include "format/format.h"

/* Texts that stand for a missing value ("NA", "n/a", "-", "…"): the spelling as a constant; NULL for other texts.
 * Spaces around it do not count. */
const char *missing_spelling(const char *text);
/* The pattern of d3.timeParse by which all of `texts` are dates: "%Y%m%d" for "20250104". NULL when none is known.
 * Tries forms that Date.parse() does not read. */
const char *date_pattern(const char *const *texts, size_t count, const Locale *locale);
