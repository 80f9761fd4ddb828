/* The data lie at the same place from the program and the library, wherever both were moved to. */
#include "base/install.h"
#include <glib.h>
#include <glib/gstdio.h>

static void make(const char *top, const char *folder) {
  char *path = g_build_filename(top, folder, NULL);
  g_assert_cmpint(g_mkdir_with_parents(path, 0700), ==, 0);
  g_free(path);
}

/* What is found from `file` below `top`, as a path below it. */
static void assert_found(const char *top, const char *file, const char *wanted) {
  char *path = g_build_filename(top, file, NULL), *found = install_data_folder_of(path);
  char *full = wanted ? g_build_filename(top, wanted, NULL) : NULL;
  g_assert_cmpstr(found, ==, full);
  g_free(path);
  g_free(found);
  g_free(full);
}

static void test_found_from_program_and_library(void) {
  char *top = g_dir_make_tmp("tuban-install-XXXXXX", NULL);
  make(top, "moved/share/tuban/styles");
  make(top, "moved/bin");
  assert_found(top, "moved/bin/tuban", "moved/share/tuban");
  assert_found(top, "moved/" TUBAN_LIBDIR "/libtuban.so.0", "moved/share/tuban");
  make(top, "build/share/tuban/styles");
  assert_found(top, "build/tuban", "build/share/tuban");
  make(top, "empty/share/tuban");
  assert_found(top, "empty/bin/tuban", NULL);
  for (const char *const *folder =
           (const char *const[]){"moved/share/tuban/styles", "moved/share/tuban", "moved/share", "moved/bin", "moved",
                                 "build/share/tuban/styles", "build/share/tuban", "build/share", "build",
                                 "empty/share/tuban", "empty/share", "empty", "", NULL};
       *folder; folder++) {
    char *path = g_build_filename(top, *folder, NULL);
    g_assert_cmpint(g_rmdir(path), ==, 0);
    g_free(path);
  }
  g_free(top);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/install/found-from-program-and-library", test_found_from_program_and_library);
  return g_test_run();
}
