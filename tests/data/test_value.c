/* Values mean what they mean in JavaScript. Expected values are node 22's. */
#include "data/value.h"
#include <math.h>
#include <string.h>
#include <time.h>

static Arena *arena;

static Value from_text(const char *text) { return value_from_json(json_literal(arena, (Place){0}, text), arena); }

static void test_numbers_print_as_in_javascript(void) {
  static const struct {
    double number;
    const char *text;
  } cases[] = {{0, "0"},
               {-0.0, "0"},
               {1, "1"},
               {-42, "-42"},
               {0.1, "0.1"},
               {0.1 + 0.2, "0.30000000000000004"},
               {1.0 / 3, "0.3333333333333333"},
               {100, "100"},
               {1e21, "1e+21"},
               {123456789012345680000.0, "123456789012345680000"},
               {1e-6, "0.000001"},
               {1e-7, "1e-7"},
               {1.5e-7, "1.5e-7"},
               {-1.25e-10, "-1.25e-10"},
               {5e-324, "5e-324"},
               {1.7976931348623157e308, "1.7976931348623157e+308"},
               {2.2250738585072014e-308, "2.2250738585072014e-308"},
               {9007199254740993.0, "9007199254740992"},
               {4.35, "4.35"},
               {1234.5678, "1234.5678"},
               {2e-310, "2e-310"},
               {NAN, "NaN"},
               {-INFINITY, "-Infinity"}};
  char buffer[32];
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpstr(number_to_text(cases[i].number, buffer), ==, cases[i].text);
}

static void test_printed_numbers_read_back_the_same(void) {
  char buffer[32];
  for (int i = 0; i < 200000; i++) {
    guint64 bits = (guint64)g_test_rand_int() << 32 | (guint32)g_test_rand_int();
    double number;
    memcpy(&number, &bits, sizeof number);
    if (!isfinite(number)) continue;
    g_assert_true(number_from_text(number_to_text(number, buffer)) == number);
    double shorter = g_test_rand_int_range(-1000000, 1000000) / 1000.0;
    g_assert_true(number_from_text(number_to_text(shorter, buffer)) == shorter);
    g_assert_cmpuint(strlen(buffer), <=, 8);
  }
}

static void test_texts_become_numbers_as_in_javascript(void) {
  static const struct {
    const char *text;
    double number;
  } cases[] = {{"", 0},
               {" \t\n", 0},
               {" 12 ", 12},
               {"\xc2\xa0"
                "7\xef\xbb\xbf",
                7},
               {"1e3", 1000},
               {".5", 0.5},
               {"5.", 5},
               {"+4", 4},
               {"0x1F", 31},
               {"0b101", 5},
               {"0o17", 15},
               {"Infinity", INFINITY},
               {"-0", 0},
               {"1e400", INFINITY},
               {"1e-400", 0},
               {"-Infinity", -INFINITY},
               {"007", 7},
               {"9007199254740993", 9007199254740992.0},
               {"0.1e1", 1},
               {"123456789012345678", 123456789012345680.0}};
  static const char *const wrong[] = {"abc", "1px", "1 2", "inf",   "nan", "0x",       "-0x10", ".",
                                      "e5",  "1e",  "--1", "1_000", "0xg", "infinity", "1e+"};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpfloat(number_from_text(cases[i].text), ==, cases[i].number);
  g_assert_true(signbit(number_from_text("-0")));
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) g_assert_true(isnan(number_from_text(wrong[i])));
}

static void test_values_become_numbers_texts_and_booleans(void) {
  static const struct {
    const char *json;
    double number;
    const char *text;
    bool truth;
  } cases[] = {{"null", 0, "null", false},
               {"true", 1, "true", true},
               {"false", 0, "false", false},
               {"''", 0, "", false},
               {"'0'", 0, "0", true},
               {"0", 0, "0", false},
               {"[]", 0, "", true},
               {"[5]", 5, "5", true},
               {"['7']", 7, "7", true},
               {"[null]", 0, "", true},
               {"[true]", NAN, "true", true},
               {"[1,[2,null,3],'x']", NAN, "1,2,,3,x", true},
               {"{'a':1}", NAN, "[object Object]", true}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Value value = from_text(cases[i].json);
    double number = value_to_number(value);
    g_assert_true(number == cases[i].number || (isnan(number) && isnan(cases[i].number)));
    g_assert_cmpstr(value_to_string(value, arena), ==, cases[i].text);
    g_assert_true(value_to_boolean(value) == cases[i].truth);
  }
  g_assert_true(isnan(value_to_number(value_undefined())));
  g_assert_cmpstr(value_to_string(value_undefined(), arena), ==, "undefined");
  g_assert_cmpstr(value_to_string(value_number(1e21), arena), ==, "1e+21");
  g_assert_cmpstr(value_to_string(value_date(0), arena), ==,
                  "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)");
  g_assert_cmpstr(value_to_string(value_date(NAN), arena), ==, "Invalid Date");
}

