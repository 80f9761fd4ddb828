/* geo/sink.h: where projected coordinates end: in a path, or in a box around them. */
#pragma once
#include "geo/projection.h"
#include "geo/stream.h"

typedef struct PathSink {
  GeoStream stream;
  const GeoSink *to;
  double radius; /* of points, px */
  bool in_polygon, in_line, is_first;
} PathSink;
PathSink path_sink(const GeoSink *to, double radius);

typedef struct BoundsSink {
  GeoStream stream;
  double x0, y0, x1, y1; /* infinite and turned round when nothing came */
} BoundsSink;
BoundsSink bounds_sink(void);
