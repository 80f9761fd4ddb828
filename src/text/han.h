/* text/han.h: what characters are in Chinese and Japanese typesetting, by the classes of CLREQ
 * (https://www.w3.org/TR/clreq/#punctuation_marks). */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef enum HanClass {
  HAN_OTHER,      /* text of other scripts, which these rules leave alone */
  HAN_IDEOGRAPH,  /* Han, kana, bopomofo, full-width letters and digits */
  HAN_WESTERN,    /* letters and digits of alphabets, with the signs of a number */
  HAN_SPACE,      /* between words */
  HAN_OPENING,    /* “《（ */
  HAN_CLOSING,    /* ”》） */
  HAN_COMMA,      /* 、，；： */
  HAN_STOP,       /* 。？！ */
  HAN_INTERPUNCT, /* · */
  HAN_DASH,       /* — */
  HAN_ELLIPSIS,   /* … */
  HAN_CONNECTOR,  /* ～ – */
  HAN_SOLIDUS     /* ／ / */
} HanClass;

/* Whether it is one of the marks that full-width faces set in a box with an empty half or quarter. */
static inline bool han_is_mark(HanClass class) { return class >= HAN_OPENING && class <= HAN_INTERPUNCT; }

/* The classes of `count` characters. Quotation marks, dashes, ellipses and interpuncts belong to the text around them: where that
 * is not Han, they are HAN_WESTERN. */
void han_classify(const gunichar *characters, size_t count, HanClass *classes);
/* Whether the character is one of those that Latin and Han faces share: “ ” ‘ ’ — … · */
bool han_is_shared(gunichar c);
/* Ideographs, kana and bopomofo, and the marks and full-width forms of East Asian blocks. */
bool han_is_east_asian(gunichar c);
