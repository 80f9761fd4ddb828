/* vegalite/chart/warn_size.c: pictures that are much larger than asked, because something runs far out of its plot: a
 * mark, a title, a legend. Nothing is measured unless the whole picture is large enough for it. */
#include "scene/bounds.h"
#include "vegalite/chart/warnings.h"
#include <math.h>

/* A mark is reported when it takes this many times the extent of its plot, and that is more than so many px. */
static const double times_max = 10, px_max = 1000;
/* A title or legend, when it is this much longer than its plot, and takes most of the picture. */
static const double guide_times_max = 1.5, guide_share = 0.75;
/* Small plots, such as a row of one band, are often smaller than their guides. */
static const double plot_min = 100;

typedef struct Plot {
  const Chart *chart;
  const Scene *scene;
  double width, height; /* px; 0: a group without a size of its own */
} Plot;

static bool may_be_exceeded(double picture, double plot) {
  return plot > 0 && picture > px_max && picture > times_max * plot;
}

static void look_at_mark(const Plot *plot, const SceneMark *mark) {
  bool across = may_be_exceeded(plot->scene->width, plot->width),
       down = may_be_exceeded(plot->scene->height, plot->height);
  if ((!across && !down) || mark->hidden || mark->clip || mark->clip_path) return;
  Bounds box = scene_mark_bounds(mark, plot->chart->input->fonts);
  if (bounds_is_empty(box)) return;
  if ((across && may_be_exceeded(bounds_width(box), plot->width)) ||
      (down && may_be_exceeded(bounds_height(box), plot->height)))
    messages_warn(
        plot->chart->messages, mark->place, "W620",
        "this mark takes %.0f × %.0f px and its plot %.0f × %.0f px: the picture grows to %.0f × %.0f px; check the "
        "domain, or set \"clip\": true",
        bounds_width(box), bounds_height(box), plot->width, plot->height, plot->scene->width, plot->scene->height);
}

static bool outgrows(double length, double plot, double picture) {
  return plot >= plot_min && length > guide_times_max * plot && length > guide_share * picture;
}

static void look_at_title(const Plot *plot, const SceneMark *text) {
  Bounds box = scene_mark_bounds(text, plot->chart->input->fonts);
  if (text->type != SCENE_TEXT || text->count == 0 || bounds_is_empty(box)) return;
  bool upright = bounds_height(box) > bounds_width(box);
  double length = upright ? bounds_height(box) : bounds_width(box);
  if (outgrows(length, upright ? plot->height : plot->width, upright ? plot->scene->height : plot->scene->width))
    messages_note(
        plot->chart->messages, text->place, "N621",
        "this title is %.0f px long and its plot %.0f px, so that the picture grows: \"%.120s\"; write it as a list of "
        "lines, or set a \"limit\"",
        length, upright ? plot->height : plot->width, scene_string(text, SCENE_TEXT_VALUE, 0, ""));
}

static void look_at_legend(const Plot *plot, const SceneMark *legend) {
  Bounds box = scene_mark_bounds(legend, plot->chart->input->fonts);
  if (bounds_is_empty(box)) return;
  bool wide = outgrows(bounds_width(box), plot->width, plot->scene->width);
  if (wide || outgrows(bounds_height(box), plot->height, plot->scene->height))
    messages_note(
        plot->chart->messages, legend->place, "N622",
        "this legend is %.0f × %.0f px and its plot %.0f × %.0f px, so that the picture grows; set its \"columns\", or "
        "show fewer categories",
        bounds_width(box), bounds_height(box), plot->width, plot->height);
}

static void look_inside(const Plot *plot, const SceneGroup *group);

static void look_at_guide(const Plot *plot, const SceneMark *mark) {
  if (!messages_wants_notes(plot->chart->messages)) return;
  if (mark->role == ROLE_LEGEND) look_at_legend(plot, mark);
  bool titled = mark->role == ROLE_TITLE || mark->role == ROLE_AXIS;
  for (size_t i = 0; titled && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++) {
      const SceneMark *inner = mark->groups[i].marks[k];
      if (mark->role == ROLE_TITLE || inner->role == ROLE_AXIS_TITLE) look_at_title(plot, inner);
    }
}

static void look_at(const Plot *plot, const SceneMark *mark) {
  if (mark->type != SCENE_GROUP) {
    if (mark->role == ROLE_MARK) look_at_mark(plot, mark);
    return;
  }
  look_at_guide(plot, mark);
  if (mark->role != ROLE_SCOPE && mark->role != ROLE_FRAME) return;
  for (size_t i = 0; i < mark->count; i++) {
    Plot inner = {plot->chart, plot->scene, scene_number(mark, SCENE_WIDTH, i, 0),
                  scene_number(mark, SCENE_HEIGHT, i, 0)};
    look_inside(&inner, &mark->groups[i]);
  }
}

static void look_inside(const Plot *plot, const SceneGroup *group) {
  for (size_t i = 0; i < group->mark_count; i++) look_at(plot, group->marks[i]);
}

void warn_of_size(const Chart *chart, const Scene *scene) {
  const Plot none = {chart, scene, 0, 0};
  look_at(&none, scene->root);
}
