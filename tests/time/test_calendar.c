/* Calendar fields, Date.UTC and new Date(…), Date.parse and d3-time's intervals, in New York: a zone with summer time, other
 * rules in each decade, and local mean time before 1883. */
#include "time/clock.h"
#include <math.h>
#include <stdlib.h>
#include <time.h>

static void check(double got, double want, const char *what, size_t row) {
  if (got == want || (isnan(got) && isnan(want))) return;
  g_test_message("%s, case %zu: %.17g instead of %.17g", what, row, got, want);
  g_test_fail();
}

static void test_fields_are_those_of_javascript_dates(void) {
  static const struct {
    double ms;
    bool utc;
    int fields[8];
    double zone;
    const char *iso;
  } cases[] = {
#include "time/date_parts.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    DateParts p = date_parts(cases[i].ms, cases[i].utc);
    const double got[] = {p.year, p.month, p.day, p.hours, p.minutes, p.seconds, p.milliseconds, p.weekday};
    for (size_t k = 0; k < 8; k++) check(got[k], cases[i].fields[k], "field", i);
    check(date_zone_offset(cases[i].ms), cases[i].zone, "zone", i);
    char buffer[40];
    g_assert_cmpstr(date_to_iso(cases[i].ms, buffer), ==, cases[i].iso);
    check(p.day_of_year,
          1 + floor((date_make(true, p.year, p.month, p.day, 0, 0, 0, 0) - date_make(true, p.year, 0, 1, 0, 0, 0, 0)) /
                    864e5),
          "day of year", i);
  }
}

static void test_fields_out_of_range_carry_and_skipped_hours_move_on(void) {
  static const struct {
    bool utc;
    double f[7], ms;
  } cases[] = {
#include "time/date_make.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const double *f = cases[i].f;
    check(date_make(cases[i].utc, f[0], f[1], f[2], f[3], f[4], f[5], f[6]), cases[i].ms, "date_make", i);
  }
}

static void test_texts_are_read_as_v8_reads_them(void) {
  static const struct {
    const char *text;
    double ms;
  } cases[] = {
#include "time/date_parse.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) check(date_parse(cases[i].text), cases[i].ms, cases[i].text, i);
}

static void test_intervals_are_those_of_d3(void) {
  static const struct {
    TimeInterval interval;
    int step;
    bool utc;
    double ms, floor, ceil, steps, offset, count;
  } cases[] = {
#include "time/intervals.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TimeInterval interval = cases[i].interval;
    double ms = cases[i].ms;
    bool utc = cases[i].utc;
    check(interval_floor(interval, cases[i].step, ms, utc), cases[i].floor, "floor", i);
    check(interval_ceil(interval, cases[i].step, ms, utc), cases[i].ceil, "ceil", i);
    check(interval_offset(interval, ms, cases[i].steps, utc), cases[i].offset, "offset", i);
    check(interval_count(interval, ms, ms + cases[i].steps * 2592e5, utc), cases[i].count, "count", i);
  }
}

static void test_offsets_by_several_are_those_of_d3(void) {
  static const struct {
    TimeInterval interval;
    int step;
    bool utc;
    double ms, steps, moment;
  } cases[] = {
#include "time/offsets.inc"
  };
  ClockMemory memory = {0};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Clock clock = {cases[i].utc, i % 2 ? &memory : NULL};
    double got = clock_interval_offset(&clock, cases[i].interval, cases[i].step, cases[i].ms, cases[i].steps);
    check(got, cases[i].moment, "offset by several", i);
  }
}

static void test_intervals_have_vegas_names(void) {
  static const struct {
    const char *name;
    TimeInterval interval;
  } names[] = {{"millisecond", INTERVAL_MILLISECOND},
               {"milliseconds", INTERVAL_MILLISECOND},
               {"second", INTERVAL_SECOND},
               {"seconds", INTERVAL_SECOND},
               {"minute", INTERVAL_MINUTE},
               {"minutes", INTERVAL_MINUTE},
               {"hour", INTERVAL_HOUR},
               {"hours", INTERVAL_HOUR},
               {"day", INTERVAL_DAY},
               {"date", INTERVAL_DAY},
               {"dayofyear", INTERVAL_DAY},
               {"week", INTERVAL_WEEK},
               {"month", INTERVAL_MONTH},
               {"year", INTERVAL_YEAR}};
  TimeInterval found;
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_assert_true(interval_from_name(names[i].name, &found));
    g_assert_cmpint(found, ==, names[i].interval);
  }
  g_assert_false(interval_from_name("fortnight", &found) || interval_from_name("", &found) ||
                 interval_from_name(NULL, &found));
}

