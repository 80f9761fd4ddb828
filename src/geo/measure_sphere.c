/* geo/measure_sphere.c: area and centroid on the sphere (d3-geo's geoArea, geoCentroid; Todhunter 1871, Brock 1975). */
#include "geo/measure_model.h"
#include "geo/stream.h"

void ring_area_point(RingArea *area, double longitude, double latitude) {
  double lambda = longitude * GEO_RADIANS, half = latitude * GEO_RADIANS / 2 + GEO_QUARTER_PI;
  double sine = sin(half), cosine = cos(half);
  if (!area->any) {
    area->first_longitude = longitude;
    area->first_latitude = latitude;
  } else {
    double delta = lambda - area->longitude, sign = delta >= 0 ? 1 : -1, apart = sign * delta, k = area->sine * sine;
    geo_sum_add(&area->sum, atan2(k * sign * sin(apart), area->cosine * cosine + k * cos(apart)));
  }
  area->longitude = lambda;
  area->sine = sine;
  area->cosine = cosine;
  area->any = true;
}

void ring_area_close(RingArea *area) {
  if (area->any) ring_area_point(area, area->first_longitude, area->first_latitude);
  area->any = false;
}

typedef struct AreaStream {
  GeoStream stream;
  RingArea ring;
  GeoSum total; /* half the area */
  bool in_polygon;
} AreaStream;

static void area_point(GeoStream *stream, double longitude, double latitude, int mark) {
  AreaStream *area = (AreaStream *)stream;
  (void)mark;
  if (area->in_polygon) ring_area_point(&area->ring, longitude, latitude);
}

static void area_line_end(GeoStream *stream) { ring_area_close(&((AreaStream *)stream)->ring); }

static void area_polygon_start(GeoStream *stream) {
  AreaStream *area = (AreaStream *)stream;
  area->ring = (RingArea){0};
  area->in_polygon = true;
}

static void area_polygon_end(GeoStream *stream) {
  AreaStream *area = (AreaStream *)stream;
  double sum = geo_sum_value(&area->ring.sum);
  geo_sum_add(&area->total, sum < 0 ? GEO_TAU + sum : sum);
  area->in_polygon = false;
}

static void area_sphere(GeoStream *stream) { geo_sum_add(&((AreaStream *)stream)->total, GEO_TAU); }

static void nothing(GeoStream *stream) { (void)stream; }

double sphere_area(const Geometry *geometry) {
  AreaStream area = {.stream = {area_point, nothing, area_line_end, area_polygon_start, area_polygon_end, area_sphere}};
  geo_stream(geometry, &area.stream);
  return 2 * geo_sum_value(&area.total);
}

typedef struct CentroidStream {
  GeoStream stream;
  double count, length;
  GeoVector points, lines; /* the mean of the points; lines weighed by length */
  GeoSum areas[3];
  GeoVector previous;
  double first_longitude, first_latitude;
  bool in_polygon, in_line, any;
} CentroidStream;

static void weigh_point(CentroidStream *centroid, GeoVector at) {
  centroid->count++;
  centroid->points.x += (at.x - centroid->points.x) / centroid->count;
  centroid->points.y += (at.y - centroid->points.y) / centroid->count;
  centroid->points.z += (at.z - centroid->points.z) / centroid->count;
}

static void weigh_line(CentroidStream *centroid, GeoVector at) {
  GeoVector from = centroid->previous, cross = geo_cross(from, at);
  double sine = sqrt(geo_dot(cross, cross));
  double angle = centroid->in_polygon ? geo_asin(sine) : atan2(sine, geo_dot(from, at));
  if (centroid->in_polygon && sine > 0) {
    double weight = -angle / sine;
    geo_sum_add(&centroid->areas[0], weight * cross.x);
    geo_sum_add(&centroid->areas[1], weight * cross.y);
    geo_sum_add(&centroid->areas[2], weight * cross.z);
  }
  centroid->length += angle;
  centroid->lines.x += angle * (from.x + at.x);
  centroid->lines.y += angle * (from.y + at.y);
  centroid->lines.z += angle * (from.z + at.z);
}

static void centroid_point(GeoStream *stream, double longitude, double latitude, int mark) {
  CentroidStream *centroid = (CentroidStream *)stream;
  (void)mark;
  GeoVector at = geo_vector(longitude * GEO_RADIANS, latitude * GEO_RADIANS);
  if (centroid->in_line && centroid->any) weigh_line(centroid, at);
  if (!centroid->any) {
    centroid->first_longitude = longitude;
    centroid->first_latitude = latitude;
  }
  centroid->any = centroid->in_line;
  centroid->previous = at;
  weigh_point(centroid, at);
}

static void centroid_line_start(GeoStream *stream) {
  CentroidStream *centroid = (CentroidStream *)stream;
  centroid->in_line = true;
  centroid->any = false;
}

static void centroid_line_end(GeoStream *stream) {
  CentroidStream *centroid = (CentroidStream *)stream;
  if (centroid->in_polygon && centroid->any)
    centroid_point(stream, centroid->first_longitude, centroid->first_latitude, 0);
  centroid->in_line = centroid->any = false;
}

static void centroid_polygon_start(GeoStream *stream) { ((CentroidStream *)stream)->in_polygon = true; }
static void centroid_polygon_end(GeoStream *stream) { ((CentroidStream *)stream)->in_polygon = false; }

void sphere_centroid(const Geometry *geometry, double *longitude, double *latitude) {
  CentroidStream centroid = {.stream = {centroid_point, centroid_line_start, centroid_line_end, centroid_polygon_start,
                                        centroid_polygon_end, nothing}};
  geo_stream(geometry, &centroid.stream);
  GeoVector middle = {geo_sum_value(&centroid.areas[0]), geo_sum_value(&centroid.areas[1]),
                      geo_sum_value(&centroid.areas[2])};
  double length = sqrt(geo_dot(middle, middle));
  *longitude = *latitude = NAN;
  if (length < GEO_EPSILON2) {
    middle = centroid.length < GEO_EPSILON ? centroid.points : centroid.lines;
    length = sqrt(geo_dot(middle, middle));
    if (length < GEO_EPSILON2) return;
  }
  *longitude = atan2(middle.y, middle.x) * GEO_DEGREES;
  *latitude = geo_asin(middle.z / length) * GEO_DEGREES;
}
