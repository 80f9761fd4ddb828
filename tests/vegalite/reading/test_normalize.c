/* Normalization gives what Vega-Lite 6.4's own normalize gives: normalize_cases.json holds small specifications and its
 * answers to them. In "rep4" Vega-Lite leaves a repeat in the
 * encoding that layers share; the answer is what is meant. Where Vega-Lite throws, a message says what is wrong and where. */
#include "base/file.h"
#include "vegalite/grammar/config.h"
#include "vegalite/mark/mark.h"
#include "vegalite/reading/normalize.h"
#include "vegalite/reading/normalize_context.h"
#include <string.h>

static const Json *parse(const char *text, Messages *messages, Arena *arena) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "chart", .text = text, .length = strlen(text)};
  return json_parse(source, messages, arena);
}

static const Json *normalize(const Json *spec, Messages *messages, Arena *arena) {
  return spec_normalize(spec, spec_config(NULL, NULL, json_get(spec, "config"), arena), mark_types, messages, arena);
}

static void test_short_forms_unfold_as_in_vega_lite(void) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  const Source *source =
      file_read_any(TUBAN_SOURCE_DIR "/tests/vegalite/reading/normalize_cases.json", messages, arena);
  g_assert_nonnull(source);
  const Json *cases = json_parse(source, messages, arena);
  g_assert_cmpuint(json_count(cases), >, 50);
  for (size_t i = 0; i < json_count(cases); i++) {
    const Json *one = json_at(cases, i), *expected = json_get(one, "normalized");
    const Json *made = normalize(json_get(one, "spec"), messages, arena);
    if (made && json_equal(made, expected)) continue;
    g_test_message("%s\nexpected %s\n     got %s", json_string(json_get(one, "name"), ""),
                   json_to_text(arena, expected), made ? json_to_text(arena, made) : messages_to_string(messages));
    g_test_fail();
  }
  arena_destroy(arena);
}

/* composite_mark_names is a list of its own because rules below normalization read it. */
static void test_composite_marks_are_those_that_unfold(void) {
  size_t count = 0;
  for (const MarkUnfolding *const *unfolding = mark_unfoldings; *unfolding; unfolding++)
    if ((*unfolding)->mark) g_assert_cmpstr((*unfolding)->mark, ==, composite_mark_names[count++]);
  g_assert_cmpuint(count, ==, g_strv_length((char **)composite_mark_names));
}

typedef struct Mistake {
  const char *spec, *message, *at;
} Mistake;

/* `at` is the text that the message points to. */
static const Mistake mistakes[] = {
    {"{}", "a view needs one of \"mark\", \"layer\", \"facet\", \"repeat\", \"concat\", \"hconcat\", \"vconcat\"",
     "{}"},
    {"{\"layer\": [3]}", "a view must be an object", "3"},
    {"{\"hconcat\": {}}", "\"hconcat\" must be an array of views", "{}"},
    {"{\"layer\": [{\"hconcat\": []}]}", "a layer cannot contain a view with \"hconcat\"", "[]"},
    {"{\"mark\": \"bar\", \"encoding\": []}", "\"encoding\" must be an object", "[]"},
    {"{\"repeat\": \"a\", \"spec\": {}}",
     "\"repeat\" must be an array of field names, or an object with row, column or layer", "\"a\""},
    {"{\"repeat\": [1], \"spec\": {\"mark\": \"bar\"}}", "a repeated field must be a string", "1"},
    {"{\"repeat\": {\"row\": \"a\"}, \"spec\": {\"mark\": \"bar\"}}",
     "\"row\" of a repeat must be an array of field names", "\"a\""},
    {"{\"repeat\": [\"a\"]}", "a repeat needs a \"spec\" to repeat", "{\"repeat\": [\"a\"]}"},
    {"{\"facet\": 3, \"spec\": {}}", "\"facet\" must be an object", "3"},
    {"{\"facet\": {\"field\": \"a\"}}", "a facet needs a \"spec\" to draw in each cell",
     "{\"facet\": {\"field\": \"a\"}}"},
    {"{\"mark\": \"boxplot\"}", "boxplot needs a continuous x or y", "{\"mark\": \"boxplot\"}"},
    {"{\"mark\": {\"type\": \"boxplot\", \"extent\": \"iqr\"}, \"encoding\": {\"x\": {\"field\": \"a\", \"type\": "
     "\"quantitative\"}}}",
     "\"extent\" of a boxplot must be \"min-max\" or a number", "\"iqr\""},
    {"{\"mark\": {\"type\": \"errorbar\", \"extent\": \"stder\"}, \"encoding\": {\"x\": {\"field\": \"a\", \"type\": "
     "\"quantitative\"}}}",
     "unknown extent \"stder\"; did you mean \"stderr\"?", "\"stder\""},
    {"{\"mark\": \"errorband\", \"encoding\": {\"x2\": {\"field\": \"a\"}, \"y2\": {\"field\": \"a\"}}}",
     "errorband cannot have both \"x2\" and \"y2\"",
     "{\"mark\": \"errorband\", \"encoding\": {\"x2\": {\"field\": \"a\"}, \"y2\": {\"field\": \"a\"}}}"},
    {"{\"mark\": \"bar\", \"transform\": 3}", "\"transform\" must be an array", "3"},
    {"{\"mark\": \"bar\", \"transform\": [{\"filter\": {\"and\": 1}}]}", "\"and\" must be an array of predicates", "1"},
    {"{\"mark\": \"bar\", \"encoding\": {\"color\": {\"condition\": {\"value\": 1}}}}",
     "a condition needs a \"test\" or a \"param\"", "{\"value\": 1}"},
    {"{\"hconcat\": [], \"params\": 3}", "\"params\" must be an array", "3"},
};

