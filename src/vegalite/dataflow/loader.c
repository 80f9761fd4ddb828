/* vegalite/dataflow/loader.c: see loader.h. */
#include "vegalite/dataflow/loader.h"
#include "data/reader.h"
#include "vegalite/dataflow/generate.h"
#include <string.h>

struct Loader {
  const Spec *spec;
  FileAccess *access;
  const GivenData *given;
  TableShelf *shelf;
  const char *encoding; /* of files whose format names none; may be NULL */
  GHashTable *tables;   /* text of source and format → const Table * */
  GHashTable *named;    /* name → const Json *: data objects that carry a name */
  GHashTable *rows;     /* name → const Value *: what loader_rows() has returned */
  GHashTable *missing;  /* names that no data has, reported once each */
  ReadOptions reading;
};

/* Names in an expression: words, and what is quoted. */
static void add_names(GHashTable *names, const char *text, Arena *arena) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$";
  while (*text) {
    bool quoted = *text == '"' || *text == '\'';
    const char *first = text + quoted;
    size_t length = quoted ? strcspn(first, (const char[]){*text, '\0'}) : strspn(first, letters);
    if (length) g_hash_table_add(names, arena_strndup(arena, first, length));
    text = first + length;
    if (quoted ? *text != '\0' : !length) text++;
  }
}

/* Every text of the spec may be the name of a field, or an expression that has some. Data is left out. */
static void collect_fields(const Json *json, GHashTable *names, Arena *arena) {
  if (json_is(json, JSON_STRING)) {
    g_hash_table_add(names, (gpointer)json->string);
    if (strstr(json->string, "datum")) add_names(names, json->string, arena);
  }
  for (size_t i = 0; json_is(json, JSON_ARRAY) && i < json_count(json); i++)
    collect_fields(json_at(json, i), names, arena);
  for (size_t i = 0; json_is(json, JSON_OBJECT) && i < json_count(json); i++) {
    const JsonMember *member = &json->object.members[i];
    if (strcmp(member->key, "values") != 0 && strcmp(member->key, "datasets") != 0)
      collect_fields(member->value, names, arena);
  }
}

/* Data with both a name and a source can be used elsewhere by the name alone. */
static void collect_named(Loader *loader, const View *view) {
  const char *name = json_string(json_get(view->data, "name"), NULL);
  if (name && json_count(view->data) > 1 && !g_hash_table_contains(loader->named, name))
    g_hash_table_insert(loader->named, (gpointer)name, (gpointer)view->data);
  for (size_t i = 0; i < view->child_count; i++) collect_named(loader, view->children[i]);
}

Loader *loader_create(const Spec *spec, FileAccess *access, const GivenData *given, TableShelf *shelf,
                      const char *encoding, int threads) {
  Loader *loader = arena_new(spec->arena, Loader);
  *loader = (Loader){.spec = spec,
                     .access = access,
                     .given = given,
                     .shelf = shelf,
                     .encoding = encoding,
                     .reading = {.threads = threads}};
  GHashTable **const by_name[] = {&loader->tables, &loader->named, &loader->rows, &loader->missing,
                                  &loader->reading.fields};
  for (size_t i = 0; i < G_N_ELEMENTS(by_name); i++) {
    *by_name[i] = g_hash_table_new(g_str_hash, g_str_equal);
    arena_adopt(spec->arena, *by_name[i], (GDestroyNotify)g_hash_table_unref);
  }
  collect_named(loader, spec->root);
  collect_fields(spec->json, loader->reading.fields, spec->arena);
  return loader;
}

/* The format without `parse`: loader_table() parses afterwards. */
static const Json *bare_format(const Json *format, Arena *arena) {
  return json_with(arena, format, "parse", json_new_null(arena, json_place(format)));
}

/* The format of a file in the encoding that the options say, unless it names its own. */
static const Json *with_encoding(const Loader *loader, const Json *format, Place place) {
  if (!loader->encoding || json_has(format, "encoding")) return format;
  Arena *arena = loader->spec->arena;
  return json_with(arena, format, "encoding", json_new_string(arena, place, loader->encoding));
}

static const Table *read_given(Loader *loader, const GivenData *given, const Json *format) {
  const Spec *spec = loader->spec;
  if (given->is_file) format = with_encoding(loader, format, json_place(format));
  return given_table(given, bare_format(format, spec->arena), &loader->reading, spec->messages, spec->arena);
}

/* From how many bytes on a file is large. */
enum { LARGE_FILE = 32 << 20 };

/* A file of data, with its format but for `parse`. */
typedef struct DataFile {
  Loader *loader;
  const Json *url, *format;
} DataFile;

static const Table *read_at_once(void *data) {
  const DataFile *file = data;
  const Loader *loader = file->loader;
  const Spec *spec = loader->spec;
  const Source *source = file_read(loader->access, file->url->string, file->url->place, spec->messages, spec->arena);
  return source ? table_shelf_read(loader->shelf, source, file->format, &loader->reading, spec->messages, spec->arena)
                : NULL;
}

