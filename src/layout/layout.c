/* layout/layout.c: the order of layout steps, as in vega-view-transforms' ViewLayout.
 *
 * Groups are laid out from the inside out. In each: cells into their grid, axes against the view, legends around axes,
 * the title around all. Finally the root's bounds give the canvas.
 */
#include "layout/layout.h"
#include "layout/parts.h"
#include <string.h>

typedef struct Layout {
  Arena *arena;
  bool fits;  /* legends of the sides may not shrink the view to nothing */
  bool exact; /* LayoutCanvas.exact */
} Layout;

static bool is(const char *text, const char *word) { return text && strcmp(text, word) == 0; }

static bool is_guide(const LayoutMark *mark) {
  return mark->role == ROLE_AXIS || mark->role == ROLE_LEGEND || mark->role == ROLE_TITLE;
}

static bool is_y_axis(const LayoutMark *axis) {
  const AxisHint *hint = axis->scene->hint;
  return is(hint->orient, "left") || is(hint->orient, "right");
}

/* All that layout_view() gathers of one group. */
typedef struct ViewBounds {
  Bounds all, across, along; /* everything; with the y axes; with the x axes */
} ViewBounds;

static void place_legends(LayoutItem **legends, size_t count, ViewBounds *view, const LayoutItem *group,
                          const Layout *layout) {
  LayoutItem **side = arena_array(layout->arena, LayoutItem *, count);
  bool *done = arena_array(layout->arena, bool, count);
  for (size_t i = 0; i < count; i++) {
    const LegendHint *hint = legends[i]->mark->scene->hint;
    const char *orient = hint->orient ? hint->orient : "right";
    if (done[i] || is(orient, "none")) continue;
    size_t members = 0;
    for (size_t j = i; j < count; j++) {
      const LegendHint *other = legends[j]->mark->scene->hint;
      if (!is(other->orient ? other->orient : "right", orient)) continue;
      done[j] = true;
      side[members++] = legends[j];
    }
    GridOptions options = layout_legend_options(side, members, orient, view->across, view->along, group->width,
                                                group->height, layout->exact);
    layout_grid(side, members, &options, layout->arena);
  }
  for (size_t i = 0; i < count; i++) {
    const LegendHint *hint = legends[i]->mark->scene->hint;
    Bounds bounds = legends[i]->bounds;
    if (!layout->fits) {
      bounds_union(&view->all, bounds);
    } else if (is(hint->orient, "left") || is(hint->orient, "right")) {
      bounds_add(&view->all, bounds.x1, 0);
      bounds_add(&view->all, bounds.x2, 0);
    } else if (is(hint->orient, "top") || is(hint->orient, "bottom")) {
      bounds_add(&view->all, 0, bounds.y1);
      bounds_add(&view->all, 0, bounds.y2);
    }
  }
}

/* Lays out the guides of one view; gives the bounds of all that is in it (ViewLayout's layoutGroup). */
static Bounds layout_view(LayoutItem *group, const Layout *layout) {
  double width = fmax(0, group->width), height = fmax(0, group->height);
  Bounds frame = {0, 0, width, height};
  ViewBounds view = {frame, frame, frame};
  LayoutMark *title = NULL;
  LayoutItem **legends = arena_array(layout->arena, LayoutItem *, group->mark_count);
  size_t legend_count = 0;
  for (size_t i = 0; i < group->mark_count; i++) {
    LayoutMark *mark = &group->marks[i];
    if (is_guide(mark) && (mark->item_count == 0 || !mark->scene->hint)) continue;
    switch (mark->role) {
    case ROLE_AXIS: bounds_union(is_y_axis(mark) ? &view.across : &view.along, layout_axis(mark, width, height)); break;
    case ROLE_TITLE: title = mark; break;
    case ROLE_LEGEND:
      layout_legend_inside(mark);
      legends[legend_count++] = &mark->items[0];
      break;
    case ROLE_FRAME:
    case ROLE_SCOPE:
    case ROLE_ROW_HEADER:
    case ROLE_ROW_FOOTER:
    case ROLE_ROW_TITLE:
    case ROLE_COLUMN_HEADER:
    case ROLE_COLUMN_FOOTER:
    case ROLE_COLUMN_TITLE:
      bounds_union(&view.across, mark->bounds);
      bounds_union(&view.along, mark->bounds);
      break;
    case ROLE_BACKGROUND: break;
    default: bounds_union(&view.all, mark->bounds);
    }
  }
  if (legend_count > 0) place_legends(legends, legend_count, &view, group, layout);
  bounds_union(&view.all, view.across);
  bounds_union(&view.all, view.along);
  if (title) bounds_union(&view.all, layout_title(title, width, height, view.all));
  return view.all;
}

static void layout_group_mark(LayoutMark *mark, const Layout *layout);

static void layout_inside(LayoutItem *item, const Layout *layout) {
  for (size_t i = 0; i < item->mark_count; i++) {
    LayoutMark *mark = &item->marks[i];
    if (mark->is_group) layout_group_mark(mark, layout);
    layout_bound_clip(mark, item);
  }
}

