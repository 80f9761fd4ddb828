/* guide/axis.c: the axes of a view, from its encodings to scene groups. */
#include "guide/axis.h"

static bool is_disabled(const AxisComponent *axis) {
  return axis->disabled || json_is_true(axis_component_get(axis, "disable"));
}

static bool draws_grid_only(const SceneMark *mark) {
  const SceneGroup *inside = &mark->groups[0];
  return inside->mark_count == 1 && inside->marks[0]->role == ROLE_AXIS_GRID;
}

/* Grid lines of both directions lie below the axes of both. */
static void add_grid(Arena *arena, SceneGroup *group, SceneMark *grid) {
  scene_group_add(arena, group, grid);
  size_t at = group->mark_count - 1;
  while (at > 0 && group->marks[at - 1]->role == ROLE_AXIS && !draws_grid_only(group->marks[at - 1])) {
    group->marks[at] = group->marks[at - 1];
    at--;
  }
  group->marks[at] = grid;
}

void guide_axes(const View *view, FrameSet frames, Channel channel, AxisPart parts, SceneGroup *behind,
                SceneGroup *front) {
  AxisList list = axis_parse(view, frames, channel);
  for (size_t i = 0; i < list.count; i++) {
    if (is_disabled(list.items[i])) continue;
    AxisPlan plan = axis_plan(list.items[i]);
    axis_make_ticks(&plan);
    SceneMark *grid = parts & AXIS_GRID ? axis_grid_group(&plan) : NULL;
    SceneMark *main = parts & AXIS_MAIN ? axis_main_group(&plan) : NULL;
    if (grid) add_grid(plan.arena, grid->zindex > 0 ? front : behind, grid);
    if (main) scene_group_add(plan.arena, main->zindex > 0 ? front : behind, main);
  }
}
