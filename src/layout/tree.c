/* layout/tree.c: builds, measures and writes back the working tree; the rules of bounds are vega-scenegraph's. */
#include "layout/tree.h"
#include "scene/bounds.h"
#include "scene/path.h"
#include <string.h>

static bool is_title_text(const SceneMark *mark) {
  return mark->type == SCENE_TEXT && (mark->role == ROLE_AXIS_TITLE || mark->role == ROLE_LEGEND_TITLE ||
                                      mark->role == ROLE_TITLE_TEXT || mark->role == ROLE_TITLE_SUBTITLE);
}

static LayoutItem *make_items(const SceneMark *scene, LayoutMark *mark, Arena *arena) {
  LayoutItem *items = arena_array(arena, LayoutItem, scene->count);
  for (size_t i = 0; i < scene->count; i++) {
    items[i] = (LayoutItem){.mark = mark,
                            .x = scene_number(scene, SCENE_X, i, 0),
                            .y = scene_number(scene, SCENE_Y, i, 0),
                            .width = scene_number(scene, SCENE_WIDTH, i, 0),
                            .height = scene_number(scene, SCENE_HEIGHT, i, 0),
                            .bounds = bounds_empty()};
  }
  return items;
}

static void fill_mark(LayoutMark *mark, SceneMark *scene, TextContext *text, Arena *arena);

static void fill_inside(LayoutItem *item, const SceneGroup *inside, TextContext *text, Arena *arena) {
  item->mark_count = inside->mark_count;
  item->marks = arena_array(arena, LayoutMark, inside->mark_count);
  for (size_t i = 0; i < inside->mark_count; i++) fill_mark(&item->marks[i], inside->marks[i], text, arena);
}

static void fill_mark(LayoutMark *mark, SceneMark *scene, TextContext *text, Arena *arena) {
  *mark = (LayoutMark){.scene = scene, .role = scene->role, .bounds = bounds_empty()};
  if (scene->type == SCENE_GROUP) {
    mark->is_group = true;
    mark->item_count = scene->count;
    mark->items = make_items(scene, mark, arena);
    for (size_t i = 0; i < scene->count; i++) fill_inside(&mark->items[i], &scene->groups[i], text, arena);
    return;
  }
  if (scene->hidden) return;
  mark->bounds = scene_mark_bounds(scene, text);
  if (bounds_is_empty(mark->bounds)) mark->bounds = bounds_empty();
  if (is_title_text(scene) && scene->count > 0) {
    mark->item_count = 1;
    mark->items = make_items(scene, mark, arena);
    mark->items[0].bounds = mark->bounds;
  }
}

LayoutMark *layout_tree_create(const Scene *scene, TextContext *text, Arena *arena) {
  LayoutMark *root = arena_new(arena, LayoutMark);
  fill_mark(root, scene->root, text, arena);
  return root;
}

Bounds layout_bound_stroke(Bounds bounds, const LayoutMark *mark, size_t item) {
  const SceneMark *scene = mark->scene;
  bool visible = scene_paint(scene, SCENE_STROKE, item).kind != PAINT_NONE &&
                 scene_number(scene, SCENE_OPACITY, item, 1) != 0 &&
                 scene_number(scene, SCENE_STROKE_OPACITY, item, 1) != 0;
  if (!visible) return bounds;
  double half = scene_number(scene, SCENE_STROKE_WIDTH, item, 1) / 2;
  return bounds_expand(bounds,
                       strcmp(scene_string(scene, SCENE_STROKE_CAP, item, ""), "square") ? half : half * G_SQRT2);
}

void layout_bound_group(LayoutMark *mark) {
  mark->bounds = bounds_empty();
  for (size_t i = 0; i < mark->item_count; i++) {
    LayoutItem *item = &mark->items[i];
    Bounds bounds = bounds_empty();
    for (size_t j = 0; j < item->mark_count; j++) bounds_union(&bounds, item->marks[j].bounds);
    if (item->width != 0 || item->height != 0) {
      bounds_add(&bounds, 0, 0);
      bounds_add(&bounds, item->width, item->height);
    }
    bounds = layout_bound_stroke(bounds, mark, i);
    item->bounds = bounds_translate(bounds, item->x, item->y);
    if (!mark->scene->hidden) bounds_union(&mark->bounds, item->bounds);
  }
}

void layout_bound_clip(LayoutMark *mark, const LayoutItem *group) {
  if (mark->scene->clip_path) {
    bounds_intersect(&mark->bounds, path_bounds(mark->scene->clip_path));
  } else if (mark->scene->clip) {
    bounds_intersect(&mark->bounds, bounds_make(0, 0, group->width, group->height));
  }
  if (mark->bounds.x1 > mark->bounds.x2 || mark->bounds.y1 > mark->bounds.y2) mark->bounds = bounds_empty();
}

void layout_move(LayoutItem *item, double dx, double dy) {
  item->x += dx;
  item->y += dy;
  item->bounds = bounds_translate(item->bounds, dx, dy);
  item->mark->bounds = bounds_translate(item->mark->bounds, dx, dy);
}

LayoutMark *layout_find(const LayoutItem *item, SceneRole role) {
  for (size_t i = 0; i < item->mark_count; i++) {
    if (item->marks[i].role == role) return &item->marks[i];
  }
  return NULL;
}

double layout_extra_lines(const LayoutMark *title) {
  double lines = 0;
  if (scene_string(title->scene, SCENE_WRITING_MODE, 0, NULL)) return 0; /* columns are held by their box's edge */
  for (const char *c = scene_string(title->scene, SCENE_TEXT_VALUE, 0, ""); *c; c++) lines += *c == '\n';
  double size = scene_number(title->scene, SCENE_FONT_SIZE, 0, 11);
  return lines * scene_number(title->scene, SCENE_LINE_HEIGHT, 0, size + 2);
}

static void set_column(SceneMark *scene, SceneChannelId id, const LayoutItem *items, size_t count, size_t member,
                       Arena *arena) {
  if (count == 1) {
    scene_set_number(scene, id, G_STRUCT_MEMBER(double, items, member));
    return;
  }
  double *column = arena_array(arena, double, count);
  for (size_t i = 0; i < count; i++) column[i] = G_STRUCT_MEMBER(double, &items[i], member);
  scene_set_numbers(scene, id, column);
}

void layout_tree_apply(const LayoutMark *mark, Arena *arena) {
  if (mark->item_count == 0) return;
  set_column(mark->scene, SCENE_X, mark->items, mark->item_count, offsetof(LayoutItem, x), arena);
  set_column(mark->scene, SCENE_Y, mark->items, mark->item_count, offsetof(LayoutItem, y), arena);
  if (mark->sized) {
    set_column(mark->scene, SCENE_WIDTH, mark->items, mark->item_count, offsetof(LayoutItem, width), arena);
    set_column(mark->scene, SCENE_HEIGHT, mark->items, mark->item_count, offsetof(LayoutItem, height), arena);
  }
  for (size_t i = 0; i < mark->item_count; i++) {
    for (size_t j = 0; j < mark->items[i].mark_count; j++) layout_tree_apply(&mark->items[i].marks[j], arena);
  }
}
