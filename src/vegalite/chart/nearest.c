/* vegalite/chart/nearest.c: see nearest.h (Vega-Lite's compile/selection/nearest.ts).
 *
 * Vega cuts the plot into the Voronoi cells of its items. They fill it, so that all of them together have its bounds.
 */
#include "vegalite/chart/nearest.h"
#include "vegalite/mark/builder.h"

static bool takes_nearest(const Selection *selection) {
  if (selection->is_interval) return false;
  const Json *nearest = json_get(json_get(selection->json, "select"), "nearest");
  if (!nearest) nearest = json_path(selection->unit->spec->config, "selection.point.nearest");
  return json_truthy(nearest);
}

static bool any_takes_nearest(const Selections *selections, const View *unit) {
  const Selection *selection;
  for (size_t i = 0; (selection = selection_at(selections, i)); i++)
    if (selection->unit == unit && takes_nearest(selection)) return true;
  return false;
}

void nearest_cells(const Selections *selections, const Frame *frame, size_t item_count, SceneGroup *into) {
  if (item_count == 0 || frame->unit->mark.type->form == MARK_PATH || !any_takes_nearest(selections, frame->unit))
    return;
  SceneMark *mark = scene_mark_create(frame->arena, SCENE_PATH, ROLE_MARK, 1);
  mark->name = mark_name(frame->unit, "voronoi", frame->arena);
  mark->aria.hidden = true;
  scene_set_string(mark, SCENE_PATH_DATA,
                   arena_printf(frame->arena, "M0,0H%.17gV%.17gH0Z", frame->width, frame->height));
  scene_set_color(mark, SCENE_FILL, (Rgba){0, 0, 0, 0});
  scene_set_color(mark, SCENE_STROKE, (Rgba){0, 0, 0, 0});
  scene_set_number(mark, SCENE_STROKE_WIDTH, .35);
  scene_group_add(frame->arena, into, mark);
}
