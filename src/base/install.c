/* base/install.c: see install.h.
 *
 * CMake gives the way from the folder of programs and from that of libraries to the data; in a build folder the data lie
 * beside the program. No other folder is tried: what is above may belong to others.
 */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier): dladdr1() */
#define _DARWIN_C_SOURCE
#include "base/install.h"
#include <dlfcn.h>
#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#ifdef __linux__
#include <link.h>
#endif

static const char *const ways[] = {TUBAN_DATA_FROM_PROGRAM, TUBAN_DATA_FROM_LIBRARY, TUBAN_DATA_IN_BUILD};

static char *checked(char *folder) {
  char *styles = g_build_filename(folder, "styles", NULL);
  bool there = g_file_test(styles, G_FILE_TEST_IS_DIR);
  g_free(styles);
  if (there) return folder;
  g_free(folder);
  return NULL;
}

char *install_data_folder_of(const char *file) {
  char *beside = g_path_get_dirname(file), *found = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(ways) && !found; i++) {
    char *path = g_build_filename(beside, ways[i], NULL);
    found = checked(g_canonicalize_filename(path, "/"));
    g_free(path);
  }
  g_free(beside);
  return found;
}

/* The file this code was loaded from, links resolved; free() it. glibc's dladdr() knows a program only by the name it
 * was called by. */
static char *own_file(void) {
  static const char here = 0;
  Dl_info info;
#ifdef __linux__
  struct link_map *map = NULL;
  if (!dladdr1(&here, &info, (void **)&map, RTLD_DL_LINKMAP) || !map) return NULL;
  return realpath(map->l_name && *map->l_name ? map->l_name : "/proc/self/exe", NULL);
#else
  return dladdr(&here, &info) ? realpath(info.dli_fname, NULL) : NULL;
#endif
}

char *install_data_folder(void) {
  char *file = own_file();
  char *found = file ? install_data_folder_of(file) : NULL;
  free(file);
  return found ? found : checked(g_strdup(TUBAN_DATA_DIR));
}
