/* What is not UTF-8 is refused, and the message says where. */
#include "base/text.h"
#include <stdint.h>
#include <string.h>

static const char *check(const char *text, size_t length) {
  static char *shown;
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  Source source = {.name = "a.csv", .text = text, .length = length};
  bool good = text_check(&source, messages);
  g_free(shown);
  shown = messages_to_string(messages);
  g_assert_cmpuint(messages_error_count(messages), ==, !good);
  arena_destroy(arena);
  return shown;
}

static void test_utf8_is_accepted(void) {
  g_assert_cmpstr(check("", 0), ==, "");
  g_assert_cmpstr(check(NULL, 0), ==, "");
  g_assert_cmpstr(check("a图\xf0\x9f\x8d\x80", 8), ==, "");
  g_assert_cmpstr(check("\xef\xbb\xbf{}", 5), ==, "");
}

static void test_the_first_wrong_byte_is_named(void) {
  g_assert_cmpstr(check("ab\xc3(", 4), ==,
                  "a.csv:1:3: error: byte 0xc3 is not valid UTF-8; save the file as UTF-8 [E115]\n    1 | "
                  "ab\xef\xbf\xbd(\n      |   ^\n");
  g_assert_cmpstr(check("a\nb\0c", 5), ==,
                  "a.csv:2:2: error: NUL byte in a text file [E114]\n    2 | b\xef\xbf\xbd"
                  "c\n      |  ^\n");
}

static void test_utf16_is_named_in_both_orders(void) {
  g_assert_cmpstr(check("\xff\xfe{\0", 4), ==,
                  "a.csv:1:1: error: the file is UTF-16; save it as UTF-8 [E113]\n    1 | "
                  "\xef\xbf\xbd\xef\xbf\xbd{\xef\xbf\xbd\n      | ^\n");
  g_assert_cmpstr(
      check("\xfe\xff", 2), ==,
      "a.csv:1:1: error: the file is UTF-16; save it as UTF-8 [E113]\n    1 | \xef\xbf\xbd\xef\xbf\xbd\n      | ^\n");
  g_assert_nonnull(strstr(check("\xff", 1), "byte 0xff is not valid UTF-8"));
  g_assert_nonnull(strstr(check("\xff\xff", 2), "byte 0xff is not valid UTF-8"));
}

static bool is_utf8(const char *text, size_t length) {
  char *copy = g_memdup2(text, length + !length); /* so that a sanitizer sees what is read beyond */
  bool result = text_is_utf8(copy, length);
  g_free(copy);
  return result;
}

/* Characters of every length, broken ones and NULs at every place among ASCII, as g_utf8_validate_len() has it. */
static void test_utf8_is_found_at_every_place(void) {
  static const char *const pieces[] = {
      "\xc3\xa9", "图", "🍀", "\xc3", "\xe5\x9b", "\xf0\x9f\x8d", "\xff", "\x80", "\xed\xa0\x80", "\xc0\x80", ""};
  for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
    size_t length = MAX(strlen(pieces[i]), 1); /* "": NUL */
    for (size_t before = 0; before < 70; before++)
      for (size_t after = 0; after < 70; after += before % 3 + 1) {
        char text[160];
        memset(text, 'a', sizeof text);
        memcpy(text + before, pieces[i], length);
        size_t all = before + length + after;
        g_assert_cmpint(is_utf8(text, all), ==, g_utf8_validate_len(text, all, NULL));
      }
  }
  GString *text = g_string_new("ab");
  while (text->len < 5000) g_string_append(text, "图版🍀é");
  for (size_t length = 0; length < text->len; length++)
    g_assert_cmpint(text_is_utf8(text->str, length), ==, g_utf8_validate_len(text->str, length, NULL));
  g_string_free(text, TRUE);
}

/* Places hold 32 bits. */
static void test_files_beyond_4_gb_are_refused(void) {
  char start[4096] = "\xff";
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  g_assert_false(text_check(&(Source){.name = "a", .text = start, .length = (size_t)UINT32_MAX + 1}, messages));
  g_assert_false(text_check(&(Source){.name = "a", .text = start, .length = UINT32_MAX}, messages));
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "the file is larger than 4 GB");
  g_assert_cmpstr(messages_text(messages, 1, NULL), ==, "byte 0xff is not valid UTF-8; save the file as UTF-8");
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/utf8-is-accepted", test_utf8_is_accepted);
  g_test_add_func("/text/utf8-is-found-at-every-place", test_utf8_is_found_at_every_place);
  g_test_add_func("/text/the-first-wrong-byte-is-named", test_the_first_wrong_byte_is_named);
  g_test_add_func("/text/utf16-is-named-in-both-orders", test_utf16_is_named_in_both_orders);
  g_test_add_func("/text/files-beyond-4-gb-are-refused", test_files_beyond_4_gb_are_refused);
  return g_test_run();
}
