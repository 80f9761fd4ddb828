/* poster/emphasis.c: see poster/emphasis.h. */
#include "poster/emphasis.h"
#include "base/temporary.h"
#include <string.h>

static const char dots[] = "{dots:", name[] = "{name:";

const char *emphasis_read(const char *text, Emphasis **marks, size_t *count, Arena *arena) {
  *count = 0;
  *marks = NULL;
  size_t most = 0;
  for (const char *at = text; (at = strchr(at, '{')); at++) most++;
  if (most == 0) return text;
  *marks = arena_array(arena, Emphasis, most);
  GString *plain = g_string_new(NULL);
  arena_temporary(arena, plain);
  while (*text) {
    bool is_name = g_str_has_prefix(text, name);
    const char *from = text + strlen(name), *end = is_name || g_str_has_prefix(text, dots) ? strchr(text, '}') : NULL;
    if (!end) {
      g_string_append_c(plain, *text++);
      continue;
    }
    size_t start = plain->len;
    g_string_append_len(plain, from, end - from);
    (*marks)[(*count)++] = (Emphasis){start, plain->len, is_name};
    text = end + 1;
  }
  return arena_strndup(arena, plain->str, plain->len);
}
