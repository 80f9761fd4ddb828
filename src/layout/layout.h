/* layout/layout.h: from natural places to final ones.
 *
 * Works on the scene alone, as Vega's ViewLayout does: grids of cells and headers, axes against their view, titles,
 * legends around the whole, and finally the canvas with its padding.
 */
#pragma once
#include "guide/hint.h"
#include "scene/scene.h"
#include "text/text.h"

/* How a view is fitted into the size asked for; from layout_fit(). */
typedef struct LayoutFit {
  double width, height;               /* px: the size the root's view must be built with */
  double canvas_width, canvas_height; /* px: the canvas without its padding */
  double origin_x, origin_y;          /* px: the position of the root's view in it */
} LayoutFit;

typedef struct LayoutCanvas {
  double padding_left, padding_right, padding_top, padding_bottom;
  const char *autosize; /* "pad", "fit", "fit-x", "fit-y", "none" */
  bool contains_padding;
  bool
      exact; /* what grows with the plots is not rounded to whole px, as it is in Vega, but for the origin of the root's view */
  const LayoutFit *fit; /* for the fit kinds and "none", the result of layout_fit(); else NULL */
} LayoutCanvas;

/* Places everything in `scene` and sets its width and height. */
void layout_place(Scene *scene, const LayoutCanvas *canvas, TextContext *text);
/* For "fit", "fit-x", "fit-y" and "none": how large the root view must be for all to fit in the size asked for. `scene` is one
 * built with the asked size; it is not changed. Build it again with the size found and hand the result to layout_place(). */
LayoutFit layout_fit(const Scene *scene, const LayoutCanvas *canvas, double asked_width, double asked_height,
                     TextContext *text);
