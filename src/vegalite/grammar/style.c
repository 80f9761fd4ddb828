/* vegalite/grammar/style.c: detects a chart, or any other JSON, passed as a style by mistake. */
#include "vegalite/grammar/style.h"
#include "vegalite/grammar/known.h"
#include <string.h>

/* Members that make a chart or a poster; "mark" holds {"type"} or a name there, and defaults in a config. */
static const char *const chart_keys[] = {"encoding", "layer", "hconcat", "vconcat", "repeat", "spec", "blocks", "data"};

static bool is_of_chart(const JsonMember *member) {
  if (strcmp(member->key, "mark") == 0) return !json_is(member->value, JSON_OBJECT) || json_has(member->value, "type");
  if (strcmp(member->key, "concat") == 0) return json_is(member->value, JSON_ARRAY);
  for (size_t i = 0; i < G_N_ELEMENTS(chart_keys); i++)
    if (strcmp(member->key, chart_keys[i]) == 0) return true;
  return false;
}

bool style_check(const Json *json, const MarkType *const *marks, JsonTables *tables, Messages *messages, Arena *arena) {
  static const char *const free_keys[] = {"$schema", "usermeta", NULL};
  if (!json_is(json, JSON_OBJECT)) {
    messages_error(messages, json_place(json), "E733", "a style must be an object, like \"config\" in Vega-Lite");
    return false;
  }
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    if (!is_of_chart(member)) continue;
    messages_error(messages, json_key_place(member), "E734",
                   "\"%s\" does not belong in a style; a style has the properties of a chart's \"config\"",
                   member->key);
    return false;
  }
  const Json *config = json_without(arena, json, free_keys);
  if (json_count(config) > 0 && !known_any(config, "config", marks, tables, arena)) {
    messages_error(messages, json_place(json), "E735",
                   "this file has no property of a style, that is, of a chart's \"config\"");
    return false;
  }
  known_check(config, "config", marks, tables, messages, arena);
  return true;
}
