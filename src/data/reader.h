/* data/reader.h: files and inline values to tables: JSON, NDJSON, CSV, TSV, DSV, TopoJSON, GeoJSON.
 *
 * As in Vega, nothing is guessed: without `parse`, every cell of a CSV file is a text, and a JSON date is a text too. A
 * language may derive a parse from the use of a field (dates on a time scale, numbers where texts would go wrong, such
 * as the smallest); it hands that to data_parse_fields(). Elsewhere a numeric string counts as its number.
 */
#pragma once
#include "data/stream.h"
#include "format/format.h"

/* `format` is Vega's data format object (type, parse, property, delimiter, header, feature, mesh, filter), with an
 * "encoding" of our own (base/encoding.h). Without a type,
 * the name's ending decides (json, csv, tsv, topojson, geojson, ndjson, jsonl), else it is JSON. `parse`, when given, is
 * applied. JSON goes straight to columns, without a tree. Rows that are GeoJSON features, geometries or collections have a
 * column "geometry" of VALUE_GEOMETRY. `options` may be NULL: one thread. NULL after a message. */
const Table *data_read(const Source *source, const Json *format, const ReadOptions *options, Messages *messages,
                       Arena *arena);
/* The same for a large file, in blocks (data/blocks.h). NULL, without a message, if it has to be read at once: data_read() says why. */
const Table *data_read_in_blocks(const LargeFile *file, const Json *format, const ReadOptions *options,
                                 Messages *messages, Arena *arena);
/* Inline values (array, object or text); `format` as above. */
const Table *data_from_json(const Json *values, const Json *format, Messages *messages, Arena *arena);
/* Applies format.parse: an object of field and parser (number, integer, date, boolean, string, flatten, "date:'%Y'",
 * "utc:'%Y'", null for none), or "auto" for vega-loader's type inference. A key may be a path; the column made has its
 * flat name. Fields that are in no row are left out. As in Vega, "date" gives numbers (ms since the epoch), a date
 * format gives dates, with the names of `locale` (NULL: en-US), and empty text gives null. Unknown parsers ("foo") are
 * an error: then NULL after a message. */
const Table *data_parse_fields(const Table *table, const Json *parse, const Locale *locale, Messages *messages,
                               Arena *arena);
/* A GeoJSON geometry, feature or collection; NULL when it is not GeoJSON. (data/geojson.h has the same for a Value.) */
const struct Geometry *geometry_from_json(const Json *json, Arena *arena);
