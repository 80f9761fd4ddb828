/* render/markup.c: the characters of an SVG file. https://www.w3.org/TR/xml/#charsets lists the characters it may
 * contain. */
#include "render/markup.h"
#include <math.h>

void markup_number(GString *out, double v) {
  static const double largest = 1e12;
  if (!isfinite(v)) v = 0;
  v = CLAMP(v, -largest, largest);
  gint64 thousandths = llround(v * 1000);
  guint64 size = (guint64)(thousandths < 0 ? -thousandths : thousandths), whole = size / 1000, part = size % 1000;
  char digits[32], *end = digits + sizeof digits, *at = end;
  if (part) {
    int decimals = part % 10 ? 3 : part % 100 ? 2 : 1;
    for (int i = 3; i > decimals; i--) part /= 10;
    for (int i = 0; i < decimals; i++, part /= 10) *--at = (char)('0' + part % 10);
    *--at = '.';
  }
  do *--at = (char)('0' + whole % 10);
  while (whole /= 10);
  if (thousandths < 0) *--at = '-';
  g_string_append_len(out, at, end - at);
}

static const char *escape_of(char c) {
  switch (c) {
  case '&': return "&amp;";
  case '<': return "&lt;";
  case '>': return "&gt;";
  case '"': return "&quot;";
  case '\n':
  case '\t': return " ";
  default: return (unsigned char)c < 0x20 || c == 0x7f ? "" : NULL;
  }
}

void markup_text(GString *out, const char *text) {
  char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
  for (const char *at = valid ? valid : text; *at; at = g_utf8_next_char(at)) {
    if ((unsigned char)*at < 0x80) {
      const char *escape = escape_of(*at);
      if (escape)
        g_string_append(out, escape);
      else
        g_string_append_c(out, *at);
      continue;
    }
    gunichar c = g_utf8_get_char(at);
    bool control = (c >= 0x80 && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
    if (!control) g_string_append_len(out, at, g_utf8_next_char(at) - at);
  }
  g_free(valid);
}

void markup_attribute(GString *out, const char *name, const char *value) {
  if (!value) return;
  g_string_append_printf(out, " %s=\"", name);
  markup_text(out, value);
  g_string_append_c(out, '"');
}

void markup_attribute_number(GString *out, const char *name, double v) {
  g_string_append_printf(out, " %s=\"", name);
  markup_number(out, v);
  g_string_append_c(out, '"');
}

void markup_path(GString *out, const ScenePath *path, double x, double y, double scale) {
  const double *p = path->points;
  for (size_t i = 0; i < path->verb_count; i++) {
    int count = path->verbs[i] == PATH_CURVE ? 6 : path->verbs[i] == PATH_CLOSE ? 0 : 2;
    g_string_append_c(out, path->verbs[i]);
    for (int k = 0; k < count; k++) {
      if (k) g_string_append_c(out, ',');
      markup_number(out, p[k] * scale + (k % 2 ? y : x));
    }
    p += count;
  }
}
