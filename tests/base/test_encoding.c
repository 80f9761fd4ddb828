/* Bytes to text as TextDecoder decodes them (WHATWG's Encoding standard; values from Node 20). */
#include "base/encoding.h"
#include <string.h>

static Arena *arena;
static Messages *messages;

static const char *decode(const char *bytes, size_t length, const char *encoding) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "t.csv", .text = arena_strndup(arena, bytes, length), .length = length};
  messages = messages_create(arena, false);
  const Source *text = text_decode(source, encoding, messages, arena);
  return text ? text->text : NULL;
}

typedef struct Decoded {
  const char *encoding, *bytes; /* in hexadecimal */
  const char *text;
} Decoded;

static size_t bytes_of(const char *hex, char *bytes) {
  size_t length = 0;
  for (; hex[2 * length]; length++)
    bytes[length] = (char)(g_ascii_xdigit_value(hex[2 * length]) * 16 + g_ascii_xdigit_value(hex[2 * length + 1]));
  return length;
}

static void assert_decoded(const Decoded *row) {
  char bytes[32];
  g_assert_cmpstr(decode(bytes, bytes_of(row->bytes, bytes), row->encoding), ==, row->text);
  g_assert_cmpuint(messages_count(messages), ==, strstr(row->text, "\uFFFD") ? 1 : 0);
}

