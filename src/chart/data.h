/* chart/data.h: every view's tables: Vega-Lite's dataflow (compile/data/parse.ts), run once.
 *
 * The transforms inside a facet run on all rows at once, grouping by the facet's fields too, as Vega-Lite's optimiser has it; a
 * cell is then a selection of rows. Where several branches draw a cell, those that cannot be grouped so (a density, a regression …)
 * run once on all rows, which is what shared scales span, and again on the rows of each cell.
 */
#pragma once
#include "chart/loader.h"
#include "transform/functions.h"
#include "transform/json.h"

typedef struct UnitBin {
  const ChannelDef *def;
  BinSteps steps;
} UnitBin;

/* What a view's data become. Facets, layers and concats have `table` alone. */
typedef struct ViewData {
  const Table
      *table; /* after the view's own transforms (and a facet's bins and time units); units: what the mark draws */
  const Table *raw;    /* units: before aggregation */
  const Table *all;    /* units: after all transforms, invalid rows left in */
  const Table *valid;  /* units: after all transforms, invalid rows left out */
  const UnitBin *bins; /* the bins of its definitions */
  size_t bin_count;
  const char *const
      *facet_fields; /* columns by which the facets above split it; none when its data do not come through them */
  size_t facet_field_count;
  GHashTable *cells; /* facet key → const ViewData *, of views whose transforms run in each cell; NULL otherwise */
} ViewData;

typedef struct ChartData ChartData;

/* Says whether a definition's scale lets rows be invalid, so that the filter needs scale types. */
typedef bool (*ScaleIsContinuous)(void *host, const View *unit, Channel channel);

/* NULL after an error message. */
ChartData *chart_data_create(const Spec *spec, Loader *loader, ScaleIsContinuous is_continuous, void *host);
const ViewData *chart_data_view(const ChartData *data, const View *view);
/* A cell's key: the values of all facet fields, the outermost first; "" outside of facets. */
const char *facet_key(const char *outer, Value value, Arena *arena);
/* The rows of a dataset as expressions see them (data("name")): an array of objects, made once; empty after a warning when there is
 * none of that name. */
Value chart_data_rows(const ChartData *data, const char *name);
