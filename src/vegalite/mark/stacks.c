/* vegalite/mark/stacks.c: stacked bars with rounded corners (Vega-Lite's getGroupsForStackedBarWithCornerRadius).
 *
 * The corners belong to the stack, not to its parts: the parts are drawn square, clipped to the rounded outline of all
 * of them, and the outline carries the stroke.
 */
#include "scene/path.h"
#include "vegalite/mark/channel.h"
#include "vegalite/mark/series.h"
#include <math.h>
#include <string.h>

static const SceneChannelId corners[] = {SCENE_CORNER_TOP_LEFT, SCENE_CORNER_TOP_RIGHT, SCENE_CORNER_BOTTOM_RIGHT,
                                         SCENE_CORNER_BOTTOM_LEFT};
static const SceneChannelId strokes[] = {
    SCENE_STROKE,      SCENE_STROKE_WIDTH,       SCENE_STROKE_JOIN,        SCENE_STROKE_CAP,
    SCENE_STROKE_DASH, SCENE_STROKE_DASH_OFFSET, SCENE_STROKE_MITER_LIMIT, SCENE_STROKE_OPACITY};

static bool has_corners(const MarkBuilder *at) {
  static const MarkProperty radii[] = {MARK_PROPERTY_CORNER_RADIUS, MARK_PROPERTY_CORNER_RADIUS_TOP_LEFT,
                                       MARK_PROPERTY_CORNER_RADIUS_TOP_RIGHT, MARK_PROPERTY_CORNER_RADIUS_BOTTOM_LEFT,
                                       MARK_PROPERTY_CORNER_RADIUS_BOTTOM_RIGHT};
  for (size_t i = 0; i < G_N_ELEMENTS(radii); i++)
    if (json_truthy(mark_property(at->unit, radii[i]))) return true;
  return false;
}

static const ScenePath *moved_path(const ScenePath *path, double x, double y, Arena *arena) {
  double *points = arena_array(arena, double, path->point_count);
  for (size_t i = 0; i < path->point_count; i++) points[i] = path->points[i] + (i % 2 == 0 ? x : y);
  ScenePath *moved = arena_new(arena, ScenePath);
  *moved = (ScenePath){path->verbs, points, path->verb_count, path->point_count};
  return moved;
}

/* Vega's outlines see only the fields by which stacks are grouped. One item for each stack, with the strokes that a row without the
 * other fields gets. */
static const SceneMark *stack_strokes(const MarkBuilder *at, const Grouping *groups) {
  const Stack *stack = at->unit->stack;
  guint32 *firsts = arena_array(at->arena, guint32, groups->group_count);
  for (size_t i = 0; i < groups->group_count; i++) firsts[i] = groups->rows[groups->starts[i]];
  MarkBuilder of = *at;
  of.count = groups->group_count;
  of.table = table_pick(table_select(at->table, stack->group_by, stack->group_by_count), firsts, of.count);
  of.mark = scene_mark_create(at->arena, SCENE_RECT, ROLE_MARK, of.count);
  mark_base(&of, INCLUDE_COLOR);
  mark_apply_defaults(&of);
  return of.mark;
}

/* The box around the rows, with the corners of the first, and the strokes of item `stack`. */
static SceneMark *outline(const MarkBuilder *at, const guint32 *rows, size_t count, const SceneMark *stroked,
                          guint32 stack) {
  const SceneMark *mark = at->mark;
  double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;
  for (size_t i = 0; i < count; i++) {
    double x = scene_number(mark, SCENE_X, rows[i], 0), y = scene_number(mark, SCENE_Y, rows[i], 0);
    x1 = MIN(x1, x);
    y1 = MIN(y1, y);
    x2 = MAX(x2, x + scene_number(mark, SCENE_WIDTH, rows[i], 0));
    y2 = MAX(y2, y + scene_number(mark, SCENE_HEIGHT, rows[i], 0));
  }
  SceneMark *box = scene_mark_create(at->arena, SCENE_RECT, ROLE_MARK, 1);
  box->place = mark->place;
  scene_set_number(box, SCENE_X, x1);
  scene_set_number(box, SCENE_Y, y1);
  scene_set_number(box, SCENE_WIDTH, x2 - x1);
  scene_set_number(box, SCENE_HEIGHT, y2 - y1);
  for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
    box->channels[corners[i]] = channel_gather(&mark->channels[corners[i]], corners[i], rows, 1, at->arena);
  for (size_t i = 0; i < G_N_ELEMENTS(strokes); i++)
    box->channels[strokes[i]] = channel_gather(&stroked->channels[strokes[i]], strokes[i], &stack, 1, at->arena);
  return box;
}

bool series_add_rounded_stacks(const MarkBuilder *at, SceneGroup *into) {
  const Stack *stack = at->unit->stack;
  if (!at->def->type->rounds_end || !stack || def_is_field(mark_def(at, CHANNEL_SIZE)) || !has_corners(at) ||
      at->count == 0)
    return false;
  const Grouping *groups = table_group(at->table, stack->group_by, stack->group_by_count, at->arena);
  const SceneMark *stroked = stack_strokes(at, groups);
  SceneMark *group = scene_group_create(at->arena, ROLE_MARK);
  group->place = at->def->place;
  for (size_t i = 0; i < groups->group_count; i++) {
    const guint32 *rows = groups->rows + groups->starts[i];
    size_t count = groups->starts[i + 1] - groups->starts[i];
    SceneMark *box = outline(at, rows, count, stroked, (guint32)i), *bars = series_gather(at, rows, count);
    for (size_t c = 0; c < G_N_ELEMENTS(corners); c++) scene_set_number(bars, corners[c], 0);
    const ScenePath *path = scene_item_path(box, 0, at->arena);
    if (path)
      bars->clip_path = moved_path(path, scene_number(box, SCENE_X, 0, 0), scene_number(box, SCENE_Y, 0, 0), at->arena);
    scene_group_add(at->arena, &group->groups[0], bars);
    if (scene_paint(box, SCENE_STROKE, 0).kind != PAINT_NONE) scene_group_add(at->arena, &group->groups[0], box);
  }
  scene_group_add(at->arena, into, group);
  return true;
}
