/* Lengths, page sizes and dates as they are written. */
#include "base/length.h"
#include "poster/page.h"
#include "poster/timeline_date.h"
#include <glib.h>
#include <math.h>
#include <string.h>

/* CSS Values 4, absolute lengths: 1in = 96px = 72pt = 25.4mm = 2.54cm */
static void test_units_are_those_of_css(void) {
  static const struct {
    const char *text;
    double px;
  } cases[] = {{"25.4mm", 96}, {"2.54cm", 96}, {"1in", 96},   {"72pt", 96},
               {"96px", 96},   {".5in", 48},   {"12 pt", 16}, {"12", 12}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    double px = 0;
    g_assert_true(length_parse(cases[i].text, &px));
    g_assert_cmpfloat(fabs(px - cases[i].px), <, 1e-9);
  }
}

static void test_what_is_no_length_is_refused(void) {
  static const char *const cases[] = {"", "mm", "12em", "12mm mm", "1e999mm", "nanmm", "0x10mm"};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    double px;
    g_assert_false(length_parse(cases[i], &px));
  }
}

/* ISO 216 */
static void test_pages_have_iso_sizes(void) {
  static const struct {
    const char *name;
    double width, height;
  } cases[] = {{"A0", 841, 1189}, {"A2", 420, 594},   {"A3", 297, 420},
               {"A6", 105, 148},  {"B0", 1000, 1414}, {"B6", 125, 176}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    double width, height;
    g_assert_true(page_size_parse(cases[i].name, &width, &height));
    g_assert_cmpfloat(fabs(length_to_mm(width) - cases[i].width), <, 1e-9);
    g_assert_cmpfloat(fabs(length_to_mm(height) - cases[i].height), <, 1e-9);
  }
  double any;
  g_assert_false(page_size_parse("A7", &any, &any));
}

static Page read_page(const char *json) {
  Arena *arena = arena_create();
  Page page = {0};
  g_assert_true(page_read(json_literal(arena, (Place){0}, json), NULL, &page, messages_create(arena, false), arena));
  arena_destroy(arena);
  return page;
}

static void test_a_smaller_page_reduces_lengths_by_its_diagonal(void) {
  Page large = read_page("{'size':'A2','designed_for':'A2','margins':'24mm'}"),
       small = read_page("{'size':'A4','designed_for':'A2','margins':'24mm'}"),
       plain = read_page("{'size':'A4','margins':'24mm'}");
  g_assert_cmpfloat(large.scale, ==, 1);
  g_assert_cmpfloat(fabs(small.scale - 0.5), <, 0.001);
  g_assert_cmpfloat(fabs(small.left - large.left / 2), <, 0.1);
  g_assert_cmpfloat(plain.left, ==, large.left);
}

static void test_columns_and_gutters_fill_the_page(void) {
  Page page = read_page("{'size':'A3','orientation':'landscape','margins':{'left':'10mm','right':'20mm'},'columns':4}");
  g_assert_cmpfloat(page.width, >, page.height);
  g_assert_cmpfloat(fabs(page_column_x(&page, 4, 3) + page_span_width(&page, 4, 1) - (page.width - page.right)), <,
                    1e-9);
  g_assert_cmpfloat(fabs(page_span_width(&page, 4, 4) - page_inner_width(&page)), <, 1e-9);
  /* a half of the page is two of its four columns */
  g_assert_cmpfloat(fabs(page_span_width(&page, 2, 1) - page_span_width(&page, 4, 2)), <, 1e-9);
}

static char *text_of(const TimelineDate *date, const char *lang, Arena *arena) {
  DateForms *all = NULL;
  return timeline_date_text(date, date_forms(&all, lang, arena), arena);
}

static void test_dates_are_as_exact_as_given(void) {
  TimelineDate date;
  Arena *arena = arena_create();
  g_assert_true(timeline_date_parse("1953", &date));
  g_assert_cmpfloat(date.from, ==, 1953);
  g_assert_cmpfloat(date.to, ==, 1954);
  g_assert_true(timeline_date_parse("2025-10", &date));
  g_assert_cmpfloat(fabs(date.from - (2025 + 273 / 365.0)), <, 1e-9); /* 1 October is day 274 */
  g_assert_cmpfloat(fabs(date.to - (2025 + 304 / 365.0)), <, 1e-9);
  g_assert_cmpstr(text_of(&date, "zh", arena), ==, "2025.10");
  g_assert_true(timeline_date_parse("2024-12-31", &date)); /* day 366 of a leap year */
  g_assert_cmpfloat(fabs(date.from - (2024 + 365 / 366.0)), <, 1e-9);
  g_assert_cmpfloat(date.to, ==, 2025);
  g_assert_true(timeline_date_parse("2025-11-04", &date));
  g_assert_cmpstr(text_of(&date, "zh", arena), ==, "2025.11.4");
  arena_destroy(arena);
}

