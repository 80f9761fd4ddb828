/* Long arrays of rows stay text until someone asks for their items. */
#include "json/json.h"
#include <string.h>

static Arena *arena;
static Messages *messages;

static const Json *parse(const char *text) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "t.json", .text = text, .length = strlen(text)};
  messages = messages_create(arena, false);
  return json_parse(source, messages, arena);
}

/* An array of `count` rows, some 50 bytes each. */
static const char *rows(size_t count) {
  GString *text = g_string_new("[");
  for (size_t i = 0; i < count; i++)
    g_string_append_printf(text, "%s{\"i\": %zu, \"x\": %zu.5, \"t\": \"a\\n图\", \"l\": [1, [], {}]}", i ? ",\n" : "",
                           i, i);
  g_string_append_c(text, ']');
  const char *kept = arena_strdup(arena, text->str);
  g_string_free(text, TRUE);
  return kept;
}

static const Json *spec(const char *format, size_t count) {
  char **parts = g_strsplit(format, "@", -1);
  char *whole = g_strjoinv(rows(count), parts);
  const Json *json = parse(arena_strdup(arena, whole));
  g_strfreev(parts);
  g_free(whole);
  return json;
}

static bool stays_text(const char *format, const char *path, size_t count) {
  const Json *array = json_path(spec(format, count), path);
  g_assert_cmpuint(json_count(array), ==, count);
  return array->is_text;
}

static void test_only_long_rows_of_data_and_datasets_stay_text(void) {
  g_assert_true(stays_text("{\"data\": {\"values\": @}}", "data.values", 1000));
  g_assert_false(stays_text("{\"data\": {\"values\": @}}", "data.values", 100));
  g_assert_true(stays_text("{\"datasets\": {\"a\": [1], \"b\": @}}", "datasets.b", 1000));
  g_assert_true(
      stays_text("{\"spec\": {\"layer\": {\"x\": {\"data\": {\"values\": @}}}}}", "spec.layer.x.data.values", 1000));
  g_assert_false(stays_text("{\"data\": @}", "data", 1000));
  g_assert_false(stays_text("{\"axis\": {\"values\": @}}", "axis.values", 1000));
  g_assert_false(stays_text("{\"data\": {\"a\": {\"values\": @}}}", "data.a.values", 1000));
  g_assert_false(stays_text("{\"datasets\": {\"a\": {\"b\": @}}}", "datasets.a.b", 1000));
}

static void test_rows_within_rows_are_not_told_apart(void) {
  const Json *json = spec("{\"data\": {\"values\": [{\"data\": {\"values\": @}}, 2]}}", 1000);
  const Json *outer = json_path(json, "data.values");
  g_assert_true(outer->is_text);
  g_assert_cmpuint(json_count(outer), ==, 2);
  const Json *inner = json_path(json_at(outer, 0), "data.values");
  g_assert_cmpuint(json_count(inner), ==, 1000);
  g_assert_cmpfloat(json_number(json_get(json_at(inner, 999), "x"), 0), ==, 999.5);
}

/* An object there, as GeoJSON and TopoJSON have it, is not rows, but bulk all the same. */
static void test_large_objects_of_data_are_whole(void) {
  const char *format =
      "{\"data\": {\"values\": {\"a\\n\": \"\\ud800\", \"f\": @, \"a\\n\": 1.5}, \"x\": 2}, \"y\": [3]}";
  const Json *json = spec(format, 1000), *object = json_path(json, "data.values");
  g_assert_cmpuint(messages_count(messages), ==, 1);
  g_assert_cmpuint(json_count(object), ==, 2);
  g_assert_cmpfloat(json_number(json_get(object, "a\n"), 0), ==, 1.5);
  g_assert_true(json_equal(json_get(object, "f"), parse(rows(1000))));
  g_assert_cmpfloat(json_number(json_path(json, "data.x"), 0), ==, 2);
  g_assert_cmpfloat(json_number(json_at(json_get(json, "y"), 0), 0), ==, 3);
  Place place = json_place(object), key = json_key_place(&object->object.members[1]);
  const char *text = place.source->text;
  g_assert_true(text[place.offset] == '{' && text[place.offset + place.length - 1] == '}');
  g_assert_cmpint(strncmp(text + key.offset, "\"f\"", key.length), ==, 0);
  g_assert_true(g_str_has_prefix(text + place.offset + place.length, ", \"x\": 2}"));
}

