/* Parts of guides: which labels stay (vega-view-transforms' Overlap), how values are written (vega-scale's tickFormat), properties. */
#include "fonts.h"
#include "guide/alike.h"
#include "guide/channels.h"
#include "guide/guide.h"
#include "guide/overlap.h"
#include <math.h>

static Arena *arena;

static const Json *json(const char *text) { return json_literal(arena, (Place){0}, text); }

/* vega-view-transforms' DataJoin: items are found again by the text of their value, and take the later datum. */
static void test_of_values_written_alike_the_last_is_shown(void) {
  const Value values[] = {value_date(1999),  value_string("a"), value_date(1000),  value_date(2000), value_number(1),
                          value_number(NAN), value_string("1"), value_number(NAN), value_number(0),  value_date(-1),
                          value_date(-1000), value_date(0),     value_string("a"), value_number(1.5)};
  static const guint32 expected[] = {2, 12, 3, 6, 7, 8, 10, 11, 13};
  guint32 shown[G_N_ELEMENTS(values)];
  g_assert_cmpuint(guide_distinct_values(values, G_N_ELEMENTS(values), shown, arena), ==, G_N_ELEMENTS(expected));
  for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) g_assert_cmpuint(shown[i], ==, expected[i]);
  g_assert_cmpuint(guide_distinct_values(values, 0, shown, arena), ==, 0);
}

/* https://www.w3.org/TR/css-fonts-4/#font-weight-prop: names and 1 … 1000 */
static void test_font_weights_have_names_and_bounds(void) {
  static const struct {
    const char *json;
    double weight;
  } cases[] = {{"'normal'", 400}, {"'bold'", 700}, {"'lighter'", 300}, {"'bolder'", 900}, {"'600'", 600},
               {"'heavy'", 400},  {"350", 350},    {"1", 1},           {"1000", 1000},    {"0.5", 400},
               {"1001", 400},     {"-700", 400},   {"null", 400},      {"true", 400}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    SceneMark *mark = scene_mark_create(arena, SCENE_TEXT, ROLE_MARK, 1);
    bool set = guide_set(mark, SCENE_FONT_WEIGHT, json(cases[i].json), arena);
    g_assert_cmpfloat(set ? scene_number(mark, SCENE_FONT_WEIGHT, 0, 0) : 400, ==, cases[i].weight);
  }
}

static void test_a_channel_is_set_by_its_kind(void) {
  SceneMark *mark = scene_mark_create(arena, SCENE_TEXT, ROLE_MARK, 1);
  g_assert_false(guide_set(mark, SCENE_X, NULL, arena));
  g_assert_false(guide_set(mark, SCENE_X, json("null"), arena));
  g_assert_cmpint(mark->channels[SCENE_X].state, ==, CHANNEL_UNSET);
  g_assert_true(guide_set(mark, SCENE_X, json("7.5"), arena));
  g_assert_cmpfloat(scene_number(mark, SCENE_X, 0, 0), ==, 7.5);
  g_assert_true(guide_set(mark, SCENE_FONT_WEIGHT, json("'bold'"), arena));
  g_assert_cmpfloat(scene_number(mark, SCENE_FONT_WEIGHT, 0, 0), ==, 700);
  g_assert_true(guide_set(mark, SCENE_FILL, json("'#ff0000'"), arena));
  g_assert_cmpfloat(scene_paint(mark, SCENE_FILL, 0).color.r, ==, 1);
  g_assert_true(guide_set(mark, SCENE_ALIGN, json("'right'"), arena));
  g_assert_cmpstr(scene_string(mark, SCENE_ALIGN, 0, ""), ==, "right");
  g_assert_true(guide_set(mark, SCENE_STROKE_DASH, json("[3,2]"), arena));
  g_assert_cmpfloat(scene_array(mark, SCENE_STROKE_DASH, 0)[1], ==, 2);
  g_assert_false(guide_set(mark, SCENE_GEO_PATH, json("'M0,0'"), arena));
}

