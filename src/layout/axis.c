/* layout/axis.c: places an axis at its view, and its title clear of the labels (vega-view-transforms' layout/axis.js).
 * */
#include "layout/parts.h"
#include <string.h>

/* What differs between the four sides. */
typedef struct Side {
  const char *name;
  bool vertical; /* the axis runs down */
  int sign;      /* outwards: towards larger (1) or smaller (-1) coordinates */
} Side;

static const Side sides[] = {{"bottom", false, 1}, {"top", false, -1}, {"left", true, -1}, {"right", true, 1}};

static const Side *find_side(const char *name) {
  for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
    if (name && strcmp(sides[i].name, name) == 0) return &sides[i];
  }
  return &sides[0];
}

static double outer_edge(Bounds bounds, const Side *side) {
  if (side->vertical) return side->sign < 0 ? -bounds.x1 : bounds.x2;
  return side->sign < 0 ? -bounds.y1 : bounds.y2;
}

static void place_title(LayoutMark *title, const AxisHint *hint, const Side *side, double extent, Bounds *bounds) {
  LayoutItem *item = &title->items[0];
  if (hint->title_auto) {
    bool grows_inwards = side->sign < 0 || side->vertical;
    double at = side->sign * (extent + (grows_inwards ? layout_extra_lines(title) : 0) + hint->title_padding);
    layout_move(item, side->vertical ? at - item->x : 0, side->vertical ? 0 : at - item->y);
  }
  bounds_union(bounds, item->bounds);
}

Bounds layout_axis(LayoutMark *axis, double width, double height) {
  LayoutItem *item = &axis->items[0];
  const AxisHint *hint = axis->scene->hint;
  const Side *side = find_side(hint->orient);
  const LayoutMark *ticks = layout_find(item, ROLE_AXIS_TICKS), *labels = layout_find(item, ROLE_AXIS_LABELS);
  LayoutMark *title = layout_find(item, ROLE_AXIS_TITLE);
  Bounds bounds = bounds_empty();
  if (ticks) bounds_union(&bounds, ticks->bounds);
  if (labels) bounds_union(&bounds, labels->bounds);

  double extent = fmax(hint->min_extent, fmin(hint->max_extent, outer_edge(bounds, side)));
  double along = hint->range_extent, out = side->sign * extent;
  bounds_add(&bounds, side->vertical ? fmin(out, 0) : 0, side->vertical ? 0 : fmin(out, 0));
  bounds_add(&bounds, side->vertical ? fmax(out, 0) : along, side->vertical ? along : fmax(out, 0));
  if (title && title->item_count > 0) place_title(title, hint, side, extent, &bounds);

  double far = side->sign > 0 ? (side->vertical ? width : height) + hint->offset : -hint->offset;
  double x = side->vertical ? far : hint->position, y = side->vertical ? hint->position : far;
  item->x = x + hint->translate;
  item->y = y + hint->translate;
  item->bounds = layout_bound_stroke(bounds_translate(bounds, x, y), axis, 0);
  axis->bounds = item->bounds;
  return axis->bounds;
}
