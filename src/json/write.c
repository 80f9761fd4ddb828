/* json/write.c: a tree as text, as JSON.stringify would write it. cJSON writes it all but for the numbers, which it would round. */
#include "base/decimal.h"
#include "json/json.h"
#include <cjson/cJSON.h>
#include <math.h>

static cJSON *to_cjson(const Json *json) {
  char buffer[DECIMAL_BUFFER];
  switch (json->kind) {
  case JSON_NULL: return cJSON_CreateNull();
  case JSON_BOOLEAN: return cJSON_CreateBool(json->boolean);
  case JSON_NUMBER: return cJSON_CreateRaw(isfinite(json->number) ? decimal_write(json->number, buffer) : "null");
  case JSON_STRING: return cJSON_CreateStringReference(json->string);
  case JSON_ARRAY: {
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < json_count(json); i++) cJSON_AddItemToArray(array, to_cjson(json_at(json, i)));
    return array;
  }
  case JSON_OBJECT: {
    cJSON *object = cJSON_CreateObject();
    for (size_t i = 0; i < json_count(json); i++)
      cJSON_AddItemToObjectCS(object, json->object.members[i].key, to_cjson(json->object.members[i].value));
    return object;
  }
  }
  return NULL;
}

char *json_to_text(Arena *arena, const Json *json) {
  if (!json) return arena_strdup(arena, "");
  cJSON *tree = to_cjson(json);
  char *written = cJSON_PrintUnformatted(tree), *text = arena_strdup(arena, written);
  cJSON_free(written);
  cJSON_Delete(tree);
  return text;
}
