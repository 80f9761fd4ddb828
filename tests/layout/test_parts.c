/* The parts of view layout, with numbers that vega-view-transforms 5 (layout/grid.js, axis.js, title.js, legend.js) gives for the same
 * input. Items are made by hand, so that no text needs measuring. */
#include "layout/parts.h"

typedef struct Cell {
  Bounds bounds;
  double width, height;
} Cell;

static const Cell cells[] = {{{-10.5, -5, 110.2, 105.5}, 100, 100},
                             {{-20, -.5, 80, 60.7}, 80, 60},
                             {{-3, -8, 50.5, 90}, 50, 90},
                             {{0, 0, 120.5, 40}, 120, 40},
                             {{-31.2, -12, 60, 70}, 60, 70}};

static void fill(LayoutMark *mark, SceneType type, SceneRole role, const Cell *list, size_t count, Arena *arena) {
  *mark = (LayoutMark){.scene = scene_mark_create(arena, type, role, count),
                       .role = role,
                       .is_group = type == SCENE_GROUP,
                       .bounds = bounds_empty(),
                       .items = arena_array(arena, LayoutItem, count),
                       .item_count = count};
  for (size_t i = 0; i < count; i++) {
    mark->items[i] =
        (LayoutItem){.mark = mark, .width = list[i].width, .height = list[i].height, .bounds = list[i].bounds};
    bounds_union(&mark->bounds, list[i].bounds);
  }
}

static LayoutItem **pointers(LayoutMark *mark, Arena *arena) {
  LayoutItem **items = arena_array(arena, LayoutItem *, mark->item_count);
  for (size_t i = 0; i < mark->item_count; i++) items[i] = &mark->items[i];
  return items;
}

static void assert_near(double a, double b) { g_assert_cmpfloat_with_epsilon(a, b, 1e-9); }

static void assert_bounds(Bounds b, double x1, double y1, double x2, double y2) {
  assert_near(b.x1, x1);
  assert_near(b.y1, y1);
  assert_near(b.x2, x2);
  assert_near(b.y2, y2);
}

static void assert_at(const LayoutMark *mark, const double (*at)[2]) {
  for (size_t i = 0; i < mark->item_count; i++) {
    assert_near(mark->items[i].x, at[i][0]);
    assert_near(mark->items[i].y, at[i][1]);
  }
}

typedef struct GridCase {
  const char *align;
  bool flush;
  double at[5][2];
  double bounds[4];
} GridCase;

static void test_grids_stand_where_vega_puts_them(void) {
  static const GridCase cases[] = {
      {"none", false, {{0, 0}, {151, 0}, {0, 124}, {131, 116}, {0, 236}}, {-31.2, -5, 251.5, 306}},
      {"none", true, {{0, 0}, {120, 0}, {0, 110}, {120, 110}, {0, 210}}, {-31.2, -5, 240.5, 280}},
      {"each", false, {{.4, .25}, {151, 22.65}, {30.25, 124}, {151, 124}, {25.5, 236}}, {-10.1, -4.75, 271.5, 306}},
      {"each", true, {{0, 0}, {120, 20}, {25, 110}, {120, 110}, {20, 210}}, {-11.2, -5, 240.5, 280}},
      {"all", false, {{5.4, .25}, {161, 22.65}, {35.25, 128}, {161, 128}, {30.5, 256}}, {-5.1, -4.75, 281.5, 326}},
      {"all", true, {{10, 0}, {140, 20}, {35, 110}, {140, 110}, {30, 220}}, {-1.2, -5, 260.5, 290}}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    LayoutMark mark;
    fill(&mark, SCENE_GROUP, ROLE_SCOPE, cells, G_N_ELEMENTS(cells), arena);
    GridOptions options = {.flush = cases[i].flush,
                           .align_row = cases[i].align,
                           .align_column = cases[i].align,
                           .padding_row = 10,
                           .padding_column = 20,
                           .columns = 2,
                           .center_row = true,
                           .center_column = true};
    Bounds bounds = layout_grid(pointers(&mark, arena), mark.item_count, &options, arena);
    assert_at(&mark, cases[i].at);
    assert_bounds(bounds, cases[i].bounds[0], cases[i].bounds[1], cases[i].bounds[2], cases[i].bounds[3]);
    arena_destroy(arena);
  }
}

