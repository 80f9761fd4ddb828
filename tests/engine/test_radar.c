/* Two radar charts side by side: a group a year, in it one at the centre with radial and angular scales and an axis, in
 * that one a line for each series; headers over the columns and one legend for both. */
#include "engine/engine.h"

static const double cell_width = 280, cell_height = 250, centre_x = 140, centre_y = 125, radius = 100;
enum { YEARS = 2, KEYS = 6, SERIES = 2 };

static const char rows[] = "[{'year': 2015, 'line': 'Tram', 'key': 'Speed', 'value': 60}, {'year': 2015, 'line': "
                           "'Tram', 'key': 'Comfort', 'value': 75},"
                           " {'year': 2015, 'line': 'Tram', 'key': 'Safety', 'value': 90}, {'year': 2015, 'line': "
                           "'Tram', 'key': 'Price', 'value': 40},"
                           " {'year': 2015, 'line': 'Tram', 'key': 'Quiet', 'value': 55}, {'year': 2015, 'line': "
                           "'Tram', 'key': 'Reach', 'value': 30},"
                           " {'year': 2015, 'line': 'Bus', 'key': 'Speed', 'value': 35}, {'year': 2015, 'line': 'Bus', "
                           "'key': 'Comfort', 'value': 45},"
                           " {'year': 2015, 'line': 'Bus', 'key': 'Safety', 'value': 70}, {'year': 2015, 'line': "
                           "'Bus', 'key': 'Price', 'value': 65},"
                           " {'year': 2015, 'line': 'Bus', 'key': 'Quiet', 'value': 20}, {'year': 2015, 'line': 'Bus', "
                           "'key': 'Reach', 'value': 80},"
                           " {'year': 2025, 'line': 'Tram', 'key': 'Speed', 'value': 70}, {'year': 2025, 'line': "
                           "'Tram', 'key': 'Comfort', 'value': 85},"
                           " {'year': 2025, 'line': 'Tram', 'key': 'Safety', 'value': 95}, {'year': 2025, 'line': "
                           "'Tram', 'key': 'Price', 'value': 50},"
                           " {'year': 2025, 'line': 'Tram', 'key': 'Quiet', 'value': 80}, {'year': 2025, 'line': "
                           "'Tram', 'key': 'Reach', 'value': 45},"
                           " {'year': 2025, 'line': 'Bus', 'key': 'Speed', 'value': 40}, {'year': 2025, 'line': 'Bus', "
                           "'key': 'Comfort', 'value': 60},"
                           " {'year': 2025, 'line': 'Bus', 'key': 'Safety', 'value': 75}, {'year': 2025, 'line': "
                           "'Bus', 'key': 'Price', 'value': 55},"
                           " {'year': 2025, 'line': 'Bus', 'key': 'Quiet', 'value': 65}, {'year': 2025, 'line': 'Bus', "
                           "'key': 'Reach', 'value': 98}]";

static const double values[YEARS][SERIES][KEYS] = {{{60, 75, 90, 40, 55, 30}, {35, 45, 70, 65, 20, 80}},
                                                   {{70, 85, 95, 50, 80, 45}, {40, 60, 75, 55, 65, 98}}};

typedef struct Radar {
  Picture *picture;
  const Table *keys; /* one row a key */
  const Scale *radial, *colors;
  const Scale *upwards; /* the radial one from the centre to noon, for the axis */
} Radar;

/* A closed line through the table's rows, each at `far` (an expression, px) along the spoke of its key. */
static SceneMark *add_ring(const Radar *radar, SceneGroup *into, const char *name, const Table *table,
                           const char *far) {
  Picture *picture = radar->picture;
  table = picture_formula(picture, table, "far", far);
  table = picture_formula(picture, table, "at_x", "datum.far * cos(scale('angular', datum.key))");
  table = picture_formula(picture, table, "at_y", "datum.far * sin(scale('angular', datum.key))");
  SceneMark *ring = picture_mark(picture, into, name, SCENE_LINE, table_row_count(table));
  picture_set_numbers(picture, ring, SCENE_X, table, "at_x");
  picture_set_numbers(picture, ring, SCENE_Y, table, "at_y");
  scene_set_string(ring, SCENE_INTERPOLATE, "linear-closed");
  return ring;
}

