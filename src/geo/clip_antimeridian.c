/* geo/clip_antimeridian.c: the whole sphere, cut open at 180° (d3-geo's clipAntimeridian). */
#include "geo/clip.h"

static bool everywhere(const ClipRegion *region, double longitude, double latitude) {
  (void)region, (void)longitude, (void)latitude;
  return true;
}

static void line_start(ClipLine *line) {
  line->sink->line_start(line->sink);
  line->previous = (ClipPoint){NAN, NAN, 0};
  line->clean = 1;
}

/* Where the great circle from a to b meets the antimeridian. */
static double crossing_latitude(double longitude_a, double latitude_a, double longitude_b, double latitude_b) {
  double apart = sin(longitude_a - longitude_b);
  if (!(fabs(apart) > GEO_EPSILON)) return (latitude_a + latitude_b) / 2;
  double cos_a = cos(latitude_a), cos_b = cos(latitude_b);
  return atan((sin(latitude_a) * cos_b * sin(longitude_b) - sin(latitude_b) * cos_a * sin(longitude_a)) /
              (cos_a * cos_b * apart));
}

static double away_from(double longitude, double side) {
  return fabs(longitude - side) < GEO_EPSILON ? longitude - side * GEO_EPSILON : longitude;
}

static void line_point(ClipLine *line, double longitude, double latitude) {
  GeoStream *sink = line->sink;
  ClipPoint *from = &line->previous;
  double side = longitude > 0 ? GEO_PI : -GEO_PI, delta = fabs(longitude - from->x);
  if (fabs(delta - GEO_PI) < GEO_EPSILON) { /* over a pole */
    double pole = (from->y + latitude) / 2 > 0 ? GEO_HALF_PI : -GEO_HALF_PI;
    sink->point(sink, from->x, pole, 0);
    sink->point(sink, line->sign, pole, 0);
    sink->line_end(sink);
    sink->line_start(sink);
    sink->point(sink, side, pole, 0);
    sink->point(sink, longitude, pole, 0);
    line->clean = 0;
  } else if (line->sign != side && delta >= GEO_PI) {
    longitude = away_from(longitude, side);
    double at = crossing_latitude(away_from(from->x, line->sign), from->y, longitude, latitude);
    sink->point(sink, line->sign, at, 0);
    sink->line_end(sink);
    sink->line_start(sink);
    sink->point(sink, side, at, 0);
    line->clean = 0;
  }
  sink->point(sink, longitude, latitude, 0);
  *from = (ClipPoint){longitude, latitude, 0};
  line->sign = side;
}

static void line_end(ClipLine *line) { line->sink->line_end(line->sink); }

static int line_clean(const ClipLine *line) { return 2 - line->clean; }

static void interpolate(const ClipEdge *edge, const ClipPoint *from, const ClipPoint *to, int direction,
                        GeoStream *out) {
  static const double around[][2] = {{-1, 1}, {0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}, {-1, -1}, {-1, 0}, {-1, 1}};
  (void)edge;
  if (!from) {
    for (size_t i = 0; i < G_N_ELEMENTS(around); i++)
      out->point(out, around[i][0] * GEO_PI, around[i][1] * direction * GEO_HALF_PI, 0);
  } else if (fabs(from->x - to->x) > GEO_EPSILON) {
    double side = from->x < to->x ? GEO_PI : -GEO_PI, pole = direction * side / 2;
    out->point(out, -side, pole, 0);
    out->point(out, 0, pole, 0);
    out->point(out, side, pole, 0);
  } else {
    out->point(out, to->x, to->y, 0);
  }
}

static bool contains_south(const ClipRegion *region, const ClipBuffer *rings) {
  (void)region;
  return clip_polygon_contains_south(rings);
}

static double around_sphere(const ClipPoint *point) {
  return point->x < 0 ? point->y - GEO_HALF_PI - GEO_EPSILON : GEO_HALF_PI - point->y;
}

static double compare(const ClipEdge *edge, const ClipPoint *a, const ClipPoint *b) {
  (void)edge;
  return around_sphere(a) - around_sphere(b);
}

ClipRegion clip_antimeridian(void) {
  return (ClipRegion){.edge = {compare, interpolate},
                      .visible = everywhere,
                      .line_start = line_start,
                      .line_point = line_point,
                      .line_end = line_end,
                      .line_clean = line_clean,
                      .contains_start = contains_south};
}
