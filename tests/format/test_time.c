/* Dates in words and from words, against d3-time-format 4.1 and vega-format 2 in New York. */
#include "format/format.h"
#include <math.h>
#include <string.h>
#include <time.h>

static Arena *arena;
static const Locale *locales[2];

static void check_text(const char *got, const char *want, const char *specifier, double ms) {
  if (g_strcmp0(got, want) == 0) return;
  g_test_message("%s of %.0f: \"%s\" instead of \"%s\"", specifier, ms, got, want);
  g_test_fail();
}

static void test_dates_are_written_as_by_d3(void) {
  static const struct {
    int locale;
    const char *specifier;
    double ms;
    bool utc;
    const char *text;
  } cases[] = {
#include "format/times.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    check_text(format_time(locales[cases[i].locale], cases[i].specifier, cases[i].ms, cases[i].utc, arena),
               cases[i].text, cases[i].specifier, cases[i].ms);
}

static void test_the_multi_format_shows_the_unit_that_starts(void) {
  static const struct {
    double ms;
    bool utc;
    const char *text;
  } cases[] = {
#include "format/multis.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    check_text(format_time_multi(locales[0], NULL, cases[i].ms, cases[i].utc, arena), cases[i].text, "multi",
               cases[i].ms);
  const Json *own = json_literal(arena, (Place){0}, "{'year':'year %Y','day':'day %d'}");
  check_text(format_time_multi(locales[0], own, 0, true, arena), "year 1970", "own", 0);
  check_text(format_time_multi(locales[0], own, 864e5, true, arena), "day 02", "own", 864e5);
}

static void test_dates_are_read_as_by_d3(void) {
  static const struct {
    int locale;
    const char *specifier, *text;
    bool utc;
    double ms;
  } cases[] = {
#include "format/parses.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    double ms = parse_time(locales[cases[i].locale], cases[i].specifier, cases[i].text, cases[i].utc);
    if (ms == cases[i].ms || (isnan(ms) && isnan(cases[i].ms))) continue;
    g_test_message("\"%s\" as %s: %.0f instead of %.0f", cases[i].text, cases[i].specifier, ms, cases[i].ms);
    g_test_fail();
  }
}

/* %c of a locale whose %c holds %c. */
static void test_a_locale_cannot_go_round_in_circles(void) {
  const Locale *locale =
      locale_from_json(json_literal(arena, (Place){0}, "{'time':{'dateTime':'%c%c','date':'%c','time':'%X'}}"), arena);
  g_assert_nonnull(format_time(locale, "%c %x %X", 0, true, arena));
  g_assert_true(isnan(parse_time(locale, "%c", "1", true)));
}

static void test_text_that_is_not_utf_8_is_not_a_date(void) {
  g_assert_true(isnan(parse_time(locales[0], "%Y\xff", "2012\xff", true)));
  g_assert_cmpfloat(parse_time(locales[0], "%Yé", "1970é", true), ==, 0);
}

int main(int argc, char **argv) {
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
  g_test_init(&argc, &argv, NULL);
  static const char locale[] =
#include "format/locale.inc"
      ;
  arena = arena_create();
  const Source source = {.name = "locale", .text = locale, .length = strlen(locale)};
  locales[0] = locale_default();
  locales[1] = locale_from_json(json_parse(&source, messages_create(arena, false), arena), arena);
  g_test_add_func("/time/dates_are_written_as_by_d3", test_dates_are_written_as_by_d3);
  g_test_add_func("/time/the_multi_format_shows_the_unit_that_starts",
                  test_the_multi_format_shows_the_unit_that_starts);
  g_test_add_func("/time/dates_are_read_as_by_d3", test_dates_are_read_as_by_d3);
  g_test_add_func("/time/a_locale_cannot_go_round_in_circles", test_a_locale_cannot_go_round_in_circles);
  g_test_add_func("/time/text_that_is_not_utf_8_is_not_a_date", test_text_that_is_not_utf_8_is_not_a_date);
  int failed = g_test_run();
  arena_destroy(arena);
  return failed;
}