static void test_equality_is_javascripts(void) {
  static const struct {
    const char *a, *b;
    bool strict, loose;
  } cases[] = {{"1", "1", true, true},
               {"1", "'1'", false, true},
               {"null", "0", false, false},
               {"true", "1", false, true},
               {"true", "'1'", false, true},
               {"'a'", "'a'", true, true},
               {"''", "0", false, true},
               {"[1]", "1", false, true},
               {"[1,2]", "'1,2'", false, true},
               {"[1]", "[1]", false, false},
               {"{}", "'[object Object]'", false, true},
               {"'abc'", "0", false, false}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_assert_true(value_strict_equal(from_text(cases[i].a), from_text(cases[i].b)) == cases[i].strict);
    g_assert_true(value_loose_equal(from_text(cases[i].a), from_text(cases[i].b), arena) == cases[i].loose);
  }
  g_assert_true(value_loose_equal(value_null(), value_undefined(), arena));
  g_assert_false(value_strict_equal(value_null(), value_undefined()));
  g_assert_false(value_strict_equal(value_number(NAN), value_number(NAN)));
  g_assert_true(value_strict_equal(value_number(0), value_number(-0.0)));
  g_assert_true(value_strict_equal(value_date(5), value_date(5)));
  g_assert_cmpuint(value_hash(value_number(0)), ==, value_hash(value_number(-0.0)));
  g_assert_cmpuint(value_hash(value_string(arena_strdup(arena, "ab"))), ==, value_hash(from_text("'ab'")));
}

static void test_kinds_compare_as_in_javascript(void) {
  static const struct {
    const char *a, *b;
    bool strict, loose;
    int order;
  } cases[] = {
#include "data/comparisons.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Value a = from_text(cases[i].a), b = from_text(cases[i].b);
    if (value_strict_equal(a, b) != cases[i].strict || value_loose_equal(a, b, arena) != cases[i].loose)
      g_error("%s and %s", cases[i].a, cases[i].b);
    bool nothing = a.kind == VALUE_NULL || b.kind == VALUE_NULL; /* comes first in vega-util's ascending() */
    int order = value_compare(a, b);
    if (!nothing && (order > 0) - (order < 0) != cases[i].order) g_error("%s < %s", cases[i].a, cases[i].b);
  }
}

