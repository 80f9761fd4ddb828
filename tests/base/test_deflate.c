/* base/deflate.h against zlib: what is compressed is what zlib reads, whatever it is, and small. */
#include "base/deflate.h"
#include <glib.h>
#include <string.h>
#include <zlib.h>

/* How much it takes compressed in `parts` equal parts; zlib must read the same from it. */
static gsize compressed(const guint8 *data, gsize length, gsize parts) {
  GByteArray *out = g_byte_array_new();
  guint8 *back = g_malloc(length + 1);
  for (gsize i = 0; i < parts; i++) {
    gsize from = length * i / parts, to = length * (i + 1) / parts;
    DeflateOptions options = {.more = i + 1 < parts};
    deflate_bytes(data + from, to - from, &options, out);
  }
  z_stream stream = {.next_in = out->data, .avail_in = out->len, .next_out = back, .avail_out = (uInt)length + 1};
  g_assert_cmpint(inflateInit2(&stream, -MAX_WBITS), ==, Z_OK);
  g_assert_cmpint(inflate(&stream, Z_FINISH), ==, Z_STREAM_END);
  g_assert_cmpuint(stream.avail_in, ==, 0);
  g_assert_cmpuint(stream.total_out, ==, length);
  g_assert_true(length == 0 || memcmp(back, data, length) == 0);
  inflateEnd(&stream);
  gsize size = out->len;
  g_byte_array_unref(out);
  g_free(back);
  return size;
}

static gsize compressed_by_zlib(const guint8 *data, gsize length) {
  uLongf size = compressBound(length);
  guint8 *out = g_malloc(size);
  g_assert_cmpint(compress2(out, &size, data, length, 6), ==, Z_OK);
  g_free(out);
  return size;
}

static void test_any_length_of_runs_and_of_bytes(void) {
  guint8 data[1200];
  for (gsize length = 0; length < sizeof data; length++) {
    memset(data, 7, sizeof data);
    compressed(data, length, 1);
    for (gsize i = 0; i < length; i++) data[i] = (guint8)(i * i >> 3);
    compressed(data, length, 1);
    memset(data + length / 3, 0, length / 2);
    compressed(data, length, 1 + length % 5);
  }
}

static void test_bytes_of_every_kind(void) {
  enum { LENGTH = 300000 };
  guint8 *data = g_malloc(LENGTH);
  GRand *random = g_rand_new_with_seed(3);
  for (int kinds = 1; kinds <= 256; kinds = kinds < 4 ? kinds + 1 : kinds * 3 / 2) {
    for (int i = 0; i < LENGTH; i++) data[i] = (guint8)g_rand_int_range(random, 0, kinds);
    gsize size = compressed(data, LENGTH, 1 + (gsize)kinds % 3);
    g_assert_cmpuint(size, <, LENGTH + LENGTH / 100);
  }
  /* what is repeated from just within the window, at its end, and from beyond it */
  for (int period = 32760; period < 32776; period++) {
    for (int i = 0; i < LENGTH; i++) data[i] = i < period ? (guint8)g_rand_int(random) : data[i - period];
    gsize size = compressed(data, LENGTH, 1);
    if (period <= 32768)
      g_assert_cmpuint(size, <, 40000);
    else
      g_assert_cmpuint(size, >, 290000);
  }
  g_rand_free(random);
  g_free(data);
}

/* Counts like Fibonacci's numbers make the deepest of Huffman's trees, deeper than codes may be long. */
static void test_the_longest_codes(void) {
  GByteArray *data = g_byte_array_new();
  for (guint a = 1, b = 1, symbol = 0; a < 7000; symbol++) {
    for (guint i = 0; i < a; i++) {
      guint8 byte = (guint8)(symbol * 11);
      g_byte_array_append(data, &byte, 1);
    }
    guint sum = a + b;
    a = b;
    b = sum;
  }
  GRand *random = g_rand_new_with_seed(5);
  for (guint i = data->len - 1; i > 0; i--) {
    guint k = (guint)g_rand_int_range(random, 0, (gint32)i + 1);
    guint8 byte = data->data[i];
    data->data[i] = data->data[k];
    data->data[k] = byte;
  }
  compressed(data->data, data->len, 1);
  g_rand_free(random);
  g_byte_array_unref(data);
}

/* Rows of a bar chart: a few runs that begin at other places now and then, and some pixels between. */
static void test_pictures_are_as_small_as_by_zlib(void) {
  enum { WIDTH = 3001, ROWS = 400 };
  guint8 *data = g_malloc0((gsize)WIDTH * ROWS);
  for (gsize y = 0; y < ROWS; y++)
    for (gsize bar = 0; bar < 20; bar++)
      for (gsize x = bar * 150 + 30; x < bar * 150 + 120 && y > bar * 17 % 300; x++)
        data[y * WIDTH + x] = (guint8)(x == bar * 150 + 30 ? 200 + bar : 1 + bar % 5);
  gsize by_zlib = compressed_by_zlib(data, (gsize)WIDTH * ROWS);
  g_assert_cmpuint(compressed(data, (gsize)WIDTH * ROWS, 1), <=, by_zlib + by_zlib / 20);
  g_assert_cmpuint(compressed(data, (gsize)WIDTH * ROWS, 4), <=, 2 * by_zlib);
  g_free(data);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/deflate/any-length-of-runs-and-of-bytes", test_any_length_of_runs_and_of_bytes);
  g_test_add_func("/deflate/bytes-of-every-kind", test_bytes_of_every_kind);
  g_test_add_func("/deflate/the-longest-codes", test_the_longest_codes);
  g_test_add_func("/deflate/pictures-are-as-small-as-by-zlib", test_pictures_are_as_small_as_by_zlib);
  return g_test_run();
}
