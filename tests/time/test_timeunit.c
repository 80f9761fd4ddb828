/* Vega's time units: floors, steps, names and formats, against vega-time 3 in New York. */
#include "time/clock.h"
#include "time/timeunit.h"
#include <math.h>
#include <time.h>

static void test_units_floor_and_go_on_as_in_vega(void) {
  static const struct {
    const char *unit;
    double step;
    bool utc;
    double ms, floor, next;
  } cases[] = {
#include "time/units.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TimeUnit unit;
    g_assert_true(time_unit_parse(cases[i].unit, &unit));
    unit.step = cases[i].step, unit.utc = cases[i].utc;
    double floored = time_unit_floor(&unit, cases[i].ms), next = time_unit_next(&unit, floored, unit.step), all,
           all_next;
    time_unit_floor_all(&unit, &cases[i].ms, &all, 1);
    time_unit_next_all(&unit, &all, &all_next, 1, unit.step);
    if (floored == cases[i].floor && next == cases[i].next && all == floored && all_next == next) continue;
    g_test_message("%s × %g of %.0f: %.0f, %.0f", cases[i].unit, cases[i].step, cases[i].ms, floored, next);
    g_test_fail();
  }
}

static void test_weeks_are_those_of_iso_8601(void) {
  static const struct {
    double year, month, day, iso_year, iso_week, begins, in_2015, day_in_2015;
  } cases[] = {
#include "time/isoweeks.inc"
  };
  TimeUnit of_year, alone, days;
  g_assert_true(time_unit_parse("utcyearisoweek", &of_year));
  g_assert_true(time_unit_parse("utcisoweek", &alone));
  g_assert_true(time_unit_parse("utcisoweekday", &days));
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    double ms = date_make(true, cases[i].year, cases[i].month, cases[i].day, 13, 14, 15, 16), iso_year;
    DateParts parts = date_parts(ms, true);
    g_assert_cmpfloat(iso_week(&parts, &iso_year), ==, cases[i].iso_week);
    g_assert_cmpfloat(iso_year, ==, cases[i].iso_year);
    g_assert_cmpfloat(time_unit_floor(&of_year, ms), ==, cases[i].begins);
    g_assert_cmpfloat(time_unit_floor(&alone, ms), ==, cases[i].in_2015);
    g_assert_cmpfloat(time_unit_floor(&days, ms), ==, cases[i].day_in_2015);
    g_assert_cmpfloat(time_unit_next(&of_year, cases[i].begins, 2), ==, cases[i].begins + 14 * 864e5);
  }
  alone.step = 10; /* weeks 1, 11, 21 … */
  g_assert_cmpfloat(time_unit_floor(&alone, date_make(true, 2015, 2, 8, 0, 0, 0, 0)), ==,
                    date_make(true, 2014, 11, 29, 0, 0, 0, 0));
  g_assert_cmpfloat(time_unit_floor(&alone, date_make(true, 2015, 2, 9, 0, 0, 0, 0)), ==,
                    date_make(true, 2015, 2, 9, 0, 0, 0, 0));
}

static void test_formats_of_units_are_those_of_vega(void) {
  static const struct {
    const char *unit, *format;
  } cases[] = {
#include "time/specifiers.inc"
  };
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TimeUnit unit;
    g_assert_true(time_unit_parse(cases[i].unit, &unit));
    g_assert_cmpstr(time_unit_specifier(unit.parts, NULL, arena), ==, cases[i].format);
  }
  /* Vega-Lite's own overrides. */
  static const char *const own[] = {"year-month", "%b %Y ", "year-month-date", "%b %d, %Y ", NULL};
  g_assert_cmpstr(time_unit_specifier(TIME_YEAR | TIME_MONTH, own, arena), ==, "%b %Y");
  g_assert_cmpstr(time_unit_specifier(TIME_YEAR | TIME_MONTH | TIME_DATE | TIME_HOURS, own, arena), ==,
                  "%b %d, %Y %H:00");
  arena_destroy(arena);
}

static void test_extents_get_the_unit_vega_bins_by(void) {
  static const struct {
    double from, to, max_bins;
    const char *unit;
    double step;
  } cases[] = {
#include "time/bins.inc"
  };
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TimeUnit unit = time_unit_for_extent(cases[i].from, cases[i].to, cases[i].max_bins, true);
    g_assert_cmpstr(time_unit_name(unit.parts, arena), ==, cases[i].unit);
    g_assert_cmpfloat(unit.step, ==, cases[i].step);
  }
  arena_destroy(arena);
}

static void test_names_say_utc_and_binned(void) {
  TimeUnit unit;
  Arena *arena = arena_create();
  g_assert_true(time_unit_parse("binnedutcyearmonth", &unit));
  g_assert_true(unit.binned && unit.utc);
  g_assert_cmpstr(time_unit_name(unit.parts, arena), ==, "yearmonth");
  g_assert_true(time_unit_parse("yearweekdayhours", &unit));
  g_assert_cmpstr(time_unit_name(unit.parts, arena), ==, "yearweekdayhours");
  static const char *const wrong[] = {"", "utc", "years", "yearyear", "Month", "monthx", "binned", "utcbinnedyear"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) g_assert_false(time_unit_parse(wrong[i], &unit));
  g_assert_false(time_unit_parse(NULL, &unit));
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_setenv("TZ", "America/New_York", TRUE);
  tzset();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/timeunit/units_floor_and_go_on_as_in_vega", test_units_floor_and_go_on_as_in_vega);
  g_test_add_func("/timeunit/weeks_are_those_of_iso_8601", test_weeks_are_those_of_iso_8601);
  g_test_add_func("/timeunit/formats_of_units_are_those_of_vega", test_formats_of_units_are_those_of_vega);
  g_test_add_func("/timeunit/extents_get_the_unit_vega_bins_by", test_extents_get_the_unit_vega_bins_by);
  g_test_add_func("/timeunit/names_say_utc_and_binned", test_names_say_utc_and_binned);
  return g_test_run();
}
