/* What spec_read refuses and warns of, with words and place, and what it just lets through. */
#include "vegalite/grammar/spec.h"
#include "vegalite/mark/mark.h"
#include <string.h>

/* One chart, its only message and the text this points to. A NULL message: none. */
typedef struct Reading {
  const char *spec; /* with ' for " */
  bool is_read;
  const char *message, *at;
} Reading;

#define MARKED(mark) "{'mark': " mark "}"
#define ON_X(definition) "{'mark': 'point', 'encoding': {'x': " definition "}}"

static const Reading readings[] = {
    /* marks */
    {MARKED("'bar'"), true, NULL, NULL},
    {MARKED("'baar'"), false, "unknown mark \"baar\"; did you mean \"bar\"?", "'baar'"},
    {MARKED("{'type': 'boxplt'}"), false, "unknown mark \"boxplt\"; did you mean \"boxplot\"?", "'boxplt'"},
    {MARKED("3"), false, "\"mark\" must be a name or an object with a \"type\"", "3"},
    {MARKED("{'color': 'red'}"), false, "\"mark\" must be a name or an object with a \"type\"", "{'color': 'red'}"},
    {MARKED("{'type': 4}"), false, "\"mark\" must be a name or an object with a \"type\"", "4"},
    /* sizes: the most is what cairo can draw */
    {"{'mark': 'bar', 'width': 32767}", true, NULL, NULL},
    {"{'mark': 'bar', 'width': 32768}", false, "\"width\" exceeds 32767 px, the largest size that can be drawn",
     "32768"},
    {"{'mark': 'bar', 'height': 0.001}", true, NULL, NULL},
    {"{'mark': 'bar', 'height': 0}", false, "\"height\" must be greater than 0", "0"},
    {"{'mark': 'bar', 'height': -2}", false, "\"height\" must be greater than 0", "-2"},
    {"{'mark': 'bar', 'width': {'step': 32767}}", true, NULL, NULL},
    {"{'mark': 'bar', 'width': {'step': 0}}", false, "\"step\" must be greater than 0", "0"},
    /* fields and types */
    {ON_X("{'field': 7}"), true, NULL, NULL},
    {ON_X("{'field': {}}"), false, "\"field\" must be a string", "{}}"},
    {ON_X("{'field': 'a', 'type': 'q'}"), true, NULL, NULL},
    {ON_X("{'field': 'a', 'type': 'Nominal'}"), true, NULL, NULL},
    {ON_X("{'field': 'a', 'type': 'x'}"), false, "unknown type \"x\"", "'x'}"},
    {ON_X("{'field': 'a', 'type': 'ordinl'}"), false, "unknown type \"ordinl\"; did you mean \"ordinal\"?", "'ordinl'"},
    {ON_X("{'field': 'a', 'type': 1}"), false, "\"type\" must be a string", "1"},
    {ON_X("{'datum': 4, 'type': 'qq'}"), false, "unknown type \"qq\"", "'qq'"},
    {ON_X("'a'"), false, "the definition of \"x\" must be an object, as {\"field\": …} or {\"value\": …}", "'a'"},
    {ON_X("{}"), true, "channel \"x\" is ignored: it has no field, datum or value", "{}"},
    /* aggregates and time units */
    {ON_X("{'field': 'a', 'aggregate': 'summ'}"), false, "unknown aggregate \"summ\"; did you mean \"sum\"?", "'summ'"},
    {ON_X("{'field': 'a', 'aggregate': {}}"), true,
     "the aggregate is ignored: an object must have \"argmin\" or \"argmax\"", "{}"},
    {ON_X("{'field': 'a', 'aggregate': {'argmin': 'b'}}"), true, NULL, NULL},
    {ON_X("{'field': 'a', 'timeUnit': 'yearweekend'}"), false,
     "unknown time unit \"yearweekend\"; did you mean \"yearweek\"?", "'yearweekend'"},
    {ON_X("{'field': 'a', 'timeUnit': {'unit': 'binnedutcyear'}}"), true, NULL, NULL},
    {ON_X("{'field': 'a', 'timeUnit': {'step': 2}}"), false, "a time unit needs a \"unit\" or \"maxbins\"",
     "{'step': 2}"},
    {ON_X("{'field': 'a', 'timeUnit': {'maxbins': 2}}"), true, NULL, NULL},
    {ON_X("{'field': 'a', 'timeUnit': {'maxbins': 0}}"), false, "a time unit needs a \"unit\" or \"maxbins\"",
     "{'maxbins': 0}"},
    /* channels that a mark, or its other channels, do not allow */
    {"{'mark': 'point', 'encoding': {'colour': {'field': 'a'}}}", false,
     "unknown channel \"colour\"; did you mean \"color\"?", "'colour'"},
    {"{'mark': 'bar', 'encoding': {'y': {'field': 'b', 'type': 'quantitative'}, 'yOffset': {'field': 'a'}}}", true,
     "\"yOffset\" is ignored: \"y\" is continuous", "{'field': 'a'}"},
    {"{'mark': 'bar', 'encoding': {'x': {'field': 'b', 'type': 'temporal'}, 'xOffset': {'field': 'a'}}}", true,
     "\"xOffset\" is ignored: \"x\" is continuous", "{'field': 'a'}"},
    {"{'mark': 'bar', 'encoding': {'x': {'field': 'b', 'timeUnit': 'year'}, 'xOffset': {'field': 'a'}}}", true, NULL,
     NULL},
    {"{'mark': 'bar', 'encoding': {'x': {'field': 'b', 'type': 'temporal'}, 'xOffset': {'value': 3}}}", true, NULL,
     NULL},
    {"{'mark': 'bar', 'encoding': {'x': {'datum': 3}, 'xOffset': {'field': 'a'}}}", true, NULL, NULL},
    {"{'mark': 'geoshape', 'encoding': {'latitude': {'field': 'a'}}}", true,
     "channel \"latitude\" is ignored: mark \"geoshape\" does not have it", "{'field': 'a'}"},
    {"{'mark': 'text', 'encoding': {'longitude': {'field': 'b'}, 'longitude2': {'field': 'a'}}}", true,
     "channel \"longitude2\" is ignored: mark \"text\" does not have it", "{'field': 'a'}"},
    {"{'mark': 'text', 'encoding': {'latitude': {'field': 'b'}, 'latitude2': {'field': 'a'}}}", true,
     "channel \"latitude2\" is ignored: mark \"text\" does not have it", "{'field': 'a'}"},
    {"{'mark': 'rule', 'encoding': {'latitude': {'field': 'b'}, 'latitude2': {'field': 'a'}}}", true, NULL, NULL},
    {"{'mark': 'text', 'encoding': {'theta': {'field': 'b'}, 'theta2': {'field': 'a'}}}", true,
     "channel \"theta2\" is ignored: mark \"text\" does not have it", "{'field': 'a'}"},
    {"{'mark': 'text', 'encoding': {'radius': {'field': 'b'}, 'radius2': {'field': 'a'}}}", true,
     "channel \"radius2\" is ignored: mark \"text\" does not have it", "{'field': 'a'}"},
    {"{'mark': 'bar', 'encoding': {'time': {'field': 'a'}}}", true,
     "channel \"time\" is an animation, of which only the start is drawn", "{'field': 'a'}"},
    /* facets, params, conditions */
    {"{'facet': {'row': {'title': 't'}}, 'spec': {'mark': 'bar'}}", false, "a facet needs a \"field\"",
     "{'title': 't'}"},
    {"{'mark': 'bar', 'params': [{'value': 1}]}", false, "a param needs a \"name\"", "{'value': 1}"},
    {"{'mark': 'bar', 'encoding': {'color': {'condition': [{'test': 'true', 'value': 'red'}, {'value': 'blue'}]}}}",
     false, "a condition needs a \"test\" or a \"param\"", "{'value': 'blue'}"},
};

