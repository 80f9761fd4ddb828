/* vegalite/chart/total.c: see total.h.
 *
 * The total is a function of the factor ("stretch") that has no formula: with a wider plot an axis has other ticks, whose labels
 * take other margins; labels that overlap are left out; a title that is wider than the plot decides alone. So the layout is tried.
 * Between such steps the total is a straight line, so that the third or fourth trial is usually exact. A trial costs little: tables,
 * cells and domains are those of the chart (frames_resized()), and it has no marks, which rarely stick out further than the axes.
 * The result is measured once with marks; only if they do stick out, the search goes on with them.
 *
 *   solve()    one direction: a bracket [low, high] of factors, too small and too large, narrowed by secants
 *   search()   both, in turns, if both are asked for: a wider plot has fewer labels, so that the x axis may be less high
 *
 * Places that depend on the plots are not rounded to whole px (LayoutCanvas.exact). Where the total still jumps over the size asked
 * for, as when one more label finds space, the largest layout that is smaller is taken, and the canvas is made as large as asked: the
 * difference is less than a label and stays empty.
 *
 * Example: 300 px of plot with 41 px around it are to be 321.26 px. factor 1 gives 341, 0.942 gives 323.6, and the line through
 * both 0.934, that is 280.26 px and 321.26.
 */
#include "vegalite/chart/total.h"
#include "base/length.h"
#include "vegalite/chart/frames.h"
#include "vegalite/chart/make_scene.h"
#include <math.h>

/* px; 0.01 mm are 0.038. */
static const double EXACT = 0.004;
/* px: a narrower plot shows nothing. The largest plot of a chart is at least so wide. */
static const double PLOT_LEAST = 10;
/* px: no plot becomes larger. A chart that is not large enough with such plots does not grow. */
static const double PLOT_MOST = 32767;
enum { TRIALS_MAX = 60, ROUNDS_MAX = 8 };

typedef struct Total {
  Chart *chart;
  LayoutCanvas canvas; /* of a trial: as large as it comes */
  FrameSizes sizes;    /* of the last trial */
  double asked[2];     /* px along x and y, without padding; 0: as it comes */
  double padding[2];
  bool tied;       /* both directions have one factor */
  bool marks;      /* trials have marks */
  double least[2]; /* the smallest factors */
  double most[2];  /* the largest */
  double total[2]; /* of the last trial, without padding */
  bool jumps[2];   /* the total jumps over the size asked for: less than it is as near as can be */
  Scene *scene;
  LayoutFit fit;
} Total;

static double *factor(Total *total, int axis) { return axis ? &total->sizes.stretch.y : &total->sizes.stretch.x; }

static bool goes_on(const Total *total) {
  return !arena_is_cancelled(total->chart->arena) && messages_error_count(total->chart->messages) == 0;
}

/* Lays the chart out with the factors in `sizes`. */
static void try_sizes(Total *total) {
  Chart *chart = total->chart;
  chart->frames = frames_resized(chart, total->sizes, chart->frames);
  total->scene = make_scene(chart, total->marks);
  if (!goes_on(total)) return;
  total->fit = layout_fit(total->scene, &total->canvas, 0, 0, chart->input->fonts);
  total->total[0] = total->fit.canvas_width;
  total->total[1] = total->fit.canvas_height;
}

/* How much larger than asked for the chart is along one axis with that factor, px. */
static double excess_at(Total *total, int axis, double by) {
  total->jumps[axis] = false;
  *factor(total, axis) = by;
  if (total->tied) *factor(total, !axis) = by;
  try_sizes(total);
  return total->total[axis] - total->asked[axis];
}

/* A factor and what it comes to. */
typedef struct Trial {
  double by, excess; /* px */
} Trial;

static Trial try_factor(Total *total, int axis, double by) {
  Trial trial = {by, 0};
  trial.excess = excess_at(total, axis, by);
  return trial;
}

/* Where the line through two trials meets the size asked for; NaN if it does not. */
static double secant(Trial a, Trial b) {
  double meets = a.by - a.excess * (b.by - a.by) / (b.excess - a.excess);
  return isfinite(meets) ? meets : (double)NAN;
}

