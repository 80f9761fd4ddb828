/* geo/pipeline.c: the stages of a projection, one behind the other: degrees → rotated radians → cut on the sphere → px, with points
 * added → cut on the page. A composite has several rows of them side by side. */
#include "geo/projection_model.h"

typedef struct Pipeline {
  GeoStream stream; /* turns degrees into the rotated sphere */
  const Projection *projection;
  GeoStream *next;
  ClipSphere sphere;
  Resample resample;
  ClipRectangle rectangle;
} Pipeline;

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

static void pipeline_begin(Pipeline *pipeline, const Projection *projection, GeoStream *sink) {
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

static void pipeline_end(Pipeline *pipeline) {
  clip_sphere_end(&pipeline->sphere);
  clip_rectangle_end(&pipeline->rectangle);
}

/* Everything goes to every part. */
typedef struct Multiplex {
  GeoStream stream;
  Pipeline parts[projection_part_count];
} Multiplex;

static void all_point(GeoStream *stream, double x, double y, int mark) {
  Multiplex *all = (Multiplex *)stream;
  for (size_t i = 0; i < projection_part_count; i++) all->parts[i].stream.point(&all->parts[i].stream, x, y, mark);
}

#define SEND_TO_ALL(event)                                                                                             \
  static void all_##event(GeoStream *stream) {                                                                         \
    Multiplex *all = (Multiplex *)stream;                                                                              \
    for (size_t i = 0; i < projection_part_count; i++) all->parts[i].stream.event(&all->parts[i].stream);              \
  }
SEND_TO_ALL(line_start)
SEND_TO_ALL(line_end)
SEND_TO_ALL(polygon_start)
SEND_TO_ALL(polygon_end)
SEND_TO_ALL(sphere)

void projection_stream(const Projection *projection, const Geometry *const *members, size_t count, GeoStream *sink) {
  bool composite = projection->type->family == PROJECTION_COMPOSITE;
  Multiplex all = {.stream = {all_point, all_line_start, all_line_end, all_polygon_start, all_polygon_end, all_sphere}};
  size_t parts = composite ? projection_part_count : 1;
  for (size_t i = 0; i < parts; i++)
    pipeline_begin(&all.parts[i], composite ? &projection->parts[i] : projection, sink);
  GeoStream *head = composite ? &all.stream : &all.parts[0].stream;
  for (size_t i = 0; i < count; i++) geo_stream(members[i], head);
  for (size_t i = 0; i < parts; i++) pipeline_end(&all.parts[i]);
}
