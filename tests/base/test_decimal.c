/* Numbers as text. Writing: ECMA-262's Number::toString, by node 20; reading: the C library's strtod. */
#include "base/decimal.h"
#include <glib.h>
#include <math.h>
#include <string.h>

static void test_numbers_are_written_as_javascript_does(void) {
  static const struct {
    double number;
    const char *text;
  } cases[] = {
      {0.1, "0.1"},
      {0.3333333333333333, "0.3333333333333333"},
      {0.6666666666666666, "0.6666666666666666"},
      {1e+21, "1e+21"},
      {100000000000000000000.0, "100000000000000000000"},
      {123456789012345680000.0, "123456789012345680000"},
      {1.5e+21, "1.5e+21"},
      {1.23e-18, "1.23e-18"},
      {0.000001, "0.000001"},
      {0.0000015, "0.0000015"},
      {1e-7, "1e-7"},
      {1.25e-7, "1.25e-7"},
      {-1e-7, "-1e-7"},
      {5e-324, "5e-324"},
      {2.2250738585072014e-308, "2.2250738585072014e-308"},
      {2.3e-308, "2.3e-308"},
      {1.7976931348623157e+308, "1.7976931348623157e+308"},
      {9007199254740992.0, "9007199254740992"},
      {9007199254740991.0, "9007199254740991"},
      {9007199254740994.0, "9007199254740994"},
      {-9007199254740992.0, "-9007199254740992"},
      {0.0, "0"},
      {-0.0, "0"},
      {1000000000000000.0, "1000000000000000"},
      {0.000001234, "0.000001234"},
      {1234.5678, "1234.5678"},
      {-12.5, "-12.5"},
      {100.25, "100.25"},
      {1e+100, "1e+100"},
      {-1.5e-300, "-1.5e-300"},
      {0.30000000000000004, "0.30000000000000004"},
      {1e+22, "1e+22"},
      {9.5367431640625e-7, "9.5367431640625e-7"},
      {4.35, "4.35"},
      {5e-7, "5e-7"},
      {12345678901234567000.0, "12345678901234567000"},
      {0.7999999999999999, "0.7999999999999999"},
      {10000000000000000.0, "10000000000000000"},
      {350000000000000000000.0, "350000000000000000000"},
      {999999999999999900000.0, "999999999999999900000"},
      {0.00001, "0.00001"},
      {NAN, "NaN"},
      {INFINITY, "Infinity"},
      {-INFINITY, "-Infinity"},
      {4e-320, "4e-320"},
      {1.2e+21, "1.2e+21"},
      {123456789.0, "123456789"},
      {1e+23, "1e+23"},
      {2e-308, "2e-308"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    char buffer[DECIMAL_BUFFER];
    g_assert_cmpstr(decimal_write(cases[i].number, buffer), ==, cases[i].text);
  }
}

/* The shortest text, found by trying. */
static void assert_shortest(double number) {
  char text[DECIMAL_BUFFER], digits[DECIMAL_BUFFER], tried[40];
  int precision = 1, power;
  do g_snprintf(tried, sizeof tried, "%.*e", precision - 1, number);
  while (g_ascii_strtod(tried, NULL) != number && precision++ < 17);
  double read = g_ascii_strtod(decimal_write(number, text), NULL);
  if (memcmp(&read, &number, sizeof read) != 0) g_error("%.17g: written as %s", number, text);
  int count = decimal_short_digits(number, digits, &power);
  bool is_short = precision <= DECIMAL_SHORT && number > 1e-6 && number < 1e15;
  if (count != (is_short ? precision : 0)) g_error("%.17g: %d digits, not %d", number, count, precision);
  if (!count) return;
  g_snprintf(text, sizeof text, "0.%se%d", digits, power);
  g_assert_cmpfloat(g_ascii_strtod(text, NULL), ==, number);
}

static void test_short_digits_are_the_fewest(void) {
  GRand *random = g_rand_new_with_seed(2);
  for (int i = 0; i < 100000; i++) {
    double number = g_rand_double(random) * pow(10, g_rand_int_range(random, -7, 16)),
           step = pow(10, g_rand_int_range(random, 0, 12));
    if (number > 0) assert_shortest(number);
    if (number > 1e-6) assert_shortest(floor(number * step + 1) / step);
  }
  g_rand_free(random);
  for (int i = 1; i < 100000; i++) assert_shortest(i / 1000.0);
}

static void assert_reads_like_strtod(const char *text) {
  double expected = g_ascii_strtod(text, NULL), read = decimal_read(text, strlen(text));
  if (memcmp(&read, &expected, sizeof read) != 0) g_error("%s: %.17g, not %.17g", text, read, expected);
}

static void test_numbers_are_read_exactly(void) {
  static const char *const texts[] = {"0",
                                      "-0",
                                      "+0",
                                      "0.0",
                                      "-0.000",
                                      "1",
                                      "-1",
                                      "+7",
                                      "10",
                                      "007",
                                      ".5",
                                      "-.5",
                                      "5.",
                                      "12.5e1",
                                      "1e5",
                                      "1E5",
                                      "1e+5",
                                      "1e-5",
                                      "0e999",
                                      "-0e999",
                                      "0e-999",
                                      "-0e-999",
                                      "1e22",
                                      "1e-22",
                                      "1e23",
                                      "1e-23",
                                      "3e23",
                                      "7e-23",
                                      "1e308",
                                      "1e309",
                                      "-1e309",
                                      "1e-308",
                                      "5e-324",
                                      "1e-400",
                                      "-1e-400",
                                      "1e99999",
                                      "1e-99999",
                                      "1e123456789",
                                      "123456789012345",
                                      "999999999999999",
                                      "1234567890123456",
                                      "9007199254740993",
                                      "12345678901234567890",
                                      "0.000000000000000123456789012345",
                                      "0.00000000000000000000012345",
                                      "0.000000000000000000000012345",
                                      "123456789012345e22",
                                      "123456789012345e-22",
                                      "99999999999999.9e-21",
                                      "1.7976931348623157e308",
                                      "2.2250738585072014e-308",
                                      "0.1",
                                      "0.30000000000000004",
                                      "8.5e-9",
                                      "3.14159265358979",
                                      "3.141592653589793",
                                      "1.000000000000000"};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) assert_reads_like_strtod(texts[i]);
}

