/* poster/rows.h: the page from top to bottom: rows of blocks, measured, given their share of what is left, and drawn. */
#pragma once
#include "poster/block.h"

/* Of a row of cells, and of a stack of blocks in one cell. */
extern const Field row_fields[], stack_fields[];

/* Checks that every block of `json` (an array, as written) is of a known kind and has only properties of that kind. */
bool rows_check(const Json *json, Messages *messages, Arena *arena);
/* Draws the blocks (references resolved) into `group`, whose origin is the page's corner. False after an error message. */
bool rows_draw(const Poster *poster, const Json *blocks, SceneGroup *group);
