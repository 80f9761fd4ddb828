/* data/settings.schema.json and data/preset.schema.json are what the tables of settings say.
 *
 *     test_api_settings              compares the committed files with the generated schemas
 *     test_api_settings --accept     writes them (`./dev docs`)
 */
#include "schema_text.h"
#include "tuban_settings.h"

typedef struct Schema {
  const char *file, *title;
  const Setting *table;
} Schema;
static const Schema schemas[] = {
    {TUBAN_SOURCE_DIR "/data/settings.schema.json",
     "Settings of tuban: \"tuban\" in the usermeta of a chart or poster, and in a style", own_settings},
    {TUBAN_SOURCE_DIR "/data/preset.schema.json", "A preset of tuban (--for)", preset_settings},
};

static const char definitions[] = "{'length':{'anyOf':["
                                  "{'type':'string','pattern':'^([0-9]+(\\\\.[0-9]*)?|\\\\.[0-9]+) "
                                  "*(mm|cm|in|pt|px)?$','description':'In px without a unit.'},"
                                  "{'type':'number','minimum':0,'description':'px, 96 to the inch.'}]}}";

static const Json *kind_of(const Setting *setting, Arena *arena);

static const Json *object_of(const Setting *table, Arena *arena) {
  const Json *object = json_literal(arena, (Place){0}, "{'type':'object'}"), *properties = NULL;
  if (!*table->name) return json_with(arena, object, "additionalProperties", kind_of(table, arena));
  for (; table->name; table++) properties = json_with(arena, properties, table->name, kind_of(table, arena));
  object = json_with(arena, object, "properties", properties);
  return json_with(arena, object, "additionalProperties", json_literal(arena, (Place){0}, "false"));
}

static const Json *one_of(const char *const *words, Arena *arena) {
  JsonBuilder list = json_builder(arena);
  for (; *words; words++) json_builder_push(&list, json_new_string(arena, (Place){0}, *words));
  return json_with(arena, NULL, "enum", json_builder_array(&list, (Place){0}));
}

static const Json *kind_of(const Setting *setting, Arena *arena) {
  static const char *const kinds[] = {
      [SETTING_LENGTH] = "{'$ref':'#/$defs/length'}",
      [SETTING_LENGTHS] = "{'type':'array','minItems':1,'items':{'$ref':'#/$defs/length'}}",
      [SETTING_NUMBER] = "{'type':'number','minimum':0}",
      [SETTING_NUMBERS] = "{'type':'array','items':{'type':'number'}}",
      [SETTING_FLAG] = "{'type':'boolean'}",
      [SETTING_SHARE] = "{'anyOf':[{'type':'boolean'},{'type':'number','minimum':0,'maximum':1}]}",
      [SETTING_PAGE] = "{'type':'string'}",
      [SETTING_TEXT] = "{'type':'string'}",
      [SETTING_TEXTS] = "{'anyOf':[{'type':'string'},{'type':'array','items':{'type':'string'}}]}",
      [SETTING_OBJECT] = "{}",
      [SETTING_PARTS] = "{}",
      [SETTING_RULES] = "{'type':'boolean'}",
  };
  const Json *kind = setting->kind == SETTING_OBJECT ? object_of(setting->members, arena)
                     : setting->words                ? one_of(setting->words, arena)
                                                     : json_literal(arena, (Place){0}, kinds[setting->kind]);
  if (setting->most > 0) {
    kind = json_with(arena, kind, "minimum", json_new_number(arena, (Place){0}, setting->least));
    kind = json_with(arena, kind, "maximum", json_new_number(arena, (Place){0}, setting->most));
  }
  if (setting->kind == SETTING_PARTS) {
    const Json *list = json_with(arena, json_literal(arena, (Place){0}, "{'type':'array'}"), "items", kind);
    JsonBuilder either = json_builder(arena);
    json_builder_push(&either, json_literal(arena, (Place){0}, "{'type':'boolean'}"));
    json_builder_push(&either, list);
    kind = json_with(arena, NULL, "anyOf", json_builder_array(&either, (Place){0}));
  }
  if (setting->kind == SETTING_RULES) {
    JsonBuilder either = json_builder(arena);
    json_builder_push(&either, kind);
    json_builder_push(&either, object_of(setting->members, arena));
    kind = json_with(arena, NULL, "anyOf", json_builder_array(&either, (Place){0}));
  }
  if (!setting->description) return kind;
  return json_with(arena, kind, "description", json_new_string(arena, (Place){0}, setting->description));
}

