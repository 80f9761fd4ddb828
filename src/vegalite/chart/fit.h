/* vegalite/chart/fit.h: autosize "fit": the whole picture, guides and padding too, has the size that the spec sets. */
#pragma once
#include "layout/layout.h"
#include "vegalite/chart/model.h"

/* Replaces the chart's frames and the scene by such of the size that fits, where the chart is to be fitted; `canvas` says how to
 * place it then. `marks`: the scene has them. */
void fit_scene(Chart *chart, Scene **scene, LayoutCanvas *canvas, bool marks);
