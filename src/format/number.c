/* format/number.c: formatting of numbers, after d3-format 3 and vega-format. */
#include "base/decimal.h"
#include "base/round.h"
#include "base/temporary.h"
#include "format/digits.h"
#include "format/locale.h"
#include "format/specifier.h"
#include "format/utf16.h"
#include "time/tick_step.h"
#include <math.h>
#include <string.h>

enum { NO_PREFIX = INT_MAX };

/* A Specifier with d3's aliases and defaults filled in. */
typedef struct NumberFormat {
  Specifier spec;
  bool may_have_suffix; /* of decimals or exponent, which are not grouped */
} NumberFormat;

static const char *const si_prefixes[] = {"y", "z", "a", "f", "p", "n", "\u00b5", "m", "",
                                          "k", "M", "G", "T", "P", "E", "Z",      "Y"};

static NumberFormat number_format(Specifier s) {
  if (s.type == 'n')
    s.comma = true, s.type = 'g';
  else if (!s.type || !strchr("%bcdefgoprsXx", s.type)) {
    if (s.precision < 0) s.precision = 12;
    s.trim = true, s.type = 'g';
  }
  if (s.zero || (strcmp(s.fill, "0") == 0 && s.align == '=')) s.zero = true, memcpy(s.fill, "0", 2), s.align = '=';
  if (s.precision < 0)
    s.precision = 6;
  else if (strchr("gprs", s.type))
    s.precision = CLAMP(s.precision, 1, 21);
  else
    s.precision = CLAMP(s.precision, 0, 20);
  return (NumberFormat){s, strchr("defgprs%", s.type) != NULL};
}

/* d3's formatRounded: significant digits without an exponent. */
static char *write_rounded(double x, int precision, char *buffer) {
  char digits[DIGITS_BUFFER];
  int exponent;
  size_t count = digits_significant(x, precision, digits, &exponent);
  if (count == 0) return decimal_write(x, buffer);
  char *at = buffer;
  if (exponent < 0) {
    at = stpcpy(at, "0.");
    for (int i = 1; i < -exponent; i++) *at++ = '0';
    stpcpy(at, digits);
  } else if ((int)count > exponent + 1) {
    at = (char *)memcpy(at, digits, (size_t)exponent + 1) + exponent + 1;
    *at++ = '.';
    stpcpy(at, digits + exponent + 1);
  } else {
    at = stpcpy(at, digits);
    for (int i = (int)count; i <= exponent; i++) *at++ = '0';
    *at = '\0';
  }
  return buffer;
}

static int si_exponent(int exponent) { return CLAMP((int)floor(exponent / 3.0), -8, 8) * 3; }

/* d3's formatPrefixAuto: the number in units of its own SI prefix. */
static char *write_si(double x, int precision, char *buffer, int *prefix) {
  char digits[DIGITS_BUFFER];
  int exponent;
  int count = (int)digits_significant(x, precision, digits, &exponent);
  if (count == 0) return digits_precision(x, precision, buffer);
  *prefix = si_exponent(exponent);
  int point = exponent - *prefix + 1;
  char *at = buffer;
  if (point >= count) {
    at = stpcpy(at, digits);
    for (int i = count; i < point; i++) *at++ = '0';
    *at = '\0';
  } else if (point > 0) {
    at = (char *)memcpy(at, digits, (size_t)point) + point;
    *at++ = '.';
    stpcpy(at, digits + point);
  } else {
    at = stpcpy(at, "0.");
    for (int i = 0; i < -point; i++) *at++ = '0';
    digits_significant(x, MAX(0, precision + point - 1), at, &exponent);
  }
  return buffer;
}

