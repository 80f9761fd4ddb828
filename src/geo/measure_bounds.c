/* geo/measure_bounds.c: the box of longitudes and latitudes around a geometry (d3-geo's geoBounds).
 *
 * Each line gives a range of longitudes, which may run over the antimeridian; the box is what the largest gap
 * between all ranges leaves. Great circles bulge towards the poles, so the latitudes are not those of the points
 * alone.
 */
#include "geo/measure_model.h"
#include "geo/stream.h"

typedef struct Range {
  double west, east;
} Range;

typedef struct BoundsStream {
  GeoStream stream;
  double west, south, east, north; /* of the current range */
  GArray *ranges;                  /* Range */
  GeoVector previous;
  double previous_longitude, first_longitude, first_latitude;
  GeoSum turned; /* degrees of longitude a polygon runs around the pole */
  RingArea area;
  bool in_polygon, in_line, any;
} BoundsStream;

/* From a to b eastward; the whole way round stays 360. */
static double eastward(double a, double b) { return b - a < 0 ? b - a + 360 : b - a; }

static void new_range(BoundsStream *bounds, double longitude) {
  Range range = {bounds->west = longitude, bounds->east = longitude};
  g_array_append_val(bounds->ranges, range);
}

static void keep_range(BoundsStream *bounds) {
  if (bounds->ranges->len)
    g_array_index(bounds->ranges, Range, bounds->ranges->len - 1) = (Range){bounds->west, bounds->east};
}

static void widen_latitude(BoundsStream *bounds, double latitude) {
  if (latitude < bounds->south) bounds->south = latitude;
  if (latitude > bounds->north) bounds->north = latitude;
}

static bool lies_between(double longitude, double from, double to, double sign, bool over) {
  return over != (sign * from < longitude && longitude < sign * to);
}

/* The northernmost or southernmost point of the great circle, when the arc holds it. */
static void widen_by_arc(BoundsStream *bounds, GeoVector at, double longitude, double latitude) {
  GeoVector normal = geo_cross(bounds->previous, at), equatorial = {normal.y, -normal.x, 0};
  GeoVector top = geo_normalize(geo_cross(equatorial, normal));
  double delta = longitude - bounds->previous_longitude, sign = delta > 0 ? 1 : -1;
  double where = geo_vector_longitude(top) * GEO_DEGREES * sign, height = geo_vector_latitude(top) * GEO_DEGREES;
  bool over = fabs(delta) > 180;
  if (lies_between(where, bounds->previous_longitude, longitude, sign, over)) {
    if (height > bounds->north) bounds->north = height;
  } else if (lies_between(fmod(where + 360, 360) - 180, bounds->previous_longitude, longitude, sign, over)) {
    if (-height < bounds->south) bounds->south = -height;
  } else {
    widen_latitude(bounds, latitude);
  }
}

static void widen_longitude(BoundsStream *bounds, double longitude) {
  double delta = longitude - bounds->previous_longitude;
  bool over = fabs(delta) > 180, turned = bounds->east < bounds->west;
  if (!over && !turned) {
    if (longitude < bounds->west) bounds->west = longitude;
    if (longitude > bounds->east) bounds->east = longitude;
    return;
  }
  bool goes_east = over ? delta < 0 : delta > 0;
  double width = eastward(bounds->west, bounds->east);
  if (goes_east && eastward(bounds->west, longitude) > width) bounds->east = longitude;
  if (!goes_east && eastward(longitude, bounds->east) > width) bounds->west = longitude;
}

static void line_point(BoundsStream *bounds, double longitude, double latitude) {
  GeoVector at = geo_vector(longitude * GEO_RADIANS, latitude * GEO_RADIANS);
  if (bounds->any) {
    widen_by_arc(bounds, at, longitude, latitude);
    widen_longitude(bounds, longitude);
  } else {
    new_range(bounds, longitude);
  }
  widen_latitude(bounds, latitude);
  bounds->previous = at;
  bounds->previous_longitude = longitude;
  bounds->any = true;
}

static void ring_point(BoundsStream *bounds, double longitude, double latitude) {
  if (bounds->any) {
    double delta = longitude - bounds->previous_longitude;
    geo_sum_add(&bounds->turned, fabs(delta) > 180 ? delta + (delta > 0 ? 360 : -360) : delta);
  } else {
    bounds->first_longitude = longitude;
    bounds->first_latitude = latitude;
  }
  ring_area_point(&bounds->area, longitude, latitude);
  line_point(bounds, longitude, latitude);
}

