/* geo/clip_circle.c: the part of the sphere within an angle of (0, 0) (d3-geo's clipCircle). */
#include "geo/clip.h"

enum { LEFT = 1, RIGHT = 2, BELOW = 4, ABOVE = 8 };
enum { steps_max = 100000 };
static const double edge_step = 2 * GEO_RADIANS;

/* The angle of a point around the circle. */
static double circle_angle(double cos_radius, const ClipPoint *point) {
  GeoVector at = geo_vector(point->x, point->y);
  at.x -= cos_radius;
  at = geo_normalize(at);
  double angle = geo_acos(-at.y);
  return fmod((-at.z < 0 ? -angle : angle) + GEO_TAU - GEO_EPSILON, GEO_TAU);
}

void clip_circle_stream(double radius, double step, int direction, const ClipPoint *from, const ClipPoint *to,
                        GeoStream *stream) {
  if (!(step > 0)) return;
  double cos_radius = cos(radius), sin_radius = sin(radius), forward = direction * step;
  double start = radius + direction * GEO_TAU, end = radius - forward / 2;
  if (from) {
    start = circle_angle(cos_radius, from);
    end = circle_angle(cos_radius, to);
    if (direction > 0 ? start < end : start > end) start += direction * GEO_TAU;
  }
  double t = start;
  for (int i = 0; i < steps_max && (direction > 0 ? t > end : t < end); i++, t -= forward) {
    GeoVector at = {cos_radius, -sin_radius * cos(t), -sin_radius * sin(t)};
    stream->point(stream, geo_vector_longitude(at), geo_vector_latitude(at), 0);
  }
}

static void interpolate(const ClipEdge *edge, const ClipPoint *from, const ClipPoint *to, int direction,
                        GeoStream *out) {
  clip_circle_stream(((const ClipRegion *)edge)->radius, edge_step, direction, from, to, out);
}

static bool visible(const ClipRegion *region, double longitude, double latitude) {
  return cos(longitude) * cos(latitude) > region->cos_radius;
}

/* The sides of the box around the smaller part of the sphere on which a point is. */
static int outcode(const ClipRegion *region, double longitude, double latitude) {
  double half = region->small ? region->radius : GEO_PI - region->radius;
  return (longitude < -half  ? LEFT
          : longitude > half ? RIGHT
                             : 0) |
         (latitude < -half  ? BELOW
          : latitude > half ? ABOVE
                            : 0);
}

/* The intersections of the great circle through a and b with the clip circle. */
typedef struct Meeting {
  GeoVector middle, along; /* the line both circles' planes share */
  double back, aside;
} Meeting;

static ClipPoint meeting_point(const Meeting *meeting, double t) {
  GeoVector at = {meeting->middle.x + t * meeting->along.x, meeting->middle.y + t * meeting->along.y,
                  meeting->middle.z + t * meeting->along.z};
  return (ClipPoint){geo_vector_longitude(at), geo_vector_latitude(at), 0};
}

static bool meet(const ClipRegion *region, const ClipPoint *a, const ClipPoint *b, Meeting *meeting) {
  GeoVector normal = geo_cross(geo_vector(a->x, a->y), geo_vector(b->x, b->y));
  double square = geo_dot(normal, normal), determinant = square - normal.x * normal.x;
  if (!(fabs(determinant) > 0)) return false; /* both at a pole of the clip circle's axis, or NaN */
  double c1 = region->cos_radius * square / determinant, c2 = -region->cos_radius * normal.x / determinant;
  meeting->along = geo_cross((GeoVector){1, 0, 0}, normal);
  meeting->middle = (GeoVector){c1 + c2 * normal.x, c2 * normal.y, c2 * normal.z};
  double w = geo_dot(meeting->middle, meeting->along), uu = geo_dot(meeting->along, meeting->along);
  double under = w * w - uu * (geo_dot(meeting->middle, meeting->middle) - 1);
  if (!(under >= 0)) return false;
  meeting->back = (-w - sqrt(under)) / uu;
  meeting->aside = (-w + sqrt(under)) / uu;
  return true;
}

/* One intersection, or `a` itself if there is none. */
static ClipPoint intersect(const ClipRegion *region, const ClipPoint *a, const ClipPoint *b) {
  Meeting meeting;
  return meet(region, a, b, &meeting) ? meeting_point(&meeting, meeting.back) : (ClipPoint){a->x, a->y, 0};
}