static void assert_short_like_strtod(const char *text, bool is_short) {
  double expected = g_ascii_strtod(text, NULL), read = NAN;
  g_assert_cmpint(decimal_read_short(text, &read), ==, is_short);
  if (is_short && memcmp(&read, &expected, sizeof read) != 0) g_error("%s: %.17g, not %.17g", text, read, expected);
}

static void test_short_numbers_are_read_at_once(void) {
  static const char *const texts[] = {"0",
                                      "-0",
                                      "+7",
                                      "1.5",
                                      "-.5",
                                      "5.",
                                      "007",
                                      "-1.23456",
                                      "123456789012345",
                                      "0.00000000000001",
                                      "99999999999999.9"};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) assert_short_like_strtod(texts[i], true);
  static const char *const others[] = {"",
                                       "-",
                                       ".",
                                       "-.",
                                       "+",
                                       " 1",
                                       "1 ",
                                       "1e5",
                                       "1.5.2",
                                       "--1",
                                       "0x10",
                                       "NaN",
                                       "1,5",
                                       "1234567890123456",
                                       "0.000000000000001",
                                       "12345678901234567890123456789012345678901234567890"};
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++) assert_short_like_strtod(others[i], false);
  GRand *random = g_rand_new_with_seed(1);
  for (int i = 0; i < 100000; i++) {
    char text[40], whole[24];
    guint64 digits = ((guint64)g_rand_int(random) << 32 | g_rand_int(random)) % 1000000000000000;
    g_snprintf(whole, sizeof whole, "%" G_GUINT64_FORMAT, digits >> g_rand_int_range(random, 0, 50));
    int point = g_rand_int_range(random, 0, (int)strlen(whole) + 1);
    g_snprintf(text, sizeof text, "%s%.*s.%s", i % 2 ? "-" : "", point, whole, whole + point);
    assert_short_like_strtod(text, true);
  }
  g_rand_free(random);
}

