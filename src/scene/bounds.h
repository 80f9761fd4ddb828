/* scene/bounds.h: how much space items take, strokes and text included (vega-scenegraph's bounds). */
#pragma once
#include "scene/box.h"
#include "text/text.h"

/* One item, in its group's coordinates. Groups: their box and, unless clipped, all that is inside. */
Bounds scene_item_bounds(const SceneMark *mark, size_t item, TextContext *text);
/* All items of a mark. */
Bounds scene_mark_bounds(const SceneMark *mark, TextContext *text);