/* ECMAScript: 100 million days on either side of 1970, to the millisecond. */
static void test_time_ends_where_javascripts_does(void) {
  for (int utc = 0; utc < 2; utc++) {
    g_assert_cmpfloat(date_parts(8.64e15, utc).year, ==, 275760);
    g_assert_cmpfloat(date_parts(-8.64e15, utc).year, ==, -271821);
    g_assert_true(isnan(date_parts(8.64e15 + 1, utc).year) && isnan(date_parts(-8.64e15 - 1, utc).year));
  }
  g_assert_cmpfloat(date_make(true, 275760, 8, 13, 0, 0, 0, 0), ==, 8.64e15);
  g_assert_true(isnan(date_make(true, 275760, 8, 13, 0, 0, 0, 1)));
  g_assert_cmpfloat(date_make(true, -271821, 3, 20, 0, 0, 0, 0), ==, -8.64e15);
  g_assert_true(isnan(date_make(true, -271821, 3, 19, 23, 59, 59, 999)));
  g_assert_cmpfloat(date_make(false, 275760, 8, 12, 20, 0, 0, 0), ==, 8.64e15); /* UTC − 4 h */
  g_assert_true(isnan(date_make(false, 275760, 8, 12, 20, 0, 0, 1)));
  g_assert_true(isnan(date_make(false, 275761, 8, 12, 20, 0, 0, 0)) &&
                isnan(date_make(true, 500000, 0, 1, 0, 0, 0, 0)));
  g_assert_cmpfloat(date_make(true, 1970, 0, 1 + 1e8, 0, 0, 0, 0), ==, 8.64e15);
}

static void test_ticks_are_those_of_d3(void) {
  static const struct {
    double from, to, wanted;
    size_t count;
    double ticks[16];
  } cases[] = {
#include "time/ticks.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    TimeInterval interval;
    int step;
    size_t count = 0;
    double *ticks = NULL;
    if (interval_for_ticks(cases[i].from, cases[i].to, cases[i].wanted, &interval, &step))
      ticks = interval_range(interval, step, cases[i].from, cases[i].to, true, false, &count, arena);
    g_assert_cmpuint(count, ==, cases[i].count);
    for (size_t k = 0; k < count; k++) check(ticks[k], cases[i].ticks[k], "tick", i);
    arena_destroy(arena);
  }
}

static void test_no_moment_is_never_a_date(void) {
  g_assert_true(isnan(date_parts(NAN, true).year));
  g_assert_true(isnan(date_parts(9e15, false).year));
  g_assert_true(isnan(date_make(false, INFINITY, 0, 1, 0, 0, 0, 0)));
  g_assert_true(isnan(date_make(true, 2012, NAN, 1, 0, 0, 0, 0)));
  g_assert_true(isnan(interval_floor(INTERVAL_MONTH, 3, NAN, false)));
  g_assert_true(isnan(interval_offset(INTERVAL_DAY, 0, 1e300, true)));
  g_assert_true(isnan(date_parse(NULL)));
  TimeInterval interval;
  int step;
  g_assert_false(interval_for_ticks(0, NAN, 10, &interval, &step));
  g_assert_false(interval_for_ticks(0, 1, 0, &interval, &step));
  g_assert_false(interval_for_ticks(0, 8e15, 1e-9, &interval, &step));
  g_assert_true(interval_for_ticks(0, 1e-3, 10, &interval, &step)); /* at least a millisecond */
  g_assert_true(interval == INTERVAL_MILLISECOND && step == 1);
}

/* A range of milliseconds over years must not take all memory. */
static void test_ranges_are_bounded(void) {
  Arena *arena = arena_create();
  size_t count;
  interval_range(INTERVAL_MILLISECOND, 1, 0, 1e12, false, true, &count, arena);
  g_assert_cmpuint(count, ==, 1 << 20);
  const double *ticks = interval_range(INTERVAL_HOUR, 1, 0, 40 * 36e5, true, true, &count, arena);
  g_assert_cmpuint(count, ==, 41);
  for (size_t i = 0; i < count; i++) g_assert_cmpfloat(ticks[i], ==, (double)i * 36e5);
  interval_range(INTERVAL_HOUR, 1, 0, 40 * 36e5, false, true, &count, arena);
  g_assert_cmpuint(count, ==, 40);
  arena_destroy(arena);
}

static void test_a_remembering_clock_shows_the_same_time(void) {
  ClockMemory memory = {0};
  const Clock remembering = {false, &memory}, plain = {false, NULL};
  for (double ms = -3e12; ms < 3e12; ms += 0.97e9) {
    check(clock_wall(&remembering, ms), clock_wall(&plain, ms), "wall", (size_t)(ms + 4e12));
    check(clock_moment(&remembering, ms), clock_moment(&plain, ms), "moment", (size_t)(ms + 4e12));
  }
}

