/* Axes, legends and titles from settled properties. What they should be: vega-parser's guides and vega-encode's AxisTicks and
 * LegendEntries, as https://vega.github.io/vega/docs/axes/, legends/ and title/ describe them. */
#include "fonts.h"
#include "guide/guide.h"
#include <math.h>

static Arena *arena;
static TextContext *text;
static Messages *messages;
static ExprScope scope;

static const Json *json(const char *written) { return json_literal(arena, (Place){0}, written); }

static GuideContext context(void) {
  return (GuideContext){
      .width = 200, .height = 100, .scope = &scope, .text = text, .messages = messages, .arena = arena};
}

static const Scale *make_scale(const ScaleType *type, const char *domain, double from, double to) {
  ScaleSpec spec = scale_spec(type);
  const Json *list = json(domain);
  Value *values = arena_array(arena, Value, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) values[i] = value_from_json(json_at(list, i), arena);
  double *range = arena_array(arena, double, 2);
  range[0] = from;
  range[1] = to;
  spec.domain = values;
  spec.domain_count = json_count(list);
  spec.range_numbers = range;
  spec.range_count = 2;
  return scale_create(&spec, arena);
}

static GuideValues make_values(const char *written) {
  const Json *list = json(written);
  Value *values = arena_array(arena, Value, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) values[i] = value_from_json(json_at(list, i), arena);
  return (GuideValues){.given = true, .items = values, .count = json_count(list)};
}

static const SceneMark *part(const SceneMark *group, SceneRole role) {
  const SceneGroup *inside = &group->groups[0];
  for (size_t i = 0; i < inside->mark_count; i++)
    if (inside->marks[i]->role == role) return inside->marks[i];
  return NULL;
}

/* A number of every item, or a string, separated by spaces. */
static const char *numbers(const SceneMark *mark, SceneChannelId id) {
  GString *out = g_string_new(NULL);
  for (size_t i = 0; mark && i < mark->count; i++)
    g_string_append_printf(out, "%s%.6g", i ? " " : "", scene_number(mark, id, i, NAN) + 0.0); /* no -0 */
  const char *kept = arena_strdup(arena, out->str);
  g_string_free(out, TRUE);
  return kept;
}
static const char *strings(const SceneMark *mark, SceneChannelId id) {
  GString *out = g_string_new(NULL);
  for (size_t i = 0; mark && i < mark->count; i++)
    g_string_append_printf(out, "%s%s", i ? "|" : "", scene_string(mark, id, i, "-"));
  const char *kept = arena_strdup(arena, out->str);
  g_string_free(out, TRUE);
  return kept;
}

#define assert_numbers(mark, id, expected) g_assert_cmpstr(numbers(mark, id), ==, expected)
#define assert_strings(mark, id, expected) g_assert_cmpstr(strings(mark, id), ==, expected)

static AxisSpec axis_spec(const char *orient, const Scale *scale, const char *own) {
  return (AxisSpec){.orient = orient, .scale = scale, .own = json(own), .format = {.locale = locale_default()}};
}

static const SceneMark *main_axis(const AxisSpec *spec) {
  GuideContext at = context();
  return guide_axis_main(guide_axis(spec, &at));
}

static const char all_parts[] =
    "{'ticks': true, 'labels': true, 'domain': true, 'grid': true, 'tickSize': 6, 'labelPadding': 3, 'tickCount': 2, "
    "'bandPosition': 0.5}";

static void test_parts_of_an_axis_on_every_side(void) {
  static const struct {
    const char *orient;
    double sign;
    bool vertical;
    const char *align, *baseline;
    double angle;
    const char *title_baseline;
  } cases[] = {{"bottom", 1, false, "center", "top", 0, "top"},
               {"top", -1, false, "center", "bottom", 0, "bottom"},
               {"left", -1, true, "right", "middle", -90, "bottom"},
               {"right", 1, true, "left", "middle", 90, "bottom"}};
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 20, 120);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    AxisSpec spec = axis_spec(cases[i].orient, scale, all_parts);
    spec.title = "T";
    const SceneMark *axis = main_axis(&spec);
    bool vertical = cases[i].vertical;
    SceneChannelId along = vertical ? SCENE_Y : SCENE_X, across = vertical ? SCENE_X : SCENE_Y,
                   along2 = vertical ? SCENE_Y2 : SCENE_X2, across2 = vertical ? SCENE_X2 : SCENE_Y2;
    const SceneMark *ticks = part(axis, ROLE_AXIS_TICKS), *labels = part(axis, ROLE_AXIS_LABELS),
                    *domain = part(axis, ROLE_AXIS_DOMAIN), *title = part(axis, ROLE_AXIS_TITLE);
    assert_numbers(ticks, along, "20 70 120");
    assert_numbers(ticks, along2, "20 70 120");
    assert_numbers(ticks, across, "0 0 0");
    assert_numbers(ticks, across2, cases[i].sign > 0 ? "6 6 6" : "-6 -6 -6");
    assert_strings(labels, SCENE_TEXT_VALUE, "0|5|10");
    assert_numbers(labels, along, "20 70 120");
    assert_numbers(labels, across, cases[i].sign > 0 ? "9 9 9" : "-9 -9 -9");
    g_assert_cmpstr(scene_string(labels, SCENE_ALIGN, 1, ""), ==, cases[i].align);
    g_assert_cmpstr(scene_string(labels, SCENE_BASELINE, 1, ""), ==, cases[i].baseline);
    assert_numbers(domain, along, "20");
    assert_numbers(domain, along2, "120");
    assert_numbers(domain, across, "0");
    assert_numbers(domain, across2, "0");
    assert_numbers(title, along, "70");
    assert_numbers(title, across, "0");
    g_assert_cmpfloat(scene_number(title, SCENE_ANGLE, 0, NAN), ==, cases[i].angle);
    assert_strings(title, SCENE_BASELINE, cases[i].title_baseline);
    assert_strings(title, SCENE_ALIGN, "center");
    const AxisHint *hint = axis->hint;
    g_assert_cmpstr(hint->orient, ==, cases[i].orient);
    g_assert_cmpfloat(hint->range_extent, ==, 100);
    g_assert_true(hint->title == title && hint->title_auto);
  }
}

