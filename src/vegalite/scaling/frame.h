/* vegalite/scaling/frame.h: one drawing of a unit view: its rows, scales and size.
 *
 * A unit outside facets has one frame; inside a facet it has one for each cell. Frames are made by chart/ once data
 * and scales are finished, and read by mark/ and guide/.
 */
#pragma once
#include "scale/scale.h"
#include "text/text.h"
#include "vegalite/grammar/view.h"

/* What is known of zero before there are data (Vega-Lite's domainHasZero). "zero" and an explicit domain decide, whose first number
 * is taken to be the lowest: [100, -20] never has it. */
typedef enum DomainZero { ZERO_MAYBE, ZERO_SURELY, ZERO_NEVER } DomainZero;

/* A scale as it is shared between views (Vega-Lite's ScaleComponent). */
typedef struct ScaleModel {
  const View *owner; /* the view where it is resolved */
  Channel channel;
  const ScaleType *type;
  const char *name;           /* "x", "concat_0_color" … */
  const Json *explicit_props; /* the `scale` objects of the definitions, merged */
  const ChannelDef *def;      /* the first field (or datum) definition that uses it */
  const View *unit;           /* the unit of `def` */
  bool domain_explicit;       /* the author gave a domain */
  DomainZero domain_zero;
  bool round;
  double padding_inner, padding_outer; /* band and point; NaN when continuous */
  struct ScaleDetail *detail;          /* see scale_model.h */
} ScaleModel;

typedef struct FrameScale {
  const ScaleModel *model; /* the inherited model when the channel has no scale of its own (not used for mapping) */
  const Scale *scale;      /* NULL: the channel has no scale here */
} FrameScale;

/* By what the plots of a chart are larger than the spec sets them, for a total size that is asked for; 1 otherwise. It applies to
 * all lengths that measure a plot: sizes, steps, constant positions, the breadth of bars. Text, strokes and symbols keep theirs. */
typedef struct Stretch {
  double x, y;
} Stretch;
/* Along a channel; a radius is measured by the smaller of the two. */
static inline double stretch_along(Stretch stretch, Channel channel) {
  if (!channel_info(channel)->direction) return MIN(stretch.x, stretch.y);
  return channel_is_vertical(channel) ? stretch.y : stretch.x;
}

typedef struct Frame {
  const View *unit;
  const Table *table; /* rows after all transforms, invalid ones left out as the mark asks */
  FrameScale scales[CHANNEL_COUNT];
  double width, height;                /* px */
  Stretch stretch;                     /* as in `width` and `height` */
  const struct Projection *projection; /* geo/projection.h; NULL when the unit has none */
  const ExprScope *scope;              /* params, width, height, and functions of scales and data */
  Arena *arena;
  Messages *messages;
  TextContext *text;
} Frame;
