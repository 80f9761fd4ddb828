/* layout/box.h: bounds as vega-scenegraph keeps them: empty ones are inverted extremes that any union overrules. */
#pragma once
#include "scene/scene.h"
#include <float.h>
#include <math.h>

static inline Bounds box_empty(void) { return (Bounds){DBL_MAX, DBL_MAX, -DBL_MAX, -DBL_MAX}; }
static inline bool box_is_empty(Bounds b) { return b.x1 > b.x2 && b.y1 > b.y2; }
static inline Bounds box_make(double x1, double y1, double x2, double y2) {
  return (Bounds){fmin(x1, x2), fmin(y1, y2), fmax(x1, x2), fmax(y1, y2)};
}
static inline void box_add(Bounds *b, double x, double y) {
  if (x < b->x1) b->x1 = x;
  if (y < b->y1) b->y1 = y;
  if (x > b->x2) b->x2 = x;
  if (y > b->y2) b->y2 = y;
}
static inline void box_union(Bounds *b, Bounds other) {
  if (other.x1 < b->x1) b->x1 = other.x1;
  if (other.y1 < b->y1) b->y1 = other.y1;
  if (other.x2 > b->x2) b->x2 = other.x2;
  if (other.y2 > b->y2) b->y2 = other.y2;
}
static inline void box_intersect(Bounds *b, Bounds other) {
  if (other.x1 > b->x1) b->x1 = other.x1;
  if (other.y1 > b->y1) b->y1 = other.y1;
  if (other.x2 < b->x2) b->x2 = other.x2;
  if (other.y2 < b->y2) b->y2 = other.y2;
}
static inline Bounds box_translate(Bounds b, double dx, double dy) {
  return box_is_empty(b) ? b : (Bounds){b.x1 + dx, b.y1 + dy, b.x2 + dx, b.y2 + dy};
}
static inline Bounds box_expand(Bounds b, double by) {
  return box_is_empty(b) ? b : (Bounds){b.x1 - by, b.y1 - by, b.x2 + by, b.y2 + by};
}
static inline double box_width(Bounds b) { return b.x2 - b.x1; }
static inline double box_height(Bounds b) { return b.y2 - b.y1; }
