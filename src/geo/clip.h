/* geo/clip.h: cutting lines and polygons: on the sphere at the antimeridian or a circle, on the page at a rectangle.
 *
 * Polygons are cut in two steps, as in d3-geo: each ring becomes the pieces of it that are visible, and the pieces
 * are joined again along the edge of the region.
 */
#pragma once
#include "geo/sphere.h"
#include "geo/stream.h"

/* `mark` is not 0 if the point is on a clip edge. */
typedef struct ClipPoint {
  double x, y;
  int mark;
} ClipPoint;

typedef struct ClipPiece {
  size_t first, count; /* points */
} ClipPiece;

/* Lines kept for later. Owns its memory; free with clip_buffer_free(). */
typedef struct ClipBuffer {
  GeoStream stream; /* what is sent here is kept */
  ClipPoint *points;
  ClipPiece *pieces;
  size_t point_count, point_room, piece_count, piece_room;
} ClipBuffer;
ClipBuffer clip_buffer(void);
void clip_buffer_free(ClipBuffer *buffer);
void clip_buffer_empty(ClipBuffer *buffer);
/* Drops piece `from` and those after it. */
void clip_buffer_cut(ClipBuffer *buffer, size_t from);
/* Puts piece `from` after the last one. */
void clip_buffer_rejoin(ClipBuffer *buffer, size_t from);

/* The edge of a region. `from` NULL: all around. `direction` 1 or -1. */
typedef struct ClipEdge ClipEdge;
struct ClipEdge {
  double (*compare)(const ClipEdge *edge, const ClipPoint *a, const ClipPoint *b); /* order along the edge */
  void (*interpolate)(const ClipEdge *edge, const ClipPoint *from, const ClipPoint *to, int direction,
                      GeoStream *to_stream);
};
/* Closes the pieces along the edge into rings. May move end points by a hair. */
void clip_rejoin(ClipBuffer *pieces, const ClipEdge *edge, bool start_inside, GeoStream *sink);

bool clip_points_equal(const ClipPoint *a, const ClipPoint *b);

/* A line being cut: what the region must remember of the points before. */
typedef struct ClipLine {
  const struct ClipRegion *region;
  GeoStream *sink;
  ClipPoint previous;
  double sign; /* antimeridian: the side of the previous point */
  int code;    /* circle: on which sides the previous point is outside */
  bool any;    /* there is a previous point */
  bool was_visible, first_visible;
  int clean; /* 1: not cut so far */
} ClipLine;

/* A part of the sphere. */
typedef struct ClipRegion {
  ClipEdge edge;
  bool (*visible)(const struct ClipRegion *region, double longitude, double latitude);
  void (*line_start)(ClipLine *line);
  void (*line_point)(ClipLine *line, double longitude, double latitude);
  void (*line_end)(ClipLine *line);
  int (*line_clean)(const ClipLine *line); /* bit 0: never cut; bit 1: first and last piece belong together */
  bool (*contains_start)(const struct ClipRegion *region, const ClipBuffer *rings);
  double radius, cos_radius; /* circle */
  bool small;                /* less than a hemisphere */
} ClipRegion;
ClipRegion clip_antimeridian(void);
ClipRegion clip_circle(double radius);
/* A circle around (0, 0) from one point of it to another, or all of it. */
void clip_circle_stream(double radius, double step, int direction, const ClipPoint *from, const ClipPoint *to,
                        GeoStream *stream);

/* Does the polygon hold the point? Rings run clockwise around what they hold (d3-geo's winding). */
bool clip_polygon_contains(const ClipBuffer *rings, double longitude, double latitude);
/* The same for the south pole. */
bool clip_polygon_contains_south(const ClipBuffer *rings);

/* Whether the region's start is in a polygon, where that is known beforehand. */
typedef enum ClipInside { CLIP_UNKNOWN, CLIP_INSIDE, CLIP_OUTSIDE } ClipInside;

/* The stage that cuts on the sphere. */
typedef struct ClipSphere {
  GeoStream stream;
  const ClipRegion *region;
  GeoStream *sink;
  ClipLine line, ring_line;
  ClipBuffer rings, pieces;
  size_t ring_piece; /* the first piece of this ring */
  bool in_polygon, in_line, started;
  ClipInside inside; /* of the next polygon */
} ClipSphere;
void clip_sphere_begin(ClipSphere *clip, const ClipRegion *region, GeoStream *sink);
void clip_sphere_end(ClipSphere *clip);

/* The stage that cuts on the page. */
typedef struct ClipRectangle {
  GeoStream stream;
  ClipEdge edge;
  GeoStream *sink, *active;
  double x0, y0, x1, y1;
  ClipBuffer rings, pieces;
  size_t ring_piece;
  double first_x, first_y, previous_x, previous_y;
  bool first_visible, previous_visible, is_first, in_polygon, in_line, clean;
} ClipRectangle;
void clip_rectangle_begin(ClipRectangle *clip, const double extent[4], GeoStream *sink);
void clip_rectangle_end(ClipRectangle *clip);
