/* The table of axis properties, against itself. */
#include "vegalite/guide/axis_property.h"
#include <glib.h>

static void test_names_go_both_ways(void) {
  for (int i = 0; i < AXIS_PROPERTY_COUNT; i++) {
    g_assert_nonnull(axis_property_names[i]);
    g_assert_cmpint(axis_property_from_name(axis_property_names[i]), ==, i);
  }
  g_assert_cmpint(axis_property_from_name("labelFontSize"), ==, AXIS_PROPERTY_LABEL_FONT_SIZE);
  g_assert_cmpint(axis_property_from_name("label"), ==, AXIS_PROPERTY_COUNT);
}

static void test_objects_are_read_by_property(void) {
  Arena *arena = arena_create();
  const Json *read[AXIS_PROPERTY_COUNT] = {NULL};
  axis_properties_read(json_literal(arena, (Place){0}, "{'grid': false, 'unheardOf': 1, 'title': null}"), read);
  axis_properties_read(json_literal(arena, (Place){0}, "{'grid': true, 'zindex': 1}"), read);
  axis_properties_read(NULL, read);
  g_assert_true(json_is_false(read[AXIS_PROPERTY_GRID]));
  g_assert_true(json_is_null(read[AXIS_PROPERTY_TITLE]));
  g_assert_cmpfloat(json_number(read[AXIS_PROPERTY_ZINDEX], 0), ==, 1);
  g_assert_null(read[AXIS_PROPERTY_ORIENT]);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/axis-property/names", test_names_go_both_ways);
  g_test_add_func("/axis-property/objects", test_objects_are_read_by_property);
  return g_test_run();
}