static void test_a_grid_hangs_on_its_anchor(void) {
  Arena *arena = arena_create();
  LayoutMark mark;
  fill(&mark, SCENE_GROUP, ROLE_SCOPE, cells, G_N_ELEMENTS(cells), arena);
  GridOptions options = {.align_row = "each",
                         .align_column = "each",
                         .padding_row = 8,
                         .padding_column = 8,
                         .columns = 5,
                         .anchor = {100.4, 50.6, "end", "middle"}};
  Bounds bounds = layout_grid(pointers(&mark, arena), mark.item_count, &options, arena);
  assert_at(&mark, (const double[][2]){{-420, -8}, {-281, -8}, {-190, -8}, {-131, -8}, {30, -8}});
  assert_bounds(bounds, -430.5, -20, 90, 97.5);
  arena_destroy(arena);
}

static void test_headers_and_titles_stand_around_the_cells(void) {
  Arena *arena = arena_create();
  LayoutMark marks[7];
  fill(&marks[0], SCENE_GROUP, ROLE_ROW_TITLE, (const Cell[]){{{-15, -30, 0, 30}, 0, 0}}, 1, arena);
  fill(&marks[1], SCENE_GROUP, ROLE_COLUMN_TITLE, (const Cell[]){{{-40, -14, 40, 0}, 0, 0}}, 1, arena);
  fill(&marks[2], SCENE_GROUP, ROLE_ROW_HEADER, (const Cell[]){{{-30.2, 0, 0, 100}, 0, 100}, {{-25, 0, 0, 90}, 0, 90}},
       2, arena);
  fill(&marks[3], SCENE_GROUP, ROLE_COLUMN_HEADER,
       (const Cell[]){{{0, -18, 100, 0}, 100, 0}, {{0, -16, 120, 0}, 120, 0}}, 2, arena);
  fill(&marks[4], SCENE_GROUP, ROLE_COLUMN_FOOTER,
       (const Cell[]){{{0, 0, 100, 22.3}, 100, 0}, {{0, 0, 120, 20}, 120, 0}}, 2, arena);
  fill(&marks[5], SCENE_GROUP, ROLE_SCOPE, cells, 4, arena);
  fill(&marks[6], SCENE_RULE, ROLE_MARK, cells, 3, arena); /* not a group: left where it is */
  LayoutItem group = {.marks = marks, .mark_count = 7};
  GridHint hint = {.align_row = "all",
                   .align_column = "all",
                   .padding_row = 20,
                   .padding_column = 20,
                   .offset_row_title = 10,
                   .offset_column_title = 10,
                   .header_band_row = .5,
                   .header_band_column = NAN,
                   .footer_band_row = NAN,
                   .footer_band_column = NAN,
                   .title_band_row = NAN,
                   .title_band_column = NAN};
  layout_trellis(&group, &hint, 2, false, arena);
  assert_at(&marks[0], (const double[][2]){{-52, 110}});
  assert_at(&marks[1], (const double[][2]){{136, -33}});
  assert_at(&marks[2], (const double[][2]){{-11, 50}, {-11, 175}});
  assert_at(&marks[3], (const double[][2]){{0, -5}, {161, -5}});
  assert_at(&marks[4], (const double[][2]){{0, 224}, {161, 224}});
  assert_at(&marks[5], (const double[][2]){{0, 0}, {161, 0}, {0, 134}, {161, 134}});
  assert_at(&marks[6], (const double[][2]){{0, 0}, {0, 0}, {0, 0}});
  assert_bounds(marks[2].bounds, -41.2, 50, -11, 265);
  assert_bounds(marks[4].bounds, 0, 224, 281, 246.3);
  arena_destroy(arena);
}

typedef struct AxisCase {
  const char *orient;
  Bounds labels, title;
  double x, y, title_at; /* the title's place away from the axis */
  double bounds[4];
} AxisCase;

