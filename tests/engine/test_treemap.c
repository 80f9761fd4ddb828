/* A treemap with folders as nested groups, their totals as bars below with scales and axes of their own, and a gradient
 * legend. */
#include "engine/engine.h"

static const double map_width = 480, map_height = 280, bars_height = 72;
static const double strip = 18, rim = 3; /* px: a folder's title, and the border around its files */
enum { FOLDERS = 3, FILES = 16 };

static const char rows[] = "[{'folder': 'scene', 'file': 'curves', 'lines': 386, 'changes': 4},"
                           " {'folder': 'scene', 'file': 'parse', 'lines': 222, 'changes': 2},"
                           " {'folder': 'scene', 'file': 'shapes', 'lines': 215, 'changes': 9},"
                           " {'folder': 'scene', 'file': 'bounds', 'lines': 188, 'changes': 12},"
                           " {'folder': 'scene', 'file': 'sector', 'lines': 165, 'changes': 0},"
                           " {'folder': 'scene', 'file': 'path', 'lines': 159, 'changes': 6},"
                           " {'folder': 'layout', 'file': 'layout', 'lines': 198, 'changes': 15},"
                           " {'folder': 'layout', 'file': 'legend', 'lines': 181, 'changes': 11},"
                           " {'folder': 'layout', 'file': 'trellis', 'lines': 156, 'changes': 8},"
                           " {'folder': 'layout', 'file': 'grid', 'lines': 137, 'changes': 3},"
                           " {'folder': 'layout', 'file': 'tree', 'lines': 136, 'changes': 5},"
                           " {'folder': 'guide', 'file': 'axis marks', 'lines': 397, 'changes': 20},"
                           " {'folder': 'guide', 'file': 'entries', 'lines': 187, 'changes': 7},"
                           " {'folder': 'guide', 'file': 'symbols', 'lines': 138, 'changes': 10},"
                           " {'folder': 'guide', 'file': 'axis ticks', 'lines': 135, 'changes': 13},"
                           " {'folder': 'guide', 'file': 'gradients', 'lines': 111, 'changes': 1}]";

/* The folders from the largest to the smallest. */
static const char *const folder_names[] = {"scene", "guide", "layout"};
static const double folder_lines[] = {1335, 968, 808};

typedef struct Rect {
  double x, y, width, height;
} Rect;

static double worst_ratio(double sum, double least, double most, double side) {
  return fmax(side * side * most / (sum * sum), sum * sum / (side * side * least));
}

/* Squarified tiles (Bruls, Huizing, van Wijk 2000) for areas in descending order that fill `room`. */
static void squarify(const double *areas, size_t count, Rect room, Rect *tiles) {
  for (size_t first = 0, end; first < count; first = end) {
    double side = fmin(room.width, room.height), sum = areas[first];
    for (end = first + 1; end < count; end++) {
      double more = sum + areas[end];
      if (worst_ratio(more, areas[end], areas[first], side) > worst_ratio(sum, areas[end - 1], areas[first], side))
        break;
      sum = more;
    }
    bool upright = room.width >= room.height;
    double depth = sum / side, at = upright ? room.y : room.x;
    for (size_t i = first; i < end; i++) {
      double length = areas[i] / depth;
      tiles[i] = upright ? (Rect){room.x, at, depth, length} : (Rect){at, room.y, length, depth};
      at += length;
    }
    room = upright ? (Rect){room.x + depth, room.y, room.width - depth, room.height}
                   : (Rect){room.x, room.y + depth, room.width, room.height - depth};
  }
}

/* A rect or group mark whose items tile `room` by the field. */
static SceneMark *tiles(Picture *picture, SceneGroup *into, const char *name, SceneType type, const Table *table,
                        const char *field, Rect room) {
  size_t count = table_row_count(table);
  const double *values = column_numbers(table_field(table, field), picture->arena);
  double *areas = arena_array(picture->arena, double, count), sum = 0;
  for (size_t i = 0; i < count; i++) sum += values[i];
  for (size_t i = 0; i < count; i++) areas[i] = values[i] / sum * room.width * room.height;
  Rect *rects = arena_array(picture->arena, Rect, count);
  squarify(areas, count, room, rects);
  static const SceneChannelId ids[] = {SCENE_X, SCENE_Y, SCENE_WIDTH, SCENE_HEIGHT};
  SceneMark *mark = picture_mark(picture, into, name, type, count);
  for (size_t c = 0; c < G_N_ELEMENTS(ids); c++) {
    double *column = arena_array(picture->arena, double, count);
    for (size_t i = 0; i < count; i++)
      column[i] = ((const double[]){rects[i].x, rects[i].y, rects[i].width, rects[i].height})[c];
    scene_set_numbers(mark, ids[c], column);
  }
  return mark;
}

