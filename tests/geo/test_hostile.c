/* Invalid coordinates, shapes that are empty or without area, and properties out of all bounds do no harm:
 * nothing that is not a number is drawn, and drawing ends. */
#include "geo/graticule.h"
#include "geo/measure.h"
#include "geo/projection.h"
#include "geo/read_geometry.h"

static const char *const types[] = {
    "albers",         "albersUsa",         "azimuthalEqualArea", "azimuthalEquidistant", "conicConformal",
    "conicEqualArea", "conicEquidistant",  "equalEarth",         "equirectangular",      "gnomonic",
    "identity",       "mercator",          "mollweide",          "naturalEarth1",        "orthographic",
    "stereographic",  "transverseMercator"};
static const char *const properties[] = {
    "",
    ",\"scale\":1e300",
    ",\"scale\":0",
    ",\"scale\":-100,\"clipExtent\":[[300,300],[0,0]]",
    ",\"clipAngle\":1e300",
    ",\"clipAngle\":1e-12",
    ",\"clipAngle\":-45",
    ",\"clipAngle\":180",
    ",\"clipAngle\":360",
    ",\"rotate\":[1e300,-1e300,1e300],\"center\":[1e18,-1e18]",
    ",\"precision\":0",
    ",\"precision\":1e-300,\"scale\":1e7",
    ",\"clipExtent\":[[100,100],[100,100]],\"precision\":1e300",
    ",\"clipExtent\":[[-1e308,-1e308],[1e308,1e308]],\"rotate\":[90,90]",
    ",\"parallels\":[90,-90],\"clipAngle\":90",
    ",\"parallels\":[1e300,0]",
    ",\"translate\":[1e308,-1e308],\"scale\":1e308",
};

static void check(double x, double y) { g_assert_true(isfinite(x) && isfinite(y)); }
static void on_move(void *self, double x, double y) { (*(size_t *)self)++, check(x, y); }
static void on_line(void *self, double x, double y) { (*(size_t *)self)++, check(x, y); }
static void on_close(void *self) { (void)self; }
static void on_point(void *self, double x, double y, double radius) {
  (*(size_t *)self)++, check(x, y), check(radius, 0);
}

static size_t draw(const Projection *projection, const Geometry *geometry) {
  size_t count = 0;
  const GeoSink sink = {&count, on_move, on_line, on_close, on_point};
  projection_draw(projection, geometry, 4.5, &sink);
  return count;
}

/* Everything that can be done with a projection. */
static void use(const char *type, const char *more, const Geometry *geometry, Arena *arena) {
  Messages *messages = messages_create(arena, false);
  Projection *projection =
      projection_create(test_json(arena_printf(arena, "{\"type\":\"%s\"%s}", type, more), arena), messages, arena);
  g_assert_nonnull(projection);
  double box[4], x, y;
  draw(projection, geometry);
  geometry_area(projection, geometry);
  geometry_bounds(projection, geometry, box);
  geometry_centroid(projection, geometry, &x, &y);
  const double *points = geometry->line_count && geometry->lines[0].count ? geometry->lines[0].points : NULL;
  if (points && projection_point(projection, points[0], points[1], &x, &y)) check(x, y);
  if (projection_invert(projection, 1e300, -3, &x, &y)) check(x, y);
  projection_fit(projection, &geometry, 1, 0, 0, 300, 200, arena);
  draw(projection, geometry);
}

static const Geometry *of_lines(GeometryKind kind, const GeometryLine *lines, size_t count, Arena *arena) {
  Geometry *made = arena_new(arena, Geometry);
  size_t *ends = arena_array(arena, size_t, count);
  for (size_t i = 0; i < count; i++) ends[i] = i + 1;
  *made = (Geometry){.kind = kind, .line_count = count, .lines = lines, .polygon_count = count, .polygon_ends = ends};
  return made;
}

static void use_everywhere(const GeometryLine *lines, size_t count, Arena *arena) {
  for (int kind = GEOMETRY_POINT; kind <= GEOMETRY_SPHERE; kind++) {
    if (kind == GEOMETRY_COLLECTION) continue;
    const Geometry *geometry = of_lines((GeometryKind)kind, lines, count, arena);
    double box[4], x, y;
    geometry_area(NULL, geometry);
    geometry_bounds(NULL, geometry, box);
    geometry_centroid(NULL, geometry, &x, &y);
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
      for (size_t k = 0; k < G_N_ELEMENTS(properties); k++) use(types[i], properties[k], geometry, arena);
  }
}

static void test_degenerate_shapes_do_no_harm(void) {
  static const double empty[1], one[] = {10, 20}, same[] = {5, 5, 5, 5, 5, 5, 5, 5};
  static const double flat[] = {0, 0, 20, 0, 10, 0, 0, 0}, poles[] = {0, 90, 90, 90, 0, -90, 0, 90};
  static const double seam[] = {180, 0, -180, 0, 180, 10, -180, 10, 180, 0},
                      opposite[] = {0, 0, 180, 0, 0, 0, 180, 0, 0, 0};
  const GeometryLine lines[] = {{0, empty}, {1, one}, {4, same}, {4, flat}, {4, poles}, {5, seam}, {5, opposite}};
  Arena *arena = arena_create();
  use_everywhere(lines, G_N_ELEMENTS(lines), arena);
  use_everywhere(lines, 0, arena);
  arena_destroy(arena);
}

