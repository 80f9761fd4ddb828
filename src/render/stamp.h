/* render/stamp.h: many symbols of one shape and size, fast. */
#pragma once
#include "render/canvas.h"

typedef struct Stamps Stamps;
/* NULL where the mark is better drawn item by item: not on pixels, few items, shapes, sizes or styles that differ, gradients,
 * blending, a clip that is not a box of whole pixels. */
Stamps *stamps_create(Canvas *canvas, const SceneMark *mark, const ScenePath *shape, double radius, Arena *arena);
/* Paints item `item`, whose centre is (x, y) in the current group. */
void stamps_draw(Stamps *stamps, const SceneMark *mark, size_t item, double x, double y);
/* Hands the surface back to cairo. */
void stamps_end(Stamps *stamps);
