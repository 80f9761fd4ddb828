/* geo/clip_rectangle.c: the stage that cuts what comes to a rectangle of the page (d3-geo's clipRectangle; lines by
 * Liang and Barsky). */
#include "geo/clip.h"

static const double far_away =
    1e9; /* beyond it coordinates are held back, so that the arithmetic of cutting stays exact enough */

static ClipRectangle *of_edge(const ClipEdge *edge) {
  return (ClipRectangle *)((char *)edge - G_STRUCT_OFFSET(ClipRectangle, edge));
}

static bool visible(const ClipRectangle *clip, double x, double y) {
  return clip->x0 <= x && x <= clip->x1 && clip->y0 <= y && y <= clip->y1;
}

/* The corner at the start (`direction` 1) or end of the side a point is on: 0 left top,
 * 1 right top, 2 right bottom … */
static int corner(const ClipRectangle *clip, const ClipPoint *point, int direction) {
  bool forward = direction > 0;
  if (fabs(point->x - clip->x0) < GEO_EPSILON) return forward ? 0 : 3;
  if (fabs(point->x - clip->x1) < GEO_EPSILON) return forward ? 2 : 1;
  if (fabs(point->y - clip->y0) < GEO_EPSILON) return forward ? 1 : 0;
  return forward ? 3 : 2;
}

static double compare(const ClipEdge *edge, const ClipPoint *a, const ClipPoint *b) {
  const ClipRectangle *clip = of_edge(edge);
  int first = corner(clip, a, 1), second = corner(clip, b, 1);
  if (first != second) return first - second;
  if (first == 0) return b->y - a->y;
  if (first == 1) return a->x - b->x;
  return first == 2 ? a->y - b->y : b->x - a->x;
}

static void interpolate(const ClipEdge *edge, const ClipPoint *from, const ClipPoint *to, int direction,
                        GeoStream *out) {
  const ClipRectangle *clip = of_edge(edge);
  int at = 0, last = 0;
  if (from) {
    at = corner(clip, from, direction);
    last = corner(clip, to, direction);
    if (at == last && (compare(edge, from, to) < 0) == (direction > 0)) {
      out->point(out, to->x, to->y, 0);
      return;
    }
  }
  do {
    out->point(out, at == 0 || at == 3 ? clip->x0 : clip->x1, at > 1 ? clip->y1 : clip->y0, 0);
    at = (at + direction + 4) % 4;
  } while (at != last);
}

/* Leaves of `from`..`to` (shares of the line) what is before or after one side; false when nothing does. */
static bool cut_side(double distance, double step, bool lower, double *from, double *to) {
  if (step == 0) return lower ? !(distance > 0) : !(distance < 0);
  if (isnan(step)) return false;
  double share = distance / step;
  if ((step < 0) == lower) {
    if (share < *from) return false;
    if (share < *to) *to = share;
  } else {
    if (share > *to) return false;
    if (share > *from) *from = share;
  }
  return true;
}

static bool cut_line(const ClipRectangle *clip, ClipPoint *a, ClipPoint *b) {
  double from = 0, to = 1, x = a->x, y = a->y, dx = b->x - x, dy = b->y - y;
  if (!cut_side(clip->x0 - x, dx, true, &from, &to) || !cut_side(clip->x1 - x, dx, false, &from, &to) ||
      !cut_side(clip->y0 - y, dy, true, &from, &to) || !cut_side(clip->y1 - y, dy, false, &from, &to))
    return false;
  if (from > 0) a->x = x + from * dx, a->y = y + from * dy;
  if (to < 1) b->x = x + to * dx, b->y = y + to * dy;
  return true;
}

static void line_point(ClipRectangle *clip, double x, double y) {
  GeoStream *out = clip->active;
  bool is_visible = visible(clip, x, y);
  if (clip->in_polygon) clip->rings.stream.point(&clip->rings.stream, x, y, 0);
  if (clip->is_first) {
    clip->first_x = x, clip->first_y = y, clip->first_visible = is_visible;
    clip->is_first = false;
    if (is_visible) {
      out->line_start(out);
      out->point(out, x, y, 0);
    }
  } else if (is_visible && clip->previous_visible) {
    out->point(out, x, y, 0);
  } else {
    ClipPoint a = {CLAMP(clip->previous_x, -far_away, far_away), CLAMP(clip->previous_y, -far_away, far_away), 0};
    ClipPoint b = {x = CLAMP(x, -far_away, far_away), y = CLAMP(y, -far_away, far_away), 0};
    if (cut_line(clip, &a, &b)) {
      if (!clip->previous_visible) {
        out->line_start(out);
        out->point(out, a.x, a.y, 0);
      }
      out->point(out, b.x, b.y, 0);
      if (!is_visible) out->line_end(out);
      clip->clean = false;
    } else if (is_visible) {
      out->line_start(out);
      out->point(out, x, y, 0);
      clip->clean = false;
    }
  }
  clip->previous_x = x, clip->previous_y = y, clip->previous_visible = is_visible;
}

