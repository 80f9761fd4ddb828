/* Numbers, dates and order by language, against ICU's own output for every locale that it has. */
#include "base/library.h"
#include "format/collate.h"
#include "format/icu.h"
#include "format/locale.h"
#include "time/clock.h"
#include <math.h>
#include <string.h>

typedef struct Catalogue {
  int32_t (*count)(void);
  const char *(*at)(int32_t i);
  int32_t (*tag)(const char *id, char *tag, int32_t room, UBool strict, UErrorCode *status);
} Catalogue;

#define NAME_OF(function) G_STRINGIFY(function)
static const LibrarySymbol symbols[] = {
    {NAME_OF(uloc_countAvailable), offsetof(Catalogue, count)},
    {NAME_OF(uloc_getAvailable), offsetof(Catalogue, at)},
    {NAME_OF(uloc_toLanguageTag), offsetof(Catalogue, tag)},
};
static Catalogue catalogue;
static const Icu *icu;
static Arena *arena;

/* Calls `check` with each tag that ICU has; without "-m slow" with every seventh. */
static void for_each_language(void (*check)(const char *tag)) {
  for (int32_t i = 0; i < catalogue.count(); i += g_test_slow() ? 1 : 7) {
    char tag[100];
    UErrorCode status = U_ZERO_ERROR;
    catalogue.tag(catalogue.at(i), tag, sizeof tag, false, &status);
    if (U_SUCCESS(status) && strcmp(tag, "en") != 0 && strcmp(tag, "en-US") != 0) check(tag);
  }
}

static const Locale *locale_of(const char *tag) {
  const Json *unknown;
  return locale_choose(&(LocaleSources){.lang = tag}, &unknown, arena);
}

static const char *icu_date(const char *tag, const char *skeleton, double ms) {
  static const UChar zone[] = {'G', 'M', 'T', 0};
  char id[ULOC_FULLNAME_CAPACITY];
  UChar wanted[32], units[ICU_TEXT];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = (int32_t)strlen(skeleton);
  for (int32_t i = 0; i < length; i++) wanted[i] = (UChar)skeleton[i];
  if (!icu_locale(icu, tag, id)) return NULL;
  UDateTimePatternGenerator *patterns = icu->open_patterns(id, &status);
  int32_t found = icu->pattern(patterns, wanted, length, units, ICU_TEXT, &status);
  UDateFormat *dates = icu->open_dates(UDAT_PATTERN, UDAT_PATTERN, id, zone, 3, units, found, &status);
  found = icu->write_date(dates, ms, units, ICU_TEXT, NULL, &status);
  const char *text = icu_text(units, found, status, NULL, arena);
  icu->close_dates(dates);
  icu->close_patterns(patterns);
  return text;
}

static int compared;

static void check_dates(const char *tag) {
  static const struct {
    unsigned parts;
    const char *skeleton;
  } units[] = {{TIME_YEAR, "y"},
               {TIME_YEAR | TIME_MONTH, "yMMM"},
               {TIME_YEAR | TIME_MONTH | TIME_DATE, "yMMMd"},
               {TIME_MONTH | TIME_DATE, "MMMd"},
               {TIME_YEAR | TIME_QUARTER, "yQQQ"},
               {TIME_HOURS, "j"},
               {TIME_HOURS | TIME_MINUTES, "jm"}};
  const double moments[] = {1762214400000 + 8.5 * MS_HOUR,
                            1709164800000 + 20.25 * MS_HOUR}; /* 2025-11-04, 2024-02-29 */
  const Locale *locale = locale_of(tag);
  if (!locale || !locale->dates) return;
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(moments); k++) {
      const char *want = icu_date(tag, units[i].skeleton, moments[k]);
      const char *format = locale_unit_specifier(locale, units[i].parts, arena);
      const char *got = format_time(locale, format, moments[k], true, arena);
      compared++;
      if (g_strcmp0(want, got) == 0) continue;
      g_test_message("%s %s: \"%s\" instead of \"%s\"", tag, units[i].skeleton, got, want);
      g_test_fail();
    }
}

static void test_dates_are_those_of_icu_in_every_language(void) {
  compared = 0;
  for_each_language(check_dates);
  g_assert_cmpint(compared, >, g_test_slow() ? 7000 : 1000);
}

