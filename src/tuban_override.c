/* tuban_override.c: what the options say in place of what a chart says: values of its params, and files for its data. */
#include "tuban_private.h"
#include <stdlib.h>
#include <string.h>

static bool is_utf8(const char *text) { return text && g_utf8_validate(text, -1, NULL); }

bool chart_take_overrides(TubanChart *chart) {
  for (const TubanParam *param = chart->options.params; param && param->name; param++)
    if (!is_utf8(param->name) || !*param->name || !is_utf8(param->value)) {
      messages_error(chart->messages, (Place){0}, "E184", "params need a name and a value in UTF-8");
      return false;
    }
  for (const char *const *file = chart->options.files; file && *file; file++) {
    const char *path = strchr(*file, '=');
    if (path && path > *file && path[1] && is_utf8(*file)) continue;
    messages_error(chart->messages, (Place){0}, "E185", "the option \"files\" needs a name and a file: sales=new.csv");
    return false;
  }
  return true;
}

/* ---- params ---- */

/* A value that begins as JSON does and is none is probably a mistake; any other text is a text. NULL after an error message. */
static const Json *value_of(TubanChart *chart, const TubanParam *param) {
  Arena *arena = chart->arena;
  Source *source = arena_new(arena, Source);
  const char *text = arena_strdup(arena, param->value);
  *source = (Source){.name = arena_printf(arena, "param %s", param->name), .text = text, .length = strlen(text)};
  bool is_meant = *text && strchr("{[\"", *text);
  Messages *unsaid = messages_create(arena, false);
  const Json *value = json_parse(source, is_meant ? chart->messages : unsaid, arena);
  return value || is_meant ? value : json_new_string(arena, (Place){.source = source, .length = 1}, text);
}

static const char *suggest_param(TubanChart *chart, const Json *params, const char *name) {
  const char **names = arena_array(chart->arena, const char *, json_count(params) + 1);
  size_t count = 0;
  for (size_t i = 0; i < json_count(params); i++) {
    const char *known = json_string(json_get(json_at(params, i), "name"), NULL);
    if (known) names[count++] = known;
  }
  return suggest(chart->arena, name, names);
}

/* The place of that param in the list; the length of the list if it is not there. */
static size_t find_param(const Json *params, const char *name) {
  size_t i = 0;
  while (i < json_count(params) && !json_is_string(json_get(json_at(params, i), "name"), name)) i++;
  return i;
}

/* The list with that value; NULL after an error message. */
static const Json *set_param(TubanChart *chart, const Json *params, const TubanParam *param) {
  static const char *const replaced[] = {"expr", NULL};
  Arena *arena = chart->arena;
  size_t count = json_count(params), at = find_param(params, param->name);
  if (at == count && param->optional) return params;
  if (at == count) {
    messages_error(chart->messages, json_place(params), "E180", "the chart has no param \"%s\"%s", param->name,
                   suggest_param(chart, params, param->name));
    return NULL;
  }
  const Json *value = value_of(chart, param);
  if (!value) return NULL;
  const Json **items = arena_array(arena, const Json *, count);
  for (size_t i = 0; i < count; i++) items[i] = json_at(params, i);
  items[at] = json_with(arena, json_without(arena, items[at], replaced), "value", value);
  return json_new_array(arena, json_place(params), items, count);
}

static const Json *apply_params(TubanChart *chart, const Json *json) {
  const TubanParam *param = chart->options.params;
  const Json *own = json_get(json, "params"), *params = own;
  if (!param || !param->name || (own && !json_is(own, JSON_ARRAY))) return json;
  if (!own) params = json_new_array(chart->arena, json_place(json), NULL, 0);
  for (; param->name && params; param++) params = set_param(chart, params, param);
  if (!params) return NULL;
  return own ? json_with(chart->arena, json, "params", params) : json;
}

/* ---- files ---- */

/* Adds what the data of a chart are called: names, URLs and the keys of "datasets". Rows are not looked at. */
static void collect_names(const Json *json, GHashTable *names) {
  if (json_is(json, JSON_ARRAY) && !json->is_text)
    for (size_t i = 0; i < json_count(json); i++) collect_names(json_at(json, i), names);
  for (size_t i = 0; json_is(json, JSON_OBJECT) && i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    if (strcmp(member->key, "values") == 0 || strcmp(member->key, "usermeta") == 0) continue;
    if (strcmp(member->key, "datasets") == 0) {
      for (size_t k = 0; json_is(member->value, JSON_OBJECT) && k < json_count(member->value); k++)
        g_hash_table_add(names, (gpointer)member->value->object.members[k].key);
      continue;
    }
    if (strcmp(member->key, "data") == 0) {
      const char *name = json_string(json_get(member->value, "name"), NULL),
                 *url = json_string(json_get(member->value, "url"), NULL);
      if (name) g_hash_table_add(names, (gpointer)name);
      if (url) g_hash_table_add(names, (gpointer)url);
    }
    collect_names(member->value, names);
  }
}

/* "; did you mean …", or what there is if nothing is near. */
static const char *suggest_data(TubanChart *chart, GHashTable *names, const char *wrong) {
  guint count;
  gpointer *keys = g_hash_table_get_keys_as_array(names, &count);
  const char **list = arena_array(chart->arena, const char *, count + 1);
  for (guint i = 0; i < count; i++) list[i] = keys[i];
  g_free(keys);
  qsort(list, count, sizeof *list, (int (*)(const void *, const void *))(void (*)(void))g_strcmp0);
  return suggest(chart->arena, wrong, list);
}

static bool take_files(TubanChart *chart, const Json *json) {
  const char *const *files = chart->options.files;
  size_t count = files ? g_strv_length((char **)files) : 0, before = 0;
  if (!count) return true;
  while (chart->input.given && chart->input.given[before].name) before++;
  GivenData *given = arena_array(chart->arena, GivenData, before + count + 1);
  if (before) memcpy(given, chart->input.given, before * sizeof *given);
  GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
  arena_adopt(chart->arena, names, (GDestroyNotify)g_hash_table_unref);
  collect_names(json, names);
  for (size_t i = 0; i < count; i++) {
    const char *path = strchr(files[i], '=') + 1,
               *name = arena_strndup(chart->arena, files[i], (size_t)(path - files[i]) - 1);
    if (!g_hash_table_contains(names, name)) {
      messages_error(chart->messages, json_place(json), "E181", "the chart has no data named \"%s\"%s", name,
                     suggest_data(chart, names, name));
      return false;
    }
    const Source *source = file_read_instead(chart->input.access, path, chart->messages, chart->arena);
    if (!source) return false;
    given[before + count - 1 - i] =
        /* the last of a name is found first */ (GivenData){.name = name, .source = source, .is_file = true};
  }
  chart->input.given = given;
  return true;
}

const Json *chart_apply_overrides(TubanChart *chart, const Json *json) {
  json = apply_params(chart, json);
  if (!json || !take_files(chart, json)) return NULL;
  chart->options.params = NULL; /* the caller's, who may free them now */
  chart->options.files = NULL;
  return json;
}
