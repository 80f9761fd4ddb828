/* data/read_json.c: JSON and NDJSON to columns, without a tree; long arrays of rows in a spec too.
 *
 * The tokens of the document run through three phases. SEEK: on the way to the value that format.property names (the document
 * itself without one). ROWS: inside it, where each item is a row; if it is not an array, it is the only row. ROW: inside a row that
 * is an object or array, where each member goes to its column. Only values nested deeper are built, on a stack.
 */
#include "base/decimal.h"
#include "base/temporary.h"
#include "data/builder.h"
#include "data/format.h"
#include "data/geojson.h"
#include "json/repeats.h"
#include "json/scan.h"
#include <string.h>

typedef enum Phase { PHASE_SEEK, PHASE_ROWS, PHASE_ROW } Phase;

typedef struct Nest {
  guint first; /* where its members start on the stack */
  bool is_object;
} Nest;

typedef struct Container {
  bool is_array;
  size_t next_item;
} Container;

typedef struct Reader {
  JsonScan scan;
  Arena *arena;
  Messages *messages;
  TableBuilder *builder;
  Phase phase;
  /* SEEK */
  const char *const *path;
  size_t path_length, level, level_on_path;
  bool key_matches, found;
  Container *containers; /* those on the path, outermost first */
  /* ROWS, ROW */
  bool rows_in_array, row_is_object;
  ColumnBuilder *column;
  size_t member;
  /* values within a cell */
  GArray *members; /* of ValueMember; key NULL in arrays */
  Nest nests[JSON_DEPTH_MAX];
  size_t depth;
  const char *key;
  /* the coordinates of a geometry, which are not built but read at once */
  bool in_geometry; /* this cell is of the column "geometry" */
  JsonPairs *pairs;
  const Geometry *geometry; /* of the object that is open */
} Reader;

static Value string_value(Reader *reader, const JsonToken *token) {
  size_t length;
  const char *text = json_scan_text(&reader->scan, token, &length);
  return value_string(arena_strndup(reader->arena, text, length));
}

static Value scalar_value(Reader *reader, const JsonToken *token) {
  switch (token->kind) {
  case JSON_TOKEN_FALSE:
  case JSON_TOKEN_TRUE: return value_boolean(token->kind == JSON_TOKEN_TRUE);
  case JSON_TOKEN_NUMBER: return value_number(json_scan_number(&reader->scan, token));
  case JSON_TOKEN_STRING: return string_value(reader, token);
  default: return value_null();
  }
}

static void put_scalar(Reader *reader, ColumnBuilder *column, const JsonToken *token) {
  if (token->kind == JSON_TOKEN_STRING) {
    size_t length;
    const char *text = json_scan_text(&reader->scan, token, &length);
    column_builder_put_string(column, text, length);
  } else {
    column_builder_put(column, scalar_value(reader, token));
  }
}

static void nest_add(Reader *reader, Value value) {
  ValueMember member = {reader->key, value};
  g_array_append_val(reader->members, member);
  reader->key = NULL;
}

static void nest_open(Reader *reader, bool is_object) {
  if (reader->depth) nest_add(reader, value_undefined()); /* its value comes when it is closed */
  reader->nests[reader->depth++] = (Nest){reader->members->len, is_object};
}

static Value nest_close(Reader *reader) {
  Nest nest = reader->nests[--reader->depth];
  size_t count = reader->members->len - nest.first;
  ValueMember *members = (ValueMember *)(gpointer)reader->members->data + nest.first;
  Value value;
  if (nest.is_object) {
    count = json_merge_repeats(members, count, sizeof *members, NULL, NULL, NULL);
    ValueMember *kept = arena_array(reader->arena, ValueMember, count);
    if (count) memcpy(kept, members, count * sizeof *kept);
    value = value_object(kept, count, reader->arena);
  } else {
    Value *items = arena_array(reader->arena, Value, count);
    for (size_t i = 0; i < count; i++) items[i] = members[i].value;
    value = value_array(items, count, reader->arena);
  }
  g_array_set_size(reader->members, nest.first);
  if (reader->depth) g_array_index(reader->members, ValueMember, nest.first - 1).value = value;
  return value;
}

/* After the key "coordinates", and a type: reads them, if they are what that type has and nothing comes after them. */
static bool take_coordinates(Reader *reader) {
  const ValueMember *type = &g_array_index(reader->members, ValueMember, 0);
  if (!reader->in_geometry || reader->depth != 1 || !reader->nests[0].is_object || reader->members->len != 1 ||
      strcmp(reader->key, "coordinates") != 0 || strcmp(type->key, "type") != 0 || type->value.kind != VALUE_STRING)
    return false;
  for (GeometryKind kind = 0; kind <= GEOMETRY_SPHERE; kind++) {
    int depth = geometry_depth(kind);
    if (depth < 0 || strcmp(geometry_type_name(kind), type->value.string) != 0) continue;
    if (!json_scan_last_pairs(&reader->scan, (unsigned)depth, reader->pairs)) return false;
    reader->geometry = geometry_from_pairs(kind, reader->pairs, reader->arena);
    return true;
  }
  return false;
}

