/* Axes: what Vega-Lite 6.4's compile() makes of the same specs (titles, orients, angles, formats), and where Vega 6.4 then draws
 * (its scene graphs). */
#include "vegalite/grammar/spec.h"
#include "vegalite/guide/guide.h"
#include "vegalite/mark/mark.h"
#include "json/json.h"
#include <math.h>
#include <string.h>

typedef struct Fixture {
  Arena *arena;
  Messages *messages;
  TextContext *text;
  Spec *spec;
  const Frame **frames;
  size_t frame_count;
  SceneGroup behind, front;
} Fixture;

static Fixture read_spec(const char *json) {
  Fixture at = {.arena = arena_create(), .text = text_context_create()};
  at.messages = messages_create(at.arena, false);
  const Json *parsed = json_literal(at.arena, (Place){0}, json);
  at.spec = spec_read(parsed, &(SpecOptions){.marks = mark_types}, at.messages, at.arena);
  g_assert_nonnull(at.spec);
  size_t count;
  View *const *units = view_units(at.spec->root, &count, at.arena);
  at.frames = arena_array(at.arena, const Frame *, count);
  for (size_t i = 0; i < count; i++) {
    Frame *frame = arena_new(at.arena, Frame);
    *frame = (Frame){.unit = units[i],
                     .stretch = {1, 1},
                     .width = 200,
                     .height = 100,
                     .scope = at.spec->scope,
                     .arena = at.arena,
                     .messages = at.messages,
                     .text = at.text};
    at.frames[at.frame_count++] = frame;
  }
  return at;
}

static void finish(Fixture *at) {
  text_context_destroy(at->text);
  arena_destroy(at->arena);
}

/* Gives the units from..to one scale; a domain of numbers or of names. */
static void set_scale(Fixture *at, Channel channel, const ScaleType *type, const char *domain, size_t from, size_t to) {
  const Json *json = json_literal(at->arena, (Place){0}, domain);
  ScaleSpec spec = scale_spec(type);
  Value *values = arena_array(at->arena, Value, json_count(json));
  for (size_t i = 0; i < json_count(json); i++) values[i] = value_from_json(json_at(json, i), at->arena);
  double *range = arena_array(at->arena, double, 2);
  range[0] = channel == CHANNEL_Y && scale_type_is_continuous(type) ? 100 : 0;
  range[1] = channel == CHANNEL_X ? 200 : 100 - range[0];
  spec.domain = values;
  spec.domain_count = json_count(json);
  spec.range_numbers = range;
  spec.range_count = 2;
  const Scale *scale = scale_create(&spec, at->arena);
  for (size_t i = from; i < to; i++) {
    FrameScale *slot = &((Frame *)at->frames[i])->scales[channel];
    *slot = (FrameScale){NULL, scale};
  }
}

static void draw(Fixture *at, Channel channel) {
  FrameSet frames = {at->frames, at->frame_count};
  view_axes(at->spec->root, frames, channel, AXIS_GRID, &at->behind, &at->behind);
  view_axes(at->spec->root, frames, channel, AXIS_MAIN, &at->front, &at->front);
}

static const AxisHint *axis_hint(const Fixture *at, size_t i) { return at->front.marks[i]->hint; }

static const SceneMark *part(const SceneGroup *group, size_t axis, SceneRole role) {
  const SceneGroup *inside = &group->marks[axis]->groups[0];
  for (size_t i = 0; i < inside->mark_count; i++)
    if (inside->marks[i]->role == role) return inside->marks[i];
  return NULL;
}

static const char *title_of(const Fixture *at, size_t i) {
  const SceneMark *title = axis_hint(at, i)->title;
  return title ? scene_string(title, SCENE_TEXT_VALUE, 0, NULL) : NULL;
}

