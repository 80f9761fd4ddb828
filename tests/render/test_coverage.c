/* Coverage of outlines is cairo's, to the bit. */
#include "render/canvas.h"
#include "render/outline.h"
#include <math.h>

enum { VERBS_MAX = 800 };

/* A path of some rings or lines, as ragged as a coast, as round as a dot or as wild as a knot. */
typedef struct Drawing {
  char verbs[VERBS_MAX];
  double points[2 * VERBS_MAX];
  ScenePath path;
  int width, height; /* px of the picture */
  OutlinePlace place;
  OutlinePen pen;
  bool stroked;
} Drawing;

static double share(GRand *random) { return g_rand_double(random); }

/* Rings whose corners lie on whole, halves or quarters of pixels have many edges at the same place. */
static double snapped(double v, double grid) { return grid > 0 ? floor(v / grid) * grid : v; }

static void add_ring(Drawing *drawing, GRand *random, double grid) {
  ScenePath *path = &drawing->path;
  int corners = g_rand_int_range(random, 3, g_rand_boolean(random) ? 12 : 200), kind = g_rand_int_range(random, 0, 3);
  double scale = drawing->place.scale, width = drawing->width / scale, height = drawing->height / scale;
  double x = width * (0.3 + 0.4 * share(random)), y = height * (0.3 + 0.4 * share(random)),
         radius = fmin(width, height) * 0.25 * share(random);
  for (int i = 0; i < corners; i++) {
    double angle = 2 * G_PI * i / corners, away = radius * (kind == 1 ? 1 : 0.8 + 0.2 * share(random));
    double dx = kind == 0 ? radius * (2 * share(random) - 1) : away * cos(angle);
    double dy = kind == 0 ? radius * (2 * share(random) - 1) : away * sin(angle);
    drawing->verbs[path->verb_count++] = i ? PATH_LINE : PATH_MOVE;
    drawing->points[path->point_count++] = snapped(x + dx, grid);
    drawing->points[path->point_count++] = snapped(y + dy, grid);
  }
  if (share(random) < 0.8) drawing->verbs[path->verb_count++] = PATH_CLOSE;
}

static void make(Drawing *drawing, guint32 seed) {
  static const double scales[] = {1, 2, 1.37}, grids[] = {0, 0.25, 0.5, 1};
  GRand *random = g_rand_new_with_seed(seed);
  *drawing = (Drawing){.width = g_rand_int_range(random, 80, 280), .height = g_rand_int_range(random, 60, 260)};
  bool is_moved = g_rand_boolean(random);
  drawing->place = (OutlinePlace){.scale = scales[seed % 3], .x = is_moved ? 5.5 : 0, .y = is_moved ? 3.25 : 0};
  drawing->stroked = g_rand_boolean(random);
  drawing->pen = (OutlinePen){.half_width = (0.3 + 4 * share(random)) / 2,
                              .scale = drawing->place.scale,
                              .is_device = drawing->place.scale == 1 && !is_moved,
                              .miter_limit = g_rand_boolean(random) ? 4 : 10,
                              .miter = share(random) < 0.7,
                              .square = g_rand_boolean(random)};
  drawing->path = (ScenePath){.verbs = drawing->verbs, .points = drawing->points};
  for (int rings = g_rand_int_range(random, 1, 4); rings > 0; rings--) add_ring(drawing, random, grids[seed / 3 % 4]);
  g_rand_free(random);
}

static cairo_surface_t *by_cairo(const Drawing *drawing) {
  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, drawing->width, drawing->height);
  cairo_t *cairo = cairo_create(surface);
  const double *at = drawing->points;
  cairo_translate(cairo, drawing->place.x, drawing->place.y);
  cairo_scale(cairo, drawing->place.scale, drawing->place.scale);
  for (size_t i = 0; i < drawing->path.verb_count; i++) {
    if (drawing->verbs[i] == PATH_CLOSE) {
      cairo_close_path(cairo);
      continue;
    }
    (drawing->verbs[i] == PATH_MOVE ? cairo_move_to : cairo_line_to)(cairo, at[0], at[1]);
    at += 2;
  }
  cairo_set_line_width(cairo, 2 * drawing->pen.half_width);
  cairo_set_miter_limit(cairo, drawing->pen.miter_limit);
  cairo_set_line_join(cairo, drawing->pen.miter ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_cap(cairo, drawing->pen.square ? CAIRO_LINE_CAP_SQUARE : CAIRO_LINE_CAP_BUTT);
  (drawing->stroked ? cairo_stroke : cairo_fill)(cairo);
  cairo_destroy(cairo);
  cairo_surface_flush(surface);
  return surface;
}

static int coverage_at(const CoverageMask *mask, int x, int y) {
  bool inside = x >= mask->left && y >= mask->top && x < mask->left + mask->width && y < mask->top + mask->height;
  return inside ? mask->pixels[(y - mask->top) * mask->width + x - mask->left] : 0;
}

