/* layout/print_limits.c: see print_limits.h. */
#include "layout/print_limits.h"
#include <math.h>

typedef struct Check {
  PrintLimits limits;
  Messages *messages;
} Check;

/* What the text or the strokes of a mark are called in a message. */
static const char *const role_names[] = {
    [ROLE_MARK] = NULL,
    [ROLE_FRAME] = "the frame of the view",
    [ROLE_SCOPE] = "the frame of the view",
    [ROLE_AXIS] = "the axis",
    [ROLE_AXIS_GRID] = "grid lines",
    [ROLE_AXIS_TICKS] = "ticks",
    [ROLE_AXIS_LABELS] = "axis labels",
    [ROLE_AXIS_DOMAIN] = "the line of the axis",
    [ROLE_AXIS_TITLE] = "the title of the axis",
    [ROLE_LEGEND] = "the frame of the legend",
    [ROLE_LEGEND_ENTRY] = "the legend",
    [ROLE_LEGEND_SCOPE] = "the legend",
    [ROLE_LEGEND_SYMBOLS] = "symbols of the legend",
    [ROLE_LEGEND_LABELS] = "labels of the legend",
    [ROLE_LEGEND_GRADIENT] = "the gradient of the legend",
    [ROLE_LEGEND_BAND] = "the bands of the legend",
    [ROLE_LEGEND_TITLE] = "the title of the legend",
    [ROLE_TITLE] = "the title",
    [ROLE_TITLE_TEXT] = "the title",
    [ROLE_TITLE_SUBTITLE] = "the subtitle",
    [ROLE_ROW_HEADER] = "headers of rows",
    [ROLE_ROW_FOOTER] = "footers of rows",
    [ROLE_ROW_TITLE] = "the title of the rows",
    [ROLE_COLUMN_HEADER] = "headers of columns",
    [ROLE_COLUMN_FOOTER] = "footers of columns",
    [ROLE_COLUMN_TITLE] = "the title of the columns",
    [ROLE_BACKGROUND] = "the background",
};

static const char *name_of(const SceneMark *mark) {
  const char *name = role_names[mark->role];
  return name ? name : mark->type == SCENE_TEXT ? "a text mark" : scene_type_name(mark->type);
}

static double points(double px) { return px * 72 / 96; }

/* What is the limit when written with two decimals, as 0.333 px for 0.25 pt, is not below it. */
static bool is_below(double px, double limit) { return px > 0 && points(limit) - points(px) >= 0.005; }

static bool is_painted(const SceneMark *mark, SceneChannelId paint, SceneChannelId opacity, size_t item) {
  Paint with = scene_paint(mark, paint, item);
  return (with.kind == PAINT_GRADIENT || (with.kind == PAINT_COLOR && with.color.a > 0)) &&
         scene_number(mark, opacity, item, 1) != 0 && scene_number(mark, SCENE_OPACITY, item, 1) != 0;
}

static void check_text(const Check *check, const SceneMark *mark) {
  double least = INFINITY;
  const char *text = "";
  for (size_t i = 0; i < mark->count; i++) {
    double size = scene_number(mark, SCENE_FONT_SIZE, i, 11);
    const char *value = scene_string(mark, SCENE_TEXT_VALUE, i, "");
    if (!*value || !is_below(size, check->limits.text) || !is_painted(mark, SCENE_FILL, SCENE_FILL_OPACITY, i))
      continue;
    if (size < least) text = value;
    least = fmin(least, size);
  }
  if (isfinite(least))
    messages_warn(check->messages, mark->place, "W478",
                  "%s: text of %.2f pt is smaller than %g pt on a printed page: \"%.60s\"", name_of(mark),
                  points(least), points(check->limits.text), text);
}

/* One path has the stroke of its first item. */
static size_t stroke_count(const SceneMark *mark) {
  bool is_path = mark->type == SCENE_LINE || mark->type == SCENE_AREA || mark->type == SCENE_TRAIL;
  return is_path ? MIN(mark->count, 1) : mark->count;
}

static void check_strokes(const Check *check, const SceneMark *mark) {
  double least = INFINITY;
  for (size_t i = 0; i < stroke_count(mark); i++) {
    double width = scene_number(mark, SCENE_STROKE_WIDTH, i, 1);
    if (is_below(width, check->limits.stroke) && is_painted(mark, SCENE_STROKE, SCENE_STROKE_OPACITY, i))
      least = fmin(least, width);
  }
  if (isfinite(least))
    messages_warn(check->messages, mark->place, "W479",
                  "%s: a stroke of %.2f pt is thinner than %g pt on a printed page", name_of(mark), points(least),
                  points(check->limits.stroke));
}

static void check_mark(const Check *check, const SceneMark *mark) {
  if (mark->hidden) return;
  if (mark->type == SCENE_TEXT) check_text(check, mark);
  check_strokes(check, mark);
  for (size_t i = 0; mark->type == SCENE_GROUP && i < mark->count; i++)
    for (size_t k = 0; k < mark->groups[i].mark_count; k++) check_mark(check, mark->groups[i].marks[k]);
}

void layout_check_print(const Scene *scene, PrintLimits limits, Messages *messages) {
  Check check = {limits, messages};
  check_mark(&check, scene->root);
}
