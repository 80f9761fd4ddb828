/* vegalite/chart/frames.h: frames: what one unit is drawn with in one cell: rows, scales, size, and what expressions can ask. */
#pragma once
#include "vegalite/chart/model.h"

typedef struct Frames Frames;
/* Scales and sizes are computed when first asked for. Needs everything of the chart up to its cells. */
Frames *frames_create(const Chart *chart);
/* The one frame of a unit in a cell; NULL after an error message. */
const Frame *frames_get(Frames *frames, const View *unit, const Cell *cell);
/* What expressions of the chart as a whole can refer to, as those of titles: all params, the chart's size, its scales. */
const ExprScope *frames_scope(Frames *frames);
/* The size of a view that has one (a unit or a layer), px. */
void frames_size(Frames *frames, const View *view, const Cell *cell, double *width, double *height);
/* Is a view's size along x or y counted in steps, so that it cannot be fitted? */
bool frames_has_steps(Frames *frames, const View *view, Channel channel);
/* Other sizes than the spec's own. */
typedef struct FrameSizes {
  double width, height; /* px of the chart's own view, before it is stretched ("fit"); NaN: as the spec sets them */
  Stretch stretch;      /* of all plots */
} FrameSizes;
/* The same with other sizes. Domains that do not depend on them are those of `before`, which may be NULL. */
Frames *frames_resized(const Chart *chart, FrameSizes sizes, Frames *before);
/* The sizes that it was made with. */
FrameSizes frames_sizes(const Frames *frames);
/* The scale of a model in a cell; NULL after an error message. */
const Scale *frames_scale(Frames *frames, const ScaleModel *model, const Cell *cell);
