/* data/poster.schema.json names the same kinds of block and the same properties as the program reads. */
#include "poster/block.h"
#include <glib.h>
#include <string.h>

static const Json *read_schema(Arena *arena) {
  Messages *messages = messages_create(arena, false);
  const Source *source = file_read_any(TUBAN_SOURCE_DIR "/data/poster.schema.json", messages, arena);
  g_assert_nonnull(source);
  const Json *schema = json_parse(source, messages, arena);
  g_assert_nonnull(schema);
  return schema;
}

static bool is_required(const Json *schema, const char *name) {
  const Json *required = json_get(schema, "required");
  for (size_t i = 0; i < json_count(required); i++)
    if (json_is_string(json_at(required, i), name)) return true;
  return false;
}

static void check_words(const Field *field, const Json *property) {
  const Json *words = json_get(property, "enum");
  size_t count = 0;
  while (field->words && field->words[count]) count++;
  g_assert_cmpuint(json_count(words), ==, count);
  for (size_t i = 0; i < count; i++) g_assert_true(json_is_string(json_at(words, i), field->words[i]));
}

static void check_fields(const Field *fields, const Json *schema, const char *what, Arena *arena) {
  const Json *properties = json_get(schema, "properties");
  size_t count = 0;
  for (; fields[count].name; count++) {
    const Json *property = json_get(properties, fields[count].name);
    g_test_message("%s: %s", what, fields[count].name);
    g_assert_nonnull(property);
    if (fields[count].words) check_words(&fields[count], property);
    if (fields[count].kind == FIELD_OBJECT) check_fields(fields[count].fields, property, fields[count].name, arena);
    const Json *items = json_get(property, "items");
    if (fields[count].kind != FIELD_LIST) {
      g_assert_true(fields[count].required == is_required(schema, fields[count].name) || json_has(schema, "anyOf"));
      continue;
    }
    const Json *plain = json_with(arena, json_get(items, "properties"), "ref", NULL);
    check_fields(fields[count].fields, json_with(arena, items, "properties", plain), fields[count].name, arena);
  }
  g_assert_cmpuint(json_count(properties), ==, count);
}

static void test_the_schema_has_every_property_of_every_kind(void) {
  Arena *arena = arena_create();
  const Json *definitions = json_get(read_schema(arena), "$defs");
  const char *const *names = block_type_names(arena);
  size_t count = 0;
  for (; names[count]; count++) {
    const Json *definition = json_get(definitions, arena_printf(arena, "%s_block", names[count]));
    g_assert_nonnull(definition);
    check_fields(block_type_fields(block_type_find(names[count]), arena), definition, names[count], arena);
  }
  g_assert_cmpuint(json_count(json_path(definitions, "block.oneOf")), ==, count);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/poster/schema/properties", test_the_schema_has_every_property_of_every_kind);
  return g_test_run();
}