static void test_dates_are_written_with_their_zone(void) {
  static const struct {
    const char *zone, *text;
  } cases[] = {{"Asia/Kolkata", "Thu Mar 01 2012 07:04:15 GMT+0530"},
               {"America/St_Johns", "Wed Feb 29 2012 22:04:15 GMT-0330"},
               {"UTC", "Thu Mar 01 2012 01:34:15 GMT+0000 (Coordinated Universal Time)"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_setenv("TZ", cases[i].zone, TRUE);
    tzset();
    g_assert_true(g_str_has_prefix(value_to_string(value_date(1330565655016), arena), cases[i].text));
  }
  g_assert_cmpstr(value_to_string(value_date(-62324985600000), arena), ==,
                  "Sun Jan 01 -0005 00:00:00 GMT+0000 (Coordinated Universal Time)");
}

static void test_space_is_what_javascript_trims(void) {
  static const gunichar space[] = {9,      10,     11,     12,     13,     32,     0xa0,   0x1680,
                                   0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff},
                        other[] = {8, 14, 31, 33, 0x85, 0x9f, 0xa1, 0x180e, 0x200b, 0x2027, 0x202a, 0x2060, 0xfefe};
  for (size_t i = 0; i < G_N_ELEMENTS(space); i++) g_assert_true(text_is_space(space[i]));
  for (size_t i = 0; i < G_N_ELEMENTS(other); i++) g_assert_false(text_is_space(other[i]));
}

/* vega-util's ascending(). */
static void test_order_is_vegas(void) {
  static const Value missing[] = {{.kind = VALUE_NULL}, {.kind = VALUE_UNDEFINED}};
  Value nan = value_number(NAN);
  for (size_t i = 0; i < 2; i++) {
    g_assert_cmpint(value_compare(missing[i], value_number(-1e9)), <, 0);
    g_assert_cmpint(value_compare(missing[i], nan), <, 0);
    g_assert_cmpint(value_compare(value_string(""), missing[i]), >, 0);
    g_assert_cmpint(value_compare(missing[i], missing[1 - i]), ==, 0);
  }
  g_assert_cmpint(value_compare(nan, value_number(-1e9)), <, 0);
  g_assert_cmpint(value_compare(nan, nan), ==, 0);
  g_assert_cmpint(value_compare(value_number(9), value_number(10)), <, 0);
  g_assert_cmpint(value_compare(value_string("9"), value_string("10")), >, 0);
  g_assert_cmpint(value_compare(value_string("9"), value_number(10)), <, 0);
  g_assert_cmpint(value_compare(value_string("a"), value_number(10)), ==, 0);
  g_assert_cmpint(value_compare(value_string("a"), value_string("B")), >, 0);
  g_assert_cmpint(value_compare(value_date(5), value_date(6)), <, 0);
  g_assert_cmpint(value_compare(value_boolean(false), value_boolean(true)), <, 0);
  /* "\uff5e" < "😀" is false in UTF-16. */
  g_assert_cmpint(value_compare(value_string("～"), value_string("😀")), >, 0);
  g_assert_cmpint(value_compare(value_string("一"), value_string("😀")), <, 0);
}

static void test_members_are_found_by_key_index_and_length(void) {
  Value value = from_text("{'a':[10,20],'s':'a😀'}");
  g_assert_cmpfloat(value_member(value_member(value, "a"), "1").number, ==, 20);
  g_assert_cmpfloat(value_member(value_member(value, "a"), "length").number, ==, 2);
  g_assert_cmpint(value_member(value_member(value, "a"), "2").kind, ==, VALUE_UNDEFINED);
  g_assert_cmpint(value_member(value_member(value, "a"), "01").kind, ==, VALUE_UNDEFINED);
  g_assert_cmpfloat(value_member(value_member(value, "s"), "length").number, ==, 3);
  g_assert_cmpint(value_member(value_null(), "a").kind, ==, VALUE_UNDEFINED);
}

static void test_values_go_to_json_and_back(void) {
  const Json *json = value_to_json(from_text("{'a':[1,null,'x'],'b':{'c':true}}"), (Place){0}, arena);
  g_assert_cmpstr(json_to_text(arena, json), ==, "{\"a\":[1,null,\"x\"],\"b\":{\"c\":true}}");
  g_assert_cmpstr(json_to_text(arena, value_to_json(value_date(0), (Place){0}, arena)), ==,
                  "\"1970-01-01T00:00:00.000Z\"");
  g_assert_true(json_is_null(value_to_json(value_number(NAN), (Place){0}, arena)));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/value/numbers-print-as-in-javascript", test_numbers_print_as_in_javascript);
  g_test_add_func("/value/printed-numbers-read-back-the-same", test_printed_numbers_read_back_the_same);
  g_test_add_func("/value/texts-become-numbers-as-in-javascript", test_texts_become_numbers_as_in_javascript);
  g_test_add_func("/value/values-become-numbers-texts-and-booleans", test_values_become_numbers_texts_and_booleans);
  g_test_add_func("/value/equality-is-javascripts", test_equality_is_javascripts);
  g_test_add_func("/value/order-is-vegas", test_order_is_vegas);
  g_test_add_func("/value/members-are-found-by-key-index-and-length", test_members_are_found_by_key_index_and_length);
  g_test_add_func("/value/values-go-to-json-and-back", test_values_go_to_json_and_back);
  g_test_add_func("/value/kinds-compare-as-in-javascript", test_kinds_compare_as_in_javascript);
  g_test_add_func("/value/dates-are-written-with-their-zone", test_dates_are_written_with_their_zone);
  g_test_add_func("/value/space-is-what-javascript-trims", test_space_is_what_javascript_trims);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
