/* scene/symbols.h: the outlines of symbols. */
#pragma once
#include "scene/path.h"

bool symbol_is_circle(const char *shape);
/* The outline of a symbol whose half side is 1: one of Vega's names, or SVG path text. NULL when that cannot be read. */
const ScenePath *symbol_unit_path(const char *shape, Arena *arena);
/* Half the side of a symbol of `size` px². */
double symbol_radius(double size);