static void test_numbers_out_of_bounds_do_no_harm(void) {
  const double none[] = {NAN, NAN, NAN, 3, 4, NAN, NAN, NAN}, some[] = {0, 0, NAN, NAN, 20, 20, 30, -10, 0, 0};
  const double huge[] = {1e308, 1e308, -1e308, 1e308, 1e17, -1e17, 1e308, 1e308};
  const double beyond[] = {400, 95, -500, -120, 170, 89.9999999, 400, 95},
               endless[] = {INFINITY, -INFINITY, 0, 0, 5, 5, INFINITY, 0};
  const GeometryLine lines[] = {{4, none}, {5, some}, {4, huge}, {4, beyond}, {4, endless}};
  Arena *arena = arena_create();
  use_everywhere(lines, G_N_ELEMENTS(lines), arena);
  arena_destroy(arena);
}

/* Any polygon at all: a generator with a fixed seed makes many that cross themselves and every seam. */
static void test_tangled_polygons_do_no_harm(void) {
  Arena *arena = arena_create();
  GRand *random = g_rand_new_with_seed(7);
  double points[2 * 61];
  for (int round = 0; round < 60; round++) {
    for (size_t i = 0; i < 60; i++) {
      points[2 * i] = round % 3 ? g_rand_double_range(random, -180, 180) : 90 * g_rand_int_range(random, -2, 3);
      points[2 * i + 1] = round % 3 ? g_rand_double_range(random, -90, 90) : 45 * g_rand_int_range(random, -2, 3);
    }
    points[120] = points[0], points[121] = points[1];
    const GeometryLine line = {61, points};
    const Geometry *polygon = of_lines(GEOMETRY_POLYGON, &line, 1, arena);
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
      use(types[i], properties[(size_t)round % G_N_ELEMENTS(properties)], polygon, arena);
  }
  g_rand_free(random);
  arena_destroy(arena);
}

static void test_a_projection_of_no_known_type_is_an_error(void) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  g_assert_null(projection_create(test_json("{\"type\":\"mercater\"}", arena), messages, arena));
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "unknown projection \"mercater\"; did you mean \"mercator\"?");
  arena_destroy(arena);
}

static void test_properties_of_the_wrong_kind_are_errors(void) {
  static const char *const wrong[] = {
      "\"center\":3", "\"center\":[1]",   "\"rotate\":[1,2,3,4]",    "\"clipExtent\":[1,2]", "\"scale\":\"big\"",
      "\"scale\":{}", "\"precision\":[]", "\"translate\":[\"a\",1]", "\"reflectX\":\"x\"",   "\"clipAngle\":[[1]]"};
  for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
    Arena *arena = arena_create();
    Messages *messages = messages_create(arena, false);
    g_assert_nonnull(projection_create(test_json(arena_printf(arena, "{\"type\":\"mercator\",%s}", wrong[i]), arena),
                                       messages, arena));
    g_assert_cmpuint(messages_error_count(messages), ==, 1);
    arena_destroy(arena);
  }
}

typedef struct Graticule {
  const Json *options;
  Arena *arena;
  const Geometry *made;
} Graticule;

static void make_graticule(void *closure) {
  Graticule *graticule = closure;
  graticule->made = graticule_create(graticule->options, graticule->arena);
}

static void test_graticules_of_any_step_end(void) {
  static const char *const options[] = {"{\"step\":[0,0]}",
                                        "{\"step\":[1e-300,1e-300]}",
                                        "{\"step\":[-10,-10]}",
                                        "{\"precision\":1e-12}",
                                        "{\"precision\":0}",
                                        "{\"extent\":[[-1e300,-1e300],[1e300,1e300]]}",
                                        "{\"step\":[0.001,0.001],\"precision\":0.001}",
                                        "{\"extent\":[[],{}],\"step\":\"a\",\"stepMajor\":[null]}",
                                        "[]"};
  for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
    Arena *arena = arena_create();
    Budget *budget = budget_create();
    arena_set_budget(arena, budget);
    Graticule graticule = {.options = test_json(options[i], arena), .arena = arena};
    if (budget_run(budget, make_graticule, &graticule))
      g_assert_cmpint(graticule.made->kind, ==, GEOMETRY_MULTI_LINE);
    else
      g_assert_cmpint(budget_refusal(budget)->kind, ==, BUDGET_STEPS);
    g_assert_cmpuint(arena_size(arena), <, 64 << 20);
    arena_destroy(arena);
    g_free(budget);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/geo/hostile/degenerate", test_degenerate_shapes_do_no_harm);
  g_test_add_func("/geo/hostile/numbers", test_numbers_out_of_bounds_do_no_harm);
  g_test_add_func("/geo/hostile/tangled", test_tangled_polygons_do_no_harm);
  g_test_add_func("/geo/hostile/type", test_a_projection_of_no_known_type_is_an_error);
  g_test_add_func("/geo/hostile/properties", test_properties_of_the_wrong_kind_are_errors);
  g_test_add_func("/geo/hostile/graticule", test_graticules_of_any_step_end);
  return g_test_run();
}
