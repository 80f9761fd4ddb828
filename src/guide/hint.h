/* guide/hint.h: what layout must know of a guide's group besides its marks (SceneMark.hint, by role).
 *
 * Layout works as Vega's view layout does (vega-view-transforms): guides are built at their natural place and moved.
 * The scene's groups, by role, and what is inside them:
 *
 *   ROLE_FRAME, ROLE_SCOPE   views: any marks; a GridHint when the group marks inside are set out as a grid
 *   ROLE_AXIS                one item; AxisHint
 *   ROLE_TITLE               one item: [ROLE_TITLE_TEXT text, ROLE_TITLE_SUBTITLE text (may be missing)]; TitleHint
 *   ROLE_LEGEND              one item: [ROLE_LEGEND_ENTRY group, ROLE_LEGEND_TITLE text (may be missing)]; LegendHint
 *   ROLE_LEGEND_ENTRY        one item; symbols: [ROLE_LEGEND_SCOPE group, an item per entry in the order of the grid]; gradients:
 *                            [ROLE_LEGEND_GRADIENT or ROLE_LEGEND_BAND rect, ROLE_LEGEND_LABELS text]
 *   ROLE_ROW_HEADER …        one item per row (column), with axes and titles inside: placed next to their grid
 */
#pragma once
#include "scene/scene.h"
#include <math.h>

/* ROLE_AXIS */
typedef struct AxisHint {
  const char *orient;                 /* "left", "right", "top", "bottom" */
  double offset, position, translate; /* px */
  double min_extent, max_extent, title_padding;
  double range_extent; /* how long the axis is: the span of its scale's range */
  bool title_auto;     /* the title is placed by layout (no titleX / titleY) */
  SceneMark *title;    /* NULL: none */
} AxisHint;

/* ROLE_LEGEND */
typedef struct LegendHint {
  const char *orient; /* "left", "right", "top", "bottom", "top-left" … "bottom-right", "none" */
  double offset;      /* NaN: as set by config.legend.layout */
  double padding, title_padding;
  double legend_x, legend_y; /* for orient "none"; NaN when not given */
  bool symbols;              /* entries with symbols; else a gradient or bands */
  bool vertical_gradient;    /* a vertical gradient or vertical bands */
  SceneMark *title;          /* ROLE_LEGEND_TITLE; NULL: none */
  const char *title_orient;  /* NULL: "top" */
  const char *title_anchor;  /* the resolved one: "start", "middle", "end" */
  /* The grid of the entries (symbols only). */
  double columns; /* 0: all in one row */
  double row_padding, column_padding;
  const char *grid_align; /* "none", "each", "all" */
  double clip_height;     /* NaN: none. With it, entry groups have width 0 and this height; else neither is set */
  const Json *layout;     /* config.legend.layout over Vega's; may be NULL */
} LegendHint;

/* ROLE_TITLE */
typedef struct TitleHint {
  const char *orient; /* "top", "bottom", "left", "right" */
  const char *anchor; /* "start", "middle", "end" */
  const char *frame;  /* "group" or "bounds" */
  double offset, subtitle_padding;
} TitleHint;

/* On the mark of a group whose inner group marks are the cells of a facet, or the views of a concat. In marks of
 * several items (a facet of facets) every item is set out so. NaN members take Vega's default. */
typedef struct GridHint {
  double columns;             /* 0: one row */
  const double *item_columns; /* one per item of the mark instead of `columns`; may be NULL */
  bool center_row, center_column;
  const char *align_row, *align_column; /* "none", "each", "all" */
  bool bounds_flush;
  double padding_row, padding_column;
  double offset_row_header, offset_column_header, offset_row_footer, offset_column_footer; /* default 0 */
  double offset_row_title, offset_column_title;                                            /* default 0 */
  bool title_end_row, title_end_column; /* titles after the grid (right, bottom) rather than before it */
  /* The position of a header along its row or column (0 … 1 of the bounds); NaN: at its start. */
  double header_band_row, header_band_column, footer_band_row, footer_band_column;
  double title_band_row, title_band_column; /* default .5 */
} GridHint;

/* One row, not aligned, with every number at Vega's default. */
static inline GridHint grid_hint(void) {
  return (GridHint){.padding_row = NAN,
                    .padding_column = NAN,
                    .offset_row_header = NAN,
                    .offset_column_header = NAN,
                    .offset_row_footer = NAN,
                    .offset_column_footer = NAN,
                    .offset_row_title = NAN,
                    .offset_column_title = NAN,
                    .header_band_row = NAN,
                    .header_band_column = NAN,
                    .footer_band_row = NAN,
                    .footer_band_column = NAN,
                    .title_band_row = NAN,
                    .title_band_column = NAN};
}
