/* Libraries that are loaded on first use. */
#include "base/library.h"
#include <glib.h>

typedef struct Functions {
  guint (*spaced)(guint);
  guint (*not_there)(guint);
} Functions;

static const char glib[] = "libglib-2.0.so.0"; /* one that is certainly installed */

static void test_functions_of_a_library_can_be_called(void) {
  static const LibrarySymbol symbols[] = {{"g_spaced_primes_closest", offsetof(Functions, spaced)}};
  Functions functions = {0};
  g_assert_true(library_load(glib, symbols, G_N_ELEMENTS(symbols), &functions));
  g_assert_cmpuint(functions.spaced(100), ==, g_spaced_primes_closest(100));
  g_assert_null(functions.not_there);
}

static void test_missing_libraries_and_symbols_are_reported(void) {
  static const LibrarySymbol symbols[] = {{"g_spaced_primes_closest", offsetof(Functions, spaced)},
                                          {"g_no_such_function", offsetof(Functions, not_there)}};
  Functions functions = {0};
  g_assert_false(library_load("libnone-such.so.9", symbols, 1, &functions));
  g_assert_null(functions.spaced);
  g_assert_false(library_load(glib, symbols, G_N_ELEMENTS(symbols), &functions));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/library/functions-can-be-called", test_functions_of_a_library_can_be_called);
  g_test_add_func("/library/missing-ones-are-reported", test_missing_libraries_and_symbols_are_reported);
  return g_test_run();
}
