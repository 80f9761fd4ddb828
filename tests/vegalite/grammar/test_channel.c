/* The table of channels, against Vega-Lite 6.4's channel.ts and against itself. */
#include "vegalite/grammar/channel.h"
#include <glib.h>

static void test_names_go_both_ways(void) {
  Arena *arena = arena_create();
  const char *const *names = channel_names(arena);
  for (int i = 0; i < CHANNEL_COUNT; i++) {
    g_assert_cmpstr(names[i], ==, channel_name((Channel)i));
    g_assert_cmpint(channel_from_name(names[i]), ==, i);
  }
  g_assert_null(names[CHANNEL_COUNT]);
  g_assert_cmpint(channel_from_name("row"), ==, CHANNEL_NONE);
  g_assert_cmpint(channel_from_name(NULL), ==, CHANNEL_NONE);
  g_assert_cmpstr(channel_vega_name(CHANNEL_THETA2), ==, "endAngle");
  g_assert_cmpstr(channel_vega_name(CHANNEL_X2), ==, "x2");
  arena_destroy(arena);
}

static void test_related_channels_lead_back(void) {
  for (int i = 0; i < CHANNEL_COUNT; i++) {
    Channel channel = (Channel)i, second = channel_secondary(channel), offset = channel_offset(channel);
    Channel across = channel_info(channel)->across, main = channel_main(channel);
    g_assert_cmpint(channel_main(main), ==, main);
    if (second != CHANNEL_NONE) g_assert_cmpint(channel_main(second), ==, channel);
    if (offset != CHANNEL_NONE) g_assert_cmpint(channel_position(offset), ==, main);
    if (across != CHANNEL_NONE) g_assert_cmpint(channel_info(across)->across, ==, channel);
    if (channel_is_scale(channel)) g_assert_cmpint(channel_scale(channel), ==, channel);
    bool directed = channel_info(channel)->place == PLACE_AXES || channel_is_offset(channel);
    g_assert_cmpint(channel_info(channel)->direction != NULL, ==, directed);
  }
}

static void test_no_channel_has_no_properties(void) {
  g_assert_cmpstr(channel_name(CHANNEL_NONE), ==, "");
  g_assert_cmpint(channel_main(CHANNEL_NONE), ==, CHANNEL_NONE);
  g_assert_cmpint(channel_scale(CHANNEL_NONE), ==, CHANNEL_NONE);
  g_assert_false(channel_is_scale(CHANNEL_NONE) || channel_is_xy(CHANNEL_NONE) || channel_is_polar(CHANNEL_NONE));
  g_assert_false(channel_is_offset(CHANNEL_NONE) || channel_is_color(CHANNEL_NONE));
}

/* getMainRangeChannel, getOffsetScaleChannel, isScaleChannel. */
static void test_scales_and_positions(void) {
  g_assert_true(channel_is_xy(CHANNEL_Y) && !channel_is_xy(CHANNEL_Y2) && !channel_is_xy(CHANNEL_Y_OFFSET));
  g_assert_true(channel_is_polar(CHANNEL_RADIUS) && !channel_is_polar(CHANNEL_RADIUS2));
  g_assert_true(channel_is_color(CHANNEL_STROKE) && !channel_is_color(CHANNEL_STROKE_WIDTH));
  g_assert_cmpint(channel_scale(CHANNEL_THETA2), ==, CHANNEL_THETA);
  g_assert_cmpint(channel_scale(CHANNEL_LONGITUDE), ==, CHANNEL_NONE);
  g_assert_cmpint(channel_scale(CHANNEL_TEXT), ==, CHANNEL_NONE);
  g_assert_cmpint(channel_offset(CHANNEL_X2), ==, CHANNEL_X_OFFSET);
  g_assert_cmpint(channel_position(CHANNEL_Y_OFFSET), ==, CHANNEL_Y);
}

/* Theta and radius have no direction. */
static void test_directions_of_the_page(void) {
  g_assert_true(channel_is_horizontal(CHANNEL_X2) && channel_is_horizontal(CHANNEL_X_OFFSET));
  g_assert_true(channel_is_vertical(CHANNEL_Y) && !channel_is_horizontal(CHANNEL_Y));
  g_assert_false(channel_is_vertical(CHANNEL_THETA) || channel_is_horizontal(CHANNEL_THETA));
  g_assert_false(channel_is_vertical(CHANNEL_NONE) || channel_is_horizontal(CHANNEL_NONE));
  g_assert_cmpfloat(channel_extent(CHANNEL_X, 3, 2), ==, 3);
  g_assert_cmpfloat(channel_extent(CHANNEL_Y2, 3, 2), ==, 2);
  g_assert_cmpfloat(channel_extent(CHANNEL_RADIUS, 3, 2), ==, 2);
}

static void test_color_is_the_fill_or_the_stroke(void) {
  g_assert_cmpint(channel_meant(CHANNEL_COLOR, true), ==, CHANNEL_FILL);
  g_assert_cmpint(channel_meant(CHANNEL_COLOR, false), ==, CHANNEL_STROKE);
  g_assert_cmpint(channel_meant(CHANNEL_STROKE, true), ==, CHANNEL_STROKE);
}

/* COLOR, then LEGEND_SCALE_CHANNELS of legend.ts. */
static void test_legends_come_in_the_order_of_vega_lite(void) {
  static const Channel order[] = {CHANNEL_COLOR,  CHANNEL_SIZE,        CHANNEL_SHAPE,        CHANNEL_FILL,
                                  CHANNEL_STROKE, CHANNEL_STROKE_DASH, CHANNEL_STROKE_WIDTH, CHANNEL_OPACITY};
  size_t listed = 0;
  for (int i = 0; i < CHANNEL_COUNT; i++) listed += channel_info((Channel)i)->legend_order > 0;
  g_assert_cmpuint(listed, ==, G_N_ELEMENTS(order));
  for (size_t i = 0; i < G_N_ELEMENTS(order); i++) g_assert_cmpuint(channel_info(order[i])->legend_order, ==, i + 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spec/channel/names", test_names_go_both_ways);
  g_test_add_func("/spec/channel/related", test_related_channels_lead_back);
  g_test_add_func("/spec/channel/none", test_no_channel_has_no_properties);
  g_test_add_func("/spec/channel/scales", test_scales_and_positions);
  g_test_add_func("/spec/channel/directions", test_directions_of_the_page);
  g_test_add_func("/spec/channel/color", test_color_is_the_fill_or_the_stroke);
  g_test_add_func("/spec/channel/legends", test_legends_come_in_the_order_of_vega_lite);
  return g_test_run();
}