static void clip_point(GeoStream *stream, double x, double y, int mark) {
  ClipRectangle *clip = (ClipRectangle *)stream;
  (void)mark;
  if (clip->in_line)
    line_point(clip, x, y);
  else if (visible(clip, x, y))
    clip->active->point(clip->active, x, y, 0);
}

static void clip_line_start(GeoStream *stream) {
  ClipRectangle *clip = (ClipRectangle *)stream;
  if (clip->in_polygon) clip->rings.stream.line_start(&clip->rings.stream);
  clip->ring_piece = clip->pieces.piece_count;
  clip->in_line = clip->is_first = true;
  clip->previous_visible = clip->first_visible = false;
}

static void clip_line_end(GeoStream *stream) {
  ClipRectangle *clip = (ClipRectangle *)stream;
  clip->in_line = false;
  if (clip->is_first) return;
  if (clip->in_polygon) {
    line_point(clip, clip->first_x, clip->first_y);
    if (clip->first_visible && clip->previous_visible && clip->pieces.piece_count - clip->ring_piece > 1)
      clip_buffer_rejoin(&clip->pieces, clip->ring_piece);
  }
  if (clip->previous_visible) clip->active->line_end(clip->active);
}

static void clip_polygon_start(GeoStream *stream) {
  ClipRectangle *clip = (ClipRectangle *)stream;
  clip->in_polygon = clip->clean = true;
  clip->active = &clip->pieces.stream;
  clip_buffer_empty(&clip->rings);
  clip_buffer_empty(&clip->pieces);
}

/* How often the rings wind around the left bottom corner. */
static int corner_winding(const ClipRectangle *clip) {
  int winding = 0;
  double x0 = clip->x0, y1 = clip->y1;
  for (size_t i = 0; i < clip->rings.piece_count; i++) {
    const ClipPiece *ring = &clip->rings.pieces[i];
    const ClipPoint *points = clip->rings.points + ring->first;
    for (size_t j = 1; j < ring->count; j++) {
      ClipPoint a = points[j - 1], b = points[j];
      double left = (b.x - a.x) * (y1 - a.y), right = (b.y - a.y) * (x0 - a.x);
      if (a.y <= y1 && b.y > y1 && left > right) winding++;
      if (!(a.y <= y1) && b.y <= y1 && left < right) winding--;
    }
  }
  return winding;
}

static void clip_polygon_end(GeoStream *stream) {
  ClipRectangle *clip = (ClipRectangle *)stream;
  GeoStream *sink = clip->sink;
  bool inside = corner_winding(clip) != 0, all = clip->clean && inside, some = clip->pieces.piece_count > 0;
  if (all || some) {
    sink->polygon_start(sink);
    if (all) {
      sink->line_start(sink);
      interpolate(&clip->edge, NULL, NULL, 1, sink);
      sink->line_end(sink);
    }
    if (some) clip_rejoin(&clip->pieces, &clip->edge, inside, sink);
    sink->polygon_end(sink);
  }
  clip->active = sink;
  clip->in_polygon = false;
}

static void nothing(GeoStream *stream) { (void)stream; }

void clip_rectangle_begin(ClipRectangle *clip, const double extent[4], GeoStream *sink) {
  *clip = (ClipRectangle){
      .stream = {clip_point, clip_line_start, clip_line_end, clip_polygon_start, clip_polygon_end, nothing},
      .edge = {compare, interpolate},
      .sink = sink,
      .active = sink,
      .x0 = extent[0],
      .y0 = extent[1],
      .x1 = extent[2],
      .y1 = extent[3],
      .rings = clip_buffer(),
      .pieces = clip_buffer(),
  };
}

void clip_rectangle_end(ClipRectangle *clip) {
  clip_buffer_free(&clip->rings);
  clip_buffer_free(&clip->pieces);
}
