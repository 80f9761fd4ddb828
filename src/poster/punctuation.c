/* poster/punctuation.c: see poster/punctuation.h. */
#include "poster/punctuation.h"

static bool is_among(gunichar c, const char *marks) { return c && g_utf8_strchr(marks, -1, c) != NULL; }

bool punctuation_is_opening(gunichar c) { return is_among(c, "“‘《〈「『（【〔〖"); }

bool punctuation_is_closing(gunichar c) { return is_among(c, "”’》〉」』）】〕〗，。、；："); }

bool punctuation_is_pause(gunichar c) { return is_among(c, "，。；：！？"); }

static bool is_pair(gunichar a, gunichar b) {
  return (punctuation_is_closing(a) && (punctuation_is_closing(b) || punctuation_is_opening(b))) ||
         (punctuation_is_opening(a) && punctuation_is_opening(b));
}

size_t punctuation_next_pair(const char *text) {
  if (!*text) return 0;
  for (const char *at = text; *g_utf8_next_char(at);) {
    const char *next = g_utf8_next_char(at);
    if (is_pair(g_utf8_get_char(at), g_utf8_get_char(next))) return (size_t)(next - text);
    at = next;
  }
  return 0;
}
