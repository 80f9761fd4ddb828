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

static const char *const about_keys[] = {"$schema", "usermeta", "description", NULL};

/* Themes of Vega-Embed and Altair are wrapped as a chart's config is. */
static const Json *unwrap(const Json *json, Messages *messages, Arena *arena) {
  const Json *config = json_get(json, "config");
  if (!json_is(config, JSON_OBJECT)) return json_without(arena, json, about_keys);
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    if (member->value != config && !g_strv_contains(about_keys, member->key))
      messages_warn(messages, json_key_place(member), "W161",
                    "\"%s\" is beside the style's \"config\" and has no effect", member->key);
  }
  return json_without(arena, config, about_keys);
}

const Json *style_config(const Json *json, const MarkType *const *marks, JsonTables *tables, Messages *messages,
                         Arena *arena) {
  if (!json_is(json, JSON_OBJECT)) {
    messages_error(messages, json_place(json), "E733", "a style must be an object, like \"config\" in Vega-Lite");
    return NULL;
  }
  for (size_t i = 0; i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    if (!is_of_chart(member)) continue;
    messages_error(messages, json_key_place(member), "E734",
                   "\"%s\" does not belong in a style; a style has the properties of a chart's \"config\"",
                   member->key);
    return NULL;
  }
  const Json *config = unwrap(json, messages, arena);
  if (json_count(config) > 0 && !known_any(config, "config", marks, tables, arena)) {
    messages_error(messages, json_place(json), "E735",
                   "this file has no property of a style, that is, of a chart's \"config\"");
    return NULL;
  }
  known_check(config, "config", marks, tables, messages, arena);
  return config;
}
