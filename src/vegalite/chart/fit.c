/* vegalite/chart/fit.c: see fit.h. */
#include "vegalite/chart/fit.h"
#include "vegalite/chart/frames.h"
#include "vegalite/chart/make_scene.h"
#include <math.h>
#include <string.h>

/* The way a root view can be fitted: a plot along the sides that are not counted in steps, a column of views of one width
 * "fit-x", a row of one height "fit-y". */
static const char *possible_fit(const Chart *chart, const char *autosize) {
  static const char *const left_by_steps[] = {NULL, "fit-y", "fit-x", "pad"}; /* steps along x: 1, along y: 2 */
  const View *root = chart->spec->root;
  if (root->kind == VIEW_CONCAT) {
    bool one_way = root->columns == 1 || root->columns == 0;
    return one_way && strcmp(autosize, root->columns == 1 ? "fit-x" : "fit-y") == 0 ? autosize : "pad";
  }
  if (root->kind != VIEW_UNIT && root->kind != VIEW_LAYER) return "pad";
  if (strcmp(autosize, "none") == 0) return autosize;
  size_t steps = (frames_has_steps(chart->frames, root, CHANNEL_X) ? 1U : 0U) |
                 (frames_has_steps(chart->frames, root, CHANNEL_Y) ? 2U : 0U);
  return steps ? left_by_steps[steps] : autosize;
}

/* A column of views is fitted by the width they share, a row by its height. */
static void size_root(const Chart *chart, Scene *scene, double width, double height) {
  const View *root = chart->spec->root;
  if (root->kind == VIEW_CONCAT)
    scene_set_number(scene->root, root->columns == 1 ? SCENE_WIDTH : SCENE_HEIGHT, root->columns == 1 ? width : height);
}

void fit_scene(Chart *chart, Scene **scene, LayoutCanvas *canvas, bool marks) {
  if (strcmp(canvas->autosize, "pad") == 0) return;
  canvas->autosize = possible_fit(chart, canvas->autosize);
  if (strcmp(canvas->autosize, "pad") == 0) return;
  double width, height;
  frames_size(chart->frames, chart->spec->root, chart_cells_root(chart->cells), &width, &height);
  size_root(chart, *scene, width, height);
  LayoutFit *fit = arena_new(chart->arena, LayoutFit);
  *fit = layout_fit(*scene, canvas, width, height, chart->input->fonts);
  canvas->fit = fit;
  if (fit->width == width && fit->height == height) return;
  bool across = strcmp(canvas->autosize, "fit-y") != 0, down = strcmp(canvas->autosize, "fit-x") != 0;
  FrameSizes sizes = {across ? fit->width : NAN, down ? fit->height : NAN, {1, 1}};
  chart->frames = frames_resized(chart, sizes, chart->frames);
  *scene = make_scene(chart, marks);
  size_root(chart, *scene, fit->width, fit->height);
}