static void label_files(Picture *picture, SceneGroup *into, const Table *files, const SceneMark *rects) {
  SceneMark *names = picture_mark(picture, into, "names", SCENE_TEXT, rects->count);
  double *limits = arena_array(picture->arena, double, rects->count),
         *across = arena_array(picture->arena, double, rects->count),
         *down = arena_array(picture->arena, double, rects->count);
  for (size_t i = 0; i < rects->count; i++) {
    across[i] = scene_number(rects, SCENE_X, i, 0) + scene_number(rects, SCENE_WIDTH, i, 0) / 2;
    down[i] = scene_number(rects, SCENE_Y, i, 0) + scene_number(rects, SCENE_HEIGHT, i, 0) / 2;
    limits[i] = scene_number(rects, SCENE_WIDTH, i, 0) - 6;
  }
  picture_set_text(names, "center", "middle", 11, "#111");
  picture_set_strings(picture, names, SCENE_TEXT_VALUE, files, "file");
  scene_set_numbers(names, SCENE_X, across);
  scene_set_numbers(names, SCENE_Y, down);
  scene_set_numbers(names, SCENE_LIMIT, limits);
}

static void add_map(Picture *picture, const Table *files, const Table *folders, const Scale *heat) {
  SceneMark *view = picture_view(picture, &picture->scene.root->groups[0], "map", map_width, map_height);
  SceneMark *boxes =
      tiles(picture, &view->groups[0], "folders", SCENE_GROUP, folders, "total", (Rect){0, 0, map_width, map_height});
  picture_set_color(boxes, SCENE_FILL, "#eeeeee");
  picture_set_color(boxes, SCENE_STROKE, "#999999");
  for (size_t i = 0; i < boxes->count; i++) {
    const char *name = column_value(table_field(folders, "folder"), i).string;
    const Table *own = picture_filter(
        picture, files, arena_printf(picture->arena, "datum.folder === %s", string_literal(name, picture->arena)));
    Rect inside = {rim, strip, scene_number(boxes, SCENE_WIDTH, i, 0) - 2 * rim,
                   scene_number(boxes, SCENE_HEIGHT, i, 0) - strip - rim};
    SceneMark *rects = tiles(picture, &boxes->groups[i], "files", SCENE_RECT, picture_sort_down(picture, own, "lines"),
                             "lines", inside);
    picture_set_colors(picture, rects, SCENE_FILL, heat, table_field(own, "changes"));
    picture_set_color(rects, SCENE_STROKE, "#ffffff");
    label_files(picture, &boxes->groups[i], own, rects);
    picture_title(picture, &boxes->groups[i], name, NULL, "{'fontSize': 11, 'offset': -14, 'dx': 4}");
  }
}

static void add_bars(Picture *picture, const Table *folders) {
  SceneMark *view = picture_view(picture, &picture->scene.root->groups[0], "totals", map_width, bars_height);
  const Scale *x =
      picture_places(picture, "x", &scale_linear, picture_extent(picture, folders, "total"), 0, map_width, 0);
  const Scale *y = picture_places(picture, "y", &scale_band, table_field(folders, "folder"), 0, bars_height, .25);
  picture_axis(picture, view, "bottom", x, "Lines of code", ",d",
               "{'grid': true, 'tickCount': 5, 'gridColor': {'condition': {'test': 'datum.value % 400 === 0',"
               " 'value': '#bbbbbb'}, 'value': '#e8e8e8'}}");
  picture_axis(picture, view, "left", y, NULL, NULL, "{'ticks': false, 'labelPadding': 6}");
  folders = picture_formula(picture, folders, "top", "scale('y', datum.folder)");
  folders = picture_formula(picture, folders, "length", "scale('x', datum.total) - scale('x', 0)");
  SceneMark *bars = picture_mark(picture, &view->groups[0], "bars", SCENE_RECT, table_row_count(folders));
  scene_set_number(bars, SCENE_X, 0);
  picture_set_numbers(picture, bars, SCENE_Y, folders, "top");
  picture_set_numbers(picture, bars, SCENE_WIDTH, folders, "length");
  scene_set_number(bars, SCENE_HEIGHT, scale_bandwidth(y));
  picture_set_color(bars, SCENE_FILL, "#777777");
}

