/* base/print.c: see print.h. */
#include "base/print.h"
#include "base/decimal.h"
#include "base/length.h"
#include <glib.h>
#include <string.h>

const char *const print_color_names[] = {"rgb", "cmyk", "gray", NULL};

const char *const print_intent_names[] = {"relative", "perceptual", "saturation", "absolute", NULL};

/* Where it is among the names; -1 if it is none of them. */
static int find_name(const char *const *names, const char *text) {
  for (int i = 0; names[i]; i++)
    if (strcmp(text, names[i]) == 0) return i;
  return -1;
}

bool print_color_parse(const char *text, PrintColor *color) {
  int found = find_name(print_color_names, text);
  if (found >= 0) *color = (PrintColor)found;
  return found >= 0;
}

bool print_intent_parse(const char *text, PrintIntent *intent) {
  int found = find_name(print_intent_names, text);
  if (found >= 0) *intent = (PrintIntent)found;
  return found >= 0;
}

/* The "x" or "×" between two lengths, and how long it is. */
static const char *find_times(const char *text, size_t *length) {
  const char *cross = strstr(text, "×"), *x = strchr(text, 'x');
  while (x && x[-1] == 'p') x = strchr(x + 1, 'x'); /* of "px" */
  *length = cross ? strlen("×") : 1;
  return cross ? cross : x;
}

static bool parse_sides(const char *first, const char *second, double *width, double *height) {
  if (!length_parse(second, height)) return false;
  /* "210x297mm": the unit is that of both */
  bool is_bare = decimal_span(first, strlen(first)) == strlen(first);
  char *with_unit = is_bare ? g_strconcat(first, second + decimal_span(second, strlen(second)), NULL) : g_strdup(first);
  bool parsed = length_parse(with_unit, width);
  g_free(with_unit);
  return parsed;
}

bool print_page_parse(const char *text, double *width, double *height, bool *on_screen) {
  *on_screen = strchr(text, ':') != NULL;
  for (int i = 0; page_size_names[i]; i++)
    if (g_ascii_strcasecmp(text, page_size_names[i]) == 0) return page_size_parse(page_size_names[i], width, height);
  size_t length;
  if (strchr("x", *text)) return false;
  const char *times = find_times(text, &length);
  if (!times) return false;
  char *first = g_strstrip(g_strndup(text, (gsize)(times - text))), *second = g_strstrip(g_strdup(times + length));
  bool parsed = parse_sides(first, second, width, height), in_print;
  double px;
  *on_screen = length_read(second, &px, &in_print) && !in_print;
  g_free(first);
  g_free(second);
  return parsed;
}

void print_turn(bool landscape, double *width, double *height) {
  if (!landscape || *width >= *height) return;
  double broad = *height;
  *height = *width;
  *width = broad;
}