static char *write_digits(char type, double x, int precision, char *buffer, int *prefix) {
  *prefix = NO_PREFIX;
  switch (type) {
  case '%': return digits_fixed(x * 100, precision, buffer);
  case 'b': return digits_radix(round_half_up(x), 2, buffer);
  case 'o': return digits_radix(round_half_up(x), 8, buffer);
  case 'x': return digits_radix(round_half_up(x), 16, buffer);
  case 'X': {
    char *text = digits_radix(round_half_up(x), 16, buffer);
    for (char *p = text; *p; p++) *p = g_ascii_toupper(*p);
    return text;
  }
  case 'd': return digits_integer(x, buffer);
  case 'e': return digits_exponential(x, precision, buffer);
  case 'f': return digits_fixed(x, precision, buffer);
  case 'p': return write_rounded(x * 100, precision, buffer);
  case 'r': return write_rounded(x, precision, buffer);
  case 's': return write_si(x, precision, buffer, prefix);
  default: return digits_precision(x, precision, buffer);
  }
}

/* d3's formatTrim: without insignificant trailing zeros. */
static void trim_zeros(char *text) {
  char *first = NULL, *last = NULL; /* the stretch to cut */
  bool in_zeros = false, seen_point = false;
  char *p = *text ? text + 1 : text;
  for (; *p; p++) {
    if (*p == '.') {
      first = last = p;
      seen_point = in_zeros = true;
    } else if (*p == '0') {
      if (seen_point && !in_zeros) first = p, in_zeros = true;
      last = p;
    } else if (*p >= '1' && *p <= '9') {
      in_zeros = false;
    } else {
      break;
    }
  }
  if (seen_point && in_zeros) memmove(first, last + 1, strlen(last + 1) + 1);
}

static bool is_zero_text(const char *text) {
  size_t length = strspn(text, "0.");
  return length > 0 && (text[length] == '\0' || text[length] == 'e');
}

/* d3's formatGroup: digits in groups from the right, until `width` is full. */
static void append_grouped(GString *out, const Locale *locale, const char *digits, double width) {
  if (!locale->thousands || (strlen(digits) < (size_t)locale->least_grouped && !isfinite(width))) {
    g_string_append(out, digits);
    return;
  }
  size_t left = strlen(digits), group_index = 0, start = out->len;
  double size = locale->grouping[0], length = 0;
  while (left > 0) {
    if (length + size + 1 > width) size = fmax(1, width - length);
    size_t take = (size_t)fmin(size, (double)left);
    if (out->len > start) g_string_insert(out, (gssize)start, locale->thousands);
    g_string_insert_len(out, (gssize)start, digits + left - take, (gssize)take);
    left -= take;
    if ((length += size + 1) > width) break;
    group_index = (group_index + 1) % locale->grouping_count;
    size = locale->grouping[group_index];
  }
}

static void append_repeated(GString *out, const char *fill, size_t count) {
  for (size_t i = 0; i < count; i++) g_string_append(out, fill);
}

static char *with_numerals(const Locale *locale, const char *text, Arena *arena) {
  if (!locale->numerals[0]) return arena_strdup(arena, text);
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  for (; *text; text++) {
    if (g_ascii_isdigit(*text))
      g_string_append(out, locale->numerals[*text - '0']);
    else
      g_string_append_c(out, *text);
  }
  return arena_strdup(arena, out->str);
}

typedef struct NumberText {
  GString *prefix, *suffix;
  char digits[DIGITS_BUFFER]; /* what may be grouped */
} NumberText;

