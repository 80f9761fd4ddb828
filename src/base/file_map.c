/* base/file_map.c: see file_map.h. */
#include "base/file_map.h"
#include <string.h>

/* The rest of `url` after the prefix, which ends between the parts of a path; NULL if it does not begin so. */
static const char *rest_after(const char *url, const char *prefix) {
  size_t length = strlen(prefix);
  if (!length || strncmp(url, prefix, length) != 0) return NULL;
  return prefix[length - 1] == '/' || !url[length] || strchr("/?#", url[length]) ? url + length : NULL;
}

static const char *path_of(const FileMap *map, const char *rest, Arena *arena) {
  while (*rest == '/') rest++;
  char *written = g_strndup(rest, strcspn(rest, "?#")), *plain = g_uri_unescape_string(written, NULL);
  const char *path = NULL;
  if (plain) path = *plain ? arena_printf(arena, "%s/%s", map->folder, plain) : arena_strdup(arena, map->folder);
  g_free(plain);
  g_free(written);
  return path;
}

const char *file_mapped(const FileMap *maps, const char *url, Arena *arena) {
  const FileMap *longest = NULL;
  for (const FileMap *map = maps; map && map->prefix; map++)
    if (rest_after(url, map->prefix) && (!longest || strlen(map->prefix) > strlen(longest->prefix))) longest = map;
  if (longest) return path_of(longest, rest_after(url, longest->prefix), arena);
  if (!maps || !g_str_has_prefix(url, "//")) return NULL;
  const char *path = file_mapped(maps, arena_printf(arena, "https:%s", url), arena);
  return path ? path : file_mapped(maps, arena_printf(arena, "http:%s", url), arena);
}
