/* vegalite/chart/assemble.h: the whole scene, unplaced: views, axes, marks, legends, titles and headers in Vega's order. */
#pragma once
#include "scene/scene.h"
#include "vegalite/chart/frames.h"

/* The root group mark, for layout. */
SceneMark *assemble_scene(Frames *frames, const Spec *spec, ChartCells *cells, const Selections *selections,
                          TextContext *text);
/* Breaks the text of all guides under `mark` into lines at each `separator`. */
void assemble_guide_lines(SceneMark *mark, const char *separator, Arena *arena);
