/* vegalite/scaling/geo.h: the projection of a view: shared by views of the same size whose projections agree, fitted to
 * what they draw. */
#pragma once
#include "geo/projection.h"
#include "vegalite/scaling/scales.h"

/* Projections of one chart, each made once. */
typedef struct Projections Projections;
/* `stretch` applies to what the spec sets in px. */
Projections *projections_create(ChartCells *cells, const ScaleSet *scales, Stretch stretch, Messages *messages,
                                Arena *arena);
/* The projection a unit is drawn with, in every cell, fitted to width × height px unless it has a scale or translate of
 * its own. NULL when the unit has none, or after an error message. */
const Projection *projections_get(Projections *projections, const View *unit, double width, double height);
