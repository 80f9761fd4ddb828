/* Messages about a property point at its key. */
#include "json/json.h"
#include <string.h>

/* The text of the place of member `i` of the document's object. */
static char *key_text(const char *text, size_t i) {
  Arena *arena = arena_create();
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "chart", .text = text, .length = strlen(text)};
  const Json *json = json_parse(source, messages_create(arena, false), arena);
  Place place = json_key_place(&json->object.members[i]);
  char *shown = g_strndup(text + place.offset, place.length);
  arena_destroy(arena);
  return shown;
}

static void assert_key(const char *text, size_t i, const char *expected) {
  char *shown = key_text(text, i);
  g_assert_cmpstr(shown, ==, expected);
  g_free(shown);
}

static void test_the_key_is_found_before_its_value(void) {
  assert_key("{\"a\":1}", 0, "\"a\"");
  assert_key("{\"a\": 1,\n \"宽度\" \n:\t [2]}", 1, "\"宽度\"");
  assert_key("{\"\":1}", 0, "\"\"");
}

static void test_of_repeated_keys_the_last_is_meant(void) {
  const char *text = "{\"a\":1, \"a\" :2}";
  Arena *arena = arena_create();
  Source source = {.name = "chart", .text = text, .length = strlen(text)};
  const Json *json = json_parse(&source, messages_create(arena, false), arena);
  g_assert_cmpuint(json_count(json), ==, 1);
  g_assert_cmpuint(json_key_place(&json->object.members[0]).offset, ==, 8);
  arena_destroy(arena);
}

static void test_a_key_with_escapes_has_its_own_place(void) {
  assert_key("{\"\\u0061\":17}", 0, "\"\\u0061\"");
  assert_key("{\"a\":1, \"b\\\"\\n\" : {\"c\":1}}", 1, "\"b\\\"\\n\"");
  assert_key("{\"\\ud800\":17}", 0, "\"\\ud800\"");
}

static const Json *parse(Arena *arena, Source *source) {
  return json_parse(source, messages_create(arena, false), arena);
}

static void test_a_copy_keeps_the_place_of_its_keys(void) {
  const char *text = "{\"a\":1, \"b\":{\"c\":2}}";
  Arena *arena = arena_create();
  Source source = {.name = "chart", .text = text, .length = strlen(text)},
         over = {.name = "over", .text = "{ \"b\":{\"c\":3}}", .length = 14};
  const Json *json = parse(arena, &source), *above = parse(arena, &over);
  const Json *made = json_with(arena, json, "a", json_new_null(arena, (Place){&source, 9, 3}));
  g_assert_cmpuint(json_key_place(&made->object.members[0]).offset, ==, 1);
  made = json_without(arena, json, (const char *const[]){"a", NULL});
  g_assert_cmpuint(json_key_place(&made->object.members[0]).offset, ==, 8);
  made = json_new_object(arena, json->place, json->object.members, 2);
  g_assert_cmpuint(json_key_place(&made->object.members[1]).offset, ==, 8);
  JsonBuilder builder = json_builder(arena);
  json_builder_set_member(&builder, &json->object.members[1], above);
  made = json_builder_object(&builder, json->place);
  g_assert_cmpuint(json_key_place(&made->object.members[0]).offset, ==, 8);
  made = json_merge(arena, json, above);
  g_assert_true(json_key_place(&made->object.members[1]).source == &over);
  g_assert_cmpuint(json_key_place(&made->object.members[1]).offset, ==, 2);
  g_assert_cmpuint(json_key_place(&json_get(made, "b")->object.members[0]).offset, ==, 7);
  g_assert_true(json_key_place(&made->object.members[0]).source == &source);
  made = json_with(arena, json, "z", above);
  g_assert_cmpuint(json_key_place(&made->object.members[2]).length, ==, 14);
  arena_destroy(arena);
}

static void test_a_member_made_by_the_program_points_where_its_value_does(void) {
  Arena *arena = arena_create();
  Source source = {.name = "chart", .text = "[\"bar\"]", .length = 7};
  const Json *value = json_at(json_parse(&source, messages_create(arena, false), arena), 0);
  Place place = json_key_place(&(JsonMember){.key = "mark", .value = value});
  g_assert_cmpuint(place.offset, ==, 1);
  g_assert_cmpuint(place.length, ==, 5);
  g_assert_null(json_key_place(&(JsonMember){.key = "mark"}).source);
  arena_destroy(arena);
}

int main(int count, char **arguments) {
  g_test_init(&count, &arguments, NULL);
  g_test_add_func("/json/key/found", test_the_key_is_found_before_its_value);
  g_test_add_func("/json/key/repeated", test_of_repeated_keys_the_last_is_meant);
  g_test_add_func("/json/key/escaped", test_a_key_with_escapes_has_its_own_place);
  g_test_add_func("/json/key/copied", test_a_copy_keeps_the_place_of_its_keys);
  g_test_add_func("/json/key/made", test_a_member_made_by_the_program_points_where_its_value_does);
  return g_test_run();
}
