/* geo/composite_stream.c: everything goes to every part of a composite (d3-geo's multiplex), but not where it cannot be
 * seen.
 *
 * A line whose neighbouring points are less than half a turn apart stays between its westernmost and easternmost point.
 * When that is all outside what a part can show, the part can skip it. So can a polygon, unless it is the outside of
 * its rings: then the south pole is in it. The parts have no tilt, so that the answer is the same for all of them.
 */
#include "geo/pipeline.h"

static const double half_turn = 179; /* degrees, with one to spare */

typedef struct Multiplex {
  GeoStream stream;
  const Projection *projection;
  ClipBuffer lines;   /* the line or polygon so far, degrees */
  ClipBuffer radians; /* the same for a moment */
  bool in_polygon, in_line;
  Pipeline parts[projection_part_count];
} Multiplex;

/* From the westernmost to the easternmost point; false when that range is not conclusive. */
static bool find_span(const ClipBuffer *lines, bool closed, double *west, double *east) {
  *west = INFINITY, *east = -INFINITY;
  for (size_t i = 0; i < lines->piece_count; i++) {
    const ClipPiece *line = &lines->pieces[i];
    if (!line->count) continue;
    double before = lines->points[line->first + (closed ? line->count - 1 : 0)].x;
    for (size_t j = 0; j < line->count; j++) {
      double longitude = lines->points[line->first + j].x, latitude = lines->points[line->first + j].y;
      if (!(fabs(longitude - before) < half_turn) || !(fabs(latitude) <= 90)) return false;
      *west = MIN(*west, longitude), *east = MAX(*east, longitude);
      before = longitude;
    }
  }
  return *west >= -180 && *east <= 180;
}

static ClipInside south_is_inside(Multiplex *all) {
  const ClipBuffer *lines = &all->lines;
  ClipBuffer *radians = &all->radians;
  clip_buffer_empty(radians);
  for (size_t i = 0; i < lines->piece_count; i++) {
    radians->stream.line_start(&radians->stream);
    for (size_t j = 0; j < lines->pieces[i].count; j++) {
      const ClipPoint *point = &lines->points[lines->pieces[i].first + j];
      radians->stream.point(&radians->stream, point->x * GEO_RADIANS, point->y * GEO_RADIANS, 0);
    }
  }
  return clip_polygon_contains_south(radians) ? CLIP_INSIDE : CLIP_OUTSIDE;
}

typedef struct Sight {
  GeoStream *parts[projection_part_count]; /* those that may see it */
  size_t count;
} Sight;

#define SEND(sight, event)                                                                                             \
  for (size_t part = 0; part < (sight)->count; part++) (sight)->parts[part]->event((sight)->parts[part])

/* Each point goes to all parts before the next one, so that their output is interleaved as in d3-geo. */
static void replay(const Multiplex *all, const Sight *sight) {
  if (all->in_polygon) SEND(sight, polygon_start);
  for (size_t i = 0; i < all->lines.piece_count; i++) {
    const ClipPiece *line = &all->lines.pieces[i];
    SEND(sight, line_start);
    for (size_t j = 0; j < line->count; j++) {
      const ClipPoint *point = &all->lines.points[line->first + j];
      for (size_t part = 0; part < sight->count; part++)
        sight->parts[part]->point(sight->parts[part], point->x, point->y, 0);
    }
    SEND(sight, line_end);
  }
  if (all->in_polygon) SEND(sight, polygon_end);
}

static void send_lines(Multiplex *all) {
  double west, east;
  Sight sight = {.count = 0};
  bool has_span = find_span(&all->lines, all->in_polygon, &west, &east);
  ClipInside inside = has_span && all->in_polygon ? south_is_inside(all) : CLIP_UNKNOWN;
  for (size_t i = 0; i < projection_part_count; i++) {
    all->parts[i].sphere.inside = inside;
    if (!has_span || inside == CLIP_INSIDE || composite_part_sees(i, west, east))
      sight.parts[sight.count++] = &all->parts[i].stream;
  }
  replay(all, &sight);
  clip_buffer_empty(&all->lines);
}

static void all_point(GeoStream *stream, double longitude, double latitude, int mark) {
  Multiplex *all = (Multiplex *)stream;
  if (all->in_line) {
    all->lines.stream.point(&all->lines.stream, longitude, latitude, 0);
    return;
  }
  for (size_t i = 0; i < projection_part_count; i++)
    all->parts[i].stream.point(&all->parts[i].stream, longitude, latitude, mark);
}

static void all_line_start(GeoStream *stream) {
  Multiplex *all = (Multiplex *)stream;
  all->in_line = true;
  all->lines.stream.line_start(&all->lines.stream);
}

static void all_line_end(GeoStream *stream) {
  Multiplex *all = (Multiplex *)stream;
  all->in_line = false;
  if (!all->in_polygon) send_lines(all);
}

static void all_polygon_start(GeoStream *stream) { ((Multiplex *)stream)->in_polygon = true; }

static void all_polygon_end(GeoStream *stream) {
  Multiplex *all = (Multiplex *)stream;
  send_lines(all);
  all->in_polygon = false;
}

static void all_sphere(GeoStream *stream) {
  Multiplex *all = (Multiplex *)stream;
  for (size_t i = 0; i < projection_part_count; i++) all->parts[i].stream.sphere(&all->parts[i].stream);
}

static void composite_stream(const Projection *projection, const Geometry *const *members, size_t count,
                             GeoStream *sink) {
  Multiplex all = {.stream = {all_point, all_line_start, all_line_end, all_polygon_start, all_polygon_end, all_sphere},
                   .projection = projection,
                   .lines = clip_buffer(),
                   .radians = clip_buffer()};
  for (size_t i = 0; i < projection_part_count; i++) pipeline_begin(&all.parts[i], &projection->parts[i], sink);
  for (size_t i = 0; i < count; i++) geo_stream(members[i], &all.stream);
  for (size_t i = 0; i < projection_part_count; i++) pipeline_end(&all.parts[i]);
  clip_buffer_free(&all.lines);
  clip_buffer_free(&all.radians);
}

void projection_stream(const Projection *projection, const Geometry *const *members, size_t count, GeoStream *sink) {
  if (projection->type->family == PROJECTION_COMPOSITE) {
    composite_stream(projection, members, count, sink);
    return;
  }
  Pipeline pipeline;
  pipeline_begin(&pipeline, projection, sink);
  for (size_t i = 0; i < count; i++) geo_stream(members[i], &pipeline.stream);
  pipeline_end(&pipeline);
}
