/* color/scheme.h: the colour schemes that have a name ("blues", "tableau10", "viridis" …).
 *
 * A categorical scheme is a list of colours used in order; a continuous one is a list to interpolate between, in RGB.
 * The names are Vega's (https://vega.github.io/vega/docs/schemes/).
 */
#pragma once
#include "color/color.h"

typedef struct ColorScheme {
  const char *name; /* lower case */
  bool continuous;
  const char *hex; /* six digits a colour, nothing between */
} ColorScheme;

extern const ColorScheme color_schemes[]; /* sorted by name */
extern const size_t color_scheme_total;

/* Looked up by name, ignoring case. "blues-7" gives "blues" and sets `count` to 7 (0 without a number; may be NULL).
 * NULL when unknown. */
const ColorScheme *color_scheme_find(const char *name, double *count);
/* Its colours; they live in `arena`. */
const Rgba *color_scheme_colors(const ColorScheme *scheme, size_t *count, Arena *arena);
/* All the names, NULL-terminated, sorted; for messages. */
const char *const *color_scheme_names(Arena *arena);