static void test_a_file_of_data_is_the_same_tree(void) {
  Source source = {.name = "t.json", .text = rows(100), .length = 0},
         faulty = {.name = "t.json", .text = "[1, {\"a\": [01]}]", .length = 16},
         open = {.name = "t.json", .text = "{\"a\"", .length = 4};
  source.length = strlen(source.text);
  Messages *own = messages_create(arena, false);
  g_assert_true(json_equal(json_parse_data(&source, own, arena), parse(source.text)));
  g_assert_cmpuint(messages_count(own), ==, 0);
  g_assert_null(json_parse_data(&faulty, own, arena));
  g_assert_cmpstr(messages_text(own, 0, NULL), ==, "a number cannot have leading zeros");
  g_assert_null(json_parse_data(&open, own, arena));
  g_assert_cmpuint(messages_count(own), ==, 2);
  g_assert_null(json_parse_data(&(Source){.name = "t.json", .text = "[1] 2", .length = 5}, own, arena));
  g_assert_cmpstr(messages_text(own, 2, NULL), ==, "expected the end of the file, found \"2\"");
}

static void test_what_stands_around_them_is_read_as_ever(void) {
  const Json *json = spec("{\"n\": 0.25, \"data\": {\"k\": \"\\ud800\", \"values\": @, \"format\": {\"a\": 1e2}}, "
                          "\"datasets\": {\"d\": @, \"e\": [1.5, 2]}, \"end\": -7.5}",
                          1000);
  g_assert_cmpuint(messages_count(messages), ==, 1);
  g_assert_cmpfloat(json_number(json_get(json, "n"), 0), ==, 0.25);
  g_assert_cmpfloat(json_number(json_path(json, "data.format.a"), 0), ==, 100);
  g_assert_cmpstr(json_string(json_path(json, "data.k"), ""), ==, "\xef\xbf\xbd");
  g_assert_cmpfloat(json_number(json_at(json_path(json, "datasets.e"), 0), 0), ==, 1.5);
  g_assert_cmpfloat(json_number(json_get(json, "end"), 0), ==, -7.5);
  Place end = json_key_place(&json->object.members[3]);
  g_assert_cmpint(strncmp(end.source->text + end.offset, "\"end\"", end.length), ==, 0);
  g_assert_true(json_path(json, "data.values")->is_text && json_path(json, "datasets.d")->is_text);
}

static void test_items_are_made_when_they_are_wanted(void) {
  const char *text = rows(1000), *around = "{\"data\": {\"values\": @}}";
  const Json *tree = parse(text), *array = json_path(spec(around, 1000), "data.values");
  g_assert_false(tree->is_text);
  g_assert_true(json_equal(array, tree));
  g_assert_false(array->is_text);
  array = json_path(spec(around, 1000), "data.values");
  g_assert_cmpstr(json_to_text(arena, array), ==, json_to_text(arena, tree));
  array = json_path(spec(around, 1000), "data.values");
  const Json *last = json_get(json_at(array, 999), "t");
  g_assert_cmpstr(json_string(last, ""), ==, "a\n图");
  g_assert_cmpint(strncmp(last->place.source->text + last->place.offset, "\"a\\n图\"", last->place.length), ==, 0);
  g_assert_null(json_at(array, 1000));
  g_assert_null(json_items(json_at(array, 0)));
  g_assert_true(json_items(array)[999] == json_at(array, 999));
  const Json *copy = json_with(arena, json_path(spec(around, 1000), "data"), "name", last);
  g_assert_true(json_get(copy, "values")->is_text);
  g_assert_true(json_equal(json_get(copy, "values"), tree));
}

static void assert_fault_in_rows(const char *row, const char *message) {
  char *format = g_strdup_printf("{\"data\": {\"values\": [@,\n%s, 1]}}", row);
  g_assert_null(spec(format, 1000));
  char *shown = messages_to_string(messages);
  g_assert_true(g_str_has_prefix(shown, message));
  g_assert_cmpuint(messages_count(messages), ==, 1);
  g_free(shown);
  g_free(format);
}

static void test_faults_in_them_are_found_at_once(void) {
  assert_fault_in_rows("{\"a\": 01}", "t.json:1001:8: error: a number cannot have leading zeros");
  assert_fault_in_rows("{\"a\": \"\\u0000\"}", "t.json:1001:7: error: a string cannot contain \\u0000");
  assert_fault_in_rows("{\"a\" 1}", "t.json:1001:6: error: expected \":\", found \"1\"");
  const Json *json = spec("{\"data\": {\"values\": [@, \"\\ud800\"]}}", 1000);
  g_assert_cmpuint(messages_count(messages), ==, 1);
  g_assert_cmpstr(json_string(json_at(json_path(json, "data.values"), 1), ""), ==, "\xef\xbf\xbd");
  g_assert_cmpuint(messages_count(messages), ==, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/json/rows/which", test_only_long_rows_of_data_and_datasets_stay_text);
  g_test_add_func("/json/rows/nested", test_rows_within_rows_are_not_told_apart);
  g_test_add_func("/json/rows/objects", test_large_objects_of_data_are_whole);
  g_test_add_func("/json/rows/file", test_a_file_of_data_is_the_same_tree);
  g_test_add_func("/json/rows/around", test_what_stands_around_them_is_read_as_ever);
  g_test_add_func("/json/rows/items", test_items_are_made_when_they_are_wanted);
  g_test_add_func("/json/rows/faults", test_faults_in_them_are_found_at_once);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
