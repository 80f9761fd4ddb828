/* color/scheme.c: finding a scheme by name and unpacking its colours. */
#include "color/scheme.h"
#include <string.h>

static const ColorScheme *scheme_named(const char *name) {
  size_t low = 0, high = color_scheme_total;
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strcmp(name, color_schemes[middle].name);
    if (order == 0) return &color_schemes[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const ColorScheme *color_scheme_find(const char *name, double *count) {
  enum { LONGEST = 32 };
  char lower[LONGEST];
  if (count) *count = 0;
  if (!name || strlen(name) >= LONGEST) return NULL;
  size_t length = 0;
  for (; name[length]; length++) lower[length] = g_ascii_tolower(name[length]);
  lower[length] = '\0';
  const ColorScheme *scheme = scheme_named(lower);
  char *dash = scheme ? NULL : strrchr(lower, '-');
  if (!dash) return scheme;
  char *end;
  guint64 number = g_ascii_strtoull(dash + 1, &end, 10);
  if (end == dash + 1 || *end || number < 1 || number > 256) return NULL;
  *dash = '\0';
  scheme = scheme_named(lower);
  if (scheme && count) *count = (double)number;
  return scheme;
}

const Rgba *color_scheme_colors(const ColorScheme *scheme, size_t *count, Arena *arena) {
  *count = strlen(scheme->hex) / 6;
  Rgba *colors = arena_array(arena, Rgba, *count);
  for (size_t i = 0; i < *count; i++) {
    double parts[3];
    for (size_t k = 0; k < 3; k++) {
      const char *digits = scheme->hex + i * 6 + k * 2;
      parts[k] = (g_ascii_xdigit_value(digits[0]) * 16 + g_ascii_xdigit_value(digits[1])) / 255.0;
    }
    colors[i] = (Rgba){parts[0], parts[1], parts[2], 1};
  }
  return colors;
}

const char *const *color_scheme_names(Arena *arena) {
  const char **names = arena_array(arena, const char *, color_scheme_total + 1);
  for (size_t i = 0; i < color_scheme_total; i++) names[i] = color_schemes[i].name;
  return names;
}
