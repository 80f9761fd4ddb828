/* format/collate.c: see format/collate.h. */
#include "format/collate.h"
#include "base/temporary.h"
#include "format/icu.h"
#include <string.h>

struct Collation {
  const Icu *icu;
  UCollator *collator;
};

const Collation *collation_create(const char *kind, const char *lang, Arena *arena) {
  const Icu *icu = icu_load();
  char id[ULOC_FULLNAME_CAPACITY] = "zh@collation=pinyin";
  if (!icu) return NULL;
  if (strcmp(kind, "pinyin") != 0 && !(lang && icu_locale(icu, lang, id))) g_strlcpy(id, "root", sizeof id);
  UErrorCode status = U_ZERO_ERROR;
  UCollator *collator = icu->open_collator(id, &status);
  if (!collator) return NULL;
  arena_adopt(arena, collator, (GDestroyNotify)icu->close_collator);
  icu->set_collation(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
  Collation *collation = arena_new(arena, Collation);
  *collation = (Collation){icu, collator};
  return U_SUCCESS(status) ? collation : NULL;
}

const char *collation_key(const Collation *collation, const char *text, Arena *arena) {
  glong count = 0;
  gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
  arena_temporary(arena, units);
  if (!units || count > G_MAXINT32 / 8) return text;
  const UChar *letters = (const UChar *)units;
  int32_t length = collation->icu->sort_key(collation->collator, letters, (int32_t)count, NULL, 0);
  uint8_t *bytes = arena_array(arena, uint8_t, (size_t)length + 1);
  collation->icu->sort_key(collation->collator, letters, (int32_t)count, bytes, length);
  /* in ASCII, which every order of strings agrees on */
  char *key = arena_array(arena, char, 2 * (size_t)length + 1);
  for (int32_t i = 0; i < length; i++) {
    key[2 * i] = (char)('A' + (bytes[i] >> 4));
    key[2 * i + 1] = (char)('A' + (bytes[i] & 15));
  }
  return key;
}
