/* text/language.c: which language a text looks like. */
#include "text/text.h"
#include <string.h>

enum { CHECKED_LENGTH = 1 << 16 };

/* Characters written in Taiwan and Hong Kong but not on the mainland, among the commonest of charts: enough to tell a text. */
static const char traditional_only[] = "國學會來時個們為這說對過發經樣現點關問間長門開見東車馬風魚鳥龍電書軍農業務產資"
                                       "總數據圖線網頁億萬與從實際場區縣臺灣氣";

/* Eight characters of ASCII at a time: a spec may hold its data. */
static const char *skip_ascii(const char *at, const char *end) {
  guint64 bytes;
  for (; end - at >= 8; at += 8) {
    memcpy(&bytes, at, 8);
    if (bytes & G_GUINT64_CONSTANT(0x8080808080808080)) break;
  }
  while (at < end && (unsigned char)*at < 0x80) at++;
  return at;
}

/* g_utf8_get_char(), quicker for the three bytes that most characters of CJK take. */
static gunichar char_at(const char *at, const char *end) {
  bool has_three_bytes = ((unsigned char)*at & 0xf0) == 0xe0 && end - at >= 3;
  if (!has_three_bytes) return g_utf8_get_char(at);
  return (gunichar)(((unsigned char)at[0] & 0x0f) << 12 | ((unsigned char)at[1] & 0x3f) << 6 |
                    ((unsigned char)at[2] & 0x3f));
}

const char *text_guess_lang(const char *utf8) {
  bool han = false, traditional = false;
  gunichar seen[256] = {0}; /* characters that were looked at, by their low byte */
  if (!utf8) return NULL;
  const char *end = utf8 + strlen(utf8);
  /* Longer texts are whole files, which were checked when they were read. */
  if (end - utf8 < CHECKED_LENGTH && !g_utf8_validate(utf8, end - utf8, NULL)) return NULL;
  for (const char *at = skip_ascii(utf8, end); at < end; at = skip_ascii(g_utf8_next_char(at), end)) {
    gunichar c = char_at(at, end);
    if (seen[c % G_N_ELEMENTS(seen)] == c) continue;
    seen[c % G_N_ELEMENTS(seen)] = c;
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA: return "ja";
    case G_UNICODE_SCRIPT_HANGUL: return "ko";
    case G_UNICODE_SCRIPT_BOPOMOFO: return "zh-Hant";
    case G_UNICODE_SCRIPT_HAN:
      han = true;
      traditional = traditional || g_utf8_strchr(traditional_only, -1, c);
      break;
    default:
      /* full-width punctuation alone is set as Chinese too */
      han = han || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF5E);
    }
  }
  return !han ? NULL : traditional ? "zh-Hant" : "zh-Hans";
}