static void put_nested(Reader *reader, Value value) {
  if (reader->geometry) value = (Value){.kind = VALUE_GEOMETRY, .geometry = reader->geometry};
  reader->geometry = NULL;
  column_builder_put(reader->column, value);
}

static void take_nested(Reader *reader, const JsonToken *token) {
  if (token->kind == JSON_TOKEN_KEY) {
    reader->key = string_value(reader, token).string;
    if (take_coordinates(reader)) reader->key = NULL;
  } else if (json_token_is_start(token)) {
    nest_open(reader, token->kind == JSON_TOKEN_OBJECT_START);
  } else if (json_token_is_end(token)) {
    Value value = nest_close(reader);
    if (!reader->depth) put_nested(reader, value);
  } else {
    nest_add(reader, scalar_value(reader, token));
  }
}

static void end_row(Reader *reader) { reader->phase = reader->rows_in_array ? PHASE_ROWS : PHASE_SEEK; }

static void take_row(Reader *reader, const JsonToken *token) {
  if (token->kind == JSON_TOKEN_KEY) {
    size_t length;
    const char *name = json_scan_text(&reader->scan, token, &length);
    reader->column = table_builder_column(reader->builder, reader->member++, name, length);
    reader->in_geometry = length == strlen("geometry") && !memcmp(name, "geometry", length);
    return;
  }
  if (json_token_is_end(token)) {
    end_row(reader);
    return;
  }
  if (!reader->row_is_object) {
    char name[DECIMAL_BUFFER];
    decimal_write((double)reader->member, name);
    reader->column = table_builder_column(reader->builder, reader->member++, name, strlen(name));
    reader->in_geometry = false;
  }
  if (json_token_is_start(token)) {
    nest_open(reader, token->kind == JSON_TOKEN_OBJECT_START);
  } else {
    put_scalar(reader, reader->column, token);
  }
}

static void start_row(Reader *reader, const JsonToken *token) {
  table_builder_start_row(reader->builder);
  reader->member = 0;
  if (json_token_is_start(token)) {
    reader->row_is_object = token->kind == JSON_TOKEN_OBJECT_START;
    reader->phase = PHASE_ROW;
  } else {
    put_scalar(reader, table_builder_column(reader->builder, 0, "data", strlen("data")), token);
    end_row(reader);
  }
}

static void start_rows(Reader *reader, const JsonToken *token) {
  table_builder_clear(reader->builder); /* the last of a repeated property counts */
  reader->found = true;
  reader->rows_in_array = token->kind == JSON_TOKEN_ARRAY_START;
  if (reader->rows_in_array) {
    reader->phase = PHASE_ROWS;
  } else if (token->kind != JSON_TOKEN_NULL) {
    start_row(reader, token);
  }
}

static bool text_is(Reader *reader, const JsonToken *token, const char *expected) {
  size_t length;
  const char *text = json_scan_text(&reader->scan, token, &length);
  return strlen(expected) == length && !memcmp(expected, text, length);
}

/* Whether the next value, in the innermost container on the path, is the one that the path names. */
static bool step_matches(Reader *reader) {
  Container *container = &reader->containers[reader->level - 1];
  if (!container->is_array) return reader->key_matches;
  char name[DECIMAL_BUFFER];
  return !strcmp(decimal_write((double)container->next_item++, name), reader->path[reader->level - 1]);
}

static void take_seeking(Reader *reader, const JsonToken *token) {
  bool on_path = reader->level == reader->level_on_path;
  if (token->kind == JSON_TOKEN_KEY) {
    if (on_path) reader->key_matches = text_is(reader, token, reader->path[reader->level - 1]);
    return;
  }
  if (json_token_is_end(token)) {
    reader->level--;
    reader->level_on_path = MIN(reader->level_on_path, reader->level);
    reader->key_matches = false;
    return;
  }
  bool matches = !reader->level || (on_path && step_matches(reader));
  if (matches && reader->level == reader->path_length) {
    start_rows(reader, token);
  } else if (json_token_is_start(token)) {
    if (matches) {
      reader->containers[reader->level] = (Container){.is_array = token->kind == JSON_TOKEN_ARRAY_START};
      reader->level_on_path = reader->level + 1;
    }
    reader->level++;
    reader->key_matches = false;
  }
}