static void bounds_point(GeoStream *stream, double longitude, double latitude, int mark) {
  BoundsStream *bounds = (BoundsStream *)stream;
  (void)mark;
  if (bounds->in_polygon) {
    ring_point(bounds, longitude, latitude);
  } else if (bounds->in_line) {
    line_point(bounds, longitude, latitude);
  } else {
    new_range(bounds, longitude);
    widen_latitude(bounds, latitude);
  }
}

static void whole_longitude(BoundsStream *bounds) {
  bounds->west = -180;
  bounds->east = 180;
}

static void bounds_line_start(GeoStream *stream) {
  BoundsStream *bounds = (BoundsStream *)stream;
  bounds->in_line = true;
  bounds->any = false;
}

static void bounds_line_end(GeoStream *stream) {
  BoundsStream *bounds = (BoundsStream *)stream;
  if (bounds->any && bounds->in_polygon) {
    ring_point(bounds, bounds->first_longitude, bounds->first_latitude);
    ring_area_close(&bounds->area);
    if (fabs(geo_sum_value(&bounds->turned)) > GEO_EPSILON) whole_longitude(bounds);
  }
  if (bounds->any) keep_range(bounds);
  bounds->in_line = bounds->any = false;
}

static void bounds_polygon_start(GeoStream *stream) {
  BoundsStream *bounds = (BoundsStream *)stream;
  bounds->in_polygon = true;
  bounds->turned = (GeoSum){0};
  bounds->area = (RingArea){0};
}

static void bounds_polygon_end(GeoStream *stream) {
  BoundsStream *bounds = (BoundsStream *)stream;
  double turned = geo_sum_value(&bounds->turned);
  bounds->in_polygon = false;
  if (geo_sum_value(&bounds->area.sum) < 0) {
    whole_longitude(bounds);
    bounds->south = -90;
    bounds->north = 90;
  } else if (turned > GEO_EPSILON) {
    bounds->north = 90;
  } else if (turned < -GEO_EPSILON) {
    bounds->south = -90;
  }
  keep_range(bounds);
}

static void bounds_sphere(GeoStream *stream) {
  BoundsStream *bounds = (BoundsStream *)stream;
  whole_longitude(bounds);
  bounds->south = -90;
  bounds->north = 90;
}

static gint compare_ranges(gconstpointer a, gconstpointer b, gpointer unused) {
  const Range *first = a, *second = b;
  (void)unused;
  return (first->west > second->west) - (first->west < second->west);
}

static bool range_holds(Range range, double longitude) {
  return range.west <= range.east ? range.west <= longitude && longitude <= range.east
                                  : longitude < range.west || range.east < longitude;
}

/* Joins ranges that overlap; how many remain. */
static guint merge_ranges(Range *ranges, guint count) {
  guint last = 0;
  for (guint i = 1; i < count; i++) {
    Range *a = &ranges[last], b = ranges[i];
    if (range_holds(*a, b.west) || range_holds(*a, b.east)) {
      if (eastward(a->west, b.east) > eastward(a->west, a->east)) a->east = b.east;
      if (eastward(b.west, a->east) > eastward(a->west, a->east)) a->west = b.west;
    } else {
      ranges[++last] = b;
    }
  }
  return last + 1;
}

void sphere_bounds(const Geometry *geometry, double box[4]) {
  BoundsStream bounds = {.stream = {bounds_point, bounds_line_start, bounds_line_end, bounds_polygon_start,
                                    bounds_polygon_end, bounds_sphere},
                         .west = INFINITY,
                         .south = INFINITY,
                         .east = -INFINITY,
                         .north = -INFINITY,
                         .ranges = g_array_new(FALSE, FALSE, sizeof(Range))};
  geo_stream(geometry, &bounds.stream);
  Range *ranges = (Range *)(void *)bounds.ranges->data;
  if (bounds.ranges->len) {
    g_qsort_with_data(ranges, (gint)bounds.ranges->len, sizeof *ranges, compare_ranges, NULL);
    guint count = merge_ranges(ranges, bounds.ranges->len);
    double widest = -INFINITY;
    for (guint i = 0; i < count; i++) {
      Range before = ranges[i ? i - 1 : count - 1];
      double gap = eastward(before.east, ranges[i].west);
      if (gap > widest) widest = gap, bounds.west = ranges[i].west, bounds.east = before.east;
    }
  }
  g_array_free(bounds.ranges, TRUE);
  bool nothing = (isinf(bounds.west) && bounds.west > 0) || (isinf(bounds.south) && bounds.south > 0);
  double found[] = {bounds.west, bounds.south, bounds.east, bounds.north};
  for (size_t i = 0; i < 4; i++) box[i] = nothing ? NAN : found[i];
}
