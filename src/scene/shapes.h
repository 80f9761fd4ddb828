/* scene/shapes.h: outlines of the marks that are not symbols, for the files of this room and the renderers. */
#pragma once
#include "scene/path.h"

/* A channel's number, with NaN treated as unset. */
static inline double scene_number_or(const SceneMark *mark, SceneChannelId id, size_t item, double otherwise) {
  double v = scene_number(mark, id, item, otherwise);
  return v == v ? v : otherwise;
}

/* The fraction of a width or height before the anchor: 0 for left and top, 0.5 for center and middle, 1 for right and
 * bottom. */
double scene_align_fraction(const char *align);

typedef struct Corners {
  double top_left, top_right, bottom_right, bottom_left;
} Corners;
/* Item `item`'s corner radii; true when one of them is not 0. */
bool scene_item_corners(const SceneMark *mark, size_t item, Corners *corners);
/* Width and height, from the far edge where only that is set. */
double scene_item_width(const SceneMark *mark, size_t item);
double scene_item_height(const SceneMark *mark, size_t item);

/* By how much a group's box is moved so that a thin outline of it is sharp. */
double scene_group_offset(const SceneMark *mark, size_t item);

typedef struct ArcShape {
  double start, end, inner, outer, pad, corner;
} ArcShape;
/* A sector or ring as d3-shape's arc() draws it. */
void path_sector(PathBuilder *path, ArcShape arc);

/* A curve through points as d3-shape draws it. */
typedef struct Curve Curve;
/* `interpolate`: Vega's name; NULL or unknown: linear. `tension` NaN: the curve's own. */
Curve *curve_create(PathBuilder *path, const char *interpolate, bool horizontal, double tension, Arena *arena);
void curve_area_start(Curve *curve);
void curve_area_end(Curve *curve);
void curve_line_start(Curve *curve);
void curve_line_end(Curve *curve);
void curve_point(Curve *curve, double x, double y);