static void add_web(const Radar *radar, SceneGroup *into) {
  Picture *picture = radar->picture;
  size_t count;
  const Value *ticks = scale_ticks(radar->radial, 5, NULL, 0, &count, picture->arena);
  for (size_t i = 1; i < count; i++) {
    const char *far = arena_printf(picture->arena, "scale('radial', %g)", ticks[i].number);
    SceneMark *ring = add_ring(radar, into, "ring", radar->keys, far);
    picture_set_color(ring, SCENE_STROKE, i + 1 == count ? "#bbbbbb" : "#dddddd");
  }
  SceneMark *spokes = picture_mark(picture, into, "spokes", SCENE_RULE, KEYS);
  SceneMark *names = picture_mark(picture, into, "keys", SCENE_TEXT, KEYS);
  const Table *keys = picture_formula(picture, radar->keys, "angle", "scale('angular', datum.key)");
  keys = picture_formula(picture, keys, "end_x", "scale('radial', 100) * cos(datum.angle)");
  keys = picture_formula(picture, keys, "end_y", "scale('radial', 100) * sin(datum.angle)");
  keys = picture_formula(picture, keys, "name_x", "datum.end_x * 1.14");
  keys = picture_formula(picture, keys, "name_y", "datum.end_y * 1.14");
  keys =
      picture_formula(picture, keys, "align", "abs(datum.end_x) < 1 ? 'center' : datum.end_x < 0 ? 'right' : 'left'");
  scene_set_number(spokes, SCENE_X, 0);
  scene_set_number(spokes, SCENE_Y, 0);
  picture_set_numbers(picture, spokes, SCENE_X2, keys, "end_x");
  picture_set_numbers(picture, spokes, SCENE_Y2, keys, "end_y");
  picture_set_color(spokes, SCENE_STROKE, "#dddddd");
  picture_set_text(names, "center", "middle", 11, "#333333");
  picture_set_numbers(picture, names, SCENE_X, keys, "name_x");
  picture_set_numbers(picture, names, SCENE_Y, keys, "name_y");
  picture_set_strings(picture, names, SCENE_ALIGN, keys, "align");
  picture_set_strings(picture, names, SCENE_TEXT_VALUE, keys, "key");
}

/* A group with an item for each series: its line, filled, and its points. */
static void add_series(const Radar *radar, SceneGroup *into, const Table *table) {
  Picture *picture = radar->picture;
  static const char *const by[] = {"line"};
  const Grouping *groups = table_group(table, by, 1, picture->arena);
  SceneMark *series = picture_mark(picture, into, "series", SCENE_GROUP, groups->group_count);
  for (size_t i = 0; i < groups->group_count; i++) {
    const Table *own = table_pick(table, groups->rows + groups->starts[i], groups->starts[i + 1] - groups->starts[i]);
    Rgba color = scale_map_color(radar->colors, column_value(table_field(own, "line"), 0));
    SceneMark *line = add_ring(radar, &series->groups[i], "line", own, "scale('radial', datum.value)");
    scene_set_color(line, SCENE_STROKE, color);
    scene_set_color(line, SCENE_FILL, color);
    scene_set_number(line, SCENE_FILL_OPACITY, .12);
    scene_set_number(line, SCENE_STROKE_WIDTH, 2);
    SceneMark *points = picture_mark(picture, &series->groups[i], "points", SCENE_SYMBOL, line->count);
    points->channels[SCENE_X] = line->channels[SCENE_X];
    points->channels[SCENE_Y] = line->channels[SCENE_Y];
    scene_set_color(points, SCENE_FILL, color);
    scene_set_number(points, SCENE_SIZE, 36);
  }
}

static void fill_cell(const Radar *radar, SceneGroup *cell, const Table *table) {
  Picture *picture = radar->picture;
  SceneMark *centre = picture_view(picture, cell, "centre", 0, 0);
  scene_set_number(centre, SCENE_X, centre_x);
  scene_set_number(centre, SCENE_Y, centre_y);
  add_web(radar, &centre->groups[0]);
  add_series(radar, &centre->groups[0], table);
  picture_axis(picture, centre, "left", radar->upwards, NULL, NULL,
               "{'tickCount': 5, 'ticks': false, 'domain': false, 'labelFontSize': 8, 'labelColor': '#777777'}");
}

