/* json/escape.c: see escape.h. */
#include "json/escape.h"
#include <string.h>

/* The four hexadecimal digits of \uXXXX; false when it is not that. */
static gboolean read_unit(const char *at, const char *end, gunichar *c) {
  *c = 0;
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u') return FALSE;
  for (int i = 2; i < 6; i++) {
    if (!g_ascii_isxdigit(at[i])) return FALSE;
    *c = *c * 16 + (gunichar)g_ascii_xdigit_value(at[i]);
  }
  return TRUE;
}

size_t json_escape_read(const char *at, const char *end, gunichar *c) {
  static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  if (end - at < 2) return 0;
  const char *letter = at[1] ? strchr(plain, at[1]) : NULL;
  if (letter) {
    *c = (gunichar)meant[letter - plain];
    return 2;
  }
  if (!read_unit(at, end, c)) return 0;
  gunichar low;
  if (*c < 0xd800 || *c >= 0xdc00 || !read_unit(at + 6, end, &low) || low < 0xdc00 || low >= 0xe000) return 6;
  *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
  return 12;
}

void json_unescape(GString *out, const char *at, const char *end) {
  g_string_truncate(out, 0);
  while (at < end) {
    const char *stop = memchr(at, '\\', (size_t)(end - at));
    g_string_append_len(out, at, (stop ? stop : end) - at);
    if (!stop) break;
    gunichar c = 0;
    at = stop + json_escape_read(stop, end, &c);
    g_string_append_unichar(out, json_is_surrogate(c) ? 0xfffd : c);
  }
}
