/* An arena gives zeroed, aligned memory and takes everything back at once. */
#include "base/arena.h"
#include <stdint.h>
#include <string.h>

static void test_memory_is_zeroed_aligned_and_apart(void) {
  Arena *arena = arena_create();
  unsigned char *last = NULL;
  for (size_t size = 0; size < 70000; size += 997) {
    unsigned char *bytes = arena_alloc(arena, size);
    g_assert_nonnull(bytes);
    g_assert_cmpuint((uintptr_t)bytes % 16, ==, 0);
    for (size_t i = 0; i < size; i++) g_assert_cmpuint(bytes[i], ==, 0);
    memset(bytes, 0xaa, size);
    g_assert_true(bytes != last);
    last = bytes;
  }
  g_assert_cmpuint(arena_size(arena), >, 70000);
  arena_destroy(arena);
  arena_destroy(NULL);
}

static void test_what_was_taken_stays_as_it_is(void) {
  enum { PIECES = 4000 };
  static unsigned char *pieces[PIECES];
  Arena *arena = arena_create();
  size_t taken = 0;
  for (size_t i = 0; i < PIECES; i++) {
    size_t size = 1 + i * 37 % 900;
    pieces[i] = arena_alloc(arena, size);
    memset(pieces[i], (int)(i % 251 + 1), size);
    taken += (size + 15) / 16 * 16;
    g_assert_cmpuint(arena_size(arena), ==, taken);
  }
  for (size_t i = 0; i < PIECES; i++)
    for (size_t k = 0; k < 1 + i * 37 % 900; k++) g_assert_cmpuint(pieces[i][k], ==, i % 251 + 1);
  arena_destroy(arena);
}

static void test_a_text_takes_one_byte_more_than_its_length(void) {
  Arena *arena = arena_create();
  char *before = arena_strndup(arena, "0123456789abcdef", 16), *after = arena_strdup(arena, "x");
  g_assert_cmpuint(arena_size(arena), ==, 32 + 16);
  g_assert_cmpstr(after, ==, "x");
  g_assert_cmpstr(before, ==, "0123456789abcdef");
  g_assert_cmpstr(arena_strndup(arena, NULL, 0), ==, "");
  arena_destroy(arena);
}

static void test_texts_are_copied(void) {
  Arena *arena = arena_create();
  char text[] = "图版";
  char *copy = arena_strdup(arena, text);
  text[0] = 'x';
  g_assert_cmpstr(copy, ==, "图版");
  g_assert_cmpstr(arena_strndup(arena, "abcdef", 3), ==, "abc");
  g_assert_cmpstr(arena_printf(arena, "%d-%s", 7, "b"), ==, "7-b");
  g_assert_null(arena_strdup(arena, NULL));
  arena_destroy(arena);
}

static GString *order;
static void note(void *thing) { g_string_append(order, thing); }

static void test_adopted_things_go_newest_first(void) {
  order = g_string_new(NULL);
  Arena *arena = arena_create();
  arena_adopt(arena, "a", note);
  arena_adopt(arena, "b", note);
  arena_adopt(arena, "c", note);
  arena_destroy(arena);
  g_assert_cmpstr(order->str, ==, "cba");
  g_string_free(order, TRUE);
}

static void test_impossible_sizes_abort(void) {
  if (g_test_subprocess()) {
    arena_alloc_array(arena_create(), SIZE_MAX / 2, 3);
    return;
  }
  g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed();
  g_test_trap_assert_stderr("*out of memory*");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/arena/memory-is-zeroed-aligned-and-apart", test_memory_is_zeroed_aligned_and_apart);
  g_test_add_func("/arena/what-was-taken-stays-as-it-is", test_what_was_taken_stays_as_it_is);
  g_test_add_func("/arena/a-text-takes-one-byte-more-than-its-length", test_a_text_takes_one_byte_more_than_its_length);
  g_test_add_func("/arena/texts-are-copied", test_texts_are_copied);
  g_test_add_func("/arena/adopted-things-go-newest-first", test_adopted_things_go_newest_first);
  g_test_add_func("/arena/impossible-sizes-abort", test_impossible_sizes_abort);
  return g_test_run();
}