static Picture *treemap(void) {
  Picture *picture = picture_create("treemap");
  SceneMark *root = picture->scene.root;
  GridHint *grid = arena_new(picture->arena, GridHint);
  *grid = grid_hint();
  grid->columns = 1;
  grid->padding_row = 16;
  root->hint = grid;
  const Table *files = picture_table(picture, rows);
  static const char *const by[] = {"folder"};
  static const Measure sum = {"sum", "lines", "total"};
  const Table *folders = transform_aggregate(files, (FieldList){by, 1}, &sum, 1, (Place){0}, &picture->transforms);
  folders = picture_sort_down(picture, folders, "total");
  static const char *const colors[] = {"#fee8c8", "#e34a33"};
  const Scale *heat =
      picture_colors(picture, "heat", &scale_linear, picture_extent(picture, files, "changes"), colors, 2);
  add_map(picture, files, folders, heat);
  add_bars(picture, folders);
  const LegendSpec legend = {.type = LEGEND_GRADIENT,
                             .scales = {{SCENE_FILL, heat}},
                             .scale_count = 1,
                             .gradient_opacity = NAN,
                             .title = "Changes"};
  picture_legend(picture, root, legend, "{'tickCount': 5}");
  picture_title(picture, &root->groups[0], "Where the lines are",
                "Files of three folders by length; colour: changes this year", "{}");
  picture_place(picture, 10);
  return picture;
}

static Rect item_rect(const SceneMark *mark, size_t i) {
  return (Rect){scene_number(mark, SCENE_X, i, 0), scene_number(mark, SCENE_Y, i, 0),
                scene_number(mark, SCENE_WIDTH, i, 0), scene_number(mark, SCENE_HEIGHT, i, 0)};
}

/* Inside the room, without overlap, and together as large as it: then they fill it. */
static void assert_tiles(const SceneMark *mark, Rect room) {
  double area = 0;
  for (size_t i = 0; i < mark->count; i++) {
    Rect a = item_rect(mark, i);
    g_assert_cmpfloat(a.x, >=, room.x - 1e-6);
    g_assert_cmpfloat(a.y, >=, room.y - 1e-6);
    g_assert_cmpfloat(a.x + a.width, <=, room.x + room.width + 1e-6);
    g_assert_cmpfloat(a.y + a.height, <=, room.y + room.height + 1e-6);
    for (size_t j = 0; j < i; j++) {
      Rect b = item_rect(mark, j);
      double across = fmin(a.x + a.width, b.x + b.width) - fmax(a.x, b.x);
      double down = fmin(a.y + a.height, b.y + b.height) - fmax(a.y, b.y);
      g_assert_true(across < 1e-6 || down < 1e-6);
    }
    area += a.width * a.height;
  }
  assert_near(area, room.width * room.height);
}

static void test_folders_tile_the_map_by_their_lines(void) {
  Picture *picture = treemap();
  const SceneMark *folders = picture_named(picture->scene.root, "folders");
  g_assert_cmpuint(folders->count, ==, FOLDERS);
  assert_tiles(folders, (Rect){0, 0, map_width, map_height});
  for (size_t i = 0; i < FOLDERS; i++) {
    Rect rect = item_rect(folders, i);
    assert_near(rect.width * rect.height, map_width * map_height * folder_lines[i] / (1335 + 968 + 808));
    const SceneMark *title = folders->groups[i].marks[2];
    g_assert_cmpint(title->role, ==, ROLE_TITLE);
    g_assert_cmpstr(picture_texts(picture, picture_find(title, ROLE_TITLE_TEXT)), ==, folder_names[i]);
  }
  arena_destroy(picture->arena);
}

static void test_files_tile_their_folder_by_their_lines(void) {
  static const double lines[FOLDERS][6] = {
      {386, 222, 215, 188, 165, 159}, {397, 187, 138, 135, 111}, {198, 181, 156, 137, 136}};
  static const size_t counts[] = {6, 5, 5};
  Picture *picture = treemap();
  const SceneMark *folders = picture_named(picture->scene.root, "folders");
  for (size_t i = 0; i < FOLDERS; i++) {
    const SceneMark *files = folders->groups[i].marks[0];
    Rect folder = item_rect(folders, i), room = {rim, strip, folder.width - 2 * rim, folder.height - strip - rim};
    g_assert_cmpuint(files->count, ==, counts[i]);
    assert_tiles(files, room);
    for (size_t j = 0; j < counts[i]; j++) {
      Rect rect = item_rect(files, j);
      assert_near(rect.width * rect.height, room.width * room.height * lines[i][j] / folder_lines[i]);
    }
  }
  arena_destroy(picture->arena);
}