static void test_axes_keep_their_titles_clear_of_the_labels(void) {
  static const AxisCase cases[] = {
      {"left", {-30.4, -5, 0, 205}, {-10, 60, 3, 140}, -4.5, 3.5, -42, {-57, -2, -5, 208}},
      {"bottom", {-5, 0, 205, 18.2}, {60, -10, 140, 3}, 3.5, 205.5, 24, {-2, 205, 208, 232}},
      {"right", {0, -5, 24, 205}, {-10, 60, 3, 140}, 205.5, 3.5, 41, {205, -2, 249, 208}},
      {"top", {-5, -16, 205, 0}, {60, -10, 140, 3}, 3.5, -4.5, -37, {-2, -52, 208, -5}}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    bool vertical = cases[i].orient[0] == 'l' || cases[i].orient[0] == 'r';
    LayoutMark inside[3], axis;
    fill(&inside[0], SCENE_RULE, ROLE_AXIS_TICKS, (const Cell[]){{{0, 0, 0, 0}, 0, 0}}, 1, arena);
    fill(&inside[1], SCENE_TEXT, ROLE_AXIS_LABELS, (const Cell[]){{cases[i].labels, 0, 0}}, 1, arena);
    fill(&inside[2], SCENE_TEXT, ROLE_AXIS_TITLE, (const Cell[]){{cases[i].title, 0, 0}}, 1, arena);
    scene_set_string(inside[2].scene, SCENE_TEXT_VALUE, "a\nb");
    inside[2].items[0].x = vertical ? 0 : 100;
    inside[2].items[0].y = vertical ? 100 : 0;
    fill(&axis, SCENE_GROUP, ROLE_AXIS, (const Cell[]){{{0, 0, 0, 0}, 0, 0}}, 1, arena);
    axis.items[0].marks = inside;
    axis.items[0].mark_count = 3;
    AxisHint hint = {.orient = cases[i].orient,
                     .offset = 5,
                     .position = 3,
                     .translate = .5,
                     .min_extent = 20,
                     .max_extent = 25,
                     .title_padding = 4,
                     .range_extent = 200,
                     .title_auto = true};
    axis.scene->hint = &hint;
    Bounds bounds = layout_axis(&axis, 200, 200);
    assert_near(axis.items[0].x, cases[i].x);
    assert_near(axis.items[0].y, cases[i].y);
    assert_near(vertical ? inside[2].items[0].x : inside[2].items[0].y, cases[i].title_at);
    assert_bounds(bounds, cases[i].bounds[0], cases[i].bounds[1], cases[i].bounds[2], cases[i].bounds[3]);
    arena_destroy(arena);
  }
}

typedef struct TitleCase {
  const char *orient, *frame, *anchor;
  double x, y, subtitle_x, subtitle_y;
} TitleCase;

static void test_titles_stand_beside_everything(void) {
  static const TitleCase cases[] = {
      {"top", "group", "start", 0, -38, 0, 16},     {"top", "bounds", "end", 260, -38, 0, 16},
      {"top", "group", "middle", 100, -38, 0, 16},  {"bottom", "group", "start", 0, 184, 0, 16},
      {"bottom", "bounds", "end", 260, 184, 0, 16}, {"left", "group", "start", -227, 150, 103, 0},
      {"left", "bounds", "end", -227, -6, 103, 0},  {"left", "group", "middle", -227, 75, 103, 0},
      {"right", "group", "start", 447, 0, -103, 0}, {"right", "bounds", "end", 447, 180, -103, 0}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    LayoutMark inside[2], title;
    fill(&inside[0], SCENE_TEXT, ROLE_TITLE_TEXT, (const Cell[]){{{-50, 0, 50, 13}, 0, 0}}, 1, arena);
    fill(&inside[1], SCENE_TEXT, ROLE_TITLE_SUBTITLE, (const Cell[]){{{-30, 0, 30, 12}, 0, 0}}, 1, arena);
    fill(&title, SCENE_GROUP, ROLE_TITLE, (const Cell[]){{{0, 0, 0, 0}, 0, 0}}, 1, arena);
    title.items[0].marks = inside;
    title.items[0].mark_count = 2;
    TitleHint hint = {cases[i].orient, cases[i].anchor, cases[i].frame, 4, 3};
    title.scene->hint = &hint;
    layout_title(&title, 200, 150, (Bounds){-40, -6, 260, 180});
    assert_near(title.items[0].x, cases[i].x);
    assert_near(title.items[0].y, cases[i].y);
    assert_near(inside[1].items[0].x, cases[i].subtitle_x);
    assert_near(inside[1].items[0].y, cases[i].subtitle_y);
    arena_destroy(arena);
  }
}

static void test_legends_line_up_along_their_side(void) {
  static const struct {
    const char *orient;
    double at[2][2];
  } cases[] = {{"left", {{-114, 0}, {-114, 88}}},  {"right", {{218, 0}, {218, 88}}},
               {"top", {{0, -98}, {68, -98}}},     {"bottom", {{0, 190}, {68, 190}}},
               {"top-left", {{18, 18}, {86, 18}}}, {"bottom-right", {{74, 52}, {142, 52}}}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    LayoutMark mark;
    fill(&mark, SCENE_GROUP, ROLE_LEGEND, (const Cell[]){{{0, 0, 60, 80}, 60, 80}, {{0, 0, 40.5, 30}, 40.5, 30}}, 2,
         arena);
    LegendHint hint = {.orient = cases[i].orient, .offset = NAN};
    mark.scene->hint = &hint;
    LayoutItem **items = pointers(&mark, arena);
    GridOptions options = layout_legend_options(items, 2, cases[i].orient, (Bounds){-35.5, 0, 200, 150},
                                                (Bounds){-4, 0, 205, 171.3}, 200, 150, false);
    layout_grid(items, 2, &options, arena);
    assert_at(&mark, cases[i].at);
    arena_destroy(arena);
  }
}
typedef struct InsideCase {
  bool symbols;
  const char *orient, *anchor;
  double entry_x, entry_y, title_x, title_y, width, height;
} InsideCase;