/* 126 to 130 digits, on either side of what is copied without allocating. */
static void test_long_numbers_are_read_exactly(void) {
  for (int digits = 1; digits <= 140; digits++) {
    char text[160] = "";
    for (int i = 0; i < digits; i++) text[i] = (char)('0' + (i * 7 + 1) % 10);
    assert_reads_like_strtod(text);
    strcat(text, "e-90");
    assert_reads_like_strtod(text);
  }
}

/* As programs write doubles, and decimals that are exactly, or nearly, in the middle between two of them. */
static void test_numbers_of_all_digits_are_read_exactly(void) {
  GRand *random = g_rand_new_with_seed(3);
  for (int i = 0; i < 300000; i++) {
    char text[64];
    guint64 bits = (guint64)g_rand_int(random) << 32 | g_rand_int(random);
    double number;
    if (i % 3)
      bits = (bits & G_GUINT64_CONSTANT(0x800fffffffffffff)) | (guint64)g_rand_int_range(random, 823, 1223) << 52;
    memcpy(&number, &bits, sizeof number);
    if (!isfinite(number)) continue;
    g_snprintf(text, sizeof text, "%.*g", g_rand_int_range(random, 15, 20), number);
    assert_reads_like_strtod(text);
    bits = (bits >> 12) + 1;
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT "e%d", bits, g_rand_int_range(random, -70, 70));
    assert_reads_like_strtod(text);
    guint64 middle = (bits | G_GUINT64_CONSTANT(0x10000000000000)) * 2 + 1;
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, middle);
    assert_reads_like_strtod(text);
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT ".%d", middle, i % 2);
    assert_reads_like_strtod(text);
    g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT ".5", middle >> 2);
    assert_reads_like_strtod(text);
  }
  g_rand_free(random);
  for (int power = -400; power < 400; power++) {
    char text[64];
    for (guint64 digits = 1; digits; digits *= 10 + (guint64)(power & 3)) {
      g_snprintf(text, sizeof text, "-%" G_GUINT64_FORMAT "e%d", digits, power);
      assert_reads_like_strtod(text);
      if (digits > G_MAXUINT64 / 16) break;
    }
  }
}

static void test_scanning_ends_where_the_number_does(void) {
  static const char *const texts[] = {"",
                                      "-",
                                      "+.",
                                      ".",
                                      "x",
                                      "1",
                                      "-1,",
                                      "1.,",
                                      ".5;",
                                      "1.5.2",
                                      "1e",
                                      "1e+",
                                      "1ex",
                                      "1e5,",
                                      "1E-5",
                                      "1.e3\n",
                                      "--1",
                                      "1 ",
                                      "e5",
                                      ".e5",
                                      "0x10",
                                      "1_000",
                                      "1e5.5",
                                      "٣",
                                      "NaN",
                                      "Infinity",
                                      "12345678901234567890123,",
                                      "0.00000000000000000000000000001x"};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    size_t length = strlen(texts[i]), span = decimal_span(texts[i], length);
    for (size_t cut = 0; cut <= length; cut++) {
      char *copy = g_memdup2(texts[i], cut + !cut); /* so that a sanitizer sees what is read beyond */
      double number = -7, expected = cut && decimal_span(copy, cut) ? decimal_read(copy, decimal_span(copy, cut)) : -7;
      g_assert_cmpuint((size_t)(decimal_scan(copy, copy + cut, &number) - copy), ==, decimal_span(copy, cut));
      g_assert_true(memcmp(&number, &expected, sizeof number) == 0);
      g_free(copy);
    }
    g_assert_cmpuint(span, <=, length);
  }
}

/* All texts of up to 4 bytes of these, and random ones of up to 9: what is read is what decimal_span() and decimal_read() say. */
static void assert_word(const char *text, size_t length) {
  char room[16] = "";
  memcpy(room, text, length);
  memset(room + length, '7', sizeof room - length); /* what comes after it does not count */
  size_t sign = length && (*text == '-' || *text == '+'), size = length - sign;
  bool fits = size >= 1 && size <= DECIMAL_WORD && *text != '+' && decimal_span(room, length) == length &&
              !memchr(text, 'e', length) && !memchr(text, 'E', length);
  double number = -7, expected = fits ? decimal_read(room, length) : -7;
  g_assert_cmpint(decimal_read_word(room, length, &number), ==, fits);
  if (memcmp(&number, &expected, sizeof number) != 0) g_error("%.*s: %.17g", (int)length, text, number);
}

