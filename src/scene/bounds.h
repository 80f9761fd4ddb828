/* scene/bounds.h: how much room items take, strokes and text included (vega-scenegraph's bounds). */
#pragma once
#include "scene/scene.h"
#include "text/text.h"

static inline Bounds bounds_empty(void) { return (Bounds){1e308, 1e308, -1e308, -1e308}; }
static inline bool bounds_is_empty(Bounds b) { return b.x1 > b.x2; }
Bounds bounds_union(Bounds a, Bounds b);
Bounds bounds_intersect(Bounds a, Bounds b);
/* One item, in its group's coordinates. Groups: their box and, unless clipped, all that is inside. */
Bounds scene_item_bounds(const SceneMark *mark, size_t item, TextContext *text);
/* All items of a mark. */
Bounds scene_mark_bounds(const SceneMark *mark, TextContext *text);
