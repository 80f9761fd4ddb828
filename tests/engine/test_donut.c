/* A donut with labels on lines outside it, the total in its hole, and below it a group with scales and axes of its own:
 * the shares of two years as stacked bars. One legend of symbols in columns stands beneath both. */
#include "engine/engine.h"

static const double ring_width = 320, ring_height = 250, outer = 90, inner = 55, bars_width = 320, bars_height = 50;
enum { KINDS = 5, YEARS = 2 };

static const char rows[] =
    "[{'year': '2015', 'kind': 'Rail', 'load': 60}, {'year': '2015', 'kind': 'Road', 'load': 90},"
    " {'year': '2015', 'kind': 'Water', 'load': 30}, {'year': '2015', 'kind': 'Pipe', 'load': 12},"
    " {'year': '2015', 'kind': 'Air', 'load': 8},"
    " {'year': '2025', 'kind': 'Rail', 'load': 105}, {'year': '2025', 'kind': 'Road', 'load': 70},"
    " {'year': '2025', 'kind': 'Water', 'load': 30}, {'year': '2025', 'kind': 'Pipe', 'load': 25},"
    " {'year': '2025', 'kind': 'Air', 'load': 20}]";

static const double shares[YEARS][KINDS] = {{.3, .45, .15, .06, .04}, {.42, .28, .12, .1, .08}};
static const char *const colors[KINDS] = {"#4c78a8", "#f58518", "#54a24b", "#b279a2", "#eeca3b"};
static const char *const kinds[KINDS] = {"Rail", "Road", "Water", "Pipe", "Air"};

