/* vegalite/chart/nearest.h: the cells of point selections that take the nearest mark. */
#pragma once
#include "vegalite/dataflow/selection.h"
#include "vegalite/guide/guide.h"

/* Nobody acts on the picture, so that the cells are not drawn, but their outline takes space around the plot: they are added as one
 * transparent mark after the marks of `frame`, of which `item_count` items have been drawn. */
void nearest_cells(const Selections *selections, const Frame *frame, size_t item_count, SceneGroup *into);
