/* vegalite/scaling/scales.h: which scale a channel of a unit uses, and what it is made of: Vega-Lite's compile/scale.
 *
 * Phases, in this order:
 *   1. scale_set_collect():   types, sharing between views (`resolve`) and properties; needs no data.
 *   2. scale_domain_values(): the union of the domains of all definitions that share the scale; needs finished tables.
 *   3. scale_view_size():     how large a view is; where it is counted in steps, scale_step_size() of its domain.
 *   4. scale_finish():        the scale itself; needs the size.
 * A facet whose scales are independent does 2 to 4 once for each cell, with a DataAccess that sees only the cell.
 */
#pragma once
#include "vegalite/dataflow/cells.h"
#include "vegalite/scaling/frame.h"

typedef struct ScaleSet ScaleSet;

/* Lives in the spec's arena. Unsuitable types and properties are warnings and left out, as in Vega-Lite. */
ScaleSet *scale_set_collect(const Spec *spec);
/* The scale that `channel` (a scale channel: x, not x2) uses in `view` (a unit, or a view above it where it is shared); NULL
 * when there is none. */
const ScaleModel *scale_set_find(const ScaleSet *set, const View *view, Channel channel);
/* Whether the unit itself uses that scale: it encodes the channel, and without "scale": null. */
bool scale_set_is_used(const ScaleSet *set, const View *unit, Channel channel);
/* The scale of that name ("x", "concat_0_color" …) that an expression in `view` sees. Vega-Lite puts the scales of all
 * views at the top of the chart, but for those in the cells of a facet. */
const ScaleModel *scale_set_named(const ScaleSet *set, const View *view, const char *name);
/* All scales, in order of their owners and channels; NULL past the last. */
const ScaleModel *scale_set_at(const ScaleSet *set, size_t i);

/* What scales ask of the data of one chart, or of one cell of a facet. */
typedef struct DataAccess {
  void *host;
  /* The rows of a unit in the cell; NULL when it has none. */
  const Table *(*table)(void *host, const View *unit, UnitTable which);
  /* The bins that a definition of the unit was cut into; false when it was not. */
  bool (*bins)(void *host, const View *unit, const ChannelDef *def, BinSteps *steps);
  /* The extent a selection holds on an encoding or field ({"param": …} as a domain); undefined while it is empty. May be NULL. */
  Value (*param)(void *host, const char *param, const char *encoding, const char *field);
  /* The value of an expression in a unit; `text` is its JSON string. */
  Value (*evaluate)(void *host, const View *unit, const Json *text);
  /* Another scale of the same chart or cell, finished. */
  const Scale *(*scale)(void *host, const ScaleModel *model);
  /* The domain of another scale of the same chart or cell. */
  const struct ScaleDomain *(*domain)(void *host, const ScaleModel *model);
  Stretch stretch; /* of the px that the spec sets */
} DataAccess;

/* Distinct values in order (discrete), two ends or a list (continuous), or the sample (quantile); dates are dates. */
typedef struct ScaleDomain {
  const Value *values;
  size_t count;
  bool raw; /* held by a selection: not to be widened, or made nice */
} ScaleDomain;

/* False after an error message. Needs access->table, bins and param. */
bool scale_domain_values(const ScaleModel *model, const DataAccess *access, ScaleDomain *out, Arena *arena);

/* Warns where an author's list of names has none that a row has: nothing is seen then; most often, the data has numbers and the
 * list strings. */
void scale_domain_check(const ScaleModel *model, const ScaleDomain *domain, const DataAccess *access, Arena *arena);

/* How wide (channel x) or high (y) a view is. */
typedef struct ViewSize {
  double px;               /* when not in steps */
  const ScaleModel *steps; /* not NULL: scale_step_size() of this scale */
  const View *owner;       /* the view whose size it is: views that share one have the same owner */
  bool is_chart;           /* the chart as a whole has it: expressions know it as "width" or "height" */
} ViewSize;
/* For units and layers. "container" counts as the default. */
ViewSize scale_view_size(const ScaleSet *set, const View *view, Channel channel);
/* Whether it is also the size of the whole chart, Vega's signal "width" or "height", which is 0 where views do not share one. */
bool scale_size_is_of_chart(const ScaleSet *set, const View *view, Channel channel);
/* px that the steps of a discrete position scale take, before they are stretched. Needs access->domain, for scales with a nested offset. */
double scale_step_size(const ScaleModel *model, const ScaleDomain *domain, const DataAccess *access);
/* The px of one step, before it is stretched; NaN when the scale is not in steps. */
double scale_step_width(const ScaleModel *model, const DataAccess *access);

/* NULL after an error message. `width` and `height` (px) are those of the view. Needs all of `access`. */
const Scale *scale_finish(const ScaleModel *model, const ScaleDomain *domain, double width, double height,
                          const DataAccess *access, Arena *arena);