static void test_totals_have_scales_and_axes_of_their_own(void) {
  Picture *picture = treemap();
  const SceneMark *totals = picture_named(picture->scene.root, "totals"), *bars = picture_named(totals, "bars");
  /* The domain 0 … 1335 becomes 0 … 1400. Three bands of 3/4 step, the paddings a quarter step: 3.25 steps in all. */
  double step = bars_height / 3.25;
  for (size_t i = 0; i < FOLDERS; i++) {
    assert_near(scene_number(bars, SCENE_WIDTH, i, 0), map_width * folder_lines[i] / 1400);
    assert_near(scene_number(bars, SCENE_HEIGHT, i, 0), .75 * step);
    assert_near(scene_number(bars, SCENE_Y, i, 0), (.25 + (double)i) * step);
  }
  const SceneMark *bottom = totals->groups[0].marks[1], *left = totals->groups[0].marks[2];
  g_assert_cmpstr(picture_texts(picture, picture_find(bottom, ROLE_AXIS_LABELS)), ==,
                  "0|200|400|600|800|1,000|1,200|1,400");
  g_assert_cmpstr(picture_texts(picture, picture_find(bottom, ROLE_AXIS_TITLE)), ==, "Lines of code");
  const SceneMark *names = picture_find(left, ROLE_AXIS_LABELS);
  g_assert_cmpstr(picture_texts(picture, names), ==, "scene|guide|layout");
  for (size_t i = 0; i < FOLDERS; i++) assert_near(scene_number(names, SCENE_Y, i, 0), (.625 + (double)i) * step);
  g_assert_null(picture_find(left, ROLE_AXIS_TICKS));
  const SceneMark *ticks = picture_find(bottom, ROLE_AXIS_TICKS), *grid = picture_find(totals, ROLE_AXIS_GRID);
  for (size_t i = 0; i < 8; i++) {
    g_assert_cmpfloat(scene_number(ticks, SCENE_X, i, 0), ==, floor(map_width * (double)i / 7 + .5));
    g_assert_cmpfloat(fabs(scene_number(grid, SCENE_Y2, i, 0)), ==, bars_height);
    char hex[8];
    g_assert_cmpstr(color_to_hex(scene_paint(grid, SCENE_STROKE, i).color, hex), ==, i % 2 ? "#e8e8e8" : "#bbbbbb");
  }
  arena_destroy(picture->arena);
}

static void test_the_legend_is_a_strip_from_none_to_twenty(void) {
  Picture *picture = treemap();
  const SceneMark *legend = picture_find(picture->scene.root, ROLE_LEGEND);
  const SceneMark *strip_mark = picture_find(legend, ROLE_LEGEND_GRADIENT),
                  *labels = picture_find(legend, ROLE_LEGEND_LABELS);
  g_assert_cmpfloat(scene_number(strip_mark, SCENE_WIDTH, 0, 0), ==, 14);
  g_assert_cmpfloat(scene_number(strip_mark, SCENE_HEIGHT, 0, 0), ==, 120);
  g_assert_cmpstr(picture_texts(picture, labels), ==, "0|5|10|15|20");
  for (size_t i = 0; i < 5; i++) assert_near(scene_number(labels, SCENE_Y, i, 0), 120 - 30 * (double)i);
  g_assert_cmpstr(picture_texts(picture, picture_find(legend, ROLE_LEGEND_TITLE)), ==, "Changes");
  /* 18 px right of the widest cell: the last label of the bars' axis is centred on its end. */
  TextStyle style = {.family = "sans-serif", .size = 10};
  double reach = map_width + text_width(picture->text, &style, "1,400") / 2;
  g_assert_cmpfloat(scene_number(legend, SCENE_X, 0, 0), ==, ceil(reach) + 18);
  arena_destroy(picture->arena);
}

