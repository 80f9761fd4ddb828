/* text/words.c: where words of a text begin, by ICU's dictionaries, which are loaded when the first title needs them. */
#include "base/library.h"
#include "text/layout.h"
#include <string.h>
#include <unicode/ubrk.h>

typedef struct Icu {
  UBreakIterator *(*open)(UBreakIteratorType type, const char *locale, const UChar *text, int32_t length,
                          UErrorCode *status);
  int32_t (*next)(UBreakIterator *iterator);
  void (*close)(UBreakIterator *iterator);
} Icu;

#define NAME_OF(function) G_STRINGIFY(function)
static const LibrarySymbol symbols[] = {
    {NAME_OF(ubrk_open), offsetof(Icu, open)},
    {NAME_OF(ubrk_next), offsetof(Icu, next)},
    {NAME_OF(ubrk_close), offsetof(Icu, close)},
};

static void find(const Icu *icu, const char *text, size_t length, const gunichar2 *units, glong count, bool *starts) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *words = icu->open(UBRK_WORD, "zh", (const UChar *)units, (int32_t)count, &status);
  if (U_FAILURE(status)) return;
  memset(starts, 0, length + 1);
  const char *at = text;
  int32_t unit = 0;
  size_t i = 0;
  for (int32_t next = icu->next(words); next != UBRK_DONE; next = icu->next(words)) {
    for (; unit < next && *at; at = g_utf8_next_char(at), i++) unit += g_utf8_get_char(at) > 0xffff ? 2 : 1;
    if (i <= length) starts[i] = true;
  }
  icu->close(words);
}

bool *text_word_starts(const char *text) {
  size_t length = (size_t)g_utf8_strlen(text, -1);
  bool *starts = g_new(bool, length + 1);
  memset(starts, 1, length + 1);
  Icu icu;
  glong count;
  gunichar2 *units = library_load(TUBAN_ICU_LIBRARY, symbols, G_N_ELEMENTS(symbols), &icu)
                         ? g_utf8_to_utf16(text, -1, NULL, &count, NULL)
                         : NULL;
  if (units && count < G_MAXINT32) find(&icu, text, length, units, count, starts);
  g_free(units);
  return starts;
}
