/* Every projection draws, fits, inverts and measures as d3-geo does; the numbers were made with d3-geo 3.1
 * (d3_cases.h). */
#include "geo/d3_cases.h"
#include "geo/graticule.h"
#include "geo/measure.h"
#include "geo/projection.h"
#include "geo/read_geometry.h"

/* What came out of drawing, told as in d3_cases.h. */
typedef struct Drawn {
  int moves, lines, closes, points, count;
  double x, y, order;
} Drawn;

static void add(Drawn *drawn, double x, double y) {
  g_assert_true(isfinite(x) && isfinite(y));
  drawn->count++;
  drawn->x += x;
  drawn->y += y;
  drawn->order += (drawn->count % 97 + 1) * (x - 2 * y);
}

static void on_move(void *self, double x, double y) { ((Drawn *)self)->moves++, add(self, x, y); }
static void on_line(void *self, double x, double y) { ((Drawn *)self)->lines++, add(self, x, y); }
static void on_close(void *self) { ((Drawn *)self)->closes++; }
static void on_point(void *self, double x, double y, double radius) {
  g_assert_cmpfloat(radius, ==, 3);
  ((Drawn *)self)->points++;
  add(self, x, y);
}

static Drawn draw(const Projection *projection, const Geometry *geometry) {
  Drawn drawn = {0};
  const GeoSink sink = {&drawn, on_move, on_line, on_close, on_point};
  projection_draw(projection, geometry, 3, &sink);
  return drawn;
}

static Projection *make(const char *text, Arena *arena) {
  Messages *messages = messages_create(arena, false);
  Projection *projection = projection_create(test_json(text, arena), messages, arena);
  g_assert_nonnull(projection);
  g_assert_cmpuint(messages_count(messages), ==, 0);
  return projection;
}

static bool near(double found, double wanted, double by) {
  if (isnan(wanted)) return isnan(found);
  if (isinf(wanted)) return isinf(found) && (found > 0) == (wanted > 0);
  return fabs(found - wanted) <= by * MAX(1, fabs(wanted));
}

/* Further geometries, many across the antimeridian or around a pole, by projections that clip and turn. */
static void test_more_paths_are_those_of_d3(void) {
  static const struct {
    const char *projection, *geometry;
    int moves, lines, closes, points;
    double x, y, order;
  } cases[] = {
#include "geo/paths.inc"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    Drawn found = draw(make(cases[i].projection, arena), test_geometry(cases[i].geometry, arena));
    bool same = found.moves == cases[i].moves && found.lines == cases[i].lines && found.closes == cases[i].closes &&
                found.points == cases[i].points && near(found.x, cases[i].x, 1e-6) && near(found.y, cases[i].y, 1e-6) &&
                near(found.order, cases[i].order, 1e-5);
    if (!same) {
      g_test_message("path %zu: %s of %s: %d %d %d %d %.6f %.6f %.6f", i, cases[i].projection, cases[i].geometry,
                     found.moves, found.lines, found.closes, found.points, found.x, found.y, found.order);
      g_test_fail();
    }
    arena_destroy(arena);
  }
}

static void test_paths_are_those_of_d3(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(drawn_cases); i++) {
    const struct DrawnCase *wanted = &drawn_cases[i];
    Arena *arena = arena_create();
    Drawn found = draw(make(case_projections[wanted->projection], arena),
                       test_geometry(case_geometries[wanted->geometry], arena));
    bool same = found.moves == wanted->moves && found.lines == wanted->lines && found.closes == wanted->closes &&
                found.points == wanted->points && near(found.x, wanted->x, 1e-6) && near(found.y, wanted->y, 1e-6) &&
                near(found.order, wanted->order, 1e-5);
    if (!same) {
      g_test_message("%s of %s: %d %d %d %d %.6f %.6f %.6f, not %d %d %d %d %.6f %.6f %.6f",
                     case_projections[wanted->projection], case_geometries[wanted->geometry], found.moves, found.lines,
                     found.closes, found.points, found.x, found.y, found.order, wanted->moves, wanted->lines,
                     wanted->closes, wanted->points, wanted->x, wanted->y, wanted->order);
      g_test_fail();
    }
    arena_destroy(arena);
  }
}

static void test_points_are_projected_and_inverted_as_by_d3(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(point_cases); i++) {
    const struct PointCase *wanted = &point_cases[i];
    Arena *arena = arena_create();
    const Projection *projection = make(case_projections[wanted->projection], arena);
    double x, y, longitude, latitude;
    bool seen = projection_point(projection, wanted->longitude, wanted->latitude, &x, &y);
    bool same = seen == !isnan(wanted->x) && (!seen || (near(x, wanted->x, 1e-9) && near(y, wanted->y, 1e-9)));
    if (same && seen) {
      bool back = projection_invert(projection, x, y, &longitude, &latitude);
      same = back == !isnan(wanted->back_longitude) &&
             (!back || (near(longitude, wanted->back_longitude, 1e-6) && near(latitude, wanted->back_latitude, 1e-6)));
    }
    if (!same) {
      g_test_message("%s of (%g, %g): (%.9f, %.9f), not (%.9f, %.9f), or back", case_projections[wanted->projection],
                     wanted->longitude, wanted->latitude, x, y, wanted->x, wanted->y);
      g_test_fail();
    }
    arena_destroy(arena);
  }
}

