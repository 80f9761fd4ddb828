/* base/length.h: lengths and page sizes as people write them. */
#pragma once
#include <stdbool.h>

/* "24mm", "1.5cm", "2in", "12pt", "96px", or "96" alone, in px (96 to the inch). False if it is not a length. */
bool length_parse(const char *text, double *px);
/* The same, or a number alone, which is px. *is_print: whether the unit is one of paper, not px. */
bool length_read(const char *text, double *px, bool *is_print);
static inline double length_to_mm(double px) { return px * 25.4 / 96; }
/* ISO 216: "A0" … "A6", "B0" … "B6"; "Letter"; portrait, in px. Screens: "16:9", "9:16", "4:3", "3:4", whose shorter side is 1080 px.
 * False for any other name. */
bool page_size_parse(const char *name, double *width, double *height);
/* The names, NULL-terminated. */
extern const char *const page_size_names[];
