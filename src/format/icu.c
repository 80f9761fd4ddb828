/* format/icu.c: see format/icu.h. */
#include "format/icu.h"
#include "base/library.h"
#include <string.h>

#define NAME_OF(function) G_STRINGIFY(function)
static const LibrarySymbol symbols[] = {
    {NAME_OF(uloc_forLanguageTag), offsetof(Icu, id_of_tag)},
    {NAME_OF(uloc_setKeywordValue), offsetof(Icu, set_keyword)},
    {NAME_OF(ures_open), offsetof(Icu, open_resources)},
    {NAME_OF(ures_close), offsetof(Icu, close_resources)},
    {NAME_OF(udat_open), offsetof(Icu, open_dates)},
    {NAME_OF(udat_getSymbols), offsetof(Icu, date_symbol)},
    {NAME_OF(udat_format), offsetof(Icu, write_date)},
    {NAME_OF(udat_close), offsetof(Icu, close_dates)},
    {NAME_OF(udatpg_open), offsetof(Icu, open_patterns)},
    {NAME_OF(udatpg_getBestPattern), offsetof(Icu, pattern)},
    {NAME_OF(udatpg_close), offsetof(Icu, close_patterns)},
    {NAME_OF(unum_open), offsetof(Icu, open_numbers)},
    {NAME_OF(unum_formatDouble), offsetof(Icu, write_number)},
    {NAME_OF(unum_getSymbol), offsetof(Icu, number_symbol)},
    {NAME_OF(unum_getTextAttribute), offsetof(Icu, number_text)},
    {NAME_OF(unum_getAttribute), offsetof(Icu, number_attribute)},
    {NAME_OF(unum_close), offsetof(Icu, close_numbers)},
    {NAME_OF(ucal_open), offsetof(Icu, open_calendar)},
    {NAME_OF(ucal_getAttribute), offsetof(Icu, calendar_attribute)},
    {NAME_OF(ucal_close), offsetof(Icu, close_calendar)},
    {NAME_OF(ucol_open), offsetof(Icu, open_collator)},
    {NAME_OF(ucol_setAttribute), offsetof(Icu, set_collation)},
    {NAME_OF(ucol_getSortKey), offsetof(Icu, sort_key)},
    {NAME_OF(ucol_close), offsetof(Icu, close_collator)},
};

const Icu *icu_load(void) {
  static Icu icu;
  static gsize state; /* 1: loaded, 2: not installed */
  if (g_once_init_enter(&state))
    g_once_init_leave(&state, library_load(TUBAN_ICU_I18N_LIBRARY, symbols, G_N_ELEMENTS(symbols), &icu) ? 1 : 2);
  return state == 1 ? &icu : NULL;
}

const char *icu_text(const UChar *units, int32_t length, UErrorCode status, const char *otherwise, Arena *arena) {
  if (U_FAILURE(status) || length <= 0 || length > ICU_TEXT) return otherwise;
  char *text = g_utf16_to_utf8((const gunichar2 *)units, length, NULL, NULL, NULL);
  const char *kept = text ? arena_strdup(arena, text) : otherwise;
  g_free(text);
  return kept;
}

bool icu_locale(const Icu *icu, const char *tag, char *id) {
  char plain[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  int32_t read = 0;
  if (g_strlcpy(plain, tag, sizeof plain) >= sizeof plain || !g_ascii_isalpha(plain[0])) return false;
  g_strdelimit(plain, "_", '-');
  int32_t length = icu->id_of_tag(plain, id, ULOC_FULLNAME_CAPACITY, &read, &status);
  if (U_FAILURE(status) || length <= 0 || length >= ULOC_FULLNAME_CAPACITY || read != (int32_t)strlen(plain) ||
      id[0] == '_')
    return false;
  icu->set_keyword("calendar", "gregorian", id, ULOC_FULLNAME_CAPACITY, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return false;
  UResourceBundle *names = icu->open_resources(NULL, id, &status);
  bool known = U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
  if (names) icu->close_resources(names);
  return known;
}