static const Json *parse(const char *text, Messages *messages, Arena *arena) {
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "chart", .text = text, .length = strlen(text)};
  return json_parse(source, messages, arena);
}

static void test_mistakes_are_named_at_their_place(gconstpointer data) {
  const Reading *at = data;
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  messages_show_notes(messages);
  char *text = arena_printf(arena, "%s", at->spec);
  g_strdelimit(text, "'", '"');
  SpecOptions options = {.marks = mark_types};
  const Spec *spec = spec_read(parse(text, messages, arena), &options, messages, arena);
  g_test_message("%s", text);
  g_assert_cmpint(spec != NULL, ==, at->is_read);
  g_assert_cmpint(messages_error_count(messages) == 0, ==, at->is_read);
  g_assert_cmpuint(messages_count(messages), ==, at->message ? 1 : 0);
  if (at->message && messages_count(messages) > 0) {
    char *where = g_strdelimit(g_strdup(at->at), "'", '"'), *shown = messages_to_string(messages);
    char *place = g_strdup_printf("chart:1:%u: ", (unsigned)(strstr(text, where) - text) + 1);
    g_assert_cmpstr(messages_text(messages, 0, NULL), ==, at->message);
    if (!strstr(shown, place)) g_test_message("%s is not at %s", shown, place), g_test_fail();
    g_free(where);
    g_free(shown);
    g_free(place);
  }
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_set_nonfatal_assertions();
  for (size_t i = 0; i < G_N_ELEMENTS(readings); i++) {
    char *name = g_strdup_printf("/spec/read/%02zu", i);
    g_test_add_data_func(name, &readings[i], test_mistakes_are_named_at_their_place);
    g_free(name);
  }
  return g_test_run();
}
