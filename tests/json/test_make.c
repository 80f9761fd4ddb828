/* Trees made from trees, builders, chains of objects, and their text. */
#include "json/chain.h"
#include "json/names.h"
#include <math.h>
#include <string.h>

static Arena *arena;

static const Json *of(const char *text) { return json_literal(arena, (Place){0}, text); }

static void assert_json(const Json *json, const char *expected) {
  g_assert_cmpstr(json_to_text(arena, json), ==, json_to_text(arena, of(expected)));
}

static void test_reading_takes_absent_and_wrong_values(void) {
  const Json *json = of("{'a':{'b':[1,'x',null,true]},'n':null}");
  g_assert_cmpfloat(json_number(json_at(json_path(json, "a.b"), 0), 7), ==, 1);
  g_assert_cmpstr(json_string(json_at(json_path(json, "a.b"), 1), ""), ==, "x");
  g_assert_true(json_is_null(json_at(json_path(json, "a.b"), 2)));
  g_assert_true(json_is_true(json_at(json_path(json, "a.b"), 3)));
  g_assert_null(json_at(json_path(json, "a.b"), 4));
  g_assert_null(json_path(json, "a.b.c"));
  g_assert_null(json_path(json, "x.y"));
  g_assert_true(json_is_null(json_get(json, "n")));
  g_assert_true(json_has(json, "n"));
  g_assert_false(json_has(json, "m"));
  g_assert_null(json_get(NULL, "a"));
  g_assert_null(json_get(json_at(json_path(json, "a.b"), 0), "a"));
  g_assert_null(json_at(NULL, 0));
  g_assert_cmpuint(json_count(NULL), ==, 0);
  g_assert_cmpuint(json_count(json), ==, 2);
  g_assert_cmpfloat(json_number(of("'5'"), 7), ==, 7);
  g_assert_cmpstr(json_string(of("5"), "other"), ==, "other");
  g_assert_true(json_boolean(NULL, true));
  g_assert_false(json_is_null(NULL));
  g_assert_null(json_place(NULL).source);
}

static void test_equality_ignores_the_order_of_keys(void) {
  g_assert_true(json_equal(of("{'a':1,'b':[1,{'c':null}]}"), of("{'b':[1,{'c':null}],'a':1.0}")));
  g_assert_false(json_equal(of("{'a':1}"), of("{'a':1,'b':2}")));
  g_assert_false(json_equal(of("{'a':1,'c':2}"), of("{'a':1,'b':2}")));
  g_assert_false(json_equal(of("[1,2]"), of("[2,1]")));
  g_assert_false(json_equal(of("1"), of("'1'")));
  g_assert_false(json_equal(NULL, of("null")));
}

static void test_objects_are_laid_over_each_other(void) {
  const Json *base = of("{'a':1,'o':{'x':1,'y':2}}");
  assert_json(json_with(arena, base, "a", of("2")), "{'a':2,'o':{'x':1,'y':2}}");
  assert_json(json_with(arena, base, "b", of("3")), "{'a':1,'o':{'x':1,'y':2},'b':3}");
  assert_json(json_with(arena, NULL, "b", of("3")), "{'b':3}");
  assert_json(json_with(arena, base, "a", NULL), "{'o':{'x':1,'y':2}}");
  assert_json(json_without(arena, base, (const char *const[]){"o", "z", NULL}), "{'a':1}");
  assert_json(json_assign(arena, base, of("{'o':{'y':3},'n':null}")), "{'a':1,'o':{'y':3},'n':null}");
  assert_json(json_assign(arena, base, NULL), "{'a':1,'o':{'x':1,'y':2}}");
  assert_json(json_assign(arena, NULL, base), "{'a':1,'o':{'x':1,'y':2}}");
  assert_json(json_merge(arena, base, of("{'o':{'y':3,'z':{}},'a':[1]}")), "{'a':[1],'o':{'x':1,'y':3,'z':{}}}");
  assert_json(json_merge(arena, base, of("{'o':null}")), "{'a':1,'o':null}");
  assert_json(json_merge(arena, base, NULL), "{'a':1,'o':{'x':1,'y':2}}");
  assert_json(json_merge(arena, NULL, base), "{'a':1,'o':{'x':1,'y':2}}");
  assert_json(base, "{'a':1,'o':{'x':1,'y':2}}");
}

static void test_builders_keep_order_and_leave_nothing_out(void) {
  JsonBuilder object = json_builder(arena), array = json_builder(arena);
  json_builder_set(&object, "b", of("1"));
  json_builder_set(&object, "a", of("2"));
  json_builder_set(&object, "c", NULL);
  json_builder_set(&object, "b", of("3"));
  assert_json(json_builder_object(&object, (Place){0}), "{'b':3,'a':2}");
  for (int i = 0; i < 100; i++) json_builder_push(&array, json_new_number(arena, (Place){0}, i));
  json_builder_push(&array, NULL);
  g_assert_cmpuint(json_count(json_builder_array(&array, (Place){0})), ==, 100);
  const JsonMember members[] = {{.key = "a", .value = of("1")}, {.key = "b"}, {.key = "a", .value = of("2")}};
  assert_json(json_new_object(arena, (Place){0}, members, 3), "{'a':2}");
}

