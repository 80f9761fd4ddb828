/* JSON as RFC 8259 has it, with places and with messages that name the mistake. */
#include "json/json.h"
#include <string.h>

static Arena *arena;
static Messages *messages;

static const Json *parse_bytes(const char *text, size_t length) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "t.json", .text = arena_strndup(arena, text, length), .length = length};
  messages = messages_create(arena, false);
  return json_parse(source, messages, arena);
}

static const Json *parse(const char *text) { return parse_bytes(text, strlen(text)); }

static void assert_text(const char *text, const char *expected) {
  const Json *json = parse(text);
  g_assert_nonnull(json);
  g_assert_cmpstr(json_to_text(arena, json), ==, expected);
}

/* JSON.stringify(JSON.parse(…)) of node 22. */
static void test_documents_read_as_in_javascript(void) {
  assert_text(" {\"a\" : [1, 2.50, -0.0, 1e3, 1E-7], \"b\":null,\"c\":true,\"d\":false}\n",
              "{\"a\":[1,2.5,0,1000,1e-7],\"b\":null,\"c\":true,\"d\":false}");
  assert_text("\"\\u00e9\\n\\ud83d\\ude00\\/\"", "\"é\\n😀/\"");
  assert_text("\"图版\"", "\"图版\"");
  assert_text("42", "42");
  assert_text("123456789012345678901234567890", "1.2345678901234568e+29");
  assert_text("0.1e-400", "0");
  assert_text("5e-324", "5e-324");
  assert_text("[]", "[]");
  assert_text("{}", "{}");
  assert_text("\xef\xbb\xbf[1]", "[1]");
  /* JSON.parse('{"a":1,"b":2,"a":3}') keeps the place of the first and the value of the last. */
  assert_text("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}");
  g_assert_cmpstr(json_string(parse("\"\\ud800x\""), NULL), ==, "\xef\xbf\xbdx");
}

static void test_many_repeated_keys_keep_the_last_value(void) {
  GString *text = g_string_new("{");
  for (int i = 0; i < 50000; i++) g_string_append_printf(text, "%s\"k%d\":%d", i ? "," : "", i % 20000, i);
  g_string_append_c(text, '}');
  const Json *json = parse(text->str);
  g_assert_cmpuint(json_count(json), ==, 20000);
  g_assert_cmpfloat(json_number(json_get(json, "k7"), 0), ==, 40007);
  g_assert_cmpstr(json->object.members[7].key, ==, "k7");
  g_string_free(text, TRUE);
}

static void test_every_value_knows_its_place(void) {
  const Json *json = parse("{\n  \"mark\": \"bars\",\n  \"n\" : [ 12.5, {\"图\": \"\\u00e9\"} , true ]\n}");
  Place at = json_place(json_get(json, "mark"));
  unsigned line, column;
  place_line_column(at, &line, &column);
  g_assert_cmpuint(line, ==, 2);
  g_assert_cmpuint(column, ==, 11);
  g_assert_cmpuint(at.length, ==, 6);
  const char *expected[] = {"12.5", "{\"图\": \"\\u00e9\"}", "true"};
  for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
    at = json_place(json_at(json_get(json, "n"), i));
    g_assert_cmpuint(at.length, ==, strlen(expected[i]));
    g_assert_cmpint(memcmp(at.source->text + at.offset, expected[i], at.length), ==, 0);
  }
  at = json_place(json_get(json_at(json_get(json, "n"), 1), "图"));
  place_line_column(at, &line, &column);
  g_assert_cmpuint(line, ==, 3);
  g_assert_cmpuint(column, ==, 23);
  g_assert_cmpuint(at.length, ==, 8);
  g_assert_cmpuint(json_place(json).length, ==, strlen(json_place(json).source->text));
}

typedef struct Fault {
  const char *text;
  unsigned line, column;
  const char *message;
} Fault;