static void take(Reader *reader, const JsonToken *token) {
  if (reader->depth) {
    take_nested(reader, token);
  } else if (reader->phase == PHASE_ROW) {
    take_row(reader, token);
  } else if (reader->phase == PHASE_SEEK) {
    take_seeking(reader, token);
  } else if (json_token_is_end(token)) {
    reader->phase = PHASE_SEEK;
  } else {
    start_row(reader, token);
  }
}

static Reader *reader_create(Messages *messages, Arena *arena) {
  Reader *reader = arena_new(arena, Reader);
  reader->arena = arena;
  reader->messages = messages;
  reader->builder = table_builder_create(arena);
  return reader;
}

/* Ends the reader. `at` is the place of the error if the rows differ too much. */
static const Table *read_all(Reader *reader, Place at) {
  static const double steps_of_byte =
      0.4; /* ten million rows of two numbers are 270 MB; a tree costs more, json_scan_charge() */
  JsonToken token;
  reader->members = g_array_new(FALSE, FALSE, sizeof(ValueMember));
  arena_temporary(reader->arena, reader->members);
  arena_temporary(reader->arena, reader->scan.unescaped);
  reader->pairs = json_pairs_create();
  arena_temporary_with(reader->arena, reader->pairs, json_pairs_free);
  arena_charge(reader->arena, BUDGET_STEPS, steps_of_byte * (double)(reader->scan.end - reader->scan.at));
  for (size_t i = 0; !table_builder_is_too_sparse(reader->builder) && json_scan_next(&reader->scan, &token) &&
                     arena_goes_on(reader->arena, i);
       i++)
    take(reader, &token);
  bool sparse = table_builder_is_too_sparse(reader->builder);
  Table *table = table_builder_end(reader->builder);
  if (sparse)
    messages_error(reader->messages, at, "E377", "the rows have too many different fields: %zu",
                   table_column_count(table));
  return reader->scan.failed || sparse ? NULL : table_with_geometry(table);
}

static const char *property_of(const Json *format) { return json_string(json_get(format, "property"), ""); }

static void refuse_property(const Json *format, const char *where, Messages *messages) {
  messages_error(messages, json_place(json_get(format, "property")), "E378", "%s has no \"%s\"", where,
                 property_of(format));
}

static const Table *read_json(const Source *source, const Json *format, const ReadOptions *options, Messages *messages,
                              Arena *arena) {
  (void)options;
  Reader *reader = reader_create(messages, arena);
  reader->path = field_path(property_of(format), arena);
  while (reader->path[reader->path_length]) reader->path_length++;
  reader->containers = arena_array(arena, Container, reader->path_length + 1);
  json_scan_open(&reader->scan, source, false, messages);
  const Table *table = read_all(reader, (Place){.source = source});
  if (!table || reader->found) return table;
  refuse_property(format, source->name, messages);
  return NULL;
}

static const Table *read_ndjson(const Source *source, const Json *format, const ReadOptions *options,
                                Messages *messages, Arena *arena) {
  (void)options;
  (void)format;
  Reader *reader = reader_create(messages, arena);
  reader->phase = PHASE_ROWS;
  reader->rows_in_array = true;
  json_scan_open(&reader->scan, source, true, messages);
  return read_all(reader, (Place){.source = source});
}

/* Inline rows of a spec, kept as text. */
static const Table *read_rows(const Json *rows, Messages *messages, Arena *arena) {
  Reader *reader = reader_create(messages, arena);
  json_scan_open_value(&reader->scan, rows->place);
  return read_all(reader, rows->place);
}

static const Json *follow_property(const Json *values, const Json *format, Arena *arena) {
  for (const char *const *step = field_path(property_of(format), arena); *step && values; step++) {
    bool in_array = json_is(values, JSON_ARRAY) && g_ascii_isdigit(**step);
    values = in_array ? json_at(values, (size_t)g_ascii_strtoull(*step, NULL, 10)) : json_get(values, *step);
  }
  return values;
}

const Table *data_rows_from_json(const Json *values, const Json *format, Messages *messages, Arena *arena) {
  bool has_property = *property_of(format) && !json_is(values, JSON_ARRAY);
  const Json *rows = has_property ? follow_property(values, format, arena) : values;
  if (!rows) {
    refuse_property(format, "the data", messages);
    return NULL;
  }
  if (rows->is_text) return read_rows(rows, messages, arena);
  Value value = value_from_json(rows, arena);
  if (value.kind == VALUE_NULL) return table_create(arena, 0);
  bool many = value.kind == VALUE_ARRAY;
  return table_with_geometry(
      table_from_values(many ? value.array->items : &value, many ? value.array->count : 1, arena));
}

const DataFormat data_format_json = {"json", read_json, NULL, data_rows_from_json};
const DataFormat data_format_ndjson = {"ndjson", read_ndjson, NULL, data_rows_from_json};
