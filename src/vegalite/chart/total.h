/* vegalite/chart/total.h: a chart whose total size is asked for (`--width 85mm`): laid out again with larger or smaller plots. */
#pragma once
#include "layout/layout.h"
#include "vegalite/chart/model.h"

/* Makes the whole picture, guides and padding too, as wide as input->width and as high as input->height (px; 0: as it comes): the
 * plots, and what is measured in px of a plot, are multiplied by one factor, or, where both are asked for, by one for each
 * direction. Text, strokes and symbols keep their size. A single view whose own width is "container" is wider or narrower alone.
 * `scene` is the chart's at its natural size, with or without marks; it becomes one with marks, of chart->frames as they are then,
 * and `canvas` says how to place it. False after an error message: if nothing fits, with the least size. */
bool total_fit(Chart *chart, Scene **scene, LayoutCanvas *canvas);
