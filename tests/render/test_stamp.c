/* Stamped symbols (thousands of one shape) against the same ones drawn by cairo (fewer in a mark). At the middle of the cells of the
 * grid that masks are made for, a stamp is what cairo draws there. */
#include "render/sample.h"

enum { COUNT = 2400, STAMPED_FROM = 2000, WIDTH = 230, HEIGHT = 170 };

static Arena *arena;
static Messages *messages;

typedef struct Symbols {
  double x[COUNT], y[COUNT];
  void (*look)(SceneMark *mark, size_t from);
  double scale, group_x, group_y; /* of the picture; where the group stands */
  bool clipped;                   /* to 180 × 120 px */
  size_t count;                   /* 0: COUNT */
} Symbols;

typedef struct Bytes {
  const guint8 *at;
  gsize left;
} Bytes;
static cairo_status_t read_bytes(void *closure, unsigned char *out, unsigned length) {
  Bytes *bytes = closure;
  if (length > bytes->left) return CAIRO_STATUS_READ_ERROR;
  memcpy(out, bytes->at, length);
  bytes->at += length;
  bytes->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* The picture of the symbols in marks of `part` items each. */
static cairo_surface_t *draw(const Symbols *symbols, size_t part) {
  size_t count = symbols->count ? symbols->count : COUNT;
  Scene scene = {.arena = arena, .width = WIDTH, .height = HEIGHT, .background = {0, 0, 0, -1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  scene_set_number(scene.root, SCENE_X, symbols->group_x);
  scene_set_number(scene.root, SCENE_Y, symbols->group_y);
  scene_set_number(scene.root, SCENE_WIDTH, 180);
  scene_set_number(scene.root, SCENE_HEIGHT, 120);
  for (size_t from = 0; from < count; from += part) {
    SceneMark *mark = scene_mark_create(arena, SCENE_SYMBOL, ROLE_MARK, MIN(part, count - from));
    scene_set_numbers(mark, SCENE_X, symbols->x + from);
    scene_set_numbers(mark, SCENE_Y, symbols->y + from);
    mark->clip = symbols->clipped;
    symbols->look(mark, from);
    scene_group_add(arena, &scene.root->groups[0], mark);
  }
  GBytes *png = sample_render(&scene, "png", (RenderOptions){.scale = symbols->scale}, messages);
  Bytes bytes = {.at = g_bytes_get_data(png, NULL), .left = g_bytes_get_size(png)};
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &bytes);
  g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
  g_bytes_unref(png);
  return surface;
}

static guint32 pixel(cairo_surface_t *surface, int x, int y) {
  const guint8 *row = cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface);
  guint32 value;
  memcpy(&value, row + 4 * x, 4);
  return cairo_image_surface_get_format(surface) == CAIRO_FORMAT_RGB24 ? value | 0xFF000000 : value;
}

/* The largest difference of any channel of two pictures. */
static int difference(cairo_surface_t *a, cairo_surface_t *b) {
  int worst = 0;
  for (int y = 0; y < cairo_image_surface_get_height(a); y++)
    for (int x = 0; x < cairo_image_surface_get_width(a); x++)
      for (int shift = 0; shift < 32; shift += 8)
        worst = MAX(worst, ABS((int)(pixel(a, x, y) >> shift & 255) - (int)(pixel(b, x, y) >> shift & 255)));
  return worst;
}

static int stamped_and_drawn_differ_by(const Symbols *symbols) {
  cairo_surface_t *stamped = draw(symbols, COUNT), *drawn = draw(symbols, COUNT / 2);
  int worst = difference(stamped, drawn);
  cairo_surface_destroy(stamped);
  cairo_surface_destroy(drawn);
  return worst;
}

/* Every cell of the grid, ten times; far apart along, and beyond all four edges. */
static void spread(Symbols *symbols) {
  for (int i = 0; i < COUNT; i++) {
    symbols->x[i] = (-12 + i * 37 % 251 + (i % 16 + 0.5) / 16 - symbols->group_x * symbols->scale) / symbols->scale;
    symbols->y[i] =
        (-12 + i * 53 % 193 + (i / 16 % 15 + 0.5) / 15 - symbols->group_y * symbols->scale) / symbols->scale;
  }
}

static void look_plain(SceneMark *mark, size_t from) {
  (void)from;
  scene_set_number(mark, SCENE_SIZE, 40);
  scene_set_color(mark, SCENE_FILL, (Rgba){0.1, 0.5, 0.9, 1});
}

static void look_stroked(SceneMark *mark, size_t from) {
  (void)from;
  scene_set_string(mark, SCENE_SHAPE_NAME, "triangle-up");
  scene_set_number(mark, SCENE_SIZE, 60);
  scene_set_number(mark, SCENE_OPACITY, 0.8);
  scene_set_number(mark, SCENE_FILL_OPACITY, 0.3);
  scene_set_number(mark, SCENE_STROKE_OPACITY, 0.6);
  scene_set_number(mark, SCENE_STROKE_WIDTH, 3);
  scene_set_color(mark, SCENE_FILL, (Rgba){0.9, 0.4, 0.1, 1});
  scene_set_color(mark, SCENE_STROKE, (Rgba){0.2, 0.1, 0.6, 0.9});
}

static void look_by_item(SceneMark *mark, size_t from) {
  Paint *fills = arena_array(arena, Paint, mark->count), *strokes = arena_array(arena, Paint, mark->count);
  double *opacities = arena_array(arena, double, mark->count);
  for (size_t i = 0; i < mark->count; i++) {
    double at = (double)((from + i) % 7) / 6;
    fills[i] = (Paint){i % 5 ? PAINT_COLOR : PAINT_NONE, {at, 1 - at, 0.3, 1}, NULL};
    strokes[i] = (Paint){i % 3 ? PAINT_COLOR : PAINT_NONE, {0.3, at, 1 - at, i % 4 ? 1 : 0}, NULL};
    opacities[i] = i % 6 ? 0.4 + at / 2 : 0;
  }
  scene_set_string(mark, SCENE_SHAPE_NAME, "cross");
  scene_set_number(mark, SCENE_SIZE, 50);
  scene_set_paints(mark, SCENE_FILL, fills);
  scene_set_paints(mark, SCENE_STROKE, strokes);
  scene_set_numbers(mark, SCENE_OPACITY, opacities);
}

static void test_stamps_are_what_cairo_draws(void) {
  static void (*const looks[])(SceneMark *, size_t) = {look_plain, look_stroked, look_by_item};
  static const double scales[] = {1, 2, 0.5};
  Symbols *symbols = g_new0(Symbols, 1);
  for (size_t look = 0; look < G_N_ELEMENTS(looks); look++)
    for (size_t scale = 0; scale < G_N_ELEMENTS(scales); scale++) {
      *symbols = (Symbols){.look = looks[look], .scale = scales[scale]};
      for (int moved = 0; moved < 2; moved++) {
        symbols->group_x = moved ? 20 : 0;
        symbols->group_y = moved ? 14 : 0;
        symbols->clipped = moved;
        spread(symbols);
        int worst = stamped_and_drawn_differ_by(symbols);
        if (worst > 5)
          g_test_fail_printf("look %zu, scale %g, %smoved: off by %d", look, scales[scale], moved ? "" : "not ", worst);
      }
    }
  g_free(symbols);
}

/* Between the middles of cells a stamp is a little off, which shows that it is one. */
static void test_two_thousand_alike_are_stamped(void) {
  static void (*const looks[])(SceneMark *, size_t) = {look_plain, look_stroked};
  Symbols *symbols = g_new0(Symbols, 1);
  for (size_t look = 0; look < G_N_ELEMENTS(looks); look++) {
    *symbols = (Symbols){.look = looks[look], .scale = 1, .count = STAMPED_FROM};
    for (int i = 0; i < COUNT; i++) {
      symbols->x[i] = i % 50 * 4.37;
      symbols->y[i] = i / 50 * 3.61;
    }
    cairo_surface_t *drawn = draw(symbols, COUNT / 3), *stamped = draw(symbols, STAMPED_FROM),
                    *nearly = draw(symbols, STAMPED_FROM - 1);
    g_assert_cmpint(difference(drawn, nearly), ==, 0);
    g_assert_cmpint(difference(drawn, stamped), >, 0);
    cairo_surface_destroy(drawn);
    cairo_surface_destroy(stamped);
    cairo_surface_destroy(nearly);
  }
  g_free(symbols);
}

static const double no_dash[] = {NAN};
static double steps[COUNT];
static const double *dashes[COUNT];
static const char *names[COUNT];

static void differ_size(SceneMark *mark) { scene_set_numbers(mark, SCENE_SIZE, steps); }
static void differ_angle(SceneMark *mark) { scene_set_numbers(mark, SCENE_ANGLE, steps); }
static void differ_width(SceneMark *mark) { scene_set_numbers(mark, SCENE_STROKE_WIDTH, steps); }
static void differ_offset(SceneMark *mark) { scene_set_numbers(mark, SCENE_STROKE_DASH_OFFSET, steps); }
static void differ_limit(SceneMark *mark) { scene_set_numbers(mark, SCENE_STROKE_MITER_LIMIT, steps); }
static void differ_shape(SceneMark *mark) { scene_set_strings(mark, SCENE_SHAPE_NAME, names); }
static void differ_cap(SceneMark *mark) { scene_set_strings(mark, SCENE_STROKE_CAP, names); }
static void differ_join(SceneMark *mark) { scene_set_strings(mark, SCENE_STROKE_JOIN, names); }
static void differ_dash(SceneMark *mark) {
  mark->channels[SCENE_STROKE_DASH] = (SceneChannel){.state = CHANNEL_COLUMN, .arrays = dashes};
}
static void turn(SceneMark *mark) { scene_set_number(mark, SCENE_ANGLE, 30); }
static void blend(SceneMark *mark) { scene_set_string(mark, SCENE_BLEND, "multiply"); }
static void grow(SceneMark *mark) { scene_set_number(mark, SCENE_SIZE, 3200); }
static void fill_gradient(SceneMark *mark) { sample_gradient(arena, mark, false); }
static void stroke_gradient(SceneMark *mark) {
  sample_gradient(arena, mark, true);
  mark->channels[SCENE_STROKE] = (SceneChannel){.state = CHANNEL_CONSTANT, .paint = mark->channels[SCENE_FILL].paints};
  scene_set_color(mark, SCENE_FILL, sample_red);
}
static void (*variation)(SceneMark *);
static void look_varied(SceneMark *mark, size_t from) {
  (void)from;
  scene_set_color(mark, SCENE_FILL, sample_red);
  scene_set_color(mark, SCENE_STROKE, sample_blue);
  variation(mark);
  for (size_t id = SCENE_FILL; id <= SCENE_STROKE; id++)
    if (mark->channels[id].state == CHANNEL_COLUMN) /* the one paint that there is */
      mark->channels[id] = (SceneChannel){.state = CHANNEL_CONSTANT, .paint = mark->channels[id].paints};
}

static void test_what_stamps_cannot_show_is_drawn(void) {
  static void (*const variations[])(SceneMark *) = {
      differ_size, differ_angle, differ_width, differ_offset, differ_limit, differ_shape,  differ_cap,
      differ_join, differ_dash,  turn,         blend,         grow,         fill_gradient, stroke_gradient};
  for (int i = 0; i < COUNT; i++) {
    steps[i] = 30 + i % 2;
    names[i] = i % 2 ? "square" : "round";
    dashes[i] = no_dash;
  }
  for (size_t k = 0; k < G_N_ELEMENTS(variations); k++) {
    variation = variations[k];
    if (variation == differ_shape)
      for (int i = 0; i < COUNT; i++) names[i] = i % 2 ? "square" : "diamond";
    Symbols *symbols = g_new0(Symbols, 1);
    *symbols = (Symbols){.look = look_varied, .scale = 1};
    for (int i = 0; i < COUNT; i++) {
      symbols->x[i] = i % 50 * 4.37;
      symbols->y[i] = i / 50 * 3.61;
    }
    int worst = stamped_and_drawn_differ_by(symbols);
    if (worst) g_test_fail_printf("variation %zu: off by %d", k, worst);
    g_free(symbols);
  }
}

/* One stamp on a clear canvas, in the middle of its ink: exactly the colour, rounded. */
static void look_alone(SceneMark *mark, size_t from) {
  (void)from;
  scene_set_string(mark, SCENE_SHAPE_NAME, "square");
  scene_set_number(mark, SCENE_SIZE, 100);
  scene_set_number(mark, SCENE_OPACITY, 0.26);
  scene_set_color(mark, SCENE_FILL, (Rgba){1, 0.61, 0.2, 1});
}

static void test_ink_is_rounded_to_the_nearest(void) {
  Symbols *symbols = g_new0(Symbols, 1);
  *symbols = (Symbols){.look = look_alone, .scale = 1};
  for (int i = 0; i < COUNT; i++) symbols->x[i] = symbols->y[i] = -40;
  symbols->x[7] = 20 + 0.5 / 16;
  symbols->y[7] = 30 + 0.5 / 15;
  cairo_surface_t *picture = draw(symbols, COUNT);
  g_assert_cmphex(pixel(picture, 20, 30), ==, 66u << 24 | 66 << 16 | 40 << 8 | 13); /* 255 × .26 × (1, 1, .61, .2) */
  g_assert_cmphex(pixel(picture, 0, 0), ==, 0);
  g_assert_cmphex(pixel(picture, 40, 30), ==, 0);
  cairo_surface_destroy(picture);
  g_free(symbols);
}

/* More than one thread lays by itself, and more than are collected at a time; they overlap, so that their order counts. */
enum { MANY = 70000 };
static double many_x[MANY], many_y[MANY];
static Paint many_paints[MANY];

static GBytes *draw_many(int threads) {
  Scene scene = {.arena = arena, .width = WIDTH, .height = HEIGHT, .background = {1, 1, 1, 1}};
  scene.root = scene_group_create(arena, ROLE_FRAME);
  SceneMark *mark = scene_mark_create(arena, SCENE_SYMBOL, ROLE_MARK, MANY);
  scene_set_numbers(mark, SCENE_X, many_x);
  scene_set_numbers(mark, SCENE_Y, many_y);
  scene_set_paints(mark, SCENE_STROKE, many_paints);
  scene_group_add(arena, &scene.root->groups[0], mark);
  return sample_render(&scene, "png", (RenderOptions){.threads = threads}, messages);
}

static void test_threads_do_not_change_pixels(void) {
  for (int i = 0; i < MANY; i++) {
    many_x[i] = (double)(i * 7919LL % 2400) / 10 - 5;
    many_y[i] = (double)(i * 104729LL % 1800) / 10 - 5;
    Rgba color = {i % 3 / 2.0, i % 5 / 4.0, i % 7 / 6.0, 0.3 + i % 2 * 0.7};
    many_paints[i] = (Paint){.kind = PAINT_COLOR, .color = color};
  }
  GBytes *one = draw_many(1);
  for (int threads = 2; threads <= 7; threads++) {
    GBytes *several = draw_many(threads);
    g_assert_true(g_bytes_equal(one, several));
    g_bytes_unref(several);
  }
  g_bytes_unref(one);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  messages = messages_create(arena, false);
  g_test_add_func("/render/stamp/same", test_stamps_are_what_cairo_draws);
  g_test_add_func("/render/stamp/from", test_two_thousand_alike_are_stamped);
  g_test_add_func("/render/stamp/unlike", test_what_stamps_cannot_show_is_drawn);
  g_test_add_func("/render/stamp/ink", test_ink_is_rounded_to_the_nearest);
  g_test_add_func("/render/stamp/threads", test_threads_do_not_change_pixels);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
