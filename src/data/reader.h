/* data/reader.h: files and inline values to tables: JSON, NDJSON, CSV, TSV, DSV, TopoJSON, GeoJSON. */
#pragma once
#include "data/table.h"

/* `format` is Vega-Lite's data format object (type, parse, property, delimiter, feature, mesh); NULL: by the name's ending, else
 * JSON. Numbers and dates of CSV are converted by `parse` or, without it, as Vega's type inference does ("auto"). JSON goes
 * straight to columns, without a tree. Objects that are GeoJSON features or geometries keep their geometry as
 * VALUE_GEOMETRY. NULL after a message. */
const Table *data_read(const Source *source, const Json *format, Messages *messages, Arena *arena);
/* Inline values (array, object or text); `format` as above. */
const Table *data_from_json(const Json *values, const Json *format, Messages *messages, Arena *arena);
/* Applies format.parse to a table (also the parse that Vega-Lite derives: {"date": "date", "x": "number"}). A key may be a
 * path. Unknown parsers ("foo") are an error. */
const Table *data_parse_fields(const Table *table, const Json *parse, Messages *messages, Arena *arena);
/* A GeoJSON geometry, feature or collection from JSON or a value; NULL when it is none. */
const struct Geometry *geometry_from_json(const Json *json, Arena *arena);
