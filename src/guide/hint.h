/* guide/hint.h: what layout must know of a guide's group besides its marks (SceneMark.hint, by role).
 *
 * Layout works as Vega's view layout does (vega-view-transforms): guides are built at their natural place and moved.
 */
#pragma once
#include "scene/scene.h"

/* ROLE_AXIS */
typedef struct AxisHint {
  const char *orient;                /* "left", "right", "top", "bottom" */
  double offset, position, translate; /* px */
  double min_extent, max_extent, title_padding;
  double range_extent; /* how long the axis is: the span of its scale's range */
  bool title_auto;     /* the title is placed by layout (no titleX / titleY) */
  SceneMark *title;    /* NULL: none */
} AxisHint;

/* ROLE_LEGEND */
typedef struct LegendHint {
  const char *orient, *direction;
  double offset, padding, title_padding;
  double legend_x, legend_y; /* for orient "none"; NaN when not given */
  const char *title_orient, *title_anchor;
  double columns, row_padding, column_padding; /* of the entries' grid */
  const char *grid_align;
  double clip_height;
  const Json *layout; /* config.legend.layout, may be NULL */
} LegendHint;

/* ROLE_TITLE */
typedef struct TitleHint {
  const char *orient, *anchor, *frame, *align;
  double offset, subtitle_padding;
} TitleHint;

/* ROLE_SCOPE group marks that hold the cells of a facet, or the views of a concat: on the parent group's mark. */
typedef struct GridHint {
  double columns; /* 0: one row */
  bool center_row, center_column;
  const char *align_row, *align_column; /* "none", "each", "all" */
  bool bounds_flush;
  double padding_row, padding_column;
  double offset_row_header, offset_column_header, offset_row_title, offset_column_title; /* NaN: Vega's default */
  const char *title_anchor_row, *title_anchor_column;
  bool header_band_row, header_band_column;
  double header_band_row_value, header_band_column_value, title_band_row_value, title_band_column_value;
} GridHint;