static void test_titles_of_axes_are_anchored(void) {
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 20, 120);
  AxisSpec spec = axis_spec("bottom", scale, "{'titleAnchor': 'start', 'titleX': 5}");
  spec.title = "T";
  const SceneMark *axis = main_axis(&spec);
  assert_numbers(part(axis, ROLE_AXIS_TITLE), SCENE_X, "5");
  assert_strings(part(axis, ROLE_AXIS_TITLE), SCENE_ALIGN, "left");
  g_assert_true(((const AxisHint *)axis->hint)->title_auto); /* placed across */
  spec.own = json("{'titleAnchor': 'end', 'titleY': 7}");
  axis = main_axis(&spec);
  assert_numbers(part(axis, ROLE_AXIS_TITLE), SCENE_X, "120");
  assert_numbers(part(axis, ROLE_AXIS_TITLE), SCENE_Y, "7");
  assert_strings(part(axis, ROLE_AXIS_TITLE), SCENE_ALIGN, "right");
  g_assert_false(((const AxisHint *)axis->hint)->title_auto);
  g_assert_null(part(axis, ROLE_AXIS_TICKS));
  g_assert_null(part(axis, ROLE_AXIS_LABELS));
  g_assert_null(part(axis, ROLE_AXIS_DOMAIN));
  spec.orient = "left";
  spec.own = json("{'titleX': 7}");
  g_assert_false(((const AxisHint *)main_axis(&spec)->hint)->title_auto);
  spec.title = NULL;
  g_assert_null(((const AxisHint *)main_axis(&spec)->hint)->title);
}

static void test_what_layout_is_told_of_an_axis(void) {
  AxisSpec spec = axis_spec(
      "bottom", make_scale(&scale_linear, "[0, 10]", 120, 20),
      "{'offset': 4, 'position': 9, 'minExtent': 11, 'maxExtent': 30, 'titlePadding': 2, 'translate': 0, 'zindex': 1}");
  const SceneMark *axis = main_axis(&spec);
  const AxisHint *hint = axis->hint;
  g_assert_cmpfloat(hint->offset, ==, 4);
  g_assert_cmpfloat(hint->position, ==, 9);
  g_assert_cmpfloat(hint->min_extent, ==, 11);
  g_assert_cmpfloat(hint->max_extent, ==, 30);
  g_assert_cmpfloat(hint->title_padding, ==, 2);
  g_assert_cmpfloat(hint->translate, ==, 0);
  g_assert_cmpfloat(hint->range_extent, ==, 100);
  g_assert_cmpfloat(axis->zindex, ==, 1);
  spec.own = NULL;
  hint = main_axis(&spec)->hint;
  g_assert_cmpfloat(hint->translate, ==, 0.5);
  g_assert_cmpfloat(hint->max_extent, ==, INFINITY);
  g_assert_cmpfloat(hint->offset + hint->position + hint->min_extent + hint->title_padding, ==, 0);
}