static void test_mistakes_are_named_at_their_place(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
    Arena *arena = arena_create();
    Messages *messages = messages_create(arena, false);
    const char *text = mistakes[i].spec;
    const Json *spec = parse(text, messages, arena);
    g_assert_null(normalize(spec, messages, arena));
    g_assert_cmpuint(messages_error_count(messages), ==, 1);
    g_assert_cmpstr(messages_text(messages, messages_count(messages) - 1, NULL), ==, mistakes[i].message);
    char *shown = messages_to_string(messages);
    unsigned column = (unsigned)(strstr(text, mistakes[i].at) - text) + 1;
    char *place = g_strdup_printf("chart:1:%u: error: ", column);
    if (!strstr(shown, place)) g_test_message("%s is not at %s", shown, place), g_test_fail();
    g_free(place);
    g_free(shown);
    arena_destroy(arena);
  }
}

/* Every node must point into the text it was made from, so that later stages can say where a value came from. */
static void check_places(const Json *json, size_t *lost) {
  if (!json->place.source && (*lost)++ == 0) g_test_message("a node of kind %d has no place", json->kind);
  for (size_t i = 0; json->kind == JSON_ARRAY && i < json_count(json); i++) check_places(json_at(json, i), lost);
  for (size_t i = 0; json->kind == JSON_OBJECT && i < json_count(json); i++)
    check_places(json->object.members[i].value, lost);
}

static void test_made_nodes_keep_the_place_of_their_origin(void) {
  static const char *const specs[] = {
      "{\"mark\":{\"type\":\"boxplot\",\"ticks\":true},\"encoding\":{\"x\":{\"field\":\"a\",\"bin\":true},\"y\":{"
      "\"field\":\"b\",\"type\":\"Q\"},\"color\":{\"timeUnit\":\"year\",\"field\":\"t\"}}}",
      "{\"mark\":{\"type\":\"errorbar\",\"ticks\":true},\"encoding\":{\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"b\","
      "\"type\":\"Q\"}}}",
      "{\"mark\":\"errorband\",\"encoding\":{\"x\":{\"field\":\"a\"},\"y\":{\"field\":\"b\",\"type\":\"Q\"},\"y2\":{"
      "\"field\":\"c\"}}}",
      "{\"mark\":{\"type\":\"area\",\"line\":true,\"point\":true},\"encoding\":{\"x\":{\"field\":\"a\"},\"y\":{"
      "\"field\":\"b\",\"type\":\"quantitative\"},\"row\":{\"field\":\"r\"},\"facet\":{\"field\":\"f\"}}}",
      "{\"repeat\":{\"row\":[\"a\"],\"layer\":[\"b\"]},\"spec\":{\"mark\":\"bar\",\"encoding\":{\"x\":{\"field\":{"
      "\"repeat\":\"row\"}},\"y\":{\"datum\":{\"repeat\":\"layer\"}}}}}",
      "{\"mark\":\"bar\",\"width\":\"container\"}"};
  for (size_t i = 0; i < G_N_ELEMENTS(specs); i++) {
    Arena *arena = arena_create();
    Messages *messages = messages_create(arena, false);
    const Json *made = normalize(parse(specs[i], messages, arena), messages, arena);
    g_assert_nonnull(made);
    size_t lost = 0;
    check_places(made, &lost);
    if (lost > 0) g_test_message("%zu lost in %s", lost, json_to_text(arena, made));
    g_assert_cmpuint(lost, ==, 0);
    arena_destroy(arena);
  }
}

/* Eight repeats of twenty fields inside each other would be 25,600,000,000 views. */
static void test_nested_repeats_stop_at_a_limit(void) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  const char *text = "{\"mark\":\"bar\"}";
  for (int i = 0; i < 8; i++)
    text = arena_printf(arena,
                        "{\"repeat\":[\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\","
                        "\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"],\"spec\":%s}",
                        text);
  g_assert_null(normalize(parse(text, messages, arena), messages, arena));
  g_assert_cmpstr(messages_text(messages, 0, NULL), ==, "the chart has more than 10000 views");
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spec/normalize/short-forms", test_short_forms_unfold_as_in_vega_lite);
  g_test_add_func("/spec/normalize/mistakes", test_mistakes_are_named_at_their_place);
  g_test_add_func("/spec/normalize/places", test_made_nodes_keep_the_place_of_their_origin);
  g_test_add_func("/spec/normalize/limit", test_nested_repeats_stop_at_a_limit);
  g_test_add_func("/normalize/composite-names", test_composite_marks_are_those_that_unfold);
  return g_test_run();
}