static void test_a_legend_keeps_title_and_entries_apart(void) {
  static const InsideCase cases[] = {
      {true, "top", "start", 5, 22, 5, 5, 94, 127},         {true, "top", "middle", 5, 22, 40, 5, 129, 127},
      {true, "top", "end", 5, 22, 75, 5, 164, 127},         {true, "left", "start", 95, 5, 5, 5, 170, 110},
      {true, "left", "middle", 95, 5, 5, 55, 170, 110},     {true, "left", "end", 95, 5, 5, 105, 170, 121},
      {true, "right", "start", 5, 5, 81, 5, 170, 110},      {true, "right", "middle", 5, 5, 81, 55, 170, 110},
      {true, "right", "end", 5, 5, 81, 105, 170, 121},      {true, "bottom", "start", 5, 5, 5, 111, 94, 127},
      {true, "bottom", "middle", 5, 5, 40, 111, 129, 127},  {true, "bottom", "end", 5, 5, 75, 111, 164, 127},
      {false, "top", "start", 5, 22, 5, 5, 94, 127},        {false, "top", "middle", 5, 22, 40, 5, 129, 127},
      {false, "top", "end", 5, 22, 75, 5, 164, 127},        {false, "left", "start", 95, 5, 5, 100, 170, 116},
      {false, "left", "middle", 95, 5, 5, 53, 170, 110},    {false, "left", "end", 95, 5, 5, 5, 170, 110},
      {false, "right", "start", 5, 5, 81, 100, 170, 116},   {false, "right", "middle", 5, 5, 81, 53, 170, 110},
      {false, "right", "end", 5, 5, 81, 5, 170, 110},       {false, "bottom", "start", 5, 5, 5, 111, 94, 127},
      {false, "bottom", "middle", 5, 5, 40, 111, 129, 127}, {false, "bottom", "end", 5, 5, 75, 111, 164, 127},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    Arena *arena = arena_create();
    LayoutMark gradient, inside[2], legend;
    fill(&gradient, SCENE_RECT, ROLE_LEGEND_GRADIENT, (const Cell[]){{{0, 0, 16, 100}, 0, 0}}, 1, arena);
    fill(&inside[0], SCENE_GROUP, ROLE_LEGEND_ENTRY, (const Cell[]){{{0, 0, 70, 100}, 0, 0}}, 1, arena);
    fill(&inside[1], SCENE_TEXT, ROLE_LEGEND_TITLE, (const Cell[]){{{5, 5, 88.4, 16}, 0, 0}}, 1, arena);
    fill(&legend, SCENE_GROUP, ROLE_LEGEND, (const Cell[]){{{0, 0, 0, 0}, 0, 0}}, 1, arena);
    inside[0].items[0].marks = &gradient;
    inside[0].items[0].mark_count = 1;
    inside[1].items[0].x = inside[1].items[0].y = 5;
    legend.items[0].marks = inside;
    legend.items[0].mark_count = 2;
    LegendHint hint = {.orient = "right",
                       .padding = 5,
                       .title_padding = 6,
                       .symbols = cases[i].symbols,
                       .vertical_gradient = true,
                       .title_orient = cases[i].orient,
                       .title_anchor = cases[i].anchor};
    legend.scene->hint = &hint;
    layout_legend_inside(&legend);
    assert_at(&inside[0], (const double[][2]){{cases[i].entry_x, cases[i].entry_y}});
    assert_at(&inside[1], (const double[][2]){{cases[i].title_x, cases[i].title_y}});
    assert_near(legend.items[0].width, cases[i].width);
    assert_near(legend.items[0].height, cases[i].height);
    arena_destroy(arena);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/layout/grid", test_grids_stand_where_vega_puts_them);
  g_test_add_func("/layout/anchor", test_a_grid_hangs_on_its_anchor);
  g_test_add_func("/layout/trellis", test_headers_and_titles_stand_around_the_cells);
  g_test_add_func("/layout/axis", test_axes_keep_their_titles_clear_of_the_labels);
  g_test_add_func("/layout/title", test_titles_stand_beside_everything);
  g_test_add_func("/layout/legends", test_legends_line_up_along_their_side);
  g_test_add_func("/layout/legend-inside", test_a_legend_keeps_title_and_entries_apart);
  return g_test_run();
}
