/* color/profile_find.c: the folders of ICC profiles: those of the desktop (https://www.freedesktop.org/wiki/OpenIcc/), and Scribus's, where
 * Debian has the profile of coated paper. */
#include "color/profile.h"
#include <string.h>

/* Letters and digits alone, small: "ISO Coated v2 300 %" and "ISOcoated_v2_300" are one. */
static char *key_of(const char *name) {
  GString *key = g_string_new(NULL);
  for (const char *c = name; *c; c++)
    if (g_ascii_isalnum(*c)) g_string_append_c(key, g_ascii_tolower(*c));
  return g_string_free(key, FALSE);
}

static bool is_profile(const char *name) {
  const char *dot = strrchr(name, '.');
  return dot && (g_ascii_strcasecmp(dot, ".icc") == 0 || g_ascii_strcasecmp(dot, ".icm") == 0);
}

static int compare(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* Adds the profiles in a folder and, `depth` levels deep, below it, in the order of their names. */
static void add_folder(GPtrArray *paths, const char *folder, int depth) {
  GDir *open = g_dir_open(folder, 0, NULL);
  if (!open) return;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name = g_dir_read_name(open); name; name = g_dir_read_name(open))
    g_ptr_array_add(names, g_strdup(name));
  g_dir_close(open);
  g_ptr_array_sort(names, compare);
  for (guint i = 0; i < names->len; i++) {
    char *path = g_build_filename(folder, names->pdata[i], NULL);
    if (is_profile(path) && g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
      g_ptr_array_add(paths, path);
      continue;
    }
    if (depth > 0 && g_file_test(path, G_FILE_TEST_IS_DIR)) add_folder(paths, path, depth - 1);
    g_free(path);
  }
  g_ptr_array_unref(names);
}

/* All profiles, the user's own first. */
static GPtrArray *list_profiles(void) {
  enum { DEPTH = 3 };
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  const char *data = g_getenv("XDG_DATA_HOME");
  char *own = data && *data ? g_build_filename(data, "color", "icc", NULL)
                            : g_build_filename(g_get_home_dir(), ".local", "share", "color", "icc", NULL);
  add_folder(paths, own, DEPTH);
  add_folder(paths, "/usr/share/color/icc", DEPTH);
  add_folder(paths, "/usr/share/scribus/profiles", DEPTH);
  g_free(own);
  return paths;
}

static bool file_matches(const char *path, const char *key) {
  char *name = g_path_get_basename(path), *whole = key_of(name);
  *strrchr(name, '.') = '\0';
  char *stem = key_of(name);
  bool matches = strcmp(whole, key) == 0 || strcmp(stem, key) == 0;
  g_free(whole);
  g_free(stem);
  g_free(name);
  return matches;
}

char *profile_find(const char *name, char *(*title)(void *closure, const char *path), void *closure) {
  GPtrArray *paths = list_profiles();
  char *key = key_of(name), *found = NULL;
  for (guint i = 0; *key && i < paths->len && !found; i++)
    if (file_matches(paths->pdata[i], key)) found = g_strdup(paths->pdata[i]);
  for (guint i = 0; *key && i < paths->len && !found; i++) {
    char *called = title(closure, paths->pdata[i]), *its_key = key_of(called ? called : "");
    if (g_str_has_prefix(its_key, key)) found = g_strdup(paths->pdata[i]);
    g_free(its_key);
    g_free(called);
  }
  g_free(key);
  g_ptr_array_unref(paths);
  return found;
}
