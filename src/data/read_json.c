/* data/read_json.c: JSON and NDJSON to columns, without a tree.
 *
 * The events of the document run through three phases. SEEK: on the way to the value that format.property names (the document
 * itself without one). ROWS: inside it, where each item is a row; if it is no array, it is the one row. ROW: inside a row that
 * is an object or array, where each member goes to its column. Only values nested deeper are built, on a stack.
 */
#include "base/decimal.h"
#include "data/builder.h"
#include "data/format.h"
#include "json/repeats.h"
#include "json/stream.h"
#include <string.h>

typedef enum Phase { PHASE_SEEK, PHASE_ROWS, PHASE_ROW } Phase;

typedef struct Nest {
  guint first; /* where its members begin on the stack */
  bool is_object;
} Nest;

typedef struct Container {
  bool is_array;
  size_t next_item;
} Container;

typedef struct Reader {
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
} Reader;

static bool is_start(const JsonEvent *event) {
  return event->kind == JSON_EVENT_OBJECT_START || event->kind == JSON_EVENT_ARRAY_START;
}

static bool is_end(const JsonEvent *event) {
  return event->kind == JSON_EVENT_OBJECT_END || event->kind == JSON_EVENT_ARRAY_END;
}

static Value scalar_value(const JsonEvent *event, Arena *arena) {
  switch (event->kind) {
  case JSON_EVENT_BOOLEAN: return value_boolean(event->boolean);
  case JSON_EVENT_NUMBER: return value_number(event->number);
  case JSON_EVENT_STRING: return value_string(arena_strndup(arena, event->text, event->length));
  default: return value_null();
  }
}

