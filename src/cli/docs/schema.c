/* cli/docs/schema.c: data/manifest.schema.json, for editors: what a manifest may have, from the options that it may set. */
#include "cli/docs/docs.h"
#include "cli/manifest.h"
#include <cJSON.h>
#include <string.h>

static cJSON *of_type(const char *type) {
  cJSON *schema = cJSON_CreateObject();
  cJSON_AddStringToObject(schema, "type", type);
  return schema;
}

static cJSON *either(cJSON *one, cJSON *other) {
  cJSON *schema = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(schema, "anyOf");
  cJSON_AddItemToArray(list, one);
  cJSON_AddItemToArray(list, other);
  return schema;
}

static cJSON *list_of(cJSON *items) {
  cJSON *schema = of_type("array");
  cJSON_AddItemToObject(schema, "items", items);
  return schema;
}

static cJSON *words_of(const Option *option) {
  cJSON *schema = cJSON_CreateObject(), *list = cJSON_AddArrayToObject(schema, "enum");
  for (size_t i = 0; option->choice(i); i++) cJSON_AddItemToArray(list, cJSON_CreateString(option->choice(i)));
  return schema;
}

static cJSON *pairs_of(cJSON *value) {
  cJSON *schema = of_type("object");
  cJSON_AddItemToObject(schema, "additionalProperties", value);
  return schema;
}

static cJSON *kind_of(const ManifestSetting *setting) {
  const Option *option = manifest_option(setting);
  switch (setting->kind) {
  case MANIFEST_FLAG: return of_type("boolean");
  case MANIFEST_NUMBER:
    return option->kind == OPTION_SIZE ? either(of_type("number"), of_type("string")) : of_type("number");
  case MANIFEST_TEXT: return option->choice ? words_of(option) : either(of_type("string"), of_type("number"));
  case MANIFEST_WORDS: return either(of_type("string"), list_of(option->choice ? words_of(option) : of_type("string")));
  case MANIFEST_TEXTS: return either(of_type("string"), list_of(of_type("string")));
  case MANIFEST_PAIRS: return pairs_of(setting->is_json ? cJSON_CreateObject() : of_type("string"));
  }
  return NULL;
}

static void add_settings(cJSON *properties) {
  for (const ManifestSetting *setting = manifest_settings(); setting->name; setting++) {
    cJSON *kind = kind_of(setting);
    char *meaning = option_meaning(manifest_option(setting)),
         *text = g_strdup_printf("%s (--%s).", meaning, setting->name);
    cJSON_AddStringToObject(kind, "description", text);
    cJSON_AddItemToObject(properties, setting->name, kind);
    g_free(text);
    g_free(meaning);
  }
}

static cJSON *object(cJSON **properties) {
  cJSON *schema = of_type("object");
  *properties = cJSON_AddObjectToObject(schema, "properties");
  return schema;
}

static void add_described(cJSON *properties, const char *name, cJSON *schema, const char *description) {
  cJSON_AddStringToObject(schema, "description", description);
  cJSON_AddItemToObject(properties, name, schema);
}

static cJSON *reference(const char *to) {
  cJSON *schema = cJSON_CreateObject();
  cJSON_AddStringToObject(schema, "$ref", to);
  return schema;
}

static cJSON *matrix(void) {
  cJSON *properties, *schema = object(&properties);
  for (const ManifestSetting *setting = manifest_settings(); setting->name; setting++) {
    cJSON *list = list_of(kind_of(setting));
    cJSON_AddNumberToObject(list, "minItems", 1);
    cJSON_AddItemToObject(properties, setting->name, list);
  }
  cJSON_AddFalseToObject(schema, "additionalProperties");
  cJSON_AddStringToObject(schema, "description",
                          "Values of settings; each combination of them is drawn, the last setting changing fastest.");
  return schema;
}

static cJSON *entry(void) {
  cJSON *properties, *schema = object(&properties);
  add_described(
      properties, "spec", either(of_type("string"), list_of(of_type("string"))),
      "A chart or poster, a folder, a file with a spec on each line, or a pattern with * or ?; relative to the "
      "manifest.");
  add_described(properties, "name", of_type("string"),
                "What the files are called, {name} in the output, in place of the spec's name.");
  cJSON_AddItemToObject(properties, "matrix", reference("#/$defs/matrix"));
  add_settings(properties);
  cJSON_AddItemToArray(cJSON_AddArrayToObject(schema, "required"), cJSON_CreateString("spec"));
  cJSON_AddFalseToObject(schema, "additionalProperties");
  return schema;
}

static cJSON *whole(void) {
  cJSON *properties, *schema = cJSON_CreateObject(), *root = object(&properties), *definitions = cJSON_CreateObject();
  cJSON_AddStringToObject(schema, "$schema", "https://json-schema.org/draft/2020-12/schema");
  cJSON_AddStringToObject(schema, "title", "A manifest of tuban (tuban.json): charts, and how each is drawn");
  cJSON_AddItemToObject(properties, "$schema", of_type("string"));
  add_described(properties, "charts", list_of(either(of_type("string"), reference("#/$defs/entry"))),
                "What is drawn, in this order.");
  cJSON_AddItemToObject(properties, "matrix", reference("#/$defs/matrix"));
  add_settings(properties);
  while (root->child) {
    cJSON *member = cJSON_DetachItemViaPointer(root, root->child);
    char *name = g_strdup(member->string);
    cJSON_AddItemToObject(schema, name, member);
    g_free(name);
  }
  cJSON_Delete(root);
  cJSON_AddFalseToObject(schema, "additionalProperties");
  cJSON_AddItemToObject(definitions, "entry", entry());
  cJSON_AddItemToObject(definitions, "matrix", matrix());
  cJSON_AddItemToObject(schema, "$defs", definitions);
  return schema;
}

/* With two spaces for each level, in place of tabs. */
void write_schema(GString *out, const char *template) {
  (void)template;
  cJSON *schema = whole();
  char *text = cJSON_Print(schema);
  bool at_start = true;
  for (const char *at = text; *at; at++) {
    if (*at == '\t')
      g_string_append(out, at_start ? "  " : " ");
    else
      g_string_append_c(out, *at);
    at_start = *at == '\n' || (at_start && *at == '\t');
  }
  g_string_append_c(out, '\n');
  cJSON_free(text);
  cJSON_Delete(schema);
}
