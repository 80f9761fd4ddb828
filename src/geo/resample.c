/* geo/resample.c: see resample.h (d3-geo's resample, Bostock's adaptive sampling). */
#include "geo/resample.h"

enum { halvings_max = 16, points_max = 8 << 20 };
static const double cos_distance_min = 0.8660254037844387; /* cos 30°: longer arcs are always halved */

static ResampleVertex vertex(const Resample *resample, double longitude, double latitude) {
  ResampleVertex made = {.longitude = longitude, .latitude = latitude};
  resample->project->run(resample->project, longitude, latitude, &made.x, &made.y);
  return made;
}

static void find_vector(ResampleVertex *at) {
  if (!at->has_vector) at->at = geo_vector(at->longitude, at->latitude);
  at->has_vector = true;
}

static ResampleVertex halfway(const Resample *resample, const ResampleVertex *from, const ResampleVertex *to) {
  GeoVector at = {from->at.x + to->at.x, from->at.y + to->at.y, from->at.z + to->at.z};
  double length = sqrt(geo_dot(at, at));
  at = (GeoVector){at.x / length, at.y / length, at.z / length};
  bool ambiguous = fabs(fabs(at.z) - 1) < GEO_EPSILON || fabs(from->longitude - to->longitude) < GEO_EPSILON;
  ResampleVertex made =
      vertex(resample, ambiguous ? (from->longitude + to->longitude) / 2 : atan2(at.y, at.x), geo_asin(at.z));
  made.at = at;
  made.has_vector = true;
  return made;
}

static void line_to(Resample *resample, ResampleVertex *from, ResampleVertex *to, int halvings) {
  double dx = to->x - from->x, dy = to->y - from->y, square = dx * dx + dy * dy;
  if (!(square > 4 * resample->precision2) || halvings == 0 || resample->budget == 0) return;
  find_vector(from);
  find_vector(to);
  ResampleVertex middle = halfway(resample, from, to);
  double to_x = middle.x - from->x, to_y = middle.y - from->y, aside = dy * to_x - dx * to_y;
  bool far_off = aside * aside / square > resample->precision2;
  bool uneven = fabs((dx * to_x + dy * to_y) / square - 0.5) > 0.3;
  if (!far_off && !uneven && !(geo_dot(from->at, to->at) < cos_distance_min)) return;
  resample->budget--;
  line_to(resample, from, &middle, halvings - 1);
  resample->sink->point(resample->sink, middle.x, middle.y, 0);
  line_to(resample, &middle, to, halvings - 1);
}

static inline void take_vertex(Resample *resample, ResampleVertex *at) {
  if (resample->in_line && resample->precision2 > 0) {
    if (resample->is_first)
      resample->first = *at;
    else
      line_to(resample, &resample->previous, at, halvings_max);
    resample->previous = *at;
    resample->is_first = false;
  }
  resample->sink->point(resample->sink, at->x, at->y, 0);
}

static void resample_point(GeoStream *stream, double longitude, double latitude, int mark) {
  Resample *resample = (Resample *)stream;
  (void)mark;
  ResampleVertex at = vertex(resample, longitude, latitude);
  take_vertex(resample, &at);
}

void resample_projected(Resample *resample, double longitude, double latitude, double x, double y) {
  ResampleVertex at = {.longitude = longitude, .latitude = latitude, .x = x, .y = y};
  resample->project->place(resample->project, &at.x, &at.y);
  take_vertex(resample, &at);
}

static void resample_line_start(GeoStream *stream) {
  Resample *resample = (Resample *)stream;
  resample->in_line = resample->is_first = true;
  resample->sink->line_start(resample->sink);
}

static void resample_line_end(GeoStream *stream) {
  Resample *resample = (Resample *)stream;
  if (resample->in_polygon && !resample->is_first)
    line_to(resample, &resample->previous, &resample->first, halvings_max);
  resample->in_line = false;
  resample->sink->line_end(resample->sink);
}

static void resample_polygon_start(GeoStream *stream) {
  Resample *resample = (Resample *)stream;
  resample->in_polygon = true;
  resample->sink->polygon_start(resample->sink);
}

static void resample_polygon_end(GeoStream *stream) {
  Resample *resample = (Resample *)stream;
  resample->in_polygon = false;
  resample->sink->polygon_end(resample->sink);
}

static void resample_sphere(GeoStream *stream) { (void)stream; }

void resample_begin(Resample *resample, const GeoProject *project, double precision2, GeoStream *sink) {
  *resample = (Resample){.stream = {resample_point, resample_line_start, resample_line_end, resample_polygon_start,
                                    resample_polygon_end, resample_sphere},
                         .project = project,
                         .sink = sink,
                         .precision2 = precision2,
                         .budget = points_max};
}
