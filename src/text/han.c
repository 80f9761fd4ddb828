/* text/han.c: see text/han.h. */
#include "text/han.h"

/* How far around a mark is looked, in characters: a quotation may be long, but a text can be hostile. */
enum { REACH = 500 };

static const struct {
  HanClass class;
  const char *members;
} marks[] = {
    {HAN_OPENING, "“‘《〈「『（【〔〖［｛〘〚﹁﹃︵︻︷︿︽"},
    {HAN_CLOSING, "”’》〉」』）】〕〗］｝〙〛﹂﹄︶︼︸﹀︾"},
    {HAN_COMMA, "、，；：︐︑︓︔"},
    {HAN_STOP, "。？！．︒︕︖"},
    {HAN_INTERPUNCT, "·・"},
    {HAN_DASH, "—⸺"},
    {HAN_ELLIPSIS, "…⋯"},
    {HAN_CONNECTOR, "～〜–"},
    {HAN_SOLIDUS, "／/"},
};

bool han_is_shared(gunichar c) { return c > 0x7f && g_utf8_strchr("“”‘’—…·", -1, c) != NULL; }

bool han_is_east_asian(gunichar c) {
  if (c < 0x2e80) return false;
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO: return true;
  default: return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0xFE30 && c <= 0xFE4F);
  }
}

static bool is_western(gunichar c) {
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_LATIN:
  case G_UNICODE_SCRIPT_GREEK:
  case G_UNICODE_SCRIPT_CYRILLIC: return true;
  default: return (c < 0x80 && g_ascii_isalnum((char)c)) || (c && g_utf8_strchr("%‰°℃℉$€£¥¢+−±", -1, c));
  }
}

static HanClass class_of(gunichar c) {
  if (c == 0x3000) return HAN_IDEOGRAPH;
  if (g_unichar_isspace(c)) return HAN_SPACE;
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
    if (c && g_utf8_strchr(marks[i].members, -1, c)) return marks[i].class;
  if (han_is_east_asian(c)) return HAN_IDEOGRAPH;
  return is_western(c) ? HAN_WESTERN : HAN_OTHER;
}

/* The class of the next character in one direction that is neither a shared mark nor a space; HAN_OTHER at the text's end. */
static HanClass context(const gunichar *characters, const HanClass *classes, size_t count, size_t from, int step) {
  size_t i = from + (size_t)step;
  for (int left = REACH; left > 0 && i < count; left--, i += (size_t)step) /* below 0 wraps to above `count` */
    if (!han_is_shared(characters[i]) && classes[i] != HAN_SPACE) return classes[i];
  return HAN_OTHER;
}

static bool is_han(HanClass class) { return class == HAN_IDEOGRAPH || class >= HAN_OPENING; }

/* The mark that closes the quotation opened at `i`; `count` if there is none. */
static size_t closing_of(const gunichar *characters, size_t count, size_t i) {
  gunichar close = characters[i] == 0x201C ? 0x201D : 0x2019;
  for (size_t j = i + 1; j < count && j < i + REACH; j++)
    if (characters[j] == close) return j;
  return count;
}

/* A quotation is Chinese if the text on either side of it is, or, where it is all there is, the text in it. */
static bool quotation_is_han(const gunichar *characters, const HanClass *classes, size_t count, size_t open,
                             size_t close) {
  HanClass before = context(characters, classes, count, open, -1);
  HanClass after = close < count ? context(characters, classes, count, close, 1) : HAN_OTHER;
  if (is_han(before) || is_han(after)) return true;
  if (before != HAN_OTHER || after != HAN_OTHER) return false;
  for (size_t i = open + 1; i < close && i < open + REACH; i++)
    if (!han_is_shared(characters[i]) && is_han(classes[i])) return true;
  return false;
}

static void settle_quotation(const gunichar *characters, HanClass *classes, size_t count, size_t i) {
  size_t close = closing_of(characters, count, i);
  if (quotation_is_han(characters, classes, count, i, close)) return;
  classes[i] = HAN_WESTERN;
  if (close < count) classes[close] = HAN_WESTERN;
}

static void settle(const gunichar *characters, HanClass *classes, size_t count, size_t i) {
  gunichar c = characters[i];
  HanClass before = context(characters, classes, count, i, -1), after = context(characters, classes, count, i, 1);
  bool doubled = (i > 0 && characters[i - 1] == c) || (i + 1 < count && characters[i + 1] == c);
  bool between = i > 0 && i + 1 < count && classes[i - 1] == HAN_WESTERN && classes[i + 1] == HAN_WESTERN;
  if (c == 0x2019 && between) /* it's */
    classes[i] = HAN_WESTERN;
  else if ((c == 0x2014 || c == 0x2026) && doubled)
    return; /* —— and …… are Chinese */
  else if (c != 0x201D && c != 0x2019 && !is_han(before) && !is_han(after))
    classes[i] = HAN_WESTERN;
}

/* Variation selectors and combining marks belong to the letter before them. */
static bool is_part(gunichar c) { return c > 0x7f && (g_unichar_ismark(c) || g_unichar_iszerowidth(c)); }

void han_classify(const gunichar *characters, size_t count, HanClass *classes) {
  bool any = false;
  for (size_t i = 0; i < count; i++) {
    classes[i] = class_of(characters[i]);
    if (i > 0 && is_part(characters[i]) && (classes[i - 1] == HAN_IDEOGRAPH || classes[i - 1] == HAN_WESTERN))
      classes[i] = classes[i - 1];
    any = any || (classes[i] == HAN_IDEOGRAPH && characters[i] != 0x3000);
  }
  for (size_t i = 0; i < count; i++) {
    if (!han_is_shared(characters[i]) || classes[i] == HAN_WESTERN) continue;
    if (!any)
      classes[i] = HAN_WESTERN;
    else if (characters[i] == 0x201C || characters[i] == 0x2018)
      settle_quotation(characters, classes, count, i);
    else
      settle(characters, classes, count, i);
  }
}