static void test_ticks_of_bands(void) {
  const Scale *scale = make_scale(&scale_band, "['a', 'b', 'c']", 0, 90);
  static const struct {
    const char *own, *ticks, *labels, *texts;
  } cases[] = {
      {"{'ticks': true, 'labels': true}", "15 45 75", "15 45 75", "a|b|c"},
      {"{'ticks': true, 'labels': true, 'bandPosition': 0, 'tickOffset': 2}", "2 32 62", "17 47 77", "a|b|c"},
      {"{'ticks': true, 'labels': true, 'bandPosition': 1, 'tickExtra': true}", "30 60 90 0", "15 45 75 0", "a|b|c|"},
      {"{'ticks': true, 'labels': true, 'tickBand': 'extent', 'tickOffset': 2}", "30 60 90 0", "15 45 75 0", "a|b|c|"},
      {"{'ticks': true, 'labels': true, 'tickBand': 'center', 'tickExtra': true, 'bandPosition': 0}", "15 45 75",
       "15 45 75", "a|b|c"},
      {"{'ticks': true, 'labels': true, 'bandPosition': 0.25, 'tickRound': true, 'labelOffset': 3}", "8 38 68",
       "18 48 78", "a|b|c"},
      {"{'ticks': true, 'labels': true, 'tickRound': false, 'bandPosition': 0.25}", "7.5 37.5 67.5", "15 45 75",
       "a|b|c"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    AxisSpec spec = axis_spec("bottom", scale, cases[i].own);
    const SceneMark *axis = main_axis(&spec);
    assert_numbers(part(axis, ROLE_AXIS_TICKS), SCENE_X, cases[i].ticks);
    assert_numbers(part(axis, ROLE_AXIS_LABELS), SCENE_X, cases[i].labels);
    assert_strings(part(axis, ROLE_AXIS_LABELS), SCENE_TEXT_VALUE, cases[i].texts);
  }
}

static void test_values_asked_for(void) {
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 0, 100),
              *names = make_scale(&scale_band, "['a', 'b']", 0, 80);
  AxisSpec spec = axis_spec("bottom", scale, "{'ticks': true, 'labels': true}");
  spec.values = make_values("[3, 3, 7, 12]");
  const SceneMark *axis = main_axis(&spec);
  assert_numbers(part(axis, ROLE_AXIS_TICKS), SCENE_X, "30 70"); /* once each, inside the range */
  assert_strings(part(axis, ROLE_AXIS_LABELS), SCENE_TEXT_VALUE, "3|7");
  spec = axis_spec("bottom", names, "{'ticks': true, 'labels': true, 'bandPosition': 0.5}");
  spec.values = make_values("['a', 'x', 'b']");
  assert_strings(part(main_axis(&spec), ROLE_AXIS_LABELS), SCENE_TEXT_VALUE, "a|b");
  spec.values = make_values("[]");
  g_assert_cmpuint(part(main_axis(&spec), ROLE_AXIS_TICKS)->count, ==, 0);
}

static void test_labels_are_flush_with_the_ends(void) {
  const Scale *up = make_scale(&scale_linear, "[0, 10]", 0, 100), *down = make_scale(&scale_linear, "[0, 10]", 100, 0),
              *wide = make_scale(&scale_linear, "[-1, 15]", 0, 128);
  static const struct {
    const char *own, *align, *shift;
  } cases[] = {
      {"{'labels': true, 'tickCount': 2, 'labelFlush': true}", "left|center|right", "nan nan nan"},
      {"{'labels': true, 'tickCount': 2, 'labelFlush': true, 'labelFlushOffset': 4}", "left|center|right", "-4 0 4"},
      {"{'labels': true, 'tickCount': 2, 'labelFlush': false, 'labelFlushOffset': 4}", "center|center|center",
       "nan nan nan"},
      {"{'labels': true, 'tickCount': 2, 'labelFlush': true, 'labelFlushOffset': 4, 'labelAlign': 'left'}",
       "left|left|left", "nan nan nan"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    AxisSpec spec = axis_spec("bottom", up, cases[i].own);
    const SceneMark *labels = part(main_axis(&spec), ROLE_AXIS_LABELS);
    assert_strings(labels, SCENE_ALIGN, cases[i].align);
    assert_numbers(labels, SCENE_DX, cases[i].shift);
  }
  AxisSpec spec = axis_spec("left", down, cases[1].own);
  const SceneMark *labels = part(main_axis(&spec), ROLE_AXIS_LABELS);
  assert_strings(labels, SCENE_BASELINE, "bottom|middle|top");
  assert_numbers(labels, SCENE_DY, "4 0 -4");
  assert_numbers(labels, SCENE_DX, "nan nan nan");
  /* 8 px from the lower end, 40 px from the upper one */
  static const char *const within[][2] = {{"7.9", "center|center|center"},
                                          {"8", "left|center|center"},
                                          {"39", "left|center|center"},
                                          {"40", "left|center|right"}};
  for (size_t i = 0; i < G_N_ELEMENTS(within); i++) {
    g_autofree char *own = g_strdup_printf("{'labels': true, 'labelFlush': %s}", within[i][0]);
    spec = axis_spec("bottom", wide, own);
    spec.values = make_values("[0, 5, 10]");
    assert_strings(part(main_axis(&spec), ROLE_AXIS_LABELS), SCENE_ALIGN, within[i][1]);
  }
}

static void test_properties_by_condition_and_expression(void) {
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 0, 100);
  AxisSpec spec = axis_spec(
      "bottom", scale,
      "{'ticks': true, 'labels': true, 'tickCount': 2, 'labelPadding': {'expr': '1 + 1'},"
      " 'tickSize': {'condition': {'test': 'datum.value == 5', 'value': 9}, 'value': 4},"
      " 'tickWidth': {'condition': [{'test': 'datum.index == 0', 'value': 2}, {'test': 'datum.tickIndex == 2', "
      "'value': 3}], 'value': 1},"
      " 'labelFontWeight': {'condition': {'test': 'datum.label == \\'5\\'', 'value': 'bold'}, 'value': 'normal'},"
      " 'labelColor': {'condition': {'test': 'datum.value > 5', 'value': 'red'}, 'value': 'blue'},"
      " 'labelFont': {'condition': {'test': 'datum.value > 5', 'value': 'serif'}, 'value': 'mono'},"
      " 'tickDash': {'condition': {'test': 'datum.value > 5', 'value': [1, 2]}, 'value': [3, 4]},"
      " 'labelExpr': 'datum.label + \\'!\\''}");
  const SceneMark *axis = main_axis(&spec), *ticks = part(axis, ROLE_AXIS_TICKS),
                  *labels = part(axis, ROLE_AXIS_LABELS);
  assert_numbers(ticks, SCENE_Y2, "4 9 4");
  assert_numbers(labels, SCENE_Y, "6 11 6");
  assert_numbers(ticks, SCENE_STROKE_WIDTH, "2 1 3");
  assert_numbers(labels, SCENE_FONT_WEIGHT, "400 700 400"); /* of the label before it is rewritten */
  assert_strings(labels, SCENE_TEXT_VALUE, "0!|5!|10!");
  assert_strings(labels, SCENE_FONT, "mono|mono|serif");
  g_assert_cmpfloat(scene_paint(labels, SCENE_FILL, 2).color.r, ==, 1);
  g_assert_cmpfloat(scene_paint(labels, SCENE_FILL, 1).color.b, ==, 1);
  g_assert_cmpfloat(scene_array(ticks, SCENE_STROKE_DASH, 2)[1], ==, 2);
  g_assert_cmpfloat(scene_array(ticks, SCENE_STROKE_DASH, 0)[0], ==, 3);
}

