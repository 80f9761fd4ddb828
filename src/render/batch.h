/* render/batch.h: many outlines of straight lines, as maps have them, covered by threads and painted in their order.
 *
 * The pixels are those that cairo would paint, for any number of threads.
 */
#pragma once
#include "render/canvas.h"

typedef struct Batch Batch;
/* NULL where the mark is better drawn item by item: not on pixels, few points, blending, a canvas that is turned or clipped to anything but a
 * box of whole pixels. `arena` is not used by others until batch_paint(). */
Batch *batch_create(Canvas *canvas, const SceneMark *mark, Arena *arena);
/* Takes item `item`, whose outline `path`, at (x, y) in the current group, must stay until it is painted. False if cairo must draw it:
 * with curves, dashes, round joins or gradients; then all before it are painted. */
bool batch_add(Batch *batch, size_t item, const ScenePath *path, double x, double y);
/* Paints what has been taken. */
void batch_paint(Batch *batch);