/* The same by a zone of the chart's own, whatever TZ says. */
static void by_own_zone(gconstpointer test) {
  g_setenv("TZ", "Asia/Kolkata", TRUE);
  tzset();
  Arena *arena = arena_create();
  ClockRules rules = {.zone = zone_find("America/New_York", arena), .now = NAN};
  g_assert_nonnull(rules.zone);
  clock_use(&rules);
  (*(void (*const *)(void))test)();
  clock_use(NULL);
  arena_destroy(arena);
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
}

static void test_zones_have_iana_names(void) {
  Arena *arena = arena_create();
  static const char *const wrong[] = {
      "", "Asia/Shanghia", "../zoneinfo/UTC", "/usr/share/zoneinfo/UTC", "EST5EDT4,M3.2.0,M11.1.0", "+08:00"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) g_assert_null(zone_find(wrong[i], arena));
  arena_destroy(arena);
}

/* Every kind of footer (summer time in the south, of half an hour, below the standard, none; changes on other days than Sundays), and
 * zones whose file lists changes for decades. */
static void test_zones_are_those_of_the_c_library(void) {
  static const char *const names[] = {"Europe/Berlin",
                                      "Europe/Dublin",
                                      "Australia/Lord_Howe",
                                      "America/Santiago",
                                      "America/Nuuk",
                                      "Africa/Casablanca",
                                      "Asia/Jerusalem",
                                      "Asia/Kolkata",
                                      "America/Havana",
                                      "Africa/Cairo",
                                      "Europe/Istanbul",
                                      "Asia/Gaza",
                                      "UTC"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    Arena *arena = arena_create();
    const Zone *zone = zone_find(names[i], arena);
    const Clock local = {.utc = false};
    g_assert_nonnull(zone);
    g_setenv("TZ", names[i], TRUE);
    tzset();
    for (double seconds = -2.2e9; seconds < 9e9; seconds += 86400 * 3 + 3607)
      check(zone_offset(zone, seconds), (clock_wall(&local, seconds * 1000) - seconds * 1000) / 1000, names[i],
            (size_t)(seconds / 31556952 + 1970));
    arena_destroy(arena);
  }
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
}

static void test_now_is_what_was_asked_for(void) {
  ClockRules rules = {.now = 86400e3};
  g_assert_cmpfloat(clock_now(), ==, 0);
  g_assert_false(clock_has_now());
  clock_use(&rules);
  g_assert_cmpfloat(clock_now(), ==, 86400e3);
  g_assert_true(clock_has_now());
  clock_use(NULL);
  g_assert_cmpfloat(clock_now(), ==, 0);
}

int main(int argc, char **argv) {
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/time/fields_are_those_of_javascript_dates", test_fields_are_those_of_javascript_dates);
  g_test_add_func("/time/fields_out_of_range_carry_and_skipped_hours_move_on",
                  test_fields_out_of_range_carry_and_skipped_hours_move_on);
  g_test_add_func("/time/texts_are_read_as_v8_reads_them", test_texts_are_read_as_v8_reads_them);
  g_test_add_func("/time/intervals_are_those_of_d3", test_intervals_are_those_of_d3);
  g_test_add_func("/time/offsets_by_several_are_those_of_d3", test_offsets_by_several_are_those_of_d3);
  g_test_add_func("/time/intervals_have_vegas_names", test_intervals_have_vegas_names);
  g_test_add_func("/time/time_ends_where_javascripts_does", test_time_ends_where_javascripts_does);
  g_test_add_func("/time/ticks_are_those_of_d3", test_ticks_are_those_of_d3);
  g_test_add_func("/time/no_moment_is_never_a_date", test_no_moment_is_never_a_date);
  g_test_add_func("/time/ranges_are_bounded", test_ranges_are_bounded);
  g_test_add_func("/time/a_remembering_clock_shows_the_same_time", test_a_remembering_clock_shows_the_same_time);
  static void (*const tests[])(void) = {test_fields_are_those_of_javascript_dates,
                                        test_texts_are_read_as_v8_reads_them,
                                        test_intervals_are_those_of_d3,
                                        test_offsets_by_several_are_those_of_d3,
                                        test_intervals_have_vegas_names,
                                        test_time_ends_where_javascripts_does,
                                        test_ticks_are_those_of_d3,
                                        test_no_moment_is_never_a_date,
                                        test_ranges_are_bounded,
                                        test_a_remembering_clock_shows_the_same_time};
  for (size_t i = 0; i < G_N_ELEMENTS(tests); i++) {
    char *name = g_strdup_printf("/time/own-zone/%zu", i);
    g_test_add_data_func(name, &tests[i], by_own_zone);
    g_free(name);
  }
  g_test_add_func("/time/zones", test_zones_have_iana_names);
  g_test_add_func("/time/zones-of-the-c-library", test_zones_are_those_of_the_c_library);
  g_test_add_func("/time/now", test_now_is_what_was_asked_for);
  return g_test_run();
}
