/* format/icu.h: the part of ICU's C API that knows languages (CLDR): loaded when the first chart states a language. */
#pragma once
#include "base/arena.h"
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/ures.h>

typedef struct Icu {
  int32_t (*id_of_tag)(const char *tag, char *id, int32_t room, int32_t *read, UErrorCode *status);
  int32_t (*set_keyword)(const char *keyword, const char *value, char *id, int32_t room, UErrorCode *status);
  UResourceBundle *(*open_resources)(const char *package, const char *id, UErrorCode *status);
  void (*close_resources)(UResourceBundle *resources);

  UDateFormat *(*open_dates)(UDateFormatStyle time, UDateFormatStyle date, const char *id, const UChar *zone,
                             int32_t zone_length, const UChar *pattern, int32_t length, UErrorCode *status);
  int32_t (*date_symbol)(const UDateFormat *dates, UDateFormatSymbolType type, int32_t i, UChar *out, int32_t room,
                         UErrorCode *status);
  int32_t (*write_date)(const UDateFormat *dates, UDate moment, UChar *out, int32_t room, UFieldPosition *position,
                        UErrorCode *status);
  void (*close_dates)(UDateFormat *dates);
  UDateTimePatternGenerator *(*open_patterns)(const char *id, UErrorCode *status);
  int32_t (*pattern)(UDateTimePatternGenerator *patterns, const UChar *skeleton, int32_t length, UChar *out,
                     int32_t room, UErrorCode *status);
  void (*close_patterns)(UDateTimePatternGenerator *patterns);

  UNumberFormat *(*open_numbers)(UNumberFormatStyle style, const UChar *pattern, int32_t length, const char *id,
                                 UParseError *error, UErrorCode *status);
  int32_t (*write_number)(const UNumberFormat *numbers, double number, UChar *out, int32_t room,
                          UFieldPosition *position, UErrorCode *status);
  int32_t (*number_symbol)(const UNumberFormat *numbers, UNumberFormatSymbol symbol, UChar *out, int32_t room,
                           UErrorCode *status);
  int32_t (*number_text)(const UNumberFormat *numbers, UNumberFormatTextAttribute tag, UChar *out, int32_t room,
                         UErrorCode *status);
  int32_t (*number_attribute)(const UNumberFormat *numbers, UNumberFormatAttribute attribute);
  void (*close_numbers)(UNumberFormat *numbers);

  UCalendar *(*open_calendar)(const UChar *zone, int32_t length, const char *id, UCalendarType type,
                              UErrorCode *status);
  int32_t (*calendar_attribute)(const UCalendar *calendar, UCalendarAttribute attribute);
  void (*close_calendar)(UCalendar *calendar);

  UCollator *(*open_collator)(const char *id, UErrorCode *status);
  void (*set_collation)(UCollator *collator, UColAttribute attribute, UColAttributeValue value, UErrorCode *status);
  int32_t (*sort_key)(const UCollator *collator, const UChar *text, int32_t length, uint8_t *key, int32_t room);
  void (*close_collator)(UCollator *collator);
} Icu;

enum { ICU_TEXT = 256 }; /* longer than any name or pattern of CLDR */

/* NULL where it is not installed. */
const Icu *icu_load(void);
/* The ICU locale of a BCP 47 tag, in the Gregorian calendar; false if CLDR does not know the language. `id` has room for
 * ULOC_FULLNAME_CAPACITY. */
bool icu_locale(const Icu *icu, const char *tag, char *id);
/* What ICU wrote, in `arena`; `otherwise` where that failed or is empty. */
const char *icu_text(const UChar *units, int32_t length, UErrorCode status, const char *otherwise, Arena *arena);
