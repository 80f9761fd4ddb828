/* text/language.c: which language a text looks like, and what fontconfig calls it. */
#include "text/layout.h"
#include "json/escape.h"
#include <string.h>

enum { CHECKED_LENGTH = 1 << 16 };

/* Characters written in Taiwan and Hong Kong but not on the mainland, among the commonest of charts: enough to identify
 * traditional text. */
static const char traditional_only[] = "國學會來時個們為這說對過發經樣現點關問間長門開見東車馬風魚鳥龍電書軍農業務產資"
                                       "總數據圖線網頁億萬與從實際場區縣臺灣氣";

/* g_utf8_get_char(), faster for the three-byte sequences of most CJK characters. Steps over the character. */
static gunichar next_char(const char **at, const char *end) {
  const unsigned char *bytes = (const unsigned char *)*at;
  if ((bytes[0] & 0xf0) == 0xe0 && end - *at >= 3) {
    *at += 3;
    return (gunichar)((bytes[0] & 0x0f) << 12 | (bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f));
  }
  gunichar c = g_utf8_get_char(*at);
  *at = g_utf8_next_char(*at);
  return c;
}

static void be_sure(LangGuess *guess, const char *lang) {
  if (!guess->sure) guess->sure = lang;
}

static void guess_from(LangGuess *guess, gunichar c) {
  guess->seen[c % G_N_ELEMENTS(guess->seen)] = c;
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA: be_sure(guess, "ja"); break;
  case G_UNICODE_SCRIPT_HANGUL: be_sure(guess, "ko"); break;
  case G_UNICODE_SCRIPT_BOPOMOFO: be_sure(guess, "zh-Hant"); break;
  case G_UNICODE_SCRIPT_HAN:
    guess->han = true;
    guess->traditional = guess->traditional || g_utf8_strchr(traditional_only, -1, c);
    break;
  default:
    /* full-width punctuation alone is set as Chinese too */
    guess->han = guess->han || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF5E);
  }
}

/* To the next character that is not ASCII or, with `escaped`, is a backslash; or to the end. Eight bytes at a time: the
 * text may be a spec with all its data. */
static const char *skip_plain(const char *at, const char *end, bool escaped) {
  for (; end - at >= 8; at += 8) {
    guint64 bytes;
    memcpy(&bytes, at, sizeof bytes);
    bytes = GUINT64_FROM_LE(bytes);
    guint64 differs = bytes ^ G_GUINT64_CONSTANT(0x5c5c5c5c5c5c5c5c); /* zero where the backslashes are */
    guint64 stops = escaped ? (differs - G_GUINT64_CONSTANT(0x0101010101010101)) & ~differs : 0;
    guint64 high = (bytes | stops) & G_GUINT64_CONSTANT(0x8080808080808080);
    if (high) return at + __builtin_ctzll(high) / 8;
  }
  while (at < end && !(*at & 0x80) && !(escaped && *at == '\\')) at++;
  return at;
}

static void guess_add(LangGuess *guess, const char *utf8, bool escaped) {
  const char *end = utf8 ? utf8 + strlen(utf8) : NULL;
  /* Longer texts are whole files, which were checked when they were read. */
  if (!utf8 || (end - utf8 < CHECKED_LENGTH && !g_utf8_validate(utf8, end - utf8, NULL))) return;
  for (const char *at = utf8; (!guess->sure || guess->goes_on) && (at = skip_plain(at, end, escaped)) < end;) {
    gunichar c = '\\';
    if (*at == '\\')
      at += MAX(json_escape_read(at, end, &c), 1);
    else
      c = next_char(&at, end);
    if (c >= 0x80 && guess->seen[c % G_N_ELEMENTS(guess->seen)] != c) guess_from(guess, c);
  }
}

void lang_guess_add(LangGuess *guess, const char *utf8) { guess_add(guess, utf8, false); }
void lang_guess_add_json(LangGuess *guess, const char *json) { guess_add(guess, json, true); }

const char *lang_guess_result(const LangGuess *guess) { return guess->sure ? guess->sure : lang_guess_of_han(guess); }

const char *lang_guess_of_han(const LangGuess *guess) {
  return !guess->han ? NULL : guess->traditional ? "zh-Hant" : "zh-Hans";
}

const char *text_guess_lang(const char *utf8) {
  LangGuess guess = {0};
  lang_guess_add(&guess, utf8);
  return lang_guess_result(&guess);
}

/* fontconfig orders fonts by region, not by script. */
static const struct {
  const char *tag, *region;
} regions[] = {
    {"zh-hant-hk", "zh-hk"}, {"zh-hant-mo", "zh-mo"}, {"zh-hant", "zh-tw"}, {"zh-hans-sg", "zh-sg"},
    {"zh-hans", "zh-cn"},    {"zh-tw", "zh-tw"},      {"zh-hk", "zh-hk"},   {"zh-mo", "zh-mo"},
    {"zh-sg", "zh-sg"},      {"zh", "zh-cn"},
};

PangoLanguage *text_language(const char *tag) {
  if (!tag || !*tag) return NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(regions); i++) {
    size_t length = strlen(regions[i].tag);
    if (g_ascii_strncasecmp(tag, regions[i].tag, length) == 0 && (tag[length] == '\0' || tag[length] == '-'))
      return pango_language_from_string(regions[i].region);
  }
  return pango_language_from_string(tag);
}
