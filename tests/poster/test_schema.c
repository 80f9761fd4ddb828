/* data/poster.schema.json is what the tables of fields say.
 *
 *     test_poster_schema              compares the committed file with the generated schema
 *     test_poster_schema --accept     writes the file (`./dev docs`)
 *
 * The properties of objects come from the Field tables. What a kind of field is in JSON Schema stands here, once.
 */
#include "base/length.h"
#include "poster/rows.h"
#include "poster/style.h"
#include "schema_text.h"

extern const char poster_style_json[];

#define SCHEMA_FILE TUBAN_SOURCE_DIR "/data/poster.schema.json"

/* ---- kinds of fields ---- */

static const char text_definitions[] =
    "{"
    "'length':{'type':'string','pattern':'^([0-9]+(\\\\.[0-9]*)?|\\\\.[0-9]+) *(mm|cm|in|pt|px)$'},"
    "'color':{'type':'string','description':'The name of a colour in the style, or a CSS colour.'},"
    "'role':{'type':'string','description':'The name of a role in the style.'},"
    "'reference':{'type':'string','pattern':'^[^.]+(\\\\.[^.]+)*$',"
    "'description':'The id of an entry of the dataset, and which of its values: support.value.'},"
    "'piece':{'anyOf':["
    "{'type':'string','description':'References may be inside: {support.value}.'},"
    "{'type':'number'},"
    "{'type':'object','properties':{'ref':{'$ref':'#/$defs/reference'},"
    "'format':{'anyOf':[{'type':'string'},{'type':'object','additionalProperties':{'type':'string'}}],'description':"
    "'A d3 format of numbers or dates, hanzi (七十二) or hanzi-digits (一九五三); may be given by language.'}},"
    "'required':['ref'],'additionalProperties':false},"
    "{'type':'object','not':{'required':['ref']},'minProperties':1,'additionalProperties':{'type':'string'},"
    "'propertyNames':{'pattern':'^[a-z]{2,3}(-[A-Za-z0-9-]+)?$'},'description':'Texts by language.'}]},"
    "'text':{'anyOf':[{'$ref':'#/$defs/piece'},"
    "{'type':'array','items':{'$ref':'#/$defs/piece'},'description':'Pieces to be joined.'}]},"
    "'chart':{'anyOf':[{'type':'string','description':'The url of a Vega-Lite chart.'},"
    "{'type':'object','description':'The chart itself.'}]}"
    "}";

typedef struct Writer {
  Arena *arena;
} Writer;

static const Json *literal(const Writer *writer, const char *text) {
  return json_literal(writer->arena, (Place){0}, text);
}

static const Json *string(const Writer *writer, const char *text) {
  return json_new_string(writer->arena, (Place){0}, text);
}

static const Json *with(const Writer *writer, const Json *object, const char *key, const Json *value) {
  return json_with(writer->arena, object, key, value);
}

static const Json *reference(const Writer *writer, const char *definition) {
  return with(writer, NULL, "$ref", string(writer, arena_printf(writer->arena, "#/$defs/%s", definition)));
}

static const Json *list(const Writer *writer, const Json *items) {
  return with(writer, literal(writer, "{'type':'array'}"), "items", items);
}

static const Json *one_of(const Writer *writer, const char *const *words) {
  JsonBuilder builder = json_builder(writer->arena);
  for (; *words; words++) json_builder_push(&builder, string(writer, *words));
  return with(writer, NULL, "enum", json_builder_array(&builder, (Place){0}));
}

static const Json *either(const Writer *writer, const char *key, const Json *a, const Json *b) {
  JsonBuilder builder = json_builder(writer->arena);
  json_builder_push(&builder, a);
  json_builder_push(&builder, b);
  return with(writer, NULL, key, json_builder_array(&builder, (Place){0}));
}

static const Json *object_of(const Writer *writer, const Field *fields);

/* An object that may refer to an entry of the dataset, which then has what is required. */
static const Json *entry_of(const Writer *writer, const Field *fields) {
  const Json *plain = object_of(writer, fields), *required = json_get(plain, "required");
  const Json *properties = json_assign(writer->arena, with(writer, NULL, "ref", reference(writer, "reference")),
                                       json_get(plain, "properties"));
  const Json *object = with(writer, literal(writer, "{'type':'object'}"), "properties", properties);
  if (required) {
    const Json *choice =
        either(writer, "anyOf", literal(writer, "{'required':['ref']}"), with(writer, NULL, "required", required));
    object = json_assign(writer->arena, object, choice);
  }
  return with(writer, object, "additionalProperties", literal(writer, "false"));
}