static void test_own_properties_then_config_then_style(void) {
  AxisSpec spec = axis_spec("bottom", make_scale(&scale_linear, "[0, 10]", 0, 100),
                            "{'labels': true, 'domain': 0, 'ticks': '', 'labelFontSize': 9, 'labelFont': null, "
                            "'encoding': {'labels': {'update': "
                            "{'dx': {'value': 6}}, 'angle': 4}}}");
  chain_append(&spec.config, json("{'labelFontSize': 8, 'labelFont': 'serif', 'labelAngle': 30}"));
  chain_append(&spec.label_style, json("{'fontSize': 7, 'font': 'mono', 'angle': 20, 'fontWeight': 600}"));
  const SceneMark *axis = main_axis(&spec), *labels = part(axis, ROLE_AXIS_LABELS);
  g_assert_cmpfloat(scene_number(labels, SCENE_FONT_SIZE, 0, 0), ==, 9);
  g_assert_cmpstr(scene_string(labels, SCENE_FONT, 0, ""), ==, "serif");
  g_assert_cmpfloat(scene_number(labels, SCENE_ANGLE, 0, 0), ==, 30);
  g_assert_cmpfloat(scene_number(labels, SCENE_FONT_WEIGHT, 0, 0), ==, 600);
  g_assert_cmpfloat(scene_number(labels, SCENE_DX, 0, 0), ==, 6);
  g_assert_null(part(axis, ROLE_AXIS_DOMAIN)); /* 0 and '' are no */
  g_assert_null(part(axis, ROLE_AXIS_TICKS));
}

static void test_grids_span_the_view_or_a_scale(void) {
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 0, 100),
              *other = make_scale(&scale_linear, "[0, 1]", 90, 10);
  GuideContext at = context();
  static const struct {
    const char *orient, *start, *end;
  } cases[] = {{"bottom", "0 0", "-100 -100"},
               {"top", "0 0", "100 100"},
               {"left", "0 0", "200 200"},
               {"right", "0 0", "-200 -200"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    AxisSpec spec = axis_spec(cases[i].orient, scale, "{'grid': true, 'gridWidth': 2, 'zindex': 1}");
    spec.values = make_values("[2, 5]");
    const SceneMark *group = guide_axis_grid(guide_axis(&spec, &at)), *grid = part(group, ROLE_AXIS_GRID);
    bool vertical = i >= 2;
    assert_numbers(grid, vertical ? SCENE_Y : SCENE_X, "20 50");
    assert_numbers(grid, vertical ? SCENE_Y2 : SCENE_X2, "20 50");
    assert_numbers(grid, vertical ? SCENE_X2 : SCENE_Y2, cases[i].end);
    assert_numbers(grid, vertical ? SCENE_X : SCENE_Y, cases[i].start);
    assert_numbers(grid, SCENE_STROKE_WIDTH, "2 2");
    spec.own = json("{'grid': false}");
    g_assert_null(guide_axis_grid(guide_axis(&spec, &at)));
  }
  AxisSpec spec = axis_spec("bottom", scale, "{'grid': true, 'offset': 7}");
  spec.values = make_values("[2]");
  spec.grid_scale = other;
  const SceneMark *grid = part(guide_axis_grid(guide_axis(&spec, &at)), ROLE_AXIS_GRID);
  assert_numbers(grid, SCENE_Y, "-97"); /* the axis stands 7 px below */
  assert_numbers(grid, SCENE_Y2, "-17");
}

static LegendSpec legend_spec(LegendType type, SceneChannelId id, const Scale *scale, const char *own) {
  LegendSpec spec = {.type = type,
                     .scales = {{id, scale}},
                     .scale_count = 1,
                     .own = json(own),
                     .symbol = scene_mark_create(arena, SCENE_SYMBOL, ROLE_LEGEND_SYMBOLS, 1),
                     .gradient_opacity = NAN,
                     .format = {.locale = locale_default()}};
  chain_append(&spec.properties, spec.own);
  return spec;
}

static const SceneMark *legend(const LegendSpec *spec) {
  GuideContext at = context();
  return guide_legend(spec, &at);
}

