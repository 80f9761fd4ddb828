/* text/truncate.c: text shortened to a limit, by bisection as vega-scenegraph's util/text.js does it. */
#include "text/layout.h"
#include <string.h>

static double part_width(TextContext *context, const TextStyle *style, const char *start, const char *end,
                         GString *buffer) {
  g_string_truncate(buffer, 0);
  g_string_append_len(buffer, start, end - start);
  return text_width(context, style, buffer->str);
}

const char *text_truncate(TextContext *context, const TextStyle *style, const char *line, double limit,
                          const char *ellipsis, bool from_left, Arena *arena) {
  if (!(limit > 0) || !*line || text_width(context, style, line) < limit) return line;
  if (!ellipsis || !*ellipsis) ellipsis = "…";
  char *copy;
  line = text_clean(line, &copy);
  limit -= text_width(context, style, ellipsis);
  GString *buffer = g_string_new(NULL);
  size_t low = 0, high = (size_t)g_utf8_strlen(line, -1);
  const char *end = line + strlen(line), *cut = line;
  while (low < high) {
    size_t middle = (low + high) / 2 + (from_left ? 0 : 1);
    cut = g_utf8_offset_to_pointer(line, (glong)middle);
    if (from_left) {
      if (part_width(context, style, cut, end, buffer) > limit)
        low = middle + 1;
      else
        high = middle;
    } else {
      if (part_width(context, style, line, cut, buffer) < limit)
        low = middle;
      else
        high = middle - 1;
    }
  }
  g_string_free(buffer, TRUE);
  cut = g_utf8_offset_to_pointer(line, (glong)low);
  char *kept = from_left ? arena_strdup(arena, cut) : arena_strndup(arena, line, (size_t)(cut - line));
  g_free(copy);
  return from_left ? arena_printf(arena, "%s%s", ellipsis, kept) : arena_printf(arena, "%s%s", kept, ellipsis);
}
