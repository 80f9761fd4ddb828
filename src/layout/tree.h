/* layout/tree.h: a working copy of the scene's frame: its groups with their places and bounds.
 *
 * Layout moves groups many times and needs bounds throughout. So it works on a light tree parallel to the scene, in
 * which the bounds of each mark are computed once, and writes the places back at the end.
 */
#pragma once
#include "scene/box.h"
#include "text/text.h"

typedef struct LayoutMark LayoutMark;

/* One item of a group mark, or the text of a title. Bounds include its x and y, as in Vega. */
typedef struct LayoutItem {
  LayoutMark *mark;
  double x, y, width, height;
  Bounds bounds;
  LayoutMark *marks; /* what is inside */
  size_t mark_count;
} LayoutItem;

struct LayoutMark {
  SceneMark *scene;
  SceneRole role;
  bool is_group;
  bool sized; /* layout gives its items their width and height */
  Bounds bounds;
  LayoutItem *items; /* groups and titles only */
  size_t item_count;
};

/* The scene's root with all below it, marks measured, groups not yet. */
LayoutMark *layout_tree_create(const Scene *scene, TextContext *text, Arena *arena);
/* Bounds of a group mark and its items, from the marks inside (vega-view-transforms' Bound). */
void layout_bound_group(LayoutMark *mark);
/* Cuts a mark's bounds to the group it is clipped to. */
void layout_bound_clip(LayoutMark *mark, const LayoutItem *group);
/* Grows `bounds` by the item's stroke (vega-scenegraph's boundStroke). */
Bounds layout_bound_stroke(Bounds bounds, const LayoutMark *mark, size_t item);
/* Moves an item and the bounds that know of it. */
void layout_move(LayoutItem *item, double dx, double dy);
/* The first mark of a role inside an item; NULL when there is none. */
LayoutMark *layout_find(const LayoutItem *item, SceneRole role);
/* Lines of an item's text after the first, in px of line height (vega-scenegraph's multiLineOffset). */
double layout_extra_lines(const LayoutMark *title);
/* Places, and sizes where layout gives them, back into the scene. */
void layout_tree_apply(const LayoutMark *root, Arena *arena);