static void test_a_style_sets_only_what_is_not_set(void) {
  SceneMark *mark = scene_mark_create(arena, SCENE_TEXT, ROLE_MARK, 1);
  Chain style = {0};
  chain_append(&style, json("{'fontSize': 20, 'dx': 3, 'align': 'left', 'unknown': 1}"));
  scene_set_number(mark, SCENE_FONT_SIZE, 11);
  guide_apply_style(mark, &style, 1, arena);
  g_assert_cmpfloat(scene_number(mark, SCENE_FONT_SIZE, 0, 0), ==, 11);
  g_assert_cmpfloat(scene_number(mark, SCENE_DX, 0, 0), ==, 3);
  g_assert_cmpint(mark->channels[SCENE_DY].state, ==, CHANNEL_UNSET);
  g_assert_cmpstr(scene_string(mark, SCENE_ALIGN, 0, ""), ==, "left");
}

static void test_items_kept_keep_their_values(void) {
  static const double xs[] = {1, 2, 3, 4}, first[] = {5, NAN}, second[] = {6, NAN};
  static const double *const dashes[] = {first, second, first, second};
  static const char *const texts[] = {"a", "b", "c", "d"};
  static const Paint paints[] = {
      {.kind = PAINT_NONE}, {.kind = PAINT_COLOR}, {.kind = PAINT_NONE}, {.kind = PAINT_COLOR}};
  static const bool some[] = {false, true, true, false}, all[] = {true, true, true, true};
  SceneMark *mark = scene_mark_create(arena, SCENE_TEXT, ROLE_MARK, 4);
  scene_set_numbers(mark, SCENE_X, xs);
  scene_set_number(mark, SCENE_Y, 9);
  scene_set_strings(mark, SCENE_TEXT_VALUE, texts);
  scene_set_paints(mark, SCENE_FILL, paints);
  mark->channels[SCENE_STROKE_DASH] = (SceneChannel){.state = CHANNEL_COLUMN, .arrays = dashes};
  guide_keep_items(mark, all, arena);
  g_assert_cmpuint(mark->count, ==, 4);
  guide_keep_items(mark, some, arena);
  g_assert_cmpuint(mark->count, ==, 2);
  g_assert_cmpfloat(scene_number(mark, SCENE_X, 0, 0), ==, 2);
  g_assert_cmpfloat(scene_number(mark, SCENE_X, 1, 0), ==, 3);
  g_assert_cmpfloat(scene_number(mark, SCENE_Y, 1, 0), ==, 9);
  g_assert_cmpstr(scene_string(mark, SCENE_TEXT_VALUE, 1, ""), ==, "c");
  g_assert_cmpint(scene_paint(mark, SCENE_FILL, 0).kind, ==, PAINT_COLOR);
  g_assert_cmpint(scene_paint(mark, SCENE_FILL, 1).kind, ==, PAINT_NONE);
  g_assert_true(scene_array(mark, SCENE_STROKE_DASH, 0) == second && scene_array(mark, SCENE_STROKE_DASH, 1) == first);
}

/* Boxes in place of labels: their bounds are what is given. Returns one letter an item: K for kept. */
static const char *kept(const double *starts, const double *lengths, size_t count, bool vertical, const char *method,
                        double separation, const LabelBound *bound) {
  SceneMark *mark = scene_mark_create(arena, SCENE_RECT, ROLE_MARK, count);
  scene_set_numbers(mark, vertical ? SCENE_Y : SCENE_X, starts);
  scene_set_numbers(mark, vertical ? SCENE_HEIGHT : SCENE_WIDTH, lengths);
  scene_set_number(mark, vertical ? SCENE_X : SCENE_Y, 5);
  scene_set_number(mark, vertical ? SCENE_WIDTH : SCENE_HEIGHT, 10);
  bool *keep = arena_array(arena, bool, count);
  guide_keep_labels(mark, method, separation, bound, NULL, keep);
  char *letters = arena_array(arena, char, count + 1);
  for (size_t i = 0; i < count; i++) letters[i] = keep[i] ? 'K' : '-';
  return letters;
}

