/* text/truncate.c: text shortened to a limit, by bisection as vega-scenegraph's util/text.js does it. */
#include "base/temporary.h"
#include "text/layout.h"
#include <string.h>

static double part_width(TextContext *context, const TextStyle *style, const char *start, const char *end,
                         GString *buffer) {
  g_string_truncate(buffer, 0);
  g_string_append_len(buffer, start, end - start);
  return text_width(context, style, buffer->str);
}

/* A line that is much longer than the room for it is not set as a whole: this many bytes, then twice as many … */
enum { FIRST_PART = 1024 };

/* The end of the shortest part tried that is wider than `limit`, or of the line; parts begin at its start, or end at its end. */
static size_t bound_part(TextContext *context, const TextStyle *style, const char *line, size_t length, double limit,
                         bool from_left, GString *buffer) {
  for (size_t bytes = FIRST_PART; bytes < length; bytes *= 2) {
    size_t split = from_left ? length - bytes : bytes;
    while (split > 0 && ((guchar)line[split] & 0xc0) == 0x80) split--;
    double width = from_left ? part_width(context, style, line + split, line + length, buffer)
                             : part_width(context, style, line, line + split, buffer);
    if (width > limit) return split;
  }
  return from_left ? 0 : length;
}

bool text_fits(TextContext *context, const TextStyle *style, const char *line, double limit) {
  size_t length = strlen(line);
  if (length > FIRST_PART) {
    GString *buffer = g_string_new(NULL);
    budget_temporary(text_context_budget(context), buffer);
    /* a part may be a little wider than the same letters in the whole: of another shape at its end */
    if (bound_part(context, style, line, length, 2 * limit, false, buffer) < length) return false;
  }
  return text_width(context, style, line) < limit;
}

const char *text_truncate(TextContext *context, const TextStyle *style, const char *line, double limit,
                          const char *ellipsis, bool from_left, Arena *arena) {
  if (!(limit > 0) || !*line || text_fits(context, style, line, limit)) return line;
  if (!ellipsis || !*ellipsis) ellipsis = "…";
  char *copy;
  line = text_clean(line, &copy);
  arena_temporary(arena, copy);
  limit -= text_width(context, style, ellipsis);
  GString *buffer = g_string_new(NULL);
  arena_temporary(arena, buffer);
  const char *end = line + strlen(line), *cut = line;
  size_t low = 0, high = (size_t)g_utf8_strlen(line, -1);
  if (end - line > FIRST_PART) {
    size_t bound = bound_part(context, style, line, (size_t)(end - line), 2 * limit, from_left, buffer);
    *(from_left ? &low : &high) = (size_t)g_utf8_strlen(line, (gssize)bound);
  }
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
  cut = g_utf8_offset_to_pointer(line, (glong)low);
  char *kept = from_left ? arena_strdup(arena, cut) : arena_strndup(arena, line, (size_t)(cut - line));
  return from_left ? arena_printf(arena, "%s%s", ellipsis, kept) : arena_printf(arena, "%s%s", kept, ellipsis);
}