/* Both intersections, if they are between a and b. */
static bool intersect_twice(const ClipRegion *region, const ClipPoint *a, const ClipPoint *b, ClipPoint points[2]) {
  Meeting meeting;
  if (!meet(region, a, b, &meeting)) return false;
  ClipPoint q = points[0] = meeting_point(&meeting, meeting.back);
  double west = MIN(a->x, b->x), east = MAX(a->x, b->x), from = a->y, to = b->y, delta = east - west;
  bool polar = fabs(delta - GEO_PI) < GEO_EPSILON, meridian = polar || delta < GEO_EPSILON, between;
  if (!polar && to < from) from = b->y, to = a->y;
  if (!meridian)
    between = (delta > GEO_PI) != (west <= q.x && q.x <= east);
  else if (polar)
    between = (from + to > 0) != (q.y < (fabs(q.x - west) < GEO_EPSILON ? from : to));
  else
    between = from <= q.y && q.y <= to;
  points[1] = meeting_point(&meeting, meeting.aside);
  return between;
}

static void line_start(ClipLine *line) {
  line->first_visible = line->was_visible = line->any = false;
  line->clean = 1;
}

static void cross_in(ClipLine *line, ClipPoint *at) {
  GeoStream *sink = line->sink;
  sink->line_start(sink);
  *at = intersect(line->region, at, &line->previous);
  sink->point(sink, at->x, at->y, 0);
}

static void cross_out(ClipLine *line, ClipPoint *at) {
  GeoStream *sink = line->sink;
  *at = intersect(line->region, &line->previous, at);
  sink->point(sink, at->x, at->y, 2);
  sink->line_end(sink);
}

/* Both ends are on the same side, with a part of the line on the other side between them. */
static void cross_twice(ClipLine *line, const ClipPoint points[2]) {
  GeoStream *sink = line->sink;
  if (line->region->small) {
    sink->line_start(sink);
    for (size_t i = 0; i < 2; i++) sink->point(sink, points[i].x, points[i].y, 0);
    sink->line_end(sink);
  } else {
    sink->point(sink, points[1].x, points[1].y, 0);
    sink->line_end(sink);
    sink->line_start(sink);
    sink->point(sink, points[0].x, points[0].y, 3);
  }
}

static void line_point(ClipLine *line, double longitude, double latitude) {
  const ClipRegion *region = line->region;
  ClipPoint at = {longitude, latitude, 0}, points[2];
  bool is_visible = visible(region, longitude, latitude);
  int code = 0;
  if (region->small && !is_visible) code = outcode(region, longitude, latitude);
  if (!region->small && is_visible) code = outcode(region, longitude + (longitude < 0 ? GEO_PI : -GEO_PI), latitude);
  if (!line->any) {
    line->first_visible = line->was_visible = is_visible;
    if (is_visible) line->sink->line_start(line->sink);
  }
  bool send = is_visible;
  if (is_visible != line->was_visible) {
    ClipPoint crossing = at;
    line->clean = 0;
    (is_visible ? cross_in : cross_out)(line, &crossing);
    send = is_visible && !clip_points_equal(&crossing, &at);
  } else if (line->any) {
    bool may_cut = fabs(region->cos_radius) > GEO_EPSILON && region->small != is_visible && !(code & line->code);
    if (may_cut && intersect_twice(region, &at, &line->previous, points)) {
      line->clean = 0;
      cross_twice(line, points);
    }
    send = is_visible && !clip_points_equal(&line->previous, &at);
  }
  if (send) line->sink->point(line->sink, longitude, latitude, 0);
  line->previous = at;
  line->was_visible = is_visible;
  line->code = code;
  line->any = true;
}

static void line_end(ClipLine *line) {
  if (line->was_visible) line->sink->line_end(line->sink);
  line->any = false;
}

static int line_clean(const ClipLine *line) { return line->clean | (line->first_visible && line->was_visible ? 2 : 0); }

static double around_circle(const ClipPoint *point) {
  return point->x < 0 ? point->y - GEO_HALF_PI - GEO_EPSILON : GEO_HALF_PI - point->y;
}

static double compare(const ClipEdge *edge, const ClipPoint *a, const ClipPoint *b) {
  (void)edge;
  return around_circle(a) - around_circle(b);
}

static bool contains_start(const ClipRegion *region, const ClipBuffer *rings) {
  return region->small ? clip_polygon_contains(rings, 0, -region->radius)
                       : clip_polygon_contains(rings, -GEO_PI, region->radius - GEO_PI);
}

ClipRegion clip_circle(double radius) {
  double cos_radius = cos(radius);
  return (ClipRegion){.edge = {compare, interpolate},
                      .visible = visible,
                      .line_start = line_start,
                      .line_point = line_point,
                      .line_end = line_end,
                      .line_clean = line_clean,
                      .contains_start = contains_start,
                      .radius = radius,
                      .cos_radius = cos_radius,
                      .small = cos_radius > 0};
}
