/* layout/layout.h: from natural places to final ones.
 *
 * Works on the scene alone, as Vega's ViewLayout does: grids of cells and headers, axes against their view, titles, legends
 * around the whole, and at last the canvas with its padding.
 */
#pragma once
#include "guide/hint.h"
#include "scene/scene.h"
#include "text/text.h"

typedef struct LayoutCanvas {
  double padding_left, padding_right, padding_top, padding_bottom;
  const char *autosize; /* "pad", "fit", "fit-x", "fit-y", "none" */
  bool contains_padding;
} LayoutCanvas;

/* Places everything in `scene` and sets its width and height. For "fit", `width` and `height` of the root's view must
 * already be right: layout_fit() tells what they should be. */
void layout_place(Scene *scene, const LayoutCanvas *canvas, TextContext *text);
/* How much smaller (px) the root view must get for all to fit in the size asked for; 0, 0 when it fits. */
void layout_fit(const Scene *scene, const LayoutCanvas *canvas, double asked_width, double asked_height, double *less_width, double *less_height);