static void check_numbers(const char *tag) {
  static const struct {
    double number;
    const char *specifier;
    UNumberFormatStyle style;
  } cases[] = {{1234.5, ",.1f", UNUM_DECIMAL}, {400000000, ",", UNUM_DECIMAL}, {0.25, ".0%", UNUM_PERCENT}};
  const Locale *locale = locale_of(tag);
  char id[ULOC_FULLNAME_CAPACITY];
  if (!locale || !icu_locale(icu, tag, id)) return;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    UChar units[ICU_TEXT];
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *numbers = icu->open_numbers(cases[i].style, NULL, 0, id, NULL, &status);
    int32_t length = icu->write_number(numbers, cases[i].number, units, ICU_TEXT, NULL, &status);
    const char *want = icu_text(units, length, status, NULL, arena);
    icu->close_numbers(numbers);
    const char *got = format_number(locale, cases[i].specifier, cases[i].number, arena);
    compared++;
    if (g_strcmp0(want, got) == 0) continue;
    g_test_message("%s %g: \"%s\" instead of \"%s\"", tag, cases[i].number, got, want);
    g_test_fail();
  }
}

static void test_numbers_are_those_of_icu_in_every_language(void) {
  compared = 0;
  for_each_language(check_numbers);
  g_assert_cmpint(compared, >, g_test_slow() ? 2000 : 280);
}

static void test_chinese_japanese_and_korean_count_in_ten_thousands(void) {
  static const struct {
    const char *tag;
    double number;
    const char *text;
  } cases[] = {{"zh-Hans", 4e8, "4亿"},    {"zh-Hans", 12000, "1.2万"},
               {"zh-Hans", 5000, "5000"},  {"zh-Hans", 1.25e8, "1.25亿"},
               {"zh-Hans", -3e4, "−3万"},  {"zh-Hans", 0, "0"},
               {"zh-Hans", 5e7, "5000万"}, {"zh-Hans", 2e12, "2万亿"},
               {"zh-Hant-TW", 4e8, "4億"}, {"zh-Hant-HK", 12000, "1.2萬"},
               {"ja", 4e8, "4億"},         {"ja", 2e12, "2兆"},
               {"ko", 4e8, "4억"},         {"ko", 12000, "1.2만"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Locale *locale = locale_of(cases[i].tag);
    g_assert_true(locale_counts(locale, 10000));
    g_assert_false(locale_counts(locale, 9999));
    g_assert_cmpstr(format_counted(locale, fabs(cases[i].number), -1, cases[i].number, arena), ==, cases[i].text);
  }
  static const char *const others[] = {"de", "fr", "ru", "ar", "hi", "en-GB"};
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++) g_assert_false(locale_counts(locale_of(others[i]), 1e12));
}

static void test_counted_numbers_are_rounded(void) {
  const Locale *locale = locale_default(); /* in Chinese all the same */
  g_assert_cmpstr(format_counted(locale, NAN, -1, 884123456, arena), ==, "8.8亿");
  g_assert_cmpstr(format_counted(locale, NAN, -1, 99996000, arena), ==, "1亿");
  g_assert_cmpstr(format_counted(locale, NAN, -1, 123456789012, arena), ==, "1235亿");
  g_assert_cmpstr(format_counted(locale, NAN, 2, 884123456, arena), ==, "8.84亿");
  g_assert_cmpstr(format_counted(locale, NAN, 1, 400000000, arena), ==, "4.0亿");
  g_assert_cmpstr(format_counted(locale, NAN, -1, NAN, arena), ==, "NaN");
  g_assert_cmpstr(format_counted(locale, NAN, -1, 1e300, arena), !=, "");
}

static void test_dates_in_chinese_numerals(void) {
  const Locale *han = locale_han_dates();
  const double moment = 1762214400000; /* 2025-11-04 */
  g_assert_cmpstr(format_time(han, han_date_specifier(0, arena), moment, true, arena), ==, "二〇二五年十一月四日");
  g_assert_cmpstr(format_time(han, han_date_specifier(TIME_YEAR | TIME_MONTH, arena), moment, true, arena), ==,
                  "二〇二五年十一月");
  g_assert_cmpstr(format_time(han, "%-m月%-d日", moment + 26.0 * MS_DAY, true, arena), ==, "十一月三十日");
}

/* A part of Chinese, English and a month by itself, so that nothing depends on what ICU says today. */
static void test_axes_say_what_is_expected(void) {
  const Locale *chinese = locale_of("zh-Hans"), *german = locale_of("de");
  const double november = 1761955200000, saturday = november, january = 1735689600000;
  g_assert_cmpstr(format_time_multi(chinese, NULL, november, true, arena), ==, "11月");
  g_assert_cmpstr(format_time_multi(chinese, NULL, january, true, arena), ==, "2025年");
  g_assert_cmpstr(format_time_multi(german, NULL, november, true, arena), ==, "November");
  g_assert_cmpstr(format_time(chinese, locale_unit_specifier(chinese, TIME_DAY, arena), saturday, true, arena), ==,
                  "周六");
  g_assert_cmpstr(format_time(german, "%d. %B", january, true, arena), ==, "01. Januar");
  g_assert_null(locale_of("en"));
  g_assert_null(locale_of("en-US"));
  g_assert_null(locale_of("tlh"));
  g_assert_null(locale_of(""));
  g_assert_null(locale_of("-"));
  g_assert_null(locale_of("zh-!"));
}