static void put_scalar(ColumnBuilder *column, const JsonEvent *event) {
  switch (event->kind) {
  case JSON_EVENT_NUMBER: column_builder_put_number(column, event->number); break;
  case JSON_EVENT_STRING: column_builder_put_string(column, event->text, event->length); break;
  case JSON_EVENT_BOOLEAN: column_builder_put(column, value_boolean(event->boolean)); break;
  default: column_builder_put(column, value_null()); break;
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
    count = json_merge_repeats(members, count, sizeof *members);
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

static void listen_nested(Reader *reader, const JsonEvent *event) {
  if (event->kind == JSON_EVENT_KEY) {
    reader->key = arena_strndup(reader->arena, event->text, event->length);
  } else if (is_start(event)) {
    nest_open(reader, event->kind == JSON_EVENT_OBJECT_START);
  } else if (is_end(event)) {
    Value value = nest_close(reader);
    if (!reader->depth) column_builder_put(reader->column, value);
  } else {
    nest_add(reader, scalar_value(event, reader->arena));
  }
}

static void end_row(Reader *reader) { reader->phase = reader->rows_in_array ? PHASE_ROWS : PHASE_SEEK; }

static void listen_row(Reader *reader, const JsonEvent *event) {
  if (event->kind == JSON_EVENT_KEY) {
    reader->column = table_builder_column(reader->builder, reader->member++, event->text, event->length);
    return;
  }
  if (is_end(event)) {
    end_row(reader);
    return;
  }
  if (!reader->row_is_object) {
    char name[DECIMAL_BUFFER];
    decimal_write((double)reader->member, name);
    reader->column = table_builder_column(reader->builder, reader->member++, name, strlen(name));
  }
  if (is_start(event)) {
    nest_open(reader, event->kind == JSON_EVENT_OBJECT_START);
  } else {
    put_scalar(reader->column, event);
  }
}

static void start_row(Reader *reader, const JsonEvent *event) {
  table_builder_start_row(reader->builder);
  reader->member = 0;
  if (is_start(event)) {
    reader->row_is_object = event->kind == JSON_EVENT_OBJECT_START;
    reader->phase = PHASE_ROW;
  } else {
    put_scalar(table_builder_column(reader->builder, 0, "data", strlen("data")), event);
    end_row(reader);
  }
}

static void start_rows(Reader *reader, const JsonEvent *event) {
  table_builder_clear(reader->builder); /* of a repeated property the last one counts */
  reader->found = true;
  reader->rows_in_array = event->kind == JSON_EVENT_ARRAY_START;
  if (reader->rows_in_array) {
    reader->phase = PHASE_ROWS;
  } else if (event->kind != JSON_EVENT_NULL) {
    start_row(reader, event);
  }
}

static bool text_is(const JsonEvent *event, const char *text) {
  return strlen(text) == event->length && !memcmp(text, event->text, event->length);
}

/* Is the value that comes now, in the innermost container on the path, the one that the path names? */
static bool step_matches(Reader *reader) {
  Container *container = &reader->containers[reader->level - 1];
  if (!container->is_array) return reader->key_matches;
  char name[DECIMAL_BUFFER];
  return !strcmp(decimal_write((double)container->next_item++, name), reader->path[reader->level - 1]);
}

static void listen_seek(Reader *reader, const JsonEvent *event) {
  bool on_path = reader->level == reader->level_on_path;
  if (event->kind == JSON_EVENT_KEY) {
    if (on_path) reader->key_matches = text_is(event, reader->path[reader->level - 1]);
    return;
  }
  if (is_end(event)) {
    reader->level--;
    reader->level_on_path = MIN(reader->level_on_path, reader->level);
    reader->key_matches = false;
    return;
  }
  bool matches = !reader->level || (on_path && step_matches(reader));
  if (matches && reader->level == reader->path_length) {
    start_rows(reader, event);
  } else if (is_start(event)) {
    if (matches) {
      reader->containers[reader->level] = (Container){.is_array = event->kind == JSON_EVENT_ARRAY_START};
      reader->level_on_path = reader->level + 1;
    }
    reader->level++;
    reader->key_matches = false;
  }
}

static bool listen(void *context, const JsonEvent *event) {
  Reader *reader = context;
  if (reader->depth) {
    listen_nested(reader, event);
  } else if (reader->phase == PHASE_ROW) {
    listen_row(reader, event);
  } else if (reader->phase == PHASE_SEEK) {
    listen_seek(reader, event);
  } else if (is_end(event)) {
    reader->phase = PHASE_SEEK;
  } else {
    start_row(reader, event);
  }
  return !table_builder_is_too_sparse(reader->builder);
}

static const Table *finish(Reader *reader, bool done, const Source *source) {
  bool sparse = table_builder_is_too_sparse(reader->builder);
  Table *table = table_builder_end(reader->builder);
  g_array_free(reader->members, TRUE);
  if (sparse)
    messages_error(reader->messages, (Place){.source = source}, "the rows have too many different fields: %zu",
                   table_column_count(table));
  return done && !sparse ? table_with_geometry(table) : NULL;
}

static Reader *reader_create(Messages *messages, Arena *arena) {
  Reader *reader = arena_new(arena, Reader);
  reader->arena = arena;
  reader->messages = messages;
  reader->builder = table_builder_create(arena);
  reader->members = g_array_new(FALSE, FALSE, sizeof(ValueMember));
  return reader;
}

static const char *property_of(const Json *format) { return json_string(json_get(format, "property"), ""); }

static void refuse_property(const Json *format, const char *where, Messages *messages) {
  messages_error(messages, json_place(json_get(format, "property")), "%s has no \"%s\"", where, property_of(format));
}

static const Table *read_json(const Source *source, const Json *format, Messages *messages, Arena *arena) {
  Reader *reader = reader_create(messages, arena);
  reader->path = field_path(property_of(format), arena);
  while (reader->path[reader->path_length]) reader->path_length++;
  reader->containers = arena_array(arena, Container, reader->path_length + 1);
  bool done = json_stream(source, listen, reader, messages);
  bool found = reader->found;
  const Table *table = finish(reader, done, source);
  if (!table || found) return table;
  refuse_property(format, source->name, messages);
  return NULL;
}

static const Table *read_ndjson(const Source *source, const Json *format, Messages *messages, Arena *arena) {
  (void)format;
  Reader *reader = reader_create(messages, arena);
  reader->phase = PHASE_ROWS;
  reader->rows_in_array = true;
  return finish(reader, json_stream_many(source, listen, reader, messages), source);
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
  Value value = value_from_json(rows, arena);
  if (value.kind == VALUE_NULL) return table_create(arena, 0);
  bool many = value.kind == VALUE_ARRAY;
  return table_with_geometry(
      table_from_values(many ? value.array->items : &value, many ? value.array->count : 1, arena));
}

const DataFormat data_format_json = {"json", read_json, data_rows_from_json};
const DataFormat data_format_ndjson = {"ndjson", read_ndjson, data_rows_from_json};
