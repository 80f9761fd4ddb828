/* json/tables.h: JSON documents that are compiled into the program, parsed once. */
#pragma once
#include "json/json.h"

typedef struct JsonTables JsonTables;

/* Lives in `arena`, with everything that is parsed into it; may be used by one thread at a time. */
JsonTables *json_tables_create(Arena *arena);
/* The document `name`, parsed when it is first asked for; with `tables` NULL, parsed into `arena` each time. A program's own
 * document that is not JSON ends the program. */
const Json *json_table(JsonTables *tables, const char *name, const char *text, size_t length, Arena *arena);
