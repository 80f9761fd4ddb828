/* vegalite/dataflow/data.h: the tables of every view: Vega-Lite's dataflow (compile/data/parse.ts), run once.
 *
 * The problem. A view draws rows that come from the nearest data above it, through the transforms of every view on the way and
 * through what its own definitions imply: bins, time units, aggregates, imputed rows, stacks. Sibling views share the source and
 * the transforms above them. Inside a facet, each cell draws its own share of the rows, and some transforms mean something else
 * when they run on a share.
 *
 * The shape. One ViewData for each view, by View.id; a view's table starts as its parent's, so shared work is done once. Tables are
 * immutable and share columns, so a ViewData costs little. A facet adds no tables: the transforms below it run on all rows at once
 * and also group by the facet's fields (facet_fields), as Vega-Lite's optimiser arranges it, and a cell is then a selection of rows
 * (vegalite/dataflow/cells.h). Only where a cell has several branches, and one of them contains a transform that cannot be grouped that way (a
 * density, a regression: TransformType.per_cell), that branch runs once on all rows, which is what shared scales span, and again
 * on the rows of each cell (`cells`).
 *
 * An example. {"data": {"url": "cars.json"}, "transform": [{"filter": F}], "facet": {"row": {"field": "Origin"}}, "spec":
 * {"layer": [{"mark": "bar", "encoding": {"x": {"bin": true, "field": "mpg"}, "y": {"aggregate": "count"}}},
 * {"transform": [{"density": "mpg"}], "mark": "line", …}]}} gives
 *
 *     facet   table: cars.json, filtered by F             the source is read and parsed once, for both layers
 *     layer   table: the same                             facet_fields: "Origin"
 *     bar     raw: with bin_maxbins_10_mpg and its end    table: one row for each Origin and bin, with __count
 *     line    table: the density of all cars              cells: one ViewData for each Origin
 */
#pragma once
#include "transform/functions.h"
#include "vegalite/dataflow/loader.h"
#include "vegalite/dataflow/selection.h"
#include "vegalite/transform/json.h"

typedef struct UnitBin {
  const ChannelDef *def;
  BinSteps steps;
} UnitBin;

/* What a view's data become. Facets, layers and concats have `table` alone. */
typedef struct ViewData {
  const Table
      *table;       /* after the view's transforms, and a facet's bins and time units; for units: what the mark draws */
  const Table *raw; /* units: before aggregation */
  const Table *all; /* units: after all transforms, including invalid rows */
  const Table *valid;  /* units: after all transforms, without invalid rows */
  const UnitBin *bins; /* the bins of its definitions */
  size_t bin_count;
  const char *const *facet_fields; /* columns by which the facets above split its rows; none for data of its own */
  size_t facet_field_count;
  GHashTable *cells; /* facet key → const ViewData *, for views whose transforms run in each cell; NULL otherwise */
} ViewData;

typedef struct ChartData ChartData;

typedef struct DataInput {
  Spec *spec; /* its scope gains the params that extent transforms set */
  Loader *loader;
  const Selections *selections;
  /* Whether a definition has a continuous scale, which cannot place invalid rows. */
  bool (*is_continuous)(void *host, const View *unit, Channel channel);
  void *host;
} DataInput;

/* NULL after an error message. */
const ChartData *chart_data_create(const DataInput *input);
const ViewData *chart_data_view(const ChartData *data, const View *view);
/* A cell's key: the values of all facet fields, the outermost first; "" outside of facets. */
const char *facet_key(const char *outer, Value value, Arena *arena);
