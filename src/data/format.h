/* data/format.h: the file formats; each one reads a source into a table, which has no types parsed yet.
 *
 * A reader returns NULL after a message. `format` may be NULL.
 */
#pragma once
#include "data/table.h"

typedef struct DataFormat {
  const char *name; /* format.type */
  const Table *(*read)(const Source *source, const Json *format, Messages *messages, Arena *arena);
  /* Inline values that are an array or object already. */
  const Table *(*from_json)(const Json *values, const Json *format, Messages *messages, Arena *arena);
} DataFormat;

extern const DataFormat data_format_json, data_format_ndjson, data_format_csv, data_format_tsv, data_format_dsv,
    data_format_topojson;

/* Inline values as rows; what data_format_json does with them. */
const Table *data_rows_from_json(const Json *values, const Json *format, Messages *messages, Arena *arena);
/* Gives rows that are GeoJSON their column "geometry". */
const Table *table_with_geometry(const Table *table);
