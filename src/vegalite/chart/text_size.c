/* vegalite/chart/text_size.c: see text_size.h. Which of several settings holds for an axis is known once the axis is made, so the
 * size is read from a scene, which needs no marks for it. */
#include "vegalite/chart/text_size.h"
#include "vegalite/chart/frames.h"
#include "vegalite/chart/make_scene.h"

/* The size of the first label of an axis below a mark; 0 if there is none. */
static double label_size(const SceneMark *mark) {
  if (mark->role == ROLE_AXIS_LABELS && mark->count > 0) return scene_number(mark, SCENE_FONT_SIZE, 0, 10);
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++) {
      double size = label_size(mark->groups[i].marks[k]);
      if (size > 0) return size;
    }
  return 0;
}

static double config_size(const Json *config) {
  double size = json_number(json_path(config, "vega.style.guide-label.fontSize"), 10);
  size = json_number(json_path(config, "style.guide-label.fontSize"), size);
  return json_number(json_path(config, "axis.labelFontSize"), size);
}

void text_size_fit(Chart *chart) {
  if (!(chart->input->font_size > 0)) return;
  const Scene *scene = make_scene(chart, false);
  if (messages_error_count(chart->messages) > 0 || arena_is_cancelled(chart->arena)) return;
  double size = label_size(scene->root);
  if (!(size > 0)) size = config_size(chart->spec->config);
  chart->spec->text_factor = size > 0 ? chart->input->font_size / size : 1;
  chart->frames = frames_resized(chart, frames_sizes(chart->frames), chart->frames);
}
