/* vegalite/chart/assemble.h: the whole scene, unplaced: views, axes, marks, legends, titles and headers in Vega's order. */
#pragma once
#include "scene/scene.h"
#include "vegalite/chart/frames.h"

/* The root group mark, for layout. `marks`: with them; without, what is around the plots is as with them. */
SceneMark *assemble_scene(Frames *frames, const Spec *spec, ChartCells *cells, const Selections *selections,
                          TextContext *text, bool marks);