static void test_bytes_that_are_not_utf_8_become_replacement_characters(void) {
  static const Decoded rows[] = {
      {NULL, "636166e92c33", "caf\uFFFD,3"},
      {NULL, "f09f98", "\uFFFD"},
      {NULL, "f0809f41", "\uFFFD\uFFFD\uFFFDA"},
      {NULL, "e28241", "\uFFFDA"},
      {NULL, "eda08041", "\uFFFD\uFFFD\uFFFDA"},
      {NULL, "c0af", "\uFFFD\uFFFD"},
      {NULL, "f4908080", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {NULL, "f5ff80", "\uFFFD\uFFFD\uFFFD"},
      {NULL, "41e58c97ff", "A北\uFFFD"},
      {NULL, "e5e58c97", "\uFFFD北"},
      {"utf-8", "e5e58c97", "\uFFFD北"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) assert_decoded(&rows[i]);
}

static void test_the_encoding_that_is_named_is_used(void) {
  static const Decoded rows[] = {
      {"gbk", "b1b1bea92c31", "北京,1"},
      {"GB2312", "b3c7", "城"},
      {"gb18030", "b1b1be", "北\uFFFD"},
      {"Big5", "a57eabb0", "外城"},
      {"Shift_JIS", "938c8b9e835c5c", "東京ソ\\"},
      {"sjis", "938c8b9e835c5c", "東京ソ\\"},
      {"EUC-JP", "c5ecb5fe", "東京"},
      {"EUC-KR", "bcadbfef", "서울"},
      {"latin1", "e980", "é€"},
      {"ISO-8859-1", "e980", "é€"},
      {"windows-1251", "cceef1eae2e0", "Москва"},
      {"koi8_r", "edcfd3cbd7c1", "Москва"},
      {"utf-16le", "174eac4e", "\u4e17京"},
      {"UTF-16", "174eac4e", "\u4e17京"},
      {"utf-16be", "4e174eac", "\u4e17京"},
      {"utf-16le", "00d84100", "\uFFFDA"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) assert_decoded(&rows[i]);
  g_assert_false(encoding_is_known("gkb"));
  g_assert_false(encoding_is_known("gbk//IGNORE"));
  g_assert_false(encoding_is_known("IBM1390"));
  g_assert_false(encoding_is_known(""));
  g_assert_cmpstr(suggest(arena, "gkb", encoding_names()), ==, "; did you mean \"gbk\"?");
  for (const char *const *name = encoding_names(); *name; name++) g_assert_true(encoding_is_known(*name));
}

static void test_a_byte_order_mark_decides(void) {
  static const Decoded rows[] = {
      {NULL, "fffe174eac4e", "\u4e17京"},
      {NULL, "feff4e174eac", "\u4e17京"},
      {"gbk", "fffe174eac4e", "\u4e17京"},
      {"gbk", "feff4e174eac", "\u4e17京"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) assert_decoded(&rows[i]);
  g_assert_nonnull(strstr(decode("\xef\xbb\xbf\xe5\x8c\x97", 6, "gbk"), "北"));
  g_assert_cmpuint(messages_count(messages), ==, 0);
}

static void test_one_warning_has_place_count_and_guess(void) {
  decode("k,v\ncaf\xe9,3\nth\xe9,5\n", 17, NULL);
  char *shown = messages_to_string(messages);
  g_assert_cmpstr(shown, ==,
                  "t.csv:2:4: warning: the file is not valid UTF-8: 2 × U+FFFD, the first for byte 0xe9; it looks like "
                  "windows-1252: write \"encoding\": \"windows-1252\" in the data's \"format\", or use --encoding "
                  "windows-1252 [W117]\n    2 | caf\uFFFD,3\n      |    ^\n");
  g_free(shown);
  decode("\xff\xff\xff\xff", 4, NULL);
  g_assert_nonnull(strstr(messages_text(messages, 0, NULL), "name its \"encoding\""));
  decode("\xb1\xb1\xff", 3, "big5");
  g_assert_nonnull(strstr(messages_text(messages, 0, NULL), "the file is not valid big5: 1 × U+FFFD"));
}

static void test_guesses(void) {
  static const struct {
    const char *text, *written, *guess;
  } rows[] = {
      {"城市,人口\n北京,2189\n上海,2487\n", "GBK", "gb18030"},
      {"年份,销售额\n2020,5\n", "GBK", "gb18030"},
      {"姓名,年龄\n王小明,5\n", "GBK", "gb18030"},
      {"都市,人口\n東京,1396\n大阪,275\nさいたま,132\n", "CP932", "shift_jis"},
      {"都市,人口\n東京,1396\n大阪,275\nさいたま,132\n", "EUC-JP", "euc-jp"},
      {"縣市,人口\n臺北,250\n高雄,274\n", "BIG5", "big5"},
      {"도시,인구\n서울,941\n부산,334\n", "CP949", "euc-kr"},
      {"Città,Größe\nMünchen,1\nOrléans,2\n", "CP1252", "windows-1252"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    gsize length;
    char *bytes = g_convert(rows[i].text, -1, rows[i].written, "UTF-8", NULL, &length, NULL);
    g_assert_nonnull(bytes);
    g_assert_cmpstr(encoding_guess(bytes, length), ==, rows[i].guess);
    g_free(bytes);
  }
}

static void test_nul_is_refused(void) {
  g_assert_null(decode("a\0b", 3, NULL));
  g_assert_nonnull(strstr(messages_text(messages, 0, NULL), "\"utf-16le\""));
  g_assert_null(decode("\0a\0b", 4, NULL));
  g_assert_nonnull(strstr(messages_text(messages, 0, NULL), "\"utf-16be\""));
  g_assert_null(decode("abc\0", 4, NULL));
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "NUL byte in a text file");
  g_assert_null(decode("\xff\xfe\0\0", 4, NULL));
}

static void test_a_long_file_is_decoded_in_parts(void) {
  GString *bytes = g_string_new(NULL), *text = g_string_new(NULL);
  for (int i = 0; i < 100000; i++) {
    g_string_append(bytes, i % 3 ? "\xb1\xb1" : "x");
    g_string_append(text, i % 3 ? "北" : "x");
  }
  g_assert_cmpstr(decode(bytes->str, bytes->len, "gbk"), ==, text->str);
  g_string_free(bytes, TRUE);
  g_string_free(text, TRUE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/encoding/bytes-that-are-not-utf-8-become-replacement-characters",
                  test_bytes_that_are_not_utf_8_become_replacement_characters);
  g_test_add_func("/encoding/the-encoding-that-is-named-is-used", test_the_encoding_that_is_named_is_used);
  g_test_add_func("/encoding/a-byte-order-mark-decides", test_a_byte_order_mark_decides);
  g_test_add_func("/encoding/one-warning-has-place-count-and-guess", test_one_warning_has_place_count_and_guess);
  g_test_add_func("/encoding/guesses", test_guesses);
  g_test_add_func("/encoding/nul-is-refused", test_nul_is_refused);
  g_test_add_func("/encoding/a-long-file-is-decoded-in-parts", test_a_long_file_is_decoded_in_parts);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
