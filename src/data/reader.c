/* data/reader.c: chooses the format that reads a source. */
#include "data/reader.h"
#include "base/encoding.h"
#include "data/format.h"
#include "data/geojson.h"
#include <string.h>

/* All formats. A new one is a file and a line here. */
static const DataFormat *const formats[] = {
    &data_format_json, &data_format_csv, &data_format_tsv, &data_format_dsv, &data_format_topojson, &data_format_ndjson,
};

static const struct {
  const char *ending;
  const DataFormat *format;
} endings[] = {
    {"json", &data_format_json},         {"geojson", &data_format_json}, {"csv", &data_format_csv},
    {"tsv", &data_format_tsv},           {"dsv", &data_format_dsv},      {"ndjson", &data_format_ndjson},
    {"topojson", &data_format_topojson}, {"jsonl", &data_format_ndjson},
};

static const DataFormat *format_by_name(const Json *type, Messages *messages, Arena *arena) {
  const char *names[G_N_ELEMENTS(formats) + 1] = {NULL};
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
    names[i] = formats[i]->name;
    if (json_is_string(type, names[i])) return formats[i];
  }
  const char *name = json_string(type, NULL);
  if (name) {
    messages_error(messages, json_place(type), "E381", "unknown data format \"%s\"%s", name,
                   suggest(arena, name, names));
  } else {
    messages_error(messages, json_place(type), "E382", "the type of a data format must be a string");
  }
  return NULL;
}

/* "cars.csv.gz" is CSV, and so is the URL "cars.csv?raw=1". */
static const DataFormat *format_by_ending(const char *whole, Arena *arena) {
  char *name = arena_strndup(arena, whole, strstr(whole, "://") ? strcspn(whole, "?#") : strlen(whole));
  size_t length = strlen(name);
  if (length > 3 && !g_ascii_strcasecmp(name + length - 3, ".gz")) name[length - 3] = '\0';
  const char *dot = strrchr(name, '.');
  for (size_t i = 0; dot && i < G_N_ELEMENTS(endings); i++)
    if (!g_ascii_strcasecmp(dot + 1, endings[i].ending)) return endings[i].format;
  return &data_format_json;
}

static const Table *finish(const Table *table, const Json *format, Messages *messages, Arena *arena) {
  const Json *parse = json_get(format, "parse");
  if (!table || !parse || json_is_null(parse)) return table;
  return data_parse_fields(table, parse, NULL, messages, arena);
}

static const DataFormat *choose(const Json *format, const char *name, Messages *messages, Arena *arena) {
  const Json *type = json_get(format, "type");
  if (type && !json_is_null(type)) return format_by_name(type, messages, arena);
  return name ? format_by_ending(name, arena) : &data_format_json;
}

static const Source *decode(const Source *source, const Json *format, Messages *messages, Arena *arena) {
  const Json *encoding = json_get(format, "encoding");
  const char *name = json_string(encoding, NULL);
  if (name && encoding_is_known(name)) return text_decode(source, name, messages, arena);
  if (!encoding || json_is_null(encoding)) return text_decode(source, NULL, messages, arena);
  if (name)
    messages_error(messages, json_place(encoding), "E387", "unknown encoding \"%s\"%s", name,
                   suggest(arena, name, encoding_names()));
  else
    messages_error(messages, json_place(encoding), "E388",
                   "\"encoding\" must be the name of an encoding, such as \"gbk\"");
  return NULL;
}

const Table *data_read(const Source *source, const Json *format, const ReadOptions *options, Messages *messages,
                       Arena *arena) {
  const DataFormat *reader = choose(format, source->name, messages, arena);
  const Source *text = reader ? decode(source, format, messages, arena) : NULL;
  return text ? finish(reader->read(text, format, options, messages, arena), format, messages, arena) : NULL;
}

const Table *data_read_in_blocks(const LargeFile *file, const Json *format, const ReadOptions *options,
                                 Messages *messages, Arena *arena) {
  static const char *const elsewhere[] = {"encoding", "header", "parse"}; /* that change how the text is read */
  for (size_t i = 0; i < G_N_ELEMENTS(elsewhere); i++)
    if (json_has(format, elsewhere[i]) && !json_is_null(json_get(format, elsewhere[i]))) return NULL;
  const DataFormat *reader = choose(format, file->name, messages_create(arena, false), arena);
  const char *delimiter = reader && reader->delimiter ? reader->delimiter(format) : NULL;
  return delimiter ? stream_open(file, delimiter, options, messages, arena) : NULL;
}

const Table *data_from_json(const Json *values, const Json *format, Messages *messages, Arena *arena) {
  const DataFormat *reader = choose(format, NULL, messages, arena);
  if (!reader) return NULL;
  if (json_is(values, JSON_STRING)) {
    Source *source = arena_new(arena, Source);
    *source = (Source){.name = "values", .text = values->string, .length = strlen(values->string)};
    const Table *table = reader->read(source, format, NULL, messages, arena);
    if (!table) messages_error(messages, json_place(values), "E383", "these values cannot be read");
    return finish(table, format, messages, arena);
  }
  return finish(reader->from_json(values, format, messages, arena), format, messages, arena);
}

const Geometry *geometry_from_json(const Json *json, Arena *arena) {
  return geometry_from_value(value_from_json(json, arena), arena);
}
