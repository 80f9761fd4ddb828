/* cli/references.c: see references.h. */
#include "cli/references.h"
#include <cJSON.h>
#include <errno.h>
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a dangling link leads, owned by the caller; NULL if it is not a link, or one of a circle, which cannot be written through. */
static char *link_end(const char *path) {
  struct stat status;
  char *target = lstat(path, &status) == 0 && S_ISLNK(status.st_mode) ? g_file_read_link(path, NULL) : NULL;
  if (!target || (stat(path, &status) < 0 && errno == ELOOP)) {
    g_free(target);
    return NULL;
  }
  char *folder = g_path_get_dirname(path),
       *end = g_path_is_absolute(target) ? g_strdup(target) : g_build_filename(folder, target, NULL);
  g_free(folder);
  g_free(target);
  return end;
}

char *file_identity(const char *path) {
  struct stat status;
  bool exists = strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &status) == 0 : stat(path, &status) == 0;
  if (exists) return g_strdup_printf("%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
  char *end = link_end(path);
  if (end) {
    char *file = file_identity(end);
    g_free(end);
    return file;
  }
  char *folder = g_path_get_dirname(path), *real = realpath(folder, NULL), *name = g_path_get_basename(path),
       *whole = real ? g_build_filename(real, name, NULL) : g_canonicalize_filename(path, NULL);
  free(real);
  g_free(name);
  g_free(folder);
  return whole;
}

/* Bytes of the string at `text`, after its opening quotation mark. */
static size_t string_length(const char *text) {
  size_t length = 0;
  for (; text[length] && text[length] != '"' && text[length] != '\n'; length++)
    if (text[length] == '\\' && text[length + 1]) length++;
  return length;
}

/* The text after the key at the start of `text`, as in "url": "a.csv", without JSON's escapes; NULL if that does not follow. */
static char *value_of(const char *text) {
  text += strspn(text, " \t\r\n");
  if (*text++ != ':') return NULL;
  text += strspn(text, " \t\r\n");
  if (*text != '"') return NULL;
  char *quoted = g_strndup(text, string_length(text + 1) + 2);
  cJSON *string = cJSON_Parse(quoted);
  char *value = g_strdup(cJSON_GetStringValue(string));
  cJSON_Delete(string);
  g_free(quoted);
  return value;
}

/* A page may name anything as its chart; /proc has files without an end. */
static bool is_short_file(const char *path) {
  enum { LONGEST = 64 << 20 };
  struct stat status;
  return stat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= LONGEST;
}

/* What is visited. */
typedef struct Visit {
  bool (*visit)(void *data, const Reference *reference);
  void *data;
  GHashTable *seen; /* identities, so that charts which name each other are read once */
} Visit;

static bool visit_file(const Visit *visit, const char *path);

static bool visit_one(const Visit *visit, const char *from, const char *url, bool is_chart) {
  char *folder = g_path_get_dirname(from),
       *path = g_path_is_absolute(url) ? g_strdup(url) : g_build_filename(folder, url, NULL);
  bool goes_on = visit->visit(visit->data, &(Reference){url, path});
  if (goes_on && is_chart) goes_on = visit_file(visit, path);
  g_free(path);
  g_free(folder);
  return goes_on;
}

static bool visit_file(const Visit *visit, const char *path) {
  static const char *const keys[] = {"\"chart\"", "\"url\"", "\"style\""};
  char *text = NULL;
  bool goes_on = true;
  if (!is_short_file(path) || !g_hash_table_add(visit->seen, file_identity(path))) return true;
  if (!g_file_get_contents(path, &text, NULL, NULL)) return true;
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
    for (const char *at = text; goes_on && (at = strstr(at, keys[i]));) {
      at += strlen(keys[i]);
      char *url = value_of(at);
      if (url) goes_on = visit_one(visit, path, url, i == 0);
      g_free(url);
    }
  g_free(text);
  return goes_on;
}

void references_visit(const char *path, bool (*visit)(void *data, const Reference *reference), void *data) {
  GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  visit_file(&(Visit){visit, data, seen}, path);
  g_hash_table_unref(seen);
}