static void assert_labels(const Fixture *at, size_t axis, const char *expected) {
  const SceneMark *labels = part(&at->front, axis, ROLE_AXIS_LABELS);
  GString *joined = g_string_new(NULL);
  for (size_t i = 0; labels && i < labels->count; i++)
    g_string_append_printf(joined, "%s%s", i ? "|" : "", scene_string(labels, SCENE_TEXT_VALUE, i, ""));
  g_assert_cmpstr(joined->str, ==, expected);
  g_string_free(joined, TRUE);
}

static void test_quantitative_axis_has_grid_ticks_and_flush_labels(void) {
  Fixture at = read_spec("{'data':{'values':[]},'mark':'point','encoding':{'x':{'field':'a','type':'quantitative'}}}");
  set_scale(&at, CHANNEL_X, &scale_linear, "[0,100]", 0, 1);
  draw(&at, CHANNEL_X);
  g_assert_cmpuint(at.behind.mark_count, ==, 1);
  g_assert_cmpuint(at.front.mark_count, ==, 1);
  assert_labels(&at, 0, "0|20|40|60|80|100");
  const SceneMark *ticks = part(&at.front, 0, ROLE_AXIS_TICKS), *labels = part(&at.front, 0, ROLE_AXIS_LABELS);
  g_assert_cmpfloat(scene_number(ticks, SCENE_X, 1, 0), ==, 40);
  g_assert_cmpfloat(scene_number(ticks, SCENE_Y2, 1, 0), ==, 5);
  g_assert_cmpfloat(scene_number(labels, SCENE_Y, 1, 0), ==, 7);
  g_assert_cmpstr(scene_string(labels, SCENE_ALIGN, 0, ""), ==, "left");
  g_assert_cmpstr(scene_string(labels, SCENE_ALIGN, 1, ""), ==, "center");
  g_assert_cmpstr(scene_string(labels, SCENE_ALIGN, 5, ""), ==, "right");
  g_assert_cmpstr(scene_string(labels, SCENE_BASELINE, 0, ""), ==, "top");
  g_assert_cmpfloat(scene_number(labels, SCENE_FONT_SIZE, 0, 0), ==, 10);
  g_assert_cmpstr(title_of(&at, 0), ==, "a");
  const SceneMark *title = axis_hint(&at, 0)->title;
  g_assert_cmpfloat(scene_number(title, SCENE_X, 0, 0), ==, 100);
  g_assert_cmpfloat(scene_number(title, SCENE_FONT_WEIGHT, 0, 0), ==, 700);
  /* The grid runs up from the axis, which layout puts at the view's foot. */
  const SceneMark *grid = part(&at.behind, 0, ROLE_AXIS_GRID);
  g_assert_cmpfloat(scene_number(grid, SCENE_Y2, 0, 0), ==, -100);
  finish(&at);
}

static void test_names_on_x_are_turned(void) {
  Fixture at = read_spec("{'data':{'values':[]},'mark':'bar','encoding':{'x':{'field':'a','type':'nominal'},'y':{'"
                         "field':'b','type':'nominal'}}}");
  set_scale(&at, CHANNEL_X, &scale_band, "['p','q']", 0, 1);
  set_scale(&at, CHANNEL_Y, &scale_band, "['u','v']", 0, 1);
  draw(&at, CHANNEL_X);
  draw(&at, CHANNEL_Y);
  g_assert_cmpuint(at.behind.mark_count, ==, 0);
  const SceneMark *x = part(&at.front, 0, ROLE_AXIS_LABELS), *y = part(&at.front, 1, ROLE_AXIS_LABELS);
  g_assert_cmpfloat(scene_number(x, SCENE_ANGLE, 0, 0), ==, 270);
  g_assert_cmpstr(scene_string(x, SCENE_ALIGN, 0, ""), ==, "right");
  g_assert_cmpstr(scene_string(x, SCENE_BASELINE, 0, ""), ==, "middle");
  /* bandwidth 100, middle at 50, axisBand's tickOffset -.5; ticks are rounded (49.5 → 50), labels are not. */
  g_assert_cmpfloat(scene_number(x, SCENE_X, 0, 0), ==, 49.5);
  g_assert_cmpfloat(scene_number(part(&at.front, 0, ROLE_AXIS_TICKS), SCENE_X, 0, 0), ==, 50);
  g_assert_cmpfloat(scene_number(y, SCENE_ANGLE, 0, 0), ==, 0);
  g_assert_cmpstr(scene_string(y, SCENE_ALIGN, 0, ""), ==, "right");
  finish(&at);
}

