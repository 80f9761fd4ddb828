/* render/coverage.h: the share of each pixel that an outline covers, bit by bit as cairo's image surfaces have it.
 *
 * cairo's rasterizer (cairo-tor-scan-converter.c) samples 15 lines in each row of pixels. For each it walks a linked list of the edges that
 * cross the line, and another of the pixels that they touch, and most of its time goes into branches that no processor foresees: an outline of
 * 500 points takes half a millisecond. Here the same numbers are kept in arrays and advanced without branches. Nothing belongs to a
 * thread, so many outlines can be done at the same time.
 *
 * Coordinates are cairo's: 24.8 fixed-point numbers.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <string.h>

typedef struct FixedPoint {
  gint32 x, y;
} FixedPoint;

enum { FIXED_ONE = 256 };
/* px from the origin that no coordinate of an edge may exceed, so that products of them fit. */
enum { COVERAGE_SIDE_MAX = 1 << 13 };

/* To the nearest, and of two the even one: by what adding a large number leaves of the fraction. */
static inline gint32 fixed_from(double v) {
  double shifted = v + 0x1.8p44; /* 1.5 × 2^(52 − 8) */
  gint64 bits;
  memcpy(&bits, &shifted, sizeof bits);
  return (gint32)bits;
}

/* A line between two points, downwards; its position on the next sampled line is x + rest / height. */
typedef struct Edge {
  gint32 top, lines;         /* the first sampled line that it crosses, and how many they are */
  gint32 x, rest;            /* in 1/256 px, and what is left over, in height's units */
  gint32 step, step_rest;    /* to the next line; step_rest ≥ 0 */
  gint32 row_step, row_rest; /* to the next row of pixels; row_rest ≥ 0 */
  gint32 height;             /* of which rest is a part; 2: the edge is vertical */
  gint32 direction;          /* 1: it was drawn downwards; −1: upwards */
} Edge;

/* The edges of an outline, in the order in which they were added; free `items` with g_free(). */
typedef struct Edges {
  Edge *items;
  size_t count, room;
  FixedPoint low, high; /* the box around them */
  bool too_far;         /* one was farther from the origin than COVERAGE_SIDE_MAX; then they are not to be used */
} Edges;

/* With those of another outline forgotten; all 0 before the first. */
void edges_begin(Edges *edges);
/* From `a` to `b`, in that `direction` (1 or −1). */
void edges_add(Edges *edges, FixedPoint a, FixedPoint b, int direction);

/* Coverage of a box of pixels, 0 … 255. */
typedef struct CoverageMask {
  int left, top, width, height; /* device px */
  guint8 *pixels;               /* width × height */
} CoverageMask;

/* The box of pixels around the edges, with no memory yet; empty if there are none. */
CoverageMask coverage_box(const Edges *edges);
/* Fills the mask, whose box must hold all edges, by the nonzero rule. */
void coverage_fill(const Edges *edges, CoverageMask *mask);