static void test_titles_of_legends_by_side_and_anchor(void) {
  static const struct {
    const char *own;
    LegendType type;
    double angle;
    const char *align, *baseline;
  } cases[] = {
      {"{}", LEGEND_SYMBOL, 0, "left", "top"},
      {"{'titleAnchor': 'end'}", LEGEND_SYMBOL, 0, "right", "top"},
      {"{'titleAnchor': 'middle'}", LEGEND_SYMBOL, 0, "center", "top"},
      {"{'titleOrient': 'left'}", LEGEND_SYMBOL, 0, "left", "middle"},
      {"{'titleOrient': 'right', 'titleAnchor': 'start'}", LEGEND_SYMBOL, 0, "left", "top"},
      {"{'titleOrient': 'right', 'titleAnchor': 'end'}", LEGEND_SYMBOL, 0, "left", "bottom"},
      {"{'titleOrient': 'left', 'direction': 'vertical'}", LEGEND_GRADIENT, -90, "center", "top"},
      {"{'titleOrient': 'left', 'direction': 'vertical', 'titleAnchor': 'start'}", LEGEND_GRADIENT, -90, "left", "top"},
      {"{'titleOrient': 'right', 'direction': 'vertical', 'titleAnchor': 'start'}", LEGEND_GRADIENT, 90, "right",
       "bottom"},
      {"{'titleOrient': 'right', 'direction': 'vertical', 'titleAnchor': 'end'}", LEGEND_GRADIENT, 90, "left",
       "bottom"},
      {"{'titleOrient': 'right', 'direction': 'horizontal'}", LEGEND_GRADIENT, 0, "left", "middle"},
      {"{'direction': 'vertical', 'titleAlign': 'right', 'titleBaseline': 'bottom'}", LEGEND_GRADIENT, 0, "right",
       "bottom"}};
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 0, 100);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    LegendSpec spec = legend_spec(cases[i].type, SCENE_OPACITY, scale, cases[i].own);
    chain_append(&spec.properties, json("{'padding': 3}"));
    spec.title = "T";
    const SceneMark *title = part(legend(&spec), ROLE_LEGEND_TITLE);
    g_assert_cmpfloat(scene_number(title, SCENE_ANGLE, 0, 0), ==, cases[i].angle);
    assert_strings(title, SCENE_ALIGN, cases[i].align);
    assert_strings(title, SCENE_BASELINE, cases[i].baseline);
    assert_numbers(title, SCENE_X, "3");
    assert_numbers(title, SCENE_Y, "3");
  }
  LegendSpec spec = legend_spec(LEGEND_SYMBOL, SCENE_OPACITY, scale, "{}");
  spec.title = "";
  g_assert_null(part(legend(&spec), ROLE_LEGEND_TITLE));
}

static void test_what_layout_is_told_of_a_legend(void) {
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 0, 100);
  LegendSpec spec = legend_spec(
      LEGEND_SYMBOL, SCENE_SIZE, scale,
      "{'orient': 'top-left', 'offset': 5, 'padding': 6, 'titlePadding': 7, 'legendX': 8, 'legendY': 9, 'columns': 2,"
      " 'rowPadding': 3, 'columnPadding': 4, 'gridAlign': 'all', 'clipHeight': 12, 'zindex': 1, 'description': 'd',"
      " 'cornerRadius': 2, 'strokeWidth': 3, 'fillColor': 'red', 'symbolDirection': 'vertical'}");
  const SceneMark *group = legend(&spec);
  const LegendHint *hint = group->hint;
  g_assert_cmpstr(hint->orient, ==, "top-left");
  g_assert_cmpfloat(hint->offset, ==, 5);
  g_assert_cmpfloat(hint->padding, ==, 6);
  g_assert_cmpfloat(hint->title_padding, ==, 7);
  g_assert_cmpfloat(hint->legend_x, ==, 8);
  g_assert_cmpfloat(hint->legend_y, ==, 9);
  g_assert_cmpfloat(hint->columns, ==, 2);
  g_assert_cmpfloat(hint->row_padding, ==, 3);
  g_assert_cmpfloat(hint->column_padding, ==, 4);
  g_assert_cmpstr(hint->grid_align, ==, "all");
  g_assert_cmpfloat(hint->clip_height, ==, 12);
  g_assert_true(hint->symbols && !hint->vertical_gradient);
  g_assert_cmpfloat(group->zindex, ==, 1);
  g_assert_cmpstr(group->description, ==, "d");
  assert_numbers(group, SCENE_CORNER_TOP_LEFT, "2");
  assert_numbers(group, SCENE_CORNER_BOTTOM_LEFT, "2");
  assert_numbers(group, SCENE_STROKE_WIDTH, "3");
  spec = legend_spec(LEGEND_GRADIENT, SCENE_OPACITY, scale, "{'gradientDirection': 'vertical'}");
  hint = legend(&spec)->hint;
  g_assert_true(!hint->symbols && hint->vertical_gradient && isnan(hint->clip_height) && isnan(hint->offset));
  g_assert_cmpstr(hint->orient, ==, "right");
  spec = legend_spec(LEGEND_SYMBOL, SCENE_SIZE, scale, "{}");
  hint = legend(&spec)->hint;
  g_assert_true(hint->columns == 0 && hint->row_padding == 2 && hint->column_padding == 10);
}

