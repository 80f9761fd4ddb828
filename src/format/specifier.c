/* format/specifier.c: reading and writing number formats, after d3-format's regular expression. */
#include "format/specifier.h"
#include <string.h>

enum { WIDEST = 10000 };

static bool take_one(const char **at, const char *set, char *out) {
  if (!**at || !strchr(set, **at)) return false;
  if (out) *out = **at;
  ++*at;
  return true;
}

static int take_digits(const char **at) {
  int n = 0;
  for (; g_ascii_isdigit(**at); ++*at)
    if (n <= WIDEST) n = n * 10 + (**at - '0');
  return n;
}

bool specifier_parse(const char *text, Specifier *out) {
  Specifier s = {.fill = " ", .align = '>', .sign = '-', .width = -1, .precision = -1};
  const char *at = text;
  if (!g_utf8_validate(text, -1, NULL)) return false;
  const char *next = *at ? g_utf8_next_char(at) : at;
  if (*at && *at != '\n' && *next && strchr("<>=^", *next)) {
    memset(s.fill, 0, sizeof s.fill);
    memcpy(s.fill, at, (size_t)(next - at));
    s.align = *next;
    at = next + 1;
  } else {
    take_one(&at, "<>=^", &s.align);
  }
  take_one(&at, "+-( ", &s.sign);
  take_one(&at, "$#", &s.symbol);
  s.zero = take_one(&at, "0", NULL);
  if (g_ascii_isdigit(*at)) s.width = take_digits(&at);
  s.comma = take_one(&at, ",", NULL);
  if (*at == '.' && g_ascii_isdigit(at[1])) {
    at++;
    s.precision = take_digits(&at);
  }
  s.trim = take_one(&at, "~", NULL);
  if (g_ascii_isalpha(*at) || *at == '%') s.type = *at++;
  if (*at || s.width > WIDEST) return false;
  *out = s;
  return true;
}

char *specifier_to_text(const Specifier *s, Arena *arena) {
  const char symbol[2] = {s->symbol, 0}, type[2] = {s->type, 0};
  char width[16] = "", precision[16] = "";
  if (s->width >= 0) g_snprintf(width, sizeof width, "%d", s->width > 1 ? s->width : 1);
  if (s->precision >= 0) g_snprintf(precision, sizeof precision, ".%d", s->precision);
  return arena_printf(arena, "%s%c%c%s%s%s%s%s%s%s", s->fill, s->align, s->sign, symbol, s->zero ? "0" : "", width,
                      s->comma ? "," : "", precision, s->trim ? "~" : "", type);
}
