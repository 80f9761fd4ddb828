/* geo/pipeline.c: the stages of a projection, one after the other: degrees → rotated radians → cut on the sphere →
 * px, with points added → cut on the page. */
#include "geo/pipeline.h"

static void pipeline_point(GeoStream *stream, double longitude, double latitude, int mark) {
  Pipeline *pipeline = (Pipeline *)stream;
  (void)mark;
  longitude *= GEO_RADIANS;
  latitude *= GEO_RADIANS;
  geo_rotate(&pipeline->projection->rotation, &longitude, &latitude);
  pipeline->next->point(pipeline->next, longitude, latitude, 0);
}

static void plane_point(GeoStream *stream, double x, double y, int mark) {
  Pipeline *pipeline = (Pipeline *)stream;
  (void)mark;
  pipeline->projection->project.run(&pipeline->projection->project, x, y, &x, &y);
  pipeline->next->point(pipeline->next, x, y, 0);
}

static void next_line_start(GeoStream *stream) {
  GeoStream *next = ((Pipeline *)stream)->next;
  next->line_start(next);
}

static void next_line_end(GeoStream *stream) {
  GeoStream *next = ((Pipeline *)stream)->next;
  next->line_end(next);
}

static void next_polygon_start(GeoStream *stream) {
  GeoStream *next = ((Pipeline *)stream)->next;
  next->polygon_start(next);
}

static void next_polygon_end(GeoStream *stream) {
  GeoStream *next = ((Pipeline *)stream)->next;
  next->polygon_end(next);
}

static void next_sphere(GeoStream *stream) {
  GeoStream *next = ((Pipeline *)stream)->next;
  next->sphere(next);
}

void pipeline_begin(Pipeline *pipeline, const Projection *projection, GeoStream *sink) {
  bool plane = projection->type->family == PROJECTION_IDENTITY;
  pipeline->stream = (GeoStream){plane ? plane_point : pipeline_point,
                                 next_line_start,
                                 next_line_end,
                                 next_polygon_start,
                                 next_polygon_end,
                                 next_sphere};
  pipeline->projection = projection;
  clip_rectangle_begin(&pipeline->rectangle, projection->clip, sink);
  if (projection->has_clip) sink = &pipeline->rectangle.stream;
  resample_begin(&pipeline->resample, &projection->project, projection->precision2, sink);
  clip_sphere_begin(&pipeline->sphere, &projection->region, &pipeline->resample.stream);
  pipeline->next = plane ? sink : &pipeline->sphere.stream;
}

void pipeline_end(Pipeline *pipeline) {
  clip_sphere_end(&pipeline->sphere);
  clip_rectangle_end(&pipeline->rectangle);
}
