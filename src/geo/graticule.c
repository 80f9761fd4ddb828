/* geo/graticule.c: see graticule.h (d3-geo's geoGraticule with vega-geo's parameters). */
#include "geo/graticule.h"
#include "base/temporary.h"
#include "geo/sphere.h"

enum { points_max = 1 << 30 };

typedef struct Box {
  double from[2], to[2]; /* longitude, latitude */
} Box;

typedef struct Grid {
  Box major, minor;
  double step_major[2], step_minor[2], precision;
  GArray *lines; /* GeometryLine */
  size_t point_count;
  Arena *arena;
} Grid;

static void read_pair(const Json *json, double pair[2]) {
  for (size_t i = 0; i < 2; i++) pair[i] = json_number(json_at(json, i), NAN);
}

static void read_box(const Json *json, Box *box) {
  if (!json_is(json, JSON_ARRAY)) return;
  read_pair(json_at(json, 0), box->from);
  read_pair(json_at(json, 1), box->to);
  for (size_t axis = 0; axis < 2; axis++) {
    double from = box->from[axis], to = box->to[axis];
    if (from > to) box->from[axis] = to, box->to[axis] = from;
  }
}

static void read_step(const Json *json, double step[2]) {
  if (json_is(json, JSON_ARRAY)) read_pair(json, step);
}

/* How many numbers from, from + step … come before `to`. */
static size_t range_count(double from, double to, double step, size_t most) {
  double count = ceil((to - from) / step);
  return isfinite(count) && count > 0 ? (size_t)MIN(count, (double)most) : 0;
}

/* A meridian (axis 1 runs) or a parallel (axis 0 runs) at `fixed`. */
static void add_line(Grid *grid, size_t running, double fixed, double from, double to, double step) {
  size_t count = range_count(from, to - GEO_EPSILON, step, points_max) + 1;
  arena_charge(grid->arena, BUDGET_STEPS, 1000 * (double)count);
  double *points = arena_array(grid->arena, double, 2 * count);
  for (size_t i = 0; i < count; i++) {
    points[2 * i + running] = i + 1 < count ? from + (double)i * step : to;
    points[2 * i + 1 - running] = fixed;
  }
  GeometryLine line = {count, points};
  g_array_append_val(grid->lines, line);
}

/* The lines of one kind; minor ones that fall on major ones are left out. */
static void add_lines(Grid *grid, size_t across, bool major) {
  const Box *box = major ? &grid->major : &grid->minor;
  double step = (major ? grid->step_major : grid->step_minor)[across], first = ceil(box->from[across] / step) * step;
  size_t running = 1 - across, count = range_count(first, box->to[across], step, points_max);
  for (size_t i = 0; i < count; i++) {
    double at = first + (double)i * step;
    if (!major && !(fabs(fmod(at, grid->step_major[across])) > GEO_EPSILON)) continue;
    add_line(grid, running, at, box->from[running], box->to[running], running == 1 ? 90 : grid->precision);
  }
}

const Geometry *graticule_create(const Json *options, Arena *arena) {
  Grid grid = {.major = {{-180, -90 + GEO_EPSILON}, {180, 90 - GEO_EPSILON}},
               .minor = {{-180, -80 - GEO_EPSILON}, {180, 80 + GEO_EPSILON}},
               .step_major = {90, 360},
               .step_minor = {10, 10},
               .precision = json_number(json_get(options, "precision"), 2.5),
               .lines = g_array_new(FALSE, FALSE, sizeof(GeometryLine)),
               .arena = arena};
  arena_temporary(arena, grid.lines);
  read_box(json_get(options, "extent"), &grid.major);
  read_box(json_get(options, "extent"), &grid.minor);
  read_box(json_get(options, "extentMajor"), &grid.major);
  read_box(json_get(options, "extentMinor"), &grid.minor);
  read_step(json_get(options, "step"), grid.step_major);
  read_step(json_get(options, "step"), grid.step_minor);
  read_step(json_get(options, "stepMajor"), grid.step_major);
  read_step(json_get(options, "stepMinor"), grid.step_minor);
  static const bool order[] = {true, false};
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
    for (size_t across = 0; across < 2; across++) add_lines(&grid, across, order[i]);
  Geometry *geometry = arena_new(arena, Geometry);
  GeometryLine *lines = arena_array(arena, GeometryLine, grid.lines->len);
  for (guint i = 0; i < grid.lines->len; i++) lines[i] = g_array_index(grid.lines, GeometryLine, i);
  *geometry = (Geometry){.kind = GEOMETRY_MULTI_LINE, .line_count = grid.lines->len, .lines = lines};
  return geometry;
}