/* Over each column its year. */
static void add_headers(Picture *picture, const Column *years) {
  double *widths = arena_array(picture->arena, double, years->length);
  TitleSpec *titles = arena_array(picture->arena, TitleSpec, years->length);
  for (size_t i = 0; i < years->length; i++) {
    widths[i] = cell_width;
    titles[i] = picture_title_spec(picture, value_to_string(column_value(years, i), picture->arena), NULL,
                                   "{'fontSize': 13, 'fontWeight': 'normal', 'anchor': 'middle', 'offset': 6}");
  }
  const HeaderSpec headers = {ROLE_COLUMN_HEADER, years->length, widths, titles};
  scene_group_add(picture->arena, &picture->scene.root->groups[0], guide_header(&headers, picture->arena));
}

static void set_grid(Picture *picture) {
  GridHint *grid = arena_new(picture->arena, GridHint);
  *grid = grid_hint();
  grid->columns = YEARS;
  grid->padding_column = 20;
  grid->bounds_flush = true;
  picture->scene.root->hint = grid;
}

static Radar read_scales(Picture *picture, const Table *table) {
  static const char *const by_key[] = {"key"}, *const by_line[] = {"line"};
  Radar radar = {.picture = picture};
  radar.keys = transform_aggregate(table, (FieldList){by_key, 1}, NULL, 0, (Place){0}, &picture->transforms);
  const Table *lines = transform_aggregate(table, (FieldList){by_line, 1}, NULL, 0, (Place){0}, &picture->transforms);
  /* Points at half a step from the ends: the first key is at noon. */
  picture_places(picture, "angular", &scale_point, table_field(radar.keys, "key"), -G_PI_2 - G_PI / KEYS,
                 3 * G_PI_2 - G_PI / KEYS, .5);
  radar.radial =
      picture_places(picture, "radial", &scale_linear, picture_extent(picture, table, "value"), 0, radius, 0);
  radar.upwards =
      picture_places(picture, "upwards", &scale_linear, picture_extent(picture, table, "value"), 0, -radius, 0);
  static const char *const colors[] = {"#4c78a8", "#f58518"};
  radar.colors = picture_colors(picture, "color", &scale_ordinal, table_field(lines, "line"), colors, SERIES);
  return radar;
}

static Picture *radar_chart(void) {
  Picture *picture = picture_create("radar");
  SceneMark *root = picture->scene.root;
  const Table *table = picture_table(picture, rows);
  const Radar radar = read_scales(picture, table);
  static const char *const by_year[] = {"year"};
  const Table *years = transform_aggregate(table, (FieldList){by_year, 1}, NULL, 0, (Place){0}, &picture->transforms);
  SceneMark *cells = scene_mark_create(picture->arena, SCENE_GROUP, ROLE_SCOPE, table_row_count(years));
  cells->name = "cells";
  scene_set_number(cells, SCENE_WIDTH, cell_width);
  scene_set_number(cells, SCENE_HEIGHT, cell_height);
  scene_group_add(picture->arena, &root->groups[0], cells);
  const Column *year = table_field(years, "year");
  for (size_t i = 0; i < cells->count; i++)
    fill_cell(&radar, &cells->groups[i],
              picture_filter(picture, table, arena_printf(picture->arena, "datum.year === %g", year->numbers[i])));
  add_headers(picture, year);
  set_grid(picture);
  const LegendSpec legend = {.type = LEGEND_SYMBOL,
                             .scales = {{SCENE_FILL, radar.colors}, {SCENE_STROKE, radar.colors}},
                             .scale_count = 2,
                             .title = "Line"};
  picture_legend(picture, root, legend, "{}");
  picture_title(picture, &root->groups[0], "Tram and bus compared", "Passengers' marks out of 100", "{}");
  picture_place(picture, 10);
  return picture;
}

