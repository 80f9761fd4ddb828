/* geo/sink.c: see sink.h (d3-geo's path context and bounds). */
#include "geo/sink.h"
#include <math.h>

static void path_point(GeoStream *stream, double x, double y, int mark) {
  PathSink *path = (PathSink *)stream;
  (void)mark;
  if (!isfinite(x) || !isfinite(y)) return;
  if (!path->in_line)
    path->to->point(path->to->self, x, y, path->radius);
  else
    (path->is_first ? path->to->move : path->to->line)(path->to->self, x, y);
  path->is_first = false;
}

static void path_line_start(GeoStream *stream) {
  PathSink *path = (PathSink *)stream;
  path->in_line = path->is_first = true;
}

static void path_line_end(GeoStream *stream) {
  PathSink *path = (PathSink *)stream;
  if (path->in_polygon && !path->is_first) path->to->close(path->to->self);
  path->in_line = false;
}

static void path_polygon_start(GeoStream *stream) { ((PathSink *)stream)->in_polygon = true; }
static void path_polygon_end(GeoStream *stream) { ((PathSink *)stream)->in_polygon = false; }

static void nothing(GeoStream *stream) { (void)stream; }

PathSink path_sink(const GeoSink *to, double radius) {
  return (PathSink){
      .stream = {path_point, path_line_start, path_line_end, path_polygon_start, path_polygon_end, nothing},
      .to = to,
      .radius = radius};
}

static void bounds_point(GeoStream *stream, double x, double y, int mark) {
  BoundsSink *bounds = (BoundsSink *)stream;
  (void)mark;
  if (x < bounds->x0) bounds->x0 = x;
  if (x > bounds->x1) bounds->x1 = x;
  if (y < bounds->y0) bounds->y0 = y;
  if (y > bounds->y1) bounds->y1 = y;
}

BoundsSink bounds_sink(void) {
  return (BoundsSink){.stream = {bounds_point, nothing, nothing, nothing, nothing, nothing},
                      .x0 = INFINITY,
                      .y0 = INFINITY,
                      .x1 = -INFINITY,
                      .y1 = -INFINITY};
}
