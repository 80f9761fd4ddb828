/* base/file_map.h: URLs that a folder stands for, so that charts which name remote data are drawn without a network. */
#pragma once
#include "base/arena.h"

typedef struct FileMap {
  const char *prefix; /* of URLs: "https://example.org/data/"; NULL ends a list */
  const char *folder; /* a file, if the prefix is a whole URL */
} FileMap;

/* The path that stands for `url` by the longest prefix; NULL if none fits. Its query and fragment are left out. `maps` may be NULL. */
const char *file_mapped(const FileMap *maps, const char *url, Arena *arena);