static void test_vertices_lie_on_their_spoke_at_their_value(void) {
  Picture *picture = radar_chart();
  const SceneMark *cells = picture_named(picture->scene.root, "cells");
  g_assert_cmpuint(cells->count, ==, YEARS);
  for (size_t year = 0; year < YEARS; year++) {
    const SceneMark *centre = cells->groups[year].marks[0], *series = picture_named(centre, "series");
    g_assert_cmpuint(series->count, ==, SERIES);
    for (size_t i = 0; i < SERIES; i++) {
      const SceneMark *line = series->groups[i].marks[0];
      g_assert_cmpuint(line->count, ==, KEYS);
      const ScenePath *path = scene_item_path(line, 0, picture->arena);
      g_assert_cmpuint(path->verb_count, ==, KEYS + 1);
      g_assert_cmpint(path->verbs[KEYS], ==, PATH_CLOSE);
      for (size_t key = 0; key < KEYS; key++) {
        /* The domain 20 … 98 becomes 0 … 100, so that a value is its radius in px. Clockwise from noon. */
        double turn = 2 * G_PI * (double)key / KEYS, far = values[year][i][key];
        assert_near(scene_number(line, SCENE_X, key, NAN), far * sin(turn));
        assert_near(scene_number(line, SCENE_Y, key, NAN), -far * cos(turn));
      }
    }
  }
  arena_destroy(picture->arena);
}

static void test_the_web_has_a_ring_a_tick_and_a_spoke_a_key(void) {
  Picture *picture = radar_chart();
  const SceneMark *centre = picture_named(picture->scene.root, "centre");
  size_t rings = 0;
  for (size_t i = 0; i < centre->groups[0].mark_count; i++) {
    const SceneMark *mark = centre->groups[0].marks[i];
    if (g_strcmp0(mark->name, "ring") != 0) continue;
    rings++;
    for (size_t key = 0; key < KEYS; key++)
      assert_near(hypot(scene_number(mark, SCENE_X, key, NAN), scene_number(mark, SCENE_Y, key, NAN)),
                  20 * (double)rings);
  }
  g_assert_cmpuint(rings, ==, 5);
  const SceneMark *spokes = picture_named(centre, "spokes"), *keys = picture_named(centre, "keys");
  g_assert_cmpstr(picture_texts(picture, keys), ==, "Speed|Comfort|Safety|Price|Quiet|Reach");
  static const char *const aligns[] = {"center", "left", "left", "center", "right", "right"};
  for (size_t key = 0; key < KEYS; key++) {
    assert_near(scene_number(spokes, SCENE_X2, key, NAN), radius * sin(G_PI / 3 * (double)key));
    assert_near(scene_number(spokes, SCENE_Y2, key, NAN), -radius * cos(G_PI / 3 * (double)key));
    assert_near(scene_number(keys, SCENE_X, key, NAN), 1.14 * radius * sin(G_PI / 3 * (double)key));
    g_assert_cmpstr(scene_string(keys, SCENE_ALIGN, key, NULL), ==, aligns[key]);
  }
  arena_destroy(picture->arena);
}

static void test_the_axis_runs_from_the_centre_to_noon(void) {
  Picture *picture = radar_chart();
  const SceneMark *centre = picture_named(picture->scene.root, "centre"), *axis = picture_find(centre, ROLE_AXIS);
  const SceneMark *labels = picture_find(axis, ROLE_AXIS_LABELS);
  g_assert_cmpstr(picture_texts(picture, labels), ==, "0|20|40|60|80|100");
  for (size_t i = 0; i < 6; i++) {
    assert_near(scene_number(labels, SCENE_Y, i, NAN), -20 * (double)i);
    g_assert_cmpfloat(scene_number(labels, SCENE_X, i, NAN), ==, -2);
  }
  g_assert_null(picture_find(axis, ROLE_AXIS_TICKS));
  g_assert_null(picture_find(axis, ROLE_AXIS_DOMAIN));
  g_assert_cmpfloat(scene_number(axis, SCENE_X, 0, NAN), ==, .5);
  arena_destroy(picture->arena);
}

