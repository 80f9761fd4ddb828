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

/* What follows a number and multiplies it. Latin ones count alone ("5 k", not "5 kg"), Chinese ones with what follows ("5万元"). */
static bool multiplies(const char *unit) {
  static const char *const latin[] = {"k",  "K",   "M",   "B",   "G",        "T",       "m",      "bn",
                                      "mn", "mio", "mrd", "tsd", "thousand", "million", "billion"};
  static const char *const chinese[] = {"万", "萬", "亿", "億", "兆", "千", "百"};
  for (size_t i = 0; i < G_N_ELEMENTS(chinese); i++)
    if (g_str_has_prefix(unit, chinese[i])) return true;
  size_t length = 0;
  while (g_ascii_isalpha(unit[length])) length++;
  for (size_t i = 0; i < G_N_ELEMENTS(latin); i++) {
    bool same =
        strlen(latin[i]) == 1 ? length == 1 && *unit == *latin[i] : !g_ascii_strncasecmp(unit, latin[i], length);
    if (same && length == strlen(latin[i])) return true;
  }
  return false;
}

/* "1,234,567.8": three digits after each comma, and at most three before the first. */
static bool is_grouped(const char *digits, char group, char point) {
  size_t run = strspn(digits, "0123456789");
  if (run < 1 || run > 3) return false;
  for (digits += run; *digits == group; digits += 4)
    if (strspn(digits + 1, "0123456789") != 3) return false;
  if (*digits == point) digits += 1 + strspn(digits + 1, "0123456789");
  return *digits == '\0';
}

/* Other dashes may be signs, and "1/2" and "10:30" are no numbers with separators. */
static bool may_count(gunichar c) {
  return c == '(' || c == '/' || c == ':' || c == '^' || c == 0xd7 ||
         (c != '-' && g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION);
}

/* Digits, commas and points, with all else left out; false when what is left out may count: a second number, a sign, an exponent. */
static bool bare_number(const char *text, GString *bare, NumberSpelling *spelling) {
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    bool point = c == '.' || c == ',', minus = c == '-' || c == 0x2212;
    if (may_count(c) || (c >= 128 && g_unichar_isdigit(c)) || (minus && bare->len) ||
        (point && !bare->len && !g_ascii_isdigit(p[1])))
      return false;
    if (bare->len && g_unichar_isalpha(c)) return !multiplies(p) && !strpbrk(p, "0123456789,.-");
    if (c == 0x2212) spelling->true_minus = true;
    if (point || g_unichar_isdigit(c)) g_string_append_c(bare, (char)c);
  }
  return bare->len > 0;
}

NumberSpelling number_spelling(const char *text) {
  NumberSpelling spelling = {0};
  g_autoptr(GString) bare = g_string_new(NULL);
  if (!bare_number(text, bare, &spelling)) return spelling;
  const char *comma = strchr(bare->str, ','), *last_point = strrchr(bare->str, '.');
  if (is_grouped(bare->str, ',', '.') || !comma) {
    spelling.decimal_point = last_point != NULL;
    spelling.known = comma || !last_point || last_point == strchr(bare->str, '.');
    if (spelling.known || !is_grouped(bare->str, '.', ',')) return spelling;
    spelling.decimal_point = false; /* "1.234.567" */
  } else if (strchr(comma + 1, ',') || (last_point && last_point > comma)) {
    return spelling;
  }
  spelling.decimal_comma = spelling.known = true;
  return spelling;
}
