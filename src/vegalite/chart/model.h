/* vegalite/chart/model.h: one chart while it is computed.
 *
 * A chart is a graph of values, each computed once and not changed afterwards:
 *
 *   spec ──▶ scales (which definitions share one) ──▶ data (a table for each view) ──▶ cells (their share in a facet)
 *                                                     └──────▶ frames: domains, sizes, scales and rows of each cell
 *
 * Up to the cells the order is fixed, and chart_open() and chart_compute() follow it. Frames are computed when asked for,
 * because which value needs which differs from chart to chart (frames.c). A value that needs itself is an error at the
 * definition it comes from.
 */
#pragma once
#include "vegalite/chart/chart.h"
#include "vegalite/dataflow/cells.h"
#include "vegalite/dataflow/loader.h"
#include "vegalite/dataflow/selection.h"
#include "vegalite/scaling/scales.h"

typedef struct Chart {
  const ChartInput *input;
  Messages *messages;
  Arena *arena;
  Spec *spec;
  Loader *loader;
  Selections *selections;
  ScaleSet *scales;
  const ChartData *data;
  ChartCells *cells;
  struct Frames *frames;
} Chart;

/* The view tree, and the host of its expressions. NULL after an error message. */
Chart *chart_open(const ChartInput *input, Messages *messages, Arena *arena);
/* Everything up to the cells; frames can then be asked for. False after an error message. */
bool chart_compute(Chart *chart);
