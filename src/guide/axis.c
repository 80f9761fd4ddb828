/* guide/axis.c: the axes of a view, from its encodings to scene groups. */
#include "guide/axis.h"

static bool is_disabled(const AxisComponent *axis) {
  return axis->disabled || json_is_true(axis_component_get(axis, "disable"));
}

void guide_axes(const View *view, FrameSet frames, Channel channel, AxisPart parts, SceneGroup *behind,
                SceneGroup *front) {
  AxisList list = axis_parse(view, frames, channel);
  for (size_t i = 0; i < list.count; i++) {
    if (is_disabled(list.items[i])) continue;
    AxisPlan plan = axis_plan(list.items[i]);
    axis_make_ticks(&plan);
    SceneMark *grid = parts & AXIS_GRID ? axis_grid_group(&plan) : NULL;
    if (grid) scene_group_add(plan.arena, behind, grid);
    if (parts & AXIS_MAIN) scene_group_add(plan.arena, front, axis_main_group(&plan));
  }
}
