/* text/language.c: which language a text looks like. */
#include "text/text.h"
#include <string.h>

enum { CHECKED_LENGTH = 1 << 16 };

/* Characters written in Taiwan and Hong Kong but not on the mainland, among the commonest of charts: enough to tell a text. */
static const char traditional_only[] = "國學會來時個們為這說對過發經樣現點關問間長門開見東車馬風魚鳥龍電書軍農業務產資"
                                       "總數據圖線網頁億萬與從實際場區縣臺灣氣";

/* g_utf8_get_char(), quicker for the three bytes that most characters of CJK take. */
static gunichar char_at(const char *at, const char *end) {
  const unsigned char *bytes = (const unsigned char *)at;
  if ((bytes[0] & 0xf0) != 0xe0 || end - at < 3) return g_utf8_get_char(at);
  return (gunichar)((bytes[0] & 0x0f) << 12 | (bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f));
}

typedef struct LangGuess {
  bool han, traditional;
  const char *sure;   /* once nothing more can change it */
  gunichar seen[256]; /* characters that were looked at, by their low byte */
} LangGuess;

static void guess_from(LangGuess *guess, gunichar c) {
  guess->seen[c % G_N_ELEMENTS(guess->seen)] = c;
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA: guess->sure = "ja"; break;
  case G_UNICODE_SCRIPT_HANGUL: guess->sure = "ko"; break;
  case G_UNICODE_SCRIPT_BOPOMOFO: guess->sure = "zh-Hant"; break;
  case G_UNICODE_SCRIPT_HAN:
    guess->han = true;
    guess->traditional = guess->traditional || g_utf8_strchr(traditional_only, -1, c);
    break;
  default:
    /* full-width punctuation alone is set as Chinese too */
    guess->han = guess->han || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF5E);
  }
}

static bool are_ascii(const char *eight) {
  guint64 bytes;
  memcpy(&bytes, eight, sizeof bytes);
  return !(bytes & G_GUINT64_CONSTANT(0x8080808080808080));
}

/* Eight bytes at a time: the text may be a spec with all its data. */
const char *text_guess_lang(const char *utf8) {
  LangGuess guess = {0};
  const char *end = utf8 ? utf8 + strlen(utf8) : NULL;
  /* Longer texts are whole files, which were checked when they were read. */
  if (end - utf8 < CHECKED_LENGTH && !g_utf8_validate(utf8 ? utf8 : "", end - utf8, NULL)) return NULL;
  for (const char *at = utf8, *to; at < end; at = to) {
    to = end - at < 8 ? end : at + 8;
    if (to - at == 8 && are_ascii(at)) continue;
    for (; at < to && !guess.sure; at++) {
      if ((unsigned char)*at < 0xc0) continue; /* ASCII, or inside a character */
      gunichar c = char_at(at, end);
      if (guess.seen[c % G_N_ELEMENTS(guess.seen)] != c) guess_from(&guess, c);
    }
    if (guess.sure) return guess.sure;
  }
  return !guess.han ? NULL : guess.traditional ? "zh-Hant" : "zh-Hans";
}
