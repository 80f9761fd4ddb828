/* batch/environment.c: see environment.h.
 *
 * A library is known by the beginning of its file, where GNU's linker puts the build ID, and its size, so that it is the same on every machine that has
 * the same package. Those that are loaded on use are looked for where the others are.
 */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier): dl_iterate_phdr() */
#include "batch/environment.h"
#include "base/install.h"
#include "tuban.h"
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <link.h>
#endif

static const char *const loaded_on_use[] = {TUBAN_HB_SUBSET_LIBRARY, TUBAN_JPEG_LIBRARY, TUBAN_QPDF_LIBRARY,
                                            TUBAN_RSVG_LIBRARY,      TUBAN_WEBP_LIBRARY, TUBAN_ICU_LIBRARY,
                                            TUBAN_ICU_I18N_LIBRARY,  TUBAN_LCMS_LIBRARY, TUBAN_TIFF_LIBRARY};

/* Variables that the program or a library that draws reads; HOME only tells where profiles are, which are listed. */
static const struct {
  const char *variable, *name;
} variables[] = {{"TZ", "the time zone (TZ)"},
                 {"TZDIR", "the time zone (TZDIR)"},
                 {"LANGUAGE", "the locale (LANGUAGE)"},
                 {"PANGO_LANGUAGE", "the locale (PANGO_LANGUAGE)"},
                 {"FC_LANG", "the language of fontconfig (FC_LANG)"},
                 {"SOURCE_DATE_EPOCH", "SOURCE_DATE_EPOCH"},
                 {"FREETYPE_PROPERTIES", "FREETYPE_PROPERTIES"},
                 {"PANGOCAIRO_BACKEND", "PANGOCAIRO_BACKEND"},
                 {"LD_LIBRARY_PATH", "LD_LIBRARY_PATH"}};

static void add(cJSON *parts, const char *name, const char *value) {
  cJSON *pair = cJSON_CreateArray();
  cJSON_AddItemToArray(pair, cJSON_CreateString(name));
  cJSON_AddItemToArray(pair, cJSON_CreateString(value));
  cJSON_AddItemToArray(parts, pair);
}

/* ---- libraries ---- */

/* The size and the beginning of a file; false if it cannot be read. */
static bool mark_of(const char *path, char mark[STORE_DIGEST + 1]) {
  char begin[4096 + 32];
  struct stat status;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  ssize_t length = fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? pread(fd, begin, 4096, 0) : -1;
  if (fd >= 0) close(fd);
  if (length < 0) return false;
  length += g_snprintf(begin + length, 32, "%lld", (long long)status.st_size);
  store_digest(begin, (gsize)length, mark);
  mark[STORE_DIGEST / 4] = '\0'; /* of trusted files, so few digits tell them apart */
  return true;
}

typedef struct Libraries {
  GHashTable *marks;  /* name → mark */
  GPtrArray *folders; /* where they are */
} Libraries;

static bool add_library(Libraries *libraries, const char *path) {
  char mark[STORE_DIGEST + 1], *name = g_path_get_basename(path), *folder = g_path_get_dirname(path);
  bool found = mark_of(path, mark);
  if (found) g_hash_table_insert(libraries->marks, g_strdup(name), g_strdup(mark));
  if (found && !g_ptr_array_find_with_equal_func(libraries->folders, folder, g_str_equal, NULL))
    g_ptr_array_add(libraries->folders, g_strdup(folder));
  g_free(folder);
  g_free(name);
  return found;
}

#ifdef __linux__
/* Those without a path are the program, and what the kernel gives each process. */
static int visit_library(struct dl_phdr_info *info, size_t size, void *libraries) {
  (void)size;
  if (info->dlpi_name && *info->dlpi_name == '/') add_library(libraries, info->dlpi_name);
  return 0;
}
#endif

static int compare(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void add_libraries(cJSON *parts) {
  Libraries libraries = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                         g_ptr_array_new_with_free_func(g_free)};
#ifdef __linux__
  dl_iterate_phdr(visit_library, &libraries);
#endif
  for (gsize i = 0; i < G_N_ELEMENTS(loaded_on_use); i++) {
    bool found = g_hash_table_contains(libraries.marks, loaded_on_use[i]);
    for (guint k = 0; k < libraries.folders->len && !found; k++) {
      char *path = g_build_filename(libraries.folders->pdata[k], loaded_on_use[i], NULL);
      found = add_library(&libraries, path);
      g_free(path);
    }
  }
  guint count;
  char **names = (char **)g_hash_table_get_keys_as_array(libraries.marks, &count);
  qsort(names, count, sizeof *names, compare);
  for (guint i = 0; i < count; i++) add(parts, names[i], g_hash_table_lookup(libraries.marks, names[i]));
  g_free(names);
  g_hash_table_unref(libraries.marks);
  g_ptr_array_unref(libraries.folders);
}

static void add_versions(cJSON *parts) {
  const char *name, *version;
  for (size_t i = 0; tuban_library(i, &name, &version) == TUBAN_OK; i++) add(parts, name, version);
}