static void add_labels(Picture *picture, SceneGroup *into, const Table *table) {
  static const char *const formulas[][2] = {
      {"middle", "(datum.startAngle + datum.endAngle) / 2"},
      {"side", "sin(datum.middle) < 0 ? -1 : 1"},
      {"x", "160 + 110 * sin(datum.middle) + 14 * datum.side"},
      {"y", "125 - 110 * cos(datum.middle)"},
      {"line", "'M' + (160 + 92 * sin(datum.middle)) + ',' + (125 - 92 * cos(datum.middle)) + 'L' +"
               " (160 + 110 * sin(datum.middle)) + ',' + datum.y + 'h' + 10 * datum.side"},
      {"align", "datum.side < 0 ? 'right' : 'left'"},
      {"label", "datum.kind + ' ' + format(datum.end - datum.start, '.0%')"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(formulas); i++)
    table = picture_formula(picture, table, formulas[i][0], formulas[i][1]);
  SceneMark *lines = picture_mark(picture, into, "lines", SCENE_PATH, KINDS);
  picture_set_strings(picture, lines, SCENE_PATH_DATA, table, "line");
  picture_set_color(lines, SCENE_STROKE, "#999999");
  SceneMark *labels = picture_mark(picture, into, "labels", SCENE_TEXT, KINDS);
  picture_set_text(labels, "left", "middle", 11, "#333333");
  picture_set_numbers(picture, labels, SCENE_X, table, "x");
  picture_set_numbers(picture, labels, SCENE_Y, table, "y");
  picture_set_strings(picture, labels, SCENE_ALIGN, table, "align");
  picture_set_strings(picture, labels, SCENE_TEXT_VALUE, table, "label");
}

/* The rows of one year as sectors. */
static void add_ring(Picture *picture, const Table *table, const Scale *color) {
  SceneMark *view = picture_view(picture, &picture->scene.root->groups[0], "ring", ring_width, ring_height);
  SceneGroup *into = &view->groups[0];
  table = picture_formula(picture, table, "startAngle", "2 * PI * datum.start");
  table = picture_formula(picture, table, "endAngle", "2 * PI * datum.end");
  SceneMark *arcs = picture_mark(picture, into, "arcs", SCENE_ARC, table_row_count(table));
  scene_set_number(arcs, SCENE_X, ring_width / 2);
  scene_set_number(arcs, SCENE_Y, ring_height / 2);
  scene_set_number(arcs, SCENE_INNER_RADIUS, inner);
  scene_set_number(arcs, SCENE_OUTER_RADIUS, outer);
  picture_set_numbers(picture, arcs, SCENE_START_ANGLE, table, "startAngle");
  picture_set_numbers(picture, arcs, SCENE_END_ANGLE, table, "endAngle");
  picture_set_colors(picture, arcs, SCENE_FILL, color, table_field(table, "kind"));
  picture_set_color(arcs, SCENE_STROKE, "#ffffff");
  add_labels(picture, into, table);
  static const Measure sum = {"sum", "load", "total"};
  const Table *whole = transform_aggregate(table, (FieldList){0}, &sum, 1, (Place){0}, &picture->transforms);
  SceneMark *total = picture_mark(picture, into, "total", SCENE_TEXT, 1);
  picture_set_text(total, "center", "middle", 22, "#222222");
  picture_set_strings(picture, total, SCENE_TEXT_VALUE, whole, "total");
  scene_set_number(total, SCENE_X, ring_width / 2);
  scene_set_number(total, SCENE_Y, ring_height / 2);
}

static void add_bars(Picture *picture, const Table *table, const Scale *color) {
  SceneMark *view = picture_view(picture, &picture->scene.root->groups[0], "bars", bars_width, bars_height);
  const Scale *x = picture_places(picture, "x", &scale_linear, picture_extent(picture, table, "end"), 0, bars_width, 0);
  static const char *const by[] = {"year"};
  const Table *years = transform_aggregate(table, (FieldList){by, 1}, NULL, 0, (Place){0}, &picture->transforms);
  const Scale *y = picture_places(picture, "y", &scale_band, table_field(years, "year"), 0, bars_height, .2);
  table = picture_formula(picture, table, "left", "scale('x', datum.start)");
  table = picture_formula(picture, table, "right", "scale('x', datum.end)");
  table = picture_formula(picture, table, "top", "scale('y', datum.year)");
  SceneMark *bars = picture_mark(picture, &view->groups[0], "shares", SCENE_RECT, table_row_count(table));
  picture_set_numbers(picture, bars, SCENE_X, table, "left");
  picture_set_numbers(picture, bars, SCENE_X2, table, "right");
  picture_set_numbers(picture, bars, SCENE_Y, table, "top");
  scene_set_number(bars, SCENE_HEIGHT, scale_bandwidth(y));
  picture_set_colors(picture, bars, SCENE_FILL, color, table_field(table, "kind"));
  picture_axis(picture, view, "bottom", x, "Share of the load", ".0%", "{'tickCount': 5}");
  picture_axis(picture, view, "left", y, NULL, NULL, "{'domain': false, 'ticks': false, 'labelPadding': 6}");
}

static Picture *donut(void) {
  Picture *picture = picture_create("donut");
  SceneMark *root = picture->scene.root;
  GridHint *grid = arena_new(picture->arena, GridHint);
  *grid = grid_hint();
  grid->columns = 1;
  grid->padding_row = 10;
  grid->bounds_flush = true;
  root->hint = grid;
  static const char *const by[] = {"year"};
  const StackParams stack = {
      .field = "load", .group_by = {by, 1}, .offset = "normalize", .as_start = "start", .as_end = "end"};
  const Table *table = transform_stack(picture_table(picture, rows), &stack, (Place){0}, &picture->transforms);
  g_assert_nonnull(table);
  const Table *latest = picture_filter(picture, table, "datum.year === '2025'");
  const Scale *color = picture_colors(picture, "color", &scale_ordinal, table_field(latest, "kind"), colors, KINDS);
  add_ring(picture, latest, color);
  add_bars(picture, table, color);
  const LegendSpec legend = {.type = LEGEND_SYMBOL, .scales = {{SCENE_FILL, color}}, .scale_count = 1};
  picture_legend(picture, root, legend,
                 "{'orient': 'bottom', 'columns': 5, 'symbolType': 'square', 'direction': 'horizontal'}");
  picture_title(picture, &root->groups[0], "What carries the load", "Million tonnes, 2025",
                "{'anchor': 'middle', 'frame': 'bounds'}");
  picture_place(picture, 10);
  return picture;
}

static double middle_of(size_t kind) {
  double start = 0;
  for (size_t i = 0; i < kind; i++) start += shares[1][i];
  return 2 * G_PI * (start + shares[1][kind] / 2);
}

static void test_sectors_follow_one_another_by_share(void) {
  Picture *picture = donut();
  const SceneMark *arcs = picture_named(picture->scene.root, "arcs");
  g_assert_cmpuint(arcs->count, ==, KINDS);
  double at = 0;
  for (size_t i = 0; i < KINDS; i++) {
    assert_near(scene_number(arcs, SCENE_START_ANGLE, i, NAN), at);
    at += 2 * G_PI * shares[1][i];
    assert_near(scene_number(arcs, SCENE_END_ANGLE, i, NAN), at);
  }
  assert_near(at, 2 * G_PI);
  /* The first sector, from noon to 151 degrees, reaches the ring's right end, and its foot where it ends. */
  Bounds box = path_bounds(scene_item_path(arcs, 0, picture->arena));
  double end = 2 * G_PI * .42;
  assert_near(box.x1, 0);
  assert_near(box.y1, -outer);
  assert_near(box.y2, -outer * cos(end));
  g_assert_cmpfloat_with_epsilon(box.x2, outer, .03); /* arcs are drawn as curves */
  g_assert_cmpstr(picture_texts(picture, picture_named(picture->scene.root, "total")), ==, "250");
  arena_destroy(picture->arena);
}

static void test_labels_stand_at_the_middle_of_their_sector(void) {
  Picture *picture = donut();
  const SceneMark *labels = picture_named(picture->scene.root, "labels"),
                  *lines = picture_named(picture->scene.root, "lines");
  g_assert_cmpstr(picture_texts(picture, labels), ==, "Rail 42%|Road 28%|Water 12%|Pipe 10%|Air 8%");
  for (size_t i = 0; i < KINDS; i++) {
    double middle = middle_of(i), x = ring_width / 2 + 110 * sin(middle), y = ring_height / 2 - 110 * cos(middle);
    int side = middle < G_PI ? 1 : -1;
    assert_near(scene_number(labels, SCENE_X, i, NAN), x + 14 * side);
    assert_near(scene_number(labels, SCENE_Y, i, NAN), y);
    g_assert_cmpstr(scene_string(labels, SCENE_ALIGN, i, NULL), ==, side > 0 ? "left" : "right");
    /* The line starts 2 px outside the ring, on the same spoke, and ends 4 px before the label. */
    const ScenePath *line = scene_item_path(lines, i, picture->arena);
    g_assert_cmpuint(line->point_count, ==, 6);
    assert_near(hypot(line->points[0] - ring_width / 2, line->points[1] - ring_height / 2), outer + 2);
    assert_near(line->points[2], x);
    assert_near(line->points[3], y);
    assert_near(line->points[4], x + 10 * side);
  }
  arena_destroy(picture->arena);
}

static void test_bars_share_out_their_own_axis(void) {
  Picture *picture = donut();
  const SceneMark *view = picture_named(picture->scene.root, "bars"), *bars = picture_named(view, "shares");
  g_assert_cmpuint(bars->count, ==, YEARS * KINDS);
  double step = bars_height / 2.2; /* two bands of 0.8 step, paddings of 0.2 */
  for (size_t year = 0; year < YEARS; year++) {
    double at = 0;
    for (size_t i = 0; i < KINDS; i++) {
      size_t item = year * KINDS + i;
      assert_near(scene_number(bars, SCENE_X, item, NAN), at);
      at += bars_width * shares[year][i];
      assert_near(scene_number(bars, SCENE_X2, item, NAN), at);
      assert_near(scene_number(bars, SCENE_Y, item, NAN), (.2 + (double)year) * step);
    }
  }
  const SceneMark *bottom = view->groups[0].marks[1], *left = view->groups[0].marks[2];
  const SceneMark *labels = picture_find(bottom, ROLE_AXIS_LABELS);
  g_assert_cmpstr(picture_texts(picture, labels), ==, "0%|20%|40%|60%|80%|100%");
  for (size_t i = 0; i < 6; i++) assert_near(scene_number(labels, SCENE_X, i, NAN), 64 * (double)i);
  g_assert_cmpstr(picture_texts(picture, picture_find(left, ROLE_AXIS_LABELS)), ==, "2015|2025");
  g_assert_null(picture_find(left, ROLE_AXIS_DOMAIN));
  arena_destroy(picture->arena);
}

static void test_the_legend_is_a_row_below(void) {
  Picture *picture = donut();
  const SceneMark *root = picture->scene.root, *legend = picture_find(root, ROLE_LEGEND),
                  *entries = picture_find(legend, ROLE_LEGEND_SCOPE);
  g_assert_cmpstr(picture_entries(picture, legend), ==, "Rail|Road|Water|Pipe|Air");
  g_assert_null(picture_find(legend, ROLE_LEGEND_TITLE));
  /* Symbols of 10 px and their outline take 12 px in whole px. A column is as wide as its entry, and 10 px off the next. */
  TextStyle style = {.family = "sans-serif", .size = 10};
  double at = 0;
  for (size_t i = 0; i < KINDS; i++) {
    g_assert_cmpfloat_with_epsilon(scene_number(entries, SCENE_X, i, NAN), at, 1e-6);
    g_assert_cmpfloat(scene_number(entries, SCENE_Y, i, NAN), ==, 0);
    at += ceil(12 + 4 + text_width(picture->text, &style, kinds[i])) + 10;
    Paint fill = scene_paint(entries->groups[i].marks[0], SCENE_FILL, 0);
    char hex[8];
    g_assert_cmpstr(color_to_hex(fill.color, hex), ==, colors[i]);
    g_assert_cmpstr(scene_string(entries->groups[i].marks[0], SCENE_SHAPE_NAME, 0, NULL), ==, "square");
  }
  arena_destroy(picture->arena);
}

static void test_the_canvas_holds_it_all(void) {
  Picture *picture = donut();
  const SceneMark *root = picture->scene.root, *bars = picture_named(root, "bars"),
                  *legend = picture_find(root, ROLE_LEGEND);
  g_assert_cmpfloat(scene_number(bars, SCENE_Y, 0, NAN), ==, ring_height + 10);
  if (!fonts_are_missing(picture->text)) {
    /* What sticks out: on the left the label of "Water" or those of the bars, on the right that of "Rail" or half of "100%". */
    TextStyle style = {.family = "sans-serif", .size = 11}, small = {.family = "sans-serif", .size = 10};
    double half = ring_width / 2, left = half + 110 * sin(middle_of(2)) - 14,
           right = half + 110 * sin(middle_of(0)) + 14;
    left = fmax(text_width(picture->text, &style, "Water 12%") - left, text_width(picture->text, &small, "2025") + 6);
    right = fmax(text_width(picture->text, &style, "Rail 42%") + right,
                 bars_width + text_width(picture->text, &small, "100%") / 2);
    g_assert_cmpfloat(scene_number(root, SCENE_X, 0, NAN), ==, 10 + ceil(left));
    g_assert_cmpfloat(picture->scene.width, ==, 10 + ceil(left) + ceil(right) + 10);
    /* Above: 12 px, subtitle, 4 px, title. Below the bars ticks, padding, labels, padding, title; then 18 px and the legend,
     * whose symbols end 11 px below its top. */
    double above = 12 + 11 + 4 + 15, below = 5 + 2 + 10 + 4 + 11 + 18;
    g_assert_cmpfloat(scene_number(root, SCENE_Y, 0, NAN), ==, 10 + above);
    g_assert_cmpfloat(scene_number(legend, SCENE_X, 0, NAN), ==, 0);
    g_assert_cmpfloat(scene_number(legend, SCENE_Y, 0, NAN), ==, ring_height + 10 + bars_height + below);
    g_assert_cmpfloat(picture->scene.height, ==, 10 + above + ring_height + 10 + bars_height + below + 11 + 10);
    const SceneMark *title = picture_find(root, ROLE_TITLE);
    assert_near(scene_number(title, SCENE_X, 0, NAN), (right - left) / 2);
  }
  arena_destroy(picture->arena);
}

static void test_all_formats_show_it(void) {
  Picture *picture = donut();
  const SceneMark *root = picture->scene.root, *bars = picture_named(root, "bars");
  const char *svg = picture_svg(picture);
  g_assert_cmpuint(picture_count(svg, ">Rail 42%</text>"), ==, 1);
  g_assert_cmpuint(picture_count(svg, ">250</text>"), ==, 1);
  g_assert_cmpuint(picture_count(svg, ">What carries the load</text>"), ==, 1);
  g_assert_cmpuint(picture_count(svg, "role-legend-symbol"), ==, KINDS);
  g_assert_cmpuint(picture_count(svg, "mark-arc"), ==, 1);
  cairo_surface_t *png = picture_png(picture);
  double x = scene_number(root, SCENE_X, 0, 0), y = scene_number(root, SCENE_Y, 0, 0);
  double across = x + ring_width / 2, down = y + ring_height / 2, between = (inner + outer) / 2;
  for (size_t i = 0; i < KINDS; i++)
    g_assert_cmpstr(
        picture_pixel(picture, png, across + between * sin(middle_of(i)), down - between * cos(middle_of(i))), ==,
        colors[i]);
  g_assert_cmpstr(picture_pixel(picture, png, across, down + inner - 5), ==, "#ffffff");
  g_assert_cmpstr(picture_pixel(picture, png, x + 5, y + scene_number(bars, SCENE_Y, 0, 0) + 15), ==, colors[0]);
  g_assert_cmpstr(picture_pixel(picture, png, x + bars_width - 5, y + scene_number(bars, SCENE_Y, 0, 0) + 15), ==,
                  colors[KINDS - 1]);
  picture_assert_page(picture);
  arena_destroy(picture->arena);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/engine/donut/sectors_follow_one_another_by_share", test_sectors_follow_one_another_by_share);
  g_test_add_func("/engine/donut/labels_stand_at_the_middle_of_their_sector",
                  test_labels_stand_at_the_middle_of_their_sector);
  g_test_add_func("/engine/donut/bars_share_out_their_own_axis", test_bars_share_out_their_own_axis);
  g_test_add_func("/engine/donut/the_legend_is_a_row_below", test_the_legend_is_a_row_below);
  g_test_add_func("/engine/donut/the_canvas_holds_it_all", test_the_canvas_holds_it_all);
  g_test_add_func("/engine/donut/all_formats_show_it", test_all_formats_show_it);
  return g_test_run();
}
