/* geo/clip_buffer.c: lines kept until a polygon is complete, and their joining along the edge of a region (d3-geo's
 * clipBuffer, clipRejoin).
 *
 * Joining is the last half of Greiner and Hormann's polygon clipping: the ends of the pieces are entries and
 * exits, in order along the polygon and in order along the edge; walking from one to the other gives the rings.
 */
#include "geo/clip.h"
#include <string.h>

static void keep_point(GeoStream *stream, double x, double y, int mark) {
  ClipBuffer *buffer = (ClipBuffer *)stream;
  if (!buffer->piece_count) return;
  if (buffer->point_count == buffer->point_room) {
    buffer->point_room = MAX(64, 2 * buffer->point_room);
    buffer->points = g_renew(ClipPoint, buffer->points, buffer->point_room);
  }
  buffer->points[buffer->point_count++] = (ClipPoint){x, y, mark};
  buffer->pieces[buffer->piece_count - 1].count++;
}

static void keep_line(GeoStream *stream) {
  ClipBuffer *buffer = (ClipBuffer *)stream;
  if (buffer->piece_count == buffer->piece_room) {
    buffer->piece_room = MAX(4, 2 * buffer->piece_room);
    buffer->pieces = g_renew(ClipPiece, buffer->pieces, buffer->piece_room);
  }
  buffer->pieces[buffer->piece_count++] = (ClipPiece){buffer->point_count, 0};
}

static void nothing(GeoStream *stream) { (void)stream; }

ClipBuffer clip_buffer(void) {
  return (ClipBuffer){.stream = {keep_point, keep_line, nothing, nothing, nothing, nothing}};
}

void clip_buffer_free(ClipBuffer *buffer) {
  g_free(buffer->points);
  g_free(buffer->pieces);
}

void clip_buffer_empty(ClipBuffer *buffer) { buffer->point_count = buffer->piece_count = 0; }

void clip_buffer_cut(ClipBuffer *buffer, size_t from) {
  if (from >= buffer->piece_count) return;
  buffer->point_count = buffer->pieces[from].first;
  buffer->piece_count = from;
}

void clip_buffer_rejoin(ClipBuffer *buffer, size_t from) {
  ClipPiece head = buffer->pieces[from];
  for (size_t i = 0; i < head.count; i++) {
    ClipPoint point = buffer->points[head.first + i];
    keep_point(&buffer->stream, point.x, point.y, point.mark);
  }
  buffer->piece_count--;
  memmove(buffer->pieces + from, buffer->pieces + from + 1, (buffer->piece_count - from) * sizeof(ClipPiece));
}

bool clip_points_equal(const ClipPoint *a, const ClipPoint *b) {
  return fabs(a->x - b->x) < GEO_EPSILON && fabs(a->y - b->y) < GEO_EPSILON;
}

/* The end of a piece: once in the order of the polygon, once (`other`) in that of the edge. */
typedef struct Crossing Crossing;
struct Crossing {
  const ClipPoint *at;
  const ClipPiece *piece;
  Crossing *other, *next, *previous;
  bool entry, visited;
};

static gint compare_crossings(gconstpointer a, gconstpointer b, gpointer edge) {
  const Crossing *const *first = a, *const *second = b;
  double order = ((const ClipEdge *)edge)->compare(edge, (*first)->at, (*second)->at);
  return (order > 0) - (order < 0);
}

static void send_piece(const ClipBuffer *pieces, const ClipPiece *piece, bool backwards, GeoStream *sink) {
  for (size_t i = 0; i < piece->count; i++) {
    const ClipPoint *point = &pieces->points[piece->first + (backwards ? piece->count - 1 - i : i)];
    sink->point(sink, point->x, point->y, 0);
  }
}

/* A piece that is a ring of its own goes out; its crossings are not needed. */
static bool is_ring(ClipBuffer *pieces, const ClipPiece *piece, GeoStream *sink) {
  ClipPoint *first = &pieces->points[piece->first], *last = first + piece->count - 1;
  if (!clip_points_equal(first, last)) return false;
  if (first->mark || last->mark) {
    last->x += 2 * GEO_EPSILON;
    return false;
  }
  ClipPiece open = {piece->first, piece->count - 1};
  sink->line_start(sink);
  send_piece(pieces, &open, false, sink);
  sink->line_end(sink);
  return true;
}

static void link_crossings(Crossing **crossings, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Crossing *next = crossings[i + 1 < count ? i + 1 : 0];
    crossings[i]->next = next;
    next->previous = crossings[i];
  }
}

static void walk(Crossing *current, const ClipBuffer *pieces, const ClipEdge *edge, GeoStream *sink) {
  bool on_polygon = true;
  sink->line_start(sink);
  do {
    current->visited = current->other->visited = true;
    Crossing *next = current->entry ? current->next : current->previous;
    if (on_polygon)
      send_piece(pieces, current->entry ? current->piece : next->piece, !current->entry, sink);
    else
      edge->interpolate(edge, current->at, next->at, current->entry ? 1 : -1, sink);
    current = next->other;
    on_polygon = !on_polygon;
  } while (!current->visited);
  sink->line_end(sink);
}

void clip_rejoin(ClipBuffer *pieces, const ClipEdge *edge, bool start_inside, GeoStream *sink) {
  Crossing *all = g_new0(Crossing, 4 * pieces->piece_count);
  Crossing **subject = g_new(Crossing *, 2 * pieces->piece_count), **clip = g_new(Crossing *, 2 * pieces->piece_count);
  size_t count = 0;
  for (size_t i = 0; i < pieces->piece_count; i++) {
    const ClipPiece *piece = &pieces->pieces[i];
    if (piece->count < 2 || is_ring(pieces, piece, sink)) continue;
    for (size_t end = 0; end < 2; end++, count++) {
      Crossing *on_polygon = &all[2 * count], *on_edge = on_polygon + 1;
      const ClipPoint *at = &pieces->points[piece->first + (end ? piece->count - 1 : 0)];
      *on_polygon = (Crossing){.at = at, .piece = piece, .other = on_edge, .entry = !end};
      *on_edge = (Crossing){.at = at, .other = on_polygon};
      subject[count] = on_polygon;
      clip[count] = on_edge;
    }
  }
  if (count) {
    g_qsort_with_data(clip, (gint)count, sizeof *clip, compare_crossings, (gpointer)edge);
    link_crossings(subject, count);
    link_crossings(clip, count);
    for (size_t i = 0; i < count; i++) clip[i]->entry = start_inside = !start_inside;
    for (size_t i = 0; i < count; i++)
      if (!subject[i]->visited) walk(subject[i], pieces, edge, sink);
  }
  g_free(all);
  g_free(subject);
  g_free(clip);
}
