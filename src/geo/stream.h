/* geo/stream.h: coordinates on their way from the sphere to the page.
 *
 * A projection is a row of stages (rotate, clip, resample, project, clip again), each of which is a GeoStream that
 * writes to the next, as d3-geo has it. A stage embeds a GeoStream as its first member and lives on the stack of the
 * drawing function.
 */
#pragma once
#include "geo/geometry.h"

typedef struct GeoStream GeoStream;
struct GeoStream {
  /* `mark`: set by clipping stages (geo/clip.h); 0 otherwise. */
  void (*point)(GeoStream *stream, double x, double y, int mark);
  void (*line_start)(GeoStream *stream);
  void (*line_end)(GeoStream *stream);
  void (*polygon_start)(GeoStream *stream);
  void (*polygon_end)(GeoStream *stream);
  void (*sphere)(GeoStream *stream);
};

/* Sends `geometry` (NULL: nothing). Rings come without their last point, which repeats the first. */
void geo_stream(const Geometry *geometry, GeoStream *to);
