/* render/repeats.h: items that are drawn again and again at one place, such as one label for each row of a table. */
#pragma once
#include "render/canvas.h"

/* Which items can be left out without a change of the pixels; NULL: none. In `arena`. */
const bool *repeats_find(const Canvas *canvas, const SceneMark *mark, Arena *arena);