static void test_layers_join_their_titles(void) {
  Fixture at = read_spec("{'data':{'values':[]},'layer':["
                         "{'mark':'line','encoding':{'y':{'aggregate':'min','field':'t','type':'quantitative'}}},"
                         "{'mark':'line','encoding':{'y':{'aggregate':'max','field':'t','type':'quantitative'}}},"
                         "{'mark':'line','encoding':{'y':{'aggregate':'min','field':'t','type':'quantitative'}}}]}");
  set_scale(&at, CHANNEL_Y, &scale_linear, "[0,10]", 0, 3);
  draw(&at, CHANNEL_Y);
  g_assert_cmpuint(at.front.mark_count, ==, 1);
  g_assert_cmpstr(title_of(&at, 0), ==, "Min of t, Max of t");
  finish(&at);
}

static void test_a_title_given_in_one_layer_holds(void) {
  Fixture at = read_spec("{'data':{'values':[]},'layer':["
                         "{'mark':'line','encoding':{'y':{'field':'t','type':'quantitative'}}},"
                         "{'mark':'line','encoding':{'y':{'field':'u','type':'quantitative','title':'Heat'}}}]}");
  set_scale(&at, CHANNEL_Y, &scale_linear, "[0,10]", 0, 2);
  draw(&at, CHANNEL_Y);
  g_assert_cmpstr(title_of(&at, 0), ==, "Heat");
  finish(&at);
}

static void test_independent_axes_stand_on_both_sides(void) {
  Fixture at = read_spec("{'data':{'values':[]},'resolve':{'scale':{'y':'independent'}},'layer':["
                         "{'mark':'line','encoding':{'y':{'field':'t','type':'quantitative'}}},"
                         "{'mark':'line','encoding':{'y':{'field':'u','type':'quantitative'}}}]}");
  set_scale(&at, CHANNEL_Y, &scale_linear, "[0,10]", 0, 1);
  set_scale(&at, CHANNEL_Y, &scale_linear, "[0,20]", 1, 2);
  draw(&at, CHANNEL_Y);
  g_assert_cmpuint(at.front.mark_count, ==, 2);
  g_assert_cmpstr(axis_hint(&at, 0)->orient, ==, "left");
  g_assert_cmpstr(axis_hint(&at, 1)->orient, ==, "right");
  g_assert_cmpuint(at.behind.mark_count, ==, 1);
  finish(&at);
}

static void test_axis_null_switches_it_off(void) {
  Fixture at = read_spec(
      "{'data':{'values':[]},'mark':'point','encoding':{'x':{'field':'a','type':'quantitative','axis':null}}}");
  set_scale(&at, CHANNEL_X, &scale_linear, "[0,100]", 0, 1);
  draw(&at, CHANNEL_X);
  g_assert_cmpuint(at.front.mark_count + at.behind.mark_count, ==, 0);
  finish(&at);
}

static void test_conditions_are_asked_of_each_tick(void) {
  Fixture at =
      read_spec("{'data':{'values':[]},'mark':'point','encoding':{'x':{'field':'a','type':'quantitative','axis':{"
                "'gridColor':{'condition':{'test':'datum.value === 0','value':'black'},'value':'#ddd'},"
                "'labelExpr':'datum.label + datum.index','values':[-50,0,50],'labelOverlap':false}}}}");
  set_scale(&at, CHANNEL_X, &scale_linear, "[-100,100]", 0, 1);
  draw(&at, CHANNEL_X);
  const SceneMark *grid = part(&at.behind, 0, ROLE_AXIS_GRID);
  g_assert_cmpuint(grid->count, ==, 3);
  g_assert_cmpfloat(scene_paint(grid, SCENE_STROKE, 1).color.r, ==, 0);
  g_assert_cmpfloat(scene_paint(grid, SCENE_STROKE, 2).color.r, >, .8);
  assert_labels(&at, 0, "−500|00.5|501");
  finish(&at);
}

