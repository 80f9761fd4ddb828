/* poster/drawing.c: see poster/drawing.h. */
#include "poster/drawing.h"
#include <math.h>

static void set_pen(Arena *arena, SceneMark *mark, Pen pen) {
  if (pen.fill.a >= 0) scene_set_color(mark, SCENE_FILL, pen.fill);
  if (pen.stroke.a < 0) return;
  scene_set_color(mark, SCENE_STROKE, pen.stroke);
  scene_set_number(mark, SCENE_STROKE_WIDTH, pen.width);
  if (!(pen.dash > 0)) return;
  double *dash = arena_array(arena, double, 3);
  dash[0] = dash[1] = pen.dash;
  dash[2] = NAN;
  mark->channels[SCENE_STROKE_DASH] = (SceneChannel){.state = CHANNEL_CONSTANT, .array = dash};
}

static SceneMark *add(Arena *arena, SceneGroup *group, SceneType type, Pen pen, double x, double y) {
  SceneMark *mark = scene_mark_create(arena, type, ROLE_MARK, 1);
  mark->aria.hidden = true;
  set_pen(arena, mark, pen);
  scene_set_number(mark, SCENE_X, x);
  scene_set_number(mark, SCENE_Y, y);
  scene_group_add(arena, group, mark);
  return mark;
}

void poster_draw_rect(Arena *arena, SceneGroup *group, Pen pen, double x, double y, double width, double height) {
  if (!group) return;
  SceneMark *mark = add(arena, group, SCENE_RECT, pen, x, y);
  scene_set_number(mark, SCENE_WIDTH, width);
  scene_set_number(mark, SCENE_HEIGHT, height);
}

void poster_draw_line(Arena *arena, SceneGroup *group, Pen pen, double x1, double y1, double x2, double y2) {
  if (!group) return;
  SceneMark *mark = add(arena, group, SCENE_RULE, pen, x1, y1);
  scene_set_number(mark, SCENE_X2, x2);
  scene_set_number(mark, SCENE_Y2, y2);
}

void poster_draw_dot(Arena *arena, SceneGroup *group, Pen pen, double x, double y, double radius) {
  if (!group) return;
  SceneMark *mark = add(arena, group, SCENE_SYMBOL, pen, x, y);
  scene_set_number(mark, SCENE_SIZE, 4 * radius * radius); /* Vega: the square of the diameter */
  scene_set_string(mark, SCENE_SHAPE_NAME, "circle");
}

void poster_draw_path(Arena *arena, SceneGroup *group, Pen pen, const char *svg_path) {
  if (!group) return;
  SceneMark *mark = add(arena, group, SCENE_PATH, pen, 0, 0);
  scene_set_string(mark, SCENE_PATH_DATA, svg_path);
}

SceneGroup *poster_draw_group(Arena *arena, SceneGroup *group, double x, double y, const char *name) {
  if (!group) return NULL;
  SceneMark *mark = scene_group_create(arena, ROLE_SCOPE);
  mark->name = name;
  mark->aria.plain = true;
  scene_set_number(mark, SCENE_X, x);
  scene_set_number(mark, SCENE_Y, y);
  scene_group_add(arena, group, mark);
  return &mark->groups[0];
}
