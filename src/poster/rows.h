/* poster/rows.h: the page from top to bottom: rows of blocks, measured, given their share of what is left, and drawn. */
#pragma once
#include "poster/block.h"

/* Of a row of cells, and of a stack of blocks in one cell. */
extern const Field row_fields[], stack_fields[];

/* Checks that every block of `json` (an array, as written) is of a known kind and has only properties of that kind. */
bool rows_check(const Json *json, Messages *messages, Arena *arena);
/* The same of what cannot be known before references are resolved: texts, colours, roles. */
bool rows_check_resolved(const Poster *poster, const Json *blocks);
/* Draws the blocks (references resolved) into `group`, whose origin is the page's corner. False after an error message. */
bool rows_draw(const Poster *poster, const Json *blocks, SceneGroup *group);
/* The height that blocks need, px; infinite after an error message. *empty, if it is asked for, is the part of the page that they
 * would leave without need. */
double rows_measure(const Poster *poster, const Json *blocks, double *empty);
