/* scene/box.h: the arithmetic of bounds (vega-scenegraph's Bounds). Empty ones are inverted extremes, which any union overrules. */
#pragma once
#include "scene/scene.h"
#include <float.h>
#include <math.h>

static inline Bounds bounds_empty(void) { return (Bounds){DBL_MAX, DBL_MAX, -DBL_MAX, -DBL_MAX}; }
static inline bool bounds_is_empty(Bounds b) { return b.x1 > b.x2; }
static inline Bounds bounds_make(double x1, double y1, double x2, double y2) {
  return (Bounds){fmin(x1, x2), fmin(y1, y2), fmax(x1, x2), fmax(y1, y2)};
}
static inline void bounds_add(Bounds *b, double x, double y) {
  if (x < b->x1) b->x1 = x;
  if (y < b->y1) b->y1 = y;
  if (x > b->x2) b->x2 = x;
  if (y > b->y2) b->y2 = y;
}
static inline void bounds_union(Bounds *b, Bounds other) {
  if (other.x1 < b->x1) b->x1 = other.x1;
  if (other.y1 < b->y1) b->y1 = other.y1;
  if (other.x2 > b->x2) b->x2 = other.x2;
  if (other.y2 > b->y2) b->y2 = other.y2;
}
static inline void bounds_intersect(Bounds *b, Bounds other) {
  if (other.x1 > b->x1) b->x1 = other.x1;
  if (other.y1 > b->y1) b->y1 = other.y1;
  if (other.x2 < b->x2) b->x2 = other.x2;
  if (other.y2 < b->y2) b->y2 = other.y2;
}
static inline Bounds bounds_translate(Bounds b, double dx, double dy) {
  return bounds_is_empty(b) ? b : (Bounds){b.x1 + dx, b.y1 + dy, b.x2 + dx, b.y2 + dy};
}
static inline Bounds bounds_expand(Bounds b, double by) {
  return bounds_is_empty(b) ? b : (Bounds){b.x1 - by, b.y1 - by, b.x2 + by, b.y2 + by};
}
static inline double bounds_width(Bounds b) { return b.x2 - b.x1; }
static inline double bounds_height(Bounds b) { return b.y2 - b.y1; }