static char *text_of(const Schema *of, Arena *arena) {
  const Json *schema = json_literal(arena, (Place){0}, "{'$schema':'https://json-schema.org/draft/2020-12/schema'}");
  schema = json_with(arena, schema, "title", json_new_string(arena, (Place){0}, of->title));
  schema = json_assign(arena, schema, object_of(of->table, arena));
  schema = json_with(arena, schema, "$defs", json_literal(arena, (Place){0}, definitions));
  GString *out = g_string_new(NULL);
  schema_print(out, schema, 0, 0, arena);
  g_string_append_c(out, '\n');
  return g_string_free(out, FALSE);
}

static void test_the_files_are_what_the_tables_say(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(schemas); i++) {
    Arena *arena = arena_create();
    char *expected = text_of(&schemas[i], arena), *text = NULL;
    g_assert_true(g_file_get_contents(schemas[i].file, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, expected);
    g_free(expected);
    g_free(text);
    arena_destroy(arena);
  }
}

/* Number of errors and warnings. */
static void check(const char *json, const Setting *table, size_t errors, size_t warnings) {
  Arena *arena = arena_create();
  Messages *messages = messages_create(arena, false);
  bool good = settings_check(json_literal(arena, (Place){0}, json), table, "\"tuban\"", messages, arena);
  g_test_message("%s", json);
  g_assert_cmpuint(messages_error_count(messages), ==, errors);
  g_assert_cmpuint(messages_count(messages), ==, errors + warnings);
  g_assert_true(good == (errors == 0));
  arena_destroy(arena);
}

static void test_values_have_their_kind(void) {
  check("{'print':{'width':'85mm','height':200,'fontSize':'7pt','pdfx':true,'color':'cmyk','inkLimit':280}}",
        own_settings, 0, 0);
  check("{'lang':'zh','timezone':'UTC','allow':'W204','spots':{'red':{'spot':'PANTONE 186 C','cmyk':[0,100,78,9]}}}",
        own_settings, 0, 0);
  check("{'allow':['W204','W205'],'print':{}}", own_settings, 0, 0);
  check("{'prnt':{},'print':{'widht':'1mm','witdh':2}}", own_settings, 0, 3);
  check("{'print':{'width':'85ft'}}", own_settings, 1, 0);
  check("{'print':{'width':-1,'fontSize':true,'landscape':'yes','dpi':'300','color':'rbg','page':4}}", own_settings, 6,
        0);
  check("{'print':'85mm','allow':[1],'lang':5,'spots':[]}", own_settings, 4, 0);
  check("{'print':{'inkLimit':50,'dpi':0,'page':'A99','profile':'ISO Coated'}}", own_settings, 3, 0);
  check("{'typesetting':{'gap':0.2},'print':{'page':'210x297mm'}}", own_settings, 0, 0);
  check("[]", own_settings, 1, 0);
  check("{'widths':[],'source':7,'formats':'pdf'}", preset_settings, 2, 0);
  check("{'widths':['1mm',5],'maxHeight':'10cm','print':{'dpi':300},'formats':['pdf']}", preset_settings, 0, 0);
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--accept") == 0) {
    bool written = true;
    for (size_t i = 0; i < G_N_ELEMENTS(schemas); i++) {
      Arena *arena = arena_create();
      char *text = text_of(&schemas[i], arena);
      written = g_file_set_contents(schemas[i].file, text, -1, NULL) && written;
      g_free(text);
      arena_destroy(arena);
    }
    return written ? 0 : 1;
  }
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/settings/the schemas are what the tables say", test_the_files_are_what_the_tables_say);
  g_test_add_func("/settings/values have their kind", test_values_have_their_kind);
  return g_test_run();
}
