/* base/installed.c: see installed.h. */
#define _GNU_SOURCE /* dladdr() */
#include "base/installed.h"
#include <dlfcn.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* bin/tuban is one level below the prefix, lib/x86_64-linux-gnu/libtuban.so two, and build/tuban none. */
enum { LEVELS = 3 };

static char *folder_above(const char *file, const char *name) {
  char *real = realpath(file, NULL), *found = NULL;
  char *folder = real ? g_path_get_dirname(real) : NULL;
  for (int i = 0; folder && !found && i < LEVELS; i++) {
    char *candidate = g_build_filename(folder, TUBAN_DATADIR, "tuban", name, NULL), *above = g_path_get_dirname(folder);
    if (g_file_test(candidate, G_FILE_TEST_IS_DIR)) found = g_steal_pointer(&candidate);
    g_free(candidate);
    g_free(folder);
    folder = above;
  }
  g_free(folder);
  free(real);
  return found;
}

char *installed_folder(const char *name) {
  Dl_info info;
  char *found = NULL;
  /* Of the program itself, dladdr() knows only argv[0], which is a path only if it has a slash. */
  if (dladdr(TUBAN_DATADIR, &info) && info.dli_fname && strchr(info.dli_fname, '/'))
    found = folder_above(info.dli_fname, name);
  return found ? found : folder_above("/proc/self/exe", name);
}