static void test_fitting_finds_d3s_scale_and_translation(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(fit_cases); i++) {
    const struct FitCase *wanted = &fit_cases[i];
    Arena *arena = arena_create();
    Projection *projection = make(case_projections[wanted->projection], arena);
    const Geometry *members[4];
    for (int k = 0; k < wanted->count; k++) members[k] = test_geometry(case_geometries[wanted->first + k], arena);
    projection_fit(projection, members, (size_t)wanted->count, 10, 20, 500, 300, arena);
    double x, y;
    projection_translate(projection, &x, &y);
    bool same =
        near(projection_scale(projection), wanted->scale, 1e-9) && near(x, wanted->x, 1e-8) && near(y, wanted->y, 1e-8);
    if (!same) {
      g_test_message("%s of %s: %.9f (%.9f, %.9f), not %.9f (%.9f, %.9f)", case_projections[wanted->projection],
                     case_geometries[wanted->first], projection_scale(projection), x, y, wanted->scale, wanted->x,
                     wanted->y);
      g_test_fail();
    }
    arena_destroy(arena);
  }
}

static void compare_measures(const char *where, const double found[7], const double wanted[7], int geometry) {
  static const char *const names[] = {"area", "west", "south", "east", "north", "longitude", "latitude"};
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    bool at_pole = k == 5 && fabs(fabs(wanted[6]) - 90) < 1e-9; /* there any longitude is right */
    if (at_pole || near(found[k], wanted[k], 1e-7)) continue;
    g_test_message("%s on the %s of %s: %.9f, not %.9f", names[k], where, case_geometries[geometry], found[k],
                   wanted[k]);
    g_test_fail();
  }
}

static void test_areas_boxes_and_middles_are_those_of_d3(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(measure_cases); i++) {
    const struct MeasureCase *wanted = &measure_cases[i];
    Arena *arena = arena_create();
    const Geometry *geometry = test_geometry(case_geometries[wanted->geometry], arena);
    const Projection *projection = make(case_projections[7], arena);
    double found[7];
    found[0] = geometry_area(NULL, geometry);
    geometry_bounds(NULL, geometry, found + 1);
    geometry_centroid(NULL, geometry, &found[5], &found[6]);
    compare_measures("sphere", found, wanted->sphere, wanted->geometry);
    found[0] = geometry_area(projection, geometry);
    geometry_bounds(projection, geometry, found + 1);
    geometry_centroid(projection, geometry, &found[5], &found[6]);
    compare_measures("page", found, wanted->page, wanted->geometry);
    arena_destroy(arena);
  }
}

static void test_more_areas_boxes_and_middles_are_those_of_d3(void) {
  static const struct {
    const char *geometry;
    double measures[7];
  } cases[] = {
#include "geo/sphere.inc"
  };
  static const char *const names[] = {"area", "west", "south", "east", "north", "longitude", "latitude"};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    const Geometry *geometry = test_geometry(cases[i].geometry, arena);
    double found[7];
    found[0] = geometry_area(NULL, geometry);
    geometry_bounds(NULL, geometry, found + 1);
    geometry_centroid(NULL, geometry, &found[5], &found[6]);
    for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
      if (near(found[k], cases[i].measures[k], 1e-7)) continue;
      g_test_message("measure %zu: %s of %s: %.9f, not %.9f", i, names[k], cases[i].geometry, found[k],
                     cases[i].measures[k]);
      g_test_fail();
    }
    arena_destroy(arena);
  }
}

/* d3.geoGraticule(): lines, points, the sum of the longitudes, the sum of latitude n times n % 89. */
static void test_graticules_are_those_of_d3(void) {
  static const struct {
    const char *options;
    size_t lines, points;
    double longitudes, latitudes;
  } cases[] = {{"true", 53, 2573, -540, 57729.99860699987},
               {"{\"step\":[15,15]}", 35, 1667, -540, -1079.9991959999315},
               {"{\"stepMinor\":[5,7],\"precision\":5}", 95, 1895, -540, 6748.997169000097},
               {"{\"extentMajor\":[[-90,-60],[90,60]],\"extentMinor\":[[120,40],[20,-30]],\"stepMajor\":[45,30]}", 21,
                486, 12330, -205160},
               {"{\"extent\":[[-30,-20],[30,20]]}", 10, 112, -60, -38600}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    const Geometry *made = graticule_create(test_json(cases[i].options, arena), arena);
    size_t points = 0;
    double longitudes = 0, latitudes = 0;
    for (size_t k = 0; k < made->line_count; k++)
      for (size_t j = 0; j < made->lines[k].count; j++, points++) {
        longitudes += made->lines[k].points[2 * j];
        latitudes += made->lines[k].points[2 * j + 1] * (double)(points % 89);
      }
    g_assert_cmpuint(made->line_count, ==, cases[i].lines);
    g_assert_cmpuint(points, ==, cases[i].points);
    g_assert_true(near(longitudes, cases[i].longitudes, 1e-6) && near(latitudes, cases[i].latitudes, 1e-6));
    arena_destroy(arena);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/geo/projection/paths", test_paths_are_those_of_d3);
  g_test_add_func("/geo/projection/more-paths", test_more_paths_are_those_of_d3);
  g_test_add_func("/geo/projection/more-measures", test_more_areas_boxes_and_middles_are_those_of_d3);
  g_test_add_func("/geo/projection/points", test_points_are_projected_and_inverted_as_by_d3);
  g_test_add_func("/geo/projection/fit", test_fitting_finds_d3s_scale_and_translation);
  g_test_add_func("/geo/projection/measures", test_areas_boxes_and_middles_are_those_of_d3);
  g_test_add_func("/geo/graticule", test_graticules_are_those_of_d3);
  return g_test_run();
}