static void test_config_holds_in_vega_lites_order(void) {
  Fixture at =
      read_spec("{'data':{'values':[]},'mark':'point','encoding':{'x':{'field':'a','type':'quantitative'}},'config':{"
                "'axis':{'grid':false,'labelFontSize':7,'tickSize':1},'axisX':{'labelFontSize':8,'tickSize':2},"
                "'axisBottom':{'tickSize':3},'axisQuantitative':{'labelFontSize':9}}}");
  set_scale(&at, CHANNEL_X, &scale_linear, "[0,100]", 0, 1);
  draw(&at, CHANNEL_X);
  g_assert_cmpuint(at.behind.mark_count, ==, 0);
  g_assert_cmpfloat(scene_number(part(&at.front, 0, ROLE_AXIS_LABELS), SCENE_FONT_SIZE, 0, 0), ==, 9);
  g_assert_cmpfloat(scene_number(part(&at.front, 0, ROLE_AXIS_TICKS), SCENE_Y2, 0, 0), ==, 3);
  finish(&at);
}

static void test_time_units_choose_their_format(void) {
  Fixture at = read_spec(
      "{'data':{'values':[]},'mark':'bar','encoding':{'x':{'timeUnit':'month','field':'d','type':'ordinal'}}}");
  set_scale(&at, CHANNEL_X, &scale_band, "[1325376000000,1328054400000]", 0, 1);
  draw(&at, CHANNEL_X);
  assert_labels(&at, 0, "Jan|Feb");
  g_assert_cmpfloat(scene_number(part(&at.front, 0, ROLE_AXIS_LABELS), SCENE_ANGLE, 0, 0), ==, 0);
  g_assert_cmpstr(title_of(&at, 0), ==, "d (month)");
  finish(&at);
}

static void test_crowded_labels_are_thinned(void) {
  Fixture at = read_spec("{'data':{'values':[]},'mark':'point','encoding':{'x':{'field':'a','type':'quantitative',"
                         "'axis':{'tickCount':40,'format':'.4f'}}}}");
  set_scale(&at, CHANNEL_X, &scale_linear, "[0,100]", 0, 1);
  draw(&at, CHANNEL_X);
  g_assert_cmpuint(part(&at.front, 0, ROLE_AXIS_TICKS)->count, ==, 51);
  const SceneMark *labels = part(&at.front, 0, ROLE_AXIS_LABELS);
  g_assert_cmpuint(labels->count, <, 6);
  g_assert_cmpuint(labels->count, >=, 3);
  finish(&at);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/axis/quantitative", test_quantitative_axis_has_grid_ticks_and_flush_labels);
  g_test_add_func("/axis/names", test_names_on_x_are_turned);
  g_test_add_func("/axis/titles", test_layers_join_their_titles);
  g_test_add_func("/axis/given-title", test_a_title_given_in_one_layer_holds);
  g_test_add_func("/axis/independent", test_independent_axes_stand_on_both_sides);
  g_test_add_func("/axis/null", test_axis_null_switches_it_off);
  g_test_add_func("/axis/conditions", test_conditions_are_asked_of_each_tick);
  g_test_add_func("/axis/config", test_config_holds_in_vega_lites_order);
  g_test_add_func("/axis/time-units", test_time_units_choose_their_format);
  g_test_add_func("/axis/overlap", test_crowded_labels_are_thinned);
  return g_test_run();
}