static void test_labels_that_overlap_are_thinned_out(void) {
  static const double starts[] = {0, 10, 20, 30, 40, 50, 60}, tens[] = {10, 10, 10, 10, 10, 10, 10},
                      wide[] = {11, 11, 11, 11, 11, 11, 11}, wider[] = {21, 21, 21, 21, 21, 21, 21},
                      mixed[] = {9, 25, 9, 9, 9, 15, 9};
  static const struct {
    const double *lengths;
    size_t count;
    const char *method;
    double separation;
    const char *kept;
  } cases[] = {
      {tens, 7, "parity", 0, "KKKKKKK"},    /* touching is not overlapping */
      {tens, 7, "parity", 0.5, "K-K-K-K"},  /* unless they are to be apart */
      {tens, 7, "parity", 10, "K-K-K-K"},   /* exactly as far apart as asked */
      {tens, 7, "parity", 10.5, "K-----K"}, /* K--K… of four, then of two */
      {wide, 7, "parity", 0, "K-K-K-K"},    {wide, 6, "parity", 0, "K-K-K-"},   {wide, 5, "parity", 0, "K-K-K"},
      {wider, 7, "parity", 0, "K-----K"},   {wide, 2, "parity", 0, "KK"},       {wide, 3, "parity", 0, "K-K"},
      {wide, 7, "greedy", 0, "K-K-K-K"},    {mixed, 7, "greedy", 0, "KK--KK-"}, {tens, 7, "greedy", -1, "KKKKKKK"},
      {wide, 7, NULL, 0, "KKKKKKK"},        {wide, 0, "parity", 0, ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    for (int vertical = 0; vertical < 2; vertical++) {
      const char *found =
          kept(starts, cases[i].lengths, cases[i].count, vertical, cases[i].method, cases[i].separation, NULL);
      if (strcmp(found, cases[i].kept) != 0)
        g_test_fail_printf("case %zu, %s: %s, not %s", i, vertical ? "down" : "along", found, cases[i].kept);
    }
}

static void test_labels_out_of_bounds_go(void) {
  static const double starts[] = {-5, 10, 30, 50}, lengths[] = {10, 10, 10, 10}, apart[] = {0, 20, 40, 60};
  LabelBound bound = {.given = true, .from = -4, .to = 59, .tolerance = 1};
  for (int vertical = 0; vertical < 2; vertical++) {
    bound.vertical = vertical;
    bound.tolerance = 1;
    g_assert_cmpstr(kept(starts, lengths, 4, vertical, "parity", 0, &bound), ==, "KKKK");
    bound.tolerance = 0.5;
    g_assert_cmpstr(kept(starts, lengths, 4, vertical, "parity", 0, &bound), ==, "-KK-");
    LabelBound reversed = bound;
    reversed.from = bound.to, reversed.to = bound.from;
    g_assert_cmpstr(kept(starts, lengths, 4, vertical, "parity", 0, &reversed), ==, "-KK-");
    reversed.given = false;
    g_assert_cmpstr(kept(starts, lengths, 4, vertical, "parity", 0, &reversed), ==, "KKKK");
    LabelBound tight = {.given = true, .vertical = vertical, .from = 0, .to = 70};
    g_assert_cmpstr(kept(apart, lengths, 4, vertical, "greedy", 0, &tight), ==, "KKKK");
  }
}

static void test_labels_that_take_no_room_go_unless_none_does(void) {
  static const double starts[] = {0, 10, 20, 30}, some[] = {0, 12, 1, 12}, none[] = {0, 1, 0.5, 0},
                      many[] = {0, 30, 30, 30};
  g_assert_cmpstr(kept(starts, some, 4, false, "parity", 0, NULL), ==, "-K-K");
  g_assert_cmpstr(kept(starts, none, 4, false, "parity", 0, NULL), ==, "KKKK");
  g_assert_cmpstr(kept(starts, many, 4, true, "parity", 0, NULL), ==, "-K-K");
}

static void test_labels_that_go_round_a_corner_do_not_overlap(void) {
  static const double x[] = {0, 5, 10}, y[] = {0, 10, 20};
  bool keep[3];
  SceneMark *mark = scene_mark_create(arena, SCENE_RECT, ROLE_MARK, 3);
  scene_set_numbers(mark, SCENE_X, x);
  scene_set_numbers(mark, SCENE_Y, y);
  scene_set_number(mark, SCENE_WIDTH, 20);
  scene_set_number(mark, SCENE_HEIGHT, 10);
  guide_keep_labels(mark, "parity", 0, NULL, NULL, keep);
  g_assert_true(keep[0] && keep[1] && keep[2]);
  scene_set_number(mark, SCENE_HEIGHT, 11);
  guide_keep_labels(mark, "parity", 0, NULL, NULL, keep);
  g_assert_true(keep[0] && !keep[1] && keep[2]);
}

static const Scale *make_scale(const ScaleType *type, double low, double high) {
  ScaleSpec spec = scale_spec(type);
  Value *domain = arena_array(arena, Value, 2);
  double *range = arena_array(arena, double, 2);
  bool temporal = scale_type_is_temporal(type);
  domain[0] = temporal ? value_date(low) : value_number(low);
  domain[1] = temporal ? value_date(high) : value_number(high);
  range[1] = 100;
  spec.domain = domain;
  spec.domain_count = 2;
  spec.range_numbers = range;
  spec.range_count = 2;
  return scale_create(&spec, arena);
}

static const char *label(const LabelFormat *format, const Scale *scale, double count, bool no_skip, Value value) {
  return label_of_value(format, scale, count, no_skip, value, arena);
}

/* d3-scale's tickFormat() and vega-format's, by the documentation of both */
static void test_labels_are_written_as_the_scale_has_it(void) {
  LabelFormat plain = {.locale = locale_default()}, prefixed = plain, rounded = plain;
  prefixed.specifier = "s";
  rounded.specifier = ".3s";
  const Scale *linear = make_scale(&scale_linear, 0, 10), *fine = make_scale(&scale_linear, 0, 0.5),
              *large = make_scale(&scale_linear, -3e6, 1000), *logarithmic = make_scale(scale_type_find("log"), 1, 1e4);
  g_assert_cmpstr(label(&plain, linear, 5, false, value_number(4)), ==, "4");
  g_assert_cmpstr(label(&plain, linear, 20, false, value_number(4)), ==, "4.0");
  g_assert_cmpstr(label(&plain, linear, NAN, false, value_number(4)), ==, "4"); /* as for ten */
  g_assert_cmpstr(label(&plain, fine, 5, false, value_number(0.2)), ==, "0.2");
  g_assert_cmpstr(label(&plain, fine, NAN, false, value_number(0.2)), ==, "0.20");
  g_assert_cmpstr(label(&prefixed, large, 3, false, value_number(-2e6)), ==,
                  "\xE2\x88\x92"
                  "2M");
  g_assert_cmpstr(label(&prefixed, large, 3, false, value_number(1000)), ==,
                  "0M"); /* the prefix is that of the largest */
  g_assert_cmpstr(label(&rounded, large, 3, false, value_number(1000)), ==, "1.00k");
  g_assert_cmpstr(label(&plain, logarithmic, 10, false, value_number(3)), ==, "");
  g_assert_cmpstr(label(&plain, logarithmic, 10, true, value_number(3)), ==, "3");
  g_assert_cmpstr(label(&plain, logarithmic, 10, false, value_number(2)), ==, "2");
}

static void test_labels_of_moments_go_by_the_scale_then_by_the_format(void) {
  double noon = 1.5 * 86400e3; /* 1970-01-02 12:00 UTC */
  LabelFormat plain = {.locale = locale_default()}, hour = plain, utc = plain, multi = plain;
  hour.specifier = "%H:%M";
  utc.specifier = "%d %H";
  utc.type = "utc";
  multi.multi = json("{'hours': 'at %H'}");
  const Scale *moments = make_scale(&scale_utc, 0, 86400e3 * 4), *numbers = make_scale(&scale_linear, 0, 10);
  g_assert_cmpstr(label(&plain, moments, 5, false, value_date(noon)), ==, "12 PM");
  g_assert_cmpstr(label(&hour, moments, 5, false, value_date(noon)), ==, "12:00");
  g_assert_cmpstr(label(&multi, moments, 5, false, value_date(noon)), ==, "at 12");
  g_assert_cmpstr(label(&utc, numbers, 5, false, value_number(noon)), ==, "02 12");
  hour.type = "time";
  g_assert_cmpstr(label(&hour, numbers, 5, false, value_number(noon)), ==, "12:00");
  hour.type = "number";
  hour.specifier = ".1f";
  g_assert_cmpstr(label(&hour, numbers, 5, false, value_number(2)), ==, "2.0");
}

static void test_label_expressions_join_what_is_written_and_a_custom_format(void) {
  LabelFormat plain = {0}, custom = {.custom = "pretty"},
              both = {.custom = "pretty", .custom_format = json("{'a': 1}")};
  g_assert_null(label_expression(&plain, NULL, arena));
  g_assert_cmpstr(label_expression(&plain, "datum.label + 1", arena), ==, "datum.label + 1");
  g_assert_cmpstr(label_expression(&custom, NULL, arena), ==, "pretty(datum.value)");
  g_assert_cmpstr(label_expression(&both, NULL, arena), ==, "pretty(datum.value, {\"a\":1})");
  g_assert_cmpstr(label_expression(&custom, "datum.label + datum.label", arena), ==,
                  "pretty(datum.value) + pretty(datum.value)");
}

static void test_lines_of_labels(void) {
  g_assert_null(label_lines(value_null(), arena));
  g_assert_null(label_lines(value_undefined(), arena));
  g_assert_cmpstr(label_lines(value_from_json(json("['a', 2, 'c']"), arena), arena), ==, "a\n2\nc");
  g_assert_cmpstr(label_lines(value_from_json(json("[]"), arena), arena), ==, "");
  g_assert_cmpstr(label_lines(value_number(1.5), arena), ==, "1.5");
  g_assert_cmpstr(label_lines(value_boolean(false), arena), ==, "false");
  g_assert_null(label_lines_from_json(NULL, arena));
  g_assert_cmpstr(label_lines_from_json(json("['a', 'b']"), arena), ==, "a\nb");
  g_assert_cmpstr(label_lines_from_json(json("'a'"), arena), ==, "a");
}

int main(int argc, char **argv) {
  fonts_use_those_of_tests();
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/guide/parts/alike", test_of_values_written_alike_the_last_is_shown);
  g_test_add_func("/guide/parts/weights", test_font_weights_have_names_and_bounds);
  g_test_add_func("/guide/parts/channels", test_a_channel_is_set_by_its_kind);
  g_test_add_func("/guide/parts/style", test_a_style_sets_only_what_is_not_set);
  g_test_add_func("/guide/parts/items", test_items_kept_keep_their_values);
  g_test_add_func("/guide/parts/overlap", test_labels_that_overlap_are_thinned_out);
  g_test_add_func("/guide/parts/bounds", test_labels_out_of_bounds_go);
  g_test_add_func("/guide/parts/room", test_labels_that_take_no_room_go_unless_none_does);
  g_test_add_func("/guide/parts/corner", test_labels_that_go_round_a_corner_do_not_overlap);
  g_test_add_func("/guide/parts/labels", test_labels_are_written_as_the_scale_has_it);
  g_test_add_func("/guide/parts/moments", test_labels_of_moments_go_by_the_scale_then_by_the_format);
  g_test_add_func("/guide/parts/expressions", test_label_expressions_join_what_is_written_and_a_custom_format);
  g_test_add_func("/guide/parts/lines", test_lines_of_labels);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
