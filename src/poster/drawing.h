/* poster/drawing.h: adds simple shapes to a group of the scene: boxes, lines, dots, outlines. */
#pragma once
#include "scene/path.h"

typedef struct Pen {
  Rgba stroke, fill; /* alpha < 0: none */
  double width;      /* px of the stroke */
  double dash;       /* px of each dash and gap; 0: solid */
} Pen;
static inline Pen pen_fill(Rgba color) { return (Pen){.stroke = {.a = -1}, .fill = color}; }
static inline Pen pen_stroke(Rgba color, double width) {
  return (Pen){.stroke = color, .fill = {.a = -1}, .width = width};
}

/* None of them does anything if `group` is NULL. */
void poster_draw_rect(Arena *arena, SceneGroup *group, Pen pen, double x, double y, double width, double height);
void poster_draw_line(Arena *arena, SceneGroup *group, Pen pen, double x1, double y1, double x2, double y2);
void poster_draw_dot(Arena *arena, SceneGroup *group, Pen pen, double x, double y, double radius);
void poster_draw_path(Arena *arena, SceneGroup *group, Pen pen, const char *svg_path);
/* A group at (x, y) inside `group`; NULL if `group` is NULL. */
SceneGroup *poster_draw_group(Arena *arena, SceneGroup *group, double x, double y, const char *name);