/* A symbol is its size wide; its label comes after the largest. */
static void test_entries_of_symbols(void) {
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 0, 1000);
  LegendSpec spec = legend_spec(
      LEGEND_SYMBOL, SCENE_SIZE, scale,
      "{'direction': 'vertical', 'symbolOffset': 1, 'labelOffset': 4, 'labelFontSize': 8, 'symbolStrokeWidth': 2}");
  spec.values = make_values("[1, 4, 9]");
  const SceneMark *cells = part(part(legend(&spec), ROLE_LEGEND_ENTRY), ROLE_LEGEND_SCOPE);
  static const double rooms[] = {12, 22, 32}, sizes[] = {100, 400, 900}; /* √100 + 2, √400 + 2, √900 + 2 */
  static const char *const texts[] = {"1", "4", "9"};
  g_assert_cmpuint(cells->count, ==, 3);
  for (size_t i = 0; i < 3; i++) {
    const SceneMark *symbol = cells->groups[i].marks[0], *label = cells->groups[i].marks[1];
    g_assert_cmpfloat(scene_number(symbol, SCENE_X, 0, 0), ==, 16 + 1);
    g_assert_cmpfloat(scene_number(symbol, SCENE_Y, 0, 0), ==, rooms[i] / 2);
    g_assert_cmpfloat(scene_number(symbol, SCENE_SIZE, 0, 0), ==, sizes[i]);
    g_assert_cmpfloat(scene_number(label, SCENE_X, 0, 0), ==, 32 + 1 + 4);
    g_assert_cmpfloat(scene_number(label, SCENE_Y, 0, 0), ==, rooms[i] / 2);
    g_assert_cmpstr(scene_string(label, SCENE_TEXT_VALUE, 0, ""), ==, texts[i]);
    g_assert_false(symbol->clip);
  }
  /* in a row every label follows its own symbol; one cell is no smaller than its label */
  spec = legend_spec(LEGEND_SYMBOL, SCENE_SIZE, scale,
                     "{'labelFontSize': 14, 'symbolLimit': 2, 'clipHeight': 10, 'labelOffset': 4}");
  spec.values = make_values("[1, 4, 9, 10]");
  cells = part(part(legend(&spec), ROLE_LEGEND_ENTRY), ROLE_LEGEND_SCOPE);
  g_assert_cmpuint(cells->count, ==, 2);
  g_assert_cmpfloat(scene_number(cells->groups[0].marks[0], SCENE_X, 0, 0), ==, 7);
  g_assert_cmpfloat(scene_number(cells->groups[0].marks[1], SCENE_X, 0, 0), ==, 18);
  g_assert_cmpfloat(scene_number(cells->groups[0].marks[1], SCENE_Y, 0, 0), ==, 5);
  g_assert_true(cells->groups[0].marks[0]->clip);
  assert_numbers(cells, SCENE_HEIGHT, "10 10");
  assert_numbers(cells, SCENE_WIDTH, "0 0");
  assert_strings(cells->groups[1].marks[1], SCENE_TEXT_VALUE, "…3 entries");
}

static void test_a_legend_that_stands_fills_columns_first(void) {
  const Scale *scale = make_scale(&scale_linear, "[0, 10]", 0, 1000);
  for (int vertical = 0; vertical < 2; vertical++) {
    LegendSpec spec =
        legend_spec(LEGEND_SYMBOL, SCENE_SIZE, scale,
                    vertical ? "{'direction': 'vertical', 'columns': 2}" : "{'direction': 'horizontal', 'columns': 2}");
    spec.values = make_values("[1, 2, 3, 4, 5]");
    const SceneMark *cells = part(part(legend(&spec), ROLE_LEGEND_ENTRY), ROLE_LEGEND_SCOPE);
    GString *order = g_string_new(NULL);
    for (size_t i = 0; i < cells->count; i++)
      g_string_append(order, scene_string(cells->groups[i].marks[1], SCENE_TEXT_VALUE, 0, ""));
    g_assert_cmpstr(order->str, ==, vertical ? "14253" : "12345");
    g_string_free(order, TRUE);
  }
}

static const Scale *color_scale(const char *type, const char *domain, size_t count) {
  static const Rgba colors[] = {{1, 0, 0, 1}, {0, 1, 0, 1}, {0, 0, 1, 1}};
  ScaleSpec spec = scale_spec(scale_type_find(type));
  const Json *list = json(domain);
  Value *values = arena_array(arena, Value, json_count(list));
  for (size_t i = 0; i < json_count(list); i++) values[i] = value_from_json(json_at(list, i), arena);
  spec.domain = values;
  spec.domain_count = json_count(list);
  spec.range_kind = RANGE_COLORS;
  spec.range_colors = colors;
  spec.range_count = count;
  return scale_create(&spec, arena);
}

