/* color/interpolate.h: interpolation of colours, in d3-interpolate's spaces.
 *
 * A ramp runs from 0 to 1 through its colours at even distances, each stretch interpolated on its own (d3's piecewise).
 * Beyond its ends, the outermost stretches are extrapolated.
 */
#pragma once
#include "color/color.h"

typedef struct ColorRamp ColorRamp;

/* `space`: "rgb" (the default, also for NULL), "hsl", "hsl-long", "lab", "hcl", "hcl-long", "cubehelix", "cubehelix-long",
 * "rgb-basis" and "rgb-basis-closed" (one spline through all the colours). `gamma` (NaN: none) counts in "rgb" and
 * "cubehelix". NULL for an unknown space. `colors` is not kept. */
const ColorRamp *color_ramp_create(const Rgba *colors, size_t count, const char *space, double gamma, Arena *arena);
/* The colour at `t`, rounded to 8 bits a channel, as in CSS colour strings; NaN gives no colour (alpha < 0). */
Rgba color_ramp_at(const ColorRamp *ramp, double t);
bool color_space_is_known(const char *space);
extern const char *const color_space_names[]; /* NULL-terminated */