/* The largest difference to cairo's coverage; −1 if the outline is left to cairo. */
static int compare(const Drawing *drawing) {
  PixelBox box = {0, 0, drawing->width, drawing->height};
  Outline outline;
  Edges edges = {0};
  int worst = -1;
  edges_begin(&edges);
  if (outline_read(&outline, &drawing->path, drawing->place, box)) {
    if (drawing->stroked)
      outline_stroke_edges(&outline, &drawing->pen, &edges);
    else
      outline_fill_edges(&outline, &edges);
    CoverageMask mask = coverage_box(&edges);
    if (mask.left >= 0 && mask.top >= 0 && mask.left + mask.width <= box.right &&
        mask.top + mask.height <= box.bottom) {
      mask.pixels = g_new0(guint8, (gsize)mask.width * (gsize)mask.height + 1);
      coverage_fill(&edges, &mask);
      cairo_surface_t *wanted = by_cairo(drawing);
      worst = 0;
      for (int y = 0; y < drawing->height; y++) {
        const guint8 *row = cairo_image_surface_get_data(wanted) + y * cairo_image_surface_get_stride(wanted);
        for (int x = 0; x < drawing->width; x++) worst = MAX(worst, ABS(row[x] - coverage_at(&mask, x, y)));
      }
      cairo_surface_destroy(wanted);
      g_free(mask.pixels);
    }
  }
  outline_free(&outline);
  g_free(edges.items);
  return worst;
}

static void test_fills_and_strokes_cover_what_cairo_covers(void) {
  enum { DRAWINGS = 600 };
  int tolerance = cairo_version() < CAIRO_VERSION_ENCODE(1, 17, 0) ? 0 : 8,
      compared = 0; /* its later strokes may differ */
  for (guint32 seed = 0; seed < DRAWINGS; seed++) {
    Drawing drawing;
    make(&drawing, seed);
    int worst = compare(&drawing);
    if (worst > tolerance) {
      g_test_message("drawing %u differs by %d", seed, worst);
      g_test_fail();
    }
    compared += worst >= 0;
  }
  g_assert_cmpint(compared, >, DRAWINGS * 3 / 4);
}

static bool is_read(const char *verbs, const double *points, size_t point_count) {
  const ScenePath path = {verbs, points, strlen(verbs), point_count};
  Outline outline;
  bool read = outline_read(&outline, &path, (OutlinePlace){.scale = 1}, (PixelBox){0, 0, 100, 100});
  outline_free(&outline);
  return read;
}

static void test_curves_boxes_and_what_leaves_the_picture_are_left_to_cairo(void) {
  static const double points[] = {10, 10, 90, 20, 50, 80, 20, 60}, box[] = {10, 10, 90, 10, 90, 80, 10, 80},
                      outside[] = {10, 10, 101, 20, 50, 80};
  g_assert_true(is_read("MLLZ", points, 6));
  g_assert_false(is_read("MCZ", points, 8));
  g_assert_false(is_read("MLLLZ", box, 8));
  g_assert_false(is_read("MLLZ", outside, 6));
}

static void test_strokes_that_reach_very_far_are_left_to_cairo(void) {
  static const double needle[] = {10, 10, 90, 10.01, 10, 10.02};
  const ScenePath path = {"MLL", needle, 3, 6};
  const OutlinePen pen = {.half_width = 3, .scale = 1, .is_device = true, .miter_limit = 1e9, .miter = true};
  Outline outline;
  Edges edges = {0};
  edges_begin(&edges);
  g_assert_true(outline_read(&outline, &path, (OutlinePlace){.scale = 1}, (PixelBox){0, 0, 100, 100}));
  outline_stroke_edges(&outline, &pen, &edges);
  g_assert_true(edges.too_far);
  edges_begin(&edges);
  g_assert_false(edges.too_far);
  outline_free(&outline);
  g_free(edges.items);
}

/* Thousands of edges at the same place, which begin one after the other. */
static void test_edges_at_the_same_place_take_no_longer(void) {
  enum { EDGES = 20000, ROWS = 200 };
  guint8 *pixels = g_new0(guint8, ROWS * 20);
  Edges edges = {0};
  edges_begin(&edges);
  for (int i = 0; i < EDGES; i++) {
    FixedPoint top = {FIXED_ONE, i % 100 * FIXED_ONE}, bottom = {FIXED_ONE, ROWS * FIXED_ONE};
    FixedPoint right_top = {19 * FIXED_ONE, top.y}, right_bottom = {19 * FIXED_ONE, bottom.y};
    edges_add(&edges, top, bottom, 1);
    edges_add(&edges, right_top, right_bottom, -1);
  }
  CoverageMask mask = coverage_box(&edges);
  mask.pixels = pixels;
  coverage_fill(&edges, &mask);
  for (int i = 0; i < mask.width * mask.height; i++) g_assert_cmpint(pixels[i], ==, 255);
  g_free(pixels);
  g_free(edges.items);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/coverage/cairo", test_fills_and_strokes_cover_what_cairo_covers);
  g_test_add_func("/coverage/left_to_cairo", test_curves_boxes_and_what_leaves_the_picture_are_left_to_cairo);
  g_test_add_func("/coverage/far", test_strokes_that_reach_very_far_are_left_to_cairo);
  g_test_add_func("/coverage/same_place", test_edges_at_the_same_place_take_no_longer);
  return g_test_run();
}
