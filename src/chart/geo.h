/* chart/geo.h: the projection of a view: shared by the views of one size that say the same of it, fitted to what they draw. */
#pragma once
#include "chart/scales.h"
#include "geo/projection.h"

/* The projection a unit is drawn with in a cell, fitted to width × height px unless it has a scale or translate of its own. NULL when the
 * unit has none, or after an error message. */
const Projection *chart_projection(ChartCells *cells, const ScaleSet *scales, const View *unit, const Cell *cell,
                                   double width, double height, Messages *messages, Arena *arena);