static void test_the_canvas_holds_it_all(void) {
  Picture *picture = treemap();
  if (!fonts_are_missing(picture->text)) {
    const SceneMark *root = picture->scene.root, *map = picture_named(root, "map"),
                    *totals = picture_named(root, "totals");
    TextStyle label = {.family = "sans-serif", .size = 10}, bold = {.family = "sans-serif", .size = 11, .weight = 700};
    /* Above the map half its outline, 12 px, subtitle, 4 px, title; left of the views the longest label, 6 px off. */
    double left = ceil(text_width(picture->text, &label, "layout") + 6), above = ceil(.5 + 12 + 11 + 4 + 15);
    g_assert_cmpfloat(scene_number(root, SCENE_X, 0, 0), ==, 10 + left);
    g_assert_cmpfloat(scene_number(root, SCENE_Y, 0, 0), ==, 10 + above);
    g_assert_cmpfloat(scene_number(map, SCENE_X, 0, 0), ==, 0);
    g_assert_cmpfloat(scene_number(map, SCENE_Y, 0, 0), ==, 0);
    double down = ceil(map_height + .5 + 16); /* to the bars */
    g_assert_cmpfloat(scene_number(totals, SCENE_X, 0, 0), ==, 0);
    g_assert_cmpfloat(scene_number(totals, SCENE_Y, 0, 0), ==, down);
    /* Below the bars ticks, padding, labels, padding, title; right of all the legend's title. */
    double below = 5 + 2 + 10 + 4 + 11, legend = scene_number(picture_find(root, ROLE_LEGEND), SCENE_X, 0, 0);
    g_assert_cmpfloat(picture->scene.height, ==, 10 + above + down + bars_height + below + 10);
    g_assert_cmpfloat(picture->scene.width, ==,
                      10 + left + ceil(legend + text_width(picture->text, &bold, "Changes")) + 10);
  }
  arena_destroy(picture->arena);
}

static void test_all_formats_show_it(void) {
  Picture *picture = treemap();
  const SceneMark *root = picture->scene.root, *map = picture_named(root, "map"),
                  *folders = picture_named(root, "folders");
  const char *svg = picture_svg(picture);
  g_assert_cmpuint(picture_count(svg, ">axis marks</text>"), ==, 1);
  g_assert_cmpuint(picture_count(svg, ">Where the lines are</text>"), ==, 1);
  g_assert_cmpuint(picture_count(svg, "role-axis-label"), ==, 2);
  g_assert_cmpuint(picture_count(svg, "<linearGradient"), ==, 1);
  cairo_surface_t *png = picture_png(picture);
  double x = scene_number(root, SCENE_X, 0, 0) + scene_number(map, SCENE_X, 0, 0),
         y = scene_number(root, SCENE_Y, 0, 0) + scene_number(map, SCENE_Y, 0, 0);
  /* The most changed file is the first of "guide", the least changed the fifth of "scene". */
  static const size_t places[][2] = {{1, 0}, {0, 4}};
  static const char *const colors[] = {"#e34a33", "#fee8c8"};
  for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
    size_t folder = places[i][0];
    Rect outer = item_rect(folders, folder), inner = item_rect(folders->groups[folder].marks[0], places[i][1]);
    g_assert_cmpstr(picture_pixel(picture, png, x + outer.x + inner.x + 5, y + outer.y + inner.y + 5), ==, colors[i]);
    g_assert_cmpstr(picture_pixel(picture, png, x + outer.x + outer.width - 5, y + outer.y + 5), ==, "#eeeeee");
  }
  g_assert_cmpstr(picture_pixel(picture, png, 2, 2), ==, "#ffffff");
  picture_assert_page(picture);
  arena_destroy(picture->arena);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/engine/treemap/folders_tile_the_map_by_their_lines", test_folders_tile_the_map_by_their_lines);
  g_test_add_func("/engine/treemap/files_tile_their_folder_by_their_lines",
                  test_files_tile_their_folder_by_their_lines);
  g_test_add_func("/engine/treemap/totals_have_scales_and_axes_of_their_own",
                  test_totals_have_scales_and_axes_of_their_own);
  g_test_add_func("/engine/treemap/the_legend_is_a_strip_from_none_to_twenty",
                  test_the_legend_is_a_strip_from_none_to_twenty);
  g_test_add_func("/engine/treemap/the_canvas_holds_it_all", test_the_canvas_holds_it_all);
  g_test_add_func("/engine/treemap/all_formats_show_it", test_all_formats_show_it);
  return g_test_run();
}
