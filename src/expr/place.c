/* expr/place.c: from a position in a decoded expression to its place in the JSON source, where escapes take more bytes.
 * */
#include "expr/node.h"
#include <string.h>

static unsigned hex_value(const char *digits) {
  unsigned value = 0;
  for (int i = 0; i < 4; i++) value = value * 16 + (unsigned)g_ascii_xdigit_value(digits[i]);
  return value;
}

/* Source bytes that one escape or character takes at `at`, and the decoded bytes it represents. */
static size_t step(const char *at, const char *end, size_t *decoded) {
  *decoded = 1;
  if (*at != '\\') return 1;
  if (end - at < 6 || at[1] != 'u') return 2;
  unsigned code = hex_value(at + 2);
  bool pair = code >= 0xD800 && code < 0xDC00 && end - at >= 12 && at[6] == '\\' && at[7] == 'u';
  *decoded = pair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  return pair ? 12 : 6;
}

Place expr_place(Place at, size_t start, size_t length) {
  const Source *source = at.source;
  if (!source || !source->text || at.offset >= source->length || source->text[at.offset] != '"') return at;
  const char *end = source->text + source->length, *p = source->text + at.offset + 1;
  size_t decoded = 0, bytes;
  for (; p < end && decoded < start && *p != '"'; decoded += bytes) p += step(p, end, &bytes);
  const char *first = p;
  for (; p < end && decoded < start + length && *p != '"'; decoded += bytes) p += step(p, end, &bytes);
  return (Place){source, (guint32)(first - source->text), (guint32)(p - first)};
}

static bool continues_name(char c) { return g_ascii_isalnum(c) || c == '_' || c == '$' || (c & 0x80); }

Place expr_field_place(const char *text, const char *field, Place at) {
  size_t length = strlen(field);
  const char *found = length ? strstr(text, field) : NULL;
  for (; found; found = strstr(found + 1, field))
    if (found > text && strchr(".'\"", found[-1]) && !continues_name(found[length]))
      return expr_place(at, (size_t)(found - text), length);
  return at;
}
