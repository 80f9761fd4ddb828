/* geo/clip_sphere.c: the stage that cuts what comes to a region of the sphere (d3-geo's clip). */
#include "geo/clip.h"

static void clip_point(GeoStream *stream, double longitude, double latitude, int mark) {
  ClipSphere *clip = (ClipSphere *)stream;
  (void)mark;
  if (clip->in_polygon) {
    clip->rings.stream.point(&clip->rings.stream, longitude, latitude, 0);
    clip->region->line_point(&clip->ring_line, longitude, latitude);
  } else if (clip->in_line) {
    clip->region->line_point(&clip->line, longitude, latitude);
  } else if (clip->region->visible(clip->region, longitude, latitude)) {
    clip->sink->point(clip->sink, longitude, latitude, 0);
  }
}

static void clip_line_start(GeoStream *stream) {
  ClipSphere *clip = (ClipSphere *)stream;
  if (!clip->in_polygon) {
    clip->in_line = true;
    clip->region->line_start(&clip->line);
    return;
  }
  clip->rings.stream.line_start(&clip->rings.stream);
  clip->ring_piece = clip->pieces.piece_count;
  clip->region->line_start(&clip->ring_line);
}

static void start_polygon(ClipSphere *clip) {
  if (!clip->started) clip->sink->polygon_start(clip->sink);
  clip->started = true;
}

/* A ring that was not cut goes on as it is. */
static void send_ring(ClipSphere *clip, const ClipPiece *ring) {
  if (ring->count < 2) return;
  start_polygon(clip);
  clip->sink->line_start(clip->sink);
  for (size_t i = 0; i + 1 < ring->count; i++) {
    const ClipPoint *point = &clip->pieces.points[ring->first + i];
    clip->sink->point(clip->sink, point->x, point->y, 0);
  }
  clip->sink->line_end(clip->sink);
}

static void ring_end(ClipSphere *clip) {
  const ClipPiece *ring = &clip->rings.pieces[clip->rings.piece_count - 1];
  if (ring->count) {
    ClipPoint first = clip->rings.points[ring->first];
    clip->region->line_point(&clip->ring_line, first.x, first.y);
  }
  clip->region->line_end(&clip->ring_line);
  int clean = clip->region->line_clean(&clip->ring_line);
  size_t pieces = clip->pieces.piece_count - clip->ring_piece;
  if (!pieces) return;
  if (clean & 1) {
    send_ring(clip, &clip->pieces.pieces[clip->ring_piece]);
    clip_buffer_cut(&clip->pieces, clip->ring_piece);
  } else if (pieces > 1 && clean & 2) {
    clip_buffer_rejoin(&clip->pieces, clip->ring_piece);
  }
}

static void clip_line_end(GeoStream *stream) {
  ClipSphere *clip = (ClipSphere *)stream;
  if (clip->in_polygon) {
    ring_end(clip);
  } else {
    clip->in_line = false;
    clip->region->line_end(&clip->line);
  }
}

static void clip_polygon_start(GeoStream *stream) {
  ClipSphere *clip = (ClipSphere *)stream;
  clip->in_polygon = true;
  clip_buffer_empty(&clip->rings);
  clip_buffer_empty(&clip->pieces);
}

static bool any_piece(const ClipBuffer *pieces) {
  for (size_t i = 0; i < pieces->piece_count; i++)
    if (pieces->pieces[i].count > 1) return true;
  return false;
}

static void send_edge(ClipSphere *clip) {
  clip->sink->line_start(clip->sink);
  clip->region->edge.interpolate(&clip->region->edge, NULL, NULL, 1, clip->sink);
  clip->sink->line_end(clip->sink);
}

static void clip_polygon_end(GeoStream *stream) {
  ClipSphere *clip = (ClipSphere *)stream;
  clip->in_polygon = false;
  bool inside = clip->inside == CLIP_UNKNOWN ? clip->region->contains_start(clip->region, &clip->rings)
                                             : clip->inside == CLIP_INSIDE;
  if (any_piece(&clip->pieces)) {
    start_polygon(clip);
    clip_rejoin(&clip->pieces, &clip->region->edge, inside, clip->sink);
  } else if (inside) {
    start_polygon(clip);
    send_edge(clip);
  }
  if (clip->started) clip->sink->polygon_end(clip->sink);
  clip->started = false;
}

static void clip_whole(GeoStream *stream) {
  ClipSphere *clip = (ClipSphere *)stream;
  clip->sink->polygon_start(clip->sink);
  send_edge(clip);
  clip->sink->polygon_end(clip->sink);
}

void clip_sphere_begin(ClipSphere *clip, const ClipRegion *region, GeoStream *sink) {
  *clip = (ClipSphere){
      .stream = {clip_point, clip_line_start, clip_line_end, clip_polygon_start, clip_polygon_end, clip_whole},
      .region = region,
      .sink = sink,
      .line = {.region = region, .sink = sink},
      .rings = clip_buffer(),
      .pieces = clip_buffer(),
  };
  clip->ring_line = (ClipLine){.region = region, .sink = &clip->pieces.stream};
}

void clip_sphere_end(ClipSphere *clip) {
  clip_buffer_free(&clip->rings);
  clip_buffer_free(&clip->pieces);
}