/* BCE years count down from 0 (ISO 8601): 221 BCE is −220. */
static void test_dates_are_read_as_people_write_them(void) {
  static const struct {
    const char *text, *shown;
    double from;
  } cases[] = {
      {"公元前221年", "前221", -220},
      {"前221", "前221", -220},
      {"221 BCE", "前221", -220},
      {"-221", "前221", -220},
      {"44 AD", "44", 44},
      {"公元8年", "8", 8},
      {"1992年", "1992", 1992},
      {"1992年9月", "1992.9", 1992 + 244 / 366.0},
      {"1992年9月21日", "1992.9.21", 1992 + 264 / 366.0},
      {"1992.9.21", "1992.9.21", 1992 + 264 / 366.0},
  };
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TimelineDate date;
    g_test_message("%s", cases[i].text);
    g_assert_true(timeline_date_parse(cases[i].text, &date));
    g_assert_cmpfloat(fabs(date.from - cases[i].from), <, 1e-9);
    g_assert_cmpstr(text_of(&date, "zh-Hans", arena), ==, cases[i].shown);
  }
  TimelineDate date;
  g_assert_true(timeline_date_parse("前221年", &date));
  g_assert_cmpstr(text_of(&date, "en", arena), ==, "221 BCE");
  arena_destroy(arena);
}

/* CLDR's formats, with the precision that was given. */
static void test_dates_are_written_by_language(void) {
  static const struct {
    const char *lang, *day, *month, *before;
  } cases[] = {
      {"zh-Hans", "2025.10.27", "2025.10", "前44.3.15"},       {"zh-Hant", "2025.10.27", "2025.10", "前44.3.15"},
      {"en", "Oct 27, 2025", "Oct 2025", "Mar 15, 44 BCE"},    {"en-GB", "27 Oct 2025", "Oct 2025", "15 Mar 44 BCE"},
      {"de", "27. Okt. 2025", "Okt. 2025", "15. März 44 BCE"}, {"ja", "2025年10月27日", "2025年10月", "前44年3月15日"},
  };
  Arena *arena = arena_create();
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TimelineDate date;
    g_test_message("%s", cases[i].lang);
    g_assert_true(timeline_date_parse("2025-10-27", &date));
    g_assert_cmpstr(text_of(&date, cases[i].lang, arena), ==, cases[i].day);
    g_assert_true(timeline_date_parse("2025-10", &date));
    g_assert_cmpstr(text_of(&date, cases[i].lang, arena), ==, cases[i].month);
    g_assert_true(timeline_date_parse("2025", &date));
    g_assert_cmpstr(text_of(&date, cases[i].lang, arena), ==, "2025");
    g_assert_true(timeline_date_parse("-44-03-15", &date));
    g_assert_cmpstr(text_of(&date, cases[i].lang, arena), ==, cases[i].before);
  }
  arena_destroy(arena);
}

static void test_what_is_no_date_is_refused(void) {
  static const char *const cases[] = {"",          "53",       "2025-13",       "2025-00",    "2025-02-29",
                                      "2025/10",   "2025-1-1", "20251004",      "soon",       "-0",
                                      "前221 BCE", "1992年9",  "1992年9月31日", "1992年9月2", "2025.10-1"};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    TimelineDate date;
    g_assert_false(timeline_date_parse(cases[i], &date));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/lengths/units", test_units_are_those_of_css);
  g_test_add_func("/base/lengths/refused", test_what_is_no_length_is_refused);
  g_test_add_func("/base/lengths/iso", test_pages_have_iso_sizes);
  g_test_add_func("/base/lengths/reduced", test_a_smaller_page_reduces_lengths_by_its_diagonal);
  g_test_add_func("/base/lengths/columns", test_columns_and_gutters_fill_the_page);
  g_test_add_func("/base/lengths/dates", test_dates_are_as_exact_as_given);
  g_test_add_func("/base/lengths/dates as written", test_dates_are_read_as_people_write_them);
  g_test_add_func("/poster/dates/language", test_dates_are_written_by_language);
  g_test_add_func("/base/lengths/no-dates", test_what_is_no_date_is_refused);
  return g_test_run();
}
