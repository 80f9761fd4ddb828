/* json/names.h: the members of an object by number, where a fixed list names those that are known. */
#pragma once
#include "json/json.h"

/* A static table of rows that each begin with a pointer to their name; names are unique. */
typedef struct JsonNames {
  const void *rows;
  size_t stride, count; /* bytes from one row to the next; rows */
  gsize index;          /* 0; made when first needed */
} JsonNames;

#define JSON_NAMES(table)                                                                                              \
  { .rows = (table), .stride = sizeof *(table), .count = G_N_ELEMENTS(table) }

/* The number of the row with that name; `count` when there is none. Uses a hash table; may be called from several
 * threads. */
size_t json_names_find(JsonNames *names, const char *name);
/* Sets into[row] to the member named by each row. What is not in the object, or set already, is left as it is; so is everything
 * when `object` is not an object. */
void json_names_read(JsonNames *names, const Json *object, const Json **into);
