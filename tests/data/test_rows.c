/* Rows in a spec are the same table whether they are read from their text or by way of a tree. */
#include "data/reader.h"
#include <string.h>

static Arena *arena;

/* data.values with `row` often enough to be long, between rows that are plain. */
static const Json *values_of(const char *row) {
  GString *text = g_string_new("{\"data\":{\"values\":[{\"a\":1}");
  for (int i = 0; i < 400; i++)
    g_string_append_printf(text, ",\n{\"a\": %d, \"text\": \"row number %d\"}, %s", i, i, row);
  g_string_append(text, "]}}");
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = "t.json", .text = arena_strndup(arena, text->str, text->len), .length = text->len};
  g_string_free(text, TRUE);
  Messages *messages = messages_create(arena, false);
  const Json *json = json_parse(source, messages, arena);
  if (!json) g_error("%s", messages_to_string(messages));
  return json_path(json, "data.values");
}

/* All there is to see of a table. */
static const char *shown(const Table *table) {
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < table_column_count(table); i++)
    g_string_append_printf(text, "%s:%d ", table_column_name(table, i), (int)table_column_at(table, i)->kind);
  for (size_t row = 0; row < table_row_count(table); row++) {
    Value value = table_row(table, row, arena);
    g_string_append(text, json_to_text(arena, value_to_json(value, (Place){0}, arena)));
  }
  const char *kept = arena_strdup(arena, text->str);
  g_string_free(text, TRUE);
  return kept;
}

static void assert_alike(const char *row, const char *format) {
  const Json *text = values_of(row), *tree = values_of(row),
             *of = format ? json_literal(arena, (Place){0}, format) : NULL;
  g_assert_true(text->is_text);
  g_assert_nonnull(json_items(tree));
  g_assert_false(tree->is_text);
  Messages *messages = messages_create(arena, false), *others = messages_create(arena, false);
  const Table *one = data_from_json(text, of, messages, arena), *other = data_from_json(tree, of, others, arena);
  g_assert_true(text->is_text);
  g_assert_cmpuint(messages_count(messages), ==, messages_count(others));
  for (size_t i = 0; i < messages_count(messages); i++)
    g_assert_cmpstr(messages_text(messages, i, NULL), ==, messages_text(others, i, NULL));
  g_assert_true(!one == !other);
  if (one) g_assert_cmpstr(shown(one), ==, shown(other));
}

static void test_rows_of_every_kind_are_alike(void) {
  static const char *const rows[] = {
      "{}",
      "{\"a\":1,\"text\":\"x\"}",
      "{\"text\":\"x\",\"a\":1}",
      "{\"a\":\"mixed\"}",
      "{\"a\":null,\"b\":true,\"c\":false}",
      "{\"a\":1,\"a\":2}",
      "{\"a\":\"x\",\"b\":1,\"a\":2}",
      "{\"n\":{\"x\":1,\"y\":[1,\"b\",null,{\"z\":[]}],\"x\":3}}",
      "{\"l\":[1,[2,[3]],{}]}",
      "{\"a\":1.5e3,\"x\":-0.0,\"big\":123456789012345678901234567890123456789012345678901234567890123456789}",
      "{\"\\u0061\":\"\\n\\u56fe\\ud83d\\ude00\",\"\":1,\"a.b\":2,\"c[0]\":3}",
      "{\"s\":\"\\ud800\",\"\\udc00\":\"\\udc01\"}",
      "[1,\"two\",null,[3]]",
      "[]",
      "17",
      "\"text\"",
      "null",
      "true",
      "{\"data\":{\"values\":[1,2,3]}}",
      "{\"type\":\"Feature\",\"properties\":{\"p\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}",
      "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) assert_alike(rows[i], NULL);
}

static void test_the_format_means_the_same(void) {
  const char *row = "{\"a\":\"2\",\"d\":\"2020-01-02\",\"geo\":{\"features\":[1]}}";
  static const char *const formats[] = {"{'type':'json'}",
                                        "{'property':'geo.features'}",
                                        "{'parse':{'a':'number','d':'date'}}",
                                        "{'parse':'auto'}",
                                        "{'parse':{'a':'foo'}}",
                                        "{'type':'csv'}",
                                        "{'type':'ndjson'}",
                                        "{'type':'topojson','feature':'a'}",
                                        "{'type':'topojson'}",
                                        "{'type':'foo'}"};
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) assert_alike(row, formats[i]);
}

/* A property of an object may lead to rows that are text. */
static void test_a_property_leads_to_rows_that_are_text(void) {
  const Json *values = values_of("{\"b\":1}");
  JsonMember member = {.key = "inner", .value = values};
  const Json *object = json_new_object(arena, values->place, &member, 1);
  const Json *format = json_literal(arena, (Place){0}, "{'property':'inner'}");
  const Table *table = data_from_json(object, format, messages_create(arena, false), arena);
  g_assert_cmpstr(shown(table), ==, shown(data_from_json(values, NULL, messages_create(arena, false), arena)));
}

static void test_too_different_rows_are_refused_at_their_place(void) {
  GString *text = g_string_new("{\"datasets\":{\"d\":[1");
  for (int i = 0; i < 20000; i++) g_string_append_printf(text, ",{\"f%d\":1}", i);
  g_string_append(text, "]}}");
  Source source = {.name = "t.json", .text = text->str, .length = text->len};
  Messages *messages = messages_create(arena, false);
  const Json *values = json_path(json_parse(&source, messages, arena), "datasets.d");
  g_assert_null(data_from_json(values, NULL, messages, arena));
  char *said = messages_to_string(messages);
  g_assert_true(g_str_has_prefix(said, "t.json:1:18: error: the rows have too many different fields"));
  g_free(said);
  g_string_free(text, TRUE);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  arena = arena_create();
  g_test_add_func("/rows/kinds", test_rows_of_every_kind_are_alike);
  g_test_add_func("/rows/format", test_the_format_means_the_same);
  g_test_add_func("/rows/property", test_a_property_leads_to_rows_that_are_text);
  g_test_add_func("/rows/sparse", test_too_different_rows_are_refused_at_their_place);
  int result = g_test_run();
  arena_destroy(arena);
  return result;
}