static void test_strips_of_colour(void) {
  const Scale *scale = color_scale("linear", "[0, 100]", 2);
  static const char own[] = "{'gradientLength': 80, 'gradientThickness': 12, 'gradientLabelOffset': 3, "
                            "'gradientStrokeWidth': 2, 'direction': '%s'}";
  for (int vertical = 0; vertical < 2; vertical++) {
    g_autofree char *written =
        g_strdup_printf("%.*s%s'}", (int)(sizeof own - 5), own, vertical ? "vertical" : "horizontal");
    LegendSpec spec = legend_spec(LEGEND_GRADIENT, SCENE_FILL, scale, written);
    spec.gradient_opacity = 0.5;
    const SceneMark *entry = part(legend(&spec), ROLE_LEGEND_ENTRY), *strip = part(entry, ROLE_LEGEND_GRADIENT),
                    *labels = part(entry, ROLE_LEGEND_LABELS);
    assert_numbers(strip, SCENE_WIDTH, vertical ? "12" : "80");
    assert_numbers(strip, SCENE_HEIGHT, vertical ? "80" : "12");
    assert_numbers(strip, SCENE_OPACITY, "0.5");
    assert_numbers(strip, SCENE_STROKE_WIDTH, "2");
    const Gradient *gradient = scene_paint(strip, SCENE_FILL, 0).gradient;
    g_assert_cmpfloat(gradient->y1, ==, vertical ? 1 : 0);
    g_assert_cmpfloat(gradient->x2, ==, vertical ? 0 : 1);
    g_assert_true(gradient->x1 == 0 && gradient->y2 == 0);
    assert_strings(labels, SCENE_TEXT_VALUE, "0|50|100");
    assert_numbers(labels, vertical ? SCENE_Y : SCENE_X, vertical ? "80 40 0" : "0 40 80");
    g_assert_cmpfloat(scene_number(labels, vertical ? SCENE_X : SCENE_Y, 0, 0), ==, 15);
    assert_strings(labels, vertical ? SCENE_BASELINE : SCENE_ALIGN,
                   vertical ? "bottom|middle|top" : "left|center|right");
    g_assert_cmpstr(scene_string(labels, vertical ? SCENE_ALIGN : SCENE_BASELINE, 0, ""), ==,
                    vertical ? "left" : "top");
  }
}

static void test_bands_of_colour(void) {
  const Scale *scale = color_scale("threshold", "[10, 30]", 3);
  for (int vertical = 0; vertical < 2; vertical++) {
    LegendSpec spec = legend_spec(
        LEGEND_DISCRETE, SCENE_FILL, scale,
        vertical ? "{'gradientLength': 90, 'direction': 'vertical', 'gradientOpacity': 0.25}"
                 : "{'gradientWidth': 90, 'gradientHeight': 7, 'direction': 'horizontal', 'labelOffset': 1}");
    const SceneMark *entry = part(legend(&spec), ROLE_LEGEND_ENTRY), *bands = part(entry, ROLE_LEGEND_BAND),
                    *labels = part(entry, ROLE_LEGEND_LABELS);
    assert_numbers(bands, vertical ? SCENE_Y : SCENE_X, vertical ? "60 30 0" : "0 30 60");
    assert_numbers(bands, vertical ? SCENE_HEIGHT : SCENE_WIDTH, "30 30 30");
    assert_numbers(bands, vertical ? SCENE_X : SCENE_Y, "0 0 0");
    assert_numbers(bands, vertical ? SCENE_WIDTH : SCENE_HEIGHT, vertical ? "16 16 16" : "7 7 7");
    g_assert_cmpfloat(scene_paint(bands, SCENE_FILL, 1).color.g, ==, 1);
    assert_strings(labels, SCENE_TEXT_VALUE, "|10|30"); /* the first begins at -Infinity */
    assert_numbers(labels, vertical ? SCENE_Y : SCENE_X, vertical ? "90 60 30" : "0 30 60");
    g_assert_cmpfloat(scene_number(labels, vertical ? SCENE_X : SCENE_Y, 0, 0), ==, vertical ? 16 : 8);
  }
}

static void test_titles_of_views(void) {
  TitleSpec spec = {.text = "A", .subtitle = "B"};
  chain_append(&spec.properties,
               json("{'anchor': 'end', 'orient': 'left', 'offset': 4, 'subtitlePadding': 3, 'frame': 'group', "
                    "'zindex': 1, 'dx': 2,"
                    " 'color': 'red', 'subtitleColor': 'blue', 'fontSize': 20, 'subtitleFontSize': 10}"));
  spec.encoding = json("{'dy': {'value': 5}, 'fontWeight': 600}");
  const SceneMark *title = guide_title(&spec, arena), *words = part(title, ROLE_TITLE_TEXT),
                  *below = part(title, ROLE_TITLE_SUBTITLE);
  const TitleHint *hint = title->hint;
  g_assert_cmpstr(hint->orient, ==, "left");
  g_assert_cmpstr(hint->anchor, ==, "end");
  g_assert_cmpstr(hint->frame, ==, "group");
  g_assert_cmpfloat(hint->offset, ==, 4);
  g_assert_cmpfloat(hint->subtitle_padding, ==, 3);
  g_assert_cmpfloat(title->zindex, ==, 1);
  assert_strings(words, SCENE_TEXT_VALUE, "A");
  assert_strings(words, SCENE_ALIGN, "right");
  assert_strings(words, SCENE_BASELINE, "top");
  assert_numbers(words, SCENE_ANGLE, "-90");
  assert_numbers(words, SCENE_X, "0");
  assert_numbers(words, SCENE_Y, "0");
  assert_numbers(words, SCENE_LIMIT, "0");
  assert_numbers(words, SCENE_DX, "2");
  assert_numbers(words, SCENE_DY, "5");
  assert_numbers(words, SCENE_FONT_WEIGHT, "600");
  assert_numbers(words, SCENE_FONT_SIZE, "20");
  assert_numbers(below, SCENE_FONT_SIZE, "10");
  g_assert_cmpfloat(scene_paint(below, SCENE_FILL, 0).color.b, ==, 1);
  g_assert_cmpfloat(scene_paint(words, SCENE_FILL, 0).color.r, ==, 1);
  spec = (TitleSpec){.text = "A"};
  chain_append(&spec.properties, json("{'anchor': 'start', 'orient': 'right'}"));
  title = guide_title(&spec, arena);
  assert_strings(part(title, ROLE_TITLE_TEXT), SCENE_ALIGN, "left");
  assert_numbers(part(title, ROLE_TITLE_TEXT), SCENE_ANGLE, "90");
  g_assert_null(part(title, ROLE_TITLE_SUBTITLE));
  hint = title->hint;
  g_assert_cmpstr(hint->frame, ==, "bounds");
  g_assert_true(hint->offset == 0 && hint->subtitle_padding == 0 && title->zindex == 0);
  spec = (TitleSpec){.text = "A"};
  assert_strings(part(guide_title(&spec, arena), ROLE_TITLE_TEXT), SCENE_ALIGN, "center");
  assert_numbers(part(guide_title(&spec, arena), ROLE_TITLE_TEXT), SCENE_ANGLE, "0");
}