static const Json *blocks(const Writer *writer, const char *other) {
  const Json *block = reference(writer, "block");
  const Json *items = other ? either(writer, "anyOf", reference(writer, other), block) : block;
  return with(writer, literal(writer, "{'type':'array','minItems':1}"), "items", items);
}

static const Json *members_of(const Writer *writer, const Field *fields);

static const Json *value_of(const Writer *writer, const Field *field) {
  switch (field->kind) {
  case FIELD_TEXT: return reference(writer, "text");
  case FIELD_NUMBER: return literal(writer, "{'type':'number'}");
  case FIELD_COUNT:
    return literal(writer,
                   arena_printf(writer->arena, "{'type':'integer','minimum':1,'maximum':%d}", PAGE_COLUMNS_MAX));
  case FIELD_SHARE: return literal(writer, "{'type':'number','minimum':0}");
  case FIELD_LENGTH: return reference(writer, "length");
  case FIELD_EXTENT: return either(writer, "anyOf", reference(writer, "length"), literal(writer, "{'const':'auto'}"));
  case FIELD_STRING: return field->words ? one_of(writer, field->words) : literal(writer, "{'type':'string'}");
  case FIELD_COLOR: return reference(writer, "color");
  case FIELD_ROLE: return reference(writer, "role");
  case FIELD_BOOLEAN: return literal(writer, "{'type':'boolean'}");
  case FIELD_SWITCH:
    return either(writer, "anyOf", literal(writer, "{'type':'boolean'}"), object_of(writer, field->fields));
  case FIELD_CHART: return reference(writer, "chart");
  case FIELD_OBJECT: return field->fields ? object_of(writer, field->fields) : literal(writer, "{'type':'object'}");
  case FIELD_LIST: return list(writer, entry_of(writer, field->fields));
  case FIELD_TEXTS: return list(writer, reference(writer, "text"));
  case FIELD_MEMBERS: return members_of(writer, field->fields);
  case FIELD_SIZE: /* a name, both sides as in 390x844px, or an object */
    return either(writer, "anyOf", one_of(writer, field->words),
                  either(writer, "anyOf", literal(writer, "{'type':'string','pattern':'^[0-9].*[x×]'}"),
                         object_of(writer, field->fields)));
  case FIELD_SIDES: return either(writer, "anyOf", reference(writer, "length"), object_of(writer, field->fields));
  case FIELD_PAGE: return object_of(writer, field->fields);
  case FIELD_STYLE:
    return either(writer, "anyOf", object_of(writer, field->fields), literal(writer, "{'type':'string'}"));
  case FIELD_ROWS:
    return with(writer, blocks(writer, "row"), "maxItems", json_new_number(writer->arena, (Place){0}, PAGE_BLOCKS_MAX));
  case FIELD_CELLS: return blocks(writer, "stack");
  case FIELD_BLOCKS: return blocks(writer, NULL);
  }
  g_assert_not_reached();
}

/* A field with the name "" matches any name. */
static const Json *members_of(const Writer *writer, const Field *fields) {
  if (*fields->name) return object_of(writer, fields);
  return with(writer, literal(writer, "{'type':'object'}"), "additionalProperties", value_of(writer, fields));
}

static const Json *described(const Writer *writer, const Json *schema, const char *description) {
  return description ? with(writer, schema, "description", string(writer, description)) : schema;
}

static const Json *object_of(const Writer *writer, const Field *fields) {
  JsonBuilder properties = json_builder(writer->arena), required = json_builder(writer->arena);
  for (; fields->name; fields++) {
    json_builder_set(&properties, fields->name, described(writer, value_of(writer, fields), fields->description));
    if (fields->required) json_builder_push(&required, string(writer, fields->name));
  }
  const Json *object =
      with(writer, literal(writer, "{'type':'object'}"), "properties", json_builder_object(&properties, (Place){0}));
  const Json *names = json_builder_array(&required, (Place){0});
  if (json_count(names)) object = with(writer, object, "required", names);
  return with(writer, object, "additionalProperties", literal(writer, "false"));
}

/* ---- the whole ---- */

/* The fields of every block are defined once; its kind is its name. */
static const Json *block_of(const Writer *writer, const BlockType *type) {
  const Json *block = object_of(writer, block_type_fields(type, writer->arena)),
             *properties = json_get(block, "properties");
  for (const Field *field = block_common_fields; field->name; field++)
    properties = with(writer, properties, field->name,
                      reference(writer, arena_printf(writer->arena, "common/properties/%s", field->name)));
  properties = with(writer, properties, "kind", with(writer, NULL, "const", string(writer, type->name)));
  return described(writer, with(writer, block, "properties", properties), type->description);
}

