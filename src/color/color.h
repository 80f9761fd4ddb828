/* color/color.h: colours in CSS notation. */
#pragma once
#include "base/arena.h"
#include <stdbool.h>

/* sRGB, each 0 … 1. A negative alpha means "no colour" ("none", or an unknown value). */
typedef struct Rgba {
  double r, g, b, a;
} Rgba;

/* Hex (3, 4, 6, 8 digits), names, rgb(), rgba(), hsl(), hsla(), "transparent". "none" gives alpha < 0. False when it is not one of
 * these. */
bool color_parse(const char *text, Rgba *out);
/* The named colours of CSS, ended by NULL. The list lives in `arena`. */
const char *const *color_keywords(Arena *arena);
/* In d3-color's form: "rgb(1, 2, 3)" or "rgba(…)". Lives in `arena`. */
char *color_to_text(Rgba color, Arena *arena);
/* "#rrggbb", with the alpha left out; buffer holds ≥ 8 bytes. */
const char *color_to_hex(Rgba color, char *buffer);
/* WCAG 2 relative luminance, and the contrast ratio of two opaque colours (1 … 21). */
double color_luminance(Rgba color);
double color_contrast(Rgba a, Rgba b);