/* Chinese labels that nobody has turned: level if there is room, else in columns; as they are where no rules are set. */
static void test_chinese_labels_stand_in_columns(void) {
  static const struct {
    const char *domain;
    bool rules, is_free;
    const char *mode, *angle;
  } cases[] = {
      {"['外交通商部司令部', '国防部与安全保障司令部', '产业部']", true, true, "vertical-rl|vertical-rl|vertical-rl",
       "0 0 0"},
      {"['甲', '乙', '丙丁']", true, true, "-|-|-", "0 0 0"},
      {"['外交通商部司令部', '国防部与安全保障司令部', '产业部']", true, false, "-|-|-", "270 270 270"},
      {"['外交通商部司令部', '国防部与安全保障司令部', '产业部']", false, true, "-|-|-", "270 270 270"},
      {"['Foreign Affairs and Trade', 'Defence and Security', '产业部']", true, true, "-|-|-", "270 270 270"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    text_context_typeset(text, cases[i].rules ? &text_rules_default : NULL);
    AxisSpec spec = axis_spec("bottom", make_scale(&scale_band, cases[i].domain, 0, 200),
                              "{'labels': true, 'labelAngle': 270, 'labelLimit': 180}");
    spec.labels_free = cases[i].is_free;
    const SceneMark *labels = part(main_axis(&spec), ROLE_AXIS_LABELS);
    assert_strings(labels, SCENE_WRITING_MODE, cases[i].mode);
    assert_numbers(labels, SCENE_ANGLE, cases[i].angle);
  }
  TextRules rules = text_rules_default;
  rules.columns |= COLUMNS_TITLE_Y;
  for (int on = 0; on < 2; on++) {
    text_context_typeset(text, on ? &rules : &text_rules_default);
    AxisSpec spec = axis_spec("left", make_scale(&scale_linear, "[0, 10]", 100, 0), "{}");
    spec.title = "支出：亿元";
    const SceneMark *title = part(main_axis(&spec), ROLE_AXIS_TITLE);
    assert_strings(title, SCENE_WRITING_MODE, on ? "vertical-rl" : "-");
    assert_strings(title, SCENE_ALIGN, on ? "right" : "center");
    assert_numbers(title, SCENE_ANGLE, on ? "0" : "-90");
  }
  text_context_typeset(text, NULL);
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  text = text_context_create();
  messages = messages_create(arena, false);
  scope = (ExprScope){.arena = arena, .messages = messages};
  g_test_add_func("/guide/axis/sides", test_parts_of_an_axis_on_every_side);
  g_test_add_func("/guide/axis/title", test_titles_of_axes_are_anchored);
  g_test_add_func("/guide/axis/hint", test_what_layout_is_told_of_an_axis);
  g_test_add_func("/guide/axis/bands", test_ticks_of_bands);
  g_test_add_func("/guide/axis/values", test_values_asked_for);
  g_test_add_func("/guide/axis/flush", test_labels_are_flush_with_the_ends);
  g_test_add_func("/guide/axis/conditions", test_properties_by_condition_and_expression);
  g_test_add_func("/guide/axis/order", test_own_properties_then_config_then_style);
  g_test_add_func("/guide/axis/grid", test_grids_span_the_view_or_a_scale);
  g_test_add_func("/guide/legend/title", test_titles_of_legends_by_side_and_anchor);
  g_test_add_func("/guide/legend/hint", test_what_layout_is_told_of_a_legend);
  g_test_add_func("/guide/legend/symbols", test_entries_of_symbols);
  g_test_add_func("/guide/legend/columns", test_a_legend_that_stands_fills_columns_first);
  g_test_add_func("/guide/legend/strips", test_strips_of_colour);
  g_test_add_func("/guide/legend/bands", test_bands_of_colour);
  g_test_add_func("/guide/title", test_titles_of_views);
  g_test_add_func("/guide/axis/columns", test_chinese_labels_stand_in_columns);
  int result = g_test_run();
  text_context_destroy(text);
  arena_destroy(arena);
  return result;
}
