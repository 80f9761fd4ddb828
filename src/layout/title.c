/* layout/title.c: places a title and subtitle next to everything else (vega-view-transforms' layout/title.js). */
#include "layout/parts.h"
#include <string.h>

static bool is(const char *text, const char *word) { return text && strcmp(text, word) == 0; }

/* The position of the title along its side. */
static double anchor_position(const TitleHint *hint, double width, double height, Bounds view) {
  bool left = is(hint->orient, "left"), upright = left || is(hint->orient, "right");
  double start = 0, end = upright ? height : width;
  if (!is(hint->frame, "group")) {
    start = left ? view.y2 : upright ? view.y1 : view.x1;
    end = left ? view.y1 : upright ? view.y2 : view.x2;
  } else if (left) {
    start = height;
    end = 0;
  }
  return is(hint->anchor, "start") ? start : is(hint->anchor, "end") ? end : (start + end) / 2;
}

static void place_subtitle(LayoutItem *subtitle, const LayoutItem *title, const TitleHint *hint) {
  double x = 0, y = 0;
  if (is(hint->orient, "left")) {
    x = bounds_width(title->bounds) + hint->subtitle_padding;
  } else if (is(hint->orient, "right")) {
    x = -bounds_width(title->bounds) - hint->subtitle_padding;
  } else {
    y = bounds_height(title->bounds) + hint->subtitle_padding;
  }
  layout_move(subtitle, x - subtitle->x, y - subtitle->y);
}

Bounds layout_title(LayoutMark *mark, double width, double height, Bounds view) {
  LayoutItem *group = &mark->items[0];
  const TitleHint *hint = mark->scene->hint;
  LayoutMark *title = layout_find(group, ROLE_TITLE_TEXT), *subtitle = layout_find(group, ROLE_TITLE_SUBTITLE);
  if (!title || title->item_count == 0) return bounds_empty();

  Bounds bounds = title->items[0].bounds;
  if (subtitle && subtitle->item_count > 0) {
    place_subtitle(&subtitle->items[0], &title->items[0], hint);
    bounds_union(&bounds, subtitle->items[0].bounds);
  }
  double at = anchor_position(hint, width, height, view);
  group->x = at;
  group->y = at;
  if (is(hint->orient, "left")) {
    group->x = view.x1 - bounds_width(bounds) - hint->offset;
  } else if (is(hint->orient, "right")) {
    group->x = view.x2 + bounds_width(bounds) + hint->offset;
  } else if (is(hint->orient, "bottom")) {
    group->y = view.y2 + hint->offset;
  } else {
    group->y = view.y1 - bounds_height(bounds) - hint->offset;
  }
  group->bounds = bounds_translate(bounds, group->x, group->y);
  mark->bounds = group->bounds;
  return group->bounds;
}