/* A factor that gives another sign than `from`, whose excess is not 0, or the least one; `before`: the trial before it. */
static double step_across(const Total *total, int axis, Trial from, Trial before, int count) {
  double by = count == 0 ? from.by * total->asked[axis] / (total->asked[axis] + from.excess) : secant(before, from);
  bool larger = from.excess < 0;
  if (!(larger ? by > from.by : by < from.by)) by = larger ? from.by * 2 : from.by / 2;
  /* a little further, since a line is seldom met from the wrong side */
  if (count > 2) by = larger ? by * 1.05 : by / 1.05;
  return fmax(total->least[axis], fmin(fmin(by, from.by * 64), total->most[axis]));
}

/* Narrows a bracket until the excess is next to nothing, or jumps; leaves the chart laid out with the result. */
static void narrow(Total *total, int axis, Trial low, Trial high) {
  int last = 0, streak = 0; /* which end was replaced, and how often in a row */
  for (int i = 0; i < TRIALS_MAX && goes_on(total); i++) {
    if ((high.by - low.by) * (total->asked[axis] / low.by) < EXACT) break;
    double by = secant(low, high);
    if (streak >= 2 || !(by > low.by && by < high.by)) by = (low.by + high.by) / 2;
    Trial trial = try_factor(total, axis, by);
    if (fabs(trial.excess) <= EXACT) return;
    int end = trial.excess < 0 ? -1 : 1;
    streak = end == last ? streak + 1 : 1;
    last = end;
    *(end < 0 ? &low : &high) = trial;
  }
  try_factor(total, axis, low.by);
  total->jumps[axis] = true;
}

/* Finds the factor along one axis; false if not even the least one fits. */
static bool solve(Total *total, int axis) {
  Trial at = try_factor(total, axis, *factor(total, axis)), before = at;
  for (int i = 0; i < TRIALS_MAX && goes_on(total); i++) {
    if (fabs(at.excess) <= EXACT) return true;
    if (at.excess > 0 && at.by <= total->least[axis]) return false;
    if (at.excess < 0 && at.by >= total->most[axis]) break;
    Trial next = try_factor(total, axis, step_across(total, axis, at, before, i));
    if (fabs(next.excess) <= EXACT) return true;
    if ((next.excess > 0) != (at.excess > 0)) {
      narrow(total, axis, at.excess < 0 ? at : next, at.excess < 0 ? next : at);
      return true;
    }
    before = at;
    at = next;
  }
  if (at.excess > 0) return false;
  try_factor(total, axis, 1); /* nothing in it grows: the rest stays empty */
  return true;
}

static bool fits(const Total *total, int axis) {
  double excess = total->total[axis] - total->asked[axis];
  return total->asked[axis] == 0 || fabs(excess) <= EXACT || (excess < 0 && total->jumps[axis]);
}

/* Both directions, where both are asked for; -1, or the axis along which nothing fits. */
static int search(Total *total) {
  for (int round = 0; round < ROUNDS_MAX && goes_on(total); round++) {
    for (int axis = 0; axis < 2; axis++)
      if ((round == 0 || !fits(total, axis)) && total->asked[axis] > 0 && !solve(total, axis) && goes_on(total))
        return axis;
    if (fits(total, 0) && fits(total, 1)) break;
  }
  /* they never agree: smaller in both, which leaves some of the canvas empty */
  for (int i = 0; i < TRIALS_MAX && goes_on(total); i++) {
    bool over[2] = {total->asked[0] > 0 && total->total[0] > total->asked[0] + EXACT,
                    total->asked[1] > 0 && total->total[1] > total->asked[1] + EXACT};
    if (!over[0] && !over[1]) break;
    for (int axis = 0; axis < 2; axis++)
      if (over[axis]) *factor(total, axis) = fmax(total->least[axis], *factor(total, axis) * 0.99);
    try_sizes(total);
  }
  return -1;
}

