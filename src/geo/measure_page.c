/* geo/measure_page.c: area, box and centroid of what a projection draws (d3-geo's path.area, path.bounds,
 * path.centroid). */
#include "geo/measure.h"
#include "geo/measure_model.h"
#include "geo/projection_model.h"
#include "geo/sink.h"

typedef struct PageStream {
  GeoStream stream;
  double area;                          /* twice */
  double ring_area;                     /* of the polygon so far, twice */
  double points[3], lines[3], areas[3]; /* x, y and weight */
  double first_x, first_y, previous_x, previous_y;
  bool in_polygon, in_line, any;
} PageStream;

static void weigh(double sums[3], double x, double y, double weight) {
  sums[0] += x * weight;
  sums[1] += y * weight;
  sums[2] += weight;
}

static void page_point(GeoStream *stream, double x, double y, int mark) {
  PageStream *page = (PageStream *)stream;
  (void)mark;
  if (page->in_line && page->any) {
    double from_x = page->previous_x, from_y = page->previous_y;
    weigh(page->lines, (from_x + x) / 2, (from_y + y) / 2,
          sqrt((x - from_x) * (x - from_x) + (y - from_y) * (y - from_y)));
    double cross = from_y * x - from_x * y;
    if (page->in_polygon) {
      page->ring_area += cross;
      weigh(page->areas, (from_x + x) / 3, (from_y + y) / 3, cross);
    }
  }
  if (!page->any) page->first_x = x, page->first_y = y;
  page->previous_x = x, page->previous_y = y;
  page->any = page->in_line;
  weigh(page->points, x, y, 1);
}

static void page_line_start(GeoStream *stream) {
  PageStream *page = (PageStream *)stream;
  page->in_line = true;
  page->any = false;
}

static void page_line_end(GeoStream *stream) {
  PageStream *page = (PageStream *)stream;
  if (page->in_polygon && page->any) page_point(stream, page->first_x, page->first_y, 0);
  page->in_line = page->any = false;
}

static void page_polygon_start(GeoStream *stream) {
  PageStream *page = (PageStream *)stream;
  page->in_polygon = true;
  page->ring_area = 0;
}

static void page_polygon_end(GeoStream *stream) {
  PageStream *page = (PageStream *)stream;
  page->in_polygon = false;
  page->area += fabs(page->ring_area);
}

static void nothing(GeoStream *stream) { (void)stream; }

static PageStream measure_page(const Projection *projection, const Geometry *geometry) {
  PageStream page = {
      .stream = {page_point, page_line_start, page_line_end, page_polygon_start, page_polygon_end, nothing}};
  projection_stream(projection, &geometry, 1, &page.stream);
  return page;
}

double geometry_area(const Projection *projection, const Geometry *geometry) {
  return projection ? measure_page(projection, geometry).area / 2 : sphere_area(geometry);
}

void geometry_bounds(const Projection *projection, const Geometry *geometry, double box[4]) {
  if (!projection) {
    sphere_bounds(geometry, box);
    return;
  }
  BoundsSink bounds = bounds_sink();
  projection_stream(projection, &geometry, 1, &bounds.stream);
  box[0] = bounds.x0, box[1] = bounds.y0, box[2] = bounds.x1, box[3] = bounds.y1;
}

void geometry_centroid(const Projection *projection, const Geometry *geometry, double *x, double *y) {
  if (!projection) {
    sphere_centroid(geometry, x, y);
    return;
  }
  PageStream page = measure_page(projection, geometry);
  const double *sums[] = {page.areas, page.lines, page.points};
  *x = *y = NAN;
  for (size_t i = 0; i < G_N_ELEMENTS(sums) && isnan(*x); i++)
    if (fabs(sums[i][2]) > 0) *x = sums[i][0] / sums[i][2], *y = sums[i][1] / sums[i][2];
}