static void test_made_values_carry_the_place_given(void) {
  Source source = {.name = "s", .text = "text", .length = 4};
  Place at = {&source, 2, 1};
  const Json *json = json_literal(arena, at, "{'a':['x']}");
  g_assert_cmpuint(json_place(json_at(json_get(json, "a"), 0)).offset, ==, 2);
  g_assert_true(json_place(json_new_string(arena, at, "x")).source == &source);
  g_assert_true(json_place(json_with(arena, json, "b", json_new_null(arena, (Place){0}))).source == &source);
}

/* JSON.stringify of node 22. */
static void test_text_is_what_javascript_writes(void) {
  const Json *json = json_new_string(arena, (Place){0}, "a\"\\\b\f\n\r\t\x01\x7f/é😀");
  g_assert_cmpstr(json_to_text(arena, json), ==, "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\x7f/é😀\"");
  g_assert_cmpstr(json_to_text(arena, json_new_number(arena, (Place){0}, NAN)), ==, "null");
  g_assert_cmpstr(json_to_text(arena, of("[1e21,-0.5,1e-7,{},[],true]")), ==, "[1e+21,-0.5,1e-7,{},[],true]");
}

static void test_members_are_read_by_number(void) {
  static const struct {
    const char *name;
    int other;
  } rows[] = {{"size", 1}, {"fill", 2}, {"sizes", 3}};
  static JsonNames names = JSON_NAMES(rows);
  g_assert_cmpuint(json_names_find(&names, "size"), ==, 0);
  g_assert_cmpuint(json_names_find(&names, "sizes"), ==, 2);
  g_assert_cmpuint(json_names_find(&names, "siz"), ==, 3);
  g_assert_cmpuint(json_names_find(&names, ""), ==, 3);
  const Json *one = json_new_number(arena, (Place){0}, 1), *two = json_new_number(arena, (Place){0}, 2);
  const Json *near = json_with(arena, json_with(arena, NULL, "sizes", one), "unknown", one);
  const Json *far = json_with(arena, json_with(arena, NULL, "sizes", two), "fill", two);
  const Json *found[G_N_ELEMENTS(rows)] = {NULL};
  json_names_read(&names, near, found);
  json_names_read(&names, far, found);
  json_names_read(&names, NULL, found);
  json_names_read(&names, one, found);
  g_assert_null(found[0]);
  g_assert_true(found[1] == two);
  g_assert_true(found[2] == one);
}

static void test_the_first_object_of_a_chain_wins(void) {
  Chain chain = {0};
  chain_append(&chain, of("{'b':2,'n':null}"));
  chain_append(&chain, NULL);
  chain_append(&chain, of("5"));
  chain_append(&chain, of("{'b':3,'c':4,'n':5,'s':'x','t':true}"));
  chain_prepend(&chain, of("{'a':1}"));
  g_assert_cmpuint(chain.count, ==, 3);
  g_assert_cmpfloat(chain_number(&chain, "a", 0), ==, 1);
  g_assert_cmpfloat(chain_number(&chain, "b", 0), ==, 2);
  g_assert_cmpfloat(chain_number(&chain, "c", 0), ==, 4);
  g_assert_cmpfloat(chain_number(&chain, "d", 9), ==, 9);
  g_assert_true(json_is_null(chain_get(&chain, "n")));
  g_assert_cmpfloat(chain_number(&chain, "n", 9), ==, 9);
  g_assert_cmpstr(chain_string(&chain, "s", ""), ==, "x");
  g_assert_true(chain_boolean(&chain, "t", false));
  for (int i = 0; i < 20; i++) chain_append(&chain, of("{'z':1}"));
  g_assert_cmpuint(chain.count, ==, CHAIN_MAX);
  chain_prepend(&chain, of("{'a':0}"));
  g_assert_cmpuint(chain.count, ==, CHAIN_MAX);
  g_assert_cmpfloat(chain_number(&chain, "a", 5), ==, 0);
}

/* JavaScript's !!value. */
static void test_truth_is_javascripts(void) {
  static const char *const yes[] = {"true", "1", "-0.5", "'0'", "[]", "{}"}, *const no[] = {"false", "0", "''", "null"};
  for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) g_assert_true(json_truthy(json_literal(arena, (Place){0}, yes[i])));
  for (size_t i = 0; i < G_N_ELEMENTS(no); i++) g_assert_false(json_truthy(json_literal(arena, (Place){0}, no[i])));
  g_assert_false(json_truthy(NULL));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/json/reading-takes-absent-and-wrong-values", test_reading_takes_absent_and_wrong_values);
  g_test_add_func("/json/equality-ignores-the-order-of-keys", test_equality_ignores_the_order_of_keys);
  g_test_add_func("/json/objects-are-laid-over-each-other", test_objects_are_laid_over_each_other);
  g_test_add_func("/json/builders-keep-order-and-leave-nothing-out", test_builders_keep_order_and_leave_nothing_out);
  g_test_add_func("/json/made-values-carry-the-place-given", test_made_values_carry_the_place_given);
  g_test_add_func("/json/text-is-what-javascript-writes", test_text_is_what_javascript_writes);
  g_test_add_func("/json/members-are-read-by-number", test_members_are_read_by_number);
  g_test_add_func("/json/the-first-object-of-a-chain-wins", test_the_first_object_of_a_chain_wins);
  g_test_add_func("/json/truth-is-javascripts", test_truth_is_javascripts);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
