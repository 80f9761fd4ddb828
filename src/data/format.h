/* data/format.h: the file formats; each one reads a source into a table whose types are not parsed yet.
 *
 * A reader takes text in UTF-8 and returns NULL after a message. `format` and `options` may be NULL.
 */
#pragma once
#include "data/table.h"

/* How a file is read. What is read does not depend on it. */
typedef struct ReadOptions {
  GHashTable *fields; /* a set of names: columns that will probably be used; NULL: all of them may be */
  int threads;        /* 0: one for each processor */
} ReadOptions;

typedef struct DataFormat {
  const char *name; /* format.type */
  const Table *(*read)(const Source *source, const Json *format, const ReadOptions *options, Messages *messages,
                       Arena *arena);
  /* What separates the cells of a delimited text; NULL for other formats and if `format` does not say. */
  const char *(*delimiter)(const Json *format);
  /* Inline values that are already an array or object. */
  const Table *(*from_json)(const Json *values, const Json *format, Messages *messages, Arena *arena);
} DataFormat;

extern const DataFormat data_format_json, data_format_ndjson, data_format_csv, data_format_tsv, data_format_dsv,
    data_format_topojson;

/* Inline values as rows, as data_format_json reads them. */
const Table *data_rows_from_json(const Json *values, const Json *format, Messages *messages, Arena *arena);
/* Adds the column "geometry" to rows that are GeoJSON. */
const Table *table_with_geometry(const Table *table);
