/* vegalite/guide/guide.h: which axes, legends, titles and headers a view has: from frames to scene groups.
 *
 * What a view's guides are (which views share one, how titles merge, which properties hold) follows Vega-Lite's
 * compile/axis, compile/legend and compile/header. The engine's guide/ draws them from what is settled here.
 */
#pragma once
#include "guide/guide.h"
#include "scene/scene.h"
#include "vegalite/scaling/frame.h"

/* Frames of the units below a view, in order (a unit view: itself alone). */
typedef struct FrameSet {
  const Frame *const *frames;
  size_t count;
} FrameSet;

/* The axes that `view` (a unit or a layer) draws for one frame set, in drawing order (grid lines of x and y below both
 * axes): into `behind` the data, or, with a zindex above 0 (cells of a rect), `front`; `parts` selects which: with
 * shared facet axes the cell has only its grid, and the header has the rest. */
typedef enum AxisPart { AXIS_GRID = 1, AXIS_MAIN = 2, AXIS_BOTH = 3 } AxisPart;
void view_axes(const View *view, FrameSet frames, Channel channel, AxisPart parts, SceneGroup *behind,
               SceneGroup *front);

/* The legends that belong to `view` (their scale is resolved there), into `into`. */
void view_legends(const View *view, FrameSet frames, SceneGroup *into);

/* The view's title, or NULL when it has none. */
SceneMark *view_title(const View *view, const Spec *spec, const ExprScope *scope);
