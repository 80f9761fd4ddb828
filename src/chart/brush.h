/* chart/brush.h: the brushes of interval selections that have an initial value. */
#pragma once
#include "chart/selection.h"
#include "guide/guide.h"

/* The area, behind the marks of these frames. */
void brush_backgrounds(const Selections *selections, FrameSet frames, SceneGroup *into);
/* The outline, in front of them. */
void brush_outlines(const Selections *selections, FrameSet frames, SceneGroup *into);
