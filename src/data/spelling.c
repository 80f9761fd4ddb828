/* data/spelling.c: see spelling.h. */
#include "data/spelling.h"
#include "base/text.h"
#include "data/value.h"
#include <math.h>
#include <string.h>

static const char *const missing[] = {
    "NA",  "N/A",  "n/a",  "na",   "n.a.", "N.A.", "#N/A",  "#N/D", "NaN",     "nan",
    "NAN", "null", "NULL", "Null", "nil",  "None", "none",  "NONE", "..",      "...",
    "…",   "-",    "--",   "---",  "–",    "—",    "——",    ".",    "?",       "x",
    "X",   "*",    "无",   "暂无", "缺失", "缺",   "k. A.", "s.o.", "missing", "Missing",
};

const char *missing_spelling(const char *text) {
  text = text_skip_space(text);
  for (size_t i = 0; i < G_N_ELEMENTS(missing); i++) {
    size_t length = strlen(missing[i]);
    if (strncmp(text, missing[i], length) == 0 && !*text_skip_space(text + length)) return missing[i];
  }
  return NULL;
}

/* The day first where the order is open: Date.parse() reads the month first, and fails where that is above 12. */
static const char *const patterns[] = {
    "%Y%m%d",
    "%Y年%m月%d日",
    "%Y年%m月",
    "%Y年",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%Y%m%d%H%M%S",
    "%Y%m%d%H%M",
    "%Y%m%dT%H%M%S",
    "%Y%m%d %H:%M:%S",
    "%Y%m%d %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d-%m-%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日%H时%M分",
    "%Y年%m月%d日%H时",
    "%Y-%m-%d %H时%M分",
    "%Y-%m-%d %H时",
    "%Y/%m/%d %H时",
    "%m月%d日",
    "%m月",
    "%Y-Q%q",
    "%YQ%q",
    "%Y Q%q",
    "Q%q %Y",
    "Q%q/%Y",
    "%Y年第%q季度",
    "%Y-W%V",
    "%GW%V",
    "%H:%M:%S",
    "%H:%M",
    "%d.%m.%y",
    "%d/%m/%y",
    "%d-%b-%y",
    "%d. %B %Y",
    "%Y.%m",
    "%Y%m",
};

const char *date_pattern(const char *const *texts, size_t count, const Locale *locale) {
  for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++) {
    size_t read = 0;
    while (read < count && !isnan(parse_time(locale, patterns[i], texts[read], false))) read++;
    if (read == count) return patterns[i];
  }
  return NULL;
}
