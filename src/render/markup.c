/* render/markup.c: the characters of an SVG file. https://www.w3.org/TR/xml/#charsets lists the characters it may
 * contain. */
#include "render/markup.h"
#include <math.h>

/* Beyond this, differences of coordinates would no longer fit. */
static const double largest = 1e12;

gint64 markup_hundredths(double v) { return isfinite(v) ? llround(CLAMP(v, -largest, largest) * 100) : 0; }

/* A number of `decimals` decimals, given as a whole number of its last one. */
static void write_decimal(GString *out, gint64 scaled, int decimals) {
  guint64 rest = (guint64)(scaled < 0 ? -scaled : scaled);
  char digits[32], *end = digits + sizeof digits, *at = end;
  bool begun = false;
  for (int i = 0; i < decimals; i++, rest /= 10) {
    begun = begun || rest % 10;
    if (begun) *--at = (char)('0' + rest % 10);
  }
  if (begun) *--at = '.';
  for (; rest; rest /= 10) *--at = (char)('0' + rest % 10);
  if (at == end) *--at = '0';
  if (scaled < 0) *--at = '-';
  g_string_append_len(out, at, end - at);
}

void markup_number_exact(GString *out, gint64 hundredths) { write_decimal(out, hundredths, 2); }
void markup_number(GString *out, double v) { write_decimal(out, markup_hundredths(v), 2); }

void markup_number_fine(GString *out, double v, int decimals) {
  double unit = pow(10, decimals);
  write_decimal(out, isfinite(v) ? llround(CLAMP(v, -largest, largest) * unit) : 0, decimals);
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

static void attribute_open(GString *out, const char *name) {
  g_string_append_c(out, ' ');
  g_string_append(out, name);
  g_string_append(out, "=\"");
}

void markup_attribute(GString *out, const char *name, const char *value) {
  if (!value) return;
  attribute_open(out, name);
  markup_text(out, value);
  g_string_append_c(out, '"');
}

void markup_attribute_number(GString *out, const char *name, double v) {
  attribute_open(out, name);
  markup_number(out, v);
  g_string_append_c(out, '"');
}

void markup_attribute_nonzero(GString *out, const char *name, double v) {
  if (markup_hundredths(v) != 0) markup_attribute_number(out, name, v);
}