/* The sign, the digits, and their prefix and suffix. */
static void write_number(const Locale *locale, const NumberFormat *format, double number, const char *unit,
                         NumberText *text) {
  const Specifier *s = &format->spec;
  bool negative = signbit(number) && !isnan(number);
  int si = NO_PREFIX;
  if (isnan(number))
    g_strlcpy(text->digits, locale->nan, sizeof text->digits);
  else
    write_digits(s->type, fabs(number), s->precision, text->digits, &si);
  if (s->trim) trim_zeros(text->digits);
  if (negative && is_zero_text(text->digits) && s->sign != '+') negative = false;

  if (negative)
    g_string_append(text->prefix, s->sign == '(' ? "(" : locale->minus);
  else if (s->sign != '-' && s->sign != '(')
    g_string_append_c(text->prefix, s->sign);
  if (s->symbol == '$')
    g_string_append(text->prefix, locale->currency[0]);
  else if (locale->percent_before && strchr("%p", s->type))
    g_string_append(text->prefix, locale->percent_before);
  else if (s->symbol == '#' && strchr("boxX", s->type))
    g_string_append_printf(text->prefix, "0%c", g_ascii_tolower(s->type));

  if (format->may_have_suffix) {
    char *rest = text->digits + strspn(text->digits, "0123456789");
    if (*rest == '.') g_string_append(text->suffix, locale->decimal);
    g_string_append(text->suffix, *rest == '.' ? rest + 1 : rest);
    *rest = '\0';
  }
  if (si != NO_PREFIX) g_string_append(text->suffix, si_prefixes[8 + si / 3]);
  if (s->symbol == '$')
    g_string_append(text->suffix, locale->currency[1]);
  else if (strchr("%p", s->type))
    g_string_append(text->suffix, locale->percent);
  g_string_append(text->suffix, unit);
  if (negative && s->sign == '(') g_string_append_c(text->suffix, ')');
}

/* Groups, pads and aligns. */
static void assemble(const Locale *locale, const Specifier *s, const NumberText *text, GString *out) {
  g_autoptr(GString) digits = g_string_new(NULL);
  if (s->comma && !s->zero)
    append_grouped(digits, locale, text->digits, INFINITY);
  else
    g_string_append(digits, text->digits);
  size_t length = utf16_length(text->prefix->str) + utf16_length(digits->str) + utf16_length(text->suffix->str);
  size_t padding = s->width > (int)length ? (size_t)s->width - length : 0;
  if (s->comma && s->zero) {
    g_autoptr(GString) padded = g_string_new(NULL);
    append_repeated(padded, s->fill, padding);
    g_string_append(padded, digits->str);
    g_string_truncate(digits, 0);
    append_grouped(digits, locale, padded->str,
                   padding ? s->width - (double)utf16_length(text->suffix->str) : INFINITY);
    padding = 0;
  }
  size_t before = s->align == '>' ? padding : s->align == '^' ? padding / 2 : 0;
  append_repeated(out, s->fill, before);
  g_string_append(out, text->prefix->str);
  if (s->align == '=') append_repeated(out, s->fill, padding);
  g_string_append(out, digits->str);
  g_string_append(out, text->suffix->str);
  append_repeated(out, s->fill, s->align == '<' || s->align == '^' ? padding - before : 0);
}

static char *format_specified(const Locale *locale, const Specifier *specifier, double number, const char *unit,
                              Arena *arena) {
  NumberFormat format = number_format(*specifier);
  NumberText text = {g_string_new(NULL), g_string_new(NULL), ""};
  if (format.spec.type == 'c') {
    char buffer[DECIMAL_BUFFER];
    if (format.spec.symbol == '$') g_string_append(text.prefix, locale->currency[0]);
    g_string_append(text.suffix, decimal_write(number, buffer));
    if (format.spec.symbol == '$') g_string_append(text.suffix, locale->currency[1]);
    g_string_append(text.suffix, unit);
  } else {
    write_number(locale, &format, number, unit, &text);
  }
  GString *out = g_string_new(NULL);
  arena_temporary(arena, out);
  assemble(locale, &format.spec, &text, out);
  g_string_free(text.prefix, TRUE);
  g_string_free(text.suffix, TRUE);
  return with_numerals(locale, out->str, arena);
}

bool format_number_is_valid(const char *specifier) {
  Specifier s;
  return specifier_parse(specifier, &s);
}

int format_decimals(const char *specifier) {
  Specifier s;
  return specifier && specifier_parse(specifier, &s) ? s.precision : -1;
}

char *format_number(const Locale *locale, const char *specifier, double number, Arena *arena) {
  Specifier s;
  if (!specifier_parse(specifier ? specifier : "", &s)) return NULL;
  return format_specified(locale, &s, number, "", arena);
}

