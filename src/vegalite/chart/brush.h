/* vegalite/chart/brush.h: the brushes of interval selections that have an initial value. */
#pragma once
#include "vegalite/dataflow/selection.h"
#include "vegalite/guide/guide.h"

/* The corners of a map's brush, px, x and y, in any order; false when there is none. */
bool brush_map_box(const Selection *selection, const struct Projection *projection, double width, double height,
                   double box[4]);
/* The area, under the marks of these frames. */
void brush_backgrounds(const Selections *selections, FrameSet frames, SceneGroup *into);
/* The outline, over them. */
void brush_outlines(const Selections *selections, FrameSet frames, SceneGroup *into);