static bool is_legend_part(SceneRole role) { return role == ROLE_LEGEND_ENTRY || role == ROLE_LEGEND_SCOPE; }

static void layout_group_mark(LayoutMark *mark, const Layout *layout) {
  const GridHint *grid = is_guide(mark) || is_legend_part(mark->role) ? NULL : mark->scene->hint;
  for (size_t i = 0; i < mark->item_count; i++) {
    LayoutItem *item = &mark->items[i];
    layout_inside(item, layout);
    if (grid)
      layout_trellis(item, grid, grid->item_columns ? grid->item_columns[i] : grid->columns, layout->exact,
                     layout->arena);
    if (!is_guide(mark) && !is_legend_part(mark->role))
      layout_view(item, &(Layout){layout->arena, false, layout->exact});
  }
  if (mark->role == ROLE_LEGEND && mark->item_count > 0 && mark->scene->hint)
    layout_legend_entries(mark, layout->arena);
  layout_bound_group(mark);
}

/* Everything but the canvas; gives the bounds of the root's view. */
static Bounds layout_root(LayoutMark *root, const Layout *layout) {
  LayoutItem *item = &root->items[0];
  layout_inside(item, layout);
  const GridHint *grid = root->scene->hint;
  if (grid) layout_trellis(item, grid, grid->columns, layout->exact, layout->arena);
  return layout_view(item, layout);
}

static bool autosize_fits(const char *autosize) { return autosize && g_str_has_prefix(autosize, "fit"); }

/* What sticks out of the root's view, in whole px; right and below exactly, if asked for. */
typedef struct Margins {
  double left, top, right, bottom;
} Margins;

static Margins margins_of(Bounds bounds, const LayoutItem *view, bool exact) {
  double right = fmax(0, bounds.x2 - fmax(0, view->width)), bottom = fmax(0, bounds.y2 - fmax(0, view->height));
  return (Margins){fmax(0, ceil(-bounds.x1)), fmax(0, ceil(-bounds.y1)), exact ? right : ceil(right),
                   exact ? bottom : ceil(bottom)};
}

LayoutFit layout_fit(const Scene *scene, const LayoutCanvas *canvas, double asked_width, double asked_height,
                     TextContext *text) {
  Arena *arena = arena_create_charged(arena_budget(scene->arena));
  LayoutMark *root = layout_tree_create(scene, text, arena);
  LayoutFit fit = {.canvas_width = asked_width, .canvas_height = asked_height};
  if (canvas->contains_padding) {
    fit.canvas_width -= canvas->padding_left + canvas->padding_right;
    fit.canvas_height -= canvas->padding_top + canvas->padding_bottom;
  }
  if (is(canvas->autosize, "none") || root->item_count == 0) {
    fit.width = fit.canvas_width;
    fit.height = fit.canvas_height;
    arena_destroy(arena);
    return fit;
  }
  const LayoutItem *view = &root->items[0];
  Margins out = margins_of(layout_root(root, &(Layout){arena, autosize_fits(canvas->autosize), canvas->exact}), view,
                           canvas->exact);
  bool fit_x = is(canvas->autosize, "fit") || is(canvas->autosize, "fit-x");
  bool fit_y = is(canvas->autosize, "fit") || is(canvas->autosize, "fit-y");
  if (!fit_x) fit.canvas_width = fmax(0, view->width) + out.left + out.right;
  if (!fit_y) fit.canvas_height = fmax(0, view->height) + out.top + out.bottom;
  fit.width = fit_x ? fmax(0, fit.canvas_width - out.left - out.right) : fmax(0, view->width);
  fit.height = fit_y ? fmax(0, fit.canvas_height - out.top - out.bottom) : fmax(0, view->height);
  fit.origin_x = out.left;
  fit.origin_y = out.top;
  arena_destroy(arena);
  return fit;
}

void layout_place(Scene *scene, const LayoutCanvas *canvas, TextContext *text) {
  Arena *arena = arena_create_charged(arena_budget(scene->arena));
  LayoutMark *root = layout_tree_create(scene, text, arena);
  if (root->item_count > 0) {
    LayoutItem *view = &root->items[0];
    Margins out = margins_of(layout_root(root, &(Layout){arena, autosize_fits(canvas->autosize), canvas->exact}), view,
                             canvas->exact);
    LayoutFit fit = {.canvas_width = fmax(0, view->width) + out.left + out.right,
                     .canvas_height = fmax(0, view->height) + out.top + out.bottom,
                     .origin_x = out.left,
                     .origin_y = out.top};
    if (canvas->fit) fit = *canvas->fit;
    view->x = canvas->padding_left + fit.origin_x;
    view->y = canvas->padding_top + fit.origin_y;
    scene->width = fit.canvas_width + canvas->padding_left + canvas->padding_right;
    scene->height = fit.canvas_height + canvas->padding_top + canvas->padding_bottom;
    layout_tree_apply(root, scene->arena);
  }
  arena_destroy(arena);
}
