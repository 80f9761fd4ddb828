/* data/given.h: data that the caller hands over in memory, in place of a file or a named dataset. */
#pragma once
#include "data/format.h"

typedef struct GivenData {
  const char *name;     /* the url or the name it replaces; NULL ends a list */
  const Source *source; /* the text of a file; NULL: columns */
  const char *type;     /* of the text, as in Vega's data format: "csv"; NULL: by the ending of `name`, else JSON */
  const char *const *names;
  const Column *const *columns; /* of `rows` length each */
  size_t column_count, rows;
  bool is_file; /* `source` is a file, which is read by its own name and may need an encoding */
} GivenData;

/* The entry for `name` in the list `given` (NULL is allowed); NULL if there is no such entry. */
const GivenData *given_find(const GivenData *given, const char *name);
/* Its rows; `format` and `options` are as for data_read(). Columns are shared, not copied. NULL after an error message. */
const Table *given_table(const GivenData *given, const Json *format, const ReadOptions *options, Messages *messages,
                         Arena *arena);
