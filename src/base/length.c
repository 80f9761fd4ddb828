/* base/length.c: units of CSS (https://www.w3.org/TR/css-values-4/#absolute-lengths), page sizes of ISO 216 and of ANSI/ASME Y14.1. */
#include "base/length.h"
#include "base/decimal.h"
#include <glib.h>
#include <math.h>
#include <string.h>

typedef struct Unit {
  const char *name;
  double px;
} Unit;
static const Unit units[] = {{"mm", 96 / 25.4}, {"cm", 960 / 25.4}, {"in", 96}, {"pt", 96.0 / 72}, {"px", 1}, {"", 1}};

bool length_parse(const char *text, double *px) {
  size_t span = decimal_span(text, strlen(text));
  if (span == 0) return false;
  const char *unit = text + span;
  while (*unit == ' ') unit++;
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    if (strcmp(unit, units[i].name) != 0) continue;
    *px = decimal_read(text, span) * units[i].px;
    return isfinite(*px);
  }
  return false;
}

bool length_read(const char *text, double *px, bool *is_print) {
  size_t span = decimal_span(text, strlen(text));
  *is_print = span > 0 && text[span] && !g_str_has_suffix(text, "px");
  if (span == 0 || text[span]) return length_parse(text, px);
  *px = decimal_read(text, span);
  return isfinite(*px);
}

/* mm; the standard rounds down at each halving. Screens are in px. */
typedef struct PageSize {
  double width, height;
} PageSize;
static const PageSize sizes[] = {
    {841, 1189}, {594, 841}, {420, 594}, {297, 420}, {210, 297}, {148, 210}, {105, 148},     {1000, 1414},
    {707, 1000}, {500, 707}, {353, 500}, {250, 353}, {176, 250}, {125, 176}, {215.9, 279.4},
};
static const PageSize screens[] = {{1920, 1080}, {1080, 1920}, {1440, 1080}, {1080, 1440}};
const char *const page_size_names[] = {"A0", "A1", "A2", "A3", "A4",     "A5",   "A6",   "B0",  "B1",  "B2",
                                       "B3", "B4", "B5", "B6", "Letter", "16:9", "9:16", "4:3", "3:4", NULL};

bool page_size_parse(const char *name, double *width, double *height) {
  for (size_t i = 0; page_size_names[i]; i++) {
    if (strcmp(name, page_size_names[i]) != 0) continue;
    if (i >= G_N_ELEMENTS(sizes)) {
      *width = screens[i - G_N_ELEMENTS(sizes)].width;
      *height = screens[i - G_N_ELEMENTS(sizes)].height;
      return true;
    }
    *width = sizes[i].width * 96 / 25.4;
    *height = sizes[i].height * 96 / 25.4;
    return true;
  }
  return false;
}
