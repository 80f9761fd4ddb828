/* layout/legend.c: the inside of a legend, and legends along a side of the view (vega-view-transforms' layout/legend.js). */
#include "base/round.h"
#include "layout/parts.h"
#include <string.h>

static bool is(const char *text, const char *word) { return text && strcmp(text, word) == 0; }

/* Symbols that are cut to a height are cut to the width of their column, labels included (legendEntryLayout). */
static void size_cut_entries(LayoutMark *entries, double columns) {
  LayoutMark *scope = layout_find(&entries->items[0], ROLE_LEGEND_SCOPE);
  if (!scope || scope->item_count == 0 || scope->items[0].height == 0) return;
  size_t across = columns > 0 ? (size_t)fmin(columns, (double)scope->item_count) : scope->item_count;
  for (size_t column = 0; column < across && column < scope->item_count; column++) {
    double width = 0;
    for (size_t i = column; i < scope->item_count; i += across)
      width = fmax(width, scope->items[i].bounds.x2 - scope->items[i].x);
    for (size_t i = column; i < scope->item_count; i += across) {
      scope->items[i].width = width;
      scope->items[i].height = scope->items[i].bounds.y2 - scope->items[i].y;
    }
  }
  scope->sized = true;
}

void layout_legend_entries(LayoutMark *legend, Arena *arena) {
  const LegendHint *hint = legend->scene->hint;
  LayoutMark *entries = layout_find(&legend->items[0], ROLE_LEGEND_ENTRY);
  if (!hint->symbols || !entries || entries->item_count == 0) return;
  GridHint grid = grid_hint();
  grid.columns = hint->columns;
  grid.center_row = true;
  grid.align_row = grid.align_column = hint->grid_align;
  grid.padding_row = hint->row_padding;
  grid.padding_column = hint->column_padding;
  layout_trellis(&entries->items[0], &grid, hint->columns, false, arena);
  layout_bound_group(entries);
  size_cut_entries(entries, hint->columns);
}

/* The offset of a title that puts it at its anchor along the entries: downwards for one at the side. */
static double title_offset(const LegendHint *hint, const LayoutItem *entry, const LayoutMark *title, const char *anchor,
                           int down, bool at_side, bool whole) {
  bool vertical = !hint->symbols && hint->vertical_gradient;
  bool first_only = !hint->symbols && (at_side || !vertical) && !whole && entry->mark_count > 0;
  Bounds bounds = first_only ? entry->marks[0].bounds : entry->bounds;
  double reach = (down ? bounds.y2 : bounds.x2) - hint->padding;
  bool turned = vertical && at_side;
  double low = turned ? reach : 0, high = turned ? 0 : reach;
  double lines = down <= 0 ? 0 : layout_extra_lines(title);
  return round_half_up(is(anchor, "start") ? low : is(anchor, "end") ? high - lines : .5 * (reach - lines));
}

static void place_title(const LegendHint *hint, LayoutItem *entry, LayoutMark *mark) {
  LayoutItem *title = &mark->items[0];
  const char *anchor = hint->title_anchor, *orient = hint->title_orient;
  double to_x = hint->padding - title->x, to_y = hint->padding - title->y;
  double entry_x = hint->padding - entry->x, entry_y = hint->padding - entry->y;
  bool beside = is(orient, "left") || is(orient, "right"), below = is(orient, "bottom");
  if (is(orient, "left")) {
    entry_x += ceil(bounds_width(title->bounds)) + hint->title_padding;
  } else if (!beside && !below) {
    entry_y += bounds_height(title->bounds) + hint->title_padding;
  }
  layout_move(entry, entry_x, entry_y);

  if (is(orient, "right")) to_x += title_offset(hint, entry, mark, "end", 0, false, false) + hint->title_padding;
  if (beside) {
    to_y += title_offset(hint, entry, mark, anchor, 1, true, false);
  } else {
    to_x += title_offset(hint, entry, mark, anchor, 0, false, false);
  }
  if (below) to_y += title_offset(hint, entry, mark, "end", -1, false, true) + hint->title_padding;
  layout_move(title, to_x, to_y);

  double over = round_half_up(title->bounds.x1 - hint->padding);
  if (over < 0) {
    layout_move(entry, -over, 0);
    layout_move(title, -over, 0);
  }
}

