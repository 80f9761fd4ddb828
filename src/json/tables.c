/* json/tables.c: see tables.h. */
#include "json/tables.h"

struct JsonTables {
  Arena *arena;
  GHashTable *parsed; /* name → const Json * */
};

JsonTables *json_tables_create(Arena *arena) {
  JsonTables *tables = arena_new(arena, JsonTables);
  *tables = (JsonTables){arena, g_hash_table_new(g_str_hash, g_str_equal)};
  arena_adopt(arena, tables->parsed, (GDestroyNotify)g_hash_table_unref);
  return tables;
}

const Json *json_table(JsonTables *tables, const char *name, const char *text, size_t length, Arena *arena) {
  const Json *json = tables ? g_hash_table_lookup(tables->parsed, name) : NULL;
  if (json) return json;
  if (tables) arena = tables->arena;
  Source *source = arena_new(arena, Source);
  *source = (Source){.name = name, .text = text, .length = length};
  json = json_parse(source, messages_create(arena, false), arena);
  g_assert(json);
  if (tables) g_hash_table_insert(tables->parsed, (gpointer)name, (gpointer)json);
  return json;
}
