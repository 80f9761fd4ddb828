/* render/outline.c: see outline.h. */
#include "render/outline.h"
#include "render/canvas.h"

/* What cairo does while a path is made: the lines of the part that is not finished. */
typedef struct Reading {
  Outline *outline;
  OutlinePart *part; /* NULL: there is no current point */
  bool rectilinear, inside;
  PixelBox box;
} Reading;

static bool equal(FixedPoint a, FixedPoint b) { return a.x == b.x && a.y == b.y; }

/* Whether c continues the line from a to b. */
static bool goes_on(FixedPoint a, FixedPoint b, FixedPoint c) {
  gint64 dx = b.x - a.x, dy = b.y - a.y, next_dx = c.x - b.x, next_dy = c.y - b.y;
  return dy * next_dx == next_dy * dx && dx * next_dx + dy * next_dy >= 0;
}

static void begin_part(Reading *reading, FixedPoint at) {
  Outline *outline = reading->outline;
  reading->part = &outline->parts[outline->part_count++];
  *reading->part = (OutlinePart){.first = outline->point_count, .count = 1};
  outline->points[outline->point_count++] = at;
}

static void add_line(Reading *reading, FixedPoint at) {
  Outline *outline = reading->outline;
  OutlinePart *part = reading->part;
  FixedPoint *points = outline->points + part->first, last = points[part->count - 1];
  if (part->count > 1) {
    if (equal(at, last)) return;
    FixedPoint before = points[part->count - 2];
    if (equal(before, last) || goes_on(before, last, at)) part->count--, outline->point_count--;
  }
  reading->rectilinear &= last.x == at.x || last.y == at.y;
  points[part->count++] = at;
  outline->point_count++;
}

static void close_part(Reading *reading) {
  OutlinePart *part = reading->part;
  FixedPoint start = reading->outline->points[part->first];
  add_line(reading, start);
  if (part->count > 1) part->count--, reading->outline->point_count--;
  part->closed = true;
}

static void look_inside(Reading *reading, FixedPoint at) {
  const PixelBox *box = &reading->box;
  reading->inside &= at.x >= box->left * FIXED_ONE && at.x <= box->right * FIXED_ONE && at.y >= box->top * FIXED_ONE &&
                     at.y <= box->bottom * FIXED_ONE;
}

/* A part that is only moved to is none; after a closed one, lines go on from its start. */
static void take_point(Reading *reading, char verb, FixedPoint at) {
  Outline *outline = reading->outline;
  look_inside(reading, at);
  if (reading->part && reading->part->count == 1 && !reading->part->closed && verb == PATH_MOVE) {
    outline->part_count--;
    outline->point_count--;
  }
  if (verb == PATH_MOVE || !reading->part) {
    begin_part(reading, at);
    return;
  }
  if (reading->part->closed) begin_part(reading, outline->points[reading->part->first]);
  add_line(reading, at);
}

bool outline_read(Outline *outline, const ScenePath *path, OutlinePlace place, PixelBox box) {
  *outline = (Outline){g_new(FixedPoint, 2 * path->verb_count), 0, g_new(OutlinePart, path->verb_count), 0};
  Reading reading = {.outline = outline, .rectilinear = true, .inside = true, .box = box};
  const double *p = path->points;
  for (size_t i = 0; i < path->verb_count && reading.inside; i++) {
    char verb = path->verbs[i];
    if (verb == PATH_CURVE) return false;
    if (verb == PATH_CLOSE) {
      if (reading.part && !reading.part->closed) close_part(&reading);
      continue;
    }
    FixedPoint at = {fixed_from(canvas_limit(p[0] + place.item_x) * place.scale + place.x),
                     fixed_from(canvas_limit(p[1] + place.item_y) * place.scale + place.y)};
    take_point(&reading, verb, at);
    p += 2;
  }
  return reading.inside && !reading.rectilinear;
}

void outline_free(Outline *outline) {
  g_free(outline->points);
  g_free(outline->parts);
}

void outline_fill_edges(const Outline *outline, Edges *edges) {
  for (size_t i = 0; i < outline->part_count; i++) {
    const FixedPoint *points = outline->points + outline->parts[i].first;
    size_t count = outline->parts[i].count;
    for (size_t k = 1; k < count; k++) edges_add(edges, points[k - 1], points[k], 1);
    edges_add(edges, points[count - 1], points[0], 1);
  }
}
