/* data/given.c: see given.h. */
#include "data/given.h"
#include "data/reader.h"
#include <string.h>

const GivenData *given_find(const GivenData *given, const char *name) {
  for (; given && given->name; given++)
    if (strcmp(given->name, name) == 0) return given;
  return NULL;
}

const Table *given_table(const GivenData *given, const Json *format, const ReadOptions *options, Messages *messages,
                         Arena *arena) {
  if (!given->source) return table_from_columns(given->names, given->columns, given->column_count, given->rows, arena);
  if (given->is_file) return data_read(given->source, format, options, messages, arena);
  format = json_with(arena, format, "encoding", json_new_null(arena, json_place(format))); /* that of a file */
  if (given->type && !json_has(format, "type"))
    format = json_with(arena, format, "type", json_new_string(arena, json_place(format), given->type));
  Source *named = arena_new(arena, Source); /* the ending of its name decides the type */
  *named = *given->source;
  named->name = given->name;
  return data_read(named, format, options, messages, arena);
}