/* The names that the default style has, which editors offer. */
static const Json *with_names(const Writer *writer, const Json *definitions, const char *name, const char *table) {
  const Json *style = json_literal(writer->arena, (Place){0}, poster_style_json), *known = json_get(style, table);
  JsonBuilder names = json_builder(writer->arena);
  for (size_t i = 0; i < json_count(known); i++)
    json_builder_push(&names, string(writer, known->object.members[i].key));
  const Json *schema = with(writer, json_get(definitions, name), "examples", json_builder_array(&names, (Place){0}));
  return with(writer, definitions, name, schema);
}

static const Json *make_definitions(const Writer *writer) {
  const Json *definitions = literal(writer, text_definitions);
  definitions = with_names(writer, definitions, "color", "colors");
  definitions = with_names(writer, definitions, "role", "roles");
  definitions =
      with(writer, definitions, "row", described(writer, object_of(writer, row_fields), "Blocks side by side."));
  definitions = with(writer, definitions, "stack",
                     described(writer, object_of(writer, stack_fields), "Blocks on top of each other in one cell."));
  const Json *common = with(writer, NULL, "properties", json_get(object_of(writer, block_common_fields), "properties"));
  definitions = with(writer, definitions, "common", described(writer, common, "What every block has."));
  const char *const *names = block_type_names(writer->arena);
  JsonBuilder kinds = json_builder(writer->arena);
  for (size_t i = 0; names[i]; i++)
    json_builder_push(&kinds, reference(writer, arena_printf(writer->arena, "%s_block", names[i])));
  definitions = with(writer, definitions, "block", with(writer, NULL, "oneOf", json_builder_array(&kinds, (Place){0})));
  for (size_t i = 0; names[i]; i++)
    definitions = with(writer, definitions, arena_printf(writer->arena, "%s_block", names[i]),
                       block_of(writer, block_type_find(names[i])));
  return definitions;
}

static const Json *make_schema(const Writer *writer) {
  const Json *head =
      literal(writer, "{'$schema':'https://json-schema.org/draft/2020-12/schema','title':'A poster of tuban'}");
  const Json *schema = json_assign(writer->arena, head, object_of(writer, poster_fields));
  return with(writer, schema, "$defs", make_definitions(writer));
}

/* ---- its text ---- */

static char *schema_text(Arena *arena) {
  Writer writer = {arena};
  GString *out = g_string_new(NULL);
  schema_print(out, make_schema(&writer), 0, 0, arena);
  g_string_append_c(out, '\n');
  return g_string_free(out, FALSE);
}

static void test_the_file_is_what_the_tables_say(void) {
  Arena *arena = arena_create();
  char *expected = schema_text(arena), *text = NULL;
  g_assert_true(g_file_get_contents(SCHEMA_FILE, &text, NULL, NULL));
  char **committed = g_strsplit(text, "\n", -1), **generated = g_strsplit(expected, "\n", -1);
  for (size_t i = 0; committed[i] && generated[i]; i++) g_assert_cmpstr(committed[i], ==, generated[i]);
  g_assert_cmpstr(text, ==, expected);
  g_strfreev(committed);
  g_strfreev(generated);
  g_free(expected);
  g_free(text);
  arena_destroy(arena);
}

/* The names in $ref are written by hand in the kinds above. */
static void check_references(const Json *json, const Json *schema, Arena *arena) {
  const char *to = json_string(json_get(json, "$ref"), NULL);
  if (to) {
    char *path = g_strdelimit(g_strdup(to + strlen("#/")), "/", '.');
    g_test_message("%s", to);
    g_assert_nonnull(json_path(schema, path));
    g_free(path);
  }
  for (size_t i = 0; i < json_count(json); i++)
    check_references(json_is(json, JSON_OBJECT) ? json->object.members[i].value : json_at(json, i), schema, arena);
}

static void test_references_lead_somewhere(void) {
  Arena *arena = arena_create();
  Writer writer = {arena};
  const Json *schema = make_schema(&writer);
  check_references(schema, schema, arena);
  arena_destroy(arena);
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--accept") == 0) {
    Arena *arena = arena_create();
    char *text = schema_text(arena);
    bool written = g_file_set_contents(SCHEMA_FILE, text, -1, NULL);
    g_free(text);
    arena_destroy(arena);
    return written ? 0 : 1;
  }
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/poster/schema/the file is what the tables say", test_the_file_is_what_the_tables_say);
  g_test_add_func("/poster/schema/references lead somewhere", test_references_lead_somewhere);
  return g_test_run();
}
