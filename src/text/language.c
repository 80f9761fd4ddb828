/* text/language.c: which language a text looks like. */
#include "text/text.h"

/* Characters written in Taiwan and Hong Kong but not on the mainland, among the commonest of charts: enough to tell a text. */
static const char traditional_only[] = "國學會來時個們為這說對過發經樣現點關問間長門開見東車馬風魚鳥龍電書軍農業務產資"
                                       "總數據圖線網頁億萬與從實際場區縣臺灣氣";

const char *text_guess_lang(const char *utf8) {
  bool han = false, traditional = false;
  if (!utf8 || !g_utf8_validate(utf8, -1, NULL)) return NULL;
  for (const char *at = utf8; *at; at = g_utf8_next_char(at)) {
    if ((unsigned char)*at < 0x80) continue;
    gunichar c = g_utf8_get_char(at);
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