/* The exponent of a number's first digit; NAN for zero and what is not finite. */
static double exponent_of(double x) {
  char digits[DIGITS_BUFFER];
  int exponent;
  return digits_significant(fabs(x), 0, digits, &exponent) ? (double)exponent : NAN;
}

static char *format_prefixed(const Locale *locale, Specifier s, double reference, double number, Arena *arena) {
  double exponent = exponent_of(reference);
  s.type = 'f';
  if (isnan(exponent)) return format_specified(locale, &s, NAN, "", arena);
  int si = si_exponent((int)exponent);
  return format_specified(locale, &s, pow(10, -si) * number, si_prefixes[8 + si / 3], arena);
}

char *format_number_prefix(const Locale *locale, const char *specifier, double reference, double number, Arena *arena) {
  Specifier s;
  if (!specifier_parse(specifier ? specifier : "", &s)) return NULL;
  return format_prefixed(locale, s, reference, number, arena);
}

/* The digits needed to distinguish ticks that are `step` apart. NAN if that is unknown. */
static double tick_precision(char type, double step, double largest) {
  double step_exponent = exponent_of(step);
  switch (type) {
  case 's': {
    double exponent = exponent_of(largest);
    return isnan(exponent) || isnan(step_exponent) ? NAN : fmax(0, si_exponent((int)exponent) - step_exponent);
  }
  case 0:
  case 'e':
  case 'g':
  case 'p':
  case 'r': {
    double exponent = exponent_of(fabs(largest) - fabs(step));
    return isnan(exponent) || isnan(step_exponent) ? NAN : fmax(0, exponent - step_exponent) + 1 - (type == 'e');
  }
  case 'f':
  case '%': return isnan(step_exponent) ? NAN : fmax(0, fmax(0, -step_exponent) - (type == '%' ? 2 : 0));
  default: return NAN;
  }
}

static double larger_size(double a, double b) { return isnan(a) || isnan(b) ? NAN : fmax(fabs(a), fabs(b)); }

static bool tick_specifier(double start, double stop, double count, const char *specifier, Specifier *s) {
  if (!specifier_parse(specifier ? specifier : ",f", s)) return false;
  if (s->precision >= 0) return true;
  double precision = tick_precision(s->type, tick_step(start, stop, count), larger_size(start, stop));
  if (!isnan(precision)) s->precision = (int)precision;
  return true;
}

char *format_tick_specifier(double start, double stop, double count, const char *specifier, Arena *arena) {
  Specifier s;
  return tick_specifier(start, stop, count, specifier, &s) ? specifier_to_text(&s, arena) : NULL;
}

char *format_span(const Locale *locale, double start, double stop, double count, const char *specifier, double number,
                  Arena *arena) {
  Specifier s, given;
  if (!tick_specifier(start, stop, count, specifier, &s)) return NULL;
  specifier_parse(specifier ? specifier : ",f", &given);
  if (s.type == 's' && given.precision < 0) return format_prefixed(locale, s, larger_size(start, stop), number, arena);
  return format_specified(locale, &s, number, "", arena);
}

char *format_float(const Locale *locale, const char *specifier, double number, Arena *arena) {
  Specifier s;
  if (!specifier_parse(specifier && *specifier ? specifier : ",", &s)) return NULL;
  if (s.precision >= 0) return format_specified(locale, &s, number, "", arena);
  s.precision = s.type == '%' ? 10 : s.type == 'e' ? 11 : 12;
  char *text = format_specified(locale, &s, number, "", arena);
  char *point = *locale->decimal ? strstr(text, locale->decimal) : NULL;
  if (!point) return text;
  char *end = strrchr(text, 'e');
  if (!end || end == text) {
    for (end = text + strlen(text); end > point && !g_ascii_isdigit(end[-1]);) end--;
  }
  char *digit = end;
  while (digit > point + strlen(locale->decimal) && digit[-1] == '0') digit--;
  if (digit == point + strlen(locale->decimal)) digit = point;
  memmove(digit, end, strlen(end) + 1);
  return text;
}