/* English data of a Chinese chart are read as without a language. */
static void test_dates_are_read_in_english(void) {
  g_assert_cmpfloat(parse_time(locale_of("zh-Hans"), "%b %d, %Y", "Nov 04, 2025", true), ==, 1762214400000);
}

static void test_nearer_sources_of_a_locale_take_precedence(void) {
  static const char text[] = "{\"number\": {\"decimal\": \";\", \"thousands\": \"'\", \"grouping\": [3]}, \"tag\": "
                             "\"de-DE\", \"wrong\": \"klingon\"}";
  const Source source = {.name = "locale", .text = text, .length = strlen(text)};
  const Json *json = json_parse(&source, messages_create(arena, false), arena), *unknown;
  LocaleSources sources = {.config = json, .lang = "zh-Hans"};
  const Locale *locale = locale_choose(&sources, &unknown, arena);
  g_assert_false(locale_counts(locale, 1e12));
  g_assert_cmpstr(format_number(locale, ",.1f", 1234.5, arena), ==, "1'234;5");
  g_assert_cmpstr(format_time_multi(locale, NULL, 1761955200000, true, arena), ==, "11月");
  sources = (LocaleSources){.number = json_get(json, "tag"), .time = json_get(json, "tag"), .lang = "zh-Hans"};
  locale = locale_choose(&sources, &unknown, arena);
  g_assert_null(unknown);
  g_assert_cmpstr(format_number(locale, "$,.2f", 1234.5, arena), ==, "1.234,50\u00a0€");
  g_assert_cmpstr(format_time(locale, "%B", 1761955200000, true, arena), ==, "November");
  sources.number = json_get(json, "wrong");
  locale = locale_choose(&sources, &unknown, arena);
  g_assert_true(unknown == sources.number);
}

static void test_the_sign_of_money_is_not_changed_by_the_language(void) {
  g_assert_cmpstr(format_number(locale_of("zh-Hans-CN"), "$,.0f", 1200, arena), ==, "$1,200");
}

static void check_order(const char *kind, const char *lang, const char *const *texts, size_t count) {
  const Collation *collation = collation_create(kind, lang, arena);
  for (size_t i = 1; i < count; i++)
    g_assert_cmpstr(collation_key(collation, texts[i - 1], arena), <, collation_key(collation, texts[i], arena));
}

static void test_names_are_in_the_order_of_dictionaries(void) {
  static const char *const pinyin[] = {"2月", "10月", "安徽", "北京", "上海", "浙江"};
  check_order("pinyin", NULL, pinyin, G_N_ELEMENTS(pinyin));
  check_order("natural", "zh-Hans", pinyin, G_N_ELEMENTS(pinyin));
  check_order("natural", "en", (const char *const[]){"2", "10", "Item 9", "item 10"}, 4);
}

static void test_weeks_start_where_they_do(void) {
  g_assert_cmpint(language_first_weekday("de"), ==, 1);
  g_assert_cmpint(language_first_weekday("en-US"), ==, 0);
  g_assert_cmpint(language_first_weekday("en-GB"), ==, 1);
  g_assert_cmpint(language_first_weekday("ar-EG"), ==, 6);
  g_assert_cmpint(language_first_weekday("no such"), ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  icu = icu_load();
  g_assert_nonnull(icu);
  g_assert_true(library_load(TUBAN_ICU_LIBRARY, symbols, G_N_ELEMENTS(symbols), &catalogue));
  g_test_add_func("/language/dates", test_dates_are_those_of_icu_in_every_language);
  g_test_add_func("/language/numbers", test_numbers_are_those_of_icu_in_every_language);
  g_test_add_func("/language/ten_thousands", test_chinese_japanese_and_korean_count_in_ten_thousands);
  g_test_add_func("/language/rounded", test_counted_numbers_are_rounded);
  g_test_add_func("/language/numerals", test_dates_in_chinese_numerals);
  g_test_add_func("/language/axes", test_axes_say_what_is_expected);
  g_test_add_func("/language/reading", test_dates_are_read_in_english);
  g_test_add_func("/language/sources", test_nearer_sources_of_a_locale_take_precedence);
  g_test_add_func("/language/money", test_the_sign_of_money_is_not_changed_by_the_language);
  g_test_add_func("/language/order", test_names_are_in_the_order_of_dictionaries);
  g_test_add_func("/language/weeks", test_weeks_start_where_they_do);
  int failed = g_test_run();
  arena_destroy(arena);
  return failed;
}