static const Table *read_in_blocks(const DataFile *file) {
  const Loader *loader = file->loader;
  const Spec *spec = loader->spec;
  const char *url = file->url->string;
  const FileParts *parts = file_parts_open(loader->access, url, LARGE_FILE, spec->arena);
  if (!parts) return NULL;
  DataFile *kept = arena_new(spec->arena, DataFile);
  *kept = *file;
  LargeFile large = {parts, url, file->url->place, read_at_once, kept};
  return data_read_in_blocks(&large, file->format, &loader->reading, spec->messages, spec->arena);
}

static const Table *read_url(Loader *loader, const Json *url, const Json *format, bool in_blocks) {
  const Spec *spec = loader->spec;
  const GivenData *given = given_find(loader->given, url->string);
  if (given) return read_given(loader, given, format);
  DataFile file = {loader, url, bare_format(with_encoding(loader, format, url->place), spec->arena)};
  const Table *table = in_blocks ? read_in_blocks(&file) : NULL;
  return table ? table : read_at_once(&file);
}

static const Table *read_unparsed(Loader *loader, const Json *data, bool in_blocks) {
  const Spec *spec = loader->spec;
  const Json *url = json_get(data, "url"), *values = json_get(data, "values"), *format = json_get(data, "format"),
             *name = json_get(data, "name");
  if (json_is(url, JSON_STRING)) {
    const char *key =
        arena_printf(spec->arena, "%s\n%s", url->string, json_to_text(spec->arena, bare_format(format, spec->arena)));
    const Table *table = g_hash_table_lookup(loader->tables, key);
    if (!table && !g_hash_table_contains(loader->tables, key)) {
      table = read_url(loader, url, format, in_blocks);
      g_hash_table_insert(loader->tables, (gpointer)key, (gpointer)table);
    }
    return table;
  }
  const GivenData *given = json_is(name, JSON_STRING) ? given_find(loader->given, name->string) : NULL;
  if (given) return read_given(loader, given, format);
  if (values) return data_from_json(values, bare_format(format, spec->arena), spec->messages, spec->arena);
  if (json_get(data, "sequence") || json_get(data, "graticule") || json_get(data, "sphere"))
    return generate_table(data, spec->messages, spec->arena);
  const Json *dataset = json_is(name, JSON_STRING) ? json_get(spec->datasets, name->string) : NULL;
  if (dataset) return data_from_json(dataset, bare_format(format, spec->arena), spec->messages, spec->arena);
  const Json *elsewhere = json_is(name, JSON_STRING) ? g_hash_table_lookup(loader->named, name->string) : NULL;
  if (elsewhere && elsewhere != data) return read_unparsed(loader, elsewhere, in_blocks);
  if (json_is(name, JSON_STRING)) {
    if (!g_hash_table_add(loader->missing, (gpointer)name->string)) return table_create(spec->arena, 0);
    messages_warn(spec->messages, name->place, "W333", "no dataset is named \"%s\": it is taken to be empty",
                  name->string);
    return table_create(spec->arena, 0);
  }
  if (data && !json_is_null(data))
    messages_warn(spec->messages, json_place(data), "W334",
                  "\"data\" has no url, values or name: it is taken to be empty");
  return table_create(spec->arena, 0);
}

const Table *loader_table(Loader *loader, const Json *data, const Json *parse, bool in_blocks) {
  const Spec *spec = loader->spec;
  const Json *own = json_path(data, "format.parse");
  const Table *table = read_unparsed(loader, data, in_blocks);
  if (!table || json_is_null(own)) return table;
  if (json_is(own, JSON_STRING))
    table = data_parse_fields(table, own, spec->scope->locale, spec->messages, spec->arena);
  const Json *all = json_assign(spec->arena, parse, json_is(own, JSON_OBJECT) ? own : NULL);
  return table && json_count(all) > 0 ? data_parse_fields(table, all, spec->scope->locale, spec->messages, spec->arena)
                                      : table;
}

Value loader_rows(Loader *loader, const char *name) {
  const Value *known = g_hash_table_lookup(loader->rows, name);
  if (known) return *known;
  Arena *arena = loader->spec->arena;
  const Json *data = json_with(arena, NULL, "name", json_new_string(arena, (Place){0}, name));
  const Table *table = loader_table(loader, data, NULL, false);
  size_t count = table ? table_row_count(table) : 0;
  Value *items = arena_array(arena, Value, count), *rows = arena_new(arena, Value);
  for (size_t row = 0; row < count; row++) items[row] = table_row(table, row, arena);
  ValueArray *array = arena_new(arena, ValueArray);
  *array = (ValueArray){count, items};
  *rows = (Value){.kind = VALUE_ARRAY, .array = array};
  g_hash_table_insert(loader->rows, arena_strdup(arena, name), rows);
  return *rows;
}
