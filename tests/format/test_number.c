/* Numbers in words, against d3-format 3.1 and vega-format 2. */
#include "format/digits.h"
#include "format/format.h"
#include <math.h>
#include <string.h>

static Arena *arena;
static const Locale *locales[2];

static void check(const char *got, const char *want, const char *specifier, double number) {
  if (g_strcmp0(got, want) == 0) return;
  g_test_message("%s of %.17g: \"%s\" instead of \"%s\"", specifier, number, got ? got : "(none)",
                 want ? want : "(none)");
  g_test_fail();
}

/* printf rounds the number itself; it differs at ties alone, which go up. */
static void check_digits(double number, int count) {
  char exact[120], digits[DIGITS_BUFFER], all[40] = "";
  int exponent;
  g_snprintf(exact, sizeof exact, "%.*e", 80, number);
  if (exact[count + 1] == '5' && strspn(exact + count + 2, "0") == (size_t)(80 - count)) return;
  g_snprintf(exact, sizeof exact, "%.*e", count - 1, number);
  size_t made = digits_significant(number, count, digits, &exponent);
  g_snprintf(all, sizeof all, "%.1s%s%se%+03d", digits, count > 1 ? "." : "", digits + 1, exponent);
  g_assert_cmpuint(made, ==, (size_t)count);
  check(all, exact, "digits", number);
}

static void test_digits_are_those_of_the_number_itself(void) {
  GRand *random = g_rand_new_with_seed(3);
  for (int i = 0; i < 100000; i++) {
    double step = pow(10, g_rand_int_range(random, 0, 10)),
           number = g_rand_double(random) * pow(10, g_rand_int_range(random, -5, 14));
    check_digits(floor(number * step + 1) / step, g_rand_int_range(random, 1, 17));
    check_digits(number, g_rand_int_range(random, 1, 17));
  }
  g_rand_free(random);
  for (int i = 1; i < 20000; i++) check_digits(i / 1000.0, 1 + i % 5);
}

static void test_numbers_are_written_as_by_d3(void) {
  static const struct {
    int locale;
    const char *specifier;
    double number;
    const char *text;
  } cases[] = {
#include "format/numbers.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Locale *locale = locales[cases[i].locale];
    check(format_number(locale, cases[i].specifier, cases[i].number, arena), cases[i].text, cases[i].specifier,
          cases[i].number);
    g_assert_true(format_number_is_valid(cases[i].specifier) == (cases[i].text != NULL));
  }
}

static void test_spans_have_the_digits_their_ticks_need(void) {
  static const struct {
    const char *specifier;
    double start, stop, count, number;
    const char *text;
  } cases[] = {
#include "format/spans.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *specifier = cases[i].specifier;
    double start = cases[i].start, stop = cases[i].stop, count = cases[i].count, number = cases[i].number;
    check(format_span(locales[0], start, stop, count, specifier, number, arena), cases[i].text, specifier, number);
    if (strpbrk(specifier, "s")) continue;
    const char *full = format_tick_specifier(start, stop, count, specifier, arena);
    check(format_number(locales[0], full, number, arena), cases[i].text, full, number);
  }
}

static void test_floats_have_as_many_digits_as_they_need(void) {
  static const struct {
    const char *specifier;
    double number;
    const char *text;
  } cases[] = {
#include "format/floats.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    check(format_float(locales[0], cases[i].specifier, cases[i].number, arena), cases[i].text, cases[i].specifier,
          cases[i].number);
}

static void test_prefixes_are_those_of_the_reference_number(void) {
  static const struct {
    const char *specifier;
    double reference, number;
    const char *text;
  } cases[] = {
#include "format/prefixes.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    check(format_number_prefix(locales[0], cases[i].specifier, cases[i].reference, cases[i].number, arena),
          cases[i].text, cases[i].specifier, cases[i].number);
}

/* A width that no label has must not take all memory. */
static void test_absurd_widths_are_refused(void) {
  g_assert_null(format_number(locales[0], "99999999999d", 1, arena));
  g_assert_nonnull(format_number(locales[0], ".99999999999f", 1, arena));
  g_assert_null(format_number(locales[0], "\xff>5", 1, arena));
}

/* Ten strings, or the digits of English. */
static void test_numerals_are_all_there_or_unused(void) {
  static const struct {
    const char *json, *text;
  } cases[] = {{"{\"number\":{\"numerals\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\"]}}", "bj"},
               {"{\"number\":{\"numerals\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",9]}}", "19"},
               {"{\"number\":{\"numerals\":[0,\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\"]}}", "19"},
               {"{\"number\":{\"numerals\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\"]}}", "19"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Source source = {.name = "locale", .text = cases[i].json, .length = strlen(cases[i].json)};
    const Locale *locale = locale_from_json(json_parse(&source, messages_create(arena, false), arena), arena);
    g_assert_cmpstr(format_number(locale, "d", 19, arena), ==, cases[i].text);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  static const char locale[] =
#include "format/locale.inc"
      ;
  arena = arena_create();
  const Source source = {.name = "locale", .text = locale, .length = strlen(locale)};
  locales[0] = locale_default();
  locales[1] = locale_from_json(json_parse(&source, messages_create(arena, false), arena), arena);
  g_test_add_func("/number/numbers_are_written_as_by_d3", test_numbers_are_written_as_by_d3);
  g_test_add_func("/number/digits_are_those_of_the_number_itself", test_digits_are_those_of_the_number_itself);
  g_test_add_func("/number/spans_have_the_digits_their_ticks_need", test_spans_have_the_digits_their_ticks_need);
  g_test_add_func("/number/floats_have_as_many_digits_as_they_need", test_floats_have_as_many_digits_as_they_need);
  g_test_add_func("/number/prefixes_are_those_of_the_reference_number",
                  test_prefixes_are_those_of_the_reference_number);
  g_test_add_func("/number/absurd_widths_are_refused", test_absurd_widths_are_refused);
  g_test_add_func("/number/numerals_are_all_there_or_unused", test_numerals_are_all_there_or_unused);
  int failed = g_test_run();
  arena_destroy(arena);
  return failed;
}
