/* render/outline.h: paths of straight lines as cairo keeps them, and the edges of what it would fill and stroke.
 *
 * With coverage.h this is cairo's way from a path to coverage (cairo-path-fixed.c, cairo-path-fill.c, cairo-path-stroke-polygon.c), without
 * what belongs to one surface: so threads can do it for many outlines at the same time.
 */
#pragma once
#include "render/coverage.h"
#include "render/pixel_box.h"
#include "scene/path.h"

/* From the path's coordinates to those of its group and, with cairo's matrix, to device px. */
typedef struct OutlinePlace {
  double item_x, item_y, scale, x, y;
} OutlinePlace;

typedef struct OutlinePart {
  size_t first, count; /* points, without the repeated first of a closed one */
  bool closed;
} OutlinePart;

typedef struct Outline {
  FixedPoint *points;
  size_t point_count;
  OutlinePart *parts;
  size_t part_count;
} Outline;

/* Reads a path. False if it has curves, leaves the box, or has only upright and level lines, for which cairo has another way; `outline` is
 * then to be freed all the same. */
bool outline_read(Outline *outline, const ScenePath *path, OutlinePlace place, PixelBox box);
void outline_free(Outline *outline);

void outline_fill_edges(const Outline *outline, Edges *edges);

typedef struct OutlinePen {
  double half_width, scale; /* px; device px per px */
  bool is_device;           /* cairo's matrix is the identity */
  double miter_limit;
  bool miter, square; /* else bevel joins and butt caps; round ones are left to cairo */
} OutlinePen;
void outline_stroke_edges(const Outline *outline, const OutlinePen *pen, Edges *edges);