static void test_cells_headers_and_legend_stand_in_a_row(void) {
  Picture *picture = radar_chart();
  const SceneMark *root = picture->scene.root, *cells = picture_named(root, "cells"),
                  *headers = picture_find(root, ROLE_COLUMN_HEADER), *legend = picture_find(root, ROLE_LEGEND);
  g_assert_cmpuint(headers->count, ==, YEARS);
  for (size_t i = 0; i < YEARS; i++) {
    g_assert_cmpfloat(scene_number(cells, SCENE_X, i, NAN), ==, (cell_width + 20) * (double)i);
    g_assert_cmpfloat(scene_number(cells, SCENE_Y, i, NAN), ==, 0);
    g_assert_cmpfloat(scene_number(headers, SCENE_X, i, NAN), ==, scene_number(cells, SCENE_X, i, NAN));
    const SceneMark *title = headers->groups[i].marks[0];
    g_assert_cmpstr(picture_texts(picture, picture_find(title, ROLE_TITLE_TEXT)), ==, i ? "2025" : "2015");
    g_assert_cmpfloat(scene_number(title, SCENE_X, 0, NAN), ==, cell_width / 2);
  }
  g_assert_cmpstr(picture_entries(picture, legend), ==, "Tram|Bus");
  g_assert_cmpfloat(scene_number(legend, SCENE_X, 0, NAN), ==, 2 * cell_width + 20 + 18);
  if (!fonts_are_missing(picture->text)) {
    /* Above the cells: a year and 6 px; then 12 px, the subtitle, 4 px, the title. Right of them the legend: symbols with
     * their outline take 11.5 px, in whole px, then 4 px, and the widest label. */
    TextStyle label = {.family = "sans-serif", .size = 10};
    double legend_width = 12 + 4 + text_width(picture->text, &label, "Tram");
    g_assert_cmpfloat(picture->scene.width, ==, 10 + ceil(2 * cell_width + 20 + 18 + legend_width) + 10);
    g_assert_cmpfloat(picture->scene.height, ==, 10 + 13 + 6 + 12 + 11 + 4 + 15 + cell_height + 10);
  }
  arena_destroy(picture->arena);
}

static void test_all_formats_show_it(void) {
  Picture *picture = radar_chart();
  const SceneMark *root = picture->scene.root, *cells = picture_named(root, "cells");
  const char *svg = picture_svg(picture);
  g_assert_cmpuint(picture_count(svg, ">Comfort</text>"), ==, YEARS);
  g_assert_cmpuint(picture_count(svg, "fill-opacity=\".12\""), ==, YEARS * SERIES);
  g_assert_cmpuint(picture_count(svg, "role-legend-symbol"), ==, SERIES);
  g_assert_cmpuint(picture_count(svg, "role-column-header"), ==, 1);
  /* The first line starts at 60 above the centre and goes on to 75 at two o'clock. */
  g_assert_nonnull(strstr(svg, "M0-60L64.95-37.5,"));
  cairo_surface_t *png = picture_png(picture);
  static const char *const colors[] = {"#4c78a8", "#f58518"};
  for (size_t year = 0; year < YEARS; year++)
    for (size_t i = 0; i < SERIES; i++)
      for (size_t key = 0; key < KEYS; key++) {
        double turn = 2 * G_PI * (double)key / KEYS, far = values[year][i][key];
        if (i == 0 && values[year][1][key] > far) continue; /* beneath the other line's fill */
        double x =
            scene_number(root, SCENE_X, 0, 0) + scene_number(cells, SCENE_X, year, 0) + centre_x + far * sin(turn);
        double y = scene_number(root, SCENE_Y, 0, 0) + centre_y - far * cos(turn);
        g_assert_cmpstr(picture_pixel(picture, png, x, y), ==, colors[i]);
      }
  picture_assert_page(picture);
  arena_destroy(picture->arena);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/engine/radar/vertices_lie_on_their_spoke_at_their_value",
                  test_vertices_lie_on_their_spoke_at_their_value);
  g_test_add_func("/engine/radar/the_web_has_a_ring_a_tick_and_a_spoke_a_key",
                  test_the_web_has_a_ring_a_tick_and_a_spoke_a_key);
  g_test_add_func("/engine/radar/the_axis_runs_from_the_centre_to_noon", test_the_axis_runs_from_the_centre_to_noon);
  g_test_add_func("/engine/radar/cells_headers_and_legend_stand_in_a_row",
                  test_cells_headers_and_legend_stand_in_a_row);
  g_test_add_func("/engine/radar/all_formats_show_it", test_all_formats_show_it);
  return g_test_run();
}