static void test_words_are_read_without_a_loop(void) {
  static const char bytes[] = "0159.-+e/: x";
  enum { KINDS = sizeof bytes - 1 };
  for (int i = 0; i < KINDS * KINDS * KINDS * KINDS; i++) {
    char text[] = {bytes[i % KINDS], bytes[i / KINDS % KINDS], bytes[i / KINDS / KINDS % KINDS],
                   bytes[i / KINDS / KINDS / KINDS]};
    for (size_t length = 0; length <= sizeof text; length++) assert_word(text, length);
  }
  GRand *random = g_rand_new_with_seed(4);
  for (int i = 0; i < 300000; i++) {
    char text[10];
    for (size_t k = 0; k < sizeof text; k++) text[k] = (char)('0' + g_rand_int_range(random, 0, 10));
    if (i % 2) *text = '-';
    if (i % 3) text[g_rand_int_range(random, 0, sizeof text)] = '.';
    if (i % 11 == 0) text[g_rand_int_range(random, 0, sizeof text)] = bytes[g_rand_int_range(random, 0, KINDS)];
    if (i % 13 == 0) text[g_rand_int_range(random, 0, sizeof text)] = (char)g_rand_int_range(random, 1, 256);
    assert_word(text, (size_t)g_rand_int_range(random, 0, 10));
  }
  g_rand_free(random);
}

static void test_only_the_bytes_given_are_read(void) {
  g_assert_cmpfloat(decimal_read("123", 2), ==, 12);
  g_assert_cmpfloat(decimal_read("12345678901234567", 16), ==, 1234567890123456);
  g_assert_cmpfloat(decimal_read("1e12", 3), ==, 10);
  g_assert_cmpfloat(decimal_read("-5", 1), ==, 0);
}

static void test_spans_end_where_the_number_does(void) {
  static const struct {
    const char *text;
    size_t span;
  } cases[] = {{"", 0},    {"x", 0},    {"-", 0},     {"+", 0},      {".", 0},      {"-.", 0},
               {"e5", 0},  {".e5", 0},  {"1", 1},     {"-1", 2},     {"+1x", 2},    {"1.", 2},
               {".5", 2},  {"-.5e", 3}, {"1.5", 3},   {"1.5.2", 3},  {"1.e3", 4},   {"1e", 1},
               {"1e+", 1}, {"1e-x", 1}, {"1e5", 3},   {"1E+05 ", 5}, {"1e-5.5", 4}, {"12 3", 2},
               {"--1", 0}, {"1-2", 1},  {"1e5e5", 3}, {"/", 0},      {"1:", 1}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpuint(decimal_span(cases[i].text, strlen(cases[i].text)), ==, cases[i].span);
  g_assert_cmpuint(decimal_span("-1", 1), ==, 0);
  g_assert_cmpuint(decimal_span("1.5", 2), ==, 2);
  g_assert_cmpuint(decimal_span("1e5", 2), ==, 1);
  g_assert_cmpuint(decimal_span("1e-5", 3), ==, 1);
  g_assert_cmpuint(decimal_span("1.", 1), ==, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/decimal/numbers-are-written-as-javascript-does", test_numbers_are_written_as_javascript_does);
  g_test_add_func("/decimal/numbers-are-read-exactly", test_numbers_are_read_exactly);
  g_test_add_func("/decimal/short-digits-are-the-fewest", test_short_digits_are_the_fewest);
  g_test_add_func("/decimal/short-numbers-are-read-at-once", test_short_numbers_are_read_at_once);
  g_test_add_func("/decimal/long-numbers-are-read-exactly", test_long_numbers_are_read_exactly);
  g_test_add_func("/decimal/numbers-of-all-digits-are-read-exactly", test_numbers_of_all_digits_are_read_exactly);
  g_test_add_func("/decimal/scanning-ends-where-the-number-does", test_scanning_ends_where_the_number_does);
  g_test_add_func("/decimal/words-are-read-without-a-loop", test_words_are_read_without_a_loop);
  g_test_add_func("/decimal/only-the-bytes-given-are-read", test_only_the_bytes_given_are_read);
  g_test_add_func("/decimal/spans-end-where-the-number-does", test_spans_end_where_the_number_does);
  return g_test_run();
}