/* ---- files ---- */

/* The names in a folder that end so, sorted; "" ends all. Empty if it cannot be read. */
static GPtrArray *names_in(const char *folder) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) g_ptr_array_add(names, g_strdup(name));
  if (dir) g_dir_close(dir);
  g_ptr_array_sort(names, compare);
  return names;
}

/* What is in the files of a folder and, `depth` levels deep, below it; `whole`: their contents, otherwise their sizes and times. */
static void add_folder(Digests *digests, const char *folder, int depth, bool whole, GString *list) {
  GPtrArray *names = names_in(folder);
  for (guint i = 0; i < names->len; i++) {
    char *path = g_build_filename(folder, names->pdata[i], NULL);
    struct stat status;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode) && depth > 0) {
      g_string_append_printf(list, "%s/\n", (char *)names->pdata[i]);
      add_folder(digests, path, depth - 1, whole, list);
    } else if (stat(path, &status) == 0 && S_ISREG(status.st_mode)) {
      const char *digest = whole ? digests_of_input(digests, path) : NULL;
      if (whole)
        g_string_append_printf(list, "%s %s\n", (char *)names->pdata[i], digest ? digest : "");
      else
        g_string_append_printf(list, "%s %lld %lld\n", path, (long long)status.st_size,
                               (long long)status.st_mtim.tv_sec);
    }
    g_free(path);
  }
  g_ptr_array_unref(names);
}

static void add_digest(cJSON *parts, const char *name, GString *list) {
  char digest[STORE_DIGEST + 1];
  store_digest(list->str, list->len, digest);
  add(parts, name, digest);
  g_string_free(list, TRUE);
}

static void add_installed(cJSON *parts, Digests *digests) {
  static const char *const folders[] = {"styles", "presets"};
  enum { DEPTH = 2 };
  char *data = install_data_folder();
  GString *list = g_string_new(NULL);
  for (gsize i = 0; data && i < G_N_ELEMENTS(folders); i++) {
    char *folder = g_build_filename(data, folders[i], NULL);
    add_folder(digests, folder, DEPTH, true, list);
    g_free(folder);
  }
  g_free(data);
  add_digest(parts, "the styles and presets that are installed", list);
}

/* The folders that color/profile_find.c looks into. */
static void add_profiles(cJSON *parts, Digests *digests) {
  enum { DEPTH = 3 };
  const char *data = g_getenv("XDG_DATA_HOME");
  char *own = data && *data ? g_build_filename(data, "color", "icc", NULL)
                            : g_build_filename(g_get_home_dir(), ".local", "share", "color", "icc", NULL);
  const char *const folders[] = {own, "/usr/share/color/icc", "/usr/share/scribus/profiles"};
  GString *list = g_string_new(NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) add_folder(digests, folders[i], DEPTH, false, list);
  g_free(own);
  add_digest(parts, "the ICC profiles that are installed", list);
}

/* The zone of the machine, and the version of all zones, which charts may name. */
static void add_zones(cJSON *parts, Digests *digests) {
  const char *folder = g_getenv("TZDIR"), *zone = g_getenv("TZ");
  if (!folder || !*folder) folder = "/usr/share/zoneinfo";
  char *all = g_build_filename(folder, "tzdata.zi", NULL),
       *local = zone && *zone ? g_build_filename(folder, zone + (*zone == ':'), NULL) : g_strdup("/etc/localtime");
  const char *all_digest = digests_of_input(digests, all), *local_digest = digests_of_input(digests, local);
  add(parts, "the time zone", local_digest ? local_digest : "");
  add(parts, "the data of time zones", all_digest ? all_digest : "");
  g_free(all);
  g_free(local);
}

static void add_program(cJSON *parts, Digests *digests) {
  char *program = realpath("/proc/self/exe", NULL);
  const char *digest = program ? digests_of_input(digests, program) : NULL;
  add(parts, "tuban", digest ? digest : tuban_version());
  free(program);
}

/* That of letters, which is in use, and that of words, for libraries. */
static void add_locale(cJSON *parts) {
  static const char *const words[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
  const char *letters = setlocale(LC_CTYPE, NULL), *locale = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS(words) && !(locale && *locale); i++) locale = g_getenv(words[i]);
  add(parts, "the locale (LC_CTYPE)", letters ? letters : "C");
  add(parts, "the locale", locale && *locale ? locale : "C");
}

cJSON *environment_read(Digests *digests) {
  cJSON *parts = cJSON_CreateArray();
  add_program(parts, digests);
  add_libraries(parts);
  add_versions(parts);
  add_installed(parts, digests);
  add_profiles(parts, digests);
  add_zones(parts, digests);
  add_locale(parts);
  for (gsize i = 0; i < G_N_ELEMENTS(variables); i++) {
    const char *value = g_getenv(variables[i].variable);
    add(parts, variables[i].name, value ? value : "(none)");
  }
  return parts;
}
