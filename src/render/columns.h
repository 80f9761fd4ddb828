/* render/columns.h: areas of very many edges between two lines that run from left to right, as pixels. */
#pragma once
#include "render/canvas.h"

/* Fills such an area with the source that is set, column by column of pixels, in time by its edges and the rows that each crosses, where
 * cairo takes their square. Nothing is rounded but the result. False, and nothing is done, if the outline is another. */
bool canvas_fill_columns(Canvas *canvas, const ScenePath *path);