/* What is wrong follows from RFC 8259's grammar. */
static const Fault faults[] = {
    {"", 1, 1, "the file is empty"},
    {" \n ", 1, 1, "the file is empty"},
    {"\xef\xbb\xbf", 1, 1, "the file is empty"},
    {"{\"a\": 1 // one\n}", 1, 9, "comments are not allowed in JSON"},
    {"/* a */ {}", 1, 1, "comments are not allowed in JSON"},
    {"[1, # one\n2]", 1, 5, "comments are not allowed in JSON"},
    {"{\"a\": /**/ 1}", 1, 7, "comments are not allowed in JSON"},
    {"[1, 2", 1, 6, "unexpected end of file: the \"[\" on line 1 is never closed"},
    {"{\n\"a\": [1, {\n", 3, 1, "unexpected end of file: the \"{\" on line 2 is never closed"},
    {"{\"a\":", 1, 6, "unexpected end of file: the \"{\" on line 1 is never closed"},
    {"{\"a\"", 1, 5, "unexpected end of file: the \"{\" on line 1 is never closed"},
    {"[1 2]", 1, 4, "expected \",\" or \"]\", found \"2\""},
    {"[1}", 1, 3, "expected \",\" or \"]\", found \"}\""},
    {"{\"a\": 1 \"b\": 2}", 1, 9, "expected \",\" or \"}\", found \"\"\""},
    {"{\"a\" 1}", 1, 6, "expected \":\", found \"1\""},
    {"[1, 2,]", 1, 6, "trailing comma before \"]\"; JSON does not allow it"},
    {"{\"a\": 1,\n}", 1, 8, "trailing comma before \"}\"; JSON does not allow it"},
    {"[,1]", 1, 2, "expected a value or \"]\", found \",\""},
    {"[1,,2]", 1, 4, "expected a value, found \",\""},
    {"{a: 1}", 1, 2, "keys must be in double quotes in JSON"},
    {"{'a': 1}", 1, 2, "strings must be in double quotes in JSON"},
    {"{\"a\": 'b'}", 1, 7, "strings must be in double quotes in JSON"},
    {"{1: 2}", 1, 2, "expected a key in double quotes or \"}\", found \"1\""},
    {"[NaN]", 1, 2, "\"NaN\" is not JSON; write null for a missing number"},
    {"[1, Infinity]", 1, 5, "\"Infinity\" is not JSON; numbers are finite"},
    {"[-Infinity]", 1, 2, "\"-Infinity\" is not JSON; numbers are finite"},
    {"[undefined]", 1, 2, "\"undefined\" is not JSON; write null"},
    {"{\"a\": True}", 1, 7, "\"True\" is not JSON; write true"},
    {"[nul]", 1, 2, "\"nul\" is not a value; strings must be in double quotes"},
    {"[bar]", 1, 2, "\"bar\" is not a value; strings must be in double quotes"},
    {"[01]", 1, 3, "a number cannot have leading zeros"},
    {"[+1]", 1, 2, "a number cannot start with \"+\""},
    {"[.5]", 1, 2, "a number needs a digit before its decimal point"},
    {"[1.]", 1, 2, "\"1.\" is not a valid JSON number"},
    {"[1.5e]", 1, 2, "\"1.5\" is not a valid JSON number"},
    {"[-]", 1, 2, "\"-\" is not a valid JSON number"},
    {"[\"a\nb\"]", 1, 2, "the string does not end on its line; write a line break as \\n"},
    {"[\"a\tb\"]", 1, 4, "control character in a string; write it as \\u0009"},
    {"[\"a\\xb\"]", 1, 4, "unknown escape \"\\x\" in a string"},
    {"[\"\\u12g4\"]", 1, 3, "\"\\u\" must be followed by four hexadecimal digits"},
    {"[\"a\\u0000\"]", 1, 2, "a string cannot contain \\u0000"},
    {"[\"abc", 1, 2, "the string is never closed"},
    {"[1] x", 1, 5, "expected the end of the file, found \"x\""},
    {"{} {}", 1, 4, "expected the end of the file, found \"{\""},
    {"{}\"x", 1, 3, "expected the end of the file, found \"\"\""},
    {"]", 1, 1, "expected a value, found \"]\""},
    {"[\"\xff\"]", 1, 3, "byte 0xff is not valid UTF-8; save the file as UTF-8"},
    {"[\"\xc0\x80\"]", 1, 3, "byte 0xc0 is not valid UTF-8; save the file as UTF-8"},
    {"[\"\xed\xa0\x80\"]", 1, 3, "byte 0xed is not valid UTF-8; save the file as UTF-8"},
};

static void assert_fault(const Json *json, unsigned line, unsigned column, const char *message) {
  g_assert_null(json);
  g_assert_cmpuint(messages_error_count(messages), ==, 1);
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, message);
  char *shown = messages_to_string(messages), *start = g_strdup_printf("t.json:%u:%u: error: ", line, column);
  if (!g_str_has_prefix(shown, start)) g_error("%s is not at %s", shown, start);
  g_free(start);
  g_free(shown);
}

static void test_each_mistake_is_named_at_its_place(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++)
    assert_fault(parse(faults[i].text), faults[i].line, faults[i].column, faults[i].message);
  assert_fault(parse_bytes("[1,\0 2]", 7), 1, 4, "NUL byte in a text file");
  assert_fault(parse_bytes("\xff\xfe[\0]\0", 6), 1, 1, "the file is UTF-16; save it as UTF-8");
}

static void test_nesting_ends_at_512_levels(void) {
  char text[4000];
  memset(text, '[', 512);
  memset(text + 512, ']', 512);
  g_assert_nonnull(parse_bytes(text, 1024));
  memset(text, '[', 3000);
  assert_fault(parse_bytes(text, 3000), 1, 513, "nested deeper than 512 levels");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/json/documents-read-as-in-javascript", test_documents_read_as_in_javascript);
  g_test_add_func("/json/many-repeated-keys-keep-the-last-value", test_many_repeated_keys_keep_the_last_value);
  g_test_add_func("/json/every-value-knows-its-place", test_every_value_knows_its_place);
  g_test_add_func("/json/each-mistake-is-named-at-its-place", test_each_mistake_is_named_at_its_place);
  g_test_add_func("/json/nesting-ends-at-512-levels", test_nesting_ends_at_512_levels);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