/* The largest plot along an axis, px. */
static double largest_plot(const SceneMark *mark, SceneChannelId side) {
  double largest = 0;
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++) {
    if (mark->role == ROLE_FRAME || mark->role == ROLE_SCOPE) largest = fmax(largest, scene_number(mark, side, i, 0));
    for (size_t k = 0; k < mark->groups[i].mark_count; k++)
      largest = fmax(largest, largest_plot(mark->groups[i].marks[k], side));
  }
  return largest;
}

static double least_factor(const Scene *scene, SceneChannelId side) {
  double largest = largest_plot(scene->root, side);
  return largest > PLOT_LEAST ? PLOT_LEAST / largest : 1;
}

static double most_factor(const Scene *scene, SceneChannelId side) {
  return PLOT_MOST / fmax(1, largest_plot(scene->root, side));
}

/* Whether only the width, or the height, of a single view is free. */
static bool is_container(const Json *size) { return json_is_string(size, "container"); }

static void report(const Total *total, int axis) {
  const ChartInput *input = total->chart->input;
  static const char *const names[] = {"width", "height"};
  double px = total->total[axis] + total->padding[axis], asked = total->asked[axis] + total->padding[axis];
  messages_error(total->chart->messages, input->size_place, "E475",
                 "the chart does not fit into a %s of %.4g mm; it needs at least %.2f mm", names[axis],
                 length_to_mm(asked), ceil(length_to_mm(px) * 100) / 100);
}

static Total begin(Chart *chart, const Scene *scene, const LayoutCanvas *canvas) {
  const ChartInput *input = chart->input;
  Total total = {.chart = chart, .canvas = *canvas, .sizes = frames_sizes(chart->frames)};
  total.canvas.autosize = "pad";
  total.canvas.contains_padding = false;
  total.canvas.fit = NULL;
  total.canvas.exact = true;
  total.padding[0] = canvas->padding_left + canvas->padding_right;
  total.padding[1] = canvas->padding_top + canvas->padding_bottom;
  total.asked[0] = input->width > 0 ? fmax(1, input->width - total.padding[0]) : 0;
  total.asked[1] = input->height > 0 ? fmax(1, input->height - total.padding[1]) : 0;
  const View *root = chart->spec->root;
  bool x = is_container(root->width), y = is_container(root->height);
  bool alone = root->kind == VIEW_UNIT || root->kind == VIEW_LAYER;
  total.tied = !(input->width > 0 && input->height > 0) && !(alone && x != y && (input->width > 0) == x);
  total.least[0] = least_factor(scene, SCENE_WIDTH);
  total.least[1] = least_factor(scene, SCENE_HEIGHT);
  total.most[0] = most_factor(scene, SCENE_WIDTH);
  total.most[1] = most_factor(scene, SCENE_HEIGHT);
  if (total.tied) total.most[0] = total.most[1] = fmax(1, fmin(total.most[0], total.most[1]));
  return total;
}

bool total_fit(Chart *chart, Scene **scene, LayoutCanvas *canvas) {
  Total total = begin(chart, *scene, canvas);
  int wrong = search(&total);
  total.marks = true;
  if (goes_on(&total)) try_sizes(&total);
  if (goes_on(&total) && (wrong >= 0 || !fits(&total, 0) || !fits(&total, 1))) wrong = search(&total);
  if (!goes_on(&total)) return false;
  if (wrong < 0 && chart->input->width > 0 && chart->input->width < total.padding[0]) wrong = 0;
  if (wrong < 0 && chart->input->height > 0 && chart->input->height < total.padding[1]) wrong = 1;
  if (wrong >= 0) {
    report(&total, wrong);
    return false;
  }
  LayoutFit *fit = arena_new(chart->arena, LayoutFit);
  *fit = total.fit;
  if (total.asked[0] > 0) fit->canvas_width = total.asked[0];
  if (total.asked[1] > 0) fit->canvas_height = total.asked[1];
  *scene = total.scene;
  *canvas = total.canvas;
  canvas->fit = fit;
  return true;
}