void layout_legend_inside(LayoutMark *legend) {
  LayoutItem *item = &legend->items[0];
  const LegendHint *hint = legend->scene->hint;
  LayoutMark *entries = layout_find(item, ROLE_LEGEND_ENTRY), *title = layout_find(item, ROLE_LEGEND_TITLE);
  if (entries && entries->item_count > 0) {
    LayoutItem *entry = &entries->items[0];
    if (title && title->item_count > 0) {
      place_title(hint, entry, title);
    } else {
      layout_move(entry, hint->padding - entry->x, hint->padding - entry->y);
    }
  }
  Bounds bounds = bounds_empty();
  for (size_t i = 0; i < item->mark_count; i++) bounds_union(&bounds, item->marks[i].bounds);
  double right = bounds_is_empty(bounds) ? hint->padding : bounds.x2,
         bottom = bounds_is_empty(bounds) ? hint->padding : bounds.y2;
  item->width = ceil(right - hint->padding + 2 * hint->padding);
  item->height = ceil(bottom - hint->padding + 2 * hint->padding);
  bool free = is(hint->orient, "none");
  item->x = free && !isnan(hint->legend_x) ? hint->legend_x : 0;
  item->y = free && !isnan(hint->legend_y) ? hint->legend_y : 0;
  Bounds box = bounds_make(item->x, item->y, item->x + item->width, item->y + item->height);
  item->bounds = layout_bound_stroke(box, legend, 0);
  legend->bounds = item->bounds;
  legend->sized = true;
}

/* Vega's defaults of config.legend.layout. */
static const struct {
  const char *orient, *direction;
} default_directions[] = {{"left", "vertical"}, {"right", "vertical"}};

static const Json *layout_property(const Json *layout, const char *orient, const char *key) {
  const Json *own = json_get(json_get(layout, orient), key);
  if (own && !json_is_null(own)) return own;
  const Json *all = json_get(layout, key);
  return all && !json_is_null(all) ? all : NULL;
}

static const char *layout_direction(const Json *layout, const char *orient) {
  if (layout) return json_string(layout_property(layout, orient, "direction"), NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(default_directions); i++) {
    if (is(orient, default_directions[i].orient)) return default_directions[i].direction;
  }
  return "horizontal";
}

static double largest_offset(LayoutItem **legends, size_t count, double otherwise) {
  double offset = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    const LegendHint *hint = legends[i]->mark->scene->hint;
    if (!isnan(hint->offset)) offset = fmax(offset, hint->offset);
  }
  return isinf(offset) ? otherwise : offset;
}

/* Where each side's legends are set down: at the edge of the axes, or inside a corner of the view. */
static GridAnchor side_anchor(const char *orient, const char *anchor, double offset, Bounds across, Bounds along,
                              double along_x, double along_y, double width, double height, bool exact) {
  if (is(orient, "left")) return (GridAnchor){floor(across.x1) - offset, along_y, "end", anchor};
  if (is(orient, "right")) return (GridAnchor){(exact ? across.x2 : ceil(across.x2)) + offset, along_y, NULL, anchor};
  if (is(orient, "top")) return (GridAnchor){along_x, floor(along.y1) - offset, anchor, "end"};
  if (is(orient, "bottom")) return (GridAnchor){along_x, (exact ? along.y2 : ceil(along.y2)) + offset, anchor, NULL};
  bool right = g_str_has_suffix(orient, "right"), bottom = g_str_has_prefix(orient, "bottom");
  return (GridAnchor){right ? width - offset : offset, bottom ? height - offset : offset, right ? "end" : NULL,
                      bottom ? "end" : NULL};
}

GridOptions layout_legend_options(LayoutItem **legends, size_t count, const char *orient, Bounds across, Bounds along,
                                  double width, double height, bool exact) {
  const LegendHint *hint = legends[0]->mark->scene->hint;
  const Json *layout = hint->layout;
  double offset =
      largest_offset(legends, count, json_number(layout_property(layout, orient, "offset"), layout ? 0 : 18));
  const char *anchor = json_string(layout_property(layout, orient, "anchor"), "start");
  bool by_bounds = is(json_string(layout_property(layout, orient, "frame"), "group"), "bounds");
  double share = is(anchor, "end") ? 1 : is(anchor, "middle") ? .5 : 0;
  double along_x = by_bounds ? across.x1 + share * bounds_width(across)
                             : share * (width != 0 ? width : bounds_width(along) + 2 * along.x1);
  double along_y = by_bounds ? along.y1 + share * bounds_height(along)
                             : share * (height != 0 ? height : bounds_height(across) + 2 * across.y1);
  double margin = json_number(layout_property(layout, orient, "margin"), 8);
  bool centered = json_boolean(layout_property(layout, orient, "center"), false);
  bool vertical = is(layout_direction(layout, orient), "vertical");
  return (GridOptions){.exact = exact,
                       .flush = !is(json_string(layout_property(layout, orient, "bounds"), "flush"), "full"),
                       .align_row = "each",
                       .align_column = "each",
                       .padding_row = margin,
                       .padding_column = margin,
                       .columns = vertical ? 1 : (double)count,
                       .center_row = centered,
                       .center_column = centered,
                       .anchor =
                           side_anchor(orient, anchor, offset, across, along, along_x, along_y, width, height, exact)};
}
