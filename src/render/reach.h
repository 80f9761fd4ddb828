/* render/reach.h: which groups can be left out of a band of a large picture.
 *
 * Each band goes through the whole scene. A picture of ten thousand cells has a band for some thousands of rows, so what is sure not to
 * reach the band is found beforehand, and only once: for each group, from where to where its ink may go, rather too far than not far enough.
 */
#pragma once
#include "render/canvas.h"

typedef struct Reaches Reaches;
/* For all bands of a picture. Lives in `arena`. */
Reaches *reaches_create(Arena *arena);
/* The rows of the next band, device px. The first band leaves nothing out, so that all messages arise in it. */
void reaches_set_band(Reaches *reaches, int from, int to);
/* Whether nothing of group `item` can be in the band; the transform is that of the group's parent. NULL: false. */
bool reaches_miss(Reaches *reaches, const Canvas *canvas, const SceneMark *mark, size_t item);
